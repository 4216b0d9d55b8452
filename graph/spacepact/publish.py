"""Loads a build into a server over the SPARQL 1.1 Graph Store Protocol: one named graph a document, changed ones alone.

The server itself keeps the record of what it holds: the published description of the data set (`vocab.GRAPH_DATASET`) has one
prov:Entity for each graph, with the SHA-256 of the graph's content. A graph leaves the record before it is replaced and comes
back after all of them were, so that the record never claims more than there is, whenever a run is broken off.
"""

import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlencode

import pyoxigraph as ox

from spacepact import remote, vocab
from spacepact.errors import RemoteError

Progress = Callable[[int, int, str], None]

PUBLISHED = vocab.BASE + "published/"
DESCRIPTION = ox.NamedNode(vocab.GRAPH_DATASET)
RECORD = ox.NamedNode(vocab.PROV + "Entity")
STATE_OF = ox.NamedNode(vocab.PROV + "specializationOf")
DIGEST = ox.NamedNode(vocab.SCHEMA + "sha256")
A = ox.NamedNode(vocab.RDF + "type")
N_TRIPLES = "application/n-triples"


@dataclass(frozen=True, slots=True)
class Published:
    """What a run did: the IRIs of the graphs loaded, left as they were, and removed because the build has them no more."""

    loaded: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def publish(
    store: ox.Store, endpoint: str, *, timeout: float = 60.0, attempts: int = 4, progress: Progress | None = None
) -> Published:
    """Make the server at `endpoint` (its Graph Store address, as in http://localhost:7878/store) hold what `store` holds.

    Graphs that nobody published with this function are left alone. `timeout` is in seconds, for each try of each request.
    Raises RemoteError where the server refuses, fails, or is no Graph Store; a later run goes on from there.
    """
    server = _Server(remote.endpoint(endpoint), timeout, attempts)
    here, description = digests(store), content(store, DESCRIPTION)
    before = server.description()
    there = _record(before)
    unchanged = {graph: digest for graph, digest in here.items() if digest == there.get(graph)}
    loaded, removed = sorted(here.keys() - unchanged.keys()), sorted(there.keys() - here.keys())
    if loaded or removed:
        server.put(DESCRIPTION.value, description + _statements(unchanged))
    steps = [(graph, server.delete) for graph in removed] + [(graph, _loader(server, store)) for graph in loaded]
    for done, (graph, step) in enumerate(steps, start=1):
        step(graph)
        if progress:
            progress(done, len(steps), graph)
    if steps or set(_lines(before).splitlines()) != set((description + _statements(here)).splitlines()):
        server.put(DESCRIPTION.value, description + _statements(here))
    return Published(tuple(loaded), tuple(unchanged), tuple(removed))


def digests(store: ox.Store) -> dict[str, str]:
    """The SHA-256 of the content of each named graph, sorted by the graph's IRI; the description of the data set has none."""
    graphs = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode) and graph != DESCRIPTION)
    return {graph: sha256(content(store, ox.NamedNode(graph))).hexdigest() for graph in graphs}


def content(store: ox.Store, graph: ox.NamedNode) -> bytes:
    """A graph as sorted N-Triples."""
    return _lines(quad.triple for quad in store.quads_for_pattern(None, None, None, graph))


@dataclass(frozen=True, slots=True)
class _Server:
    place: remote.Endpoint
    timeout: float
    attempts: int

    def description(self) -> list[ox.Triple]:
        """What the server holds about the data set; nothing where nothing was published."""
        try:
            body, kind = self._send("GET", DESCRIPTION.value, None, Accept=N_TRIPLES)
        except remote.NotFoundError:
            return []
        if kind != N_TRIPLES:
            raise RemoteError(f"{self.place.shown} answered in {kind}, as no Graph Store does: give its address (often …/store).")
        try:
            return [quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)]
        except (SyntaxError, ValueError) as error:
            problem = " ".join(str(error).split())[:120]
        # as in `remote.parse`: raised out here, it keeps none of Oxigraph's objects
        raise RemoteError(f"{self.place.shown}: graph {DESCRIPTION.value} can't be read ({problem}): remove it.")

    def put(self, graph: str, body: bytes) -> None:
        self._send("PUT", graph, body, **{"Content-Type": N_TRIPLES})

    def delete(self, graph: str) -> None:
        with suppress(remote.NotFoundError):
            self._send("DELETE", graph, None)

    def _send(self, method: str, graph: str, body: bytes | None, **headers: str) -> tuple[bytes, str]:
        url = f"{self.place.url}?{urlencode([*self.place.parameters, ('graph', graph)])}"
        request = urllib.request.Request(url, data=body, method=method, headers=headers)  # noqa: S310
        return remote.patiently(lambda: remote.send(self.place, request, self.timeout), self.attempts)


def _loader(server: _Server, store: ox.Store) -> Callable[[str], None]:
    return lambda graph: server.put(graph, content(store, ox.NamedNode(graph)))


def _record(description: list[ox.Triple]) -> dict[str, str]:
    """The graphs that were published, each with the digest of its content."""
    digest = {
        one.subject: one.object.value for one in description if one.predicate == DIGEST and isinstance(one.object, ox.Literal)
    }
    states = [one for one in description if one.predicate == STATE_OF and one.subject in digest]
    return {one.object.value: digest[one.subject] for one in states if isinstance(one.object, ox.NamedNode)}


def _statements(record: Mapping[str, str]) -> bytes:
    return _lines(triple for graph, digest in record.items() for triple in _state(graph, digest))


def _state(graph: str, digest: str) -> Iterator[ox.Triple]:
    subject = ox.NamedNode(PUBLISHED + sha256(graph.encode()).hexdigest()[:20])
    yield ox.Triple(subject, A, RECORD)
    yield ox.Triple(subject, STATE_OF, ox.NamedNode(graph))
    yield ox.Triple(subject, DIGEST, ox.Literal(digest))


def _lines(triples: Iterable[ox.Triple]) -> bytes:
    return "".join(sorted(f"{triple} .\n" for triple in triples)).encode()
