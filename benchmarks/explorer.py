"""The explorer against plain pyvis, both on the same graph, in the same run, in Chromium with the network off.

For each size: seconds until the first picture is drawn, until nothing moves any more, the size of the page, and frames a
second while the picture is dragged. Plain pyvis is stopped after a limit; where it still moves then, the table says so.
Usage: python benchmarks/explorer.py [--sizes 200 500 1000 5000] [--limit 60]
"""

import argparse
import random
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, sync_playwright

from spacepact import explorer
from spacepact.model import Entity
from spacepact.network import EdgeRule, Network, Quote, Source, Statement
from spacepact.network.layout import whole

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
RELATIONS = {"partyTo": 0.9, "develops": 0.8, "cooperatesWith": 1.0, "participatesIn": 0.7}
KINDS = ("State", "SpaceAgency", "Mission", "Person", "Treaty", "Meeting", "Company")
PANNING = 2.0


@dataclass(frozen=True)
class Result:
    """What a page took: seconds to the first picture and to rest (None: not within the limit), bytes, frames a second."""

    drawn: float | None
    settled: float | None
    size: int
    frames: float | None


def invented(size: int) -> Network:
    """Entities that prefer well-connected partners, two claims each, every claim with a sentence of its own."""
    dice = random.Random(size)
    entities = {f"e{at:05}": Entity(f"e{at:05}", dice.choice(KINDS), f"Entity number {at}") for at in range(size)}
    names, ends, statements, quotes = list(entities), [0, 1], [], {}
    for at in range(2, size):
        for other in sorted({dice.choice(ends), dice.choice(ends)} - {at}):
            number = len(statements)
            text = f"{names[at]} signed an agreement with {names[other]} on the use of outer space."
            quote = Quote(f"q{number:06}", "d", 0, len(text), text, (names[at],))
            quotes[quote.id] = quote
            claim = (f"c{number:06}", names[at], dice.choice(list(RELATIONS)), names[other], "occurred", "d", "rule")
            statements.append(Statement(*claim, passages=(quote.id,), earliest="2024-01-01"))
            ends += [at, other]
    rules = {name: EdgeRule(name, name, weight=weight) for name, weight in RELATIONS.items()}
    return Network(entities, tuple(statements), quotes, {"d": Source("d", "Document")}, rules, {}, {})


def plain(net: Network, target: Path) -> None:
    """What pyvis writes by itself: physics on, everything in the file that it can put there."""
    from pyvis.network import Network as Picture

    picture = Picture(cdn_resources="in_line", directed=True, height="750px")
    for name, entity in net.entities.items():
        picture.add_node(name, label=entity.label)
    for one, others in net.neighbours.items():
        for other in others:
            if one < other:
                picture.add_edge(one, other)
    target.write_text(picture.generate_html(), encoding="utf-8")


def opened(browser: Browser, file: Path) -> tuple[Page, float]:
    """A page that has begun to load the file, and when that was. All that is not in the file is refused."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()

    def only_files(route: Route) -> None:
        _ = route.continue_() if route.request.url.startswith(("file:", "data:", "blob:")) else route.abort()

    page.route("**/*", only_files)
    start = time.perf_counter()
    page.goto(file.as_uri(), wait_until="commit")
    return page, start


def until(page: Page, condition: str, deadline: float) -> float | None:
    """The moment at which a condition holds, or None where it does not by the deadline."""
    while time.perf_counter() < deadline:
        # A page that is still loading has not defined what the condition names.
        if page.evaluate(f"(() => {{ try {{ return Boolean({condition}); }} catch {{ return false; }} }})()"):
            return time.perf_counter()
        time.sleep(0.02)
    return None


def frames(page: Page) -> float:
    """Frames a second while the picture is dragged to and fro."""
    page.evaluate("window.painted = 0; (function count() { window.painted += 1; requestAnimationFrame(count); })()")
    page.mouse.move(640, 420)
    page.mouse.down()
    before, start = page.evaluate("window.painted"), time.perf_counter()
    step = 0
    while time.perf_counter() - start < PANNING:
        step += 1
        page.mouse.move(640 + (step % 12) * 10, 420 + (step % 7) * 12)
    after, end = page.evaluate("window.painted"), time.perf_counter()
    page.mouse.up()
    return float(after - before) / (end - start)


STILL = """(() => {
    const before = window.earlier, now = JSON.stringify(spacepact.places());
    window.earlier = now;
    return before === now;
})()"""
OURS = ("document.documentElement.dataset.ready", STILL)
PLAIN = (
    "network.body.nodeIndices.length && document.getElementById('loadingBar').style.display === 'none'",
    "network.physics.stabilized",
)


def measured(browser: Browser, file: Path, conditions: tuple[str, str], limit: float) -> Result:
    """Open a page and time it."""
    page, start = opened(browser, file)
    drawn = until(page, conditions[0], start + limit)
    painted = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
    if drawn is not None:
        page.evaluate(painted)
        drawn = time.perf_counter()
    settled = until(page, conditions[1], start + limit) if drawn else None
    rate = frames(page) if drawn else None
    page.context.close()
    return Result(drawn and drawn - start, settled and settled - start, file.stat().st_size, rate)


def row(name: str, result: Result, limit: float) -> str:
    """A line of the table."""

    def seconds(value: float | None) -> str:
        return f"over {limit:.0f}" if value is None else f"{value:.1f}"

    rate = "–" if result.frames is None else f"{result.frames:.0f}"
    times = f"drawn {seconds(result.drawn):>8} s   settled {seconds(result.settled):>8} s"
    return f"  {name:12} {times}   {result.size / 1e6:5.1f} MB   {rate:>3} frames/s"


def main() -> None:
    """Measure each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 500, 1_000, 5_000])
    parser.add_argument("--limit", type=float, default=60, help="seconds until a page is given up")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        ours = {size: one_size(browser, Path(folder), size, given.limit) for size in given.sizes}
        browser.close()
    small, large = ours.get(500), ours.get(5_000)
    if small and large and small.settled and large.settled:
        ratio = large.settled / small.settled
        print(f"\n5,000 nodes are drawn and at rest in {ratio:.2f} times the time of 500, at {large.frames:.0f} frames/s")


def one_size(browser: Browser, folder: Path, size: int, limit: float) -> Result:
    """Write and measure both pages of one size."""
    net = invented(size)
    start = time.perf_counter()
    whole(net)
    layout = time.perf_counter() - start
    mine, theirs = folder / f"ours-{size}.html", folder / f"plain-{size}.html"
    mine.write_text(explorer.render(net, title="Benchmark"), encoding="utf-8")
    plain(net, theirs)
    print(f"\n{size:,} nodes, {sum(map(len, net.neighbours.values())) // 2:,} edges; laid out at build time in {layout:.1f} s")
    best = min((measured(browser, mine, OURS, limit) for _ in range(3)), key=lambda result: result.settled or limit)
    print(row("explorer", best, limit))
    peer = measured(browser, theirs, PLAIN, limit)
    print(row("plain pyvis", peer, limit))
    ratio = (peer.settled or limit) / (best.settled or limit)
    print(f"  at rest {'more than ' if peer.settled is None else ''}{ratio:.0f} times sooner")
    return best


if __name__ == "__main__":
    main()
