"""The pages beside the query page: what there is, the questions of the catalogue, and the answer to one of them."""

from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from spacepact import catalogue, vocab
from spacepact.answers import Answer, Result, linked, turtle
from spacepact.catalogue import Ask, Question
from spacepact.errors import QueryError, SpacepactError

ROWS_SHOWN = 1_000
ABOUT = "about"
"""The question that says what is known of an entity: where the links of entities lead."""
OFFERED = {
    "explorer.html": "the network to look around in, with the sentences behind every link",
    "report.html": "what was read and what was left",
    "spacepact.ttl": "the facts, as Turtle",
    "spacepact.trig": "everything with its evidence, as TriG",
    "dataset.ttl": "the description of the data set",
    "report.json": "the figures of the report",
}
"""The files of a build that are handed out, each with what it is."""


def page(title: str, body: str) -> bytes:
    """A whole page; `body` is HTML."""
    return _template().substitute(title=escape(title), body=body).encode()


def home(folder: Path) -> bytes:
    """The first page: the ways to look at the graph in `folder`."""
    ways = [
        ("/catalogue", "Questions", "the catalogue: questions with a name, to fill in and to ask"),
        ("/ask/", "SPARQL", "the query page; programs ask at <code>/query</code>"),
        *((f"/{name}", name, what) for name, what in OFFERED.items() if (folder / name).is_file()),
    ]
    items = "".join(f'<li><a href="{link}">{label}</a><br><small>{what}</small></li>' for link, label, what in ways)
    return page(
        "Home", f'<h1>Spacepact</h1><p class="lead">A knowledge graph with its evidence.</p><ul class="list">{items}</ul>'
    )


def questions() -> bytes:
    """All questions of the catalogue, each with a link to ask it."""
    items = "".join(
        f'<li><a href="/catalogue/{quote(name)}">{escape(question.description or name)}</a>'
        f"<br><small>{escape(question.summary)} · {escape(', '.join(question.tags))}</small></li>"
        for name, question in catalogue.questions().items()
    )
    return page("Questions", f'<h1>Questions</h1><ul class="list">{items}</ul>')


def question(name: str, given: Mapping[str, list[str]], ask: Ask) -> bytes:
    """One question with a form for its parameters and its answer. Raises UnknownName where there is none of that name."""
    asked = catalogue.question(name)
    params = {key: values if len(values) > 1 else values[0] for key, values in given.items()}
    head = f'<h1>{escape(asked.description or name)}</h1><p class="lead">{escape(asked.summary)}</p>{_form(asked, given)}'
    text = f"<details><summary>The query</summary><pre>{escape(asked.text)}</pre></details>"
    return page(asked.description or name, head + _answer(asked, params, ask) + text)


@cache
def _template() -> Template:
    return Template(Path(__file__).with_name("page.html").read_text(encoding="utf-8"))


def _form(asked: Question, given: Mapping[str, list[str]]) -> str:
    fields = "".join(
        f'<label for="p-{escape(name)}">{escape(name)} ({escape(kind)})<br><input id="p-{escape(name)}" name="{escape(name)}"'
        f' value="{escape(", ".join(given.get(name, [])) or _default(asked, name))}"></label>'
        for name, kind in asked.parameters.items()
    )
    return f'<form method="get">{fields}<button>Ask</button></form>' if fields else ""


def _default(asked: Question, name: str) -> str:
    value = asked.defaults.get(name, "")
    return str(value) if isinstance(value, str | int | float) else ", ".join(map(str, value))


def _answer(asked: Question, params: Mapping[str, str | list[str]], ask: Ask) -> str:
    try:
        return _shown(catalogue.run(ask, asked.name, params))
    except SpacepactError as error:
        if isinstance(error, QueryError) and not params:
            return "<p>Say what to ask about.</p>"
        return f'<p class="wrong" role="alert">{escape(str(error))}</p>'


def _shown(result: Result) -> str:
    if not isinstance(result, Answer):
        return f"<pre>{escape(str(result).lower() if isinstance(result, bool) else turtle(result))}</pre>"
    names, rows = linked(result)
    head = "".join(f'<th scope="col">{escape(name.replace("_", " "))}</th>' for name in names)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(*cell)}</td>' for cell in row)}</tr>" for row in rows[:ROWS_SHOWN])
    more = f", the first {ROWS_SHOWN:,} shown" if len(rows) > ROWS_SHOWN else ""
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<p>{len(rows):,} rows{more}</p><div class="scroll" tabindex="0">{table}</div>'


def _cell(text: str, link: str | None) -> str:
    if link is not None and link.startswith(vocab.ID):
        link = f"/catalogue/{ABOUT}?entity={quote(link, safe='')}"
        return f'<a href="{escape(link)}">{escape(text)}</a>'
    # an IRI of the graph may have any scheme; only addresses of the web become links
    web = link is not None and link.startswith(("http://", "https://"))
    return f'<a href="{escape(link or "")}" rel="noreferrer">{escape(text)}</a>' if web else escape(text)
