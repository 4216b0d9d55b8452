"""Which names of a document name the same thing, and of what kind it is.

Evidence is gathered over the whole document before anything is decided: a name typed once by its head noun is typed
everywhere, an acronym goes with its expansion, a surname with the full name, "the Commission" with the one commission named.
"""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacepact.lexicon import Lexicon
from spacepact.text import acronyms
from spacepact.text.named import Name
from spacepact.text.parse import Read
from spacepact.vocab import COARSE
from spacepact.words import fold, singular, slug


@dataclass(slots=True)
class Thing:
    """An entity of the document while it is being read. `kind` stays None until something tells it."""

    key: str
    kind: str | None
    label: str
    names: list[str] = field(default_factory=list)
    known: bool = False
    described: bool = False
    members: tuple[str, ...] = ()
    strength: int = 0
    solid: bool = True

    @property
    def coarse(self) -> str | None:
        """The coarse type, which two things that are the same must share."""
        return COARSE.get(self.kind or "")


@dataclass(slots=True)
class Settled:
    """The things that a document names, and what each name stands for: `of[(sentence, first word)]` is a key of `things`."""

    things: dict[str, Thing]
    of: dict[tuple[int, int], str]
    unrecognised: list[str]


def settle(reads: Sequence[Read], lexicon: Lexicon, *, ignore: frozenset[str] = frozenset()) -> Settled:
    """Group the names of a document into things. `ignore` holds folded words that are subjects, not bodies ("AI", "SSA")."""
    groups: dict[str, list[tuple[int, Name]]] = defaultdict(list)
    for index, read in enumerate(reads):
        for name in read.names:
            if name.form in {"name", "demonym"}:
                groups[name.known or _key(name.text)].append((index, name))
    aliases = _acronyms(reads, groups, lexicon)
    for short, long in aliases.items():
        if short in groups and long in groups and short != long:
            groups[long].extend(groups.pop(short))
    for short, long in _initials(groups).items():
        groups[long].extend(groups.pop(short))
    things = {key: _thing(key, uses, reads, lexicon) for key, uses in groups.items()}
    _type_by_family(things)
    unrecognised = [thing.label for key, thing in sorted(things.items()) if not _stands(thing, groups[key], reads, ignore)]
    merged = _merge_partial(things, groups, lexicon)
    of = {(index, name.start): merged.get(key, key) for key, uses in groups.items() for index, name in uses}
    for key, target in merged.items():
        things[target].names.extend(name for name in things[key].names if name not in things[target].names)
        del things[key]
    for key, thing in things.items():
        thing.solid = _stands(thing, groups[key], reads, ignore)
    return Settled(things, of, unrecognised)


def redefined(reads: Sequence[Read], lexicon: Lexicon) -> list[Read]:
    """The sentences, with names that mean something else in this document no longer those that everybody knows: acronyms that it
    explains for itself, craft of which it says that they are a restaurant or a company.
    """
    own = {
        second.text
        for read in reads
        for first, second in _neighbours(read)
        if second.known and second.known != first.known and second.text.isupper() and acronyms.spells(second.text, first.text)
    }
    own |= {
        name.text
        for read in reads
        for name in read.names
        if name.known
        and (name.kind == "CelestialBody" or COARSE.get(name.kind or "") == "Mission")
        and _earthly(read, name, lexicon.nouns.earthly)
    }
    spoken = {word for read in reads for word in read.words.folded} if lexicon.nouns.ambiguous else set()
    others = frozenset(adjective for adjective, words in lexicon.nouns.ambiguous.items() if words & spoken)
    if not own and not others:
        return list(reads)
    return [replace(read, names=tuple(_renamed(read.names, own, others))) for read in reads]


def _renamed(names: Sequence[Name], own: Collection[str], others: Collection[str]) -> Iterator[Name]:
    """The names, of which those in `own` are unknown, and adjectives in `others` are no state's."""
    for name in names:
        if name.text in own:
            yield replace(name, known=None, kind=None, strength=0)
        elif name.members and set(others) & set(fold(name.text).split()):
            yield replace(name, members=())
        elif name.form != "demonym" or fold(name.text) not in others:
            yield name


_PHRASE_ENDS = frozenset({",", ".", "in", "of", "that", "which", "by", "for", "with", "on"})


def _earthly(read: Read, name: Name, nouns: frozenset[str]) -> bool:
    """Whether a name is said to be that of something on Earth: "Soyuz, a restaurant", "the novel Voyager", "the Apollo theatre"."""
    near = read.words.folded[max(0, name.start - 3) : name.start]
    before = [singular(word) for word in near if word not in {'"', "called", "named"}]
    behind = tuple(singular(word) for word in read.words.folded[name.end : name.end + 7])
    if behind[:1] and behind[0] in nouns:
        return True
    if before[-1:] == [","] and behind[:1] == (",",):
        before.pop()
    if before and before[-1] in nouns:
        return True
    if behind[:2] not in {(",", "a"), (",", "an"), (",", "the")}:
        return False
    end = next((i for i, word in enumerate(behind[2:], 2) if word in _PHRASE_ENDS), 0)
    return bool(end) and behind[end - 1] in nouns


def identifier(thing: Thing) -> str:
    """The id of a thing: the known one's own, else the slug of its label and its coarse kind."""
    return thing.key if thing.known else f"{slug(thing.label)}_{(thing.coarse or 'thing').casefold()}"


def _key(text: str) -> str:
    words = [fold(word) for word in re.findall(r"[^\s\-–/,()\"]+", text)]
    return "~" + " ".join(words[1:] if words and words[0] == "the" and len(words) > 1 else words)


def _thing(key: str, uses: Sequence[tuple[int, Name]], reads: Sequence[Read], lexicon: Lexicon) -> Thing:
    known = next((name.known for _, name in uses if name.known and not key.startswith("~")), None)
    names = list(dict.fromkeys(name.text for _, name in uses if name.form == "name"))
    if known:
        entry = lexicon.known[known]
        return Thing(
            known,
            entry.kind,
            entry.label,
            [*entry.names, *(name for name in names if name not in entry.names)],
            known=True,
            strength=4,
        )
    votes: Counter[str] = Counter()
    for index, name in uses:
        if name.kind and name.strength:
            votes[name.kind] += (1, 3, 9, 27, 81)[name.strength] * (1 if reads[index].sentence.kind != "heading" else 0.5)  # type: ignore[assignment]
    kind = max(sorted(votes), key=lambda k: votes[k]) if votes else None
    kind = _specific(kind, votes)
    label = max(names, key=lambda text: (sum(name.text == text for _, name in uses), len(text)))
    long = max(names, key=len)
    label = long if len(long) > 2 * len(label) and kind != "Person" else label
    if kind == "Person":
        label = long
    extras = [
        f"{name.text} {name.head}"
        for _, name in uses
        if name.head and name.kind == kind and name.strength == 3 and not fold(name.text).endswith(name.head)
    ]
    bare = [name.bare for _, name in uses if name.bare]
    strength = max((name.strength for _, name in uses if name.kind == kind), default=0)
    members = next((name.members for _, name in uses if name.members), ())
    return Thing(key, kind, label, list(dict.fromkeys([*names, *extras, *bare])), members=members, strength=strength)


def _type_by_family(things: dict[str, Thing]) -> None:
    """Types what has the name of a craft but for the letter or number behind: "Osprey-B" where "Osprey-A" is a satellite."""
    families: dict[str, str] = {}
    for thing in things.values():
        if thing.coarse == "Mission" and thing.strength >= 2:
            families |= {family: thing.kind for name in thing.names if (family := _family(name)) and thing.kind}
    for thing in things.values():
        kind = families.get(_family(thing.label)) if thing.strength < 2 else None
        if kind:
            thing.kind, thing.strength = kind, 2


def _family(name: str) -> str:
    """What stands before the last hyphen and designation of a name; empty where it has none."""
    found = re.match(r"(\w[\w. ]*)[-–](?:[A-Z]|\d{1,3}[A-Z]?|[IVX]{1,4})(?![^\W\d_])", name)
    return found[1] if found else ""


def _specific(kind: str | None, votes: Counter[str]) -> str | None:
    """A kind named by a noun of the same coarse kind is preferred to a guess: Mission by number, Spacecraft by "satellite"."""
    if kind in {"Mission", "Organization", "Event"}:
        rivals = [other for other in votes if COARSE.get(other) == COARSE.get(kind) and other != kind and votes[other] >= 27]
        return max(rivals, key=lambda other: votes[other]) if rivals else kind
    return kind


_LETTERED = re.compile(r"[a-z][-–][A-Z]{1,2}$")


def _stands(thing: Thing, uses: Sequence[tuple[int, Name]], reads: Sequence[Read], ignore: frozenset[str]) -> bool:
    """Whether a name is surely a name: known, typed by its words, or met in running text with a tagger's word for it."""
    if thing.known:
        return True
    if thing.kind is None or (thing.strength < 3 and fold(thing.label) in ignore):
        return False
    running = [(index, name) for index, name in uses if not reads[index].words.title_case]
    if not running:
        return thing.strength >= 3 and len(uses) > 1
    if thing.strength >= 2:
        return True
    inner = [name for _, name in running if name.start > 0 or _LETTERED.search(name.text)]
    return bool(inner) and (thing.kind != "Organization" or len(inner) > 1 or len(thing.label.split()) > 1 or not thing.label.isupper())


def _acronyms(reads: Sequence[Read], groups: dict[str, list[tuple[int, Name]]], lexicon: Lexicon) -> dict[str, str]:
    """Keys of short forms and of what they are short for, from "Long Name (LN)", "LN (Long Name)", "Long Name, or LN"."""
    found: dict[str, str] = {}
    for read in reads:
        for first, second in _neighbours(read):
            short, long = (second, first) if len(second.text) <= len(first.text) else (first, second)
            if short.form != "name" or long.form != "name" or (short.known and long.known) or _body_of(long, short, lexicon):
                continue
            if acronyms.abbreviates(short.text, long.text):
                a, b = short.known or _key(short.text), long.known or _key(long.text)
                if short.known:
                    a, b = b, a
                found[a] = b
    return found


def _body_of(long: Name, short: Name, lexicon: Lexicon) -> bool:
    """Whether a long name only ends with that of the known body which the short form stands for: "Council of the … (AU)"."""
    known = lexicon.known.get(short.known or "")
    return known is not None and any(long.text.endswith(f" {name}") and " of " in long.text[: -len(name)] for name in known.names)


def _initials(groups: dict[str, list[tuple[int, Name]]]) -> dict[str, str]:
    """Unexplained acronyms of four letters or more that spell the initials of exactly one long name of the document."""
    found: dict[str, str] = {}
    long = {key: acronyms.initials(key[1:]) for key in groups if key.startswith("~") and " " in key}
    for key, uses in groups.items():
        text = uses[0][1].text
        if key.startswith("~") and text.isupper() and text.isalpha() and len(text) >= 4:
            matches = [other for other, letters in long.items() if letters == key[1:]]
            if len(matches) == 1:
                found[key] = matches[0]
    return found


def _neighbours(read: Read) -> Iterator[tuple[Name, Name]]:
    """Pairs of names of which the second stands in brackets right after the first, or after "or", "short for", "known as"."""
    names = [name for name in read.names if name.form == "name"]
    for first, second in itertools.pairwise(names):
        between = list(read.words.folded[first.end : second.start])
        closes = second.end < len(read.words.texts) and read.words.texts[second.end] in {")", ","}
        if (
            (between and between[-1] == "(" and closes and len(between) <= 3)
            or (between[:1] == [","] and len(between) <= 5 and {"or", "known", "called", "for"} & set(between))
            or between == ["or"]
            or (between[-1:] in (["for"], ["of"]) and len(between) <= 4 and bool({"stands", "short", "acronym"} & set(between)))
        ):
            yield first, second


def _merge_partial(things: dict[str, Thing], groups: dict[str, list[tuple[int, Name]]], lexicon: Lexicon) -> dict[str, str]:
    """Names that are part of exactly one longer name: a surname, "the Commission", "Orbit Framework Agreement"."""
    people = [thing for thing in things.values() if len(thing.label.split()) > 1 and _may_be_person(thing)]
    merged = {person.key: longer.key for person in people if (longer := _fuller(person, people)) is not None}
    people = [person for person in people if person.key not in merged]
    first_use = {key: min(index for index, _ in uses) for key, uses in groups.items()}
    for key, thing in things.items():
        if thing.known or key in merged:
            continue
        words = thing.key[1:].split()
        owner = _person_named(thing, words, people)
        if owner is not None and len(words) == 1:
            owner.kind = "Person"
        if owner is None and thing.kind != "Person":
            earlier = (other for other in things.values() if other.key != key and first_use[other.key] <= first_use[key])
            owner = _only([other for other in earlier if _contains(other, words, thing, lexicon)])
        if owner is not None and _root(owner.key, merged) != key:
            merged[key] = owner.key
    return {key: _root(key, merged) for key in merged}


def _only(found: Sequence[Thing]) -> Thing | None:
    return found[0] if len(found) == 1 else None


def _may_be_person(thing: Thing) -> bool:
    return thing.kind == "Person" or (thing.strength == 1 and len(thing.label.split()) < 4)


def _fuller(person: Thing, people: Sequence[Thing]) -> Thing | None:
    """The one name of a person that has more words between the same first and last: "Ana B. Cruz" for "Ana Cruz"."""
    words = person.key[1:].split()
    longer = [other for other in people if len(other.key) > len(person.key) and _ends(other) == (words[0], words[-1])]
    return _only(longer) if len(words) > 1 else None


def _ends(thing: Thing) -> tuple[str, str]:
    words = thing.key[1:].split()
    return words[0], words[-1]


def _person_named(thing: Thing, words: Sequence[str], people: Sequence[Thing]) -> Thing | None:
    """The one person whose first or last name a word is, or whose last names several words are."""
    others = [person for person in people if person.key != thing.key]
    weak = thing.strength <= 1
    if len(words) == 1 and (thing.kind in {None, "Person", "Organization", "Place"} or weak):
        return _only([p for p in others if "Person" in (p.kind, thing.kind) and words[0] in _ends(p)])
    if len(words) > 1 and (thing.kind in {None, "Person"} or weak):
        return _only([p for p in others if f" {p.key[1:]}".endswith(" " + " ".join(words))])
    return None


def _root(key: str, merged: dict[str, str]) -> str:
    seen = {key}
    while merged.get(key) and merged[key] not in seen:
        key = merged[key]
        seen.add(key)
    return key


def _headless(other: Thing, word: str, thing: Thing, lexicon: Lexicon) -> bool:
    """Whether a word with inner capitals is the other thing's name without its noun: "UNITE" for "UNITE Initiative"."""
    heads = [re.findall(r"[^\s\-–/,()\"]+", name)[1:] for name in other.names if fold(name).split()[:1] == [word]]
    return (other.kind == "LaunchVehicle" or any(c.isupper() for c in thing.label[1:])) and any(
        len(head) == 1 and COARSE.get(lexicon.nouns.kinds.get(singular(fold(head[0]))) or "") == other.coarse for head in heads
    )


def _contains(other: Thing, words: Sequence[str], thing: Thing, lexicon: Lexicon) -> bool:
    """Whether `words`, headed by a noun of kind, are the tail or the beginning of one of the other thing's names, and the kinds
    agree.
    """
    if other.kind is None or len(words) > 4 or other.coarse in {"Person", "State"}:
        return False
    if thing.kind is not None and thing.strength > 1 and thing.coarse != other.coarse:
        return False
    head = lexicon.nouns.kinds.get(singular(words[-1]))
    if len(words) == 1 and (head is None or COARSE.get(head) != other.coarse):
        return _headless(other, words[0], thing, lexicon)
    for name in other.names:
        full = [fold(word) for word in re.findall(r"[^\s\-–/,()\"]+", name)]
        if len(words) > 1 and full == list(words[:-1]) and head and COARSE.get(head) == other.coarse:
            return True
        if len(full) > len(words) and (full[-len(words) :] == list(words) or (len(words) > 1 and full[: len(words)] == list(words))):
            return True
    return False
