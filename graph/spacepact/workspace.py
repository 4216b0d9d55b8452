"""A project folder of one's own: its settings, and how one is made.

A project holds documents, and whatever actors, frames and questions it adds to the packaged ones. A file of a new name adds;
a file of the same name takes the packaged one's place (see `resources.files`).
"""

import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path

from spacepact import resources
from spacepact.errors import SpacepactError

TEMPLATE = resources.PACKAGE / "template"


@dataclass(frozen=True, slots=True)
class Settings:
    """What `spacepact.toml` says: where the documents are and where the graph goes, as paths that hold from anywhere."""

    documents: tuple[Path, ...]
    output: Path


def settings() -> Settings:
    """The settings of the project around the current folder; where there is none, the packaged seeds and `build/` here.

    Raises SpacepactError where `spacepact.toml` is malformed or has a setting that doesn't exist.
    """
    folder = resources.project()
    file = folder / resources.PROJECT_MARK if folder else None
    if folder is None or file is None or not file.is_file():
        return Settings((resources.path("seeds"),), Path("build"))
    try:
        stated = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SpacepactError(f"{file} is no TOML: {error}.") from error
    documents, output = stated.pop("documents", ["seeds"]), stated.pop("output", "build")
    if stated:
        raise SpacepactError(f"{file} has no setting called {', '.join(stated)}: there are documents and output.")
    if not isinstance(output, str) or not isinstance(documents, list) or not all(isinstance(name, str) for name in documents):
        raise SpacepactError(f"{file}: documents is a list of paths and output is one path, each in quotes.")
    return Settings(tuple(folder / name for name in documents), folder / output)


def create(folder: str | Path) -> list[Path]:
    """Make a project in a folder that doesn't exist yet or holds none of the project's files; return the files, sorted.

    Raises SpacepactError, before anything is written, where a file would be overwritten.
    """
    target = Path(folder)
    files = {target / source.relative_to(TEMPLATE): source for source in sorted(TEMPLATE.rglob("*")) if source.is_file()}
    if target.exists() and not target.is_dir():
        raise SpacepactError(f"{target} is a file: name a folder for the project.")
    if there := [file for file in files if file.exists()]:
        raise SpacepactError(f"{there[0]} is there already: choose another folder, or move it away.")
    for file, source in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, file)
    return sorted(files)
