"""What the readers of flights share: the document so far, the flight that is spoken of, and prepositions that are piled up.

Sentences on flights pile up prepositions ("follows on a heavy rocket from the coast in the north"), and a small parser hangs them
on whatever stands nearest; `piled` gathers them over the whole pile.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from spacepact.extract.facts import Facts
from spacepact.model import Status, Time
from spacepact.text.arguments import Arguments
from spacepact.text.coreference import Option
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed
from spacepact.text.propositions import Proposition
from spacepact.text.tree import conjuncts
from spacepact.words import fold, singular

if TYPE_CHECKING:
    from spacy.tokens import Token

CRAFT = frozenset({"Mission", "Spacecraft"})
_NEAR = 8
"""How many sentences back the flight is looked for that "launch" or "the pilot" speaks of."""


class Scene:
    """One document as its flights are read, with what its sentences have said so far."""

    def __init__(self, facts: Facts, arguments: Arguments, words: Mapping[str, Any]) -> None:
        self.facts = facts
        self.arguments = arguments
        self.words = words

    def state(
        self,
        sentence: int,
        thing: Thing,
        relation: str,
        other: Thing | Time,
        rule: str,
        status: Status,
        *,
        confidence: float = 0.8,
    ) -> None:
        """State a fact that the order of words gives; surer where the caller says so."""
        self.facts.add(thing, relation, other, status=status, sentence=sentence, rule=rule, confidence=confidence)

    def craft(self, sentence: int, tokens: Iterable[int], kinds: frozenset[str] = CRAFT) -> Option:
        """The flights or spacecraft that the first of some tokens to stand for any stands for."""
        found: dict[str, Thing] = {}
        for token in tokens:
            for option in self.arguments.options(sentence, token):
                fitting = [thing for thing in option if thing.kind in kinds]
                if fitting:
                    found.update({thing.key: thing for thing in fitting})
                    break
        return tuple(found.values())

    def latest(self, sentence: int, token: int, *, crewed: bool = False, nearest: bool = False) -> Option:
        """The flight that the last sentences speak of, of several the one that the text is most about; of crews the one that has
        some already.
        """
        found = [self.arguments.history.things[mention.key] for mention in self.arguments.history.before(sentence, token, _NEAR)]
        things = list(
            {thing.key: thing for thing in found if thing.kind in CRAFT and not station(thing) and not self.component(thing)}.values()
        )
        if nearest:
            return (things[0],) if things else ()
        told: Counter[str] = Counter()
        for mention in self.arguments.history.mentions:
            told[mention.key] += 3 if mention.subject else 1
        things.sort(key=lambda thing: (thing.kind != "Mission" if crewed else False, -told[thing.key]))
        if crewed:
            manned = {str(fact.object) for fact in self.facts.found.values() if fact.relation == "crewOf"}
            things = [thing for thing in things if thing.key in manned and thing.kind == "Mission"] or things
        return (things[0],) if things else ()

    def component(self, thing: Thing) -> bool:
        """Whether a craft is but a part of one: a module, an airlock, whatever is said to be part of another."""
        last = fold(thing.label).split()[-1:]
        return (bool(last) and last[0] in {"module", "airlock", "platform", "element", "segment"}) or any(
            fact.subject == thing.key and fact.relation == "partOf" and fact.rule == "partOf.compound" for fact in self.facts.found.values()
        )

    def body(self, sentence: int, token: "Token") -> Option:
        """The celestial body or the station that a phrase leads to: "Mars", "lunar orbit", "the Moon's south pole", "Saturn's
        moon Titan".
        """
        named = tuple(thing for thing in self.arguments.named(sentence, token.i) if thing.kind in {"CelestialBody", "Spacecraft"})
        if named:
            return named
        for thing in self.arguments.named(sentence, token.i):
            known = self.arguments.lexicon.known.get(thing.key)
            told = (self.words["adjectives"][word] for word in fold(thing.label).split() if word in self.words["adjectives"])
            home = known.located_in[0] if known and known.located_in else next(told, "")
            if (
                thing.kind == "Place"
                and home in self.arguments.lexicon.known
                and self.arguments.lexicon.known[home].kind == "CelestialBody"
            ):
                return (self.arguments.thing(home),)
        if singular(fold(token.text)) not in self.words["whereabouts"]:
            return ()
        for child in token.subtree:
            known = self.words["adjectives"].get(fold(child.text))
            if known in self.arguments.lexicon.known and child.head.i == token.i:
                return (self.arguments.thing(known),)
            bodies = tuple(thing for thing in self.arguments.named(sentence, child.i) if thing.kind == "CelestialBody")
            if bodies:
                return bodies
        if any(child.lower_ == "the" for child in token.children) and singular(fold(token.text)) in {"surface", "pole", "soil"}:
            near = self.arguments.history.latest(sentence, token.i, ("Place",), window=2)
            worlds = [option for option in near if option[0].kind == "CelestialBody"]
            return worlds[0] if len(worlds) == 1 else ()
        return ()

    def status(self, parsed: Parsed, token: "Token", heads: Mapping[int, Proposition]) -> Status:
        """The status of the clause that a token stands in."""
        while token.head.i != token.i:
            if token.i in heads and not heads[token.i].noun:
                return heads[token.i].status
            token = token.head
        return heads[token.i].status if token.i in heads else "occurred"

    def persons(self, sentence: int, tokens: Iterable[int]) -> list[Thing]:
        """The persons that some tokens name, each once."""
        return [thing for thing in self.arguments.likeliest(sentence, tokens) if thing.kind == "Person"]

    def actors(self, sentence: int, tokens: Iterable[int]) -> list[Thing]:
        """The states and organizations that some tokens name."""
        return [thing for thing in self.arguments.likeliest(sentence, tokens) if thing.coarse in {"State", "Organization"}]

    def run(self, sentence: int, parsed: Parsed, start: int, step: int) -> list[Thing]:
        """The persons named one after another from a token on, with nothing between them but their offices and "and"."""
        found: list[Thing] = []
        index, gap = start, 0
        while 0 <= index < len(parsed.doc) and gap <= 6:
            token = parsed.doc[index]
            persons = [thing for thing in self.arguments.named(sentence, index) if thing.kind == "Person"]
            if persons:
                found.extend(thing for thing in persons if thing not in found)
                gap = 0
            elif (
                token.pos_ in {"VERB", "AUX", "SCONJ"}
                or token.text in {".", ";", ":"}
                or (token.pos_ == "ADP" and token.lower_ not in {"of", "from", "as"})
            ):
                break
            else:
                gap += 1
            index += step
        return found

    def whole(self, sentence: int, token: "Token") -> Iterator[Thing]:
        """The craft or programme that a modifier names, or refers to ("the station's")."""
        named = self.arguments.named(sentence, token.i)
        options = [named] if named else self.arguments.options(sentence, token.i)[:1] if token.dep_ == "poss" else []
        for option in options:
            yield from (thing for thing in option if thing.kind in {"Spacecraft", "Programme", "Mission"})


def piled(head: "Token", depth: int = 0) -> "Iterator[tuple[str, Token]]":
    """What stands behind the prepositions of a word, and behind the prepositions of that, with the name of each preposition."""
    commas = [inner for child in head.children if child.dep_ == "punct" for inner in child.children]
    for child in (*head.children, *commas):
        if child.dep_ in {"prep", "agent"} or (child.dep_ in {"conj", "appos"} and child.pos_ == "ADP"):
            for pobj in child.children:
                if pobj.dep_ == "pobj":
                    for item in conjuncts(pobj):
                        yield child.lower_, item
                    if depth < 4:
                        yield from piled(pobj, depth + 1)
                elif pobj.dep_ == "prep":
                    yield from ((pobj.lower_, item) for item in pobj.children if item.dep_ == "pobj")
            if depth < 4:
                yield from (
                    (name, item)
                    for other in child.children
                    if other.dep_ == "conj" and other.pos_ == "ADP"
                    for name, item in _behind(other)
                )


def _behind(preposition: "Token") -> "Iterator[tuple[str, Token]]":
    yield from ((preposition.lower_, item) for pobj in preposition.children if pobj.dep_ == "pobj" for item in conjuncts(pobj))


def station(thing: Thing) -> bool:
    """Whether a craft is a station, to which others fly."""
    return any(fold(name).split()[-1:] == ["station"] for name in (thing.label, *thing.names)) and thing.kind == "Spacecraft"
