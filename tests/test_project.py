"""The project as a whole: what its files may say, how large they may be, and whether the documents about it are true."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import spacepact

ROOT = Path(__file__).resolve().parents[1]
FEW_LINES, MANY_LINES = 60, 600
# Put together here so that this file doesn't hold what it looks for.
REGISTRIES = ("py" + "pi.org", "python" + "hosted", "registry." + "npmjs", "deb." + "debian.org", "hugging" + "face.co")
MACHINES = re.compile(
    "|".join((r"(?<![\w.-])/" + "work/", "/" + "tmp/w/", "/" + "root/", r"/" + r"home/\w+/", r"/" + r"Users/\w+/"))
)


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [file for name in listed.stdout.splitlines() if (file := ROOT / name).is_file()]


def texts(*suffixes: str) -> Iterator[tuple[Path, str]]:
    for file in tracked():
        if not suffixes or file.suffix in suffixes:
            try:
                yield file.relative_to(ROOT), file.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_no_file_names_a_package_registry_or_a_machine() -> None:
    found = [
        f"{file}:{number}"
        for file, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if any(host in line for host in REGISTRIES) or MACHINES.search(line)
    ]
    assert found == []


def lengths(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_functions_and_modules_stay_readable() -> None:
    sources = [(file, text) for file, text in texts(".py") if file.parts[0] != "tests"]
    assert [f"{file}: {lines} lines" for file, text in sources if (lines := text.count("\n")) > MANY_LINES] == []
    functions = [(file, name, lines) for file, text in sources for name, lines in lengths(ast.parse(text))]
    assert [f"{file}: {name} has {lines} lines" for file, name, lines in functions if lines > FEW_LINES] == []


def test_only_the_command_line_prints() -> None:
    prints = [
        f"{file}:{node.lineno}"
        for file, text in texts(".py")
        if file.parts[0] == "graph" and "cli" not in file.parts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert prints == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_locks_pin_every_package_by_hash_and_name_no_address(lock: str) -> None:
    text = read(lock)
    entries = re.split(r"\n(?=\S)", text.strip())
    assert [entry for entry in entries if not re.match(r"[\w.-]+==\S+( ; .+)? \\\n    --hash=sha256:[0-9a-f]{64}", entry)] == []
    assert "://" not in text
    assert "--index" not in text


def test_the_lock_holds_every_dependency() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    normal = {
        re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r"^([\w.-]+)==", read("requirements.lock"), re.MULTILINE)
    }
    wanted = {re.sub(r"[-_.]+", "-", re.split(r"[<>=\[]", line)[0]).lower() for line in project["dependencies"]}
    assert wanted <= normal


def test_the_version_is_the_same_everywhere() -> None:
    assert f"version: {spacepact.__version__}\n" in read("CITATION.cff")
    assert f"## [{spacepact.__version__}]" in read("CHANGELOG.md")


def test_links_between_the_documents_lead_somewhere() -> None:
    broken = [
        f"{file}: {target}"
        for file, text in texts(".md")
        if file.parts[0] != "tests"
        for target in re.findall(r"\]\(<?([^)#:>\s]+)(?:#[^)]*)?>?\)", text)
        if not (ROOT / file.parent / target).exists()
    ]
    assert broken == []


def test_every_decision_is_listed() -> None:
    listed = set(re.findall(r"\((\d{4}-[\w-]+\.md)\)", read("docs/decisions/README.md")))
    assert listed == {file.name for file in (ROOT / "docs/decisions").glob("[0-9]*.md")}


def test_the_readme_gives_the_figures_of_the_scorecard() -> None:
    row = re.compile(r"^\| (\w+) \| \d+ \| ([\d.]+) \([^)]*\) \| ([\d.]+) \([^)]*\) \| ([\d.]+) \(", re.MULTILINE)
    figures = [(name, *(f"{float(value):.2f}" for value in values)) for name, *values in row.findall(read("docs/scorecard.md"))]
    assert figures
    stale = [line for line in map(" | ".join, figures) if f"| {line} |" not in read("README.md")]
    assert stale == [], "make scorecard, or tools/readme_figures.py alone, brings them up to date"


def test_the_readme_tells_every_command_and_every_target() -> None:
    from typer.main import get_command

    from spacepact.cli.app import app

    readme = read("README.md")
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert [name for name in commands if f"`spacepact {name}" not in readme] == []
    targets = re.findall(r"^([a-z]+):.*##", read("Makefile"), re.MULTILINE)
    assert [name for name in targets if f"make {name}" not in readme] == []
