"""Names of people, bodies and craft that no list holds, and the ones that a list does."""

import pytest

from reading import read


def named(text: str) -> dict[str, str]:
    return {entity.label: entity.kind for entity in read(text).entities}


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        (
            "The Directorate signed a pact with the Wakandan Institute of Orbital Science in Oslo.",
            "Wakandan Institute of Orbital Science",
            "ResearchInstitution",
        ),
        ("Norway launched the Boreal Lights initiative on Monday.", "Boreal Lights", "Initiative"),
        ("The Zephyr-3 satellite was built by Chile.", "Zephyr-3", "Spacecraft"),
        (
            "Talks were led by the Ministry of Trade, Science and Technology.",
            "Ministry of Trade, Science and Technology",
            "GovernmentBody",
        ),
        ("The start-up Orbitalia signed a contract with ESA.", "Orbitalia", "Company"),
        (
            "Egypt and Ghana signed the Agreement on the Rescue of Crews.",
            "Agreement on the Rescue of Crews",
            "MemorandumOfUnderstanding",
        ),
        ("The Polar Watch mission will launch in 2030.", "Polar Watch", "Mission"),
    ],
)
def test_the_head_of_a_name_tells_its_kind(text: str, label: str, kind: str) -> None:
    assert named(text).get(label) == kind


def test_known_names_are_the_known_entities_whatever_form_they_take() -> None:
    found = read("Nasa and the Indian Space Research Organization met U.S. officials.").entities
    assert {"nasa", "isro", "united-states"} <= {entity.id for entity in found}


def test_an_acronym_goes_with_the_name_that_it_was_given_for() -> None:
    found = read("The Andean Orbital Agency (AOA) met Chile. Later AOA signed a treaty with Chile.").entities
    (agency,) = [entity for entity in found if "Andean Orbital Agency" in (entity.label, *entity.alt_labels)]
    assert "AOA" in (agency.label, *agency.alt_labels)


def test_a_surname_is_the_person_named_in_full() -> None:
    found = read("President Ana Belkova of Bulgaria visited Tokyo. Belkova signed a treaty with Japan.").entities
    assert [entity.label for entity in found if entity.kind == "Person"] == ["Ana Belkova"]


def test_a_number_makes_another_thing_of_a_family_name() -> None:
    kinds = named("Artemis IV will carry a module. Soyuz MS-77 docked with the station.")
    assert kinds.get("Artemis IV") == "Mission"
    assert "Soyuz MS-77" in kinds
