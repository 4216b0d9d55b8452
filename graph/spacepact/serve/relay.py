"""Passes one request to the server behind the front and its answer back, piece by piece, and keeps the time.

The time that counts is the time spent waiting for the server. When it is up and nothing comes, the server is given up, for
nothing else stops a query that Oxigraph works on; when answers still flow, closing the connection is enough. Requests that lost
their server to somebody else's query are sent again, once.
"""

import enum
import http.client
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from spacepact.serve.backend import LOOPBACK, Backend, Supervisor

PIECE = 1 << 16
PASSED_ON = ("Content-Type", "Content-Length", "Location")


class Outcome(enum.Enum):
    """How a request ended: answered, stopped at the limit, or without a server that could answer it."""

    DONE = enum.auto()
    RUNAWAY = enum.auto()
    LOST = enum.auto()


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the server behind."""

    method: str
    path: str
    body: bytes | None
    headers: Mapping[str, str]


@dataclass(slots=True)
class Client:
    """Who asked: how to send the head of an answer and its pieces. `begun`: the head is out; `gone`: nobody listens."""

    head: Callable[[int, Mapping[str, str]], None]
    write: Callable[[bytes], object]
    chunked: bool = True
    begun: bool = False
    gone: bool = False

    def begin(self, response: http.client.HTTPResponse) -> None:
        """Send the head; without a length the pieces are framed as chunks, so that a cut shows."""
        headers = {name: value for name in PASSED_ON if (value := response.getheader(name))}
        if "Content-Length" in headers:
            self.chunked = False
        elif self.chunked:
            headers["Transfer-Encoding"] = "chunked"
        self.begun = True
        self._try(lambda: self.head(response.status, headers))

    def give(self, piece: bytes) -> None:
        """Send a piece; the empty one is the end."""
        framed = b"%x\r\n%b\r\n" % (len(piece), piece) if self.chunked else piece
        if not self.gone and framed:
            self._try(lambda: self.write(framed))

    def _try(self, send: Callable[[], object]) -> None:
        try:
            send()
        except OSError:
            self.gone = True


def relay(supervisor: Supervisor, request: Request, client: Client, limit: float) -> Outcome:
    """Have a request answered within `limit` seconds of waiting. Raises StoreError where there is no server."""
    for _ in range(2):
        with supervisor.lease() as backend:
            try:
                return _answered(backend, request, client, limit)
            except TimeoutError:
                supervisor.give_up(backend)
                return Outcome.RUNAWAY
            except (OSError, http.client.HTTPException):
                supervisor.lost(backend)
                if client.begun:
                    return Outcome.LOST
    return Outcome.LOST


def _answered(backend: Backend, request: Request, client: Client, limit: float) -> Outcome:
    """Raises TimeoutError where the server keeps silent past the limit, OSError or HTTPException where it breaks off."""
    connection = http.client.HTTPConnection(LOOPBACK, backend.port, timeout=limit)
    try:
        connection.connect()
        # the response takes the socket over and closes it; until then its time-out can be set
        socket = connection.sock
        started = time.monotonic()
        connection.request(request.method, request.path, request.body, dict(request.headers))
        response = connection.getresponse()
        waited = time.monotonic() - started
        client.begin(response)
        while waited < limit:
            socket.settimeout(limit - waited)
            started = time.monotonic()
            piece = response.read1(PIECE)
            waited += time.monotonic() - started
            if not piece:
                break
            client.give(piece)
        else:
            return Outcome.RUNAWAY
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        client.give(b"")
        return Outcome.DONE
    finally:
        connection.close()
