"""One extractor for all tests that read English, and what it says of a text in plain words."""

from functools import lru_cache

from spacepact.extract import Extractor
from spacepact.model import Document, Extraction, Time


@lru_cache(maxsize=1)
def extractor() -> Extractor:
    return Extractor.load()


def read(text: str, *, issued: str | None = "2025-04-10") -> Extraction:
    return extractor().extract(Document(identifier="test", text=text, name="test.txt", issued=issued))


def facts(text: str, *, issued: str | None = "2025-04-10") -> set[tuple[str, str, str, str]]:
    """(subject, relation, object, status) of each claim, entities by label."""
    found = read(text, issued=issued)
    labels = {entity.id: entity.label for entity in found.entities}
    return {
        (labels[c.subject], c.relation, c.object.edtf if isinstance(c.object, Time) else labels.get(c.object, c.object), c.status)
        for c in found.claims
    }


def pairs(text: str, relation: str, **options: str | None) -> set[tuple[str, str]]:
    """(subject, object) of the claims of one relation, negated ones left out."""
    return {(s, o) for s, r, o, status in facts(text, **options) if r == relation and status != "negated"}
