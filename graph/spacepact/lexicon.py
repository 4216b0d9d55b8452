"""ontology/lexicon and the known actors, read once: how English names the things of the ontology and says its relations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import yaml

from spacepact import resources, vocab
from spacepact.errors import LexiconError
from spacepact.words import fold, singular


@dataclass(frozen=True, slots=True)
class Known:
    """An actor, place or thing of entities.ttl: `names` are its labels, `demonyms` its adjectives and peoples ("Indian")."""

    id: str
    kind: str
    label: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...] = ()
    agency_of: tuple[str, ...] = ()
    located_in: tuple[str, ...] = ()
    capital: str | None = None


@dataclass(frozen=True, slots=True)
class ExampleFact:
    """A fact that an example must give, in labels (the object of a date in EDTF); an empty status is not compared."""

    subject: str
    relation: str
    object: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the facts that a frame must read from it (none: a counter-example)."""

    text: str
    facts: tuple[ExampleFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Emission:
    """One fact that a frame states: a role, a relation, a role; `status` overrides the proposition's own.

    Of each set in `asks` a proposition must have a role, or the fact has nothing to be stated of.
    """

    subject: str
    relation: str
    object: str
    status: str | None = None
    asks: tuple[frozenset[str], ...] = ()

    @property
    def roles(self) -> frozenset[str]:
        """The roles of a proposition that the fact asks for: `topics:on|about` asks for two."""
        sides = (side.removeprefix("topics:").split("|") for side in (self.subject, self.object))
        return frozenset(role for side in sides for role in side if not role.startswith(("new:", "latest:")))


@dataclass(frozen=True, slots=True)
class Frame:
    """A way in which English says a relation: predicates (verb lemmas or event nouns), what the roles must be, and what follows.

    `conditions` are the roles of `where` that no fact has: where they are filled, they must be of the kinds wanted, or nothing
    follows.
    """

    id: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    where: Mapping[str, frozenset[str]]
    facts: tuple[Emission, ...]
    conditions: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    standing: frozenset[str] = frozenset()
    confidence: float = 0.9
    examples: tuple[Example, ...] = ()
    counter_examples: tuple[Example, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Nouns:
    """The kinds that nouns name; keys are folded singular phrases of one to four words. `spatial` adjectives stand in names of
    the field, and in no person's; `purposes` stand between a craft's name and its noun;
    `earthly` things share the names of craft and are none; `ambiguous` adjectives are no state's in a text with one of
    the words.
    """

    kinds: Mapping[str, str]
    described: frozenset[str]
    transparent: frozenset[str]
    combining: Mapping[str, str]
    spatial: frozenset[str]
    purposes: frozenset[str]
    earthly: frozenset[str]
    ambiguous: Mapping[str, frozenset[str]]

    def kind(self, words: Sequence[str]) -> tuple[str, str] | None:
        """The longest known ending of a phrase and its kind: ("space agency", "SpaceAgency") for "the Kenyan space agency"."""
        folded = [fold(word) for word in words[-4:]]
        if not folded:
            return None
        for start in range(len(folded)):
            for last in (folded[-1], singular(folded[-1])):
                phrase = " ".join([*folded[start:-1], last])
                if phrase in self.kinds:
                    return phrase, self.kinds[phrase]
        return None


@dataclass(frozen=True, slots=True)
class Titles:
    """Words that mark a person's office; folded."""

    heads: frozenset[str]
    styles: frozenset[str]
    crew: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """All that extraction knows of English and of the field's actors; `digest` changes whenever any of its files does."""

    nouns: Nouns
    titles: Titles
    frames: tuple[Frame, ...]
    known: Mapping[str, Known]
    settings: Mapping[str, Any]
    digest: str
    by_verb: Mapping[str, tuple[Frame, ...]] = field(default_factory=dict)
    by_noun: Mapping[str, tuple[Frame, ...]] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> Mapping[str, list[str]]:
        """The keys of the known entities that go by a folded name."""
        found: dict[str, list[str]] = {}
        for key, entry in self.known.items():
            for name in dict.fromkeys(map(fold, entry.names)):
                found.setdefault(name, []).append(key)
        return found


def load() -> Lexicon:
    """The lexicon in force (the project's files win over the packaged ones), parsed once for each state of its files.

    Raises LexiconError for a malformed file or frame, with file and frame named.
    """
    files = resources.files("ontology", "lexicon/*.yaml")
    entity_files = [*resources.files("ontology", "entities*.ttl"), *resources.files("ontology", "states*.ttl")]
    digest = sha256(b"".join(sha256(file.read_bytes()).digest() for file in (*files, *entity_files))).hexdigest()
    return _load(tuple(files), tuple(entity_files), digest)


@lru_cache(maxsize=4)
def _load(files: tuple[Path, ...], entity_files: tuple[Path, ...], digest: str) -> Lexicon:
    parsed = {file.stem: _yaml(file) for file in files}
    frames = tuple(
        frame for name, content in sorted(parsed.items()) if _holds_frames(content) for frame in _frames(name, content["frames"])
    )
    return Lexicon(
        nouns=_nouns(parsed["nouns"]),
        titles=Titles(*(frozenset(fold(word) for word in parsed["titles"][key]) for key in ("heads", "styles", "crew"))),
        frames=frames,
        known=known(entity_files),
        settings={name: content for name, content in parsed.items() if not _holds_frames(content) and name not in {"nouns", "titles"}},
        digest=digest,
        by_verb=_index(frames, "verbs"),
        by_noun=_index(frames, "nouns"),
    )


def known(files: Iterable[Path]) -> dict[str, Known]:
    """The known entities of Turtle files, by id.

    Raises LexiconError for malformed Turtle.
    """
    facts: dict[str, dict[str, list[str]]] = {}
    for file in files:
        try:
            for triple in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
                subject = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""
                if subject.startswith(vocab.ID) and not isinstance(triple.object, ox.Triple):
                    facts.setdefault(subject.removeprefix(vocab.ID), {}).setdefault(triple.predicate.value, []).append(triple.object.value)
        except (SyntaxError, OSError) as error:
            raise LexiconError(f"{file.name} can't be read as Turtle: {error}") from error
    return {id_: entity for id_, properties in sorted(facts.items()) if (entity := _known(id_, properties))}


def _known(id_: str, properties: Mapping[str, list[str]]) -> Known | None:
    kinds = [kind.removeprefix(vocab.PACT) for kind in properties.get(vocab.RDF + "type", ()) if kind.startswith(vocab.PACT)]
    labels = properties.get(vocab.SKOS + "prefLabel", [])
    if not kinds or not labels:
        return None

    def ids(name: str) -> tuple[str, ...]:
        return tuple(value.removeprefix(vocab.ID) for value in properties.get(vocab.PACT + name, ()))

    return Known(
        id_,
        kinds[0],
        labels[0],
        tuple(dict.fromkeys([*labels, *properties.get(vocab.SKOS + "altLabel", []), *properties.get(vocab.SKOS + "hiddenLabel", [])])),
        tuple(properties.get(vocab.PACT + "demonym", ())),
        ids("agencyOf"),
        ids("locatedIn"),
        next(iter(ids("capital")), None),
    )


def _holds_frames(content: Mapping[str, Any]) -> bool:
    return any(isinstance(entry, dict) for entry in content.get("frames") or ())


@lru_cache(maxsize=1)
def _loader() -> Any:
    """A loader for which `on` and `no` are words, as in YAML 1.2: the preposition is a role of many frames."""
    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader: Any = type("WordLoader", (base,), {})
    loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
        for first, resolvers in base.yaml_implicit_resolvers.items()
    }
    return loader


def _yaml(file: Path) -> dict[str, Any]:
    try:
        content = yaml.load(file.read_text("utf-8"), Loader=_loader())  # noqa: S506 - a safe loader's own child
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise LexiconError(f"{file.name} is not well-formed YAML: {error}") from error
    if not isinstance(content, dict):
        raise LexiconError(f"{file.name} should hold a mapping, but holds {type(content).__name__}.")
    return content


def _nouns(content: Mapping[str, Any]) -> Nouns:
    kinds = {phrase: kind for kind, phrases in content["kinds"].items() for phrase in phrases}
    described, transparent, spatial, purposes, earthly = (
        frozenset(content[name]) for name in ("described", "transparent", "spatial", "purposes", "earthly")
    )
    ambiguous = {adjective: frozenset(words) for adjective, words in content["ambiguous"].items()}
    return Nouns(kinds, described, transparent, content["combining"], spatial, purposes, earthly, ambiguous)


def _frames(name: str, entries: Sequence[Mapping[str, Any]]) -> Iterator[Frame]:
    for entry in entries:
        try:
            yield _frame(entry, name)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise LexiconError(f"frame {entry.get('id', '?')} in lexicon/{name}.yaml is malformed: {error!r}") from error


def _frame(entry: Mapping[str, Any], name: str) -> Frame:
    unknown = set(entry) - {
        "id",
        "verbs",
        "nouns",
        "where",
        "facts",
        "needs",
        "lacks",
        "standing",
        "confidence",
        "examples",
        "counter_examples",
        "note",
    }
    if unknown:
        raise ValueError(f"no such keys: {', '.join(sorted(unknown))}")
    facts = tuple(_emission(fact) for fact in entry["facts"])
    where = {role: frozenset(kinds) for role, kinds in entry.get("where", {}).items()}
    return Frame(
        id=entry["id"],
        verbs=frozenset(entry.get("verbs", ())),
        nouns=frozenset(entry.get("nouns", ())),
        where=where,
        facts=facts,
        conditions=frozenset(where).difference(*(fact.roles for fact in facts)),
        needs=frozenset(entry.get("needs", ())),
        lacks=frozenset(entry.get("lacks", ())),
        standing=frozenset(entry.get("standing", ())),
        confidence=float(entry.get("confidence", 0.9)),
        examples=tuple(_example(item) for item in entry.get("examples", ())),
        counter_examples=tuple(_example(item) for item in entry.get("counter_examples", ())),
        origin=name,
    )


def _emission(fact: str) -> Emission:
    words = fact.split()
    if len(words) not in (3, 4):
        raise ValueError(f"a fact is 'role relation role [status]', not {fact!r}")
    sides = (frozenset(side.split("|")) for side in (words[0], words[2]))
    asks = tuple(side for side in sides if not any(role in {"self", "time"} or role.startswith(("new:", "latest:")) for role in side))
    return Emission(words[0], words[1], words[2], words[3] if len(words) == 4 else None, asks)


def _example(item: str | Mapping[str, Any]) -> Example:
    if isinstance(item, str):
        return Example(item)
    return Example(item["text"], tuple(_example_fact(fact) for fact in item.get("facts", ())))


def _example_fact(fact: str) -> ExampleFact:
    parts = [part.strip() for part in fact.split(" | ")]
    if len(parts) not in (3, 4):
        raise ValueError(f"an example's fact is 'subject | relation | object' or with '| status', not {fact!r}")
    return ExampleFact(*parts)


def _index(frames: Iterable[Frame], key: str) -> dict[str, tuple[Frame, ...]]:
    index: dict[str, list[Frame]] = {}
    for frame in frames:
        for word in getattr(frame, key):
            index.setdefault(word, []).append(frame)
    return {word: tuple(found) for word, found in index.items()}
