"""A page of the explorer in Debian's Chromium, with the network off; what it asks for or complains of fails the test."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from networks import documents, store_of
from spacepact import explorer

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SCREENSHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("there is no chromium: apt-get install chromium")
        pytest.skip("there is no chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def small_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of the small world of `networks`, with a tab for each of two pairs."""
    target = tmp_path_factory.mktemp("page") / "explorer.html"
    return explorer.write(store_of(documents()), target, title="Small world", pairs=[("India", "US"), ("India", "Japan")])


@pytest.fixture
def open_page(browser: Browser, small_page: Path) -> Iterator[Open]:
    """Open a page file at an address part (#…); every request and every complaint of the page is an error in the end."""
    faults: list[str] = []
    contexts = []

    def opened(fragment: str = "", *, file: Path = small_page, width: int = 1280, height: int = 800, **settings: object) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, offline=True, accept_downloads=True, **settings
        )  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on(
            "request", lambda request: None if request.url.startswith(("file:", "data:", "blob:")) else faults.append(request.url)
        )
        page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        page.goto(f"{file.as_uri()}#{fragment}")
        page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """Keep a picture of the page for people to look at."""

    def take(page: Page, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png")

    return take
