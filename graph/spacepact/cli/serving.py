"""Commands that talk to servers, or are one: serve, publish, enrich."""

from pathlib import Path
from typing import Annotated

import typer

from spacepact.cli import options, terminal

commands = typer.Typer()
Timeout = Annotated[float, typer.Option(metavar="SECONDS", min=0.1, help="How long one request may take.")]


@commands.command(epilog=options.examples("spacepact serve", "spacepact serve -g out --port 8000 --timeout 10"))
def serve(
    graph: options.Graph = None,
    host: Annotated[
        str, typer.Option(help="The address to listen on; the default is reachable from this machine alone.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")] = 7878,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", min=0.1, help="Stop a query that runs longer.")] = 30.0,
    allow_service: Annotated[bool, typer.Option("--allow-service", help="Let queries reach other endpoints by SERVICE.")] = False,
    quiet: options.Quiet = False,
) -> None:
    """Answer SPARQL over HTTP from a build, read-only, with the explorer and the catalogue beside it; Ctrl-C stops it.

    A rebuild is served as soon as it has been swapped in.
    """
    from spacepact import serve as serving

    serving.run(
        options.folder(graph),
        host=host,
        port=port,
        timeout=timeout,
        allow_service=allow_service,
        announce=lambda line: terminal.say(line, quiet=quiet),
    )


@commands.command(epilog=options.examples("spacepact publish --endpoint http://localhost:7878/store"))
def publish(
    endpoint: Annotated[str, typer.Option("--endpoint", metavar="URL", help="The server's Graph Store Protocol address.")],
    timeout: Timeout = 60.0,
    graph: options.Graph = None,
    quiet: options.Quiet = False,
    json: options.Json = False,
) -> None:
    """Load the graph into a server, one named graph a document, only those that changed; safe to run again after a failure."""
    from spacepact.publish import publish as publishing
    from spacepact.store import open_store

    store = open_store(options.folder(graph) / "store")
    with terminal.progress("publishing", quiet=quiet) as progress:
        done = publishing(store, endpoint, timeout=timeout, progress=progress)
    if json:
        terminal.print_json({"loaded": list(done.loaded), "unchanged": list(done.unchanged), "removed": list(done.removed)})
        return
    terminal.say(f"Loaded {len(done.loaded)} graphs, left {len(done.unchanged)}, removed {len(done.removed)}.", quiet=quiet)


@commands.command(
    epilog=options.examples(
        "spacepact enrich proposals.ttl --limit 20", "spacepact enrich proposals.ttl --kind SpaceAgency --endpoint URL"
    )
)
def enrich(
    target: Annotated[Path, typer.Argument(help="The Turtle file to write the proposals to.")],
    kind: Annotated[list[str] | None, typer.Option(metavar="CLASS", help="Only entities of this class; repeatable.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Look up at most so many entities.")] = None,
    endpoint: Annotated[
        str | None, typer.Option("--endpoint", metavar="URL", help="The endpoint to ask (default: Wikidata's).")
    ] = None,
    timeout: Timeout = 60.0,
    graph: options.Graph = None,
    quiet: options.Quiet = False,
) -> None:
    """Propose links from the graph's entities to another data set. They are written beside the graph, never into it."""
    from spacepact import enrich as enriching
    from spacepact.store import open_store

    store = open_store(options.folder(graph) / "store")
    with terminal.progress("looking up", quiet=quiet) as progress:
        proposals = enriching.propose(
            store,
            endpoint=endpoint or enriching.WIKIDATA,
            kinds=tuple(kind or ()),
            limit=limit,
            timeout=timeout,
            progress=progress,
        )
    target.write_text(enriching.turtle(proposals), encoding="utf-8")
    terminal.say(f"Wrote {len(proposals)} proposals to {target}.", quiet=quiet)
