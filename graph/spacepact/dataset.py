"""What the graph is as a whole, in DCAT, VoID and PROV: what it was made from, by what, how large, in which files.

No date is the day of a build: they come from the documents, so that the same documents give the same description.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from spacepact import vocab
from spacepact.intervals import bounds
from spacepact.model import Document
from spacepact.rdf import node, pact
from spacepact.version import __version__

DATASET = vocab.BASE + "dataset"
BUILD = DATASET + "/build"
SOFTWARE = DATASET + "/software"
MEDIA_TYPES = {".trig": "application/trig", ".ttl": "text/turtle", ".html": "text/html", ".json": "application/json"}


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a graph: entities by class, claims by relation, the rest as counts. `triples` leaves the description out."""

    documents: Sequence[Document]
    kinds: Mapping[str, int]
    relations: Mapping[str, int]
    passages: int
    inferences: int
    triples: int
    files: Sequence[str]
    code: str
    ontology: str


def describe(summary: Summary) -> list[ox.Quad]:
    """The graph `vocab.GRAPH_DATASET`, in an order that reads well."""
    home = node(vocab.GRAPH_DATASET)
    parts = (_dataset(summary), _partitions(summary), _files(summary), _provenance(summary))
    return [ox.Quad(node(subject), node(predicate), value, home) for part in parts for subject, predicate, value in part]


Statement = tuple[str, str, ox.NamedNode | ox.Literal]


def _dataset(summary: Summary) -> Iterator[Statement]:
    for kind in (vocab.DCAT + "Dataset", vocab.VOID + "Dataset", vocab.PROV + "Entity"):
        yield DATASET, vocab.RDF + "type", node(kind)
    yield DATASET, vocab.DCTERMS + "title", _english("Facts of space diplomacy, each with the sentences that state it")
    yield DATASET, vocab.DCTERMS + "description", _english(_description(summary))
    for language in sorted({document.language for document in summary.documents}):
        yield DATASET, vocab.DCTERMS + "language", ox.Literal(language)
    yield from _period(summary.documents)
    yield DATASET, vocab.VOID + "triples", ox.Literal(summary.triples)
    yield DATASET, vocab.VOID + "entities", ox.Literal(sum(summary.kinds.values()))
    yield DATASET, vocab.VOID + "documents", ox.Literal(len(summary.documents))
    yield DATASET, vocab.VOID + "uriSpace", ox.Literal(vocab.ID)
    for vocabulary in sorted((vocab.PACT, vocab.SKOS, vocab.PROV, vocab.OA, vocab.DCTERMS)):
        yield DATASET, vocab.VOID + "vocabulary", node(vocabulary)


def _description(summary: Summary) -> str:
    claims = sum(summary.relations.values())
    return (
        f"{claims} claims about {sum(summary.kinds.values())} entities, read from {len(summary.documents)} documents "
        f"and supported by {summary.passages} passages; {summary.inferences} further statements follow from them by rule."
    )


def _period(documents: Iterable[Document]) -> Iterator[Statement]:
    days = [bounds(document.issued) for document in documents if document.issued]
    if first := min((day.earliest for day in days if day.earliest), default=None):
        yield DATASET, vocab.DCAT + "startDate", _day(first)
    if last := max((day.latest for day in days if day.latest), default=None):
        yield DATASET, vocab.DCAT + "endDate", _day(last)


def _partitions(summary: Summary) -> Iterator[Statement]:
    for kind, number in sorted(summary.kinds.items()):
        part = f"{DATASET}/class/{kind}"
        yield DATASET, vocab.VOID + "classPartition", node(part)
        yield part, vocab.VOID + "class", pact(kind)
        yield part, vocab.VOID + "entities", ox.Literal(number)
    for relation, number in sorted(summary.relations.items()):
        part = f"{DATASET}/relation/{relation}"
        yield DATASET, vocab.VOID + "subset", node(part)
        yield part, vocab.RDF + "type", node(vocab.VOID + "Dataset")
        yield part, vocab.DCTERMS + "title", _english(f"Claims of the relation {relation}")
        yield part, vocab.DCTERMS + "subject", pact(relation)
        yield part, vocab.VOID + "entities", ox.Literal(number)


def _files(summary: Summary) -> Iterator[Statement]:
    for name in summary.files:
        part = f"{DATASET}/{name}"
        yield DATASET, vocab.DCAT + "distribution", node(part)
        yield part, vocab.RDF + "type", node(vocab.DCAT + "Distribution")
        yield part, vocab.DCTERMS + "title", ox.Literal(name)
        yield part, vocab.DCAT + "mediaType", ox.Literal(MEDIA_TYPES["." + name.rpartition(".")[2]])


def _provenance(summary: Summary) -> Iterator[Statement]:
    yield DATASET, vocab.PROV + "wasGeneratedBy", node(BUILD)
    for document in summary.documents:
        yield DATASET, vocab.PROV + "wasDerivedFrom", node(vocab.doc(document.identifier))
    yield BUILD, vocab.RDF + "type", node(vocab.PROV + "Activity")
    yield BUILD, vocab.PROV + "used", node(vocab.GRAPH_ONTOLOGY)
    yield BUILD, vocab.PROV + "used", node(vocab.GRAPH_REFERENCE)
    yield BUILD, vocab.PROV + "wasAssociatedWith", node(SOFTWARE)
    yield SOFTWARE, vocab.RDF + "type", node(vocab.PROV + "SoftwareAgent")
    yield SOFTWARE, vocab.DCTERMS + "title", ox.Literal("spacepact")
    yield (
        SOFTWARE,
        vocab.SCHEMA + "softwareVersion",
        ox.Literal(f"{__version__} (code {summary.code[:12]}, ontology {summary.ontology[:12]})"),
    )


def _english(text: str) -> ox.Literal:
    return ox.Literal(text, language="en")


def _day(day: date) -> ox.Literal:
    return ox.Literal(day.isoformat(), datatype=node(vocab.XSD + "date"))
