"""Times as exact as the text, and no more."""

from datetime import date

import pytest

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
