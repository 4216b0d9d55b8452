"""Writes what docs/ shows of the seeds: a page for each question of the catalogue, and the notebooks as they run.

    python tools/make_pages.py [--out docs] [--build build] [--no-notebooks]

Builds the seeds first where no build is given. `--expected` writes tests/queries instead: the answers on the seeds as people have
annotated them. Read them before they are kept: they are what the tests hold the queries to.
"""

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "graph"), str(ROOT / "tests")]

from spacepact import catalogue, pipeline  # noqa: E402 -- after the path to it
from spacepact.catalogue import pages  # noqa: E402
from spacepact.store import open_store  # noqa: E402

INTRODUCTION = """Each question is a file of queries/ and is asked by its name, for example
`spacepact query partners -p state=India`. The answers on these pages are those of the graph that `make graph` builds from
seeds/; `python tools/make_pages.py` writes them."""


def write_questions(build: Path, out: Path) -> None:
    """One page a question, and an index."""
    store, known = open_store(build / "store"), catalogue.questions()
    out.mkdir(parents=True, exist_ok=True)
    for name, question in known.items():
        (out / f"{name}.md").write_text(pages.page(question, catalogue.run(store, name)), encoding="utf-8")
    (out / "README.md").write_text(pages.index(known, INTRODUCTION), encoding="utf-8")


def write_expected(out: Path) -> None:
    """The answers on the seeds as people have annotated them."""
    import golden

    store = open_store(golden.seeds() / "store")
    out.mkdir(parents=True, exist_ok=True)
    for name in catalogue.questions():
        (out / f"{name}.tsv").write_text(pages.answer_text(catalogue.run(store, name)), encoding="utf-8")


def main() -> None:
    """Write what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "docs")
    parser.add_argument("--build", type=Path)
    parser.add_argument("--no-notebooks", action="store_true")
    parser.add_argument("--expected", action="store_true")
    given = parser.parse_args()
    if given.expected:
        write_expected(ROOT / "tests" / "queries")
        return
    with tempfile.TemporaryDirectory() as folder:
        build = given.build or Path(folder) / "build"
        if given.build is None:
            pipeline.build([ROOT / "seeds"], build)
        write_questions(build, given.out / "queries")
        if not given.no_notebooks:
            from notebook_pages import write_notebooks

            write_notebooks(build, given.out / "notebooks")


if __name__ == "__main__":
    main()
