"""What commands print and how: results on standard output, everything else on standard error.

Whatever comes from a document is hostile to a terminal too: `clean` takes out escape sequences and direction overrides,
and nothing that was read is ever interpreted as markup.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

Progress = Callable[[int, int, str], None]
"""Called with how much is done, how much there is, and what is being done."""

_HOSTILE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: object) -> str:
    r"""The text of `text`, safe to print: control characters and direction marks become U+FFFD.

    >>> clean("a\x1b[31mb")
    'a\ufffd[31mb'
    """
    return _HOSTILE.sub("\ufffd", str(text))


def console(*, stderr: bool = False) -> "Console":
    """A console that prints text as it is: no markup, no emoji codes, no highlighting, no wrapping where the output is piped."""
    from rich.console import Console

    piped = not (sys.stderr if stderr else sys.stdout).isatty()
    return Console(stderr=stderr, markup=False, emoji=False, highlight=False, soft_wrap=piped)


def say(message: str, *, quiet: bool = False) -> None:
    """Tell a person something that is no result: one line on standard error."""
    if not quiet:
        print(clean(message), file=sys.stderr)


def fail(message: str) -> None:
    """The one line that an error gets."""
    print(f"spacepact: {clean(' '.join(message.split()))}", file=sys.stderr)


def print_json(value: Any) -> None:
    """A value as JSON, for a script to read: keys in their order, one document, a closing newline."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
    """Rows for a person: a ruled table on a terminal, tab-separated lines with a header where the output is piped."""
    if not sys.stdout.isatty():
        for row in (columns, *rows):
            print("\t".join(" ".join(clean(cell).split()) for cell in row))
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, title=title, title_justify="left", row_styles=["", "dim"])
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    console().print(table)


@contextmanager
def progress(what: str, *, quiet: bool = False) -> Iterator[Progress]:
    """A bar on standard error while the block runs; silent where nobody watches.

    What it yields is called with (done, total, what is being done).
    """
    if quiet or not sys.stderr.isatty():
        yield lambda done, total, doing: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total, doing: bar.update(task, completed=done, total=total, description=clean(doing)[:60])
