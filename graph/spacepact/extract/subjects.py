"""Which topics of a sentence are the subject of which agreement, event, mission, programme or spacecraft.

From the words of a topic the tree is climbed until a thing is met that they can belong to: the noun they describe ("memorandum
on Earth observation"), the subject of a verb of content ("the dialogue covered space law"), the agreement that the sentence is
framed by ("under the pact, the sides will share data"), or the meeting in which those speak who are the subject of a verb of
speech. Lists under a lead, table rows and a thing's own name are read by their layout.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from spacepact.extract.facts import Facts
from spacepact.extract.topics import Spot, Spotter
from spacepact.model import Status
from spacepact.text.arguments import Arguments
from spacepact.text.coreference import Option
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed
from spacepact.text.propositions import Proposition

if TYPE_CHECKING:
    from spacy.tokens import Token

_BLOCKING = frozenset({"Organization", "Facility", "Person"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "npadvmod", "appos", "acl"})
_SPOKEN = frozenset({"JointStatement"})
_NEAR = 6
"""How many sentences back the meeting or statement is looked for that a sentence goes on telling of."""

Owner = tuple[Thing, Status, str]


class Subjects:
    """Reads what things are about, sentence by sentence, in the order of the document."""

    def __init__(self, facts: Facts, arguments: Arguments, spotter: Spotter, words: Mapping[str, Any]) -> None:
        self.facts = facts
        self.arguments = arguments
        self.spotter = spotter
        self.domain = facts.schema.relations["concerns"].domain
        self.content, self.purpose, self.speech = (frozenset(words[key]) for key in ("content", "purpose", "speech"))
        self.sides, self.agenda = frozenset(words["sides"]), frozenset(words["agenda"])
        self.prepositions, self.frames = frozenset(words["prepositions"]), tuple(words["frames"])
        self.lead: tuple[int, Option] = (-1, ())

    def read(self, sentence: int, parsed: Parsed, propositions: Sequence[Proposition]) -> int:
        """State what a sentence says things are about; how many facts were stated."""
        heads = {proposition.head: proposition for proposition in propositions}
        stated = self._names(sentence, parsed)
        spots = self.spotter.spots(parsed)
        lead = self._lead(sentence, parsed, spots)
        for spot in spots:
            owners = self._row(sentence, parsed, spot) if parsed.sentence.kind == "row" else self._owners(sentence, parsed, spot, heads)
            for thing, status, rule in owners or [(thing, "occurred", "concerns.lead") for thing in lead]:
                stated += self._state(sentence, thing, spot.topic, status, rule)
        return stated

    def _state(self, sentence: int, thing: Thing, topic: str, status: Status, rule: str) -> bool:
        return self.facts.add(thing, "concerns", topic, status=status, sentence=sentence, rule=rule, confidence=0.8) is not None

    def _fits(self, options: Sequence[Option]) -> Option:
        """The things of the first option that can have a subject."""
        for option in options:
            fitting = tuple(thing for thing in option if thing.kind in self.domain)
            if fitting:
                return fitting
        return ()

    def _things(self, sentence: int, token: int) -> Option:
        return self._fits(self.arguments.options(sentence, token))

    # Names

    def _names(self, sentence: int, parsed: Parsed) -> int:
        """What a thing's own name says of its subject: "Cyber Dialogue", "Moon Agreement"."""
        stated = 0
        for token in parsed.doc:
            name = parsed.units[token.i].name
            things = self._fits([self.arguments.named(sentence, token.i)]) if name is not None and name.form == "name" else ()
            for topic in self.spotter.in_text(parsed.text(token.i)) if things else ():
                stated += sum(self._state(sentence, thing, topic, "occurred", "concerns.name") for thing in things)
        return stated

    # Layout

    def _row(self, sentence: int, parsed: Parsed, spot: Spot) -> list[Owner]:
        """The thing in the first cell of a table's row has the topics of the others."""
        cells = [i for i, character in enumerate(parsed.sentence.clean) if character == "|"]
        inside = [token.i for token in parsed.doc if len(cells) > 1 and parsed.units[token.i].start < cells[1]]
        if not inside or spot.tokens[0] <= inside[-1]:
            return []
        things = [thing for token in inside for thing in self._fits([self.arguments.named(sentence, token)])]
        return [(thing, "occurred", "concerns.row") for thing in things[:1]]

    def _lead(self, sentence: int, parsed: Parsed, spots: Sequence[Spot]) -> Option:
        """The thing that a list item is about: named before its colon, or in the item where a topic stands before the colon."""
        block = parsed.sentence.block
        colon = next((token.i for token in parsed.doc if token.text == ":"), None)
        if parsed.sentence.kind not in {"item", "paragraph"} or colon is None or colon > 12:
            return self.lead[1] if self.lead[0] == block else ()
        before = tuple(thing for i in range(colon) for thing in self._fits([self.arguments.named(sentence, i)]))
        if not before and any(spot.tokens[-1] < colon for spot in spots):
            after = (self._things(sentence, token.i) for token in parsed.doc if token.i > colon and token.pos_ in {"NOUN", "PROPN"})
            before = next((things for things in after if things and things[0].coarse == "Agreement"), ())
            before = before or (self._occasion(sentence, 0, ()) if parsed.sentence.kind == "item" else ())
        self.lead = (block, before)
        return before

    # Trees

    def _owners(self, sentence: int, parsed: Parsed, spot: Spot, heads: Mapping[int, Proposition]) -> list[Owner]:
        """The things that the words of a topic belong to, found on the way up the tree."""
        token = _top(parsed, spot)
        node, via = token, None
        for _ in range(30):
            if node.pos_ in {"NOUN", "PROPN", "PRON"} and not (via is not None and via.dep_ in {"conj", "poss"}):
                found = self._noun(sentence, parsed, node, via, heads)
                if found is not None:
                    return found
            elif node.pos_ in {"VERB", "AUX"}:
                found = self._verb(sentence, node, via, heads)
                if found is not None:
                    return found
            if node.head.i == node.i:
                return []
            node, via = node.head, node
        return []

    def _noun(self, sentence: int, parsed: Parsed, noun: "Token", via: "Token | None", heads: Mapping[int, Proposition]) -> list[Owner] | None:
        """The thing that a noun on the way names, where the way leads through its modifiers; [] where nothing above can own the topic."""
        if via is not None and not (via.dep_ in _MODIFIERS or via.dep_ == "prep" and via.lower_ in self.prepositions):
            return [] if via.dep_ == "relcl" and self._things(sentence, noun.i) else None
        options = self.arguments.options(sentence, noun.i)
        things = self._fits(options)
        if things and not all(thing.described and self._unused(thing) for thing in things):
            proposition = heads.get(noun.i)
            status = proposition.status if proposition else "occurred"
            return [(thing, status, "concerns.noun") for thing in things]
        blocked = via is not None and options and options[0][0].coarse in _BLOCKING
        return [] if blocked else None

    def _unused(self, thing: Thing) -> bool:
        """Whether a thing without a name has no fact yet: its noun then tells of something said before."""
        return not any(thing.key in (fact.subject, fact.object) for fact in self.facts.found.values())

    def _verb(self, sentence: int, verb: "Token", via: "Token | None", heads: Mapping[int, Proposition]) -> list[Owner] | None:
        """The thing that a clause tells the subject of; None to look further up, [] where the clause states nothing."""
        proposition = heads.get(verb.i)
        if proposition is None:
            return None
        if not proposition.stated:
            return []
        status = proposition.status
        for rule, things in self._clause(sentence, verb, via, proposition):
            if things:
                return [(thing, status, rule) for thing in things]
        return None

    def _clause(self, sentence: int, verb: "Token", via: "Token | None", proposition: Proposition) -> Iterator[tuple[str, Option]]:
        """What a clause offers as the owner of a topic, the surest first."""
        roles = proposition.roles
        inside = frozenset(token.i for token in via.subtree) if via is not None else frozenset()
        subjects = [token for token in roles.get("subject", ()) if token not in inside]
        if subjects:
            yield "concerns.content", self._subject(sentence, verb, proposition, subjects)
        yield "concerns.object", self._object(sentence, via, [token for token in roles.get("object", ()) if token not in inside])
        framed = [token for name in self.frames for token in roles.get(name, ()) if token not in inside]
        yield "concerns.frame", next((things for token in framed if (things := self._frame(sentence, token))), ())
        if proposition.verb in self.speech and _finite(verb):
            yield "concerns.speech", self._speakers(sentence, verb, subjects)
        for token in subjects:
            if verb.doc[token].lemma_.lower() in self.agenda and not self.arguments.options(sentence, token):
                yield "concerns.agenda", self._occasion(sentence, verb.i, ())

    def _subject(self, sentence: int, verb: "Token", proposition: Proposition, subjects: Sequence[int]) -> Option:
        for token in subjects:
            things = self._things(sentence, token)
            mission = bool(things) and things[0].coarse == "Mission"
            if things and proposition.verb in (self.content | self.purpose if mission else self.content):
                return things
        return ()

    def _object(self, sentence: int, via: "Token | None", objects: Sequence[int]) -> Option:
        """The thing that is made, signed, held or launched in order to do what the topic stands in."""
        if via is None or not (via.dep_ in {"advcl", "xcomp"} or via.dep_ == "prep" and via.lower_ in {"on", "for", "to", "about", "concerning", "regarding"}):
            return ()
        return next((things for token in objects if token < via.i and (things := self._things(sentence, token))), ())

    def _frame(self, sentence: int, token: int) -> Option:
        things = self._things(sentence, token)
        return things if things and things[0].coarse == "Agreement" else ()

    def _speakers(self, sentence: int, verb: "Token", subjects: Sequence[int]) -> Option:
        people = [thing for token in subjects for option in self.arguments.options(sentence, token)[:1] for thing in option]
        spoken = any(verb.doc[token].lemma_.lower() in self.sides for token in subjects)
        if people and all(thing.coarse in {"Person", "State", "Organization"} for thing in people) or spoken:
            return self._occasion(sentence, verb.i, people)
        return ()

    def _occasion(self, sentence: int, token: int, people: Sequence[Thing]) -> Option:
        """The meeting or joint statement that the text last spoke of; for states and bodies one that they have a part in."""
        partial = [thing.key for thing in people if thing.coarse != "Person"]
        for mention in self.arguments.history.before(sentence, token, _NEAR):
            thing = self.arguments.history.things[mention.key]
            if thing.coarse != "Event" and thing.kind not in _SPOKEN or thing.described and self._unused(thing):
                continue
            if not partial or any((key, relation, thing.key) in self.facts.found for key in partial for relation in ("participatesIn", "leads", "hosts", "partyTo", "signatoryOf")):
                return (thing,)
        return ()


def _top(parsed: Parsed, spot: Spot) -> "Token":
    """The token of a topic's words that stands highest in the tree."""
    def depth(token: "Token") -> int:
        return sum(1 for _ in token.ancestors)

    return min((parsed.doc[i] for i in spot.tokens), key=lambda token: (depth(token), -token.i))


def _finite(verb: "Token") -> bool:
    """Whether a verb has a subject of its own or shares it as a coordinated one, and is no infinitive or participle of purpose."""
    token = verb
    while token.dep_ == "conj" and token.head.pos_ in {"VERB", "AUX"}:
        token = token.head
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)
