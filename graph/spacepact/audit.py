"""Whether a whole graph is sound: SHACL over each document's graph as it stands in a store, and the checks that span graphs."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox

from spacepact import catalogue, shapes, vocab
from spacepact.answers import Answer, texts
from spacepact.catalogue import Question
from spacepact.errors import StoreError
from spacepact.store import open_store

Progress = Callable[[int, int, str], None]
BATCH = 32
ELSEWHERE = (vocab.GRAPH_ENTITIES, vocab.GRAPH_REFERENCE)
NAMING = tuple(ox.NamedNode(iri) for iri in (vocab.RDF + "type", vocab.SKOS + "prefLabel", vocab.SKOS + "altLabel"))
"""Where it is said what the entities of documents are and are called, and by which predicates."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What SHACL found in the documents' graphs, and the checks that found rows, with the rows."""

    documents: int
    report: shapes.Report
    failures: tuple[tuple[Question, Answer], ...]

    @property
    def conforms(self) -> bool:
        """Whether no shape is violated and no check found anything."""
        return self.report.conforms and not self.failures

    def to_text(self) -> str:
        """Both for people."""
        told = [
            f"{question.summary}\n" + "".join(f"  {' · '.join(row)}\n" for row in texts(found.rows))
            for question, found in self.failures
        ]
        return "\n".join((f"Documents looked at: {self.documents}. {self.report.to_text()}".rstrip(), *told)).rstrip() + "\n"

    def to_json(self) -> str:
        """Both for programs."""
        checks = [
            {
                "check": question.name,
                "summary": question.summary,
                "rows": [dict(zip(found.columns, row, strict=True)) for row in texts(found.rows)],
            }
            for question, found in self.failures
        ]
        whole = {"conforms": self.conforms, "documents": self.documents, **json.loads(self.report.to_json()), "checks": checks}
        return json.dumps({**whole, "conforms": self.conforms}, ensure_ascii=False, indent=1) + "\n"


def open_graph(place: str | Path) -> ox.Store:
    """The store of a build's folder, or a file of TriG or N-Quads read into memory.

    Raises StoreError where there is neither, or where the file is malformed.
    """
    file = Path(place)
    if not file.is_file():
        return open_store(file / "store")
    form = ox.RdfFormat.from_extension(file.suffix[1:])
    if form is None or not form.supports_datasets:
        raise StoreError(f"{file} can't hold one graph a document: name a .trig or .nq file, or the folder of a build.")
    store = ox.Store()
    try:
        store.bulk_load(path=str(file), format=form)
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"{file} is malformed: {error}.") from error
    return store


def audit(store: ox.Store, *, progress: Progress | None = None) -> Audit:
    """Hold every document's graph against the shapes, and the whole against queries/checks."""
    names = sorted(graph.value for graph in store.named_graphs() if graph.value.startswith(vocab.DOC))
    rules = shapes.load_shapes()
    results: list[shapes.Result] = []
    for start in range(0, len(names), BATCH):
        if progress is not None:
            progress(start, len(names), "validating")
        batch = {_identifier(name): list(_graph(store, name)) for name in names[start : start + BATCH]}
        results.extend(shapes.validate(batch, rules).results)
    conforms = not any(result.severity == "Violation" for result in results)
    return Audit(len(names), shapes.Report(conforms, tuple(results)), tuple(catalogue.checks(store)))


def _identifier(name: str) -> str:
    return unquote(name.removeprefix(vocab.DOC))


def _graph(store: ox.Store, name: str) -> Iterator[ox.Quad]:
    """The quads of a document's graph, and what other graphs say its entities are and are called."""
    quads = list(store.quads_for_pattern(None, None, None, ox.NamedNode(name)))
    yield from quads
    for graph in ELSEWHERE:
        for iri in _entities(quads):
            for predicate in NAMING:
                yield from store.quads_for_pattern(ox.NamedNode(iri), predicate, None, ox.NamedNode(graph))


def _entities(quads: Iterable[ox.Quad]) -> list[str]:
    terms = {term.value for quad in quads for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)}
    return sorted(iri for iri in terms if iri.startswith(vocab.ID))
