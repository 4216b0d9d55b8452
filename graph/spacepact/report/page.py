"""The report as one HTML page that needs nothing else. Every text in it may come from a document, and is escaped."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from spacepact.vocab import STATUSES

SHOWN = 500
"""How many rows of a long list the page shows; report.json has all."""


@lru_cache(maxsize=1)
def _template() -> Template:
    return Template((Path(__file__).parent / "page.html").read_text(encoding="utf-8"))


def to_html(figures: Mapping[str, Any]) -> str:
    """The page for the figures of `report.make`."""
    sections = (
        _problems(figures),
        _relations(figures),
        _documents(figures),
        _rules(figures),
        _names(figures),
        _sentences(figures),
    )
    return _template().substitute(
        verdict=_verdict(figures), cards=_cards(figures["totals"]), sections="\n".join(filter(None, sections))
    )


def _verdict(figures: Mapping[str, Any]) -> str:
    if figures["conforms"] and not figures["unread"]:
        return '<p class="verdict good">Every document conforms to the ontology.</p>'
    parts = [
        f"{len(figures[key])} {words}"
        for key, words in (
            ("rejected", "kept out for violating a shape"),
            ("unread", "not readable"),
            ("checks", "failed checks"),
        )
        if figures[key]
    ]
    return f'<p class="verdict bad">Something is amiss: {escape(", ".join(parts))}.</p>'


def _cards(totals: Mapping[str, int]) -> str:
    return "".join(
        f"<div><b>{number:,}</b><span>{escape(name.replace('_', ' '))}</span></div>" for name, number in totals.items()
    )


def _problems(figures: Mapping[str, Any]) -> str:
    unread = [[message] for message in figures["unread"]]
    checks = [[check["name"], check["summary"], check["rows"]] for check in figures["checks"]]
    findings = [
        [result["document"], _place(result), result["severity"], result["message"], result["quote"] or ""]
        for result in figures["shacl"]
    ]
    parts = [
        _table("Files that can’t be read", ["what is wrong"], unread),
        _table("Checks over the whole graph that found something", ["check", "looks for", "rows"], checks),
        _table("What the shapes found", ["document", "characters", "severity", "finding", "sentence"], findings),
    ]
    return "\n".join(filter(None, parts))


def _place(result: Mapping[str, Any]) -> str:
    return "" if result["start"] is None else f"{result['start']}–{result['end']}"


def _relations(figures: Mapping[str, Any]) -> str:
    rows = [
        [name, *(counts.get(status, "") for status in STATUSES), sum(counts.values())]
        for name, counts in figures["relations"].items()
    ]
    return _table("Facts by relation and status", ["relation", *STATUSES, "all"], rows, numbers=True)


def _documents(figures: Mapping[str, Any]) -> str:
    rows = [
        [
            item["identifier"],
            item["title"] or "",
            item["issued"] or "",
            item["facts"],
            item["passages"],
            item["sentences_without_facts"],
        ]
        for item in figures["documents"]
    ]
    heads = ["document", "title", "date", "facts", "passages", "sentences without facts"]
    return _table("Documents", heads, rows, numbers=True)


def _rules(figures: Mapping[str, Any]) -> str:
    fired = sorted(figures["rules"]["fired"].items(), key=lambda item: (-item[1], item[0]))
    never = ", ".join(f"<code>{escape(rule)}</code>" for rule in figures["rules"]["never_fired"])
    silent = (
        f"<details><summary>Rules that never fired ({len(figures['rules']['never_fired'])})</summary><p>{never}</p></details>"
    )
    return _table("Rules", ["rule", "facts"], [list(item) for item in fired], numbers=True) + (silent if never else "")


def _names(figures: Mapping[str, Any]) -> str:
    rows = [[item["name"], len(item["documents"]), ", ".join(item["documents"][:5])] for item in figures["names_not_recognised"]]
    return _table("Names that were not recognised", ["name", "documents", "such as"], rows)


def _sentences(figures: Mapping[str, Any]) -> str:
    rows = [[item["document"], item["start"], item["text"]] for item in figures["sentences_without_facts"]]
    return _table("Sentences that gave no fact", ["document", "at", "sentence"], rows)


def _table(title: str, heads: Iterable[str], rows: list[list[Any]], *, numbers: bool = False) -> str:
    """A section that folds, with a table; an empty string where there is no row."""
    if not rows:
        return ""
    counted = [any(isinstance(row[column], int) for row in rows) for column in range(len(rows[0]))]
    head = "".join(f"<th{' class=n' * right}>{escape(name)}</th>" for name, right in zip(heads, counted, strict=True))
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows[:SHOWN])
    more = f"<p>{len(rows) - SHOWN:,} more are in report.json.</p>" if len(rows) > SHOWN else ""
    opened = " open" if numbers or len(rows) <= 20 else ""
    return (
        f"<details{opened}><summary>{escape(title)} <small>{len(rows):,}</small></summary>"
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{more}</details>'
    )


def _cell(value: Any) -> str:
    return f'<td class="n">{value:,}</td>' if isinstance(value, int) else f"<td>{escape(str(value))}</td>"
