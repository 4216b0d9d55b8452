"""Documents in, a graph out."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from signings import Signings
from spacepact import outputs, pipeline, store, vocab
from spacepact.errors import DocumentError, StoreError
from spacepact.pipeline import Build, build

TEXTS = {
    "kyoto": "India and Japan signed the Kyoto Pact.\nIt was raining — “hard”.\n",
    "lima": "Japan and Peru signed the Lima Pact. Peru and India may sign the Cusco Pact.",
    "nova": "Nova Labs and Orbit Works signed the Kyoto Pact.",
}


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    return folder


def made(folder: Path) -> dict[str, bytes]:
    """All that a build wrote, the store as its dump."""
    current = folder / ".current"
    files = sorted(file for file in current.rglob("*") if file.is_file() and "store" not in file.relative_to(current).parts[:1])
    found = {file.relative_to(current).as_posix(): file.read_bytes() for file in files}
    return {**found, "store": store.open_store(folder / "store").dump(format=ox.RdfFormat.N_QUADS) or b""}


def ask(folder: Path, pattern: str) -> bool:
    text = f"ASK {{ {pattern} }}"
    return bool(store.open_store(folder / "store").query(text, prefixes=vocab.PREFIXES, use_default_graph_as_union=True))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Build]:
    here = tmp_path_factory.mktemp("built")
    return here / "out", build([write(here / "docs", **TEXTS)], here / "out", extractor=Signings(), issued="2025-04-02")


def test_a_build_counts_what_it_did(built: tuple[Path, Build]) -> None:
    folder, counted = built
    assert (counted.documents, counted.extracted, counted.cached, counted.claims) == (3, 3, 0, 8)
    assert (counted.rejected, counted.unread, counted.conforms) == ((), (), True)
    assert counted.quads == len(store.open_store(folder / "store"))
    assert counted.report.is_file()


def test_every_output_is_there(built: tuple[Path, Build]) -> None:
    folder, _ = built
    assert {place.name for place in folder.iterdir() if not place.name.startswith(".")} == set(outputs.NAMES)
    for name in ("spacepact.trig", "spacepact.ttl", "dataset.ttl"):
        assert sum(1 for _ in ox.parse(path=str(folder / name))) > 10


def test_facts_evidence_and_what_follows_are_in_their_graphs(built: tuple[Path, Build]) -> None:
    folder, _ = built
    assert ask(folder, "GRAPH doc:kyoto { pactid:india pact:signatoryOf pactid:kyoto-pact_agreement }")
    assert ask(folder, '?c rdf:subject pactid:india ; prov:wasDerivedFrom [ oa:exact "India and Japan signed the Kyoto Pact." ]')
    assert ask(
        folder,
        "GRAPH graph:inferred { pactid:india pact:linkedWith pactid:japan . ?pact pact:hasParty pactid:india }",
    )
    assert ask(folder, 'GRAPH graph:reference { pactid:india skos:prefLabel "India"@en }')
    assert ask(folder, "GRAPH graph:ontology { pact:Treaty a owl:Class } GRAPH graph:dataset { ?d a dcat:Dataset }")
    assert not ask(folder, "pactid:peru pact:signatoryOf pactid:cusco-pact_agreement")
    assert ask(folder, "?c rdf:subject pactid:peru ; rdf:object pactid:cusco-pact_agreement ; pact:status pact:possible")


def test_nothing_is_said_twice_of_an_entity(built: tuple[Path, Build]) -> None:
    text = "SELECT ?e { GRAPH ?g { ?e skos:prefLabel ?l } GRAPH ?h { ?e skos:prefLabel ?l } FILTER(?g != ?h) }"
    assert not list(store.open_store(built[0] / "store").query(text, prefixes=vocab.PREFIXES))


def test_no_blank_node_and_no_path_of_the_machine(built: tuple[Path, Build]) -> None:
    folder, _ = built
    quads = list(store.open_store(folder / "store"))
    assert not [quad for quad in quads if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)]
    for name, content in made(folder).items():
        assert str(folder.parent).encode() not in content, name


def test_quotes_are_found_in_the_texts_that_are_kept(built: tuple[Path, Build]) -> None:
    folder, _ = built
    assert (folder / "documents" / "kyoto.txt").read_bytes().decode() == TEXTS["kyoto"]
    text = "SELECT * { ?p oa:exact ?quote ; oa:start ?start ; oa:end ?end ; oa:hasSource/dcterms:identifier ?name }"
    rows: Any = store.open_store(folder / "store").query(text, prefixes=vocab.PREFIXES, use_default_graph_as_union=True)
    places = [(row["name"].value, slice(int(row["start"].value), int(row["end"].value)), row["quote"].value) for row in rows]
    assert len(places) == 4
    assert [quote for _, _, quote in places] == [TEXTS[name][place] for name, place, _ in places]


def test_the_readable_file_has_the_facts_without_evidence(built: tuple[Path, Build]) -> None:
    text = (built[0] / "spacepact.ttl").read_text(encoding="utf-8")
    assert 'pactid:india a pact:State ;\n\tskos:prefLabel "India"@en' in text
    assert "pact:signatoryOf pactid:kyoto-pact_agreement" in text
    assert "Claim" not in text
    assert "pactid:france" not in text


def test_two_builds_are_byte_identical_and_the_second_reads_nothing(built: tuple[Path, Build], tmp_path: Path) -> None:
    folder, _ = built
    first = made(folder)
    elsewhere = build([write(tmp_path / "docs", **TEXTS)], tmp_path / "out", extractor=Signings(), issued="2025-04-02")
    assert made(tmp_path / "out") == first
    again = build([tmp_path / "docs"], tmp_path / "out", extractor=Signings(), issued="2025-04-02")
    assert (elsewhere.extracted, again.extracted, again.cached) == (3, 0, 3)
    assert made(tmp_path / "out") == first


def test_after_a_change_one_document_is_read(tmp_path: Path) -> None:
    docs = write(tmp_path / "docs", **TEXTS)
    build([docs], tmp_path / "out", extractor=Signings())
    write(docs, lima="Japan and Peru signed the Cusco Pact.")
    changed = build([docs], tmp_path / "out", extractor=Signings())
    assert (changed.extracted, changed.cached) == (1, 2)
    assert ask(tmp_path / "out", "pactid:peru pact:signatoryOf pactid:cusco-pact_agreement")
    assert not ask(tmp_path / "out", "pactid:peru pact:signatoryOf pactid:lima-pact_agreement")
    (docs / "nova.txt").unlink()
    assert build([docs], tmp_path / "out", extractor=Signings()).extracted == 0
    assert not ask(tmp_path / "out", "doc:nova a pact:Document")
    assert build([docs], tmp_path / "out", extractor=Signings(digest="signings-2")).extracted == 2
    assert build([docs], tmp_path / "out", extractor=Signings(digest="signings-2"), issued="2025").extracted == 2


def test_a_damaged_cache_is_read_anew(tmp_path: Path) -> None:
    docs = write(tmp_path / "docs", **TEXTS)
    build([docs], tmp_path / "out", extractor=Signings())
    first = made(tmp_path / "out")
    for file in sorted((tmp_path / "out" / ".cache" / "extraction").rglob("*.json"))[:2]:
        file.write_bytes(b"{}")
    assert build([docs], tmp_path / "out", extractor=Signings()).extracted == 2
    assert made(tmp_path / "out") == first


def test_a_document_that_violates_the_ontology_is_kept_out_and_reported(tmp_path: Path) -> None:
    docs = write(tmp_path / "docs", **TEXTS, wrong="Peru and Japan crew the Moon Boat.")
    found = build([docs], tmp_path / "out", extractor=Signings())
    assert (found.rejected, found.conforms, found.documents) == (("wrong",), False, 3)
    assert not ask(tmp_path / "out", "doc:wrong ?p ?o")
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Peru and Japan crew the Moon Boat." in report
    assert build([docs], tmp_path / "out", extractor=Signings()).rejected == ("wrong",)


def test_an_unreadable_file_of_a_folder_is_left_out_and_a_named_one_is_an_error(tmp_path: Path) -> None:
    docs = write(tmp_path / "docs", **TEXTS, empty="")
    found = build([docs], tmp_path / "out", extractor=Signings())
    assert (found.documents, found.conforms) == (3, False)
    assert found.unread[0].startswith("empty.txt: is empty")
    first = made(tmp_path / "out")
    with pytest.raises(DocumentError, match="is empty"):
        build([docs / "empty.txt", docs / "lima.txt"], tmp_path / "out", extractor=Signings())
    assert made(tmp_path / "out") == first


def test_a_folder_of_unreadable_files_replaces_nothing(tmp_path: Path) -> None:
    docs = write(tmp_path / "docs", kyoto=TEXTS["kyoto"])
    build([docs], tmp_path / "out", extractor=Signings())
    first = made(tmp_path / "out")
    write(docs, kyoto="")
    with pytest.raises(DocumentError, match=r"No document can be read\. kyoto\.txt"):
        build([docs], tmp_path / "out", extractor=Signings())
    assert made(tmp_path / "out") == first


def test_the_build_folder_is_no_source(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    write(docs / "inner", **TEXTS)
    build([docs], docs / "build", extractor=Signings())
    first = made(docs / "build")
    assert build([docs], docs / "build", extractor=Signings()).documents == 3
    assert made(docs / "build") == first


def test_a_build_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    docs = write(tmp_path / "docs", **TEXTS)
    build([docs], tmp_path / "out", extractor=Signings())
    first = made(tmp_path / "out")
    write(docs, snow="\u2603.")
    with pytest.raises(RuntimeError, match="a snowman") as caught:
        build([docs], tmp_path / "out", extractor=Signings())
    assert "snow.txt" in caught.value.__notes__[0]
    assert made(tmp_path / "out") == first


KILLED = """
import sys
from signings import Signings
from spacepact.pipeline import build
build([sys.argv[1]], sys.argv[2], extractor=Signings(digest="slow", pause=60, started=sys.argv[3]))
"""


def test_a_killed_build_leaves_what_was_there_and_the_next_one_cleans_up(tmp_path: Path) -> None:
    docs, out, started = write(tmp_path / "docs", **TEXTS), tmp_path / "out", tmp_path / "started"
    build([docs], out, extractor=Signings())
    first = made(out)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen([sys.executable, "-c", KILLED, str(docs), str(out), str(started)], env=environment) as slow:
        while not started.exists():
            assert slow.poll() is None
            time.sleep(0.02)
        with pytest.raises(StoreError, match="another build"):
            build([docs], out, extractor=Signings())
        slow.send_signal(signal.SIGKILL)
    assert made(out) == first
    assert (out / ".generations" / "aside").exists()
    assert build([docs], out, extractor=Signings()).extracted == 0
    assert not (out / ".generations" / "aside").exists()
    assert made(out) == first


class Counting(ThreadPoolExecutor):
    """A pool of threads that counts what it is given."""

    tasks = 0

    def submit(self, *args: Any, **kwargs: Any) -> Future[Any]:
        self.tasks += 1
        return super().submit(*args, **kwargs)


def test_any_executor_gives_the_same_graph(built: tuple[Path, Build], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BATCH_DOCUMENTS", 1)
    docs = write(tmp_path / "docs", **TEXTS)
    with Counting(2) as pool:
        build([docs], tmp_path / "threads", extractor=Signings(), issued="2025-04-02", executor=pool)
        assert pool.tasks == 6
    build([docs], tmp_path / "processes", extractor=Signings(), issued="2025-04-02", jobs=2)
    assert made(tmp_path / "threads") == made(tmp_path / "processes") == made(built[0])


def test_progress_is_told_step_by_step(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    build([write(tmp_path / "docs", **TEXTS)], tmp_path / "out", extractor=Signings(), progress=lambda *step: told.append(step))
    assert list(dict.fromkeys(what for _, _, what in told)) == ["reading", "extracting", "validating", "writing"]
    assert all(done <= total for done, total, _ in told)
    assert {(3, 3, "reading"), (3, 3, "extracting"), (3, 3, "validating"), (1, 1, "writing")} <= set(told)


def test_names_join_across_documents(built: tuple[Path, Build]) -> None:
    assert ask(built[0], "doc:nova ^pact:inDocument/rdf:object ?pact . doc:kyoto ^pact:inDocument/rdf:object ?pact")


def test_no_documents_at_all_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentError):
        build([tmp_path / "nowhere"], tmp_path / "out", extractor=Signings())
