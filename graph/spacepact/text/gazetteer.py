"""Known names looked up in a run of words: longest match first, with the capitals that the name is written with."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from spacepact.lexicon import Known
from spacepact.words import fold

LOWER_CASE_KINDS = frozenset({"moon", "earth", "sun"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One form of a known name: its folded words, and which of them must be capitalised."""

    id: str
    kind: str
    words: tuple[str, ...]
    capitals: tuple[bool, ...]
    acronym: bool
    demonym: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Entries by their first folded word, the longest first."""

    entries: dict[str, tuple[Entry, ...]]

    def match(self, words: Sequence[str], folded: Sequence[str], start: int) -> tuple[Entry, int] | None:
        """The longest entry that stands at `start`, and the index after it; None where none does."""
        for entry in self.entries.get(folded[start], ()):
            end = start + len(entry.words)
            if tuple(folded[start:end]) == entry.words and _capitals_fit(entry, words[start:end]):
                return entry, end
        return None


def build(known: Iterable[Known], tokenize: Callable[[str], Sequence[str]]) -> Gazetteer:
    """The gazetteer of known entities; `tokenize` must be the tokenizer that the texts go through."""
    entries: dict[str, dict[tuple[str, ...], Entry]] = {}
    for entity in known:
        forms = [(name, False) for name in entity.names] + [(name, True) for name in entity.demonyms]
        for name, demonym in forms:
            words = tokenize(name)
            key = tuple(fold(word) for word in words)
            capitals = tuple(any(c.isupper() for c in word) for word in words)
            letters = name.replace(".", "").replace("-", "")
            acronym = len(words) == 1 and letters.isupper() and len(letters) > 1
            if key and key[0]:
                entries.setdefault(key[0], {}).setdefault(key, Entry(entity.id, entity.kind, key, capitals, acronym, demonym))
                if demonym and not key[-1].endswith(("s", "sh", "ch", "ese")):
                    plural = (*key[:-1], key[-1] + "s")
                    entries.setdefault(plural[0], {}).setdefault(plural, Entry(entity.id, entity.kind, plural, capitals, acronym, demonym))
    return Gazetteer({first: tuple(sorted(found.values(), key=lambda entry: -len(entry.words))) for first, found in entries.items()})


def _capitals_fit(entry: Entry, words: Sequence[str]) -> bool:
    if entry.acronym:
        word = words[0].replace(".", "")
        return word.isupper() or ((entry.kind == "SpaceAgency" or len(word) > 4) and word.istitle() and len(word) > 2)
    if len(words) == 1 and words[0].casefold() in LOWER_CASE_KINDS:
        return True
    return all(any(c.isupper() for c in word) or not capital for word, capital in zip(words, entry.capitals, strict=True))
