"""Turtle and TriG that read well."""

import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox

from spacepact import vocab, writing


def triple(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(ox.NamedNode(vocab.ID + subject), ox.NamedNode(predicate), value)


TRIPLES = [
    triple("isro", vocab.PACT + "partyTo", ox.NamedNode(vocab.ID + "pact")),
    triple("isro", vocab.SKOS + "altLabel", ox.Literal("ISRO", language="en")),
    triple("isro", vocab.RDF + "type", ox.NamedNode(vocab.PACT + "SpaceAgency")),
    triple("jaxa", vocab.SKOS + "prefLabel", ox.Literal('"a"\n\tb\n@prefix x: <y> .\n', language="en")),
    triple("isro", vocab.SKOS + "prefLabel", ox.Literal("Indian Space Research Organisation", language="en")),
]


def test_turtle_has_a_paragraph_for_each_subject_with_its_type_and_names_first() -> None:
    text = writing.turtle(TRIPLES).decode()
    body = text.removeprefix(writing.HEADER.decode())
    assert body.split("\n\n")[0] == (
        '\npactid:isro a pact:SpaceAgency ;\n\tskos:prefLabel "Indian Space Research Organisation"@en ;\n'
        '\tskos:altLabel "ISRO"@en ;\n\tpact:partyTo pactid:pact .'
    )
    assert body.count("\n\npactid:jaxa") == 1


def test_turtle_says_the_same_whatever_the_order_and_the_repetitions() -> None:
    shuffled = TRIPLES * 2
    random.Random(7).shuffle(shuffled)
    assert writing.turtle(shuffled) == writing.turtle(TRIPLES)
    assert {quad.triple for quad in ox.parse(writing.turtle(TRIPLES), format=ox.RdfFormat.TURTLE)} == set(TRIPLES)


def test_trig_pieces_after_one_header_are_one_file() -> None:
    quads = [ox.Quad(*found, ox.NamedNode(vocab.doc("a"))) for found in TRIPLES]
    more = [ox.Quad(*found, ox.NamedNode(vocab.doc("b"))) for found in TRIPLES[:2]]
    text = writing.HEADER + writing.trig(quads) + writing.trig(more)
    assert set(ox.parse(text, format=ox.RdfFormat.TRIG)) == {*quads, *more}
    assert text.count(b"@prefix pact:") == 1


def test_no_triples_give_the_prefixes_alone() -> None:
    assert writing.turtle([]).strip() == writing.HEADER.strip()
    assert writing.trig([]) == b""


def test_the_bytes_are_the_same_in_every_process() -> None:
    program = "import test_writing, sys; sys.stdout.buffer.write(test_writing.writing.turtle(test_writing.TRIPLES))"
    here = Path(__file__).parent
    environment = {"PYTHONPATH": f"{Path(writing.__file__).parents[1]}:{here}"}
    made = {
        subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=environment).stdout for _ in range(2)
    }
    assert made == {writing.turtle(TRIPLES)}
