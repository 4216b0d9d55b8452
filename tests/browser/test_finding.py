"""Finding things as the package does: search, filters with counts, the brush over the years, views of pairs, paths."""

import csv
import io
from itertools import combinations, permutations
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from networks import documents, store_of
from spacepact import network
from spacepact.errors import NoPath
from spacepact.network import Network


@pytest.fixture(scope="module")
def net() -> Network:
    return network.load(store_of(documents()))


def claims(page: Page) -> set[str]:
    """The claims of the present view, from its CSV."""
    page.locator("#downloads summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Statements (CSV)").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    return {row["claim"].rsplit("/", 1)[1] for row in csv.DictReader(io.StringIO(text))}


def ids(part: Network) -> set[str]:
    return {statement.id for statement in part.statements}


def test_search_finds_by_alias_and_accent_and_is_worked_by_keys(open_page, shoot) -> None:
    page = open_page(reduced_motion="reduce")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("agencia")
    options = page.locator("#results [role=option]")
    expect(options.first).to_contain_text("JAXA")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#results")).to_be_hidden()
    page.locator("#search").fill("a")
    count = options.count()
    assert count > 2
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options.nth(count - 1)).to_have_attribute("aria-selected", "true")
    shoot(page, "small-search")
    page.locator("#search").fill("lonely rock")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Lonely Rockets")
    expect(page.locator("#panel")).to_contain_text("Named, without a statement")
    page.locator("#search").fill("nobody of that name")
    expect(page.locator("#results")).to_contain_text("Nothing is called that")


def test_each_filter_keeps_what_it_says_shows_counts_and_is_a_chip(open_page, net: Network) -> None:
    page = open_page("hide=")
    assert claims(page) == ids(net)
    wanted = {
        "status": ("planned", {s.id for s in net.statements if s.status == "planned"}),
        "relation": ("signed", {s.id for s in net.statements if s.relation == "signatoryOf"}),
        "topic": ("lunar exploration", ids(network.topic(net, "lunar exploration"))),
        "document": ("The pact", {s.id for s in net.statements if s.document == "pact"}),
    }
    for facet, (value, expected) in wanted.items():
        line = page.locator(f"label.line[for^=filter-{facet}-]", has_text=value).first
        expect(line.locator(".count")).to_have_text(str(len(expected)))
        line.click()
        assert claims(page) == expected, facet
        page.get_by_role("button", name=f"Remove filter: {facet}: {value}").click()
        assert claims(page) == ids(net), facet


def test_kinds_are_hidden_one_by_one_and_topics_at_first(open_page, net: Network) -> None:
    page = open_page()
    expect(page.get_by_role("button", name="Remove filter: without Topic")).to_be_visible()
    without = {s.id for s in net.statements if s.relation != "concerns"}
    assert claims(page) == without
    page.locator("label[for=filter-kind-Person]").click()
    assert claims(page) == {s.id for s in net.statements if s.id in without and s.subject != "narendra-modi_person"}
    assert "narendra-modi_person" not in page.evaluate("window.spacepact.drawn()")
    page.get_by_role("button", name="Clear all").click()
    assert claims(page) == ids(net)


def test_counts_of_a_filter_follow_the_others(open_page) -> None:
    page = open_page("hide=&status=negated")
    expect(page.locator("label[for=filter-relation-signatoryOf] .count")).to_have_text("1")
    expect(page.locator("label[for=filter-status-occurred] .count")).not_to_have_text("0")


def test_the_years_are_brushed_by_drag_and_by_keys(open_page, net: Network, shoot) -> None:
    page = open_page("hide=")
    track = page.locator("#timeline .bars").bounding_box()
    years = 2025 - 2022 + 1
    page.mouse.move(track["x"] + track["width"] * 3.2 / years, track["y"] + 10)
    page.mouse.down()
    page.mouse.move(track["x"] + track["width"] * 3.8 / years, track["y"] + 10, steps=3)
    page.mouse.up()
    expect(page.get_by_role("button", name="Remove filter: period: 2025-01-01 – 2025-12-31")).to_be_visible()
    shoot(page, "small-brush")
    assert claims(page) == ids(network.period(net, "2025", "2025"))
    first = page.get_by_role("slider", name="First year")
    first.focus()
    page.keyboard.press("ArrowLeft")
    expect(first).to_have_attribute("aria-valuenow", "2024")
    expect(first).to_be_focused()
    assert claims(page) == ids(network.period(net, "2024", "2025"))
    page.get_by_role("button", name="Remove filter: period").click()
    assert "from=" not in page.evaluate("location.hash")


def test_every_pair_of_states_holds_what_the_python_view_holds(open_page, net: Network) -> None:
    page = open_page("hide=")
    states = {"India": "india_state", "United States": "united-states_state", "Japan": "japan_state"}
    for one, other in combinations(states, 2):
        page.locator("#pair-one").select_option(label=one)
        page.locator("#pair-other").select_option(label=other)
        page.get_by_role("button", name="Show pair").click()
        assert claims(page) == ids(network.pair(net, one, other)), (one, other)
    expect(page.locator("#tabs [role=tab]")).to_have_text(["Everything", "India – US", "India – Japan", "Japan – United States"])


def test_tabs_are_walked_by_arrows(open_page, shoot) -> None:
    page = open_page(reduced_motion="reduce")
    page.get_by_role("tab", name="Everything").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="India – US")).to_be_focused()
    expect(page.get_by_role("tab", name="India – US")).to_have_attribute("aria-selected", "true")
    shoot(page, "small-pair")
    left, right = (
        page.evaluate("name => window.spacepact.places()[name].x", name) for name in ("india_state", "united-states_state")
    )
    assert left < page.evaluate("window.spacepact.places()['space-pact_agreement'].x") < right
    page.keyboard.press("Home")
    expect(page.get_by_role("tab", name="Everything")).to_have_attribute("aria-selected", "true")


def listed(page: Page) -> list[str]:
    heads = page.locator(".paths .path-head")
    return [" — ".join(heads.nth(at).locator(".stop").all_inner_texts()) for at in range(heads.count())]


def test_the_page_ranks_paths_as_python_does(open_page, net: Network) -> None:
    page = open_page()
    joined = [name for name in sorted(net.entities) if net.neighbours[name]]
    for one, other in list(permutations(joined, 2))[::7]:
        try:
            expected = [str(path) for path in network.paths(net, one, other, k=10, max_length=5)]
        except NoPath:
            expected = []
        page.evaluate("part => { location.hash = part; }", f"path={one}+{other}&k=10&hops=5")
        expect(page.locator("#path-from")).to_have_value(net.entities[one].label)
        expect(page.locator("#path-to")).to_have_value(net.entities[other].label)
        assert listed(page) == expected, (one, other)


def test_paths_keep_to_their_bounds_as_python_does(open_page, net: Network) -> None:
    page = open_page("path=jaxa_organization+nasa_organization&avoid=gateway_mission")
    assert listed(page) == [str(path) for path in network.paths(net, "JAXA", "NASA", avoid=["Gateway"])]
    page = open_page("path=jaxa_organization+nasa_organization&via=nisar_mission")
    assert listed(page) == [str(path) for path in network.paths(net, "JAXA", "NASA", via=["NISAR"])]
    page = open_page("path=jaxa_organization+nasa_organization&as-of=2024-12-31")
    assert listed(page) == [str(path) for path in network.paths(net, "JAXA", "NASA", as_of="2024-12-31")]


def test_a_path_is_found_by_hand_with_the_evidence_of_every_hop(open_page, shoot) -> None:
    page = open_page(reduced_motion="reduce")
    page.keyboard.press("p")
    page.locator("#path-from").fill("jaxa")
    page.keyboard.press("Enter")
    page.locator("#path-to").fill("india")
    page.keyboard.press("Enter")
    expect(page.locator(".path.open .hop")).to_have_count(3)
    for at in range(3):
        expect(page.locator(".path.open .hop").nth(at).locator("blockquote").first).to_contain_text("will fly LUPEX")
        expect(page.locator(".path.open .hop").nth(at).locator("figcaption").first).to_contain_text("2025-04-02")
    assert set(page.evaluate("window.spacepact.drawn()")) >= {
        "jaxa_organization",
        "lupex_mission",
        "isro_organization",
        "india_state",
    }
    shoot(page, "small-path")
    page.get_by_text("Bounds").click()
    page.locator("#path-length").select_option("2")
    expect(page.locator("#panel .none")).to_contain_text("within 1 hop of India; they are 3 hops apart: allow more hops")
    page.get_by_role("button", name="Swap").click()
    expect(page.locator("#path-from")).to_have_value("India")
