"""Pronouns, "the two countries", "the agency", capitals for governments."""

from reading import facts, pairs


def test_the_two_countries() -> None:
    assert ("Chile", "Ghana") in {
        tuple(sorted(pair))
        for pair in pairs("Ghana and Chile held talks. The two countries will cooperate on satellites.", "cooperatesWith")
    }


def test_they_are_those_who_acted_before() -> None:
    assert pairs("Ghana and Chile met in Accra. They signed the Accra Accord.", "signatoryOf") == {
        ("Ghana", "Accra Accord"),
        ("Chile", "Accra Accord"),
    }


def test_the_agency_and_the_agreement_are_the_ones_named() -> None:
    found = facts(
        "The Kenya Space Agency signed the Nairobi Memorandum with Chile. The agency also operates the Malindi station."
    )
    assert any(s == "Kenya Space Agency" and r == "operates" for s, r, _, _ in found)


def test_a_capital_that_acts_is_its_government_and_one_where_things_happen_is_a_place() -> None:
    found = facts("Tokyo signed the Accra Accord at a summit in Nairobi.")
    assert ("Japan", "signatoryOf", "Accra Accord", "occurred") in found
    assert any(r == "heldIn" and o == "Nairobi" for _, r, o, _ in found)


def test_the_country_to_sign_is_the_one_named() -> None:
    assert pairs("ESA welcomed Kenya as the 40th country to sign the Accra Accord.", "signatoryOf") == {("Kenya", "Accra Accord")}


def test_it_is_the_object_of_the_verb_before() -> None:
    text = "The Sakura-4 mission is under way. ESA is also building the Heron-2 satellite and plans to launch it next year."
    assert pairs(text, "launches") == {("European Space Agency", "Heron-2")}
