"""The known entities: complete, consistent with one another and with the ontology, and the generated part up to date."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from spacepact import schema, vocab
from spacepact.words import fold

ROOT = Path(__file__).resolve().parents[1]
FILES = ("entities.ttl", "states.ttl")
TYPE = vocab.RDF + "type"
PREF, ALT = vocab.SKOS + "prefLabel", vocab.SKOS + "altLabel"
DEMONYM, CAPITAL, ALPHA2, ALPHA3, AGENCY_OF, LOCATED_IN, PART_OF = (
    vocab.PACT + name for name in ("demonym", "capital", "isoAlpha2", "isoAlpha3", "agencyOf", "locatedIn", "partOf")
)
PAST = {"soviet-union", "east-germany", "west-germany", "czechoslovakia", "yugoslavia"}
OF_SEVERAL_STATES = {"esa", "afsa", "alce"}


@cache
def triples() -> tuple[ox.Triple, ...]:
    return tuple(triple for name in FILES for triple in parsed(name))


def parsed(name: str) -> Iterator[ox.Triple]:
    return (quad.triple for quad in ox.parse(path=str(ROOT / "ontology" / name), format=ox.RdfFormat.TURTLE))


@cache
def entities() -> dict[str, dict[str, list[str]]]:
    """Each entity's id with its properties; an object that is an entity is given by its id."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples():
        found[identifier(triple.subject)][triple.predicate.value].append(identifier(triple.object))
    return found


def identifier(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal), f"{term} is neither an IRI nor a literal"
    return term.value.removeprefix(vocab.ID)


def kind(entity: str) -> str:
    (found,) = entities()[entity][TYPE]
    return found.removeprefix(vocab.PACT)


def of_kind(name: str) -> list[str]:
    return [entity for entity in entities() if kind(entity) == name]


def folded(name: str) -> str:
    """A name as careless texts write it: one spelling, no accents, case, full stops, hyphens or leading article."""
    words = [fold(word) for word in re.findall(r"[\w']+", re.sub("[\u2018\u2019\u02bb\u02bc]", "'", name.replace(".", "")))]
    return " ".join(words[1:] if words[0] == "the" else words)


def test_each_subject_is_typed_once_with_a_class_of_known_coarse_type() -> None:
    assert all(kind(entity) in vocab.COARSE for entity in entities())


def test_no_entity_is_a_person_or_a_document() -> None:
    assert not {kind(entity) for entity in entities()} & {"Person", "Topic", "Document", "Passage", "Claim"}


def test_ids_are_slugs() -> None:
    assert [entity for entity in entities() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entity)] == []


def test_each_entity_has_one_preferred_label() -> None:
    assert [entity for entity, values in entities().items() if len(values[PREF]) != 1] == []


def test_no_entity_repeats_a_name() -> None:
    assert [entity for entity, values in entities().items() if set(values[PREF]) & {*values[ALT], *values[DEMONYM]}] == []


def test_names_are_english_and_tidy() -> None:
    names = [t.object for t in triples() if t.predicate.value in (PREF, ALT, DEMONYM)]
    assert all(isinstance(name, ox.Literal) and name.language == "en" for name in names)
    assert [name.value for name in names if isinstance(name, ox.Literal) and name.value != " ".join(name.value.split())] == []


def test_no_statement_is_made_twice() -> None:
    assert [triple for triple, times in Counter(map(str, triples())).items() if times > 1] == []


def test_a_name_belongs_to_one_entity_however_it_is_written() -> None:
    holders: dict[str, set[str]] = defaultdict(set)
    for entity, values in entities().items():
        for name in (*values[PREF], *values[ALT], *values[DEMONYM]):
            holders[folded(name)].add(entity)
    assert {name: sorted(held) for name, held in holders.items() if len(held) > 1} == {}


def test_every_entity_that_is_pointed_at_is_defined() -> None:
    pointed = {t.object.value for t in triples() if isinstance(t.object, ox.NamedNode) and t.object.value.startswith(vocab.ID)}
    assert sorted(pointed - {vocab.ID + entity for entity in entities()}) == []


def test_states_are_all_there_with_demonym_codes_and_capital() -> None:
    present = [state for state in of_kind("State") if state not in PAST]
    assert len(present) >= 193 + 2
    for state in present:
        values = entities()[state]
        (short,), (long,), (capital,) = (values[name] for name in (ALPHA2, ALPHA3, CAPITAL))
        assert values[DEMONYM], state
        assert re.fullmatch("[A-Z]{2}", short), state
        assert re.fullmatch("[A-Z]{3}", long), state
        assert entities()[capital][LOCATED_IN] == [state]


def test_past_states_are_there_and_their_capitals_stand_in_states_of_today() -> None:
    assert set(of_kind("State")) >= PAST
    for state in PAST:
        (capital,) = entities()[state][CAPITAL]
        (today,) = entities()[capital][LOCATED_IN]
        assert kind(today) == "State"
        assert today not in PAST


def test_each_state_has_its_own_codes_and_wikidata_item() -> None:
    for name in (ALPHA2, ALPHA3, vocab.OWL + "sameAs"):
        values = [value for state in of_kind("State") for value in entities()[state][name]]
        assert len(values) == len(set(values)) >= 195


def test_states_have_the_names_that_texts_use() -> None:
    names = {"united-states": "U.S.", "united-kingdom": "UK", "south-korea": "Republic of Korea", "china": "PRC"}
    for state, name in names.items():
        assert name in entities()[state][ALT]


def test_space_agencies_are_those_of_the_world_and_say_whose_they_are() -> None:
    agencies = of_kind("SpaceAgency")
    assert len(agencies) >= 70
    assert {agency for agency in agencies if not entities()[agency][AGENCY_OF]} == OF_SEVERAL_STATES
    assert len({state for agency in agencies for state in entities()[agency][AGENCY_OF]}) >= 65


def test_government_bodies_say_whose_they_are() -> None:
    assert [body for body in of_kind("GovernmentBody") if not (entities()[body][AGENCY_OF] or entities()[body][PART_OF])] == []


def test_companies_research_institutions_and_cities_say_where_they_are() -> None:
    organised = [*of_kind("Company"), *of_kind("ResearchInstitution")]
    assert [entity for entity in organised if not (entities()[entity][LOCATED_IN] or entities()[entity][PART_OF])] == []


def test_relations_join_what_the_ontology_lets_them_join() -> None:
    relations = schema.load().relations
    wrong = [
        (entity, name, value)
        for entity, values in entities().items()
        for name, relation in relations.items()
        for value in values[vocab.PACT + name]
        if kind(entity) not in relation.domain or kind(value) not in relation.range
    ]
    assert wrong == []


def test_capitals_are_places() -> None:
    assert {kind(capital) for state in of_kind("State") for capital in entities()[state][CAPITAL]} == {"Place"}


def test_nothing_is_part_of_or_located_in_itself() -> None:
    for relation in (LOCATED_IN, PART_OF):
        for entity in entities():
            seen, todo = set(), list(entities()[entity][relation])
            while todo:
                seen.add(here := todo.pop())
                todo += [there for there in entities()[here][relation] if there not in seen]
            assert entity not in seen, f"{entity} {relation} itself"


def test_every_term_is_in_the_ontology() -> None:
    defined = {identifier(triple.subject) for triple in parsed("spacepact.ttl") if isinstance(triple.subject, ox.NamedNode)}
    used = {t.predicate.value for t in triples()} | {vocab.PACT + kind(entity) for entity in entities()}
    assert sorted(term for term in used - defined if term.startswith(vocab.PACT)) == []


def test_the_generated_part_is_made_from_the_table_as_it_stands() -> None:
    """The libraries that the tool reads besides are no part of the tests' environment: one of them needs a compiler and ICU."""
    digest = sha256((ROOT / "tools" / "states.txt").read_bytes()).hexdigest()
    assert f"# SHA-256 of tools/states.txt: {digest}\n" in (ROOT / "ontology" / "states.ttl").read_text(encoding="utf-8")
