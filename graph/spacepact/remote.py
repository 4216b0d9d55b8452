"""SPARQL endpoints elsewhere: what `catalogue` asks a store, asked over HTTP with SPARQLWrapper.

A request that a server is too busy for is sent again, after the time that it names (Retry-After) or after growing pauses; every
other failure becomes one RemoteError that says what came and what to do. An answer that was cut off is never taken for whole.
"""

import http.client
import re
import socket
import time
import urllib.error
import urllib.request
import warnings
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit
from xml.parsers import expat

from spacepact import vocab
from spacepact.answers import Result, Triples, from_oxigraph
from spacepact.errors import QueryError, RemoteError
from spacepact.version import __version__

if TYPE_CHECKING:
    from tenacity import RetryCallState

T = TypeVar("T")

LONG_QUERY = 2_000
"""Characters from which a query is sent by POST: some servers cut longer addresses."""
MAX_BYTES = 500_000_000
MAX_PAUSE = 60.0
"""Seconds that a server may ask us to wait before we give up and hand its wish on."""
BUSY = frozenset({429, 502, 503})
ROWS = "application/sparql-results+json,application/sparql-results+xml;q=0.8"
TRIPLES = "application/rdf+xml,text/turtle;q=0.5,application/n-triples;q=0.4"
"""RDF/XML first: alone among the three it shows when it was cut off."""

REMEDIES = {
    400: "correct the query",
    401: "give a name and a password, as in https://NAME:PASSWORD@host/path",
    403: "ask its keeper for access, or whether it takes this kind of request at all",
    404: "check the address (many endpoints end in /sparql or /query)",
    405: "check the address: there is something else than a SPARQL endpoint",
    413: "send less at once",
    414: "check the address: it does not take long queries",
    429: "ask less often, or later",
    501: "check the address: the server does not know this kind of request",
}


_COMMENT = re.compile(r"""(<[^<>"{}|^`\\\s]*>|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\#[^\n]*""")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address taken apart: what to call, extra parameters, who asks. `shown` is free of passwords."""

    url: str
    shown: str
    parameters: tuple[tuple[str, str], ...] = ()
    user: str | None = None
    password: str | None = None


class BusyError(RemoteError):
    """An answer that may be better the next time; `pause` is what the server asks for, in seconds."""

    def __init__(self, message: str, pause: float | None = None):
        super().__init__(message)
        self.pause = pause


class NotFoundError(RemoteError):
    """An answer that says there is no such thing at this address."""


def user_agent() -> str:
    """How spacepact names itself to servers: what it is, which version, where to read about it."""
    return f"spacepact/{__version__} ({vocab.BASE}) Python-urllib"


def endpoint(address: str) -> Endpoint:
    """The parts of an endpoint's address; raises RemoteError where it is none.

    >>> endpoint("http://me:pw@localhost:7878/query").shown
    'http://localhost:7878/query'
    """
    try:
        parts = urlsplit(address)
        place = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        host = f"{place}:{parts.port}" if parts.port else place
    except ValueError as error:
        raise RemoteError(
            f"{address[:200]!r} is no web address ({error}): write for example http://localhost:7878/query."
        ) from None
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s<>\"\x00-\x1f]", address):
        raise RemoteError(f"{address[:200]!r} is no web address: write for example http://localhost:7878/query.")
    url = urlunsplit((parts.scheme, host, parts.path, "", ""))
    user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
    return Endpoint(url, url, tuple(parse_qsl(parts.query, keep_blank_values=True)), user, password)


def ask(address: str, *, timeout: float = 60.0, attempts: int = 4) -> Callable[[str], Result]:
    """Something that answers finished SPARQL, like `catalogue.local`, from the endpoint at `address`.

    `timeout` is in seconds, for each of at most `attempts` tries. Raises RemoteError for whatever keeps the endpoint from
    answering, QueryError for an update.
    """
    place = endpoint(address)

    def answer(query: str) -> Result:
        request = _request(place, query)
        return patiently(lambda: parse(place, *send(place, request, timeout)), attempts)

    return answer


def patiently(attempt: Callable[[], T], attempts: int) -> T:
    """What `attempt` returns, tried again while it raises BusyError, with the pauses that the server asks for or growing ones."""
    from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

    growing = wait_random_exponential(multiplier=0.5, max=8)

    def pause(state: "RetryCallState") -> float:
        failure = state.outcome.exception() if state.outcome else None
        asked = failure.pause if isinstance(failure, BusyError) else None
        return growing(state) if asked is None else asked

    def worthwhile(error: BaseException) -> bool:
        return isinstance(error, BusyError) and (error.pause or 0) <= MAX_PAUSE

    return Retrying(stop=stop_after_attempt(attempts), wait=pause, retry=retry_if_exception(worthwhile), reraise=True)(attempt)


def send(place: Endpoint, request: urllib.request.Request, timeout: float) -> tuple[bytes, str]:
    """The body of the answer to a request, read to its end, and its media type. Raises as `ask` does."""
    request.add_header("User-Agent", user_agent())
    if place.user is not None:
        # a header that no redirection carries on to another host
        request.add_unredirected_header("Authorization", _basic(place))
    started = time.monotonic()
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:  # noqa: S310 - endpoint() lets http and https through alone
            return _read(place, response, started + timeout), response.headers.get_content_type()
    except urllib.error.HTTPError as error:
        with error:
            raise _refusal(place, error) from None
    except (OSError, http.client.HTTPException) as error:
        raise _unreachable(place, error, timeout) from None


def _request(place: Endpoint, query: str) -> urllib.request.Request:
    from SPARQLWrapper import GET, POST, SPARQLWrapper

    wrapper = SPARQLWrapper(place.url)
    wrapper.setOnlyConneg(True)
    for name, value in place.parameters:
        wrapper.addParameter(name, value)
    with warnings.catch_warnings():
        # where it can't tell the form of a query, the server will say what is wrong with it
        warnings.simplefilter("ignore")
        # it takes what comments say for part of the query
        wrapper.setQuery(_COMMENT.sub(lambda token: token[1] or "", query))
    wrapper.queryString = query
    if wrapper.isSparqlUpdateRequest():
        raise QueryError("Only queries are sent to an endpoint (SELECT, CONSTRUCT, DESCRIBE, ASK); this one changes data.")
    wrapper.addCustomHttpHeader("Accept", TRIPLES if wrapper.queryType in ("CONSTRUCT", "DESCRIBE") else ROWS)
    wrapper.setMethod(POST if len(query) >= LONG_QUERY else GET)
    # its own query() loses the headers and the text of a refusal
    return wrapper._createRequest()


def _basic(place: Endpoint) -> str:
    return "Basic " + b64encode(f"{place.user}:{place.password or ''}".encode()).decode()


def _read(place: Endpoint, response: http.client.HTTPResponse, deadline: float) -> bytes:
    parts, size = [], 0
    while part := response.read1(1 << 20):
        size += len(part)
        if size > MAX_BYTES:
            raise RemoteError(f"{place.shown} sent more than {MAX_BYTES:,} bytes: ask for less, with LIMIT for example.")
        if time.monotonic() > deadline:
            raise TimeoutError
        parts.append(part)
    if response.length:
        raise BusyError(_cut(place, size))
    return b"".join(parts)


def _refusal(place: Endpoint, error: urllib.error.HTTPError) -> RemoteError:
    said = _sentence(_body(error))
    told = f"{place.shown} answered {error.code} {_sentence(str(error.reason))[:60]}{f' ({said})' if said else ''}"
    if error.code in BUSY:
        pause = _pause(error.headers.get("Retry-After"))
        later = f"try again in {pause:.0f} seconds" if pause else REMEDIES.get(error.code, "try again later")
        return BusyError(f"{told}: {later}.", pause)
    kind = NotFoundError if error.code == HTTPStatus.NOT_FOUND else RemoteError
    return kind(f"{told}: {REMEDIES.get(error.code, 'the fault is the server’s, so try again later')}.")


def _unreachable(place: Endpoint, error: Exception, timeout: float) -> RemoteError:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, TimeoutError):
        return RemoteError(f"{place.shown} did not answer within {timeout:g} seconds: allow more time, or ask for less.")
    if isinstance(reason, http.client.IncompleteRead):
        return BusyError(_cut(place, len(reason.partial)))
    if isinstance(reason, ConnectionResetError | http.client.RemoteDisconnected | http.client.BadStatusLine):
        return BusyError(f"{place.shown} broke the connection off without an answer: try again later.")
    if isinstance(reason, socket.gaierror):
        return RemoteError(f"{place.shown} can't be found: check the host's name and your connection.")
    detail = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return RemoteError(f"{place.shown} can't be reached ({detail}): check the address, and that the server runs.")


def parse(place: Endpoint, body: bytes, kind: str) -> Result:
    """The result that a body of media type `kind` holds; raises RemoteError where it is none, or not whole."""
    import pyoxigraph as ox

    if not body.strip():
        raise RemoteError(f"{place.shown} answered with nothing: check the address, or try again later.")
    if kind == "text/html" or re.match(rb"\s*<(!doctype html|html)", body[:200], re.IGNORECASE):
        raise RemoteError(f"{place.shown} answered with a web page, no SPARQL result: many endpoints end in /sparql or /query.")
    try:
        if kind.endswith("xml"):
            # Oxigraph's readers of XML take an end of the text for the end of the document
            expat.ParserCreate().Parse(body, True)
        results = ox.QueryResultsFormat.from_media_type(kind)
        if results in (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML):
            return from_oxigraph(ox.parse_query_results(body, format=results))
        # what calls itself text/plain is seldom the N-Triples that it once stood for
        if kind != "text/plain" and (triples := ox.RdfFormat.from_media_type(kind)):
            return Triples(tuple(sorted({quad.triple for quad in ox.parse(body, format=triples)}, key=str)))
    except (SyntaxError, ValueError, expat.ExpatError) as error:
        problem = " ".join(str(error).split())[:120]
    else:
        raise RemoteError(f"{place.shown} answered in {kind}, which is no SPARQL result: check the address.")
    # raised out here, it doesn't keep the frames in which Oxigraph's objects live, which only this thread may drop
    tail = _sentence(body[-300:].decode("utf-8", "replace"))[-100:]
    raise RemoteError(f"{_cut(place, len(body))} It can't be read ({problem}) and ends in “{tail}”.")


def _cut(place: Endpoint, size: int) -> str:
    return f"{place.shown} cut its answer off after {size:,} bytes, perhaps at its own time limit: ask for less."


def _body(error: urllib.error.HTTPError) -> str:
    try:
        return error.read(2000).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return ""


def _sentence(text: str) -> str:
    """What a server says, as one plain line: no markup, no control characters, 200 characters at most."""
    if re.match(r"\s*<(!doctype|html)", text, re.IGNORECASE):
        return ""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", " ", text).split())[:200]


def _pause(header: str | None) -> float | None:
    """The seconds that a Retry-After header asks for, given as a number or as a date."""
    if not header:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None
