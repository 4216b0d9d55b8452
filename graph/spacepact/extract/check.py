"""Whether the lexicon keeps its word: frames read their examples and no counter-example, and none is dead or doubled."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from spacepact.extract.facts import Fact
from spacepact.extract.reading import Workings, workings
from spacepact.lexicon import Example, ExampleFact, Frame
from spacepact.model import Time
from spacepact.schema import Schema
from spacepact.text import segment
from spacepact.vocab import COARSE, STATUSES
from spacepact.words import fold

if TYPE_CHECKING:
    from spacepact.extract.extractor import Extractor

Severity = Literal["error", "warning"]
_FREE = frozenset({"self", "time", "topics"})
"""Roles that every proposition has, or that are not arguments."""
_OF_NOUNS = frozenset({"poss", "compound", "host"})
_OF_VERBS = frozenset({"subject", "object", "complement"})
_DEAD: dict[tuple[bool, bool], frozenset[str]] = {(True, False): _OF_NOUNS | {"self"}, (False, True): _OF_VERBS}
"""By whether a frame has verbs and nouns: the roles that its propositions can't have."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something in the lexicon to mend: the frame's id, its file, what is wrong, and the example concerned, if any."""

    file: str
    frame: str
    problem: str
    text: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        quoted = f"\n    {self.text}" if self.text else ""
        return f"{self.severity}: lexicon/{self.file}.yaml, frame {self.frame}: {self.problem}{quoted}"


def check(extractor: "Extractor") -> list[Finding]:
    """All that is wrong with the lexicon of an extractor, sorted by file and frame; empty where nothing is.

    An example counts as read when each of its facts is stated and the frame is among the rules that stated it; a
    counter-example when the frame states nothing. Labels are compared with the label and the names of a thing, or with
    the beginning of its label; a relation must be the same; a status is compared where the example gives one.
    """
    frames = extractor.lexicon.frames
    filled: set[str] = set()
    found = [*_form(frames, extractor.schema), *_doubled(frames)]
    for frame in frames:
        found.extend(_examples(extractor, frame, filled))
    found.extend(_never_filled(frames, filled))
    return sorted(set(found))


def read(extractor: "Extractor", text: str) -> Workings:
    """The workings of a short text that has no date."""
    return workings(extractor, extractor.parser.read(segment.sentences(text), None))


# Examples


def _examples(extractor: "Extractor", frame: Frame, filled: set[str]) -> Iterator[Finding]:
    if not frame.examples:
        yield _finding(frame, "has no example: add a sentence, and the facts that it must read from it.")
    if not frame.counter_examples:
        yield _finding(frame, "has no counter-example: add a sentence like its examples from which it must read nothing.")
    for example in frame.examples:
        made = read(extractor, example.text)
        filled.update(role for found in made.propositions for proposition in found for role in proposition.roles)
        if not example.facts:
            yield _finding(frame, "an example names no facts.", example)
        for expected in example.facts:
            if problem := _missed(made, frame, expected):
                yield _finding(frame, problem, example)
    for example in frame.counter_examples:
        made = read(extractor, example.text)
        for fact in made.facts.found.values():
            if frame.id in fact.rules:
                yield _finding(frame, f"a counter-example gives {_told(made, fact)}.", example)


def _missed(made: Workings, frame: Frame, expected: ExampleFact) -> str | None:
    """What is wrong with an expected fact, or None where the frame stated it."""
    wanted = " ".join(part for part in (expected.subject, expected.relation, expected.object, expected.status) if part)
    same = [fact for fact in made.facts.found.values() if _matches(made, fact, expected)]
    if not same:
        told = "; ".join(_told(made, fact) for fact in made.facts.found.values() if frame.id in fact.rules) or "nothing"
        return f"an example should give {wanted}, but the frame reads {told}."
    if not any(frame.id in fact.rules for fact in same):
        return f"an example gives {wanted} by {', '.join(same[0].rules)} alone."
    return None


def _matches(made: Workings, fact: Fact, expected: ExampleFact) -> bool:
    if fact.relation != expected.relation or (expected.status and fact.status != expected.status):
        return False
    straight = _called(made, fact.subject, expected.subject) and _object_is(made, fact, expected.object)
    if straight or not made.facts.schema.relations[fact.relation].symmetric or isinstance(fact.object, Time):
        return straight
    return _called(made, fact.subject, expected.object) and _called(made, fact.object, expected.subject)


def _object_is(made: Workings, fact: Fact, label: str) -> bool:
    if isinstance(fact.object, Time):
        return fact.object.edtf == label
    return fact.object == label if fact.relation == "concerns" else _called(made, fact.object, label)


def _called(made: Workings, key: str, label: str) -> bool:
    thing, wanted = made.facts.things[key], fold(label)
    return fold(thing.label).startswith(wanted) or any(fold(name) == wanted for name in thing.names)


def _told(made: Workings, fact: Fact) -> str:
    if isinstance(fact.object, Time):
        target = fact.object.edtf
    else:
        target = fact.object if fact.relation == "concerns" else made.facts.things[fact.object].label
    return f"{made.facts.things[fact.subject].label} {fact.relation} {target} ({fact.status})"


# Form


def _form(frames: Sequence[Frame], schema: Schema) -> Iterator[Finding]:
    """Ids given twice, frames without a predicate, and words that the ontology or the frame language doesn't have."""
    seen: dict[str, Frame] = {}
    for frame in frames:
        if frame.id in seen:
            yield _finding(frame, f"the id is given twice, the first time in lexicon/{seen[frame.id].origin}.yaml.")
        seen.setdefault(frame.id, frame)
        if not frame.verbs and not frame.nouns:
            yield _finding(frame, "has neither verbs nor nouns, so it never fires.")
        for word in _unknown(frame, schema):
            yield _finding(frame, word)
        if dead := sorted(_asked(frame) & _DEAD.get((bool(frame.verbs), bool(frame.nouns)), frozenset())):
            yield _finding(frame, f"asks for the role {', '.join(dead)}, which its predicates never have.")


def _unknown(frame: Frame, schema: Schema) -> Iterator[str]:
    kinds = schema.classes.keys() | COARSE.keys() | set(COARSE.values())
    named = {kind for wanted in frame.where.values() for kind in wanted}
    for emission in frame.facts:
        if emission.relation not in schema.relations:
            yield f"the ontology has no relation {emission.relation}."
        if emission.status and emission.status not in {*STATUSES, "standing"}:
            yield f"no status is called {emission.status}; there are {', '.join(STATUSES)} and standing."
        sides = [part for side in (emission.subject, emission.object) for part in side.split("|")]
        named.update(part.partition(":")[2] for part in sides if part.startswith(("new:", "latest:")))
    named.update(noun.partition(":")[2] for noun in frame.nouns if noun.startswith("kind:"))
    for kind in sorted(named):
        if kind not in kinds:
            yield f"the ontology has no class {kind}."


def _doubled(frames: Iterable[Frame]) -> Iterator[Finding]:
    """Predicates from which two frames would state the same fact under the same conditions."""
    claimed: dict[tuple[str, str, str, str, str], list[Frame]] = defaultdict(list)
    for frame in frames:
        for word in (*(f"verb {verb}" for verb in frame.verbs), *(f"noun {noun}" for noun in frame.nouns)):
            for emission in frame.facts:
                for subject in emission.subject.split("|"):
                    for object_ in emission.object.split("|"):
                        claimed[word, subject, emission.relation, object_, emission.status or ""].append(frame)
    pairs: dict[tuple[str, str], set[str]] = defaultdict(set)
    owners: dict[str, Frame] = {}
    for (word, *fact, _), claimants in claimed.items():
        for index, one in enumerate(claimants):
            for other in claimants[index + 1 :]:
                if other.id != one.id and _together(one, other, {fact[0], fact[2]}):
                    owners[other.id] = other
                    pairs[one.id, other.id].add(f"{word} ({' '.join(fact)})")
    for (first, second), words in sorted(pairs.items()):
        yield _finding(owners[second], f"states what {first} states already: {', '.join(sorted(words))}.", severity="warning")


def _together(one: Frame, other: Frame, shared: Iterable[str]) -> bool:
    """Whether two frames can both fire on one proposition with the same things in the roles of a fact."""
    if (one.needs, one.lacks) != (other.needs, other.lacks):
        return False
    if one.standing and other.standing and not one.standing & other.standing:
        return False
    return all(_overlap(one.where, other.where, role) for role in shared)


def _overlap(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]], role: str) -> bool:
    if role not in one or role not in other:
        return role not in one and role not in other
    return one[role] == other[role]


def _never_filled(frames: Iterable[Frame], filled: set[str]) -> Iterator[Finding]:
    """Roles that no proposition of any example has: misspelt, or without an example to show them."""
    for frame in frames:
        if missing := sorted(_asked(frame) - filled - _FREE):
            yield _finding(frame, f"no example of any frame fills the role {', '.join(missing)}.", severity="warning")


def _asked(frame: Frame) -> frozenset[str]:
    return frame.needs.union(*(emission.roles for emission in frame.facts))


def _finding(frame: Frame, problem: str, example: Example | None = None, *, severity: Severity = "error") -> Finding:
    return Finding(frame.origin, frame.id, problem, example.text if example else "", severity)
