"""Items without verbs: what is said of the label, what stands under a date, who works together behind a label or a plus."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from spacepact.extract.items import Item
from spacepact.extract.page import FOCAL, Page, Stretch
from spacepact.extract.topics import Spotter
from spacepact.model import Status, Time
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed, Read
from spacepact.words import fold, singular

_LINKS = frozenset({"+", "/", "&", "×"})
_BREAKS = frozenset({":", "(", "/", ",", "&", "and"})
_ARTICLE = 4
"""How many characters may stand before a name that a label opens with: "the "."""


class Lists:
    """Reads the items of one document's page."""

    def __init__(self, page: Page, spotter: Spotter) -> None:
        self.page = page
        self.spotter = spotter
        words = "|".join(page.words["participles"])
        self.participle = re.compile(rf"(?:^|(?<=[,;:])|\band\b)\s*(?:\w+ly |first |to be |launch )?(?P<word>{words})\b", re.IGNORECASE)
        self.ending = re.compile(rf"\b(?P<word>{words})\b(?=\s*(?:$|[.;,(]|(?:in|at|by|between|with|on)\b))", re.IGNORECASE)

    def read(self, sentence: int, parsed: Parsed, item: Item, focus: Thing | None) -> None:
        """State what an item's sentence says; `focus` is the thing that the heading gives."""
        self._about(sentence, parsed, item, focus)
        self._dated(sentence, parsed, item)
        self._behind_label(sentence, parsed, item)
        self._plus(sentence, parsed)

    def _clauses(self, text: str, start: int) -> Iterator[Stretch]:
        for clause in re.finditer(r"[^;]+", text[start:]):
            yield start + clause.start(), start + clause.end()

    def _about(self, sentence: int, parsed: Parsed, item: Item, focus: Thing | None) -> None:
        """Participles without a subject speak of the label's thing: "ALFA: jointly developed, scheduled for early 2031"."""
        thing = self._labelling(item) or self._described(sentence, parsed, item)
        thing = thing or (focus if self.page.values(sentence, item) is None else None)
        if thing is None:
            return
        text = parsed.sentence.clean
        start = item.body if item.label is None or item.label.sentence == sentence else 0
        for left, right in self._clauses(text, start):
            if not self.page.verbless(parsed, left, right) or self._told(parsed, left, right):
                continue
            found = list(self.participle.finditer(text[left:right].rstrip(" .")))
            for match, after in zip(found, [*found[1:], None], strict=False):
                end = left + after.start() if after else right
                self._done(sentence, thing, match["word"].lower(), left + match.end(), end)

    @staticmethod
    def _told(parsed: Parsed, start: int, end: int) -> bool:
        """Whether a clause has a subject of its own before its verb: "Kenya, a member since 2011, signed the pact"."""
        inside = [token for token in parsed.doc if start <= parsed.units[token.i].start < end]
        return any(token.dep_ == "nsubj" and token.head.tag_ == "VBD" and token.i < token.head.i for token in inside)

    def _labelling(self, item: Item) -> Thing | None:
        """The one thing that a label is nothing but the name of."""
        if item.label is None:
            return None
        things = [thing for thing in self.page.things(item.label.sentence, item.label.start, item.label.end) if thing.coarse in FOCAL]
        read = self.page.reads[item.label.sentence]
        first = next((name for name in read.names if read.starts[name.start] >= item.label.start), None)
        if first is None or read.starts[first.start] - item.label.start > _ARTICLE:
            return None
        following = read.words.folded[first.end] if first.end < len(read.words.texts) else ":"
        opens = following in _BREAKS or singular(following) in self.page.lexicon.nouns.kinds
        return things[0] if len(things) == 1 and opens else None

    def _described(self, sentence: int, parsed: Parsed, item: Item) -> Thing | None:
        """The thing without a name that a label describes: "Ground station in Oslo: built by …"."""
        if item.label is None or item.label.sentence != sentence:
            return None
        inside = [token for token in parsed.doc if item.label.start <= parsed.units[token.i].start < item.label.end]
        head = next((token for token in inside if token.pos_ == "NOUN" and not self._modifies(parsed, token.i)), None)
        options = self.page.arguments.options(sentence, head.i) if head is not None else []
        return next((thing for thing in (options[0] if options else ()) if thing.described and thing.coarse in FOCAL), None)

    def _done(self, sentence: int, thing: Thing, participle: str, start: int, end: int, lead: Time | None = None) -> None:
        """State what a participle and the words behind it say of a thing: when, and by whom."""
        meaning = self.page.words["participles"][participle]
        text = self.page.reads[sentence].sentence.clean[start:end]
        status: Status = meaning.get("status") or "occurred"
        time = self.page.time(sentence, start, end) or lead
        self.page.date(sentence, thing, meaning.get("time", ()), time, status, "participle")
        by = re.search(r"\b(?:by|between)\b", text)
        column = {"value": "subject", "relations": meaning.get("by", ())}
        for other in self.page.things(sentence, start + by.end(), end) if by else ():
            if other.coarse in {"State", "Organization", "Person"}:
                self.page.relate(sentence, thing, [column], other, status, "participle", when=time)
        if "launchDate" in meaning.get("time", ()):
            self.page.flight(sentence, thing, start, end, status, "participle")

    def _dated(self, sentence: int, parsed: Parsed, item: Item) -> None:
        """What stands under a date without a verb, or with a participle alone, is of that date: "2031: ALFA set up"."""
        if item.lead is None:
            return
        text = parsed.sentence.clean
        for left, right in self._clauses(text, item.body):
            if not self.page.verbless(parsed, left, right):
                continue
            participle = self.ending.search(text[left:right].rstrip(" ."))
            stop = left + participle.start() if participle else right
            for thing in self._heads(sentence, parsed, left, stop):
                if participle:
                    self._done(sentence, thing, participle["word"].lower(), left + participle.end(), right, item.lead)
                else:
                    self.page.date(sentence, thing, ("date",), self.page.time(sentence, left, right) or item.lead, "occurred", "dated")
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
            elif not inside and (unit.name is not None or (token.pos_ == "NOUN" and not self._modifies(parsed, token.i))):
                options = self.page.arguments.options(sentence, token.i)
                yield from (thing for thing in (options[0] if options else ()) if thing.coarse in {"Agreement", "Event", "Mission"})

    @staticmethod
    def _modifies(parsed: Parsed, token: int) -> bool:
        return token + 1 < len(parsed.doc) and (parsed.doc[token + 1].pos_ in {"NOUN", "PROPN"} or parsed.doc[token + 1].text == "-")

    def _members(self, sentence: int, thing: Thing, start: int, end: int) -> None:
        """The states or bodies in the name of an agreement, also in the long name that brackets give, are its parties."""
        read = self.page.reads[sentence]
        for name in read.names:
            bracketed = name.start > 0 and read.words.texts[name.start - 1] == "("
            mine = self.page.arguments.of.get((sentence, name.start)) == thing.key or (
                bracketed and thing in self.page.things(sentence, start, read.starts[name.start])[-1:]
            )
            if start <= read.starts[name.start] < end and mine and thing.coarse == "Agreement" and len(name.members) > 1:
                for member in name.members:
                    self.page.facts.add(
                        self.page.arguments.thing(member),
                        "partyTo",
                        thing,
                        status="occurred",
                        sentence=sentence,
                        rule="partyTo.dated",
                        confidence=0.85,
                    )

    # Lists of partners

    def _behind_label(self, sentence: int, parsed: Parsed, item: Item) -> None:
        """Bodies listed behind a label that speaks of cooperation: "Cooperation between laboratories: …"."""
        stretch, label = self.page.values(sentence, item), self.page.label(item)
        words = [singular(fold(word)) for word in re.findall(r"[\w-]+", label)]
        if (
            stretch is None
            or item.label is None
            or not set(words) & set(self.page.words["together"])
            or not {"between", "among"} & set(words)
        ):
            return
        if self.page.things(item.label.sentence, item.label.start, item.label.end) or not self.page.verbless(parsed, *stretch):
            return
        things = self.page.things(sentence, *stretch)
        bodies = [thing for thing in things if thing.coarse == "Organization"] or [thing for thing in things if thing.coarse == "State"]
        self._pairs(sentence, bodies, self.spotter.in_text(label), "cooperatesWith.label")
        self._owners(sentence, *stretch)

    def _pairs(self, sentence: int, actors: Sequence[Thing], topics: Sequence[str], rule: str) -> None:
        for one, other in combinations(actors, 2):
            self.page.facts.add(
                one, "cooperatesWith", other, status="ongoing", sentence=sentence, rule=rule, confidence=0.85, topics=topics
            )

    def _owners(self, sentence: int, start: int, end: int) -> None:
        """In a list the state before a body holds for the bodies behind it, up to the next state: "US A, India's B, C"."""
        owner: Thing | None = None
        for thing in self.page.things(sentence, start, end):
            if thing.coarse == "State":
                owner = thing
            elif owner is not None and thing.coarse == "Organization":
                known = self.page.lexicon.known.get(thing.key)
                if (known is None and thing.kind != "Company") or (known and owner.key in known.agency_of):
                    self.page.facts.add(
                        thing, "agencyOf", owner, status="occurred", sentence=sentence, rule="agencyOf.list", confidence=0.8
                    )

    def _plus(self, sentence: int, parsed: Parsed) -> None:
        """Behind pluses each works with each, and all build what they are to: "A + B + C collaboration to build X"."""
        read = self.page.reads[sentence]
        for place, word in enumerate(read.words.folded):
            if singular(word) not in self.page.words["together"]:
                continue
            actors = [
                thing
                for name in self._chain(read, place)
                for thing in self.page.named(sentence, name)
                if thing.coarse in {"Organization", "State"}
            ]
            if len(actors) < 2:
                continue
            self._pairs(sentence, actors, self.spotter.in_text(parsed.sentence.clean), "cooperatesWith.plus")
            for thing in self._built(sentence, parsed, read.starts[place]):
                for actor in actors:
                    self.page.facts.add(actor, "develops", thing, status="planned", sentence=sentence, rule="develops.plus", confidence=0.8)

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
            if parsed.units[token.i].start > start and particle in self.page.words["building"]:
                for child in token.children:
                    options = self.page.arguments.options(sentence, child.i) if child.dep_ == "dobj" else []
                    yield from (thing for thing in (options[0] if options else ()) if thing.coarse in {"Facility", "Mission"})
