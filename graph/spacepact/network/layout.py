"""Where entities stand in the picture: computed once, at build time, by igraph, so that nothing moves when the page opens.

Coordinates are whole pixels at zoom 1, y downwards. The same network gives the same positions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import ceil, log2, sqrt
from typing import Any

from spacepact.network.graph import Network
from spacepact.network.measures import seeded

Place = tuple[float, float]
Places = dict[str, tuple[int, int]]

SPACING = 78.0
ROOM = (62.0, 40.0)
LABELLED_ROOM = (170.0, 62.0)
FEW, MANY = 24, 6_000
COLUMN = 170.0
STEP = 80.0


def whole(network: Network) -> Places:
    """Positions of all entities: each connected part by its links, the parts packed in rows by size.

    Topics follow what they are the topics of: they stand in its middle, and pull nothing together.
    """
    names = sorted(network.entities)
    topics = {name for name in names if network.entities[name].kind == "Topic"}
    graph = _graph(network, names, without=topics)
    parts = sorted((sorted(part) for part in graph.connected_components()), key=lambda part: (-len(part), part))
    blocks = [_part(graph, part) for part in parts if len(part) > 1]
    alone = [part[0] for part in parts if len(part) == 1 and names[part[0]] not in topics]
    placed = {names[number]: place for number, place in _packed(blocks, alone).items()}
    placed |= {name: _middle([placed[other] for other in sorted(network.neighbours[name]) if other in placed]) for name in topics}
    apart = _apart([placed[name] for name in names], room=ROOM, rounds=20 if topics else 0)
    return {name: (round(x), round(y)) for name, (x, y) in zip(names, apart, strict=True)}


def facing(network: Network, left: str, right: str) -> Places:
    """Positions of the view of a pair of states: one side to the left, the other to the right, what they share between them.

    Topics stand in rows below.
    """
    topics = sorted(name for name in network.entities if network.entities[name].kind == "Topic")
    names = sorted(network.entities.keys() - set(topics))
    side = {name: network.sides.get(name, frozenset()) & {left, right} for name in names}
    shared = [name for name in names if len(side[name]) != 1]
    drawn = _between(network, names, side, left, right)
    middle = _apart(_even([drawn[name] for name in shared]), room=LABELLED_ROOM, rounds=120)
    places = dict(zip(shared, middle, strict=True))
    edge = max((abs(x) for x, _ in middle), default=0.0) + 1.15 * COLUMN
    for state, sign in ((left, -1), (right, 1)):
        members = sorted(
            (name for name in names if side[name] == {state} and name != state), key=lambda name: (drawn[name][1], name)
        )
        places |= _column(members, sign, edge)
        if state in side:
            places[state] = (sign * (edge + COLUMN * (ceil(len(members) / _tall(members)) - 0.2)), 0.0)
    below = max((y for _, y in places.values()), default=0.0) + 2 * STEP
    places |= {name: ((at % 7 - 3) * COLUMN, below + at // 7 * STEP) for at, name in enumerate(topics)}
    return {name: (round(places[name][0]), round(places[name][1])) for name in sorted(places)}


def _between(
    network: Network, names: Sequence[str], side: Mapping[str, Collection[str]], left: str, right: str
) -> dict[str, Place]:
    """A first draft of `facing`: forces, with each side held in its own band."""
    width = max(1.0, sqrt(len(names)))
    bands = [
        (-width, -0.6 * width)
        if side[name] == {left}
        else (0.6 * width, width)
        if side[name] == {right}
        else (-0.4 * width, 0.4 * width)
        for name in names
    ]
    start = [((low + high) / 2, (number * 0.618 % 1 - 0.5) * width) for number, (low, high) in enumerate(bands)]
    with seeded():
        layout = _graph(network, names).layout_fruchterman_reingold(
            niter=600, seed=start, minx=[low for low, _ in bands], maxx=[high for _, high in bands], grid="nogrid"
        )
    return dict(zip(names, _scaled([(x, y) for x, y in layout.coords], SPACING * 1.3), strict=True))


def _even(points: Sequence[Place]) -> list[Place]:
    """Points with their heights spread: mostly even steps in the order that the heights had, so that labels find room."""
    tall = LABELLED_ROOM[1] * len(points) / 2.1
    order = sorted(range(len(points)), key=lambda number: (points[number][1], number))
    rank = {number: at for at, number in enumerate(order)}
    return [
        (x * 0.9, 0.25 * y + 0.75 * tall * ((rank[number] + 0.5) / len(points) - 0.5)) for number, (x, y) in enumerate(points)
    ]


def _column(members: Sequence[str], sign: int, edge: float) -> dict[str, Place]:
    """Members in columns outwards from an edge, each column centred, in the order given."""
    tall = _tall(members)
    columns = [members[at :: ceil(len(members) / tall)] for at in range(ceil(len(members) / tall))]
    return {
        name: (sign * (edge + COLUMN * column), (row - (len(names) - 1) / 2) * STEP + (STEP / 2) * (column % 2))
        for column, names in enumerate(columns)
        for row, name in enumerate(names)
    }


def _tall(members: Sequence[str]) -> int:
    return max(1, min(len(members), 14))


def _graph(network: Network, names: Sequence[str], *, without: Collection[str] = ()) -> Any:
    import igraph

    index = {name: number for number, name in enumerate(names) if name not in without}
    links = sorted((index[a], index[b]) for a in index for b in network.neighbours[a] if a < b and b in index)
    return igraph.Graph(n=len(names), edges=links)


def _part(graph: Any, members: Sequence[int]) -> dict[int, Place]:
    """A connected part. Links of hubs are longer, so that what a hub joins does not fall into one heap.

    UMAP (McInnes, Healy and Melville 2018) spreads the parts of a middling size well; for few nodes and for very many,
    Fruchterman and Reingold's forces do better, or faster.
    """
    part = graph.induced_subgraph(members)
    degrees = part.degree()
    lengths = [log2(1 + max(degrees[a], degrees[b])) for a, b in part.get_edgelist()]
    with seeded():
        if FEW < len(members) <= MANY:
            layout = part.layout_umap(dist=lengths, epochs=300 if len(members) < 3000 else 150, min_dist=1)
        else:
            layout = part.layout_fruchterman_reingold(niter=300, grid="grid" if len(members) > FEW else "nogrid")
    spread = _scaled([(x, y) for x, y in layout.coords], SPACING)
    return dict(zip(members, _apart(spread, room=ROOM, rounds=60 if len(members) < 3000 else 12), strict=True))


def _middle(places: Sequence[Place]) -> Place:
    count = max(1, len(places))
    return sum(x for x, _ in places) / count, sum(y for _, y in places) / count


def _scaled(points: Sequence[Place], spacing: float) -> list[Place]:
    """Points moved around the origin, at the density of one in a square of the given side; far outliers are drawn in."""
    middle = _middle(points)
    moved = [(x - middle[0], y - middle[1]) for x, y in points]
    typical = sorted(sqrt(x * x + y * y) for x, y in moved)[len(points) * 4 // 5] or 1.0
    factor = spacing * sqrt(len(points)) * 0.5 / typical
    return [_drawn_in(x * factor * 1.15, y * factor * 0.87, typical * factor * 1.6) for x, y in moved]


def _drawn_in(x: float, y: float, limit: float) -> Place:
    distance = sqrt(x * x + y * y)
    if distance <= limit:
        return x, y
    shrunk = limit * (1 + 0.25 * (distance / limit - 1)) / distance
    return x * shrunk, y * shrunk


def _apart(points: Sequence[Place], *, room: Place, rounds: int) -> list[Place]:
    """Points pushed from each other until each has its room, width by height; labels make it wide."""
    wide, high = room
    places = [[x / wide, y / high] for x, y in points]
    for _ in range(rounds):
        cells: dict[tuple[int, int], list[int]] = {}
        for number, (x, y) in enumerate(places):
            cells.setdefault((int(x // 1), int(y // 1)), []).append(number)
        moved = sum(_push(places, one, other) for one, other in _close(cells))
        if not moved:
            break
    return [(x * wide, y * high) for x, y in places]


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
    across, down = places[other][0] - places[one][0], places[other][1] - places[one][1]
    distance = sqrt(across * across + down * down)
    if distance >= 1:
        return False
    if distance < 0.01:
        across, down, distance = 0.01, ((one * 7 + other) % 3 - 1) * 0.01, 0.014
    half = (1 - distance) / distance * 0.3
    places[one][0] -= across * half
    places[one][1] -= down * half
    places[other][0] += across * half
    places[other][1] += down * half
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
