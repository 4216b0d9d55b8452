"""Constructions of English: whoever acts is the subject, whatever the voice; what is planned, possible or denied is told apart."""

import pytest

from reading import facts, pairs

PACT = "A pact on debris"


@pytest.mark.parametrize(
    "text",
    [
        "Ghana and Chile signed the Accra Accord.",
        "The Accra Accord was signed by Ghana and by Chile.",
        "Ghana, which met Chile in Accra, signed the Accra Accord, and Chile signed it too.",
        "The signatories of the Accra Accord were Ghana and Chile.",
        "Ghana and Chile put their names to the Accra Accord.",
    ],
)
def test_voice_and_order_do_not_matter(text: str) -> None:
    assert pairs(text, "signatoryOf") == {("Ghana", "Accra Accord"), ("Chile", "Accra Accord")}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ghana signed the Accra Accord.", "occurred"),
        ("Ghana has signed the Accra Accord.", "occurred"),
        ("Ghana will sign the Accra Accord.", "planned"),
        ("Ghana is to sign the Accra Accord.", "planned"),
        ("Ghana plans to sign the Accra Accord.", "planned"),
        ("Ghana may sign the Accra Accord.", "possible"),
        ("Ghana wants to sign the Accra Accord.", "possible"),
        ("Ghana did not sign the Accra Accord.", "negated"),
        ("Ghana has not signed the Accra Accord.", "negated"),
        ("Ghana refused to sign the Accra Accord.", "negated"),
        ("Ghana became the ninth country to sign the Accra Accord.", "occurred"),
    ],
)
def test_the_standing_of_a_statement(text: str, status: str) -> None:
    assert ("Ghana", "signatoryOf", "Accra Accord", status) in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Should Ghana sign the Accra Accord?",
        "Ghana should sign the Accra Accord.",
        "Ghana must now sign the Accra Accord.",
        "If Ghana signed the Accra Accord, the others might follow.",
    ],
)
def test_questions_recommendations_and_conditions_state_nothing(text: str) -> None:
    assert [fact for fact in facts(text) if fact[1] == "signatoryOf"] == []


def test_relative_clauses_participles_and_apposition() -> None:
    text = "Zephyr-3, a satellite which Chile built and which was launched by India from Sriharikota in May 2024, is operated by Peru."
    found = facts(text)
    assert {
        ("Chile", "develops", "Zephyr-3"),
        ("India", "launches", "Zephyr-3"),
        ("Peru", "operates", "Zephyr-3"),
        ("Zephyr-3", "launchDate", "2024-05"),
    } <= {fact[:3] for fact in found}


def test_control_and_coordination_of_verbs() -> None:
    found = pairs("Norway agreed to design, build and launch the Aurora-2 satellite.", "develops")
    assert found == {("Norway", "Aurora-2")}


def test_a_dateline_is_no_subject() -> None:
    assert pairs("MOSCOW, March 9 - Ghana and Chile signed the Accra Accord.", "signatoryOf") == {
        ("Ghana", "Accra Accord"),
        ("Chile", "Accra Accord"),
    }
