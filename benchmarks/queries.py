"""How fast the questions of the catalogue are, and how much faster than on rdflib's own engine.

    python benchmarks/queries.py [--claims 10000 …] [--limit 60] [--engine-alone] [--output docs/speed.md]

On the seeds, read as people have annotated them, and on synthetic graphs; both engines in one run, on the same data and text.
Times are seconds of one processor, so that what else the machine does matters little: the best of three runs. Each graph is made
and loaded once. rdflib then answers each question in a fork of the process that has loaded the graph, and the system ends it
at the limit, whatever it is in the middle of; that much time is a lower bound of what it needs.
"""

import argparse
import gc
import math
import multiprocessing
import platform
import resource
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "graph"), str(ROOT / "tests"), str(ROOT / "benchmarks")]

import pyoxigraph as ox  # noqa: E402
import synthetic  # noqa: E402

import golden  # noqa: E402 -- after the path to it
from spacepact import catalogue  # noqa: E402
from spacepact.answers import Result, Triples, plain  # noqa: E402
from spacepact.store import create, open_store  # noqa: E402

SYNTHETIC = {
    "only-here": {"document": "document-1"},
    "evidence": {"subject": "India", "relation": "partyTo", "object": "Artemis Accords"},
    "lineage": {"thing": "Artemis Accords"},
    "mentions": {"entity": "India"},
    "neighbourhood": {"entity": "India"},
}
"""What to ask synthetic graphs about where they lack what the seeds speak of."""

RUNS = 3
PATIENCE = 10
"""How many times as long as Oxigraph rdflib may take at least: less would stop it before it is shown to be much slower."""

MEMORY = 12 << 30
"""The bytes that rdflib may fill, with the graph and the rows of a question."""


@dataclass(frozen=True, slots=True)
class Peer:
    """How long rdflib took, and the fingerprint of its rows; where it was stopped, how long it had tried, and None."""

    seconds: float
    rows: str | None


@dataclass(frozen=True, slots=True)
class Timing:
    """One question on one graph: rows, seconds that binding it and asking Oxigraph take, what rdflib did if it was asked, and
    whether both gave the same rows (None where rdflib gave none).
    """

    name: str
    rows: int
    binding: float
    oxigraph: float
    rdflib: float | None = None
    same: bool | None = None

    @property
    def stopped(self) -> bool:
        """Whether rdflib's time is only a lower bound."""
        return self.rdflib is not None and self.same is None

    @property
    def ratio(self) -> float:
        """How many times faster Oxigraph is; at least that where rdflib was stopped."""
        return (self.rdflib or 0) / self.oxigraph


def measure(store: ox.Store, dataset: Any, limit: float, given: dict[str, dict[str, Any]]) -> Iterator[Timing]:
    """Every question of the catalogue on a store, and on an rdflib Dataset where there is one."""
    ask = catalogue.local(store)
    for name in catalogue.questions():
        text, binding = timed(lambda name=name: catalogue.bind(ask, name, given.get(name)))
        runs = [timed(lambda text=text: ask(text)) for _ in range(RUNS)]
        rows, seconds = rows_of(runs[0][0]), min(seconds for _, seconds in runs)
        peer = peer_of(dataset, text, max(limit, PATIENCE * seconds)) if dataset is not None else None
        same = fingerprint(rows) == peer.rows if peer and peer.rows else None
        yield Timing(name, len(rows), binding, seconds, peer.seconds if peer else None, same)


def timed(call: Callable[[], Any]) -> tuple[Any, float]:
    """What a call gives, and the seconds of a processor that it took."""
    start = time.thread_time()
    result = call()
    return result, time.thread_time() - start


def rows_of(result: Result) -> Sequence[Sequence[Any]]:
    """The rows of an answer; of a graph, its triples."""
    if isinstance(result, Triples):
        return [tuple(triple) for triple in result.triples]
    return [(result,)] if isinstance(result, bool) else result.rows


def fingerprint(rows: Iterable[Iterable[Any]]) -> str:
    """The same for the same rows in any order; numbers count by their value."""
    values = sorted(repr([_value(term) for term in row]) for row in rows)
    return sha256("\n".join(values).encode()).hexdigest()


def _value(term: Any) -> Any:
    value = plain(term)
    return round(float(value), 9) if isinstance(value, int | float) else value


def peer_of(dataset: Any, text: str, limit: float) -> Peer:
    """What rdflib makes of a query within so many seconds of a processor: the best of its runs, in a fork that is then ended.

    Raises RuntimeError where it refuses the query.
    """
    reader, writer = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=_answer, args=(dataset, text, math.ceil(limit), writer))
    before, received = _spent(), []
    with reader, suppress(EOFError):
        with writer, warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # forks miss the threads of their parent; this one needs none
            child.start()
        while True:
            received.append(reader.recv())
    child.join()
    if child.exitcode and child.exitcode > 0:
        raise RuntimeError(f"rdflib failed on this query:\n{text}")
    seconds = [message for message in received if isinstance(message, float)]
    prints = [message for message in received if isinstance(message, str)]
    return Peer(min(seconds, default=_spent() - before), prints[0] if prints else None)


def _answer(dataset: Any, text: str, limit: int, writer: Connection) -> None:
    """What the fork does: send the seconds of each run, and the fingerprint of the first. The system ends it at the limit."""
    from rdflib import Literal

    from spacepact.bridge import to_oxigraph

    nothing = Literal("None")  # what rdflib gives for the smallest of no values

    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with suppress(MemoryError):
        for run in range(RUNS):
            rows, seconds = timed(lambda: list(dataset.query(text)))
            writer.send(seconds)
            if not run:
                writer.send(fingerprint([None if term == nothing else to_oxigraph(term) for term in row] for row in rows))


def _spent() -> float:
    """The seconds of a processor that all forks have taken that ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def in_rdflib(quads: Iterable[ox.Quad]) -> Any:
    """The quads in rdflib's own store in memory, hidden from the garbage collector: it would walk through all of them whenever
    either engine makes rows, and have each fork copy them.
    """
    from rdflib import Dataset

    warnings.simplefilter("ignore", DeprecationWarning)
    found = Dataset(default_union=True)
    found.parse(data=ox.serialize(quads, format=ox.RdfFormat.N_QUADS), format="nquads")
    gc.collect()
    gc.freeze()
    return found


def report(title: str, timings: Sequence[Timing]) -> str:
    """A section with the totals, and a line for each question."""
    times = [timing.oxigraph * 1000 for timing in timings]
    binding = [timing.binding * 1000 for timing in timings]
    lines = [f"## {title}", "", f"Oxigraph: median {statistics.median(times):.1f} ms, slowest {max(times):.0f} ms."]
    lines += [f"Binding a question before that: median {statistics.median(binding):.1f} ms, slowest {max(binding):.0f} ms."]
    compared = [timing for timing in timings if timing.rdflib is not None]
    if compared:
        lines += [f"Times faster than rdflib: median {median(compared)}, least {_bound(min(compared, key=_ratio))}."]
        ended = [timing for timing in compared if not timing.stopped]
        others = [timing.name for timing in ended if not timing.same]
        lines += [
            f"rdflib ended {len(ended)} of {len(compared)} questions, "
            + (f"and gave other rows in {', '.join(others)}." if others else "and gave the same rows in each.")
        ]
    lines += ["", "| question | rows | Oxigraph, ms | rdflib, ms | times faster |", "| --- | ---: | ---: | ---: | ---: |"]
    for timing in timings:
        more = "> " if timing.stopped else ""
        slow = f"{more}{timing.rdflib * 1000:.0f} | {_bound(timing)}" if timing.rdflib is not None else "– | –"
        lines.append(f"| {timing.name} | {timing.rows} | {timing.oxigraph * 1000:.1f} | {slow} |")
    return "\n".join(lines) + "\n"


def median(timings: Sequence[Timing]) -> str:
    """The median of the ratios, lower bounds counted as they are; with a > where one of them may hold it down."""
    middle = statistics.median(timing.ratio for timing in timings)
    held = any(timing.stopped and timing.ratio <= middle for timing in timings)
    return f"{'> ' if held else ''}{middle:.0f}"


def _bound(timing: Timing) -> str:
    return f"{'> ' if timing.stopped else ''}{timing.ratio:.1f}"


def _ratio(timing: Timing) -> float:
    return timing.ratio


def introduction(limit: float) -> str:
    """What a reader of the page should know about the figures."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib"))
    return f"""# How fast questions are answered

Measured by `python benchmarks/queries.py`, with {versions} and Python {platform.python_version()}, on one processor.

Both engines answer the same text on the same quads: Oxigraph from its store on disk, rdflib from its own in memory. Times are those
of the processor, the best of {RUNS} runs. rdflib is stopped after {limit:g} s, or after {PATIENCE} times what Oxigraph took where
that is more, or when it fills {MEMORY >> 30} GiB; a figure with > is then what it had taken without an answer. Such a ratio is
a lower bound, and counts as that in the median, which has a > itself where it may be higher for it.
"""


def main() -> None:
    """Measure, print, and write a page if one is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--limit", type=float, default=60, help="seconds of a processor that rdflib has for a question")
    parser.add_argument("--engine-alone", action="store_true", help="leave rdflib out")
    parser.add_argument("--output", type=Path)
    given = parser.parse_args()
    seeds = open_store(golden.seeds() / "store")
    sections = [report("The seeds", list(measure(seeds, None if given.engine_alone else in_rdflib(seeds), given.limit, {})))]
    print(sections[-1], flush=True)
    for claims in given.claims:
        with tempfile.TemporaryDirectory() as folder:
            create(folder, synthetic.quads(claims))
            store = open_store(folder)
            dataset = None if given.engine_alone else in_rdflib(store)
            sections.append(report(f"{claims:,} claims", list(measure(store, dataset, given.limit, SYNTHETIC))))
            print(sections[-1], flush=True)
    if given.output:
        given.output.write_text("\n".join([introduction(given.limit), *sections]), encoding="utf-8")


if __name__ == "__main__":
    main()
