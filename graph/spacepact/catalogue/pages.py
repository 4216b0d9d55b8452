"""The catalogue as pages of Markdown: the question, the query, and its answer on the graph at hand."""

from collections.abc import Iterable, Mapping

from spacepact.answers import Answer, Result, Triples, markdown, texts, turtle
from spacepact.catalogue import Question

MOST = 40
"""The most rows, and half of the most lines, that a page shows."""


def answer_text(result: Result) -> str:
    """An answer as lines of tab-separated text as people see it, with a header: what an expected answer is kept as."""
    if isinstance(result, bool):
        return f"{result}\n"
    if isinstance(result, Triples):
        return "".join(f"{triple}\n" for triple in result.triples)
    return "".join("\t".join(line) + "\n" for line in [result.columns, *texts(result.rows)])


def page(question: Question, result: Result) -> str:
    """The page of one question."""
    parts = [f"# {question.description}", question.summary, f"Tags: {', '.join(question.tags)}."]
    parts += [_parameters(question)] if question.parameters else []
    parts += [f"```sh\n{_command(question)}\n```", f"```sparql\n{_body(question.text)}\n```", "## Answer", _answer(result)]
    return "\n\n".join(parts) + "\n"


def index(questions: Mapping[str, Question], introduction: str) -> str:
    """The page that lists all questions by tag."""
    tags = sorted({tag for question in questions.values() for tag in question.tags})
    lines = ["# Questions to ask", "", introduction]
    for tag in tags:
        lines += ["", f"## {tag.capitalize()}", ""]
        lines += [f"- [{q.description}]({name}.md) `{name}`" for name, q in questions.items() if tag in q.tags]
    return "\n".join(lines) + "\n"


def _parameters(question: Question) -> str:
    lines = ["| parameter | kind | default |", "| --- | --- | --- |"]
    lines += [f"| {name} | {kind} | {_shown(question.defaults.get(name, ''))} |" for name, kind in question.parameters.items()]
    return "\n".join(lines)


def _command(question: Question) -> str:
    pairs = [f"{name}={value}" for name, values in question.defaults.items() for value in _listed(values)]
    return " ".join(["spacepact query", question.name, *(f'-p "{pair}"' if " " in pair else f"-p {pair}" for pair in pairs)])


def _listed(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else [value]


def _shown(value: object) -> str:
    return ", ".join(map(str, _listed(value)))


def _body(text: str) -> str:
    return "\n".join(line for line in text.strip().splitlines() if not line.startswith("#+"))


def _answer(result: Result) -> str:
    if isinstance(result, bool):
        return "Yes." if result else "No."
    if isinstance(result, Triples):
        lines = turtle(result).strip().splitlines()
        return "\n".join(["```turtle", *lines[: 2 * MOST], "```"]) + _rest(len(lines) - 2 * MOST, "lines")
    if not result.rows:
        return "There is none."
    shown = Answer(result.columns, result.rows[:MOST])
    return markdown(shown).rstrip("\n") + _rest(len(result.rows) - MOST, "rows")


def _rest(number: int, what: str) -> str:
    return f"\n\nand {number} {what} more." if number > 0 else ""
