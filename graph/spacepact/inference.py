"""What follows from the facts by the ontology's axioms and by one rule of the field.

The rules work on plain tuples, each in one pass, so that the whole is linear in the facts and in the pairs it yields:

- `sub-property`: who signs an agreement is party to it, who leads or hosts an event takes part in it;
- `inverse` and `symmetric`: the same statement read from its other end;
- `link.agreement`, `link.mission`, `link.dialogue`: two states are linked where both, or agencies of theirs, are party to one
  agreement, have a part in one mission, programme or spacecraft, or take part in one dialogue or meeting.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from spacepact.model import Inference
from spacepact.schema import Schema
from spacepact.vocab import COARSE

Fact = tuple[str, str, str, str]
"""Subject, relation, object, and the IRI of what states it (a claim, or the reference graph)."""
Triple = tuple[str, str, str]
Facts = dict[Triple, set[str]]

LINKED = "linkedWith"
LINK_RULES = {
    "link.agreement": (frozenset({"partyTo"}), frozenset(kind for kind, coarse in COARSE.items() if coarse == "Agreement")),
    "link.mission": (
        frozenset({"participatesIn", "develops", "launches", "operates", "supports"}),
        frozenset({"Mission", "Programme", "Spacecraft"}),
    ),
    "link.dialogue": (frozenset({"participatesIn"}), frozenset({"Dialogue", "Meeting"})),
}
"""The rule's name: by which relations a state or its agency has a part, and in what kind of thing."""


def infer(facts: Iterable[Fact], kinds: Mapping[str, str], schema: Schema) -> list[Inference]:
    """What the rules derive from facts between entities, sorted; nothing that a fact states already.

    `kinds` gives the class of each entity. One triple may be derived by several rules; each is an inference of its own.
    """
    stated: Facts = defaultdict(set)
    for subject, relation, object_, source in facts:
        stated[subject, relation, object_].add(source)
    widened = _sub_properties(stated, schema)
    every: Facts = {triple: stated.get(triple, set()) | widened.get(triple, set()) for triple in (*stated, *widened)}
    derived = [
        *(("sub-property", triple, sources) for triple, sources in widened.items()),
        *_turned(every, schema),
        *_links(every, kinds),
    ]
    found = {
        (*triple, rule): Inference(*triple, rule, tuple(sorted(sources)))
        for rule, triple, sources in derived
        if triple not in stated
    }
    return [found[key] for key in sorted(found)]


def _sub_properties(stated: Facts, schema: Schema) -> Facts:
    above = {name: _ancestors(name, schema) for name in schema.relations}
    found: Facts = defaultdict(set)
    for (subject, relation, object_), sources in stated.items():
        for wider in above.get(relation, ()):
            found[subject, wider, object_] |= sources
    return found


def _ancestors(name: str, schema: Schema) -> tuple[str, ...]:
    found: dict[str, None] = {}
    waiting = list(schema.relations[name].parents)
    while waiting:
        parent = waiting.pop()
        if parent in schema.relations and parent not in found:
            found[parent] = None
            waiting.extend(schema.relations[parent].parents)
    return tuple(found)


def _turned(facts: Facts, schema: Schema) -> Iterator[tuple[str, Triple, set[str]]]:
    for (subject, relation, object_), sources in facts.items():
        if not (known := schema.relations.get(relation)):
            continue
        if known.inverse:
            yield "inverse", (object_, known.inverse, subject), sources
        if known.symmetric:
            yield "symmetric", (object_, relation, subject), sources


def _links(facts: Facts, kinds: Mapping[str, str]) -> Iterator[tuple[str, Triple, set[str]]]:
    states = _states(facts, kinds)
    for rule, (relations, things) in LINK_RULES.items():
        parts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for (subject, relation, object_), sources in facts.items():
            if relation in relations and kinds.get(object_) in things:
                for state, grounds in states.get(subject, ()):
                    parts[object_][state] |= sources | grounds
        links: Facts = defaultdict(set)
        for sharers in parts.values():
            for one, other in combinations(sorted(sharers), 2):
                links[one, LINKED, other] |= sharers[one] | sharers[other]
        for (one, _, other), sources in links.items():
            yield rule, (one, LINKED, other), sources
            yield rule, (other, LINKED, one), sources


def _states(facts: Facts, kinds: Mapping[str, str]) -> dict[str, list[tuple[str, set[str]]]]:
    """For each state itself, and for each body the states it is an agency of, with the grounds for it."""
    found: dict[str, list[tuple[str, set[str]]]] = {name: [(name, set())] for name, kind in kinds.items() if kind == "State"}
    for (subject, relation, object_), sources in facts.items():
        if relation == "agencyOf" and kinds.get(object_) == "State":
            found.setdefault(subject, []).append((object_, sources))
    return found
