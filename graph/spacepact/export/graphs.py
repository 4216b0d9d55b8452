"""The graph for programs that draw and measure networks: GraphML and GEXF, one edge per claim between two things."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from spacepact.export import tables
from spacepact.export.rdfs import ILLEGAL

if TYPE_CHECKING:
    import networkx as nx

EDGE = (
    "relation", "status", "when", "earliest", "latest", "role", "sentence", "document", "title", "start", "end", "rule",
    "confidence",
)  # fmt: skip


def multidigraph(found: tables.Properties) -> nx.MultiDiGraph[str]:
    """Entities and topics as nodes, claims as edges with the claim's IRI as key and its first sentence."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in tables.entities(found):
        names = "; ".join(row["other_names"])
        graph.add_node(row["iri"], label=_clean(row["name"]), kind=row["kind"], other_names=_clean(names))
    for row in tables.claims(found):
        ends = row["subject_iri"], row["object_iri"]
        if row["object_iri"] in graph and not graph.has_edge(*ends, key=row["claim"]):
            values = {name: row[name] for name in EDGE if row[name] not in (None, "")}
            graph.add_edge(*ends, key=row["claim"], **{n: _clean(v) if isinstance(v, str) else v for n, v in values.items()})
    return graph


def graphml(found: tables.Properties) -> bytes:
    """GraphML 1.0."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml_xml(multidigraph(found), out, named_key_ids=True)
    return out.getvalue() + b"\n"


def gexf(found: tables.Properties) -> bytes:
    """GEXF 1.2, without the day on which it was written."""
    import networkx as nx

    text = "\n".join(nx.generate_gexf(multidigraph(found)))
    return (re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1) + "\n").encode()


def _clean(text: str) -> str:
    return ILLEGAL.sub(" ", text)
