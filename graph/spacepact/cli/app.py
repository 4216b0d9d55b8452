"""The application: its commands, and what each kind of error becomes."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.main import get_command

from spacepact.cli import asking, explaining, giving, judging, making, serving, terminal
from spacepact.errors import SpacepactError
from spacepact.version import __version__

app = typer.Typer(
    name="spacepact",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 fine · 1 the data does not conform · 2 bad input.",
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"spacepact {__version__}")
        raise typer.Exit


for group in (making.commands, asking.commands, giving.commands, judging.commands, explaining.commands, serving.commands):
    app.add_typer(group)


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Documents on space diplomacy in; a validated, cited knowledge graph out.

    Start with [bold]spacepact build seeds[/bold], then [bold]spacepact show ISRO[/bold].
    """


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code. Every error a user can cause is one line on standard error."""
    command = get_command(app)
    try:
        with command.make_context("spacepact", list(arguments)) as context:
            command.invoke(context)
        sys.stdout.flush()
    except typer.Exit as end:
        return end.exit_code
    except typer.TyperException as error:
        if told := error.format_message():
            terminal.fail(f"{told} See spacepact --help.")
        return 2
    except SpacepactError as error:
        terminal.fail(str(error))
        return 2
    except BrokenPipeError:
        # The reader (head, less) has seen enough; a second complaint at interpreter exit would help nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        terminal.fail(f"{error.filename or 'the file system'}: {error.strerror or error}")
        return 2
    return 0
