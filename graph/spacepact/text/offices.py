"""Persons with their offices, read from the words before any parse: "NASA Administrator Ann Brook", "Dan Levi of the Israel
Space Agency", "Carla Benn, the principal investigator", "Egypt's Minister of Science, Omar Said".

What is read here the parser need not see: an office is dropped from the sentence that it gets, which leaves plain names
where a small parser would lose its way.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacepact.lexicon import Titles
from spacepact.text.named import Name, Words
from spacepact.words import fold, singular

_CLOSING = frozenset({",", ";", ".", ":", ")", "-", "–", "—", '"', "?", "!"})
_FINITE = frozenset(
    (
        "is was are were be been being has have had will would said says told signed met announced may might could should "
        "can who which that whose when where while as after before during since "
        "whom took takes led leads gave made called added noted spoke wrote hosted visited travel traveled travelled "
        "shook do does did by including include included"
    ).split()
)
_PREPOSITIONS = frozenset("of at in for with from under on".split())
_LEAD = frozenset("the a an then now former acting outgoing incoming current new deputy and his her its their chief first".split())
_AWAY = frozenset("to on".split())


@dataclass(frozen=True, slots=True)
class Office:
    """A person (index of the name in the sentence's names), the role's words, and the names of the bodies it is held in.

    `drop` is the stretch of words that the parser need not see; `owner` is the first word of a possessor or pronoun that is no
    name.
    """

    person: int
    role: str
    bodies: tuple[int, ...]
    drop: tuple[int, int]
    referred: bool = False


class Offices:
    """Finds offices in the words of a sentence; `person` tells which names are persons."""

    def __init__(self, titles: Titles) -> None:
        self.titles = titles

    def find(self, words: Words, names: Sequence[Name], persons: frozenset[int]) -> list[Office]:
        """The offices of the sentence's persons, in order."""
        found = [office for index in sorted(persons) for office in self._behind(words, names, index, persons)]
        taken = {word for office in found for word in range(*office.drop)}
        for index in sorted(persons):
            found.extend(office for office in self._before(words, names, index, persons) if not taken & set(range(*office.drop)))
        found.extend(self._shared(words, names, sorted(persons), found))
        return sorted(found, key=lambda office: (office.person, office.drop))

    def _shared(self, words: Words, names: Sequence[Name], persons: Sequence[int], found: Sequence[Office]) -> Iterator[Office]:
        """Offices that a list shares: "NASA astronauts A, B and C", "NASA Administrator A and Deputy Administrator B"."""
        held = {office.person: office for office in found if office.role and office.bodies}
        for first, second in itertools.pairwise(persons):
            own = next((office for office in found if office.person == second and office.role), None)
            previous = held.get(first)
            start = min(own.drop[0], names[second].start) if own else names[second].start
            if previous is None or second in held or not set(words.folded[names[first].end : start]) <= {",", "and"}:
                continue
            last = previous.role.split()[-1] if previous.role else ""
            if own is None and singular(fold(last)) != fold(last):
                held[second] = Office(second, previous.role, previous.bodies, (names[second].start, names[second].start))
                yield held[second]
            elif own is not None and not own.bodies and previous.drop[0] < names[first].start:
                held[second] = Office(second, own.role, previous.bodies, (names[second].start, names[second].start))
                yield held[second]
        for first, second in reversed(list(itertools.pairwise(persons))):
            following = held.get(second) or next((o for o in found if o.person == second and not o.role and o.bodies), None)
            joined = set(words.folded[names[first].end : names[second].start]) <= {",", "and"}
            if following is not None and not following.role and joined and not any(o.person == first for o in found) and first not in held:
                held[first] = Office(first, "", following.bodies, (names[first].start, names[first].start))
                yield held[first]

    def is_head(self, words: Words, index: int) -> bool:
        """Whether a word heads an office: "director", "Prime Minister", "spaceflight participant"."""
        word = words.folded[index]
        following = singular(words.folded[index + 1]) if index + 1 < len(words.folded) else ""
        if f"{word} {following}" in self.titles.heads:
            return True
        hyphenated = "-".join(words.folded[max(0, index - 2) : index + 1]) if index >= 2 and words.texts[index - 1] == "-" else ""
        return (
            singular(word) in self.titles.heads
            or hyphenated.replace("---", "-") in self.titles.heads
            or (word in self.titles.styles and words.texts[index][0].isupper())
        )

    # Before the name

    def _before(self, words: Words, names: Sequence[Name], index: int, persons: frozenset[int]) -> Iterator[Office]:
        start = names[index].start
        while start > 0 and words.folded[start - 1] in self.titles.styles and words.texts[start - 1][0].isupper():
            start -= 1
        first, anchor = start, start
        if start >= 2 and words.texts[start - 1] == "," and self._closed(words, names[index].end):
            anchor = start - 1
            first = self._left(words, names, anchor, persons, apposed=True)
            heads = [i for i in range(first, anchor) if self.is_head(words, i)]
            if not heads or self._person_inside(names, persons, first, anchor) or not self._noun_start(words, first):
                return
        else:
            first = self._left(words, names, start, persons, apposed=False)
            heads = [i for i in range(first, start) if self.is_head(words, i)]
            if not heads:
                if start < names[index].start:
                    yield Office(index, "", (), (start, names[index].start))
                return
        if heads and singular(words.folded[heads[-1]]) in self.titles.heads and first < anchor:
            yield from self._office(words, names, index, first, anchor, heads, drop=(first, names[index].start))
        elif first < names[index].start and anchor == start:
            yield Office(index, "", (), (first, names[index].start))

    def _left(self, words: Words, names: Sequence[Name], stop: int, persons: frozenset[int], *, apposed: bool) -> int:
        """The first word of the office that ends at `stop`."""
        inside = {i: name for name in names for i in range(name.start, name.end)}
        position = stop
        while position > 0 and stop - position < 18:
            word, folded = words.texts[position - 1], words.folded[position - 1]
            if word == ")" and position >= 3 and words.texts[position - 3] == "(":
                position -= 3
                continue
            if word in _CLOSING and not (word == "-" and position < stop):
                break
            if folded in _FINITE or position - 1 in words.blocked:
                break
            name = inside.get(position - 1)
            if name is not None:
                if any(names[p] is name for p in persons):
                    break
                position = name.start
                continue
            if (
                word == "'s"
                or words.capital(position - 1)
                or self.is_head(words, position - 1)
                or (
                    folded in _PREPOSITIONS | {"to", "and", "the", "&", "a"}
                    and position < stop
                    and self._office_further(words, inside, position - 1, stop, apposed=apposed)
                )
                or (apposed and folded.isalpha() and position < stop and not folded.endswith(("ing", "ed", "ly")))
                or (folded.isalpha() and self._adjective(words, position - 1))
            ):
                position -= 1
            else:
                break
        while position < stop and words.folded[position] in {"the", "and", "a", "an", "of", "for", "to", "with", "in", "'s"}:
            position += 1
        return position

    def _office_further(self, words: Words, inside: dict[int, Name], index: int, stop: int, *, apposed: bool) -> bool:
        """Whether the word left of a preposition is an office: "Secretary of State", "Ambassador to the United States"."""
        if words.folded[index] == "and" and not apposed:
            return False
        for position in range(index - 1, max(-1, index - 4), -1):
            if self.is_head(words, position):
                return True
            if position in inside and inside[position].form != "title":
                return apposed
            if words.folded[position] not in _PREPOSITIONS | {"the", "to", "and"} and not words.capital(position):
                return apposed and words.folded[position].isalpha()
        return False

    def _adjective(self, words: Words, index: int) -> bool:
        """Lower-case words that belong to an office before a name: "the acting NASA administrator", "principal investigator"."""
        following = index + 1
        return words.folded[index] in {
            "acting",
            "former",
            "then",
            "deputy",
            "vice",
            "principal",
            "foreign",
            "defense",
            "trade",
            "assistant",
            "chief",
            "senior",
            "space",
            "science",
            "education",
            "retired",
            "joint",
            "prime",
            "outgoing",
            "new",
            "test",
            "flight",
        } and following < len(words.texts)

    # Behind the name

    def _behind(self, words: Words, names: Sequence[Name], index: int, persons: frozenset[int]) -> Iterator[Office]:
        end = names[index].end
        if end + 1 >= len(words.texts):
            return
        if words.folded[end] in {"of", "from"}:
            body = self._body_at(names, end + 1, words)
            if body is not None and body not in persons:
                yield Office(index, "", (body,), (end, names[body].end))
            return
        if words.texts[end] == "(" and words.texts[end + 2 : end + 3] != (",",):
            body = self._body_at(names, end + 1, words)
            if body is not None and body not in persons and words.texts[names[body].end : names[body].end + 1] == (")",):
                yield Office(index, "", (body,), (end, names[body].end + 1))
                return
        if words.texts[end] == "," and words.folded[end + 1] == "of":
            body = self._body_at(names, end + 2, words)
            close = words.texts.index(",", names[body].end) if body is not None and "," in words.texts[names[body].end :] else 0
            if body is not None and body not in persons and 0 < close - names[body].end < 8:
                yield Office(index, "", (body,), (end, close + 1))
            return
        if words.texts[end] not in {",", "("} or words.folded[end + 1] in {"and", "but", "or"}:
            return
        stop = self._right(words, names, end + 1, persons)
        heads = [i for i in range(end + 1, stop) if self.is_head(words, i)]
        if not heads or self._person_inside(names, persons, end + 1, stop) or heads[0] - end > 9:
            return
        stop = self._term(words, stop)
        close = (
            stop + 1
            if (stop < len(words.texts) and words.texts[stop] == "," and self._resumes(words, names, stop + 1, persons))
            or (stop < len(words.texts) and words.texts[stop] == ")")
            else stop
        )
        yield from self._office(words, names, index, end + 1, stop, heads, drop=(end, close))

    @staticmethod
    def _term(words: Words, stop: int) -> int:
        """Past the time since which an office is held, where a comma closes it: ", director of the observatory since 2022,"."""
        end = stop + 1
        while end < len(words.texts) and end in words.blocked:
            end += 1
        told = stop < len(words.texts) and words.folded[stop] in {"since", "until", "from"} and end > stop + 1
        return end if told and end < len(words.texts) and words.texts[end] == "," else stop

    def _right(self, words: Words, names: Sequence[Name], start: int, persons: frozenset[int]) -> int:
        inside = {i: name for name in names for i in range(name.start, name.end)}
        position = start
        while position < len(words.texts) and position - start < 26:
            word, folded = words.texts[position], words.folded[position]
            name = inside.get(position)
            if name is not None:
                position = name.end
                continue
            if word == "," and self._list_inside(words, start, position):
                position += 1
                continue
            if word == "(" and position + 2 < len(words.texts) and words.texts[position + 2] == ")":
                position += 3
                continue
            if (word in _CLOSING and word != "-") or folded in _FINITE or position in words.blocked:
                break
            if folded == "and" and not self._and_inside(words, names, position, persons):
                break
            position += 1
        while position > start and words.folded[position - 1] in {"and", "of", "the"}:
            position -= 1
        return position

    def _list_inside(self, words: Words, start: int, comma: int) -> bool:
        """ "director of strategy, plans and policy at": lower-case words listed within an office."""
        upcoming = words.texts[comma + 1 : comma + 3]
        return (
            len(upcoming) == 2
            and upcoming[0].islower()
            and upcoming[0].isalpha()
            and upcoming[1] in {"and", ","}
            and words.folded[comma + 1] not in _FINITE | {"and", "the", "a", "who"}
            and any(self.is_head(words, i) for i in range(start, comma))
        )

    def _and_inside(self, words: Words, names: Sequence[Name], position: int, persons: frozenset[int]) -> bool:
        """Whether "and" joins words of one office ("plans and policy", "Education and Research"), not two persons."""
        following = position + 1
        if following >= len(words.texts) or words.folded[following] in {"by", "with"}:
            return False
        for person in persons:
            if names[person].start in range(following, following + 7) and not any(
                words.texts[i] in _CLOSING for i in range(following, names[person].start)
            ):
                return False
        return words.folded[following] not in _FINITE

    def _resumes(self, words: Words, names: Sequence[Name], index: int, persons: frozenset[int]) -> bool:
        """Whether the clause goes on after an apposition's second comma, so that the comma goes too; not before a further name
        of a list.
        """
        return not any(names[person].start == index for person in persons)

    # Parts

    def _office(
        self,
        words: Words,
        names: Sequence[Name],
        person: int,
        start: int,
        stop: int,
        heads: Sequence[int],
        *,
        drop: tuple[int, int],
    ) -> Iterator[Office]:
        if all(words.folded[i] in self.titles.styles for i in heads):
            yield Office(person, "", (), drop)
            return
        bodies, away = [], False
        for i in range(start, stop):
            if words.folded[i] in _PREPOSITIONS | _AWAY:
                away = words.folded[i] in _AWAY and i > heads[0]
            for position, name in enumerate(names):
                if name.start == i and name.form != "title" and not away and position != person:
                    bodies.append(position)
        role = re.sub(r"^(?:the|a|an|then|now|and|by|with|from|including|is|formerly)\s+", "", words.text(start, stop).strip(" ,'\"-"))
        yield Office(person, role, tuple(bodies), drop, referred=not bodies)

    @staticmethod
    def _body_at(names: Sequence[Name], index: int, words: Words) -> int | None:
        while index < len(words.texts) and words.folded[index] == "the":
            index += 1
        return next(
            (
                position
                for position, name in enumerate(names)
                if name.start == index and name.form == "name" and name.kind not in {"Place", "Person", "Agreement"}
            ),
            None,
        )

    @staticmethod
    def _person_inside(names: Sequence[Name], persons: frozenset[int], start: int, stop: int) -> bool:
        return any(start <= names[person].start < stop for person in persons)

    @staticmethod
    def _closed(words: Words, index: int) -> bool:
        return index >= len(words.texts) or words.texts[index] in {",", ".", ";", ")"} or words.folded[index] in {"and", "said"}

    @staticmethod
    def _noun_start(words: Words, first: int) -> bool:
        return (
            first == 0
            or words.folded[first] in {"his", "her", "its", "their"}
            or words.texts[first - 1] in _CLOSING | {"(", '"'}
            or words.folded[first - 1]
            in {
                "by",
                "and",
                "the",
                "a",
                "an",
                "with",
                "his",
                "her",
                "including",
                "was",
                "is",
                "of",
                "from",
                "as",
                "for",
                "between",
                "to",
            }
        )


def folded_office(role: str) -> list[str]:
    """The forms under which a later sentence may speak of an office: its last two words and its last.

    >>> folded_office("Deputy Administrator")
    ['deputy administrator', 'administrator']
    """
    words = [fold(word) for word in re.findall(r"[A-Za-z'-]+", re.split(r"\b(?:of|for|to|at|in)\b", role)[0])]
    return list(dict.fromkeys([" ".join(words[-2:]), *words[-1:]])) if words else []
