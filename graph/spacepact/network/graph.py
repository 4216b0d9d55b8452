"""The network of what documents state: entities joined by claims, each claim with its sentences.

An entity's id is the local part of its IRI; a topic's is `topic:` and its slug. Dates are ISO 8601 days, inclusive.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from spacepact.errors import UnknownName, did_you_mean
from spacepact.model import Entity, Status

if TYPE_CHECKING:
    import networkx as nx

TOPIC_PREFIX = "topic:"


@dataclass(frozen=True, slots=True)
class Source:
    """A document that claims come from. `issued` is EDTF, `day` the first day of that; `link` is as its metadata has it."""

    identifier: str
    title: str
    issued: str | None = None
    day: str | None = None
    publisher: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a document: its text, where it stands (code points), and the entities that it names."""

    id: str
    document: str
    start: int
    end: int
    text: str
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as one document makes it. `object` is an entity's id, or an EDTF time where `literal` says so."""

    id: str
    subject: str
    relation: str
    object: str
    status: Status
    document: str
    rule: str = ""
    confidence: float = 1.0
    passages: tuple[str, ...] = ()
    when: str | None = None
    earliest: str | None = None
    latest: str | None = None
    role: str | None = None
    topics: tuple[str, ...] = ()
    literal: bool = False

    @property
    def joins(self) -> bool:
        """Whether it links two different entities."""
        return not self.literal and self.subject != self.object


@dataclass(frozen=True, slots=True)
class EdgeRule:
    """How a relation becomes an edge, as the ontology says: label, whether it points, and how telling it is (0 to 1)."""

    name: str
    label: str
    directed: bool = True
    weight: float = 1.0


@dataclass(frozen=True, eq=False)
class Network:
    """Entities and the statements about them. Statements are sorted by subject, relation, object, document and id.

    `sides` names the states that an actor belongs to: itself, or the one whose agency, office or firm it is. `broader` names
    a topic's parent.
    """

    entities: Mapping[str, Entity]
    statements: tuple[Statement, ...]
    quotes: Mapping[str, Quote]
    sources: Mapping[str, Source]
    edges: Mapping[str, EdgeRule]
    sides: Mapping[str, frozenset[str]]
    broader: Mapping[str, str]

    @cached_property
    def neighbours(self) -> Mapping[str, Mapping[str, tuple[Statement, ...]]]:
        """For each entity, who is joined to it by statements in either direction, negated ones left out."""
        found: dict[str, dict[str, list[Statement]]] = {entity: {} for entity in self.entities}
        for statement in self.statements:
            if statement.joins and statement.status != "negated":
                subject, object_ = statement.subject, statement.object
                shared = found[subject].setdefault(object_, [])
                found[object_][subject] = shared
                shared.append(statement)
        return {entity: {other: tuple(shared) for other, shared in others.items()} for entity, others in found.items()}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Folded names of all entities: ids first, then labels, then other names; the better connected wins a shared one."""
        ranked = sorted(self.entities.values(), key=lambda entity: (-len(self.neighbours[entity.id]), entity.id))
        found: dict[str, str] = {fold(entity.id): entity.id for entity in ranked}
        for entity in ranked:
            found.setdefault(fold(entity.label), entity.id)
        for entity in ranked:
            for name in entity.alt_labels:
                found.setdefault(fold(name), entity.id)
        return found

    def keep(self, statements: Iterable[Statement], also: Iterable[str] = ()) -> Network:
        """The part of the network that these statements make, with the entities they name and those of `also`."""
        kept = tuple(statements)
        named = {name for statement in kept for name in ends(statement)} | set(also)
        return replace(self, statements=kept, entities={id_: self.entities[id_] for id_ in self.entities if id_ in named})


def ends(statement: Statement) -> tuple[str, ...]:
    """The entities that a statement is about: subject, and object unless that is a time."""
    return (statement.subject,) if statement.literal else (statement.subject, statement.object)


def fold(name: str) -> str:
    """A name without accents, case and runs of blanks, for comparison.

    >>> fold("  Agência  Espacial ")
    'agencia espacial'
    """
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return " ".join(plain.casefold().split())


def short_name(entity: Entity, *, room: int = 22) -> str:
    """What an entity is called where there is little room: its label, or its shortest acronym where the label is longer.

    >>> short_name(Entity("isro", "SpaceAgency", "Indian Space Research Organisation", ("ISRO", "ISRO's")))
    'ISRO'
    """
    acronyms = [name for name in entity.alt_labels if name.isascii() and name.isupper() and name.isalnum() and 1 < len(name) < 9]
    return min(acronyms, key=lambda name: (len(name), name)) if len(entity.label) > room and acronyms else entity.label


def find(network: Network, name: str) -> str:
    """The id of the entity that a name, another name or an id means; accents and case do not matter.

    Raises UnknownName, with the nearest names, where there is none.
    """
    if name in network.entities:
        return name
    try:
        return network.names[fold(name)]
    except KeyError:
        labels = [known for entity in network.entities.values() for known in (entity.label, *entity.alt_labels)]
        raise UnknownName(f"No entity of the network is called {name!r}.{did_you_mean(name, labels)}") from None


def day_of(network: Network, statement: Statement) -> str | None:
    """The first day on which a statement counts, or None where nothing dates it.

    What occurred counts from its own time, else from its document's date; what is planned, possible or denied counts from the
    day when the document said so, else from its own time.
    """
    source = network.sources.get(statement.document)
    said, own = source.day if source else None, statement.earliest or statement.latest
    return (own or said) if statement.status in ("occurred", "ongoing") else (said or own)


def multidigraph(network: Network) -> nx.MultiDiGraph[str]:
    """The network as a NetworkX MultiDiGraph, an edge for each subject, relation and object; the key is the relation.

    Nodes carry `label`, `kind`, `coarse`, `alt_labels`; edges `relation`, `label`, `directed`, `weight`, `statuses`,
    `documents`, `claims` (ids), `earliest` and `latest` (ISO days or None). Negated claims are edges too: their only status
    says so.
    """
    import networkx as nx

    from spacepact.vocab import COARSE

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in network.entities.values():
        graph.add_node(
            entity.id,
            label=entity.label,
            kind=entity.kind,
            coarse=COARSE.get(entity.kind, entity.kind),
            alt_labels=entity.alt_labels,
        )
    groups: dict[tuple[str, str, str], list[Statement]] = {}
    for statement in network.statements:
        if statement.joins:
            groups.setdefault((statement.subject, statement.relation, statement.object), []).append(statement)
    for (subject, relation, object_), group in groups.items():
        graph.add_edge(subject, object_, key=relation, **_edge(network, relation, group))
    return graph


def _edge(network: Network, relation: str, group: list[Statement]) -> dict[str, Any]:
    rule = edge_rule(network, relation)
    return {
        "relation": relation,
        "label": rule.label,
        "directed": rule.directed,
        "weight": rule.weight,
        "statuses": tuple(sorted({statement.status for statement in group})),
        "documents": tuple(sorted({statement.document for statement in group})),
        "claims": tuple(statement.id for statement in group),
        "earliest": min((statement.earliest for statement in group if statement.earliest), default=None),
        "latest": max((statement.latest for statement in group if statement.latest), default=None),
    }


def edge_rule(network: Network, relation: str) -> EdgeRule:
    """The ontology's rule for a relation; a relation that it does not know points, and is as telling as any."""
    return network.edges.get(relation) or EdgeRule(relation, spaced(relation))


def spaced(name: str) -> str:
    """A camel-case name as words.

    >>> spaced("cooperatesWith")
    'cooperates with'
    """
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()
