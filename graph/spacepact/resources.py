"""Where the ontology, the queries and the seeds are: in a project folder, in a clone, or inside the installed wheel."""

import os
from pathlib import Path

from spacepact.errors import SpacepactError

PACKAGE = Path(__file__).resolve().parent
PROJECT_MARK = "spacepact.toml"
KINDS = ("ontology", "queries", "seeds")


def project() -> Path | None:
    """The user's project folder: `$SPACEPACT_PROJECT`, or the nearest folder upwards that holds a `spacepact.toml`."""
    if named := os.environ.get("SPACEPACT_PROJECT"):
        folder = Path(named)
        if not folder.is_dir():
            raise SpacepactError(f"SPACEPACT_PROJECT names {named}, which is no folder: correct it or unset it.")
        return folder
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / PROJECT_MARK).is_file()), None)


def roots() -> list[Path]:
    """The folders that may hold resources, the one that wins first."""
    found = [folder] if (folder := project()) else []
    packaged = PACKAGE / "_data"
    return [*found, packaged if packaged.is_dir() else PACKAGE.parents[1]]


def path(kind: str, *parts: str) -> Path:
    """The winning file or folder `kind/parts…`; `kind` is one of `KINDS`.

    Raises SpacepactError where no root has it.
    """
    if kind not in KINDS:
        raise ValueError(f"no kind of resource is called {kind!r}; there are {', '.join(KINDS)}")
    for root in roots():
        candidate = root.joinpath(kind, *parts)
        if candidate.exists():
            return candidate
    wanted = "/".join((kind, *parts))
    raise SpacepactError(f"{wanted} is in none of {', '.join(map(str, roots()))}: restore it or reinstall spacepact.")


def files(kind: str, pattern: str) -> list[Path]:
    """All files of a kind that match a glob, one for each relative name (a project's file hides the packaged one), sorted by name."""
    found: dict[str, Path] = {}
    for root in reversed(roots()):
        folder = root / kind
        found.update({str(file.relative_to(folder)): file for file in folder.glob(pattern) if file.is_file()})
    return [found[name] for name in sorted(found)]
