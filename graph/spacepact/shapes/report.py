"""What a check found, in words for people and in forms for programs, each finding with the sentence that it is about."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Literal

import pyoxigraph as ox

from spacepact import vocab

Severity = Literal["Violation", "Warning", "Info"]
SEVERITIES: tuple[Severity, ...] = ("Violation", "Warning", "Info")
REPORT = vocab.BASE + "report/"


@dataclass(frozen=True, slots=True)
class Result:
    """One finding. IRIs are written in full; `path` and `value` are None where the shape names none.

    `quote`, `start` and `end` are the sentence that the focus node rests on and its offsets in the document's text (code points,
    end exclusive), None where there is none, as for a document as a whole. `constraint` is the SPARQL rule of the shape that was
    broken, None for a plain shape; `file` the name of the document's file where the graph knows it.
    """

    document: str
    focus: str
    path: str | None
    value: str | None
    severity: Severity
    message: str
    source_shape: str
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    component: str = vocab.SH + "SPARQLConstraintComponent"
    constraint: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, sorted by document, place in the text and focus node. It conforms where none is a violation."""

    conforms: bool
    results: tuple[Result, ...]

    def failing(self) -> tuple[str, ...]:
        """The identifiers of the documents that violate a shape, sorted."""
        return tuple(sorted({result.document for result in self.results if result.severity == "Violation"}))

    def to_text(self) -> str:
        """The report for people: one paragraph a finding, that names the file and the offsets and quotes the sentence."""
        if not self.results:
            return "Everything conforms.\n"
        counts = Counter(result.severity for result in self.results)
        found = ", ".join(f"{counts[severity]} × {severity.lower()}" for severity in SEVERITIES if counts[severity])
        verdict = "The data conforms" if self.conforms else "The data does not conform"
        return f"{verdict}: {found}.\n\n" + "\n".join(map(_paragraph, self.results))

    def to_json(self) -> str:
        """The report as a JSON object: `conforms`, and `results` with the fields of `Result`."""
        return json.dumps(
            {"conforms": self.conforms, "results": [asdict(result) for result in self.results]}, ensure_ascii=False, indent=2
        )

    def to_rdf(self) -> str:
        """The report in Turtle, in the terms of SHACL, without blank nodes."""
        return (ox.serialize(self.triples(), format=ox.RdfFormat.TURTLE, prefixes=vocab.PREFIXES) or b"").decode()

    def triples(self) -> list[ox.Triple]:
        """The report as triples. `sh:conforms` is false where there is a violation; warnings alone don't make it so."""
        names = [REPORT + _digest(result) for result in self.results]
        home = ox.NamedNode(REPORT + sha256("".join(names).encode()).hexdigest()[:20])
        head = [
            ox.Triple(home, _rdf("type"), _sh("ValidationReport")),
            ox.Triple(home, _sh("conforms"), ox.Literal(self.conforms)),
        ]
        for name, result in zip(names, self.results, strict=True):
            head.append(ox.Triple(home, _sh("result"), ox.NamedNode(name)))
            head.extend(ox.Triple(ox.NamedNode(name), predicate, value) for predicate, value in _pairs(result))
        return head


def build(results: Iterable[Result]) -> Report:
    """The report of some findings, each stated once."""
    found = sorted(set(results), key=_order)
    return Report(conforms=all(result.severity != "Violation" for result in found), results=tuple(found))


def short(term: str) -> str:
    """An IRI with its prefix, where one of ours fits; any other text as it is.

    >>> short("https://w3id.org/spacepact/id/japan")
    'pactid:japan'
    """
    fitting = [(space, prefix) for prefix, space in vocab.PREFIXES.items() if term.startswith(space) and len(term) > len(space)]
    if not fitting:
        return term
    space, prefix = max(fitting, key=lambda pair: len(pair[0]))
    return f"{prefix}:{term[len(space) :]}"


def _order(result: Result) -> tuple[str | int, ...]:
    what = result.focus, result.source_shape, result.constraint or "", result.path or "", result.value or ""
    return result.document, result.start or 0, SEVERITIES.index(result.severity), *what, result.component, result.message


def _paragraph(result: Result) -> str:
    place = result.file or result.document
    if result.start is not None and result.end is not None:
        place += f", characters {result.start} to {result.end}"
    lines = [f"{result.severity}: {place}", f"  {_line(result.message)}", f"  at {_line(short(result.focus))}"]
    if result.path:
        lines[-1] += f", {_line(short(result.path))}"
    if result.value is not None:
        lines[-1] += f", found {_line(short(result.value))}"
    if result.quote is not None:
        lines.append(f"  “{_line(result.quote)}”")
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    """A text from a document on one line, without control characters that a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in text)


def _digest(result: Result) -> str:
    return sha256(json.dumps(asdict(result), sort_keys=True).encode()).hexdigest()[:20]


def _rdf(name: str) -> ox.NamedNode:
    return ox.NamedNode(vocab.RDF + name)


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(vocab.SH + name)


def _term(text: str) -> ox.NamedNode | ox.Literal:
    try:
        return ox.NamedNode(text) if "://" in text else ox.Literal(text)
    except ValueError:
        return ox.Literal(text)


def _pairs(result: Result) -> Iterator[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]:
    yield _rdf("type"), _sh("ValidationResult")
    yield _sh("focusNode"), _term(result.focus)
    yield _sh("resultSeverity"), _sh(result.severity)
    yield _sh("sourceConstraintComponent"), _term(result.component)
    yield _sh("sourceShape"), _term(result.source_shape)
    yield _sh("resultMessage"), ox.Literal(result.message, language="en")
    if result.constraint:
        yield _sh("sourceConstraint"), _term(result.constraint)
    if result.path:
        yield _sh("resultPath"), _term(result.path)
    if result.value is not None:
        yield _sh("value"), _term(result.value)
    yield ox.NamedNode(vocab.PACT + "inDocument"), ox.NamedNode(vocab.doc(result.document))
    if result.quote is not None and result.start is not None and result.end is not None:
        yield ox.NamedNode(vocab.OA + "exact"), ox.Literal(result.quote)
        yield ox.NamedNode(vocab.OA + "start"), ox.Literal(result.start)
        yield ox.NamedNode(vocab.OA + "end"), ox.Literal(result.end)
