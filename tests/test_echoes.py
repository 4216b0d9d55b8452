"""Clauses that say of others what was just said: "so did Chile", "Chile may follow", "Ghana in May, Chile in June"."""

import pytest

from reading import facts, pairs

BOTH = {("Ghana", "Accra Accord"), ("Chile", "Accra Accord")}
ONE = {("Ghana", "Accra Accord")}


@pytest.mark.parametrize(
    "text",
    [
        "Ghana signed the Accra Accord. Chile did so in June 2021.",
        "Ghana signed the Accra Accord in May 2020, and Chile did the same in June.",
        "Ghana signed the Accra Accord in May 2020, as did Chile.",
        "Ghana signed the Accra Accord. So did Chile.",
        "Ghana signed the Accra Accord. It rained. Chile followed.",
        "Ghana signed the Accra Accord in May 2020, Chile in June 2020.",
    ],
)
def test_an_echo_repeats_what_was_said(text: str) -> None:
    assert pairs(text, "signatoryOf") == BOTH


@pytest.mark.parametrize(
    "text",
    [
        "Ghana signed the Accra Accord. Chile did its homework.",
        "Ghana signed the Accra Accord. Chile followed the talks.",
        "Ghana signed the Accra Accord. Chile follows the news in Accra.",
        "Ghana signed the Accra Accord. Ann Brook followed in June.",
        "Ghana signed the Accra Accord. Nobody noticed. It rained. It snowed. Chile followed.",
        "Ghana signed the Accra Accord in May 2020. Chile held talks in June 2020.",
    ],
)
def test_what_is_no_echo_repeats_nothing(text: str) -> None:
    assert pairs(text, "signatoryOf") == ONE


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ghana signed the Accra Accord in May 2020. Chile may follow.", "possible"),
        ("Ghana signed the Accra Accord in May 2020. Chile will follow suit in 2026.", "planned"),
        ("Ghana will sign the Accra Accord. Chile might.", "possible"),
        ("Ghana has signed the Accra Accord; Chile has not.", "negated"),
        ("Ghana signed the Accra Accord. Chile did not.", "negated"),
    ],
)
def test_the_standing_of_an_echo_is_its_own(text: str, status: str) -> None:
    assert {fact for fact in facts(text) if fact[0] == "Chile"} == {("Chile", "signatoryOf", "Accra Accord", status)}


def test_names_with_times_and_no_verb_share_the_verb_before() -> None:
    text = "Ghana signed the Accra Accord in May, Chile in June, and Peru and Kenya in July."
    assert pairs(text, "signatoryOf") == BOTH | {("Peru", "Accra Accord"), ("Kenya", "Accra Accord")}


def test_an_echo_takes_the_relation_that_it_echoes() -> None:
    text = "Ghana joined the Accra Accord in May 2020. Chile will do likewise in 2026."
    assert {fact for fact in facts(text) if fact[0] == "Chile"} == {("Chile", "partyTo", "Accra Accord", "planned")}


def test_a_craft_that_follows_was_launched_on_its_own_day() -> None:
    text = "Osprey-1 was launched in May 2019. Osprey-2 followed in June 2020."
    assert pairs(text, "launchDate") == {("Osprey-1", "2019-05"), ("Osprey-2", "2020-06")}


def test_a_state_that_follows_a_craft_was_not_launched() -> None:
    text = "The Osprey-1 satellite was launched in May 2019. Chile followed in June 2020."
    assert facts(text) == {("Osprey-1", "launchDate", "2019-05", "occurred")}


def test_who_was_there_already_echoes_nothing() -> None:
    text = "Ghana and Chile signed the Accra Accord in May 2020. Chile followed in June 2020."
    assert {fact for fact in facts(text) if fact[0] == "Chile"} == {("Chile", "signatoryOf", "Accra Accord", "occurred")}
