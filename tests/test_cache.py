"""What was worked out for a document before."""

import json
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest

from spacepact import cache
from spacepact.cache import Cache
from spacepact.model import Document, Extraction, Mention, Passage, Span, Time
from values import claim, entity

DOCUMENT = Document("a/b: “ü”", "Text\r\nof 文", "a.txt", title="T")
EXTRACTION = Extraction(
    DOCUMENT,
    (entity("isro", "SpaceAgency", "ISRO", "Isro", known=True), entity("pact-1_agreement", "Agreement", "pact", described=True)),
    (Passage(Span(0, 4), "Text", (Mention(Span(0, 2), "isro"), Mention(Span(2, 4), "isro", reference=True))),),
    (
        claim(
            "isro", "partyTo", "pact-1_agreement", when=Time("2024/..", "relative"), role="x", topics=("energy", "data sharing")
        ),
        claim("pact-1_agreement", "date", Time("2025-02-13"), status="planned", confidence=0.35),
    ),
    silent=(Span(6, 8),),
    unrecognised=("Foo Bar",),
)


def test_an_extraction_survives_the_disk(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put("extraction", DOCUMENT.identifier, "k", cache.encode(EXTRACTION))
    assert cache.decode(DOCUMENT, kept.get("extraction", DOCUMENT.identifier, "k")) == EXTRACTION


def test_another_key_kind_or_name_finds_nothing(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put("extraction", "a", "k", [1])
    assert kept.get("extraction", "a", "k") == [1]
    assert kept.get("extraction", "a", "other") is kept.get("verdict", "a", "k") is kept.get("extraction", "b", "k") is None


def test_a_new_value_takes_the_place_of_the_old(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    for key in ("one", "two"):
        kept.put("extraction", "a", key, key)
    assert kept.get("extraction", "a", "one") is None
    assert kept.get("extraction", "a", "two") == "two"
    assert len([file for file in tmp_path.rglob("*") if file.is_file()]) == 1


@pytest.mark.parametrize("damage", [b"", b"garbage", b"k 00\n[1]", b"\xff\xfe\n{"])
def test_a_damaged_entry_is_no_entry(tmp_path: Path, damage: bytes) -> None:
    kept = Cache(tmp_path)
    kept.put("extraction", "a", "k", [1])
    (file,) = (file for file in tmp_path.rglob("*.json"))
    file.write_bytes(damage)
    assert kept.get("extraction", "a", "k") is None
    kept.put("extraction", "a", "k", [2])
    assert kept.get("extraction", "a", "k") == [2]


def test_a_changed_letter_in_valid_json_is_seen(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put("extraction", "a", "k", ["ISRO"])
    (file,) = tmp_path.rglob("*.json")
    file.write_bytes(file.read_bytes().replace(b"ISRO", b"ISRQ"))
    assert kept.get("extraction", "a", "k") is None


def test_what_a_killed_process_half_wrote_is_swept_away(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put("extraction", "a", "k", [1])
    (file,) = tmp_path.rglob("*.json")
    file.with_name(f"{file.name}.4711.new").write_bytes(b"half")
    kept.sweep()
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == [file]
    assert kept.get("extraction", "a", "k") == [1]


def test_hostile_names_stay_in_the_folder(tmp_path: Path) -> None:
    Cache(tmp_path / "inner").put("extraction", "../../outside", "k", 1)
    assert {file.name for file in tmp_path.iterdir()} == {"inner"}


def test_json_of_another_shape_is_an_error_that_callers_can_catch() -> None:
    for value in (None, [], {"entities": [[1]]}):
        with pytest.raises((ValueError, KeyError, TypeError)):
            cache.decode(DOCUMENT, value)


CHANGED = {
    "identifier": "c", "text": "x", "name": "n", "title": "U", "publisher": "p", "issued": "2024", "source": "s",
    "language": "fr", "media_type": "text/html",
}  # fmt: skip


@pytest.mark.parametrize("field", [field.name for field in fields(Document)])
def test_every_property_of_a_document_is_part_of_its_key(field: str) -> None:
    changed = replace(DOCUMENT, **{field: CHANGED[field]})  # type: ignore[arg-type]
    assert cache.document_key(changed, "e") != cache.document_key(DOCUMENT, "e")


def test_the_extractor_is_part_of_the_key() -> None:
    assert cache.document_key(DOCUMENT, "e") == cache.document_key(DOCUMENT, "e")
    assert cache.document_key(DOCUMENT, "e") != cache.document_key(DOCUMENT, "f")
    assert cache.digest("ab", "c") != cache.digest("a", "bc")


def test_keys_are_the_same_in_every_process() -> None:
    program = "from spacepact import cache; print(cache.code())"
    environment = {"PYTHONPATH": str(Path(cache.PACKAGE).parent)}
    outside = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert outside.stdout.strip() == cache.code()


def test_entries_are_plain_json(tmp_path: Path) -> None:
    Cache(tmp_path).put("extraction", "a", "k", cache.encode(EXTRACTION))
    (file,) = tmp_path.rglob("*.json")
    assert json.loads(file.read_bytes().partition(b"\n")[2])["unrecognised"] == ["Foo Bar"]
