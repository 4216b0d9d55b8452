"""The seed briefs, and that all gold of the project fits the documents that it annotates."""

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from spacepact.evaluate.gold import TOPIC, GoldDocument, read
from spacepact.intervals import is_edtf

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold"
SEEDS = sorted((ROOT / "seeds").glob("*.md"))
CONSTRUCTIONS = sorted((GOLD / "constructions").glob("*.md"))
UNSEEN = sorted((GOLD / "unseen").glob("*.md"))
ANNOTATED = [
    *((brief, GOLD / "seeds" / f"{brief.stem}.yaml") for brief in SEEDS),
    *((text, text.with_suffix(".yaml")) for text in (*CONSTRUCTIONS, *UNSEEN)),
]

LINE_START = re.compile(r"[-*+>#|\d.) \t]*(\*\*[^*]*\*\* ?)?[\"“‘'(*_]*")  # the mark of a list, heading or table, a bold head
AFTER_STOP = re.compile(r"[.!?…:;][\"”’'*_)]*\s+[\"“‘'(*_]*$")


def starts_sentence(body: str, place: int) -> bool:
    """Whether a line starts there, behind its mark, or what follows the end of a sentence or clause."""
    before = body[:place].rsplit("\n", 1)[-1]
    return bool(LINE_START.fullmatch(before) or AFTER_STOP.search(before))


def parts(file: Path) -> tuple[dict[str, object], str]:
    """The front matter and the body that follows its closing line."""
    _, head, body = file.read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(head), body


def runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return (tuple(words[start : start + length]) for start in range(len(words) - length + 1))


def annotated() -> list[object]:
    return [pytest.param(text, gold, id=text.stem) for text, gold in ANNOTATED]


def test_there_is_gold_for_every_document_and_a_document_for_every_gold() -> None:
    assert len(SEEDS) == 5
    assert sorted(GOLD.rglob("*.yaml")) == sorted(gold for _, gold in ANNOTATED)


@pytest.mark.parametrize("file", [*SEEDS, *CONSTRUCTIONS], ids=lambda file: file.stem)
def test_front_matter_says_what_the_document_is(file: Path) -> None:
    head, body = parts(file)
    assert {"title", "publisher", "date", "language"} <= head.keys()
    assert head["language"] == "en"
    assert is_edtf(str(head["date"]))
    assert str(head.get("source", "https://")).startswith("https://")
    assert body.strip()


def test_no_two_briefs_share_a_run_of_words() -> None:
    for one, other in combinations(SEEDS, 2):
        shared = set(runs(parts(one)[1], 12)) & set(runs(parts(other)[1], 12))
        assert not shared, f"{one.name} and {other.name}: {' '.join(min(shared))}"


@pytest.mark.parametrize(("text", "file"), annotated())
def test_gold_belongs_to_the_text_as_it_is(text: Path, file: Path) -> None:
    gold, (head, _) = read(file), parts(text)
    assert gold.identifier == text.stem
    assert gold.sha256 == sha256(text.read_bytes()).hexdigest()
    assert gold.issued in {None, str(head["date"])}


@pytest.mark.parametrize(("text", "file"), annotated())
def test_gold_points_at_sentences(text: Path, file: Path) -> None:
    body = parts(text)[1]
    for place in places(read(file), file):
        assert 0 <= place < len(body)
        assert not body[place].isspace(), f"offset {place} is a blank"
        assert starts_sentence(body, place), f"no sentence starts at {place}: …{body[max(0, place - 30) : place + 30]!r}"


@pytest.mark.parametrize(("text", "file"), annotated())
def test_entities_are_named_in_the_text_and_used_or_named(text: Path, file: Path) -> None:
    body = parts(text)[1]
    raw = yaml.safe_load(file.read_text("utf-8"))
    used = {reference for fact in raw["facts"] for reference in (fact[0], fact[2])}
    for entity in raw["entities"]:
        if names := entity.get("names"):
            assert any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", body) for name in names), f"{entity['id']} is nowhere"
        else:
            assert entity["id"] in used, f"{entity['id']} has no name and no fact"


@pytest.mark.parametrize(("text", "file"), annotated())
def test_facts_are_well_formed_and_stated_once(text: Path, file: Path) -> None:
    facts = read(file).facts
    keys = [(fact.relation, *_ends(fact.relation, fact.subject, fact.object), fact.status == "negated") for fact in facts]
    assert len(set(keys)) == len(keys)
    for fact in facts:
        if fact.relation in {"date", "launchDate"}:
            assert is_edtf(fact.object), fact.object
        assert fact.object.startswith(TOPIC) == (fact.relation == "concerns")


@pytest.mark.parametrize(("text", "file"), annotated())
def test_facts_fit_the_ontology(text: Path, file: Path) -> None:
    from spacepact import schema

    ontology, gold = schema.load(), read(file)
    for fact in gold.facts:
        subject, value = gold.entities[fact.subject].kind, gold.entities.get(fact.object)
        assert subject in ontology.relations[fact.relation].domain, fact
        assert value is None or ontology.admits(fact.relation, subject, value.kind), fact
        assert not fact.object.startswith(TOPIC) or fact.object.removeprefix(TOPIC) in ontology.topics, fact
        assert {name.removeprefix(TOPIC) for name in fact.topics} <= ontology.topics.keys(), fact


def places(gold: GoldDocument, file: Path) -> Iterator[int]:
    """The offsets of facts, and those that unnamed entities give."""
    yield from (fact.at for fact in gold.facts)
    yield from (entity["at"] for entity in yaml.safe_load(file.read_text("utf-8"))["entities"] if "at" in entity)


def _ends(relation: str, subject: str, value: str) -> list[str]:
    return sorted((subject, value)) if relation == "cooperatesWith" else [subject, value]
