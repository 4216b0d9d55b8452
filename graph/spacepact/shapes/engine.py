"""The plain shapes, run by pyshacl over many documents at once.

pyshacl spends most of its time on finding nodes and calling shapes, little on what a shape compares. Hence three measures that
change no verdict: property shapes get the targets of their node shape and are called once for all nodes; triples that no shape
looks at are left out; documents share one run. A node that two documents describe is two nodes there, one for each document,
so that no document is judged by what another one says.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from spacepact import vocab
from spacepact.errors import SpacepactError
from spacepact.shapes.rules import Finding, level

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Identifier, Literal, URIRef

A, SUBCLASS = vocab.RDF + "type", vocab.RDFS + "subClassOf"
TARGETS = frozenset(vocab.SH + name for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"))
PATHS = frozenset(vocab.SH + name for name in ("path", "lessThan", "lessThanOrEquals", "equals", "disjoint", "targetSubjectsOf"))
MARK = "#document-"
"""Stands between an IRI and the number of its document."""


def flatten(triples: Sequence[ox.Triple]) -> list[ox.Triple]:
    """The shapes without their SPARQL rules, each property shape with the targets of the node shapes that hold it."""
    targets: dict[object, list[ox.Triple]] = {}
    for triple in triples:
        if triple.predicate.value in TARGETS:
            targets.setdefault(triple.subject, []).append(triple)
    found: list[ox.Triple] = []
    for triple in triples:
        name = triple.predicate.value
        if name == vocab.SH + "property" and triple.subject in targets:
            assert isinstance(triple.object, ox.NamedNode | ox.BlankNode)
            found.extend(ox.Triple(triple.object, known.predicate, known.object) for known in targets[triple.subject])
        elif name != vocab.SH + "sparql":
            found.append(triple)
    return found


def looked_at(core: Iterable[ox.Triple]) -> frozenset[str]:
    """The predicates that plain shapes look at."""
    return frozenset(
        {
            A,
            *(
                triple.object.value
                for triple in core
                if triple.predicate.value in PATHS and isinstance(triple.object, ox.NamedNode)
            ),
        }
    )


def run(
    graphs: Sequence[Iterable[ox.Triple]], core: str, axioms: Iterable[ox.Triple], seen: frozenset[str]
) -> Iterator[tuple[int, Finding]]:
    """What the plain shapes find, with the number of the graph in which they find it.

    `core` is the shapes as N-Triples, `axioms` what holds in every graph (sub-classes, the types of topics), `seen` the
    predicates worth loading.
    """
    from pyshacl import validate

    _, found, _ = validate(_data(graphs, axioms, seen), shacl_graph=_parsed(core), inplace=True)
    yield from _findings(found)


def run_turbo(
    graphs: Sequence[Iterable[ox.Triple]], core: str, axioms: Iterable[ox.Triple], seen: frozenset[str]
) -> Iterator[tuple[int, Finding]]:
    """What `run` finds, by pyshacl-turbo, which is given each document by itself.

    Raises SpacepactError where it isn't installed.
    """
    program = _compiled(core)
    known = [ox.Quad(*triple) for triple in axioms if triple.predicate.value in (A, SUBCLASS)]
    for number, triples in enumerate(graphs):
        store = ox.Store()
        store.bulk_extend([*known, *(ox.Quad(*triple) for triple in triples if triple.predicate.value in seen)])
        _, report, _ = program.validate(store)
        yield from ((number, finding) for _, finding in _findings(report))


@lru_cache(maxsize=4)
def _compiled(core: str) -> Any:
    try:
        turbo = import_module("pyshacl_turbo")
    except ImportError:
        raise SpacepactError("The fast check needs pyshacl-turbo: install spacepact[fast], or check without it.") from None
    return turbo.compile_shapes(core, shacl_graph_format="nt")


@lru_cache(maxsize=4)
def _parsed(core: str) -> "Graph":
    from rdflib import Graph

    return Graph().parse(data=core, format="nt")


def _data(graphs: Sequence[Iterable[ox.Triple]], axioms: Iterable[ox.Triple], seen: frozenset[str]) -> "Graph":
    from rdflib import Graph
    from rdflib.term import URIRef

    graph = Graph(bind_namespaces="none")
    add = graph.store.add
    individuals: dict[str, URIRef] = {}
    for triple in axioms:
        if triple.predicate.value == A:
            individuals[_name(triple.subject)] = URIRef(_name(triple.object))
        elif triple.predicate.value == SUBCLASS:
            add((_plain(triple.subject), _plain(triple.predicate), _plain(triple.object)), graph)
    predicates: Mapping[str, URIRef] = {name: URIRef(name) for name in seen}
    for number, triples in enumerate(graphs):
        names: dict[str, URIRef] = {}
        for triple in triples:
            if (predicate := predicates.get(triple.predicate.value)) is not None:
                add((_numbered(triple.subject, number, names), predicate, _numbered(triple.object, number, names)), graph)
        for name in names.keys() & individuals.keys():
            add((names[name], predicates[A], individuals[name]), graph)
    return graph


def _name(term: object) -> str:
    assert isinstance(term, ox.NamedNode)
    return term.value


def _plain(term: object) -> "Identifier":
    from rdflib.term import BNode, URIRef

    if isinstance(term, ox.Literal):
        return _literal(term)
    return URIRef(term.value) if isinstance(term, ox.NamedNode) else BNode(str(term)[2:])


def _literal(term: ox.Literal) -> "Literal":
    from rdflib.term import Literal, URIRef

    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def _numbered(term: object, number: int, names: "dict[str, URIRef]") -> "Identifier":
    from rdflib.term import URIRef

    if not isinstance(term, ox.NamedNode):
        return _plain(term)
    name = term.value
    if (known := names.get(name)) is None:
        known = names[name] = URIRef(name if name.startswith(vocab.PACT) else f"{name}{MARK}{number}")
    return known


def _findings(report: "Graph") -> Iterator[tuple[int, Finding]]:
    from rdflib import SH

    for result in report.objects(None, SH.result):
        of = dict(report.predicate_objects(result))
        number, focus = _apart(of[SH.focusNode])
        yield (
            number,
            Finding(
                focus=focus,
                path=str(of[SH.resultPath]) if SH.resultPath in of else None,
                value=_apart(of[SH.value])[1] if SH.value in of else None,
                severity=level(str(of[SH.resultSeverity])),
                message=str(of[SH.resultMessage]),
                source_shape=str(of[SH.sourceShape]),
                component=str(of[SH.sourceConstraintComponent]),
            ),
        )


def _apart(term: object) -> tuple[int, str]:
    """The number of the document and the text of a term; 0 where it has no number."""
    from rdflib.term import URIRef

    name, mark, number = str(term).rpartition(MARK)
    return (int(number), name) if mark and isinstance(term, URIRef) and number.isdecimal() else (0, str(term))
