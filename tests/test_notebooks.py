"""The notebooks run from top to bottom, are stored without outputs and hold no logic; docs/ shows what comes of them."""

import ast
import filecmp
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from spacepact import catalogue, pipeline

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_there_are_four() -> None:
    assert len(NOTEBOOKS) == 4


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_is_stored_without_outputs_and_is_thin(file: Path) -> None:
    notebook = nbformat.read(file, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert len(code) < len(notebook.cells) <= 2 * len(code) + 1
    for cell in code:
        kinds = {type(node) for node in ast.walk(ast.parse(cell.source))}
        assert not kinds & {ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.Try}


def test_the_pages_are_those_of_the_seeds(tmp_path: Path) -> None:
    """Builds the seeds, asks every question, runs every notebook, and compares with docs/ (tools/make_pages.py writes it)."""
    pipeline.build([ROOT / "seeds"], tmp_path / "build")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "graph")}
    command = [sys.executable, ROOT / "tools" / "make_pages.py", "--build", tmp_path / "build", "--out", tmp_path / "docs"]
    subprocess.run(command, check=True, env=environment)
    for folder, suffixes in (("queries", {".md"}), ("notebooks", {".md", ".svg"})):
        made, kept = (
            {file.name for file in (place / folder).iterdir() if file.suffix in suffixes}
            for place in (tmp_path / "docs", ROOT / "docs")
        )
        assert made == kept
        _, different, unread = filecmp.cmpfiles(tmp_path / "docs" / folder, ROOT / "docs" / folder, made, shallow=False)
        assert not different + unread, f"run tools/make_pages.py: docs/{folder} is out of date in {', '.join(sorted(different))}"


def test_the_index_lists_every_question() -> None:
    index = (ROOT / "docs" / "queries" / "README.md").read_text(encoding="utf-8")
    assert all(f"({name}.md)" in index for name in catalogue.questions())
