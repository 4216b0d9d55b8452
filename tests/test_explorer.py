"""The page is one deterministic file that names by hash all that may run in it, and asks the web for nothing."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from networks import documents, store_of
from spacepact import explorer, network
from spacepact.errors import QueryError, UnknownName
from spacepact.explorer.page import FOLDER, SCRIPTS, script_text
from spacepact.network.layout import facing, whole


class Elements(HTMLParser):
    """The scripts, styles and addresses of a page, as a browser's parser sees them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts: list[tuple[str | None, str]] = []
        self.styles: list[str] = []
        self.addresses: list[str] = []
        self.policy = ""
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._open = [tag]
        if tag == "script":
            self.scripts.append((given.get("type"), ""))
        if tag == "style":
            self.styles.append("")
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action", "data")]
        assert not [name for name in given if name.startswith("on") or name == "style"]

    def handle_data(self, data: str) -> None:
        if self._open == ["script"]:
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)
        elif self._open == ["style"]:
            self.styles[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._open = []


@pytest.fixture(scope="module")
def text() -> str:
    return explorer.page(store_of(documents()), title="A <small> world")


def payload(text: str) -> dict[str, Any]:
    (data,) = (content for kind, content in Elements(text).scripts if kind == "application/json")
    found: dict[str, Any] = json.loads(data)
    return found


def test_the_same_claims_give_the_same_bytes(text: str) -> None:
    assert explorer.page(store_of(documents()), title="A <small> world") == text
    assert explorer.page(store_of(reversed(documents())), title="A <small> world") == text


def test_the_policy_allows_the_scripts_and_styles_of_the_page_and_nothing_else(text: str) -> None:
    found = Elements(text)
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
        for content in [*found.styles, *(content for kind, content in found.scripts if kind is None)]
    }
    rules = dict(rule.strip().split(" ", 1) for rule in found.policy.split(";"))
    assert set(rules["script-src"].split()) | set(rules["style-src"].split()) == hashes
    assert rules["default-src"] == "'none'"
    assert all(address.startswith("data:") for address in found.addresses)


def test_the_title_is_text(text: str) -> None:
    assert "<title>A &lt;small&gt; world</title>" in text
    assert "<small>" not in text


def test_the_data_holds_every_statement_entity_sentence_and_document(text: str) -> None:
    net = network.load(store_of(documents()))
    data = payload(text)
    assert {row[0] for row in data["statements"]} == {statement.id for statement in net.statements}
    assert {node["name"] for node in data["nodes"]} == set(net.entities)
    assert {row[4] for row in data["quotes"]} == {quote.text for quote in net.quotes.values()}
    assert [source["name"] for source in data["sources"]] == sorted(net.sources)


def test_nodes_edges_and_options_are_those_of_pyvis(text: str) -> None:
    data = payload(text)
    shape = {node["name"]: node["shape"] for node in data["nodes"]}
    assert (shape["india_state"], shape["nisar_mission"]) == ("hexagon", "star")
    assert data["options"]["physics"]["enabled"] is False
    joined = {(edge["from"], edge["to"]) for edge in data["edges"]}
    assert len(joined) == len(data["edges"])
    counted = sorted(number for edge in data["edges"] for number in edge["statements"])
    literal = [row for row in data["statements"] if isinstance(row[3], str)]
    assert len(counted) == len(data["statements"]) - len(literal)


def test_tabs_are_those_asked_for_or_the_usual_ones_that_are_there(text: str) -> None:
    assert [tab["label"] for tab in payload(text)["tabs"]] == ["India – US", "India – Japan"]
    asked = explorer.page(store_of(documents()), pairs=[("Japan", "United States")])
    assert [tab["label"] for tab in payload(asked)["tabs"]] == ["Japan – US"]


def test_tabs_of_what_is_not_there_or_no_state_are_refused() -> None:
    store = store_of(documents())
    with pytest.raises(UnknownName, match="Atlantis"):
        explorer.page(store, pairs=[("India", "Atlantis")])
    with pytest.raises(QueryError, match="no state"):
        explorer.page(store, pairs=[("India", "NASA")])


def test_a_store_without_claims_still_makes_a_page() -> None:
    data = payload(explorer.page(store_of([])))
    assert data["statements"] == data["nodes"] == data["tabs"] == []


def test_the_page_is_written_into_a_new_folder(tmp_path: Path) -> None:
    target = explorer.write(store_of(documents()), tmp_path / "new" / "page.html")
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_frame_for_notebooks_holds_the_page_escaped(text: str) -> None:
    frame = explorer.frame(text, height=500)
    assert frame.count("<") == 2
    assert "height:500px" in frame


def test_every_script_file_is_part_of_the_page() -> None:
    assert {file.stem for file in (FOLDER / "js").glob("*.js")} == set(SCRIPTS)
    assert not re.search(r"\b(eval|innerHTML|outerHTML|insertAdjacentHTML|document\.write|fetch|XMLHttpRequest)\b", script_text())


def test_positions_are_apart_and_the_same_each_time() -> None:
    net = network.load(store_of(documents()))
    places = whole(net)
    assert places == whole(net)
    assert set(places) == set(net.entities)
    joined = [place for name, place in places.items() if net.entities[name].kind != "Topic"]
    assert len(set(joined)) == len(joined)


def test_a_pair_stands_left_and_right_of_what_it_shares() -> None:
    net = network.load(store_of(documents()))
    places = facing(network.pair(net, "India", "US"), "india_state", "united-states_state")
    left, right = places["isro_organization"][0], places["nasa_organization"][0]
    assert places["india_state"][0] < left < places["nisar_mission"][0] < right < places["united-states_state"][0]
