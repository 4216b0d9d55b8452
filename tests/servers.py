"""Servers for the tests, on loopback alone: a real Oxigraph, and one that misbehaves as told."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

LOOPBACK = "127.0.0.1"
READY_WITHIN = 20.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


@contextmanager
def oxigraph(store: Path | None = None) -> Iterator[str]:
    """The address of an Oxigraph server: read-only on a store, or an empty one in memory that may be written to."""
    program = shutil.which("oxigraph", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    assert program, "install the distribution oxigraph, which brings the server that these tests need"
    port = free_port()
    place = ["serve-read-only", "--location", str(store)] if store else ["serve"]
    command = [program, *place, "--bind", f"{LOOPBACK}:{port}", "--union-default-graph"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(f"http://{LOOPBACK}:{port}/", server)
            yield f"http://{LOOPBACK}:{port}"
        finally:
            server.kill()


def wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        assert server.poll() is None, f"the server left with {server.returncode}"
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError(f"no server at {url} within {READY_WITHIN} seconds")


@dataclass(frozen=True)
class Reply:
    """What the misbehaving server does with one request.

    It waits `delay` seconds, then sends `body` with a `pause` between every two bytes. `announced` is the length it claims
    (the true one by default; None: none at all, the end is where the connection ends); a `status` of 0 breaks the connection off.
    """

    status: int = 200
    body: bytes = b""
    kind: str = "application/sparql-results+json"
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    pause: float = 0.0
    announced: int | None = -1


@dataclass(frozen=True)
class Request:
    """What a client sent."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Misbehaving:
    """A server that gives its replies one after another, the last one for ever, and remembers what it was asked."""

    url: str
    requests: list[Request] = field(default_factory=list)


@contextmanager
def misbehaving(*replies: Reply) -> Iterator[Misbehaving]:
    script = Misbehaving(f"http://{LOOPBACK}:0/sparql")
    stopped = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            script.requests.append(Request(self.command, self.path, headers, body))
            reply = replies[min(len(script.requests), len(replies)) - 1]
            stopped.wait(reply.delay)
            self.close_connection = True
            if reply.status:
                self.give(reply)

        do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - the names that http.server calls

        def give(self, reply: Reply) -> None:
            self.send_response(reply.status)
            length = len(reply.body) if reply.announced == -1 else reply.announced
            given = {"Content-Type": reply.kind, **reply.headers}
            for name, value in given.items():
                self.send_header(name, value)
            if length is not None:
                self.send_header("Content-Length", str(length))
            self.end_headers()
            step = 1 if reply.pause else max(len(reply.body), 1)
            for at in range(0, len(reply.body), step):
                try:
                    self.wfile.write(reply.body[at : at + step])
                except ConnectionError:
                    return
                stopped.wait(reply.pause)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer((LOOPBACK, 0), Handler) as server:
        script.url = f"http://{LOOPBACK}:{server.server_address[1]}/sparql"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield script
        finally:
            stopped.set()
            server.shutdown()
            thread.join()
