"""The notebook API: tables, cards, figures; names forgiven; nothing from a document is markup."""

import html.parser
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

import golden
from spacepact import cards
from spacepact.cards import EntityCard, Fact
from spacepact.errors import StoreError, UnknownName
from spacepact.kg import KnowledgeGraph, frame


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return KnowledgeGraph.open(golden.seeds())


def test_a_folder_without_a_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no store"):
        KnowledgeGraph.open(tmp_path)


def test_a_question_gives_a_table_with_addresses(kg: KnowledgeGraph) -> None:
    table = kg.query("partners", state="India")
    assert {"Japan", "Russia", "United States"} <= set(table["partner"])
    assert table["partner_iri"].str.startswith("https://w3id.org/spacepact/id/").all()
    assert kg.query("partners", timeout=60, state="India").equals(table)


def test_numbers_are_numbers_and_triples_and_truths_are_tables(kg: KnowledgeGraph) -> None:
    assert kg.query("topics")["things"].dtype.kind == "i"
    assert list(kg.query("neighbourhood").columns) == ["subject", "predicate", "object"]
    assert kg.query("ASK { ?s ?p ?o }")["answer"].tolist() == [True]
    assert frame(True)["answer"].tolist() == [True]


def test_claims_carry_their_sentences_and_places(kg: KnowledgeGraph) -> None:
    claims = kg.claims("NISAR", status="planned")
    assert set(claims["status"]) == {"planned"}
    assert "NISAR" in {*claims["subject"], *claims["object"]}
    text = (golden.seeds() / "documents" / "india-us-joint-training.txt").read_text(encoding="utf-8")
    for row in claims[claims["document_iri"].str.endswith("india-us-joint-training")].itertuples():
        assert text[row.start : row.end] == row.sentence


def test_claims_are_picked_by_relation_document_and_day(kg: KnowledgeGraph) -> None:
    assert set(kg.claims(relation="visited")["relation"]) == {"visited"}
    assert kg.claims(document="india-japan-space-dialogue")["document_iri"].nunique() == 1
    late = kg.claims(after="2028-01-01")
    assert len(late) > 0
    assert all(row.latest is None or str(row.latest) >= "2028-01-01" for row in late.itertuples())
    assert len(kg.claims(before="1900-01-01")) == 0


def test_entities_are_listed_by_kind(kg: KnowledgeGraph) -> None:
    agencies = kg.entities("SpaceAgency")
    assert set(agencies["kind"]) == {"space agency"}
    assert len(kg.entities("Organization")) > len(agencies) > 0
    assert len(kg.entities()) > len(kg.entities("Organization"))


def test_a_card_shows_facts_with_sentences(kg: KnowledgeGraph) -> None:
    card = kg.entity("isro")
    assert card.kind == "space agency"
    assert "ISRO" in card.other_names
    assert "“" in str(card)
    assert card.as_dict()["facts"][0]["sentence"]
    assert card._repr_html_().count("<q>") == len(card.facts)


def test_a_mistyped_name_is_met_with_the_nearest(kg: KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="Did you mean NISAR"):
        kg.entity("NISARR")


class Tags(html.parser.HTMLParser):
    """The tags and texts of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_hostile_texts_stay_texts_on_a_card() -> None:
    bad = '<img src=x onerror="alert(1)">'
    fact = Fact(bad, bad, bad, "occurred", bad, bad, bad, bad, 0, "javascript:alert(1)")
    found = Tags(EntityCard("https://w3id.org/spacepact/id/x", bad, bad, (bad,), (fact,))._repr_html_())
    assert found.tags == {"div", "p", "b", "code", "dl", "dt", "dd", "q", "small"}
    assert bad in found.texts


def test_a_card_without_facts_says_so() -> None:
    assert "No document says anything" in str(EntityCard("https://x", "X", "state", (), ()))


def test_a_timeline_is_data_and_a_figure(kg: KnowledgeGraph) -> None:
    chart = kg.timeline("India", "United States")
    assert list(chart.data["earliest"].dropna()) == sorted(chart.data["earliest"].dropna())
    assert set(chart._repr_mimebundle_()) == {"text/html", "image/svg+xml", "text/plain"}
    assert chart.svg() == kg.timeline("India", "United States").svg()
    assert "NISAR" in chart.svg()


def test_a_comparison_counts_topics_by_partner(kg: KnowledgeGraph) -> None:
    chart = kg.compare("India", ["United States", "Japan", "Russia"])
    assert list(chart.data.columns) == ["topic", "Japan", "Russia", "United States"]
    rows = kg.query("shared-topics")
    assert chart.data[["Japan", "Russia", "United States"]].to_numpy().sum() == rows["things"].sum()


def test_pictures_of_nothing_can_be_drawn(kg: KnowledgeGraph) -> None:
    assert "<svg" in kg.timeline("Japan", "Fiji").svg()
    assert "<svg" in kg.compare("Japan", ["Fiji"]).svg()


def test_a_figure_escapes_what_it_writes(kg: KnowledgeGraph) -> None:
    data = kg.timeline("India", "United States").data.head(1).assign(thing="<script>$x$ & _y_")
    assert "<script>" not in cards.Chart(data, cards.timeline(data, "<b>")).svg()


def test_the_same_store_is_an_rdflib_dataset(kg: KnowledgeGraph) -> None:
    rows = kg.graph.query("SELECT ?s { ?s a <https://w3id.org/spacepact/ontology#State> }")
    assert len(list(rows)) == len(kg.query("SELECT DISTINCT ?s { ?s a pact:State }"))


def test_paths_are_a_table_and_the_page_a_frame(kg: KnowledgeGraph) -> None:
    paths = kg.paths("Japan", "NASA")
    assert {"path", "hop", "sentence"} <= set(paths.columns)
    assert kg.explore()._repr_html_().startswith("<iframe")


def test_a_graph_opens_and_answers_without_heavy_imports() -> None:
    code = (
        "import sys; from spacepact.kg import KnowledgeGraph; str(KnowledgeGraph.open(sys.argv[1]).entity('ISRO'));"
        "print(sorted({'pandas', 'rdflib', 'networkx', 'matplotlib', 'spacy', 'yaml'} & sys.modules.keys()))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(cards.__file__).parents[1])}
    command = [sys.executable, "-c", code, golden.seeds()]
    found = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert found.stdout.strip() == "[]"


def test_the_store_stays_read_only(kg: KnowledgeGraph) -> None:
    with pytest.raises(RuntimeError, match="read-write"):
        kg.store.add(ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:a"), ox.NamedNode("a:a")))
