"""Names compared."""

from pathlib import Path

import pytest

from spacepact import naming
from spacepact.errors import LexiconError
from spacepact.naming import distinctive, is_acronym, is_part, person_key, plain, short_form


@pytest.mark.parametrize(
    ("label", "coarse", "key"),
    [
        ("Kenya Space Agency", "Organization", "kenya space agency"),
        ("Ministry of Foreign Affairs", "Organization", ""),
        ("2025 Space Dialogue", "Event", ""),
        ("NISAR", "Mission", ""),
        ("Axiom-4", "Mission", "axiom 4"),
        ("Expedition 70", "Mission", "expedition 70"),
        ("2025 mission", "Mission", ""),
        ("A&M University", "Organization", ""),
        ("Smith", "Person", ""),
        ("Dr. Jane Q. Smith", "Person", "jane smith"),
        ("X", "Mission", ""),
    ],
)
def test_which_labels_are_distinctive(label: str, coarse: str, key: str) -> None:
    assert distinctive(label, coarse) == key


@pytest.mark.parametrize(
    ("label", "short"), [("ISRO", True), ("INDUS-X", True), ("CBERS-4A", True), ("Axiom", False), ("Artemis II", False)]
)
def test_what_is_an_acronym(label: str, short: bool) -> None:
    assert is_acronym(label) is short


def test_names_compare_without_accents_and_articles() -> None:
    assert plain("The Centre national d’Études spatiales") == plain("centre national d'etudes spatiales")
    assert plain("中国国家航天局") == "中国国家航天局"
    assert person_key("President of") == person_key("Edwin E.") == ""


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("PACE", "pace"),
        ("PACE mission", "pace"),
        ("Quesst", "quesst"),
        ("Kenya Space Agency", ""),
        ("Peru mission", ""),
        ("the agency", ""),
    ],
)
def test_short_forms(label: str, short: str) -> None:
    assert short_form(label) == short


def test_a_part_of_a_longer_name() -> None:
    assert is_part("tech university", ["Ohio Tech University"])
    assert not is_part("kepler telescope", ["NASA/ESA Kepler Telescope", "Kepler Telescope", "Kepler space telescope mission"])
    assert not is_part("ohio", ["Ohioan University"])


def test_a_lexicon_without_the_words_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ontology" / "lexicon").mkdir(parents=True)
    (tmp_path / "ontology" / "lexicon" / "identity.yaml").write_text("general: [a]\n", encoding="utf-8")
    monkeypatch.setenv("SPACEPACT_PROJECT", str(tmp_path))
    naming.words.cache_clear()
    try:
        with pytest.raises(LexiconError, match=r"identity\.yaml needs two lists"):
            naming.words()
    finally:
        naming.words.cache_clear()
