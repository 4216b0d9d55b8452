"""The files of one build, written into a fresh folder. The same contents give the same bytes (of the store: the same dump)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from spacepact import catalogue, dataset, explorer, rdf, report, store, vocab, writing
from spacepact.cache import code
from spacepact.model import Entity, Extraction, Inference
from spacepact.reference import Reference
from spacepact.schema import Schema
from spacepact.shapes import Result

TRIG, TURTLE, DATASET, STORE, TEXTS = "spacepact.trig", "spacepact.ttl", "dataset.ttl", "store", "documents"
EXPLORER, REPORT, REPORT_JSON = "explorer.html", "report.html", "report.json"
NAMES = (TRIG, TURTLE, DATASET, STORE, TEXTS, EXPLORER, REPORT, REPORT_JSON)


@dataclass(frozen=True, slots=True)
class Piece:
    """One document's part of the graph: its own graph and what it says of entities, as TriG, and its direct triples."""

    identifier: str
    trig: bytes
    described: bytes
    direct: tuple[ox.Triple, ...]
    quads: int

    def key(self) -> str:
        """A SHA-256 of all that the piece says."""
        return sha256(self.trig + b"\0" + self.described).hexdigest()


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into the graph, sorted by document, and what is to be reported besides. `rules` are all that could have fired."""

    extractions: tuple[Extraction, ...]
    pieces: tuple[Piece, ...]
    inferences: tuple[Inference, ...]
    findings: tuple[Result, ...]
    unread: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The names of what was written, a hash of its content, and how many quads there are."""

    names: tuple[str, ...]
    digest: str
    quads: int
    checks_passed: bool


def write(folder: Path, contents: Contents, schema: Schema, reference: Reference) -> Written:
    """Write all files of a build into an empty folder."""
    entities = united(contents.extractions)
    described = [quad for quad in rdf.entity_quads(entities) if _is_new(quad, reference)]
    inferred = list(rdf.inference_quads(contents.inferences))
    graphs = [described, list(reference.known), list(reference.ontology), inferred]
    triples = sum(map(len, graphs)) + sum(piece.quads for piece in contents.pieces)
    summary = dataset.describe(_summary(contents, entities, triples, schema))
    _write_trig(folder / TRIG, contents.pieces, [*graphs, summary])
    (folder / TURTLE).write_bytes(writing.turtle(_facts(contents.pieces, entities, described, reference)))
    (folder / DATASET).write_bytes(writing.turtle(quad.triple for quad in summary))
    _write_texts(folder / TEXTS, contents.extractions)
    store.load(folder / STORE, [folder / TRIG])
    opened = store.open_store(folder / STORE)
    failures = [report.Failure(check.name, check.summary, len(answer.rows)) for check, answer in catalogue.checks(opened)]
    explorer.write(opened, folder / EXPLORER)
    made = report.make(
        contents.extractions, findings=contents.findings, unread=contents.unread, rules=contents.rules, failures=failures
    )
    (folder / REPORT_JSON).write_text(report.to_json(made), encoding="utf-8")
    (folder / REPORT).write_text(report.to_html(made), encoding="utf-8")
    return Written(NAMES, _digest(folder), triples + len(summary), checks_passed=not failures)


def united(extractions: Iterable[Extraction]) -> list[Entity]:
    """Each entity once, with the labels that all documents use, sorted by id."""
    found: dict[str, Entity] = {}
    labels: dict[str, set[str]] = {}
    for extraction in extractions:
        for entity in extraction.entities:
            found.setdefault(entity.id, entity)
            labels.setdefault(entity.id, set()).update((entity.label, *entity.alt_labels))
    return [replace(entity, alt_labels=tuple(sorted(labels[name] - {entity.label}))) for name, entity in sorted(found.items())]


def file_name(identifier: str) -> str:
    """The name of a document's text file: its identifier, where that is safe and short enough to be a file's name.

    >>> file_name("nasa-0001"), file_name("../x")
    ('nasa-0001.txt', '..%2Fx.txt')
    """
    name = quote(identifier, safe=" !#$&'()+,;=@[]{}") if "/" in identifier or "\0" in identifier else identifier
    if len(name.encode("utf-8", "surrogatepass")) > 240:
        name = f"{name[:60]}-{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
    return f"{name}.txt"


def _is_new(quad: ox.Quad, reference: Reference) -> bool:
    """Whether the reference doesn't say it already; of known actors it alone says what they are and are called first."""
    if quad.subject.value not in reference.types:  # type: ignore[union-attr]
        return True
    return quad.predicate.value == rdf.ALT_LABEL and quad.triple not in reference.stated


def _summary(contents: Contents, entities: Sequence[Entity], triples: int, schema: Schema) -> dataset.Summary:
    return dataset.Summary(
        documents=[extraction.document for extraction in contents.extractions],
        kinds=Counter(entity.kind for entity in entities),
        relations=Counter(claim.relation for extraction in contents.extractions for claim in extraction.claims),
        passages=sum(len(extraction.passages) for extraction in contents.extractions),
        inferences=len(contents.inferences),
        triples=triples,
        files=(TRIG, TURTLE, DATASET, EXPLORER, REPORT, REPORT_JSON),
        code=code(),
        ontology=schema.digest,
    )


def _write_trig(file: Path, pieces: Iterable[Piece], graphs: Iterable[Iterable[ox.Quad]]) -> None:
    with file.open("wb") as out:
        out.write(writing.HEADER)
        for piece in pieces:
            out.write(b"\n" + piece.trig)
        for quads in graphs:
            out.write(b"\n" + writing.trig(quads))


def _facts(
    pieces: Iterable[Piece], entities: Iterable[Entity], described: Iterable[ox.Quad], reference: Reference
) -> Iterator[ox.Triple]:
    """The facts without their evidence: direct triples, and what the things in them are and are called."""
    met = {vocab.entity(entity.id) for entity in entities}
    for piece in pieces:
        yield from piece.direct
        met.update(triple.object.value for triple in piece.direct if isinstance(triple.object, ox.NamedNode))
    yield from (quad.triple for quad in described)
    names = frozenset((vocab.RDF + "type", rdf.PREF_LABEL, rdf.ALT_LABEL))
    for quad in (*reference.known, *reference.ontology):
        if quad.predicate.value in names and quad.subject.value in met:  # type: ignore[union-attr]
            yield quad.triple


def _write_texts(folder: Path, extractions: Iterable[Extraction]) -> None:
    """Each text as it was loaded, so that offsets can be checked: no line end is changed."""
    folder.mkdir()
    for extraction in extractions:
        place = folder / file_name(extraction.document.identifier)
        place.write_bytes(extraction.document.text.encode("utf-8", "surrogatepass"))


def _digest(folder: Path) -> str:
    """Sixteen hexadecimal digits over all files but the store, which holds what the TriG file says."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and STORE not in file.relative_to(folder).parts[:1])
    found = sha256()
    for file in files:
        found.update(file.relative_to(folder).as_posix().encode() + b"\0" + sha256(file.read_bytes()).digest())
    return found.hexdigest()[:16]
