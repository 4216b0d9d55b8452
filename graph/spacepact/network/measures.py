"""What an analyst asks of a network: who is best connected, who bridges it, who stands between two groups, who keeps together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from spacepact.errors import QueryError
from spacepact.network.graph import Network, find

SEED = 20_25


@dataclass(frozen=True, slots=True)
class Score:
    """How an entity ranks in a measure."""

    entity: str
    label: str
    kind: str
    value: float


def most_connected(network: Network, *, limit: int = 20) -> list[Score]:
    """Entities by the number of others that they are joined to (degree), the most first."""
    return _ranked(network, {entity: len(others) for entity, others in network.neighbours.items()}, limit)


def bridges(network: Network, *, limit: int = 20) -> list[Score]:
    """Entities by the share of shortest paths between all others that run through them (betweenness, 0 to 1)."""
    names, graph = _simple(network)
    pairs = max(1, (len(names) - 1) * (len(names) - 2) // 2)
    values = graph.betweenness(directed=False) if names else []
    return _ranked(network, {name: value / pairs for name, value in zip(names, values, strict=True)}, limit)


def brokers(network: Network, one: Collection[str], other: Collection[str], *, limit: int = 20) -> list[Score]:
    """Who stands between two groups: entities in neither, by the share of pairs (one of each group) they join directly.

    A broker is joined to a member of each group that is not joined to the other (Gould and Fernandez 1989: gatekeepers and
    liaisons). Groups are of names or ids. Raises QueryError where they overlap, UnknownName for a name that is not there.
    """
    first, second = ({find(network, name) for name in group} for group in (one, other))
    if both := first & second:
        raise QueryError(f"{network.entities[min(both)].label} is in both groups: a broker stands between groups that differ.")
    apart = {(a, b) for a in first for b in second if b not in network.neighbours[a]}
    values: dict[str, float] = {}
    for entity in network.entities.keys() - first - second:
        near = network.neighbours[entity]
        joined = sum((a, b) in apart for a in first if a in near for b in second if b in near)
        values[entity] = joined / len(apart) if apart else 0.0
    return _ranked(network, {entity: value for entity, value in values.items() if value}, limit)


def communities(network: Network) -> list[tuple[str, ...]]:
    """Groups that keep together (Leiden, modularity; Traag, Waltman and van Eck 2019), the largest first, members sorted.

    The random numbers that the method needs start from a fixed seed, so that the same network gives the same groups.
    """
    names, graph = _simple(network)
    if not names:
        return []
    with seeded():
        members = graph.community_leiden(objective_function="modularity", n_iterations=10)
    groups = [tuple(sorted(names[index] for index in group)) for group in members]
    return sorted(groups, key=lambda group: (-len(group), group))


@contextmanager
def seeded() -> Iterator[None]:
    """A stretch of code in which igraph's random numbers start from a fixed seed."""
    import random

    import igraph

    igraph.set_random_number_generator(random.Random(SEED))
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def _simple(network: Network) -> tuple[list[str], Any]:
    import igraph

    names = sorted(network.entities)
    index = {name: number for number, name in enumerate(names)}
    edges = sorted((index[a], index[b]) for a in names for b in network.neighbours[a] if a < b)
    return names, igraph.Graph(n=len(names), edges=edges)


def _ranked(network: Network, values: Mapping[str, float], limit: int) -> list[Score]:
    order = sorted(values, key=lambda entity: (-values[entity], entity))
    known = network.entities
    return [Score(entity, known[entity].label, known[entity].kind, values[entity]) for entity in order[:limit]]
