"""Times as exact as the text, and no more."""

from datetime import date

import pytest

from spacepact.intervals import is_edtf
from spacepact.model import Time
from spacepact.text.times import find

ISSUED = date(2025, 2, 28)  # a Friday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 1 April 2025", "2025-04-01"),
        ("November 10, 2022", "2022-11-10"),
        ("Sept. 23, 2014", "2014-09-23"),
        ("in October 2018", "2018-10"),
        ("in 2019", "2019"),
        ("March 20-21, 2024", "2024-03-20/2024-03-21"),
        ("on 16 and 17 March 2022", "2022-03-16/2022-03-17"),
        ("in early 2025", "2025-01/2025-04"),
        ("late November 2022", "2022-11-21/2022-11-30"),
        ("in the early 2000s", "2000/2003"),
        ("in the 2030s", "203X"),
        ("summer 2026", "2026-22"),
        ("since 2004", "2004/.."),
        ("by the end of 2025", "../2025-12-31"),
        ("before 2030", "../2029-12-31"),
        ("before the end of 2029", "../2029-12-31"),
        ("at the end of 2024", "2024-09/2024-12"),
        ("in the first half of 2027", "2027-01/2027-06"),
        ("the last quarter of 2027", "2027-10/2027-12"),
        ("in Q3 2026", "2026-07/2026-09"),
        ("30 June to 2 July 2024", "2024-06-30/2024-07-02"),
        ("from December 28 to January 3, 2025", "2024-12-28/2025-01-03"),
        ("from March to May 2025", "2025-03/2025-05"),
        ("between March and May 2025", "2025-03/2025-05"),
        ("from 2024 to 2028", "2024/2028"),
    ],
)
def test_stated_times_need_no_date_of_the_document(text: str, expected: str) -> None:
    (found,) = find(text, None)
    assert found.time is not None
    assert (found.time.edtf, found.time.basis) == (expected, "stated")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Tuesday", "2025-02-25"),
        ("on Friday", "2025-02-28"),
        ("yesterday", "2025-02-27"),
        ("last month", "2025-01"),
        ("next year", "2026"),
        ("early next year", "2026-01/2026-04"),
        ("last September", "2024-09"),
        ("in October", "2024-10"),
        ("on May 20", "2025-05-20"),
        ("last week", "2025-02-17/2025-02-23"),
        ("three years ago", "2022"),
        ("twenty years ago today", "2005-02-28"),
        ("in June last year", "2024-06"),
        ("on 12 March next year", "2026-03-12"),
        ("at the end of May", "2025-05-21/2025-05-31"),
        ("the second half of next year", "2026-07/2026-12"),
        ("early this year", "2025-01/2025-04"),
    ],
)
def test_relative_times_go_by_the_documents_date_and_are_left_out_without_one(text: str, expected: str) -> None:
    (found,) = find(text, ISSUED)
    assert found.time is not None
    assert (found.time.edtf, found.time.basis) == (expected, "relative")
    assert all(other.time is None for other in find(text, None))


@pytest.mark.parametrize("text", ["1,500 pieces", "a cost of $2020 million", "2019 kg", "they may sign"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert [found.time.edtf for found in find(text, None) if found.time and "-" in found.time.edtf] == []


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("in the same month", "2016-03-04", "2016-03"),
        ("that year", "2016-03", "2016"),
        ("in March of that year", "2001-01", "2001-03"),
        ("on 5 May of the following year", "1999", "2000-05-05"),
        ("three years later", "2013-03", "2016"),
        ("a month earlier", "2021-01", "2020-12"),
        ("the next day", "2020-02-28", "2020-02-29"),
        ("two weeks later", "2020-05-01", "2020-05-11/2020-05-17"),
        ("the same day", "2016-03", None),
        ("a month later", "2016", None),
        ("a year later", "2016/2018", None),
        ("a year later", None, None),
    ],
)
def test_what_goes_on_is_reckoned_from_the_time_told_last(text: str, told: str | None, expected: str | None) -> None:
    (found,) = find(text, ISSUED, Time(told) if told else None)
    assert (found.time.edtf if found.time else None) == expected


def test_a_time_in_the_same_sentence_is_told_last() -> None:
    times = [found.time.edtf for found in find("Agreed in July 1988, it flew eleven years later.", None, Time("2001")) if found.time]
    assert times == ["1988-07", "1999"]


def test_a_bare_weekday_lies_ahead_for_what_is_planned() -> None:
    (found,) = find("on Tuesday", ISSUED)
    assert [time.edtf for status in ("occurred", "planned") if (time := found.of(status))] == ["2025-02-25", "2025-03-04"]
    (found,) = find("last Tuesday", ISSUED)
    assert found.of("planned") == found.time


@pytest.mark.parametrize(
    "text",
    [
        "Twenty-nine February, 5000 years ago today, they met.",
        "They met in 2024. It flew 9999 years later.",
        "They met on 29 February 2024. It flew 999999999 days later.",
        "They met on 1 May 2024. It flew on 29 February a year later.",
        "It flew 9999999 weeks ago.",
        "It flew 99999 years ago.",
        "It flew before 0001.",
    ],
)
def test_no_time_lies_outside_the_calendar(text: str) -> None:
    assert all(is_edtf(found.time.edtf) for found in find(text, date(2024, 2, 29)) if found.time)
