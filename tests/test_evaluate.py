"""Scoring, on a graph and a gold small enough to count by hand."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from spacepact.errors import GoldError, StoreError
from spacepact.evaluate import Counts, Scorecard, evaluate, page
from spacepact.evaluate.gold import plain_name, read
from spacepact.evaluate.match import same_time
from spacepact.evaluate.scorecard import bootstrap, wilson

PREFIXES = """
@prefix pact: <https://w3id.org/spacepact/ontology#> . @prefix id: <https://w3id.org/spacepact/id/> .
@prefix claim: <https://w3id.org/spacepact/claim/> . @prefix passage: <https://w3id.org/spacepact/passage/> .
@prefix doc: <https://w3id.org/spacepact/doc/> . @prefix topic: <https://w3id.org/spacepact/topic/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
"""

BACKGROUND = """
id:kenya a pact:State ; skos:prefLabel "Kenya"@en ; skos:altLabel "Republic of Kenya"@en .
id:italy a pact:State ; skos:prefLabel "Italy"@en .
id:asi a pact:SpaceAgency ; skos:prefLabel "Italian Space Agency"@en ; skos:altLabel "ASI"@en .
id:deal a pact:MemorandumOfUnderstanding ; skos:prefLabel "agreement about Malindi"@en .
id:malindi a pact:Facility ; skos:prefLabel "Malindi"@en .
id:mombasa a pact:Place ; skos:prefLabel "Mombasa"@en .
topic:ground-stations a pact:Topic ; skos:prefLabel "ground stations"@en .
"""

DOCUMENT = """
doc:malindi {
  doc:malindi a pact:Document ; dcterms:identifier "malindi" .
  passage:1 oa:hasSource doc:malindi ; oa:start 0 ; oa:end 50 ; pact:mentions id:kenya , id:italy , id:asi .
  passage:2 oa:hasSource doc:malindi ; oa:start 51 ; oa:end 90 ; pact:mentions id:malindi , id:mombasa .
  %s
}
"""

GOLD = """\
document: malindi
date: 2025-04-02
entities:
  - {id: kenya, type: State, names: ["Kenya", "Republic of Kenya"]}
  - {id: italy, type: State, names: ["Italy"]}
  - {id: asi, type: SpaceAgency, names: ["ASI"]}
  - {id: centre, type: Facility, names: ["Malindi", "Broglio Space Centre"]}
  - {id: nairobi, type: Place, names: ["Nairobi"]}
  - {id: pact, type: MemorandumOfUnderstanding, names: [], label: "pact on the use of Malindi", at: 0}
facts:
  - [kenya, signatoryOf, pact, {status: occurred, at: 0}]
  - [italy, signatoryOf, pact, {status: occurred, at: 0}]
  - [pact, date, "2025-04", {status: occurred, at: 0}]
  - [pact, concerns, "topic:ground stations", {status: occurred, at: 0}]
  - [asi, operates, centre, {status: ongoing, at: 51, when: "1964/.."}]
  - [kenya, cooperatesWith, italy, {status: ongoing, at: 0}]
  - [asi, agencyOf, italy, {status: occurred, at: 0, also: true}]
  - [asi, supports, centre, {status: ongoing, at: 51, also: true}]
"""

AS_GOLD = {
    "a": "rdf:subject id:kenya ; rdf:predicate pact:signatoryOf ; rdf:object id:deal ; prov:wasDerivedFrom passage:1",
    "b": "rdf:subject id:italy ; rdf:predicate pact:signatoryOf ; rdf:object id:deal ; prov:wasDerivedFrom passage:1",
    "c": 'rdf:subject id:deal ; rdf:predicate pact:date ; rdf:object "2025-04"^^edtf:EDTF ; prov:wasDerivedFrom passage:1',
    "d": "rdf:subject id:deal ; rdf:predicate pact:concerns ; rdf:object topic:ground-stations ; prov:wasDerivedFrom passage:1",
    "e": "rdf:subject id:asi ; rdf:predicate pact:operates ; rdf:object id:malindi ; prov:wasDerivedFrom passage:2 ;"
    ' pact:status pact:ongoing ; pact:when "1964/.."^^edtf:EDTF',
    "f": "rdf:subject id:italy ; rdf:predicate pact:cooperatesWith ; rdf:object id:kenya ; prov:wasDerivedFrom passage:1",
}


def graph(claims: dict[str, str]) -> ox.Store:
    lines = []
    for name, claim in claims.items():
        status = "" if "pact:status" in claim else " ; pact:status pact:occurred"
        lines.append(f'claim:{name} a pact:Claim ; {claim}{status} ; pact:inDocument doc:malindi ; pact:rule "rule.{name}" .')
    store = ox.Store()
    store.load(input=PREFIXES + BACKGROUND + DOCUMENT % "\n".join(lines), format=ox.RdfFormat.TRIG)
    return store


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "malindi.yaml"
    file.write_text(GOLD, encoding="utf-8")
    return file


def score(claims: dict[str, str], gold: Path) -> Scorecard:
    return evaluate(graph(claims), [gold])


def test_all_that_the_gold_asks_for_is_a_full_score(gold: Path) -> None:
    card = score(AS_GOLD, gold)
    assert card.facts == Counts(right=6, wrong=0, missed=0)
    assert card.accuracies()["status"] == (6, 6)
    assert card.accuracies()["evidence"] == (6, 6)
    assert card.accuracies()["when"] == (1, 1)


def test_entities_are_counted_by_what_the_document_mentions(gold: Path) -> None:
    card = score(AS_GOLD, gold)
    # Kenya, Italy, ASI and Malindi are found, Mombasa isn't in the gold, Nairobi is missed.
    assert card.entities == Counts(right=4, wrong=1, missed=1)
    assert card.accuracies()["type"] == (4, 4)
    assert [str(error) for error in card.errors()] == [
        "malindi: entity not in the gold: Mombasa (Place)",
        "malindi: entity missed: nairobi",
    ]


def test_a_missing_and_a_wrong_claim_lower_recall_and_precision(gold: Path) -> None:
    claims = {name: claim for name, claim in AS_GOLD.items() if name not in "bc"}
    claims["g"] = "rdf:subject id:kenya ; rdf:predicate pact:operates ; rdf:object id:malindi ; prov:wasDerivedFrom passage:2"
    card = score(claims, gold)
    assert card.facts == Counts(right=4, wrong=1, missed=2)
    assert card.facts.precision == pytest.approx(0.8)
    assert card.facts.recall == pytest.approx(4 / 6)
    assert card.facts.f1 == pytest.approx(2 * 0.8 * (4 / 6) / (0.8 + 4 / 6))
    assert card.by_relation["operates"] == Counts(right=1, wrong=1)
    assert card.by_relation["date"] == card.times == Counts(missed=1)
    assert card.by_rule["rule.g"] == Counts(wrong=1)


def test_a_parent_relation_is_right_but_not_exact(gold: Path) -> None:
    claims = {**AS_GOLD, "a": AS_GOLD["a"].replace("signatoryOf", "partyTo")}
    card = score(claims, gold)
    assert card.facts == Counts(right=6)
    assert card.accuracies()["relation"] == (5, 6)


def test_the_same_fact_under_its_parent_is_left_aside_and_a_split_entity_is_an_error(gold: Path) -> None:
    again = {**AS_GOLD, "h": AS_GOLD["a"].replace("signatoryOf", "partyTo")}
    assert score(again, gold).facts == Counts(right=6)
    split = {**AS_GOLD, "h": AS_GOLD["a"].replace("id:deal", "id:second")}
    store = graph(split)
    store.load(
        input=PREFIXES + 'id:second a pact:Treaty ; skos:prefLabel "pact on the use of Malindi"@en .', format=ox.RdfFormat.TURTLE
    )
    assert evaluate(store, [gold]).facts == Counts(right=6, wrong=1)


def test_facts_that_are_not_required_neither_help_nor_harm(gold: Path) -> None:
    more = {
        **AS_GOLD,
        "i": "rdf:subject id:asi ; rdf:predicate pact:agencyOf ; rdf:object id:italy ; prov:wasDerivedFrom passage:1",
        "j": "rdf:subject id:asi ; rdf:predicate pact:supports ; rdf:object id:malindi ; prov:wasDerivedFrom passage:2",
    }
    assert score(more, gold).facts == Counts(right=6)


def test_a_claim_of_a_relation_that_is_not_scored_is_left_aside(gold: Path) -> None:
    more = {**AS_GOLD, "k": "rdf:subject id:kenya ; rdf:predicate pact:withdrewFrom ; rdf:object id:deal"}
    assert score(more, gold).facts == Counts(right=6)


def test_a_negated_claim_never_states_a_positive_fact(gold: Path) -> None:
    claims = {**AS_GOLD, "a": AS_GOLD["a"] + " ; pact:status pact:negated"}
    assert score(claims, gold).facts == Counts(right=5, wrong=1, missed=1)


def test_status_evidence_and_time_are_told_apart_from_the_fact(gold: Path) -> None:
    claims = {
        **AS_GOLD,
        "a": AS_GOLD["a"].replace("passage:1", "passage:2") + " ; pact:status pact:planned",
        "e": AS_GOLD["e"].replace("1964", "1967"),
    }
    # The agreement has no name: the claim that cites another sentence finds it by the words of its label alone, too few here.
    assert score(claims, gold).facts == Counts(right=5, wrong=1, missed=1)
    claims["a"] = AS_GOLD["a"] + " ; pact:status pact:planned"
    card = score(claims, gold)
    assert card.facts == Counts(right=6)
    assert (card.accuracies()["status"], card.accuracies()["when"]) == ((5, 6), (0, 1))
    assert {error.what for error in card.errors()} >= {"status", "when"}


def test_the_status_of_standing_facts_is_not_scored(gold: Path) -> None:
    claims = {**AS_GOLD, "f": AS_GOLD["f"] + " ; pact:status pact:possible"}
    assert score(claims, gold).accuracies()["status"] == (6, 6)


def test_evidence_elsewhere_is_noticed(gold: Path) -> None:
    claims = {**AS_GOLD, "e": AS_GOLD["e"].replace("passage:2", "passage:1")}
    card = score(claims, gold)
    assert card.facts == Counts(right=6)
    assert card.accuracies()["evidence"] == (5, 6)


def test_a_document_that_the_graph_lacks_misses_everything(gold: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(GOLD.replace("document: malindi", "document: elsewhere"), encoding="utf-8")
    card = evaluate(graph(AS_GOLD), [gold, other])
    assert card.missing == ("elsewhere",)
    assert card.facts == Counts(right=6, missed=6)
    assert card.by_document == {"malindi": Counts(right=6), "elsewhere": Counts(missed=6)}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2025-02-13", "2025-02-13", True),
        ("2025-02", "2025-02-01/2025-02-28", True),
        ("2025", "2025-02", False),
        ("2025-01/2025-04", "2025-01/2025-03", True),
        ("2023-05/2024", "2023/2024", True),
        ("../2025-12-31", "../2025-12", False),
        ("../2025-12-31", "../2025-12-31", True),
        ("../2025-12-31", "2025", False),
        ("2004/..", "2004", False),
        ("198X", "1980/1989", True),
        ("2024-21", "2024-03/2024-05", True),
        ("soon", "soon", True),
        ("soon", "later", False),
        ("2025-02-30", "2025-02", False),
    ],
)
def test_times_are_the_same_where_they_share_half_their_days(one: str, other: str, same: bool) -> None:
    assert same_time(one, other) is same
    assert same_time(other, one) is same


def test_names_are_compared_without_case_accents_and_articles() -> None:
    assert plain_name("The Centre National d’Études Spatiales") == "centre national d etudes spatiales"
    assert plain_name("U.S.") == plain_name("us")
    assert plain_name("NASA\u2010ISRO") == "nasa isro"
    assert plain_name("日本") == "日本"


def test_intervals() -> None:
    low, high = wilson(9, 10) or (0, 0)
    assert low == pytest.approx(0.5958, abs=1e-4)
    assert high == pytest.approx(0.9821, abs=1e-4)
    assert wilson(0, 0) is None
    counts = [Counts(9, 1, 1), Counts(5, 5, 5), Counts(8, 2, 0)]
    ends = bootstrap(counts, lambda part: part.precision)
    assert ends == bootstrap(counts, lambda part: part.precision)
    assert ends is not None
    assert 0.5 <= ends[0] <= sum(counts, Counts()).precision <= ends[1] <= 0.9
    assert bootstrap(counts[:1], lambda part: part.precision) is None


def test_json_and_markdown_say_the_same(gold: Path) -> None:
    card = score({name: claim for name, claim in AS_GOLD.items() if name != "b"}, gold)
    found = json.loads(card.to_json())
    assert found["facts"]["tp"] == 5
    assert found["by_relation"]["signatoryOf"]["recall"] == 0.5
    assert {"what": "missed", "subject": "italy"}.items() <= found["errors"][0].items()
    text = card.to_markdown()
    assert "| facts | 1.000 | 0.833 | 0.909 | 5 | 0 | 1 |" in text
    assert "| signatoryOf | 1.000 (0.21–1.00) | 0.500 (0.09–0.91) |" in text
    assert "| rule.a | 1.000" in text


def test_a_page_shows_several_sets(gold: Path) -> None:
    text = page({"one": score(AS_GOLD, gold), "two": score({}, gold)}, introduction="As measured.")
    assert text.startswith("# Scorecard\n\nAs measured.")
    assert "| one | 1 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 |" in text
    assert "\n## two\n" in text


def test_a_graph_is_read_from_a_file_a_store_and_a_build(gold: Path, tmp_path: Path) -> None:
    from spacepact import store

    quads = list(graph(AS_GOLD))
    ox.serialize(quads, str(tmp_path / "graph.trig"), format=ox.RdfFormat.TRIG)
    (tmp_path / "build").mkdir()
    store.create(tmp_path / "build" / "store", quads)
    for place in (tmp_path / "graph.trig", tmp_path / "build" / "store", tmp_path / "build"):
        assert evaluate(place, [gold]).facts == Counts(right=6)


def test_no_graph_is_an_error(gold: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no graph can be read"):
        evaluate(tmp_path / "absent.trig", [gold])
    with pytest.raises(StoreError, match="no store"):
        evaluate(tmp_path, [gold])


@pytest.mark.parametrize(
    ("before", "after", "line", "what"),
    [
        ("document: malindi", "title: malindi", 1, "no `document:`"),
        ("type: Facility", "type: Castle", 7, "'Castle' is no class"),
        ("id: asi", "id: italy", 6, "declared twice"),
        ("[kenya, signatoryOf, pact", "[kenia, signatoryOf, pact", 11, "kenia is not among the entities"),
        ("operates, centre", "operates, center", 15, "center is not among the entities"),
        ("[italy, signatoryOf", "[italy, signed", 12, "signed is no relation"),
        ("{status: ongoing, at: 0}", "{status: certain, at: 0}", 16, "'certain' is no status"),
        ("{status: ongoing, at: 0}", "{status: ongoing, at: here}", 16, "no offset"),
        ('[pact, date, "2025-04", {status: occurred, at: 0}]', "pact in April", 13, "is no fact"),
        ('names: ["Nairobi"]', "names: []", 8, "neither names nor a label"),
        ("facts:", "fakts:", 1, "`facts:` is no list"),
        ("{id: kenya", "id: kenya", 4, "is no YAML"),
    ],
)
def test_malformed_gold_is_told_with_file_line_and_reason(gold: Path, before: str, after: str, line: int, what: str) -> None:
    gold.write_text(GOLD.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(GoldError, match=what) as caught:
        read(gold)
    assert f"malindi.yaml, line {line}: " in str(caught.value)


def test_no_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold in"):
        evaluate(graph({}), [tmp_path])
    with pytest.raises(GoldError, match="can't be read"):
        evaluate(graph({}), [tmp_path / "absent.yaml"])
