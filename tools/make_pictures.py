"""Make the pictures of docs/pictures from a build of the seeds: the page's views, its paths, and drawings for print.

Usage: python tools/make_pictures.py BUILD [FOLDER]. Needs Chromium, Playwright and matplotlib.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from spacepact import network
from spacepact.draw import draw
from spacepact.errors import NoPath
from spacepact.network import Network
from spacepact.store import open_store

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PAIRS = (("India", "United States"), ("India", "Japan"), ("India", "Russia"))
PATHS = (("JAXA", "NASA"), ("Russia", "Axiom-4"))


def shoot(browser: Browser, page_file: Path, fragment: str, target: Path) -> None:
    """Save the page, opened at an address part, as it looks on a small laptop."""
    context = browser.new_context(viewport={"width": 1280, "height": 760}, offline=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{page_file.resolve().as_uri()}#{fragment}")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.wait_for_timeout(300)
    page.screenshot(path=target)
    context.close()
    sys.stdout.write(f"{target}\n")


def fragments(net: Network) -> dict[str, str]:
    """The name of each picture and the address part that it shows."""
    found = {"everything": ""}
    for names in PAIRS:
        found["-".join(names).lower().replace(" ", "-")] = "view=" + "+".join(network.find(net, name) for name in names)
    for names in PATHS:
        try:
            network.paths(net, *names)
        except NoPath as error:
            sys.stderr.write(f"{error}\n")
            continue
        found["path-" + "-".join(names).lower()] = "path=" + "+".join(network.find(net, name) for name in names)
    return found


def main(build: Path, folder: Path) -> None:
    """Make all pictures of a build."""
    folder.mkdir(parents=True, exist_ok=True)
    net = network.load(open_store(build / "store"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name, fragment in fragments(net).items():
            shoot(browser, build / "explorer.html", fragment, folder / f"{name}.png")
        browser.close()
    for names in PAIRS:
        target = folder / f"{'-'.join(names).lower().replace(' ', '-')}.svg"
        draw(network.pair(net, *names), target, title=" – ".join(names), pair=names)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "docs/pictures"))
