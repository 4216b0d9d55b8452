"""Of what kind a name is, told by the words in it and around it: its head noun, an apposition, a noun before or behind, an office."""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacepact.lexicon import Lexicon
from spacepact.text.named import Name, Words
from spacepact.vocab import COARSE
from spacepact.words import fold, singular

_APPOSED_ENDS = frozenset("that which of for to with in on from by at who whose where carrying and under between now due".split())
"""What may follow the noun of an apposition."""
_NAMELESS = {"Place", "GovernmentBody", "Company", "InternationalBody", "CelestialBody", "State", "Meeting"}
"""Kinds whose nouns, standing behind a name, tell of another thing: "the Heron region", "Osprey meetings"."""
_SORTS = frozenset("Plan Type Model Class Vitamin Category Grade Group Section Annex Part Option Phase Stage Appendix Schedule".split())
"""Words before a hyphen and a letter that make no craft of it: "Annex-B"."""
_SERVICES = frozenset("data imagery image images system systems service services technology operator company industry network".split())
"""What makes the noun before it no head: "a satellite | network"."""
_AMBIGUOUS = {"space", "group", "base", "orbit", "moon", "center", "launch", "command", "force", "system"}
"""Nouns that stand before names of any kind."""
_DESIGNATION = re.compile(r"(.+?)[-–](\d+[A-Z]?|[A-Z]\d+|[IVX]{2,})$")
_TAGS = {"GPE": "Place", "LOC": "Place", "ORG": "Organization", "FAC": "Facility"}

Evidence = tuple[str, int, str | None]
"""A kind, how sure it is (0-4), and the noun that gives it."""


class Kinds:
    """Types names by a lexicon's nouns and titles; holds no state of a text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.nouns = lexicon.nouns
        self.titles = lexicon.titles

    def all_typed(self, words: Words, names: Sequence[Name]) -> list[Name]:
        """The names of a sentence with their kinds; a plural noun behind the last of several types all: "the Ulan and Heron modules"."""
        typed = [self.typed(words, name) for name in names]
        for index in range(len(typed) - 1, 0, -1):
            one, other = typed[index - 1], typed[index]
            between = words.folded[one.end : other.start]
            if between not in {("and",), (",",), ("or",), (",", "and")}:
                continue
            if between[0] != ",":
                one, other = _as_state(words, one, other), _as_state(words, other, one)
            kind = self._plural_behind(words, other.end)
            if kind and other.form == "name" and other.strength < 2:
                other = replace(other, kind=kind, strength=3)
            if kind and one.form == "name" and one.strength < 3 and COARSE[kind] == COARSE.get(other.kind or ""):
                one = replace(one, kind=other.kind, strength=3)
            typed[index - 1], typed[index] = one, other
        return typed

    def _plural_behind(self, words: Words, end: int) -> str | None:
        """The kind of craft that a plural noun right behind a name gives."""
        noun = words.folded[end] if end < len(words.texts) and words.texts[end].islower() else ""
        kind = self.nouns.kinds.get(singular(noun), "") if noun != singular(noun) else ""
        return kind if COARSE.get(kind) == "Mission" else None

    def typed(self, words: Words, name: Name) -> Name:
        """The name with the kind that the surest evidence gives; as it is where it has a sure one, or where nothing tells."""
        if name.form != "name" or name.strength >= 3:
            return name
        for kind, strength, head in self._evidence(words, name):
            return replace(name, kind=kind, strength=strength, head=head)
        return name

    def is_title(self, words: Words, index: int) -> bool:
        """Whether a person's office starts at a word: "Minister", "Director General", not "Emir" in "Emir bin Said"."""
        folded = words.folded[index]
        acronym = words.texts[index].isupper() and len(folded) > 1 and singular(folded) != folded
        if acronym or words.folded[index + 1 : index + 2] in (("bin",), ("bint",), ("ibn",)):
            return False
        pair = " ".join(words.folded[index : index + 2])
        return (
            singular(folded) in self.titles.heads
            or (folded in self.titles.styles and words.texts[index][0].isupper())
            or pair in self.titles.heads
        )

    def following(self, words: Words, end: int) -> tuple[str, str] | None:
        """The noun and kind that small letters from `end` on give: "the Strategic Minerals initiative"."""
        stop = end
        while stop < min(end + 3, len(words.texts)) and words.texts[stop].isalpha() and words.texts[stop].islower():
            stop += 1
        for last in range(stop, end, -1):
            phrase = " ".join(words.folded[end:last])
            kind = self.nouns.kinds.get(phrase)
            if kind and phrase != "fact sheet" and kind not in _NAMELESS:
                return self._compounded(words, last, stop) or (phrase, kind)
        if stop > end and words.folded[end] in self.nouns.purposes:
            return self._compounded(words, end + 1, stop)
        return None

    def _compounded(self, words: Words, start: int, stop: int) -> tuple[str, str] | None:
        """The craft that the noun at `start` is, behind a noun that only tells of what sort: "radar | satellite"."""
        noun = words.folded[start] if start < stop else ""
        if words.folded[start + 1 : start + 2] and words.folded[start + 1] in self.nouns.purposes | _SERVICES:
            return None
        return (noun, self.nouns.kinds[noun]) if COARSE.get(self.nouns.kinds.get(noun, "")) == "Mission" else None

    def _evidence(self, words: Words, name: Name) -> list[Evidence]:
        """What tells a name's kind, the surest first."""
        stem = words.texts[name.start : name.end]
        end = _past_brackets(words, name)
        head = self._head(stem)
        tagged = [tag for tag in words.tagged[name.start : name.end] if tag]
        impersonal = any(_DESIGNATION.match(word) or fold(word) in self.nouns.spatial for word in stem)
        person = len(tagged) >= (len(stem) + 1) // 2 and tagged[0] == "PERSON" and not impersonal
        found: list[Evidence] = []
        office = self._office_behind(words, end) or self._office_before(words, name)
        if not head and 2 <= len(stem) <= 5 and (office or _signs_for(words, name)):
            found.append(("Person", 2, None))
        apposed = self._apposed(words, end) or self._copular(words, end)
        if apposed and (not head or COARSE[head[1]] != COARSE[apposed[1]]):
            found.append((apposed[1], 4, None))
        if self._home(words, end):
            found.append(("Place", 2, None))
        following = self.following(words, end)
        outer = following is not None and following[1] in {"Mission", "Programme", "Spacecraft", "Initiative"}
        if following and outer:
            found.append((following[1], 3, following[0]))
        if head and not (person and head[1] == "Place") and (len(stem) > 1 or _complement(stem) < len(stem)):
            found.append((head[1], 3, head[0]))
        if following and not outer:
            found.append((following[1], 3, following[0]))
        preceding = self._preceding(words, name)
        if preceding:
            found.append((preceding[1], 3, None))
        if _designated(stem):
            found.append(("Mission", 2, None))
        elif _lettered(stem):
            found.append(("Mission", 1, None))
        if person and len(stem) <= 5:
            found.append(("Person", 2 if len(stem) > 1 else 0, None))
        if tagged and not person and tagged[0] in _TAGS:
            found.append((_TAGS[tagged[0]], 1, None))
        return found

    def _home(self, words: Words, end: int) -> bool:
        """Whether a company is named right behind a name and the noun for it: "the Houston | company Axiom Space"."""
        noun = words.folded[end] if end + 1 < len(words.texts) and words.texts[end].islower() else ""
        return self.nouns.kinds.get(noun) == "Company" and noun == singular(noun) and words.capital(end + 1)

    def _head(self, stem: Sequence[str]) -> tuple[str, str] | None:
        """The noun in the name that says what it is: "Institute" in "Institute for Space Law", "Treaty" in "Kivu Treaty 2"."""
        complement = _complement(stem)
        numbered = len(stem) > 1 and re.fullmatch(r"\d{1,3}[A-Z]?", stem[-1])
        head = self.nouns.kind(stem[: complement - 1 if numbered and complement == len(stem) else complement])
        if numbered and head and COARSE[head[1]] not in {"Facility", "Agreement"}:
            head = self.nouns.kind(stem[:complement])
        if head and head[0] == "center" and complement < len(stem) and fold(stem[complement]) in {"for", "of"}:
            head = (head[0], "ResearchInstitution")
        return head

    def _apposed(self, words: Words, end: int) -> tuple[str, str] | None:
        """The kind that an apposition gives in small letters: "Osprey, a small weather satellite that …"."""
        if end + 2 >= len(words.texts) or words.texts[end] != "," or words.folded[end + 1] not in {"a", "an", "the", "its", "their"}:
            return None
        first, stop = end + 2, end + 2
        while stop < min(end + 9, len(words.texts)) and (words.texts[stop].islower() or words.texts[stop] == "-"):
            if words.folded[stop] in _APPOSED_ENDS or (stop > first and words.folded[stop].endswith("ed")):
                break
            stop += 1
        stop = self._serial(words, first, stop)
        closes = stop >= len(words.texts) or words.texts[stop] in {",", ".", ";", ")"} or words.texts[stop].islower()
        found = self.nouns.kind(words.texts[first:stop]) if closes and stop > first else None
        if found and found[0] == "station" and words.folded[stop : stop + 1] in {("in",), ("near",), ("outside",)}:
            found = (found[0], "Facility" if words.capital(stop + 1) else found[1])
        plural = words.folded[stop - 1] != singular(words.folded[stop - 1])
        return None if found is None or plural or COARSE[found[1]] in {"State", "Place", "Event"} else found

    def _copular(self, words: Words, end: int) -> tuple[str, str] | None:
        """The kind that a sentence says outright: "Osprey is a small weather satellite", "Heron is one of the four modules"."""
        verb = words.folded[end : end + 3]
        start = end + (3 if verb[1:] == ("one", "of") else 2)
        if verb[:1] not in {("is",), ("was",)} or verb[1:2] not in {("a",), ("an",), ("the",), ("one",)}:
            return None
        stop = start
        while stop < min(start + 6, len(words.texts)) and words.texts[stop].islower() and words.folded[stop] not in _APPOSED_ENDS:
            stop += 1
        closes = stop >= len(words.texts) or words.texts[stop] in {",", ".", ";"} or words.folded[stop] in _APPOSED_ENDS
        found = self.nouns.kind([singular(word) for word in words.folded[start:stop]]) if closes and stop > start else None
        return found if found and COARSE[found[1]] in {"Mission", "Agreement"} else None

    def _serial(self, words: Words, first: int, stop: int) -> int:
        """The end of an apposition whose modifiers are in series: "a cloud, aerosol and radiation | observatory which …"."""
        if stop >= len(words.texts) or words.texts[stop] not in {",", "and"} or self.nouns.kind(words.texts[first:stop]):
            return stop
        index = stop
        while index < min(first + 8, len(words.texts)) and (words.texts[index].islower() or words.texts[index] == ","):
            if words.folded[index] in _APPOSED_ENDS - {"and"}:
                break
            if words.texts[index - 1] not in {",", "and"} and self.nouns.kinds.get(words.folded[index]):
                return index + 1
            index += 1
        return stop

    def _preceding(self, words: Words, name: Name) -> tuple[str, str] | None:
        """The kind that a noun right before gives: "the weather satellite Osprey", "its first satellite, Osprey,"."""
        start = name.start
        if words.texts[start - 1 : start] == (",",) and words.texts[name.end : name.end + 1] in {(",",), (".",), (";",)} and start >= 3:
            noun = words.folded[start - 2]
            owned = bool({"'s", "its", "their", "a", "an"} & set(words.texts[max(start - 6, 0) : start - 2]))
            return (noun, self.nouns.kinds[noun]) if owned and COARSE.get(self.nouns.kinds.get(noun, "")) == "Mission" else None
        if start >= 3 and words.texts[start - 2] == "-" and words.texts[start - 1].islower() and words.texts[start - 3].islower():
            hyphenated = f"{words.folded[start - 3]}-{words.folded[start - 1]}"
            if hyphenated in self.nouns.kinds:
                return hyphenated, self.nouns.kinds[hyphenated]
        span: list[str] = []
        for word in reversed(words.texts[max(start - 3, 0) : start]):
            if not (word.replace("-", "").isalpha() and word.islower()):
                break
            span.insert(0, word)
        if not span or fold(span[-1]) != singular(fold(span[-1])) or fold(span[-1]) in _AMBIGUOUS:
            return None
        found = self.nouns.kind(span)
        if found and found[1] not in {"Meeting", "Visit", "Place", "State"} and not found[1].startswith(("Memorandum", "Norm")):
            return found
        return None

    def has_office(self, words: Words, start: int, end: int) -> bool:
        """Whether an office stands before or behind some words, which then are a person's name, even "Ann Paris"."""
        return self._office_behind(words, end) or self._office_before(words, Name(start, end, words.text(start, end)))

    def _office_before(self, words: Words, name: Name) -> bool:
        """Whether an office stands before: "astronauts Amy Hill, …", "whose executive director, Juan Ruiz, …"."""
        apposed = words.texts[name.start - 1 : name.start] == (",",) and words.texts[name.end : name.end + 1] == (",",)
        index = name.start - (2 if apposed else 1)
        return index >= 0 and _plain(words, name) and words.texts[index].islower() and self.is_title(words, index)

    def _office_behind(self, words: Words, end: int) -> bool:
        """Whether an office is apposed: "Karl Weber, who runs …", "Li Wen, co-founder of …", "X, the ESA Director
        General".
        """
        if end + 1 >= len(words.texts) or words.texts[end] != ",":
            return False
        if words.folded[end + 1] in {"who", "whose"}:
            return True
        for index in range(end + 1, min(end + 7, len(words.texts))):
            if words.texts[index] in {",", ".", ";", "and"} or words.folded[index] in {"by", "of", "signed", "said"}:
                return False
            if self.is_title(words, index):
                return True
        return False


def _as_state(words: Words, name: Name, other: Name) -> Name:
    """A name that a tagger takes for a place, taken for a state beside one: "France and Freedonia"."""
    place = name.form == "name" and name.strength <= 1 and words.tagged[name.start] == "GPE"
    return replace(name, kind="State", strength=2) if place and other.kind == "State" and other.form == "name" else name


_SIGNING = frozenset({"sign", "signed", "signing", "signature", "signatures", "signatories", "initialled", "initialed", "inked"})


def _past_brackets(words: Words, name: Name) -> int:
    """The index behind a name and the short form in brackets after it, or behind the bracket that closes after a short form."""
    end = name.end
    if words.texts[end : end + 1] == ("(",) and words.texts[end + 2 : end + 3] == (")",):
        return end + 3
    opened = name.start > 0 and words.texts[name.start - 1] == "("
    return end + 1 if opened and words.texts[end : end + 1] == (")",) else end


def _plain(words: Words, name: Name) -> bool:
    """Whether a name is spelt as those of people are: letters, apostrophes and hyphens, and no capitals alone."""
    stem = [word.replace("'", "").replace("’", "") for word in words.texts[name.start : name.end]]
    return all(word == "-" or (word.isalpha() and not word.isupper()) for word in stem)


def _signs_for(words: Words, name: Name) -> bool:
    """Whether a name is of one who signs for somebody: "signed by Ana Torres for Chile and Luis Vega for Peru"."""
    links = next((link for link in (("for",), ("on", "behalf", "of")) if words.folded[name.end : name.end + len(link)] == link), ())
    behind = name.end + len(links)
    if not links or behind + 1 >= len(words.texts) or words.folded[name.start - 1 : name.start] not in {("by",), ("and",), (",",)}:
        return False
    behind += words.folded[behind] == "the"
    return _plain(words, name) and words.capital(behind) and not _SIGNING.isdisjoint(words.folded)


def _complement(stem: Sequence[str]) -> int:
    """Where "of …" or "for …" starts in a name; its length where nothing does."""
    return next((i for i, word in enumerate(stem) if fold(word) in {"of", "for", "on", "concerning", "governing"} and i), len(stem))


def _designated(stem: Sequence[str]) -> bool:
    """ "COMET-9", "Probe-26", "Season 71": a name with a number behind it is a craft or a flight."""
    return (bool(_DESIGNATION.match(stem[-1])) and not stem[-1].startswith(("Covid", "COVID"))) or (
        len(stem) > 1 and bool(re.fullmatch(r"\d{1,3}[A-Z]?|[IVX]+", stem[-1]))
    )


def _lettered(stem: Sequence[str]) -> bool:
    """ "Heron-B", "Spektr-RG": a name with a letter behind a hyphen is a craft or a flight, where nothing says otherwise."""
    lettered = len(stem) > 2 and stem[-2] in {"-", "–"} and bool(re.fullmatch(r"[A-Z]{1,2}|[IVX]+", stem[-1]))
    return lettered and len(stem[-3]) > 2 and stem[-3][0].isupper() and stem[-3] not in _SORTS
