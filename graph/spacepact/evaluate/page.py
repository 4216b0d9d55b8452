"""A scorecard as Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacepact.evaluate.scorecard import Scorecard

METHOD = (
    "Intervals are at 95 %: for whole sets a percentile bootstrap over documents with a fixed seed, for relations and rules"
    " Wilson's score interval. A fact is right where subject, relation and object are the gold's; a parent relation counts"
    " as right and is told apart as *exact relation*. Status, evidence and types are shares of what was found."
)


def section(card: "Scorecard", *, title: str, level: int = 1) -> str:
    """One scorecard: totals, then documents, relations and rules."""
    figures = card.to_dict()
    head = "#" * level
    parts = [f"{head} {title}", f"{figures['documents']} documents."]
    if card.missing:
        parts.append(f"Not in the graph, hence all missed: {', '.join(card.missing)}.")
    parts.append(METHOD if level == 1 else "")
    parts.append(_table(("", "precision", "recall", "F1", "right", "wrong", "missed"), _totals(figures)))
    parts.append(_table(("of what was found", "share"), _shares(card)))
    for name, key in (("Documents", "by_document"), ("Relations", "by_relation"), ("Rules", "by_rule")):
        rows = [(label, *_row(counts, recall=key != "by_rule")) for label, counts in figures[key].items()]
        if rows:
            columns = (name[:-1].lower(), "precision", *(("recall", "F1") if key != "by_rule" else ()), "right", "wrong")
            parts += [f"{head}# {name}", _table((*columns, "missed") if key != "by_rule" else columns, rows)]
    return "\n\n".join(part for part in parts if part) + "\n"


def page(cards: Mapping[str, "Scorecard"], *, introduction: str = "") -> str:
    """Several scorecards on one page: an overview of the sets, then each set."""
    rows = []
    for name, card in cards.items():
        figures, right = card.to_dict(), card.accuracies()
        shares = [_percent(*right[what]) for what in ("status", "evidence", "type")]
        facts, entities = figures["facts"], figures["entities"]
        rows.append((name, str(figures["documents"]), *(_number(facts, key) for key in ("precision", "recall", "f1")), *shares,
                     _number(entities, "f1")))  # fmt: skip
    columns = ("set", "documents", "precision", "recall", "F1", "status", "evidence", "types", "F1 of entities")
    sections = (section(card, title=name, level=2).rstrip() for name, card in cards.items())
    parts = ("# Scorecard", introduction, METHOD, _table(columns, rows), *sections)
    return "\n\n".join(part for part in parts if part) + "\n"


def _totals(figures: Mapping[str, Any]) -> list[tuple[str, ...]]:
    return [(name, *_row(figures[name])) for name in ("facts", "times", "entities")]


def _shares(card: "Scorecard") -> list[tuple[str, str]]:
    names = {
        "relation": "exact relation",
        "status": "status",
        "evidence": "evidence",
        "when": "time of a fact",
        "type": "type of an entity",
        "class": "exact class of an entity",
    }
    looked_at = {what: counts for what, counts in card.accuracies().items() if counts[1]}
    return [(names[what], f"{_percent(*counts)} ({counts[0]} of {counts[1]})") for what, counts in looked_at.items()]


def _row(figures: Mapping[str, Any], *, recall: bool = True) -> tuple[str, ...]:
    ratios, numbers = (("precision", "recall", "f1"), ("tp", "fp", "fn")) if recall else (("precision",), ("tp", "fp"))
    return (*(_number(figures, name) for name in ratios), *(str(figures[name]) for name in numbers))


def _number(figures: Mapping[str, Any], name: str) -> str:
    """A ratio with its interval."""
    ends = figures.get(f"{name}_interval")
    return f"{figures[name]:.3f}" + (f" ({ends[0]:.2f}–{ends[1]:.2f})" if ends else "")


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] + ["--:"] * (len(columns) - 1), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
