"""What was worked out for a document before: JSON on disk, one entry for each document and kind, found again by a key.

The key is a hash of all that the value depends on. An entry with another key, or one that doesn't match its own checksum, is
as good as absent and is overwritten, so the cache neither grows with every change nor has to be cleared by hand.
"""

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from spacepact.model import Claim, Document, Entity, Extraction, Mention, Passage, Span, Time
from spacepact.resources import PACKAGE

Json = Any


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries. Several processes may read and write it at once: an entry is replaced whole."""

    folder: Path

    def get(self, kind: str, name: str, key: str) -> Json | None:
        """The value kept for a name under this very key, or None."""
        try:
            head, _, body = self._file(kind, name).read_bytes().partition(b"\n")
            return json.loads(body) if head == _head(key, body) else None
        except (OSError, ValueError):
            return None

    def put(self, kind: str, name: str, key: str, value: Json) -> None:
        """Keep a value, in place of what was kept for the name before."""
        file = self._file(kind, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        aside = file.with_name(f"{file.name}.{os.getpid()}.new")
        aside.write_bytes(_head(key, body) + b"\n" + body)
        aside.replace(file)

    def sweep(self) -> None:
        """Remove what processes that were killed have half written. Nobody else may be writing meanwhile."""
        for leftover in self.folder.rglob("*.new"):
            leftover.unlink()

    def _file(self, kind: str, name: str) -> Path:
        digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return self.folder / kind / digest[:2] / f"{digest}.json"


def digest(*parts: str | None) -> str:
    """A SHA-256 of the parts and their order."""
    return sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=1)
def code() -> str:
    """A SHA-256 over the source of this package: what was worked out by other code doesn't count."""
    files = sorted(file.relative_to(PACKAGE).as_posix() for file in PACKAGE.rglob("*.py") if "_data" not in file.parts)
    return digest(*(f"{name}\n{(PACKAGE / name).read_text(encoding='utf-8')}" for name in files))


def document_key(document: Document, *others: str) -> str:
    """The key of what depends on a document's text and metadata, on this package's code, and on `others`."""
    metadata = (document.identifier, document.name, document.title, document.publisher, document.issued, document.source)
    return digest(document.text, *metadata, document.language, document.media_type, code(), *others)


def encode(extraction: Extraction) -> Json:
    """An extraction as JSON, without its document."""
    return {
        "entities": [[e.id, e.kind, e.label, e.alt_labels, e.known, e.described] for e in extraction.entities],
        "passages": [
            [*_pair(p.span), p.text, [[*_pair(m.span), m.entity, m.reference] for m in p.mentions]] for p in extraction.passages
        ],
        "claims": [_claim(claim) for claim in extraction.claims],
        "silent": [_pair(span) for span in extraction.silent],
        "unrecognised": extraction.unrecognised,
    }


def decode(document: Document, value: Json) -> Extraction:
    """The extraction that `encode` made of a document. Raises ValueError, KeyError or TypeError for anything else."""
    return Extraction(
        document=document,
        entities=tuple(
            Entity(i, kind, label, tuple(alts), known, described) for i, kind, label, alts, known, described in value["entities"]
        ),
        passages=tuple(
            Passage(Span(start, end), text, tuple(Mention(Span(a, b), entity, reference) for a, b, entity, reference in mentions))
            for start, end, text, mentions in value["passages"]
        ),
        claims=tuple(_unclaim(claim) for claim in value["claims"]),
        silent=tuple(Span(start, end) for start, end in value["silent"]),
        unrecognised=tuple(value["unrecognised"]),
    )


def _head(key: str, body: bytes) -> bytes:
    return f"{key} {sha256(body).hexdigest()}".encode()


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _time(time: Time | None) -> list[str] | None:
    return [time.edtf, time.basis] if time else None


def _claim(claim: Claim) -> Json:
    return {
        "subject": claim.subject,
        "relation": claim.relation,
        "object": _time(claim.object) if isinstance(claim.object, Time) else claim.object,
        "status": claim.status,
        "passages": [_pair(span) for span in claim.passages],
        "rule": claim.rule,
        "confidence": claim.confidence,
        "when": _time(claim.when),
        "role": claim.role,
        "topics": claim.topics,
    }


def _unclaim(value: Json) -> Claim:
    return Claim(
        **{
            **value,
            "object": Time(*value["object"]) if isinstance(value["object"], list) else value["object"],
            "passages": tuple(Span(start, end) for start, end in value["passages"]),
            "when": Time(*value["when"]) if value["when"] else None,
            "topics": tuple(value["topics"]),
        }
    )
