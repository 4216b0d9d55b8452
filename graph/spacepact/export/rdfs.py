"""The graph in the formats of RDF. JSON-LD has a context of plain names, so that it reads as ordinary JSON."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from spacepact import vocab
from spacepact.answers import compact

FORMS = {
    "turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "ntriples": ox.RdfFormat.N_TRIPLES, "nquads": ox.RdfFormat.N_QUADS,
    "rdfxml": ox.RdfFormat.RDF_XML,
}  # fmt: skip
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 can't hold."""


def serialise(quads: Sequence[ox.Quad], form: str) -> bytes:
    """Quads in a format of RDF; formats without named graphs hold each triple once.

    Characters that XML lacks become spaces in RDF/XML.
    """
    if form == "jsonld":
        return _json_ld(triples(quads))
    target = FORMS[form]
    text = str(quads)
    used = {name: base for name, base in vocab.PREFIXES.items() if base in text}
    if target.supports_datasets:
        return _ordered(ox.serialize(quads, format=target, prefixes=used) or b"")
    data = [_legal(triple) for triple in triples(quads)] if form == "rdfxml" else triples(quads)
    return _ordered(ox.serialize(data, format=target, prefixes=used) or b"")


def _ordered(text: bytes) -> bytes:
    """The text with its prefixes in order; Oxigraph writes them in any."""
    root = re.match(rb"<\?xml[^>]*>\s*<rdf:RDF([^>]*)>", text)
    if root:
        names = sorted(re.findall(rb'\S+="[^"]*"', root[1]))
        return text[: root.start(1)] + b"".join(b" " + name for name in names) + text[root.end(1) :]
    head = re.match(rb"(?:@prefix [^\n]*\n)*", text)
    lines = sorted(head[0].splitlines(keepends=True)) if head else []
    return b"".join(lines) + text[head.end() if head else 0 :]


def triples(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """The triples of quads, each once, sorted by subject, class first."""
    found = dict.fromkeys(quad.triple for quad in quads)
    return sorted(
        found, key=lambda t: (str(t.subject), t.predicate.value != vocab.RDF + "type", t.predicate.value, str(t.object))
    )


def _legal(triple: ox.Triple) -> ox.Triple:
    value = triple.object
    if not isinstance(value, ox.Literal) or not ILLEGAL.search(value.value):
        return triple
    text = ILLEGAL.sub(" ", value.value)
    clean = ox.Literal(text, language=value.language) if value.language else ox.Literal(text, datatype=value.datatype)
    return ox.Triple(triple.subject, triple.predicate, clean)


def _json_ld(found: Sequence[ox.Triple]) -> bytes:
    context = _context(found)
    keys = {_iri(entry): name for name, entry in context.items() if name not in vocab.PREFIXES}
    nodes: dict[str, dict[str, Any]] = {}
    for triple in found:
        node = nodes.setdefault(_name(triple.subject), {"@id": _name(triple.subject)})
        if triple.predicate.value == vocab.RDF + "type":
            node.setdefault("@type", []).append(_name(triple.object))
            continue
        key = keys[triple.predicate.value]
        node.setdefault(key, []).append(_value(triple.object, context[key]))
    graph = [{key: _single(value) for key, value in node.items()} for node in nodes.values()]
    return (json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1) + "\n").encode()


def _context(found: Sequence[ox.Triple]) -> dict[str, Any]:
    """Prefixes, and a plain name for each property: its local name, or its prefixed one where two share a local name."""
    shapes: dict[str, set[str]] = {}
    for triple in found:
        shapes.setdefault(triple.predicate.value, set()).add(_shape(triple.object))
    shapes.pop(vocab.RDF + "type", None)
    local = {iri: re.split("[#/]", iri)[-1] for iri in shapes}
    text = " ".join({_space(str(term)) for triple in found for term in triple})
    context: dict[str, Any] = {
        name: base for name, base in sorted(vocab.PREFIXES.items()) if base in text or base in " ".join(shapes)
    }
    for iri in sorted(shapes):
        alone = list(local.values()).count(local[iri]) == 1 and local[iri] not in context
        shape = next(iter(shapes[iri])) if len(shapes[iri]) == 1 else ""
        context[local[iri] if alone else compact(iri).replace(":", "_")] = {"@id": _compacted(iri), **_coercion(shape)}
    return context


def _space(term: str) -> str:
    """A term without its last part, so that few strings are searched for prefixes."""
    return re.sub(r"[^#/]*>?$", "", term)


def _shape(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if not isinstance(term, ox.Literal):
        return "@id"
    return f"@{term.language}" if term.language else term.datatype.value


def _coercion(shape: str) -> dict[str, str]:
    if shape in ("", vocab.XSD + "string", vocab.XSD + "integer", vocab.XSD + "boolean"):
        return {}
    if shape.startswith("@") and shape != "@id":
        return {"@language": shape[1:]}
    return {"@type": shape if shape == "@id" else _compacted(shape)}


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, entry: Mapping[str, str]) -> Any:
    if not isinstance(term, ox.Literal):
        return _name(term) if entry.get("@type") == "@id" else {"@id": _name(term)}
    if term.language:
        return term.value if entry.get("@language") == term.language else {"@value": term.value, "@language": term.language}
    kind = _compacted(term.datatype.value)
    if kind == "xsd:integer" and str(int(term.value)) == term.value:
        return int(term.value)
    if entry.get("@type") == kind or (kind == "xsd:string" and not {"@type", "@language"} & entry.keys()):
        return term.value
    return {"@value": term.value} if kind == "xsd:string" else {"@value": term.value, "@type": kind}


def _name(term: object) -> str:
    return _compacted(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _compacted(iri: str) -> str:
    """The IRI as JSON-LD has it; `compact` leaves alone what the context could not expand again."""
    return compact(iri)


def _iri(entry: Any) -> str:
    prefix, _, rest = entry["@id"].partition(":")
    return vocab.PREFIXES[prefix] + rest if prefix in vocab.PREFIXES else str(entry["@id"])


def _single(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value
