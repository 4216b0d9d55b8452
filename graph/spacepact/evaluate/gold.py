"""Gold annotations: what a careful reader found in a document, one YAML file for each document.

```yaml
document: a-file-stem          # dcterms:identifier of the document
date: 2025-04-02               # what relative dates resolve against; null where unknown
entities:
  - {id: isro, type: SpaceAgency, names: ["ISRO"]}                            # every acceptable name, the preferred one first
  - {id: pact, type: MemorandumOfUnderstanding, label: "pact on data", at: 7} # without a name in the text
facts:
  - [isro, signatoryOf, pact, {status: occurred, at: 7}]
```
`at` is where the supporting sentence starts, in code points. A fact marked `also: true` is defensible, not required.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from spacepact.errors import GoldError
from spacepact.vocab import COARSE, STATUSES

SCORED = frozenset(
    "partyTo signatoryOf announced participatesIn leads hosts develops launches operates supports crewOf targets launchSite"
    " launchVehicle carries partOf buildsOn constrains agencyOf represents cooperatesWith concerns heldIn locatedIn visited"
    " commitsTo abstainedFrom date launchDate".split()
)
"""The relations that are scored; claims of others are left aside."""

TOPIC = "topic:"
"""Before the prefLabel of a topic, where one is the object of a fact."""

APOSTROPHES = re.compile("[\u2018\u2019\u02bc`]")
HYPHENS = re.compile("[\u2010-\u2015\u2212]")


@lru_cache(maxsize=65536)
def plain_name(name: str) -> str:
    """A name as names are compared: without accents, case, punctuation and a leading article.

    >>> plain_name("The U.S.\u2013India Réseau")
    'us india reseau'
    """
    name = HYPHENS.sub("-", APOSTROPHES.sub("'", name))
    latin = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    words = re.sub(r"[^\w ]+", " ", latin.casefold().replace(".", "")).replace("_", " ").split()
    return re.sub(r"^(the|a|an) ", "", " ".join(words))


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity of the gold: its names as they are compared, or a label where the text has no name for it.

    `places` are the offsets of the sentences that it is met in, as far as the gold tells.
    """

    id: str
    kind: str
    names: frozenset[str]
    label: str | None
    places: frozenset[int]

    @property
    def coarse(self) -> str:
        """Its coarse type."""
        return COARSE[self.kind]


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A fact of the gold, and the line of the file that states it.

    `object` is an entity's id, `topic:` and a prefLabel, or an EDTF string.
    """

    subject: str
    relation: str
    object: str
    line: int
    status: str = "occurred"
    at: int = -9
    also: bool = False
    role: str | None = None
    topics: tuple[str, ...] = ()
    when: str | None = None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """The gold of one document."""

    identifier: str
    file: Path
    issued: str | None = None
    sha256: str | None = None
    entities: Mapping[str, GoldEntity] = field(default_factory=dict)
    facts: tuple[GoldFact, ...] = ()


def collect(paths: Iterable[str | Path]) -> list[GoldDocument]:
    """The gold of files and folders (their .yaml files, by name). Raises GoldError where there is none or one is malformed."""
    given = [Path(path) for path in paths]
    files = [file for path in given for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])]
    if not files:
        raise GoldError(f"no gold in {', '.join(map(str, given)) or 'an empty list'}: name YAML files or folders of them.")
    return [read(file) for file in files]


def read(file: str | Path) -> GoldDocument:
    """The gold of one file. Raises GoldError with file, line and what is wrong."""
    place = Path(file)
    loader = _loader(place)
    try:
        root = loader.get_single_node()
        content = loader.construct_document(root) if root else None
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        raise _wrong(place, mark.line + 1 if mark else 1, f"is no YAML: {getattr(error, 'problem', None) or error}") from error
    finally:
        loader.dispose()
    if not isinstance(content, dict) or not isinstance(content.get("document"), str):
        raise _wrong(place, 1, "has no `document:`, the identifier of the document that it annotates")
    facts = tuple(_fact(place, line, item) for line, item in _items(place, root, content, "facts"))
    entities = _entities(place, _items(place, root, content, "entities"), facts)
    _check_references(place, entities, facts)
    issued, digest = content.get("date"), content.get("sha256")
    return GoldDocument(
        content["document"], place, str(issued) if issued else None, str(digest) if digest else None, entities, facts
    )


def _loader(file: Path) -> Any:
    """PyYAML's loader in C where it was built, ten times as fast."""
    try:
        return getattr(yaml, "CSafeLoader", yaml.SafeLoader)(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GoldError(f"the gold {file} can't be read: {error}") from error


def _wrong(file: Path, line: int, what: str) -> GoldError:
    return GoldError(f"{file}, line {line}: {what}.")


def _items(file: Path, root: Any, content: dict[str, Any], key: str) -> list[tuple[int, Any]]:
    """The items of a list with the lines that they start on."""
    found = content.get(key)
    if not isinstance(found, list):
        raise _wrong(file, root.start_mark.line + 1, f"`{key}:` is no list")
    nodes = next(value for name, value in root.value if name.value == key)
    return [(node.start_mark.line + 1, item) for node, item in zip(nodes.value, found, strict=True)]


def _fact(file: Path, line: int, item: Any) -> GoldFact:
    if not isinstance(item, list) or len(item) not in {3, 4} or not isinstance((item[3:] or [{}])[0], dict):
        raise _wrong(file, line, f"{item!r} is no fact; a fact is [subject, relation, object, {{status: …, at: …}}]")
    subject, relation, value, *rest = item
    more = rest[0] if rest else {}
    fact = GoldFact(
        str(subject), str(relation), str(value), line, more.get("status", "occurred"), more.get("at", -9), bool(more.get("also")),
        more.get("role"), tuple(more.get("topics") or ()), str(more["when"]) if more.get("when") else None,
    )  # fmt: skip
    if fact.relation not in SCORED:
        raise _wrong(file, line, f"{fact.relation} is no relation that is scored")
    if fact.status not in STATUSES:
        raise _wrong(file, line, f"{fact.status!r} is no status; there are {', '.join(STATUSES)}")
    if not isinstance(fact.at, int):
        raise _wrong(file, line, f"at: {fact.at!r} is no offset")
    return fact


def _entities(file: Path, items: list[tuple[int, Any]], facts: tuple[GoldFact, ...]) -> dict[str, GoldEntity]:
    places: dict[str, set[int]] = {}
    for fact in facts:
        places.setdefault(fact.subject, set()).add(fact.at)
        places.setdefault(fact.object, set()).add(fact.at)
    found: dict[str, GoldEntity] = {}
    for line, item in items:
        entity = _entity(file, line, item, places)
        if entity.id in found:
            raise _wrong(file, line, f"the entity {entity.id} is declared twice")
        found[entity.id] = entity
    return found


def _entity(file: Path, line: int, item: Any, places: Mapping[str, set[int]]) -> GoldEntity:
    if not isinstance(item, dict) or not {"id", "type"} <= item.keys():
        raise _wrong(file, line, f"{item!r} is no entity; an entity is {{id: …, type: …, names: […]}}")
    identifier, kind, names = str(item["id"]), item["type"], item.get("names") or []
    if kind not in COARSE:
        raise _wrong(file, line, f"{kind!r} is no class of entity")
    if not names and not item.get("label"):
        raise _wrong(file, line, f"{identifier} has neither names nor a label")
    met = places.get(identifier, set()) | {item.get("at", -1)}
    return GoldEntity(identifier, kind, frozenset(plain_name(str(name)) for name in names), item.get("label"), frozenset(met))


def _check_references(file: Path, entities: Mapping[str, GoldEntity], facts: Iterable[GoldFact]) -> None:
    for fact in facts:
        if fact.subject not in entities:
            raise _wrong(file, fact.line, f"the subject {fact.subject} is not among the entities")
        literal = fact.relation in {"date", "launchDate"} or fact.object.startswith(TOPIC)
        if not literal and fact.object not in entities:
            raise _wrong(file, fact.line, f"the object {fact.object} is not among the entities")
