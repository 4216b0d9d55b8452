"""What follows from facts."""

from collections.abc import Mapping

import pytest

from spacepact import schema
from spacepact.inference import Fact, infer
from spacepact.model import Inference

SCHEMA = schema.load()
KINDS = {
    "india": "State", "japan": "State", "peru": "State", "isro": "SpaceAgency", "jaxa": "SpaceAgency", "modi": "Person",
    "pact": "Treaty", "lupex": "Mission", "talks": "Dialogue", "show": "Event", "camera": "Instrument",
}  # fmt: skip
AGENCIES: list[Fact] = [("isro", "agencyOf", "india", "ref"), ("jaxa", "agencyOf", "japan", "ref")]


def triples(facts: list[Fact], kinds: Mapping[str, str] = KINDS) -> dict[tuple[str, str, str], set[str]]:
    found: dict[tuple[str, str, str], set[str]] = {}
    for inference in infer(facts, kinds, SCHEMA):
        found.setdefault((inference.subject, inference.relation, inference.object), set()).add(inference.rule)
    return found


def test_who_signs_is_party_and_the_agreement_has_both() -> None:
    assert triples([("india", "signatoryOf", "pact", "c1")]) == {
        ("india", "partyTo", "pact"): {"sub-property"},
        ("pact", "hasParty", "india"): {"inverse"},
        ("pact", "hasSignatory", "india"): {"inverse"},
    }


def test_cooperation_runs_both_ways() -> None:
    assert triples([("isro", "cooperatesWith", "jaxa", "c1")]) == {("jaxa", "cooperatesWith", "isro"): {"symmetric"}}


def test_what_is_stated_is_not_inferred() -> None:
    both: list[Fact] = [("isro", "cooperatesWith", "jaxa", "c1"), ("jaxa", "cooperatesWith", "isro", "c2")]
    assert infer(both, KINDS, SCHEMA) == []


@pytest.mark.parametrize(
    ("relation", "thing", "rule"),
    [("partyTo", "pact", "link.agreement"), ("signatoryOf", "pact", "link.agreement"), ("develops", "lupex", "link.mission"),
     ("participatesIn", "talks", "link.dialogue"), ("hosts", "talks", "link.dialogue")],
)  # fmt: skip
def test_states_that_share_something_are_linked(relation: str, thing: str, rule: str) -> None:
    found = triples(
        [("india", relation, thing, "c1"), ("japan", "participatesIn" if thing == "talks" else relation, thing, "c2")]
    )
    assert found["india", "linkedWith", "japan"] == found["japan", "linkedWith", "india"] == {rule}


def test_agencies_link_their_states_and_the_reference_is_among_the_grounds() -> None:
    found = infer([*AGENCIES, ("isro", "develops", "lupex", "c1"), ("jaxa", "launches", "lupex", "c2")], KINDS, SCHEMA)
    assert Inference("india", "linkedWith", "japan", "link.mission", ("c1", "c2", "ref")) in found


@pytest.mark.parametrize("thing", ["show", "camera"])
def test_a_fair_and_a_camera_link_nobody(thing: str) -> None:
    facts: list[Fact] = [("india", "participatesIn", thing, "c1"), ("japan", "participatesIn", thing, "c2")]
    assert not [triple for triple in triples(facts) if triple[1] == "linkedWith"]


def test_a_state_is_not_linked_with_itself_or_by_its_ministers() -> None:
    facts: list[Fact] = [
        *AGENCIES,
        ("isro", "partyTo", "pact", "c1"),
        ("india", "partyTo", "pact", "c2"),
        ("modi", "partyTo", "pact", "c3"),
    ]
    assert not [triple for triple in triples(facts) if triple[1] == "linkedWith"]


def test_three_parties_make_three_pairs_and_all_claims_count() -> None:
    facts: list[Fact] = [(state, "partyTo", "pact", f"{state}{n}") for state in ("india", "japan", "peru") for n in (1, 2)]
    found = [inference for inference in infer(facts, KINDS, SCHEMA) if inference.relation == "linkedWith"]
    assert len(found) == 6
    assert Inference("japan", "linkedWith", "peru", "link.agreement", ("japan1", "japan2", "peru1", "peru2")) in found


def test_the_order_of_the_facts_does_not_matter() -> None:
    facts: list[Fact] = [*AGENCIES, ("isro", "signatoryOf", "pact", "c1"), ("japan", "partyTo", "pact", "c2")]
    assert infer(facts, KINDS, SCHEMA) == infer(facts[::-1], KINDS, SCHEMA)


def test_nothing_follows_from_nothing() -> None:
    assert infer([], KINDS, SCHEMA) == []


def test_properties_that_are_no_relations_are_left_alone() -> None:
    assert infer([("india", "capital", "new-delhi", "ref")], KINDS, SCHEMA) == []
