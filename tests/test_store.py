"""The quad store on disk."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from spacepact import store
from spacepact.errors import StoreError

EX = "http://example.org/"


def quad(subject: str, predicate: str, value: ox.Literal | ox.NamedNode, graph: str) -> ox.Quad:
    return ox.Quad(ox.NamedNode(EX + subject), ox.NamedNode(EX + predicate), value, ox.NamedNode(EX + graph))


QUADS = [
    quad("isro", "name", ox.Literal("ISRO"), "one"),
    quad("isro", "name", ox.Literal("ISRO"), "two"),
    quad("isro", "label", ox.Literal("Indian Space Research Organisation", language="en"), "one"),
    quad("isro", "partner", ox.NamedNode(EX + "jaxa"), "two"),
]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    store.create(tmp_path / "new", QUADS)
    assert set(store.open_store(tmp_path / "new")) == set(QUADS)


def test_files_load_like_quads(tmp_path: Path) -> None:
    ox.serialize(QUADS[:2], str(tmp_path / "a.nq"), format=ox.RdfFormat.N_QUADS)
    ox.serialize(QUADS[2:], str(tmp_path / "b.trig"), format=ox.RdfFormat.TRIG)
    store.load(tmp_path / "new", [tmp_path / "a.nq", tmp_path / "b.trig"])
    assert set(store.open_store(tmp_path / "new")) == set(QUADS)


def test_a_store_is_never_written_over_something(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("keep")
    with pytest.raises(StoreError, match="not empty"):
        store.create(tmp_path, QUADS)
    assert (tmp_path / "precious").read_text() == "keep"


def test_an_absent_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="spacepact build"):
        store.open_store(tmp_path / "nowhere")


def test_a_damaged_store_says_what_to_do(tmp_path: Path) -> None:
    store.create(tmp_path / "new", QUADS)
    (tmp_path / "new" / "CURRENT").write_text("MANIFEST-999999\n")
    with pytest.raises(StoreError, match="build it again"):
        store.open_store(tmp_path / "new")


def test_readers_share_a_store_and_cannot_write(tmp_path: Path) -> None:
    store.create(tmp_path / "new", QUADS)
    first, second = store.open_store(tmp_path / "new"), store.open_store(tmp_path / "new")
    assert set(first) == set(second)
    with pytest.raises(RuntimeError):
        first.add(QUADS[0])
