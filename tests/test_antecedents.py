"""What clauses, participles and prepositions hang on, and the standing that verbs above give."""

import pytest

from reading import facts, pairs, read

ANN = {("Ann Brook", "Orchid-3")}


def when(text: str, relation: str) -> list[str | None]:
    """The times of the claims of one relation."""
    return [claim.when.edtf if claim.when else None for claim in read(text).claims if claim.relation == relation]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks were opened by Ann Brook of Ghana, who flew on the Orchid-3 mission.", ANN),
        ("ESA welcomed Ann Brook from the Marula Institute, who flew on the Orchid-3 mission.", ANN),
        ("Ghana sent Ann Brook to the Marula Institute in Oslo, who flew on the Orchid-3 mission.", ANN),
        ("Ann Brook spoke in the city of Accra in Ghana, who flew on the Orchid-3 mission.", set()),
        ("Ann Brook visited the Marula Institute, which flew on the Orchid-3 mission.", set()),
    ],
)
def test_who_tells_of_the_person_before(text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(text, "crewOf") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile praised the Heron mission of the Marula Institute, which was launched in 2019.", {("Heron", "2019")}),
        ("Chile praised the Heron mission of the Marula Institute, which was founded in 2019.", set()),
        ("Ann Brook praised the Heron mission at the Marula Institute, launched in 2019.", {("Heron", "2019")}),
        ("Ann Brook praised the Marula Institute, launched in 2019.", set()),
    ],
)
def test_a_clause_tells_of_the_noun_that_fits(text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(text, "launchDate") == expected


def test_a_when_clause_has_the_date_that_it_hangs_on() -> None:
    assert when("Ties began in 2015, when Kenya joined the Kivu Treaty.", "partyTo") == ["2015"]
    assert when("Ties date from 2015, which Kenya remembers after it joined the Kivu Treaty.", "partyTo") == [None]


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("The Marula Institute built the Osprey probe with ESA.", "develops", {"Marula Institute", "European Space Agency"}),
        ("The Osprey probe was built by the Marula Institute with ESA.", "develops", {"Marula Institute", "European Space Agency"}),
        ("The Osprey probe was built by the Marula Institute near ESA.", "develops", {"Marula Institute"}),
        ("Ann Brook and Li Wen flew as pilots on the Orchid-3 mission.", "crewOf", {"Ann Brook", "Li Wen"}),
        ("Ann Brook and Li Wen flew as pilots before the Orchid-3 mission.", "crewOf", set()),
    ],
)
def test_prepositions_of_nouns_belong_to_the_verb(text: str, relation: str, expected: set[str]) -> None:
    assert {subject for subject, _ in pairs(text, relation)} == expected


def test_a_leader_in_cooperation_with_another_cooperates() -> None:
    names = {("Centre National d'Etudes Spatiales", "German Aerospace Center")}
    assert pairs("The Osprey mission was led by CNES in cooperation with DLR.", "cooperatesWith") == names
    assert pairs("The Osprey mission was led by CNES in contrast with DLR.", "cooperatesWith") == set()


def test_a_meeting_is_held_where_the_person_met_is_met() -> None:
    text = "President Ann Brook of Ghana met Minister Li Wen of Chile {} Nairobi on 3 May 2024."
    assert pairs(text.format("in"), "heldIn") == {("meeting of Ann Brook and Li Wen", "Nairobi")}
    assert pairs(text.format("from"), "heldIn") == set()


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("vowed to sign", "planned"),
        ("is poised to sign", "planned"),
        ("resolved to sign", "planned"),
        ("decided on signing", "planned"),
        ("mulls signing", "possible"),
        ("avoided signing", "negated"),
        ("ruled out signing", "negated"),
        ("decided against signing", "negated"),
        ("left without signing", "negated"),
        ("signed", "occurred"),
    ],
)
def test_verbs_above_tell_the_standing(verb: str, status: str) -> None:
    assert facts(f"Kenya {verb} the Kivu Treaty.") == {("Kenya", "signatoryOf", "Kivu Treaty", status)}


def test_a_gerund_behind_a_particle_is_denied_with_it() -> None:
    assert facts("Kenya ruled out taking part in the Osprey mission.") == {("Kenya", "participatesIn", "Osprey", "negated")}
    assert facts("Kenya took part in the Osprey mission.") == {("Kenya", "participatesIn", "Osprey", "occurred")}


@pytest.mark.parametrize(("verb", "status"), [("is operated", "ongoing"), ("is managed", "ongoing"), ("was operated", "occurred")])
def test_lasting_passives_go_on(verb: str, status: str) -> None:
    assert facts(f"The Osprey satellite {verb} by ESA.") == {("European Space Agency", "operates", "Osprey", status)}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The ban does not affect Kenya's cooperation with Chile.", "occurred"),
        ("Kenya suspended its cooperation with Chile.", "negated"),
        ("Kenya froze its cooperation with Chile.", "negated"),
    ],
)
def test_what_does_not_touch_a_bond_leaves_it_and_what_ends_it_denies_it(text: str, status: str) -> None:
    assert facts(text) == {("Chile", "cooperatesWith", "Kenya", status)}


def test_a_promise_not_to_do_a_thing_is_a_commitment_and_not_doing_it_is_none() -> None:
    label = "commitment not to conduct destructive missile tests"
    assert facts("Kenya commits not to conduct destructive missile tests.") == {("Kenya", "commitsTo", label, "occurred")}
    assert facts("Kenya did not conduct destructive missile tests.") == set()


@pytest.mark.parametrize(
    ("text", "launched"),
    [
        ("Kenya launched a satellite in May 2019. Osprey-9 lifted off from Kourou.", "Osprey-9"),
        ("Kenya launched its first satellite in May 2019. Osprey-9 lifted off from Kourou.", "Osprey-9"),
        ("Kenya launched its old satellite in May 2019. Osprey-9 lifted off from Kourou.", "old satellite"),
        ("Kenya launched a satellite in May 2019. Osprey-9 and Heron-2 lifted off from Kourou.", "satellite"),
        ("Kenya launched a satellite in May 2019. The Marula Institute watched.", "satellite"),
    ],
)
def test_the_next_sentence_names_what_was_introduced(text: str, launched: str) -> None:
    assert pairs(text, "launches") == {("Kenya", launched)}
    assert (launched, "2019-05") in pairs(text, "launchDate")


def test_a_counted_plural_is_spelt_out_behind_a_colon() -> None:
    signed = "Three countries {} the Kivu Treaty: Kenya, Chile and Ghana."
    assert {state for state, _ in pairs(signed.format("signed"), "signatoryOf")} == {"Kenya", "Chile", "Ghana"}
    assert pairs(signed.format("praised"), "signatoryOf") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya is willing to sign the Artemis Accords.", {("Kenya", "signatoryOf", "Artemis Accords", "planned")}),
        ("Kenya is unable to sign the Artemis Accords.", {("Kenya", "signatoryOf", "Artemis Accords", "negated")}),
        ("Kenya has to sign the Artemis Accords.", set()),
        ("Kenya put off joining the Artemis Accords.", {("Kenya", "partyTo", "Artemis Accords", "planned")}),
        ("Kenya is urged to sign the Artemis Accords.", set()),
    ],
)
def test_adjectives_and_phrasal_verbs_govern(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert facts(text) == expected


MAKERS = {("Kenya", "Heron"), ("Peru", "Heron")}
NORDLYS = {("Nordlys Aerospace", "Heron")}
PERU = {("Peru", "Andean Space Council")}


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("Heron is a space telescope that Kenya and Peru agreed to build.", "develops", MAKERS),
        ("Kenya praised the Heron satellite, which Kenya and Peru intend to build.", "develops", MAKERS),
        ("Heron is a space telescope that Kenya and Peru agreed to praise.", "develops", set()),
        ("The station serves the states of the Andean Space Council, of which Peru is a member.", "partOf", PERU),
        ("Kenya has charged Nordlys Aerospace with building the Heron satellite.", "develops", NORDLYS),
        ("Nordlys Aerospace was chosen by Kenya as prime contractor for the Heron satellite.", "develops", NORDLYS),
    ],
)
def test_infinitives_and_relatives_have_their_roles(text: str, relation: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(text, relation) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Kenya Space Agency awarded Nordlys Aerospace a contract.",
        "The Kenya Space Agency awarded Nordlys Aerospace, of Oslo, a contract of two million dollars.",
        "The Kenya Space Agency signed the contract for the antenna with Nordlys Aerospace.",
    ],
)
def test_both_sides_of_a_contract(text: str) -> None:
    assert pairs(text, "cooperatesWith") == {("Kenya Space Agency", "Nordlys Aerospace")}
    parties = {party for relation in ("partyTo", "signatoryOf") for party, _ in pairs(text, relation)}
    assert parties == {"Kenya Space Agency", "Nordlys Aerospace"}


def test_a_participle_behind_a_comma_dates_the_text_before() -> None:
    text = "The mission rests on an agreement between Kenya and Peru, concluded in August 2023."
    assert {time for _, time in pairs(text, "date")} == {"2023-08"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They are discussing whether Kenya may take part in the Heron mission.", {("Kenya", "participatesIn", "Heron", "possible")}),
        ("They asked whether Kenya took part in the Heron mission.", set()),
    ],
)
def test_what_is_weighed_is_possible(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert {fact for fact in facts(text) if fact[1] == "participatesIn"} == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru is part of the Andean Space Council.", "occurred"),
        ("Peru will be part of the Andean Space Council.", "planned"),
        ("Kenya and Peru have an agreement on debris.", "occurred"),
    ],
)
def test_what_has_come_about_has_occurred(text: str, status: str) -> None:
    assert {found for _, relation, _, found in facts(text) if relation in {"partOf", "partyTo"}} == {status}


def test_they_are_those_of_the_clause_before() -> None:
    text = "Brazil and China met. Kenya and Peru met in Oslo, where they signed the Kivu Treaty."
    assert pairs(text, "signatoryOf") == {("Kenya", "Kivu Treaty"), ("Peru", "Kivu Treaty")}


def test_two_satellites_without_an_article_are_no_known_ones() -> None:
    text = "Kenya follows Sentinel-1 and Sentinel-2. Nordlys Aerospace will build two satellites for Kenya."
    assert not {thing for maker, thing in pairs(text, "develops")} & {"Sentinel-1", "Sentinel-2"}


def test_what_is_within_a_framework_is_named_behind_it() -> None:
    text = "Kenya approved the Heron programme. In the framework of the programme, CNES will build a radar."
    assert not [fact for fact in facts(text) if "framework" in fact[0] or "framework" in fact[2]]
