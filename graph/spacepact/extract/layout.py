"""Facts that a page's layout states instead of verbs: tables, labelled lines, timelines, and lists behind a label.

A row's first cell is the thing that its other cells speak of; a labelled line ("Depositaries: …") speaks of the thing that the
heading or a line such as "Full name: …" gives; the verbless rest of an item speaks of the label; a leading date dates the item.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from spacepact.extract.facts import Facts
from spacepact.extract.items import Item, items, phrases
from spacepact.extract.topics import Spotter
from spacepact.lexicon import Lexicon
from spacepact.model import Status, Time
from spacepact.text.arguments import Arguments
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed, Read
from spacepact.words import fold, singular

_FOCAL = frozenset({"Mission", "Agreement", "Event", "Facility"})
_LINKS = frozenset({"+", "/", "&", "×"})
_FINITE_TAGS = frozenset({"VBZ", "VBP", "MD"})
_FINITE = frozenset("is are was were has have had be been".split())
_LATEST = 3
"""How many sentences back a group of labelled lines looks for what it speaks of, where no heading tells."""

Stretch = tuple[int, int]


class Layout:
    """Reads the layout of one document's sentences, in order; `issued` is the document's EDTF date, if known."""

    def __init__(self, lexicon: Lexicon, facts: Facts, arguments: Arguments, spotter: Spotter, reads: Sequence[Read], *, issued: str | None = None) -> None:
        self.lexicon = lexicon
        self.facts = facts
        self.arguments = arguments
        self.spotter = spotter
        self.reads = reads
        self.issued = issued
        self.words: Mapping[str, Any] = lexicon.settings["layout"]
        self.items = items(reads, self.words)
        self.columns: dict[str, list[Mapping[str, Any]]] = {}
        for column in self.words["columns"]:
            for head in column["heads"]:
                self.columns.setdefault(head, []).append(column)
        self.participle = re.compile(rf"(?:^|(?<=[,;:])|\band\b)\s*(?:\w+ly |first |to be )?(?P<word>{'|'.join(self.words['participles'])})\b", re.IGNORECASE)
        self.ending = re.compile(rf"\b(?P<word>{'|'.join(self.words['participles'])})\b(?=\s*(?:$|[.;,(]|(?:in|at|by|between|with|on)\b))", re.IGNORECASE)
        self.subjects = {phrase: kind for kind, found in self.words["subjects"].items() for phrase in found}
        self.lead_times = {reads[i].sentence.block: item.lead for i, item in enumerate(self.items) if item.lead}
        self.focus: Thing | None = None
        self.labelled = -2

    def silent(self, sentence: int) -> bool:
        """Whether a row belongs to a table of what ought to be done, of which nothing is read."""
        unstated = set(self.words["unstated"])
        return any(unstated & set(phrases(cell.head)) for cell in self.items[sentence].cells)

    def read(self, sentence: int, parsed: Parsed) -> int:
        """State what the layout of a sentence says; how many facts were stated."""
        before = len(self.facts.found)
        item = self.items[sentence]
        if parsed.sentence.kind == "heading" and item.label is None and item.lead is None:
            self._heading(sentence, parsed)
        elif item.cells:
            self._row(sentence, item)
        elif not self._line(sentence, parsed, item):
            self._about(sentence, parsed, item)
            self._dated(sentence, parsed, item)
            self._behind_label(sentence, parsed, item)
            self._plus(sentence, parsed)
        return len(self.facts.found) - before

    # Things and times

    def _things(self, sentence: int, start: int, end: int) -> list[Thing]:
        """The things named between two characters, without those in brackets, unless the bracket gives examples."""
        read, found = self.reads[sentence], dict[str, Thing]()
        clean = read.sentence.clean
        opener = "|".join(map(re.escape, self.words["examples"]))
        closed = [match.span() for match in re.finditer(r"\([^)]*\)?", clean) if not re.match(rf"\((?:{opener})", match.group())]
        for name in read.names:
            at = read.starts[name.start]
            if name.form == "title" or not start <= at < end or any(left < at < right for left, right in closed):
                continue
            found.update({thing.key: thing for thing in self._named(sentence, name.start)})
        return list(found.values())

    def _named(self, sentence: int, word: int) -> tuple[Thing, ...]:
        name = next(name for name in self.reads[sentence].names if name.start == word)
        if name.form == "pair":
            return tuple(self.arguments.thing(member) for member in name.members)
        thing = self.facts.things.get(self.arguments.of.get((sentence, word), ""))
        return (thing,) if thing is not None and thing.solid and thing.kind else ()

    def _time(self, sentence: int, start: int, end: int) -> Time | None:
        return next((found.time for found in self.reads[sentence].times if found.time and start <= found.start < end), None)

    def _standing(self, text: str) -> Status | None:
        """The status that words such as "under study" give; None where they say nothing of it."""
        for status in ("negated", "possible", "planned"):
            if re.search(rf"\b(?:{'|'.join(map(re.escape, self.words['statuses'][status]))})\b", text, re.IGNORECASE):
                return status
        return None

    def _tense(self, time: Time, status: Status) -> Status:
        """Planned, where a time lies behind the date of the document."""
        first = time.edtf.partition("/")[0]
        later = bool(self.issued) and first[:1].isdigit() and first[: len(self.issued or "")] > (self.issued or "")[: len(first)]
        return "planned" if later and status == "occurred" else status

    # Stating

    def _relate(self, sentence: int, thing: Thing, columns: Sequence[Mapping[str, Any]], other: Thing, status: Status, rule: str) -> bool:
        """State the first of the columns' relations that the two kinds allow."""
        for column in columns:
            subject, object_ = (other, thing) if column["value"] == "subject" else (thing, other)
            for relation in column.get("relations", ()):
                if column["value"] in {"subject", "object"} and self.facts.admits(subject, relation, object_):
                    standing: Status = "occurred" if relation in {"agencyOf", "locatedIn"} and status == "planned" else status
                    self.facts.add(subject, relation, object_, status=standing, sentence=sentence, rule=f"{relation}.{rule}", confidence=0.85)
                    return True
        return False

    def _date(self, sentence: int, thing: Thing, relations: Sequence[str], time: Time | None, status: Status, rule: str) -> bool:
        for relation in relations if time else ():
            if time and thing.kind in self.facts.schema.relations[relation].domain:
                self.facts.add(thing, relation, time, status=self._tense(time, status), sentence=sentence, rule=f"{relation}.{rule}", confidence=0.85)
                return True
        return False

    def _value(self, sentence: int, thing: Thing, head: str, start: int, end: int, status: Status, rule: str) -> None:
        """State what a cell or the value of a labelled line says of a thing."""
        columns = next((self.columns[phrase] for phrase in phrases(head) if phrase in self.columns), [])
        for column in columns:
            if column["value"] == "time":
                self._date(sentence, thing, column["relations"], self._time(sentence, start, end), self._standing(head) or status, rule)
        for other in self._things(sentence, start, end):
            self._relate(sentence, thing, columns, other, status, rule)

    # Tables

    def _row(self, sentence: int, item: Item) -> None:
        clean = self.reads[sentence].sentence.clean
        first, *others = item.cells
        thing = self._subject(sentence, first.head, first.start, first.end)
        if thing is None:
            return
        standing = [cell for cell in others if any(column["value"] == "status" for phrase in phrases(cell.head) for column in self.columns.get(phrase, ()))]
        status = self._standing(" ; ".join(clean[cell.start : cell.end] for cell in standing or others)) or "occurred"
        for cell in others:
            self._value(sentence, thing, cell.head, cell.start, cell.end, status, "row")

    def _subject(self, sentence: int, head: str, start: int, end: int) -> Thing | None:
        """What the first cell gives: a name, or a thing described by the kind that its words or the column's head say."""
        things = self._things(sentence, start, end)
        if things:
            return things[0] if len(things) == 1 else None
        text = self.reads[sentence].sentence.clean[start:end]
        kind = next((self.subjects[phrase] for phrase in phrases(head) if phrase in self.subjects), None)
        said = self.lexicon.nouns.kind(re.findall(r"[\w-]+", text))
        if kind is None or said is None or said[0] not in self.lexicon.nouns.described or len(text.split()) < 2:
            return None
        return self.arguments.describe(sentence, 0, said[1] if self.facts.schema.is_a(said[1], kind) else kind, text)

    # Headings and labelled lines

    def _heading(self, sentence: int, parsed: Parsed) -> None:
        text = parsed.sentence.clean
        things = [thing for thing in self._things(sentence, 0, len(text)) if thing.coarse in _FOCAL]
        if len(things) == 1:
            self.focus = things[0]
        elif not set(phrases(text)) & set(self.words["glance"]):
            self.focus = None

    def _values(self, sentence: int, item: Item) -> Stretch | None:
        """Where the value of a labelled line stands: behind the colon, or in the sentence behind one that is nothing but the label."""
        clean = self.reads[sentence].sentence.clean
        if item.label is None or sentence > item.label.sentence + 1:
            return None
        if sentence == item.label.sentence:
            return (item.body, len(clean)) if clean[item.body :].strip() else None
        alone = not self.reads[sentence - 1].sentence.clean[self.items[sentence - 1].body :].strip()
        return (0, len(clean)) if alone else None

    def _label(self, item: Item) -> str:
        return self.reads[item.label.sentence].sentence.clean[item.label.start : item.label.end] if item.label else ""

    def _line(self, sentence: int, parsed: Parsed, item: Item) -> bool:
        """A line of a label that names a property and a value without a verb: "Opened for signature: 27 January 1967"; whether it is one."""
        stretch, label = self._values(sentence, item), self._label(item)
        if stretch is None or not self._verbless(parsed, *stretch):
            return False
        block = parsed.sentence.block
        words = set(phrases(label))
        if words & (set(self.words["names"]) | set(self.subjects)):
            things = [thing for thing in self._things(sentence, *stretch) if thing.coarse in _FOCAL]
            self.focus = things[0] if len(things) == 1 else self.focus
            self.labelled = block
            return bool(things)
        if not words & set(self.columns):
            return False
        thing = self.focus or (self._latest(sentence) if self.labelled == block - 1 else None)
        self.labelled = block
        if thing is not None:
            self._value(sentence, thing, label, *stretch, self._standing(parsed.sentence.clean[stretch[0] :]) or "occurred", "line")
        return thing is not None

    def _latest(self, sentence: int) -> Thing | None:
        options = self.arguments.history.latest(sentence, 0, ("Agreement", "Mission"), window=_LATEST)
        return options[0][0] if options else None

    def _verbless(self, parsed: Parsed, start: int, end: int) -> bool:
        """Whether no verb but a participle stands between two characters."""
        for token in parsed.doc:
            if start <= parsed.units[token.i].start < end and parsed.units[token.i].name is None and parsed.units[token.i].time is None:
                if token.tag_ in _FINITE_TAGS or token.lower_ in _FINITE or token.tag_ == "VBD" and token.lower_ not in self.words["participles"]:
                    return False
        return True

    # Items

    def _clauses(self, text: str, start: int) -> Iterator[Stretch]:
        for clause in re.finditer(r"[^;]+", text[start:]):
            yield start + clause.start(), start + clause.end()

    def _about(self, sentence: int, parsed: Parsed, item: Item) -> None:
        """Participles without a subject speak of the label's thing: "ALFA: jointly developed, scheduled for early 2031"."""
        thing = self._labelling(item) if item.label else self.focus if parsed.sentence.kind == "item" else None
        if thing is None:
            return
        text = parsed.sentence.clean
        start = item.body if item.label is None or item.label.sentence == sentence else 0
        for left, right in self._clauses(text, start):
            if not self._verbless(parsed, left, right):
                continue
            found = list(self.participle.finditer(text[left:right].rstrip(" .")))
            for match, after in zip(found, [*found[1:], None], strict=False):
                end = left + after.start() if after else right
                self._done(sentence, thing, match["word"].lower(), left + match.end(), end)

    def _labelling(self, item: Item) -> Thing | None:
        """The one thing that a label is nothing but the name of."""
        if item.label is None:
            return None
        things = [thing for thing in self._things(item.label.sentence, item.label.start, item.label.end) if thing.coarse in _FOCAL]
        read = self.reads[item.label.sentence]
        opens = any(read.starts[name.start] - item.label.start <= 4 for name in read.names if read.starts[name.start] >= item.label.start)
        return things[0] if len(things) == 1 and opens else None

    def _done(self, sentence: int, thing: Thing, participle: str, start: int, end: int, lead: Time | None = None) -> None:
        """State what a participle and the words behind it say of a thing: when, and by whom."""
        meaning = self.words["participles"][participle]
        text = self.reads[sentence].sentence.clean[start:end]
        status: Status = meaning.get("status") or "occurred"
        self._date(sentence, thing, meaning.get("time", ()), self._time(sentence, start, end) or lead, status, "participle")
        by = re.search(r"\b(?:by|between)\b", text)
        column = {"value": "subject", "relations": meaning.get("by", ())}
        for other in self._things(sentence, start + by.end(), end) if by else ():
            if other.coarse in {"State", "Organization", "Person"}:
                self._relate(sentence, thing, [column], other, status, "participle")

    def _dated(self, sentence: int, parsed: Parsed, item: Item) -> None:
        """What stands under a date without a verb, or with a participle alone, is of that date: "2031: ALFA set up; BETA signed"."""
        if item.lead is None:
            return
        text = parsed.sentence.clean
        for left, right in self._clauses(text, item.body):
            if not self._verbless(parsed, left, right):
                continue
            participle = self.ending.search(text[left:right].rstrip(" ."))
            stop = left + participle.start() if participle else right
            for thing in self._heads(sentence, parsed, left, stop):
                if participle:
                    self._done(sentence, thing, participle["word"].lower(), left + participle.end(), right, item.lead)
                else:
                    self._date(sentence, thing, ("date",), self._time(sentence, left, right) or item.lead, "occurred", "lead")
                self._members(sentence, thing, left, right)

    def _heads(self, sentence: int, parsed: Parsed, start: int, end: int) -> Iterator[Thing]:
        """The things that a list of noun phrases names or describes, without what stands behind their prepositions."""
        inside = False
        for token in parsed.doc:
            unit = parsed.units[token.i]
            if not start <= unit.start < end:
                continue
            if token.pos_ == "ADP" and unit.name is None:
                inside = True
            elif token.text in {",", ";"} or token.lower_ == "and":
                inside = inside and token.lower_ == "and"
            elif not inside and (unit.name is not None or token.pos_ == "NOUN" and not self._modifies(parsed, token.i)):
                options = self.arguments.options(sentence, token.i)
                yield from (thing for thing in (options[0] if options else ()) if thing.coarse in {"Agreement", "Event", "Mission"})

    @staticmethod
    def _modifies(parsed: Parsed, token: int) -> bool:
        return token + 1 < len(parsed.doc) and (parsed.doc[token + 1].pos_ in {"NOUN", "PROPN"} or parsed.doc[token + 1].text == "-")

    def _members(self, sentence: int, thing: Thing, start: int, end: int) -> None:
        """The states or bodies in the name of an agreement, also in the long name that brackets give, are its parties."""
        read = self.reads[sentence]
        for name in read.names:
            bracketed = name.start > 0 and read.words.texts[name.start - 1] == "("
            mine = self.arguments.of.get((sentence, name.start)) == thing.key or bracketed and thing in self._things(sentence, start, read.starts[name.start])[-1:]
            if start <= read.starts[name.start] < end and mine and thing.coarse == "Agreement" and len(name.members) > 1:
                for member in name.members:
                    self.facts.add(self.arguments.thing(member), "partyTo", thing, status="occurred", sentence=sentence, rule="partyTo.lead", confidence=0.85)

    # Lists of partners

    def _behind_label(self, sentence: int, parsed: Parsed, item: Item) -> None:
        """Bodies listed behind a label that speaks of cooperation: "Cooperation between laboratories: …"."""
        stretch, label = self._values(sentence, item), self._label(item)
        words = [singular(fold(word)) for word in re.findall(r"[\w-]+", label)]
        if stretch is None or item.label is None or not set(words) & set(self.words["together"]) or not {"between", "among"} & set(words):
            return
        if self._things(item.label.sentence, item.label.start, item.label.end) or not self._verbless(parsed, *stretch):
            return
        things = self._things(sentence, *stretch)
        bodies = [thing for thing in things if thing.coarse == "Organization"] or [thing for thing in things if thing.coarse == "State"]
        self._pairs(sentence, bodies, self.spotter.in_text(label), "cooperatesWith.label")
        self._owners(sentence, *stretch)

    def _pairs(self, sentence: int, actors: Sequence[Thing], topics: Sequence[str], rule: str) -> None:
        for one, other in combinations(actors, 2):
            self.facts.add(one, "cooperatesWith", other, status="ongoing", sentence=sentence, rule=rule, confidence=0.85, topics=topics)

    def _owners(self, sentence: int, start: int, end: int) -> None:
        """In a list the state before a body holds for the bodies behind it, up to the next state: "US A, India's B, C"."""
        owner: Thing | None = None
        for thing in self._things(sentence, start, end):
            if thing.coarse == "State":
                owner = thing
            elif owner is not None and thing.coarse == "Organization":
                known = self.lexicon.known.get(thing.key)
                if known is None and thing.kind != "Company" or known and owner.key in known.agency_of:
                    self.facts.add(thing, "agencyOf", owner, status="occurred", sentence=sentence, rule="agencyOf.list", confidence=0.8)

    def _plus(self, sentence: int, parsed: Parsed) -> None:
        """ "A + B + C collaboration to build X": each works with each, and all build it."""
        read = self.reads[sentence]
        for place, word in enumerate(read.words.folded):
            if singular(word) not in self.words["together"]:
                continue
            actors = [thing for name in self._chain(read, place) for thing in self._named(sentence, name) if thing.coarse in {"Organization", "State"}]
            if len(actors) < 2:
                continue
            self._pairs(sentence, actors, self.spotter.in_text(parsed.sentence.clean), "cooperatesWith.plus")
            for thing in self._built(sentence, parsed, read.starts[place]):
                for actor in actors:
                    self.facts.add(actor, "develops", thing, status="planned", sentence=sentence, rule="develops.plus", confidence=0.8)

    @staticmethod
    def _chain(read: Read, place: int) -> list[int]:
        """The first words of the names that are linked to each other and stand right before a word."""
        chain: list[int] = []
        for name in reversed([name for name in read.names if name.end <= place and name.form == "name"]):
            gap = read.words.texts[name.end : chain[0] if chain else place]
            if gap and not (chain and len(gap) == 1 and gap[0] in _LINKS):
                break
            chain.insert(0, name.start)
        return chain

    def _built(self, sentence: int, parsed: Parsed, start: int) -> Iterator[Thing]:
        for token in parsed.doc:
            particle = " ".join([token.lemma_.lower(), *(child.lower_ for child in token.children if child.dep_ == "prt")])
            if parsed.units[token.i].start > start and particle in self.words["building"]:
                for child in token.children:
                    options = self.arguments.options(sentence, child.i) if child.dep_ == "dobj" else []
                    yield from (thing for thing in (options[0] if options else ()) if thing.coarse in {"Facility", "Mission"})
