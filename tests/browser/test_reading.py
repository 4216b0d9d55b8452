"""Reading and taking away: cards, the table, downloads, citations, the address."""

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from playwright.sync_api import Page, expect

from networks import documents, store_of
from spacepact import explorer, network, vocab
from spacepact.network import Network

TABLE_ROWS = "#table tbody tr"


@pytest.fixture(scope="module")
def net() -> Network:
    return network.load(store_of(documents()))


def download(page: Page, name: str) -> bytes:
    page.locator("#downloads summary").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return Path(waiting.value.path()).read_bytes()


def test_a_card_holds_names_kind_facts_status_dates_and_marked_sentences(open_page, shoot) -> None:
    page = open_page("node=nisar_mission", reduced_motion="reduce")
    panel = page.locator("#panel")
    expect(panel.locator(".kindline")).to_have_text("mission")
    expect(panel).to_contain_text("… develops it")
    launch = panel.locator("section", has_text="launches from").first
    expect(launch.locator(".status")).to_have_text("planned")
    expect(launch.locator(".when")).to_have_text("2025-03")
    launch.locator("summary").click()
    expect(launch.locator("mark", has_text="NISAR")).to_be_visible()
    link = launch.locator("figcaption a")
    expect(link).to_have_text("Radar over Earth")
    assert re.match(r"https://example\.org/radar#:~:text=ISRO%20and%20NASA", link.get_attribute("href"))
    assert link.get_attribute("rel") == "noopener noreferrer"
    shoot(page, "small-card")
    launch.get_by_role("button", name="Satish Dhawan Space Centre", exact=True).click()
    expect(panel.locator("h2")).to_have_text("Satish Dhawan Space Centre")


def test_a_role_an_alias_and_a_denied_claim_stand_in_the_card(open_page) -> None:
    page = open_page("node=narendra-modi_person")
    expect(page.locator("#panel .role")).to_have_text("Prime Minister")
    expect(page.locator("#panel .aliases")).to_have_text("Also: Modi")
    expect(page.locator("#panel .kindline")).to_contain_text("India")


def test_filters_that_empty_a_card_say_so_and_can_be_lifted(open_page) -> None:
    page = open_page("node=nisar_mission&status=negated")
    expect(page.locator("#panel")).to_contain_text("Filters leave out 4 of 4 statements")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#panel .fact")).to_have_count(4)


def test_the_table_holds_what_the_picture_shows_and_sorts(open_page, net: Network, shoot) -> None:
    page = open_page("hide=")
    page.keyboard.press("t")
    rows = page.locator(TABLE_ROWS)
    expect(rows).to_have_count(len(net.statements))
    header = page.get_by_role("button", name="Relation")
    for direction, down in (("ascending", False), ("descending", True)):
        header.click()
        cells = page.locator(f"{TABLE_ROWS} td:nth-child(2)").all_inner_texts()
        assert cells == sorted(cells, reverse=down)
        expect(page.locator("th", has_text="Relation").first).to_have_attribute("aria-sort", direction)
    shoot(page, "small-table")
    rows.first.get_by_role("button").first.click()
    expect(page.locator("#panel h2")).not_to_have_text("All that the documents say")


def test_the_csv_holds_every_sentence_of_the_view(open_page, net: Network) -> None:
    page = open_page("hide=&document=radar")
    rows = list(csv.DictReader(io.StringIO(download(page, "Statements (CSV)").decode("utf-8"))))
    expected = {s.id for s in net.statements if s.document == "radar"}
    assert {row["claim"].removeprefix(vocab.CLAIM) for row in rows} == expected
    assert {row["sentence"] for row in rows} == {"ISRO and NASA built NISAR, to be launched from Satish Dhawan Space Centre."}


def test_the_turtle_of_the_view_says_of_its_claims_what_the_store_says(open_page, net: Network) -> None:
    page = open_page("hide=&status=planned&status=negated")
    got = set(ox.parse(download(page, "Claims (Turtle)"), format=ox.RdfFormat.TURTLE))
    store = store_of(documents())
    subjects = {triple.subject for triple in got if triple.subject.value.startswith((vocab.CLAIM, vocab.PASSAGE))}
    assert subjects
    there = {
        (quad.subject, quad.predicate, quad.object)
        for subject in subjects
        for quad in store.quads_for_pattern(subject, None, None, None)
    }
    missing = {predicate.value for _, predicate, _ in there - {(t.subject, t.predicate, t.object) for t in got}}
    assert missing <= {vocab.PACT + "basis"}
    assert {(t.subject, t.predicate, t.object) for t in got if t.subject in subjects} <= there


def test_the_drawing_is_svg_with_names_and_legend(open_page) -> None:
    page = open_page("view=india_state+united-states_state")
    root = ElementTree.fromstring(download(page, "Drawing (SVG)"))
    words = " ".join(text for text in root.itertext())
    for word in ("NISAR", "Space Pact", "occurred or ongoing", "Agreement", "Small world: India – US"):
        assert word in words
    dashed = [line for line in root.iter("{http://www.w3.org/2000/svg}line") if "stroke-dasharray" in line.attrib]
    assert dashed


def test_the_picture_is_a_png(open_page) -> None:
    content = download(open_page(), "Picture (PNG)")
    assert content.startswith(b"\x89PNG")
    assert len(content) > 5000


def test_a_citation_is_copied_whole(open_page) -> None:
    page = open_page("edge=isro_organization+nisar_mission")
    page.evaluate("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }")
    page.get_by_role("button", name=re.compile("Copy the citation")).first.click()
    copied = page.evaluate("window.copied")
    assert copied.startswith(
        "“ISRO and NASA built NISAR, to be launched from Satish Dhawan Space Centre.” (Radar over Earth, The Orbit, 2024-02-10, "
    )
    assert "ISRO develops NISAR (occurred). https://w3id.org/spacepact/claim/" in copied
    expect(page.locator("#said")).to_have_text("Citation copied")


def test_the_address_brings_back_the_same_view(open_page) -> None:
    page = open_page()
    page.locator("label[for=filter-status-planned]").click()
    page.locator("#pair-one").select_option(label="India")
    page.locator("#pair-other").select_option(label="Japan")
    page.get_by_role("button", name="Show pair").click()
    page.locator("#search").fill("LUPEX")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Pin", exact=True).click()
    page.get_by_role("button", name="Table").click()
    fragment = page.evaluate("location.hash").removeprefix("#")
    again = open_page(fragment)
    assert again.evaluate("location.hash").removeprefix("#") == fragment
    expect(again.locator("#panel h2")).to_have_text("LUPEX")
    assert again.locator(TABLE_ROWS).all_inner_texts() == page.locator(TABLE_ROWS).all_inner_texts()
    assert again.evaluate("window.spacepact.places()['lupex_mission']") == page.evaluate(
        "window.spacepact.places()['lupex_mission']"
    )


def test_an_address_that_is_none_opens_the_whole(open_page) -> None:
    page = open_page("view=mars+venus&status=sure&node=%3Cimg%3E&from=1&path=x+y&k=-3&pin=a@b&limit=nil")
    expect(page.locator("#panel h2")).to_have_text("All that the documents say")
    assert page.evaluate("window.spacepact.drawn().length") > 5


def test_the_page_works_in_a_notebooks_frame(open_page, small_page: Path, tmp_path: Path) -> None:
    host = tmp_path / "notebook.html"
    framed = explorer.frame(small_page.read_text(encoding="utf-8"))
    host.write_text(f"<!doctype html><html lang='en' data-ready><title>Notebook</title>{framed}</html>", encoding="utf-8")
    inside = open_page(file=host).frame_locator("iframe")
    inside.locator("#search").fill("NISAR")
    inside.locator("#search").press("Enter")
    expect(inside.locator("#panel h2")).to_have_text("NISAR")
    inside.get_by_role("tab", name="India – US").click()
    expect(inside.locator("#panel h2")).to_have_text("India – US")
