"""Statements and paths as an analyst reads them: with sentence, document, date, status and rule."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacepact.network.graph import Network, Quote, Source, Statement, edge_rule
from spacepact.network.search import Hop, Path


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that supports a statement, and the document it stands in."""

    quote: Quote
    source: Source


def evidence(network: Network, statement: Statement) -> tuple[Evidence, ...]:
    """The sentences of a statement, in the order of the document."""
    quotes = sorted((network.quotes[id_] for id_ in statement.passages if id_ in network.quotes), key=lambda quote: quote.start)
    return tuple(Evidence(quote, network.sources[quote.document]) for quote in quotes)


def sentence(network: Network, statement: Statement) -> str:
    """A statement in one line: subject, relation, object, and in brackets status, time and role."""
    subject = network.entities[statement.subject].label
    object_ = statement.object if statement.literal else network.entities[statement.object].label
    details = ", ".join(part for part in (statement.status, statement.when, statement.role) if part)
    return f"{subject} {edge_rule(network, statement.relation).label} {object_} ({details})"


def as_rows(network: Network, found: Iterable[Path]) -> list[dict[str, object]]:
    """One row for each path, hop, statement and sentence, fit for a DataFrame or JSON."""
    return [row for rank, path in enumerate(found, start=1) for row in _rows(network, rank, path)]


def _rows(network: Network, rank: int, path: Path) -> Iterator[dict[str, object]]:
    for number, hop in enumerate(path.hops, start=1):
        for statement in hop.statements:
            for item in evidence(network, statement):
                yield {
                    "path": rank, "cost": path.cost, "hop": number,
                    "from": network.entities[hop.source].label, "to": network.entities[hop.target].label,
                    "subject": network.entities[statement.subject].label, "relation": statement.relation,
                    "object": network.entities[statement.object].label, "status": statement.status, "when": statement.when,
                    "sentence": item.quote.text, "document": item.source.identifier, "title": item.source.title,
                    "issued": item.source.issued, "start": item.quote.start, "end": item.quote.end,
                    "rule": statement.rule, "claim": statement.id,
                }  # fmt: skip


def describe(network: Network, path: Path, *, most: int = 2) -> str:
    """A path as text for a terminal: each hop with its surest statements (at most so many), sentence, document, date and rule."""
    return "\n".join([f"{path}  (cost {path.cost:.2f})", *(line for hop in path.hops for line in _lines(network, hop, most))])


def _lines(network: Network, hop: Hop, most: int) -> Iterator[str]:
    for statement in hop.statements[:most]:
        yield f"  {sentence(network, statement)}"
        for item in evidence(network, statement)[:1]:
            yield f"    “{' '.join(item.quote.text.split())}”"
            where = f"{item.quote.start}–{item.quote.end}"
            yield f"    {item.source.title}, {item.source.issued or 'undated'}, {where}; rule {statement.rule}"
    if (more := len(hop.statements) - most) > 0:
        yield f"    and {more} more statement{'s' * (more > 1)}"
