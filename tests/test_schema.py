"""The ontology as values: what load() gives, and what it says of a file that is malformed."""

import pickle
from pathlib import Path

import pytest

from spacepact import schema, vocab
from spacepact.errors import OntologyError

SCHEMA = schema.load()
TERMS, TOPICS = (file.read_bytes() for file in schema.paths())
PATHS = Path("spacepact.ttl"), Path("topics.ttl")

HEAD = f"""@prefix pact: <{vocab.PACT}> . @prefix rdfs: <{vocab.RDFS}> . @prefix owl: <{vocab.OWL}> .
@prefix skos: <{vocab.SKOS}> .
@prefix topic: <{vocab.TOPIC}> .
pact:A a owl:Class ; rdfs:label "a" ; skos:definition "An a." .
pact:B a owl:Class ; rdfs:subClassOf pact:A ; rdfs:label "b" ; skos:definition "A b." .
"""
RELATION = """pact:r rdfs:label "r" ; rdfs:domain pact:A ; rdfs:range pact:B ;
  pact:edgeLabel "r" ; pact:edgeDirected true ; pact:edgeWeight 0.5 ."""


def parsed(terms: str = "", topics: str = "") -> schema.Schema:
    return schema.parse(*PATHS, (HEAD + terms).encode(), (HEAD + topics).encode())


def test_it_holds_the_vocabulary() -> None:
    assert len(SCHEMA.relations) == 30
    assert len(SCHEMA.topics) == 68
    assert {
        "State",
        "SpaceAgency",
        "Treaty",
        "Mission",
        "Dialogue",
        "CelestialBody",
        "Claim",
        "Inference",
    } <= SCHEMA.classes.keys()


def test_loading_twice_parses_once() -> None:
    assert schema.load() is SCHEMA


def test_classes_know_all_that_is_above_them() -> None:
    agency = SCHEMA.classes["SpaceAgency"]
    assert agency.parents == ("Organization",)
    assert agency.ancestors == {"SpaceAgency", "Organization", "Actor", "Entity"}
    assert SCHEMA.is_a("SpaceAgency", "Actor")
    assert not SCHEMA.is_a("Actor", "SpaceAgency")
    assert not SCHEMA.is_a("Unicorn", "Actor")


def test_relations_admit_the_classes_of_their_domain_and_those_below() -> None:
    assert SCHEMA.admits("signatoryOf", "SpaceAgency", "MemorandumOfUnderstanding")
    assert SCHEMA.admits("announced", "Person", "Visit")
    assert SCHEMA.admits("partOf", "Instrument", "Mission")
    assert SCHEMA.admits("launchDate", "Spacecraft", "EDTF")
    assert SCHEMA.admits("concerns", "Programme", "Topic")


def test_relations_refuse_everything_else() -> None:
    assert not SCHEMA.admits("launchSite", "State", "Facility")
    assert not SCHEMA.admits("participatesIn", "State", "Treaty")
    assert not SCHEMA.admits("develops", "Person", "Mission")
    assert not SCHEMA.admits("partOf", "Topic", "Mission")
    assert not SCHEMA.admits("partOf", "Claim", "Mission")
    assert not SCHEMA.admits("no such relation", "State", "State")


def test_relations_know_parents_inverse_symmetry_and_qualifiers() -> None:
    relations = SCHEMA.relations
    assert relations["hosts"].parents == ("participatesIn",)
    assert relations["partOf"].parents == (), "super-properties of other vocabularies are left out"
    assert relations["partyTo"].inverse == "hasParty"
    assert [name for name, relation in relations.items() if relation.symmetric] == ["cooperatesWith"]
    assert relations["cooperatesWith"].qualifiers == {"topic"}
    assert relations["represents"].qualifiers == {"role"}


def test_relations_say_how_they_are_drawn() -> None:
    assert SCHEMA.relations["signatoryOf"].edge_label == "signed"
    assert [name for name, relation in SCHEMA.relations.items() if not relation.edge_directed] == ["cooperatesWith"]
    assert all(0 <= relation.edge_weight <= 1 for relation in SCHEMA.relations.values())
    assert SCHEMA.relations["signatoryOf"].edge_weight == 1


def test_topics_are_keyed_by_label_and_know_the_broader_one() -> None:
    debris = SCHEMA.topics["space debris"]
    assert (debris.slug, debris.broader) == ("space-debris", "space operations")
    assert "orbital debris" in debris.alt_labels
    assert SCHEMA.topics["energy"].broader is None
    assert all(topic.broader is None or topic.broader in SCHEMA.topics for topic in SCHEMA.topics.values())


def test_the_digest_follows_both_files() -> None:
    same = schema.parse(*PATHS, TERMS, TOPICS)
    assert same.digest == SCHEMA.digest
    assert (
        len({same.digest, *(schema.parse(*PATHS, *texts).digest for texts in ((TERMS + b"\n", TOPICS), (TERMS, TOPICS + b"\n")))})
        == 3
    )


def test_it_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(SCHEMA)) == SCHEMA


def test_a_file_that_is_no_turtle_is_named_with_the_line() -> None:
    with pytest.raises(OntologyError, match=r"spacepact\.ttl, line 7: this is not Turtle"):
        parsed(terms='# fine\npact:A rdfs:label "open .')
    with pytest.raises(OntologyError, match=r"topics\.ttl, line 6: this is not Turtle"):
        parsed(topics="topic:x skos:broader nope:y .")


def test_a_small_ontology_is_enough() -> None:
    small = parsed(RELATION, 'topic:x a pact:Topic ; skos:prefLabel "x" .')
    assert small.admits("r", "B", "B")
    assert not small.admits("r", "B", "A")
    assert small.topics["x"].alt_labels == ()


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ("pact:C a owl:Class .", r"#C> needs exactly one text as <.*label>, but has 0"),
        ('pact:A rdfs:label "again" .', r"#A> needs exactly one text as <.*label>, but has 2"),
        ("pact:A rdfs:subClassOf pact:Lost .", r"Lost is a super-class but is not defined"),
        (RELATION.replace("rdfs:domain pact:A ;", ""), r"r has no domain"),
        (RELATION.replace("range pact:B", "range pact:Lost"), r"the range of r names .*Lost, which is no class"),
        (RELATION.replace("0.5", '"strong"'), r"edge weight of r is 'strong': write a number from 0 to 1"),
        (RELATION.replace("pact:edgeDirected true ;", ""), r"edgeDirected>, but has 0"),
    ],
)
def test_an_incomplete_ontology_is_refused_with_the_term_that_lacks_something(terms: str, message: str) -> None:
    with pytest.raises(OntologyError, match=message):
        parsed(terms)


@pytest.mark.parametrize(
    ("topics", "message"),
    [
        ("topic:x a pact:Topic .", r"topic/x> needs exactly one text as <.*prefLabel>, but has 0"),
        (
            'topic:x a pact:Topic ; skos:prefLabel "x" ; skos:broader topic:lost .',
            r"'x' needs at most one broader topic, and one of this file",
        ),
        (
            'topic:x a pact:Topic ; skos:prefLabel "x" . topic:y a pact:Topic ; skos:prefLabel "x" .',
            "two topics share a skos:prefLabel",
        ),
    ],
)
def test_an_incomplete_topic_scheme_is_refused(topics: str, message: str) -> None:
    with pytest.raises(OntologyError, match=message):
        parsed(topics=topics)
