"""Why a sentence gives what it gives, and why a claim of a graph is made."""

import json
from pathlib import Path

import pytest

from reading import extractor
from spacepact import explain
from spacepact.cli.app import run
from spacepact.errors import StoreError, UnknownName
from spacepact.store import open_store


def one(text: str, issued: str | None = None) -> explain.Explanation:
    (found,) = explain.explain_sentence(extractor(), text, issued)
    return found


def a_claim(graph: Path, relation: str) -> str:
    """The IRI of some claim of a relation that has a time."""
    query = f"SELECT ?c WHERE {{ GRAPH ?g {{ ?c rdf:predicate pact:{relation} ; pact:when ?w ; pact:basis ?b }} }} ORDER BY ?c"
    prefixes = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "pact": "https://w3id.org/spacepact/ontology#"}
    return next(iter(open_store(graph / "store").query(query, prefixes=prefixes)))["c"].value


def test_a_sentence_is_taken_apart() -> None:
    found = one("Last year Ghana and Togo signed the Lagos Charter.", "2025-04-02")
    assert any(fact.startswith("Ghana signatoryOf Lagos Charter (occurred) — by signatoryOf.sign") for fact in found.facts)
    assert explain.Mentioned("Lagos Charter", (("Lagos Charter", "Accord"),)) in found.names
    (signing,) = [reading for reading in found.readings if reading.predicate == "sign"]
    assert {(filler.role, filler.text) for filler in signing.roles} >= {("subject", "Ghana"), ("subject", "Togo")}
    (sign,) = [tried for tried in signing.frames if tried.frame == "signatoryOf.sign"]
    assert "Togo signatoryOf Lagos Charter (occurred)" in sign.states


def test_a_relative_time_says_what_it_is_counted_from() -> None:
    text = one("Last year Ghana signed the Lagos Charter.", "2025-04-02").to_text()
    assert "2024, from 2024-01-01 to 2024-12-31, counted from the document's date" in text
    assert "as the text states it" in one("In 2024 Ghana signed the Lagos Charter.").to_text()


def test_a_reference_says_what_it_stands_for() -> None:
    _, found = explain.explain_sentence(extractor(), "Ghana and Togo met. The two countries signed the Lagos Charter.")
    fillers = [filler for reading in found.readings for filler in reading.roles if filler.text == "countries"]
    assert fillers[0].options[0] == (("Ghana", "State"), ("Togo", "State"))
    assert str(fillers[0]) == "subject: “countries” → Ghana (State) and Togo (State)"


@pytest.mark.parametrize(
    ("text", "frame", "reason"),
    [
        ("Did Ghana sign the Lagos Charter?", "signatoryOf.sign", "a question, a recommendation or a condition states nothing"),
        ("Ghana hosted a family of storks.", "hosts.host", "“family” (object) stands for nothing known"),
        ("Ghana hosted the Heron-2 satellite.", "hosts.host", "“satellite” (object) is Spacecraft, not Event"),
        ("The Lagos Charter hosted.", "hosts.host", "nothing stands in the role object"),
        ("The Lagos Charter signed the Oslo Convention.", "signatoryOf.sign", "the ontology doesn't admit Accord signatoryOf Treaty"),
        ("Ghana joined the Lagos Charter.", "abstainedFrom.not-join", "it reads what is negated, and this is occurred"),
    ],
)
def test_a_miss_says_what_stopped_the_frame(text: str, frame: str, reason: str) -> None:
    stopped = [why for reading in one(text).readings for tried in reading.frames if tried.frame == frame for why in tried.stopped]
    assert any(reason in why for why in stopped), stopped


def test_a_verb_that_no_frame_has_is_said() -> None:
    assert "no frame of the lexicon has the verb yodel" in one("Ghana yodelled.").to_text()


def test_what_is_no_sentence_gives_no_explanation() -> None:
    assert explain.explain_sentence(extractor(), "") == ()


def test_a_claim_is_explained_from_the_text_kept_beside_the_graph(seeds_graph: Path) -> None:
    iri = a_claim(seeds_graph, "visited")
    found = explain.explain_claim(extractor(), seeds_graph, iri)
    assert " visited " in found.claim
    assert found.when
    assert found.frame
    assert found.sentences
    assert any(fact.startswith(found.claim) for sentence in found.sentences for fact in sentence.facts)
    assert found == explain.explain_claim(extractor(), seeds_graph, f"claim:{iri.rpartition('/')[2]}")
    assert "SHACL: nothing found." in found.to_text()


def test_a_claim_that_is_not_there_is_refused(seeds_graph: Path) -> None:
    for name in ("claim:0000", "no such claim", "<https://example.org/>"):
        with pytest.raises(UnknownName, match="has no claim"):
            explain.explain_claim(extractor(), seeds_graph, name)


def test_a_claim_whose_text_is_gone_is_refused(seeds_graph: Path, tmp_path: Path) -> None:
    (tmp_path / "store").symlink_to((seeds_graph / "store").resolve())
    with pytest.raises(StoreError, match="build the graph anew"):
        explain.explain_claim(extractor(), tmp_path, a_claim(seeds_graph, "visited"))


def test_the_command_explains_and_says_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "--sentence", "Ghana signed the Lagos Charter.", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["text"] == "Ghana signed the Lagos Charter."
    assert run(["explain"]) == 2
    assert "Name either a claim or a sentence" in capsys.readouterr().err


def test_the_command_checks_the_lexicon(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lexicon", "check"]) == 0
    assert "frames checked" in capsys.readouterr().err
