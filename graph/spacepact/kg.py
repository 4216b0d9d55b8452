"""The graph for notebooks: every method calls one function of a lower layer and returns what a notebook can show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from spacepact import bounded, cards, catalogue
from spacepact.answers import Answer, Result, Triples, plain
from spacepact.catalogue import Value
from spacepact.store import dataset, open_store

if TYPE_CHECKING:
    from pandas import DataFrame
    from rdflib import Dataset

    from spacepact.network import Network


@dataclass(frozen=True)
class KnowledgeGraph:
    """A built graph, open for reading. Names may be names, other names, demonyms, ids or IRIs, whatever the case."""

    folder: Path
    store: ox.Store

    @classmethod
    def open(cls, folder: str | Path = "build") -> KnowledgeGraph:
        """The graph of a build folder; raises StoreError where there is none."""
        return cls(Path(folder), open_store(Path(folder) / "store"))

    @property
    def graph(self) -> Dataset:
        """The same store as an rdflib Dataset."""
        return dataset(self.store)

    def query(self, query: str, *, timeout: float | None = None, **params: Value) -> DataFrame:
        """The answer to a question of the catalogue, or to SPARQL, as a table.

        `params` are the query's parameters; with `timeout` (seconds) the query runs in a process that is stopped then.
        Raises QueryError on a mistake in the query, UnknownName on a name that the graph does not have.
        """
        if timeout is not None:
            return frame(bounded.run(self.folder, query, params, timeout=timeout))
        return frame(catalogue.run(self.store, query, params))

    def claims(self, entity: str | None = None, **filters: Value) -> DataFrame:
        """The claims with their sentences, documents, offsets, rules and IRIs: one row per claim and sentence.

        `entity` picks those with it as subject or object; `filters` are the parameters of the question `claims`: subject,
        relation, object, topic, status, document, after, before.
        """
        ends: list[dict[str, Value]] = [{}] if entity is None else [{"subject": entity}, {"object": entity}]
        found = [catalogue.run(self.store, "claims", {**filters, **end}) for end in ends]
        rows = dict.fromkeys(row for answer in found if isinstance(answer, Answer) for row in answer.rows)
        columns = next(answer.columns for answer in found if isinstance(answer, Answer))
        return frame(Answer(columns, tuple(rows)))

    def entities(self, kind: str | None = None) -> DataFrame:
        """What claims speak of, the most spoken of first; `kind` is a class of the ontology, such as Agreement."""
        return frame(catalogue.run(self.store, "entities", {"kind": kind} if kind else {}))

    def entity(self, name: str) -> cards.EntityCard:
        """The card of an entity, with its facts and their sentences; raises UnknownName, which offers the nearest names."""
        return cards.card(catalogue.local(self.store), name)

    def network(self) -> Network:
        """The graph as a network of entities; see `spacepact.network` for views, paths and measures."""
        from spacepact import network

        return network.load(self.store)

    def paths(self, source: str, target: str, **bounds: Any) -> DataFrame:
        """How two entities are linked: one row per path, hop, statement and sentence. `bounds` are those of `network.paths`."""
        import pandas as pd

        from spacepact import network

        net = self.network()
        return pd.DataFrame(network.as_rows(net, network.paths(net, source, target, **bounds)))

    def explore(self, *, height: int = 760) -> Page:
        """The interactive page, inside the notebook; `height` is in pixels."""
        from spacepact import explorer

        return Page(explorer.frame(explorer.page(self.store), height=height))

    def timeline(self, a: str, b: str) -> cards.Chart:
        """What happened between two states and when, as data and a figure."""
        data = self.query("timeline", a=a, b=b)
        return cards.Chart(data, cards.timeline(data, f"{a} and {b}"))

    def compare(self, state: str, partners: Sequence[str]) -> cards.Chart:
        """The topics that a state shares with each partner, with how many agreements, missions and events concern them."""
        rows = self.query("shared-topics", state=state, partner=list(partners))
        counts = rows.pivot_table(index="topic", columns="partner", values="things", aggfunc="sum", fill_value=0).astype(int)
        ordered = counts.assign(total=counts.sum(axis=1)).sort_values(["total", "topic"], ascending=[False, True])
        table = ordered.drop(columns="total").rename_axis(columns=None)
        return cards.Chart(table.reset_index(), cards.comparison(table, f"{state} and its partners, by topic"))


@dataclass(frozen=True, slots=True)
class Page:
    """A page of HTML that a notebook shows."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def frame(result: Result) -> DataFrame:
    """A result as a table with plain values: IRIs as text, numbers and days as such, None where nothing is bound."""
    import pandas as pd

    if isinstance(result, bool):
        return pd.DataFrame({"answer": [result]})
    if isinstance(result, Triples):
        rows = [(plain(triple.subject), plain(triple.predicate), plain(triple.object)) for triple in result.triples]
        return pd.DataFrame(rows, columns=["subject", "predicate", "object"])
    table = [[plain(term) for term in row] for row in result.rows]
    return pd.DataFrame(table, columns=list(result.columns), dtype=object).infer_objects()
