"""Commands that judge: evaluate."""

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
