"""Short forms and what they are short for: "Kenya Space Agency (KSA)", "Or-3 for Orchid Mission 3"."""

import re
from collections.abc import Sequence

from spacepact.text.named import Words
from spacepact.words import fold

_WORDS = re.compile(r"[^\s\-–/,()\"']+")
_SMALL = frozenset("of for and the on in by to with at de la du a &".split())


def spells(short: str, long: str) -> bool:
    """Whether a short form is made of just the initials of a long one's capitals: "KSA" for "Kenya Space Agency"."""
    return short == "".join(word[0] for word in _WORDS.findall(long) if word[0].isupper())


def initials(long: str) -> str:
    """The initials of a folded name's words, the small ones left out."""
    return "".join(word[0] for word in re.split(r"[\s\-–/]+", long) if word and word not in {"of", "the", "for", "and", "on", "in"})


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of a short form run through the initials of a long one, in order, beginning with the first."""
    if _numbered(short, long):
        return True
    letters = [c for c in fold(short) if c.isalpha()]
    words = _WORDS.findall(long)
    if not 2 <= len(letters) <= 10 or len(words) < 2 or (" " in short.strip() and not short.isupper()):
        return False
    starts = [fold(word)[0] for word in words if fold(word)]
    position, hits = 0, 0
    for letter in letters:
        while position < len(starts) and starts[position] != letter:
            position += 1
        if position == len(starts):
            break
        hits += 1
        position += 1
    text = fold(long).replace(" ", "")
    return hits == len(letters) or (hits >= 2 and _subsequence(letters, text) and letters[0] in starts[:2])


def long_form(words: Words, bracket: int) -> int | None:
    """Where the name starts that the short form behind a bracket stands for; None where the words before do not spell it.

    The letters are looked for from the last to the first, and the first must begin a word (Schwartz and Hearst, "A simple
    algorithm for identifying abbreviation definitions in biomedical text", 2003); here the word must have a capital, and so must
    all but one of the words after it that are no connectors.

    >>> tokens = tuple("the Gravity Recovery and Climate Experiment ( GRACE )".split())
    >>> blank = (True,) * len(tokens), frozenset(), ("",) * len(tokens), False
    >>> long_form(Words(tokens, *blank, tuple(map(str.casefold, tokens))), 6)
    1
    """
    if bracket + 2 >= len(words.texts) or words.texts[bracket] != "(" or words.texts[bracket + 2] not in {")", ",", ";"}:
        return None
    short = words.texts[bracket + 1]
    letters = [c.casefold() for c in short if c.isalnum()]
    if not 3 <= len(letters) <= 10 or sum(c.isupper() for c in short) < 3:
        return None
    index = bracket
    for farthest in range(bracket - 1, max(bracket - min(len(letters) + 5, 2 * len(letters)) - 1, -1), -1):
        if not words.texts[farthest][0].isalpha() and words.texts[farthest] not in {"-", "–", "&", "'s"}:
            break
        index = farthest
    return _start(words, letters, index, bracket)


def _start(words: Words, letters: list[str], first: int, bracket: int) -> int | None:
    """The word with which the shortest long form between `first` and `bracket` starts."""
    left = list(letters)
    for index in range(bracket - 1, first - 1, -1):
        word = words.texts[index].casefold()
        for position in range(len(word) - 1, -1, -1):
            if left and word[position] == left[-1] and (len(left) > 1 or position == 0):
                left.pop()
        if not left:
            body = [text for text in words.texts[index:bracket] if text[0].isalpha() and text.casefold() not in _SMALL]
            small = sum(not any(c.isupper() for c in text) for text in body)
            return index if words.capital(index) and small <= 1 and not words.blocked & set(range(index, bracket)) else None
    return None


def _numbered(short: str, long: str) -> bool:
    """Whether a short form is the beginning of a long name with its number: "Or-3" for "Orchid Mission 3"."""
    one, other = (re.fullmatch(r"([^\W\d_]{2,})\b.*?\W(\d{1,3})", name) for name in (short, long))
    return one is not None and other is not None and one[2] == other[2] and fold(other[1]).startswith(fold(one[1]))


def _subsequence(letters: Sequence[str], text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
