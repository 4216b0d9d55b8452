"""Enrichment: candidates from a real endpoint as proposals, whatever the names hold, and never a fact."""

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from servers import Reply, misbehaving, oxigraph
from spacepact import enrich, remote, store, vocab
from spacepact.errors import RemoteError, UnknownName

WD = "http://www.wikidata.org/entity/"
P31 = "http://www.wikidata.org/prop/direct/P31"
ABOUT = "http://schema.org/description"
LABEL, OTHER = vocab.RDFS + "label", vocab.SKOS + "altLabel"
HOSTILE = 'x"@en } ?s ?p ?o . SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } #\n\\'

ELSEWHERE = {
    "Q229104": [(LABEL, "Indian Space Research Organisation"), (OTHER, "ISRO"), (ABOUT, "space agency of India"), (P31, "Q1")],
    "Q1000": [(LABEL, "ISRO"), (ABOUT, "a village"), (P31, "Q2")],
    "Q2000": [(LABEL, "ISRO"), (P31, "Q4167410")],
    "Q3000": [(LABEL, "Sita Rao"), (ABOUT, "engineer"), (P31, "Q5")],
    "Q3001": [(LABEL, "Sita Rao"), (ABOUT, "ship named after an engineer"), (P31, "Q11446")],
    "Q4000": [(LABEL, HOSTILE), (ABOUT, HOSTILE)],
    "Q5000": [(LABEL, "Ambiguous"), (ABOUT, "one of two")],
    "Q5001": [(LABEL, "Ambiguous"), (ABOUT, "two of two")],
    **{f"Q9{number:03}": [(LABEL, "Common")] for number in range(11)},
}
HERE = {
    "isro": ("SpaceAgency", ["Indian Space Research Organisation", "ISRO"]),
    "sita": ("Person", ["Sita Rao"]),
    "hostile": ("Mission", [HOSTILE]),
    "ambiguous": ("Mission", ["Ambiguous"]),
    "common": ("Mission", ["Common"]),
    "absent": ("Company", ["Nowhere Ltd"]),
    "linked": ("State", ["ISRO"]),
    "unmentioned": ("State", ["ISRO"]),
}


def elsewhere() -> Iterator[ox.Quad]:
    for item, statements in ELSEWHERE.items():
        for name, value in statements:
            term = ox.NamedNode(WD + value) if name == P31 else ox.Literal(value, language="en")
            yield ox.Quad(ox.NamedNode(WD + item), ox.NamedNode(name), term)


def here() -> Iterator[ox.Quad]:
    graph, mentions = ox.NamedNode(vocab.doc("a")), ox.NamedNode(vocab.PACT + "mentions")
    for name, (kind, labels) in HERE.items():
        node = ox.NamedNode(vocab.ID + name)
        yield ox.Quad(node, ox.NamedNode(vocab.RDF + "type"), ox.NamedNode(vocab.PACT + kind), graph)
        for number, label in enumerate(labels):
            yield ox.Quad(
                node, ox.NamedNode(vocab.SKOS + ("altLabel" if number else "prefLabel")), ox.Literal(label, language="en"), graph
            )
        if name != "unmentioned":
            yield ox.Quad(ox.NamedNode(vocab.PASSAGE + "p"), mentions, node, graph)
    yield ox.Quad(ox.NamedNode(vocab.ID + "linked"), ox.NamedNode(vocab.OWL + "sameAs"), ox.NamedNode(WD + "Q1"), graph)


def made(folder: Path, quads: Iterator[ox.Quad]) -> Path:
    store.create(folder, quads)
    return folder


@pytest.fixture(scope="module")
def wikidata(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(made(tmp_path_factory.mktemp("elsewhere") / "store", elsewhere())) as address:
        yield address + "/query"


@pytest.fixture
def local(tmp_path: Path) -> ox.Store:
    return store.open_store(made(tmp_path / "store", here()))


def pairs(proposals: list[enrich.Proposal]) -> list[tuple[str, str]]:
    return [(one.entity.removeprefix(vocab.ID), one.candidate.removeprefix(WD)) for one in proposals]


def test_candidates_bear_the_name_and_fit(wikidata: str, local: ox.Store) -> None:
    found = enrich.propose(local, endpoint=wikidata)
    assert pairs(found) == [
        ("ambiguous", "Q5000"),
        ("ambiguous", "Q5001"),
        ("hostile", "Q4000"),
        ("isro", "Q229104"),
        ("sita", "Q3000"),
    ]
    isro = next(one for one in found if one.entity.endswith("isro"))
    assert (isro.name, isro.about, isro.candidates) == ("Indian Space Research Organisation", "space agency of India", 1)


def test_kinds_and_limit_bound_what_is_looked_up(wikidata: str, local: ox.Store) -> None:
    assert pairs(enrich.propose(local, endpoint=wikidata, kinds=["Person", "Company"])) == [("sita", "Q3000")]
    assert pairs(enrich.propose(local, endpoint=wikidata, limit=2)) == [("ambiguous", "Q5000"), ("ambiguous", "Q5001")]


def test_a_class_takes_in_its_kinds_and_must_be_one(wikidata: str, local: ox.Store) -> None:
    assert pairs(enrich.propose(local, endpoint=wikidata, kinds=["Organization"])) == [("isro", "Q229104")]
    with pytest.raises(UnknownName, match="SpaceAgency"):
        enrich.propose(local, endpoint=wikidata, kinds=["SpaceAgncy"])


def test_all_names_are_asked_for_in_batches(wikidata: str, local: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = enrich.propose(local, endpoint=wikidata)
    monkeypatch.setattr(enrich, "NAMES_A_QUERY", 2)
    seen: list[tuple[int, int]] = []
    assert enrich.propose(local, endpoint=wikidata, progress=lambda done, total, _: seen.append((done, total))) == whole
    assert seen == [(0, 7), (2, 7), (4, 7), (6, 7)]


def test_proposals_are_no_facts(wikidata: str, local: ox.Store) -> None:
    found = enrich.propose(local, endpoint=wikidata)
    text = enrich.turtle(found)
    assert text == enrich.turtle(found)
    triples = [quad.triple for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)]
    assert {triple.subject.value.startswith(enrich.PROPOSAL) for triple in triples} == {True}  # type: ignore[union-attr]
    assert vocab.OWL + "sameAs" not in {triple.predicate.value for triple in triples}
    confidences = sorted(triple.object.value for triple in triples if triple.predicate.value == enrich.SSSOM + "confidence")  # type: ignore[union-attr]
    assert [float(value) for value in confidences] == [0.5, 0.5, 1.0, 1.0, 1.0]
    comments = {triple.object.value for triple in triples if triple.predicate.value == vocab.RDFS + "comment"}  # type: ignore[union-attr]
    assert HOSTILE in comments
    assert text.startswith("# Proposals")
    assert [line for line in text.splitlines() if line.startswith("@prefix")] == sorted(
        line for line in text.splitlines() if line.startswith("@prefix")
    )


def test_no_proposals_make_an_empty_file() -> None:
    assert list(ox.parse(enrich.turtle([]).encode(), format=ox.RdfFormat.TURTLE)) == []


def test_an_endpoint_that_answers_nonsense_is_refused_or_ignored(local: ox.Store) -> None:
    for body in (b'{"head": {}, "boolean": true}', b'{"head": {"vars": ["s"]}, "results": {"bindings": []}}'):
        with misbehaving(Reply(body=body)) as server, pytest.raises(RemoteError, match="something else"):
            enrich.propose(local, endpoint=server.url)
    bindings = [{"_name": {"type": "literal", "value": "Sita Rao"}, "thing": {"type": "literal", "value": "no IRI"}}]
    body = {"head": {"vars": ["_name", "thing", "label", "about", "kind"]}, "results": {"bindings": bindings}}
    with misbehaving(Reply(body=json.dumps(body).encode())) as server:
        assert enrich.propose(local, endpoint=server.url) == []


def test_the_hostile_name_stays_a_name(local: ox.Store) -> None:
    with misbehaving(
        Reply(body=b'{"head": {"vars": ["_name", "thing", "label", "about", "kind"]}, "results": {"bindings": []}}')
    ) as server:
        enrich.propose(local, endpoint=server.url, kinds=["Mission"])
        sent = server.requests[0]
    assert sent.headers["user-agent"] == remote.user_agent()
    assert "%5C%22%40en+%7D" in sent.path + sent.body.decode()
