"""What a build yielded and what it left lying: figures as JSON for programs, as one page for people."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from spacepact.model import Extraction
from spacepact.report.page import to_html
from spacepact.shapes import Result
from spacepact.vocab import STATUSES

__all__ = ["Failure", "make", "to_html", "to_json"]

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Failure:
    """A check over the whole graph that found something: its name, what it looks for, how many rows it found."""

    name: str
    summary: str
    rows: int


def make(
    extractions: Sequence[Extraction],
    *,
    findings: Iterable[Result] = (),
    unread: Iterable[str] = (),
    rules: Iterable[str] = (),
    failures: Iterable[Failure] = (),
) -> Figures:
    """The figures of a build as plain values, sorted.

    `extractions` are those in the graph, `findings` what SHACL found in any document, `unread` what is wrong with files that
    can't be read, `rules` all rules that could have fired, `failures` the checks over the whole graph that found something.
    """
    results, fired = list(findings), Counter(claim.rule for extraction in extractions for claim in extraction.claims)
    failed, kept_out = list(failures), sorted({result.document for result in results if result.severity == "Violation"})
    return {
        "conforms": not kept_out and not failed,
        "totals": _totals(extractions),
        "documents": [_document(extraction) for extraction in extractions],
        "relations": _relations(extractions),
        "rules": {"fired": dict(sorted(fired.items())), "never_fired": sorted(set(rules) - set(fired))},
        "names_not_recognised": _unrecognised(extractions),
        "sentences_without_facts": [sentence for extraction in extractions for sentence in _silent(extraction)],
        "unread": sorted(unread),
        "rejected": kept_out,
        "shacl": [asdict(result) for result in results],
        "checks": [asdict(failure) for failure in failed],
    }


def to_json(figures: Figures) -> str:
    """The figures as JSON text."""
    return json.dumps(figures, ensure_ascii=False, indent=1) + "\n"


def _totals(extractions: Sequence[Extraction]) -> Mapping[str, int]:
    return {
        "documents": len(extractions),
        "facts": sum(len(extraction.claims) for extraction in extractions),
        "entities": len({entity.id for extraction in extractions for entity in extraction.entities}),
        "passages": sum(len(extraction.passages) for extraction in extractions),
        "sentences_without_facts": sum(len(extraction.silent) for extraction in extractions),
    }


def _document(extraction: Extraction) -> Figures:
    document = extraction.document
    return {
        "identifier": document.identifier,
        "file": document.name,
        "title": document.title,
        "issued": document.issued,
        "facts": len(extraction.claims),
        "passages": len(extraction.passages),
        "sentences_without_facts": len(extraction.silent),
    }


def _relations(extractions: Iterable[Extraction]) -> Mapping[str, Mapping[str, int]]:
    """For each relation how many facts have which status, in the order of `vocab.STATUSES`."""
    counts: Counter[tuple[str, str]] = Counter(
        (claim.relation, claim.status) for extraction in extractions for claim in extraction.claims
    )
    names = sorted({relation for relation, _ in counts})
    return {name: {status: counts[name, status] for status in STATUSES if counts[name, status]} for name in names}


def _unrecognised(extractions: Iterable[Extraction]) -> list[Figures]:
    """Names that got no type, the most frequent first, with the documents that hold them."""
    places: dict[str, list[str]] = defaultdict(list)
    for extraction in extractions:
        for name in sorted(set(extraction.unrecognised)):
            places[name].append(extraction.document.identifier)
    ordered = sorted(places.items(), key=lambda found: (-len(found[1]), found[0]))
    return [{"name": name, "documents": documents} for name, documents in ordered]


def _silent(extraction: Extraction) -> Iterable[Figures]:
    document = extraction.document
    for span in extraction.silent:
        text = " ".join(document.text[span.start : span.end].split())
        yield {"document": document.identifier, "start": span.start, "end": span.end, "text": text}
