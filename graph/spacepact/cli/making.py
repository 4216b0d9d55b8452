"""Commands that make things: build, validate, init."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spacepact.cli import options, terminal
from spacepact.errors import SpacepactError

if TYPE_CHECKING:
    from spacepact.pipeline import Build

commands = typer.Typer()


@commands.command(
    epilog=options.examples(
        "spacepact build seeds -o build",
        "spacepact build reports/ note.pdf --date 2025-04-02 -o out",
        "spacepact build                       # in a project: what its settings say",
        "spacepact build reports/ --json       # what was done, for a script",
    )
)
def build(
    documents: Annotated[list[Path] | None, typer.Argument(help="Files (.md .txt .html .pdf .docx) and folders of them.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FOLDER", help="Where the graph goes (default: build/).")
    ] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="The date of documents that state none: 2025-04-02.")] = None,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Another spaCy model to read with.")] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="How many processes read (default: one a processor).")
    ] = None,
    quiet: options.Quiet = False,
    json: options.Json = False,
) -> None:
    """Read documents into a graph: facts with their sentences, an Oxigraph store, a page to explore and a report.

    Only what changed is read again. What was there before stays whole until the new graph is. A document that doesn't conform
    to the ontology is reported and left out; the exit code is then 1.
    """
    from spacepact import pipeline, workspace

    settings = workspace.settings()
    with terminal.progress("reading", quiet=quiet) as progress:
        done = pipeline.build(
            documents or settings.documents, output or settings.output, issued=date, model=model, jobs=jobs, progress=progress
        )
    if json:
        terminal.print_json(asdict(done))
    elif not quiet:
        _tell(done)
    for problem in done.unread:
        terminal.fail(problem)
    if done.rejected:
        terminal.fail(f"left out because they don't conform: {', '.join(done.rejected)}. {done.report} says why.")
    if not done.conforms:
        raise typer.Exit(1)


@commands.command(
    epilog=options.examples(
        "spacepact validate",
        "spacepact validate out --json",
        "spacepact validate other.trig",
        "spacepact validate out --rdf > report.ttl",
    )
)
def validate(
    graph: Annotated[Path | None, typer.Argument(metavar="FOLDER|FILE", help="A build's folder, or a .trig or .nq file.")] = None,
    rdf: Annotated[bool, typer.Option("--rdf", help="Print the SHACL report as Turtle.")] = False,
    quiet: options.Quiet = False,
    json: options.Json = False,
) -> None:
    """Hold a graph against the SHACL shapes and the checks; each finding names file and offset and quotes the sentence.

    The exit code is 1 where a shape is violated or a check finds something.
    """
    if rdf and json:
        raise SpacepactError("--rdf and --json are two forms of one report: ask for one of them.")
    from spacepact import audit

    with terminal.progress("validating", quiet=quiet) as progress:
        found = audit.audit(audit.open_graph(options.folder(graph)), progress=progress)
    if rdf:
        print(found.report.to_rdf(), end="")
    elif json:
        print(found.to_json(), end="")
    elif not quiet or not found.conforms:
        print(terminal.clean(found.to_text()), end="")
    if not found.conforms:
        raise typer.Exit(1)


@commands.command(epilog=options.examples("spacepact init my-project", "cd my-project && spacepact build"))
def init(
    folder: Annotated[Path, typer.Argument(help="The folder to make.")],
    quiet: options.Quiet = False,
) -> None:
    """Make a project folder of your own: documents, actors, rules and questions beside those that Spacepact brings."""
    from spacepact import workspace

    files = workspace.create(folder)
    terminal.say("\n".join(["Made", *(f"  {file}" for file in files), f"Next: cd {folder} && spacepact build"]), quiet=quiet)


def _tell(done: "Build") -> None:
    documents = f"{done.documents} {'document' if done.documents == 1 else 'documents'}, {done.extracted} read anew"
    terminal.say(
        f"{documents}: {done.claims:,} claims, {done.quads:,} quads in {done.folder}\n"
        f"Look around in {done.folder / 'explorer.html'}; {done.report} says what was read and what was not."
    )
