"""Names and kinds that the layout shows, not the words alone: a table's first column, an item's label, examples in brackets.

The names of a document are found sentence by sentence; here they are put right before it is settled which of them are one thing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from spacepact.extract.items import Item, items, phrases
from spacepact.lexicon import Lexicon
from spacepact.text.named import Name
from spacepact.text.parse import Read
from spacepact.vocab import COARSE
from spacepact.words import fold

_SAID = 4
_SHOWN = 3
_GUESSED = 2
_STOPS = frozenset("of for in on to with by from at that which who and or is are was were will has have , . ; : ( )".split())
_DETERMINERS = frozenset("a an the this another first second new".split())
_SMALL = frozenset("of on and for the in to ' 's - – / &".split())


def show(reads: Sequence[Read], lexicon: Lexicon, *, ignore: frozenset[str] = frozenset()) -> list[Read]:
    """The sentences with the names that the layout shows added, widened and typed, and without words that only look like names.

    `ignore` holds folded words that are subjects: as a label ("Human Spaceflight:") they name nothing.
    """
    words = lexicon.settings["layout"]
    subjects = {phrase: kind for kind, found in words["subjects"].items() for phrase in found}
    shown = []
    for index, (read, item) in enumerate(zip(reads, items(reads, words), strict=True)):
        if any(set(words["unstated"]) & set(phrases(cell.head)) for cell in item.cells):
            read = replace(read, names=tuple(name for name in read.names if name.known))
        read = _first_cell(read, item, subjects, words)
        read = _joined(read)
        read = _examples(read, lexicon, words)
        read = _sharing(read)
        read = _agents(read, words)
        read = _nouns(read, item, lexicon)
        if item.lead is not None:
            read = _titles(replace(read, words=replace(read.words, title_case=False)), item, lexicon)
            read = _concluded(read, item, words)
        following = reads[index + 1] if index + 1 < len(reads) and reads[index + 1].sentence.block == read.sentence.block else None
        shown.append(_labelled(_general(read, item, index, lexicon, ignore), item, index, following, lexicon))
    return shown


def _place(read: Read, start: int, end: int) -> tuple[int, int]:
    """The words from the character `start` up to `end`."""
    first = sum(offset < start for offset in read.starts)
    return first, sum(offset < end for offset in read.starts)


def _put(read: Read, first: int, last: int, kind: str | None, strength: int, head: str | None = None) -> Read:
    """The sentence with the words from `first` up to `last` as one name, in the place of those that it covers."""
    covered = [name for name in read.names if name.start < last and first < name.end]
    members = tuple(dict.fromkeys(member for name in covered for member in (name.members or ((name.known,) if name.known else ()))))
    name = Name(first, last, read.words.text(first, last), kind=kind, strength=strength if kind else 0, members=members, head=head)
    names = sorted([*(other for other in read.names if other not in covered), name], key=lambda other: other.start)
    return replace(read, names=tuple(names))


def _typed(read: Read, name: Name, kind: str, strength: int) -> Read:
    if name.known or name.strength > strength or (name.strength == strength and COARSE.get(name.kind or "") == COARSE.get(kind)):
        return read
    return replace(read, names=tuple(replace(other, kind=kind, strength=strength) if other == name else other for other in read.names))


def _said(read: Read, name: Name, kind: str) -> Read:
    """A kind that the text says outright is better than a name's own noun, if they don't contradict each other."""
    same = COARSE.get(kind) == COARSE.get(name.kind or "")
    return _typed(read, name, kind, _SAID if same and name.strength == _SHOWN else _SHOWN)


def _name_at(read: Read, first: int, last: int) -> Name | None:
    return next((name for name in read.names if name.start == first and name.end == last and name.form == "name"), None)


# Tables


def _first_cell(read: Read, item: Item, subjects: Mapping[str, str], words: Mapping[str, Any]) -> Read:
    """A name in the first cell has the kind that the column's head says, or that the other heads take for granted."""
    if not item.cells:
        return read
    read = replace(read, words=replace(read.words, title_case=False))
    cell = item.cells[0]
    kind = next((subjects[phrase] for phrase in phrases(cell.head) if phrase in subjects), None) or _taken_for_granted(item, words)
    bracket = read.sentence.clean.find("(", cell.start, cell.end)
    first, last = _place(read, cell.start, bracket if bracket > cell.start else cell.end)
    if kind in {None, "State"} or not 0 < last - first <= 9 or not read.words.capital(first):
        return read
    name = _name_at(read, first, last)
    if name is None and all(
        word in _SMALL or read.words.capital(i) or word[0].isdigit() for i, word in enumerate(read.words.texts[first:last], first)
    ):
        return _put(read, first, last, kind, _SHOWN)
    return _said(read, name, str(kind)) if name else read


def _taken_for_granted(item: Item, words: Mapping[str, Any]) -> str | None:
    """The kind of things that a table is of, where its first column is headed "Name": what is launched is a craft."""
    heads = {phrase for cell in item.cells[1:] for phrase in phrases(cell.head)}
    told = {relation for column in words["columns"] if heads & set(column["heads"]) for relation in column.get("relations", ())}
    if not set(phrases(item.cells[0].head)) & set(words["names"]):
        return None
    return "Spacecraft" if told & {"launchDate", "launchVehicle", "launches"} else "Agreement" if "signatoryOf" in told else None


# Running text


def _joined(read: Read) -> Read:
    """What stands between the pluses of "A + B + C" is one name each: a body's, where another one is."""
    pluses = [i for i, word in enumerate(read.words.texts) if word == "+"]
    for plus in pluses:
        for first, last in ((_back(read, plus), plus), (plus + 1, _ahead(read, plus + 1))):
            if first < last and _name_at(read, first, last) is None:
                read = _put(read, first, last, None, 0)
    for plus in pluses:
        sides = [name for name in read.names if name.end == plus or name.start == plus + 1]
        if any(COARSE.get(name.kind or "") == "Organization" for name in sides):
            for name in sides:
                read = _typed(read, name, "Company", _GUESSED) if name.kind is None or name.strength < _GUESSED else read
    return read


def _back(read: Read, stop: int) -> int:
    start = stop
    while start > 0 and (read.words.capital(start - 1) or read.words.texts[start - 1][0].isdigit()):
        start -= 1
    return start


def _ahead(read: Read, start: int) -> int:
    stop = start
    while stop < len(read.words.texts) and (
        read.words.capital(stop) or (read.words.texts[stop][0].isdigit() and any(map(str.isupper, read.words.texts[stop])))
    ):
        stop += 1
    return stop


def _examples(read: Read, lexicon: Lexicon, words: Mapping[str, Any]) -> Read:
    """Names in brackets behind a plural noun are of its kind: "start-ups (e.g. Alpha, Beta)"."""
    openers = "|".join(map(re.escape, words["examples"]))
    for found in re.finditer(rf"([A-Za-z][\w-]*(?: [a-z][\w-]*){{0,2}}) \((?:{openers}),?:? ([^)]*)\)", read.sentence.clean):
        kind = lexicon.nouns.kind(found.group(1).split())
        if kind is None or not found.group(1).endswith("s"):
            continue
        first, last = _place(read, found.start(2), found.end(2))
        for name in [name for name in read.names if first <= name.start and name.end <= last and name.form == "name"]:
            read = _typed(read, name, kind[1], _SHOWN)
    return read


def _sharing(read: Read) -> Read:
    """Names joined by a slash share the kind that the last one's noun says: "ALFA / BETA Initiative"."""
    for first, second in reversed(list(zip(read.names, read.names[1:], strict=False))):
        if read.words.texts[first.end : second.start] == ("/",) and second.kind and second.strength >= _SHOWN and first.kind is None:
            read = _typed(read, first, second.kind, _SHOWN)
    return read


def _agents(read: Read, words: Mapping[str, Any]) -> Read:
    """Capitals behind a participle and "by" are a body's: "funded by NUBEKA"."""
    for name in read.names:
        before = read.words.folded[max(0, name.start - 3) : name.start]
        by = "by" in before[1:] and before[before.index("by") - 1] in words["participles"]
        if by and name.strength < _GUESSED and name.form == "name" and name.text.isupper():
            read = _typed(read, name, "Organization", _GUESSED)
    return read


def _nouns(read: Read, item: Item, lexicon: Lexicon) -> Read:
    """Without words that have a capital only for their place: "2031: Launch of …", "Ground station in …:"."""
    openings = {0, _place(read, item.body, len(read.sentence.clean))[0]}
    false = [name for name in read.names if name.start in openings and _common(read, name, lexicon)]
    return replace(read, names=tuple(name for name in read.names if name not in false))


def _common(read: Read, name: Name, lexicon: Lexicon) -> bool:
    """Whether a capitalised word is a noun for what happens, or the first half of one for a kind of thing."""
    if name.known or name.end > name.start + 1 or not name.text[1:].islower():
        return False
    pair = read.words.texts[name.start : name.end + 1]
    kind = lexicon.nouns.kind(pair) if pair[-1].islower() else None
    return (name.kind is None and fold(name.text) in lexicon.by_noun) or (kind is not None and " " in kind[0])


def _titles(read: Read, item: Item, lexicon: Lexicon) -> Read:
    """In an item under a date, words in capitals up to a noun of kind are one title: "Joint Ministers' Statement"."""
    first, last = _place(read, item.body, len(read.sentence.clean))
    start = first
    for index in range(first, last + 1):
        if index < last and read.words.folded[index] not in {"and", ";", ",", ".", ":"}:
            continue
        kind = _kind(read.words.texts[start:index], lexicon) if index - start > 1 else None
        capitals = all(read.words.capital(i) or read.words.texts[i] in _SMALL for i in range(start, index))
        if (
            kind
            and capitals
            and read.words.capital(start)
            and COARSE.get(kind[1]) in {"Agreement", "Event"}
            and _name_at(read, start, index) is None
        ):
            read = _put(read, start, index, kind[1], _SHOWN, kind[0])
        start = index + 1
    return read


def _kind(words: Sequence[str], lexicon: Lexicon) -> tuple[str, str] | None:
    """The kind that the last words of a title say, or its first with its last: "Joint Ministers' Statement"."""
    return lexicon.nouns.kind(words) or lexicon.nouns.kind([words[0], words[-1]])


def _concluded(read: Read, item: Item, words: Mapping[str, Any]) -> Read:
    """A name that is signed or adopted is an agreement; one that is set up between two states is an initiative."""
    for name in read.names:
        bracket = next((other for other in read.names if read.words.texts[name.end : other.start] == ("(",)), None)
        end = bracket.end + 1 if bracket else name.end
        follows = read.words.folded[end] if end < len(read.words.texts) else ""
        if follows in words["concluding"]:
            read = _typed(read, name, "Agreement", _GUESSED)
        elif follows in {"launched", "established", "created"} and bracket and len(bracket.members) > 1 and bracket.kind is None:
            read = replace(
                read,
                names=tuple(
                    replace(o, kind="Initiative", strength=_SHOWN) if o in (name, bracket) and not o.known else o for o in read.names
                ),
            )
    return read


# Labels


def _general(read: Read, item: Item, index: int, lexicon: Lexicon, ignore: frozenset[str]) -> Read:
    """Without a label that is a subject, or has nothing but nouns for kinds of things: "Dialogues & Frameworks:"."""
    if item.label is None or item.label.sentence != index:
        return read
    label = phrases(read.sentence.clean[item.label.start : item.label.end])
    if label and (label[0] in ignore or all(phrase in lexicon.nouns.kinds for phrase in label[1:] or label)):
        last = _place(read, item.label.start, item.label.end)[1]
        return replace(read, names=tuple(name for name in read.names if name.known or name.start >= last))
    return read


def _labelled(read: Read, item: Item, index: int, following: Read | None, lexicon: Lexicon) -> Read:
    """A name before a colon is of the kind that the words behind it say: "ALFA: a platform for …"."""
    if item.label is None or item.label.sentence != index:
        return read
    first, last = _place(read, item.label.start, item.label.end)
    name = next((name for name in read.names if name.start == first and name.form == "name" and name.end <= last), None)
    if name is None or (name.end < last and read.words.texts[name.end] != "("):
        return read
    rest = list(_opening(read, _place(read, item.body, len(read.sentence.clean))[0]))
    kind = lexicon.nouns.kind(rest or (list(_opening(following, 0)) if following else []))
    if kind is None:
        return read
    return _said(read, name, kind[1])


def _opening(read: Read, start: int) -> Iterator[str]:
    """The words of the noun phrase, with an article, that opens at a word."""
    texts = read.words.folded[start:]
    if not texts or texts[0] not in _DETERMINERS:
        return
    for place, word in enumerate(texts[1:], 1):
        if word in _STOPS or read.words.capital(start + place) or (place > 1 and word.endswith(("ing", "ed")) and len(word) > 5):
            return
        yield word
