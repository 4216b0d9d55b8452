"""The named questions, and how any query is run: parameters bound, mistakes explained.

A question is a file queries/*.rq with a grlc header: `#+ description` is the question, `#+ summary` says what one row is,
`#+ parameters` (ours) gives each parameter its kind, `#+ defaults` a value, `#+ tags` the themes. Queries see the union of all
graphs.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from spacepact import resources, vocab
from spacepact.answers import Answer, Result, from_oxigraph
from spacepact.catalogue import sparql
from spacepact.catalogue.names import Ask, Value, bind_value, find, lookup
from spacepact.errors import QueryError, UnknownName, did_you_mean

__all__ = ["Ask", "Question", "Value", "bind", "checks", "explain", "find", "local", "question", "questions", "run"]


@dataclass(frozen=True, slots=True)
class Question:
    """A query of the catalogue. `parameters` maps a name (without underscore) to its kind: see `names.bind_value`."""

    name: str
    text: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: Mapping[str, str]
    defaults: Mapping[str, Value]


def questions(folder: str = "") -> dict[str, Question]:
    """The questions of queries/, or of a folder below it such as `checks`, by name, sorted.

    Raises QueryError where a header is malformed.
    """
    return {file.stem: _read(file) for file in _files(folder)}


def question(name: str) -> Question:
    """The question of that name; raises UnknownName, which offers the nearest ones."""
    known = {file.stem: file for file in _files()}
    if name not in known:
        raise UnknownName(
            f"There is no question {name!r}.{did_you_mean(name, known)} `spacepact query --list` lists all of them."
        )
    return _read(known[name])


def local(store: ox.Store) -> Ask:
    """A store as something to ask; its mistakes come as QueryError with line and column."""

    def ask(text: str) -> Result:
        try:
            return from_oxigraph(store.query(text, prefixes=vocab.PREFIXES, use_default_graph_as_union=True))
        except SyntaxError as error:
            raise QueryError(f"The query is no SPARQL: {sparql.complaint(text, str(error))}") from error
        except (OSError, ValueError, RuntimeError) as error:
            raise QueryError(f"The query could not be finished: {error}") from error

    return ask


def run(source: ox.Store | Ask, query: str, params: Mapping[str, Value] | None = None) -> Result:
    """The answer to a question of the catalogue, or to a query written in SPARQL.

    `query` is a name or a text; `params` maps names (without `?_`) to values or lists of values. Raises QueryError on a mistake
    in the query, UnknownName on a name that the graph does not have.
    """
    ask = local(source) if isinstance(source, ox.Store) else source
    return ask(bind(ask, query, params))


def bind(ask: Ask, query: str, params: Mapping[str, Value] | None = None) -> str:
    """The finished query: common prefixes declared, parameters bound. Names are looked up through `ask`."""
    asked = as_question(query)
    sparql.check_kind(asked.text)
    _check_syntax(asked.text)
    _check_terms(ask, asked.text)
    values = {**asked.defaults, **(params or {})}
    names = sparql.parameters(asked.text)
    if strange := sorted(values.keys() - names.keys()):
        raise QueryError(f"The query has no parameter {strange[0]!r}.{_offer(strange[0], list(names))}")
    if missing := [name for name, variable in names.items() if name not in values and not variable.startswith("__")]:
        raise QueryError(f"The query needs a value for {', '.join(missing)} (for example --param {missing[0]}=…).")
    bound = {name: bind_value(ask, values[name], asked.parameters.get(name)) for name in names if name in values}
    return sparql.declared(sparql.bound(asked.text, bound))


def as_question(query: str) -> Question:
    """A question by its name, or a question made of a SPARQL text (what has white space or a brace is no name)."""
    if not re.search(r"[\s{]", query.strip()) and query.strip():
        return question(query.strip())
    return _parse("query", query)


def explain(ask: Ask, query: str, params: Mapping[str, Value] | None = None) -> str:
    """The finished query, and its algebra as rdflib translates it (Oxigraph does not tell its plan)."""
    import contextlib
    import io

    from rdflib.plugins.sparql.algebra import pprintAlgebra
    from rdflib.plugins.sparql.processor import prepareQuery

    finished = bind(ask, query, params)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        pprintAlgebra(prepareQuery(finished))
    return f"{finished.strip()}\n\n{out.getvalue().strip()}\n"


def checks(store: ox.Store) -> list[tuple[Question, Answer]]:
    """The quality queries of queries/checks that found something, with the rows that they found; empty where all is well."""
    found = ((check, run(store, check.text)) for check in questions("checks").values())
    return [(check, answer) for check, answer in found if isinstance(answer, Answer) and answer.rows]


def _files(folder: str = "") -> list[Path]:
    return resources.files("queries", f"{folder}/*.rq" if folder else "*.rq")


def _read(file: Path) -> Question:
    return _parse(file.stem, file.read_text(encoding="utf-8"))


def _parse(name: str, text: str) -> Question:
    header = _header(name, text)
    return Question(
        name=name,
        text=text,
        summary=str(header.get("summary") or ""),
        description=str(header.get("description") or ""),
        tags=tuple(header.get("tags") or ()),
        parameters=header.get("parameters") or {},
        defaults=header.get("defaults") or {},
    )


def _header(name: str, text: str) -> dict[str, Any]:
    """The header as keys and values. It is YAML of the plainest kind, read here because importing a YAML reader takes 25 ms:
    a text, a list in brackets, or single pairs, one a line.
    """
    header: dict[str, Any] = {}
    key = ""
    for line in (line[2:].strip() for line in text.splitlines() if line.startswith("#+")):
        item, colon, value = line.removeprefix("- ").partition(":")
        value = value.strip()
        if not colon or (line.startswith("- ") and not key):
            raise QueryError(f"The header of the query {name} has a line that is no “key: value”: #+ {line}")
        if line.startswith("- "):
            header[key] = {**(header[key] or {}), item.strip(): _scalar(value)}
        else:
            key = item.strip()
            header[key] = _scalar(value)
    return header


def _scalar(value: str) -> Any:
    if value.startswith("[") and value.endswith("]"):
        return [_scalar(item.strip()) for item in value[1:-1].split(",") if item.strip()]
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return int(value) if value.isdecimal() else value or None


def _check_syntax(text: str) -> None:
    """Parses the query as written, so that a complaint's line and column are the writer's."""
    local(ox.Store())(text)


def _check_terms(ask: Ask, text: str) -> None:
    used = sparql.terms(text)
    known = {term for (term,) in lookup(ask, "known", term=[ox.NamedNode(vocab.PACT + name) for name in used])} if used else set()
    strange = [name for name in used if vocab.PACT + name not in known]
    if strange and (all_terms := {row[0].removeprefix(vocab.PACT) for row in lookup(ask, "terms")}):
        raise QueryError(f"The query can find nothing: {sparql.unknown_term(text, strange[0], all_terms)}")


def _offer(name: str, names: Sequence[str]) -> str:
    return did_you_mean(name, names) or (f" It has {', '.join(names)}." if names else " It has none.")
