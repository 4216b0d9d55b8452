"""What a query answers: columns and rows, triples, or yes and no; and how each is printed.

Rows are tuples of RDF terms, None where a variable is unbound. A column `x_iri` beside a column `x` is the address of what `x`
names: tables and Markdown make one linked column of the two, the formats for machines keep both.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyoxigraph as ox

from spacepact import vocab
from spacepact.errors import QueryError

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = tuple[Term | None, ...]
Plain = str | int | float | bool | date | None

LINK = "_iri"
CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ")
MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>|#"})


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a SELECT, in the order they came."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Triples:
    """The triples of a CONSTRUCT or DESCRIBE, sorted."""

    triples: tuple[ox.Triple, ...]


Result = Answer | Triples | bool


def from_oxigraph(results: ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean) -> Result:
    """Everything that a query on an Oxigraph store yields, read to the end."""
    if isinstance(results, ox.QuerySolutions):
        return _rows(results)
    if isinstance(results, ox.QueryTriples):
        return Triples(tuple(sorted(set(results), key=str)))
    return bool(results)


def from_json(data: bytes) -> Answer | bool:
    """An answer in the SPARQL 1.1 results format for JSON; raises QueryError where it is none or is cut off."""
    try:
        results = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
        return _rows(results) if isinstance(results, ox.QuerySolutions) else bool(results)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"The answer is no complete SPARQL result in JSON ({error}).") from error


def plain(term: Term | None) -> Plain:
    """A term as Python has it: numbers, booleans and days as such, everything else as its text."""
    if not isinstance(term, ox.Literal):
        return term.value if isinstance(term, ox.NamedNode) else None if term is None else str(term)
    read = READERS.get(term.datatype.value.removeprefix(vocab.XSD))
    try:
        return read(term.value) if read else term.value
    except ValueError:
        return term.value


def compact(iri: str) -> str:
    """An IRI with the common prefix it has, if the rest is a plain name.

    >>> compact(vocab.ID + "isro")
    'pactid:isro'
    """
    for prefix, base in vocab.PREFIXES.items():
        rest = iri.removeprefix(base)
        if rest != iri and rest and all(character.isalnum() or character in "-_" for character in rest):
            return f"{prefix}:{rest}"
    return iri


def shown(term: Term | None) -> str:
    """A term for people: compact, on one line, free of control characters."""
    if isinstance(term, ox.NamedNode):
        return compact(term.value).translate(CONTROLS)
    text = "" if term is None else term.value if isinstance(term, ox.Literal) else str(term)
    return " ".join(text.translate(CONTROLS).split())


def linked(answer: Answer) -> tuple[tuple[str, ...], list[list[tuple[str, str | None]]]]:
    """The columns for people, and the rows of (text, address or None): `x_iri` is folded into `x`."""
    names = [name for name in answer.columns if not (name.endswith(LINK) and name.removesuffix(LINK) in answer.columns)]
    places = [(answer.columns.index(name), _place(answer.columns, name + LINK)) for name in names]
    rows = [[(shown(row[at]), _address(row[at] if link is None else row[link])) for at, link in places] for row in answer.rows]
    return tuple(names), rows


def render(result: Result, form: str = "table", *, width: int | None = None, colour: bool = False) -> str:
    """A result as text, ending with a newline. `form` is one of FORMS; `width` (characters) and `colour` matter to tables alone.

    Raises QueryError where the form doesn't fit the kind of query.
    """
    if form not in FORMS:
        raise QueryError(f"There is no format {form!r}: choose one of {', '.join(FORMS)}.")
    if isinstance(result, bool):
        return json.dumps({"head": {}, "boolean": result}) + "\n" if form == "json" else f"{str(result).lower()}\n"
    if isinstance(result, Triples) != (form in GRAPH_FORMS):
        if isinstance(result, Triples) and form == "table":
            return turtle(result)
        kind = "triples (CONSTRUCT or DESCRIBE)" if isinstance(result, Triples) else "rows (SELECT)"
        fitting = GRAPH_FORMS if isinstance(result, Triples) else ROW_FORMS
        raise QueryError(f"The query yields {kind}, which {form} can't hold: choose one of {', '.join(fitting)}.")
    if isinstance(result, Triples):
        return GRAPH_FORMS[form](result)
    return table(result, width=width, colour=colour) if form == "table" else ROW_FORMS[form](result)


def table(answer: Answer, *, width: int | None = None, colour: bool = False) -> str:
    """Rows for a terminal; without a width the columns are as wide as their content. Written here, because importing a library
    for it takes longer than most questions.
    """
    names, rows = linked(answer)
    heads = [name.replace("_", " ") for name in names]
    needs = [max([len(head), *(len(row[at][0]) for row in rows)]) for at, head in enumerate(heads)]
    widths = _fitted(needs, width)
    lines = _lines([(head, None) for head in heads], widths, colour=False)
    lines += ["  ".join("─" * size for size in widths)]
    for row in rows:
        lines += _lines(row, widths, colour=colour)
    return "\n".join([*(line.rstrip() for line in lines), _count(answer)]) + "\n"


def markdown(answer: Answer) -> str:
    """Rows as a table in Markdown; nothing in a cell is read as Markdown or HTML."""
    names, rows = linked(answer)
    lines = [names, ["---"] * len(names), *([_cell(*cell) for cell in row] for row in rows)]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def csv_text(answer: Answer) -> str:
    """Rows as SPARQL 1.1 has them in CSV: plain values, lines that end as RFC 4180 asks."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(answer.columns)
    writer.writerows([_lexical(term) for term in row] for row in answer.rows)
    return out.getvalue()


def tsv_text(answer: Answer) -> str:
    """Rows as SPARQL 1.1 has them in TSV: terms as Turtle writes them."""
    lines = ["\t".join(f"?{name}" for name in answer.columns)]
    lines += ["\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in answer.rows]
    return "\n".join(lines) + "\n"


def json_text(answer: Answer) -> str:
    """Rows in the SPARQL 1.1 results format for JSON."""
    bindings = [
        {name: _json(term) for name, term in zip(answer.columns, row, strict=True) if term is not None} for row in answer.rows
    ]
    found = {"head": {"vars": answer.columns}, "results": {"bindings": bindings}}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def turtle(result: Triples) -> str:
    """Triples as Turtle with the common prefixes that they use."""
    text = "".join(map(str, result.triples))
    used = {name: base for name, base in vocab.PREFIXES.items() if base in text}
    return _serialised(result, ox.RdfFormat.TURTLE, used)


def ntriples(result: Triples) -> str:
    """Triples one a line."""
    return _serialised(result, ox.RdfFormat.N_TRIPLES, {})


def _serialised(result: Triples, form: ox.RdfFormat, prefixes: Mapping[str, str]) -> str:
    text = (ox.serialize(result.triples, format=form, prefixes=dict(prefixes)) or b"").decode()
    lines = text.splitlines(keepends=True)
    head = sorted(line for line in lines[: len(prefixes)])
    return "".join([*head, *lines[len(prefixes) :]])


def _rows(solutions: ox.QuerySolutions) -> Answer:
    return Answer(tuple(variable.value for variable in solutions.variables), tuple(tuple(row) for row in solutions))


def _place(columns: Sequence[str], name: str) -> int | None:
    return columns.index(name) if name in columns else None


def _address(term: Term | None) -> str | None:
    return term.value if isinstance(term, ox.NamedNode) else None


def _cell(text: str, link: str | None) -> str:
    escaped = text.translate(MARKDOWN)
    return f"[{escaped}](<{link}>)" if link and escaped else escaped


def _lexical(term: Term | None) -> str:
    return "" if term is None else str(term) if isinstance(term, ox.Triple | ox.BlankNode) else term.value


def _json(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    typed = {} if term.datatype.value == vocab.XSD + "string" else {"datatype": term.datatype.value}
    return {"type": "literal", "value": term.value, **typed}


def _fitted(needs: Sequence[int], width: int | None) -> list[int]:
    """The widths of columns that need so much, the widest ones cut until all fit; never less than eight characters."""
    sizes = list(needs)
    while width and sum(sizes) + 2 * (len(sizes) - 1) > width and max(sizes) > 8:
        sizes[sizes.index(max(sizes))] -= 1
    return sizes


def _lines(row: Sequence[tuple[str, str | None]], widths: Sequence[int], *, colour: bool) -> list[str]:
    """The lines of one row: cells are wrapped, and linked where the terminal can (OSC 8)."""
    import textwrap

    cells = [textwrap.wrap(text, size) or [""] for (text, _), size in zip(row, widths, strict=True)]
    found = []
    for at in range(max(map(len, cells), default=0)):
        parts = [cell[at] if at < len(cell) else "" for cell in cells]
        padded = [part.ljust(size) for part, size in zip(parts, widths, strict=True)]
        if colour:
            padded = [
                f"\x1b]8;;{link}\x1b\\{text}\x1b]8;;\x1b\\" if link and text.strip() else text
                for text, (_, link) in zip(padded, row, strict=True)
            ]
        found.append("  ".join(padded))
    return found


def _count(answer: Answer) -> str:
    return f"{len(answer.rows)} row{'' if len(answer.rows) == 1 else 's'}"


def _boolean(text: str) -> bool:
    return text in ("true", "1")


READERS: dict[str, Callable[[str], Plain]] = {
    "integer": int, "decimal": float, "double": float, "float": float, "boolean": _boolean, "date": date.fromisoformat,
}  # fmt: skip
ROW_FORMS: dict[str, Callable[[Answer], str]] = {
    "table": table, "csv": csv_text, "tsv": tsv_text, "json": json_text, "markdown": markdown,
}  # fmt: skip
GRAPH_FORMS: dict[str, Callable[[Triples], str]] = {"turtle": turtle, "ntriples": ntriples}
FORMS = (*ROW_FORMS, *GRAPH_FORMS)


def texts(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    """Rows as the text that people see; what tests and pages compare."""
    return [tuple(shown(term) for term in row) for row in rows]
