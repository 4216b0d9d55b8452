"""The nouns of spacepact: plain frozen values that every layer passes on and none changes.

Offsets count Unicode code points of the document's text; an end is exclusive. Entities are named by their id, the local
part of their IRI (`vocab.ID + id`); topics by their SKOS prefLabel.
"""

from dataclasses import dataclass
from typing import Literal

Status = Literal["occurred", "ongoing", "planned", "possible", "negated"]
Basis = Literal["stated", "relative"]


@dataclass(frozen=True, slots=True)
class Document:
    """A source as loaded: its text, and what is known about it. `issued` is an EDTF string or None."""

    identifier: str
    text: str
    name: str
    title: str | None = None
    publisher: str | None = None
    issued: str | None = None
    source: str | None = None
    language: str = "en"
    media_type: str = "text/plain"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text, from `start` up to but not including `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Time:
    """A time as exact as the text: an EDTF string, and whether the text states it or the document's date was needed."""

    edtf: str
    basis: Basis = "stated"


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that facts are about. `kind` is the local name of a class of the ontology.

    `known` entities come from entities.ttl; `described` ones have no name in the text and carry a label made from it.
    """

    id: str
    kind: str
    label: str
    alt_labels: tuple[str, ...] = ()
    known: bool = False
    described: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names an entity, or refers to it (`reference`: pronoun, "the two leaders")."""

    span: Span
    entity: str
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that names entities or supports claims, with the mentions inside it."""

    span: Span
    text: str
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one document: subject, relation (local name of a property), object.

    `object` is an entity id, a topic's prefLabel where the relation is `concerns`, or a Time for `date` and `launchDate`.
    `passages` are the spans of the supporting sentences, the first one the one the claim was first read from.
    """

    subject: str
    relation: str
    object: str | Time
    status: Status
    passages: tuple[Span, ...]
    rule: str
    confidence: float
    when: Time | None = None
    role: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document yielded. `silent` are sentences that gave no claim, `unrecognised` names that got no type."""

    document: Document
    entities: tuple[Entity, ...]
    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    silent: tuple[Span, ...] = ()
    unrecognised: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inference:
    """One statement that a rule derived: entity ids and a property's local name, the rule, and the IRIs of what it rests on."""

    subject: str
    relation: str
    object: str
    rule: str
    sources: tuple[str, ...]
