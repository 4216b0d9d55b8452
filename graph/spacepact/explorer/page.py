"""The page: template, style, scripts and data put into one file that asks the web for nothing.

A Content-Security-Policy in the file forbids every request and every script and style but the ones in it, which it names by
their hashes (Content Security Policy Level 3, W3C). Data is JSON in a script element that no browser runs.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Any

import pyoxigraph as ox

from spacepact.errors import SpacepactError
from spacepact.explorer.data import payload
from spacepact.network import Network, load

FOLDER = Path(__file__).resolve().parent
SCRIPTS = (
    "base", "model", "shapes", "state", "views", "paths", "picture", "labels", "search", "filters", "timeline", "evidence",
    "cards", "finder", "table", "downloads", "main",
)  # fmt: skip


def page(store: ox.Store, *, title: str = "Spacepact", pairs: Sequence[tuple[str, str]] | None = None) -> str:
    """The explorer of a store's claims as one HTML document, the same bytes for the same claims.

    `pairs` are names of states that get a tab of their own; the usual ones are India with the United States, Japan and Russia.
    Raises UnknownName where one is not in the network, QueryError where it is no state.
    """
    return render(load(store), title=title, pairs=pairs)


def write(store: ox.Store, path: str | Path, *, title: str = "Spacepact", pairs: Sequence[tuple[str, str]] | None = None) -> Path:
    """Write `page` to a file, whose folder is made where it is missing, and give its path back."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(store, title=title, pairs=pairs), encoding="utf-8", newline="\n")
    return target


def frame(text: str, *, height: int = 760) -> str:
    """The page as an iframe for a notebook; height in pixels. The frame runs scripts, and nothing else of the notebook's."""
    inner = html.escape(text, quote=True)
    return (
        f'<iframe srcdoc="{inner}" sandbox="allow-scripts allow-downloads allow-popups" '
        f'style="width:100%;height:{height}px;border:1px solid #8886" title="Network explorer"></iframe>'
    )


def render(network: Network, *, title: str, pairs: Sequence[tuple[str, str]] | None = None) -> str:
    """The explorer of a network that is already read."""
    style, library, script = _asset("style.css"), _library(), script_text()
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(library)} {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return Template(_asset("template.html")).substitute(
        title=html.escape(title), policy=policy, style=style, library=library, script=script,
        data=_json(payload(network, title=title, pairs=pairs)),
    )  # fmt: skip


def script_text() -> str:
    """The page's own script: its modules one after the other, in a scope of their own."""
    modules = "\n".join(_asset(f"js/{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{modules}\n}})();\n'


def _asset(name: str) -> str:
    return _inlined((FOLDER / name).read_text(encoding="utf-8"), name)


def _library() -> str:
    """The vis-network script that the installed pyvis carries."""
    import pyvis

    found = sorted(Path(pyvis.__file__).parent.glob("templates/lib/vis-9*/vis-network.min.js"))
    if not found:
        raise SpacepactError("the installed pyvis carries no vis-network: install pyvis 0.3.2 or newer.")
    return _inlined(found[-1].read_text(encoding="utf-8"), found[-1].name)


def _inlined(text: str, name: str) -> str:
    """Text with the line ends that a browser hashes; it may not hold what would end its element."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if name != "template.html" and any(end in plain.lower() for end in ("</script", "</style", "<!--")):
        raise SpacepactError(f"{name} can't stand inside a page: it holds the end of a script, a style or a comment.")
    return plain


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _json(data: dict[str, Any]) -> str:
    """JSON that can't end the element it stands in, nor open a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text
