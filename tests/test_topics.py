"""Which topics sentences speak of, and which agreements, meetings and missions they are the subject of."""

import pytest
import yaml

from spacepact import resources, schema
from spacepact.extract import Extractor
from spacepact.extract.topics import Spotter, spotter
from spacepact.model import Document

WORDS = yaml.safe_load(resources.path("ontology", "lexicon/topics.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.fixture(scope="module")
def finder() -> Spotter:
    return spotter(schema.load().topics.values(), WORDS["cues"])


def concerns(extractor: Extractor, text: str) -> set[tuple[str, str]]:
    """(label of the thing, topic) of the claims about subjects that a text gives."""
    found = extractor.extract(Document(identifier="test", text=text, name="test", issued="2025-04-10"))
    labels = {entity.id: entity.label for entity in found.entities}
    return {(labels[claim.subject], str(claim.object)) for claim in found.claims if claim.relation == "concerns"}


def topics(extractor: Extractor, text: str, thing: str) -> set[str]:
    """The topics of the thing whose label holds the words of `thing`."""
    return {topic for label, topic in concerns(extractor, text) if thing.casefold() in label.casefold()}


# Words


def test_every_topic_has_cues_and_every_cue_a_topic() -> None:
    assert set(WORDS["cues"]) == set(schema.load().topics)


def test_topics_that_must_not_be_are_topics() -> None:
    assert {topic for found in WORDS["foreign"].values() for topic in found} <= set(schema.load().topics)


def test_lists_of_the_lexicon_hold_plain_words() -> None:
    for name, found in WORDS.items():
        if isinstance(found, list):
            assert all(isinstance(word, str) for word in found), name
            assert len(found) == len(set(found)), name


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Earth observation", "earth observation"),
        ("the pictures that the satellites take", "earth observation"),
        ("peaceful, sustainable and secure use of outer space", "peaceful uses of outer space"),
        ("navigation and communications by satellite", "satellite navigation"),
        ("space policy and law", "space law"),
        ("remote-sensing data", "earth observation"),
        ("rules for exporting sensitive goods", "export control"),
        ("the exploration of the Moon", "lunar exploration"),
        ("spot vessels that fish", "maritime domain awareness"),
        ("an anti-satellite weapon", "prevention of weaponisation of space"),
        ("lithium and rare earths", "critical minerals"),
        ("phones that connect to the internet from orbit", "satellite communications"),
    ],
)
def test_a_topic_is_found_by_its_name_and_in_other_words(finder: Spotter, text: str, topic: str) -> None:
    assert topic in finder.in_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "the prime minister visited the capital on Monday",
        "Saturn's largest moon",
        "the climate of trust between the two governments",
        "using two radars",
        "the station master waved",
    ],
)
def test_words_of_another_sense_are_no_topic(finder: Spotter, text: str) -> None:
    assert finder.in_text(text) == []


def test_of_two_topics_in_the_same_words_the_narrower_is_kept(finder: Spotter) -> None:
    assert finder.in_text("lunar exploration") == ["lunar exploration"]
    assert set(finder.in_text("space exploration and lunar exploration")) == {"space exploration", "lunar exploration"}


def test_cues_in_order_are_not_found_turned_about(finder: Spotter) -> None:
    assert "dual-use technology" in finder.in_text("dual-use goods")
    assert "dual-use technology" not in finder.in_text("they use dual radars")


def test_words_of_a_cue_must_stand_close_together(finder: Spotter) -> None:
    near = finder.in_text("share their data")
    far = finder.in_text("data about rivers in the north of the country were lost before anybody could share them")
    assert "data sharing" in near
    assert "data sharing" not in far


# Things


def test_a_noun_is_about_what_stands_behind_on(extractor: Extractor) -> None:
    text = "India and Kenya signed a memorandum of understanding on Earth observation and space law in Nairobi."
    assert topics(extractor, text, "memorandum") == {"earth observation", "space law"}


def test_the_subject_of_a_verb_of_content_is_about_its_object(extractor: Extractor) -> None:
    text = "The third India-Kenya Space Dialogue was held in Nairobi. The dialogue covered space debris and astronaut training."
    assert {"space debris", "astronaut training"} <= topics(extractor, text, "Dialogue")


def test_a_reference_leads_back_to_the_thing(extractor: Extractor) -> None:
    text = "India and Kenya signed an agreement in Nairobi. It covers the exchange of satellite data."
    assert "data sharing" in topics(extractor, text, "agreement")


def test_under_an_agreement_it_is_told_what_it_is_about(extractor: Extractor) -> None:
    text = "Under an agreement signed by India and Kenya in May, ISRO will train Kenyan engineers."
    assert "capacity building" in topics(extractor, text, "agreement")


def test_speakers_tell_what_their_meeting_is_about(extractor: Extractor) -> None:
    text = "Prime Minister Narendra Modi met President Emmanuel Macron in Paris. They discussed maritime surveillance."
    assert "maritime domain awareness" in topics(extractor, text, "meeting")


def test_the_purpose_of_a_meeting_is_its_subject(extractor: Extractor) -> None:
    text = "Narendra Modi met Emmanuel Macron in Paris to discuss quantum technology."
    assert "quantum technology" in topics(extractor, text, "meeting")


def test_an_agenda_is_that_of_the_meeting_told_of(extractor: Extractor) -> None:
    text = "India and Kenya held the second India-Kenya Space Dialogue. Topics included semiconductors and critical minerals."
    assert {"semiconductors", "critical minerals"} <= topics(extractor, text, "Dialogue")


def test_a_purpose_clause_belongs_to_what_is_signed(extractor: Extractor) -> None:
    text = "India and Kenya signed a joint statement to strengthen cooperation in cybersecurity."
    assert "cybersecurity" in topics(extractor, text, "statement")


def test_a_name_says_what_a_thing_is_about(extractor: Extractor) -> None:
    assert "cybersecurity" in topics(
        extractor, "India and Kenya held the India-Kenya Cyber Dialogue in Nairobi.", "Cyber Dialogue"
    )


def test_an_agreement_on_a_mission_is_about_what_the_mission_is_about(extractor: Extractor) -> None:
    text = "Gaganyaan is India's human spaceflight programme. Russia has signed an agreement with India on Gaganyaan."
    assert "human spaceflight" in topics(extractor, text, "agreement")


def test_the_lead_of_a_list_item_has_its_topics(extractor: Extractor) -> None:
    text = "New steps:\n\n- TRUST initiative: more work on semiconductors and quantum technology.\n"
    assert {"semiconductors", "quantum technology"} <= topics(extractor, text, "TRUST")


@pytest.mark.parametrize(
    "text",
    [
        "Should India and Kenya sign an agreement on space debris?",
        "India and Kenya should conclude an agreement on space debris.",
    ],
)
def test_what_is_asked_or_recommended_has_no_subject(extractor: Extractor, text: str) -> None:
    assert concerns(extractor, text) == set()


def test_what_a_thing_is_set_apart_from_is_not_its_subject(extractor: Extractor) -> None:
    text = "India and Kenya signed an agreement on Earth observation after talks about missile defence."
    assert topics(extractor, text, "agreement on") == {"earth observation"}


def test_an_organisations_own_field_is_not_that_of_an_agreement(extractor: Extractor) -> None:
    text = "India signed an agreement with the National Centre for Astronaut Training."
    assert topics(extractor, text, "agreement") == set()


def test_all_evidence_is_quoted(extractor: Extractor) -> None:
    text = "India and Kenya signed a pact on space debris. The pact also covers space law."
    found = extractor.extract(Document(identifier="test", text=text, name="test", issued="2025-04-10"))
    claims = [claim for claim in found.claims if claim.relation == "concerns"]
    assert {text[span.start : span.end].strip() for claim in claims for span in claim.passages} == {
        "India and Kenya signed a pact on space debris.",
        "The pact also covers space law.",
    }
