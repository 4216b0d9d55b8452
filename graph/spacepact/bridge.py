"""Oxigraph behind rdflib, with the terms that rdflib expects.

oxrdflib hands out plain strings as `"x"^^xsd:string`, which rdflib holds unequal to `"x"`, and lists a triple once for each
graph that holds it. This module imports rdflib as it is imported: import it inside functions.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import XSD, BNode, Graph, Literal, URIRef
from rdflib.query import Result
from rdflib.term import Identifier

from spacepact.errors import QueryError, StoreError

Triple = tuple[Any, Any, Any]
READ_ONLY = "a built graph is read-only: change the documents or the ontology and build again."


def to_rdflib(term: Any) -> Any:
    """A term of Oxigraph as rdflib writes it: plain strings without a datatype; triple terms as tuples; None stays None."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        datatype = URIRef(term.datatype.value)
        return Literal(term.value, datatype=None if datatype == XSD.string else datatype)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Triple):
        return to_rdflib(term.subject), to_rdflib(term.predicate), to_rdflib(term.object)
    return term


def to_oxigraph(term: Any) -> Any:
    """A term of rdflib as Oxigraph writes it; graphs give their names, None stays None."""
    if isinstance(term, Graph):
        return to_oxigraph(term.identifier)
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or XSD.string)))
    return term


class Bridge(OxigraphStore):
    """A read-only rdflib store over an open Oxigraph store."""

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[tuple[Triple, Iterator[Graph | None]]]:
        """Each matching triple once, with the graphs that hold it. A literal as subject matches nothing."""
        try:
            pattern = [to_oxigraph(term) for term in (*triple_pattern, context)]
            found = self._inner.quads_for_pattern(*pattern)
        except (TypeError, ValueError):
            return
        homes: dict[ox.Triple, list[Any]] = {}
        for quad in found:
            homes.setdefault(quad.triple, []).append(quad.graph_name)
        for triple, names in homes.items():
            graphs = [Graph(identifier=to_rdflib(name), store=self) for name in names]
            yield to_rdflib(triple), iter(graphs)

    def query(self, query: Any, initNs: Any, initBindings: Any, queryGraph: Any, **kwargs: object) -> Result:  # noqa: N803  rdflib's names
        """Answer SPARQL text; bindings are for variables that the query selects. Raises QueryError where it can't be answered."""
        if not isinstance(query, str):
            raise QueryError("the store answers SPARQL text only: pass the query as a string.")
        try:
            answer = self._inner.query(
                query,
                use_default_graph_as_union=queryGraph == "__UNION__",
                default_graph=ox.NamedNode(queryGraph) if isinstance(queryGraph, URIRef) else None,
                prefixes={**self._namespace_for_prefix, **initNs},
                substitutions={ox.Variable(name): to_oxigraph(value) for name, value in initBindings.items()},
            )
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            raise QueryError(f"the query failed: {error}") from error
        return _result(answer)

    def add(self, triple: Any, context: Any, quoted: bool = False) -> None:
        """Refuse: raises StoreError."""
        raise StoreError(READ_ONLY)

    def addN(self, quads: Iterable[Any]) -> None:  # noqa: N802  rdflib's name
        """Refuse: raises StoreError."""
        raise StoreError(READ_ONLY)

    def remove(self, triple: Any, context: Any = None) -> None:
        """Refuse: raises StoreError."""
        raise StoreError(READ_ONLY)

    def update(self, update: Any, initNs: Any, initBindings: Any, queryGraph: Any, **kwargs: object) -> None:  # noqa: N803
        """Refuse: raises StoreError."""
        raise StoreError(READ_ONLY)

    def add_graph(self, graph: Any) -> None:
        """Accept what exists already: rdflib announces every graph that it is asked for."""

    def remove_graph(self, graph: Any) -> None:
        """Refuse: raises StoreError."""
        raise StoreError(READ_ONLY)


def _result(answer: Any) -> Result:
    if isinstance(answer, ox.QueryBoolean):
        result = Result("ASK")
        result.askAnswer = bool(answer)
        return result
    if isinstance(answer, ox.QuerySolutions):
        result = Result("SELECT")
        result.vars = names = [_variable(variable) for variable in answer.variables]
        result.bindings = [_binding(names, solution) for solution in answer]
        return result
    result = Result("CONSTRUCT")
    result.graph = Graph()
    for triple in answer:
        result.graph.add(to_rdflib(triple))
    return result


def _variable(variable: ox.Variable) -> Any:
    from rdflib import Variable

    return Variable(variable.value)


def _binding(names: list[Any], solution: Any) -> dict[Any, Identifier]:
    return {name: to_rdflib(value) for name, value in zip(names, solution, strict=True) if value is not None}
