"""Runs the notebooks and writes what they show as Markdown with figures beside it."""

import os
import re
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
STYLE = re.compile(r"<style.*?</style>|</?div[^>]*>|\n\s*| style=\"[^\"]*\"| border=\"1\"| class=\"dataframe\"", re.DOTALL)


def run(file: Path, workplace: Path) -> Any:
    """The notebook with its outputs. `workplace` is the folder that it runs in; its neighbour build/ is the graph."""
    notebook = nbformat.read(file, as_version=4)
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(workplace)}})
    paths = os.pathsep.join(filter(None, (str(ROOT / "graph"), os.environ.get("PYTHONPATH"))))
    client.execute(env={**os.environ, "PYTHONPATH": paths})
    return notebook


def markdown(notebook: Any, name: str) -> tuple[str, dict[str, str]]:
    """The notebook as Markdown, and its figures by file name."""
    parts: list[str] = []
    figures: dict[str, str] = {}
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            parts.append(cell.source)
            continue
        parts.append(f"```python\n{cell.source}\n```")
        parts += [_shown(output, name, figures) for output in cell.outputs]
    return "\n\n".join(part for part in parts if part) + "\n", figures


def _shown(output: Any, name: str, figures: dict[str, str]) -> str:
    if output.output_type == "stream":
        return f"```text\n{output.text.rstrip()}\n```"
    data = output.get("data", {})
    if "image/svg+xml" in data:
        file = f"{name}-{len(figures) + 1}.svg"
        figures[file] = data["image/svg+xml"]
        return f"![figure]({file})"
    if "text/html" in data:
        return STYLE.sub("", data["text/html"])
    return f"```text\n{data.get('text/plain', '')}\n```" if data else ""


def write_notebooks(build: Path, out: Path) -> None:
    """Every notebook of notebooks/, run on a build, as a page and its figures in `out`."""
    import tempfile

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        workplace = Path(folder) / "notebooks"
        workplace.mkdir()
        (Path(folder) / "build").symlink_to(build.resolve())
        for file in sorted((ROOT / "notebooks").glob("*.ipynb")):
            text, figures = markdown(run(file, workplace), file.stem)
            (out / f"{file.stem}.md").write_text(text, encoding="utf-8")
            for figure, drawing in figures.items():
                (out / figure).write_text(drawing, encoding="utf-8")
