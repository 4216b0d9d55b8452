"""How long the best five paths of at most four hops take, against NetworkX on the same network in the same run.

`all_simple_paths` is asked for every path, which are then ranked; `shortest_simple_paths` (Yen) for paths by weight until five
have at most four hops. Both get the same costs, tolls of entities moved onto the edges that enter them. Each is stopped after
a limit. Usage: python benchmarks/paths.py [--sizes 1000 10000 100000] [--queries 12] [--limit 60]
"""

import argparse
import multiprocessing
import random
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise

import networkx as nx

from spacepact import network
from spacepact.errors import NoPath
from spacepact.model import Entity
from spacepact.network import EdgeRule, Network, Statement, search

K, LENGTH = 5, 4
STATUSES = ("occurred", "occurred", "occurred", "ongoing", "planned", "possible")
RELATIONS = {"partyTo": 0.9, "develops": 0.8, "concerns": 0.3, "participatesIn": 0.7}

Ranked = list[tuple[int, tuple[str, ...]]]


def invented(size: int, *, seed: int = 1) -> Network:
    """Entities that prefer well-connected partners (Barabási and Albert 1999), three claims each, and one on a state.

    One entity in 400 is a state, so that states are hubs, as they are in the graphs of documents.
    """
    dice = random.Random(seed)
    kinds = ["State" if at % 400 == 0 else dice.choice(("Organization", "Mission", "Person", "Treaty")) for at in range(size)]
    entities = {f"e{at:06}": Entity(f"e{at:06}", kind, f"Entity {at}") for at, kind in enumerate(kinds)}
    names = list(entities)
    statements = [
        Statement(
            f"c{at:07}", names[one], dice.choice(list(RELATIONS)), names[other], dice.choice(STATUSES), f"d{dice.randrange(900)}"
        )
        for at, (one, other) in enumerate(joined(size, dice))
    ]
    rules = {name: EdgeRule(name, name, weight=weight) for name, weight in RELATIONS.items()}
    return Network(entities, tuple(statements), {}, {}, rules, {}, {})


def joined(size: int, dice: random.Random) -> Iterator[tuple[int, int]]:
    """Which two entities each claim joins, by number."""
    ends = [0, 1]
    for at in range(2, size):
        state = 400 * min(dice.randrange(size // 400 + 1), dice.randrange(size // 400 + 1))
        for other in sorted({*(dice.choice(ends) for _ in range(3)), state} - {at}):
            if other < size:
                yield at, other
                ends += [at, other]


def weighted(net: Network) -> "nx.DiGraph[str]":
    """The same network for NetworkX: a hop costs what it costs here, and the toll of the entity that it enters."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    tolls = {entity: search.toll(net, entity) for entity in net.entities}
    for one, others in net.neighbours.items():
        for other, statements in others.items():
            graph.add_edge(one, other, cost=search.hop_cost(net, statements) + tolls[other])
    return graph


def ours(net: Network, source: str, target: str) -> Ranked:
    """Our answer."""
    try:
        found = network.paths(net, source, target, k=K, max_length=LENGTH)
    except NoPath:
        return []
    return [(round(path.cost * search.HOP), tuple(entity.id for entity in path.entities)) for path in found]


def by_all_simple_paths(net: Network, graph: "nx.DiGraph[str]", source: str, target: str) -> Ranked:
    """Every path, then the best."""
    last = search.toll(net, target)
    ways = nx.all_simple_paths(graph, source, target, cutoff=LENGTH)
    return sorted((sum(graph[a][b]["cost"] for a, b in pairwise(way)) - last, tuple(way)) for way in ways)[:K]


def by_shortest_simple_paths(net: Network, graph: "nx.DiGraph[str]", source: str, target: str) -> Ranked:
    """Paths by weight, until there are enough short ones."""
    last = search.toll(net, target)
    found: Ranked = []
    for way in nx.shortest_simple_paths(graph, source, target, weight="cost"):
        cost = sum(graph[a][b]["cost"] for a, b in pairwise(way)) - last
        if len(way) <= LENGTH + 1:
            found.append((cost, tuple(way)))
        if len(found) == K or cost > HIGHEST:
            break
    return sorted(found)


HIGHEST = LENGTH * 2 * search.HOP


def within(limit: float, act: Callable[[], Ranked]) -> tuple[Ranked | None, float]:
    """The result of a function run in a process of its own, and the seconds it took; None where the limit stopped it."""
    reader, writer = multiprocessing.Pipe(duplex=False)

    def run() -> None:
        start = time.perf_counter()
        result = act()
        writer.send((result, time.perf_counter() - start))

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    finished = reader.poll(limit)
    result = reader.recv() if finished else (None, limit)
    process.kill()
    process.join()
    return result


def queries(net: Network, count: int) -> Iterator[tuple[str, str]]:
    """Pairs of ends."""
    dice = random.Random(3)
    names = list(net.entities)
    for _ in range(count):
        one, other = dice.sample(names, 2)
        yield one, other


def measure(size: int, *, count: int, limit: float) -> None:
    """Print what a size takes us and our peers."""
    net = invented(size)
    start = time.perf_counter()
    hubs = max(len(others) for others in net.neighbours.values())
    taken = time.perf_counter() - start
    print(f"\n{size:,} entities, {len(net.statements):,} statements, greatest hub {hubs:,}; indexed once in {taken:.1f} s")
    graph = weighted(net)
    asked = list(queries(net, count))
    mine = []
    for one, other in asked:
        start = time.perf_counter()
        mine.append((ours(net, one, other), time.perf_counter() - start))
    usual, worst = statistics.median(seconds for _, seconds in mine), max(seconds for _, seconds in mine)
    found = sum(bool(result) for result, _ in mine)
    print(f"  {'spacepact':22} median {usual * 1000:9.1f} ms   worst {worst * 1000:.1f} ms   {found} of {count} have paths")
    for name, peer in (("all_simple_paths", by_all_simple_paths), ("shortest_simple_paths", by_shortest_simple_paths)):
        few = asked[: min(count, 5)]
        compare(name, [within(limit, partial(peer, net, graph, one, other)) for one, other in few], mine)


def compare(name: str, theirs: list[tuple[Ranked | None, float]], mine: list[tuple[Ranked, float]]) -> None:
    """Print how long a peer took, and whether it found the same."""
    ended = [(result, seconds, own) for (result, seconds), own in zip(theirs, mine, strict=False) if result is not None]
    stopped = len(theirs) - len(ended)
    if not ended:
        print(f"  {name:22} none of {len(theirs)} ended within the limit")
        return
    same = sum([cost for cost, _ in result] == [cost for cost, _ in own[0]] for result, _, own in ended)
    ratio = statistics.median(seconds / own[1] for _, seconds, own in ended)
    print(
        f"  {name:22} median {statistics.median(s for _, s, _ in ended) * 1000:9.1f} ms   {ratio:8.1f} times ours   "
        f"same best paths {same}/{len(ended)}   stopped {stopped}"
    )


def main() -> None:
    """Measure each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--queries", type=int, default=12)
    parser.add_argument("--limit", type=float, default=60, help="seconds for each query of a peer")
    given = parser.parse_args()
    for size in given.sizes:
        measure(size, count=given.queries, limit=given.limit)


if __name__ == "__main__":
    main()
