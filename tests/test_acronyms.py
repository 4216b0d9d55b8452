"""Short forms: what they are short for, in words and in texts."""

import pytest

from reading import facts, pairs, read
from spacepact.text.acronyms import abbreviates, initials, long_form, spells
from spacepact.text.named import Words
from spacepact.words import fold

UNIT = "Marula Orbital Research Unit"


def entities(text: str) -> dict[str, list[str]]:
    return {entity.label: list(entity.alt_labels) for entity in read(text).entities}


def kinds(text: str) -> dict[str, str]:
    return {entity.label: entity.kind for entity in read(text).entities}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Survey of Ice and Ocean Tides ( SIOT ) flew", 1),
        ("the Radar and Dust Explorer ( RADEX , 2019 ) flew", 1),
        ("the Survey of Ice and Ocean Tides ( SIX ) flew", None),
        ("the Survey of Ice and Ocean Tides ( SI ) flew", None),
        ("the Survey of Ice and Ocean Tides ( siot ) flew", None),
        ("the Survey of Ice and Ocean Tides ( SIOT mission ) flew", None),
        ("the survey of Ice and Ocean Tides ( SIOT ) flew", None),
        ("the Radar and small dust Explorer ( RDE ) flew", None),
        ("the Radar , Dust Explorer ( RDE ) flew", None),
    ],
)
def test_where_a_long_form_starts(text: str, expected: int | None) -> None:
    texts = tuple(text.split())
    words = Words(texts, (True,) * len(texts), frozenset(), ("",) * len(texts), False, tuple(map(fold, texts)))
    assert long_form(words, texts.index("(")) == expected


@pytest.mark.parametrize(
    ("short", "long", "spelt", "abbreviated"),
    [
        ("KSA", "Kenya Space Agency", True, True),
        ("SIOT", "Survey of Ice and Ocean Tides", True, True),
        ("KSA", "Kenya space Agency", False, True),
        ("KA", "Kenya Space Agency", False, True),
        ("SAK", "Kenya Space Agency", False, False),
        ("Or-3", "Orchid Mission 3", False, True),
        ("Or-4", "Orchid Mission 3", False, False),
        ("X", "Kenya Space Agency", False, False),
        ("MORU", "Marula", False, False),
    ],
)
def test_what_is_short_for_what(short: str, long: str, spelt: bool, abbreviated: bool) -> None:
    assert (spells(short, long), abbreviates(short, long)) == (spelt, abbreviated)


def test_small_words_have_no_initials() -> None:
    assert initials("survey of ice and ocean-tides") == "siot"
    assert initials("the survey by ice") == "sbi"


def test_a_name_with_connectors_that_a_bracket_spells_is_one_thing() -> None:
    assert entities("The Survey of Ice and Ocean Tides (SIOT) was launched.") == {"Survey of Ice and Ocean Tides": ["SIOT"]}
    assert "Survey of Ice and Ocean Tides" not in entities("The Survey of Ice and Ocean Tides (2019) was launched.")


def test_an_organ_of_a_body_is_not_the_body_in_brackets() -> None:
    text = "The Council of the European Space Agency (ESA) met in Oslo."
    organ, body = "Council of the European Space Agency", "European Space Agency"
    found = entities(text)
    assert "ESA" in found[body]
    assert "ESA" not in found[organ]
    assert (organ, "partOf", body, "occurred") in facts(text)


def test_an_acronym_that_a_text_explains_is_its_own() -> None:
    text = "The Joint Astronomy Xenon Agency (JAXA) met Chile. JAXA also operates the Osprey satellite."
    found = read(text)
    assert "japan-aerospace-exploration-agency" not in {entity.id for entity in found.entities}
    assert ("Joint Astronomy Xenon Agency", "operates", "Osprey", "ongoing") in facts(text)


def test_an_acronym_that_a_text_leaves_alone_is_the_known_one() -> None:
    text = "The Joint Astronomy Agency met Chile. JAXA also operates the Osprey satellite."
    assert ("Japan Aerospace Exploration Agency", "operates", "Osprey", "ongoing") in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        f"MORU stands for {UNIT}. MORU signed a treaty with Chile.",
        f"MORU, an acronym for {UNIT}, signed a treaty with Chile.",
        f"Chile praised {UNIT}. MORU signed a treaty with Chile.",
    ],
)
def test_an_acronym_told_in_words_or_spelling_one_name(text: str) -> None:
    assert entities(text)[UNIT] == ["MORU"]
    assert (UNIT, "signatoryOf") in {fact[:2] for fact in facts(text)}


def test_a_short_acronym_has_to_be_told() -> None:
    unit = "Marula Research Unit"
    assert pairs(f"MRU stands for {unit}. MRU signed the Kivu Treaty.", "signatoryOf") == {(unit, "Kivu Treaty")}
    assert (unit, "Kivu Treaty") not in pairs(f"MRU works for {unit}. MRU signed the Kivu Treaty.", "signatoryOf")


def test_an_acronym_that_spells_another_name_stays_apart() -> None:
    assert entities("Chile praised Marula Orbital Design Unit. MORU signed a treaty with Chile.")["Marula Orbital Design Unit"] == []


def test_a_letter_behind_makes_a_craft_like_its_sister() -> None:
    assert kinds("The Osprey-A satellite flew. Osprey-B will be launched in 2030.")["Osprey-B"] == "Spacecraft"
    assert kinds("The Osprey-A satellite flew. Heron-B will be launched in 2030.")["Heron-B"] == "Mission"
