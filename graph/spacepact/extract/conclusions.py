"""What a document's facts say together: a signer binds the body, two parties are partners, the most exact date stands."""

from datetime import date
from itertools import permutations

from spacepact.extract.facts import Fact, Facts
from spacepact.intervals import Bounds, bounds
from spacepact.model import Time


def conclude(facts: Facts, issued: str | None = None) -> None:
    """Add what follows from a document's facts and take out the dates that another makes needless; `issued` is the document's
    EDTF date, behind which nothing has occurred.
    """
    _bodies_of_signers(facts)
    _partners(facts)
    _most_exact_dates(facts)
    if issued:
        _still_to_come(facts, issued)


def _still_to_come(facts: Facts, issued: str) -> None:
    """What is dated later than the document is planned, whatever the sentence sounds like: "Launch: 4 May 2031"."""
    today = bounds(issued)[1]
    for fact in facts.found.values():
        starts = bounds(fact.object.edtf)[0] if isinstance(fact.object, Time) else None
        if today and starts and starts > today and fact.status == "occurred":
            fact.status = "planned"


def _bodies_of_signers(facts: Facts) -> None:
    """Who signs in office binds the body: what its head signs, it is party to."""
    offices: dict[str, list[str]] = {}
    for fact in facts.found.values():
        if fact.relation == "represents":
            offices.setdefault(fact.subject, []).append(str(fact.object))
    for fact in [fact for fact in facts.found.values() if fact.relation == "signatoryOf"]:
        for body in offices.get(fact.subject, ()):
            if (body, "signatoryOf", str(fact.object)) not in facts.found:
                subject, agreement = facts.things[body], facts.things[str(fact.object)]
                facts.add(
                    subject,
                    "partyTo",
                    agreement,
                    status=fact.status,
                    sentence=fact.sentences[0],
                    rule="partyTo.signed-for",
                    confidence=0.8,
                )


def _partners(facts: Facts) -> None:
    """The two sides of a bilateral agreement work together on what it is about."""
    parties: dict[str, dict[str, Fact]] = {}
    for fact in facts.found.values():
        if fact.relation in {"partyTo", "signatoryOf"} and fact.status != "negated":
            parties.setdefault(str(fact.object), {}).setdefault(fact.subject, fact)
    for agreement, found in parties.items():
        thing = facts.things[agreement]
        if thing.kind in {"Norm", "Accord"} or (thing.kind == "Treaty" and not thing.described):
            continue
        actors = [key for key in found if facts.things[key].coarse in {"State", "Organization"}]
        mixed = len(actors) == 2 and len({facts.things[key].coarse for key in actors}) == 2
        for coarse in ("State", "Organization", "mixed"):
            sides = [key for key in actors if facts.things[key].coarse == coarse or (mixed and coarse == "mixed")]
            if len(sides) == 2 and not any((one, "agencyOf", other) in facts.found for one, other in permutations(sides)):
                first, second = (facts.things[key] for key in sides)
                fact = found[sides[0]]
                status = "occurred" if fact.status == "ongoing" else fact.status
                facts.add(
                    first,
                    "cooperatesWith",
                    second,
                    status=status,
                    sentence=fact.sentences[0],
                    rule="cooperatesWith.parties",
                    confidence=0.8,
                )


def _most_exact_dates(facts: Facts) -> None:
    """Of a thing's dates one of which lies within another ("1972" and "24 May 1972") the most exact alone is stated."""
    dated: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for key in facts.found:
        if isinstance(facts.found[key].object, Time):
            dated.setdefault(key[:2], []).append(key)
    for keys in dated.values():
        spans = {key: bounds(key[2]) for key in keys}
        for key in keys:
            if any(other != key and _within(spans[other], spans[key]) for other in keys if other in facts.found):
                del facts.found[key]


def _within(inner: Bounds, outer: Bounds) -> bool:
    if None in inner or inner == outer:
        return False
    return (outer[0] or date.min) <= (inner[0] or date.min) and (inner[1] or date.max) <= (outer[1] or date.max)
