"""A query with a time limit that holds: it runs in a process of its own, which is killed at the limit.

Oxigraph can't be told to stop, and a thread can't be stopped; a process can, and gives back its memory.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from spacepact.answers import Result
from spacepact.catalogue import Value
from spacepact.errors import QueryError, SpacepactError

PACKAGES = str(Path(__file__).resolve().parents[1])


def run(folder: str | Path, query: str, params: Mapping[str, Value] | None = None, *, timeout: float) -> Result:
    """Like `catalogue.run` on the store of a build folder, but for `timeout` seconds at most.

    Raises QueryError where the limit is passed or the process ends without an answer, else what `catalogue.run` raises.
    """
    if timeout <= 0:
        raise QueryError(f"The time limit must be more than 0 seconds, not {timeout:g}.")
    paths = os.pathsep.join(filter(None, (PACKAGES, os.environ.get("PYTHONPATH"))))
    request = pickle.dumps((str(folder), query, dict(params or {})))
    try:
        child = subprocess.run(
            [sys.executable, "-m", "spacepact.bounded"],
            input=request,
            capture_output=True,
            timeout=timeout,
            env={**os.environ, "PYTHONPATH": paths},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise QueryError(
            f"The query was stopped after {timeout:g} seconds: give it more time (--timeout), or make it start from fewer things."
        ) from None
    if child.returncode:
        reason = child.stderr.decode(errors="replace").strip().rpartition("\n")[2] or f"exit code {child.returncode}"
        raise QueryError(f"The query's process ended without an answer ({reason}).")
    result: Result | SpacepactError = pickle.loads(child.stdout)  # noqa: S301 -- written by our own child
    if isinstance(result, SpacepactError):
        raise result
    return result


def answer(request: BinaryIO, reply: BinaryIO) -> None:
    """What the process does: read the request, run it, write the result or the error. Both ends are this package's own."""
    from spacepact.catalogue import run as run_query
    from spacepact.store import open_store

    folder, query, params = pickle.load(request)  # noqa: S301 -- written by our own parent
    try:
        result: Result | SpacepactError = run_query(open_store(Path(folder) / "store"), query, params)
    except SpacepactError as error:
        result = error
    pickle.dump(result, reply)


if __name__ == "__main__":
    answer(sys.stdin.buffer, sys.stdout.buffer)
