"""What is known before any document is read."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from spacepact import reference, vocab
from spacepact.errors import OntologyError


def test_the_known_actors_are_there_with_kinds_facts_and_names() -> None:
    known = reference.load()
    assert known.kinds["india"] == known.types[vocab.ID + "india"] == "State"
    assert ("isro", "agencyOf", "india", vocab.GRAPH_REFERENCE) in known.facts
    name = ox.Triple(ox.NamedNode(vocab.ID + "india"), ox.NamedNode(vocab.SKOS + "prefLabel"), ox.Literal("India", language="en"))
    assert name in known.stated


def test_each_graph_has_its_name_and_no_blank_node() -> None:
    known = reference.load()
    assert {quad.graph_name.value for quad in known.ontology} == {vocab.GRAPH_ONTOLOGY}  # type: ignore[union-attr]
    assert {quad.graph_name.value for quad in known.known} == {vocab.GRAPH_REFERENCE}  # type: ignore[union-attr]
    assert not [
        quad
        for quad in (*known.ontology, *known.known)
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
    ]


def test_class_expressions_keep_their_members() -> None:
    store = ox.Store()
    store.extend(reference.load().ontology)
    members = "ASK { pact:announced rdfs:range/owl:unionOf/rdf:rest*/rdf:first pact:Facility, pact:Mission }"
    assert store.query(members, prefixes={**vocab.PREFIXES}, use_default_graph_as_union=True)


def test_it_is_the_same_each_time() -> None:
    assert reference.load() == reference.load()


def project(folder: Path, text: str) -> None:
    (folder / "ontology").mkdir(parents=True)
    (folder / "ontology" / "entities-own.ttl").write_text(text, encoding="utf-8")


def test_a_projects_own_actors_join_the_packaged_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path, f'<{vocab.ID}zembla> a <{vocab.PACT}State> ; <{vocab.SKOS}prefLabel> "Zembla"@en .')
    monkeypatch.setenv("SPACEPACT_PROJECT", str(tmp_path))
    known = reference.load()
    assert known.kinds["zembla"] == known.kinds["india"] == "State"


def test_malformed_turtle_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path, "this is not Turtle")
    monkeypatch.setenv("SPACEPACT_PROJECT", str(tmp_path))
    with pytest.raises(OntologyError, match=r"entities-own\.ttl"):
        reference.load()
