"""What every test runs under: a fixed width, no colour, UTF-8, no project of the person who runs the tests; and a built graph."""

import os
import signal
from pathlib import Path

import pytest

os.environ.update(COLUMNS="120", NO_COLOR="1", PYTHONUTF8="1")
for name in ("SPACEPACT_PROJECT", "FORCE_COLOR"):
    os.environ.pop(name, None)
# A shell lets what it starts in the background ignore Ctrl-C, and so would the commands that the tests start and stop.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def seeds_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of the seeds, made once; nobody may write into it."""
    from spacepact import pipeline

    folder = tmp_path_factory.mktemp("seeds") / "build"
    pipeline.build([ROOT / "seeds"], folder, jobs=1)
    return folder
