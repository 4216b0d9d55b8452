"""Lists of names: where the parser hangs their items, whom a plural stands for, and what is told of one alone."""

import pytest

from reading import facts, pairs

TEAM = {"Kenya Space Agency", "Nordlys Aerospace", "Polar Research Institute"}


def test_a_list_is_one_wherever_it_hangs() -> None:
    text = "The Amber mission is a joint undertaking of the Kenya Space Agency, Nordlys Aerospace and the Polar Research Institute."
    assert pairs(text, "participatesIn") == {(member, "Amber") for member in TEAM}
    assert {status for _, relation, _, status in facts(text) if relation == "participatesIn"} == {"ongoing"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya is building the Amber satellite with other states, among them Ghana and Peru.", {"Ghana", "Kenya", "Peru"}),
        ("Kenya is building the Amber satellite with other states, Ghana said.", {"Kenya"}),
    ],
)
def test_examples_behind_among_them(text: str, expected: set[str]) -> None:
    assert {maker for maker, _ in pairs(text, "develops")} == expected


def test_names_behind_a_plural_share_what_is_said_of_it() -> None:
    text = "Two Indian companies, Kavya Aerospace and Nordlys Systems, are building the Amber satellite."
    assert pairs(text, "locatedIn") == {("Kavya Aerospace", "India"), ("Nordlys Systems", "India")}
    assert {maker for maker, _ in pairs(text, "develops")} == {"Kavya Aerospace", "Nordlys Systems"}


def test_both_members_are_those_named_before() -> None:
    found = facts("Chile and Peru, both members of the Andean Space Council, agreed to share data.")
    assert {(s, o) for s, r, o, _ in found if r == "partOf"} == {("Chile", "Andean Space Council"), ("Peru", "Andean Space Council")}
    assert not [fact for fact in found if fact[1] == "cooperatesWith" and "Andean Space Council" in (fact[0], fact[2])]


def test_a_clause_tells_of_those_before_it_alone() -> None:
    text = "The crew of the Orchid-3 mission are Ann Brook, who commands the flight, and Li Wen."
    assert {person for person, _ in pairs(text, "leads")} == {"Ann Brook"}


@pytest.mark.parametrize(
    "text",
    [
        "The Kivu Treaty was signed by Ana Torres for Chile and by Luis Vega for Peru.",
        "The Kivu Treaty was signed by Ana Torres for Chile and Luis Vega for Peru.",
        "The Kivu Treaty was signed by Ana Torres on behalf of Chile and Luis Vega, the Peruvian foreign minister, on behalf of Peru.",
        "The ministers, Ana Torres for Chile and Luis Vega for Peru, signed the Kivu Treaty.",
    ],
)
def test_each_signs_for_his_own(text: str) -> None:
    assert pairs(text, "signatoryOf") == {("Ana Torres", "Kivu Treaty"), ("Luis Vega", "Kivu Treaty")}
    assert pairs(text, "represents") == {("Ana Torres", "Chile"), ("Luis Vega", "Peru")}
    assert pairs(text, "partyTo") == {("Chile", "Kivu Treaty"), ("Peru", "Kivu Treaty")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("After their meeting in Oslo, Kenya and Peru signed the Kivu Treaty.", {"Kenya", "Peru"}),
        ("At a summit in Washington, India and the United States signed the Kivu Treaty.", {"India", "United States"}),
        ("At a meeting in Lima, Kenya, Chile and Ghana will sign the Kivu Treaty.", {"Chile", "Ghana", "Kenya"}),
        ("In Oslo, Kenya signed the Kivu Treaty.", {"Kenya"}),
        ("The talks were held in Oslo, Kenya and Peru. They signed no treaty.", set()),
    ],
)
def test_a_place_before_a_list_is_none_of_it(text: str, expected: set[str]) -> None:
    found = facts(text)
    assert {who for who, relation, _, _ in found if relation == "signatoryOf"} == expected
    assert not [fact for fact in found if fact[1] == "locatedIn"]
    assert not expected or {place for _, relation, place, _ in found if relation == "heldIn"} <= {"Lima", "Oslo", "Washington, D.C."}


def test_their_points_to_the_subject_that_follows() -> None:
    text = "Marula Institute and Nordlys Aerospace met. In a joint statement issued after their summit in Oslo, Kenya and Peru praised it."
    assert {who for who, where in pairs(text, "participatesIn") if where.startswith("summit")} == {"Kenya", "Peru"}
