"""The quality of the ontology and the topic scheme as files: complete, connected, consistent."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from spacepact import resources, vocab

ONTOLOGY = resources.path("ontology", "spacepact.ttl")
TOPICS = resources.path("ontology", "topics.ttl")
TERMS = [quad.triple for quad in ox.parse(path=str(ONTOLOGY))]
SCHEME = [quad.triple for quad in ox.parse(path=str(TOPICS))]

RDF_TYPE, LABEL, DEFINITION = vocab.RDF + "type", vocab.RDFS + "label", vocab.SKOS + "definition"
EXAMPLE, PREF, ALT = vocab.SKOS + "example", vocab.SKOS + "prefLabel", vocab.SKOS + "altLabel"
PROPERTIES = ("ObjectProperty", "DatatypeProperty")


def text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def of(predicate: str, triples: Iterable[ox.Triple] = TERMS) -> list[tuple[str, str]]:
    return [(text(triple.subject), text(triple.object)) for triple in triples if triple.predicate.value == predicate]


def instances(kind: str) -> set[str]:
    """The terms of our own namespace that have a type of OWL."""
    return {subject for subject, found in of(RDF_TYPE) if found == vocab.OWL + kind and subject.startswith(vocab.PACT)}


def defined() -> set[str]:
    return {subject for subject, _ in of(RDF_TYPE) if subject.startswith(vocab.PACT)}


def test_every_term_has_one_label_and_one_definition_and_an_example() -> None:
    for predicate in (LABEL, DEFINITION):
        counts = Counter(subject for subject, _ in of(predicate))
        assert {term: counts[term] for term in defined() if counts[term] != 1} == {}
    assert defined() - {subject for subject, _ in of(EXAMPLE)} == set()


def test_no_two_terms_share_a_definition_and_each_is_a_sentence_in_english() -> None:
    found = [triple.object for triple in TERMS if triple.predicate.value == DEFINITION]
    assert [text for text, count in Counter(map(str, found)).items() if count > 1] == []
    assert [
        term for term in found if not isinstance(term, ox.Literal) or term.language != "en" or not term.value.endswith(".")
    ] == []


def test_labels_of_classes_and_relations_are_unlike_each_other() -> None:
    kinds = (instances("Class"), instances("ObjectProperty") | instances("DatatypeProperty"))
    labels = dict(of(LABEL))
    for terms in kinds:
        shared = [label for label, count in Counter(labels[term] for term in terms).items() if count > 1]
        assert shared == []


def test_every_term_that_is_used_is_defined() -> None:
    used = {term.value for triple in TERMS for term in triple if isinstance(term, ox.NamedNode)}
    datatypes = {triple.object.datatype.value for triple in TERMS if isinstance(triple.object, ox.Literal)}
    assert {term for term in used | datatypes if term.startswith(vocab.PACT)} - defined() == {vocab.PACT} - {vocab.PACT}


def test_every_class_and_property_of_another_vocabulary_is_declared_with_its_source() -> None:
    ends = ("subClassOf", "domain", "range", "subPropertyOf")
    links = {vocab.RDFS + end for end in ends} | {vocab.SKOS + match for match in ("closeMatch", "broadMatch", "relatedMatch")}
    used = {
        triple.object.value for triple in TERMS if triple.predicate.value in links and isinstance(triple.object, ox.NamedNode)
    }
    sources = {subject for subject, _ in of(vocab.RDFS + "isDefinedBy")}
    builtin = (vocab.PACT, vocab.RDF, vocab.RDFS, vocab.XSD)
    assert {term for term in used if not term.startswith(builtin)} - sources == set()


def test_no_class_is_an_orphan() -> None:
    """Each class has a class above or below it, or is where a property starts or ends."""
    joined = {end for pair in of(vocab.RDFS + "subClassOf") for end in pair}
    joined |= {end for side in ("domain", "range") for _, end in of(vocab.RDFS + side)}
    assert instances("Class") - joined == set()


def test_sub_classes_form_no_circle() -> None:
    above: dict[str, set[str]] = {}
    for lower, upper in of(vocab.RDFS + "subClassOf"):
        above.setdefault(lower, set()).add(upper)
    for term in instances("Class"):
        waiting, seen = list(above.get(term, ())), set()
        while waiting:
            if (found := waiting.pop()) not in seen:
                seen.add(found)
                waiting.extend(above.get(found, ()))
        assert term not in seen


@pytest.mark.parametrize("side", ["domain", "range"])
def test_every_property_has_one_domain_and_one_range(side: str) -> None:
    """Two would mean that both hold; alternatives are one union."""
    counts = Counter(subject for subject, _ in of(vocab.RDFS + side))
    properties = set().union(*(instances(kind) for kind in PROPERTIES))
    assert {term: counts[term] for term in properties if counts[term] != 1} == {}


def test_unions_have_several_members_and_are_the_only_blank_nodes() -> None:
    blank = {str(triple.subject) for triple in TERMS if isinstance(triple.subject, ox.BlankNode)}
    unions = dict(of(vocab.OWL + "unionOf"))
    cells = dict(of(vocab.RDF + "rest"))
    for head in unions.values():
        assert cells[head] != vocab.RDF + "nil", "a union of one class is that class"
    assert blank == unions.keys() | cells.keys()


def test_an_inverse_runs_between_the_same_classes_the_other_way() -> None:
    assert of(vocab.OWL + "inverseOf")
    for name, inverse in of(vocab.OWL + "inverseOf"):
        assert (ends(name, "domain"), ends(name, "range")) == (ends(inverse, "range"), ends(inverse, "domain")), name


def test_a_sub_property_stays_within_the_property_above_it() -> None:
    above = dict(of(vocab.RDFS + "subClassOf"))
    pairs = [(low, high) for low, high in of(vocab.RDFS + "subPropertyOf") if high.startswith(vocab.PACT)]
    assert len(pairs) >= 6
    for lower, upper in pairs:
        for side in ("domain", "range"):
            assert all(kind in ends(upper, side) or above.get(kind) in ends(upper, side) for kind in ends(lower, side)), lower


def ends(name: str, side: str) -> set[str]:
    """The classes that a domain or range names, whether one or the members of a union."""
    firsts, rests, unions = dict(of(vocab.RDF + "first")), dict(of(vocab.RDF + "rest")), dict(of(vocab.OWL + "unionOf"))
    found = dict(of(vocab.RDFS + side))[name]
    if found not in unions:
        return {found}
    cell, members = unions[found], set()
    while cell in firsts:
        members.add(firsts[cell])
        cell = rests[cell]
    return members


def test_symmetric_properties_start_and_end_at_the_same_classes() -> None:
    found = instances("SymmetricProperty")
    assert vocab.PACT + "cooperatesWith" in found
    assert [name for name in found if ends(name, "domain") != ends(name, "range")] == []


def test_things_of_different_coarse_types_are_disjoint_and_those_of_one_are_not() -> None:
    coarse = dict(of(vocab.PACT + "coarseType"))
    above = dict(pair for pair in of(vocab.RDFS + "subClassOf") if pair[1].startswith(vocab.PACT))
    stated = set(of(vocab.OWL + "disjointWith"))
    tops = [kind for kind in coarse if above.get(kind) not in coarse]
    for one in tops:
        for other in tops:
            if one < other:
                apart = (one, other) in stated or (other, one) in stated
                assert apart == (coarse[one] != coarse[other]), (one, other)


def test_the_header_names_version_licence_creator_and_prefix() -> None:
    about = {triple.predicate.value: text(triple.object) for triple in TERMS if text(triple.subject) == vocab.PACT[:-1]}
    assert about[vocab.OWL + "versionIRI"] == f"{vocab.PACT[:-1]}/{about[vocab.OWL + 'versionInfo']}"
    assert about[vocab.DCTERMS + "creator"] == "spacepact contributors"
    assert about[vocab.DCTERMS + "license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert about["http://purl.org/vocab/vann/preferredNamespacePrefix"] == "pact"
    assert about["http://purl.org/vocab/vann/preferredNamespaceUri"] == vocab.PACT


def test_event_codes_have_the_form_of_their_scheme() -> None:
    forms = {vocab.PACT + "CAMEO": r"(0[1-9]|1[0-9]|20)[0-9]{0,2}", vocab.PACT + "PLOVER": r"[A-Z]+"}
    found = [triple.object for triple in TERMS if triple.predicate.value == vocab.SKOS + "notation"]
    assert len(found) >= 15
    for code in found:
        assert isinstance(code, ox.Literal)
        assert re.fullmatch(forms[code.datatype.value], code.value)


# Consistency under OWL 2 RL

SOUND = Path(__file__).parent / "shapes" / "conforming.ttl"
PREFIX = f"@prefix pact: <{vocab.PACT}> . @prefix x: <http://example.org/> . @prefix owl: <{vocab.OWL}> .\n"


def contradictions(extra: str = "") -> str:
    """What OWL 2 RL finds wrong with the ontology, an example document and some more triples; texts for readers are left out."""
    from owlrl import DeductiveClosure, OWLRL_Semantics
    from rdflib import OWL, RDF, SKOS, Graph, Namespace

    graph = Graph()
    for file in (ONTOLOGY, SOUND):
        graph.parse(file)
    for annotation in (SKOS.definition, SKOS.example, SKOS.notation):
        graph.remove((None, annotation, None))
    graph.parse(data=PREFIX + extra, format="turtle")
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    error = Namespace("http://www.daml.org/2002/03/agents/agent-ont#").error
    empty = [f"{node} is in owl:Nothing" for node in graph.subjects(RDF.type, OWL.Nothing)]
    return "\n".join(sorted([*map(str, graph.objects(None, error)), *empty]))


def test_the_ontology_is_consistent_under_owl_2_rl() -> None:
    assert contradictions() == ""


def test_the_axioms_catch_nonsense() -> None:
    """An ontology that allows everything would be consistent too."""
    found = contradictions("""
        x:treaty-state a pact:State, pact:Treaty .
        x:craft a pact:Spacecraft ; pact:crewOf x:station .
        x:claim pact:status pact:planned, pact:negated .
        x:whole pact:partOf x:whole .
    """)
    for guilty in ("x:treaty-state", "x:craft", "x:whole"):
        assert guilty.replace("x:", "http://example.org/") in found
    assert "planned" in found


# Topics


def test_every_topic_has_one_label_one_definition_and_its_place_in_the_scheme() -> None:
    topics = {subject for subject, kind in of(RDF_TYPE, SCHEME) if kind == vocab.PACT + "Topic"}
    assert len(topics) == 68
    for predicate in (PREF, DEFINITION, vocab.SKOS + "inScheme"):
        counts = Counter(subject for subject, _ in of(predicate, SCHEME))
        assert {topic for topic in topics if counts[topic] != 1} == set()
    top = {subject for subject, _ in of(vocab.SKOS + "topConceptOf", SCHEME)}
    below = {subject for subject, _ in of(vocab.SKOS + "broader", SCHEME)}
    assert top | below == topics
    assert top & below == set()


def test_broader_and_narrower_and_top_concepts_mirror_each_other() -> None:
    assert set(of(vocab.SKOS + "broader", SCHEME)) == {(low, high) for high, low in of(vocab.SKOS + "narrower", SCHEME)}
    tops = {topic for _, topic in of(vocab.SKOS + "hasTopConcept", SCHEME)}
    assert tops == {topic for topic, _ in of(vocab.SKOS + "topConceptOf", SCHEME)}


def test_a_name_leads_to_one_topic() -> None:
    names = Counter(name.casefold() for predicate in (PREF, ALT) for _, name in of(predicate, SCHEME))
    assert [name for name, count in names.items() if count > 1] == []


def test_the_iri_of_a_topic_is_made_from_its_label() -> None:
    for topic, label in of(PREF, SCHEME):
        assert topic == vocab.topic(re.sub(r"[^a-z0-9]+", "-", label.lower()))


def test_topics_have_many_names_and_none_that_says_nothing() -> None:
    counts = Counter(topic for topic, _ in of(ALT, SCHEME))
    assert min(counts[topic] for topic, _ in of(PREF, SCHEME)) >= 10
    empty = {
        "space",
        "technology",
        "cooperation",
        "mission",
        "satellite",
        "research",
        "security",
        "data",
        "science",
        "development",
    }
    assert {name for _, name in of(ALT, SCHEME)} & empty == set()
    assert [name for _, name in of(ALT, SCHEME) if name != name.strip() or "  " in name] == []
