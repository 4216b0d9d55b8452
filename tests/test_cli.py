"""The command line, as a person and as a script use it."""

import json
import os
import signal
import subprocess
import sys
import time
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


def test_a_reader_that_leaves_early_is_no_error(seeds_graph: Path, tmp_path: Path) -> None:
    """The output is larger than a pipe holds, so that writing it fails once the reader is gone."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "graph")}
    question = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"
    command = [sys.executable, "-m", "spacepact", "query", question, "-f", "csv", "-g", str(seeds_graph)]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as asked:
        assert asked.stdout is not None
        assert asked.stderr is not None
        assert asked.stdout.readline() == "s,p,o\n"
        asked.stdout.close()
        assert asked.stderr.read() == ""
    assert asked.returncode == 0


def test_a_stopped_command_says_so_and_leaves_what_was_there(seeds_graph: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "graph")}
    command = [sys.executable, "-m", "spacepact", "query", "-", "-g", str(seeds_graph)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, text=True, **pipes) as asked:
        assert asked.stderr is not None
        time.sleep(2)
        asked.send_signal(signal.SIGINT)
        assert asked.stderr.read() == "spacepact: stopped; what was there before is as it was.\n"
    assert asked.returncode == 130


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


def test_a_build_says_what_it_did_and_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "note.txt"
    note.write_text("JAXA and NASA signed an agreement on 3 May 2024 in Tokyo.", encoding="utf-8")
    command = ["build", str(note), "-o", str(tmp_path / "out"), "--date", "2024-05-04"]
    assert run(command) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "1 document, 1 read anew" in err
    assert "explorer.html" in err
    assert run([*command, "--json"]) == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert (told["documents"], told["extracted"], told["cached"], told["conforms"]) == (1, 0, 1, True)
    assert err == ""
    assert run([*command, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_an_unreadable_file_of_a_folder_is_told_and_the_others_are_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "good.txt").write_text("ISRO will launch NISAR in 2025.")
    (tmp_path / "docs" / "bad.pdf").write_bytes(b"%PDF-nothing")
    assert run(["build", str(tmp_path / "docs"), "-o", str(tmp_path / "out"), "--quiet"]) == 1
    assert "bad.pdf" in complaint(capsys)
    assert (tmp_path / "out" / "documents" / "good.txt").is_file()


def test_validate_prints_a_verdict_and_fails_where_data_does_not_conform(
    seeds_graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["validate", str(seeds_graph)]) == 0
    assert capsys.readouterr().out.startswith("Documents looked at: 5. Everything conforms.")
    broken = tmp_path / "broken.trig"
    text = (seeds_graph / "spacepact.trig").read_text(encoding="utf-8")
    broken.write_text(text.replace("pact:status pact:occurred", "pact:status pact:rumoured", 1), encoding="utf-8")
    assert run(["validate", str(broken), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["conforms"] is False
    assert told["results"][0]["quote"]
    assert run(["validate", str(broken), "--rdf"]) == 1
    assert "sh:ValidationReport" in capsys.readouterr().out


def test_a_question_is_answered_in_each_form(seeds_graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    question = ["query", "partners", "-p", "state=India", "-g", str(seeds_graph)]
    assert run([*question, "--format", "csv"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[0].split(",")[0] == "partner"
    assert any(row.startswith("United States") for row in rows)
    assert run([*question, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["results"]["bindings"]) == len(rows) - 1
    assert run([*question, "--timeout", "60", "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines() == rows
    assert run([*question, "--explain"]) == 0
    assert capsys.readouterr().out


def test_a_query_is_read_from_a_file_and_from_standard_input(seeds_graph: Path, tmp_path: Path) -> None:
    text = "SELECT ?name WHERE { pactid:isro skos:prefLabel ?name }"
    (tmp_path / "name.rq").write_text(text)
    from_file = called("query", "name.rq", "-g", str(seeds_graph), "-f", "csv", cwd=tmp_path)
    from_stdin = called("query", "-", "-g", str(seeds_graph), "-f", "csv", cwd=tmp_path, stdin=text)
    assert from_file.stdout == from_stdin.stdout
    assert from_file.stdout.splitlines() == ["name", "Indian Space Research Organisation"]


def test_questions_are_listed_with_what_they_ask_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query"]) == 0
    listed = capsys.readouterr().out
    assert run(["query", "--list"]) == 0
    assert capsys.readouterr().out == listed
    assert "partners\t" in listed
    assert run(["query", "--list", "--json"]) == 0
    told = {question["name"]: question for question in json.loads(capsys.readouterr().out)}
    assert told["partners"]["parameters"] == {"state": "State"}
    assert all(question["summary"] for question in told.values())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["query", "partnrs"], "Did you mean partners"),
        (["query", "partners", "-p", "state=Indai"], "Did you mean India"),
        (["query", "partners", "-f", "xml"], "choose one of table"),
        (["query", "SELECT ?s WHER { ?s a pact:State }"], "line 1"),
        (["show", "ISROO"], "Did you mean"),
        (["path", "ISROO", "NASA"], "Did you mean ISRO"),
    ],
)
def test_a_typo_gets_a_suggestion(arguments: list[str], told: str, seeds_graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*arguments, "-g", str(seeds_graph)]) == 2
    assert told in complaint(capsys)


def test_an_entity_is_shown_with_its_sentences(seeds_graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "ISRO", "-g", str(seeds_graph)]) == 0
    assert "“" in capsys.readouterr().out
    assert run(["show", "ISRO", "--json", "-g", str(seeds_graph)]) == 0
    assert json.loads(capsys.readouterr().out)["label"] == "Indian Space Research Organisation"


def test_a_path_carries_its_evidence(seeds_graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["path", "ISRO", "NASA", "-k", "1", "-g", str(seeds_graph)]) == 0
    told = capsys.readouterr().out
    assert "“" in told
    assert "rule " in told
    assert run(["path", "ISRO", "NASA", "-k", "1", "--json", "-g", str(seeds_graph)]) == 0
    assert json.loads(capsys.readouterr().out)[0]


def test_a_graph_is_scored_against_gold(seeds_graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = str(ROOT / "tests" / "gold" / "seeds")
    assert run(["evaluate", gold, "-g", str(seeds_graph)]) == 0
    assert "| facts |" in capsys.readouterr().out
    assert run(["evaluate", gold, "-g", str(seeds_graph), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"] == 5


def test_the_page_is_written_where_it_is_wanted(seeds_graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explore", str(tmp_path / "page.html"), "-g", str(seeds_graph)]) == 0
    assert "page.html" in capsys.readouterr().err
    assert "<html" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_graph_is_exported_whole_or_in_part(seeds_graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole, part = tmp_path / "all.nt", tmp_path / "part.nt"
    assert run(["export", str(whole), "-g", str(seeds_graph), "--quiet"]) == 0
    assert run(["export", str(part), "-g", str(seeds_graph), "--state", "Russia"]) == 0
    assert capsys.readouterr() == ("", f"Wrote {part}\n")
    assert 0 < part.stat().st_size < whole.stat().st_size
    assert run(["export", str(tmp_path / "x.foo"), "-g", str(seeds_graph)]) == 2
    assert "--format" in complaint(capsys)


def test_a_frame_that_breaks_its_word_is_found(tmp_path: Path) -> None:
    assert called("init", "mine", "-q", cwd=tmp_path).returncode == 0
    own = tmp_path / "mine" / "ontology" / "lexicon" / "own.yaml"
    own.write_text(own.read_text().replace("twinned with JAXA", "quarrelled with JAXA"))
    checked = called("lexicon", "check", "--json", cwd=tmp_path / "mine")
    assert checked.returncode == 1
    found = [finding for finding in json.loads(checked.stdout) if finding["frame"] == "own.twin"]
    assert any("quarrelled" in finding["text"] and finding["severity"] == "error" for finding in found)
