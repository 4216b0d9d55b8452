"""Serving: answers while builds are swapped, runaway queries really stopped, nothing reached out to, all ended at the end."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pyoxigraph as ox
import pytest

from servers import LOOPBACK, Reply, free_port, misbehaving
from spacepact import catalogue, remote, store, vocab
from spacepact.errors import RemoteError, SpacepactError, StoreError
from spacepact.serve import guard, serving

LABEL = ox.NamedNode(vocab.SKOS + "prefLabel")
HOSTILE = "<script>alert('&')</script>"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
NAMES = "SELECT ?o { ?s skos:prefLabel ?o } ORDER BY ?o"


def generation(folder: Path, name: str, label: str, extra: int = 0) -> None:
    """Build a generation and make it the visible one, as the pipeline does: aside first, then one rename of a link."""
    graph = ox.NamedNode(vocab.doc("a"))
    home = folder / ".generations" / name
    home.mkdir(parents=True)
    things = [ox.Quad(ox.NamedNode(vocab.ID + "isro"), LABEL, ox.Literal(label, language="en"), graph)]
    things += [
        ox.Quad(ox.NamedNode(f"urn:{number}"), ox.NamedNode("urn:p"), ox.Literal(number), graph) for number in range(extra)
    ]
    store.create(home / "store", things)
    (home / "explorer.html").write_text(f"<!doctype html><title>{name}</title>")
    (home / "spacepact.ttl").write_text("# facts")
    (home / "documents").mkdir()
    (home / "documents" / "a b.txt").write_text("ISRO – text", encoding="utf-8")
    for public in ("store", "explorer.html", "spacepact.ttl", "documents"):
        if not (folder / public).is_symlink():
            (folder / public).symlink_to(Path(".current") / public)
    new = folder / ".current.new"
    new.symlink_to(Path(".generations") / name)
    new.replace(folder / ".current")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("serve")
    generation(place, "one", HOSTILE, extra=1000)
    (place / "secret.txt").write_text("secret")
    return place


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    with serving(folder, timeout=1.5) as address:
        yield address


def fetch(url: str, **options: object) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer, whatever the status."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, **options), timeout=30) as answer:  # type: ignore[arg-type]
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def raw(url: str, request: bytes) -> bytes:
    """All that comes back for bytes that no client library would send."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def labels(url: str) -> list[str]:
    answer = catalogue.run(remote.ask(f"{url}/query", timeout=20), NAMES)
    return [row[0].value for row in answer.rows]  # type: ignore[union-attr]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A build that no other test serves."""
    generation(tmp_path / "own", "one", HOSTILE, extra=1000)
    return tmp_path / "own"


# Queries


def test_queries_are_answered_however_they_come(url: str) -> None:
    ask = "ASK { ?s ?p 1 }"
    form = {"data": urlencode({"query": ask}).encode()}
    direct = {"data": ask.encode(), "headers": {"Content-Type": "application/sparql-query; charset=utf-8"}}
    for path in ("/query", "/sparql", "/ask/sparql"):
        for address, options in ((f"{url}{path}?query={quote(ask)}", {}), (url + path, form), (url + path, direct)):
            status, headers, body = fetch(address, **options)
            assert (status, json.loads(body)) == (200, {"head": {}, "boolean": True})
            assert headers["Content-Type"] == "application/sparql-results+json"


def test_the_format_that_is_asked_for_comes_back_whole(url: str) -> None:
    rows = "SELECT ?s ?o { ?s <urn:p> ?o }"
    _, headers, body = fetch(f"{url}/query?query={quote(rows)}", headers={"Accept": "text/csv"})
    assert headers["Content-Type"].startswith("text/csv")
    assert headers["Transfer-Encoding"] == "chunked"
    assert body.count(b"\n") == 1001


def test_the_default_graph_is_the_union_unless_one_is_chosen(url: str) -> None:
    assert labels(url) == [HOSTILE]
    chosen = urlencode({"query": "ASK { ?s ?p ?o }", "default-graph-uri": "urn:none"})
    assert b"false" in fetch(f"{url}/query?{chosen}")[2]


def test_mistakes_come_back_as_the_server_words_them(url: str) -> None:
    status, _, body = fetch(f"{url}/query?query=SELEC")
    assert status == 400
    assert b"error at 1:" in body
    with pytest.raises(RemoteError, match="400"):
        remote.ask(f"{url}/query")("ASK [")


@pytest.mark.parametrize(
    ("path", "options", "status"),
    [
        ("/query", {}, 400),
        ("/query?query=ASK%7B%7D&query=ASK%7B%7D", {}, 400),
        ("/query", {"data": b"update=DROP+ALL"}, 403),
        ("/update", {"data": b"update=DROP+ALL"}, 405),
        ("/store?default", {"data": b"<urn:a> <urn:b> <urn:c> ."}, 405),
        ("/query", {"data": b"ASK{}", "headers": {"Content-Type": "application/json"}}, 415),
        ("/query", {"data": b"\xff", "headers": {"Content-Type": "application/sparql-query"}}, 400),
        ("/query", {"data": b"query=" + b"x" * 1_000_001}, 413),
        ("/store", {"method": "PUT", "data": b"<urn:a> <urn:b> <urn:c> ."}, 405),
        ("/store", {"method": "DELETE"}, 405),
        ("/query", {"method": "OPTIONS"}, 501),
        ("/query", {"data": b"\xff", "headers": {"Content-Type": "text/plain", "Content-Length": "\xb2"}}, 411),
    ],
)
def test_everything_else_is_refused(url: str, path: str, options: dict[str, object], status: int) -> None:
    assert fetch(url + path, **options)[0] == status


def test_a_body_without_length_and_broken_requests_are_refused(url: str) -> None:
    head = b"POST /query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    assert b" 411 " in raw(url, head + b"Transfer-Encoding: chunked\r\n\r\n5\r\nASK{}\r\n0\r\n\r\n")
    assert b" 411 " in raw(url, head + b"Content-Length: -5\r\n\r\nASK{}")
    assert b" 400 " in raw(url, b"nonsense\r\n\r\n")


def test_no_request_hides_in_the_body_of_another(url: str) -> None:
    hidden = b"GET /explorer.html HTTP/1.1\r\nHost: localhost\r\n\r\n"
    for method, path in ((b"GET", b"/"), (b"HEAD", b"/"), (b"POST", b"/update"), (b"PUT", b"/store"), (b"POST", b"/query")):
        head = b"%b %b HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % (method, path, len(hidden))
        answer = raw(url, head + hidden)
        assert answer.count(b"HTTP/1.1 ") == 1, method
        assert b"<title>one</title>" not in answer


def test_old_clients_get_an_answer_without_chunks(url: str) -> None:
    answer = raw(url, b"GET /query?query=SELECT%20%3Fs%20%7B%20%3Fs%20%3Fp%201%20%7D HTTP/1.0\r\nAccept: text/csv\r\n\r\n")
    assert answer.endswith(b"\r\n\r\ns\r\nurn:1\r\n")


def test_one_connection_serves_many_requests(url: str) -> None:
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=30)
    for _ in range(3):
        connection.request("GET", f"/query?query={quote('SELECT ?s { ?s ?p 2 }')}", headers={"Accept": "text/csv"})
        assert connection.getresponse().read() == b"s\r\nurn:2\r\n"
    connection.close()


# Pages and files


def test_the_first_page_offers_what_the_build_has(url: str) -> None:
    status, headers, body = fetch(f"{url}/")
    assert status == 200
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert b"explorer.html" in body
    assert b"report.json" not in body


def test_files_of_the_build_are_handed_out_and_no_others(url: str) -> None:
    assert fetch(f"{url}/explorer.html")[2] == b"<!doctype html><title>one</title>"
    assert fetch(f"{url}/spacepact.ttl")[1]["Content-Type"] == "text/turtle"
    assert fetch(f"{url}/documents/a%20b.txt")[2].decode() == "ISRO – text"
    outside = (
        "/secret.txt",
        "/documents/../secret.txt",
        "/documents/%2e%2e%2fsecret.txt",
        "/documents/..%5csecret.txt",
        "/documents/",
    )
    for path in (
        *outside,
        "/store/CURRENT",
        "/.current/spacepact.ttl",
        "/report.html",
        "/documents/%00.txt",
        "//etc/passwd",
        "/x",
    ):
        assert fetch(url + path)[0] == 404, path
    assert b" 404 " in raw(url, b"GET /documents/../../secret.txt HTTP/1.0\r\n\r\n")


def test_a_head_request_has_no_body(url: str) -> None:
    for path in ("/", "/explorer.html", "/catalogue"):
        status, headers, body = fetch(url + path, method="HEAD")
        assert (status, body) == (200, b"")
        assert int(headers["Content-Length"]) > 0


def test_the_query_page_and_its_parts_are_oxigraphs(url: str) -> None:
    assert b"yasgui" in fetch(f"{url}/ask/")[2].lower()
    assert fetch(f"{url}/ask")[0] == 200
    for part in ("yasgui.min.js", "yasgui.min.css"):
        status, headers, body = fetch(f"{url}/ask/{part}")
        assert status == 200
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert len(body) > 10_000


def test_the_questions_are_listed_and_asked(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "named-so.rq").write_text(
        "#+ description: What is called <so>?\n#+ summary: One row per thing.\n#+ parameters:\n#+   - name: text\n"
        "SELECT ?so ?label ?so_iri { ?so_iri skos:prefLabel ?label FILTER(CONTAINS(?label, ?_name)) BIND(1 AS ?so) }\n"
    )
    monkeypatch.setenv("SPACEPACT_PROJECT", str(tmp_path))
    listed = fetch(f"{url}/catalogue")[2].decode()
    assert '<a href="/catalogue/named-so">What is called &lt;so&gt;?</a>' in listed
    empty = fetch(f"{url}/catalogue/named-so")[2].decode()
    assert 'name="name"' in empty
    assert "<table>" not in empty
    found = fetch(f"{url}/catalogue/named-so?name={quote('script>')}")[2].decode()
    assert 'href="/catalogue/about?entity=https%3A%2F%2Fw3id.org%2Fspacepact%2Fid%2Fisro"' in found
    assert "&lt;script&gt;alert(&#x27;&amp;&#x27;)&lt;/script&gt;" in found
    assert "<script" not in found
    wrong = fetch(f"{url}/catalogue/named-so?{urlencode({'nam': '<i>'})}")[2].decode()
    assert 'role="alert"' in wrong
    status, headers, body = fetch(f"{url}/catalogue/named-sooo")
    assert (status, headers["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert b"named-so" in body


def test_every_question_of_the_catalogue_has_a_page(url: str) -> None:
    for name, question in catalogue.questions().items():
        status, _, body = fetch(f"{url}/catalogue/{name}")
        assert status == 200, name
        for parameter in question.parameters:
            assert f'name="{parameter}"' in body.decode(), name


def test_a_name_that_is_not_this_machines_is_refused(url: str) -> None:
    for host in ("evil.example", "localhost.evil.example:80", "[::2]"):
        assert fetch(f"{url}/", headers={"Host": host})[0] == 403
    for host in ("localhost", "LOCALHOST:80", "[::1]:80", LOOPBACK):
        assert fetch(f"{url}/", headers={"Host": host})[0] == 200


# Reaching out

OUT = "SERVICE <{url}> {{ ?a ?b ?c }}"
ATTEMPTS = [
    "SELECT * {{ {out} }}",
    "SELECT * {{ service silent<{url}>{{?a ?b ?c}} }}",
    "SELECT * {{ {{ SELECT * {{ {out} }} }} }}",
    "ASK {{ FILTER EXISTS {{ {out} }} }}",
    "CONSTRUCT WHERE {{ ?s ?p ?o }} # \nSELECT * {{ {out} }}",
    "PREFIX e: <{url}> SELECT * {{ SERVICE e: {{ ?a ?b ?c }} }}",
    "PREFIX : <{url}> SELECT * {{ SERVICE:{{ ?a ?b ?c }} }}",
    "SELECT * {{ BIND(<{url}> AS ?e) SERVICE?e{{ ?a ?b ?c }} }}",
    "SELECT * {{ VALUES ?e {{ <{url}> }} SERVICE ?e {{ ?a ?b ?c }} }}",
    "PREFIX e: <urn:> SELECT * {{ ?s e:a\\' 1 . {out} FILTER('x' = 'x') }}",
    "PREFIX e: <urn:> SELECT * {{ ?s e:a\u00b7\\' 1 . {out} FILTER('x' = 'x') }}",
    "PREFIX e: <urn:> SELECT * {{ ?s e:a\u0300\\' 1 . {out} FILTER('x' = 'x') }}",
    "PREFIX e: <urn:> SELECT * {{ ?s e:a\\# 1 . {out} }}",
    "PREFIX e: <{url}> SELECT * {{ FILTER(1<2)SERVICE#>\ne:{{ ?a ?b ?c }} }}",
    "PREFIX e: <{url}> SELECT * {{ FILTER(1<2.0)SERVICE e:{{ ?a ?b ?c }} FILTER(3>2) }}",
    "SELECT * {{ VALUES ?x {{ '''a''''' }} {out} VALUES ?y {{ '''''' }} }}",
    'SELECT * {{ VALUES ?x {{ """a""" }} {out} VALUES ?y {{ """b""" }} }}',
    "SELECT * {{ VALUES ?x {{ 'a\\\\' }} {out} VALUES ?y {{ 'b' }} }}",
    "SELECT * {{ ?s ?p true{out} }}",
    "SELECT * {{ ?s ?p 1.{out} }}",
    "SELECT * {{ ?s <urn:p>1{out} }}",
    "# '\nSELECT * {{ {out} }} # '",
    '# """\rSELECT * {{ {out} }} # """',
    "SELECT * {{ \\u0053ERVICE <{url}> {{ ?a ?b ?c }} }}",
]


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_no_query_reaches_out(url: str, attempt: str) -> None:
    with misbehaving(Reply(body=b'{"head":{"vars":[]},"results":{"bindings":[]}}')) as listening:
        out = OUT.format(url=listening.url)
        status, _, _ = fetch(f"{url}/query", data=urlencode({"query": attempt.format(out=out, url=listening.url)}).encode())
        assert listening.requests == []
    assert status in (400, 403)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p ?o }",
        "SELECT $SERVICE { $SERVICE ?p ?o }",
        "SELECT * { ?s ?p 'in the SERVICE of <space>' , \"service { }\" , '''it's service''' }",
        "PREFIX e: <urn:x> # no SERVICE here\nSELECT * { ?s e:service ?o ; <http://example.org/service#x> ?o }",
        "SELECT * { ?s <http://service.example.org/a(b)> ?o }",
    ],
)
def test_the_word_alone_is_no_reason_to_refuse(url: str, query: str) -> None:
    assert fetch(f"{url}/query?query={quote(query)}")[0] == 200


@pytest.mark.parametrize(
    "query", ["PREFIX service: <urn:x> SELECT * { ?s service:a ?o }", "SELECT * { ?s <http://example.org/a(b)#service> ?o }"]
)
def test_in_doubt_a_query_is_refused(query: str) -> None:
    assert guard.reaches_out(query)


def test_service_is_let_out_where_it_is_allowed(folder: Path) -> None:
    body = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"uri","value":"urn:from-elsewhere"}}]}}'
    with misbehaving(Reply(body=body)) as listening, serving(folder, allow_service=True) as url:
        query = f"SELECT ?a {{ SERVICE <{listening.url}> {{ ?a ?b ?c }} }}"
        assert b"urn:from-elsewhere" in fetch(f"{url}/query?query={quote(query)}")[2]
        assert len(listening.requests) == 1


# Runaway queries


def test_a_runaway_query_is_stopped_and_others_go_on(url: str) -> None:
    answers: list[list[str]] = []
    others = [threading.Thread(target=lambda: answers.append(labels(url))) for _ in range(3)]
    started = time.monotonic()
    runaway = threading.Thread(target=lambda: answers.append([str(fetch(f"{url}/query?query={quote(RUNAWAY)}")[0])]))
    runaway.start()
    for other in others:
        time.sleep(0.45)
        other.start()
    for thread in (*others, runaway):
        thread.join(timeout=30)
    assert sorted(answers) == [["504"], *[[HOSTILE]] * 3]
    assert time.monotonic() - started < 10
    started = time.monotonic()
    assert labels(url) == [HOSTILE]
    assert time.monotonic() - started < 3


def test_a_stopped_query_leaves_no_busy_process(own: Path) -> None:
    with serving(own, timeout=0.5) as url:
        status, _, body = fetch(f"{url}/query", data=urlencode({"query": RUNAWAY}).encode())
        assert (status, b"0.5 seconds" in body) == (504, True)
        assert labels(url) == [HOSTILE]
        assert len(running(own)) == 1
    assert running(own) == []


def test_an_answer_that_is_cut_at_the_limit_shows_that_it_is_cut(own: Path) -> None:
    endless = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with serving(own, timeout=0.5) as url:
        with pytest.raises((http.client.IncompleteRead, ConnectionError)):
            fetch(f"{url}/query?query={quote(endless)}", headers={"Accept": "text/csv"})
        assert labels(url) == [HOSTILE]


def test_a_client_that_goes_away_leaves_its_query_to_be_stopped(own: Path) -> None:
    with serving(own, timeout=0.5) as url:
        parts = urlsplit(url)
        with socket.create_connection((parts.hostname, parts.port)) as connection:
            connection.sendall(f"GET /query?query={quote(RUNAWAY)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        first = running(own)
        deadline = time.monotonic() + 10
        while running(own) == first and time.monotonic() < deadline:
            time.sleep(0.1)
        assert running(own) != first
        assert labels(url) == [HOSTILE]


def test_a_server_that_died_is_replaced(own: Path) -> None:
    with serving(own) as url:
        assert labels(url) == [HOSTILE]
        for process in running(own):
            os.kill(process, signal.SIGKILL)
        assert labels(url) == [HOSTILE]


def test_a_query_that_lost_its_server_is_asked_again(own: Path) -> None:
    long = "SELECT (COUNT(*) AS ?n) { ?a <urn:p> ?b . ?c <urn:p> ?d . VALUES ?e { 1 2 3 4 5 } }"
    with serving(own) as url:
        answers: list[bytes] = []
        asked = threading.Thread(target=lambda: answers.append(fetch(f"{url}/query?query={quote(long)}")[2]))
        asked.start()
        time.sleep(0.1)
        assert answers == []
        for process in running(own):
            os.kill(process, signal.SIGKILL)
        asked.join(timeout=60)
    assert b'"5000000"' in answers[0]


# Rebuilds, beginning and end


def test_a_rebuild_is_served_after_the_swap_and_nobody_waits(tmp_path: Path) -> None:
    generation(tmp_path, "one", "first")
    with serving(tmp_path) as url:
        assert labels(url) == ["first"]
        generation(tmp_path, "two", "second")
        seen, deadline = ["first"], time.monotonic() + 15
        while seen[-1] != "second" and time.monotonic() < deadline:
            seen += labels(url)
        assert set(seen) == {"first", "second"}
        assert seen == sorted(seen)
        assert fetch(f"{url}/explorer.html")[2] == b"<!doctype html><title>two</title>"
        deadline = time.monotonic() + 5
        while len(running(tmp_path)) > 1 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(running(tmp_path)) == 1


def test_a_store_that_can_not_be_served_leaves_the_old_one_serving(tmp_path: Path) -> None:
    generation(tmp_path, "one", "first")
    with serving(tmp_path) as url:
        broken = tmp_path / ".generations" / "broken" / "store"
        broken.mkdir(parents=True)
        (broken / "CURRENT").write_text("nonsense")
        new = tmp_path / "new"
        new.symlink_to(Path(".generations") / "broken")
        new.replace(tmp_path / ".current")
        time.sleep(1)
        assert labels(url) == ["first"]


def test_what_can_not_be_served_is_refused(tmp_path: Path, own: Path) -> None:
    with pytest.raises(StoreError, match="holds no store"), serving(tmp_path):
        pass
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match="build the store again"), serving(tmp_path):
        pass
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        with pytest.raises(SpacepactError, match="can't be listened on"), serving(own, port=taken.getsockname()[1]):
            pass
    assert running(tmp_path) == []


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_everything(tmp_path: Path, end: signal.Signals) -> None:
    generation(tmp_path, "one", "first")
    port = free_port()
    command = "import sys; from spacepact import serve; serve.run(sys.argv[1], port=int(sys.argv[2]))"
    paths = os.pathsep.join(path for path in sys.path if path)
    with subprocess.Popen(
        [sys.executable, "-c", command, str(tmp_path), str(port)], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths}
    ) as process:
        assert process.stdout
        said = process.stdout.readline().decode()
        assert f"http://{LOOPBACK}:{port}/query" in said
        assert labels(f"http://{LOOPBACK}:{port}") == ["first"]
        process.send_signal(end)
        assert process.wait(timeout=10) == 0
    assert running(tmp_path) == []


def running(folder: Path) -> list[int]:
    """The Oxigraph servers that run on a build in `folder`; a process that has ended has no command line any more."""
    place = str(folder.resolve())
    return [process for process, command in commands() if "serve-read-only" in command and place in command]


def commands() -> Iterator[tuple[int, str]]:
    """All processes with their command lines."""
    if not Path("/proc/self/cmdline").exists():
        listed = subprocess.run(["ps", "-ww", "-eo", "pid=,args="], capture_output=True, text=True, check=True).stdout
        yield from ((int(line.split()[0]), line) for line in listed.splitlines())
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            yield int(file.parent.name), file.read_text(errors="replace").replace("\0", " ")
