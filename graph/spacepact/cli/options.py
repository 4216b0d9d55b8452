"""The options that several commands share, said once."""

from pathlib import Path
from typing import Annotated

import typer

Graph = Annotated[
    Path | None,
    typer.Option(
        "--graph", "-g", metavar="FOLDER", help="The folder of the build to ask (default: build/, or the project's own)."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print results alone: no progress, no summary.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a script to read.")]
Endpoint = Annotated[
    str | None, typer.Option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of a local build.")
]


def folder(graph: Path | None) -> Path:
    """The build folder that was named, else the one that the project's settings name, else `build/` here."""
    if graph is not None:
        return graph
    from spacepact import workspace

    return workspace.settings().output


def examples(*lines: str) -> str:
    """The epilog of a command: examples to copy, one a line."""
    return "\n\n".join(("[bold]Examples[/bold]", *(f"  $ {line}" for line in lines)))
