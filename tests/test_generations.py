"""A folder of outputs that changes whole or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from spacepact import generations
from spacepact.errors import StoreError

LOCKER = """
import sys
from pathlib import Path
from spacepact import generations
with generations.locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def build(folder: Path, digest: str, **files: str) -> Path:
    with generations.locked(folder):
        new = generations.aside(folder)
        for name, text in files.items():
            (new / name).write_text(text)
        return generations.swap(folder, new, digest, files)


def names(folder: Path) -> set[str]:
    return {place.name for place in folder.iterdir() if not place.name.startswith(".")}


def test_what_is_built_is_seen_under_its_public_names(tmp_path: Path) -> None:
    build(tmp_path / "out", "1", a="first", b="first")
    assert (tmp_path / "out" / "a").read_text() == "first"
    assert names(tmp_path / "out") == {"a", "b"}
    assert not (tmp_path / "out" / "a").readlink().is_absolute()


def test_the_next_generation_replaces_all_and_drops_what_it_lacks(tmp_path: Path) -> None:
    build(tmp_path, "1", a="first", b="first")
    build(tmp_path, "2", a="second", c="second")
    assert names(tmp_path) == {"a", "c"}
    assert {(tmp_path / name).read_text() for name in ("a", "c")} == {"second"}


def test_the_same_generation_can_be_built_again_and_again(tmp_path: Path) -> None:
    for turn in ("one", "two", "three"):
        build(tmp_path, "same", a=turn)
        assert (tmp_path / "a").read_text() == turn
    assert len(list((tmp_path / generations.GENERATIONS).iterdir())) == 2


def test_a_reader_of_the_generation_before_can_finish(tmp_path: Path) -> None:
    old = build(tmp_path, "1", a="first")
    build(tmp_path, "2", a="second")
    assert (old / "a").read_text() == "first"
    build(tmp_path, "3", a="third")
    assert not old.exists()


def test_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    build(tmp_path, "1", a="first")
    with generations.locked(tmp_path):
        half = generations.aside(tmp_path)
        (half / "a").write_text("half")
        (tmp_path / "a.new").symlink_to(".current/a")
    assert (tmp_path / "a").read_text() == "first"
    with generations.locked(tmp_path):
        assert list(generations.aside(tmp_path).iterdir()) == []
    assert names(tmp_path) == {"a"}


DYING = """
import os, signal, sys
from pathlib import Path
from spacepact import generations
folder, moment = Path(sys.argv[1]), int(sys.argv[2])
def die(event, _):
    global moment
    if event in ("open", "os.mkdir", "os.rename", "os.symlink", "os.remove", "os.rmdir"):
        moment -= 1
        if moment == 0:
            os.kill(os.getpid(), signal.SIGKILL)
with generations.locked(folder):
    sys.addaudithook(die)
    new = generations.aside(folder)
    for name in ("a", "b", "d"):
        (new / name).write_text("second")
    generations.swap(folder, new, "2", ("a", "b", "d"))
"""


def test_whenever_a_build_is_killed_all_is_old_or_all_is_new(tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(Path(generations.__file__).parents[1])}
    seen = set()
    for moment in range(1, 60):
        out = tmp_path / str(moment)
        build(out, "0", a="zeroth", b="zeroth")
        build(out, "1", a="first", b="first", c="first")
        child = subprocess.run([sys.executable, "-c", DYING, str(out), str(moment)], env=environment, check=False)
        found = {(out / name).read_text() for name in ("a", "b")}
        assert len(found) == 1
        assert ("c" in names(out) and (out / "c").exists()) or found == {"second"}
        seen |= found
        build(out, "3", a="third")
        assert names(out) == {"a"}
        if child.returncode == 0:
            break
    assert child.returncode == 0
    assert seen == {"first", "second"}


def test_two_builds_never_meet(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LOCKER, str(tmp_path)]
    environment = {"PYTHONPATH": str(Path(generations.__file__).parents[1])}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "held"
        with pytest.raises(StoreError, match="another build"), generations.locked(tmp_path):
            pass
        other.kill()
    with generations.locked(tmp_path):
        pass


def test_what_no_build_made_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "precious").write_text("keep")
    with pytest.raises(StoreError, match="in the way"):
        build(tmp_path, "1", store="x")
    assert (tmp_path / "store" / "precious").read_text() == "keep"
    assert generations.current(tmp_path) is None


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="can't be written"), generations.locked(tmp_path / "file"):
        pass


def test_a_folder_may_be_moved(tmp_path: Path) -> None:
    build(tmp_path / "here", "1", a="first")
    (tmp_path / "here").rename(tmp_path / "there")
    assert (tmp_path / "there" / "a").read_text() == "first"
    assert generations.current(tmp_path / "there") == tmp_path / "there" / ".generations" / "1"
