"""Proposes what else an entity may be known as: candidates for owl:sameAs from another data set, Wikidata's by default.

A proposal is a mapping in the vocabulary of SSSOM (https://w3id.org/sssom/), which says of two IRIs that somebody may equate
them; the graph never holds it. Whoever has checked one writes the owl:sameAs into an entities file of the ontology.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import pyoxigraph as ox

from spacepact import catalogue, remote, resources, vocab
from spacepact.answers import Answer, Result
from spacepact.catalogue import sparql
from spacepact.errors import RemoteError, UnknownName, did_you_mean

Progress = Callable[[int, int, str], None]
Ask = Callable[[str], Result]

WIKIDATA = "https://query.wikidata.org/sparql"
NAMES_A_QUERY = 40
MOST_CANDIDATES = 10
"""A name that more things bear than this identifies nothing."""

HUMANS = frozenset(
    {"http://www.wikidata.org/entity/Q5", vocab.FOAF + "Person", vocab.SCHEMA + "Person", "http://schema.org/Person"}
)

PROPOSAL = vocab.BASE + "proposal/"
SSSOM = "https://w3id.org/sssom/"
SEMAPV = "https://w3id.org/semapv/vocab/"
HEADER = """# Proposals, found by name alone: none of them is a fact, and the graph holds none of them.
# Check each one; write those that hold as owl:sameAs into an entities file of the ontology.
"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two IRIs that may stand for one thing. `name` is what both are called, `candidates` how many things are called so."""

    entity: str
    label: str
    candidate: str
    candidate_label: str
    about: str
    name: str
    candidates: int
    endpoint: str


@dataclass(slots=True)
class Wanted:
    """An entity that could be looked up: the local names of its classes, and its names, the preferred one first."""

    kinds: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Thing:
    """What the other data set says of a thing; `kinds` are IRIs."""

    label: str = ""
    about: str = ""
    kinds: set[str] = field(default_factory=set)


Found = defaultdict[str, dict[str, Thing]]
"""The things that each name stands for, by IRI."""


def propose(
    store: ox.Store,
    *,
    endpoint: str = WIKIDATA,
    kinds: Sequence[str] = (),
    limit: int | None = None,
    timeout: float = 60.0,
    progress: Progress | None = None,
) -> list[Proposal]:
    """Candidates for the entities that the documents name, sorted by entity; entities with an owl:sameAs are not looked up.

    `kinds` are classes of the ontology (all, where none is given; `Organization` takes in its kinds), `limit` bounds the
    entities, `timeout` is in seconds for each request. A candidate bears a name of the entity exactly, the preferred one if any
    thing bears that; persons are proposed for persons alone. Raises RemoteError where the endpoint doesn't answer, UnknownName
    for a class that no entity can be of.
    """
    entities = dict(list(unlinked(store, kinds).items())[:limit])
    found = _looked_up(remote.ask(endpoint, timeout=timeout), entities, progress)
    shown = remote.endpoint(endpoint).shown
    return [proposal for iri, entity in entities.items() for proposal in _proposals(iri, entity, found, shown)]


def unlinked(store: ox.Store, kinds: Sequence[str] = ()) -> dict[str, Wanted]:
    """The entities that sentences name and no owl:sameAs identifies, by IRI, sorted; of `kinds` and their kinds.

    Raises UnknownName for a class that no entity can be of.
    """
    if strange := sorted(set(kinds) - vocab.COARSE.keys()):
        raise UnknownName(f"There is no class of entities called {strange[0]!r}.{did_you_mean(strange[0], vocab.COARSE)}")
    wanted_kinds = {kind for kind, coarse in vocab.COARSE.items() if not kinds or {kind, coarse} & set(kinds)}
    found: dict[str, Wanted] = {}
    for entity, kind, name, _ in _rows(catalogue.run(store, _query("unlinked")), 4):
        wanted = found.setdefault(entity, Wanted())
        wanted.kinds.add(kind.removeprefix(vocab.PACT))
        if name not in wanted.names:
            wanted.names.append(name)
    return {iri: wanted for iri, wanted in found.items() if wanted.kinds & wanted_kinds}


def turtle(proposals: Iterable[Proposal]) -> str:
    """Proposals as Turtle: one mapping each, none of them a statement about the entity itself."""
    triples = [triple for proposal in proposals for triple in _mapping(proposal)]
    prefixes = {"owl": vocab.OWL, "pactid": vocab.ID, "rdfs": vocab.RDFS, "semapv": SEMAPV, "sssom": SSSOM, "xsd": vocab.XSD}
    text = (ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()
    lines = text.splitlines(keepends=True)
    head = sum(line.startswith("@prefix") for line in lines)
    return HEADER + "".join(sorted(lines[:head]) + lines[head:])


def _looked_up(ask: Ask, entities: Mapping[str, Wanted], progress: Progress | None) -> Found:
    """What the other data set knows by each name."""
    names = sorted({name for wanted in entities.values() for name in wanted.names})
    text, found = _query("candidates"), Found(dict)
    for start in range(0, len(names), NAMES_A_QUERY):
        batch = names[start : start + NAMES_A_QUERY]
        if progress:
            progress(start, len(names), batch[0])
        values = {"name": [ox.Literal(name, language="en") for name in batch]}
        for name, iri, label, about, kind in _rows(ask(sparql.declared(sparql.bound(text, values))), 5):
            thing = found[name].setdefault(iri, Thing())
            thing.label, thing.about = thing.label or label, thing.about or about
            thing.kinds.add(kind)
    return found


def _proposals(iri: str, wanted: Wanted, found: Found, endpoint: str) -> Iterator[Proposal]:
    for name in wanted.names:
        fitting = {other: thing for other, thing in sorted(found.get(name, {}).items()) if other != iri and _fits(wanted, thing)}
        if 0 < len(fitting) <= MOST_CANDIDATES:
            for other, thing in fitting.items():
                yield Proposal(iri, wanted.names[0], other, thing.label, thing.about, name, len(fitting), endpoint)
            return


def _fits(wanted: Wanted, thing: Thing) -> bool:
    """Whether both are persons or neither is, as far as is known."""
    return not any(thing.kinds) or ("Person" in wanted.kinds) == bool(thing.kinds & HUMANS)


def _mapping(proposal: Proposal) -> Iterator[ox.Triple]:
    digest = sha256(f"{proposal.entity} {proposal.candidate}".encode()).hexdigest()[:20]
    values: dict[str, ox.NamedNode | ox.Literal] = {
        vocab.RDF + "type": ox.NamedNode(SSSOM + "Mapping"),
        vocab.OWL + "annotatedSource": ox.NamedNode(proposal.entity),
        vocab.OWL + "annotatedProperty": ox.NamedNode(vocab.OWL + "sameAs"),
        vocab.OWL + "annotatedTarget": ox.NamedNode(proposal.candidate),
        vocab.RDFS + "comment": ox.Literal(proposal.about),
        SSSOM + "subject_label": ox.Literal(proposal.label),
        SSSOM + "object_label": ox.Literal(proposal.candidate_label),
        SSSOM + "object_source": ox.NamedNode(proposal.endpoint),
        SSSOM + "match_string": ox.Literal(proposal.name),
        SSSOM + "mapping_justification": ox.NamedNode(SEMAPV + "LexicalMatching"),
        SSSOM + "mapping_tool": ox.Literal("spacepact"),
        SSSOM + "confidence": ox.Literal(round(1 / proposal.candidates, 2)),
    }
    for name, value in values.items():
        if value != ox.Literal(""):
            yield ox.Triple(ox.NamedNode(PROPOSAL + digest), ox.NamedNode(name), value)


def _query(name: str) -> str:
    return resources.path("queries", "enrich", f"{name}.rq").read_text(encoding="utf-8")


def _rows(result: Result, width: int) -> Iterator[tuple[str, ...]]:
    """The rows of a SELECT as text, without those whose second column is no IRI."""
    if not isinstance(result, Answer) or len(result.columns) != width:
        raise RemoteError("The endpoint answered a SELECT with something else than its rows: check its address.")
    for row in result.rows:
        if isinstance(row[1], ox.NamedNode):
            yield tuple("" if term is None else getattr(term, "value", "") for term in row)
