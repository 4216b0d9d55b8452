"""The network holds every claim of the store with its evidence; its views and measures answer what their names say."""

from dataclasses import replace

import networkx as nx
import pytest

from networks import ALONE, documents, store_of
from spacepact import network
from spacepact.errors import QueryError, UnknownName
from spacepact.network import Network
from spacepact.network.graph import short_name


@pytest.fixture(scope="module")
def net() -> Network:
    return network.load(store_of(documents()))


def labels(part: Network) -> set[str]:
    return {entity.label for entity in part.entities.values()}


def test_every_claim_is_a_statement_with_its_sentence_document_rule_and_time(net: Network) -> None:
    assert len(net.statements) == sum(len(item.claims) for item in documents())
    (site,) = (s for s in net.statements if s.relation == "launchSite")
    assert (site.status, site.rule) == ("planned", "test")
    assert (site.when, site.earliest, site.latest) == ("2025-03", "2025-03-01", "2025-03-31")
    (item,) = network.evidence(net, site)
    assert item.quote.text.startswith("ISRO and NASA built NISAR")
    assert (item.quote.start, item.quote.end) == (0, len(item.quote.text))
    assert (item.source.title, item.source.issued, item.source.publisher) == ("Radar over Earth", "2024-02-10", "The Orbit")


def test_an_entity_that_is_only_named_is_there_and_joined_to_nobody(net: Network) -> None:
    assert net.entities[ALONE.id].label == "Lonely Rockets"
    assert not net.neighbours[ALONE.id]


def test_edges_follow_the_annotations_of_the_ontology(net: Network) -> None:
    assert not network.edge_rule(net, "cooperatesWith").directed
    assert network.edge_rule(net, "agencyOf").directed
    assert network.edge_rule(net, "agencyOf").weight > network.edge_rule(net, "concerns").weight
    assert network.edge_rule(net, "unheardOf").label == "unheard of"


def test_the_multidigraph_has_an_edge_for_each_subject_relation_and_object(net: Network) -> None:
    graph = network.multidigraph(net)
    assert isinstance(graph, nx.MultiDiGraph)
    edge = graph.edges["nisar_mission", "satish-dhawan-space-centre_facility", "launchSite"]
    assert edge["statuses"] == ("planned",)
    assert edge["documents"] == ("radar",)
    assert edge["earliest"] == "2025-03-01"
    assert edge["claims"] == tuple(s.id for s in net.statements if s.relation == "launchSite")
    assert graph.nodes["nasa_organization"]["coarse"] == "Organization"
    assert "date" not in {key for _, _, key in graph.edges(keys=True)}


def test_a_name_is_found_by_any_of_its_forms_without_accents_and_case(net: Network) -> None:
    for name in ("JAXA", "jaxa", "agencia japonesa", "jaxa_organization"):
        assert network.find(net, name) == "jaxa_organization"


def test_an_unknown_name_is_answered_with_the_nearest(net: Network) -> None:
    with pytest.raises(UnknownName, match="Did you mean NISAR"):
        network.find(net, "NISARR")


def test_a_long_name_is_drawn_by_its_acronym(net: Network) -> None:
    long = replace(net.entities["isro_organization"], label="Indian Space Research Organisation", alt_labels=("ISRO", "Isro"))
    assert short_name(long) == "ISRO"
    assert short_name(net.entities["isro_organization"]) == "ISRO"
    assert short_name(net.entities["satish-dhawan-space-centre_facility"]) == "Satish Dhawan Space Centre"


def test_an_actor_belongs_to_the_state_of_its_agency_or_office(net: Network) -> None:
    assert net.sides["isro_organization"] == {"india_state"}
    assert net.sides["narendra-modi_person"] == {"india_state"}
    assert net.sides["india_state"] == {"india_state"}


def test_a_pair_of_states_shows_dealings_between_the_sides_and_what_they_share(net: Network) -> None:
    part = network.pair(net, "India", "US")
    assert {"India", "United States", "ISRO", "NASA", "Narendra Modi"} <= labels(part)
    assert {"NISAR", "Space Pact", "Satish Dhawan Space Centre"} <= labels(part)
    assert not {"JAXA", "Japan", "LUPEX", "Gateway"} & labels(part)
    assert "date" in {s.relation for s in part.statements}, "when the shared pact was signed belongs to the view"


def test_a_pair_does_not_depend_on_the_order_of_its_names(net: Network) -> None:
    assert network.pair(net, "India", "Japan").statements == network.pair(net, "Japan", "India").statements


def test_a_pair_of_what_are_no_states_is_refused(net: Network) -> None:
    with pytest.raises(QueryError, match="'NASA' is no state but SpaceAgency"):
        network.pair(net, "NASA", "India")


def test_a_topic_takes_in_the_narrower_ones(net: Network) -> None:
    part = network.topic(net, "space exploration")
    assert {"LUPEX", "ISRO", "JAXA"} <= labels(part)
    assert "NISAR" not in labels(part)


def test_a_period_keeps_what_touches_it_by_its_own_time_or_its_documents(net: Network) -> None:
    part = network.period(net, "2025", "2025-03")
    assert {s.relation for s in part.statements} == {"launchSite", "cooperatesWith"}


def test_a_period_that_cannot_be_read_is_refused(net: Network) -> None:
    with pytest.raises(QueryError, match="soon"):
        network.period(net, "soon", "2025")


def test_views_by_status_and_by_document(net: Network) -> None:
    assert {s.status for s in network.status(net, "negated").statements} == {"negated"}
    assert {s.document for s in network.document(net, "moon").statements} == {"moon"}
    with pytest.raises(QueryError, match="no document is called 'sun'"):
        network.document(net, "sun")
    with pytest.raises(QueryError, match="no status is called 'sure'"):
        network.status(net, "sure")  # type: ignore[arg-type]


def test_a_neighbourhood_stays_small_and_keeps_its_centre(net: Network) -> None:
    part = network.neighbourhood(net, "NASA", most=3)
    assert len(part.entities) == 3
    assert "nasa_organization" in part.entities


def test_the_core_hangs_together_and_starts_at_the_best_connected(net: Network) -> None:
    part = network.core(net, most=4)
    assert len(part.entities) == 4
    assert nx.is_weakly_connected(network.multidigraph(part))


def test_the_best_connected_come_first(net: Network) -> None:
    scores = network.most_connected(net, limit=3)
    assert scores[0].value == max(len(others) for others in net.neighbours.values())
    assert [score.value for score in scores] == sorted((score.value for score in scores), reverse=True)


def test_bridges_are_betweenness_as_networkx_has_it(net: Network) -> None:
    expected = nx.betweenness_centrality(_undirected(net))
    for score in network.bridges(net, limit=50):
        assert score.value == pytest.approx(expected[score.entity])


def _undirected(net: Network) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(net.entities)
    graph.add_edges_from((a, b) for a, others in net.neighbours.items() for b in others)
    return graph


def test_brokers_join_members_of_two_groups_that_are_not_joined(net: Network) -> None:
    assert [(score.label, score.value) for score in network.brokers(net, ["LUPEX"], ["Japan"])] == [("JAXA", 1.0)]
    assert {score.label for score in network.brokers(net, ["India"], ["United States"])} == {"Space Pact"}
    with pytest.raises(QueryError, match="in both groups"):
        network.brokers(net, ["India"], ["India", "Japan"])


def test_communities_split_the_entities_and_are_the_same_each_time(net: Network) -> None:
    groups = network.communities(net)
    assert sorted(name for group in groups for name in group) == sorted(net.entities)
    assert groups == network.communities(net)


def test_measures_of_an_empty_network_are_empty() -> None:
    empty = network.load(store_of([]))
    assert network.most_connected(empty) == network.bridges(empty) == network.communities(empty) == []
    assert network.multidigraph(empty).number_of_nodes() == 0
