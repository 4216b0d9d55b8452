"""A document's page for those who read its layout: what stands between two characters of a sentence, and how it is stated."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from spacepact.extract.facts import Facts
from spacepact.extract.items import Item, items
from spacepact.lexicon import Lexicon
from spacepact.model import Status, Time
from spacepact.text.arguments import Arguments
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed, Read

FOCAL = frozenset({"Mission", "Agreement", "Event", "Facility"})
"""The kinds of things that headings and labels introduce."""
_FINITE_TAGS = frozenset({"VBZ", "VBP", "MD"})
_FINITE = frozenset("is are was were has have had be been".split())

Stretch = tuple[int, int]


class Page:
    """The sentences of one document with their layout; `issued` is the document's EDTF date, if known."""

    def __init__(self, lexicon: Lexicon, facts: Facts, arguments: Arguments, reads: Sequence[Read], *, issued: str | None = None) -> None:
        self.lexicon = lexicon
        self.facts = facts
        self.arguments = arguments
        self.reads = reads
        self.issued = issued
        self.words: Mapping[str, Any] = lexicon.settings["layout"]
        self.items = items(reads, self.words)

    # Things and times

    def things(self, sentence: int, start: int, end: int) -> list[Thing]:
        """The things named between two characters, without those in brackets, unless the bracket gives examples."""
        read, found = self.reads[sentence], dict[str, Thing]()
        clean = read.sentence.clean
        opener = "|".join(map(re.escape, self.words["examples"]))
        closed = [match.span() for match in re.finditer(r"\([^)]*\)?", clean) if not re.match(rf"\((?:{opener})", match.group())]
        for name in read.names:
            at = read.starts[name.start]
            if name.form == "title" or not start <= at < end or any(left < at < right for left, right in closed):
                continue
            found.update({thing.key: thing for thing in self.named(sentence, name.start)})
        return list(found.values())

    def actors(self, sentence: int, start: int, end: int) -> list[Thing]:
        """The things between two characters, without states that only say whose the body behind them is ("Brazil's INPE")."""
        read = self.reads[sentence]
        owners = {
            thing.key
            for first, second in zip(read.names, read.names[1:], strict=False)
            if start <= read.starts[first.start] < end and read.words.texts[first.end : second.start] in {(), ("'s",), ("'",)}
            for thing in self.named(sentence, first.start)
            if thing.coarse == "State" and any(other.coarse == "Organization" for other in self.named(sentence, second.start))
        }
        return [thing for thing in self.things(sentence, start, end) if thing.key not in owners]

    def named(self, sentence: int, word: int) -> tuple[Thing, ...]:
        """The things that the name which starts at a word stands for."""
        name = next(name for name in self.reads[sentence].names if name.start == word)
        if name.form == "pair":
            return tuple(self.arguments.thing(member) for member in name.members)
        thing = self.facts.things.get(self.arguments.of.get((sentence, word), ""))
        return (thing,) if thing is not None and thing.solid and thing.kind else ()

    def time(self, sentence: int, start: int, end: int) -> Time | None:
        """The first time between two characters."""
        return next((found.time for found in self.reads[sentence].times if found.time and start <= found.start < end), None)

    def standing(self, text: str) -> Status | None:
        """The status that words such as "under study" give; None where they say nothing of it."""
        for status in ("negated", "possible", "planned"):
            if re.search(rf"\b(?:{'|'.join(map(re.escape, self.words['statuses'][status]))})\b", text, re.IGNORECASE):
                return status
        return None

    def tense(self, time: Time, status: Status) -> Status:
        """Planned, where a time lies behind the date of the document."""
        first = time.edtf.partition("/")[0]
        later = bool(self.issued) and first[:1].isdigit() and first[: len(self.issued or "")] > (self.issued or "")[: len(first)]
        return "planned" if later and status == "occurred" else status

    def values(self, sentence: int, item: Item) -> Stretch | None:
        """Where a label's value stands: behind the colon, or in the sentence behind one that is nothing but the label."""
        clean = self.reads[sentence].sentence.clean
        if item.label is None or sentence > item.label.sentence + 1:
            return None
        if sentence == item.label.sentence:
            return (item.body, len(clean)) if clean[item.body :].strip() else None
        alone = not self.reads[sentence - 1].sentence.clean[self.items[sentence - 1].body :].strip()
        return (0, len(clean)) if alone else None

    def label(self, item: Item) -> str:
        """The words of an item's label; empty where it has none."""
        return self.reads[item.label.sentence].sentence.clean[item.label.start : item.label.end] if item.label else ""

    def verbless(self, parsed: Parsed, start: int, end: int) -> bool:
        """Whether no verb but a participle stands between two characters."""
        plain = [token for token in parsed.doc if parsed.units[token.i].name is None and parsed.units[token.i].time is None]
        inside = [token for token in plain if start <= parsed.units[token.i].start < end]
        past = {token.lower_ for token in inside if token.tag_ == "VBD"}
        return not any(token.tag_ in _FINITE_TAGS or token.lower_ in _FINITE for token in inside) and past <= set(self.words["participles"])

    # Stating

    def relate(
        self,
        sentence: int,
        thing: Thing,
        columns: Sequence[Mapping[str, Any]],
        other: Thing,
        status: Status,
        rule: str,
        *,
        when: Time | None = None,
    ) -> None:
        """State the first of the columns' relations that the two kinds allow."""
        admitted = (
            (subject, relation, object_)
            for column in columns
            if column["value"] in {"subject", "object"}
            for subject, object_ in [(other, thing) if column["value"] == "subject" else (thing, other)]
            for relation in column.get("relations", ())
            if self.facts.admits(subject, relation, object_)
        )
        for subject, relation, object_ in islice(admitted, 1):
            standing: Status = "occurred" if relation in {"agencyOf", "locatedIn"} and status == "planned" else status
            name = f"{relation}.{rule}"
            self.facts.add(subject, relation, object_, status=standing, sentence=sentence, rule=name, confidence=0.85, when=when)

    def flight(self, sentence: int, thing: Thing, start: int, end: int, status: Status, rule: str) -> None:
        """State from where and on what something is launched: "from Vostochny on a Soyuz rocket"."""
        text = self.reads[sentence].sentence.clean
        for preposition in re.finditer(r"\b(from|at|on|aboard|atop)\s+(?:an?\s+|the\s+)?", text[start:end]):
            relation = "launchSite" if preposition[1] in {"from", "at"} else "launchVehicle"
            place = start + preposition.end()
            for other in self.things(sentence, place, place + 1):
                self.relate(sentence, thing, [{"value": "object", "relations": [relation]}], other, status, rule)

    def date(self, sentence: int, thing: Thing, relations: Sequence[str], time: Time | None, status: Status, rule: str) -> bool:
        """State the first of the relations to a time that the thing's kind allows."""
        for relation in relations if time else ():
            if time and thing.kind in self.facts.schema.relations[relation].domain:
                self.facts.add(
                    thing,
                    relation,
                    time,
                    status=self.tense(time, status),
                    sentence=sentence,
                    rule=f"{relation}.{rule}",
                    confidence=0.85,
                )
                return True
        return False
