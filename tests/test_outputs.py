"""The files of one build."""

import pyoxigraph as ox
import pytest

from spacepact import outputs
from values import entity, extraction


def test_an_entity_has_the_labels_of_all_documents() -> None:
    one = extraction("a", "x", [entity("isro", "SpaceAgency", "Indian Space Research Organisation", "ISRO")])
    other = extraction(
        "b", "x", [entity("isro", "SpaceAgency", "Indian Space Research Organisation", "Isro"), entity("a", "State", "A")]
    )
    first, second = outputs.united([one, other])
    assert (first.id, first.alt_labels) == ("a", ())
    assert (second.id, second.alt_labels) == ("isro", ("ISRO", "Isro"))


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("nasa-0001", "nasa-0001.txt"),
        ("a b “ü”", "a b “ü”.txt"),
        ("../../etc/passwd", "..%2F..%2Fetc%2Fpasswd.txt"),
        ("", ".txt"),
    ],
)
def test_texts_stay_in_their_folder(identifier: str, name: str) -> None:
    assert outputs.file_name(identifier) == name


def test_long_identifiers_keep_their_difference() -> None:
    names = {outputs.file_name("é" * 250 + end) for end in "ab"}
    assert len(names) == 2
    assert all(len(name.encode()) < 255 for name in names)


def test_a_piece_is_known_by_all_that_it_says() -> None:
    pieces = [outputs.Piece("a", trig, described, (), 1) for trig, described in ((b"x", b"y"), (b"x", b"z"), (b"z", b"y"))]
    assert len({piece.key() for piece in pieces}) == 3
    assert pieces[0].key() == outputs.Piece("a", b"x", b"y", (ox.Triple(*[ox.NamedNode("a:b")] * 3),), 2).key()
