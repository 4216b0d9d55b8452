"""Commands that ask a graph: query, show, path."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spacepact.cli import options, terminal
from spacepact.errors import QueryError

if TYPE_CHECKING:
    from spacepact.answers import Result

commands = typer.Typer()


@commands.command(
    epilog=options.examples(
        "spacepact query                                   # list the questions",
        "spacepact query partners -p state=India",
        "spacepact query my-question.rq --format csv > rows.csv",
        'spacepact query "SELECT ?s WHERE { ?s a pact:State } ORDER BY ?s"',
        "cat question.rq | spacepact query - --json",
    )
)
def query(
    question: Annotated[
        str | None, typer.Argument(help="A question's name, a .rq file, SPARQL text, or - for standard input.")
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="What to ask about; repeatable.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the questions of the catalogue; so does asking none.")] = False,
    form: Annotated[str, typer.Option("--format", "-f", help="table, csv, tsv, json, markdown, turtle or ntriples.")] = "table",
    explain: Annotated[bool, typer.Option("--explain", help="Say how the query is evaluated instead of answering it.")] = False,
    timeout: Annotated[float | None, typer.Option(metavar="SECONDS", min=0.1, help="Stop a query that runs longer.")] = None,
    graph: options.Graph = None,
    endpoint: options.Endpoint = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Ask a question: one of the catalogue by its name, or your own SPARQL.

    Common prefixes (pact:, pactid:, skos:, prov: …) need not be declared.

    A parameter takes a name, an IRI or a number; given twice, it takes both.
    """
    if list_ or question is None:
        _list_questions(json)
        return
    text, params = _text(question), _params(param or [])
    if explain:
        print(_explained(text, params, options.folder(graph), endpoint))
        return
    _print(_answered(text, params, options.folder(graph), endpoint, timeout), "json" if json else form)


@commands.command(
    epilog=options.examples(
        "spacepact show ISRO", 'spacepact show "United States" --json', "spacepact show NISAR -g elsewhere/build"
    )
)
def show(
    entity: Annotated[str, typer.Argument(help="A name, an acronym or an id.")],
    graph: options.Graph = None,
    json: options.Json = False,
) -> None:
    """Show everything the graph says about an actor, an agreement, a mission or a place, with the sentences that say so."""
    from spacepact.kg import KnowledgeGraph

    card = KnowledgeGraph.open(options.folder(graph)).entity(entity)
    if json:
        terminal.print_json(card.as_dict())
    else:
        print(terminal.clean(str(card)).rstrip("\n"))


@commands.command(
    epilog=options.examples(
        "spacepact path JAXA NASA", 'spacepact path Russia Japan --via ISRO', "spacepact path ISRO ESA --as-of 2024-12-31"
    )
)
def path(
    source: Annotated[str, typer.Argument(help="Where the path starts: a name or an id.")],
    target: Annotated[str, typer.Argument(help="Where it ends.")],
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many paths, the best first.")] = 5,
    max_length: Annotated[int, typer.Option(min=1, max=10, help="The most hops a path may have.")] = 4,
    avoid: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Never pass through this; repeatable.")] = None,
    via: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Pass through this; repeatable.")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="Know only what was so on this day (2024-12-31).")] = None,
    graph: options.Graph = None,
    json: options.Json = False,
) -> None:
    """Find how two actors are linked: ranked paths, each hop with its sentence, document, date and rule."""
    from spacepact import network
    from spacepact.store import open_store

    net = network.load(open_store(options.folder(graph) / "store"))
    found = network.paths(net, source, target, k=k, max_length=max_length, avoid=avoid or (), via=via or (), as_of=as_of)
    if json:
        terminal.print_json(network.as_rows(net, found))
        return
    print("\n\n".join(terminal.clean(network.describe(net, one)).rstrip("\n") for one in found))


def _list_questions(json: bool) -> None:
    from spacepact import catalogue

    found = [question for name, question in catalogue.questions().items() if not name.startswith("checks/")]
    if json:
        terminal.print_json(
            [{"name": q.name, "summary": q.summary, "parameters": dict(q.parameters), "tags": list(q.tags)} for q in found]
        )
        return
    terminal.print_table(
        ("question", "what one row is", "parameters"), [(q.name, q.summary, " ".join(q.parameters)) for q in found]
    )


def _text(question: str) -> str:
    """The query that an argument stands for: the text of a file or of standard input, else the argument itself."""
    if question == "-":
        return sys.stdin.read()
    if question.endswith(".rq"):
        file = Path(question)
        if not file.is_file():
            raise QueryError(f"There is no file {question}: name a .rq file, or a question of `spacepact query`.")
        return file.read_text(encoding="utf-8")
    return question


def _params(pairs: list[str]) -> dict[str, str | list[str]]:
    """`NAME=VALUE` pairs as parameters; a name given twice has both values."""
    gathered: dict[str, list[str]] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name or not value:
            raise QueryError(f"--param {pair} is no NAME=VALUE: write for example --param state=India.")
        gathered.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in gathered.items()}


def _answered(
    text: str, params: dict[str, str | list[str]], folder: Path, endpoint: str | None, timeout: float | None
) -> "Result":
    from spacepact import catalogue

    if endpoint is not None:
        from spacepact import remote

        return catalogue.run(remote.ask(endpoint, timeout=timeout or 60.0), text, params)
    if timeout is not None:
        from spacepact import bounded

        return bounded.run(folder, text, params, timeout=timeout)
    from spacepact.store import open_store

    _die_on_interrupt()
    return catalogue.run(open_store(folder / "store"), text, params)


def _explained(text: str, params: dict[str, str | list[str]], folder: Path, endpoint: str | None) -> str:
    from spacepact import catalogue

    if endpoint is not None:
        raise QueryError("--explain shows how the local store evaluates a query: leave --endpoint out.")
    from spacepact.store import open_store

    return catalogue.explain(catalogue.local(open_store(folder / "store")), text, params).rstrip("\n")


def _print(result: "Result", form: str) -> None:
    from shutil import get_terminal_size

    from spacepact import answers

    watched = sys.stdout.isatty()
    text = answers.render(
        result, form, width=get_terminal_size().columns if watched else None, colour=watched and form == "table"
    )
    print(text, end="")


def _die_on_interrupt() -> None:
    """Let Ctrl-C end the process at once: Oxigraph doesn't look at Python's signals while a query runs."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)
