"""Where entities stand in the picture: computed once, at build time, by igraph, so that nothing moves when the page opens.

Coordinates are whole pixels at zoom 1, y downwards. The same network gives the same positions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import ceil, sqrt

from spacepact.network import Network
from spacepact.network.measures import seeded

Place = tuple[float, float]
Places = dict[str, tuple[int, int]]

SPACING = 78.0
GAP = 62.0
FLAT = 0.62
LARGE = 1500


def whole(network: Network) -> Places:
    """Positions of all entities: each connected part by Fruchterman and Reingold's forces, the parts packed in rows by size."""
    import igraph

    names = sorted(network.entities)
    index = {name: number for number, name in enumerate(names)}
    links = sorted((index[a], index[b]) for a in names for b in network.neighbours[a] if a < b)
    graph = igraph.Graph(n=len(names), edges=links)
    parts = sorted((sorted(part) for part in graph.connected_components()), key=lambda part: (-len(part), part))
    blocks = [_part(graph, part) for part in parts if len(part) > 1]
    alone = [part[0] for part in parts if len(part) == 1]
    placed = _packed(blocks, alone)
    return {names[number]: (round(x), round(y)) for number, (x, y) in sorted(placed.items())}


def facing(network: Network, left: str, right: str) -> Places:
    """Positions of the view of a pair of states: one side to the left, the other to the right, what they share between them."""
    import igraph

    names = sorted(network.entities)
    if len(names) < 2:
        return dict.fromkeys(names, (0, 0))
    index = {name: number for number, name in enumerate(names)}
    links = sorted((index[a], index[b]) for a in names for b in network.neighbours[a] if a < b)
    graph = igraph.Graph(n=len(names), edges=links)
    width = sqrt(len(names))
    lows, highs = zip(
        *(_band(network.sides.get(name, frozenset()) & {left, right}, left, right, width) for name in names), strict=True
    )
    start = [
        ((low + high) / 2, (number * 0.618 % 1 - 0.5) * width) for number, (low, high) in enumerate(zip(lows, highs, strict=True))
    ]
    with seeded():
        layout = graph.layout_fruchterman_reingold(niter=600, seed=start, minx=list(lows), maxx=list(highs), grid="nogrid")
    spread = _scaled([tuple(point) for point in layout.coords], SPACING * 1.25)
    apart = _apart([(x * 1.35, y) for x, y in spread], rounds=80)
    return {name: (round(x), round(y)) for name, (x, y) in zip(names, apart, strict=True)}


def _band(sides: Collection[str], left: str, right: str, width: float) -> tuple[float, float]:
    if sides == {left}:
        return -width, -0.45 * width
    if sides == {right}:
        return 0.45 * width, width
    return -0.35 * width, 0.35 * width


def _part(graph: object, members: Sequence[int]) -> dict[int, Place]:
    part = graph.induced_subgraph(members)  # type: ignore[attr-defined]
    large = len(members) > LARGE
    with seeded():
        layout = part.layout_fruchterman_reingold(niter=400 if large else 500, grid="grid" if large else "nogrid")
    spread = _scaled([tuple(point) for point in layout.coords], SPACING)
    return dict(zip(members, _apart(spread, rounds=12 if large else 60), strict=True))


def _scaled(points: Sequence[Place], spacing: float) -> list[Place]:
    """Points moved around the origin, at the density of one in a square of the given side; far outliers are drawn in."""
    count = len(points)
    middle = (sum(x for x, _ in points) / count, sum(y for _, y in points) / count)
    moved = [(x - middle[0], y - middle[1]) for x, y in points]
    typical = sorted(sqrt(x * x + y * y) for x, y in moved)[count * 4 // 5] or 1.0
    factor = spacing * sqrt(count) * 0.6 / typical
    return [_drawn_in(x * factor, y * factor, typical * factor * 1.6) for x, y in moved]


def _drawn_in(x: float, y: float, limit: float) -> Place:
    distance = sqrt(x * x + y * y)
    if distance <= limit:
        return x, y
    shrunk = limit * (1 + 0.25 * (distance / limit - 1)) / distance
    return x * shrunk, y * shrunk


def _apart(points: Sequence[Place], *, rounds: int) -> list[Place]:
    """Points pushed from each other until few are closer than GAP (labels are wide: less of it counts from above)."""
    places = [[x, y] for x, y in points]
    for _ in range(rounds):
        cells: dict[tuple[int, int], list[int]] = {}
        for number, (x, y) in enumerate(places):
            cells.setdefault((int(x // GAP), int(y // GAP)), []).append(number)
        moved = sum(_push(places, number, other) for number, other in _close(cells))
        if not moved:
            break
    return [(x, y) for x, y in places]


def _close(cells: Mapping[tuple[int, int], Sequence[int]]) -> list[tuple[int, int]]:
    around = ((0, 0), (1, 0), (-1, 1), (0, 1), (1, 1))
    return [
        (one, other)
        for (column, row), members in cells.items()
        for right, down in around
        for one in members
        for other in cells.get((column + right, row + down), ())
        if (right or down) or one < other
    ]


def _push(places: list[list[float]], one: int, other: int) -> bool:
    across, down = places[other][0] - places[one][0], (places[other][1] - places[one][1]) / FLAT
    distance = sqrt(across * across + down * down)
    if distance >= GAP:
        return False
    if distance < 1:
        across, down, distance = 1.0, (one - other) % 3 - 1.0, 1.5
    half = (GAP - distance) / distance / 2 * 0.6
    places[one][0] -= across * half
    places[one][1] -= down * half * FLAT
    places[other][0] += across * half
    places[other][1] += down * half * FLAT
    return True


def _packed(blocks: Sequence[Mapping[int, Place]], alone: Sequence[int]) -> dict[int, Place]:
    """The first block at the origin, the others in rows beneath it, entities without a link in a grid below all."""
    placed: dict[int, Place] = dict(blocks[0]) if blocks else {}
    left = min((x for x, _ in placed.values()), default=0.0)
    width = max(max((x for x, _ in placed.values()), default=0.0) - left, 1200.0)
    x, y, tall = left, max((y for _, y in placed.values()), default=0.0) + 2 * SPACING, 0.0
    for block in blocks[1:]:
        low, top = min(px for px, _ in block.values()), min(py for _, py in block.values())
        wide, high = max(px for px, _ in block.values()) - low, max(py for _, py in block.values()) - top
        if x > left and x + wide > left + width:
            x, y, tall = left, y + tall + 1.5 * SPACING, 0.0
        placed |= {number: (x + px - low, y + py - top) for number, (px, py) in block.items()}
        x, tall = x + wide + 2 * SPACING, max(tall, high)
    columns = max(1, ceil(width / SPACING))
    below = y + tall + 2 * SPACING
    return placed | {number: (left + i % columns * SPACING, below + i // columns * SPACING) for i, number in enumerate(alone)}
