"""A folder of outputs that changes whole or not at all.

Each build writes a generation of its own, `.generations/<digest>/`, and becomes visible by one rename of the symbolic link
`.current`, through which the public names (`spacepact.trig`, `store`, …) lead. Kubernetes swaps mounted ConfigMaps the same
way. The generation before stays until the next build, for those who are still reading it; whatever a killed build leaves behind
is removed by the next one; a lock keeps two builds from meeting.
"""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from spacepact.errors import StoreError

CURRENT, GENERATIONS, LOCK, ASIDE = ".current", ".generations", ".lock", "aside"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for one build, making it where it is absent. The system lets go of the lock when the process ends.

    Raises StoreError where another build holds it, or where the folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / LOCK).open("a")
    except OSError as error:
        raise StoreError(f"{folder} can't be written ({error.strerror}): name another folder for the build.") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StoreError(f"another build is writing to {folder}: wait for it, or name another folder.") from None
        yield


def aside(folder: Path) -> Path:
    """A fresh, empty folder for the next generation; what killed builds left is removed. Call it under the lock."""
    generations = folder / GENERATIONS
    generations.mkdir(exist_ok=True)
    kept = current(folder)
    for leftover in generations.iterdir():
        if leftover != kept:
            shutil.rmtree(leftover)
    for leftover in folder.glob("*.new"):
        if leftover.is_symlink():
            leftover.unlink()
    new = generations / ASIDE
    new.mkdir()
    return new


def current(folder: Path) -> Path | None:
    """The generation that readers see, or None where nothing was built yet."""
    link = folder / CURRENT
    return folder / link.readlink() if link.is_symlink() and link.exists() else None


def swap(folder: Path, new: Path, digest: str, names: Iterable[str]) -> Path:
    """Make a finished generation the visible one and return its place. `names` are the public names of what it holds.

    Raises StoreError where something that no build made stands in the way of a name.
    """
    names = list(names)
    for name in names:
        _check(folder / name)
    before = current(folder)
    home = folder / GENERATIONS / _free_name(folder, digest, before)
    _sync(new)
    new.rename(home)
    for name in names:
        _link(folder / name, Path(CURRENT) / name)
    _link(folder / CURRENT, Path(GENERATIONS) / home.name)
    _forget(folder, set(names))
    return home


def _free_name(folder: Path, digest: str, before: Path | None) -> str:
    """The digest; with a mark where the visible generation has that name already."""
    return f"{digest}-2" if before and before.name == digest else digest


def _check(place: Path) -> None:
    if place.exists() and not place.is_symlink():
        raise StoreError(f"{place} is in the way and was not made by a build: move it, or name another folder for the build.")


def _link(place: Path, target: Path) -> None:
    if place.is_symlink() and place.readlink() == target:
        return
    new = place.with_name(f"{place.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    new.replace(place)


def _forget(folder: Path, names: set[str]) -> None:
    """Remove public names of earlier generations that the visible one lacks."""
    for place in folder.iterdir():
        if place.is_symlink() and place.name != CURRENT and place.name not in names and place.readlink().parts[:1] == (CURRENT,):
            place.unlink()


def _sync(folder: Path) -> None:
    """Have the files on the disk before anything points to them: a power cut must not show half a generation."""
    for place in sorted(folder.rglob("*")):
        if place.is_file() and not place.is_symlink():
            with place.open("rb") as file:
                os.fsync(file.fileno())
