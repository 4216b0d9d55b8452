"""What is known of a document: front matter, a sidecar `NAME.meta.yaml`, and dates as EDTF strings."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from spacepact.documents.decode import decode
from spacepact.errors import DocumentError

SIDECAR = ".meta.yaml"
MAX_HEADER = 100_000
MAX_VALUE = 2_000
KEYS = {
    "title": "title", "publisher": "publisher", "date": "issued", "issued": "issued", "source": "source", "url": "source",
    "language": "language", "lang": "language",
}  # fmt: skip
"""The keys that a header may have, each with the field it fills; all other keys are ignored."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:\d\d.*)?)?)?")
_FENCE = re.compile(r"---[ \t]*(\n|\Z)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What one place says of a document; None where it says nothing."""

    title: str | None = None
    publisher: str | None = None
    issued: str | None = None
    source: str | None = None
    language: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """These values, and those of `other` where this has none."""
        return Metadata(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)})


class _Strings(yaml.SafeLoader):
    """YAML whose plain scalars stay strings as written, so that 2025-10 is no number and 2025-02-30 no ValueError."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - declared by PyYAML
        first: [(tag, pattern) for tag, pattern in resolvers if tag in ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def edtf_date(value: str, where: str) -> str:
    """YYYY, YYYY-MM or YYYY-MM-DD as an EDTF string; a time of day after the date is dropped.

    Raises DocumentError, which names `where`, for anything else and for days that no calendar has.

    >>> edtf_date("2025-04-02T10:00:00Z", "a.md")
    '2025-04-02'
    """
    found = _DATE.fullmatch(value.strip())
    try:
        if not found:
            raise ValueError
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise DocumentError(f"{where}: {value[:40]!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD.") from None
    return "-".join(part for part in found.groups() if part)


def split_front_matter(text: str, where: str) -> tuple[Metadata, str]:
    """The front matter of a text and its body, which starts right after the line that closes the front matter.

    A text that doesn't start with a line of three hyphens has none. Raises DocumentError where it is malformed or never closed.
    """
    if not (opening := _FENCE.match(text)):
        return Metadata(), text
    start = opening.end()
    for closing in re.finditer(r"^---[ \t]*(?:\n|\Z)", text[start : start + MAX_HEADER], re.MULTILINE):
        header = text[start : start + closing.start()]
        return parse_header(header, f"{where}, front matter", first_line=2), text[start + closing.end() :]
    raise DocumentError(
        f"{where}: the front matter that line 1 opens is never closed: end it with a line of three hyphens, "
        "or put an empty line first if line 1 is a rule."
    )


def sidecar(path: Path) -> Metadata:
    """What `NAME.meta.yaml` beside `NAME.*` says; nothing where there is none. Raises DocumentError where it is malformed."""
    beside = path.with_name(path.stem + SIDECAR)
    if not beside.is_file():
        return Metadata()
    if beside.stat().st_size > MAX_HEADER:
        raise DocumentError(f"{beside}: is larger than {MAX_HEADER:,} bytes: keep title, publisher, date, source and language.")
    return parse_header(decode(beside.read_bytes(), str(beside)), str(beside))


def parse_header(header: str, where: str, *, first_line: int = 1) -> Metadata:
    """A YAML mapping as Metadata. Raises DocumentError, with the line, where it is malformed; unknown keys are ignored."""
    try:
        content = _Strings(header).get_single_data()
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        raise DocumentError(f"{where}, line {line}: is no valid YAML ({error.problem}): write one `key: value` a line.") from None
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise DocumentError(f"{where}: is no valid YAML ({type(error).__name__}): write one `key: value` a line.") from None
    if content is None:
        return Metadata()
    if not isinstance(content, Mapping):
        raise DocumentError(f"{where}: isn't a list of `key: value` lines: write at least `title: …`, or leave it out.")
    return _fields(content, where)


def found_in_file(**said: str | None) -> Metadata:
    """What a page or an office file says of itself, by field: a value that doesn't hold is left out, not the user's fault."""
    kept: dict[str, str | None] = {}
    for name, value in said.items():
        try:
            kept[name] = _value(name, value, "")
        except DocumentError:
            kept[name] = None
    return Metadata(**kept)


def _fields(content: Mapping[Any, Any], where: str) -> Metadata:
    found: dict[str, str] = {}
    for key, name in KEYS.items():
        value = content.get(key)
        if isinstance(value, list | dict):
            raise DocumentError(f"{where}: {key!r} is a list or a mapping: give one value.")
        if name not in found and (clean := _value(name, value, where)):
            found[name] = clean
    return Metadata(**found)


def _value(name: str, value: object, where: str) -> str | None:
    """One value on one line, without control characters; None where it is empty."""
    text = " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in str(value or "")).split())
    if not text:
        return None
    if len(text) > MAX_VALUE or any("\ud800" <= c <= "\udfff" for c in text):
        raise DocumentError(f"{where}: {name!r} is longer than {MAX_VALUE:,} characters or no valid text: correct it.")
    if name == "issued":
        return edtf_date(text, where)
    if name == "language" and not _LANGUAGE.fullmatch(text):
        raise DocumentError(f"{where}: {text[:40]!r} is no language tag: write one such as en or en-GB.")
    return text
