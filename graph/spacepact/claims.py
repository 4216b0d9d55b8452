"""When two claims of one document are one: the same subject, relation and object.

A document states a thing once for the graph, however many of its sentences say so; the sentences become its evidence.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from spacepact.model import Claim, Time
from spacepact.vocab import STATUSES

Key = tuple[str, str, str]


def object_name(claim: Claim) -> str:
    """The object of a claim as a string: an entity id, a topic's label or an EDTF time."""
    return claim.object.edtf if isinstance(claim.object, Time) else claim.object


def key(claim: Claim, *, symmetric: Collection[str] = ()) -> Key:
    """What makes a claim the same within its document; either order of a symmetric relation has the same key."""
    subject, object_ = claim.subject, object_name(claim)
    if claim.relation in symmetric and object_ < subject:
        subject, object_ = object_, subject
    return subject, claim.relation, object_


def merge(claims: Iterable[Claim], *, symmetric: Collection[str] = ()) -> tuple[Claim, ...]:
    """Claims of one document, one for each key, in the order of the passages that support them first.

    The most certain of the merged claims gives direction, time, role and rule. An affirmed status outweighs `possible` and
    `negated`; among the rest the order of `vocab.STATUSES` decides. Passages and topics are united.
    """
    groups: dict[Key, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(key(claim, symmetric=symmetric), []).append(claim)
    merged = (group[0] if len(group) == 1 else _united(group) for group in groups.values())
    return tuple(sorted(merged, key=lambda claim: (claim.passages, claim.relation, claim.subject, object_name(claim))))


def _united(group: list[Claim]) -> Claim:
    ranked = sorted(group, key=lambda claim: (-claim.confidence, STATUSES.index(claim.status), claim.passages, claim.rule))
    best = ranked[0]
    status = min((claim.status for claim in group), key=STATUSES.index)
    bearers = [claim for claim in ranked if claim.status == status]
    passages = [*best.passages, *sorted({span for claim in group for span in claim.passages} - set(best.passages))]
    return replace(
        best,
        status=status,
        passages=tuple(passages),
        when=next((claim.when for claim in (*bearers, *ranked) if claim.when), None),
        role=next((claim.role for claim in ranked if claim.role), None),
        topics=tuple(sorted({topic for claim in group for topic in claim.topics})),
    )
