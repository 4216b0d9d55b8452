"""Publishing to a real server: everything at first, then what changed alone, and again after a failure."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from servers import Reply, misbehaving, oxigraph
from spacepact import catalogue, publish, remote, store, vocab
from spacepact.errors import RemoteError

LABEL = ox.NamedNode(vocab.SKOS + "prefLabel")
QUESTION = "SELECT DISTINCT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER(?g != graph:dataset) } ORDER BY ?g ?s ?p ?o"
HOSTILE = 'a "quoted" \\ <b>&amp; 東京\n\u2028\x01'


def graph(name: str) -> str:
    return vocab.doc(name)


def built(folder: Path, labels: Mapping[str, str]) -> ox.Store:
    """A store with one graph for each label, and a description of the data set."""
    quads = [
        ox.Quad(ox.NamedNode(vocab.ID + "isro"), LABEL, ox.Literal(label, language="en"), ox.NamedNode(graph(name)))
        for name, label in labels.items()
    ]
    title = ox.NamedNode(vocab.DCTERMS + "title")
    quads.append(ox.Quad(publish.DESCRIPTION, title, ox.Literal("a data set"), publish.DESCRIPTION))
    store.create(folder, quads)
    return store.open_store(folder)


@pytest.fixture
def server() -> Iterator[str]:
    with oxigraph() as address:
        yield address


def same_answers(address: str, local: ox.Store) -> None:
    assert catalogue.run(remote.ask(address + "/query"), QUESTION) == catalogue.run(local, QUESTION)


def test_everything_then_changes_alone(server: str, tmp_path: Path) -> None:
    first = built(tmp_path / "1", {"a b": HOSTILE, "c": "two", "d": "three"})
    seen: list[tuple[int, int, str]] = []
    done = publish.publish(first, server + "/store", progress=lambda *step: seen.append(step))
    assert done == publish.Published((graph("a b"), graph("c"), graph("d")), (), ())
    assert seen == [(1, 3, graph("a b")), (2, 3, graph("c")), (3, 3, graph("d"))]
    same_answers(server, first)

    second = built(tmp_path / "2", {"a b": HOSTILE, "c": "two, changed", "e": "new"})
    done = publish.publish(second, server + "/store")
    assert done == publish.Published((graph("c"), graph("e")), (graph("a b"),), (graph("d"),))
    same_answers(server, second)

    assert publish.publish(second, server + "/store") == publish.Published((), (graph("a b"), graph("c"), graph("e")), ())


def test_the_description_of_the_data_set_is_published_with_the_record(server: str, tmp_path: Path) -> None:
    local = built(tmp_path / "1", {"a": "one"})
    publish.publish(local, server + "/store")
    found = catalogue.run(
        remote.ask(server + "/query"),
        "SELECT ?title ?sum { GRAPH graph:dataset { graph:dataset dcterms:title ?title ."
        " ?state prov:specializationOf doc:a ; schema:sha256 ?sum } }",
    )
    assert [row[1].value for row in found.rows] == [publish.digests(local)[graph("a")]]  # type: ignore[union-attr]
    changed = built(tmp_path / "2", {"a": "one"})
    assert publish.publish(changed, server + "/store").loaded == ()


def test_graphs_of_others_are_left_alone(server: str, tmp_path: Path) -> None:
    other = remote.endpoint(server + "/store")
    body = b'<urn:a> <urn:b> "theirs" .\n'
    publish._Server(other, 10, 1).put("urn:theirs", body)
    publish.publish(built(tmp_path / "1", {"a": "one"}), server + "/store")
    publish.publish(built(tmp_path / "2", {"b": "two"}), server + "/store")
    assert catalogue.run(remote.ask(server + "/query"), "ASK { GRAPH <urn:theirs> { ?s ?p 'theirs' } }") is True


class BrokenOffError(Exception):
    """What ends a run in the middle."""


def test_a_run_after_one_that_was_broken_off_makes_the_server_whole(server: str, tmp_path: Path) -> None:
    labels = {name: f"first {name}" for name in "abcdef"}
    first = built(tmp_path / "1", labels)
    publish.publish(first, server + "/store")
    second = built(tmp_path / "2", {name: label.replace("first", "second") for name, label in labels.items() if name != "f"})

    def break_off(done: int, total: int, what: str) -> None:
        if done == 3:
            raise BrokenOffError

    with pytest.raises(BrokenOffError):
        publish.publish(second, server + "/store", progress=break_off)
    # back to what was published before: graphs that were replaced since must not pass for unchanged
    publish.publish(first, server + "/store")
    same_answers(server, first)
    with pytest.raises(BrokenOffError):
        publish.publish(second, server + "/store", progress=break_off)
    publish.publish(second, server + "/store")
    same_answers(server, second)


def test_a_busy_server_is_waited_for(tmp_path: Path) -> None:
    local = built(tmp_path / "1", {"a": "one"})
    busy, ok = Reply(503, headers={"Retry-After": "0"}), Reply(204, kind="text/plain")
    with misbehaving(Reply(404), busy, ok, busy, ok, ok) as server:
        assert publish.publish(local, server.url).loaded == (graph("a"),)
        assert [request.method for request in server.requests] == ["GET", "PUT", "PUT", "PUT", "PUT", "PUT"]
        assert server.requests[3].path.endswith("?graph=https%3A%2F%2Fw3id.org%2Fspacepact%2Fdoc%2Fa")
        assert server.requests[3].headers["content-type"] == "application/n-triples"


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(401), "NAME:PASSWORD"),
        (Reply(403, b"The server is read-only", "text/plain"), "The server is read-only"),
        (Reply(200, b"<html></html>", "text/html"), "as no Graph Store does"),
        (Reply(200, b"<urn:a> <urn:b", "application/n-triples"), "can't be read"),
        (Reply(500), "500"),
    ],
)
def test_a_server_that_refuses_is_quoted(tmp_path: Path, reply: Reply, said: str) -> None:
    with misbehaving(reply) as server, pytest.raises(RemoteError, match=said):
        publish.publish(built(tmp_path / "1", {"a": "one"}), server.url)


def test_a_read_only_server_refuses(tmp_path: Path) -> None:
    local = built(tmp_path / "1", {"a": "one"})
    with oxigraph(tmp_path / "1") as server, pytest.raises(RemoteError, match=r"403.*read-only"):
        publish.publish(local, server + "/store")


def test_every_question_is_answered_alike_by_a_published_graph(server: str, seeds_graph: Path) -> None:
    local = store.open_store(seeds_graph / "store")
    publish.publish(local, server + "/store")
    ask = remote.ask(server + "/query")
    for name in catalogue.questions():
        assert catalogue.run(ask, name) == catalogue.run(local, name), name
