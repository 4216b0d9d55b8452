"""Subjects of cooperation in a sentence: the topic scheme's labels, their synonyms, and words that together speak of a topic.

A label is found word by word. A cue is looser: its words may stand in any order with a few others between them, because
English shares words in lists ("peaceful, sustainable and secure use of space") and turns them about ("pictures taken by
satellites").
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacepact.model import Span
from spacepact.schema import Topic
from spacepact.text.parse import Parsed
from spacepact.words import fold, singular

Forms = frozenset[str]

GAP = 3
"""How many other words may stand between two of a cue's, where it doesn't say."""
_GENERAL = frozenset({"space", "technology", "science", "research", "security"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A topic spoken of in a sentence: the tokens that say so, in order, and how much of a topic's own words they are."""

    tokens: tuple[int, ...]
    topic: str
    label: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that together speak of a topic: the forms each may have, whether their order counts, how far apart they may be."""

    parts: tuple[Forms, ...]
    ordered: bool = False
    gap: int = GAP


@dataclass(frozen=True, slots=True)
class Spotter:
    """Topic phrases by their first word, the longest first, and cues by each word that can begin them."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    broader: Mapping[str, str | None]
    cues: Mapping[str, tuple[tuple[Cue, str], ...]] = field(default_factory=dict)
    seen: dict[Span, list[Spot]] | None = field(default=None, compare=False, repr=False)

    def remembering(self) -> "Spotter":
        """The same spotter for one document: it looks at each sentence once, however often it is asked."""
        return replace(self, seen={})

    def spot(self, parsed: Parsed) -> list[tuple[int, int, str]]:
        """(first token, token after the last, topic) of each topic spoken of in a sentence."""
        return [(found.tokens[0], found.tokens[-1] + 1, found.topic) for found in self.spots(parsed)]

    def spots(self, parsed: Parsed) -> list[Spot]:
        """The topics that a sentence speaks of, with their tokens; names of things are left out, those of worlds are not."""
        if self.seen is None:
            return self._spots(parsed)
        if parsed.sentence.span not in self.seen:
            self.seen[parsed.sentence.span] = self._spots(parsed)
        return self.seen[parsed.sentence.span]

    def _spots(self, parsed: Parsed) -> list[Spot]:
        words = list(_words(parsed))
        found = [
            Spot(tuple(dict.fromkeys(words[i][0] for i in where)), topic, label)
            for where, topic, label in self._matches([forms for _, forms in words])
        ]
        return self._specific(found)

    def in_text(self, text: str) -> list[str]:
        """The topics that a plain text speaks of, in order, without doubles."""
        words = [_forms(word, word) for word in _split(text)]
        return list(
            dict.fromkeys(
                found.topic for found in self._specific([Spot(where, topic, label) for where, topic, label in self._matches(words)])
            )
        )

    def _matches(self, words: Sequence[Forms]) -> Iterator[tuple[tuple[int, ...], str, bool]]:
        """Places of the words, topic, and whether it is a label, for each match; of labels the longest wins."""
        index = 0
        while index < len(words):
            match = self._phrase(words, index)
            if match:
                yield tuple(range(index, index + match[0])), match[1], True
            index += match[0] if match else 1
        for index, forms in enumerate(words):
            for form in sorted(forms):
                for cue, topic in self.cues.get(form, ()):
                    where = _near(words, index, cue, form)
                    if where:
                        yield where, topic, False

    def _phrase(self, words: Sequence[Forms], index: int) -> tuple[int, str] | None:
        for form in sorted(words[index]):
            for phrase, topic in self.phrases.get(form, ()):
                if index + len(phrase) <= len(words) and all(word in words[index + i] for i, word in enumerate(phrase)):
                    return len(phrase), topic
        return None

    def _specific(self, found: Sequence[Spot]) -> list[Spot]:
        """Each topic once at a place, without what is read from part of the words of something more specific."""
        kept: dict[tuple[str, int], Spot] = {}
        for spot in found:
            own = set(spot.tokens)
            inside = any(self.broader.get(other.topic) == spot.topic and own <= set(other.tokens) for other in found)
            part = any(other.label and not spot.label and own < set(other.tokens) for other in found)
            if not inside and not part:
                kept.setdefault((spot.topic, spot.tokens[-1]), spot)
        return sorted(kept.values(), key=lambda spot: (spot.tokens, spot.topic))


def _words(parsed: Parsed) -> Iterator[tuple[int, Forms]]:
    """Token and word forms in order; a name counts for nothing unless it is that of a world ("the Moon")."""
    for token in parsed.doc:
        unit = parsed.units[token.i]
        if unit.time is not None or token.is_punct or token.is_space:
            continue
        if unit.name is None:
            *parts, last = _split(token.text) or [token.text]
            for word in parts:
                yield token.i, _forms(word, word)
            yield token.i, _forms(last, _split(token.lemma_)[-1] if parts else token.lemma_)
        elif unit.name.kind in {"CelestialBody", "Place"} or (unit.name.form == "name" and unit.name.strength < 2 and not unit.name.known):
            for word in _split(parsed.text(token.i)):
                yield token.i, _forms(word, word)
        else:
            yield token.i, frozenset()


def _split(text: str) -> list[str]:
    for mark in "-–/,()\"'":
        text = text.replace(mark, " ")
    return text.split()


def _forms(word: str, lemma: str) -> Forms:
    return frozenset({singular(fold(word)), fold(word), fold(lemma)})


def _near(words: Sequence[Forms], start: int, cue: Cue, form: str) -> tuple[int, ...]:
    """Where the words of a cue stand that begins at `start`; empty where it isn't there whole."""
    left = list(cue.parts)
    first = next((i for i, part in enumerate(left) if form in part), None)
    if first is None or (cue.ordered and first):
        return ()
    left.pop(first)
    where = [start]
    index = start + 1
    while left and index < len(words) and index - where[-1] <= cue.gap + 1:
        hit = next((i for i, part in enumerate(left[:1] if cue.ordered else left) if part & words[index]), None)
        if hit is not None:
            left.pop(hit)
            where.append(index)
        index += 1
    return () if left else tuple(where)


def spotter(topics: Iterable[Topic], cues: Mapping[str, Sequence[str]] | None = None) -> Spotter:
    """A spotter for the topics of a scheme; `cues` are further ways to speak of them ("track|follow object|satellite orbit")."""
    phrases: dict[str, dict[tuple[str, ...], str]] = {}
    broader: dict[str, str | None] = {}
    for topic in topics:
        broader[topic.label] = topic.broader
        for label in (topic.label, *topic.alt_labels):
            words = tuple(singular(fold(word)) for word in _split(label))
            if len(words) > 1 or words[0] not in _GENERAL:
                phrases.setdefault(words[0], {}).setdefault(words, topic.label)
    return Spotter(
        {first: tuple(sorted(found.items(), key=lambda item: -len(item[0]))) for first, found in phrases.items()},
        broader,
        _cues(cues or {}),
    )


def _cues(cues: Mapping[str, Sequence[str]]) -> dict[str, tuple[tuple[Cue, str], ...]]:
    """Cues by each word that they can begin with."""
    index: dict[str, dict[tuple[Cue, str], None]] = {}
    for topic, texts in cues.items():
        for cue in map(_cue, texts):
            for form in frozenset().union(*(cue.parts[:1] if cue.ordered else cue.parts)):
                index.setdefault(form, {})[cue, topic] = None
    return {form: tuple(found) for form, found in index.items()}


def _cue(text: str) -> Cue:
    parts = text.split()
    ordered = parts[0].startswith(">")
    gap = int(parts[0][1:] or GAP) if ordered else GAP
    return Cue(tuple(frozenset(singular(fold(word)) for word in part.split("|") if word) for part in parts[ordered:]), ordered, gap)
