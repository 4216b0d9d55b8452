"""Graphs of any size for measuring: claims between known and invented entities, the same ones each time."""

import random
from collections.abc import Iterator
from functools import partial
from itertools import count

import pyoxigraph as ox

from spacepact import rdf, reference, schema, vocab
from spacepact.model import Claim, Document, Entity, Extraction, Mention, Passage, Span, Time

CLAIMS_A_DOCUMENT = 60
STATUSES = random.Random(1).choices(vocab.STATUSES, weights=(60, 15, 15, 7, 3), k=997)
LEFT_OUT = {"linkedWith"}


def quads(claims: int) -> Iterator[ox.Quad]:
    """The quads of a graph of that many claims: the reference, and documents of 60 claims, a sentence each."""
    known, terms = schema.load(), reference.load()
    yield from terms.ontology
    yield from terms.known
    chance = random.Random(claims)
    pools = _pools(known, claims, chance)
    entities = dict.fromkeys(entity for pool in pools.values() for entity in pool)
    yield from rdf.entity_quads(entity for entity in entities if not entity.known)
    for number in range(claims // CLAIMS_A_DOCUMENT):
        yield from rdf.document_quads(_document(number, known, pools, chance), known)


def _pools(known: schema.Schema, claims: int, chance: random.Random) -> dict[str, list[Entity]]:
    """Entities by class: those of the reference, and one invented for every three claims; the first ones are spoken of most."""
    terms = reference.load()
    pools: dict[str, list[Entity]] = {kind: [] for kind in vocab.COARSE if kind != "Topic"}
    first = ["india", "united-states", "japan", "russia"]
    for identifier in sorted(terms.kinds, key=lambda name: (first.index(name) if name in first else len(first), name)):
        if terms.kinds[identifier] in pools:
            pools[terms.kinds[identifier]].append(Entity(identifier, terms.kinds[identifier], identifier, known=True))
    kinds = sorted(set(pools) - {"State"})
    for number in range(claims // 3):
        kind = chance.choice(kinds)
        pools[kind].append(Entity(f"thing-{number}_{vocab.COARSE[kind].lower()}", kind, f"{kind} {number}"))
    return pools


def _document(number: int, known: schema.Schema, pools: dict[str, list[Entity]], chance: random.Random) -> Extraction:
    relations = sorted(name for name in known.relations if name not in LEFT_OUT and known.relations[name].edge_label)
    places = count(0, 50)
    claims, passages = [], []
    while len(claims) < CLAIMS_A_DOCUMENT:
        relation = known.relations[chance.choice(relations)]
        subject = _one(relation.domain, pools, chance)
        object_ = _object(relation, known, pools, chance)
        if subject is None or object_ is None or object_ == subject.id:
            continue
        start = next(places)
        text = f"Sentence {len(claims)} of document {number}."
        span = Span(start, start + len(text))
        passages.append(Passage(span, text, (Mention(span, subject.id),)))
        claims.append(_claim(subject.id, relation.name, object_, span, known, chance))
    document = Document(
        f"document-{number}", "", f"document-{number}.txt", f"Document {number}", f"Publisher {number % 7}", "2025"
    )
    return Extraction(document, (), tuple(passages), tuple(claims))


def _claim(subject: str, relation: str, object_: str | Time, span: Span, known: schema.Schema, chance: random.Random) -> Claim:
    make = partial(
        Claim, subject, relation, object_, chance.choice(STATUSES), (span,), f"rule.{relation}.{chance.randrange(5)}", 0.9
    )
    if relation == "cooperatesWith":
        return make(topics=(chance.choice(sorted(known.topics)),))
    return make(role="minister") if relation == "represents" else make()


def _object(
    relation: schema.Relation, known: schema.Schema, pools: dict[str, list[Entity]], chance: random.Random
) -> str | Time | None:
    if "EDTF" in relation.range:
        return Time(f"{chance.randrange(2000, 2030)}-{chance.randrange(1, 13):02}")
    if "Topic" in relation.range:
        return chance.choice(sorted(known.topics))
    found = _one(relation.range, pools, chance)
    return found.id if found else None


def _one(kinds: frozenset[str], pools: dict[str, list[Entity]], chance: random.Random) -> Entity | None:
    """An entity of one of the kinds; half of the choices fall on the first tenth of a kind."""
    pool = pools[chance.choice(sorted(kinds & pools.keys()))] if kinds & pools.keys() else []
    if not pool:
        return None
    return pool[chance.randrange(len(pool))] if chance.random() < 0.5 else pool[chance.randrange(1 + len(pool) // 10)]
