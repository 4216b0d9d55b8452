"""Answers in every format, read back where another reader exists; hostile text stays text."""

import csv
import io
import json

import pyoxigraph as ox
import pytest

from spacepact import answers, vocab
from spacepact.answers import Answer, Triples
from spacepact.errors import QueryError

XSD = vocab.XSD
ISRO = ox.NamedNode(vocab.ID + "isro")
HOSTILE = ox.Literal('a|b\n<script>\x1b[31m "c", *d*\t=1+1')
TYPED = (
    ox.Literal("3", datatype=ox.NamedNode(XSD + "integer")),
    ox.Literal("0.5", datatype=ox.NamedNode(XSD + "decimal")),
    ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean")),
    ox.Literal("2025-02-13", datatype=ox.NamedNode(XSD + "date")),
    ox.Literal("2025/2026", datatype=ox.NamedNode(vocab.EDTF_TYPE)),
    ox.Literal("ISRO", language="en"),
)
ANSWER = Answer(("name", "name_iri", "text"), ((ox.Literal("ISRO", language="en"), ISRO, HOSTILE), (None, None, None)))


def test_plain_values_are_those_of_python() -> None:
    import datetime

    assert [answers.plain(term) for term in TYPED] == [3, 0.5, True, datetime.date(2025, 2, 13), "2025/2026", "ISRO"]
    assert answers.plain(None) is None
    assert answers.plain(ISRO) == vocab.ID + "isro"
    assert answers.plain(ox.Literal("soon", datatype=ox.NamedNode(XSD + "date"))) == "soon"


def test_json_reads_back_as_the_same_answer() -> None:
    answer = Answer(("a", "b", "c", "d", "e", "f", "g"), ((*TYPED, ISRO), (None, HOSTILE, *TYPED[:5])))
    assert answers.from_json(answers.render(answer, "json").encode()) == answer
    assert answers.from_json(answers.render(True, "json").encode()) is True


@pytest.mark.parametrize("data", [b"", b"<html></html>", b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a"'])
def test_json_that_is_none_or_is_cut_off_is_refused(data: bytes) -> None:
    with pytest.raises(QueryError, match="no complete SPARQL result"):
        answers.from_json(data)


def test_tsv_is_read_by_another_reader() -> None:
    from rdflib.plugins.sparql.results.tsvresults import TSVResultParser

    text = ox.Literal(HOSTILE.value.replace("\x1b", ""))  # rdflib reads no \u001B in TSV
    found = TSVResultParser().parse(io.BytesIO(answers.render(Answer(("a",), ((text,),)), "tsv").encode()))
    assert [str(value) for binding in found.bindings for value in binding.values()] == [text.value]


def test_csv_is_read_by_another_reader() -> None:
    lines = list(csv.reader(io.StringIO(answers.render(ANSWER, "csv"), newline="")))
    assert lines == [["name", "name_iri", "text"], ["ISRO", ISRO.value, HOSTILE.value], ["", "", ""]]


def test_tables_and_markdown_fold_addresses_into_names_and_hold_no_markup() -> None:
    table = answers.render(ANSWER)
    assert "name_iri" not in table
    assert "\x1b" not in table
    assert table.endswith("2 rows\n")
    markdown = answers.render(ANSWER, "markdown").splitlines()
    assert markdown[0] == "| name | text |"
    assert markdown[2].startswith(f"| [ISRO](<{ISRO.value}>) | a\\|b \\<script\\>")
    assert len(markdown) == 4


def test_a_table_keeps_to_its_width_and_a_terminal_gets_links() -> None:
    assert max(map(len, answers.render(ANSWER, width=40).splitlines())) <= 40
    assert f"\x1b]8;;{ISRO.value}\x1b" in answers.render(ANSWER, width=80, colour=True)


def test_triples_are_turtle_that_is_read_by_another_reader() -> None:
    import rdflib

    triples = Triples((ox.Triple(ISRO, ox.NamedNode(vocab.SKOS + "prefLabel"), HOSTILE),))
    for form in ("turtle", "ntriples"):
        graph = rdflib.Graph().parse(data=answers.render(triples, form), format="turtle")
        assert [str(value) for value in graph.objects()] == [HOSTILE.value]
    assert answers.render(triples, "turtle").count("@prefix") == 2


def test_a_format_that_does_not_fit_is_refused() -> None:
    with pytest.raises(QueryError, match="There is no format 'xml'"):
        answers.render(ANSWER, "xml")
    with pytest.raises(QueryError, match=r"yields rows .* turtle can't hold: choose one of table, csv"):
        answers.render(ANSWER, "turtle")
    with pytest.raises(QueryError, match=r"yields triples .* csv can't hold: choose one of turtle, ntriples"):
        answers.render(Triples(()), "csv")


def test_yes_and_no_in_every_format() -> None:
    assert answers.render(False) == "false\n"
    assert json.loads(answers.render(True, "json"))["boolean"] is True


def test_only_plain_names_are_made_compact() -> None:
    assert answers.compact(vocab.doc("a b")) == vocab.DOC + "a%20b"
    assert answers.compact("https://elsewhere.example/x") == "https://elsewhere.example/x"
