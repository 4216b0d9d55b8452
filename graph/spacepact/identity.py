"""One name, one entity, across documents.

A document's extraction settles who is who within it; here the entities of all documents are joined by their names. Joining
is cautious, because a wrong join puts false facts into the graph while a missed one only leaves two entities apart:

- a label joins where it is distinctive: no bare surname, phrase of general words ("Ministry of Defence") or ambiguous acronym;
- entities of different coarse types, different known entities, and entities that one document tells apart are never joined;
- nor are organs of different states, events on different days, or things that no one kind of the ontology fits.

The outcome depends on the content of the documents alone, not on their order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from spacepact.claims import merge
from spacepact.intervals import bounds
from spacepact.model import Claim, Entity, Extraction, Time
from spacepact.naming import distinctive, is_acronym, is_part, person_key, plain, short_form
from spacepact.schema import Schema
from spacepact.vocab import ASSERTED, COARSE

Node = tuple[str, str]
"""The document's identifier and the entity's id; known and described entities are the same in every document ("")."""

Days = tuple[date, date]
"""The first and the last day, both inclusive."""

GENERAL_KINDS = frozenset({"Organization", "Agreement", "Event"})


@dataclass(slots=True)
class _Group:
    """What is known of the entities joined so far."""

    coarse: str
    nodes: list[Node]
    known: str | None
    places: dict[str, str]  # document → the entity there
    kinds: Counter[str]
    fits: frozenset[str] | None  # the kinds that all relations admit; None while nothing was said
    homes: frozenset[str]  # states whose organ it is said to be
    days: Days | None  # when the event took place, at the widest

    @property
    def candidates(self) -> set[str]:
        kinds = set(self.kinds)
        return kinds if self.fits is None else kinds & self.fits


class _Groups:
    """A union-find over nodes that refuses joins which contradict what the documents say."""

    def __init__(self, groups: dict[Node, _Group]) -> None:
        self.parents: dict[Node, Node] = {node: node for node in groups}
        self.groups = groups

    def find(self, node: Node) -> Node:
        while (parent := self.parents[node]) != node:
            self.parents[node] = node = self.parents[parent]
        return node

    def group(self, node: Node) -> _Group:
        return self.groups[self.find(node)]

    def join(self, one: Node, other: Node) -> bool:
        """Join two groups; False where they must stay apart."""
        first, second = sorted((self.find(one), self.find(other)))
        if first == second:
            return True
        if not _compatible(self.groups[first], self.groups[second]):
            return False
        self.parents[second] = first
        self.groups[first] = _joined(self.groups[first], self.groups.pop(second))
        return True


def resolve(extractions: Sequence[Extraction], schema: Schema) -> list[Extraction]:
    """The extractions with one id, one kind and one preferred label for each entity, in the order given.

    Claims that state the same are merged. An entity keeps the alternative labels that its own document uses; the graph has the
    union over all documents.
    """
    ordered = sorted(extractions, key=lambda extraction: extraction.document.identifier)
    entities = {(_node(x, entity)): entity for x in ordered for entity in x.entities}
    labels = _labels(ordered)
    groups = _Groups(_groups(ordered, schema))
    _join_by_name(groups, labels)
    _join_acronyms(groups, labels)
    _join_surnames(groups, labels)
    final = _final(groups, entities, labels)
    return [_rewritten(extraction, final, groups, schema) for extraction in extractions]


def _node(extraction: Extraction, entity: Entity) -> Node:
    return ("" if entity.known or entity.described else extraction.document.identifier, entity.id)


def _labels(extractions: Iterable[Extraction]) -> dict[Node, Counter[str]]:
    """The labels of each node, each counted once for a document, the preferred one twice."""
    found: dict[Node, Counter[str]] = defaultdict(Counter)
    for extraction in extractions:
        for entity in extraction.entities:
            found[_node(extraction, entity)].update([entity.label, entity.label, *entity.alt_labels])
    return found


def _groups(extractions: Iterable[Extraction], schema: Schema) -> dict[Node, _Group]:
    found: dict[Node, _Group] = {}
    for extraction in extractions:
        identifier, said = extraction.document.identifier, _said(extraction.claims, schema)
        for entity in extraction.entities:
            node = _node(extraction, entity)
            fits, homes, days = said.get(entity.id, (None, frozenset(), None))
            known = entity.id if entity.known else None
            group = _Group(COARSE[entity.kind], [node], known, {identifier: entity.id}, Counter([entity.kind]), fits, homes, days)
            found[node] = _joined(found[node], group, nodes=[node]) if node in found else group
    return found


Said = tuple[frozenset[str] | None, frozenset[str], Days | None]


def _said(claims: Iterable[Claim], schema: Schema) -> dict[str, Said]:
    """What one document's claims imply of each entity: the kinds that fit, the states it is an organ of, its days."""
    fits: dict[str, frozenset[str]] = {}
    homes: dict[str, set[str]] = defaultdict(set)
    days: dict[str, Days] = {}
    for claim in claims:
        relation = schema.relations[claim.relation]
        fits[claim.subject] = fits.get(claim.subject, relation.domain) & relation.domain
        if isinstance(claim.object, Time):
            if claim.relation == "date" and (span := _closed(claim.object)):
                days[claim.subject] = _wider(days.get(claim.subject, span), span)
        elif "Topic" not in relation.range:
            fits[claim.object] = fits.get(claim.object, relation.range) & relation.range
            if claim.relation == "agencyOf" and claim.status in ASSERTED:
                homes[claim.subject].add(claim.object)
    return {name: (fits.get(name), frozenset(homes.get(name, ())), days.get(name)) for name in fits}


def _closed(time: Time) -> Days | None:
    earliest, latest = bounds(time.edtf)
    return (earliest, latest) if earliest and latest else None


def _wider(one: Days, other: Days) -> Days:
    return min(one[0], other[0]), max(one[1], other[1])


def _compatible(one: _Group, other: _Group) -> bool:
    if one.coarse != other.coarse or (one.known and other.known):
        return False
    few, many = sorted((one.places, other.places), key=len)
    if any(document in many for document in few):
        return False
    if one.homes and other.homes and not one.homes & other.homes:
        return False
    if _dated(one) and _dated(other) and one.days and other.days and (one.days[0] > other.days[1] or other.days[0] > one.days[1]):
        return False
    fits = one.fits if other.fits is None else other.fits if one.fits is None else one.fits & other.fits
    kinds = set((one if one.known else other).kinds) if one.known or other.known else {*one.kinds, *other.kinds}
    return fits is None or bool(kinds & fits)


def _dated(group: _Group) -> bool:
    """Whether its date tells a thing apart: agreements of one name are not, because parties join them one by one."""
    return group.coarse == "Event" or set(group.kinds) == {"JointStatement"}


def _joined(one: _Group, other: _Group, *, nodes: list[Node] | None = None) -> _Group:
    fits = one.fits if other.fits is None else other.fits if one.fits is None else one.fits & other.fits
    one.places.update(other.places)
    return _Group(
        coarse=one.coarse,
        nodes=nodes or [*one.nodes, *other.nodes],
        known=one.known or other.known,
        places=one.places,
        kinds=one.kinds + other.kinds,
        fits=fits,
        homes=one.homes | other.homes,
        days=_wider(one.days, other.days) if one.days and other.days else one.days or other.days,
    )


def _join_by_name(groups: _Groups, labels: dict[Node, Counter[str]]) -> None:
    bearers: dict[tuple[str, str], set[Node]] = defaultdict(set)
    for node, group in groups.groups.items():
        if not _described(node, group):
            for label in labels[node]:
                if key := distinctive(label, group.coarse):
                    bearers[group.coarse, key].add(node)
    for coarse, key in sorted(bearers, key=lambda bearer: (-len(bearer[1]), bearer)):
        clear = list(_clear(bearers[coarse, key], key, labels))
        fuller = {groups.find(node) for node in clear if coarse != "Person" and is_part(key, labels[node])}
        _join_all(groups, [node for node in clear if len(fuller) <= 1 or groups.find(node) not in fuller])


def _clear(nodes: Iterable[Node], key: str, labels: dict[Node, Counter[str]]) -> Iterator[Node]:
    """The bearers of a label, but where two of one document bear it, only one that is called just so."""
    bearing: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        bearing[node[0]].append(node)
    for document, found in bearing.items():
        exact = [node for node in found if any(plain(label) == key for label in labels[node])]
        yield from found if document == "" or len(found) == 1 else exact if len(exact) == 1 else ()


def _described(node: Node, group: _Group) -> bool:
    return node[0] == "" and group.known is None


def _join_all(groups: _Groups, nodes: Iterable[Node]) -> None:
    """Join the nodes, each to the first before it that it doesn't contradict."""
    ordered = sorted(nodes)
    for index, node in enumerate(ordered):
        for earlier in ordered[:index][:8]:
            if groups.join(earlier, node):
                break


def _join_acronyms(groups: _Groups, labels: dict[Node, Counter[str]]) -> None:
    """Join a bare short form with the one entity that bears it beside its expansion; where there is none, with its like."""
    spelt: dict[tuple[str, str], set[Node]] = defaultdict(set)
    bare: dict[tuple[str, str], set[Node]] = defaultdict(set)
    for root, group in sorted(groups.groups.items()):
        if _described(root, group) or group.coarse == "Person":
            continue
        shorts = {short_form(label) for node in group.nodes for label in labels[node]}
        for short in shorts - {""}:
            (spelt if "" in shorts else bare)[group.coarse, short].add(root)
    for key in sorted(bare):
        owners = {groups.find(node) for node in spelt.get(key, ())}
        _join_all(groups, {*bare[key], *owners} if len(owners) == 1 else bare[key])


def _join_surnames(groups: _Groups, labels: dict[Node, Counter[str]]) -> None:
    """Join a person met by surname alone with the one person of that surname."""
    full: dict[str, set[Node]] = defaultdict(set)
    bare: dict[str, list[Node]] = defaultdict(list)
    for root, group in sorted(groups.groups.items()):
        if group.coarse != "Person" or _described(root, group):
            continue
        names = {label for node in group.nodes for label in labels[node]}
        keys = {key for name in names if (key := person_key(name))}
        for name in keys:
            full[name.split()[-1]].add(root)
        if not keys:
            for surname in {plain(name).split()[-1] for name in names if plain(name)}:
                bare[surname].append(root)
    for surname in sorted(bare):
        owners = {groups.find(node) for node in full.get(surname, ())}
        if len(owners) == 1:
            (owner,) = owners
            for node in bare[surname]:
                groups.join(owner, node)


def _final(groups: _Groups, entities: dict[Node, Entity], labels: dict[Node, Counter[str]]) -> dict[Node, Entity]:
    """The entity of each group, by its root: ids that several groups would claim get a hash of their first document."""
    chosen = {root: _entity(group, entities, labels) for root, group in groups.groups.items()}
    claimed = Counter(entity.id for entity in chosen.values())
    return {
        root: replace(entity, id=_local_id(entity.id, root))
        if claimed[entity.id] > 1 and root[0] and not entity.known
        else entity
        for root, entity in chosen.items()
    }


def _local_id(identifier: str, root: Node) -> str:
    name, _, coarse = identifier.rpartition("_")
    return f"{name}-{sha256(root[0].encode('utf-8', 'surrogatepass')).hexdigest()[:8]}_{coarse}"


def _entity(group: _Group, entities: dict[Node, Entity], labels: dict[Node, Counter[str]]) -> Entity:
    members = [entities[node] for node in sorted(group.nodes)]
    if known := next((entity for entity in members if entity.known), None):
        return known
    counts: Counter[str] = sum((labels[node] for node in group.nodes), Counter())
    best = min(members, key=lambda entity: (_short(entity), -counts[entity.label], -len(entity.label), entity.label, entity.id))
    kinds = group.candidates or set(group.kinds)
    kind = min(kinds, key=lambda kind: (kind in GENERAL_KINDS, -group.kinds[kind], kind))
    return replace(best, kind=kind)


def _short(entity: Entity) -> bool:
    return not person_key(entity.label) if entity.kind == "Person" else is_acronym(entity.label)


def _rewritten(extraction: Extraction, final: dict[Node, Entity], groups: _Groups, schema: Schema) -> Extraction:
    resolved = {entity.id: final[groups.find(_node(extraction, entity))] for entity in extraction.entities}
    names = {old: entity.id for old, entity in resolved.items()}
    symmetric = {name for name, relation in schema.relations.items() if relation.symmetric}
    return replace(
        extraction,
        entities=tuple(_own(entity, resolved[entity.id]) for entity in extraction.entities),
        passages=tuple(
            replace(passage, mentions=tuple(replace(mention, entity=names[mention.entity]) for mention in passage.mentions))
            for passage in extraction.passages
        ),
        claims=merge(_claims(extraction.claims, names, schema), symmetric=symmetric),
    )


def _own(entity: Entity, resolved: Entity) -> Entity:
    """The resolved entity with the labels of one document."""
    others = dict.fromkeys(label for label in (entity.label, *entity.alt_labels) if label != resolved.label)
    return replace(resolved, alt_labels=tuple(others))


def _claims(claims: Iterable[Claim], names: dict[str, str], schema: Schema) -> Iterator[Claim]:
    for claim in claims:
        literal = isinstance(claim.object, Time) or "Topic" in schema.relations[claim.relation].range
        yield replace(claim, subject=names[claim.subject], object=claim.object if literal else names[str(claim.object)])
