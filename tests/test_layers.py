"""Every module imports from lower layers alone, as the table of ARCHITECTURE.md has them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "graph" / "spacepact"


def layers() -> dict[str, int]:
    """Module or sub-package → layer, from the rows `| 2 | `store` | … |` of ARCHITECTURE.md."""
    rows = re.findall(r"^\| (\d+) \| (.+?) \|", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE)
    return {name: int(number) for number, names in rows for name in re.findall(r"`(\w+)/?`", names)}


def unit(module: str) -> str:
    """The part of the table that a dotted name belongs to: `spacepact.text.parse` is in `text`, `spacepact` is `__init__`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def dotted(file: Path) -> str:
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.AST, module: str, known: frozenset[str]) -> Iterator[str]:
    """Every module of spacepact that a module imports, at its top or inside its functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.split(".")[0] == "spacepact")
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports relatively on line {node.lineno}: write the module's full name"
            if (node.module or "").split(".")[0] == "spacepact":
                for name in node.names:
                    deeper = f"{node.module}.{name.name}"
                    yield deeper if deeper in known else str(node.module)


def edges() -> list[tuple[str, str]]:
    """(importing module, imported module), across the units of the table."""
    files = {dotted(file): file for file in sorted(PACKAGE.rglob("*.py"))}
    known = frozenset(files)
    found = {
        (module, other)
        for module, file in files.items()
        for other in imported(ast.parse(file.read_text(encoding="utf-8")), module, known)
        if unit(module) != unit(other)
    }
    return sorted(found)


def test_the_table_lists_every_module_and_no_other() -> None:
    there = {unit(dotted(file)) for file in PACKAGE.rglob("*.py")} - {"__main__"}
    assert set(layers()) == there


def test_every_import_goes_to_a_lower_layer() -> None:
    table = {**layers(), "__main__": 99}
    wrong = [
        f"{module} (layer {table[unit(module)]}) imports {other} (layer {table[unit(other)]})"
        for module, other in edges()
        if table[unit(other)] >= table[unit(module)]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "statement", ["import spacepact.rdf", "def f():\n    from spacepact import rdf", "from spacepact.rdf import quads"]
)
def test_imports_are_seen_wherever_they_stand(statement: str) -> None:
    assert list(imported(ast.parse(statement), "spacepact.model", frozenset({"spacepact", "spacepact.rdf"}))) == ["spacepact.rdf"]
