"""When two claims of one document are one."""

import pytest

from spacepact.claims import key, merge
from spacepact.model import Span, Status, Time
from values import claim

FIRST, SECOND = Span(0, 10), Span(20, 30)


def test_the_evidence_of_equal_claims_is_united() -> None:
    (merged,) = merge(
        [claim("isro", "partyTo", "pact", span=SECOND, confidence=0.7), claim("isro", "partyTo", "pact", span=FIRST)]
    )
    assert merged.passages == (FIRST, SECOND)
    assert merged.confidence == 0.9


def test_different_claims_stay_apart_in_the_order_of_the_text() -> None:
    later, sooner = claim("isro", "partyTo", "pact", span=SECOND), claim("jaxa", "partyTo", "pact", span=FIRST)
    assert merge([later, sooner]) == (sooner, later)


def test_either_order_of_a_symmetric_relation_is_one_claim() -> None:
    one, other = (
        claim("isro", "cooperatesWith", "jaxa", topics=("energy",)),
        claim("jaxa", "cooperatesWith", "isro", topics=("data",)),
    )
    assert len(merge([one, other])) == 2
    (merged,) = merge([one, other], symmetric={"cooperatesWith"})
    assert (merged.subject, merged.topics) == ("isro", ("data", "energy"))
    assert key(one, symmetric={"cooperatesWith"}) == key(other, symmetric={"cooperatesWith"})


@pytest.mark.parametrize(
    ("statuses", "merged"),
    [(("possible", "planned"), "planned"), (("planned", "occurred"), "occurred"), (("negated", "possible"), "possible"),
     (("negated", "negated"), "negated")],
)  # fmt: skip
def test_an_affirmed_status_outweighs_a_weaker_one(statuses: tuple[Status, Status], merged: Status) -> None:
    assert merge(claim("a", "partyTo", "b", status=status) for status in statuses)[0].status == merged


def test_time_and_role_survive_wherever_they_were_read() -> None:
    bare = claim("a", "represents", "b", span=FIRST, confidence=1.0)
    full = claim("a", "represents", "b", span=SECOND, confidence=0.5, when=Time("2024"), role="minister")
    (merged,) = merge([bare, full])
    assert (merged.when, merged.role, merged.confidence) == (Time("2024"), "minister", 1.0)


def test_dates_are_told_apart_by_their_time() -> None:
    assert len(merge([claim("a", "date", Time("2024")), claim("a", "date", Time("2025")), claim("a", "date", Time("2025"))])) == 2


def test_no_claims_give_no_claims() -> None:
    assert merge([]) == ()
