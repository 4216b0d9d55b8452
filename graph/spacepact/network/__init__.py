"""Who is joined to whom, and by which sentences: relation views, measures, and paths whose every hop carries its evidence."""

from spacepact.network.citing import Evidence, as_rows, describe, evidence, sentence
from spacepact.network.graph import EdgeRule, Network, Quote, Source, Statement, edge_rule, find, multidigraph
from spacepact.network.measures import Score, bridges, brokers, communities, most_connected
from spacepact.network.read import load
from spacepact.network.search import Hop, Path, paths
from spacepact.network.views import among, core, document, neighbourhood, pair, period, status, topic

__all__ = [
    "EdgeRule", "Evidence", "Hop", "Network", "Path", "Quote", "Score", "Source", "Statement", "among", "as_rows", "bridges",
    "brokers", "communities", "core", "describe", "document", "edge_rule", "evidence", "find", "load", "most_connected",
    "multidigraph", "neighbourhood", "pair", "paths", "period", "sentence", "status", "topic",
]  # fmt: skip
