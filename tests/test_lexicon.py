"""The lexicon: what is loaded, what is refused, and whether each frame reads what it says it reads."""

from pathlib import Path

import pytest

from reading import extractor
from spacepact import lexicon
from spacepact.errors import LexiconError
from spacepact.extract.check import check
from spacepact.lexicon import Emission

FRAME = "frames:\n  - {id: signatoryOf.try, verbs: [sign], facts: [subject signatoryOf object]}\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The lexicon folder of a project whose files win over the packaged ones; nothing loaded from it stays behind."""
    folder = tmp_path / "ontology" / "lexicon"
    folder.mkdir(parents=True)
    monkeypatch.setenv("SPACEPACT_PROJECT", str(tmp_path))
    return folder


def test_every_frame_reads_its_examples_and_no_counter_example() -> None:
    assert "\n".join(str(finding) for finding in check(extractor())) == ""


def test_every_frame_has_two_examples_and_a_counter_example() -> None:
    frames = lexicon.load().frames
    assert len({frame.id for frame in frames}) == len(frames)
    assert [frame.id for frame in frames if len(frame.examples) < 2 or not frame.counter_examples] == []


def test_frames_are_found_by_their_verbs_and_nouns() -> None:
    words = lexicon.load()
    assert all(frame in words.by_verb[verb] for frame in words.frames for verb in frame.verbs)
    assert all(frame in words.by_noun[noun] for frame in words.frames for noun in frame.nouns)


def test_known_actors_come_with_their_names() -> None:
    known = lexicon.load().known
    assert known["isro"].kind == "SpaceAgency"
    assert "ISRO" in known["isro"].names
    assert known["isro"].agency_of == ("india",)
    assert known["india"].capital == "new-delhi"


def test_a_kind_is_named_by_the_longest_known_ending() -> None:
    nouns = lexicon.load().nouns
    assert nouns.kind(["Kenyan", "space", "agency"]) == ("space agency", "SpaceAgency")
    assert nouns.kind(["ground", "stations"]) == ("ground station", "Facility")
    assert nouns.kind(["cup", "of", "tea"]) is None
    assert nouns.kind([]) is None


def test_a_projects_frames_are_read_beside_the_packaged_ones(project: Path) -> None:
    packaged = lexicon.load()
    (project / "own.yaml").write_text(FRAME, encoding="utf-8")
    own = lexicon.load()
    assert {frame.id for frame in own.frames} - {frame.id for frame in packaged.frames} == {"signatoryOf.try"}
    assert own.digest != packaged.digest


def test_prepositions_that_yaml_takes_for_truth_values_stay_words(project: Path) -> None:
    text = "frames:\n  - {id: partOf.try, verbs: [sit], where: {on: [Mission]}, lacks: [no, off], facts: [subject partOf on]}\n"
    (project / "own.yaml").write_text(text, encoding="utf-8")
    (frame,) = [frame for frame in lexicon.load().frames if frame.id == "partOf.try"]
    assert frame.where == {"on": frozenset({"Mission"})}
    assert frame.lacks == {"no", "off"}


def test_a_kind_asked_of_a_role_that_no_fact_has_is_a_condition(project: Path) -> None:
    text = "frames:\n  - {id: a.b, verbs: [sit], where: {on: [Mission], object: [State]}, facts: [subject partOf on|in]}\n"
    (project / "own.yaml").write_text(text, encoding="utf-8")
    (frame,) = [frame for frame in lexicon.load().frames if frame.id == "a.b"]
    assert frame.conditions == {"object"}


def test_the_roles_of_a_fact_are_those_of_a_proposition() -> None:
    assert Emission("latest:Event|subject", "concerns", "topics:on|about").roles == {"subject", "on", "about"}
    assert Emission("new:Meeting", "date", "time").roles == {"time"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("frames: [", "own.yaml is not well-formed YAML"),
        ("- sign\n", "own.yaml should hold a mapping, but holds list"),
        ("frames:\n  - {id: a.b, verb: [sign], facts: [subject signatoryOf object]}\n", "frame a.b in lexicon/own.yaml is malformed"),
        ("frames:\n  - {id: a.b, verbs: [sign]}\n", "frame a.b in lexicon/own.yaml is malformed"),
        ("frames:\n  - {id: a.b, verbs: [sign], facts: [subject signs]}\n", "a fact is 'role relation role [status]'"),
        ("frames:\n  - {verbs: [sign], facts: [subject signatoryOf object]}\n", "frame ? in lexicon/own.yaml is malformed"),
        (FRAME.replace("}", ", examples: [{text: A signed B., facts: [A signatoryOf B]}]}"), "frame signatoryOf.try in lexicon/own.yaml"),
        (FRAME.replace("}", ", confidence: high}"), "frame signatoryOf.try in lexicon/own.yaml is malformed"),
    ],
    ids=["yaml", "list", "key", "no-facts", "fact", "no-id", "example", "number"],
)
def test_a_malformed_file_is_refused_by_name(text: str, told: str, project: Path) -> None:
    (project / "own.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        lexicon.load()
    assert told in str(error.value)


def test_a_file_that_is_no_text_is_refused(project: Path) -> None:
    (project / "own.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LexiconError, match=r"own\.yaml"):
        lexicon.load()


def test_actors_that_are_no_turtle_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "entities-own.ttl"
    file.write_text("pactid:isro a", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"entities-own\.ttl can't be read as Turtle"):
        lexicon.known([file])
