"""What offices and noun phrases say: whom one represents, whose a body is, where it lies."""

import pytest

from reading import pairs

AMINA = ("Amina Odhiambo", "Marula Institute")
HUGO = ("Hugo Lindqvist", "Marula Institute")
ISRO = "Indian Space Research Organisation"
NASA = "National Aeronautics and Space Administration"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amina Odhiambo, director of the Marula Institute since 2022, spoke.", {AMINA}),
        ("Amina Odhiambo, friend of the Marula Institute since 2022, spoke.", set()),
        ("Amina Odhiambo (Marula Institute) spoke.", {AMINA}),
        ("Amina Odhiambo, of the Marula Institute in Kisumu, spoke.", {AMINA}),
        ("Amina Odhiambo, fond of the Marula Institute in Kisumu, spoke.", set()),
        ("Amina Odhiambo and Hugo Lindqvist of the Marula Institute spoke.", {AMINA, HUGO}),
        ("Amina Odhiambo spoke, and Hugo Lindqvist of the Marula Institute did not.", {HUGO}),
        ("The Marula Institute opened. Amina Odhiambo, its director, spoke.", {AMINA}),
        ("The Marula Institute opened. Amina Odhiambo, a singer, spoke.", set()),
        ("The Marula Institute opened. Its director, Amina Odhiambo, spoke.", {AMINA}),
        ("The Marula Institute opened. Its patron saint, Amina Odhiambo, spoke.", set()),
        ("The minister met her Ghanaian counterpart, Amina Odhiambo.", {("Amina Odhiambo", "Ghana")}),
        ("Ghana opened the talks. Science Minister Amina Odhiambo spoke.", {("Amina Odhiambo", "Ghana")}),
        ("Ghana opened talks with Chile. Science Minister Amina Odhiambo spoke.", set()),
        ("Ghana opened the talks. Astronaut Amina Odhiambo spoke.", set()),
    ],
)
def test_whom_one_represents(text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(text, "represents") == expected


def test_a_term_of_office_dates_no_meeting() -> None:
    text = "Amina Odhiambo, director of the Marula Institute since 2022, met Li Wen in Nairobi."
    meeting = "meeting of Amina Odhiambo and Li Wen"
    assert pairs(text, "participatesIn") == {("Amina Odhiambo", meeting), ("Li Wen", meeting)}
    assert pairs(text, "date") == set()
    assert pairs("Amina Odhiambo, director of the Marula Institute, met Li Wen in 2022.", "date") == {(meeting, "2022")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hugo Lindqvist, head of Kenya's Space Command, spoke.", {("Space Command", "Kenya")}),
        ("Hugo Lindqvist, head of the Space Command, met Kenya's envoy.", set()),
        (
            "Hugo Lindqvist, director of the Kenyan Institute of Orbital Science, spoke.",
            {("Kenyan Institute of Orbital Science", "Kenya")},
        ),
        ("Hugo Lindqvist, director of the Institute of Orbital Science, spoke in Kenya.", set()),
        ("The Kenyan science ministry signed a treaty.", {("Kenyan science ministry", "Kenya")}),
        ("The Kenyan ministry of science signed a treaty.", {("Kenyan ministry of science", "Kenya")}),
        ("The science ministry signed a treaty in Kenya.", set()),
        ("A Kenyan science student signed a treaty.", set()),
        ("The Mexican Space Agency signed a treaty.", {("Mexican Space Agency", "Mexico")}),
        ("The Embassy of Kenya signed a treaty.", {("Embassy of Kenya", "Kenya")}),
        ("The Friends of Kenya signed a treaty.", set()),
    ],
)
def test_whose_a_body_is(text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(text, "agencyOf") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Council of the European Union spoke.", {("Council of the European Union", "European Union")}),
        (
            "The United Nations Office for Marula Affairs spoke.",
            {("United Nations Office for Marula Affairs", "United Nations")},
        ),
        ("The Council of Elders spoke.", set()),
    ],
)
def test_an_organ_is_part_of_the_body_in_its_name(text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(text, "partOf") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks were held in Paris, France.", {("Paris", "France")}),
        ("Talks were held in Nairobi, Kenya.", {("Nairobi", "Kenya")}),
        ("Talks were held in Paris and France.", set()),
        ("Talks were held in Paris.", set()),
        ("ISRO in Ahmedabad tested the camera.", {("Indian Space Research Organisation", "Ahmedabad")}),
        ("Engineers met at an ISRO centre in Ahmedabad.", set()),
        ("The Kenya Space Agency in Kisumu tested the camera.", {("Kenya Space Agency", "Kisumu")}),
        ("ESA works with the Kenya Space Agency in Kisumu.", set()),
        ("Kenya's Marula Spaceport opened in 2019.", {("Marula Spaceport", "Kenya")}),
        ("Kenya praised the Marula Spaceport in 2019.", set()),
    ],
)
def test_where_things_lie(text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(text, "locatedIn") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya's Osprey mission was launched in 2019.", {("Kenya", "Osprey")}),
        ("ESA's Osprey mission was launched in 2019.", {("European Space Agency", "Osprey")}),
        ("The Osprey mission was launched in 2019 near Kenya's coast.", set()),
        ("Kenya praised ESA's mission.", set()),
    ],
)
def test_who_has_a_mission_operates_it(text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(text, "operates") == expected


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("Nordlys Aerospace, with headquarters in Oslo, built the antenna.", "locatedIn", ("Nordlys Aerospace", "Oslo")),
        ("The Oslo company Nordlys Aerospace built the antenna.", "locatedIn", ("Nordlys Aerospace", "Oslo")),
        ("The Marula Institute, an ISRO laboratory, built the antenna.", "partOf", ("Marula Institute", ISRO)),
        ("The Marula Institute, a laboratory of the University of Oslo, built it.", "partOf", ("Marula Institute", "University of Oslo")),
        ("ISRO's Marula Flight Centre signed a contract.", "partOf", ("Marula Flight Centre", ISRO)),
        ("The Heron-2 lander, Pinto, is to touch down on the Moon.", "partOf", ("Pinto", "Heron-2")),
        ("The Heron-2 satellite carries Lux, a French radar altimeter.", "develops", ("France", "Lux")),
        ("Norway joined the Outer Space Treaty of 1967.", "date", ("Outer Space Treaty", "1967")),
        ("NASA will follow it with its Deep Space Network.", "operates", (NASA, "Deep Space Network")),
        ("Boeing's Heron Assembly Plant is in Kenya.", "operates", ("Boeing", "Heron Assembly Plant")),
    ],
)
def test_a_noun_phrase_says_whose_and_where(text: str, relation: str, expected: tuple[str, str]) -> None:
    assert expected in pairs(text, relation)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Nordlys Aerospace, with friends in Oslo, built the antenna.", "locatedIn"),
        ("The Marula Institute, an ISRO rival, built the antenna.", "partOf"),
        ("Norway joined the Outer Space Treaty.", "date"),
    ],
)
def test_and_says_it_no_further(text: str, relation: str) -> None:
    assert not pairs(text, relation)
