"""The command line, as a person and as a script use it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from spacepact.cli import terminal
from spacepact.cli.app import app, run

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]
HEAVY = {"spacy", "rdflib", "pandas", "networkx", "pyshacl", "pyvis", "igraph", "trafilatura", "pyoxigraph", "yaml"}


def called(*arguments: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "graph")}
    command = [sys.executable, "-m", "spacepact", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, input=stdin, capture_output=True, text=True, check=False)


def names() -> list[str]:
    """Every command, those inside groups as `group command`."""
    return [
        f"{name} {inner}".strip() for name, command in COMMANDS.items() for inner in (getattr(command, "commands", None) or [""])
    ]


def complaint(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on standard error; there is nothing on standard output."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("spacepact: ")
    assert err.count("\n") == 1
    return err


def loaded(arguments: list[str], cwd: Path) -> set[str]:
    """The heavy libraries that a command line has imported by its end."""
    code = f"import sys; from spacepact.cli.app import run; run({arguments!r}); print('\\n', *({HEAVY!r} & set(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "graph")}
    done = subprocess.run([sys.executable, "-c", code], cwd=cwd, env=environment, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"], ["query", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    assert loaded(arguments, tmp_path) == set()


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import sys, spacepact; print(*({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT / "graph", capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("name", names())
def test_every_command_teaches(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*name.split(), "--help"]) == 0
    told = capsys.readouterr().out
    assert f"$ spacepact {name}" in told, "examples are missing"
    for line in told.splitlines():
        if line.strip().startswith("$ spacepact"):
            assert line.split()[2] in COMMANDS


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("spacepact 0.")


def test_nothing_to_do_prints_the_help_and_fails(tmp_path: Path) -> None:
    done = called(cwd=tmp_path)
    assert done.returncode == 2
    assert "Usage: spacepact" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["biuld", "x"], "Did you mean 'build'?"),
        (["query", "--josn"], "--json"),
        (["path", "JAXA"], "Missing argument 'target'"),
        (["path", "a", "b", "-k", "0"], "-k"),
        (["query", "partners", "-p", "India", "-g", "nowhere"], "--param India is no NAME=VALUE"),
        (["query", "absent.rq"], "no file absent.rq"),
        (["build", "nowhere"], "nowhere"),
        (["show", "ISRO", "-g", "nowhere"], "nowhere"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    assert told in complaint(capsys)


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    code = "from spacepact.cli.app import run; import sys; sys.exit(run(['query', '--help']))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "graph")}
    pipe = subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert pipe.stdout is not None
    assert pipe.stderr is not None
    pipe.stdout.close()
    told = pipe.stderr.read()
    pipe.stderr.close()
    pipe.wait()
    assert told == ""


def test_hostile_text_reaches_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "a\x1b[2Jb\u202ec\x07[red]d"
    terminal.print_table(("name",), [(hostile,)])
    terminal.fail(hostile)
    out, err = capsys.readouterr()
    assert out == "name\na\ufffd[2Jb\ufffdc\ufffd[red]d\n"
    assert "\x1b" not in err + out


def test_an_error_is_one_line_however_it_was_worded(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.fail("first\nsecond\r\n  third")
    assert capsys.readouterr().err == "spacepact: first second third\n"


def test_init_makes_a_project_and_says_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(tmp_path / "mine")]) == 0
    assert (tmp_path / "mine" / "spacepact.toml").is_file()
    assert "spacepact build" in capsys.readouterr().err


def test_init_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text("mine")
    assert run(["init", str(tmp_path)]) == 2
    assert "README.md is there already" in complaint(capsys)
