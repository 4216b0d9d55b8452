"""Many batches of work through one executor: the caller's, a process pool's, or none at all."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection
from typing import TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result")


def run(
    task: Callable[[Batch], Result], batches: Sequence[Batch], *, executor: Executor | None = None, jobs: int | None = None
) -> Iterator[Result]:
    """The results of a task for each batch, as they are ready, in any order.

    Without an `executor`, one batch runs here, more in as many processes as there are processors (or `jobs`); `task` must then be
    a function of a module. Where processes can't be started (a script that builds as it is imported) or die, the work that
    is left runs here. Whatever a task raises is raised here, and the rest is given up.
    """
    if executor is None and (len(batches) < 2 or (jobs or processors()) < 2):
        yield from map(task, batches)
        return
    with _pool(executor, min(jobs or processors(), len(batches))) as pool:
        waiting: dict[Future[Result], Batch] = {}
        try:
            for batch in batches:
                waiting[pool.submit(task, batch)] = batch
        except BrokenProcessPool:
            pass
        yield from _results(task, waiting, batches[len(waiting) :])


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _results(task: Callable[[Batch], Result], waiting: dict[Future[Result], Batch], left: Sequence[Batch]) -> Iterator[Result]:
    try:
        for future in as_completed(waiting):
            try:
                result = future.result()
            except BrokenProcessPool:
                result = task(waiting[future])
            yield result
        yield from map(task, left)
    finally:
        for future in waiting:
            future.cancel()


@contextmanager
def _pool(executor: Executor | None, size: int) -> Iterator[Executor]:
    if executor is not None:
        yield executor
        return
    # A fresh interpreter in each worker: forking a process that holds threads (a notebook, a store) can hang.
    with ProcessPoolExecutor(size, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent) as pool:
        yield pool


def _end_with_parent() -> None:
    """Have this worker end when the process that started it is killed: a pool's workers would wait for work forever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for, args=(parent.sentinel,), daemon=True).start()


def _wait_for(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
