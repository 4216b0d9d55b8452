"""The wheel: it carries everything that it needs, and works from any folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def python(*arguments: str | Path, cwd: Path, path: Path | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "SPACEPACT_PROJECT"}}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    python("-m", "pip", "wheel", "-q", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which nothing but the wheel is installed; the libraries come from the environment of the tests."""
    target = tmp_path_factory.mktemp("installed")
    python("-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", target, wheel, cwd=target)
    return target


def test_the_wheel_holds_what_a_clone_reads_in_place(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for kind in ("ontology", "queries", "seeds"):
        expected = {
            f"spacepact/_data/{file.relative_to(ROOT).as_posix()}"
            for file in (ROOT / kind).rglob("*")
            if file.is_file() and not file.name.startswith(".")
        }
        assert expected <= names
    template = {
        f"spacepact/{file.relative_to(ROOT / 'graph/spacepact').as_posix()}"
        for file in (ROOT / "graph/spacepact/template").rglob("*.*")
    }
    assert {name for name in template if not name.endswith("/")} <= names | {"spacepact/template/ontology/lexicon"}
    assert "spacepact/py.typed" in names
    assert not any(name.startswith(("tests/", "graph/")) for name in names)


def test_the_wheel_states_both_licences(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    assert "License-Expression: MIT AND CC-BY-4.0" in archive.read(metadata).decode()
    assert {Path(name).name for name in archive.namelist() if "/licenses/" in name} == {"LICENSE", "LICENSE-CC-BY-4.0"}


def test_an_installed_copy_finds_its_own_resources(installed: Path, tmp_path: Path) -> None:
    told = python(
        "-c",
        "import spacepact.resources as r; print(r.PACKAGE); print(r.path('ontology', 'spacepact.ttl'))",
        cwd=tmp_path,
        path=installed,
    )
    package, ontology = map(Path, told.split("\n")[:2])
    assert package == installed / "spacepact"
    assert ontology == installed / "spacepact/_data/ontology/spacepact.ttl"


def test_a_project_of_ones_own_builds_from_an_installed_copy(installed: Path, tmp_path: Path) -> None:
    python("-m", "spacepact", "init", "mine", "--quiet", cwd=tmp_path, path=installed)
    python("-m", "spacepact", "build", "--quiet", cwd=tmp_path / "mine", path=installed)
    card = python("-m", "spacepact", "show", "XSO", cwd=tmp_path / "mine", path=installed)
    assert "memorandum" in card
    answer = python("-m", "spacepact", "query", "own-first-question", "--format", "csv", cwd=tmp_path / "mine", path=installed)
    assert "Japan Aerospace Exploration Agency" in answer
