"""The gold read as if it were an extraction: a graph whose facts people have checked, whatever the extraction finds today."""

import atexit
import re
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from spacepact import pipeline, reference, vocab
from spacepact.model import Claim, Document, Entity, Extraction, Mention, Passage, Span, Time

ROOT = Path(__file__).resolve().parents[1]
NAMES = (vocab.SKOS + "prefLabel", vocab.SKOS + "altLabel", vocab.PACT + "demonym")


@dataclass(frozen=True)
class GoldExtractor:
    """Reads documents by looking them up in folders of gold; facts that gold merely admits (`also`) are left out."""

    folders: tuple[Path, ...]
    digest: str = "gold"

    def extract_all(self, sources: Sequence[Document], /) -> Iterable[Extraction]:
        return [self.extract(source) for source in sources]

    def extract(self, document: Document) -> Extraction:
        file = next(file for folder in self.folders for file in folder.rglob("*.yaml") if file.stem == document.identifier)
        gold = yaml.safe_load(file.read_text(encoding="utf-8"))
        entities = {item["id"]: _entity(item, document.identifier) for item in gold["entities"]}
        facts = [fact for fact in gold["facts"] if not fact[3].get("also")]
        spans = _sentences(document.text, {fact[3]["at"] for fact in facts})
        claims = tuple(_claim(fact, entities, spans[fact[3]["at"]]) for fact in facts)
        passages = tuple(_passage(span, document.text, gold["entities"], entities) for span in sorted(set(spans.values())))
        return Extraction(document, tuple(dict.fromkeys(entities.values())), passages, claims)


@lru_cache(maxsize=1)
def seeds() -> Path:
    """A build of the seeds, read as people have annotated them; made once and removed at the end."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    pipeline.build([ROOT / "seeds"], folder / "build", extractor=GoldExtractor((ROOT / "tests" / "gold" / "seeds",)), jobs=1)
    return folder / "build"


@lru_cache(maxsize=1)
def known() -> dict[tuple[str, str], str]:
    """(name, coarse type) → id of what the reference knows."""
    found = reference.load()
    return {
        (quad.object.value.casefold(), vocab.COARSE[found.types[quad.subject.value]]): quad.subject.value.removeprefix(vocab.ID)
        for quad in found.known
        if quad.predicate.value in NAMES and quad.subject.value in found.types
    }


def _entity(item: dict[str, Any], document: str) -> Entity:
    names, coarse = item["names"], vocab.COARSE[item["type"]]
    label = item.get("label") or names[0]
    for name in names:
        if found := known().get((name.casefold(), coarse)):
            return Entity(found, item["type"], label, tuple(names), known=True)
    slug = re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")[:50]
    if item.get("label"):
        slug += "-" + sha256(f"{document} {item['at']} {label}".encode()).hexdigest()[:8]
    return Entity(f"{slug}_{coarse.lower()}", item["type"], label, tuple(names), described=bool(item.get("label")))


def _sentences(text: str, starts: set[int]) -> dict[int, Span]:
    """Each start with its sentence: as far as the next start, or the end of the line."""
    places = sorted(starts)
    ends = [*places[1:], len(text)][: len(places)]
    return {at: Span(at, at + len(text[at:end].partition("\n")[0].rstrip())) for at, end in zip(places, ends, strict=True)}


def _claim(fact: list[Any], entities: dict[str, Entity], span: Span) -> Claim:
    subject, relation, object_, notes = fact
    target: str | Time = object_.removeprefix("topic:") if str(object_).startswith("topic:") else object_
    if relation in ("date", "launchDate"):
        target = Time(str(object_))
    elif target == object_:
        target = entities[object_].id
    return Claim(
        entities[subject].id, relation, target, notes["status"], (span,), f"gold.{relation}", 1.0,
        when=Time(str(notes["when"])) if notes.get("when") else None,
        role=notes.get("role"), topics=tuple(topic.removeprefix("topic:") for topic in notes.get("topics", ())),
    )  # fmt: skip


def _passage(span: Span, text: str, items: list[dict[str, Any]], entities: dict[str, Entity]) -> Passage:
    sentence = text[span.start : span.end]
    mentions = [
        Mention(Span(span.start + at, span.start + at + len(name)), entities[item["id"]].id)
        for item in items
        for name in item["names"][:1]
        if (at := sentence.find(name)) >= 0
    ]
    return Passage(span, sentence, tuple(mentions))
