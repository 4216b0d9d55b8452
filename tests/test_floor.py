"""The extraction, from documents to the store, may not fall below what it has reached on the project's own gold."""

from pathlib import Path

import pytest
import yaml

from spacepact import pipeline
from spacepact.evaluate import Scorecard, evaluate

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold"
SETS = {
    "briefs": (ROOT / "seeds", GOLD / "seeds"),
    "constructions": (GOLD / "constructions", GOLD / "constructions"),
    "unseen": (GOLD / "unseen", GOLD / "unseen"),
}
FLOORS = yaml.safe_load((ROOT / "tests" / "floors.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("floor")
    done = pipeline.build([documents for documents, _ in SETS.values()], folder, jobs=1)
    assert not done.unread
    assert not done.rejected
    return folder


@pytest.fixture(scope="module")
def cards(built: Path) -> dict[str, Scorecard]:
    return {name: evaluate(built, [gold]) for name, (_, gold) in SETS.items()}


@pytest.mark.parametrize("name", SETS)
def test_facts_stay_above_the_floor(cards: dict[str, Scorecard], name: str) -> None:
    card, floor = cards[name], FLOORS[name]
    told = "\n".join(map(str, card.errors())) if name != "unseen" else "run the constructions for errors; these stay unread"
    assert not card.missing
    assert card.facts.precision >= floor["precision"], told
    assert card.facts.f1 >= floor["f1"], told


def test_traps_yield_next_to_nothing(cards: dict[str, Scorecard]) -> None:
    errors = [error for error in cards["constructions"].errors() if error.document.startswith("trap-") and error.what == "wrong"]
    assert len(errors) <= FLOORS["traps"]["wrong"], "\n".join(map(str, errors))


@pytest.mark.parametrize("name", SETS)
def test_evidence_and_status_hold(cards: dict[str, Scorecard], name: str) -> None:
    right = cards[name].accuracies()
    for what, least in (("evidence", 0.9), ("status", 0.85), ("type", 0.9)):
        part, whole = right[what]
        assert part >= least * whole, f"{what}: {part} of {whole}"
