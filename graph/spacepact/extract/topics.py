"""Subjects of cooperation in a sentence: the topic scheme's labels and their synonyms, found in the tokens."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacepact.schema import Topic
from spacepact.text.parse import Parsed
from spacepact.words import fold, singular

_GENERAL = frozenset({"space", "technology", "science", "research", "security"})


@dataclass(frozen=True, slots=True)
class Spotter:
    """Topic phrases by their first word, the longest first."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    broader: Mapping[str, str | None]

    def spot(self, parsed: Parsed) -> list[tuple[int, int, str]]:
        """(first token, token after the last, topic) of each topic named in a sentence; the longest phrase wins."""
        words = [singular(fold(parsed.doc[i].text)) for i in range(len(parsed.doc))]
        found: list[tuple[int, int, str]] = []
        index = 0
        while index < len(words):
            name = parsed.units[index].name
            match = None if name is not None and name.known else self._at(words, index)
            if match:
                found.append((index, index + match[0], match[1]))
                index += match[0]
            else:
                index += 1
        return found

    def _at(self, words: Sequence[str], index: int) -> tuple[int, str] | None:
        for phrase, topic in self.phrases.get(words[index], ()):
            if tuple(words[index : index + len(phrase)]) == phrase:
                return len(phrase), topic
        return None

    def in_text(self, text: str) -> list[str]:
        """The topics that a plain text names, in order, without doubles."""
        words = [singular(fold(word)) for word in text.replace("-", " - ").replace(",", " ").split()]
        found: dict[str, None] = {}
        index = 0
        while index < len(words):
            match = self._at(words, index)
            if match:
                found[match[1]] = None
            index += match[0] if match else 1
        return list(found)


def spotter(topics: Iterable[Topic]) -> Spotter:
    """A spotter for the topics of a scheme."""
    phrases: dict[str, dict[tuple[str, ...], str]] = {}
    broader: dict[str, str | None] = {}
    for topic in topics:
        broader[topic.label] = topic.broader
        for label in (topic.label, *topic.alt_labels):
            words = tuple(singular(fold(word)) for word in label.replace("-", " - ").split())
            if len(words) > 1 or words[0] not in _GENERAL:
                phrases.setdefault(words[0], {}).setdefault(words, topic.label)
    return Spotter({first: tuple(sorted(found.items(), key=lambda item: -len(item[0]))) for first, found in phrases.items()}, broader)
