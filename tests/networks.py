"""A small world for the tests of networks, paths and the page: five documents on three agencies, their states and missions."""

from collections.abc import Iterable, Sequence
from typing import Any

import pyoxigraph as ox

from spacepact import rdf, resources, schema, vocab
from spacepact.model import Entity, Extraction, Span, Time
from values import claim, entity, extraction

INDIA = entity("india_state", "State", "India", "Republic of India", known=True)
AMERICA = entity("united-states_state", "State", "United States", "US", known=True)
JAPAN = entity("japan_state", "State", "Japan", known=True)
ISRO = entity("isro_organization", "SpaceAgency", "ISRO", "Indian Space Research Organisation", known=True)
NASA = entity("nasa_organization", "SpaceAgency", "NASA", "National Aeronautics and Space Administration", known=True)
JAXA = entity("jaxa_organization", "SpaceAgency", "JAXA", "Agência Japonesa", known=True)
MODI = entity("narendra-modi_person", "Person", "Narendra Modi", "Modi")
NISAR = entity("nisar_mission", "Mission", "NISAR")
LUPEX = entity("lupex_mission", "Mission", "LUPEX")
GATEWAY = entity("gateway_mission", "Spacecraft", "Gateway")
PACT = entity("space-pact_agreement", "MemorandumOfUnderstanding", "Space Pact")
SHAR = entity("satish-dhawan-space-centre_facility", "Facility", "Satish Dhawan Space Centre")
ALONE = entity("lonely_organization", "Company", "Lonely Rockets")

EARTH = "earth observation"
MOON = "lunar exploration"

Fact = tuple[Entity, str, Entity | Time | str, dict[str, Any]]


def document(identifier: str, text: str, facts: Sequence[Fact], *silent: Entity, **about: str) -> Extraction:
    """A document of one sentence that supports all its facts; `silent` entities are named without a fact."""
    span = Span(0, len(text))
    claims = [claim(one.id, relation, _object(other), span=span, **more) for one, relation, other, more in facts]
    named = {thing.id: thing for fact in facts for thing in fact if isinstance(thing, Entity)}
    return extraction(identifier, text, [*named.values(), *silent], claims, **about)


def _object(thing: Entity | Time | str) -> str | Time:
    return thing.id if isinstance(thing, Entity) else thing


def documents() -> list[Extraction]:
    """What the small world says, document by document."""
    planned, possible, ongoing, negated = ({"status": status} for status in ("planned", "possible", "ongoing", "negated"))
    return [
        document(
            "radar", "ISRO and NASA built NISAR, to be launched from Satish Dhawan Space Centre.",
            [(ISRO, "develops", NISAR, {}), (NASA, "develops", NISAR, {}), (NISAR, "concerns", EARTH, {}),
             (NISAR, "launchSite", SHAR, planned | {"when": Time("2025-03")}),
             (ISRO, "cooperatesWith", NASA, {"topics": (EARTH,)})],
            title="Radar over Earth", issued="2024-02-10", publisher="The Orbit", source="https://example.org/radar",
        ),
        document(
            "moon", "ISRO, the agency of India, and JAXA, the agency of Japan, will fly LUPEX.",
            [(ISRO, "agencyOf", INDIA, {}), (JAXA, "agencyOf", JAPAN, {}), (LUPEX, "concerns", MOON, {}),
             (ISRO, "participatesIn", LUPEX, planned), (JAXA, "participatesIn", LUPEX, planned)],
            title="To the Moon together", issued="2025-04-02",
        ),
        document(
            "gateway", "NASA, the agency of the United States, leads Gateway, in which JAXA and Japan may take part.",
            [(NASA, "agencyOf", AMERICA, {}), (NASA, "leads", GATEWAY, {}), (JAXA, "participatesIn", GATEWAY, possible)],
            title="A station by the Moon", issued="2023-06-01",
        ),
        document(
            "pact", "Modi of India and the United States signed the Space Pact; Japan did not.",
            [(MODI, "represents", INDIA, {"role": "Prime Minister"}), (MODI, "announced", PACT, {}),
             (INDIA, "signatoryOf", PACT, {}), (AMERICA, "signatoryOf", PACT, {}), (JAPAN, "signatoryOf", PACT, negated),
             (PACT, "date", Time("2022-05-01"), {})],
            title="The pact",
        ),
        document(
            "again", "NASA and ISRO work together; Lonely Rockets does not.",
            [(NASA, "cooperatesWith", ISRO, ongoing)], ALONE, title="Again", issued="2025-01-15",
        ),
    ]  # fmt: skip


def store_of(extractions: Iterable[Extraction]) -> ox.Store:
    """An Oxigraph store in memory with what the documents say and the ontology, as a build lays them out."""
    loaded = schema.load()
    store = ox.Store()
    store.extend(quad for item in extractions for quad in rdf.quads(item, loaded))
    home = ox.NamedNode(vocab.GRAPH_ONTOLOGY)
    for name in ("spacepact.ttl", "topics.ttl"):
        store.bulk_load(path=str(resources.path("ontology", name)), format=ox.RdfFormat.TURTLE, to_graph=home)
    return store
