"""Endpoints elsewhere: the same answers as at home, patience with busy servers, and a clear word on every misbehaviour."""

import base64
import json
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from pathlib import Path

import pyoxigraph as ox
import pytest

from servers import LOOPBACK, Reply, free_port, misbehaving, oxigraph
from spacepact import catalogue, remote, store, vocab
from spacepact.answers import Answer, Triples
from spacepact.errors import QueryError, RemoteError

ASK = "ASK { ?s ?p ?o }"
YES = Reply(body=b'{"head": {}, "boolean": true}')


def quads() -> list[ox.Quad]:
    names = {"isro": "ISRO", "jaxa": 'JAXA "quoted" <b>&amp; \\ 東京\n'}
    label = ox.NamedNode(vocab.SKOS + "prefLabel")
    graph = ox.NamedNode(vocab.doc("a b"))
    return [ox.Quad(ox.NamedNode(vocab.ID + name), label, ox.Literal(text, language="en"), graph) for name, text in names.items()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("remote") / "store"
    store.create(place, quads())
    return place


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    with oxigraph(folder) as address:
        yield address + "/query"


def refusal(address: str, query: str = ASK, **options: float) -> str:
    """The message of the RemoteError that a question raises; it names the endpoint and fits one line."""
    with pytest.raises(RemoteError) as caught:
        remote.ask(address, **options)(query)  # type: ignore[arg-type]
    message = str(caught.value)
    assert "\n" not in message
    return message


# A real server


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?o { ?s skos:prefLabel ?o } ORDER BY ?s",
        "SELECT ?s ?none { ?s skos:prefLabel ?o OPTIONAL { ?s skos:altLabel ?none } } ORDER BY ?s",
        "SELECT ?s { ?s skos:altLabel ?o }",
        "ASK { ?s skos:prefLabel 'ISRO'@en }",
        "ASK { ?s skos:altLabel ?o }",
        "CONSTRUCT { ?s skos:altLabel ?o } WHERE { ?s skos:prefLabel ?o }",
        "DESCRIBE pactid:isro",
        "CONSTRUCT { ?s skos:altLabel ?o } WHERE { ?s skos:altLabel ?o }",
        '# a question\nSELECT (1.50 AS ?decimal) (true AS ?yes) ("x"^^xsd:token AS ?typed) {}',
    ],
)
def test_an_endpoint_answers_as_the_store_does(served: str, folder: Path, query: str) -> None:
    local = catalogue.run(store.open_store(folder), query)
    assert catalogue.run(remote.ask(served), query) == local


def test_a_long_query_goes_by_post_and_a_short_one_by_get(served: str) -> None:
    names = " ".join(f'"name {number}"@en' for number in range(20_000))
    long = f'SELECT ?s {{ VALUES ?o {{ {names} "ISRO"@en }} ?s <{vocab.SKOS}prefLabel> ?o }}'
    answer = remote.ask(served)(long)
    assert isinstance(answer, Answer)
    assert len(answer.rows) == 1
    with misbehaving(YES) as server:
        remote.ask(server.url)(ASK)
        remote.ask(server.url)(f"{ASK} # {'x' * 3000}")
        assert [request.method for request in server.requests] == ["GET", "POST"]


def test_a_mistake_in_a_query_comes_back_with_what_the_server_says(served: str) -> None:
    assert "400 Bad Request (error at 1:" in refusal(served, "ASK [ ?s ?p ?o }")


def test_an_update_is_never_sent() -> None:
    with misbehaving(YES) as server:
        for update in ("DROP ALL", "PREFIX x: <urn:x>\nINSERT DATA { x:a x:b x:c }", "# c\nCLEAR ALL"):
            with pytest.raises(QueryError, match="changes data"):
                remote.ask(server.url)(update)
        assert server.requests == []


def test_an_address_may_carry_parameters_and_a_password() -> None:
    with misbehaving(YES) as server:
        address = server.url.replace("http://", "http://me:p%40ss@") + "?union-default-graph=&named=x%20y"
        assert remote.ask(address)(ASK) is True
        request = server.requests[0]
    assert request.headers["authorization"] == "Basic " + base64.b64encode(b"me:p@ss").decode()
    assert "union-default-graph=&named=x+y&query=ASK" in request.path


def test_spacepact_names_itself_and_the_formats_it_reads() -> None:
    with misbehaving(YES) as server:
        remote.ask(server.url)(ASK)
        request = server.requests[0]
    assert request.headers["user-agent"].startswith("spacepact/")
    assert request.headers["accept"].startswith("application/sparql-results+json")


@pytest.mark.parametrize(
    "address",
    ["", "localhost:7878", "file:///etc/passwd", "ftp://host/a", "http://", "http://a b/", "http://h:x/", "javascript:alert(1)"],
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(RemoteError, match="is no web address"):
        remote.ask(address)


def test_an_answer_in_xml_is_read_too() -> None:
    body = b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>true</boolean></sparql>'
    with misbehaving(Reply(body=body, kind="application/sparql-results+xml")) as server:
        assert remote.ask(server.url)(ASK) is True
    turtle = b"<urn:a> <urn:b> <urn:c> , <urn:c> ."
    with misbehaving(Reply(body=turtle, kind="text/turtle; charset=utf-8")) as server:
        found = remote.ask(server.url)("CONSTRUCT WHERE { ?s ?p ?o }")
        assert found == Triples((ox.Triple(*(ox.NamedNode(f"urn:{name}") for name in "abc")),))


# A busy one


@pytest.mark.parametrize(
    "busy", [Reply(429, headers={"Retry-After": "0"}), Reply(503), Reply(502), Reply(0), Reply(body=b'{"he', announced=99)]
)
def test_a_busy_server_is_asked_again(busy: Reply) -> None:
    with misbehaving(busy, busy, YES) as server:
        assert remote.ask(server.url)(ASK) is True
        assert len(server.requests) == 3


@pytest.mark.parametrize("wish", [lambda: "1", lambda: formatdate(time.time() + 2, usegmt=True)])
def test_the_pause_that_a_server_asks_for_is_kept(wish: Callable[[], str]) -> None:
    with misbehaving(Reply(429, headers={"Retry-After": wish()}), YES) as server:
        started = time.monotonic()
        assert remote.ask(server.url)(ASK) is True
        assert 0.9 <= time.monotonic() - started < 6


def test_a_pause_beyond_patience_is_handed_on_at_once() -> None:
    with misbehaving(Reply(429, headers={"Retry-After": "3600"})) as server:
        assert "answered 429" in (message := refusal(server.url))
        assert "try again in 3600 seconds" in message
        assert len(server.requests) == 1


def test_a_server_that_stays_busy_is_given_up() -> None:
    with misbehaving(Reply(503, b"maintenance \x1b[31m\n tonight", "text/plain")) as server:
        message = refusal(server.url, attempts=2)
        assert "answered 503" in message
        assert "maintenance [31m tonight" in message
        assert len(server.requests) == 2


# A broken one


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(400, b"parse error: line 1", "text/plain"), ["400", "parse error: line 1", "correct the query"]),
        (Reply(401), ["401", "NAME:PASSWORD"]),
        (Reply(403, b"<html><p>no</html>", "text/html"), ["403", "access"]),
        (Reply(404), ["404", "/sparql"]),
        (Reply(405), ["405", "something else"]),
        (Reply(500, b"stack trace", "text/plain"), ["500", "stack trace", "try again later"]),
        (Reply(504), ["504", "try again later"]),
        (Reply(body=b"<!DOCTYPE html><html>Welcome</html>", kind="text/html"), ["web page"]),
        (Reply(body=b"\n <html>Welcome</html>"), ["web page"]),
        (Reply(body=b""), ["answered with nothing"]),
        (Reply(body=b" \n"), ["answered with nothing"]),
        (Reply(body=b"true", kind="text/plain"), ["text/plain"]),
        (Reply(body=b"{}", kind="application/json"), ["cut", "{}"]),
        (Reply(body=b'{"head":{"vars":["s"]},"results":{"bindings":[', announced=None), ["cut its answer off", "bindings"]),
        (Reply(body=b'{"head":{"vars":["s"]},"results":{"bindings":[out of time'), ["cut its answer off", "out of time"]),
        (Reply(body=b"PK\x03\x04", kind="application/zip"), ["application/zip"]),
    ],
)
def test_a_broken_answer_gets_a_clear_word_and_is_not_asked_for_again(reply: Reply, said: list[str]) -> None:
    with misbehaving(reply) as server:
        message = refusal(server.url)
        assert server.url in message
        for part in said:
            assert part in message
        assert len(server.requests) == 1


def test_a_graph_that_was_cut_off_is_not_taken_for_whole() -> None:
    head = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:">'
    one = b'<rdf:Description rdf:about="urn:a"><x:b rdf:resource="urn:c"/></rdf:Description>'
    with misbehaving(Reply(body=head + one, kind="application/rdf+xml", announced=None)) as server:
        assert "cut its answer off" in refusal(server.url, "CONSTRUCT WHERE { ?s ?p ?o }")


def test_a_slow_server_is_given_up_and_not_asked_again() -> None:
    for reply in (Reply(delay=30), Reply(body=YES.body * 40, pause=0.05)):
        with misbehaving(reply) as server:
            started = time.monotonic()
            assert "within 0.5 seconds" in refusal(server.url, timeout=0.5)
            assert time.monotonic() - started < 3
            assert len(server.requests) == 1


def test_no_server_at_all() -> None:
    assert "can't be reached" in refusal(f"http://{LOOPBACK}:{free_port()}/sparql")


def test_a_password_is_neither_shown_nor_sent_elsewhere() -> None:
    with misbehaving(YES) as elsewhere, misbehaving(Reply(302, headers={"Location": elsewhere.url})) as server:
        assert remote.ask(server.url.replace("http://", "http://me:secret@"))(ASK) is True
        assert "authorization" in server.requests[0].headers
        assert "authorization" not in elsewhere.requests[0].headers
    with misbehaving(Reply(401)) as server:
        assert "secret" not in refusal(server.url.replace("http://", "http://me:secret@"))


def test_a_redirection_out_of_the_web_is_not_followed() -> None:
    with misbehaving(Reply(302, headers={"Location": "file:///etc/hostname"})) as server:
        assert "302" in refusal(server.url)


def test_an_answer_without_bounds_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "MAX_BYTES", 1000)
    rows = [{"s": {"type": "uri", "value": f"urn:{number}"}} for number in range(1000)]
    body = json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": rows}}).encode()
    with misbehaving(Reply(body=body)) as server:
        assert "more than 1,000 bytes" in refusal(server.url)
