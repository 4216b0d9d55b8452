"""The Oxigraph server behind the front: started on the store of a build, ended when a query runs away, renewed on a rebuild."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from spacepact.errors import SpacepactError, StoreError

LOOPBACK = "127.0.0.1"
READY_WITHIN = 30.0
WATCH_EVERY = 0.25
"""Seconds between two looks at the store's place and at the server's health."""
DYING = 1.0
"""Seconds that a server that broke off may take to leave."""

Place = tuple[str, int, int]


@dataclass(eq=False, slots=True)
class Backend:
    """One running server. `asked` counts the requests under way."""

    process: "subprocess.Popen[bytes]"
    port: int
    place: Place
    asked: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self.process.poll() is None

    def end(self) -> None:
        """End the process at once; Oxigraph only reads, so nothing is lost."""
        self.process.kill()
        self.process.wait()


def place(folder: Path) -> Place:
    """What tells one build's store from the next: the folder that the store's name leads to."""
    store = (folder / "store").resolve()
    try:
        found = (store / "CURRENT").stat()
    except OSError:
        raise StoreError(
            f"{folder} holds no store: build one with `spacepact build DOCUMENTS`, or name a build's folder."
        ) from None
    return str(store), found.st_dev, found.st_ino


def program() -> str:
    """The path of the Oxigraph server; raises SpacepactError where it isn't installed."""
    beside = str(Path(sys.executable).parent)
    if found := shutil.which("oxigraph", path=os.pathsep.join([beside, os.environ.get("PATH", os.defpath)])):
        return found
    raise SpacepactError("The Oxigraph server isn't installed: pip install 'spacepact[serve]'.")


def start(where: Place) -> Backend:
    """A server on the store at `where`, ready to answer; raises StoreError where it doesn't come up."""
    port = _free_port()
    command = [program(), "serve-read-only", "--location", where[0], "--bind", f"{LOOPBACK}:{port}", "--union-default-graph"]
    with tempfile.TemporaryFile() as said:
        # a session of its own: Ctrl-C on the terminal reaches us alone, and we end the server in order
        process = subprocess.Popen(  # noqa: S603 - our own program, our own arguments
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
        )
        if _answers(process, port):
            return Backend(process, port, where)
        process.kill()
        process.wait()
        said.seek(0)
        reason = " ".join(said.read(500).decode("utf-8", "replace").split()) or f"it left with {process.returncode}"
    raise StoreError(f"The server doesn't come up on {where[0]} ({reason}): build the store again.")


class Supervisor:
    """Keeps one healthy server on the build's current store.

    A thread of its own starts a server on the new store when a rebuild was swapped in (the old one ends once its requests are
    done), and another one when a server was given up or died.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        self._look = threading.Event()
        self._retired: list[Backend] = []
        self._current = start(place(folder))
        self._watcher = threading.Thread(target=self._watch, name="spacepact-supervisor", daemon=True)
        self._watcher.start()

    @contextmanager
    def lease(self, patience: float = READY_WITHIN) -> Iterator[Backend]:
        """The server to ask, kept until the block ends unless it is given up. Raises StoreError where none comes up in time."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._current.alive and not self._stopping.is_set(), timeout=patience):
                raise StoreError("The server is down and doesn't come up: build the store again.")
            backend = self._current
            with backend.lock:
                backend.asked += 1
        try:
            yield backend
        finally:
            with backend.lock:
                backend.asked -= 1

    def give_up(self, backend: Backend) -> None:
        """End a server that a query has run away with; the next one is started at once."""
        backend.end()
        self._look.set()

    def lost(self, backend: Backend) -> None:
        """Say that a server broke a connection off: if it is dying, wait until it is dead, so that the next lease is another."""
        with suppress(subprocess.TimeoutExpired):
            backend.process.wait(timeout=DYING)
        self._look.set()

    def stop(self) -> None:
        """End all servers."""
        self._stopping.set()
        self._look.set()
        self._watcher.join()
        for backend in (self._current, *self._retired):
            backend.end()

    def _watch(self) -> None:
        while not self._stopping.is_set():
            self._look.wait(WATCH_EVERY)
            self._look.clear()
            if not self._stopping.is_set():
                self._renew()
                self._retire()

    def _renew(self) -> None:
        try:
            where = place(self._folder)
            if self._current.alive and where == self._current.place:
                return
            fresh = start(where)
        except (StoreError, OSError):
            # in the middle of a swap, or a store that can't be served: the old server goes on, and we look again
            time.sleep(WATCH_EVERY)
            return
        with self._changed:
            self._retired.append(self._current)
            self._current = fresh
            self._changed.notify_all()

    def _retire(self) -> None:
        for backend in [backend for backend in self._retired if not backend.asked or not backend.alive]:
            backend.end()
            self._retired.remove(backend)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _answers(process: "subprocess.Popen[bytes]", port: int) -> bool:
    """Whether the server takes connections before it leaves or the time is up."""
    deadline = time.monotonic() + READY_WITHIN
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection((LOOPBACK, port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return True
    return False
