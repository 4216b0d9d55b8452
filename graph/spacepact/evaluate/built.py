"""A built graph as the evaluation sees it: the claims and the mentions of each document, the names and types of all entities."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from spacepact import vocab
from spacepact.errors import StoreError
from spacepact.evaluate.gold import plain_name
from spacepact.model import Span
from spacepact.store import open_store

Term = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class BuiltClaim:
    """A claim as the graph has it."""

    iri: str
    subject: Term
    relation: str
    object: Term
    status: str | None
    spans: tuple[Span, ...]
    rule: str
    when: str | None


@dataclass(frozen=True, slots=True)
class BuiltGraph:
    """What a graph says: claims and mentioned entities by document identifier, plain names, shown names and classes by IRI."""

    documents: frozenset[str]
    claims: Mapping[str, tuple[BuiltClaim, ...]]
    mentioned: Mapping[str, tuple[str, ...]]
    names: Mapping[str, frozenset[str]]
    shown: Mapping[str, str]
    classes: Mapping[str, frozenset[str]]

    def coarse(self, iri: str) -> frozenset[str]:
        """The coarse types of an entity; empty where the graph gives it no class of the ontology."""
        return frozenset(vocab.COARSE[kind] for kind in self.classes.get(iri, ()))

    def show(self, term: Term) -> str:
        """A term for people: an entity's shortest name, a literal's text."""
        return term.value if isinstance(term, ox.Literal) else self.shown.get(term.value, term.value.rsplit("/")[-1])


def load(source: ox.Store | str | Path) -> BuiltGraph:
    """The graph of a store, a store's folder, a build's folder or an RDF file. Raises StoreError where there is none."""
    store = source if isinstance(source, ox.Store) else _open(Path(source))
    identifiers = {node.value: name.value for node, name in _pairs(store, vocab.DCTERMS + "identifier")}
    labels: dict[str, set[str]] = defaultdict(set)
    for kind in ("prefLabel", "altLabel", "hiddenLabel"):
        for node, label in _pairs(store, vocab.SKOS + kind):
            labels[node.value].add(label.value)
    classes: dict[str, set[str]] = defaultdict(set)
    for node, kind in _pairs(store, vocab.RDF + "type"):
        if kind.value.startswith(vocab.PACT):
            classes[node.value].add(kind.value.removeprefix(vocab.PACT))
    return BuiltGraph(
        documents=frozenset(identifiers[iri] for iri, kinds in classes.items() if "Document" in kinds and iri in identifiers),
        claims=_claims(store, [iri for iri, kinds in classes.items() if "Claim" in kinds], identifiers),
        mentioned=_mentioned(store, identifiers),
        names={iri: frozenset(map(plain_name, found)) for iri, found in labels.items()},
        shown={iri: min(found, key=lambda label: (len(label), label)) for iri, found in labels.items()},
        classes={iri: frozenset(kinds & vocab.COARSE.keys()) for iri, kinds in classes.items()},
    )


def _open(place: Path) -> ox.Store:
    if place.is_dir():
        return open_store(place / "store" if (place / "store").is_dir() else place)
    store = ox.Store()
    try:
        store.bulk_load(path=str(place))
    except (OSError, SyntaxError, ValueError) as error:
        raise StoreError(f"no graph can be read from {place} ({error}): name a build, a store or an RDF file.") from error
    return store


def _pairs(store: ox.Store, predicate: str) -> Iterator[tuple[Any, Any]]:
    """Subjects and objects of a predicate, typed loosely: what is no IRI or literal where one belongs finds no counterpart."""
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
        yield quad.subject, quad.object


def _claims(store: ox.Store, iris: list[str], identifiers: Mapping[str, str]) -> dict[str, tuple[BuiltClaim, ...]]:
    found: dict[str, list[BuiltClaim]] = defaultdict(list)
    # In the order of their IRIs as N-Triples write them: where two claims fit one fact, the first takes it.
    for iri in sorted(iris, key=lambda iri: f"<{iri}>"):
        about: dict[str, list[Any]] = defaultdict(list)
        for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, None):
            about[quad.predicate.value].append(quad.object)
        home = identifiers.get(about[vocab.PACT + "inDocument"][0].value) if about.get(vocab.PACT + "inDocument") else None
        if home and all(vocab.RDF + part in about for part in ("subject", "predicate", "object")):
            found[home].append(_claim(store, iri, about))
    return {identifier: tuple(claims) for identifier, claims in found.items()}


def _claim(store: ox.Store, iri: str, about: Mapping[str, list[Any]]) -> BuiltClaim:
    def one(predicate: str) -> str | None:
        return str(about[predicate][0].value) if about.get(predicate) else None

    spans = (_span(store, passage) for passage in about.get(vocab.PROV + "wasDerivedFrom", []))
    status = one(vocab.PACT + "status")
    return BuiltClaim(
        iri=iri,
        subject=about[vocab.RDF + "subject"][0],
        relation=about[vocab.RDF + "predicate"][0].value.removeprefix(vocab.PACT),
        object=about[vocab.RDF + "object"][0],
        status=status.rsplit("#", 1)[-1] if status else None,
        spans=tuple(sorted(span for span in spans if span)),
        rule=one(vocab.PACT + "rule") or "",
        when=one(vocab.PACT + "when"),
    )


def _span(store: ox.Store, passage: Any) -> Span | None:
    found = {quad.predicate.value: quad.object for quad in store.quads_for_pattern(passage, None, None, None)}
    start, end = (found.get(vocab.OA + side) for side in ("start", "end"))
    return Span(int(start.value), int(end.value)) if isinstance(start, ox.Literal) and isinstance(end, ox.Literal) else None


def _mentioned(store: ox.Store, identifiers: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    source = {passage: identifiers.get(document.value) for passage, document in _pairs(store, vocab.OA + "hasSource")}
    found: dict[str, set[str]] = defaultdict(set)
    for passage, entity in _pairs(store, vocab.PACT + "mentions"):
        if identifier := source.get(passage):
            found[identifier].add(entity.value)
    return {identifier: tuple(sorted(iris, key=lambda iri: f"<{iri}>")) for identifier, iris in found.items()}
