"""Names that mean something else: craft that are restaurants, tribes that are no state's, facilities that are bodies."""

import pytest

from reading import facts, pairs, read


def known(text: str) -> set[str]:
    return {entity.label for entity in read(text).entities if entity.known}


@pytest.mark.parametrize(
    "text",
    [
        "The Soyuz, a restaurant in Montreal, will close in June.",
        "Nora Hill presented the novel Voyager in Florence.",
        "The Apollo theatre will open in June.",
        "The shop, Galileo, will close.",
    ],
)
def test_what_a_text_says_is_on_earth_is_no_craft(text: str) -> None:
    assert not {"Soyuz spacecraft", "Voyager", "Apollo programme", "Galileo"} & known(text)


@pytest.mark.parametrize("text", ["The Soyuz, a spacecraft of Russia, will land in June.", "The Soyuz will land in a square in June."])
def test_what_it_says_is_a_craft_remains_one(text: str) -> None:
    assert "Soyuz spacecraft" in known(text)


def test_tribes_are_not_a_states() -> None:
    text = "The Indian Health Service runs clinics."
    assert pairs(text, "agencyOf") == {("Indian Health Service", "India")}
    assert not facts(f"{text} They serve tribal communities.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Lisbon Space Centre signed an agreement with the Kenya Space Agency.", "ResearchInstitution"),
        ("The Kenya Space Agency visited the Lisbon Space Centre.", "Facility"),
    ],
)
def test_what_acts_is_a_body(text: str, expected: str) -> None:
    assert {entity.kind for entity in read(text).entities if entity.label == "Lisbon Space Centre"} == {expected}


def test_a_name_that_goes_on_is_another() -> None:
    names = {entity.label for entity in read("The Orion Institute and the Mars Society built MIR-SAT1 and Vesta-2.").entities}
    assert names == {"Orion Institute", "Mars Society", "MIR-SAT1", "Vesta-2"}


def test_a_city_that_is_a_surname() -> None:
    found = facts("Enrico Palermo, head of the Australian Space Agency, spoke in Palermo.")
    assert ("Enrico Palermo", "represents", "Australian Space Agency", "occurred") in found


def test_what_a_label_signs_is_no_text_and_a_sort_of_trading_no_date() -> None:
    assert not facts("The Orion Quartet, whom Mercury Records signed last autumn, will play.")
    assert not pairs("The treaty on Sunday trading remains the talk of the town.", "date")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The European Union met its partners. Brussels and Kenya may cooperate.", "European Union"),
        ("Brussels and Kenya may cooperate.", "Belgium"),
    ],
)
def test_a_capital_stands_for_whom_the_text_names(text: str, expected: str) -> None:
    assert {other for _, relation, other, _ in facts(text) if relation == "cooperatesWith"} | {
        one for one, relation, _, _ in facts(text) if relation == "cooperatesWith"
    } >= {expected, "Kenya"}
