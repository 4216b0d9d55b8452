"""Commands that judge: evaluate, lexicon check."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from spacepact.cli import options, terminal

commands = typer.Typer()


@commands.command(
    epilog=options.examples(
        "spacepact evaluate gold/ -g build",
        "spacepact evaluate gold/one.yaml --errors",
        "spacepact evaluate gold/ --json > scores.json",
    )
)
def evaluate(
    gold: Annotated[list[Path], typer.Argument(help="Gold annotations: YAML files, or folders of them.")],
    errors: Annotated[bool, typer.Option("--errors", help="List every error after the figures.")] = False,
    graph: options.Graph = None,
    json: options.Json = False,
) -> None:
    """Score a graph against gold annotations: precision, recall and F1 of facts, by document, relation and rule."""
    from spacepact.evaluate import evaluate as score

    card = score(options.folder(graph), gold)
    if json:
        print(card.to_json(), end="")
        return
    print(terminal.clean(card.to_markdown()), end="")
    if errors:
        print("\n".join(("", "## Errors", "", *(f"- {terminal.clean(error)}" for error in card.errors()))))


lexicon = typer.Typer(no_args_is_help=True, help="Look after the lexicon: how English says the relations of the ontology.")
commands.add_typer(lexicon, name="lexicon")


@lexicon.command(epilog=options.examples("spacepact lexicon check", "spacepact lexicon check --json"))
def check(
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Another spaCy model to read with.")] = None,
    quiet: options.Quiet = False,
    json: options.Json = False,
) -> None:
    """Run every frame's examples and counter-examples, and report what is wrong, doubled or never used.

    The exit code is 1 where a frame doesn't keep its word.
    """
    from spacepact.extract import Extractor
    from spacepact.extract.check import check as findings

    found = findings(Extractor.load(model))
    if json:
        terminal.print_json([asdict(finding) for finding in found])
    else:
        for finding in found:
            print(terminal.clean(finding))
        terminal.say("The lexicon keeps its word." if not found else f"{len(found)} findings.", quiet=quiet)
    if any(finding.severity == "error" for finding in found):
        raise typer.Exit(1)
