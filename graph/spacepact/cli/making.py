"""Commands that make things: init, build, validate."""

from pathlib import Path
from typing import Annotated

import typer

from spacepact.cli import options, terminal

commands = typer.Typer()


@commands.command(epilog=options.examples("spacepact init my-project", "cd my-project && spacepact build"))
def init(
    folder: Annotated[Path, typer.Argument(help="The folder to make.")],
    quiet: options.Quiet = False,
) -> None:
    """Make a project folder of your own: documents, actors, rules and questions beside those that Spacepact brings."""
    from spacepact import workspace

    files = workspace.create(folder)
    terminal.say("\n".join(["Made", *(f"  {file}" for file in files), f"Next: cd {folder} && spacepact build"]), quiet=quiet)
