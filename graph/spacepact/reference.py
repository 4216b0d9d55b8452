"""What is known before any document is read: the ontology and the known actors, as graphs of their own.

The blank nodes of the ontology's class expressions become IRIs (RDF 1.1, section 3.5), numbered in the order of the file, so
that the graph holds none and is the same bytes each time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from spacepact import resources, vocab
from spacepact.errors import OntologyError
from spacepact.rdf import node

GENID = vocab.BASE + ".well-known/genid/"
ONTOLOGY_FILES = ("spacepact.ttl", "topics.ttl")
KNOWN_FILES = ("entities*.ttl", "states*.ttl")


@dataclass(frozen=True, slots=True)
class Reference:
    """The graphs of the ontology and of the known actors; the class of each known actor by id (`kinds`) and by IRI
    (`types`), the relations between them (`facts`), and all triples about them (`stated`).
    """

    ontology: tuple[ox.Quad, ...]
    known: tuple[ox.Quad, ...]
    kinds: dict[str, str]
    facts: tuple[tuple[str, str, str, str], ...]
    types: dict[str, str]
    stated: frozenset[ox.Triple]


def load() -> Reference:
    """The reference data in force (the project's files win over the packaged ones). Raises OntologyError for malformed Turtle."""
    ontology = [quad for name in ONTOLOGY_FILES for quad in _quads(resources.path("ontology", name), vocab.GRAPH_ONTOLOGY)]
    files = [file for pattern in KNOWN_FILES for file in resources.files("ontology", pattern)]
    known = sorted({quad for file in files for quad in _quads(file, vocab.GRAPH_REFERENCE)}, key=_place)
    kinds = {_id(quad.subject): _value(quad.object).removeprefix(vocab.PACT) for quad in known if _is_type(quad)}
    return Reference(
        ontology=tuple(dict.fromkeys(ontology)),
        known=tuple(known),
        kinds=kinds,
        facts=tuple(fact for quad in known if (fact := _fact(quad))),
        stated=frozenset(quad.triple for quad in known),
        types={vocab.entity(identifier): kind for identifier, kind in kinds.items()},
    )


def _quads(file: Path, graph: str) -> Iterator[ox.Quad]:
    names: dict[str, ox.NamedNode] = {}

    def named(term: object) -> object:
        if not isinstance(term, ox.BlankNode):
            return term
        return names.setdefault(term.value, node(f"{GENID}{file.stem}-{len(names) + 1}"))

    try:
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            yield ox.Quad(named(quad.subject), quad.predicate, named(quad.object), node(graph))  # type: ignore[arg-type]
    except (SyntaxError, OSError) as error:
        raise OntologyError(f"{file.name} can't be read as Turtle: {error}. Mend the line and build again.") from error


def _place(quad: ox.Quad) -> tuple[str, bool, str, str]:
    return _value(quad.subject), not _is_type(quad), quad.predicate.value, _value(quad.object)


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _id(term: object) -> str:
    return _value(term).removeprefix(vocab.ID)


def _is_type(quad: ox.Quad) -> bool:
    of_ours = isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(vocab.PACT)
    return of_ours and quad.predicate.value == vocab.RDF + "type"


def _fact(quad: ox.Quad) -> tuple[str, str, str, str] | None:
    """A relation between two known actors, with the reference graph as what states it."""
    between = _value(quad.subject).startswith(vocab.ID) and _value(quad.object).startswith(vocab.ID)
    if not between or not quad.predicate.value.startswith(vocab.PACT):
        return None
    return _id(quad.subject), quad.predicate.value.removeprefix(vocab.PACT), _id(quad.object), vocab.GRAPH_REFERENCE
