"""The network, read from an opened store: a pass over each predicate that it needs, into plain values."""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast
from urllib.parse import unquote

import pyoxigraph as ox

from spacepact import vocab
from spacepact.model import Entity, Status
from spacepact.network.graph import TOPIC_PREFIX, EdgeRule, Network, Quote, Source, Statement, spaced

Column = dict[str, list[str]]
Triple = tuple[str, str, str]

DERIVED_GRAPHS = frozenset({vocab.GRAPH_INFERRED, vocab.GRAPH_ONTOLOGY})
BELONGING = ("agencyOf", "represents", "locatedIn", "partOf")


def load(store: ox.Store) -> Network:
    """The network of all claims of a store. Inferred triples are left out: every edge rests on a sentence.

    Curated background counts for one thing alone: which state an agency, office or firm belongs to.
    """
    sources = _sources(store)
    statements = tuple(sorted(_statements(store), key=lambda s: (s.subject, s.relation, s.object, s.document, s.id)))
    quotes = _quotes(store)
    broader = {_id(topic): _id(parents[0]) for topic, parents in _column(store, vocab.SKOS + "broader").items()}
    named = _named(statements, quotes.values())
    named |= {parent for topic in named for parent in climb(topic, broader)}
    entities = {entity.id: entity for entity in _entities(store, named)}
    return Network(
        entities=entities,
        statements=statements,
        quotes=quotes,
        sources=sources,
        edges=_edges(store),
        sides=_sides(entities, statements, _background(store)),
        broader=broader,
    )


def _column(store: ox.Store, predicate: str, under: str = "", skip: Iterable[str] = ()) -> Column:
    """Subject → sorted values of one predicate, for subjects whose IRI starts with `under`, outside of the graphs to skip."""
    found: Column = {}
    skipped = frozenset(skip)
    for subject, value, graph in _cells(store, predicate):
        if subject.startswith(under) and graph not in skipped:
            found.setdefault(subject, []).append(value)
    return {subject: sorted(set(values)) for subject, values in sorted(found.items())}


def _cells(store: ox.Store, predicate: str, graph: str | None = None) -> Iterator[Triple]:
    """Subject, object and graph of each triple of a predicate, as strings."""
    home = ox.NamedNode(graph) if graph else None
    for subject, _, value, name in store.quads_for_pattern(None, ox.NamedNode(predicate), None, home):
        yield _text(subject), _text(value), _text(name)


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _id(iri: str) -> str:
    if iri.startswith(vocab.TOPIC):
        return TOPIC_PREFIX + unquote(iri.removeprefix(vocab.TOPIC))
    return unquote(iri.removeprefix(vocab.ID))


def iri_of(name: str) -> str:
    """The IRI of an entity or a topic of the network."""
    return vocab.topic(name.removeprefix(TOPIC_PREFIX)) if name.startswith(TOPIC_PREFIX) else vocab.entity(name)


def _document(iri: str) -> str:
    return unquote(iri.removeprefix(vocab.DOC))


def _first(column: Column, subject: str) -> str | None:
    values = column.get(subject)
    return values[0] if values else None


def _statements(store: ox.Store) -> Iterator[Statement]:
    def claims(predicate: str) -> Column:
        return _column(store, predicate, vocab.CLAIM)

    subjects, predicates, objects = (claims(vocab.RDF + name) for name in ("subject", "predicate", "object"))
    status, when, earliest, latest, role, topic, document, rule, confidence = (
        claims(vocab.PACT + name)
        for name in ("status", "when", "earliest", "latest", "role", "topic", "inDocument", "rule", "confidence")
    )
    passages = claims(vocab.PROV + "wasDerivedFrom")
    values = store.quads_for_pattern(None, ox.NamedNode(vocab.RDF + "object"), None, None)
    literal = {_text(quad.subject) for quad in values if isinstance(quad.object, ox.Literal)}
    for claim, (subject, *_) in subjects.items():
        yield Statement(
            id=claim.removeprefix(vocab.CLAIM),
            subject=_id(subject),
            relation=predicates[claim][0].removeprefix(vocab.PACT),
            object=_id(objects[claim][0]),
            status=cast("Status", status[claim][0].removeprefix(vocab.PACT)),
            document=_document(document[claim][0]),
            rule=_first(rule, claim) or "",
            confidence=float(_first(confidence, claim) or 1),
            passages=tuple(passage.removeprefix(vocab.PASSAGE) for passage in passages.get(claim, ())),
            when=_first(when, claim),
            earliest=_first(earliest, claim),
            latest=_first(latest, claim),
            role=_first(role, claim),
            topics=tuple(_id(value) for value in topic.get(claim, ())),
            literal=claim in literal,
        )


def _quotes(store: ox.Store) -> dict[str, Quote]:
    texts, sources, starts, ends = (
        _column(store, vocab.OA + name, vocab.PASSAGE) for name in ("exact", "hasSource", "start", "end")
    )
    mentions = _column(store, vocab.PACT + "mentions", vocab.PASSAGE)
    quotes = (
        Quote(
            id=passage.removeprefix(vocab.PASSAGE),
            document=_document(sources[passage][0]),
            start=int(starts[passage][0]),
            end=int(ends[passage][0]),
            text=text,
            mentions=tuple(_id(value) for value in mentions.get(passage, ())),
        )
        for passage, (text, *_) in texts.items()
    )
    return {quote.id: quote for quote in quotes}


def _sources(store: ox.Store) -> dict[str, Source]:
    identifiers, titles, issued, publishers, links = (
        _column(store, vocab.DCTERMS + name, vocab.DOC) for name in ("identifier", "title", "issued", "publisher", "source")
    )
    days = _column(store, vocab.PACT + "earliest", vocab.DOC)
    sources = (
        Source(
            identifier=identifier,
            title=_first(titles, document) or identifier,
            issued=_first(issued, document),
            day=_first(days, document),
            publisher=_first(publishers, document),
            link=_first(links, document),
        )
        for document, (identifier, *_) in identifiers.items()
    )
    return {source.identifier: source for source in sources}


def _named(statements: Iterable[Statement], quotes: Iterable[Quote]) -> set[str]:
    named = {name for statement in statements for name in (statement.subject, *statement.topics)}
    named |= {statement.object for statement in statements if statement.joins}
    return named | {name for quote in quotes for name in quote.mentions}


def climb(topic: str, broader: Mapping[str, str]) -> Iterator[str]:
    """The broader topics of a topic, upwards."""
    seen = {topic}
    while (topic := broader.get(topic, topic)) not in seen:
        seen.add(topic)
        yield topic


def _entities(store: ox.Store, named: set[str]) -> Iterator[Entity]:
    kinds = _column(store, vocab.RDF + "type", vocab.ID, DERIVED_GRAPHS)
    labels, others = (_column(store, vocab.SKOS + name, vocab.BASE) for name in ("prefLabel", "altLabel"))
    curated = {subject for subject, _, _ in _cells(store, vocab.RDF + "type", vocab.GRAPH_REFERENCE)}
    for name in sorted(named):
        iri = iri_of(name)
        label, *more = [*labels.get(iri, ()), *others.get(iri, ())] or [name]
        kind = "Topic" if iri.startswith(vocab.TOPIC) else _kind(kinds.get(iri, ()))
        yield Entity(name, kind, label, tuple(sorted(set(more) - {label})), known=iri in curated)


def _kind(iris: Iterable[str]) -> str:
    """The most telling class: one that is no coarse type where there is a choice, then the first of the alphabet."""
    names = [iri.removeprefix(vocab.PACT) for iri in iris if iri.startswith(vocab.PACT)]
    return min(names, key=lambda name: (vocab.COARSE.get(name, name) == name, name), default="Entity")


def _edges(store: ox.Store) -> dict[str, EdgeRule]:
    labels, directed, weights = (
        _column(store, vocab.PACT + name, vocab.PACT) for name in ("edgeLabel", "edgeDirected", "edgeWeight")
    )
    return {
        (name := iri.removeprefix(vocab.PACT)): EdgeRule(
            name,
            _first(labels, iri) or spaced(name),
            directed=_first(directed, iri) not in ("false", "0"),
            weight=float(_first(weights, iri) or 1),
        )
        for iri in sorted({*labels, *directed, *weights})
    }


def _background(store: ox.Store) -> list[Triple]:
    return [
        (_id(subject), name, _id(value))
        for name in BELONGING
        for subject, value, _ in _cells(store, vocab.PACT + name, vocab.GRAPH_REFERENCE)
    ]


def _sides(
    entities: Mapping[str, Entity], statements: Iterable[Statement], background: Iterable[Triple]
) -> dict[str, frozenset[str]]:
    """The states of each actor: those it is an organ, an officer or a firm of, also through organisations in between."""
    actors = {"State", "Organization", "Person"}

    def coarse(name: str) -> str:
        return vocab.COARSE.get(entities[name].kind, "") if name in entities else ""

    stated = ((s.subject, s.relation, s.object) for s in statements if s.relation in BELONGING and s.status != "negated")
    above: dict[str, set[str]] = {}
    for subject, _, object_ in (*stated, *background):
        if coarse(subject) in actors - {"State"} and coarse(object_) in actors and entities[object_].kind != "InternationalBody":
            above.setdefault(subject, set()).add(object_)
    sides: dict[str, frozenset[str]] = {}
    for name in entities:
        if coarse(name) in actors:
            reached = _reached(name, above)
            sides[name] = frozenset(other for other in reached if entities[other].kind == "State")
    return sides


def _reached(name: str, above: Mapping[str, set[str]]) -> set[str]:
    seen, todo = {name}, [name]
    while todo:
        fresh = above.get(todo.pop(), set()) - seen
        seen |= fresh
        todo += sorted(fresh)
    return seen
