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
