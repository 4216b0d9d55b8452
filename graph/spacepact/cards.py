"""What a notebook shows: the card of an entity, and figures of timelines and comparisons.

Texts come from documents, so everything is escaped, and only web addresses become links.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from spacepact.answers import Answer, compact, plain
from spacepact.catalogue import Ask, find, run
from spacepact.catalogue.names import lookup

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

COLOURS = {"Agreement": "#0072B2", "Mission": "#D55E00", "Event": "#009E73"}
"""By coarse type; told apart by people who see colours differently (Okabe and Ito)."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim about an entity and one sentence that supports it; `start` is the sentence's offset in code points."""

    subject: str
    relation: str
    object: str
    status: str
    when: str | None
    role: str | None
    sentence: str
    document: str
    start: int
    document_iri: str


@dataclass(frozen=True, slots=True)
class EntityCard:
    """What the graph knows of one entity. As text it suits a terminal, in a notebook it shows itself."""

    iri: str
    label: str
    kind: str
    other_names: tuple[str, ...]
    facts: tuple[Fact, ...]

    def as_dict(self) -> dict[str, Any]:
        """The card as plain values, for JSON."""
        return asdict(self)

    def __str__(self) -> str:
        lines = [f"{self.label} — {self.kind} ({compact(self.iri)})"]
        lines += [f"also: {'; '.join(self.other_names)}"] if self.other_names else []
        for statement, facts in _grouped(self.facts):
            lines += ["", statement]
            lines += [f"  “{fact.sentence}” ({fact.document}, from {fact.start})" for fact in facts]
        return "\n".join(lines if self.facts else [*lines, "", "No document says anything about it."]) + "\n"

    def _repr_html_(self) -> str:
        names = f"<p>also: {html.escape('; '.join(self.other_names))}</p>" if self.other_names else ""
        rows = "".join(f"<dt>{html.escape(statement)}</dt>{_quotes(facts)}" for statement, facts in _grouped(self.facts))
        title = f"<b>{html.escape(self.label)}</b> — {html.escape(self.kind)} <code>{html.escape(compact(self.iri))}</code>"
        facts = f"<dl>{rows}</dl>" if rows else "<p>No document says anything about it.</p>"
        return f'<div class="spacepact-card"><p>{title}</p>{names}{facts}</div>'


@dataclass(frozen=True, slots=True)
class Chart:
    """Data and the figure that draws it; a notebook shows the figure above the table."""

    data: DataFrame
    figure: Figure

    def svg(self) -> str:
        """The figure as SVG that depends on the data alone."""
        import io

        import matplotlib as mpl

        out = io.StringIO()
        with mpl.rc_context({"svg.hashsalt": "spacepact", "svg.fonttype": "none"}):
            self.figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight")
        return out.getvalue()[out.getvalue().index("<svg") :]

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, str]:
        """The figure above the table, for a notebook; the figure alone as SVG, and the table as text, for what shows no HTML."""
        svg, table = self.svg(), self.data.to_html(index=False, escape=True, na_rep="")
        return {"text/html": f"<figure>{svg}</figure>{table}", "image/svg+xml": svg, "text/plain": self.data.to_string(index=False)}


def card(ask: Ask, name: str) -> EntityCard:
    """The card of what is called so; raises UnknownName, which offers the nearest names."""
    from pyoxigraph import NamedNode

    iri = find(ask, name)
    rows = lookup(ask, "entity", thing=[NamedNode(iri)])
    label, kind, _ = rows[0] if rows else (compact(iri), "", "")
    others = sorted({other for _, _, other in rows if other} - {label})
    answer = run(ask, "about", {"entity": f"<{iri}>"})
    return EntityCard(iri, label, kind or "thing", tuple(others), tuple(_facts(answer)) if isinstance(answer, Answer) else ())


def timeline(data: DataFrame, title: str) -> Figure:
    """A timeline: one line per thing, from the earliest to the latest day that documents give it; open ends are arrows."""
    figure, axes = _figure(max(2.0, 0.32 * data["thing"].nunique() + 1.2))
    from matplotlib import dates

    places = {thing: place for place, thing in enumerate(dict.fromkeys(data["thing"]))}
    for thing, coarse, earliest, latest, status in data[["thing", "type", "earliest", "latest", "status"]].itertuples(
        index=False
    ):
        first, last = (day if isinstance(day, date) else None for day in (earliest, latest))
        start, end = first or last, last or first
        if start is None or end is None:
            continue
        colour = COLOURS.get(coarse, "#555555")
        filled = colour if status == "occurred" else "white"
        axes.plot([start, end], [places[thing]] * 2, color=colour, linewidth=2, solid_capstyle="butt")
        axes.plot([start], [places[thing]], marker="o" if first else "<", color=colour, markerfacecolor=filled)
        axes.plot([end], [places[thing]], marker="o" if last else ">", color=colour, markerfacecolor=filled)
    axes.set_yticks(list(places.values()), [_short(thing) for thing in places])
    axes.invert_yaxis()
    locator = dates.AutoDateLocator()  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    axes.set_title(title, loc="left")
    axes.grid(axis="x", alpha=0.3)
    return figure


def comparison(data: DataFrame, title: str) -> Figure:
    """A table of topics by partners as a picture: the number of shared agreements, missions and events in each cell."""
    figure, axes = _figure(max(2.0, 0.28 * len(data) + 1.2))
    axes.set_title(title, loc="left")
    if data.empty:
        axes.set_axis_off()
        return figure
    axes.imshow(data.to_numpy(), cmap="Blues", aspect="auto", vmin=0)
    axes.set_xticks(range(len(data.columns)), list(data.columns))
    axes.set_yticks(range(len(data)), list(data.index))
    axes.xaxis.tick_top()
    most = data.to_numpy().max()
    for row, values in enumerate(data.to_numpy()):
        for column, value in enumerate(values):
            if value:
                axes.text(column, row, str(value), ha="center", va="center", color="white" if value > most / 2 else "black")
    return figure


def _figure(height: float) -> tuple[Figure, Any]:
    """A figure that no global state of matplotlib keeps alive."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, height), layout="constrained")
    return figure, figure.subplots()


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _facts(answer: Answer) -> Iterator[Fact]:
    for row in answer.rows:
        values: Mapping[str, Any] = dict(zip(answer.columns, map(plain, row), strict=True))
        yield Fact(**{name: values[name] for name in Fact.__slots__})


def _grouped(facts: Sequence[Fact]) -> Iterator[tuple[str, list[Fact]]]:
    """Facts that say the same, under one statement; `facts` are sorted by relation, subject and object."""
    for statement, group in groupby(facts, key=_statement):
        yield statement, list(group)


def _statement(fact: Fact) -> str:
    notes = [note for note in (fact.status if fact.status != "occurred" else None, fact.role, fact.when) if note]
    return f"{fact.subject} {fact.relation} {fact.object}" + (f" ({', '.join(notes)})" if notes else "")


def _quotes(facts: Iterable[Fact]) -> str:
    return "".join(f"<dd><q>{html.escape(fact.sentence)}</q> <small>{_source(fact)}</small></dd>" for fact in facts)


def _source(fact: Fact) -> str:
    return f"{_link(fact.document_iri, fact.document)}, from {fact.start}"


def _link(address: str, text: str) -> str:
    if not address.startswith(("https://", "http://")):
        return html.escape(text)
    return f'<a href="{html.escape(address)}">{html.escape(text)}</a>'
