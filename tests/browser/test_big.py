"""A big graph opens on its most connected part, says what it leaves out, and brings in more when asked."""

import random
from pathlib import Path

import pytest
from playwright.sync_api import expect

from networks import Fact, document, store_of
from spacepact import explorer
from values import entity

COUNT = 1400


@pytest.fixture(scope="module")
def big_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1,400 organisations, each with two partners among the better connected ones before it."""
    dice = random.Random(7)
    things = [entity(f"o{at:04}_organization", "Company", f"Company {at}") for at in range(COUNT)]
    facts: list[Fact] = [(things[1], "cooperatesWith", things[0], {})]
    for at in range(2, COUNT):
        partners = {min(dice.randrange(at), dice.randrange(at)) for _ in range(2)}
        facts += [(things[at], "cooperatesWith", things[other], {}) for other in sorted(partners)]
    store = store_of([document("big", "Companies work together.", facts, title="Many")])
    return explorer.write(store, tmp_path_factory.mktemp("big") / "page.html", title="Big", pairs=[])


def test_a_big_graph_opens_on_its_core_and_grows_on_demand(open_page, shoot, big_page: Path) -> None:
    page = open_page(file=big_page, reduced_motion="reduce")
    count = page.locator("#count")
    expect(count).to_contain_text("Drawn: 500 entities")
    expect(count).to_contain_text("Not drawn: 900 of 1,400 entities, the less connected.")
    shoot(page, "big")
    expect(page.get_by_role("button", name="Draw all")).to_be_visible()
    page.get_by_role("button", name="Draw 500 more").click()
    expect(count).to_contain_text("Drawn: 1,000 entities")
    page.get_by_role("button", name="Draw 400 more").click()
    expect(count).to_contain_text("Drawn: 1,400 entities")


def test_what_is_not_drawn_is_found_and_brought_in(open_page, big_page: Path) -> None:
    page = open_page(file=big_page, reduced_motion="reduce")
    drawn = set(page.evaluate("window.spacepact.drawn()"))
    hidden = next(f"o{at:04}_organization" for at in reversed(range(COUNT)) if f"o{at:04}_organization" not in drawn)
    page.locator("#search").fill(f"Company {int(hidden[1:5])}")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show neighbours").click()
    now = set(page.evaluate("window.spacepact.drawn()"))
    assert hidden in now
    assert drawn <= now


def test_a_path_runs_through_what_is_not_drawn(open_page, big_page: Path) -> None:
    page = open_page(f"path=o{COUNT - 1:04}_organization+o{COUNT - 2:04}_organization&hops=6", file=big_page)
    expect(page.locator(".path").first).to_be_visible()
    expect(page.locator("#count")).to_contain_text("on ")
