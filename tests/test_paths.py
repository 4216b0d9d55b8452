"""Paths come out best first, exactly, within the bounds asked for, and every hop carries its evidence."""

import random
from itertools import pairwise

import networkx as nx
import pytest

from networks import documents, store_of
from spacepact import network
from spacepact.errors import NoPath, QueryError, UnknownName
from spacepact.model import Entity
from spacepact.network import Network, Path, Statement, search


@pytest.fixture(scope="module")
def net() -> Network:
    return network.load(store_of(documents()))


def ways(found: list[Path]) -> list[str]:
    return [str(path) for path in found]


def test_the_shortest_path_comes_first_and_each_hop_has_its_sentence(net: Network) -> None:
    first = network.paths(net, "JAXA", "India")[0]
    assert str(first) == "JAXA — LUPEX — ISRO — India"
    for hop in first.hops:
        for statement in hop.statements:
            (item,) = network.evidence(net, statement)
            assert item.quote.text == "ISRO, the agency of India, and JAXA, the agency of Japan, will fly LUPEX."
            assert item.source.issued == "2025-04-02"
            assert statement.rule == "test"


def test_a_path_is_described_hop_by_hop(net: Network) -> None:
    text = network.describe(net, network.paths(net, "JAXA", "ISRO", k=1)[0])
    assert "JAXA takes part in LUPEX (planned)" in text
    assert "“ISRO, the agency of India" in text
    assert "To the Moon together, 2025-04-02, 0–73; rule test" in text


def test_rows_hold_one_sentence_each(net: Network) -> None:
    rows = network.as_rows(net, network.paths(net, "JAXA", "ISRO", k=1))
    assert [(row["hop"], row["relation"]) for row in rows] == [(1, "participatesIn"), (2, "participatesIn")]
    assert {row["document"] for row in rows} == {"moon"}


def test_more_documents_and_surer_claims_cost_less(net: Network) -> None:
    cost = {frozenset(pair): search.hop_cost(net, net.neighbours[pair[0]][pair[1]]) for pair in PAIRS}
    twice, sure, planned, possible = (cost[frozenset(pair)] for pair in PAIRS)
    assert twice < sure < planned < possible


PAIRS = (
    ("isro_organization", "nasa_organization"),
    ("isro_organization", "nisar_mission"),
    ("jaxa_organization", "lupex_mission"),
    ("jaxa_organization", "gateway_mission"),
)


def test_a_denied_claim_is_no_hop(net: Network) -> None:
    found = network.paths(net, "Japan", "Space Pact", k=20, max_length=6)
    assert all(statement.status != "negated" for path in found for hop in path.hops for statement in hop.statements)
    assert all(len(path.hops) > 1 for path in found)


def test_avoid_and_via_are_kept(net: Network) -> None:
    avoiding = network.paths(net, "JAXA", "NASA", avoid=["Gateway"])
    assert all("Gateway" not in str(path) for path in avoiding)
    through = network.paths(net, "JAXA", "NASA", via=["NISAR", "LUPEX"])
    assert all("NISAR" in str(path) and "LUPEX" in str(path) for path in through)
    assert ways(through)[0] == "JAXA — LUPEX — ISRO — NISAR — NASA"


def test_as_of_leaves_out_what_nothing_dates_or_dates_later(net: Network) -> None:
    found = network.paths(net, "JAXA", "NASA", as_of="2024-12-31")
    assert ways(found) == ["JAXA — Gateway — NASA"]
    with pytest.raises(NoPath, match="as of 2022"):
        network.paths(net, "JAXA", "NASA", as_of="2022")


def test_statuses_bound_what_a_path_may_rest_on(net: Network) -> None:
    found = network.paths(net, "JAXA", "NASA", statuses=("occurred", "ongoing", "planned"))
    assert all("Gateway" not in str(path) for path in found)
    with pytest.raises(QueryError, match="'negated'"):
        network.paths(net, "JAXA", "NASA", statuses=("negated",))


def test_no_path_says_what_was_searched_and_why_there_is_none(net: Network) -> None:
    with pytest.raises(NoPath, match=r"searched 0 entities within 4 hops of Lonely Rockets; no chain of claims joins"):
        network.paths(net, "Lonely Rockets", "NASA")
    with pytest.raises(
        NoPath, match=r"within 1 hop of JAXA and .* within 1 hop of India; they are 3 hops apart: raise max_length"
    ):
        network.paths(net, "JAXA", "India", max_length=2)
    with pytest.raises(NoPath, match=r"avoiding ISRO; without these bounds they are 3 hops apart"):
        network.paths(net, "JAXA", "India", avoid=["ISRO"], max_length=3)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"target": "JAXA"}, "both ends of the path are JAXA"),
        ({"k": 0}, "one path or more"),
        ({"max_length": 0}, "1 to 12 hops"),
        ({"max_length": 2, "via": ["LUPEX", "ISRO"]}, "2 hops pass 1 entities"),
        ({"avoid": ["NASA"]}, "NASA is both wanted and to be avoided"),
        ({"as_of": "yesterday"}, "yesterday"),
    ],
)
def test_a_question_that_is_none_is_refused(net: Network, changes: dict[str, object], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        network.paths(net, **{"source": "JAXA", "target": "NASA", **changes})  # type: ignore[arg-type]


def test_an_unknown_end_is_named(net: Network) -> None:
    with pytest.raises(UnknownName, match="NASSA"):
        network.paths(net, "NASSA", "JAXA")


def invented(seed: int, *, nodes: int, links: int) -> Network:
    """A network of invented claims: some pairs are claimed in several documents, statuses and relations differ."""
    dice = random.Random(seed)
    kinds = ("State", "Organization", "Mission", "Topic", "CelestialBody")
    entities = {f"n{at:03}": Entity(f"n{at:03}", dice.choice(kinds), f"Node {at}") for at in range(nodes)}
    names = sorted(entities)
    statements = []
    for at in range(links):
        one, other = dice.sample(names, 2)
        status = dice.choice(("occurred", "ongoing", "planned", "possible", "negated"))
        statements.append(
            Statement(f"c{at:04}", one, dice.choice(("partyTo", "develops")), other, status, f"d{dice.randrange(4)}")
        )
    rules = {
        "partyTo": network.EdgeRule("partyTo", "is party to", weight=0.9),
        "develops": network.EdgeRule("develops", "develops", weight=0.8),
    }
    return Network(entities, tuple(statements), {}, {}, rules, {}, {})


def exhaustive(
    net: Network, source: str, target: str, *, k: int, max_length: int, via: frozenset[str] = frozenset()
) -> list[tuple[int, tuple[str, ...]]]:
    """All simple paths, by NetworkX, costed one by one: slow and plainly right."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(net.entities)
    graph.add_edges_from((a, b) for a, others in net.neighbours.items() for b in others)
    found = []
    for way in nx.all_simple_paths(graph, source, target, cutoff=max_length):
        hops = sum(search.hop_cost(net, net.neighbours[a][b]) for a, b in pairwise(way))
        if via <= set(way):
            found.append((hops + sum(search.toll(net, entity) for entity in way[1:-1]), tuple(way)))
    return sorted(found)[:k]


def asked(net: Network, source: str, target: str, **bounds: object) -> list[tuple[int, tuple[str, ...]]]:
    try:
        found = network.paths(net, source, target, **bounds)  # type: ignore[arg-type]
    except NoPath:
        return []
    return [(round(path.cost * search.HOP), tuple(entity.id for entity in path.entities)) for path in found]


@pytest.mark.parametrize("seed", range(40))
def test_the_search_finds_what_an_exhaustive_one_finds_in_the_same_order(seed: int) -> None:
    net = invented(seed, nodes=14 + seed % 9, links=18 + seed)
    for k, length in ((1, 3), (5, 4), (12, 5), (3, 1)):
        assert asked(net, "n000", "n001", k=k, max_length=length) == exhaustive(net, "n000", "n001", k=k, max_length=length)


@pytest.mark.parametrize("seed", range(20))
def test_stops_on_the_way_are_exact_too(seed: int) -> None:
    net = invented(seed, nodes=12, links=30)
    for via in (["n002"], ["n003", "n004"]):
        expected = exhaustive(net, "n000", "n001", k=6, max_length=5, via=frozenset(via))
        assert asked(net, "n000", "n001", k=6, max_length=5, via=via) == expected


def test_two_that_hang_on_one_hub_are_answered_at_any_length() -> None:
    dense = invented(5, nodes=300, links=4000)
    ends = {name: Entity(name, "Person", name) for name in ("one", "two")}
    hanging = tuple(Statement(f"h{name}", name, "develops", "n000", "occurred", "d") for name in ends)
    net = Network({**dense.entities, **ends}, (*dense.statements, *hanging), {}, {}, dense.edges, {}, {})
    assert [tuple(entity.id for entity in path.entities) for path in network.paths(net, "one", "two", k=5, max_length=10)] == [
        ("one", "n000", "two")
    ]


def test_hubs_cost_more_than_what_few_share(net: Network) -> None:
    graph = invented(1, nodes=10, links=0)
    star = tuple(Statement(f"s{at}", "n000", "develops", f"n{at:03}", "occurred", "d") for at in range(1, 10))
    hub = Network(graph.entities, star, {}, {}, graph.edges, {}, {})
    assert search.toll(hub, "n000") >= search.TOLL * 9 // 29
    assert search.toll(net, "india_state") >= search.FLOORS["State"]
    assert all(search.toll(net, name) < search.HOP for name in net.entities)
