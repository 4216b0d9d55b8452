"""The measuring of questions: a peer that takes too long is ended and counts as a lower bound, one that ends is held to our rows."""

import gc
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pyoxigraph as ox
import pytest

import golden
from spacepact import catalogue
from spacepact.answers import Answer
from spacepact.store import open_store

ROOT = Path(__file__).resolve().parents[1]
LABELS = "SELECT ?thing ?label ?number { ?thing skos:prefLabel ?label OPTIONAL { ?thing pact:textLength ?number } }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def queries() -> Iterator[ModuleType]:
    path = sys.path.copy()
    spec = importlib.util.spec_from_file_location("benchmark_of_queries", ROOT / "benchmarks" / "queries.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = path


@pytest.fixture(scope="module")
def store() -> ox.Store:
    found = ox.Store()
    lines = (f'pactid:thing-{at} skos:prefLabel "Thing {at}"@en ; pact:textLength "{at}"^^xsd:integer .' for at in range(100))
    found.update(_declared(f"INSERT DATA {{ GRAPH graph:entities {{ {' '.join(lines)} pactid:x skos:prefLabel 'X' }} }}"))
    return found


@pytest.fixture
def dataset(queries: ModuleType, store: ox.Store) -> Iterator[Any]:
    yield queries.in_rdflib(store)
    gc.unfreeze()


def _declared(text: str) -> str:
    return catalogue.sparql.declared(text)


def test_a_peer_that_ends_is_held_to_our_rows(queries: ModuleType, store: ox.Store, dataset: Any) -> None:
    ours = queries.rows_of(catalogue.local(store)(LABELS))
    peer = queries.peer_of(dataset, _declared(LABELS), 60)
    assert len(ours) == 101
    assert peer.rows == queries.fingerprint(reversed(ours))
    assert peer.rows != queries.fingerprint(ours[1:])


def test_the_triples_of_a_graph_are_its_rows(queries: ModuleType, store: ox.Store, dataset: Any) -> None:
    text = _declared("CONSTRUCT { ?thing pact:textLength ?number } WHERE { ?thing pact:textLength ?number }")
    ours = queries.rows_of(catalogue.local(store)(text))
    assert len(ours) == 100
    assert queries.peer_of(dataset, text, 60).rows == queries.fingerprint(ours)


def test_a_peer_that_does_not_end_is_ended_and_counts_as_long_as_it_had(queries: ModuleType, dataset: Any) -> None:
    peer = queries.peer_of(dataset, ENDLESS, 1)
    assert peer.rows is None
    assert 0.9 < peer.seconds < 10


def test_a_peer_that_fails_is_not_taken_for_a_slow_one(queries: ModuleType, dataset: Any) -> None:
    with pytest.raises(RuntimeError, match="rdflib failed on this query"):
        queries.peer_of(dataset, "SELEKT", 60)


def test_every_question_is_measured_on_both_engines(queries: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(golden.seeds() / "store")
    monkeypatch.setattr(catalogue, "questions", lambda: ["agencies", "neighbourhood"])
    dataset = queries.in_rdflib(store)
    gc.unfreeze()
    japan = {"agencies": {"state": "Japan"}}
    agencies, neighbourhood = queries.measure(store, dataset, 60, japan)
    found = catalogue.run(store, "agencies", japan["agencies"])
    assert isinstance(found, Answer)
    assert (agencies.name, agencies.rows, agencies.same, agencies.stopped) == ("agencies", len(found.rows), True, False)
    assert (neighbourhood.same, neighbourhood.rows > 0) == (True, True)
    alone = next(queries.measure(store, None, 60, japan))
    assert (alone.rows, alone.rdflib, alone.same, alone.stopped) == (agencies.rows, None, None, False)


def test_a_median_says_where_a_lower_bound_may_hold_it_down(queries: ModuleType) -> None:
    def timing(ratio: float, same: bool | None) -> Any:
        return queries.Timing("", 1, 0.001, 1.0, ratio, same)

    assert queries.median([timing(10, True), timing(20, True), timing(30, None)]) == "20"
    assert queries.median([timing(10, True), timing(20, None), timing(30, True)]) == "> 20"
    assert queries.median([timing(10, None), timing(20, True), timing(30, True)]) == "> 20"
    assert queries.median([timing(10, True), timing(30, True)]) == "20"


def test_a_report_marks_bounds_and_names_other_rows(queries: ModuleType) -> None:
    quick = queries.Timing("quick", 3, 0.002, 0.010, 0.5, True)
    other = queries.Timing("other", 4, 0.002, 0.010, 0.2, False)
    stopped = queries.Timing("stopped", 5, 0.002, 0.010, 0.1, None)
    text = queries.report("The seeds", [quick, other, stopped])
    assert "Times faster than rdflib: median > 20, least > 10.0." in text
    assert "rdflib ended 2 of 3 questions, and gave other rows in other." in text
    assert "| quick | 3 | 10.0 | 500 | 50.0 |" in text
    assert "| stopped | 5 | 10.0 | > 100 | > 10.0 |" in text
    assert "gave the same rows in each" in queries.report("The seeds", [quick, stopped])
    assert "| alone | 1 | 10.0 | – | – |" in queries.report("The seeds", [queries.Timing("alone", 1, 0.002, 0.010)])
