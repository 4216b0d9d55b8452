"""Pictures for print show what the view holds, say what they leave out, and are the same bytes each time."""

import re
from pathlib import Path

import pytest

from networks import documents, store_of
from spacepact import network
from spacepact.draw import draw
from spacepact.errors import SpacepactError, UnknownName
from spacepact.network import Network
from values import entity, extraction


@pytest.fixture(scope="module")
def net() -> Network:
    return network.load(store_of(documents()))


def texts(file: Path) -> str:
    return " ".join(re.findall(r"<text[^>]*>(.*?)</text>", file.read_text(encoding="utf-8"), re.DOTALL))


def test_a_drawing_names_its_entities_and_has_a_legend(net: Network, tmp_path: Path) -> None:
    words = texts(draw(network.pair(net, "India", "US"), tmp_path / "pair.svg", title="India – US", pair=("India", "US")))
    for word in ("India – US", "NISAR", "Space Pact", "Organization", "occurred or ongoing", "planned", "possible"):
        assert word in words


def test_topics_are_drawn_on_demand(net: Network, tmp_path: Path) -> None:
    assert "earth observation" not in texts(draw(net, tmp_path / "without.svg"))
    assert "earth observation" in texts(draw(net, tmp_path / "with.svg", topics=True))


def test_what_is_left_out_is_said(net: Network, tmp_path: Path) -> None:
    assert "8 less connected entities not drawn" in texts(draw(net, tmp_path / "core.svg", most=4))


def test_the_same_view_gives_the_same_bytes(net: Network, tmp_path: Path) -> None:
    for suffix in ("svg", "png"):
        one, other = (draw(net, tmp_path / f"{name}.{suffix}").read_bytes() for name in ("one", "other"))
        assert one == other


def test_a_png_is_one(net: Network, tmp_path: Path) -> None:
    assert draw(net, tmp_path / "deep" / "view.PNG").read_bytes().startswith(b"\x89PNG")


def test_another_suffix_nothing_joined_and_an_unknown_state_are_refused(net: Network, tmp_path: Path) -> None:
    with pytest.raises(SpacepactError, match=r"neither \.svg nor \.png"):
        draw(net, tmp_path / "view.gif")
    with pytest.raises(SpacepactError, match="nothing to draw"):
        draw(network.status(net, "negated"), tmp_path / "view.svg")
    with pytest.raises(UnknownName, match="Atlantis"):
        draw(net, tmp_path / "view.svg", pair=("India", "Atlantis"))


def test_names_that_would_be_markup_or_formulas_are_text(tmp_path: Path) -> None:
    odd = entity("odd_organization", "Company", "<script>$\\frac{1}{2}$\u202e")
    plain = entity("plain_organization", "Company", "Plain")
    fact = ("odd_organization", "cooperatesWith", "plain_organization")
    net = network.load(store_of([extraction("d", "Odd works with Plain.", [odd, plain], [fact])]))
    content = draw(net, tmp_path / "odd.svg").read_text(encoding="utf-8")
    assert "&lt;script&gt;$\\frac{1}{2}$\ufffd" in content
    assert "<script" not in content
