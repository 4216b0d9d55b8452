"""Launches, crews and hardware: what the order of the words says of flights."""

import pytest

from reading import facts, pairs

CREW = {("Ann Brook", "Orchid-3"), ("Li Wen", "Orchid-3")}


def test_a_launch_has_a_day_a_vehicle_and_a_site() -> None:
    found = facts("The Amber satellite was launched on a Vega-C rocket from Kourou in French Guiana on 12 March 2021.")
    assert {
        ("Amber", "launchDate", "2021-03-12", "occurred"),
        ("Amber", "launchVehicle", "Vega C", "occurred"),
        ("Amber", "launchSite", "Guiana Space Centre", "occurred"),
    } <= found


def test_a_launch_to_come_is_planned_and_its_day_as_coarse_as_said() -> None:
    found = facts("The Amber satellite will be launched on a Vega-C rocket from Kourou in 2031.")
    assert ("Amber", "launchDate", "2031", "planned") in found
    assert {status for _, _, _, status in found} == {"planned"}


def test_those_aboard_are_crew() -> None:
    assert pairs("The Orchid-3 mission lifted off with Ann Brook and Li Wen aboard.", "crewOf") == CREW


def test_a_crew_is_listed() -> None:
    assert pairs("The Orchid-3 mission's crew consisted of Ann Brook and Li Wen.", "crewOf") == CREW


def test_a_flyer_without_a_name_takes_the_country_along() -> None:
    assert pairs("A Kenyan astronaut flew on the Orchid-3 mission.", "participatesIn") == {("Kenya", "Orchid-3")}


def test_who_meets_a_crew_is_not_of_it() -> None:
    assert not pairs("Ann Brook met the crew of the Orchid-3 mission in Nairobi.", "crewOf")


def test_a_payload_and_its_maker() -> None:
    found = facts("The Amber satellite carries a camera built by the Kenya Space Agency.")
    assert {
        ("Amber", "carries", "camera", "ongoing"),
        ("Kenya Space Agency", "develops", "camera", "occurred"),
    } <= found


def test_a_probe_has_a_goal() -> None:
    assert ("Osprey", "targets", "Mars", "planned") in facts("The Osprey probe will travel to Mars.")


def test_what_leaders_launch_is_no_rocket_and_they_are_no_crew() -> None:
    found = facts("Ann Brook and Li Wen launched Blue Bridge, a link between universities.")
    assert not {relation for _, relation, _, _ in found} & {"crewOf", "launches", "launchDate"}


def test_when_somebody_sets_out_is_when_the_flight_is_launched() -> None:
    assert pairs("Ann Brook of Ghana flew on the Orchid-3 mission in April 2021.", "launchDate") == {("Orchid-3", "2021-04")}
    assert not pairs("Ann Brook of Ghana flew to the Borealis space station in April 2021.", "launchDate")
    assert not pairs("Ann Brook of Ghana spoke on the Orchid-3 mission in April 2021.", "launchDate")


def test_since_when_a_craft_is_in_orbit_is_when_it_was_launched() -> None:
    assert pairs("The Amber satellite has been in orbit since September 2016.", "launchDate") == {("Amber", "2016-09")}
    assert not pairs("The Amber satellite has been in storage since September 2016.", "launchDate")


def test_who_is_named_behind_aboard() -> None:
    text = "The Orchid-3 mission lifted off on Monday with Ann Brook as its commander. Also on board were Li Wen and Ida Moe."
    assert {("Li Wen", "Orchid-3"), ("Ida Moe", "Orchid-3")} <= pairs(text, "crewOf")


def test_instruments_named_after_their_number_are_the_payload() -> None:
    text = "The Amber satellite carries two instruments. The Lux Camera was built in Norway and the Otter Radar in Kenya."
    assert pairs(text, "carries") >= {("Amber", "Lux Camera"), ("Amber", "Otter Radar")}
    assert not pairs(text.replace("carries two instruments", "has left the factory"), "carries")


def test_help_without_a_purpose_is_for_the_flight_spoken_of() -> None:
    text = "The Amber satellite was launched on Monday. CNES provides technical support."
    assert ("Centre National d'Etudes Spatiales", "Amber") in pairs(text, "supports")
    assert not pairs(text.replace("technical support", "technical support to farmers in Kenya"), "supports")


def test_a_place_that_craft_are_launched_from_is_a_launch_site() -> None:
    assert pairs("The Amber satellite was launched from Yasnaya in 2008.", "launchSite") == {("Amber", "Yasnaya")}
    assert not pairs("The Amber satellite was launched from Kenya in 2008.", "launchSite")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Heron probe entered lunar orbit on Monday.", {("Heron", "Moon")}),
        ("The Heron probe slipped into orbit around Mars.", {("Heron", "Mars")}),
        ("The Heron probe flew on the space shuttle Columbia.", set()),
    ],
)
def test_where_a_craft_arrives_is_its_goal(text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(text, "targets") == expected


@pytest.mark.parametrize("text", ["The Heron probe flew past Mars in March 2025.", "Kenya has launched four satellites since 2019."])
def test_a_flyby_and_a_period_are_no_launch_dates(text: str) -> None:
    assert not pairs(text, "launchDate")


def test_a_sort_between_a_name_and_its_noun() -> None:
    text = "Kenya's Heron-13 reconnaissance satellite was launched in 2023."
    assert pairs(text, "launchDate") == {("Heron-13", "2023")}


@pytest.mark.parametrize("text", ["Kenya will not launch the Heron probe before 2030.", "Kenya did not launch the Heron probe until 2020."])
def test_what_is_put_off_is_neither_denied_nor_dated(text: str) -> None:
    assert not {fact for fact in facts(text) if fact[1] in {"launches", "launchDate"}}


def test_an_agreement_under_which_something_will_be_done_exists() -> None:
    text = "Kenya will provide an airlock under an agreement with CNES announced in 2024."
    found = {(who, status) for who, relation, _, status in facts(text) if relation == "partyTo"}
    assert ("Kenya", "occurred") in found
    assert ("CNES", "airlock") not in pairs(text, "develops")
    assert {maker for maker, _ in pairs(text, "develops")} == {"Kenya"}
