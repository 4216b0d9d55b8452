"""The catalogue: every question answers as expected on facts that people have checked, and mistakes are explained."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml

import golden
from spacepact import bounded, catalogue, resources, vocab
from spacepact.answers import Answer, Triples, texts
from spacepact.catalogue import names, sparql
from spacepact.catalogue.pages import answer_text
from spacepact.errors import QueryError, UnknownName
from spacepact.store import open_store

ROOT = Path(__file__).resolve().parents[1]
ANSWERS = ROOT / "tests" / "queries"
NAMES = sorted(catalogue.questions())


@pytest.fixture(scope="session")
def folder() -> Path:
    return golden.seeds()


@pytest.fixture(scope="session")
def store(folder: Path) -> ox.Store:
    return open_store(folder / "store")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder of the user's own."""
    (tmp_path / "queries").mkdir()
    monkeypatch.setenv("SPACEPACT_PROJECT", str(tmp_path))
    return tmp_path


def rows(store: ox.Store, query: str, **params: catalogue.Value) -> list[tuple[str, ...]]:
    result = catalogue.run(store, query, params)
    assert isinstance(result, Answer)
    return texts(result.rows)


@pytest.mark.parametrize("name", NAMES)
def test_a_question_has_its_expected_answer(name: str, store: ox.Store) -> None:
    assert answer_text(catalogue.run(store, name)) == (ANSWERS / f"{name}.tsv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_question_says_what_it_asks_and_what_one_row_is(name: str) -> None:
    asked = catalogue.question(name)
    assert asked.description.endswith("?")
    assert asked.summary.startswith(("One row per", "The direct triples"))
    assert asked.tags
    assert set(asked.parameters) == set(sparql.parameters(asked.text))
    assert set(asked.defaults) >= {n for n, variable in sparql.parameters(asked.text).items() if not variable.startswith("__")}
    assert "ORDER BY" in asked.text or "CONSTRUCT" in asked.text


def test_every_question_finds_something_but_those_whose_answer_is_that_there_is_nothing(store: ox.Store) -> None:
    empty = {name for name in NAMES if not getattr(catalogue.run(store, name), "rows", True)}
    assert empty == {"date-conflicts"}


@pytest.mark.parametrize("file", resources.files("queries", "**/*.rq"), ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_headers_are_yaml_as_grlc_has_them(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    header = yaml.safe_load("\n".join(line[3:] for line in text.splitlines() if line.startswith("#+")))
    read = catalogue.as_question(text)
    assert read.summary == header["summary"]
    assert list(read.tags) == header.get("tags", [])
    assert dict(read.defaults) == {key: value for pair in header.get("defaults", []) for key, value in pair.items()}


@pytest.mark.parametrize("name", sorted(catalogue.questions("checks")))
def test_a_check_finds_nothing_in_a_sound_graph(name: str, store: ox.Store) -> None:
    assert rows(store, catalogue.questions("checks")[name].text) == []


FAULTS = {
    "claim-incomplete": "claim:x a pact:Claim .",
    "claim-ambiguous": "claim:x a pact:Claim ; pact:status pact:planned , pact:occurred .",
    "claim-repeated": """claim:x pact:inDocument doc:d ; rdf:subject pactid:a ; rdf:predicate pact:partyTo ; rdf:object pactid:b .
        claim:y pact:inDocument doc:d ; rdf:subject pactid:a ; rdf:predicate pact:partyTo ; rdf:object pactid:b .""",
    "claim-subject-outside-domain": "claim:x a pact:Claim ; rdf:subject pactid:moon ; rdf:predicate pact:signatoryOf .",
    "claim-object-outside-range": "claim:x a pact:Claim ; rdf:predicate pact:signatoryOf ; rdf:object pactid:moon .",
    "claim-of-itself": "claim:x a pact:Claim ; rdf:subject pactid:a ; rdf:predicate pact:partOf ; rdf:object pactid:a .",
    "claim-without-triple": """claim:x pact:status pact:ongoing ; pact:inDocument doc:d ; rdf:subject pactid:a ;
        rdf:predicate pact:partOf ; rdf:object pactid:b .""",
    "triple-without-claim": "GRAPH doc:d { doc:d a pact:Document . pactid:a pact:partOf pactid:b }",
    "time-reversed": 'claim:x pact:earliest "2025-02-01"^^xsd:date ; pact:latest "2025-01-01"^^xsd:date .',
    "time-without-days": 'claim:x a pact:Claim ; rdf:predicate pact:date ; rdf:object "2025"^^edtf:EDTF .',
    "entity-without-label": "claim:x a pact:Claim ; rdf:subject pactid:nameless .",
    "entity-with-two-labels": 'pactid:a skos:prefLabel "A"@en , "B"@en .',
    "entity-without-class": "claim:x a pact:Claim ; rdf:subject pactid:classless .",
    "entity-of-two-types": "pactid:a a pact:State , pact:Mission .",
    "passage-misplaced": 'passage:x a pact:Passage ; oa:exact "four" ; oa:start 10 ; oa:end 15 .',
    "passage-of-another-document": """claim:x pact:inDocument doc:d ; prov:wasDerivedFrom passage:x .
        passage:x oa:hasSource doc:e .""",
    "document-without-identifier": "doc:d a pact:Document .",
    "inference-without-ground": "inference:x a pact:Inference .",
    "inferred-without-inference": "GRAPH graph:inferred { pactid:a pact:linkedWith pactid:b }",
}


def faulty(fault: str) -> ox.Store:
    store = ox.Store()
    store.load(
        (ROOT / "ontology" / "spacepact.ttl").read_bytes(), ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(vocab.GRAPH_ONTOLOGY)
    )
    prefixes = "".join(f"PREFIX {name}: <{base}>\n" for name, base in vocab.PREFIXES.items())
    store.update(f"{prefixes} INSERT DATA {{ pactid:moon a pact:CelestialBody . {fault} }}")
    return store


def test_every_check_has_a_fault_to_find() -> None:
    assert set(FAULTS) == set(catalogue.questions("checks"))


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_check_finds_its_fault(name: str) -> None:
    assert name in {check.name for check, _ in catalogue.checks(faulty(FAULTS[name]))}


def test_parameters_may_be_names_ids_demonyms_and_iris_in_any_case(store: ox.Store) -> None:
    wanted = rows(store, "partners", state="India")
    assert wanted
    for name in ("INDIA", "Indian", "Republic of India", "india", "pactid:india", f"<{vocab.ID}india>", vocab.ID + "india"):
        assert rows(store, "partners", state=name) == wanted


def test_several_values_of_a_parameter_are_taken_together(store: ox.Store) -> None:
    both = rows(store, "shared-topics", partner=["Japan", "Russia"])
    assert both == rows(store, "shared-topics", partner="Japan") + rows(store, "shared-topics", partner="Russia")


def test_a_parameter_that_may_be_left_out_is_free(store: ox.Store) -> None:
    everything = rows(store, "claims")
    assert rows(store, "claims", status="planned", relation="launches") == [
        row for row in everything if row[3] == "planned" and row[1] == "launches"
    ]


def test_claims_come_by_title_and_then_by_document(store: ox.Store) -> None:
    here = ox.Store()
    here.extend(store)
    for name, title in (("b", "Moon"), ("a", "Moon"), ("c", "Moon law")):
        about = f'doc:{name} dcterms:title "{title}" . passage:{name} oa:exact "It is." ; oa:start 9 ; oa:end 15 .'
        said = "rdf:subject pactid:isro ; rdf:predicate pact:agencyOf ; rdf:object pactid:india ; pact:status pact:occurred"
        kept = f'pact:inDocument doc:{name} ; prov:wasDerivedFrom passage:{name} ; pact:rule "r" ; pact:confidence 0.9'
        here.update(sparql.declared(f"INSERT DATA {{ {about} claim:{name} {said} ; {kept} }}"))
    found = [row[17] for row in rows(here, "claims", subject="ISRO", object="India") if row[7].startswith("Moon")]
    assert found == ["doc:a", "doc:b", "doc:c"]


def test_an_unknown_name_is_met_with_the_nearest(store: ox.Store) -> None:
    with pytest.raises(UnknownName, match=r"Nothing in the graph is called 'Idnia'\. Did you mean India"):
        catalogue.run(store, "partners", {"state": "Idnia"})


def test_a_name_of_another_kind_is_refused(store: ox.Store) -> None:
    with pytest.raises(UnknownName, match=r"'ISRO' is no State, but <.*isro> \(SpaceAgency\)"):
        catalogue.run(store, "partners", {"state": "ISRO"})


def test_unknown_questions_relations_and_parameters_are_met_with_the_nearest(store: ox.Store) -> None:
    with pytest.raises(UnknownName, match=r"There is no question 'partner'\. Did you mean partners"):
        catalogue.run(store, "partner")
    with pytest.raises(UnknownName, match=r"The ontology has no relation 'partyOf'\. Did you mean"):
        catalogue.run(store, "claims", {"relation": "partyOf"})
    with pytest.raises(QueryError, match=r"The query has no parameter 'stat'\. Did you mean state"):
        catalogue.run(store, "partners", {"stat": "India"})
    with pytest.raises(QueryError, match="needs a value for s"):
        catalogue.run(store, "SELECT ?p { ?_s ?p ?o }")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x WHERE { ?x pct:partyTo ?y }", "line 1, column 22 .*the prefix 'pct' is not declared. Did you mean pact"),
        ("SELECT ?x\nWHERE { ?x pact:patyTo ?y }", "line 2, column 12 .*has no term pact:patyTo. Did you mean partyTo"),
        ("SELECT ?x { ?x a pact:Sate }", "no term pact:Sate. Did you mean State"),
        ("SELCT ?x { ?x ?y ?z }", "SPARQL has no word 'SELCT'. Did you mean select"),
        ("SELECT ?x { ?x ?y 'open }", "line 1, column 19 .*a string starts here and does not end"),
        ("SELECT ?x {\n ?x ?y ?z\n", "line 3, column 1"),
        ("SELECT (COUNT(*) AS ?n) ?x { ?x ?y ?z }", "contains a variable that is unbound"),
        ("INSERT DATA { <a:a> <a:a> <a:a> }", "Only queries are run here"),
        ("# nothing", "There is no query"),
        ("#+ summary\nSELECT * { ?s ?p ?o }", "no “key: value”"),
    ],
)
def test_a_mistake_is_explained_where_it_is(query: str, message: str, store: ox.Store) -> None:
    with pytest.raises(QueryError, match=message):
        catalogue.run(store, query)


def test_values_are_bound_and_never_pasted(store: ox.Store) -> None:
    hostile = '"x" } UNION { ?s ?p ?o } #"'
    assert rows(store, "SELECT ?s { ?s skos:prefLabel ?_label }", label=hostile) == []
    with pytest.raises(QueryError, match="is no IRI"):
        catalogue.run(store, "SELECT ?p { ?_s ?p ?o }", {"s": "<http://x> } ; <y>"})
    with pytest.raises(UnknownName):
        catalogue.run(store, "SELECT ?p { ?_s ?p ?o }", {"s": '\\" } DROP ALL'})


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { { ?x skos:prefLabel ?l FILTER(STR(?l) = ?_n) } UNION { ?x skos:altLabel ?l FILTER(STR(?l) = ?_n) } }",
        "SELECT ?x { ?x a pact:State . OPTIONAL { ?x skos:prefLabel ?l FILTER(STR(?l) = ?_n) } FILTER(BOUND(?l)) }",
        "SELECT ?x { ?x a pact:State FILTER EXISTS { ?x skos:prefLabel ?l FILTER(STR(?l) = ?_n) } }",
        "SELECT ?x { { SELECT ?x { ?x a pact:State ; skos:prefLabel ?l . FILTER(STR(?l) = ?_n) } } }",
        "SELECT ?x WHERE { VALUES ?c { pact:State } ?x a ?c ; skos:prefLabel ?l } GROUP BY ?x ?l ?_n HAVING(STR(?l) = ?_n)",
        "SELECT ?x WHERE { ?x a pact:State ; skos:prefLabel ?l FILTER(STR(?l) = ?_n) # not here: ?_n {\n }",
    ],
)
def test_a_parameter_is_seen_wherever_it_stands(query: str, store: ox.Store) -> None:
    assert rows(store, query, n='"Japan"') == [("pactid:japan",)]


def test_describe_and_ask_take_parameters(store: ox.Store) -> None:
    described = catalogue.run(store, "DESCRIBE ?_x", {"x": "Japan"})
    assert isinstance(described, Triples)
    assert described.triples
    assert catalogue.run(store, "ASK { ?_x a pact:State }", {"x": "Japan"}) is True


def test_plain_values_have_their_types(store: ox.Store) -> None:
    bound = [str(names.bind_value(catalogue.local(store), value)[0]) for value in ("12", "1.5", "2025-02-13", '"India"')]
    kinds = [f"<{vocab.XSD}{kind}>" for kind in ("integer", "decimal", "date")]
    assert bound == [f'"12"^^{kinds[0]}', f'"1.5"^^{kinds[1]}', f'"2025-02-13"^^{kinds[2]}', '"India"']


def test_a_finished_query_needs_nothing_else(store: ox.Store) -> None:
    finished = catalogue.bind(catalogue.local(store), "parties")
    alone = list(store.query(finished, use_default_graph_as_union=True))
    result = catalogue.run(store, "parties")
    assert isinstance(result, Answer)
    assert len(alone) == len(result.rows) > 0


def test_the_algebra_is_explained(store: ox.Store) -> None:
    explained = catalogue.explain(catalogue.local(store), "parties")
    assert "VALUES ?_agreement" in explained
    assert "SelectQuery" in explained


def test_a_projects_question_wins_over_the_packaged_one(project: Path, store: ox.Store) -> None:
    (project / "queries" / "parties.rq").write_text("#+ summary: One row.\nSELECT (1 AS ?one) {} ORDER BY ?one", encoding="utf-8")
    assert rows(store, "parties") == [("1",)]
    assert catalogue.question("partners").summary


def test_a_runaway_is_stopped(folder: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?g)) }"
    with pytest.raises(QueryError, match="stopped after 2 seconds"):
        bounded.run(folder, endless, timeout=2)


def test_a_bounded_query_answers_and_errs_like_any_other(folder: Path, store: ox.Store) -> None:
    assert bounded.run(folder, "parties", timeout=60) == catalogue.run(store, "parties")
    with pytest.raises(UnknownName, match="no question"):
        bounded.run(folder, "nosuch", timeout=60)
    with pytest.raises(QueryError, match="more than 0 seconds"):
        bounded.run(folder, "parties", timeout=0)
