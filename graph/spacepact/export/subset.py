"""Which part of the graph an export holds: all of it, or the claims that a state, a topic, a document or a query picks.

A part holds the claims, their direct triples, passages and documents, and what the entities and topics in them are and are
called; the ontology and what rules infer are in the whole alone.
"""

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from spacepact import catalogue, resources, vocab
from spacepact.answers import Answer, Triples
from spacepact.catalogue import Ask
from spacepact.catalogue.names import bind_value
from spacepact.catalogue.sparql import bound, declared
from spacepact.errors import QueryError

Picks = Mapping[str, str | None]
KINDS = {"state": "State", "topic": "Topic", "document": "Document"}
SUBJECT, PREDICATE, OBJECT = (ox.NamedNode(vocab.RDF + name) for name in ("subject", "predicate", "object"))
DERIVED = ox.NamedNode(vocab.PROV + "wasDerivedFrom")
IN_DOCUMENT, MENTIONS, TOPIC = (ox.NamedNode(vocab.PACT + name) for name in ("inDocument", "mentions", "topic"))
ONTOLOGY = ox.NamedNode(vocab.GRAPH_ONTOLOGY)


def quads(store: ox.Store, picks: Picks) -> list[ox.Quad]:
    """The quads of the whole graph, or of what all `picks` (state, topic, document, query; None picks nothing) have in common.

    Sorted by graph, subject, predicate and object; blank nodes of the ontology are named by their content (RDFC-1.0). Raises
    UnknownName on a name that the graph does not have, QueryError where nothing is left.
    """
    chosen = {name: value for name, value in picks.items() if value}
    if not chosen:
        return sorted(_whole(store), key=order)
    ask = catalogue.local(store)
    if list(chosen) == ["query"] and (constructed := _constructed(ask, chosen["query"])) is not None:
        return sorted(constructed, key=order)
    claims = set.intersection(*(set(_picked(ask, store, name, value)) for name, value in chosen.items()))
    if not claims:
        raise QueryError(f"No claim is left for {', '.join(f'{name} {value!r}' for name, value in chosen.items())}.")
    return sorted(set(_about(store, claims)), key=order)


def order(quad: ox.Quad) -> tuple[str, str, bool, str, str]:
    """What quads are sorted by; the class of a thing comes before its other properties."""
    predicate = quad.predicate.value
    return str(quad.graph_name), str(quad.subject), predicate != vocab.RDF + "type", predicate, str(quad.object)


def _whole(store: ox.Store) -> Iterator[ox.Quad]:
    yield from (quad for quad in store if quad.graph_name != ONTOLOGY)
    ontology = ox.Dataset(store.quads_for_pattern(None, None, None, ONTOLOGY))
    ontology.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    yield from ontology


def _constructed(ask: Ask, query: str) -> list[ox.Quad] | None:
    """The triples of a CONSTRUCT, in the default graph; None where the query yields rows."""
    result = catalogue.run(ask, query)
    return [ox.Quad(*triple) for triple in result.triples] if isinstance(result, Triples) else None


def _picked(ask: Ask, store: ox.Store, name: str, value: str) -> Iterator[ox.NamedNode]:
    if name == "query":
        yield from _found(store, catalogue.run(ask, value))
        return
    text = resources.path("queries", "subset", f"{name}.rq").read_text(encoding="utf-8")
    answer = ask(declared(bound(text, {name: bind_value(ask, value, KINDS[name])})))
    if isinstance(answer, Answer):
        yield from (row[0] for row in answer.rows if isinstance(row[0], ox.NamedNode))


def _found(store: ox.Store, result: object) -> Iterator[ox.NamedNode]:
    """The claims that rows name; of rows that name none, the claims between things of the same row."""
    if not isinstance(result, Answer):
        raise QueryError("An export takes a query that yields rows (SELECT) or triples (CONSTRUCT), not yes or no.")
    for row in result.rows:
        nodes = [term for term in row if isinstance(term, ox.NamedNode)]
        named = [node for node in nodes if node.value.startswith(vocab.CLAIM)]
        yield from named or _between(store, nodes)


def _between(store: ox.Store, nodes: list[ox.NamedNode]) -> Iterator[ox.NamedNode]:
    for node in nodes:
        for quad in store.quads_for_pattern(None, SUBJECT, node, None):
            objects = store.quads_for_pattern(quad.subject, OBJECT, None, None)
            claim, joined = quad.subject, any(other.object in nodes for other in objects)
            if joined and isinstance(claim, ox.NamedNode) and claim.value.startswith(vocab.CLAIM):
                yield claim


def _about(store: ox.Store, claims: Iterable[ox.NamedNode]) -> Iterator[ox.Quad]:
    things: set[ox.NamedNode] = set()
    evidence: set[ox.NamedNode] = set()
    for claim in claims:
        found = list(store.quads_for_pattern(claim, None, None, None))
        yield from found
        yield from _direct(store, found)
        things |= _nodes(found, SUBJECT, OBJECT, TOPIC)
        evidence |= _nodes(found, DERIVED, IN_DOCUMENT)
    for node in evidence:
        for quad in store.quads_for_pattern(node, None, None, None):
            if quad.predicate != MENTIONS or quad.object in things:
                yield quad
    for graph in (vocab.GRAPH_ENTITIES, vocab.GRAPH_REFERENCE, vocab.GRAPH_ONTOLOGY):
        for node in things:
            yield from store.quads_for_pattern(node, None, None, ox.NamedNode(graph))


def _direct(store: ox.Store, claim: list[ox.Quad]) -> Iterator[ox.Quad]:
    values = {quad.predicate: quad.object for quad in claim}
    subject, predicate, document = values.get(SUBJECT), values.get(PREDICATE), values.get(IN_DOCUMENT)
    if isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.NamedNode) and isinstance(document, ox.NamedNode):
        yield from store.quads_for_pattern(subject, predicate, values.get(OBJECT), document)


def _nodes(found: list[ox.Quad], *predicates: ox.NamedNode) -> set[ox.NamedNode]:
    return {quad.object for quad in found if quad.predicate in predicates and isinstance(quad.object, ox.NamedNode)}
