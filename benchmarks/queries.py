"""How fast the questions of the catalogue are, and how much faster than on rdflib's own engine.

    python benchmarks/queries.py [--claims 10000 …] [--limit 60] [--engine-alone] [--output docs/speed.md]

On the seeds, read as people have annotated them, and on synthetic graphs; both engines in one run, on the same data and text.
Times are seconds of one core, so that what else the machine does matters little: medians of three runs on Oxigraph and one on
rdflib, which is stopped at the limit, or at three times what Oxigraph took (its ratio is then a lower bound).
"""

import argparse
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "graph"), str(ROOT / "tests"), str(ROOT / "benchmarks")]

import pyoxigraph as ox  # noqa: E402
import synthetic  # noqa: E402

import golden  # noqa: E402 -- after the path to it
from spacepact import catalogue  # noqa: E402
from spacepact.store import create, open_store  # noqa: E402

SYNTHETIC = {
    "only-here": {"document": "document-1"},
    "evidence": {"subject": "India", "relation": "partyTo", "object": "Artemis Accords"},
    "lineage": {"thing": "Artemis Accords"},
    "mentions": {"entity": "India"},
    "neighbourhood": {"entity": "India"},
}
"""What to ask synthetic graphs about where they lack what the seeds speak of."""


@dataclass(frozen=True)
class Timing:
    """One question on one graph: rows, and seconds on Oxigraph and on rdflib (None where it was not asked)."""

    name: str
    rows: int
    oxigraph: float
    rdflib: float | None
    stopped: bool = False

    @property
    def ratio(self) -> float:
        """How many times faster Oxigraph is; at least that where rdflib was stopped."""
        return (self.rdflib or 0) / self.oxigraph


class Stopped(Exception):
    """The limit is over."""


def measure(store: ox.Store, dataset: Any, limit: float, given: dict[str, dict[str, Any]]) -> Iterator[Timing]:
    """Every question of the catalogue on a store, and on an rdflib Dataset where there is one."""
    ask = catalogue.local(store)
    for name in catalogue.questions():
        text = catalogue.bind(ask, name, given.get(name))
        rows, seconds = (
            len(getattr(ask(text), "rows", ())),
            statistics.median(_timed(lambda text=text: ask(text)) for _ in range(3)),
        )
        if dataset is None:
            yield Timing(name, rows, seconds, None)
            continue
        patience = max(limit, 3 * seconds)
        try:
            with _limited(patience):
                yield Timing(name, rows, seconds, _timed(lambda text=text: list(dataset.query(text))))
        except Stopped:
            yield Timing(name, rows, seconds, patience, stopped=True)


def _timed(call: Callable[[], object]) -> float:
    start = time.thread_time()
    call()
    return time.thread_time() - start


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    def stop(_signal: int, _frame: object) -> None:
        raise Stopped

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def in_rdflib(quads: Iterable[ox.Quad]) -> Any:
    """The quads in rdflib's own store in memory."""
    import warnings

    from rdflib import Dataset

    warnings.simplefilter("ignore", DeprecationWarning)
    found = Dataset(default_union=True)
    found.parse(data=ox.serialize(quads, format=ox.RdfFormat.N_QUADS), format="nquads")
    return found


def report(title: str, timings: list[Timing]) -> str:
    """A section with the totals, and a line for each question."""
    times = [timing.oxigraph * 1000 for timing in timings]
    lines = [f"## {title}", "", f"Oxigraph: median {statistics.median(times):.1f} ms, slowest {max(times):.0f} ms."]
    compared = [timing for timing in timings if timing.rdflib is not None]
    if compared:
        ratios = sorted(timing.ratio for timing in compared)
        lines += [f"Times faster than rdflib: median {statistics.median(ratios):.0f}, least {ratios[0]:.1f}."]
    lines += ["", "| question | rows | Oxigraph, ms | rdflib, ms | times faster |", "| --- | ---: | ---: | ---: | ---: |"]
    for timing in timings:
        more = "> " if timing.stopped else ""
        slow = f"{more}{timing.rdflib * 1000:.0f} | {more}{timing.ratio:.1f}" if timing.rdflib is not None else "– | –"
        lines.append(f"| {timing.name} | {timing.rows} | {timing.oxigraph * 1000:.1f} | {slow} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, and write a page if one is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--limit", type=float, default=60.0)
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
        page = "# How fast questions are answered\n\nMeasured by `python benchmarks/queries.py`.\n\n" + "\n".join(sections)
        given.output.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
