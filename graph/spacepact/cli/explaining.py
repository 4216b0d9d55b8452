"""Commands that look into the reading: explain, and lexicon check."""

from dataclasses import asdict
from typing import Annotated

import typer

from spacepact.cli import options, terminal
from spacepact.errors import QueryError

commands = typer.Typer()
lexicon = typer.Typer(help="Look after the lexicon, the frames that say how English states facts.", no_args_is_help=True)
commands.add_typer(lexicon, name="lexicon")

Model = Annotated[str | None, typer.Option("--model", metavar="NAME", help="Read with this spaCy pipeline.")]


@commands.command(
    epilog=options.examples(
        'spacepact explain --sentence "Kenya and Poland signed a memorandum on ground stations."',
        "spacepact explain claim:0a1b2c3d4e5f6071 -g build",
    )
)
def explain(
    claim: Annotated[str | None, typer.Argument(help="A claim of the graph: its IRI, or claim:HASH.")] = None,
    sentence: Annotated[str | None, typer.Option("--sentence", "-s", metavar="TEXT", help="Explain a sentence instead.")] = None,
    date: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day that relative times in the sentence count from (2025-04-02).")
    ] = None,
    model: Model = None,
    graph: options.Graph = None,
    json: options.Json = False,
) -> None:
    """Say why the graph makes a claim, or what a sentence gives: names, predicates, roles, and what stopped each frame."""
    if (claim is None) == (sentence is None):
        raise QueryError("Name either a claim or a sentence: spacepact explain CLAIM, or spacepact explain --sentence TEXT.")
    from spacepact import explain as why
    from spacepact.extract import Extractor

    extractor = Extractor.load(model)
    found = (
        (why.explain_claim(extractor, options.folder(graph), claim),)
        if claim is not None
        else why.explain_sentence(extractor, sentence or "", date)
    )
    if json:
        terminal.print_json([asdict(one) for one in found])
    else:
        print("\n".join(terminal.clean(one.to_text()) for one in found).rstrip("\n") or "Nothing in it is read as a sentence.")


@lexicon.command(epilog=options.examples("spacepact lexicon check", "spacepact lexicon check --json"))
def check(model: Model = None, json: options.Json = False) -> None:
    """Run the examples and counter-examples of every frame, and report those that fail, conflicts and dead roles.

    Ends with 1 where an error was found; warnings alone are fine.
    """
    from spacepact.extract import Extractor
    from spacepact.extract.check import check as findings

    extractor = Extractor.load(model)
    found = findings(extractor)
    if json:
        terminal.print_json([asdict(one) for one in found])
    else:
        for one in found:
            print(terminal.clean(one))
        terminal.say(f"{len(extractor.lexicon.frames)} frames checked, {len(found) or 'no'} finding{'s' * (len(found) != 1)}.")
    if any(one.severity == "error" for one in found):
        raise typer.Exit(1)
