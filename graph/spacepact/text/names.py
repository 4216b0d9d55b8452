"""Names in a sentence: known ones from the gazetteer, unknown ones from capitals and connectors, typed by the words around them.

The unit is a run of capitalised words with the connectors that names are built with ("Ministry of Industry, Science and
Technology", "Agreement on the Rescue of Astronauts"). A run is cut where a known name, a person's office or a possessive
says that two things stand side by side ("NASA | Administrator | Ann Brook", "US | National Science Foundation").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from spacepact.lexicon import Lexicon
from spacepact.text.gazetteer import Entry, Gazetteer
from spacepact.vocab import COARSE
from spacepact.words import fold, singular

LONGEST = 40
"""How many words a run of capitals may have: beyond that it is a list in capitals, no name."""

Form = Literal["name", "demonym", "pair", "title"]

GOVERNMENT = frozenset(
    (
        "ministry department office institute committee commission council secretary minister bureau agency authority "
        "center foundation academy"
    ).split()
)
_OF_HEADS = GOVERNMENT | frozenset(
    (
        "university institute academy school college treaty agreement convention memorandum declaration bank republic house"
        " union organization association "
        "conference board court house bureau society federation league state states secretary minister assembly group "
        "partnership chamber city gulf sea "
        "director directorate administration corporation laboratory code charter statement roadmap accord resolution "
        "letter program framework"
    ).split()
)
_ON_HEADS = frozenset(
    (
        "committee treaty agreement convention roadmap memorandum resolution conference dialogue declaration "
        "commission council initiative forum panel statement group principles charter protocol"
    ).split()
)
_FOR_HEADS = frozenset(
    (
        "office center institute agency corporation department ministry council commission initiative minister "
        "program foundation cooperation agreement framework partnership coalition organization vision declaration "
        "statement roadmap association plan strategy"
    ).split()
)
_TEXTS = frozenset("treaty agreement convention declaration resolution principles protocol memorandum".split())
_TEXT_CONNECTORS = frozenset("of on in for and concerning governing relating regarding to with including".split())
_PARTICLES = frozenset("de la du des del di da dos al el bin ibn van von der den le ben d'".split())
_ORGANS = frozenset({"council", "assembly", "directorate", "secretariat", "parliament"})
"""Organs that take the name of their body before them: "ESA Council"."""
_CONTINENTAL = frozenset({"european", "african", "asian", "arab", "western", "martian"})
_APPOSED_ENDS = frozenset("that which of for to with in on from by at who whose where carrying and under between now due".split())
"""What may follow the noun of an apposition."""
_NOT_NAMES = frozenset(
    "i the a an this that these those it its he she they we you his her their our your my in on at by for from with to "
    "of and or but so as if when while where why how who what which "
    "there here then now today yesterday tomorrow yet also both each all some many most more other another such no not "
    "neither nor never only even still since until during after "
    "before under over between among within without through about against according meanwhile however moreover "
    "furthermore finally first second third last next new old both one two three "
    "four five six seven eight nine ten once because although though despite like unlike let please see read note asked"
    " is are was were has have had do does did will would can could may might "
    "should must it's that's what's among across beyond below above around instead overall additionally together "
    "following later earlier early late recently currently ultimately "
    "nothing something everything everyone nobody none critics experts officials scientists astronauts leaders "
    "delegates delegations members participants companies countries nations governments "
    "rs signed launched built speaking asked given based established founded looking think don't".split()
)
_NUMERAL = re.compile(r"(?:\d{1,4}[A-Za-z]?|[IVX]{1,5}|[A-Z]|[A-Z]\d+)$")
_NUMBERED = re.compile(r"(?:[A-Z]{1,3}[-–]?)?\d{1,4}[A-Za-z]?|[IVX]{1,5}|[A-Z]\d?")
_DESIGNATION = re.compile(r"(.+?)[-–](\d+[A-Z]?|[A-Z]\d+|[IVX]{2,})$")


@dataclass(frozen=True, slots=True)
class Name:
    """Words `start` to `end` (exclusive) that name something. `kind` is None where nothing tells; `strength` says how sure the
    kind is (0-4).

    `members` are known entities that the name contains ("India" in "India-Kenya Space Dialogue"); `bare` is the name without
    them.
    """

    start: int
    end: int
    text: str
    form: Form = "name"
    kind: str | None = None
    known: str | None = None
    strength: int = 0
    members: tuple[str, ...] = ()
    bare: str | None = None
    head: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A tokenised sentence as the name finder sees it. `person` marks words that a statistical tagger takes for a person's name."""

    texts: tuple[str, ...]
    spaces: tuple[bool, ...]
    blocked: frozenset[int]
    tagged: tuple[str, ...]
    title_case: bool
    folded: tuple[str, ...]

    def text(self, start: int, end: int) -> str:
        """The words from `start` to `end` (exclusive) as they stand in the sentence."""
        return "".join(word + " " * space for word, space in zip(self.texts[start:end], self.spaces[start:end], strict=True)).strip()

    def capital(self, index: int) -> bool:
        """Whether a word is written as a name is: with a capital somewhere, and no part of a date."""
        word = self.texts[index]
        return index not in self.blocked and any(c.isupper() for c in word) and any(c.isalpha() for c in word) and not word.startswith("'")


class Finder:
    """Finds names with a lexicon and a gazetteer; holds no state of a text."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer

    def find(self, words: Words) -> list[Name]:
        """The names of a sentence in order, none overlapping."""
        found: list[Name] = []
        index = 0
        while index < len(words.texts):
            if index in words.blocked:
                index += 1
                continue
            if not words.capital(index):
                match = self.gazetteer.match(words.texts, words.folded, index)
                if match and not self._blocked(words, index, match[1]):
                    found.append(self._known(words, index, match[1], match[0]))
                    index = match[1]
                else:
                    index += 1
                continue
            end = self._run(words, index)
            found.extend(self._cut(words, index, end))
            index = end
        return [self._typed(words, name) for name in found if name.end > name.start and not self._common(name)]

    def _common(self, name: Name) -> bool:
        """Whether capitals stand for a kind of text or event, not for one of them: "a Memorandum of Understanding on …"."""
        if fold(name.text) in _CONTINENTAL | {"government"}:
            return True
        kind = self.lexicon.nouns.kinds.get(fold(name.text)) if name.form == "name" and not name.known else None
        return kind is not None and COARSE[kind] in {"Agreement", "Event"} and not name.text.isupper()

    @staticmethod
    def _blocked(words: Words, start: int, end: int) -> bool:
        return any(index in words.blocked for index in range(start, end))

    def _known(self, words: Words, start: int, end: int, entry: Entry) -> Name:
        form: Form = "demonym" if entry.demonym else "name"
        return Name(start, end, words.text(start, end), form, entry.kind, entry.id, 4)

    # Runs

    def _run(self, words: Words, start: int) -> int:
        """The index after the run of name words that starts at `start`."""
        match = self.gazetteer.match(words.texts, words.folded, start)
        index = max(start + 1, match[1] if match else 0)
        while index < min(len(words.texts), start + LONGEST) and index not in words.blocked:
            step = self._step(words, start, index)
            if step is None:
                break
            index = step
            match = self.gazetteer.match(words.texts, words.folded, index - 1)
            if match and not self._blocked(words, index - 1, match[1]):
                index = max(index, match[1])
        return index

    def _step(self, words: Words, start: int, index: int) -> int | None:
        """The index after the word at `index` and what it drags in, where it continues the run; None where the run ends."""
        word, folded = words.texts[index], words.folded[index]
        following = index + 1
        if words.capital(index):
            return following
        if re.fullmatch(r"\d\.\d", word) and following < len(words.texts) and words.capital(following):
            return following
        if re.fullmatch(r"\d{1,3}[A-Z]?", word) and words.spaces[index - 1] and index - 1 not in words.blocked:
            return (
                following
                if following >= len(words.texts)
                or words.folded[following] not in {"percent", "million", "billion", "years", "days", "countries", "nations"}
                else None
            )
        if word in {"-", "–", "/"} and not words.spaces[index - 1] and not words.spaces[index] and following < len(words.texts):
            if words.capital(following) or (word != "/" and words.texts[following][0].isdigit()):
                return index + 2
            given = word == "-" and (self._given_name(words, index) or self._hyphenated(words, index))
            return index + 2 if given else None
        if folded in _PARTICLES:
            while following < len(words.texts) and words.folded[following] in _PARTICLES:
                following += 1
            if following < len(words.texts) and words.capital(following):
                return following + 1
            following = index + 1
        if word == "&" and following < len(words.texts) and words.capital(following):
            return index + 2
        return self._connector(words, start, index)

    @staticmethod
    def _given_name(words: Words, index: int) -> bool:
        """Whether a hyphen and a short lower-case word belong to a given name: "Park Min-su"."""
        return len(words.texts[index + 1]) <= 5 and words.texts[index + 1].islower() and "PERSON" in words.tagged[index - 1 : index + 2]

    def _hyphenated(self, words: Words, index: int) -> bool:
        """Whether a hyphen and a lower-case word belong to a title in capitals: "Wide-field Telescope", not "CNES-built Heron"."""
        behind = words.folded[index + 1]
        return (
            index + 2 < len(words.texts)
            and words.texts[index + 1].islower()
            and words.capital(index + 2)
            and not behind.endswith("ed")
            and behind not in {"built", "made", "led", "run", "born", "wide", "style", "owned"}
            and self.gazetteer.match(words.texts, words.folded, index - 1) is None
        )

    def _connector(self, words: Words, start: int, index: int) -> int | None:
        folded = words.folded[index]
        after = index + 1
        while after < len(words.texts) and words.folded[after] in {"the", "de", "la"} and after < index + 3:
            after += 1
        if after >= len(words.texts) or not words.capital(after):
            return None
        heads = {singular(word) for word in words.folded[start:index]}
        last = singular(words.folded[index - 1])
        if heads & _TEXTS and folded in _TEXT_CONNECTORS and words.folded[after] not in _NOT_NAMES and self._goes_on(words, after):
            match = self.gazetteer.match(words.texts, words.folded, after)
            return None if folded in {"in", "at"} and match and match[0].kind == "Place" else after + 1
        if folded == "of" and (
            last in _OF_HEADS or (heads & GOVERNMENT - self.lexicon.titles.heads and words.tagged[index - 1] != "PERSON")
        ):
            return after + 1
        if folded == "on" and heads & _ON_HEADS:
            return after + 1
        if folded == "for" and heads & _FOR_HEADS:
            return after + 1
        if folded in {"concerning", "governing", "relating", "establishing"} and heads & {
            "agreement",
            "treaty",
            "convention",
            "principle",
        }:
            return after + 1
        if "PERSON" in words.tagged[start:index] or self._office_ahead(words, after):
            return None
        inside = {"of", "for", "on", "concerning", "governing"} & set(words.folded[start:index])
        if inside and heads & (GOVERNMENT | _ON_HEADS | _FOR_HEADS | {"university", "treaty", "agreement", "convention"}) and after == index + 1:
            if folded == "and" and self._continues(words, after):
                return after + 1
            if words.texts[index] == "," and self._listed(words, after):
                return after + 1
        if folded == "and" and after == index + 1 and self._binomial(words, start, after):
            return after + 1
        return None

    def _goes_on(self, words: Words, index: int) -> bool:
        """Whether a capitalised word can belong to the title of a text: no state, no body, no person."""
        match = self.gazetteer.match(words.texts, words.folded, index)
        spatial = words.folded[index] in {"outer", "space", "celestial", "peaceful", "lunar", "other"}
        return (spatial or words.tagged[index] != "PERSON") and (
            match is None or match[0].kind in {"CelestialBody", "InternationalBody", "Programme", "Place"}
        )

    def _office_ahead(self, words: Words, index: int) -> bool:
        """Whether the capitals from `index` on are a person's office: "and Deputy Administrator Jo Field"."""
        while index < len(words.texts) and words.capital(index):
            if self._is_title(words, index):
                return True
            index += 1
        return False

    def _continues(self, words: Words, index: int) -> bool:
        """Whether a capitalised word after "and" belongs to the name before: no known name, no acronym, no office."""
        return (
            (not words.texts[index].isupper() or words.folded[index] in {"ict", "it", "ai", "r"})
            and self.gazetteer.match(words.texts, words.folded, index) is None
            and self.lexicon.nouns.kinds.get(words.folded[index]) is None
            and singular(words.folded[index]) not in self.lexicon.titles.heads
        )

    def _listed(self, words: Words, index: int) -> bool:
        """Whether ", Science and Technology" goes on: a further capitalised word, then "and" and another."""
        for _ in range(5):
            if not self._continues(words, index) or words.tagged[index] == "PERSON":
                return False
            while index + 1 < len(words.texts) and words.capital(index + 1):
                index += 1
            following = words.folded[index + 1 : index + 3]
            if following[:1] == ("and",):
                return True
            if following[:1] != (",",) or not words.capital(index + 2):
                return False
            index += 2
        return False

    def _binomial(self, words: Words, start: int, after: int) -> bool:
        """Whether "and" joins two halves of one name with a head at its end: "Drive and Docking Element", "Rescue and Return
        Agreement".
        """
        if not self._continues(words, after) and words.folded[after] not in {"return", "space"}:
            return False
        while (match := self.gazetteer.match(words.texts, words.folded, start)) and match[1] < after - 1:
            start = match[1] + (words.texts[match[1]] in {"-", "–", "/"})
        if any(self.gazetteer.match(words.texts, words.folded, index) for index in range(start, after - 1)) or after - 1 - start > 3:
            return False
        end = after + 1
        while end < len(words.texts) and (words.capital(end) or words.texts[end] == "-" or re.fullmatch(r"\d\.\d", words.texts[end])):
            end += 1
        kind = self.lexicon.nouns.kind(words.texts[after:end])
        return (
            end - after >= 2
            and not any(tag == "PERSON" for tag in words.tagged[start:end])
            and (kind is not None or (end < len(words.texts) and words.texts[end] in {"(", ")"}))
        )

    # Cutting

    def _cut(self, words: Words, start: int, end: int) -> list[Name]:
        while start < end and self._is_function_word(words, start):
            start += 1
            if start < end and not words.capital(start):
                return self._cut(words, start, end) if words.texts[start].isalnum() else []
        if start >= end:
            return []
        match = self.gazetteer.match(words.texts, words.folded, start)
        if match and match[0].kind == "CelestialBody" and match[1] < end and {*words.tagged[start:end]} == {"PERSON"}:
            return [replace(self._plain(words, start, end), kind="Person", strength=2)]
        if match and match[1] == end:
            return [self._known(words, start, end, match[0])]
        pair = self._pair(words, start, end)
        if pair:
            return pair
        title = self._title(words, start, end)
        if title:
            before, after = title
            if after < end and words.folded[after] == "and":
                after = end
            if after < end and words.folded[after] in {"of", "for"}:
                office = Name(before, after, words.text(before, after), "title")
                return [*self._orgs_before(words, start, before), office, *self._cut(words, after + 1, end)]
            person = [replace(self._plain(words, after, end), kind="Person", strength=3)] if after < end else []
            return [*self._orgs_before(words, start, before), Name(before, after, words.text(before, after), "title"), *person]
        if match and match[1] < end:
            return self._after_known(words, start, end, match)
        return self._inner_known(words, start, end)

    def _is_function_word(self, words: Words, index: int) -> bool:
        if words.texts[index].isupper() and len(words.texts[index]) > 1:
            return False
        return words.folded[index] in _NOT_NAMES and self.gazetteer.match(words.texts, words.folded, index) is None

    def _pair(self, words: Words, start: int, end: int) -> list[Name] | None:
        """ "US-India …": two known names, or a combining form and one, joined by a hyphen: a pair of members, or the start of a
        longer name.
        """
        members: list[str] = []
        index = start
        while index < end:
            combining = self.lexicon.nouns.combining.get(words.folded[index])
            match = self.gazetteer.match(words.texts, words.folded, index)
            if match:
                members.append(match[0].id)
                index = match[1]
            elif combining and index + 1 < end and words.texts[index + 1] in {"-", "–"}:
                members.append(combining)
                index += 1
            else:
                return None
            if index < end and words.texts[index] in {"-", "–", "/"}:
                index += 1
                continue
            break
        if len(members) < 2:
            return None
        if index == end:
            return [Name(start, end, words.text(start, end), "pair", members=tuple(members), strength=4)]
        kind = self.lexicon.nouns.kind(words.texts[index:end]) or self._following_kind(words, end)
        if kind or end - index >= 2 or words.texts[index].isupper():
            name = Name(start, end, words.text(start, end), members=tuple(members), bare=words.text(index, end))
            return [name]
        return [
            Name(start, index, words.text(start, index), "pair", members=tuple(members), strength=4),
            *self._cut(words, index, end),
        ]

    def _title(self, words: Words, start: int, end: int) -> tuple[int, int] | None:
        """The span of a person's office inside a run: from its first word to the first word of the person's name."""
        heads = [i for i in range(start, end) if self._is_title(words, i)]
        if not heads:
            return None
        last = heads[-1] + 1
        match = self.gazetteer.match(words.texts, words.folded, last + 1) if last + 1 < end else None
        actor = match is not None and COARSE.get(match[0].kind) in {"State", "Organization"}
        if last < end and words.folded[last] in {"of", "for"} and not actor:
            last = self._complement(words, last, end)
        first = heads[0]
        while first > start and self.gazetteer.match(words.texts, words.folded, first - 1) is None and words.capital(first - 1):
            first -= 1
        known_end = self._known_prefix(words, start, first)
        first = max(known_end, start) if known_end > start else first
        tail_kind = self.lexicon.nouns.kind(words.texts[last:end]) if last < end else None
        if tail_kind and tail_kind[1] != "Place" and words.tagged[end - 1] != "PERSON":
            return None
        return first, last

    def _is_title(self, words: Words, index: int) -> bool:
        folded = words.folded[index]
        if words.folded[index + 1 : index + 2] in (("bin",), ("bint",), ("ibn",)):
            return False
        pair = " ".join(words.folded[index : index + 2])
        return (
            singular(folded) in self.lexicon.titles.heads
            or (folded in self.lexicon.titles.styles and words.texts[index][0].isupper())
            or pair in self.lexicon.titles.heads
        )

    def _complement(self, words: Words, index: int, end: int) -> int:
        """The index after "of State" or "for Industry, Science and Technology": up to where a tagged person starts, else two
        words before the end.
        """
        for position in range(index + 1, end):
            if words.tagged[position] == "PERSON" and (position == 0 or words.tagged[position - 1] != "PERSON"):
                return position
        return end if end - index <= 3 else end - 2 if words.folded[index] == "of" and end - index == 4 else end

    def _known_prefix(self, words: Words, start: int, stop: int) -> int:
        index = start
        while index < stop:
            match = self.gazetteer.match(words.texts, words.folded, index)
            if not match or match[1] > stop:
                break
            index = match[1]
            if index < stop and words.texts[index] in {"-", "/"}:
                index += 1
        return index

    def _orgs_before(self, words: Words, start: int, end: int) -> list[Name]:
        return self._cut(words, start, end) if start < end else []

    def _after_known(self, words: Words, start: int, end: int, match: tuple[Entry, int]) -> list[Name]:
        """A known name with more capitals behind it: a designation ("Heron II"), a longer name ("Korea AeroSpace
        Administration"), or a neighbour.
        """
        entry, stop = match
        if words.texts[stop] in {"-", "–"} and stop + 1 < end and _NUMERAL.match(words.texts[stop + 1]) and not words.spaces[stop]:
            stop += 1
        rest = words.texts[stop:end]
        if fold(rest[0]) in {"of", "for", "on", "in"}:
            return [self._known(words, start, stop, entry), *self._cut(words, stop + 1, end)]
        mission = entry.kind in {"Programme", "Mission", "Spacecraft", "LaunchVehicle"}
        if mission and len(rest) <= 4 and _NUMBERED.fullmatch("".join(rest)):
            kind = "Mission" if entry.kind == "Programme" else entry.kind
            return [Name(start, end, words.text(start, end), kind=kind, strength=3, members=())]
        stop_at = next((i for i, word in enumerate(rest) if fold(word) in {"of", "for", "on", "concerning"} and i), len(rest))
        kind_found = self.lexicon.nouns.kind(rest[:stop_at])
        acronym = entry.acronym or "." in words.texts[start]
        if (
            kind_found
            and (not acronym or entry.kind != "State")
            and (entry.kind in {"State", "Place", "Mission", "Programme"} or len(rest) > 1 or COARSE[kind_found[1]] == "Agreement" or fold(rest[0]) in _ORGANS)
        ):
            return [
                Name(
                    start,
                    end,
                    words.text(start, end),
                    kind=kind_found[1],
                    strength=3,
                    members=(entry.id,),
                    bare=words.text(stop, end) if len(rest) > 1 else None,
                    head=kind_found[0],
                )
            ]
        if entry.demonym and len(rest) > 1 and self._following_kind(words, end):
            return [Name(start, end, words.text(start, end), members=(entry.id,), bare=words.text(stop, end))]
        return [
            self._known(words, start, match[1], entry),
            *self._cut(words, match[1] + (words.texts[match[1]] in {"-", "–", "/"}), end),
        ]

    def _inner_known(self, words: Words, start: int, end: int) -> list[Name]:
        """An unknown run, cut at a known organisation or state that stands inside it unless the head says that it is one name."""
        if (
            not _TEXTS & set(words.folded[start:end])
            and self.lexicon.nouns.kind(words.texts[start:end]) is None
            and not {"of", "for", "on"} & set(words.folded[start:end])
        ):
            for index in range(start + 1, end):
                match = self.gazetteer.match(words.texts, words.folded, index)
                if match and words.texts[index - 1] not in {"-", "–"} and match[1] <= end:
                    rest = self._cut(words, match[1], end) if match[1] < end else []
                    return [self._plain(words, start, index), self._known(words, index, match[1], match[0]), *rest]
        return [self._plain(words, start, end)]

    def _plain(self, words: Words, start: int, end: int) -> Name:
        while end > start and words.texts[end - 1] in {"-", "–", "/", "&", ","}:
            end -= 1
        return Name(start, end, words.text(start, end))

    # Typing

    def _typed(self, words: Words, name: Name) -> Name:
        if name.form != "name" or name.strength >= 3:
            return name
        for kind, strength, head in self._evidence(words, name):
            return replace(name, kind=kind, strength=strength, head=head)
        return name

    def _evidence(self, words: Words, name: Name) -> list[tuple[str, int, str | None]]:
        """What tells a name's kind, the surest first."""
        found: list[tuple[str, int, str | None]] = []
        stem = words.texts[name.start : name.end]
        complement = next(
            (i for i, word in enumerate(stem) if fold(word) in {"of", "for", "on", "concerning", "governing"} and i), len(stem)
        )
        numbered = len(stem) > 1 and re.fullmatch(r"\d{1,3}[A-Z]?", stem[-1])
        head = self.lexicon.nouns.kind(stem[: complement - 1 if numbered and complement == len(stem) else complement])
        head = head if not numbered or not head or COARSE[head[1]] == "Facility" else self.lexicon.nouns.kind(stem[:complement])
        tagged = [tag for tag in words.tagged[name.start : name.end] if tag]
        person = len(tagged) >= (len(stem) + 1) // 2 and tagged[0] == "PERSON" and not any(map(_DESIGNATION.match, stem))
        if head and head[0] == "center" and complement < len(stem) and fold(stem[complement]) in {"for", "of"}:
            head = (head[0], "ResearchInstitution")
        if not head and 2 <= len(stem) <= 5 and self._office_behind(words, name.end):
            found.append(("Person", 2, None))
        apposed = self._apposed_kind(words, name.end)
        if apposed and (not head or COARSE[head[1]] != COARSE[apposed[1]]):
            found.append((apposed[1], 4, None))
        following = self._following_kind(words, name.end)
        outer = following is not None and following[1] in {"Mission", "Programme", "Spacecraft", "Initiative"}
        if following and outer:
            found.append((following[1], 3, following[0]))
        if head and not (person and head[1] in {"Company", "Place"}) and (len(stem) > 1 or complement < len(stem)):
            found.append((head[1], 3, head[0]))
        if following and not outer:
            found.append((following[1], 3, following[0]))
        preceding = self._preceding_kind(words, name.start)
        if preceding:
            found.append((preceding[1], 3, None))
        if self._designated(stem):
            found.append(("Mission", 2, None))
        if person and len(stem) <= 5:
            found.append(("Person", 2 if len(stem) > 1 else 0, None))
        if tagged and not person:
            kind = {"GPE": "Place", "LOC": "Place", "ORG": "Organization", "FAC": "Facility"}.get(tagged[0])
            if kind:
                found.append((kind, 1, None))
        return found

    def _following_kind(self, words: Words, end: int) -> tuple[str, str] | None:
        """The kind that a common noun right behind gives: "the Strategic Minerals initiative"."""
        span: list[str] = []
        while (
            len(span) < 3
            and end + len(span) < len(words.texts)
            and words.texts[end + len(span)].isalpha()
            and words.texts[end + len(span)].islower()
        ):
            span.append(words.texts[end + len(span)])
        for stop in range(len(span), 0, -1):
            phrase = " ".join(fold(word) for word in span[:stop])
            kind = self.lexicon.nouns.kinds.get(phrase)
            if kind and phrase != "fact sheet" and kind not in {
                "Place",
                "GovernmentBody",
                "Company",
                "InternationalBody",
                "CelestialBody",
                "State",
                "Meeting",
            }:
                return phrase, kind
        return None

    def _apposed_kind(self, words: Words, end: int) -> tuple[str, str] | None:
        """The kind that an apposition gives in small letters: "Osprey, a small weather satellite that …"."""
        if end + 2 >= len(words.texts) or words.texts[end] != "," or words.folded[end + 1] not in {"a", "an", "the", "its", "their"}:
            return None
        stop = end + 2
        while stop < len(words.texts) and stop < end + 9 and (words.texts[stop].islower() or words.texts[stop] == "-"):
            if words.folded[stop] in _APPOSED_ENDS or (stop > end + 2 and words.folded[stop].endswith("ed")):
                break
            stop += 1
        closes = stop >= len(words.texts) or words.texts[stop] in {",", ".", ";", ")"} or words.texts[stop].islower()
        found = self.lexicon.nouns.kind(words.texts[end + 2 : stop]) if closes and stop > end + 2 else None
        plural = words.folded[stop - 1] != singular(words.folded[stop - 1])
        return None if found is None or plural or COARSE[found[1]] in {"State", "Place", "Event"} else found

    def _preceding_kind(self, words: Words, start: int) -> tuple[str, str] | None:
        span: list[str] = []
        if start >= 3 and words.texts[start - 2] == "-" and words.texts[start - 1].islower() and words.texts[start - 3].islower():
            hyphenated = f"{words.folded[start - 3]}-{words.folded[start - 1]}"
            if hyphenated in self.lexicon.nouns.kinds:
                return hyphenated, self.lexicon.nouns.kinds[hyphenated]
        while (
            len(span) < 3
            and start - len(span) - 1 >= 0
            and words.texts[start - len(span) - 1].replace("-", "").isalpha()
            and words.texts[start - len(span) - 1].islower()
        ):
            span.insert(0, words.texts[start - len(span) - 1])
        if (
            not span
            or fold(span[-1]) != singular(fold(span[-1]))
            or fold(span[-1]) in {"space", "group", "base", "orbit", "moon", "center", "launch", "command", "force", "system"}
        ):
            return None
        found = self.lexicon.nouns.kind(span)
        return (
            found
            if found and found[1] not in {"Meeting", "Visit", "Place", "State"} and not found[1].startswith(("Memorandum", "Norm"))
            else None
        )

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
            if self._is_title(words, index):
                return True
        return False

    @staticmethod
    def _designated(stem: Sequence[str]) -> bool:
        """ "COMET-9", "Probe-26", "Season 71": a name with a number behind it is a craft or a flight."""
        return (bool(_DESIGNATION.match(stem[-1])) and not stem[-1].startswith(("Covid", "COVID"))) or (
            len(stem) > 1 and bool(re.fullmatch(r"\d{1,3}[A-Z]?|[IVX]+", stem[-1]))
        )
