"""What a small parser gets wrong about lists of names, set right: "a project of ESA, NASA and NOAA" is one list, wherever it hangs;
persons go with those for whom they act, "Ana Torres for Chile and Luis Vega for Peru"; and "in Oslo, Kenya and Peru signed" has a subject.
"""

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


def pair_deputies(doc: "Doc", units: "Sequence[Unit]") -> None:
    """Hang on each of several persons the one for whom he or she acts, and each person on the one before."""
    pairs = list(_pairs(doc, units))
    for index, (person, links) in enumerate(pairs if len(pairs) > 1 else ()):
        if index and pairs[index - 1][0] not in person.subtree:
            person.head, person.dep_ = pairs[index - 1][0], "conj"
        for head, link in pairwise((person, *links)):
            if link not in head.ancestors:
                link.head, link.dep_ = head, "prep" if link.pos_ == "ADP" else "pobj"


def free_subjects(doc: "Doc", units: "Sequence[Unit]") -> None:
    """Give a verb without a subject the names before it that hang on a place: "At a summit in Oslo, | Kenya and Peru signed"."""
    opens = len(doc) > 0 and doc[0].pos_ in {"ADP", "SCONJ"}
    for verb in (token for token in doc if token.dep_ == "ROOT") if opens else ():
        labels = {child.dep_ for child in verb.children}
        finite = verb.tag_ in {"VBD", "VBZ", "VBP"} or labels & {"aux", "auxpass"}
        if not finite or labels & {"nsubj", "nsubjpass", "csubj", "expl"}:
            continue
        before = verb.i - 1
        while before > 0 and doc[before].dep_ in {"aux", "auxpass", "advmod", "neg"}:
            before -= 1
        chain = [doc[before]]
        while chain[-1].dep_ in {"conj", "appos"}:
            chain.append(chain[-1].head)
        if len(chain) < 2 or chain[-1].dep_ != "pobj" or verb not in chain[-1].ancestors:
            continue
        first = chain[-2]
        if _kind(units, first.i) and _kind(units, first.i) == _kind(units, before) and doc[first.left_edge.i - 1].text == ",":
            first.head, first.dep_ = verb, "nsubjpass" if "auxpass" in labels else "nsubj"


def _pairs(doc: "Doc", units: "Sequence[Unit]") -> "Iterator[tuple[Token, list[Token]]]":
    """Persons with the words that lead from them to the name of those for whom they act: "for | Chile", "on | behalf | of | Peru"."""
    for index in (index for index, unit in enumerate(units) if unit.name is not None and unit.name.kind == "Person"):
        after = index + 1
        if after < len(doc) and doc[after].text == ",":
            closing = next((i for i in range(after + 1, min(after + 9, len(doc))) if doc[i].text == ","), len(doc))
            after = closing + 1
        words = [item.lower_ for item in doc[after : after + 3]]
        links = 1 if words[:1] == ["for"] else 3 if words == ["on", "behalf", "of"] else 0
        actor = after + links + (after + links < len(doc) and doc[after + links].lower_ == "the")
        if links and actor < len(doc) and _kind(units, actor) in {"State", "Organization"}:
            yield doc[index], [*doc[after : after + links], doc[actor]]


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
