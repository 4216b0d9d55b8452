"""Every export is read back by a reader that had no part in writing it, and is the same bytes in another process."""

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

import golden
from spacepact import export, vocab
from spacepact.errors import QueryError, SpacepactError, UnknownName
from spacepact.export import subset, tables
from spacepact.store import open_store

RDF_FORMS = {"turtle": "turtle", "trig": "trig", "ntriples": "ntriples", "nquads": "nquads", "rdfxml": "rdfxml"}
DATASETS = ("trig", "nquads")


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return open_store(golden.seeds() / "store")


def written(store: ox.Store, folder: Path, form: str, **picks: str) -> Path:
    target = folder / f"graph{export.FORMS[form]}"
    export.write(store, target, form=form, **picks)
    return target


def rapper(file: Path, form: str) -> set[str]:
    """The triples that Raptor reads from a file, as N-Triples."""
    if shutil.which("rapper") is None:
        if os.environ.get("CI"):
            pytest.fail("rapper is missing: install raptor2-utils")
        pytest.skip("rapper (Debian's raptor2-utils) is not installed")
    found = subprocess.run(["rapper", "-q", "-i", form, "-o", "ntriples", str(file)], capture_output=True, check=True)
    assert not found.stderr
    return set(found.stdout.decode().splitlines())


@contextmanager
def quiet() -> Iterator[None]:
    """Without what rdflib says of its own use of what it deprecates."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def reread(lines: set[str]) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse("\n".join(lines).encode(), ox.RdfFormat.N_TRIPLES)}


@pytest.mark.parametrize("form", RDF_FORMS)
@pytest.mark.parametrize("picks", [{}, {"state": "Japan"}], ids=["whole", "part"])
def test_raptor_reads_the_same_triples(form: str, picks: dict[str, str], store: ox.Store, tmp_path: Path) -> None:
    expected = {quad.triple for quad in subset.quads(store, picks)}
    assert reread(rapper(written(store, tmp_path, form, **picks), RDF_FORMS[form])) == expected


@pytest.mark.parametrize("form", DATASETS)
def test_named_graphs_are_kept(form: str, store: ox.Store, tmp_path: Path) -> None:
    import rdflib

    with quiet():
        found = rdflib.Dataset()
        found.parse(written(store, tmp_path, form, state="Japan"), format=form)
        graphs = {str(graph.identifier) for graph in found.graphs() if len(graph)}
    assert graphs == {quad.graph_name.value for quad in subset.quads(store, {"state": "Japan"})}


@pytest.mark.parametrize("picks", [{}, {"document": "india-us-joint-training"}], ids=["whole", "part"])
def test_json_ld_reads_as_json_and_says_the_same(picks: dict[str, str], store: ox.Store, tmp_path: Path) -> None:
    import rdflib

    file = written(store, tmp_path, "jsonld", **picks)
    nodes = {node["@id"]: node for node in json.loads(file.read_text(encoding="utf-8"))["@graph"]}
    assert nodes["pactid:india"]["prefLabel"] == "India"
    assert nodes["pactid:india"]["@type"] == "pact:State"
    with quiet():
        found = rdflib.Graph().parse(file, format="json-ld")
    expected = rdflib.Graph().parse(written(store, tmp_path, "ntriples", **picks), format="nt")
    assert set(found) == set(expected)


def test_networkx_reads_graphml_and_gexf(store: ox.Store, tmp_path: Path) -> None:
    import networkx as nx

    rows = tables.claims(tables.properties(subset.quads(store, {"state": "Japan"})))
    edges = {row["claim"] for row in rows if row["object_iri"]}
    readers: dict[str, Callable[[Path], nx.MultiDiGraph[str]]] = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
    for form, read in readers.items():
        graph = read(written(store, tmp_path, form, state="Japan"))
        assert graph.nodes[vocab.ID + "japan"]["label"] == "Japan"
        assert graph.number_of_edges() == len(edges)
        quotes = {data["sentence"] for _, _, data in graph.edges(data=True)}
        assert quotes <= {row["sentence"] for row in rows}
        assert len(quotes) > 3


def test_pandas_reads_parquet_and_excel(store: ox.Store, tmp_path: Path) -> None:
    import pandas as pd

    rows = tables.claims(tables.properties(subset.quads(store, {"topic": "human spaceflight"})))
    parquet = pd.read_parquet(written(store, tmp_path, "parquet", topic="human spaceflight"))
    excel = pd.read_excel(written(store, tmp_path, "excel", topic="human spaceflight"), sheet_name=None, keep_default_na=False)
    for frame in (parquet, excel["claims"]):
        assert list(frame["sentence"]) == [row["sentence"] for row in rows]
        assert list(frame["start"]) == [row["start"] for row in rows]
    assert set(excel["entities"]["name"]) >= set(parquet["subject"])


def test_csv_has_the_headers_of_neo4j_and_every_edge_two_nodes(store: ox.Store, tmp_path: Path) -> None:
    files = export.write(store, tmp_path / "tables", form="csv")
    assert [file.name for file in files] == ["edges.csv", "nodes.csv"]
    edges, nodes = ([*csv.DictReader(file.read_text(encoding="utf-8").splitlines())] for file in files)
    ids = {node["id:ID"] for node in nodes}
    assert len(ids) == len(nodes)
    assert edges
    assert all(edge[":START_ID"] in ids and edge[":END_ID"] in ids and edge[":TYPE"] for edge in edges)
    assert {node[":LABEL"] for node in nodes} >= {"State", "Topic", "SpaceAgency"}


def test_spreadsheets_get_no_formulas_and_no_characters_they_cannot_hold() -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    row = {"@": ["=1+1"]}
    claim, passage = vocab.CLAIM + "1", vocab.PASSAGE + "1"
    found = {
        claim: {
            vocab.RDF + "type": [vocab.PACT + "Claim"], vocab.RDF + "subject": [vocab.ID + "a"], vocab.PACT + "role": row["@"],
            vocab.PROV + "wasDerivedFrom": [passage],
        },
        passage: {vocab.OA + "exact": ["bell \x07 and =HYPERLINK(1)"]},
    }  # fmt: skip
    sheet = load_workbook(BytesIO(tables.excel(found)))["claims"]
    cells = {cell.value: cell.data_type for cell in sheet[2] if cell.value}
    assert cells["=1+1"] == "s"
    assert cells["bell   and =HYPERLINK(1)"] == "s"


@pytest.mark.parametrize("form", export.FORMS)
def test_another_process_writes_the_same_bytes(form: str, store: ox.Store, tmp_path: Path) -> None:
    code = (
        "import sys; from spacepact import export; from spacepact.store import open_store;"
        "export.write(open_store(sys.argv[1]), sys.argv[2], form=sys.argv[3], state='India')"
    )
    first, second = tmp_path / "a" / "graph", tmp_path / "b" / "graph"
    export.write(store, first, form=form, state="India")
    environment = {**os.environ, "PYTHONPATH": str(Path(export.__file__).parents[2]), "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", code, golden.seeds() / "store", second, form], check=True, env=environment)
    assert digests(first) == digests(second)


def digests(place: Path) -> list[str]:
    files = sorted(place.iterdir()) if place.is_dir() else [place]
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]


def test_a_part_is_closed_and_says_nothing_else(store: ox.Store) -> None:
    part = subset.quads(store, {"document": "india-us-joint-training"})
    claims = {quad.subject for quad in part if quad.subject.value.startswith(vocab.CLAIM)}
    described = {quad.subject for quad in part}
    assert claims == {
        quad.subject
        for quad in store.quads_for_pattern(
            None, ox.NamedNode(vocab.PACT + "inDocument"), ox.NamedNode(vocab.doc("india-us-joint-training"))
        )
    }
    assert {quad.object for quad in part if quad.predicate in (subset.SUBJECT, subset.DERIVED, subset.MENTIONS)} <= described
    assert {quad.graph_name.value for quad in part} == {
        vocab.doc("india-us-joint-training"), vocab.GRAPH_ENTITIES, vocab.GRAPH_REFERENCE, vocab.GRAPH_ONTOLOGY,
    }  # fmt: skip


def test_parts_meet_and_queries_pick(store: ox.Store) -> None:
    def claims(**picks: str) -> set[str]:
        return {quad.subject.value for quad in subset.quads(store, picks) if quad.subject.value.startswith(vocab.CLAIM)}

    japan, training = claims(state="Japan"), claims(topic="astronaut training")
    assert claims(state="India", topic="astronaut training") <= training
    assert claims(query="evidence") < claims(document="india-us-joint-training") | claims(
        document="india-us-space-security-cyber"
    )
    assert claims(query="SELECT ?a ?b { BIND(pactid:india AS ?a) BIND(pactid:japan AS ?b) }") <= japan
    constructed = subset.quads(store, {"query": "neighbourhood"})
    assert {quad.graph_name for quad in constructed} == {ox.DefaultGraph()}


def test_what_cannot_be_written_is_refused(store: ox.Store, tmp_path: Path) -> None:
    with pytest.raises(SpacepactError, match=r"The format of .*graph.txt can't be told"):
        export.write(store, tmp_path / "graph.txt")
    with pytest.raises(SpacepactError, match=r"no format 'turle'\. Did you mean turtle"):
        export.write(store, tmp_path / "graph.ttl", form="turle")
    with pytest.raises(UnknownName, match="Did you mean Japan"):
        export.write(store, tmp_path / "graph.ttl", state="Jappan")
    with pytest.raises(QueryError, match="No claim is left for state 'Fiji'"):
        export.write(store, tmp_path / "graph.ttl", state="Fiji")
    with pytest.raises(QueryError, match="not yes or no"):
        export.write(store, tmp_path / "graph.ttl", query="ASK { ?s ?p ?o }")
    assert not (tmp_path / "graph.ttl").exists()
