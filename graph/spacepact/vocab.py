"""The IRIs that the graph is written in. A test holds the names against ontology/spacepact.ttl."""

from urllib.parse import quote

BASE = "https://w3id.org/spacepact/"
PACT = BASE + "ontology#"
ID = BASE + "id/"
CLAIM = BASE + "claim/"
PASSAGE = BASE + "passage/"
INFERENCE = BASE + "inference/"
DOC = BASE + "doc/"
TOPIC = BASE + "topic/"
GRAPH = BASE + "graph/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"
EDTF = "http://id.loc.gov/datatypes/edtf/"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
SH = "http://www.w3.org/ns/shacl#"

PREFIXES = {
    "pact": PACT, "pactid": ID, "claim": CLAIM, "passage": PASSAGE, "inference": INFERENCE, "doc": DOC, "topic": TOPIC, "graph": GRAPH,
    "rdf": RDF, "rdfs": RDFS, "owl": OWL, "xsd": XSD, "skos": SKOS, "dcterms": DCTERMS, "foaf": FOAF, "org": ORG, "prov": PROV,
    "oa": OA, "schema": SCHEMA, "edtf": EDTF, "void": VOID, "dcat": DCAT, "sh": SH,
}  # fmt: skip

EDTF_TYPE = EDTF + "EDTF"

GRAPH_ONTOLOGY = GRAPH + "ontology"
GRAPH_REFERENCE = GRAPH + "reference"
GRAPH_ENTITIES = GRAPH + "entities"
"""What the entities met in documents are and are called: once for all documents, because a union of graphs keeps duplicates."""
GRAPH_INFERRED = GRAPH + "inferred"
GRAPH_DATASET = GRAPH + "dataset"

STATUSES = ("occurred", "ongoing", "planned", "possible", "negated")
ASSERTED = ("occurred", "ongoing", "planned")
"""The statuses whose claims are also asserted as direct triples."""

COARSE = {
    kind: coarse
    for coarse, kinds in {
        "State": "State",
        "Organization": "Organization SpaceAgency GovernmentBody Company ResearchInstitution InternationalBody",
        "Person": "Person",
        "Agreement": "Agreement Treaty Accord MemorandumOfUnderstanding JointStatement Initiative Norm",
        "Mission": "Mission Programme Spacecraft LaunchVehicle Instrument",
        "Event": "Event Dialogue Meeting Visit",
        "Facility": "Facility",
        "Place": "Place CelestialBody",
        "Topic": "Topic",
    }.items()
    for kind in kinds.split()
}
"""The coarse type of each class of entity: two entities of different coarse types are never the same thing."""


def doc(identifier: str) -> str:
    """The IRI of a document, which is also the IRI of its named graph; any identifier is safe (percent-encoded).

    >>> doc("a b")
    'https://w3id.org/spacepact/doc/a%20b'
    """
    return DOC + quote(identifier, safe="")


def entity(identifier: str) -> str:
    """The IRI of an entity, from its id; any id is safe (percent-encoded)."""
    return ID + quote(identifier, safe="")


def topic(slug: str) -> str:
    """The IRI of a topic, from its slug."""
    return TOPIC + quote(slug, safe="")
