"""A document's text cut into blocks (paragraphs, headings, list items, table rows) and sentences, with offsets kept.

Sentences carry a cleaned text (line breaks and Markdown emphasis gone, quotes and hyphens plain) and, for each of its
characters, the offset in the document, so that whatever is found in the clean text can be quoted from the original.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from spacepact.model import Span

BlockKind = Literal["paragraph", "heading", "item", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document that is laid out as one thing; `cells` are the spans of a table row's cells."""

    kind: BlockKind
    span: Span
    cells: tuple[Span, ...] = ()
    header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `clean` is the text to read, `offsets[i]` the place of its i-th character in the document; of a table's row,
    `header` are the column's heads.
    """

    clean: str
    offsets: tuple[int, ...]
    span: Span
    block: int
    kind: BlockKind
    heading: str = ""
    header: tuple[str, ...] = ()

    def at(self, start: int, end: int) -> Span:
        """The document span of the clean characters from `start` to `end` (exclusive)."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


_PLAIN = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "}
)
_ITEM = re.compile(r"\s*(?:[-*•·▪◦‣]|\(?\d{1,2}[.)])\s+(?=\S)")
_HEADING = re.compile(r"\s*#{1,6}\s+")
_RULE = re.compile(r"\s*(?:[-=*_]{3,}|<!--.*-->|\|?[\s:|-]*-{2,}[\s:|-]*\|?)\s*$")
_BOLD_LINE = re.compile(r"\s*\*\*[^*]{2,90}\*\*:?\s*$")
_TERMINAL = re.compile(r"[.!?…:;,]['\"”’)\]*_]*\s*$")
_BOLD_LABEL = re.compile(r"\s*(?:\*\*|__)[^*_\n]{2,60}(?::(?:\*\*|__)|(?:\*\*|__):)")
"""A label that opens a line of its own, however short the lines are: "**Operator:** …"."""
_MARKUP = re.compile(r"\*\*|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|\[(?=[^\]\n]+\]\()|(?<=[^\]\n])\]\([^)\s]*\)|<!--.*?-->|`")

ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr prof gen adm rear lt col maj capt sgt cmdr brig hon sen rep gov st jr sr no nos vol fig dept univ inc corp ltd co "
        "ret jan feb mar apr jun jul aug sep sept oct nov dec vs etc approx est al e.g i.e cf u.s u.k u.n u.a.e a.m p.m ph.d d.c mt ft op"
    ).split()
)
_STARTERS = frozenset(
    "the it in he she they a an this that these those but on at for as under both its his her their we there when while"
    " after before "
    "during since with according however meanwhile also last earlier officials".split()
)
_DATELINE = re.compile(r"[A-Z][A-Z .'-]+, [A-Z][a-z]+")
"""A town in capitals and its state, abbreviated: "PASADENA, Calif. (May 3)"."""
_END = re.compile(r"([.!?…]+)(['\")\]]*)(\s+)(?=['\"(\[]*[A-Z0-9À-Þ])")


def blocks(text: str) -> list[Block]:
    """The blocks of a text in order. Lines are joined into paragraphs where the text is hard-wrapped, else each line stands
    alone.
    """
    wrapped = _is_wrapped(text)
    found: list[Block] = []
    header: tuple[str, ...] = ()
    open_block: Block | None = None
    for line, start in _lines(text):
        end = start + len(line)
        if not line.strip() or _RULE.match(line):
            if open_block:
                found.append(open_block)
            if found and found[-1].kind == "row" and _RULE.match(line) and "|" in line and line.strip():
                row = found.pop().span
                header = tuple(cell.strip() for cell in text[row.start : row.end].strip().strip("|").split("|"))
            elif not line.strip():
                header = ()
            open_block = None
            continue
        kind = _kind(line)
        if kind == "row":
            if open_block:
                found.append(open_block)
            open_block = None
            found.append(Block("row", Span(start, end), tuple(_cells(line, start)), header))
        elif (
            open_block
            and kind == "paragraph"
            and not _BOLD_LABEL.match(line)
            and (wrapped or (open_block.kind == "item" and line.startswith("  ")))
        ):
            open_block = replace(open_block, span=Span(open_block.span.start, end))
        else:
            if open_block:
                found.append(open_block)
            open_block = Block(kind, Span(start, end))
    if open_block:
        found.append(open_block)
    return [_as_heading(block, text) for block in found]


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order; a table row is one sentence of its cells, a bold lead such as "**Topic:**" one of its
    own.
    """
    found: list[Sentence] = []
    heading = ""
    for index, block in enumerate(blocks(text)):
        clean, offsets = _clean(text, block.span)
        if block.kind == "heading":
            heading = clean.strip(" #:*")
        lead = _lead(text, block.span)
        for start, end in [(0, len(clean.rstrip()))] if block.kind == "row" else _split(clean):
            span = Span(offsets[start] if start else lead, offsets[end - 1] + 1)
            found.append(Sentence(clean[start:end], offsets[start:end], span, index, block.kind, heading, block.header))
    return found


def _lines(text: str) -> Iterator[tuple[str, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield line.rstrip("\r\n"), start
        start += len(line)


def _is_wrapped(text: str) -> bool:
    """Whether lines break where a margin was, not where a paragraph ends: no long line, and most full ones end in mid-sentence."""
    full = [line for line in text.splitlines() if len(line.strip()) > 50]
    if not full or max(map(len, full)) > 120:
        return False
    return sum(not _TERMINAL.search(line) for line in full) > len(full) / 2


def _kind(line: str) -> BlockKind:
    if line.count("|") >= 2 and line.strip().startswith("|"):
        return "row"
    if _HEADING.match(line) or _BOLD_LINE.match(line):
        return "heading"
    return "item" if _ITEM.match(line) else "paragraph"


def _as_heading(block: Block, text: str) -> Block:
    """A short paragraph without final punctuation is a heading."""
    line = text[block.span.start : block.span.end].strip()
    if block.kind == "paragraph" and len(line) < 90 and not _TERMINAL.search(line) and len(line.split()) <= 12:
        return replace(block, kind="heading")
    return block


def _cells(line: str, start: int) -> Iterator[Span]:
    for cell in re.finditer(r"[^|]+", line):
        stripped = cell.group().strip()
        if stripped:
            begin = start + cell.start() + cell.group().index(stripped)
            yield Span(begin, begin + len(stripped))


def _lead(text: str, span: Span) -> int:
    """Where a block's words start, behind its bullet or heading mark and before any emphasis."""
    raw = text[span.start : span.end]
    mark = _ITEM.match(raw) or _HEADING.match(raw) or re.match(r"\s*\|?\s*", raw)
    return span.start + (mark.end() if mark else 0)


def _clean(text: str, span: Span) -> tuple[str, tuple[int, ...]]:
    """The block's text without markup and doubled spaces, and where each character stood."""
    raw = text[span.start : span.end]
    lead = _ITEM.match(raw) or _HEADING.match(raw)
    dropped = set(range(lead.end())) if lead else set()
    for mark in _MARKUP.finditer(raw):
        dropped.update(range(mark.start(), mark.end()))
    characters: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(raw):
        if index in dropped:
            continue
        plain = " " if character.isspace() else character.translate(_PLAIN)
        if plain == " " and (not characters or characters[-1] == " "):
            continue
        characters.append(plain)
        offsets.append(span.start + index)
    return "".join(characters), tuple(offsets)


def _split(clean: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence in a block's clean text."""
    start = 0
    lead = re.match(r"[A-Z](?:U\.S\.|U\.K\.|\.S\.|\.K\.|[^.!?:]){2,80}:(?=\s+[A-Z])", clean)
    if lead and len(lead.group().split()) <= 10 and _is_label(lead.group()):
        yield 0, lead.end()
        start = lead.end() + 1
    for end in _END.finditer(clean, start):
        if _is_boundary(clean, end):
            if clean[start : end.end(2)].strip():
                yield start, end.end(2)
            start = end.end()
    stop = len(clean.rstrip())
    if clean[start:stop].strip():
        yield start, stop


def _is_label(lead: str) -> bool:
    """Whether a lead such as "Signing of the Arrangement:" is a title: most of its longer words are capitalised."""
    words = [word for word in re.findall(r"[A-Za-z][\w'-]+", lead) if len(word) > 3]
    if len(words) == 1:
        return words[0].isupper() and lead == f"{words[0]}:"
    return len(words) >= 2 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def _is_boundary(clean: str, end: re.Match[str]) -> bool:
    before = clean[: end.start()].rsplit(None, 1)
    word = (before[-1] if before else "").lstrip("(['\"").casefold()
    following = re.match(r"['\"(\[]*([\w'-]+)", clean[end.end() :])
    after = following.group(1).casefold() if following else ""
    if end.group(1) == "." and end.group(2) == ")" and word in ABBREVIATIONS:
        return word == "etc" or after in _STARTERS
    if end.group(1) != "." or end.group(2):
        return True
    if _DATELINE.fullmatch(clean, 0, end.start()):
        return False
    if len(word) == 1 and word.isalpha():
        return after in _STARTERS and word in {"s", "n"}
    if word in ABBREVIATIONS:
        return word == "etc" or (after in _STARTERS and ("." in word or word in {"inc", "corp", "ltd", "co"}))
    return True
