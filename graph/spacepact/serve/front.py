"""The address that people and programs call: queries go to the Oxigraph server behind it, pages and files are answered here.

SPARQL itself is Oxigraph's: the front looks at a query only to refuse SERVICE, measures its time, and passes the answer on as
it comes.
"""

import os
import re
import shutil
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from spacepact import remote
from spacepact.errors import StoreError, UnknownName
from spacepact.serve import pages, relay
from spacepact.serve.backend import LOOPBACK, Supervisor
from spacepact.serve.guard import reaches_out

MAX_BODY = 1_000_000
DISCARDED = 20 * MAX_BODY
"""Bytes of a body beyond the bound that are read, to be able to say that it is."""
AT_ONCE = 16
"""Queries that are worked on at the same time; further ones are asked to come back."""
QUERY_PATHS = frozenset({"/query", "/sparql", "/ask/query", "/ask/sparql"})
SELECTED = ("default-graph-uri", "named-graph-uri")
QUERY_PAGE = {
    "/ask/": "/", "/ask/yasgui.min.css": "/yasgui.min.css", "/ask/yasgui.min.js": "/yasgui.min.js", "/logo.svg": "/logo.svg",
}  # fmt: skip
LOOPBACK_NAMES = frozenset({"localhost", LOOPBACK, "[::1]"})
OWN_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
FILE_POLICY = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; frame-ancestors 'none'"
HTML = "text/html; charset=utf-8"
KINDS = {
    ".html": HTML,
    ".json": "application/json",
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".txt": "text/plain; charset=utf-8",
}
Fields = dict[str, list[str]]


class RefusedError(Exception):
    """A request that is answered with a status and one sentence."""

    def __init__(self, status: HTTPStatus, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers


@dataclass(frozen=True, slots=True)
class Settings:
    """What a front serves and what it allows. `timeout` is in seconds; `local` says that it listens on loopback alone."""

    folder: Path
    supervisor: Supervisor
    timeout: float
    allow_service: bool
    local: bool
    places: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(AT_ONCE))


class Front(ThreadingHTTPServer):
    """The server; each request has a thread of its own."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, host: str, port: int, settings: Settings) -> None:
        self.settings = settings
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), Handler)

    @property
    def url(self) -> str:
        """Where this machine reaches the front."""
        host, port = self.server_address[:2]
        named = {"0.0.0.0": LOOPBACK, "::": "::1"}.get(str(host), str(host))  # noqa: S104 - compared with, not listened on
        return f"http://[{named}]:{port}" if ":" in named else f"http://{named}:{port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that went away are no error; anything else is told on standard error."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    server_version = "spacepact"
    sys_version = ""
    timeout = 60
    server: Front

    def do_GET(self) -> None:
        """Pages, files, and queries in the address."""
        self._guarded(self._get)

    def do_HEAD(self) -> None:
        """The same without the body."""
        self._guarded(self._get)

    def do_POST(self) -> None:
        """Queries in the body."""
        self._guarded(self._post)

    def do_PUT(self) -> None:
        """Nothing: the graph is read-only."""
        self._guarded(self._unwritable)

    do_DELETE = do_PATCH = do_PUT  # noqa: N815 - the names that http.server calls

    def log_message(self, *_: object) -> None:
        """Keep no log of what people ask."""

    def _guarded(self, action: Callable[[], None]) -> None:
        if self.command in ("GET", "HEAD") and ("Content-Length" in self.headers or "Transfer-Encoding" in self.headers):
            # a body that nobody reads must not pass for the next request
            self.close_connection = True
        try:
            self._check_host()
            action()
        except RefusedError as refusal:
            self._give(refusal.status, f"{refusal}\n".encode(), "text/plain; charset=utf-8", refusal.headers)
        except UnknownName as error:
            self._give(HTTPStatus.NOT_FOUND, f"{error}\n".encode(), "text/plain; charset=utf-8")
        except StoreError as error:
            self._give(HTTPStatus.SERVICE_UNAVAILABLE, f"{error}\n".encode(), "text/plain; charset=utf-8")
        except (ConnectionError, TimeoutError):
            self.close_connection = True

    def _check_host(self) -> None:
        """A page elsewhere may give its own name this machine's address; on loopback, only loopback's names are answered."""
        host = self.headers.get("Host", "localhost")
        name = host[: host.rfind("]") + 1] if host.startswith("[") else host.partition(":")[0]
        if self.server.settings.local and name.lower() not in LOOPBACK_NAMES:
            self.close_connection = True
            raise RefusedError(HTTPStatus.FORBIDDEN, "This server answers to localhost alone.")

    def _get(self) -> None:
        parts = urlsplit(self.path)
        path, folder = unquote(parts.path), self.server.settings.folder
        if path in QUERY_PATHS:
            self._ask(parse_qs(parts.query, keep_blank_values=True))
        elif path in QUERY_PAGE:
            self._relay("GET", QUERY_PAGE[path], None, {})
        elif path == "/":
            self._give(HTTPStatus.OK, pages.home(folder), HTML)
        elif path == "/catalogue":
            self._give(HTTPStatus.OK, pages.questions(), HTML)
        elif path.startswith("/catalogue/"):
            ask = remote.ask(f"{self.server.url}/query", timeout=2 * self.server.settings.timeout + 30, attempts=1)
            self._give(HTTPStatus.OK, pages.question(path.removeprefix("/catalogue/"), parse_qs(parts.query), ask), HTML)
        elif path == "/ask":
            self._give(HTTPStatus.MOVED_PERMANENTLY, b"", HTML, {"Location": "/ask/"})
        else:
            self._file(_named(folder, path))

    def _post(self) -> None:
        parts = urlsplit(self.path)
        if parts.path not in QUERY_PATHS:
            self._unwritable()
        body, fields = self._body(), parse_qs(parts.query, keep_blank_values=True)
        kind = self.headers.get_content_type()
        if kind == "application/x-www-form-urlencoded":
            self._ask({**fields, **parse_qs(body, keep_blank_values=True)})
        elif kind == "application/sparql-query":
            self._ask({**fields, "query": [body]})
        else:
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Post a query as application/sparql-query or as a form.")

    def _unwritable(self) -> None:
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self._body()
        raise RefusedError(
            HTTPStatus.METHOD_NOT_ALLOWED, "The graph is read-only; queries are posted to /query.", Allow="GET, HEAD, POST"
        )

    def _body(self) -> str:
        length = self.headers.get("Content-Length", "")
        if "Transfer-Encoding" in self.headers or not re.fullmatch("[0-9]{1,15}", length):
            self.close_connection = True
            raise RefusedError(HTTPStatus.LENGTH_REQUIRED, "Say how long the query is (Content-Length).")
        if int(length) > MAX_BODY:
            # a client that is still sending would miss the answer
            left = min(int(length), DISCARDED)
            while left and (piece := self.rfile.read(min(left, 1 << 16))):
                left -= len(piece)
            self.close_connection = True
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The query is longer than {MAX_BODY:,} bytes.")
        try:
            return self.rfile.read(int(length)).decode()
        except UnicodeDecodeError:
            raise RefusedError(HTTPStatus.BAD_REQUEST, "The query is no UTF-8.") from None

    def _ask(self, fields: Fields) -> None:
        if "update" in fields:
            raise RefusedError(HTTPStatus.FORBIDDEN, "The graph is read-only.")
        if len(fields.get("query", [])) != 1 or self.command == "HEAD":
            raise RefusedError(HTTPStatus.BAD_REQUEST, "Give one query, as the parameter `query`.")
        if not self.server.settings.allow_service and reaches_out(fields["query"][0]):
            raise RefusedError(
                HTTPStatus.FORBIDDEN, "SERVICE is not allowed here; whoever runs the server can with --allow-service."
            )
        selected = urlencode([(name, value) for name in SELECTED for value in fields.get(name, [])])
        headers = {"Content-Type": "application/sparql-query", "Accept": self.headers.get("Accept", "*/*")}
        if not self.server.settings.places.acquire(blocking=False):
            raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "Too many queries at once: ask again.", **{"Retry-After": "1"})
        try:
            self._relay("POST", f"/query?{selected}", fields["query"][0].encode(), headers)
        finally:
            self.server.settings.places.release()

    def _relay(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> None:
        settings = self.server.settings
        client = relay.Client(self._head, self.wfile.write, chunked=self.request_version != "HTTP/1.0")
        outcome = relay.relay(settings.supervisor, relay.Request(method, path, body, headers), client, settings.timeout)
        if client.begun:
            self.close_connection = self.close_connection or outcome is not relay.Outcome.DONE or not client.chunked
        elif outcome is relay.Outcome.RUNAWAY:
            limit = f"{settings.timeout:g} seconds"
            raise RefusedError(
                HTTPStatus.GATEWAY_TIMEOUT, f"The query ran past the limit of {limit} and was stopped: ask for less."
            )
        else:
            raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "The server was restarted: ask again.", **{"Retry-After": "1"})

    def _head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        common = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Content-Security-Policy": FILE_POLICY}
        for name, value in {**common, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _give(self, status: HTTPStatus, body: bytes, kind: str, headers: Mapping[str, str] | None = None) -> None:
        own = {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": OWN_POLICY,
            "Cache-Control": "no-store",
        }
        self._head(status, {**own, **(headers or {})})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _file(self, path: Path) -> None:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            headers = {"Content-Type": KINDS[path.suffix], "Content-Length": str(size), "Cache-Control": "no-cache"}
            self._head(HTTPStatus.OK, headers)
            if self.command != "HEAD":
                shutil.copyfileobj(file, self.wfile)


def _named(folder: Path, path: str) -> Path:
    """The file of the build that an address names: one of `pages.OFFERED`, or the text of a document."""
    name = path.removeprefix("/")
    parent, _, leaf = name.rpartition("/")
    plain = "/" not in leaf and "\\" not in leaf and "\0" not in leaf and not leaf.startswith(".")
    if name in pages.OFFERED or (parent == "documents" and plain and leaf.endswith(".txt")):
        file = folder / name
        if file.is_file():
            return file
    raise RefusedError(HTTPStatus.NOT_FOUND, "There is nothing here; / lists what there is.")
