"""The page for everyone: no serious finding of axe, light and dark, narrow screens, reduced motion, keyboard alone."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

VIEWS = {
    "everything": "",
    "card": "node=isro_organization",
    "line": "edge=isro_organization+nasa_organization",
    "pair": "view=india_state+united-states_state",
    "table": "mode=table",
    "path": "path=jaxa_organization+nasa_organization",
}


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{item['id']}: {item['nodes'][0]['html'][:160]}" for item in found if item["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_any_view(open_page, shoot, scheme: str) -> None:
    found = {}
    for name, fragment in VIEWS.items():
        page = open_page(fragment, color_scheme=scheme, reduced_motion="reduce")
        found[name] = serious(page)
        shoot(page, f"small-{name}-{scheme}")
        page.context.close()
    assert not any(found.values()), found


def test_axe_finds_nothing_serious_in_open_lists_and_help(open_page) -> None:
    page = open_page()
    page.locator("#search").fill("a")
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.locator("#open-help").click()
    assert serious(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#help")).not_to_be_visible()


def test_the_theme_follows_the_system_and_can_be_switched(open_page) -> None:
    page = open_page(color_scheme="dark")
    paper: Callable[[], str] = lambda: page.evaluate("getComputedStyle(document.body).backgroundColor")  # noqa: E731
    dark = paper()
    page.get_by_role("button", name="Switch between light and dark").click()
    assert paper() != dark
    page.get_by_role("button", name="Switch between light and dark").click()
    assert paper() == dark


def test_a_narrow_screen_has_everything_and_does_not_scroll_sideways(open_page, shoot) -> None:
    page = open_page(width=390, height=800, has_touch=True, reduced_motion="reduce")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator("#filters")).not_to_be_visible()
    page.get_by_role("button", name="Filters").click()
    expect(page.locator("#filters")).to_be_visible()
    shoot(page, "small-narrow-filters")
    page.keyboard.press("Escape")
    page.locator("#search").fill("NISAR")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_be_visible()
    shoot(page, "small-narrow-card")
    assert serious(page) == []
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#panel")).not_to_be_visible()


def test_reduced_motion_moves_at_once(open_page) -> None:
    page = open_page(reduced_motion="reduce")
    page.locator("#search").fill("Gateway")
    page.keyboard.press("Enter")
    at = page.evaluate("window.spacepact.onScreen('gateway_mission')")
    page.wait_for_timeout(400)
    assert page.evaluate("window.spacepact.onScreen('gateway_mission')") == at


def test_every_control_is_reached_by_tab_and_named(open_page) -> None:
    page = open_page()
    names = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, summary, [tabindex]")]
            .filter(one => one.checkVisibility() && one.tabIndex >= 0)
            .map(one => one.getAttribute("aria-label") || one.labels?.[0]?.innerText || one.innerText || "")"""
    )
    assert len(names) > 30
    assert all(name.strip() for name in names)
    assert page.evaluate("[...document.querySelectorAll('[tabindex]')].every(one => one.tabIndex <= 0)")
