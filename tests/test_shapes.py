"""The shapes, each on a sound document and on one that breaks it; the reports; what keeps documents apart."""

import json
import os
import pickle
import re
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph as ox
import pytest

from spacepact import resources, schema, shapes, vocab
from spacepact.errors import OntologyError, SpacepactError
from spacepact.intervals import is_edtf
from spacepact.shapes import engine, report, rules
from spacepact.shapes.report import Report, Result

HERE = Path(__file__).parent / "shapes"
SHAPE = vocab.BASE + "shapes#"
SOUND = HERE / "conforming.ttl"
VIOLATING = sorted(file for file in HERE.glob("*.ttl") if file != SOUND)
SHAPES = shapes.load_shapes()
SOURCE = list(ox.parse(path=str(resources.path("ontology", "shapes.ttl"))))

KENYA, FRANCE, HERON = (vocab.entity(name) for name in ("kenya", "france", "heron"))


def quads(text: str | bytes) -> list[ox.Quad]:
    return list(ox.parse(text, format=ox.RdfFormat.TURTLE))


def sound() -> list[ox.Quad]:
    return quads(SOUND.read_bytes())


def altered(file: Path) -> list[ox.Quad]:
    """The sound document with the nodes that a file describes described as the file has them."""
    changed = quads(file.read_bytes())
    anew = {quad.subject for quad in changed}
    return [quad for quad in sound() if quad.subject not in anew] + changed


def check(**graphs: list[ox.Quad]) -> Report:
    return shapes.validate(graphs, SHAPES)


def names(results: Iterable[Result]) -> set[str]:
    return {(result.constraint or result.source_shape).removeprefix(SHAPE) for result in results}


def also(file: Path) -> set[str]:
    """The other shapes that a file says it breaks."""
    found = re.match(r"# also: (.+)\n", file.read_text(encoding="utf-8"))
    return set(found[1].split(", ")) if found else set()


def of(predicate: str) -> list[ox.Quad]:
    return [quad for quad in SOURCE if quad.predicate.value == vocab.SH + predicate]


def subjects(kind: str) -> set[str]:
    found = (quad.subject for quad in SOURCE if quad.object == ox.NamedNode(vocab.SH + kind))
    return {node.value.removeprefix(SHAPE) for node in found if isinstance(node, ox.NamedNode)}


def test_the_sound_document_conforms() -> None:
    assert check(press=sound()) == Report(conforms=True, results=())


@pytest.mark.parametrize("file", VIOLATING, ids=lambda file: file.stem)
def test_a_broken_shape_is_found_and_no_other(file: Path) -> None:
    found = check(press=altered(file)).results
    assert names(found) == {file.stem} | also(file)


def test_every_shape_has_an_example_that_breaks_it() -> None:
    assert subjects("PropertyShape") | subjects("SPARQLConstraint") == {file.stem for file in VIOLATING}


def test_the_sound_document_gives_every_property_shape_a_value_to_look_at() -> None:
    """A shape that meets no value conforms whatever it says."""
    present = {quad.predicate for quad in sound()}
    assert {
        quad.object.value for quad in of("path") if isinstance(quad.object, ox.NamedNode) and quad.object not in present
    } == set()


def test_every_class_of_the_ontology_is_checked_by_a_shape() -> None:
    known = schema.load()
    targets = {quad.object.value.removeprefix(vocab.PACT) for quad in of("targetClass") if isinstance(quad.object, ox.NamedNode)}
    unchecked = {name for name, info in known.classes.items() if not info.ancestors & targets}
    assert unchecked == {"Status", "TimeBasis"}, "their individuals are fixed by the ontology"
    assert targets <= known.classes.keys()


def test_every_shape_has_one_message_in_plain_words() -> None:
    texts: dict[str, list[str]] = {name: [] for name in subjects("PropertyShape") | subjects("SPARQLConstraint")}
    for quad in of("message"):
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.Literal)
        texts.setdefault(quad.subject.value.removeprefix(SHAPE), []).append(quad.object.value)
    assert {name for name, found in texts.items() if len(found) != 1 or not found[0].endswith(".")} == set()


def test_statuses_in_the_shapes_are_those_of_the_vocabulary() -> None:
    for status in vocab.STATUSES:
        edited = SOUND.read_text(encoding="utf-8").replace("pact:possible", f"pact:{status}")
        assert "claim-status" not in names(check(press=quads(edited)).results)


# Reports


def broken(name: str) -> Report:
    return check(press=altered(HERE / f"{name}.ttl"))


def test_a_finding_about_a_claim_quotes_the_sentence_and_names_file_and_offsets() -> None:
    (found,) = broken("claim-confidence").results
    assert (found.document, found.file, found.start, found.end) == ("press", "2025/press.md", 0, 75)
    assert found.quote == "On 2 April 2025 France and Kenya signed the Nairobi Accord on space debris."
    assert (found.focus, found.path, found.value) == (vocab.CLAIM + "signed", vocab.PACT + "confidence", "1.5")
    assert (found.severity, found.source_shape) == ("Violation", SHAPE + "claim-confidence")
    text = broken("claim-confidence").to_text()
    assert text.startswith("The data does not conform: 1 × violation.\n\nViolation: 2025/press.md, characters 0 to 75\n")
    assert "A claim needs exactly one pact:confidence" in text
    assert "found 1.5" in text
    assert f"“{found.quote}”" in text


def test_a_finding_about_an_entity_quotes_the_first_sentence_that_names_it() -> None:
    (found,) = broken("entity-label").results
    assert found.focus == HERON
    assert found.start == 76
    assert found.quote is not None
    assert "Heron" in found.quote


def test_a_finding_about_a_document_quotes_nothing() -> None:
    found = broken("document-length").results
    assert {(result.quote, result.start, result.end) for result in found} == {(None, None, None)}
    assert "characters" not in broken("document-length").to_text()


def test_a_message_names_what_the_rule_met() -> None:
    (found,) = broken("claim-object-fits").results
    assert found.message == "pactid:france is of no kind that pact:crewOf admits as its object (its range)."
    assert found.constraint == SHAPE + "claim-object-fits"
    assert found.source_shape == SHAPE + "Claim"


def test_warnings_and_hints_do_not_make_a_document_fail() -> None:
    for name, severity in (("claim-qualifier", "Warning"), ("entity-label-length", "Warning"), ("document-dated", "Info")):
        found = broken(name)
        assert found.conforms
        assert [result.severity for result in found.results] == [severity]
        assert found.failing() == ()


def test_the_text_report_of_sound_data_is_one_line() -> None:
    assert check(press=sound()).to_text() == "Everything conforms.\n"


def test_the_text_report_keeps_control_characters_of_a_document_out_of_the_terminal() -> None:
    hostile = SOUND.read_text(encoding="utf-8").replace("0.9", "2.0").replace("On 2 April", "\\u001b[2J 2 April")
    assert "\x1b" not in check(press=quads(hostile)).to_text()


def test_the_json_report_holds_every_field() -> None:
    found = broken("claim-confidence")
    read = json.loads(found.to_json())
    assert read["conforms"] is False
    assert Report(read["conforms"], tuple(Result(**result) for result in read["results"])) == found


def test_the_rdf_report_is_a_shacl_report_without_blank_nodes() -> None:
    triples = [quad.triple for quad in quads(broken("claim-object-fits").to_rdf())]
    assert not [term for triple in triples for term in triple if isinstance(term, ox.BlankNode)]
    assert {triple.predicate.value.removeprefix(vocab.SH) for triple in triples} >= {
        "conforms", "result", "focusNode", "value", "resultSeverity", "resultMessage", "sourceShape", "sourceConstraint",
        "sourceConstraintComponent",
    }  # fmt: skip
    (conforms,) = (triple.object for triple in triples if triple.predicate.value == vocab.SH + "conforms")
    assert conforms == ox.Literal(False)


def test_an_iri_is_shortened_by_its_own_prefix_and_a_text_is_left_alone() -> None:
    assert report.short(vocab.CLAIM + "x") == "claim:x"
    assert report.short("early 2025") == "early 2025"


# Documents and the rest of the graph


def test_documents_are_judged_apart() -> None:
    """What one document says of an entity neither mends nor spoils another document, though they share the run."""
    other = quads(SOUND.read_text(encoding="utf-8").replace('"Kenya"@en', '"Republic of Kenya"@en'))
    untyped = [quad for quad in sound() if quad.subject != ox.NamedNode(HERON)]
    found = check(a=sound(), b=other, c=untyped)
    assert {result.document for result in found.results} == {"c"}
    assert found.failing() == ("c",)


def test_many_documents_give_what_each_gives_alone() -> None:
    graphs = {file.stem: altered(file) for file in VIOLATING[::5]}
    alone = [result for name, graph in graphs.items() for result in shapes.validate({name: graph}, SHAPES).results]
    assert sorted(shapes.validate(graphs, SHAPES).results, key=str) == sorted(alone, key=str)


def test_an_entity_may_be_described_in_the_background() -> None:
    bare = [quad for quad in sound() if quad.subject != ox.NamedNode(HERON)]
    assert "passage-mentions" in names(check(press=bare).results)
    facts = [quad for quad in sound() if quad.subject != ox.NamedNode(HERON) or "launchDate" in quad.predicate.value]
    assert shapes.validate({"press": facts}, SHAPES, background={HERON: "Mission", vocab.entity("far"): "State"}).conforms
    wrong = shapes.validate({"press": bare}, SHAPES, background={HERON: "Person"})
    assert "claim-object-fits" in names(wrong.results)


def test_nothing_to_check_conforms() -> None:
    assert check() == Report(conforms=True, results=()) == check(empty=[])


def test_named_graphs_make_no_difference_and_the_data_is_left_alone() -> None:
    home = ox.NamedNode(vocab.doc("press"))
    placed = [ox.Quad(quad.subject, quad.predicate, quad.object, home) for quad in altered(HERE / "claim-single.ttl")]
    before = list(placed)
    assert shapes.validate({"press": placed}, SHAPES) == broken("claim-single")
    assert placed == before


def test_shapes_can_be_sent_to_another_process() -> None:
    copy = pickle.loads(pickle.dumps(SHAPES))
    assert copy == SHAPES
    assert shapes.validate({"press": sound()}, copy).conforms


def test_the_reference_entities_conform() -> None:
    """The curated background keeps the same shapes as what is read from documents."""
    graph = [
        quad
        for file in resources.files("ontology", "entities.ttl") + resources.files("ontology", "states.ttl")
        for quad in quads(file.read_bytes())
    ]
    found = shapes.validate({"reference": graph}, SHAPES)
    assert [result for result in found.results if result.severity == "Violation"] == []


TIMES = (
    "2025 2025-04 2025-04-02 2024-21 198X 20XX 2025~ 2025-04? 2000/2003 2025-01/2025-04 ../2025-12-31 /2025 2004/.. 2004/".split()
)


@pytest.mark.parametrize("time", TIMES)
def test_the_time_pattern_takes_what_the_graph_may_hold(time: str) -> None:
    assert is_edtf(time)
    assert "launched-date" not in names(check(press=dated(time)).results)


NO_TIMES = "25 2025-13 2025-4 2025-04-32 2025-00 2025-04-02T10:00 ../.. / .. 2025/2026/2027".split()


@pytest.mark.parametrize("time", ["", "April 2025", "2025 ", *NO_TIMES])
def test_the_time_pattern_refuses_what_is_no_time(time: str) -> None:
    assert "launched-date" in names(check(press=dated(time)).results)


def dated(time: str) -> list[ox.Quad]:
    return quads(SOUND.read_text(encoding="utf-8").replace('"2026-01/2026-04"', f'"{time}"'))


# How the shapes are run


def by_pyshacl(graph: list[ox.Quad], without: Iterable[ox.Quad]) -> set[tuple[str, ...]]:
    """What pyshacl finds by the shapes as they stand, less some of their triples."""
    from pyshacl import validate
    from rdflib import RDF, SH, Graph

    left_out = set(without)
    kept = "".join(f"{quad.triple} .\n" for quad in SOURCE if quad not in left_out)
    data = "".join(f"{triple} .\n" for triple in (*SHAPES.axioms, *(quad.triple for quad in graph)))
    _, found, _ = validate(Graph().parse(data=data, format="nt"), shacl_graph=Graph().parse(data=kept, format="nt"), inplace=True)
    fields = SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent, SH.resultSeverity
    results = {tuple(str(found.value(node, field)) for field in fields) for node in found.subjects(RDF.type, SH.ValidationResult)}
    here = {str(quad.subject)[1:-1] for quad in graph}
    return {result for result in results if result[0] in here}


def by_us(results: Iterable[Result]) -> set[tuple[str, ...]]:
    return {(result.focus, result.source_shape, result.component, vocab.SH + result.severity) for result in results}


def test_flattened_shapes_find_what_the_shapes_find_as_they_stand() -> None:
    plain = [SOUND, *(file for file in VIOLATING if file.stem in subjects("PropertyShape"))]
    found = shapes.validate({file.stem: altered(file) for file in plain}, SHAPES).results
    for file in plain:
        ours = [result for result in found if result.document == file.stem and not result.constraint]
        assert by_us(ours) == by_pyshacl(altered(file), of("sparql")), file.stem


@pytest.mark.parametrize("name", sorted(subjects("SPARQLConstraint")))
def test_a_rule_run_once_finds_what_shacl_finds_node_by_node(name: str) -> None:
    """pyshacl takes long for SPARQL, so that it is given this rule alone."""
    other = [quad for quad in of("sparql") if quad.object != ox.NamedNode(SHAPE + name)]
    graph = altered(HERE / f"{name}.ttl")
    ours = [result for result in check(press=graph).results if result.constraint == SHAPE + name]
    assert ours
    assert by_us(ours) == by_pyshacl(graph, [*other, *of("property")])


def test_property_shapes_take_over_the_targets_of_their_node_shape() -> None:
    prefixes = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <x:> . "
    text = prefixes + ":n sh:targetClass :C, :D ; sh:property :p ; sh:sparql :s . :p sh:path :q ."
    flat = {
        (str(triple.subject), triple.predicate.value.removeprefix(vocab.SH))
        for triple in engine.flatten([q.triple for q in quads(text)])
    }
    assert flat == {("<x:n>", "targetClass"), ("<x:p>", "targetClass"), ("<x:p>", "path")}


def test_domains_and_ranges_are_taken_from_the_ontology() -> None:
    known = schema.load()
    for side, kinds in (("domainIncludes", "domain"), ("rangeIncludes", "range")):
        admitted: dict[str, set[str]] = {}
        for triple in SHAPES.axioms:
            if triple.predicate.value == vocab.SCHEMA + side and isinstance(triple.object, ox.NamedNode):
                name = triple.object.value.removeprefix(vocab.PACT).removeprefix(vocab.EDTF)
                admitted.setdefault(str(triple.subject), set()).add(name)
        for relation in known.relations.values():
            assert admitted[f"<{vocab.PACT}{relation.name}>"] == getattr(relation, kinds), relation.name


def test_a_new_range_in_the_ontology_is_obeyed_at_once() -> None:
    files = (resources.path("ontology", "shapes.ttl"), *schema.paths())
    texts = [file.read_bytes() for file in files]
    texts[1] = texts[1].replace(
        b"rdfs:range [ a owl:Class ; owl:unionOf (pact:Mission pact:Spacecraft) ] ;\n    owl:inverseOf pact:hasCrewMember",
        b"rdfs:range pact:State ; owl:inverseOf pact:hasCrewMember",
    )
    edited = shapes.parse(files, tuple(texts))
    assert edited.digest != SHAPES.digest
    assert shapes.validate({"press": altered(HERE / "claim-object-fits.ttl")}, edited).conforms
    assert "claim-object-fits" in names(shapes.validate({"press": sound()}, edited).results)


def test_a_malformed_shapes_file_names_the_line() -> None:
    files = (resources.path("ontology", "shapes.ttl"), *schema.paths())
    terms, topics = (file.read_bytes() for file in schema.paths())
    with pytest.raises(OntologyError, match=r"shapes\.ttl, line 2: this is not Turtle"):
        shapes.parse(files, (b"# fine\n<x:a> <x:b .", terms, topics))
    with pytest.raises(OntologyError, match=r"shapes\.ttl: a SPARQL rule lacks"):
        shapes.parse(files, (b"<x:a> <http://www.w3.org/ns/shacl#sparql> <x:rule> .", terms, topics))


def test_an_unknown_severity_is_refused() -> None:
    assert rules.level(vocab.SH + "Info") == "Info"
    with pytest.raises(ValueError, match="no severity"):
        rules.level("x:Disaster")


# The second engine


@pytest.mark.skipif(find_spec("pyshacl_turbo") is None and "CI" not in os.environ, reason="the extra `fast` is not installed")
def test_pyshacl_turbo_finds_what_pyshacl_finds() -> None:
    graphs = {file.stem: altered(file) for file in [SOUND, *VIOLATING]}
    theirs = shapes.validate(graphs, SHAPES, turbo=True).results
    ours = shapes.validate(graphs, SHAPES).results
    assert theirs == ours


def test_without_pyshacl_turbo_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl_turbo", None)
    engine._compiled.cache_clear()
    with pytest.raises(SpacepactError, match=r"install spacepact\[fast\]"):
        shapes.validate({"press": sound()}, SHAPES, turbo=True)
