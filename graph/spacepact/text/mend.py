"""What a small parser gets wrong about lists of names, set right: "a project of ESA, NASA and NOAA" is one list, wherever it hangs."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from spacepact.vocab import COARSE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from spacepact.text.parse import Unit

_ALIKE = frozenset({"State", "Organization", "Person", "Mission"})
_ADRIFT = frozenset({"attr", "npadvmod", "appos", "dep", "nmod", "oprd", "conj"})
"""Labels of an item that the parser didn't know what to do with; a subject or object of its own is none."""


def join_lists(doc: "Doc", units: "Sequence[Unit]") -> None:
    """Hang each name of a list of three or more names of one kind, closed by "and", on the name before it."""
    for items in _lists(doc, units):
        for before, item in pairwise(items):
            adrift = item.dep_ in _ADRIFT and item.head not in items and (item.dep_ != "conj" or item.head.pos_ == "NOUN")
            if adrift and before not in item.subtree:
                item.head, item.dep_ = before, "conj"


def _lists(doc: "Doc", units: "Sequence[Unit]") -> "Iterator[list[Token]]":
    """The lists of names in a sentence: names of one coarse kind with commas between them and "and" before the last."""
    start = 0
    while start < len(doc):
        kind = _kind(units, start)
        items, closed, index = [doc[start]], False, start
        while kind and not closed:
            after = index + 1
            if after < len(doc) and doc[after].text == ",":
                after += 1
            closed = after < len(doc) and doc[after].lower_ == "and"
            separated = closed or after == index + 2
            after += closed
            while after + 1 < len(doc) and (doc[after].lower_ in {"the", "its"} or _owns(units, after, kind)):
                after += 1
            if not separated or after >= len(doc) or _kind(units, after) != kind:
                closed = False
                break
            items.append(doc[after])
            index = after
        if closed and len(items) > 2:
            yield items
        start = index + 1


def _owns(units: "Sequence[Unit]", index: int, kind: str) -> bool:
    """Whether a state only says whose the name of a kind behind it is: "the US | National Oceanic and Atmospheric
    Administration".
    """
    name = units[index].name
    return name is not None and name.kind == "State" and _kind(units, index + 1) == kind


def _kind(units: "Sequence[Unit]", index: int) -> str:
    name = units[index].name
    coarse = COARSE.get(name.kind or "", "") if name is not None and name.form == "name" else ""
    return coarse if coarse in _ALIKE else ""
