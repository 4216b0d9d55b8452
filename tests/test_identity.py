"""One name, one entity, across documents."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from spacepact import schema
from spacepact.identity import resolve
from spacepact.model import Entity, Extraction, Time
from values import entity, extraction

SCHEMA = schema.load()
INDIA = entity("india", "State", "India", known=True)
JAPAN = entity("japan", "State", "Japan", known=True)


def ids(documents: Sequence[Extraction]) -> list[list[str]]:
    return [[found.id for found in document.entities] for document in resolve(documents, SCHEMA)]


def document(identifier: str, *entities: Entity, facts: Sequence[tuple[str, str, str | Time]] = ()) -> Extraction:
    return extraction(identifier, " and ".join(e.label for e in entities), entities, facts)


def test_one_label_is_one_entity() -> None:
    one = entity("kenya-space-agency_organization", "Organization", "Kenya Space Agency", "KSA")
    other = entity("the-kenya-space-agency_organization", "SpaceAgency", "The Kenya Space Agency")
    first, second = resolve([document("a", one), document("b", other)], SCHEMA)
    assert first.entities[0].id == second.entities[0].id
    assert first.entities[0].kind == second.entities[0].kind == "SpaceAgency"
    assert first.entities[0].label == second.entities[0].label
    assert set(first.entities[0].alt_labels) | set(second.entities[0].alt_labels) >= {"KSA"}


def test_claims_and_mentions_follow_their_entity() -> None:
    crew = entity("shukla_person", "Person", "Shukla")
    full = entity("shubhanshu-shukla_person", "Person", "Shubhanshu Shukla")
    flight = entity("axiom-4_mission", "Mission", "Axiom-4")
    _, second = resolve([document("a", full), document("b", crew, flight, facts=[(crew.id, "crewOf", flight.id)])], SCHEMA)
    assert [(claim.subject, claim.object) for claim in second.claims] == [(full.id, flight.id)]
    assert {mention.entity for passage in second.passages for mention in passage.mentions} == {full.id, flight.id}
    assert second.entities[0].alt_labels == ("Shukla",)


def test_claims_that_state_the_same_are_merged() -> None:
    one, other = (
        entity("lab_organization", "Organization", "Nova Lab"),
        entity("works_organization", "Organization", "Orbit Works"),
    )
    both = document("a", one, other, facts=[(one.id, "cooperatesWith", other.id), (other.id, "cooperatesWith", one.id)])
    assert len(resolve([both], SCHEMA)[0].claims) == 1


def test_an_acronym_joins_the_expansion_that_another_document_gives() -> None:
    spelt = entity("peru-space-agency_organization", "SpaceAgency", "Peru Space Agency", "PSA")
    bare = entity("psa_organization", "Organization", "PSA")
    assert ids([document("a", bare), document("b", spelt)]) == [[spelt.id], [spelt.id]]


def test_an_acronym_of_two_expansions_joins_neither() -> None:
    peru = entity("peru-space-agency_organization", "SpaceAgency", "Peru Space Agency", "PSA")
    public = entity("pilot-safety-agency_organization", "GovernmentBody", "Pilot Safety Agency", "PSA")
    bare = entity("psa_organization", "Organization", "PSA")
    assert ids([document("a", peru), document("b", public), document("c", bare), document("d", bare)]) == [
        [peru.id], [public.id], [bare.id], [bare.id],
    ]  # fmt: skip


@pytest.mark.parametrize("other", ["PSA", "PSA mission", "Psa"])
def test_spellings_of_a_short_form_are_one(other: str) -> None:
    one, two = entity("psa_mission", "Mission", "PSA", "PSA satellite"), entity("psa-mission_mission", "Mission", other)
    first, second = ids([document("a", one), document("b", two)])
    assert first == second


def test_a_label_that_two_bear_belongs_to_the_one_that_is_called_just_so() -> None:
    exact, longer = entity("anna-kim_person", "Person", "Anna Kim"), entity("anna-b-kim_person", "Person", "Anna B. Kim")
    found = ids([document("a", exact, longer), document("b", exact)])
    assert found[0][0] != found[0][1]
    assert found[1] == [found[0][0]]


def test_a_part_of_two_names_joins_neither() -> None:
    ohio = entity("ohio-kepler-university_organization", "ResearchInstitution", "Ohio Kepler University", "Kepler University")
    linz = entity("linz-kepler-university_organization", "ResearchInstitution", "Linz Kepler University", "Kepler University")
    bare = entity("kepler-university_organization", "ResearchInstitution", "Kepler University")
    assert ids([document("a", ohio), document("b", linz), document("c", bare)]) == [[ohio.id], [linz.id], [bare.id]]
    assert len({found for (found,) in ids([document("a", ohio), document("c", bare), document("d", ohio)])}) == 1


def test_an_agency_before_a_name_makes_no_other_name() -> None:
    names = ("NASA Kepler Telescope", "NASA/ESA Kepler Telescope", "Kepler Telescope")
    scopes = [entity(f"{number}_mission", "Spacecraft", name, "Kepler Telescope") for number, name in enumerate(names)]
    found = ids([document(str(number), scope) for number, scope in enumerate(scopes)])
    assert found[0] == found[1] == found[2]


def test_a_surname_joins_the_only_person_of_that_name() -> None:
    full, bare = entity("narendra-modi_person", "Person", "Narendra Modi"), entity("modi_person", "Person", "Modi")
    titled = entity("prime-minister-narendra-modi_person", "Person", "Prime Minister Narendra Modi")
    found = ids([document("a", full), document("b", bare), document("c", titled)])
    assert found[0] == found[1] == found[2]


def test_a_surname_of_two_persons_joins_neither_and_stays_in_its_document() -> None:
    anna, boris = entity("anna-kim_person", "Person", "Anna Kim"), entity("boris-kim_person", "Person", "Boris Kim")
    bare = entity("kim_person", "Person", "Kim")
    found = ids([document("a", anna), document("b", boris), document("c", bare), document("d", bare)])
    assert found[:2] == [[anna.id], [boris.id]]
    assert len({found[2][0], found[3][0], anna.id, boris.id}) == 4


def test_coarse_types_are_never_joined() -> None:
    programme, body = (
        entity("trust_agreement", "Initiative", "TRUST Bridge"),
        entity("trust_organization", "Company", "TRUST Bridge"),
    )
    assert ids([document("a", programme), document("b", body)]) == [[programme.id], [body.id]]


def test_what_one_document_tells_apart_stays_apart() -> None:
    one, other = (
        entity("orion_mission", "Spacecraft", "Orion Nova", "Nova"),
        entity("nova-2_mission", "Mission", "Nova Two", "Nova"),
    )
    third = entity("nova_mission", "Mission", "Nova Two", "Orion Nova")
    found = ids([document("a", one, other), document("b", third)])
    assert found[0][0] != found[0][1]
    assert found[1][0] in (found[0][0], found[0][1])


def test_known_entities_keep_their_ids_and_draw_others_to_them() -> None:
    isro = entity("isro", "SpaceAgency", "Indian Space Research Organisation", "ISRO", known=True)
    met = entity("indian-space-research-organisation_organization", "Organization", "Indian Space Research Organisation")
    nasa = entity("nasa", "SpaceAgency", "Indian Space Research Organisation", known=True)
    assert ids([document("a", isro), document("b", met)]) == [["isro"], ["isro"]]
    assert ids([document("a", isro), document("b", nasa)]) == [["isro"], ["nasa"]]


def test_a_ministry_without_a_country_belongs_to_its_document() -> None:
    ministry = entity("ministry-of-defence_organization", "GovernmentBody", "Ministry of Defence")
    one, other = ids([document("a", ministry), document("b", ministry)])
    assert one != other
    assert all(found[0].startswith("ministry-of-defence-") and found[0].endswith("_organization") for found in (one, other))
    assert ids([document("a", ministry)]) == [[ministry.id]]


def test_organs_of_different_states_are_different() -> None:
    body = entity("vostok-office_organization", "GovernmentBody", "Vostok Office")
    facts = {state.id: [(body.id, "agencyOf", state.id)] for state in (INDIA, JAPAN)}
    apart = ids([document("a", body, INDIA, facts=facts["india"]), document("b", body, JAPAN, facts=facts["japan"])])
    assert apart[0][0] != apart[1][0]
    together = ids([document("a", body, INDIA, facts=facts["india"]), document("b", body, INDIA, facts=facts["india"])])
    assert together[0][0] == together[1][0]


@pytest.mark.parametrize(("day", "same"), [("2024-05-01", False), ("2025-04", True)])
def test_meetings_on_different_days_are_different(day: str, same: bool) -> None:
    talks = entity("kyoto-dialogue_event", "Dialogue", "Kyoto Dialogue")
    first = document("a", talks, facts=[(talks.id, "date", Time("2025-04-02"))])
    second = document("b", talks, facts=[(talks.id, "date", Time(day))])
    one, other = ids([first, second])
    assert (one == other) is same


def test_a_join_that_no_kind_fits_is_refused() -> None:
    vehicle, camera = (
        entity("artemis_mission", "LaunchVehicle", "Artemis Nova"),
        entity("artemis-nova_mission", "Instrument", "Artemis Nova"),
    )
    moon = entity("moon-orbiter_mission", "Mission", "Lunar Kite")
    rocket = document("a", vehicle, moon, facts=[(moon.id, "launchVehicle", vehicle.id)])
    payload = document("b", camera, moon, facts=[(moon.id, "carries", camera.id)])
    one, other = resolve([rocket, payload], SCHEMA)
    assert one.entities[0].id != other.entities[0].id
    assert (one.entities[0].kind, other.entities[0].kind) == ("LaunchVehicle", "Instrument")


def test_described_things_are_never_joined_by_their_words() -> None:
    one = entity("agreement-on-data-1a2b3c4d_agreement", "Agreement", "agreement on Kyoto data", described=True)
    other = replace(one, id="agreement-on-data-5e6f7a8b_agreement")
    assert ids([document("a", one), document("b", other)]) == [[one.id], [other.id]]


def test_the_order_of_documents_does_not_matter() -> None:
    documents = [
        document("a", entity("psa_organization", "Organization", "PSA")),
        document("b", entity("peru-space-agency_organization", "SpaceAgency", "Peru Space Agency", "PSA")),
        document(
            "c",
            entity("kim_person", "Person", "Kim"),
            entity("peruvian-agency_organization", "Organization", "Peru Space Agency"),
        ),
        document("d", entity("anna-kim_person", "Person", "Anna Kim"), entity("kim_person", "Person", "Kim")),
    ]
    forwards, backwards = resolve(documents, SCHEMA), resolve(documents[::-1], SCHEMA)
    assert forwards == backwards[::-1]


def test_a_single_document_is_left_as_it_is() -> None:
    alone = document(
        "a", entity("psa_organization", "Organization", "PSA"), INDIA, facts=[("psa_organization", "agencyOf", "india")]
    )
    assert resolve([alone], SCHEMA) == [alone]
    assert resolve([], SCHEMA) == []
