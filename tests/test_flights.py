"""Launches, crews and hardware: what the order of the words says of flights."""

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
