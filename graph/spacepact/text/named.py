"""A sentence as words, and a name in it: what finding names, typing them and telling offices share."""

from dataclasses import dataclass
from typing import Literal

Form = Literal["name", "demonym", "pair", "title"]


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
