"""Batches of work through an executor."""

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from spacepact.workers import processors, run

BATCHES = [[1, 2], [3], [4, 5, 6]]
HOME = os.getpid()


def where(batch: list[int]) -> tuple[int, int]:
    return os.getpid(), sum(batch)


def fragile(batch: list[int]) -> int:
    if batch == [3] and os.getpid() != int(os.environ["SPACEPACT_TEST_HOME"]):
        os._exit(1)
    return sum(batch)


def failing(batch: list[int]) -> int:
    if batch == [3]:
        raise LookupError("three")
    return sum(batch)


def test_one_batch_or_one_job_stays_in_this_process() -> None:
    assert list(run(where, BATCHES[:1], jobs=4)) == [(HOME, 3)]
    assert list(run(where, BATCHES, jobs=1)) == [(HOME, 3), (HOME, 3), (HOME, 15)]
    assert list(run(where, [], jobs=4)) == []


def test_several_jobs_are_other_processes() -> None:
    found = list(run(where, BATCHES, jobs=2))
    assert sorted(total for _, total in found) == [3, 3, 15]
    assert HOME not in {process for process, _ in found}


def test_the_callers_executor_is_used_and_left_open() -> None:
    with ThreadPoolExecutor(1) as pool:
        names = list(run(lambda _: threading.current_thread().name, BATCHES, executor=pool))
        assert len(set(names)) == 1
        assert names[0] != threading.current_thread().name
        assert pool.submit(int, "7").result() == 7


def test_the_work_of_a_process_that_dies_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPACEPACT_TEST_HOME", str(HOME))
    assert sorted(run(fragile, BATCHES, jobs=2)) == [3, 3, 15]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_task_raises_is_raised_here(jobs: int) -> None:
    with pytest.raises(LookupError, match="three"):
        list(run(failing, BATCHES, jobs=jobs))


def test_a_script_without_a_guard_finishes(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    program = ["from spacepact.workers import run", "from test_workers import BATCHES, where"]
    program.append("print(sum(number for _, number in run(where, BATCHES, jobs=2)))")
    script.write_text("\n".join(program))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    outcome = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, env=environment, timeout=60, check=False
    )
    assert outcome.returncode == 0
    assert outcome.stdout.split()[-1] == "21"


def waiting(place: str) -> None:
    (Path(place) / str(os.getpid())).touch()
    time.sleep(120)


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc whether a process is alive, which Linux alone has")
def test_workers_end_with_a_process_that_is_killed(tmp_path: Path) -> None:
    program = "from spacepact.workers import run; from test_workers import waiting; list(run(waiting, [{0!r}] * 4, jobs=2))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(
        [sys.executable, "-c", program.format(str(tmp_path))], env=environment, stderr=subprocess.DEVNULL
    ) as parent:
        while len(list(tmp_path.iterdir())) < 2:
            assert parent.poll() is None
            time.sleep(0.05)
        parent.kill()
    workers = [int(place.name) for place in tmp_path.iterdir()]
    deadline = time.monotonic() + 20
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [worker for worker in workers if alive(worker)]


def test_there_is_at_least_one_processor() -> None:
    assert processors() >= 1
