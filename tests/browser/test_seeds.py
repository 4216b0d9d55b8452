"""The page of the seed briefs: the three bilateral views and the paths that the project promises, with their evidence."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from spacepact import network
from spacepact.network import Network
from spacepact.store import open_store


@pytest.fixture(scope="module")
def seeds(seeds_graph: Path) -> Network:
    return network.load(open_store(seeds_graph / "store"))


@pytest.mark.parametrize("tab", ["India – US", "India – Japan", "India – Russia"])
def test_each_bilateral_view_draws_both_states_and_what_they_share(open_page, shoot, seeds_graph: Path, tab: str) -> None:
    page = open_page(file=seeds_graph / "explorer.html", reduced_motion="reduce")
    page.get_by_role("tab", name=tab).click()
    drawn = page.evaluate("window.spacepact.drawn().length")
    assert drawn >= 5
    expect(page.locator("#panel h2")).to_have_text(tab)
    shoot(page, f"seeds-{tab.replace(' – ', '-').lower()}")


@pytest.mark.parametrize(("one", "other"), [("Russia", "Axiom-4"), ("ISRO", "NASA")])
def test_a_path_between_actors_of_the_seeds_shows_a_sentence_on_every_hop(
    open_page, shoot, seeds: Network, seeds_graph: Path, one: str, other: str
) -> None:
    expected = network.paths(seeds, one, other)
    fragment = f"path={network.find(seeds, one)}+{network.find(seeds, other)}"
    page = open_page(fragment, file=seeds_graph / "explorer.html", reduced_motion="reduce")
    expect(page.locator(".path")).to_have_count(len(expected))
    hops = page.locator(".path.open .hop")
    expect(hops).to_have_count(len(expected[0].hops))
    for at, hop in enumerate(expected[0].hops):
        sentence = network.evidence(seeds, hop.statements[0])[0].quote.text
        expect(hops.nth(at)).to_contain_text(" ".join(sentence.split()))
    shoot(page, f"seeds-path-{one}-{other}".lower())
