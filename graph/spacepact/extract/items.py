"""What the layout says of a sentence: a table's cells under their heads, the label before a colon, the date that leads.

Offsets are in the clean text of the sentence; an end is exclusive. A label or a date holds for the whole of its block, a
heading that is nothing but a date for all blocks up to the next heading.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacepact.model import Time
from spacepact.text.parse import Read
from spacepact.words import fold, singular

_LABEL = re.compile(r"[^:;|]{2,100}?:(?=\s|$)")
_LEAD = re.compile(r"\s*(?::|--?(?=\s)|[–—])\s*|\s*$")
_OPENING = re.compile(r"(?:(?:in|on|by)\s+)?(?:the\s+)?", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*(?:/|,|&|\band\b|\bor\b)\s*")
_QUALIFIERS = frozenset("future planned intended proposed expected main prime primary current former original key possible".split())
"""What may stand before a head without changing what it is the head of: "Future operator"."""
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|said|says|can|could|may|might|should|must)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table's row: characters `start` to `end`, and what the column's head says."""

    start: int
    end: int
    head: str


@dataclass(frozen=True, slots=True)
class Label:
    """The words before a colon that a block opens with: the sentence they stand in, and their characters there."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """The layout of one sentence; `body` is where its own words start, behind label and date."""

    cells: tuple[Cell, ...] = ()
    label: Label | None = None
    body: int = 0
    lead: Time | None = None


def phrases(text: str) -> list[str]:
    """The phrases of a head or label, folded and singular: the whole first, then its parts ("Date / Venue"), then what is left
    of them without what qualifies them ("Future operator").
    """
    plain = re.sub(r"\([^)]*\)", " ", text).strip(" :*.#")
    parts = [plain, *_SEPARATORS.split(plain)]
    found = [" ".join([*map(fold, words[:-1]), singular(fold(words[-1]))]) for part in parts if (words := part.split())]
    bare = [rest for phrase in found for first, _, rest in [phrase.partition(" ")] if first in _QUALIFIERS and rest]
    return list(dict.fromkeys([*found, *bare]))


def items(reads: Sequence[Read], words: Mapping[str, Any]) -> list[Item]:
    """The layout of each sentence in order; `words` of lexicon/layout.yaml tell a table's heads where no rule marks them."""
    known = {phrase for column in words["columns"] for phrase in column["heads"]} | {*words["names"], *words["unstated"]}
    known.update(phrase for found in words["subjects"].values() for phrase in found)
    found: list[Item] = []
    heads: tuple[str, ...] = ()
    dated: Time | None = None
    timeline = sum(_lead(read, True)[0] is not None for read in reads if read.sentence.kind == "paragraph") > 1
    for index, read in enumerate(reads):
        sentence = read.sentence
        before = reads[index - 1].sentence if index else None
        if sentence.kind == "row":
            if not sentence.header and not (before and before.kind == "row" and before.block == sentence.block - 1):
                heads = _heads(sentence.clean, known, frozenset(words["unstated"]))
                found.append(Item())
            else:
                found.append(Item(tuple(_cells(sentence.clean, sentence.header or heads))))
            continue
        if sentence.kind == "heading" and not _is_line(read, known):
            dated = _lead(read, timeline)[0]
            found.append(Item())
        elif before and before.block == sentence.block:
            found.append(Item(label=found[-1].label, lead=found[-1].lead))
        else:
            found.append(_opening(index, read, dated, timeline))
    return found


def _is_line(read: Read, known: set[str]) -> bool:
    """Whether what looks like a heading is a labelled or dated line: "Signed: 27 May 2031", "2031: ALFA set up"."""
    lead, body = _lead(read)
    label = _LABEL.match(read.sentence.clean, body)
    value = read.sentence.clean[label.end() :].strip() if label else ""
    return bool(value and label and (read.times or known & set(phrases(label.group())))) or (
        lead is not None and body < len(read.sentence.clean.rstrip())
    )


def _heads(clean: str, known: set[str], telling: frozenset[str]) -> tuple[str, ...]:
    """The heads of a table whose first row is not marked off: two of its cells are words for columns, or one is telling."""
    texts = tuple(cell.strip() for cell in clean.strip().strip("|").split("|"))
    found = [set(phrases(text)) for text in texts]
    return texts if sum(bool(known & words) for words in found) >= 2 or any(telling & words for words in found) else ()


def _cells(clean: str, heads: Sequence[str]) -> Iterator[Cell]:
    bars = [match.start() for match in re.finditer(r"\|", clean)]
    if len(bars) < 2:
        return
    for number, (left, right) in enumerate(zip(bars, [*bars[1:], len(clean)], strict=True)):
        text = clean[left + 1 : right]
        if number < len(heads):
            start = left + 1 + len(text) - len(text.lstrip())
            yield Cell(start, max(start, left + 1 + len(text.rstrip())), heads[number])


def _opening(index: int, read: Read, dated: Time | None, timeline: bool) -> Item:
    """The layout of the first sentence of a block."""
    lead, body = _lead(read, timeline)
    label = _LABEL.match(read.sentence.clean, body)
    if not label or _FINITE.search(label.group()) or len(label.group().split()) > 14:
        return Item(body=body, lead=lead or dated)
    return Item(label=Label(index, body, label.end() - 1), body=label.end(), lead=lead or dated)


def _lead(read: Read, timeline: bool = False) -> tuple[Time | None, int]:
    """The date that a sentence opens with, set off by a colon or dash, and where the words behind it start; a dash counts in
    items, and in the paragraphs of a timeline, which has several such.
    """
    opening = _OPENING.match(read.sentence.clean)
    start = opening.end() if opening else 0
    first = next((time for time in read.times if time.time and time.start <= start), None)
    if first is None:
        return None, 0
    after = _LEAD.match(read.sentence.clean, first.end)
    dashed = read.sentence.clean[first.end : after.end()].strip() not in {"", ":"} if after else False
    if after is None or (dashed and read.sentence.kind != "item" and not timeline):
        return None, 0
    return first.time, after.end()
