"""What a build yielded and what it left lying."""

import json
from html.parser import HTMLParser
from typing import Any

import pytest

from spacepact import report
from spacepact.model import Extraction, Passage, Span
from spacepact.shapes import Result
from values import claim, entity, extraction

NASTY = '<img src=x onerror="alert(1)">${verdict}&amp;'


def sample() -> list[Extraction]:
    base = extraction("one", "ISRO signed. Nothing here.", [entity("isro", "SpaceAgency", "ISRO")], title=NASTY)
    claims = (claim("isro", "partyTo", "p", rule="sign.a"), claim("isro", "partyTo", "q", rule="sign.a", status="planned"))
    silent = Extraction(
        base.document, base.entities, (Passage(Span(0, 12), "ISRO signed."),), claims, (Span(13, 26),), ("Zorblax", NASTY)
    )
    other = extraction("two", "Empty.", [])
    return [silent, Extraction(other.document, (), (), (), (Span(0, 6),), ("Zorblax",))]


def finding(severity: Any = "Violation") -> Result:
    return Result("bad", "https://x.org/f", None, NASTY, severity, f"wrong {NASTY}", "s", quote=NASTY, start=1, end=9)


def figures(**given: Any) -> dict[str, Any]:
    return report.make(sample(), rules=["sign.a", "sign.never"], **given)


def test_the_figures_count_what_is_in_the_graph() -> None:
    found = figures()
    assert found["totals"] == {"documents": 2, "facts": 2, "entities": 1, "passages": 1, "sentences_without_facts": 2}
    assert found["relations"] == {"partyTo": {"occurred": 1, "planned": 1}}
    assert found["rules"] == {"fired": {"sign.a": 2}, "never_fired": ["sign.never"]}
    assert found["conforms"] is True


def test_what_gave_nothing_is_listed_with_its_place() -> None:
    found = figures()
    assert found["sentences_without_facts"][0] == {"document": "one", "start": 13, "end": 26, "text": "Nothing here."}
    assert found["names_not_recognised"][0] == {"name": "Zorblax", "documents": ["one", "two"]}


@pytest.mark.parametrize(
    ("given", "conforms"),
    [
        ({"findings": [finding()]}, False),
        ({"findings": [finding("Info")]}, True),
        ({"failures": [report.Failure("c", "s", 3)]}, False),
    ],
)
def test_violations_and_failed_checks_do_not_conform(given: dict[str, Any], conforms: bool) -> None:
    assert figures(**given)["conforms"] is conforms


def test_json_has_all_and_can_be_read_back() -> None:
    found = figures(findings=[finding()], unread=["b: is empty", "a: is empty"])
    assert json.loads(report.to_json(found)) == json.loads(json.dumps(found))
    assert found["unread"] == ["a: is empty", "b: is empty"]
    assert found["rejected"] == ["bad"]


class Tags(HTMLParser):
    """The tags, attributes and texts of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_whatever_a_document_says_stays_text() -> None:
    page = report.to_html(figures(findings=[finding()], unread=[NASTY], failures=[report.Failure(NASTY, NASTY, 1)]))
    read = Tags(page)
    assert "img" not in read.tags
    assert "script" not in read.tags
    assert sum(NASTY in text for text in read.texts) >= 6


def test_the_page_needs_nothing_from_elsewhere() -> None:
    links = Tags(report.to_html(figures())).links
    assert set(links) == {"explorer.html", "spacepact.ttl", "spacepact.trig", "report.json"}


def test_the_verdict_is_told_first() -> None:
    assert "Every document conforms" in report.to_html(figures())
    amiss = report.to_html(figures(findings=[finding()], unread=["x"]))
    assert "1 kept out for violating a shape, 1 not readable" in amiss


def test_a_long_list_is_cut_on_the_page_alone() -> None:
    many = [f"file {number}: is empty" for number in range(700)]
    page = report.to_html(figures(unread=many))
    assert "200 more are in report.json" in page
    assert "file 199: is empty" in page


def test_an_empty_build_has_a_report_too() -> None:
    found = report.make([])
    assert found["conforms"] is True
    assert "<h1>" in report.to_html(found)
