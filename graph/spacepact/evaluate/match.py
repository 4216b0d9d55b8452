"""Which claims of a document are the facts of its gold.

A claim is a fact where the relation is the same, or one is the parent of the other, both entities are the gold's and both
or neither are negated. Each fact is found once; the claim that states it a second time under another relation is left
aside, under the same relation it is an error, since one entity must have been taken for two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from spacepact.evaluate.built import BuiltClaim, BuiltGraph, Term
from spacepact.evaluate.gold import SCORED, TOPIC, GoldDocument, GoldEntity, GoldFact, plain_name
from spacepact.intervals import OPEN, bounds
from spacepact.model import Span

PARENT = {"signatoryOf": "partyTo", "leads": "participatesIn", "hosts": "participatesIn"}
STANDING = frozenset({"concerns", "cooperatesWith", "represents", "agencyOf", "locatedIn", "partOf"})
"""The relations whose status is not scored, because careful readers differ on it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A claim and the fact that it states."""

    claim: BuiltClaim
    fact: GoldFact

    @property
    def same_relation(self) -> bool:
        """Whether the claim has the very relation of the fact, not its parent or child."""
        return self.claim.relation == self.fact.relation

    @property
    def same_status(self) -> bool:
        """Whether the status is the gold's, or need not be."""
        return self.fact.relation in STANDING or self.claim.status == self.fact.status

    @property
    def good_evidence(self) -> bool:
        """Whether a passage of the claim holds the start of the gold's sentence; two code points of a quote mark are forgiven."""
        return any(span.start - 2 <= self.fact.at < span.end for span in self.claim.spans)


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """An entity of the graph and the one of the gold that it is; `typed` is whether their coarse types agree."""

    iri: str
    entity: GoldEntity
    typed: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one document fared."""

    gold: GoldDocument
    found: tuple[Found, ...]
    wrong: tuple[BuiltClaim, ...]
    missed: tuple[GoldFact, ...]
    entities_found: tuple[FoundEntity, ...]
    entities_wrong: tuple[str, ...]
    entities_missed: tuple[str, ...]


def match(graph: BuiltGraph, gold: GoldDocument) -> Outcome:
    """The outcome of one document; one that the graph lacks misses everything."""
    found, wrong, taken = _match_claims(graph, gold)
    missed = tuple(fact for fact, claim in zip(gold.facts, taken, strict=True) if claim is None and not fact.also)
    entities, strangers = _match_entities(graph, gold)
    met = {item.entity.id for item in entities}
    absent = tuple(sorted(entity.id for entity in gold.entities.values() if entity.names and entity.id not in met))
    return Outcome(gold, tuple(found), tuple(wrong), missed, tuple(entities), tuple(strangers), absent)


def _match_claims(graph: BuiltGraph, gold: GoldDocument) -> tuple[list[Found], list[BuiltClaim], list[BuiltClaim | None]]:
    found: list[Found] = []
    wrong: list[BuiltClaim] = []
    taken: list[BuiltClaim | None] = [None] * len(gold.facts)
    for claim in graph.claims.get(gold.identifier, ()):
        if claim.relation not in SCORED:
            continue
        best = _best(graph, gold, claim, taken)
        if best is None:
            wrong.append(claim)
            continue
        fact, holder = gold.facts[best], taken[best]
        if holder is None:
            taken[best] = claim
            if not fact.also:
                found.append(Found(claim, fact))
        elif not fact.also and holder.relation == claim.relation:
            wrong.append(claim)
    return found, wrong, taken


def _best(graph: BuiltGraph, gold: GoldDocument, claim: BuiltClaim, taken: Sequence[BuiltClaim | None]) -> int | None:
    """The fact that a claim states: rather one not found yet, a required one, one of the very relation, the first."""
    fitting = [place for place, fact in enumerate(gold.facts) if _states(graph, gold, claim, fact)]

    def rank(place: int) -> tuple[bool, bool, bool]:
        return taken[place] is None, not gold.facts[place].also, gold.facts[place].relation == claim.relation

    return max(fitting, key=rank, default=None)


def _states(graph: BuiltGraph, gold: GoldDocument, claim: BuiltClaim, fact: GoldFact) -> bool:
    if not _related(claim.relation, fact.relation) or (claim.status == "negated") != (fact.status == "negated"):
        return False
    sides = [(claim.subject, claim.object)]
    if fact.relation == "cooperatesWith":
        sides.append((claim.object, claim.subject))
    return any(
        _is(graph, gold, subject, fact.subject, claim.spans) and _is(graph, gold, value, fact.object, claim.spans)
        for subject, value in sides
    )


def _related(one: str, other: str) -> bool:
    return one == other or PARENT.get(one) == other or PARENT.get(other) == one


def _is(graph: BuiltGraph, gold: GoldDocument, term: Term, reference: str, spans: Sequence[Span]) -> bool:
    """Whether a term of the graph is what the gold refers to."""
    names = graph.names.get(term.value, frozenset()) if isinstance(term, ox.NamedNode) else frozenset()
    if reference.startswith(TOPIC):
        return plain_name(reference.removeprefix(TOPIC)) in names
    entity = gold.entities.get(reference)
    if entity is None:
        return isinstance(term, ox.Literal) and same_time(term.value, reference)
    if names & entity.names:
        return True
    return entity.label is not None and (_met_there(graph, term, entity, spans) or _alike(entity.label, names))


def _met_there(graph: BuiltGraph, term: Term, entity: GoldEntity, spans: Sequence[Span]) -> bool:
    """An unnamed entity is known by its type and a sentence that tells of it."""
    if entity.coarse not in graph.coarse(term.value):
        return False
    return any(span.start <= place < span.end for span in spans for place in entity.places)


def _alike(label: str, names: Iterable[str]) -> bool:
    """Or by a name that shares half of all words with its label."""
    wanted = set(plain_name(label).split())
    return any(len(wanted & words) / len(wanted | words) >= 0.5 for name in names if (words := set(name.split())))


def same_time(one: str, other: str) -> bool:
    """Whether two EDTF times are as good as the same: they share half of the days that either spans.

    Times open at one side must be open at the same side, and agree at the other. Strings that are no EDTF must be equal.

    >>> same_time("2025-02", "2025-02-01/2025-02-20"), same_time("2004/..", "2004-05/..")
    (True, False)
    """
    for side in (0, -1):
        ends = one.split("/")[side], other.split("/")[side]
        if any(end in OPEN for end in ends):
            both_open = all(end in OPEN for end in ends) and one.count("/") == other.count("/") == 1
            return both_open and same_time(one.split("/")[-1 - side], other.split("/")[-1 - side])
    first, second = _days(one), _days(other)
    if not first or not second:
        return one == other
    shared = (min(first[1], second[1]) - max(first[0], second[0])).days + 1
    spanned = (max(first[1], second[1]) - min(first[0], second[0])).days + 1
    return shared > 0 and shared / spanned >= 0.5


def _days(edtf: str) -> tuple[date, date] | None:
    try:
        found = bounds(edtf)
    except ValueError:
        return None
    return (found.earliest, found.latest) if found.earliest and found.latest else None


def _match_entities(graph: BuiltGraph, gold: GoldDocument) -> tuple[list[FoundEntity], list[str]]:
    """The entities that the document mentions: those of the gold, each once, and those that are not in it.

    An entity without a counterpart is no error where the gold has an unnamed thing of its type: it may be that one.
    """
    named = [entity for entity in gold.entities.values() if entity.names]
    unnamed = {entity.coarse for entity in gold.entities.values() if entity.label}
    found: list[FoundEntity] = []
    strangers: list[str] = []
    met: set[str] = set()
    for iri in graph.mentioned.get(gold.identifier, ()):
        coarse, names = graph.coarse(iri), graph.names.get(iri, frozenset())
        if "Topic" in coarse:
            continue
        new = next((entity for entity in named if names & entity.names and entity.id not in met), None)
        if new:
            met.add(new.id)
            found.append(FoundEntity(iri, new, new.coarse in coarse))
        elif not coarse & unnamed:
            strangers.append(iri)
    return found, strangers
