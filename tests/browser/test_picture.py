"""The picture: it stands still, moves when it is moved, and shows what the chosen view holds."""

import re
from itertools import combinations

from playwright.sync_api import Page, expect


def places(page: Page) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = page.evaluate("window.spacepact.places()")
    return found


def drawn(page: Page) -> set[str]:
    return set(page.evaluate("window.spacepact.drawn()"))


def click_node(page: Page, name: str) -> None:
    at = page.evaluate("name => window.spacepact.onScreen(name)", name)
    page.locator("#picture canvas").click(position={"x": at["x"], "y": at["y"]})


def test_the_page_opens_whole_asks_for_nothing_and_stands_still(open_page, shoot) -> None:
    page = open_page()
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    before = places(page)
    page.wait_for_timeout(600)
    assert places(page) == before
    assert "nisar_mission" in before
    assert "lonely_organization" not in drawn(page), "what nothing joins is not drawn until it is looked for"
    shoot(page, "small-everything")


def test_labels_name_the_nodes_and_do_not_cover_each_other(open_page) -> None:
    page = open_page(reduced_motion="reduce")
    labels = page.evaluate("window.spacepact.labels()")
    assert {"NISAR", "India", "Space Pact"} <= {label["text"] for label in labels.values()}
    boxes = [label["box"] for label in labels.values()]
    for (left, top, right, bottom), (others_left, others_top, others_right, others_bottom) in combinations(boxes, 2):
        assert right <= others_left or others_right <= left or bottom <= others_top or others_bottom <= top


def test_a_dragged_node_stays_where_it_is_put_and_is_pinned(open_page) -> None:
    page = open_page()
    before = places(page)["nisar_mission"]
    at = page.evaluate("window.spacepact.onScreen('nisar_mission')")
    box = page.locator("#picture canvas").bounding_box()
    page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
    page.mouse.down()
    page.mouse.move(box["x"] + at["x"] + 60, box["y"] + at["y"] + 40, steps=4)
    page.mouse.up()
    assert places(page)["nisar_mission"] != before
    assert "nisar_mission" in page.evaluate("location.hash")
    expect(page.get_by_role("button", name="Remove filter: pinned positions")).to_be_visible()


def test_zoom_and_fit_by_buttons_and_keys(open_page) -> None:
    page = open_page(reduced_motion="reduce")
    start = page.evaluate("window.spacepact.scale()")
    page.get_by_role("button", name="Zoom in").click()
    closer = page.evaluate("window.spacepact.scale()")
    assert closer > start
    page.keyboard.press("-")
    assert page.evaluate("window.spacepact.scale()") < closer
    page.keyboard.press("+")
    page.keyboard.press("0")
    assert abs(page.evaluate("window.spacepact.scale()") - start) < 0.01


def test_physics_is_off_until_it_is_asked_for(open_page) -> None:
    page = open_page()
    before = places(page)
    button = page.get_by_role("button", name="Physics")
    button.click()
    page.wait_for_timeout(500)
    assert places(page) != before
    button.click()
    held = places(page)
    page.wait_for_timeout(300)
    assert places(page) == held


def test_clicking_a_node_opens_its_card_and_empty_space_closes_it(open_page) -> None:
    page = open_page(reduced_motion="reduce")
    click_node(page, "nisar_mission")
    expect(page.locator("#panel h2")).to_have_text("NISAR")
    page.keyboard.press("Escape")
    expect(page.locator("#panel h2")).to_have_text("All that the documents say")


def test_clicking_a_line_opens_its_claims(open_page) -> None:
    page = open_page("view=india_state+united-states_state", reduced_motion="reduce")
    one, other = (
        page.evaluate("name => window.spacepact.onScreen(name)", name) for name in ("nisar_mission", "nasa_organization")
    )
    middle = {key: one[key] + (other[key] - one[key]) * 0.4 for key in ("x", "y")}
    page.locator("#picture canvas").click(position=middle)
    expect(page.locator("#panel h2")).to_have_text("Between two")
    expect(page.locator("#panel")).to_contain_text("NASA")
    expect(page.locator("#panel blockquote").first).to_contain_text("ISRO and NASA built NISAR")


def test_lines_tell_the_status_without_colour_and_denied_claims_are_not_drawn(open_page) -> None:
    page = open_page()
    lines = {frozenset((line["from"], line["to"])): line for line in page.evaluate("window.spacepact.lines()")}
    assert lines[frozenset(("isro_organization", "nisar_mission"))]["dashes"] is False
    planned = lines[frozenset(("jaxa_organization", "lupex_mission"))]["dashes"]
    possible = lines[frozenset(("jaxa_organization", "gateway_mission"))]["dashes"]
    assert planned
    assert possible
    assert planned != possible
    assert frozenset(("japan_state", "space-pact_agreement")) not in lines
    assert "1 denied statement in the panels alone" in page.locator("#count").inner_text()
    page.goto(page.url.split("#")[0] + "#node=japan_state")
    expect(page.locator("#panel .status.negated")).to_have_count(1)


def test_each_kind_has_a_shape_of_its_own_in_the_legend(open_page) -> None:
    page = open_page("hide=")
    items = page.locator("#legend li")
    marks = [
        items.nth(at)
        .locator("path")
        .evaluate_all("all => all.map(one => one.getAttribute('d') + one.getAttribute('class').split(' ')[1])")
        for at in range(items.count())
    ]
    kinds = [mark[0] for mark in marks if mark]
    assert len(kinds) == len(set(kinds)) >= 7
    for word in ("occurred or ongoing", "planned", "possible", "State", "Topic"):
        expect(page.locator("#legend")).to_contain_text(word)


def test_the_keyboard_moves_the_picture_and_walks_to_neighbours(open_page) -> None:
    page = open_page("node=isro_organization", reduced_motion="reduce")
    page.locator("#picture").focus()
    before = page.evaluate("window.spacepact.onScreen('isro_organization')")
    page.keyboard.press("ArrowRight")
    after = page.evaluate("window.spacepact.onScreen('isro_organization')")
    assert after["x"] < before["x"]
    page.keyboard.press("n")
    spoken = page.locator("#said").inner_text()
    assert "Enter opens it" in spoken
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text(re.sub(r",.*", "", spoken))


def test_neighbours_are_brought_in_folded_and_hidden(open_page) -> None:
    page = open_page("limit=3")
    assert len(drawn(page)) == 3
    assert "Not drawn:" in page.locator("#count").inner_text()
    page.locator("#search").fill("NISAR")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show neighbours").click()
    assert {"nisar_mission", "satish-dhawan-space-centre_facility", "isro_organization", "nasa_organization"} <= drawn(page)
    page.get_by_role("button", name="Fold").click()
    assert "satish-dhawan-space-centre_facility" not in drawn(page)
    page.get_by_role("button", name="Hide", exact=True).click()
    assert "nisar_mission" not in drawn(page)
    page.get_by_role("button", name=re.compile("hidden by hand")).click()
    assert "nisar_mission" in drawn(page) or "isro_organization" in drawn(page)


def test_a_pin_is_set_and_taken_away(open_page) -> None:
    page = open_page("node=nisar_mission")
    page.get_by_role("button", name="Pin", exact=True).click()
    assert "pin=nisar_mission" in page.evaluate("location.hash")
    page.get_by_role("button", name="Unpin").click()
    assert "pin=" not in page.evaluate("location.hash")
