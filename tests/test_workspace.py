"""A project folder of one's own: made whole or not at all, and found from anywhere within."""

from pathlib import Path

import pytest

from spacepact import resources, workspace
from spacepact.errors import SpacepactError

ROOT = Path(__file__).resolve().parents[1]


def test_a_project_is_found_from_within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace.create(tmp_path / "mine")
    inner = tmp_path / "mine" / "seeds"
    monkeypatch.chdir(inner)
    assert resources.project() == tmp_path / "mine"
    assert workspace.settings() == workspace.Settings((inner,), tmp_path / "mine" / "build")


def test_its_files_add_to_the_packaged_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = workspace.create(tmp_path / "mine")
    monkeypatch.chdir(tmp_path / "mine")
    own = tmp_path / "mine" / "ontology" / "entities-own.ttl"
    assert own in files
    assert {own, ROOT / "ontology" / "spacepact.ttl"} <= set(resources.files("ontology", "*.ttl"))
    assert resources.path("ontology", "spacepact.ttl") == ROOT / "ontology" / "spacepact.ttl"


def test_a_file_of_the_same_name_takes_the_place_of_the_packaged_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace.create(tmp_path)
    (tmp_path / "ontology" / "spacepact.ttl").write_text("")
    monkeypatch.chdir(tmp_path)
    assert resources.path("ontology", "spacepact.ttl") == tmp_path / "ontology" / "spacepact.ttl"


def test_without_a_project_the_packaged_seeds_are_built_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert workspace.settings() == workspace.Settings((ROOT / "seeds",), Path("build"))


def test_nothing_is_overwritten_and_nothing_half_made(tmp_path: Path) -> None:
    kept = tmp_path / "README.md"
    kept.write_text("mine")
    with pytest.raises(SpacepactError, match=r"README\.md is there already"):
        workspace.create(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["README.md"]
    assert kept.read_text() == "mine"


def test_a_file_is_no_project_folder(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("")
    with pytest.raises(SpacepactError, match="is a file"):
        workspace.create(tmp_path / "mine")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("documents = [", "is no TOML"),
        ('output = ["a"]', "output is one path"),
        ('documents = "seeds"', "documents is a list of paths"),
        ('colour = "blue"', "no setting called colour"),
    ],
)
def test_a_malformed_setting_is_said(text: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "spacepact.toml").write_text(text)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SpacepactError, match=told):
        workspace.settings()
