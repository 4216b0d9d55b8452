"""Serves a build: SPARQL by a read-only Oxigraph server, and the explorer, the report and the questions beside it.

`guard` refuses SERVICE, `backend` keeps the Oxigraph server healthy and on the newest build, `relay` passes requests on and stops
those that run past the limit, `front` is what the world sees, `pages` writes its pages.
"""

import ipaddress
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from spacepact.errors import SpacepactError
from spacepact.serve.backend import LOOPBACK, Supervisor
from spacepact.serve.front import Front, Settings

ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(
    folder: str | Path,
    *,
    host: str = LOOPBACK,
    port: int = 7878,
    timeout: float = 30.0,
    allow_service: bool = False,
    announce: Callable[[str], None] = print,
) -> None:
    """Serve a build until Ctrl-C or a signal to end; `announce` is told where. The other arguments are those of `serving`."""
    ended = threading.Event()
    before = {end: signal.signal(end, lambda *_: ended.set()) for end in ENDS}
    try:
        with serving(folder, host=host, port=port, timeout=timeout, allow_service=allow_service) as url:
            announce(f"Serving {folder} at {url}/ (SPARQL at {url}/query); Ctrl-C stops it.")
            ended.wait()
    finally:
        for end, handler in before.items():
            signal.signal(end, handler)


@contextmanager
def serving(
    folder: str | Path, *, host: str = LOOPBACK, port: int = 0, timeout: float = 30.0, allow_service: bool = False
) -> Iterator[str]:
    """Serve a build while the block runs; yields the address. Port 0 takes a free one, `timeout` is in seconds for each query.

    Raises StoreError where the folder holds no store, SpacepactError where the Oxigraph server isn't installed or the address
    can't be listened on.
    """
    supervisor = Supervisor(Path(folder))
    try:
        settings = Settings(Path(folder), supervisor, timeout, allow_service, _is_loopback(host))
        try:
            front = Front(host, port, settings)
        except (OSError, OverflowError) as error:
            raise SpacepactError(f"{host}:{port} can't be listened on ({error}): choose another --host or --port.") from None
        with front:
            thread = threading.Thread(target=front.serve_forever, kwargs={"poll_interval": 0.05}, name="spacepact-front")
            thread.start()
            try:
                yield front.url
            finally:
                front.shutdown()
                thread.join()
    finally:
        supervisor.stop()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
