"""What the graph is as a whole."""

import pyoxigraph as ox
import pytest

from spacepact import vocab
from spacepact.dataset import Summary, describe
from spacepact.model import Document

SUMMARY = Summary(
    documents=[
        Document("a", "x", "a.txt", issued="2024-05"),
        Document("b", "y", "b.txt", issued="2025-02-13", language="fr"),
        Document("c", "z", "c"),
    ],
    kinds={"State": 2, "Treaty": 1},
    relations={"partyTo": 3, "date": 1},
    passages=4,
    inferences=5,
    triples=99,
    files=("spacepact.trig", "report.json"),
    code="c" * 64,
    ontology="d" * 64,
)  # fmt: skip


def ask(pattern: str) -> bool:
    store = ox.Store()
    store.extend(describe(SUMMARY))
    return bool(store.query(f"ASK {{ GRAPH graph:dataset {{ ?d a dcat:Dataset . {pattern} }} }}", prefixes=vocab.PREFIXES))


@pytest.mark.parametrize(
    "pattern",
    [
        "?d a void:Dataset, prov:Entity ; void:triples 99 ; void:entities 3 ; void:documents 3",
        '?d dcterms:language "en", "fr" ; dcat:startDate "2024-05-01"^^xsd:date ; dcat:endDate "2025-02-13"^^xsd:date',
        "?d void:classPartition [ void:class pact:State ; void:entities 2 ]",
        "?d void:subset [ dcterms:subject pact:partyTo ; void:entities 3 ]",
        '?d dcat:distribution [ dcterms:title "spacepact.trig" ; dcat:mediaType "application/trig" ]',
        "?d prov:wasDerivedFrom doc:a, doc:b, doc:c ; prov:wasGeneratedBy [ prov:used graph:ontology, graph:reference ]",
        "?d prov:wasGeneratedBy/prov:wasAssociatedWith [ a prov:SoftwareAgent ; schema:softwareVersion ?version ]",
        '?d dcterms:description ?text FILTER(STRSTARTS(?text, "4 claims about 3 entities, read from 3 documents"))',
    ],
)
def test_the_description_says(pattern: str) -> None:
    assert ask(pattern)


def test_the_description_is_free_of_repetition_and_of_blank_nodes() -> None:
    quads = describe(SUMMARY)
    assert len(quads) == len(set(quads))
    assert not [quad for quad in quads if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)]
    assert quads == describe(SUMMARY)


def test_without_dates_no_period_is_claimed() -> None:
    undated = describe(Summary([Document("c", "z", "c")], {}, {}, 0, 0, 0, (), "c", "d"))
    assert not [quad for quad in undated if quad.predicate.value.startswith(vocab.DCAT + "startDate")]
