"""Times in English text as EDTF strings, as exact as the text and no more.

Absolute expressions stand by themselves ("23 February 2021", "late 2025"); relative ones ("Tuesday", "next month",
"last June") are resolved against the document's date and are left out where there is none. Source of the string forms:
EDTF, ISO 8601-2:2019; "early", "mid" and "late" are thirds of a year or month, as the vocabulary defines them.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from spacepact.intervals import is_edtf
from spacepact.model import Basis, Status, Time

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
            "september sept sep|october oct|november nov|december dec"
        ).split("|"),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_NUMBERS = {word: number for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {
    "a": 1,
    "an": 1,
    "twenty": 20,
    "thirty": 30,
}
_STEPS = {"this": 0, "the": 0, "next": 1, "last": -1, "previous": -1, "coming": 1, "earlier this": 0, "later this": 0}
"""How many years, months or weeks on from the document's date a word points."""
_DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}

_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PART = r"(?P<part>early|mid|middle of|late|(?:the )?(?:beginning|start) of|(?:the )?end of)"
_WEEKDAY = r"(?:(?P<weekday>" + "|".join(_WEEKDAYS) + r")\b)"
_RANGE = r"\s*(?:-|–|—|to|until|through|and)\s*"
_SPAN = r"\s*(?:-|–|—|\bto\b|\buntil\b|\bthrough\b)\s*"
_LAST_MONTH = _MONTH.replace("month", "last_month")
_RELATIVE_YEAR = r"(?:of\s+)?(?P<which>this|next|last)\s+year"
_PARTS = {"half": 6, "quarter": 3}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0, "final": 0}


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression in a text: characters `start` to `end` (exclusive), and the time, None where it can't be resolved.

    `day` says whether it names a day. `coming` is the day that a bare weekday means where it is still to come ("is to land on
    Friday"); `time` is then the last such day.
    """

    start: int
    end: int
    time: Time | None
    day: bool = False
    coming: Time | None = None

    def of(self, status: Status) -> Time | None:
        """The time of what has a status: a bare weekday lies ahead for what is planned."""
        return self.coming if self.coming and status == "planned" else self.time


def find(text: str, issued: date | None, told: Time | None = None) -> list[Found]:
    """The time expressions of a text in order, none overlapping; `issued` is the document's date, if known to the day, and
    `told` the time that the text before spoke of last, for what goes on from there ("in the same month", "a year later").

    >>> [found.time.edtf for found in find("It was signed in early March 2018 and again on 3 May 2019.", None)]
    ['2018-03-01/2018-03-10', '2019-05-03']
    """
    if not _HINT.search(text):
        return []
    taken: list[Found] = []
    going_on = list(_GOING_ON.finditer(text))
    occupied = {index for match in going_on for index in range(match.start(), match.end())}
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if occupied.intersection(range(match.start(), match.end())):
                continue
            try:
                found = read(match, issued)
            except (ValueError, OverflowError):
                continue
            if found is None or not _exists(found[0]):
                continue
            time, day = found
            coming = _coming(time) if read is _weekday and not match["which"] else None
            taken.append(Found(match.start(), match.end(), time, day, coming))
            occupied.update(range(match.start(), match.end()))
    for match in going_on:
        before = [found.time for found in sorted(taken, key=lambda found: found.start) if found.end <= match.start() and found.time]
        try:
            time = _going_on(match, before[-1] if before else told)
        except OverflowError:
            time = None
        day = match["unit"].casefold() == "day" or bool(match["day"])
        taken.append(Found(match.start(), match.end(), time if _exists(time) else None, day))
    return sorted(_bounded(text, taken), key=lambda found: found.start)


def _exists(time: Time | None) -> bool:
    """Whether a reckoned time lies in the calendar: there was no 29 February a year later, nor is there a year 12023."""
    return time is None or is_edtf(time.edtf)


def _bounded(text: str, taken: list[Found]) -> Iterator[Found]:
    """Widen a time by the word before it: "by the end of 2025" and "before 2030" end open on the left, "since 2004" on the right."""
    for found in taken:
        lead = re.search(
            r"\b(by|before|until|since|from|after|as of|prior to|no later than)\s+(?:the\s+)?$",
            text[: found.start],
            re.IGNORECASE,
        )
        if not lead or not found.time or ("/" in found.time.edtf and ".." in found.time.edtf):
            yield found
            continue
        first, _, last = found.time.edtf.partition("/")
        word = lead.group(1).casefold()
        closing = "end of" in text[found.start : found.end].casefold()
        if word in {"by", "until", "no later than"} or (closing and word in {"before", "prior to"}):
            edtf = f"../{_last_day(last or first)}"
        elif word in {"before", "prior to"}:
            edtf = f"../{_day_before(first)}"
        elif word in {"since", "as of"}:
            edtf = f"{first}/.."
        else:
            yield found
            continue
        yield Found(found.start, found.end, Time(edtf, found.time.basis), found.day)


def _last_day(edtf: str) -> str:
    parts = edtf.split("-")
    if len(parts) == 1 and parts[0].isdigit():
        return f"{parts[0]}-12-31"
    if len(parts) == 2 and int(parts[1]) <= 12:
        return f"{edtf}-{monthrange(int(parts[0]), int(parts[1]))[1]:02d}"
    return edtf


def _day_before(edtf: str) -> str:
    parts = [int(part) for part in edtf.split("-") if part.isdigit()]
    if not parts or parts[0] < 2 or (len(parts) > 1 and parts[1] > 12):
        return edtf
    first = date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
    return (first - timedelta(days=1)).isoformat()


def _ymd(year: int, month: int, day: int) -> str:
    return date(year, month, day).isoformat()


def _third(part: str, first: date, last: date) -> str:
    """The early, middle or late third of a stretch: ten days of a month, four months of a year."""
    word = part.casefold().removeprefix("the ")
    key = "early" if word.startswith(("early", "beginning", "start")) else "mid" if word.startswith("mid") else "late"
    if (last - first).days < 32:
        bounds = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[key]
        return f"{first.replace(day=bounds[0])}/{first.replace(day=bounds[1])}"
    bounds = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[key]
    return f"{first.year}-{bounds[0]:02d}/{first.year}-{bounds[1]:02d}"


_Read = tuple[Time | None, bool] | None


def _month_number(match: re.Match[str], group: str = "month") -> int:
    return _MONTHS[match[group].casefold().rstrip(".")]


def _near_year(month: int, issued: date | None) -> int | None:
    """The year of a bare month: the one in which it lies nearest the document's date."""
    if issued is None:
        return None
    years = (issued.year - 1, issued.year, issued.year + 1)
    return min(years, key=lambda year: abs((date(year, month, 15) - issued).days))


def _full(match: re.Match[str], issued: date | None) -> _Read:
    return Time(_ymd(int(match["year"]), _month_number(match), int(match["day"]))), True


def _day_range(match: re.Match[str], issued: date | None) -> _Read:
    month = _month_number(match)
    year = int(match["year"]) if match["year"] else _near_year(month, issued)
    if year is None:
        return None, True
    basis: Basis = "stated" if match["year"] else "relative"
    return Time(f"{_ymd(year, month, int(match['day']))}/{_ymd(year, month, int(match['last']))}", basis), True


def _month_year(match: re.Match[str], issued: date | None) -> _Read:
    year, month = int(match["year"]), _month_number(match)
    if match["part"]:
        return Time(_third(match["part"], date(year, month, 1), date(year, month, monthrange(year, month)[1]))), False
    return Time(f"{year}-{month:02d}"), False


def _span(match: re.Match[str], issued: date | None) -> _Read:
    """From a day of one month to a day of another; the year stands at the end, or is the nearest one."""
    months = _month_number(match), _month_number(match, "last_month")
    year = int(match["year"]) if match["year"] else _near_year(months[1], issued)
    if year is None:
        return None, True
    first = _ymd(year - (months[0] > months[1]), months[0], int(match["day"]))
    return Time(f"{first}/{_ymd(year, months[1], int(match['last']))}", "stated" if match["year"] else "relative"), True


def _month_span(match: re.Match[str], issued: date | None) -> _Read:
    months = _month_number(match), _month_number(match, "last_month")
    year = int(match["year"])
    return Time(f"{year - (months[0] > months[1])}-{months[0]:02d}/{year}-{months[1]:02d}"), False


def _month_of_year(match: re.Match[str], issued: date | None) -> _Read:
    """ "June last year", "12 March next year"."""
    if issued is None:
        return None, bool(match["day"])
    year, month = issued.year + _STEPS[match["which"].casefold()], _month_number(match)
    if match["day"]:
        return Time(_ymd(year, month, int(match["day"])), "relative"), True
    return Time(f"{year}-{month:02d}", "relative"), False


def _fraction(match: re.Match[str], issued: date | None) -> _Read:
    """ "the first half of 2027", "the last quarter of next year", "Q3 2026"."""
    if not match["year"] and issued is None:
        return None, False
    year = int(match["year"]) if match["year"] else _years_on(match["which"], issued)
    months = _PARTS[match["unit"].casefold()]
    number = _ORDINALS[match["ordinal"].casefold()] or 12 // months
    last = number * months
    if last > 12:
        return None
    return Time(f"{year}-{last - months + 1:02d}/{year}-{last:02d}", "stated" if match["year"] else "relative"), False


def _short_fraction(match: re.Match[str], issued: date | None) -> _Read:
    months = {"Q": 3, "H": 6}[match["unit"]]
    last = int(match["number"]) * months
    return (Time(f"{match['year']}-{last - months + 1:02d}/{match['year']}-{last:02d}"), False) if last <= 12 else None


def _years_on(which: str, issued: date | None) -> int:
    return (issued.year if issued else 0) + _STEPS[which.casefold()]


def _years_to_the_day(match: re.Match[str], issued: date | None) -> _Read:
    """ "Twenty years ago today"."""
    count = _count(match["count"])
    if issued is None or count is None:
        return None, True
    day = min(issued.day, 28) if issued.month == 2 else issued.day
    return Time(issued.replace(year=issued.year - count, day=day).isoformat(), "relative"), True


def _day_month(match: re.Match[str], issued: date | None) -> _Read:
    month = _month_number(match)
    year = _near_year(month, issued)
    if year is None:
        return None, True
    return Time(_ymd(year, month, int(match["day"])), "relative"), True


def _part_year(match: re.Match[str], issued: date | None) -> _Read:
    year = int(match["year"])
    part = match["part"].casefold()
    return Time(_third(part, date(year, 1, 1), date(year, 12, 31))), False


def _part_year_range(match: re.Match[str], issued: date | None) -> _Read:
    first = _third(match["part"], date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)).split("/")[0]
    return Time(f"{first}/{match['last']}"), False


def _part_relative(match: re.Match[str], issued: date | None) -> _Read:
    if issued is None:
        return None, False
    year = _years_on(match["which"], issued)
    return Time(_third(match["part"], date(year, 1, 1), date(year, 12, 31)), "relative"), False


def _part_decade(match: re.Match[str], issued: date | None) -> _Read:
    decade = int(match["decade"])
    if not match["part"]:
        return Time(f"{decade // 10}X"), False
    part = match["part"].casefold()
    low, high = {"e": (0, 3), "m": (4, 6), "l": (7, 9), "b": (0, 3), "s": (0, 3)}[part.removeprefix("the ")[0]]
    return Time(f"{decade + low}/{decade + high}"), False


def _season(match: re.Match[str], issued: date | None) -> _Read:
    year: int | None
    if match["year"]:
        year = int(match["year"])
    elif issued is None:
        return None, False
    else:
        year = _years_on(match["which"] or "this", issued)
    return Time(f"{year}-{_SEASONS[match['season'].casefold()]}", "stated" if match["year"] else "relative"), False


def _year_range(match: re.Match[str], issued: date | None) -> _Read:
    last = match["last"] if len(match["last"]) == 4 else match["year"][:2] + match["last"]
    if int(last) <= int(match["year"]):
        return None
    return Time(f"{match['year']}/{last}"), False


def _year(match: re.Match[str], issued: date | None) -> _Read:
    return Time(match["year"]), False


def _of_that_year(match: re.Match[str], issued: date | None) -> _Read:
    if issued is None:
        return None, False
    which, unit = match["which"].casefold(), match["unit"].casefold()
    step = _STEPS[which]
    if unit == "year":
        return Time(str(issued.year + step), "relative"), False
    if unit == "month":
        month = issued.year * 12 + issued.month - 1 + step
        return Time(f"{month // 12}-{month % 12 + 1:02d}", "relative"), False
    if unit == "week":
        monday = issued - timedelta(days=issued.weekday()) + timedelta(weeks=step)
        return Time(f"{monday}/{monday + timedelta(days=6)}", "relative"), False
    if unit in _MONTHS:
        return Time(_which_month(which, _MONTHS[unit], issued), "relative"), False
    return None, False


def _which_month(which: str, month: int, issued: date) -> str:
    year = issued.year
    if which in {"last", "previous"} and month >= issued.month:
        year -= 1
    if which in {"next", "coming"} and month <= issued.month:
        year += 1
    return f"{year}-{month:02d}"


def _bare_month(match: re.Match[str], issued: date | None) -> _Read:
    if issued is None:
        return None, False
    month = _month_number(match)
    year = _near_year(month, issued)
    if year is None:
        return None, False
    if match["part"]:
        return Time(_third(match["part"], date(year, month, 1), date(year, month, monthrange(year, month)[1])), "relative"), False
    return Time(f"{year}-{month:02d}", "relative"), False


def _weekday(match: re.Match[str], issued: date | None) -> _Read:
    if issued is None:
        return None, True
    back = (issued.weekday() - _WEEKDAYS[match["weekday"].casefold()]) % 7
    which = (match["which"] or "").casefold()
    if which == "next":
        return Time((issued + timedelta(days=(7 - back) if back else 7)).isoformat(), "relative"), True
    if which == "last" and back == 0:
        back = 7
    return Time((issued - timedelta(days=back)).isoformat(), "relative"), True


def _today(match: re.Match[str], issued: date | None) -> _Read:
    if issued is None:
        return None, True
    step = {"today": 0, "yesterday": -1, "tomorrow": 1}[match["word"].casefold()]
    return Time((issued + timedelta(days=step)).isoformat(), "relative"), True


def _coming(time: Time | None) -> Time | None:
    """The same weekday a week on."""
    return Time((date.fromisoformat(time.edtf) + timedelta(weeks=1)).isoformat(), "relative") if time else None


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() else _NUMBERS.get(word.casefold())


def _ago(match: re.Match[str], issued: date | None) -> _Read:
    count = _count(match["count"])
    if issued is None or count is None:
        return None, False
    unit = match["unit"].casefold()
    if unit == "day":
        return Time((issued - timedelta(days=count)).isoformat(), "relative"), True
    if unit == "week":
        monday = issued - timedelta(days=issued.weekday(), weeks=count)
        return Time(f"{monday}/{monday + timedelta(days=6)}", "relative"), False
    if unit == "month":
        month = issued.year * 12 + issued.month - 1 - count
        return Time(f"{month // 12}-{month % 12 + 1:02d}", "relative"), False
    return Time(str(issued.year - count), "relative"), False


def _going_on(match: re.Match[str], told: Time | None) -> Time | None:
    """A time reckoned from the one that the text spoke of last; as exact as the unit that it is counted in."""
    anchor = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(\d\d))?", told.edtf) if told else None
    if anchor is None:
        return None
    unit, count = match["unit"].casefold(), _count(match["count"] or "one") or 0
    way = (match["way"] or match["which"] or "same").casefold()
    step = count * (0 if way in {"same", "that"} else -1 if way in {"earlier", "previous", "preceding"} else 1)
    year, month, day = (int(part) if part else 0 for part in anchor.groups())
    if match["month"] and unit == "year":
        return Time(f"{year + step}-{_month_number(match):02d}" + (f"-{int(match['day']):02d}" if match["day"] else ""), "relative")
    if match["month"]:
        return None
    if unit == "year":
        return Time(str(year + step), "relative")
    if unit == "month" and month:
        months = year * 12 + month - 1 + step
        return Time(f"{months // 12}-{months % 12 + 1:02d}", "relative")
    if not day:
        return None
    found = date(year, month, day) + timedelta(days=step * (7 if unit == "week" else 1))
    if unit == "week":
        monday = found - timedelta(days=found.weekday())
        return Time(f"{monday}/{monday + timedelta(days=6)}", "relative")
    return Time(found.isoformat(), "relative") if unit == "day" else None


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_HINT = _compile(
    rf"\d{{4}}|\b(?:{'|'.join((*_MONTHS, *_WEEKDAYS, *_SEASONS))})\b|\b(?:day|week|month|year)s?\b|\b(?:today|yesterday|tomorrow)\b"
    r"|\b(?:this|next|last)\s+(?:early|late)\b"
)
"""What every expression of a time has a part of; most sentences have none, and need not be searched for each."""
_GOING_ON = _compile(
    rf"\b(?:(?:(?P<day>\d{{1,2}})\s+)?{_MONTH}\s+(?:of\s+)?)?(?:(?:(?:the|that)\s+(?P<which>same|following|next|previous|preceding)|that)"
    rf"|(?P<count>\d+|{'|'.join(_NUMBERS)})(?=\s+\w+\s+(?:later|earlier)\b))"
    r"\s+(?P<unit>day|week|month|year)s?(?:\s+(?P<way>later|earlier))?\b"
)
"""What is reckoned from the time told last, whereas "next year", without an article, is reckoned from the document's date."""
_WHICH = r"(?P<which>this|next|last|previous|coming|earlier this|later this)"
_READERS = [
    (
        _compile(
            rf"\b(?:{_WEEKDAY},?\s+(?:the\s+)?)?{_DAY}{_RANGE}(?P<last>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?\b"
        ),
        _day_range,
    ),
    (_compile(rf"\b{_MONTH}\s+{_DAY}{_RANGE}(?P<last>\d{{1,2}})\b(?:,?\s+{_YEAR})?(?!\d)"), _day_range),
    (_compile(rf"\b{_DAY}\s+{_MONTH}{_SPAN}(?P<last>\d{{1,2}})\s+{_LAST_MONTH}(?:,?\s+{_YEAR})?\b"), _span),
    (_compile(rf"\b{_MONTH}\s+{_DAY}{_SPAN}{_LAST_MONTH}\s+(?P<last>\d{{1,2}})(?:,?\s+{_YEAR}|(?!\d))"), _span),
    (_compile(rf"\b{_MONTH}{_SPAN}{_LAST_MONTH},?\s+{_YEAR}\b"), _month_span),
    (_compile(rf"(?<=\bbetween ){_MONTH}\s+and\s+{_LAST_MONTH},?\s+{_YEAR}\b"), _month_span),
    (_compile(rf"\b(?:{_DAY}\s+)?{_MONTH},?\s+{_RELATIVE_YEAR}\b"), _month_of_year),
    (
        _compile(
            rf"\b(?P<ordinal>first|second|third|fourth|last|final)\s+(?P<unit>half|quarter)\s+of\s+(?:the\s+year\s+)?(?:{_YEAR}|(?P<which>this|next|last)\s+year)\b"
        ),
        _fraction,
    ),
    (re.compile(rf"\b(?P<unit>Q)(?P<number>[1-4])[\s/]+(?:of\s+)?{_YEAR}\b"), _short_fraction),
    (re.compile(rf"\b(?P<unit>H)(?P<number>[12])[\s/]+(?:of\s+)?{_YEAR}\b"), _short_fraction),
    (_compile(rf"\b(?P<count>\d+|{'|'.join(_NUMBERS)})\s+years?\s+ago\s+(?:today|to\s+the\s+day)\b"), _years_to_the_day),
    (_compile(rf"\b(?:{_WEEKDAY},?\s+(?:the\s+)?)?{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b"), _full),
    (_compile(rf"\b(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY},?\s+{_YEAR}\b"), _full),
    (
        _compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)\b"),
        lambda m, _: (Time(_ymd(int(m["year"]), int(m["m"]), int(m["day"]))), True),
    ),
    (_compile(rf"\b{_PART}[\s-]+{_YEAR}{_RANGE}(?P<last>(?:19|20)\d\d)\b"), _part_year_range),
    (_compile(rf"\b(?:{_PART}[\s-]+(?:of\s+)?)?{_MONTH},?\s+(?:of\s+)?{_YEAR}\b"), _month_year),
    (_compile(rf"\b(?:{_PART}[\s-]+)(?:in\s+)?{_YEAR}\b(?!s)"), _part_year),
    (_compile(rf"\b(?:{_PART}[\s-]+)(?P<which>this|next|last|the)\s+year\b"), _part_relative),
    (_compile(r"(?P<part>early|late|the end of|end of)\s+(?P<which>this|next|last)\s+year\b"), _part_relative),
    (_compile(r"\b(?P<which>this|next|last)\s+(?P<part>early|late)\b"), _part_relative),
    (_compile(rf"\b(?:{_PART}[\s-]+(?:the\s+)?)?(?P<decade>(?:19|20)\d0)s\b"), _part_decade),
    (_compile(rf"\b(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?!\w)"), _day_month),
    (_compile(rf"\b(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY}(?![\d:])(?:st|nd|rd|th)?\b"), _day_month),
    (
        _compile(r"\b(?:(?P<which>this|next|last)\s+)?(?P<season>spring|summer|autumn|winter)(?:\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?\b"),
        _season,
    ),
    (_compile(r"\b(?P<season>fall)\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)(?P<which>)\b"), _season),
    (_compile(rf"\b{_YEAR}\s*(?:-|–|to)\s*(?P<last>(?:(?:19|20)\d\d)|\d\d)\b(?!-)"), _year_range),
    (_compile(rf"\b{_WHICH}\s+(?P<unit>year|month|week|{'|'.join(_MONTHS)})\b"), _of_that_year),
    (_compile(r"\b(?P<count>\d+|[a-z]+)\s+(?P<unit>day|week|month|year)s?\s+ago\b"), _ago),
    (_compile(rf"\b(?:(?P<which>this|next|last)\s+)?{_WEEKDAY}"), _weekday),
    (_compile(r"\b(?P<word>today|yesterday|tomorrow)\b"), _today),
    (
        re.compile(
            rf"\b(?:{_PART}[\s-]+)?(?P<month>January|February|March|April|June|July|August|September|October|November|December)\b(?!\s+\d)"
        ),
        _bare_month,
    ),
    (re.compile(r"(?<=\b[iI]n )(?P<part>)(?P<month>May)\b"), _bare_month),
    (re.compile(rf"\b{_PART}[\s-]+(?P<month>May)\b(?!\s+\d)"), _bare_month),
    (
        re.compile(
            rf"(?<![\d.,$€£-]){_YEAR}(?![\d%]|\.\d|-\d|,\d\d\d|\s*(?:million|billion|per cent|percent|kg|km|feet|metres|meters|MHz|GHz))\b"
        ),
        _year,
    ),
]
