"""Build annotated sets of documents, score them and write docs/scorecard.md.

    python benchmarks/scorecard.py [NAME=DOCUMENTS=GOLD …] [--output docs/scorecard.md] [--errors FOLDER]

Without a set it scores the project's own: the briefs, the constructions and the unseen texts. A set that is named is scored
besides, all sets with one setting. The page carries figures alone, so that the same code and the same sets give the same page.
"""

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "graph"))

OWN = [
    f"briefs={ROOT / 'seeds'}={ROOT / 'tests/gold/seeds'}",
    f"constructions={ROOT / 'tests/gold/constructions'}={ROOT / 'tests/gold/constructions'}",
    f"unseen={ROOT / 'tests/gold/unseen'}={ROOT / 'tests/gold/unseen'}",
]
OTHERS = {
    "seeds": "the five documents that the briefs retell, as they were published",
    "dev": "24 texts on true events in many genres: wire reports, briefs, fact sheets, time lines, panels",
    "real": "14 texts as published by the United States government and Wikinews, three of them with few facts or none",
}
INTRODUCTION = """\
What the extraction reaches on annotated documents, measured by `python benchmarks/scorecard.py`, one setting for all sets.

- *briefs*: the five documents of `seeds/`, annotated in `tests/gold/seeds/`.
- *constructions*: short texts in `tests/gold/constructions/`, each crowded with constructions of one kind, four of them traps
  that state nothing. They are harder than ordinary prose, sentence by sentence.
- *unseen*: 14 texts in `tests/gold/unseen/`, written and annotated without sight of the rules, and scored without a look at the
  errors: **this figure is what to expect of a text of your own.**
{others}
The rules have been driven by the errors on all sets but *unseen*, so that their figures are flattering.
"""


def main() -> int:
    """Score all sets and write the page; the exit status is 1 where a document could not be read."""
    from spacepact import pipeline
    from spacepact.evaluate import evaluate, page

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="NAME=DOCUMENTS=GOLD")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "scorecard.md")
    parser.add_argument("--errors", type=Path, metavar="FOLDER", help="write the errors of each set but the unseen to FOLDER/NAME.txt")
    options = parser.parse_args()
    cards, failed = {}, False
    for given in [*OWN, *options.sets]:
        name, documents, gold = given.rstrip("=").split("=")
        with tempfile.TemporaryDirectory() as folder:
            built = pipeline.build([documents], folder)
            failed |= bool(built.unread or built.rejected)
            cards[name] = evaluate(folder, [gold])
        facts = cards[name].facts
        print(
            f"{name}: precision {facts.precision:.3f}, recall {facts.recall:.3f}, F1 {facts.f1:.3f}",
            *built.unread,
            *built.rejected,
        )
        if options.errors and name != "unseen":
            options.errors.mkdir(parents=True, exist_ok=True)
            (options.errors / f"{name}.txt").write_text("".join(f"{error}\n" for error in cards[name].errors()), "utf-8")
    others = [name for name in cards if name not in {"briefs", "constructions", "unseen"}]
    told = "".join(f"- *{name}*: {OTHERS.get(name, 'documents')}; not part of the project.\n" for name in others)
    options.output.write_text(
        page(cards, introduction=INTRODUCTION.format(others=told).replace("\n\n\n", "\n\n").strip()), "utf-8"
    )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
