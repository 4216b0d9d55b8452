"""What people call things, as terms of the graph: a state by its name, a topic by its label, a document by its identifier."""

import re
from collections.abc import Callable, Sequence

import pyoxigraph as ox

from spacepact import resources, vocab
from spacepact.answers import Answer, Result
from spacepact.catalogue import sparql
from spacepact.errors import QueryError, UnknownName, did_you_mean

Ask = Callable[[str], Result]
"""What takes a finished query and answers it: a store here, or an endpoint elsewhere."""

Term = ox.NamedNode | ox.Literal
Value = str | int | float | Sequence[str]

LITERALS = {"integer": r"[+-]?\d+", "decimal": r"[+-]?\d+\.\d+", "date": r"\d{4}-\d\d-\d\d"}
TERMS = {"class": ("Class",), "relation": ("Property", "ObjectProperty", "DatatypeProperty"), "status": ("Status",)}


def lookup(ask: Ask, query: str, /, **values: Sequence[Term]) -> list[tuple[str, ...]]:
    """The rows of a query of queries/lookup, its parameters bound, as the text of their terms."""
    text = resources.path("queries", "lookup", f"{query}.rq").read_text(encoding="utf-8")
    answer = ask(sparql.declared(sparql.bound(text, values)))
    if not isinstance(answer, Answer):
        raise QueryError(f"queries/lookup/{query}.rq must be a SELECT.")
    return [tuple("" if term is None else getattr(term, "value", str(term)) for term in row) for row in answer.rows]


def bind_value(ask: Ask, value: Value, kind: str | None = None) -> list[Term]:
    """The terms that stand for a value, or for each value of a list.

    `kind` is a class of the ontology (State, Agreement, Actor, Topic, Document …), `relation`, `status`, or the type of a
    literal: `text`, `integer`, `decimal`, `date`. Without a kind the value itself decides: <IRI>, prefix:name, "text", 42,
    2025-02-13, else a name.
    Raises UnknownName where nothing is called so, QueryError where the value doesn't fit the kind.
    """
    if not isinstance(value, str | int | float):
        return [term for item in value for term in bind_value(ask, item, kind)]
    text = str(value).strip()
    kind = kind or _guess(text)
    if kind == "text":
        return [ox.Literal(text[1:-1] if _quoted(text) else text)]
    if kind in LITERALS:
        return [_literal(text, kind)]
    return [ox.NamedNode(find(ask, text, None if kind == "name" else kind))]


def find(ask: Ask, name: str, kind: str | None = None) -> str:
    """The IRI of what is called so, whatever the case: by label, other label, demonym, identifier, local name or IRI.

    Where several are, `kind` decides, then the better name, then whether documents say anything about it; raises UnknownName
    where that leaves none or several.
    """
    if iri := as_iri(name):
        return iri
    if kind in TERMS:
        return _term(ask, name, kind)
    found = _called(ask, name)
    fitting = _fitting(ask, found, kind) if kind and found else found
    if found and not fitting:
        raise UnknownName(f"{name!r} is no {kind}, but {_described(ask, list(found))}.")
    best = sorted(iri for iri, rank in fitting.items() if rank == min(fitting.values()))
    if len(best) > 1:
        spoken = lookup(ask, "spoken-of", thing=[ox.NamedNode(iri) for iri in best])
        best = [iri for (iri,) in spoken] if len(spoken) == 1 else best
    if len(best) > 1:
        raise UnknownName(f"{name!r} names several things: {_described(ask, best)}. Give the IRI of the one you mean.")
    if not best:
        known = lookup(ask, "names-of-kind", kind=[_pact(kind)]) if kind else lookup(ask, "names")
        raise UnknownName(f"Nothing in the graph is called {name!r}.{did_you_mean(name, (row[0] for row in known))}")
    return best[0]


def as_iri(text: str) -> str | None:
    """The IRI that a text spells out (in angle brackets, as a web address, or with a common prefix), else None."""
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    if bare == text and not bare.startswith(("http://", "https://")):
        prefix, _, rest = bare.partition(":")
        if prefix not in vocab.PREFIXES or not rest or rest.startswith(" "):
            return None
        bare = vocab.PREFIXES[prefix] + rest
    try:
        return ox.NamedNode(bare).value
    except ValueError as error:
        raise QueryError(f"{text!r} is no IRI ({error}).") from error


def _pact(name: str) -> ox.NamedNode:
    return ox.NamedNode(vocab.PACT + name)


def _quoted(text: str) -> bool:
    return len(text) > 1 and text[0] == text[-1] == '"'


def _guess(text: str) -> str:
    if _quoted(text):
        return "text"
    return next((kind for kind, pattern in LITERALS.items() if re.fullmatch(pattern, text, re.ASCII)), "name")


def _literal(text: str, kind: str) -> ox.Literal:
    if not re.fullmatch(LITERALS[kind], text, re.ASCII):
        raise QueryError(f"{text!r} is no {kind}{', such as 2025-02-13' if kind == 'date' else ''}.")
    return ox.Literal(text, datatype=ox.NamedNode(vocab.XSD + kind))


def _term(ask: Ask, name: str, kind: str) -> str:
    """A relation or a status of the ontology, by its name or its label."""
    known: dict[str, str] = {}
    for iri, of_kind, label in lookup(ask, "terms"):
        if of_kind.rpartition("#")[2] in TERMS[kind]:
            known |= {label: iri, iri.removeprefix(vocab.PACT): iri}
    folded = {label.casefold(): iri for label, iri in known.items()}
    if name.casefold() not in folded:
        raise UnknownName(f"The ontology has no {kind} {name!r}.{did_you_mean(name, known)}")
    return folded[name.casefold()]


def _called(ask: Ask, name: str) -> dict[str, int]:
    """What bears the name exactly, else whatever its case, with how good a name it is (0 is the best)."""
    rows = lookup(ask, "named", name=[ox.Literal(name, language="en"), ox.Literal(name)])
    if not rows:
        rows = lookup(ask, "folded", folded=[ox.Literal(name.lower())], local=_locals(name))
    return {iri: int(rank) for iri, rank in rows if iri}


def _locals(name: str) -> list[ox.NamedNode]:
    """The IRIs whose local name is the name itself, where it can be one."""
    if not re.fullmatch(r"[\w.%-]+", name):
        return []
    return [ox.NamedNode(base + name) for base in (vocab.ID, vocab.TOPIC, vocab.DOC)]


def _fitting(ask: Ask, found: dict[str, int], kind: str) -> dict[str, int]:
    right = lookup(ask, "of-kind", thing=[ox.NamedNode(iri) for iri in found], kind=[_pact(kind)])
    return {iri: found[iri] for (iri,) in right}


def _described(ask: Ask, things: Sequence[str]) -> str:
    rows = lookup(ask, "kinds", thing=[ox.NamedNode(iri) for iri in things])
    kinds: dict[str, list[str]] = {}
    for iri, kind in rows:
        kinds.setdefault(iri, []).append(kind.removeprefix(vocab.PACT))
    return ", ".join(f"<{iri}> ({', '.join(kinds.get(iri, ['of no kind']))})" for iri in things)
