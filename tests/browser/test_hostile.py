"""What a document says is text, whatever it says: nothing of it runs, is fetched, or turns the page around."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from networks import Fact, document, store_of
from spacepact import explorer
from spacepact.model import Entity
from values import entity

SCRIPT = "<script>window.harmed = 1</script>"
IMAGE = '"><img src=x onerror="window.harmed = 2">'
COMMENT = "</script><!-- <script>window.harmed = 3//"
TURNED = "Agency\u202egnp.exe\u2066"
LONG = "Very " * 2000
FORMULA = '=HYPERLINK("http://evil.example","x")'


def hostile() -> list[Any]:
    names = [SCRIPT, IMAGE, COMMENT, TURNED, LONG, FORMULA]
    state = entity("india_state", "State", "India", known=True)
    things = [entity(f"bad{at}_organization", "Company", name) for at, name in enumerate(names)]
    facts: list[Fact] = [(thing, "cooperatesWith", state, {"role": None}) for thing in things]
    facts += [
        (entity(f"who{at}_person", "Person", f"Who {at}"), "represents", thing, {"role": IMAGE})
        for at, thing in enumerate(things)
    ]
    text = f"{SCRIPT} {IMAGE} {COMMENT} {TURNED} ]]> & India {FORMULA}"
    found = document(
        "bad <name>/../x&y",
        text,
        facts,
        title=f"Title {SCRIPT}{IMAGE}{COMMENT}",
        publisher=IMAGE,
        source="javascript:window.harmed=4",
    )
    plain: tuple[Entity, Entity] = (things[0], things[1])
    second = document(
        "data", text, [(plain[0], "cooperatesWith", plain[1], {})], title="T", source="data:text/html,<script>1</script>"
    )
    return [found, second]


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return explorer.write(store_of(hostile()), tmp_path_factory.mktemp("hostile") / "page.html", title=f"T{SCRIPT}{IMAGE}")


def unharmed(page: Page) -> None:
    assert page.evaluate("window.harmed") is None
    assert page.evaluate("document.images.length") == 0
    assert page.evaluate("document.scripts.length") == 3
    assert page.locator("a[href^='javascript'], a[href^='data:']").count() == 0


def test_the_file_holds_no_markup_of_the_document(hostile_page: Path) -> None:
    text = hostile_page.read_text(encoding="utf-8")
    assert text.count("</script") == 3
    assert "<img" not in text
    assert "<!--" not in text


def test_every_view_of_a_hostile_document_shows_text_and_runs_nothing(open_page, shoot, hostile_page: Path) -> None:
    for fragment in (
        "",
        "mode=table",
        "view=india_state+india_state",
        "path=bad0_organization+bad5_organization",
        "edge=bad0_organization+bad1_organization",
    ):
        page = open_page(fragment, file=hostile_page)
        unharmed(page)
        page.context.close()
    page = open_page(file=hostile_page)
    for at in range(6):
        page.evaluate("part => { location.hash = part; }", f"node=bad{at}_organization")
        expect(page.locator("#panel .kindline")).to_contain_text("company")
        expect(page.locator("#panel blockquote").first).to_contain_text(SCRIPT)
        for summary in page.locator("#panel .fact summary").all():
            summary.click()
        unharmed(page)
    shoot(page, "hostile")


def test_a_hint_over_a_node_is_text(open_page, hostile_page: Path) -> None:
    page = open_page("view=all", file=hostile_page, reduced_motion="reduce")
    at = page.evaluate("window.spacepact.onScreen('bad1_organization')")
    box = page.locator("#picture canvas").bounding_box()
    page.mouse.move(box["x"] + at["x"] - 3, box["y"] + at["y"])
    page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
    expect(page.locator(".vis-tooltip")).to_contain_text(IMAGE)
    unharmed(page)


def test_a_title_is_text_and_a_link_that_is_no_web_address_is_none(open_page, hostile_page: Path) -> None:
    page = open_page("node=bad0_organization", file=hostile_page)
    assert page.title() == f"T{SCRIPT}{IMAGE}"
    expect(page.locator("h1")).to_have_text(f"T{SCRIPT}{IMAGE}")
    assert page.locator("#panel figcaption a").count() == 0
    assert page.locator("#panel figcaption cite").count() > 0


def test_characters_that_turn_text_are_shown_and_not_obeyed(open_page, hostile_page: Path) -> None:
    page = open_page("node=bad3_organization", file=hostile_page)
    expect(page.locator("#panel h2")).to_have_text("Agency\ufffdgnp.exe\ufffd")
    assert page.evaluate("/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.body.innerText)") is False


def test_a_name_of_ten_thousand_characters_does_not_break_the_page(open_page, hostile_page: Path) -> None:
    page = open_page("node=bad4_organization", file=hostile_page)
    assert len(page.locator("#panel h2").inner_text()) < 500
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#search").fill("very very")
    expect(page.locator("#results [role=option]").first).to_be_visible()


def test_a_cell_that_a_spreadsheet_would_run_is_made_text(open_page, hostile_page: Path) -> None:
    page = open_page(file=hostile_page)
    page.locator("#downloads summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Statements (CSV)").click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    assert any(f"'{FORMULA}" in row for row in rows)
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_drawings_of_a_hostile_document_hold_no_markup_of_it(open_page, hostile_page: Path) -> None:
    page = open_page(file=hostile_page)
    page.locator("#downloads summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Drawing (SVG)").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "&lt;script&gt;" in text
    assert "<script" not in text
    assert "<img" not in text
