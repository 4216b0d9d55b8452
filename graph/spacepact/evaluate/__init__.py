"""Precision and recall of a built graph against gold annotations."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from spacepact.evaluate.built import load
from spacepact.evaluate.gold import collect
from spacepact.evaluate.match import match
from spacepact.evaluate.page import page
from spacepact.evaluate.scorecard import Counts, Error, Scorecard

__all__ = ["Counts", "Error", "Scorecard", "evaluate", "page"]


def evaluate(graph: ox.Store | str | Path, gold: Iterable[str | Path]) -> Scorecard:
    """Score a graph (an open store, a build's or a store's folder, an RDF file) against gold files, or folders of them.

    Raises GoldError where the gold is malformed, StoreError where there is no graph.
    """
    golds = collect(gold)
    built = load(graph)
    return Scorecard(built, tuple(match(built, one) for one in golds))
