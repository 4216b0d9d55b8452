"""Names in a sentence: known ones from the gazetteer, unknown ones from capitals and connectors, typed by the words around them.

The unit is a run of capitalised words with the connectors that names are built with ("Ministry of Industry, Science and
Technology", "Agreement on the Rescue of Astronauts"). A run is cut where a known name, a person's office or a possessive
says that two things stand side by side ("NASA | Administrator | Ann Brook", "US | National Science Foundation").
"""

import re
from dataclasses import replace

from spacepact.lexicon import Lexicon
from spacepact.text import acronyms
from spacepact.text.gazetteer import Entry, Gazetteer
from spacepact.text.kinds import Kinds
from spacepact.text.named import Form, Name, Words
from spacepact.vocab import COARSE
from spacepact.words import fold, singular

LONGEST = 40
"""How many words a run of capitals may have: beyond that it is a list in capitals, no name."""

GOVERNMENT = frozenset(
    (
        "ministry department office institute committee commission council secretary minister bureau agency authority "
        "center foundation academy"
    ).split()
)
_OF_HEADS = GOVERNMENT | frozenset(
    (
        "university institute academy school college treaty agreement convention memorandum declaration bank republic house"
        " union organization association embassy consulate parliament cabinet "
        "conference board court bureau society federation league state states secretary minister assembly group "
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
        "program foundation academy laboratory school cooperation agreement framework partnership coalition organization "
        "vision declaration statement roadmap association plan strategy"
    ).split()
)
_IN_HEADS = frozenset("participation cooperation collaboration research trade investment use experts activities".split())
_TEXTS = frozenset("treaty agreement convention declaration resolution principles protocol memorandum".split())
_TEXT_CONNECTORS = frozenset("of on in for and concerning governing relating regarding to with including".split())
_PARTICLES = frozenset("de la du des del di da dos al el bin ibn van von der den le ben d'".split())
_ORGANS = frozenset({"council", "assembly", "directorate", "secretariat", "parliament"})
"""Organs that take the name of their body before them: "ESA Council"."""
_CONTINENTAL = frozenset({"european", "african", "asian", "arab", "western", "martian"})
_NOT_NAMES = frozenset(
    "i the a an this that these those it its he she they we you his her their our your my in on at by for from with to "
    "of and or but so as if when while where why how who what which "
    "aboard onboard there here then now today yesterday tomorrow yet also both each all some many most more other another such no not "
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
_SERIAL = re.compile(r"(?P<series>[A-Z]{2,5})?\d{1,4}[A-Z]?")
"""What a hyphen joins to a craft's name where another thing's name opens it: "Ceres-1", "MIR-SAT1"."""
_NUMBERED = re.compile(r"(?:[A-Z]{1,3}[-–]?)?\d{1,4}[A-Za-z]?|[IVX]{1,5}[A-Z]?|[A-Z]\d?")


class Finder:
    """Finds names with a lexicon and a gazetteer; holds no state of a text."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.kinds = Kinds(lexicon)

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
        found = self._spelt_out(words, found)
        return self.kinds.all_typed(words, [name for name in found if name.end > name.start and not self._common(name)])

    def _spelt_out(self, words: Words, found: list[Name]) -> list[Name]:
        """The names, with those that a short form in brackets spells together made one: "Recovery and Climate Study (RCS)"."""
        for bracket in [index for index, word in enumerate(words.texts) if word == "("]:
            last = next((name for name in found if name.end == bracket), None)
            if last is not None and acronyms.abbreviates(words.texts[bracket + 1] if bracket + 1 < len(words.texts) else "", last.text):
                continue
            start = acronyms.long_form(words, bracket)
            inner = [name for name in found if start is not None and name.end > start and name.start < bracket]
            if start is None or len(inner) < 2 or inner[0].start < start:
                continue
            if any(name.form == "title" for name in inner) or all(name.known for name in inner):
                continue
            whole = replace(self._plain(words, start, bracket), members=tuple(n.known for n in inner if n.known))
            found = [*(n for n in found if n.end <= start), whole, *(n for n in found if n.start >= bracket)]
        return found

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
        if folded == "in" and last in _IN_HEADS and heads & (GOVERNMENT | _ON_HEADS | _FOR_HEADS):
            match = self.gazetteer.match(words.texts, words.folded, after)
            return None if match and match[0].kind in {"Place", "State", "Facility"} else after + 1
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
        if inside and heads & (GOVERNMENT | _ON_HEADS | _FOR_HEADS | _TEXTS | {"university"}) and after == index + 1:
            if folded == "and" and self._continues(words, after):
                return after + 1
            if words.texts[index] == "," and self._listed(words, after):
                return after + 1
        twins = [COARSE.get(self.lexicon.nouns.kinds.get(word) or "") for word in (last, words.folded[after])]
        if folded == "and" and twins == ["Agreement", "Agreement"] and not (after + 1 < len(words.texts) and words.capital(after + 1)):
            return after + 1
        if folded == "and" and after == index + 1 and self._binomial(words, start, after):
            return after + 1
        return None

    def _goes_on(self, words: Words, index: int) -> bool:
        """Whether a capitalised word can belong to the title of a text: no state, no body, no person."""
        match = self.gazetteer.match(words.texts, words.folded, index)
        spatial = words.folded[index] in self.lexicon.nouns.spatial | {"peaceful", "other"}
        return (spatial or words.tagged[index] != "PERSON") and (
            match is None or match[0].kind in {"CelestialBody", "InternationalBody", "Programme", "Place"}
        )

    def _office_ahead(self, words: Words, index: int) -> bool:
        """Whether the capitals from `index` on are a person's office: "and Deputy Administrator Jo Field"."""
        while index < len(words.texts) and words.capital(index):
            if self.kinds.is_title(words, index):
                return True
            index += 1
        return False

    def _continues(self, words: Words, index: int) -> bool:
        """Whether a capitalised word after "and" belongs to the name before: no known name, no acronym, no office."""
        return (
            (not words.texts[index].isupper() or words.folded[index] in {"ict", "it", "ai", "r"})
            and self.gazetteer.match(words.texts, words.folded, index) is None
            and self.lexicon.nouns.kinds.get(words.folded[index]) in {None, "Company"}
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
        first = self.lexicon.nouns.kind(words.texts[start : after - 1])
        return (
            end - after >= 2
            and not (first and kind and first[1] == kind[1] == "Company")
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
        kind = self.lexicon.nouns.kind(words.texts[index:end]) or self.kinds.following(words, end)
        if kind or end - index >= 2 or words.texts[index].isupper():
            name = Name(start, end, words.text(start, end), members=tuple(members), bare=words.text(index, end))
            return [name]
        return [
            Name(start, index, words.text(start, index), "pair", members=tuple(members), strength=4),
            *self._cut(words, index, end),
        ]

    def _title(self, words: Words, start: int, end: int) -> tuple[int, int] | None:
        """The span of a person's office inside a run: from its first word to the first word of the person's name."""
        heads = [i for i in range(start, end) if self.kinds.is_title(words, i)]
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
        serial = words.texts[stop] == "-" and not words.spaces[stop] and _SERIAL.fullmatch("".join(words.texts[stop + 1 : end]))
        if serial and (entry.kind == "CelestialBody" or (entry.kind == "Spacecraft" and serial["series"])):
            return [Name(start, end, words.text(start, end), kind="Mission", strength=2)]
        if words.texts[stop] in {"-", "–"} and stop + 1 < end and _NUMERAL.match(words.texts[stop + 1]) and not words.spaces[stop]:
            stop += 1
        rest = words.texts[stop:end]
        if fold(rest[0]) in {"of", "for", "on", "in"}:
            return [self._known(words, start, stop, entry), *self._cut(words, stop + 1, end)]
        rocket = self.kinds.following(words, end) if entry.kind == "CelestialBody" and _NUMBERED.fullmatch("".join(rest)) else None
        if rocket and COARSE[rocket[1]] == "Mission":
            return [Name(start, end, words.text(start, end), kind=rocket[1], strength=3)]
        mission = entry.kind in {"Programme", "Mission", "Spacecraft", "LaunchVehicle"}
        if mission and len(rest) <= 4 and _NUMBERED.fullmatch("".join(rest)):
            kind = "Mission" if entry.kind == "Programme" else entry.kind
            return [Name(start, end, words.text(start, end), kind=kind, strength=3, members=())]
        stop_at = next((i for i, word in enumerate(rest) if fold(word) in {"of", "for", "on", "concerning"} and i), len(rest))
        kind_found = self.lexicon.nouns.kind(rest[:stop_at])
        acronym = entry.acronym or "." in words.texts[start]
        headed = entry.kind in {"State", "Place", "Mission", "Programme"} or len(rest) > 1 or fold(rest[0]) in _ORGANS
        if kind_found and entry.kind in {"CelestialBody", "Spacecraft", "LaunchVehicle"}:
            headed = headed or COARSE[kind_found[1]] == "Organization"
        if kind_found and (not acronym or entry.kind != "State") and (headed or COARSE[kind_found[1]] == "Agreement"):
            return [
                Name(
                    start,
                    end,
                    words.text(start, end),
                    kind=kind_found[1],
                    strength=3,
                    members=(entry.id,) if COARSE[entry.kind] != "Mission" and entry.kind != "CelestialBody" else (),
                    bare=words.text(stop, end) if len(rest) > 1 else None,
                    head=kind_found[0],
                )
            ]
        if entry.demonym and len(rest) > 1 and self.kinds.following(words, end):
            return [Name(start, end, words.text(start, end), members=(entry.id,), bare=words.text(stop, end))]
        other = len(rest) == 1 and rest[0].istitle() and words.spaces[stop - 1] and not (kind_found or words.title_case)
        if other and entry.kind in {"CelestialBody", "Spacecraft"} and not self.gazetteer.match(words.texts, words.folded, stop):
            return [Name(start, end, words.text(start, end))]
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
                if match and match[0].kind == "Place" and end - start == 2 and self.kinds.has_office(words, start, end):
                    break
                if match and words.texts[index - 1] not in {"-", "–"} and match[1] <= end:
                    rest = self._cut(words, match[1], end) if match[1] < end else []
                    return [self._plain(words, start, index), self._known(words, index, match[1], match[0]), *rest]
        return [self._plain(words, start, end)]

    def _plain(self, words: Words, start: int, end: int) -> Name:
        while end > start and words.texts[end - 1] in {"-", "–", "/", "&", ","}:
            end -= 1
        return Name(start, end, words.text(start, end))
