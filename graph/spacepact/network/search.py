"""The best paths between two entities, every hop with the statements that carry it.

The cost of a path is a sum of whole numbers, so that any program that adds them up ranks alike:

- each hop costs HOP, and up to a tenth of it more where its evidence is thin: few documents, an unsure status, a relation
  that says little;
- each entity passed through costs a toll that grows with how many others it is joined to, and is never below a floor for
  states, topics and celestial bodies: going through a hub says little. A toll stays below HOP, so that a shorter path wins
  over a longer one unless it runs through two hubs.

The search is exact. Two breadth-first searches from both ends bound which entities can lie on a path, and a backward pass gives
each the least cost to the target in so many hops. With that as estimate (A*, Hart, Nilsson and Raphael 1968) the best path is
found, then the best that leaves it at each of its entities, and so on (Yen 1971, Lawler 1972), until there are k. Through given
entities, beginnings of paths are lengthened best first instead. Lengths are tried upwards, until no longer path can be among
the best.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count, islice, pairwise

from spacepact.errors import NoPath, QueryError
from spacepact.model import Entity, Status
from spacepact.network.graph import Network, Statement, day_of, edge_rule, find
from spacepact.network.views import day

HOP = 10_000
THIN = 600
DOUBT: Mapping[str, int] = {"occurred": 0, "ongoing": 0, "planned": 150, "possible": 300}
VAGUE = 100
TOLL = 9_000
BUSY = 20
FLOORS: Mapping[str, int] = {"State": 4_000, "CelestialBody": 4_000, "Topic": 6_000}
STATED: tuple[Status, ...] = ("occurred", "ongoing", "planned", "possible")
FURTHEST = 12

Layers = list[dict[int, dict[str, int]]]
Reach = tuple[tuple[dict[str, int], dict[str, int]], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Hop:
    """A step of a path and the statements that carry it, the surest first. They may point either way."""

    source: str
    target: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """Entities from source to target, the hops between them, and the cost in units of one hop."""

    entities: tuple[Entity, ...]
    hops: tuple[Hop, ...]
    cost: float

    def __str__(self) -> str:
        return " — ".join(entity.label for entity in self.entities)


@dataclass(frozen=True)
class _Ground:
    """Where a search may step: the network without what the caller rules out. What it looks up, it looks up once."""

    network: Network
    banned: frozenset[str]
    admits: Callable[[Statement], bool] | None
    steps: dict[str, dict[str, int]]
    tolls: dict[str, int]

    def around(self, entity: str) -> dict[str, int]:
        """The entities one hop away, each with the cost of the hop."""
        if (known := self.steps.get(entity)) is None:
            near = self.network.neighbours[entity].items()
            costs = ((other, self._cost(statements)) for other, statements in near if other not in self.banned)
            known = self.steps[entity] = {other: cost for other, cost in costs if cost}
        return known

    def _cost(self, statements: tuple[Statement, ...]) -> int:
        usable = statements if self.admits is None else tuple(filter(self.admits, statements))
        return hop_cost(self.network, usable) if usable else 0

    def toll(self, entity: str) -> int:
        """What passing through an entity costs."""
        if (known := self.tolls.get(entity)) is None:
            known = self.tolls[entity] = toll(self.network, entity)
        return known


def hop_cost(network: Network, statements: Collection[Statement]) -> int:
    """The cost of a hop that these statements carry."""
    documents = len({statement.document for statement in statements})
    doubt = min(DOUBT[statement.status] for statement in statements)
    weight = max(edge_rule(network, statement.relation).weight for statement in statements)
    return HOP + THIN // documents + doubt + VAGUE - min(VAGUE, int(VAGUE * weight + 0.5))


def toll(network: Network, entity: str) -> int:
    """The cost of passing through an entity."""
    degree = len(network.neighbours[entity])
    return max(FLOORS.get(network.entities[entity].kind, 0), TOLL * degree // (degree + BUSY))


def paths(
    network: Network,
    source: str,
    target: str,
    *,
    k: int = 5,
    max_length: int = 4,
    avoid: Collection[str] = (),
    via: Collection[str] = (),
    as_of: str | None = None,
    statuses: Collection[Status] = STATED,
) -> list[Path]:
    """The k best simple paths of at most `max_length` hops, the best first; ties are broken by the ids on the way.

    Source, target and the entities to avoid or to pass (`via`, in any order) are names or ids. `as_of` is an EDTF time: only
    statements count that are dated up to its last day, by their own time or their document's; those that nothing dates do not.
    Negated claims are never hops.

    Raises NoPath, saying what was searched; UnknownName for a name that is not there; QueryError where the question is none.
    """
    start, goal = find(network, source), find(network, target)
    banned = frozenset(find(network, name) for name in avoid)
    stops = tuple(sorted({find(network, name) for name in via} - {start, goal}))
    _check(network, start, goal, k=k, max_length=max_length, banned=banned, stops=stops)
    ground = _Ground(network, banned, _admission(network, as_of, statuses), {}, {})
    found = _best(ground, start, goal, k=k, max_length=max_length, stops=stops)
    if not found:
        raise NoPath(_searched(ground, start, goal, max_length=max_length, stops=stops, as_of=as_of, statuses=statuses))
    return [_path(ground, way, cost) for cost, way in found]


def _check(
    network: Network, start: str, goal: str, *, k: int, max_length: int, banned: frozenset[str], stops: tuple[str, ...]
) -> None:
    if start == goal:
        raise QueryError(f"both ends of the path are {network.entities[start].label}: name two different entities.")
    if k < 1 or not 1 <= max_length <= FURTHEST:
        raise QueryError(f"k={k}, max_length={max_length}: ask for one path or more, of 1 to {FURTHEST} hops.")
    if len(stops) >= max_length:
        raise QueryError(f"{max_length} hops pass {max_length - 1} entities, not the {len(stops)} of via: raise max_length.")
    if clash := banned & {start, goal, *stops}:
        raise QueryError(f"{network.entities[min(clash)].label} is both wanted and to be avoided: drop it from avoid.")


def _admission(network: Network, as_of: str | None, statuses: Collection[Status]) -> Callable[[Statement], bool] | None:
    if unknown := set(statuses) - DOUBT.keys():
        raise QueryError(f"a path can't rest on claims that are {min(unknown)!r}; the statuses are {', '.join(DOUBT)}.")
    wanted = frozenset(statuses)
    if as_of is None:
        return None if wanted >= DOUBT.keys() else lambda statement: statement.status in wanted
    last = day(as_of, last=True)
    return lambda statement: statement.status in wanted and (day_of(network, statement) or "9999-12-31") <= last


def _best(
    ground: _Ground, start: str, goal: str, *, k: int, max_length: int, stops: tuple[str, ...]
) -> list[tuple[int, tuple[str, ...]]]:
    found: list[tuple[int, tuple[str, ...]]] = []
    for length in range(len(stops) + 1, max_length + 1):
        found = list(_cheapest(ground, start, goal, length, k=k, stops=stops))
        if len(found) == k and found[-1][0] < HOP * (length + 1):
            break
    return found


def _cheapest(
    ground: _Ground, start: str, goal: str, length: int, *, k: int, stops: tuple[str, ...]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The k cheapest simple paths of at most `length` hops."""
    rest = _costs_to_go(ground, start, goal, length, stops)
    if start not in rest[length].get((1 << len(stops)) - 1, {}):
        return iter(())
    return islice(_passing(ground, rest, start, goal, stops) if stops else _deviating(ground, rest, start, goal), k)


def _deviating(ground: _Ground, rest: Layers, start: str, goal: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Simple paths in the order of cost: the best one, then for each found the best that leave it at one of its entities."""
    heap: list[tuple[int, tuple[str, ...], int, frozenset[str]]] = []
    if first := _spur(ground, rest, (start,), goal, frozenset()):
        heappush(heap, (*first, 0, frozenset()))
    while heap:
        cost, way, leaves, closed = heappop(heap)
        yield cost, way
        for at in range(leaves, len(way) - 1):
            barred = frozenset({way[at + 1]}) | (closed if at == leaves else frozenset())
            if found := _spur(ground, rest, way[: at + 1], goal, barred):
                heappush(heap, (*found, at, barred))


def _spur(
    ground: _Ground, rest: Layers, prefix: tuple[str, ...], goal: str, barred: frozenset[str]
) -> tuple[int, tuple[str, ...]] | None:
    """The best path that begins with a prefix and does not go on from there to what is barred; None where there is none."""
    length, spent = len(rest) - 1, _spent(ground, prefix)
    heap = [(spent, prefix, spent)]
    settled: set[tuple[str, int]] = set()
    while heap:
        estimate, way, spent = heappop(heap)
        here = way[-1]
        if here == goal:
            return estimate, way
        if (here, len(way)) in settled or len(way) > length:
            continue
        settled.add((here, len(way)))
        onward = rest[length - len(way)].get(0, {})
        for other, step in ground.around(here).items():
            if other in onward and other not in way and not (other in barred and len(way) == len(prefix)):
                cost = spent + step + (ground.toll(other) if other != goal else 0)
                heappush(heap, (cost + onward[other], (*way, other), cost))
    return None


def _spent(ground: _Ground, way: tuple[str, ...]) -> int:
    return sum(ground.around(here)[there] + ground.toll(there) for here, there in pairwise(way))


def _passing(
    ground: _Ground, rest: Layers, start: str, goal: str, stops: tuple[str, ...]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Simple paths through all stops, in the order of cost: beginnings are lengthened, those of the least estimate first."""
    length, everything = len(rest) - 1, (1 << len(stops)) - 1
    bits = {stop: 1 << number for number, stop in enumerate(stops)}
    heap: list[tuple[int, tuple[str, ...], int, int]] = [(rest[length][everything][start], (start,), 0, everything)]
    while heap:
        estimate, way, cost, missing = heappop(heap)
        if way[-1] == goal:
            yield estimate, way
            continue
        left = length - len(way)
        for other, step in ground.around(way[-1]).items():
            wanted = missing & ~bits.get(other, 0)
            onward = rest[left].get(wanted, {}).get(other)
            if onward is not None and other not in way:
                spent = cost + step + (ground.toll(other) if other != goal else 0)
                heappush(heap, (spent + onward, (*way, other), spent, wanted))


def _costs_to_go(ground: _Ground, start: str, goal: str, length: int, stops: tuple[str, ...]) -> Layers:
    """For up to 0, 1, … hops and each set of stops still to come (a bit each): the least cost from an entity to the goal.

    Walks that pass an entity twice count, so that the figure may be below that of the best path, never above.
    """
    (near, _), (radius, _) = _reach(ground, start, goal, length)
    bits = {stop: 1 << number for number, stop in enumerate(stops)}
    layers: Layers = [{0: {goal: 0}}]
    fresh: dict[tuple[int, str], int] = {(0, goal): 0}
    for hops in range(1, length + 1):
        layer = {mask: dict(costs) for mask, costs in layers[-1].items()}
        improved: dict[tuple[int, str], int] = {}
        for (mask, entity), cost in fresh.items():
            after = mask | bits.get(entity, 0)
            onward = cost + (ground.toll(entity) if entity != goal else 0)
            reached = layer.setdefault(after, {})
            for other, step in ground.around(entity).items():
                if other != goal and near.get(other, radius + 1) <= length - hops and onward + step < reached.get(other, 1 << 60):
                    reached[other] = improved[after, other] = onward + step
        layers.append(layer)
        fresh = {key: cost for key, cost in improved.items() if key[1] != start}
    return layers


def _reach(ground: _Ground, start: str, goal: str, length: int) -> Reach:
    """How many hops entities are from either end, as far as two searches that meet need to know, and up to which distances."""
    distances: tuple[dict[str, int], dict[str, int]] = ({start: 0}, {goal: 0})
    rims: list[list[str]] = [[start], [goal]]
    depths = [0, 0]
    while sum(depths) < length:
        side = 0 if _effort(ground, rims[0]) <= _effort(ground, rims[1]) else 1
        depths[side] += 1
        known = distances[side]
        rim = {other for entity in rims[side] for other in ground.around(entity) if other not in known}
        known.update(dict.fromkeys(rim, depths[side]))
        rims[side] = list(rim)
    return distances, (depths[0], depths[1])


def _effort(ground: _Ground, rim: list[str]) -> int:
    return sum(len(ground.network.neighbours[entity]) for entity in rim)


def _path(ground: _Ground, way: tuple[str, ...], cost: int) -> Path:
    network = ground.network
    hops = tuple(Hop(here, there, _carrying(ground, here, there)) for here, there in pairwise(way))
    return Path(tuple(network.entities[entity] for entity in way), hops, cost / HOP)


def _carrying(ground: _Ground, here: str, there: str) -> tuple[Statement, ...]:
    network = ground.network
    usable = filter(ground.admits, network.neighbours[here][there]) if ground.admits else network.neighbours[here][there]
    return tuple(sorted(usable, key=lambda s: (DOUBT[s.status], -edge_rule(network, s.relation).weight, -s.confidence, s.id)))


def _searched(
    ground: _Ground,
    start: str,
    goal: str,
    *,
    max_length: int,
    stops: tuple[str, ...],
    as_of: str | None,
    statuses: Collection[Status],
) -> str:
    """What a search without a result looked at, and which bound kept it from one."""
    network = ground.network
    one, other = network.entities[start].label, network.entities[goal].label
    bounds = [f"through {network.entities[stop].label}" for stop in stops]
    bounds += [f"avoiding {network.entities[entity].label}" for entity in sorted(ground.banned)]
    bounds += [f"as of {as_of}"] if as_of else []
    bounds += [f"on {', '.join(statuses)} claims only"] if set(statuses) != set(STATED) else []
    (near, far), (out, back) = _reach(ground, start, goal, max_length)
    balls = ((near, out, one), (far, back, other))
    searched = "searched " + " and ".join(_ball(len(ball) - 1, radius, label) for ball, radius, label in balls if radius)
    distance = _distance(network, start, goal)
    if distance is None:
        hint = "no chain of claims joins the two"
    elif distance > max_length:
        hint = f"they are {distance} hops apart: raise max_length"
    else:
        hint = f"without these bounds they are {distance} hop{'s' * (distance > 1)} apart"
    return f"No path from {one} to {other}: {', '.join((searched, *bounds))}; {hint}."


def _ball(count: int, radius: int, label: str) -> str:
    return f"{count} {'entity' if count == 1 else 'entities'} within {radius} hop{'s' * (radius != 1)} of {label}"


def _distance(network: Network, start: str, goal: str) -> int | None:
    """How many hops apart two entities are, whatever the bounds, by two searches that meet; None where nothing joins them."""
    seen = [{start}, {goal}]
    rims = [{start}, {goal}]
    for hops in count(1):
        side = 0 if len(rims[0]) <= len(rims[1]) else 1
        rims[side] = {other for entity in rims[side] for other in network.neighbours[entity]} - seen[side]
        if rims[side] & seen[1 - side]:
            return hops
        if not rims[side]:
            return None
        seen[side] |= rims[side]
    return None
