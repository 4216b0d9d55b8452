"""Names compared: which labels are one name, and which tell a thing apart from all others.

The words that tell nothing apart are data, in ontology/lexicon/identity.yaml and nouns.yaml.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import yaml

from spacepact import resources
from spacepact.errors import LexiconError

ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z0-9][A-Za-z0-9&/.-]{1,9}")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that tell nothing apart: those that names of many things are made of, and those that stand before a person's name."""

    general: frozenset[str]
    titles: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of ontology/lexicon/identity.yaml, and the nouns of nouns.yaml that name kinds of things.

    The nouns of companies are left out: "Space Systems" may well be a name. Raises LexiconError where a file lacks its lists.
    """
    own, nouns = (resources.path("ontology", "lexicon", name) for name in ("identity.yaml", "nouns.yaml"))
    try:
        content, kinds = (yaml.safe_load(file.read_text(encoding="utf-8")) for file in (own, nouns))
        phrases = (phrase for kind, named in kinds["kinds"].items() if kind != "Company" for phrase in named)
        heads = {ending for phrase in phrases for word in plain(phrase).split() for ending in (word, f"{word}s")}
        return Words(general=frozenset(map(str, content["general"])) | heads, titles=frozenset(map(str, content["titles"])))
    except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        raise LexiconError(
            f"{own.name} needs two lists of words, general and titles, and {nouns.name} its kinds: {error}"
        ) from error


@lru_cache(maxsize=200_000)
def plain(label: str) -> str:
    """A label as it is compared: without accents, case, punctuation and leading article.

    >>> plain("The Centre national d’études spatiales")
    'centre national d etudes spatiales'
    """
    text = "".join(char for char in unicodedata.normalize("NFKD", label) if not unicodedata.combining(char))
    parts = re.sub(r"[^\w]+", " ", text.replace(".", "").casefold()).replace("_", " ").split()
    return " ".join(parts[1:] if len(parts) > 1 and parts[0] in ("the", "a", "an") else parts)


def person_key(label: str) -> str:
    """A person's name without titles and middle initials; empty where one word is left, or where the surname is cut off.

    >>> person_key("President Maria J. Silva")
    'maria silva'
    """
    names, titles = plain(label).split(), words().titles
    while names and names[0] in titles:
        names = names[1:]
    names = [name for index, name in enumerate(names) if len(name) > 1 or index in (0, len(names) - 1)]
    return " ".join(names) if len(names) > 1 and len(names[-1]) > 1 else ""


def is_acronym(label: str) -> bool:
    """Whether a label is a short form in capitals."""
    return bool(ACRONYM.fullmatch(label)) and sum(char.isupper() for char in label) * 2 > len(label)


@lru_cache(maxsize=200_000)
def short_form(label: str) -> str:
    """The one telling word of a label where that is a short form, alone or before general words; else an empty string.

    >>> short_form("PACE mission"), short_form("Quesst"), short_form("Peru Space Agency")
    ('pace', 'quesst', '')
    """
    telling = [word for word in label.split() if plain(word) and plain(word) not in words().general]
    alone = len(label.split()) == 1
    return plain(telling[0]) if len(telling) == 1 and (alone or is_acronym(telling[0])) else ""


def distinctive(label: str, coarse: str) -> str:
    """The key by which a label joins entities of a coarse type, or an empty string where it must not.

    Flights are told apart by their numbers; a number tells nothing else apart, and neither does a single letter.
    """
    if coarse == "Person":
        return person_key(label)
    key = plain(label)
    numbered = coarse == "Mission"
    telling = [word for word in key.split() if word not in words().general]
    return key if any(_is_telling(word, numbered) for word in telling) and not is_acronym(label) else ""


def _is_telling(word: str, numbered: bool) -> bool:
    if word.isdigit():
        return numbered and not (len(word) == 4 and word[:2] in ("19", "20"))
    return len(word) > 1


def is_part(key: str, labels: Iterable[str]) -> bool:
    """Whether a label is but a part of a longer name ("Tech University" of "Ohio Tech University").

    An acronym or a general word before or after it doesn't make it another name ("NASA Heron Space Telescope").
    """
    own = set(key.split())
    for label in labels:
        if f" {key} " in f" {plain(label)} ":
            more = [word for word in re.split(r"[\s/]+", label) if set(plain(word).split()) - own - words().general]
            if not all(map(is_acronym, more)):
                return True
    return False
