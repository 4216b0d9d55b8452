"""Oxigraph seen through rdflib: the terms are rdflib's own."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import SKOS, Dataset, Graph, Literal, URIRef

from spacepact import store
from spacepact.errors import QueryError, StoreError
from test_store import EX, QUADS

ISRO, NAME = URIRef(EX + "isro"), URIRef(EX + "name")


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    store.create(tmp_path / "new", QUADS)
    return store.dataset(store.open_store(tmp_path / "new"))


def test_plain_literals_stay_plain(dataset: Dataset) -> None:
    plain = Literal("ISRO")
    assert (ISRO, NAME, plain) in dataset
    assert list(dataset.objects(ISRO, NAME)) == [plain]
    assert [row.name for row in dataset.query("SELECT DISTINCT ?name { ?s <http://example.org/name> ?name }")] == [plain]
    made = dataset.query("CONSTRUCT WHERE { ?s <http://example.org/name> ?name }").graph
    assert made is not None
    assert set(made) == {(ISRO, NAME, plain)}


def test_a_triple_of_two_graphs_is_listed_once(dataset: Dataset) -> None:
    assert len(list(dataset.triples((ISRO, NAME, None)))) == 1
    assert {str(graph) for *_, graph in dataset.quads((ISRO, NAME, None, None))} == {EX + "one", EX + "two"}


def test_one_graph_alone_can_be_read(dataset: Dataset) -> None:
    two = dataset.graph(URIRef(EX + "two"))
    assert set(two) == {(ISRO, NAME, Literal("ISRO")), (ISRO, URIRef(EX + "partner"), URIRef(EX + "jaxa"))}
    assert two.query("ASK { ?s <http://example.org/partner> ?o }").askAnswer is True
    assert two.query("ASK { ?s <http://example.org/label> ?o }").askAnswer is False


def test_bindings_and_unbound_variables(dataset: Dataset) -> None:
    text = "SELECT ?s ?name ?none { ?s <http://example.org/name> ?name OPTIONAL { ?s <http://example.org/none> ?none } } LIMIT 1"
    (row,) = dataset.query(text, initBindings={"name": Literal("ISRO")})
    assert (row.s, row.name, row.none) == (ISRO, Literal("ISRO"), None)


def test_prefixes_are_bound(dataset: Dataset) -> None:
    assert dataset.query("ASK { ?s ?p ?o FILTER(?p != skos:prefLabel) }").askAnswer is True
    assert ("skos", URIRef(str(SKOS))) in set(dataset.namespaces())


def test_numbers_and_languages_round_trip(tmp_path: Path) -> None:
    import pyoxigraph as ox

    from test_store import quad

    decimal = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    numbers = [quad("c", "p", ox.Literal("0.9", datatype=decimal), "g"), quad("c", "l", ox.Literal("x", language="en"), "g")]
    store.create(tmp_path / "n", numbers)
    found = store.dataset(store.open_store(tmp_path / "n"))
    assert found.value(URIRef(EX + "c"), URIRef(EX + "p")) == Literal(Decimal("0.9"))
    assert (URIRef(EX + "c"), URIRef(EX + "l"), Literal("x", lang="en")) in found


def test_a_literal_is_no_subject(dataset: Dataset) -> None:
    assert list(dataset.triples((Literal("ISRO"), None, None))) == []


@pytest.mark.parametrize("text", ["SELECT ?o { ?s ?p ?o", "ASK { ?s nowhere:p ?o }"])
def test_a_bad_query_is_the_askers_fault(dataset: Dataset, text: str) -> None:
    with pytest.raises(QueryError, match="query failed"):
        dataset.query(text)


@pytest.mark.parametrize(
    "write",
    [
        lambda data: data.add((ISRO, NAME, Literal("x"))),
        lambda data: data.remove((ISRO, NAME, None)),
        lambda data: data.update("DELETE WHERE { ?s ?p ?o }"),
        lambda data: data.remove_graph(URIRef(EX + "one")),
        lambda data: data.addN([(ISRO, NAME, Literal("x"), Graph(identifier=EX + "one"))]),
    ],
)
def test_nothing_can_be_written(dataset: Dataset, write: Callable[[Dataset], object]) -> None:
    with pytest.raises(StoreError, match="read-only"):
        write(dataset)
