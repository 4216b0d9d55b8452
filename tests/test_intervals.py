"""The days that EDTF times span."""

from datetime import date

import pytest

from spacepact.intervals import bounds, is_edtf

DAY = date.fromisoformat


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2025-02-13", "2025-02-13", "2025-02-13"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-01/2025-04", "2025-01-01", "2025-04-30"),
        ("2000/2003", "2000-01-01", "2003-12-31"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2024-21", "2024-03-01", "2024-05-31"),
        ("2024-22", "2024-06-01", "2024-08-31"),
        ("2024-23", "2024-09-01", "2024-11-30"),
        ("2024-24", "2024-12-01", "2024-12-31"),
        ("2024-21~", "2024-03-01", "2024-05-31"),
        ("2025~", "2025-01-01", "2025-12-31"),
        ("2025-03?", "2025-03-01", "2025-03-31"),
        ("2025-02-13%", "2025-02-13", "2025-02-13"),
        ("198X/2004-08-08~", "1980-01-01", "2004-08-08"),
        ("0001", "0001-01-01", "0001-12-31"),
    ],
)
def test_closed_times(edtf: str, earliest: str, latest: str) -> None:
    assert bounds(edtf) == (DAY(earliest), DAY(latest))


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [("2004/..", DAY("2004-01-01"), None), ("../2025-12-31", None, DAY("2025-12-31")), ("2004-05/", DAY("2004-05-01"), None)],
)
def test_open_times(edtf: str, earliest: date | None, latest: date | None) -> None:
    assert bounds(edtf) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    ["", "/", "../..", "last year", "2025-02-30", "2025-13", "2025-00", "2025-04-00", "0000", "25-02-13", "2025/2024",
     "2025-02-13T10:00", "2025-1-1", "Y17E8", "-0044", "2024-02-21/2024-02-20", "2025-99", "２０２５"],
)  # fmt: skip
def test_what_is_no_time_is_refused(text: str) -> None:
    assert not is_edtf(text)
    with pytest.raises(ValueError, match="time"):
        bounds(text)
