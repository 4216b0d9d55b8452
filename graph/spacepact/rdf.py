"""Extractions as quads: the only place that knows how claims, passages, documents and entities are laid out in RDF.

A document's metadata, passages, claims and direct triples are one named graph, called like the document. What its entities
are and are called goes to the graph of entities, once for all documents, because SPARQL over a union of graphs counts a
triple once for each graph that holds it. IRIs of claims and passages are hashes of their content.
"""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256

import pyoxigraph as ox

from spacepact import vocab
from spacepact.claims import merge, object_name
from spacepact.intervals import bounds
from spacepact.model import Claim, Document, Entity, Extraction, Inference, Passage, Span, Time
from spacepact.schema import Schema

Term = ox.NamedNode | ox.Literal
Pair = tuple[str, Term]
Nodes = tuple[ox.NamedNode, ...]

A = vocab.RDF + "type"
PREF_LABEL, ALT_LABEL = vocab.SKOS + "prefLabel", vocab.SKOS + "altLabel"
DERIVED = vocab.PROV + "wasDerivedFrom"


@lru_cache(maxsize=100_000)
def node(iri: str) -> ox.NamedNode:
    """An IRI as a term; terms are shared, because making one checks its syntax."""
    return ox.NamedNode(iri)


def pact(name: str) -> ox.NamedNode:
    """A term of the ontology."""
    return node(vocab.PACT + name)


def content_hash(*parts: str | int) -> str:
    """Twenty hexadecimal digits that depend on the parts and their order alone."""
    return sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def claim_iri(document: str, claim: Claim) -> str:
    """The IRI of a claim: the same for the same subject, relation, object and document identifier."""
    return vocab.CLAIM + content_hash(document, claim.subject, claim.relation, object_name(claim))


def passage_iri(document: str, span: Span, text: str) -> str:
    """The IRI of a passage: the same for the same text at the same place of the same document."""
    return vocab.PASSAGE + content_hash(document, span.start, span.end, text)


def quads(extraction: Extraction, schema: Schema) -> list[ox.Quad]:
    """All that one document says, in an order that reads well and depends on the content alone.

    The quads of the document's own graph come first, then those of `vocab.GRAPH_ENTITIES` that describe its entities, known
    ones included. Claims that state the same are merged. Raises KeyError where a claim names a topic that the scheme lacks,
    ValueError where a claim's passage is not among the passages or a time can't be read.
    """
    return [*document_quads(extraction, schema), *entity_quads(extraction.entities)]


def document_quads(extraction: Extraction, schema: Schema) -> Iterator[ox.Quad]:
    """The quads of the document's own graph: metadata, direct triples, claims, passages."""
    identifier = extraction.document.identifier
    home = node(vocab.doc(identifier))
    claims = merge(extraction.claims, symmetric=_symmetric(schema))
    passages = _with_evidence(extraction, claims)
    where = {passage.span: node(passage_iri(identifier, passage.span, passage.text)) for passage in passages}
    yield from _about(home, _document(extraction.document), home)
    yield from _direct(claims, schema, home)
    for claim in claims:
        evidence = tuple(where[span] for span in claim.passages)
        yield from _about(node(claim_iri(identifier, claim)), _claim(claim, home, evidence, schema), home)
    for passage in passages:
        yield from _about(where[passage.span], _passage(passage, home), home)


def entity_quads(entities: Iterable[Entity]) -> Iterator[ox.Quad]:
    """What entities are and are called, in the graph of entities, sorted by id."""
    home = node(vocab.GRAPH_ENTITIES)
    for entity in sorted(entities, key=lambda entity: entity.id):
        yield from _about(node(vocab.entity(entity.id)), _entity(entity), home)


def facts(extraction: Extraction, schema: Schema) -> Iterator[tuple[str, str, str, str]]:
    """The asserted facts between entities, as (subject, relation, object, IRI of the claim): what rules start from."""
    identifier = extraction.document.identifier
    for claim in merge(extraction.claims, symmetric=_symmetric(schema)):
        between = isinstance(claim.object, str) and "Topic" not in schema.relations[claim.relation].range
        if between and claim.status in vocab.ASSERTED:
            yield claim.subject, claim.relation, object_name(claim), claim_iri(identifier, claim)


def inference_quads(inferences: Iterable[Inference]) -> Iterator[ox.Quad]:
    """The graph of what rules infer, sorted: each triple once, then the resource that names its rule and what it rests on."""
    home = node(vocab.GRAPH_INFERRED)
    ordered = sorted(inferences, key=lambda found: (found.subject, found.relation, found.object, found.rule))
    for subject, relation, object_ in dict.fromkeys((found.subject, found.relation, found.object) for found in ordered):
        yield ox.Quad(node(vocab.entity(subject)), pact(relation), node(vocab.entity(object_)), home)
    for found in ordered:
        name = content_hash(found.subject, found.relation, found.object, found.rule)
        yield from _about(node(vocab.INFERENCE + name), _inference(found), home)


def object_term(claim: Claim, schema: Schema) -> Term:
    """The object of a claim as it stands in the graph: an entity, a topic or an EDTF literal."""
    if isinstance(claim.object, Time):
        return _edtf(claim.object.edtf)
    if "Topic" in schema.relations[claim.relation].range:
        return _topic(claim.object, schema)
    return node(vocab.entity(claim.object))


def _symmetric(schema: Schema) -> frozenset[str]:
    return frozenset(name for name, relation in schema.relations.items() if relation.symmetric)


def _about(subject: ox.NamedNode, pairs: Iterable[Pair], home: ox.NamedNode) -> Iterator[ox.Quad]:
    return (ox.Quad(subject, node(predicate), value, home) for predicate, value in pairs)


def _with_evidence(extraction: Extraction, claims: Iterable[Claim]) -> list[Passage]:
    """The passages that name an entity or support a claim, in the order of the text."""
    needed = {span for claim in claims for span in claim.passages}
    found = [passage for passage in extraction.passages if passage.mentions or passage.span in needed]
    if missing := needed - {passage.span for passage in found}:
        raise ValueError(f"{extraction.document.identifier}: claims cite {min(missing)}, which is no passage")
    return sorted(found, key=lambda passage: passage.span)


def _document(document: Document) -> Iterator[Pair]:
    yield A, pact("Document")
    yield vocab.DCTERMS + "identifier", ox.Literal(document.identifier)
    yield vocab.DCTERMS + "title", ox.Literal(document.title or document.name)
    if document.publisher:
        yield vocab.DCTERMS + "publisher", ox.Literal(document.publisher)
    if document.issued:
        yield vocab.DCTERMS + "issued", _edtf(document.issued)
        yield from _days(document.issued)
    if document.source:
        yield vocab.DCTERMS + "source", _link(document.source)
    yield vocab.DCTERMS + "language", ox.Literal(document.language)
    yield vocab.DCTERMS + "format", ox.Literal(document.media_type)
    yield vocab.PACT + "fileName", ox.Literal(document.name)
    yield vocab.PACT + "textLength", ox.Literal(len(document.text))
    yield vocab.SCHEMA + "sha256", ox.Literal(sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest())


def _direct(claims: Iterable[Claim], schema: Schema, home: ox.NamedNode) -> list[ox.Quad]:
    found = {
        (claim.subject, claim.relation, object_name(claim)): ox.Quad(
            node(vocab.entity(claim.subject)), pact(claim.relation), object_term(claim, schema), home
        )
        for claim in claims
        if claim.status in vocab.ASSERTED
    }
    return [found[key] for key in sorted(found)]


def _claim(claim: Claim, home: ox.NamedNode, evidence: Nodes, schema: Schema) -> Iterator[Pair]:
    yield A, pact("Claim")
    yield vocab.RDF + "subject", node(vocab.entity(claim.subject))
    yield vocab.RDF + "predicate", pact(claim.relation)
    yield vocab.RDF + "object", object_term(claim, schema)
    yield vocab.PACT + "status", pact(claim.status)
    if isinstance(claim.object, Time):
        yield from _time(claim.object)
    elif claim.when:
        yield vocab.PACT + "when", _edtf(claim.when.edtf)
        yield from _time(claim.when)
    if claim.role:
        yield vocab.PACT + "role", ox.Literal(claim.role)
    yield from ((vocab.PACT + "topic", _topic(label, schema)) for label in sorted(set(claim.topics)))
    yield vocab.PACT + "inDocument", home
    yield from ((DERIVED, passage) for passage in evidence)
    yield vocab.PACT + "rule", ox.Literal(claim.rule)
    yield vocab.PACT + "confidence", _decimal(claim.confidence)


def _time(time: Time) -> Iterator[Pair]:
    yield from _days(time.edtf)
    yield vocab.PACT + "basis", pact(time.basis)


def _days(edtf: str) -> Iterator[Pair]:
    earliest, latest = bounds(edtf)
    if earliest:
        yield vocab.PACT + "earliest", ox.Literal(earliest.isoformat(), datatype=node(vocab.XSD + "date"))
    if latest:
        yield vocab.PACT + "latest", ox.Literal(latest.isoformat(), datatype=node(vocab.XSD + "date"))


def _passage(passage: Passage, home: ox.NamedNode) -> Iterator[Pair]:
    yield A, pact("Passage")
    yield vocab.OA + "hasSource", home
    yield vocab.OA + "exact", ox.Literal(passage.text)
    yield vocab.OA + "start", ox.Literal(passage.span.start)
    yield vocab.OA + "end", ox.Literal(passage.span.end)
    named = {mention.entity for mention in passage.mentions if not mention.reference}
    yield from ((vocab.PACT + "mentions", node(vocab.entity(entity))) for entity in sorted(named))


def _entity(entity: Entity) -> Iterator[Pair]:
    yield A, pact(entity.kind)
    yield PREF_LABEL, ox.Literal(entity.label, language="en")
    others = sorted(set(entity.alt_labels) - {entity.label})
    yield from ((ALT_LABEL, ox.Literal(label, language="en")) for label in others)


def _inference(inference: Inference) -> Iterator[Pair]:
    yield A, pact("Inference")
    yield vocab.RDF + "subject", node(vocab.entity(inference.subject))
    yield vocab.RDF + "predicate", pact(inference.relation)
    yield vocab.RDF + "object", node(vocab.entity(inference.object))
    yield vocab.PACT + "rule", ox.Literal(inference.rule)
    yield from ((DERIVED, node(source)) for source in inference.sources)


def _topic(label: str, schema: Schema) -> ox.NamedNode:
    return node(vocab.topic(schema.topics[label].slug))


def _edtf(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=node(vocab.EDTF_TYPE))


def _decimal(number: float) -> ox.Literal:
    text = format(Decimal(str(round(number, 4))).normalize(), "f")
    return ox.Literal(text, datatype=node(vocab.XSD + "decimal"))


def _link(text: str) -> Term:
    """A source as an IRI where it is a web address, else as the text it is."""
    if text.startswith(("http://", "https://")):
        try:
            return node(text)
        except ValueError:
            return ox.Literal(text)
    return ox.Literal(text)
