"""What a reference stands for: pronouns, "the two leaders", "the agency", "the agreement".

The history of a document is the list of its mentions in order. A reference is answered with options, the most salient
first; each option is a group of things. The caller takes the first option that fits the relation it reads. There is no
guess where number or kind exclude everything: the answer is then empty.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from spacepact.text.mentions import Thing
from spacepact.words import fold

Option = tuple[Thing, ...]
WINDOW = 4
"""How many sentences back a pronoun or a general noun looks."""
FAR = 40
"""How many sentences back "the agreement" or "the two countries" looks."""

_UNDERTAKINGS = frozenset({"mission", "project", "undertaking"})
"""Words for what a text is about as a whole: they mean what it has spoken of most, not what it named last."""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A mention in order of the text: sentence, token, key of the thing, and whether it is a subject there."""

    sentence: int
    token: int
    key: str = field(compare=False)
    subject: bool = field(compare=False, default=False)


@dataclass(slots=True)
class History:
    """The mentions and the coordinated groups of a document so far, and the words that refer."""

    things: dict[str, Thing]
    words: Mapping[str, Any]
    mentions: list[Mention] = field(default_factory=list)
    groups: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)
    subject_groups: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def add(self, sentence: int, token: int, key: str, *, subject: bool = False) -> None:
        """Remember a mention of a thing; `subject` where it is what the clause is about."""
        insort(self.mentions, Mention(sentence, token, key, subject))

    def add_group(self, sentence: int, token: int, keys: Sequence[str]) -> None:
        """Remember things that were named together, as "ISRO and JAXA"."""
        distinct = tuple(dict.fromkeys(keys))
        if len(distinct) > 1:
            insort(self.groups, (sentence, token, distinct))

    def before(self, sentence: int, token: int, window: int) -> Iterator[Mention]:
        """Mentions before a place, the latest first; within a sentence subjects come before the others."""
        stop = bisect_left(self.mentions, Mention(sentence, token, ""))
        index = stop - 1
        while index >= 0 and self.mentions[index].sentence >= sentence - window:
            current = self.mentions[index].sentence
            start = index
            while start >= 0 and self.mentions[start].sentence == current:
                start -= 1
            in_sentence = self.mentions[start + 1 : index + 1]
            yield from sorted(
                in_sentence, key=lambda mention: (not mention.subject, -mention.token if current == sentence else mention.token)
            )
            index = start

    def latest(
        self,
        sentence: int,
        token: int,
        coarse: Sequence[str],
        *,
        window: int,
        kinds: frozenset[str] = frozenset(),
        word: str = "",
    ) -> list[Option]:
        """Single things of the coarse kinds before a place, the most salient first.

        `kinds` narrows to exact kinds where any fits, `word` to things that have it in a name ("the station").
        """
        found: list[Option] = []
        for mention in self.before(sentence, token, window):
            thing = self.things[mention.key]
            if thing.coarse in coarse and (thing,) not in found:
                found.append((thing,))
        if word and "Mission" in coarse:
            led = {mention.key for mention in self.before(sentence, token, FAR) if mention.subject}
            found.sort(key=lambda option: option[0].coarse == "Mission" and option[0].key not in led)
            if word in _UNDERTAKINGS:
                often = Counter(mention.key for mention in self.before(sentence, token, FAR))
                found.sort(key=lambda option: -often[option[0].key])
        called = [option for option in found if word and any(word in fold(name).split() for name in (option[0].label, *option[0].names))]
        narrow = [option for option in found if option[0].kind in kinds]
        return called or narrow or found

    def called(self, sentence: int, token: int, coarse: Sequence[str], word: str) -> list[Option]:
        """Single things of the coarse kinds that have a word in a name ("the commission"), anywhere before, the latest first."""
        keys = dict.fromkeys(mention.key for mention in self.before(sentence, token, FAR))
        things = [self.things[key] for key in keys]
        return [
            (thing,)
            for thing in things
            if thing.coarse in coarse and any(word in fold(name).split() for name in (thing.label, *thing.names))
        ]

    def plural(
        self, sentence: int, token: int, coarse: Sequence[str], *, count: int | None, window: int = FAR, kind: str | None = None
    ) -> list[Option]:
        """Groups of things of one of the coarse kinds before a place; of `count` members where a number is given.

        `kind` names an exact kind: the two agencies that the text has named are meant before any other pair of bodies.
        """
        if kind:
            exact = tuple(
                dict.fromkeys(mention.key for mention in self.before(sentence, token, window) if self.things[mention.key].kind == kind)
            )
            if len(exact) == (count or 2):
                return [tuple(self.things[key] for key in exact)]
            for s, t, keys in reversed(self.groups):
                alike = tuple(self.things[key] for key in keys if self.things[key].kind == kind)
                if (s, t) < (sentence, token) and s >= sentence - window and len(alike) == (count or 2):
                    return [alike]
            lately = self._lately(sentence, token, kind, count or 2)
            if lately:
                return [lately]
        for wanted in coarse:
            for s, t, keys in reversed(self.groups):
                if (s, t) >= (sentence, token) or s < sentence - window:
                    continue
                members = tuple(self.things[key] for key in keys if self.things[key].coarse == wanted)
                if len(members) > 1 and (count is None or len(members) == count):
                    return [members]
            if count:
                named = list(
                    dict.fromkeys(
                        mention.key
                        for mention in self.before(sentence, token, window)
                        if self.things[mention.key].coarse == wanted and (wanted != "Organization" or self.things[mention.key].strength > 1)
                    )
                )
                if len(named) >= count and (wanted != "Organization" or count == len(named)):
                    return [tuple(self.things[key] for key in named[:count])]
        return []

    def _lately(self, sentence: int, token: int, kind: str, count: int) -> Option:
        """The things of an exact kind in the fewest sentences back that name any `count` of them; none where they name more."""
        for window in range(3):
            keys = dict.fromkeys(mention.key for mention in self.before(sentence, token, window) if self.things[mention.key].kind == kind)
            if len(keys) >= count:
                return tuple(self.things[key] for key in keys) if len(keys) == count else ()
        return ()

    def refers(self, noun: str, *, plural: bool) -> Sequence[str]:
        """The coarse kinds that a singular folded noun can refer to; empty where it is no word that refers."""
        found: Sequence[str] = self.words["plural" if plural else "singular"].get(noun, ())
        return found
