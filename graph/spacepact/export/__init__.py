"""The graph, or a part of it, as files for other tools. The same graph gives the same bytes."""

from pathlib import Path

import pyoxigraph as ox

from spacepact.errors import SpacepactError, did_you_mean
from spacepact.export import subset

FORMS = {
    "turtle": ".ttl", "trig": ".trig", "ntriples": ".nt", "nquads": ".nq", "jsonld": ".jsonld", "rdfxml": ".rdf",
    "graphml": ".graphml", "gexf": ".gexf", "csv": "", "parquet": ".parquet", "excel": ".xlsx",
}  # fmt: skip
"""The formats and their suffixes; `csv` is a folder of two files."""


def write(
    store: ox.Store,
    target: str | Path,
    *,
    form: str | None = None,
    state: str | None = None,
    topic: str | None = None,
    document: str | None = None,
    query: str | None = None,
) -> list[Path]:
    """Write a format of FORMS (by default the one that the suffix of `target` tells) and return the files written.

    Without `state`, `topic`, `document` and `query` all is written, else what they have in common (see `export.subset`).
    Raises SpacepactError where the format can't be told, UnknownName on a name that the graph does not have.
    """
    place = Path(target)
    chosen = form or _form(place)
    if chosen not in FORMS:
        raise SpacepactError(f"There is no format {chosen!r}.{did_you_mean(chosen, FORMS)} There are {', '.join(FORMS)}.")
    quads = subset.quads(store, {"state": state, "topic": topic, "document": document, "query": query})
    files = _files(quads, chosen, place)
    for file, data in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return sorted(files)


def _form(target: Path) -> str:
    found = next((form for form, suffix in FORMS.items() if suffix and suffix == target.suffix.lower()), None)
    if found is None:
        suffixes = ", ".join(suffix for suffix in FORMS.values() if suffix)
        raise SpacepactError(f"The format of {target} can't be told: end it in one of {suffixes}, or name one (--format csv).")
    return found


def _files(quads: list[ox.Quad], form: str, target: Path) -> dict[Path, bytes]:
    """What each file is to hold; nothing is written before all of it is known."""
    if form in ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"):
        from spacepact.export import rdfs

        return {target: rdfs.serialise(quads, form)}
    from spacepact.export import graphs, tables

    found = tables.properties(quads)
    if form == "csv":
        return {target / name: text.encode() for name, text in tables.neo4j(found).items()}
    makers = {"graphml": graphs.graphml, "gexf": graphs.gexf, "excel": tables.excel, "parquet": tables.parquet}
    return {target: makers[form](found)}
