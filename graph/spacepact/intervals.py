"""The days that an EDTF time spans.

EDTF is ISO 8601-2:2019, annex A; of it this module reads what the vocabulary allows: days, months, years, decades and
other masked dates (198X), seasons (2024-21), qualifiers (~ ? %), and intervals of any two of them, open (`..`) or not.
Days, months and years are read here, because the edtf package takes some 20 ms for each; the other forms are left to it.
"""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
OPEN = "", ".."


class Bounds(NamedTuple):
    """The first and the last day of a time, both inclusive; None where the time is open at that side."""

    earliest: date | None
    latest: date | None


@lru_cache(maxsize=65536)
def bounds(edtf: str) -> Bounds:
    """The days that an EDTF string spans. Seasons are those of the northern hemisphere, winter its December.

    Raises ValueError where the string is no EDTF, names a day that never was, or ends before it starts.

    >>> bounds("2025-01/2025-04")
    Bounds(earliest=datetime.date(2025, 1, 1), latest=datetime.date(2025, 4, 30))
    >>> bounds("2004/..").latest is None
    True
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _single(edtf)
    found = Bounds(
        earliest=None if first in OPEN else _single(first).earliest,
        latest=None if last in OPEN else _single(last).latest,
    )
    if found == (None, None):
        raise ValueError(f"the time {edtf!r} is open at both ends")
    if found.earliest and found.latest and found.earliest > found.latest:
        raise ValueError(f"the time {edtf!r} ends before it starts")
    return found


def is_edtf(text: str) -> bool:
    """Whether `bounds` can read a string."""
    try:
        bounds(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=65536)
def _single(edtf: str) -> Bounds:
    bare = edtf.rstrip("~?%")
    if match := PLAIN.fullmatch(bare):
        year, month, day = (int(part) if part else None for part in match.groups())
        return _plain(edtf, year or 0, month, day)
    return _masked(edtf, bare)


def _plain(edtf: str, year: int, month: int | None, day: int | None) -> Bounds:
    if month is not None and month > 12:
        return _masked(edtf, f"{year:04}-{month}")
    try:
        if day is not None:
            only = date(year, month or 0, day)
            return Bounds(only, only)
        last = month if month is not None else 12
        return Bounds(date(year, month if month is not None else 1, 1), date(year, last, monthrange(year, last)[1]))
    except ValueError as error:
        raise ValueError(f"the time {edtf!r} names no day of the calendar") from error


def _masked(edtf: str, bare: str) -> Bounds:
    from edtf import EDTFObject, parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed: EDTFObject = parse_edtf(bare)
        return Bounds(date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3]))
    except (EDTFParseException, ValueError, TypeError, OverflowError) as error:
        raise ValueError(f"{edtf!r} is no time in EDTF (examples: 2025-02-13, 2025-02, 198X, 2024-21, 2004/..)") from error
