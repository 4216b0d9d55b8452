"""Commands that hand the graph on: export, explore, draw."""

from pathlib import Path
from typing import Annotated

import typer

from spacepact.cli import options, terminal

commands = typer.Typer()


@commands.command(
    epilog=options.examples(
        "spacepact export graph.jsonld",
        "spacepact export india.graphml --state India",
        "spacepact export tables/ --format csv",
        "spacepact export lunar.xlsx --topic 'lunar exploration'",
    )
)
def export(
    target: Annotated[Path, typer.Argument(help="The file, or for csv the folder, to write.")],
    form: Annotated[
        str | None, typer.Option("--format", "-f", help="The format, where the suffix of the file doesn't tell.")
    ] = None,
    state: Annotated[str | None, typer.Option(metavar="NAME", help="Only what concerns this state.")] = None,
    topic: Annotated[str | None, typer.Option(metavar="NAME", help="Only what concerns this topic.")] = None,
    document: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this document says.")] = None,
    query: Annotated[
        str | None, typer.Option(metavar="QUESTION", help="Only the claims that a question of the catalogue finds.")
    ] = None,
    graph: options.Graph = None,
    quiet: options.Quiet = False,
) -> None:
    """Write the graph, or a part of it, for another tool.

    Formats: turtle, trig, ntriples, nquads, jsonld, rdfxml, graphml, gexf, csv (nodes and edges), parquet, excel.
    """
    from spacepact import export as exporting
    from spacepact.store import open_store

    store = open_store(options.folder(graph) / "store")
    for file in exporting.write(store, target, form=form, state=state, topic=topic, document=document, query=query):
        terminal.say(f"Wrote {file}", quiet=quiet)


@commands.command(epilog=options.examples("spacepact explore page.html", "spacepact explore page.html --title 'Our corpus'"))
def explore(
    target: Annotated[Path, typer.Argument(help="The page to write.")],
    title: Annotated[str, typer.Option(help="The page's title.")] = "Spacepact",
    graph: options.Graph = None,
    quiet: options.Quiet = False,
) -> None:
    """Write the interactive page of a graph: one file that works without the web."""
    from spacepact import explorer
    from spacepact.store import open_store

    terminal.say(f"Wrote {explorer.write(open_store(options.folder(graph) / 'store'), target, title=title)}", quiet=quiet)


@commands.command(
    epilog=options.examples(
        "spacepact draw india-us.svg --pair India 'United States'", "spacepact draw nisar.png --around NISAR --most 30"
    )
)
def draw(
    target: Annotated[Path, typer.Argument(help="The picture to write: .svg or .png.")],
    pair: Annotated[tuple[str, str] | None, typer.Option(metavar="STATE STATE", help="What links two states.")] = None,
    topic: Annotated[str | None, typer.Option(metavar="NAME", help="What concerns a topic.")] = None,
    document: Annotated[str | None, typer.Option(metavar="NAME", help="What one document says.")] = None,
    around: Annotated[str | None, typer.Option(metavar="NAME", help="The neighbourhood of one entity.")] = None,
    most: Annotated[int, typer.Option(min=2, max=500, help="The most entities to draw.")] = 60,
    title: Annotated[str | None, typer.Option(help="What stands above the picture.")] = None,
    graph: options.Graph = None,
    quiet: options.Quiet = False,
) -> None:
    """Draw a view of the graph for a report, with a legend. Several views are taken one after the other."""
    from spacepact import network
    from spacepact.draw import draw as picture
    from spacepact.store import open_store

    net = network.load(open_store(options.folder(graph) / "store"))
    if pair is not None:
        net = network.pair(net, *pair)
    if topic is not None:
        net = network.topic(net, topic)
    if document is not None:
        net = network.document(net, document)
    if around is not None:
        net = network.neighbourhood(net, around)
    terminal.say(f"Wrote {picture(net, target, title=title, most=most, pair=pair)}", quiet=quiet)
