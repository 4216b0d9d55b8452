"""An audit of a whole graph: clean where it is sound, and telling where it isn't."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from spacepact import audit, vocab
from spacepact.errors import StoreError

STATUS = ox.NamedNode(vocab.PACT + "status")


@pytest.fixture
def copied(seeds_graph: Path) -> ox.Store:
    """The graph of the seeds in memory, to be damaged."""
    return audit.open_graph(seeds_graph / "spacepact.trig")


def a_claim(store: ox.Store) -> ox.Quad:
    return min(store.quads_for_pattern(None, STATUS, None, None), key=str)


def test_the_graph_of_the_seeds_conforms(seeds_graph: Path) -> None:
    found = audit.audit(audit.open_graph(seeds_graph))
    assert found.conforms, found.to_text()
    assert found.documents == 5
    assert json.loads(found.to_json())["conforms"] is True


def test_a_violation_names_file_and_offsets_and_quotes_the_sentence(copied: ox.Store) -> None:
    claim = a_claim(copied)
    copied.remove(claim)
    copied.add(ox.Quad(claim.subject, STATUS, ox.NamedNode(vocab.PACT + "rumoured"), claim.graph_name))
    found = audit.audit(copied)
    assert not found.conforms
    results = [result for result in found.report.results if result.severity == "Violation"]
    assert claim.subject.value in {result.focus for result in results}
    for result in results:
        assert result.file is not None
        assert result.quote is not None
        assert result.quote in found.to_text()
    assert json.loads(found.to_json())["results"]


def test_progress_is_told(copied: ox.Store) -> None:
    told: list[tuple[int, int, str]] = []
    audit.audit(copied, progress=lambda *step: told.append(step))
    assert told == [(0, 5, "validating")]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.ttl", "", "can't hold one graph a document"),
        ("x.csv", "", "can't hold one graph a document"),
        ("x.trig", "<a> <b> .", "is malformed"),
    ],
)
def test_what_is_no_graph_is_refused(name: str, content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(StoreError, match=message):
        audit.open_graph(tmp_path / name)


def test_a_folder_without_a_build_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no store"):
        audit.open_graph(tmp_path)
