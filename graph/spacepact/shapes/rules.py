"""The SPARQL rules among the shapes, each run once for a whole document instead of once for each node.

SHACL would bind `$this` to one node after another; every `sh:select` in shapes.ttl states its target itself, so that leaving
`$this` free gives the same rows in one evaluation. A test holds both against each other.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from spacepact import vocab
from spacepact.shapes.report import Severity, short

PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One `sh:sparql` constraint: its IRI, that of the shape it belongs to, its complete query and its message."""

    name: str
    shape: str
    query: str
    message: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """What a shape or rule found at a node, before the document and the sentence are known."""

    focus: str
    path: str | None
    value: str | None
    severity: Severity
    message: str
    source_shape: str
    component: str
    constraint: str | None = None


def rules(triples: Iterable[ox.Triple]) -> tuple[Rule, ...]:
    """The rules that a graph of shapes holds, sorted by name."""
    index: dict[tuple[str, str], list[str]] = {}
    for triple in triples:
        index.setdefault((_text(triple.subject), triple.predicate.value), []).append(_text(triple.object))
    owners = {rule: shape for (shape, predicate), names in index.items() if predicate == vocab.SH + "sparql" for rule in names}
    return tuple(_rule(index, name, owners[name]) for name in sorted(owners))


def _rule(index: dict[tuple[str, str], list[str]], name: str, shape: str) -> Rule:
    spaces = [
        f"PREFIX {index[declared, vocab.SH + 'prefix'][0]}: <{index[declared, vocab.SH + 'namespace'][0]}>"
        for source in index.get((name, vocab.SH + "prefixes"), ())
        for declared in index.get((source, vocab.SH + "declare"), ())
    ]
    severity = index.get((shape, vocab.SH + "severity"), [vocab.SH + "Violation"])[0]
    return Rule(
        name=name,
        shape=shape,
        query="\n".join([*sorted(spaces), index[name, vocab.SH + "select"][0]]),
        message=index[name, vocab.SH + "message"][0],
        severity=level(severity),
    )


def level(iri: str) -> Severity:
    """The severity that an IRI of SHACL names. Raises ValueError for another one."""
    match iri.removeprefix(vocab.SH):
        case "Violation":
            return "Violation"
        case "Warning":
            return "Warning"
        case "Info":
            return "Info"
    raise ValueError(f"{iri} is no severity of SHACL")


def run(known: Iterable[Rule], triples: Iterable[ox.Triple]) -> Iterator[Finding]:
    """What the rules find in one document's graph, taken together with the axioms of the ontology."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(*triple) for triple in triples)
    return (finding for rule in known for finding in apply(rule, store))


def apply(rule: Rule, store: ox.Store) -> Iterator[Finding]:
    """What one rule finds in the default graph of a store."""
    rows = store.query(rule.query)
    assert isinstance(rows, ox.QuerySolutions)
    names = [variable.value for variable in rows.variables]
    for row in rows:
        bound = {name: _text(row[name]) for name in names if row[name] is not None}
        yield Finding(
            focus=bound["this"],
            path=bound.get("path"),
            value=bound.get("value"),
            severity=rule.severity,
            message=_filled(rule.message, bound),
            source_shape=rule.shape,
            component=vocab.SH + "SPARQLConstraintComponent",
            constraint=rule.name,
        )


def _filled(message: str, bound: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda match: short(bound.get(match[1], "?")), message)


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
