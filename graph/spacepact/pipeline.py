"""Documents in, a graph out: the one place that puts the steps in order. What each step does is known elsewhere.

collect → read → extract (or take from the cache) → identity → quads → SHACL per document → inference → files → swap.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph as ox

from spacepact import (
    documents,
    generations,
    identity,
    inference,
    outputs,
    rdf,
    reference,
    schema,
    shapes,
    vocab,
    workers,
    writing,
)
from spacepact.cache import Cache, code, decode, digest, document_key, encode
from spacepact.errors import DocumentError
from spacepact.model import Document, Extraction, Inference
from spacepact.outputs import Contents, Piece
from spacepact.schema import Schema

Progress = Callable[[int, int, str], None]
"""Called with what is done, what there is to do, and which step it is."""

CACHE = ".cache"
BATCH_CHARACTERS, BATCH_DOCUMENTS = 60_000, 32


class Extractor(Protocol):
    """What reads documents. `digest` changes whenever the same document could give another extraction."""

    @property
    def digest(self) -> str:
        """A hash over all that extraction depends on besides the document."""

    def extract_all(self, sources: Sequence[Document], /) -> Iterable[Extraction]:
        """One extraction for each document, in their order."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a batch of documents is read, in whichever process this is: by the extractor given, or by the default one."""

    given: Extractor | None
    model: str | None

    def __call__(self, batch: Sequence[Document]) -> list[Extraction]:
        """The extractions of a batch. An error carries a note with the names of its documents."""
        try:
            return list(self.extractor().extract_all(batch))
        except Exception as error:
            error.add_note(f"while reading {', '.join(document.name for document in batch)}")
            raise

    def extractor(self) -> Extractor:
        """The extractor, loaded at most once a process."""
        return self.given or _default(self.model)

    def digest(self) -> str:
        """The digest of the extractor, without loading it where it is the default one."""
        if self.given:
            return self.given.digest
        from spacepact import extract

        return extract.digest(self.model)


@lru_cache(maxsize=2)
def _default(model: str | None) -> Extractor:
    from spacepact import extract

    return extract.Extractor.load(model)


@dataclass(frozen=True, slots=True)
class Build:
    """What a build did: `documents` are in the graph, of which `extracted` were read anew and `cached` were not.

    `rejected` names documents that violate a shape, `unread` says of files in folders why they can't be read; both are left
    out of the graph. It conforms where neither occurred and every check over the whole graph is passed.
    """

    folder: Path
    report: Path
    documents: int
    extracted: int
    cached: int
    claims: int
    quads: int
    conforms: bool
    rejected: tuple[str, ...]
    unread: tuple[str, ...]


def build(
    paths: Sequence[str | Path],
    out: str | Path = "build",
    *,
    issued: str | None = None,
    model: str | None = None,
    extractor: Extractor | None = None,
    executor: Executor | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Build:
    """Read documents (files or folders) into a graph in the folder `out`; what was there stays whole until the new one is.

    `issued` is the date of documents that state none, `model` a spaCy model to read with in place of the default one. Work goes
    through `executor`, or through `jobs` processes. `extractor` reads in place of the default; it must be picklable.

    Raises DocumentError for a named file that can't be read, StoreError where the folder is in use or can't be written,
    OntologyError and LexiconError for a malformed ontology. Nothing that was built before is lost by an error.
    """
    folder, tell = Path(out), progress or _silent
    run = partial(workers.run, executor=executor, jobs=jobs)
    known, graph = schema.load(), reference.load()
    with generations.locked(folder):
        new, cache = generations.aside(folder), Cache(folder / CACHE)
        cache.sweep()
        sources, unread = _read(paths, folder, issued, tell)
        extractions, extracted = _extract(sources, Reading(extractor, model), cache, run, tell)
        resolved = identity.resolve(extractions, known)
        pieces = [_piece(extraction, known) for extraction in resolved]
        findings = _validate(pieces, cache, run, tell)
        rejected = tuple(sorted(name for name, found in findings.items() if _violated(found)))
        kept = tuple(x for x in resolved if x.document.identifier not in rejected)
        contents = Contents(
            extractions=kept,
            pieces=tuple(piece for piece in pieces if piece.identifier not in rejected),
            inferences=tuple(_infer(kept, known, graph)),
            findings=tuple(found for name in sorted(findings) for found in findings[name]),
            unread=tuple(unread),
            rules=_rules(extractor),
        )
        tell(0, 1, "writing")
        written = outputs.write(new, contents, known, graph)
        generations.swap(folder, new, written.digest, written.names)
        tell(1, 1, "writing")
    return Build(
        folder=folder,
        report=folder / outputs.REPORT,
        documents=len(kept),
        extracted=extracted,
        cached=len(sources) - extracted,
        claims=sum(len(extraction.claims) for extraction in kept),
        quads=written.quads,
        conforms=not rejected and not unread and written.checks_passed,
        rejected=rejected,
        unread=tuple(unread),
    )


def _silent(_done: int, _total: int, _what: str) -> None:
    pass


def _read(paths: Sequence[str | Path], out: Path, issued: str | None, tell: Progress) -> tuple[list[Document], list[str]]:
    """The documents in the order of their identifiers, and what is wrong with files of folders that can't be read."""
    places = documents.names(paths, exclude=[out])
    identifiers = documents.identifiers(paths, exclude=[out])
    named = {Path(path) for path in paths if not Path(path).is_dir()}
    found, unread = [], []
    for done, file in enumerate(places):
        tell(done, len(places), "reading")
        try:
            found.append(documents.read(file, issued=issued, identifier=identifiers[file], name=places[file]))
        except DocumentError as error:
            if file in named:
                raise
            unread.append(str(error).replace(str(file), places[file]))
    if not found:
        raise DocumentError(f"No document can be read. {unread[0]}")
    tell(len(places), len(places), "reading")
    return sorted(found, key=lambda document: document.identifier), unread


Run = Callable[[Callable[[Any], Any], Sequence[Any]], Iterator[Any]]


def _extract(sources: Sequence[Document], read: Reading, cache: Cache, run: Run, tell: Progress) -> tuple[list[Extraction], int]:
    """An extraction for each document, in their order, and how many were made anew. Each is kept as soon as it is made."""
    version = read.digest()
    keys = {source.identifier: document_key(source, version) for source in sources}
    found = {source.identifier: kept for source in sources if (kept := _cached(source, cache, keys[source.identifier]))}
    missing = [source for source in sources if source.identifier not in found]
    tell(len(found), len(sources), "extracting")
    for batch in run(read, _batches(missing)):
        for extraction in batch:
            name = extraction.document.identifier
            found[name] = extraction
            cache.put("extraction", name, keys[name], encode(extraction))
        tell(len(found), len(sources), "extracting")
    return [found[source.identifier] for source in sources], len(missing)


def _cached(source: Document, cache: Cache, key: str) -> Extraction | None:
    kept = cache.get("extraction", source.identifier, key)
    try:
        return decode(source, kept) if kept is not None else None
    except (ValueError, KeyError, TypeError):
        return None


def _batches(sources: Sequence[Document]) -> list[list[Document]]:
    """Documents in batches that take some seconds each: by their number and the length of their texts."""
    batches: list[list[Document]] = []
    room = 0
    for source in sources:
        if not batches or room < len(source.text) or len(batches[-1]) >= BATCH_DOCUMENTS:
            batches.append([])
            room = BATCH_CHARACTERS
        batches[-1].append(source)
        room -= len(source.text)
    return batches


def _rules(extractor: Extractor | None) -> tuple[str, ...]:
    """The names of the rules that could have fired: those of the lexicon, or those that another extractor says it has."""
    if extractor is not None:
        return tuple(getattr(extractor, "rules", ()))
    from spacepact import lexicon

    return tuple(frame.id for frame in lexicon.load().frames)


def _piece(extraction: Extraction, known: Schema) -> Piece:
    quads = list(rdf.document_quads(extraction, known))
    direct = [quad.triple for quad in quads if quad.subject.value.startswith(vocab.ID)]  # type: ignore[union-attr]
    described = writing.trig(rdf.entity_quads(extraction.entities))
    return Piece(extraction.document.identifier, writing.trig(quads), described, tuple(direct), len(quads))


Findings = dict[str, list[shapes.Result]]


def _validate(pieces: Sequence[Piece], cache: Cache, run: Run, tell: Progress) -> Findings:
    """What SHACL finds in each document's graph; a verdict on the same graph by the same shapes is taken from the cache."""
    rules = shapes.load_shapes()
    keys = {piece.identifier: digest(piece.key(), rules.digest, code()) for piece in pieces}
    found: Findings = {}
    for piece in pieces:
        if (kept := cache.get("verdict", piece.identifier, keys[piece.identifier])) is not None:
            found[piece.identifier] = [shapes.Result(**result) for result in kept]
    missing = [(piece.identifier, piece.trig + piece.described) for piece in pieces if piece.identifier not in found]
    batches = [missing[start : start + BATCH_DOCUMENTS] for start in range(0, len(missing), BATCH_DOCUMENTS)]
    tell(len(found), len(pieces), "validating")
    for results in run(validate_batch, batches):
        for name, result in results.items():
            found[name] = result
            cache.put("verdict", name, keys[name], [asdict(one) for one in result])
        tell(len(found), len(pieces), "validating")
    return found


def validate_batch(batch: Sequence[tuple[str, bytes]]) -> Findings:
    """What SHACL finds in a batch of documents' graphs, in whichever process this is."""
    graphs = {name: list(ox.parse(writing.HEADER + trig, format=ox.RdfFormat.TRIG)) for name, trig in batch}
    report = shapes.validate(graphs, shapes.load_shapes())
    return {name: [result for result in report.results if result.document == name] for name in graphs}


def _violated(results: Iterable[shapes.Result]) -> bool:
    return any(result.severity == "Violation" for result in results)


def _infer(extractions: Sequence[Extraction], known: Schema, graph: reference.Reference) -> list[Inference]:
    facts = [*graph.facts, *(fact for extraction in extractions for fact in rdf.facts(extraction, known))]
    kinds = {**graph.kinds, **{entity.id: entity.kind for extraction in extractions for entity in extraction.entities}}
    return inference.infer(facts, kinds, known)
