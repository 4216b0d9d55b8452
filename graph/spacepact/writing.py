"""Quads as Turtle and TriG text that reads well and is the same for the same quads.

pyoxigraph groups what comes in a row about one subject, so the order of the quads decides how the text reads; it writes the
prefixes in any order, so they are written here.
"""

from collections.abc import Iterable

import pyoxigraph as ox

from spacepact.vocab import PREFIXES

HEADER = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items())).encode()


def trig(quads: Iterable[ox.Quad]) -> bytes:
    """Quads as TriG without its prefixes: `HEADER` goes before the first of such pieces."""
    return _bare(ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=PREFIXES) or b"")


def turtle(triples: Iterable[ox.Triple]) -> bytes:
    """Triples as Turtle, sorted and each once: a paragraph for each subject, its type first, then its names."""
    ordered = sorted(set(triples), key=_place)
    return HEADER + b"\n" + _spaced(_bare(ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b""))


def _bare(text: bytes) -> bytes:
    while text.startswith(b"@prefix "):
        text = text.partition(b"\n")[2]
    return text


def _spaced(text: bytes) -> bytes:
    """An empty line before each subject: the lines that aren't indented."""
    return b"\n".join(
        b"\n" + line if line[:1] not in (b"\t", b"") and number else line for number, line in enumerate(text.split(b"\n"))
    )


FIRST = {name: rank for rank, name in enumerate(("22-rdf-syntax-ns#type", "core#prefLabel", "core#altLabel"))}


def _place(triple: ox.Triple) -> tuple[str, int, str, str]:
    predicate = triple.predicate.value
    return str(triple.subject), FIRST.get(predicate.rpartition("/")[2], len(FIRST)), predicate, str(triple.object)
