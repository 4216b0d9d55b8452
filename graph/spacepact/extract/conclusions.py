"""What a document's facts say together: a signer binds the body, two parties are partners, the most exact date stands."""

from datetime import date

from spacepact.extract.facts import Fact, Facts
from spacepact.intervals import Bounds, bounds
from spacepact.model import Time


def conclude(facts: Facts) -> None:
    """Add what follows from a document's facts and take out the dates that another makes needless."""
    _bodies_of_signers(facts)
    _partners(facts)
    _most_exact_dates(facts)


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
        if facts.things[agreement].kind in {"Norm", "Treaty", "Accord"}:
            continue
        for coarse in ("State", "Organization"):
            sides = [key for key in found if facts.things[key].coarse == coarse]
            if len(sides) == 2:
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
