"""Parts of the network that answer one question: a pair of states, a topic, a period, a status, a document, a neighbourhood."""

from collections.abc import Callable, Iterable, Iterator

from spacepact.errors import QueryError
from spacepact.intervals import bounds
from spacepact.model import Status
from spacepact.network.graph import Network, Statement, ends, find
from spacepact.vocab import COARSE, STATUSES

ACTORS = frozenset({"State", "Organization", "Person"})


def is_actor(network: Network, entity: str) -> bool:
    """Whether an entity can act: a state, an organisation or a person."""
    return COARSE.get(network.entities[entity].kind) in ACTORS


def pair(network: Network, one: str, other: str) -> Network:
    """What joins two states: dealings between actors of the two sides, what both sides take part in, and what that consists of.

    A side is the state with its agencies, officers and firms. A thing is shared where actors of both sides, or one that
    belongs to both, are joined to it. Kept are statements between the sides, between a side and a shared thing, and between
    a shared thing and anything that is no actor. Raises QueryError where a name means no state.
    """
    first, second = (_state(network, name) for name in (one, other))
    sides = {entity: network.sides.get(entity, frozenset()) & {first, second} for entity in network.entities}
    shared = {entity for entity in network.entities if not is_actor(network, entity) and _touches_both(network, sides, entity)}
    both = frozenset({first, second})
    return network.keep(s for s in network.statements if _belongs(network, sides, shared, s, both=both))


def _state(network: Network, name: str) -> str:
    entity = find(network, name)
    if network.entities[entity].kind != "State":
        raise QueryError(f"{name!r} is no state but {network.entities[entity].kind}: name two states, as in India and Japan.")
    return entity


def _touches_both(network: Network, sides: dict[str, frozenset[str]], entity: str) -> bool:
    return len(frozenset().union(*(sides[other] for other in network.neighbours[entity]))) == 2


def _belongs(
    network: Network, sides: dict[str, frozenset[str]], shared: set[str], statement: Statement, *, both: frozenset[str]
) -> bool:
    if statement.subject in shared or (not statement.literal and statement.object in shared):
        return all(entity in shared or sides[entity] or not is_actor(network, entity) for entity in ends(statement))
    if statement.literal:
        return False
    left, right = sides[statement.subject], sides[statement.object]
    return bool(left and right) and left | right == both and left != right


def topic(network: Network, name: str) -> Network:
    """The statements on a topic or a narrower one: those that carry it, and all about the things that it is the subject of."""
    wanted = narrower(network, find(network, name))
    about = {s.subject for s in network.statements if not s.literal and s.object in wanted and s.status != "negated"}
    return network.keep(s for s in network.statements if wanted & {*s.topics, *ends(s)} or about & set(ends(s)))


def narrower(network: Network, name: str) -> frozenset[str]:
    """A topic with all that are narrower."""
    found = {name}
    while fresh := {child for child, parent in network.broader.items() if parent in found} - found:
        found |= fresh
    return frozenset(found)


def period(network: Network, start: str, end: str) -> Network:
    """The statements whose time, or else their document's date, touches a period; both ends are EDTF and inclusive.

    Raises QueryError where one can't be read. Statements that nothing dates are left out.
    """
    first, last = day(start, last=False), day(end, last=True)
    return network.keep(s for s in network.statements if (span := span_of(network, s)) and span[0] <= last and first <= span[1])


def day(edtf: str, *, last: bool) -> str:
    """The first or the last day of an EDTF time, as an ISO date. Raises QueryError where it can't be read or is open there."""
    try:
        found = bounds(edtf).latest if last else bounds(edtf).earliest
    except ValueError as error:
        raise QueryError(str(error)) from error
    if found is None:
        raise QueryError(f"the time {edtf!r} is open: give a day, a month or a year, as in 2024-12-31.")
    return found.isoformat()


def span_of(network: Network, statement: Statement) -> tuple[str, str] | None:
    """The days that a statement is about: its own time, else its document's date; open ends reach as far as dates go."""
    if statement.earliest or statement.latest:
        return statement.earliest or "0001-01-01", statement.latest or "9999-12-31"
    source = network.sources.get(statement.document)
    return (source.day, source.day) if source and source.day else None


def status(network: Network, *wanted: Status) -> Network:
    """The statements of the given statuses. Raises QueryError where one is none of the five."""
    if unknown := set(wanted) - set(STATUSES):
        raise QueryError(f"no status is called {min(unknown)!r}; there are {', '.join(STATUSES)}.")
    return network.keep(s for s in network.statements if s.status in wanted)


def document(network: Network, identifier: str) -> Network:
    """The statements of one document. Raises QueryError where there is none of that identifier."""
    if identifier not in network.sources:
        raise QueryError(f"no document is called {identifier!r}; there are {', '.join(sorted(network.sources)[:10])} …")
    return network.keep(s for s in network.statements if s.document == identifier)


def neighbourhood(network: Network, name: str, *, hops: int = 1, most: int = 40) -> Network:
    """An entity and who is joined to it within some hops, at most so many entities: nearer and better connected ones first."""
    centre = find(network, name)
    chosen, rim = [centre], [centre]
    for _ in range(hops):
        rim = sorted({other for entity in rim for other in network.neighbours[entity]} - set(chosen), key=_by_degree(network))
        chosen += rim
    return among(network, chosen[:most])


def core(network: Network, *, most: int = 1000) -> Network:
    """The most connected part: at most so many entities, grown from the best connected one."""
    return among(network, most_connected_first(network)[:most])


def most_connected_first(network: Network) -> list[str]:
    """All entities, so that each start of the list hangs together as far as it can.

    It starts with the best connected entity, and takes next, of all that are joined to one already taken, the best connected.
    """
    from heapq import heappop, heappush

    order: list[str] = []
    seen: set[str] = set()
    key = _by_degree(network)
    for start in sorted(network.entities, key=key):
        heap: list[tuple[tuple[int, str], str]] = [] if start in seen else [(key(start), start)]
        seen.add(start)
        while heap:
            _, entity = heappop(heap)
            order.append(entity)
            for other in network.neighbours[entity]:
                if other not in seen:
                    seen.add(other)
                    heappush(heap, (key(other), other))
    return order


def among(network: Network, entities: Iterable[str]) -> Network:
    """The statements whose entities are all among the given ones; the given ones stay, joined or not."""
    chosen = set(entities)
    return network.keep((s for s in network.statements if chosen.issuperset(ends(s))), also=chosen)


def busiest_pairs(network: Network) -> Iterator[tuple[str, str]]:
    """Pairs of states that share a neighbour or a statement, those with the most first."""
    from collections import Counter
    from itertools import combinations

    shared: Counter[tuple[str, str]] = Counter()
    for entity in network.entities:
        if not is_actor(network, entity):
            states = frozenset().union(*(network.sides.get(other, frozenset()) for other in network.neighbours[entity]))
            shared.update(combinations(sorted(states), 2))
    for s in network.statements:
        if s.joins and is_actor(network, s.subject) and is_actor(network, s.object):
            shared.update({(min(a, b), max(a, b)) for a in network.sides[s.subject] for b in network.sides[s.object] if a != b})
    return (states for states, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])))


def _by_degree(network: Network) -> Callable[[str], tuple[int, str]]:
    return lambda entity: (-len(network.neighbours[entity]), entity)
