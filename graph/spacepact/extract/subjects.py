"""Which topics of a sentence are the subject of which agreement, event, mission, programme or spacecraft.

What the sentence's build says is read by `owners`; here are a thing's own name, lists under a lead, table rows, and the topics
that a mission passes on to an agreement about it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from spacepact.extract.facts import Facts
from spacepact.extract.owners import NEAR, ON, Heads, Owner, Owners
from spacepact.extract.topics import Spot, Spotter
from spacepact.model import Status
from spacepact.text.arguments import Arguments
from spacepact.text.coreference import Option
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed
from spacepact.text.propositions import Proposition

if TYPE_CHECKING:
    from spacy.tokens import Token

_PASSING = frozenset({"crewOf", "targets", "partOf", "carries", "visited", "buildsOn", "concerns"})
"""Relations that may mention a thing in passing, without the text being about it."""


class Subjects:
    """Reads what things are about, sentence by sentence in order; `words` are those of lexicon/topics.yaml."""

    def __init__(self, facts: Facts, arguments: Arguments, spotter: Spotter, words: Mapping[str, Any]) -> None:
        self.facts = facts
        self.arguments = arguments
        self.spotter = spotter
        self.owners = Owners(facts, arguments, words)
        self.agenda = frozenset(words["agenda"])
        self.foreign = {kind: frozenset(topics) for kind, topics in words["foreign"].items()}
        self.lead: tuple[int, Option] = (-1, ())

    def read(self, sentence: int, parsed: Parsed, propositions: Sequence[Proposition]) -> int:
        """State what a sentence says things are about; how many facts were stated."""
        heads = {proposition.head: proposition for proposition in propositions}
        before = len(self.facts.found)
        self._names(sentence, parsed)
        spots = self.spotter.spots(parsed)
        lead = self._lead(sentence, parsed)
        for spot in spots:
            owners = (
                self._row(sentence, parsed, spot)
                if parsed.sentence.kind == "row"
                else self.owners.owners(sentence, parsed, _top(parsed, spot), heads)
            )
            owners = owners or self._beyond(sentence, parsed, spot, heads)
            for thing, status, rule in owners or [(thing, "occurred", "concerns.lead") for thing in lead]:
                self._state(sentence, thing, spot.topic, status, rule)
        for token, topic in self._carried(sentence, parsed):
            for thing, status, rule in self.owners.owners(sentence, parsed, parsed.doc[token], heads, carried=True):
                self._state(sentence, thing, topic, status, rule)
        return len(self.facts.found) - before

    def _state(self, sentence: int, thing: Thing, topic: str, status: Status, rule: str) -> None:
        if topic not in self.foreign.get(thing.coarse or "", ()) or rule == "concerns.row":
            settled: Status = "occurred" if status == "negated" and not thing.described else status
            self.facts.add(thing, "concerns", topic, status=settled, sentence=sentence, rule=rule, confidence=0.8)
            self.owners.told.append((sentence, thing))

    # Names

    def _names(self, sentence: int, parsed: Parsed) -> None:
        """What a thing's own name says of its subject ("Cyber Dialogue"), where the sentence tells something of the thing."""
        told = {
            key
            for fact in self.facts.found.values()
            if sentence in fact.sentences and fact.relation not in _PASSING
            for key in (fact.subject, fact.object)
        }
        for token in parsed.doc:
            name = parsed.units[token.i].name
            things = self.owners.fits([self.arguments.named(sentence, token.i)]) if name is not None and name.form == "name" else ()
            things = tuple(
                thing for thing in things if thing.key in told or not thing.known or thing.coarse == "Event" or thing.kind == "Norm"
            )
            things = tuple(
                thing for thing in things if thing.kind != "Spacecraft" and parsed.text(token.i).casefold() not in self.spotter.broader
            )
            for topic in self.spotter.in_text(parsed.text(token.i)) if things else ():
                for thing in things:
                    self._state(sentence, thing, topic, "occurred", "concerns.name")

    def _carried(self, sentence: int, parsed: Parsed) -> Iterator[tuple[int, str]]:
        """The topics of missions that an agreement may be on ("a pact on Heron"), each with the mission's token."""
        for token in parsed.doc:
            name = parsed.units[token.i].name
            definite = token.dep_ == "pobj" and token.head.lower_ in ON and any(child.lower_ in {"the", "this"} for child in token.children)
            if (name is None and not definite) or (name is not None and name.kind == "CelestialBody"):
                continue
            things = self.arguments.named(sentence, token.i) if name is not None else self.owners.things(sentence, token.i)
            for thing in things:
                if thing.coarse == "Mission" and not self.owners.unused(thing):
                    topics = {
                        str(fact.object)
                        for fact in self.facts.found.values()
                        if fact.subject == thing.key and fact.relation == "concerns" and fact.status != "possible"
                    }
                    topics.update(self.spotter.in_text(parsed.text(token.i)) if name is not None else ())
                    yield from ((token.i, topic) for topic in sorted(topics))

    # Layout

    def _row(self, sentence: int, parsed: Parsed, spot: Spot) -> list[Owner]:
        """The thing in the first cell of a table's row has the topics of the others."""
        cells = [i for i, character in enumerate(parsed.sentence.clean) if character == "|"]
        inside = [token.i for token in parsed.doc if len(cells) > 1 and parsed.units[token.i].start < cells[1]]
        if not inside or spot.tokens[0] <= inside[-1]:
            return []
        things = [thing for token in inside for thing in self.owners.fits([self.arguments.named(sentence, token)])]
        return [(thing, "occurred", "concerns.row") for thing in things[:1]]

    def _lead(self, sentence: int, parsed: Parsed) -> Option:
        """The thing that a list item is about: named before its colon, or the text that the item quotes under a topic."""
        block = parsed.sentence.block
        colon = next((token.i for token in parsed.doc if token.text == ":"), None)
        if parsed.sentence.kind not in {"item", "paragraph"} or colon is None or colon > 12:
            subjects = (
                self.owners.things(sentence, token.i) for token in parsed.doc if token.dep_ == "nsubj" and token.head.dep_ == "ROOT"
            )
            return next((things for things in subjects if things), self.lead[1]) if self.lead[0] == block else ()
        if any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in parsed.doc[:colon]):
            return ()
        things = tuple(thing for i in range(colon) for thing in self.owners.fits([self.arguments.named(sentence, i)]))
        if not things and any(token.lemma_.lower() in self.agenda for token in parsed.doc[:colon]):
            things = self.owners.latest(sentence, colon, ("Mission", "Agreement", "Event"))
        elif not things and parsed.sentence.kind == "item":
            self.lead = (-1, ())
            return self._quoted(sentence, parsed, colon)
        self.lead = (block, things)
        return things

    def _quoted(self, sentence: int, parsed: Parsed, colon: int) -> Option:
        options = (self.owners.things(sentence, token.i) for token in parsed.doc if token.i > colon and token.pos_ in {"NOUN", "PROPN"})
        return next((things for things in options if things and things[0].kind == "JointStatement"), ())

    def _statement(self, sentence: int) -> Option:
        """The joint statement whose points a list gives, where the words before the list announce it."""
        earlier = reversed(self.arguments.sentences[:sentence])
        before = next((other.sentence.clean.rstrip() for other in earlier if other.sentence.kind != "item"), "")
        if not before.endswith((":", "following.")):
            return ()
        for mention in self.arguments.history.before(sentence, 0, 3 * NEAR):
            thing = self.arguments.history.things[mention.key]
            if thing.kind == "JointStatement" and not self.owners.unused(thing):
                return (thing,)
        return ()

    def _beyond(self, sentence: int, parsed: Parsed, spot: Spot, heads: Heads) -> list[Owner]:
        """The owner of a topic behind a colon: that of what stands before it; in a list, the statement whose point it is."""
        colon = next((token.i for token in parsed.doc if token.text == ":"), None)
        if colon is None:
            return []
        if 3 < colon < spot.tokens[0]:
            return self.owners.owners(sentence, parsed, parsed.doc[colon - 1], heads)
        if spot.tokens[-1] < colon <= 4 and parsed.sentence.kind == "item":
            return [(thing, "occurred", "concerns.point") for thing in self._statement(sentence)]
        return []


def _top(parsed: Parsed, spot: Spot) -> "Token":
    """The token of a topic's words that stands highest in the tree."""
    return min((parsed.doc[i] for i in spot.tokens), key=lambda token: (sum(1 for _ in token.ancestors), -token.i))
