"""Whether graphs are sound: SHACL over each document's graph, with reports that quote the sentence. The data is never changed.

ontology/shapes.ttl says what sound is. Its plain shapes run in pyshacl, its SPARQL rules in Oxigraph (see `engine`, `rules`);
the rules about domains and ranges read the ontology itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from spacepact import resources, schema, vocab
from spacepact.errors import OntologyError
from spacepact.shapes import engine, rules
from spacepact.shapes.evidence import Evidence
from spacepact.shapes.report import Report, Result, Severity, build
from spacepact.shapes.rules import Finding, Rule

__all__ = ["Report", "Result", "Severity", "Shapes", "load_shapes", "validate"]

Graphs = Sequence[Sequence[ox.Triple]]

FILE = "shapes.ttl"
BATCH = 32
"""How many documents share a run of pyshacl: enough to share its start, few enough to stay small in memory."""
A = ox.NamedNode(vocab.RDF + "type")
AXIOMS = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pact: <https://w3id.org/spacepact/ontology#>
PREFIX schema: <https://schema.org/>
CONSTRUCT { ?term ?states ?value } WHERE {
    { ?term ?states ?value . FILTER (?states IN (rdfs:subClassOf, pact:edgeLabel, pact:coarseType, pact:qualifier)) }
    UNION { ?term a pact:Topic . BIND (rdf:type AS ?states) BIND (pact:Topic AS ?value) }
    UNION {
        VALUES (?side ?states) { (rdfs:domain schema:domainIncludes) (rdfs:range schema:rangeIncludes) }
        ?term ?side ?union .
        ?union (owl:unionOf/rdf:rest*/rdf:first)? ?class .
        ?value rdfs:subClassOf* ?class .
        FILTER isIRI(?value)
    }
}"""
"""What the shapes take from the ontology; see the head of shapes.ttl."""


@dataclass(frozen=True)
class Shapes:
    """What to check: the plain shapes (N-Triples), the SPARQL rules, and the axioms of the ontology that both read.

    Plain values that can be pickled; `digest` is a SHA-256 over the shapes and the ontology.
    """

    core: str
    seen: frozenset[str]
    rules: tuple[Rule, ...]
    axioms: tuple[ox.Triple, ...]
    digest: str


def load_shapes() -> Shapes:
    """The shapes of the winning resource folder, read once for each state of its files.

    Raises OntologyError for a file that is no Turtle, naming file and line, and for a rule without query or message.
    """
    files = (resources.path("ontology", FILE), *schema.paths())
    return parse(files, tuple(file.read_bytes() for file in files))


@lru_cache(maxsize=4)
def parse(files: tuple[Path, ...], texts: tuple[bytes, ...]) -> Shapes:
    """The shapes that three files hold (shapes, classes and properties, topics); the paths serve the error messages."""
    shapes, terms, topics = (schema.turtle(file, text) for file, text in zip(files, texts, strict=True))
    core = engine.flatten(shapes)
    try:
        found = rules.rules(shapes)
    except LookupError as error:
        raise OntologyError(f"{files[0].name}: a SPARQL rule lacks {error}. Give it sh:select, sh:message and a shape.") from None
    return Shapes(
        core="\n".join(f"{triple} ." for triple in core),
        seen=engine.looked_at(core),
        rules=found,
        axioms=axioms([*terms, *topics]),
        digest=sha256(b"".join(sha256(text).digest() for text in texts)).hexdigest(),
    )


def validate(
    graphs: Mapping[str, Sequence[ox.Quad]], shapes: Shapes, *, background: Mapping[str, str] | None = None, turbo: bool = False
) -> Report:
    """What is wrong in the graphs of documents, each checked for itself.

    `graphs` gives each document's quads by its identifier; in which named graphs they stand makes no difference. `background`
    gives the classes (local names) of entities that are described elsewhere, by IRI, as those of the reference graph are.
    `turbo` runs the plain shapes in pyshacl-turbo (the extra `fast`) instead of pyshacl; the findings are the same.
    """
    known = background or {}
    found: list[Result] = []
    names = sorted(graphs)
    for start in range(0, len(names), BATCH):
        chosen = names[start : start + BATCH]
        own = [[quad.triple for quad in graphs[name]] for name in chosen]
        whole = [[*triples, *_described(triples, known)] for triples in own]
        found.extend(_results(chosen, own, _findings(own, whole, shapes, turbo=turbo)))
    return build(found)


def axioms(ontology: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
    """What the shapes need to know of the ontology, sorted: sub-classes, annotations, topics, and what each property admits."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(*triple) for triple in ontology)
    found = store.query(AXIOMS)
    assert isinstance(found, ox.QueryTriples)
    return tuple(sorted(set(found), key=str))


def _described(triples: Iterable[ox.Triple], known: Mapping[str, str]) -> Iterator[ox.Triple]:
    """The types of the entities that triples name and that are described elsewhere."""
    if known:
        named = {term.value for triple in triples for term in (triple.subject, triple.object) if isinstance(term, ox.NamedNode)}
        for iri in sorted(named & known.keys()):
            yield ox.Triple(ox.NamedNode(iri), A, ox.NamedNode(vocab.PACT + known[iri]))


def _findings(own: Graphs, whole: Graphs, shapes: Shapes, *, turbo: bool) -> Iterator[tuple[int, Finding]]:
    """What shapes and rules find in the whole graphs; what is described elsewhere is not blamed for what isn't said here."""
    here = [{triple.subject for triple in triples if triple.predicate == A} for triples in own]
    plain = engine.run_turbo if turbo else engine.run
    for number, finding in plain(whole, shapes.core, shapes.axioms, shapes.seen):
        if ox.NamedNode(finding.focus) in here[number]:
            yield number, finding
    for number, triples in enumerate(whole):
        yield from ((number, finding) for finding in rules.run(shapes.rules, (*shapes.axioms, *triples)))


def _results(names: Sequence[str], graphs: Graphs, findings: Iterable[tuple[int, Finding]]) -> Iterator[Result]:
    evidence: dict[int, Evidence] = {}
    for number, found in findings:
        known = evidence.get(number) or evidence.setdefault(number, Evidence(graphs[number]))
        quote = known.quote(found.focus)
        yield Result(
            document=names[number],
            focus=found.focus,
            path=found.path,
            value=found.value,
            severity=found.severity,
            message=found.message,
            source_shape=found.source_shape,
            quote=quote.text if quote else None,
            start=quote.start if quote else None,
            end=quote.end if quote else None,
            component=found.component,
            constraint=found.constraint,
            file=known.file,
        )
