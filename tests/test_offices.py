"""Who holds which office: before the name, behind it, in lists and by a verb."""

import pytest

from reading import pairs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NASA Administrator Jane Holloway spoke.", {("Jane Holloway", "NASA")}),
        ("Hugo Lindqvist, president of JAXA, spoke.", {("Hugo Lindqvist", "JAXA")}),
        ("Hugo Lindqvist, the ESA Director General, spoke.", {("Hugo Lindqvist", "ESA")}),
        ("Kenya's Minister of Science, Amina Odhiambo, spoke.", {("Amina Odhiambo", "Kenya")}),
        ("Prime Minister Jane Holloway of New Zealand spoke.", {("Jane Holloway", "New Zealand")}),
        (
            "ISRO astronauts Jane Holloway, Hugo Lindqvist and Amina Odhiambo flew.",
            {("Jane Holloway", "ISRO"), ("Hugo Lindqvist", "ISRO"), ("Amina Odhiambo", "ISRO")},
        ),
        ("Jane Holloway is chief of operations of the European Space Agency.", {("Jane Holloway", "ESA")}),
        ("The Peruvian ambassador to Japan, Hugo Lindqvist, spoke.", {("Hugo Lindqvist", "Peru")}),
    ],
)
def test_offices(text: str, expected: set[tuple[str, str]]) -> None:
    short = {
        "National Aeronautics and Space Administration": "NASA",
        "Japan Aerospace Exploration Agency": "JAXA",
        "European Space Agency": "ESA",
        "Indian Space Research Organisation": "ISRO",
    }
    assert {(person, short.get(body, body)) for person, body in pairs(text, "represents")} == expected
