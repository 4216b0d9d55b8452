"""Facts that a page's layout states instead of verbs: tables, labelled lines, timelines, and lists behind a label.

A row's first cell is the thing that its other cells speak of; a labelled line ("Depositaries: …") speaks of the thing that the
heading or a line such as "Full name: …" gives; the verbless rest of an item speaks of the label; a leading date dates the item.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from spacepact.extract.facts import Facts
from spacepact.extract.items import Cell, Item, phrases
from spacepact.extract.lists import Lists
from spacepact.extract.page import FOCAL, Page
from spacepact.extract.topics import Spotter
from spacepact.lexicon import Lexicon
from spacepact.model import Status
from spacepact.text.arguments import Arguments
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed, Read

_LATEST = 3
"""How many sentences back a group of labelled lines looks for what it speaks of, where no heading tells."""


class Layout:
    """Reads the layout of one document's sentences, in order; `issued` is the document's EDTF date, if known."""

    def __init__(
        self,
        lexicon: Lexicon,
        facts: Facts,
        arguments: Arguments,
        spotter: Spotter,
        reads: Sequence[Read],
        *,
        issued: str | None = None,
    ) -> None:
        self.page = Page(lexicon, facts, arguments, reads, issued=issued)
        self.lists = Lists(self.page, spotter)
        self.columns: dict[str, list[Mapping[str, Any]]] = {}
        for column in self.page.words["columns"]:
            for head in column["heads"]:
                self.columns.setdefault(head, []).append(column)
        self.subjects = {phrase: kind for kind, found in self.page.words["subjects"].items() for phrase in found}
        self.lead_times = {reads[i].sentence.block: item.lead for i, item in enumerate(self.page.items) if item.lead}
        self.title: Thing | None = None
        self.focus: Thing | None = None
        self.labelled = -2
        self.standings: dict[str, Status] = {}

    def silent(self, sentence: int) -> bool:
        """Whether a row belongs to a table of what ought to be done, of which nothing is read."""
        unstated = set(self.page.words["unstated"])
        return any(unstated & set(phrases(cell.head)) for cell in self.page.items[sentence].cells)

    def read(self, sentence: int, parsed: Parsed) -> int:
        """State what the layout of a sentence says; how many facts were stated."""
        before = len(self.page.facts.found)
        item = self.page.items[sentence]
        if parsed.sentence.kind == "heading" and item.lead is None and (item.label is None or sentence == 0):
            self._heading(sentence, parsed)
        elif item.cells:
            self._row(sentence, item)
        elif not self._line(sentence, parsed, item):
            self.lists.read(sentence, parsed, item, self.focus)
        return len(self.page.facts.found) - before

    def _value(self, sentence: int, thing: Thing, head: str, start: int, end: int, status: Status, rule: str) -> None:
        """State what a cell or the value of a labelled line says of a thing."""
        said = self.page.standing(head)
        columns = next((self.columns[phrase] for phrase in phrases(head) if phrase in self.columns), [])
        for column in columns:
            if column["value"] == "flight" and thing.kind in {"Mission", "Spacecraft"}:
                self.page.flight(sentence, thing, start, end, said or status, rule)
                for other in self.page.things(sentence, start, end):
                    if other.kind == "LaunchVehicle":
                        vehicle = {"value": "object", "relations": ["launchVehicle"]}
                        self.page.relate(sentence, thing, [vehicle], other, said or status, rule)
            if column["value"] == "time":
                self.page.date(
                    sentence,
                    thing,
                    column["relations"],
                    self.page.time(sentence, start, end),
                    said or status,
                    rule,
                )
        seat = self._seat(sentence, start, end)
        for other in self.page.actors(sentence, start, end):
            if other is not seat:
                self.page.relate(sentence, thing, columns, other, said or status, rule)

    def _seat(self, sentence: int, start: int, end: int) -> Thing | None:
        """The place that closes a cell or a value behind a body, which sits there: "Nordlys Aerospace, Norway"; states that."""
        things = self.page.things(sentence, start, end)
        text = self.page.reads[sentence].sentence.clean[start:end].rstrip(" |.")
        if len(things) != 2 or "," not in text or not any(text.endswith(name) for name in (things[1].label, *things[1].names)):
            return None
        if things[0].coarse != "Organization" or things[1].kind not in {"Place", "State"}:
            return None
        self.page.relate(sentence, things[0], [{"value": "object", "relations": ["locatedIn"]}], things[1], "occurred", "seat")
        return things[1]

    # Tables

    def _row(self, sentence: int, item: Item) -> None:
        clean = self.page.reads[sentence].sentence.clean
        first, *others = item.cells
        thing = self._subject(sentence, first.head, first.start, first.end)
        if thing is None:
            return
        standing = [
            cell
            for cell in others
            if any(column["value"] == "status" for phrase in phrases(cell.head) for column in self.columns.get(phrase, ()))
        ]
        said = self.page.standing(" ; ".join(clean[cell.start : cell.end] for cell in standing or others))
        status = self.standings[thing.key] = said or self._ahead(sentence, others)
        for cell in others:
            self._value(sentence, thing, cell.head, cell.start, cell.end, status, "row")
        self._leaders(sentence, others)
        if thing.kind == "Instrument" and self.focus is not None:
            self.page.relate(sentence, self.focus, [{"value": "object", "relations": ["carries"]}], thing, status, "row")

    def _leaders(self, sentence: int, cells: Sequence[Cell]) -> None:
        """Who leads something stands for the one body in the row."""
        bodies = [thing for cell in cells for thing in self.page.actors(sentence, cell.start, cell.end) if thing.coarse == "Organization"]
        for cell in cells:
            leads = any(column["value"] == "person" for phrase in phrases(cell.head) for column in self.columns.get(phrase, ()))
            for person in self.page.things(sentence, cell.start, cell.end) if leads and len(bodies) == 1 else ():
                self.page.relate(sentence, person, [{"value": "object", "relations": ["represents"]}], bodies[0], "occurred", "row")

    def _ahead(self, sentence: int, cells: Sequence[Cell]) -> Status:
        """Planned, where a time in a row lies behind the document's date."""
        times = (self.page.time(sentence, cell.start, cell.end) for cell in cells)
        return "planned" if any(time and self.page.tense(time, "occurred") == "planned" for time in times) else "occurred"

    def _subject(self, sentence: int, head: str, start: int, end: int) -> Thing | None:
        """What the first cell gives: a name, or a thing described by the kind that its words or the column's head say."""
        things = self.page.things(sentence, start, end)
        if things:
            return things[0] if len(things) == 1 else None
        text = self.page.reads[sentence].sentence.clean[start:end]
        kind = next((self.subjects[phrase] for phrase in phrases(head) if phrase in self.subjects), None)
        said = self.page.lexicon.nouns.kind(re.findall(r"[\w-]+", text))
        if kind is None or said is None or said[0] not in self.page.lexicon.nouns.described or len(text.split()) < 2:
            return None
        return self.page.arguments.nameless.describe(sentence, 0, said[1] if self.page.facts.schema.is_a(said[1], kind) else kind, text)

    # Headings and labelled lines

    def _heading(self, sentence: int, parsed: Parsed) -> None:
        text = parsed.sentence.clean
        things = [thing for thing in self.page.things(sentence, 0, len(text)) if thing.coarse in FOCAL]
        if len(things) == 1:
            self.focus = things[0]
            self.title = things[0] if sentence == 0 else self.title
        elif not set(phrases(text)) & set(self.page.words["glance"]):
            self.focus = self.title

    def _line(self, sentence: int, parsed: Parsed, item: Item) -> bool:
        """Whether a line is a property and its value, without a verb ("Signed: 27 January 1967"), and then state it."""
        stretch, label = self.page.values(sentence, item), self.page.label(item)
        if stretch is None or not self.page.verbless(parsed, *stretch):
            return False
        block = parsed.sentence.block
        words = set(phrases(label))
        if words & (set(self.page.words["names"]) | set(self.subjects)):
            things = [thing for thing in self.page.things(sentence, *stretch) if thing.coarse in FOCAL]
            self.focus = things[0] if len(things) == 1 else self.focus
            self.labelled = block
            return bool(things)
        if not words & set(self.columns):
            return False
        thing = self.focus or (self._latest(sentence) if self.labelled == block - 1 else self._main(words))
        self.labelled = block
        if thing is not None:
            status = self.page.standing(parsed.sentence.clean[stretch[0] :]) or self.standings.get(thing.key, "occurred")
            self._value(sentence, thing, label, *stretch, status, "line")
        return thing is not None

    def _main(self, label: set[str]) -> Thing | None:
        """The craft that a whole document is about, for a label that only a craft has: "Launch: 2026, from …"."""
        told = {relation for phrase in label for column in self.columns.get(phrase, ()) for relation in column.get("relations", ())}
        if not told & {"launchDate", "launchVehicle", "launchSite", "launches"}:
            return None
        things = self.page.arguments.history.things
        counts = Counter(mention.key for mention in self.page.arguments.history.mentions if things[mention.key].coarse == "Mission")
        (first, often), (_, next_often) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
        return things[first] if often > 2 * next_often and things[first].kind in {"Mission", "Spacecraft"} else None

    def _latest(self, sentence: int) -> Thing | None:
        options = self.page.arguments.history.latest(sentence, 0, ("Agreement", "Mission"), window=_LATEST)
        return options[0][0] if options else None
