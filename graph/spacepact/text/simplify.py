"""Words that a parser need not see: acronyms in brackets behind their names, and asides such as ", for its part,"."""

import re
from collections.abc import Iterator, Sequence

from spacepact.text.named import Name, Words

_ASIDES = [
    aside.split()
    for aside in (
        "for its part|for their part|for his part|for her part|however|in turn|too|meanwhile|of course|by contrast|on "
        "the other hand|for instance|for example|in particular|among others|"
        "among other things|at the time|he said|she said|it said|they said|he added|she "
        "added|then|also|though|moreover|in addition|as well|therefore|indeed|so far|to date|in return|"
        "by video link|state media said|officials said|according to officials|in fact|in principle|at least|at "
        "first|for the first time|formally|respectively"
    ).split("|")
]
_OWN = re.compile(r"its|their|his|her|our")


def droppable(words: Words, names: Sequence[Name]) -> frozenset[int]:
    """The indexes of words that carry nothing for the tree."""
    return frozenset(
        index
        for start, end in (
            *_dateline(words, names),
            *_brackets(words, names),
            *_asides(words),
            *_own(words),
            *_of_understanding(words),
            *_twice_dated(words),
            *_by_consensus(words),
            *_clock(words),
        )
        for index in range(start, end)
    )


def _dateline(words: Words, names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """ "MOSCOW, March 9 - ", "New Delhi: ", "Dec. 18 (UPI) - " at the start: capitals, dates and a bracket, closed by a dash or a
    colon.
    """
    for index, word in enumerate(words.texts[:14]):
        if word in {"-", "–", "—", "--", ":"} and index and (word == ":" or words.spaces[index - 1]):
            placed = any(name.start < index and name.kind in {"Place", "State"} for name in names) or 0 in words.blocked
            if placed and not any(name.kind == "Person" and name.start < index for name in names):
                yield 0, index + 1
            return
        plain = word in {",", "(", ")", ".", "/"} or index in words.blocked or words.capital(index) or word.replace(".", "").isdigit()
        if not plain:
            return


def _brackets(words: Words, names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """ "(JAXA)", "(European Space Agency)", "(now Russia)": a bracket with little but a name in it, right behind a name or a
    noun.
    """
    for start, word in enumerate(words.texts):
        if word != "(" or start == 0:
            continue
        end = next((i for i in range(start + 1, min(start + 9, len(words.texts))) if words.texts[i] == ")"), None)
        if end is not None and (end - start <= 3 or any(name.start == start + 1 and name.end == end for name in names)):
            yield start, end + 1


def _asides(words: Words) -> Iterator[tuple[int, int]]:
    for start, word in enumerate(words.texts):
        if word != ",":
            continue
        for aside in _ASIDES:
            end = start + 1 + len(aside)
            if list(words.folded[start + 1 : end]) == aside and end < len(words.texts) and words.texts[end] == ",":
                yield start, end + 1
                break


def _twice_dated(words: Words) -> Iterator[tuple[int, int]]:
    """ "Today, Wednesday, …": the second of two times side by side; and the "then" of "A and then B"."""
    for start in range(1, len(words.texts) - 1):
        if words.texts[start] == "," and start - 1 in words.blocked and start + 1 in words.blocked and start < 6:
            end = start + 1
            while end < len(words.texts) and end in words.blocked:
                end += 1
            yield start, end
        if words.folded[start] == "then" and words.folded[start - 1] == "and":
            yield start, start + 1


def _of_understanding(words: Words) -> Iterator[tuple[int, int]]:
    """The second half of "memorandum of understanding", "letter of intent": one noun, not a noun and what it is of."""
    for start in range(1, len(words.texts) - 1):
        if (
            words.folded[start] == "of"
            and words.folded[start + 1] in {"understanding", "understandings", "intent", "cooperation"}
            and words.folded[start - 1] in {"memorandum", "memoranda", "letter", "statement", "memorandums"}
        ):
            yield start, start + 2


def _by_consensus(words: Words) -> Iterator[tuple[int, int]]:
    """ "adopted by consensus": no agent, whatever it looks like."""
    for start in range(len(words.texts) - 1):
        if words.folded[start] == "by" and words.folded[start + 1] in {"consensus", "acclamation"}:
            yield start, start + 2


_HOURS = frozenset("am pm a m p local time hours utc gmt edt est ist jst cet".split())
"""What stands behind an hour of the day."""


def _clock(words: Words) -> Iterator[tuple[int, int]]:
    """ "at 5.40 p.m. local time", "at 8:36 a.m. EDT": the hour of the day."""
    for start in range(len(words.texts) - 2):
        if words.folded[start] != "at" or not re.fullmatch(r"\d{1,2}(?:[.:]\d\d)?", words.texts[start + 1]):
            continue
        end = start + 2
        while end < min(start + 7, len(words.texts)) and (
            words.folded[end].replace(".", "") in _HOURS
            or words.texts[end] == "."
            or (words.capital(end) and end + 1 < len(words.texts) and words.folded[end + 1] == "time")
        ):
            end += 1
        if end > start + 2:
            yield start, end


def _own(words: Words) -> Iterator[tuple[int, int]]:
    for start in range(len(words.texts) - 2):
        if words.folded[start] == "of" and _OWN.fullmatch(words.folded[start + 1]) and words.folded[start + 2] == "own":
            yield start, start + 3
