"""Of what kind a name is: by appositions, copulas, nouns before and behind, and offices."""

import pytest

from reading import extractor, read
from spacepact.text.kinds import Kinds
from spacepact.text.named import Name, Words
from spacepact.words import fold


def words(text: str, tags: dict[str, str] | None = None) -> Words:
    """A sentence whose words stand apart, with what a tagger says of some of them."""
    texts = tuple(text.split())
    tagged = tuple((tags or {}).get(word, "") for word in texts)
    return Words(texts, (True,) * len(texts), frozenset(), tagged, False, tuple(map(fold, texts)))


def kind(text: str, label: str, tags: dict[str, str] | None = None) -> tuple[str | None, int]:
    """The kind of the name in a sentence, and how sure it is."""
    sentence, stem = words(text, tags), tuple(label.split())
    start = next(i for i in range(len(sentence.texts)) if sentence.texts[i : i + len(stem)] == stem)
    typed = Kinds(extractor().lexicon).typed(sentence, Name(start, start + len(stem), label))
    return typed.kind, typed.strength


def named(text: str) -> dict[str, str]:
    return {entity.label: entity.kind for entity in read(text).entities}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Osprey , a small weather satellite that watches storms", ("Spacecraft", 4)),
        ("Osprey , a cloud , aerosol and radiation observatory which circles", ("Spacecraft", 4)),
        ("Osprey , a cloud , aerosol and radiation town which circles", (None, 0)),
        ("Osprey , the weather satellites that watch storms", (None, 0)),
        ("Osprey , our satellite that watches storms", (None, 0)),
        ("Osprey , a satellite Heron", (None, 0)),
    ],
)
def test_an_apposition_tells_a_kind(text: str, expected: tuple[str | None, int]) -> None:
    assert kind(text, "Osprey") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Osprey is a small weather satellite .", ("Spacecraft", 4)),
        ("Osprey was an ice rover that drives", ("Spacecraft", 4)),
        ("Osprey is one of the four modules .", ("Spacecraft", 4)),
        ("Osprey is one of the four towns .", (None, 0)),
        ("Osprey has a small weather satellite .", (None, 0)),
        ("Osprey is the satellite operator of Kenya", (None, 0)),
    ],
)
def test_a_copula_tells_a_kind(text: str, expected: tuple[str | None, int]) -> None:
    assert kind(text, "Osprey") == expected


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("the Storm Hunting Watcher ( SHW ) mission", "Storm Hunting Watcher", ("Mission", 3)),
        ("the Storm Hunting Watcher ( SHW ) mission", "SHW", ("Mission", 3)),
        ("the Storm Hunting Watcher ( SHW ) region", "Storm Hunting Watcher", (None, 0)),
        ("the Storm Hunting Watcher ( the SHW ) mission", "Storm Hunting Watcher", (None, 0)),
        ("with the weather satellite Osprey in", "Osprey", ("Spacecraft", 3)),
        ("with the ground - station Osprey in", "Osprey", ("Spacecraft", 3)),
        ("with the robotic arm Osprey in", "Osprey", ("Instrument", 3)),
        ("with the satellites Osprey in", "Osprey", (None, 0)),
        ("with the space Osprey in", "Osprey", (None, 0)),
        ("Kenya 's first satellite , Osprey , flew", "Osprey", ("Spacecraft", 3)),
        ("a first satellite , Osprey , flew", "Osprey", ("Spacecraft", 3)),
    ],
)
def test_a_noun_before_or_behind_tells_a_kind(text: str, label: str, expected: tuple[str | None, int]) -> None:
    assert kind(text, label) == expected


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("with astronauts Amy Hill and", True),
        ("with singers Amy Hill and", False),
        ("whose executive director , Amy Hill , said", True),
        ("whose executive cook , Amy Hill , said", False),
        ("Amy Hill , who runs", True),
        ("Amy Hill , which runs", False),
        ("Amy Hill , the ESA Director General", True),
        ("Amy Hill , signed by the Director", False),
    ],
)
def test_an_office_before_or_behind_makes_a_person(text: str, person: bool) -> None:
    assert kind(text, "Amy Hill") == (("Person", 2) if person else (None, 0))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Amy Hill", ("Person", 2)),
        ("Lunar Hill", (None, 0)),
        ("Solar Hill", (None, 0)),
        ("Osprey-4", ("Mission", 2)),
        ("Covid-19", (None, 0)),
    ],
)
def test_spatial_words_and_designations_are_no_names_of_persons(label: str, expected: tuple[str | None, int]) -> None:
    assert kind(f"saw {label}", label, dict.fromkeys(label.split(), "PERSON")) == expected


def test_a_center_for_something_does_research_and_another_is_a_site() -> None:
    assert kind("saw Center for Marula", "Center for Marula") == ("ResearchInstitution", 3)
    assert kind("saw Marula Center", "Marula Center") == ("Facility", 3)


def test_what_is_sure_already_stays_as_it_is() -> None:
    sure = Name(0, 1, "Osprey", kind="Company", strength=3)
    assert Kinds(extractor().lexicon).typed(words("Osprey is a small weather satellite ."), sure) == sure


def test_a_title_before_bin_is_a_name() -> None:
    kinds = Kinds(extractor().lexicon)
    assert kinds.is_title(words("Emir Said"), 0)
    assert not kinds.is_title(words("Emir bin Said"), 0)


def test_kinds_reach_the_entities_of_a_text() -> None:
    assert named("Heron is one of the four modules of the outpost.") == {"Heron": "Spacecraft"}
    assert named("Heron was one of the four towns on the coast.") == {}
    brackets = "The Storm and Ice Radar Explorer (SIREX) mission will launch in 2030."
    assert named(brackets) == {"Storm and Ice Radar Explorer": "Mission"}


def test_a_plural_noun_behind_the_last_of_several_types_all() -> None:
    assert named("Chile praised the Ulan and Heron modules.") == {"Chile": "State", "Ulan": "Spacecraft", "Heron": "Spacecraft"}
    assert "Spacecraft" not in named("Chile praised the Ulan and Heron songs.").values()
