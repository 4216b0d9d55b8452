"""The graph as tables: entities and claims with their sentences; for spreadsheets, data frames and Neo4j."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from spacepact import vocab
from spacepact.export.rdfs import ILLEGAL

if TYPE_CHECKING:
    from pandas import DataFrame

Row = dict[str, Any]
Properties = Mapping[str, Mapping[str, Sequence[Any]]]

NODES = {
    "id": "id:ID", "name": "name", "kind": ":LABEL", "iri": "iri", "other_names": "otherNames:string[]",
    "dates": "dates:string[]", "launches": "launchDates:string[]",
}  # fmt: skip
EDGES = {
    "source": ":START_ID", "target": ":END_ID", "type": ":TYPE", "claim": "claim", "status": "status", "when": "when",
    "earliest": "earliest:date", "latest": "latest:date", "role": "role", "topics": "topics:string[]", "sentence": "sentence",
    "document": "document", "title": "title", "start": "start:int", "end": "end:int", "rule": "rule",
    "confidence": "confidence:float",
}  # fmt: skip
STILL = (1980, 1, 1, 0, 0, 0)
"""The time that files inside a workbook bear, so that the same graph gives the same bytes."""


def properties(quads: Iterable[ox.Quad]) -> dict[str, dict[str, list[Any]]]:
    """The values of each property of each subject, as text, in the order of the quads; blank nodes are left out."""
    found: dict[str, dict[str, list[Any]]] = {}
    for quad in quads:
        subject, value = quad.subject, quad.object
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
            values = found.setdefault(subject.value, {}).setdefault(quad.predicate.value, [])
            if value.value not in values:
                values.append(value.value)
    return found


def claims(found: Properties) -> list[Row]:
    """One row per claim and sentence, sorted by document and place."""
    rows = [
        _claim(iri, values, passage, found)
        for iri, values in found.items()
        if vocab.PACT + "Claim" in values.get(vocab.RDF + "type", ())
        for passage in values.get(vocab.PROV + "wasDerivedFrom", [""])
    ]
    return sorted(rows, key=lambda row: (row["document"], row["start"] or 0, row["claim"]))


def entities(found: Properties) -> list[Row]:
    """One row per entity or topic that a claim speaks of, sorted by id."""
    spoken = {
        iri
        for values in found.values()
        if vocab.PACT + "Claim" in values.get(vocab.RDF + "type", ())
        for name in ("subject", "object")
        for iri in values.get(vocab.RDF + name, ())
        if iri in found or iri.startswith(vocab.BASE)
    }
    return [_entity(iri, found.get(iri, {})) for iri in sorted(spoken)]


def frame(rows: Sequence[Row]) -> DataFrame:
    """Rows as a data frame."""
    import pandas as pd

    return pd.DataFrame([{name: "; ".join(v) if isinstance(v, list) else v for name, v in row.items()} for row in rows])


def neo4j(found: Properties) -> dict[str, str]:
    """The files nodes.csv and edges.csv with the headers of Neo4j's import: one edge per claim between two nodes."""
    nodes = entities(found)
    known = {row["iri"] for row in nodes}
    first: dict[str, Row] = {}
    for row in claims(found):
        if row["object_iri"] in known:
            first.setdefault(
                row["claim"],
                {**row, "source": _id(row["subject_iri"]), "target": _id(row["object_iri"]), "type": row["relation"]},
            )
    return {"nodes.csv": _csv(nodes, NODES), "edges.csv": _csv(list(first.values()), EDGES)}


def excel(found: Properties) -> bytes:
    """A workbook of two sheets, claims and entities. No cell is a formula or a link, whatever it says."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name, rows in (("claims", claims(found)), ("entities", entities(found))):
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(list(rows[0]) if rows else [])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row.values()])
    out = io.BytesIO()
    book.save(out)
    return _stilled(out.getvalue())


def parquet(found: Properties) -> bytes:
    """The claims as a Parquet file."""
    out = io.BytesIO()
    frame(claims(found)).to_parquet(out, index=False)
    return out.getvalue()


def _claim(iri: str, values: Mapping[str, Sequence[Any]], passage: str, found: Properties) -> Row:
    subject, object_ = _one(values, vocab.RDF + "subject"), _one(values, vocab.RDF + "object")
    document, place = _one(values, vocab.PACT + "inDocument"), found.get(passage, {})
    about = found.get(document, {})
    return {
        "subject": _label(found, subject),
        "relation": _one(values, vocab.RDF + "predicate").removeprefix(vocab.PACT),
        "object": _label(found, object_),
        "status": _one(values, vocab.PACT + "status").removeprefix(vocab.PACT),
        **{name: _one(values, vocab.PACT + name) for name in ("when", "earliest", "latest", "role")},
        "topics": [_label(found, topic) for topic in values.get(vocab.PACT + "topic", ())],
        "sentence": _one(place, vocab.OA + "exact"),
        "document": _one(about, vocab.DCTERMS + "identifier"),
        "title": _one(about, vocab.DCTERMS + "title"),
        "start": _number(place, "start"),
        "end": _number(place, "end"),
        "rule": _one(values, vocab.PACT + "rule"),
        "confidence": float(_one(values, vocab.PACT + "confidence") or 0),
        "subject_iri": subject,
        "object_iri": object_ if object_.startswith(vocab.BASE) else "",
        "document_iri": document,
        "claim": iri,
    }


def _entity(iri: str, values: Mapping[str, Sequence[Any]]) -> Row:
    kinds = [kind.removeprefix(vocab.PACT) for kind in values.get(vocab.RDF + "type", ()) if kind.startswith(vocab.PACT)]
    return {
        "id": _id(iri),
        "name": _one(values, vocab.SKOS + "prefLabel") or _id(iri),
        "kind": kinds[0] if kinds else "Entity",
        "iri": iri,
        "other_names": list(values.get(vocab.SKOS + "altLabel", ())),
        "dates": list(values.get(vocab.PACT + "date", ())),
        "launches": list(values.get(vocab.PACT + "launchDate", ())),
    }


def _one(values: Mapping[str, Sequence[Any]], name: str) -> str:
    return str(values[name][0]) if values.get(name) else ""


def _number(values: Mapping[str, Sequence[Any]], name: str) -> int | None:
    text = _one(values, vocab.OA + name)
    return int(text) if text else None


def _label(found: Properties, iri: str) -> str:
    return _one(found.get(iri, {}), vocab.SKOS + "prefLabel") or (_id(iri) if iri.startswith(vocab.BASE) else iri)


def _id(iri: str) -> str:
    return "topic:" + iri.removeprefix(vocab.TOPIC) if iri.startswith(vocab.TOPIC) else iri.removeprefix(vocab.ID)


def _csv(rows: Sequence[Row], columns: Mapping[str, str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns.values())
    writer.writerows([_field(row[name]) for name in columns] for row in rows)
    return out.getvalue()


def _field(value: Any) -> str:
    """A value on one line; the values of a list are separated by semicolons, which become commas inside them."""
    if isinstance(value, list):
        return ";".join(_field(item).replace(";", ",") for item in value)
    return "" if value is None else " ".join(str(value).split())


def _cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    text = "; ".join(value) if isinstance(value, list) else value
    if not isinstance(text, str):
        return text
    cell = WriteOnlyCell(sheet, value=ILLEGAL.sub(" ", text)[:32_767])
    cell.data_type = "s"
    return cell


def _stilled(book: bytes) -> bytes:
    """The workbook without the time at which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb">\d{4}-\d\d-\d\dT[\d:.]+Z<", b">1980-01-01T00:00:00Z<", data)
            new.writestr(zipfile.ZipInfo(name, STILL), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
