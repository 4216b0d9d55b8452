"""SPARQL as text: its tokens, the prefixes it needs, where parameters go, and what a parser's complaint means.

A parameter is a variable whose name starts with an underscore, or with two where it may be left out (the convention of grlc).
It is bound by a VALUES clause at the head of every group that uses it, so that a filter inside a UNION or an OPTIONAL sees it
too; the value is never pasted into the query.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import pyoxigraph as ox

from spacepact import vocab
from spacepact.errors import QueryError, did_you_mean

TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<tag>@[A-Za-z]+(?:-\w+)*)
    |(?P<blank>_:[\w.-]+)
    |(?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[^\w\s])(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[^\w\s])*)?)
    |(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    |(?P<word>[^\W\d_]\w*)
    |(?P<brace>[{}])
    |(?P<quote>["'])""",
    re.VERBOSE | re.DOTALL,
)
KEYWORDS = """
a abs add adjust all as asc ask avg base bind bnode bound by bytes ceil clear coalesce concat construct contains copy count create
data datatype day default delete desc describe distinct drop encode_for_uri exists false filter floor from graph group
group_concat having hours if in insert into iri isblank isiri isliteral isnumeric istriple isuri lang langmatches lateral lcase
limit load max md5 min minus minutes month move named not now object offset optional order predicate prefix rand reduced regex
replace round sameterm sample seconds select separator service sha1 sha256 sha384 sha512 silent str strafter strbefore strdt
strends strlang strlen strstarts struuid subject substr sum timezone to triple true tz ucase undef union uri using uuid values
where with year"""
WORDS = frozenset(KEYWORDS.split())
"""The keywords and functions of SPARQL 1.1, and what Oxigraph adds, in lower case."""

POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
FORMS = "select", "construct", "describe", "ask"
UPDATES = "insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a query, what it is (a group of TOKEN), and where it starts and ends."""

    kind: str
    text: str
    start: int
    end: int


@lru_cache(maxsize=16)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a query that matter here, comments left out. They are kept for a while: each step of binding reads them."""
    return tuple(
        Token(match.lastgroup, match.group(), match.start(), match.end())
        for match in TOKEN.finditer(text)
        if match.lastgroup and match.lastgroup != "comment"
    )


def parameters(text: str) -> dict[str, str]:
    """The parameters of a query, sorted: the name without underscores, and the variable without its question mark.

    >>> parameters("SELECT ?x { ?x pact:partyTo ?_agreement ; pact:date ?__when }")
    {'agreement': '_agreement', 'when': '__when'}
    """
    found = {token.text[1:] for token in tokens(text) if token.kind == "variable" and token.text[1:2] == "_"}
    return {
        variable.lstrip("_"): variable for variable in sorted(found, key=lambda name: name.lstrip("_")) if variable.strip("_")
    }


def prefixes(text: str) -> tuple[dict[str, str], list[Token]]:
    """The common prefixes that a query uses without declaring them, and the names whose prefix nobody declares."""
    found = tokens(text)
    declared = {name.text.partition(":")[0] for word, name in pairwise(found) if word.text.lower() == "prefix"}
    used = [token for token in found if token.kind == "name"]
    names = {token.text.partition(":")[0] for token in used} - declared
    unknown = [token for token in used if token.text.partition(":")[0] in names - vocab.PREFIXES.keys()]
    return {name: vocab.PREFIXES[name] for name in sorted(names & vocab.PREFIXES.keys())}, unknown


def declared(text: str) -> str:
    """The query with the common prefixes declared that it uses; ready for any endpoint."""
    needed, _ = prefixes(text)
    return "".join(f"PREFIX {name}: <{base}>\n" for name, base in needed.items()) + text


def bound(text: str, values: Mapping[str, Sequence[ox.NamedNode | ox.Literal]]) -> str:
    """The query with its parameters bound: `values` has the terms for each name; what is left out stays free."""
    spelt = parameters(text)
    clauses = {spelt[name]: f" VALUES ?{spelt[name]} {{ {' '.join(map(str, terms))} }} " for name, terms in values.items()}
    groups = _groups(text)
    if not groups:
        heads = "".join(clauses[variable] for variable in spelt.values() if variable in clauses)
        return f"{text}\nWHERE {{{heads}}}" if heads else text
    parts, last = [], 0
    for place, names in groups:
        parts += [text[last:place], *(clauses[name] for name in sorted(names & clauses.keys()))]
        last = place
    return "".join(parts) + text[last:]


@dataclass(slots=True)
class _Frame:
    """What an open brace encloses: its parameters, and whether it is the head of a query whose pattern is still to come."""

    names: set[str]
    announced: bool = False


def _groups(text: str) -> list[tuple[int, set[str]]]:
    """The place after the brace that opens each group pattern, and the parameters that stand in the group itself.

    What stands in the head of a query or sub-select (SELECT clause, template, ORDER BY) counts for the pattern it announces.
    """
    groups: list[tuple[int, set[str]]] = []
    stack = [_Frame(set(), announced=True)]
    found = [*tokens(text), Token("end", "", len(text), len(text))]
    data = False
    for before, token, after in zip([found[-1], *found], found, found[1:], strict=False):
        if token.text == "{":
            stack.append(_Frame(set()) if data else _opened(stack[-1], (before, token, after), groups))
            data = False
        elif token.text == "}" and len(stack) > 1:
            stack.pop()
        elif token.kind == "variable" and token.text[1:2] == "_":
            stack[-1].names.add(token.text[1:])
        data = data or (token.kind == "word" and token.text.lower() == "values")
    return groups


def _opened(top: _Frame, around: tuple[Token, Token, Token], groups: list[tuple[int, set[str]]]) -> _Frame:
    before, token, after = around
    if before.text.lower() == "construct":
        return _Frame(top.names)
    names = top.names if top.announced else set()
    if after.text.lower() == "select":
        return _Frame(names, announced=True)
    top.announced = False
    groups.append((token.end, names))
    return _Frame(names)


def complaint(text: str, error: str) -> str:
    """One sentence on a query that the parser refused: the place, the line, what is wrong, what was meant perhaps.

    `error` is Oxigraph's message. What the tokens give away (an undeclared prefix, a word that SPARQL lacks) is more exact than
    what the parser expected at the furthest place it reached.
    """
    _, strangers = prefixes(text)
    for token in tokens(text):
        if token.kind == "quote":
            return f"{at(text, token.start)}: a string starts here and does not end."
        if token in strangers:
            prefix = token.text.partition(":")[0]
            return f"{at(text, token.start)}: the prefix {prefix!r} is not declared.{did_you_mean(prefix, vocab.PREFIXES)}"
        if token.kind == "word" and token.text.lower() not in WORDS:
            return f"{at(text, token.start)}: SPARQL has no word {token.text!r}.{did_you_mean(token.text.lower(), WORDS)}"
    match = POSITION.match(error)
    return f"{at(text, _place(text, int(match[1]), int(match[2])))}: {_expected(match[3])}" if match else error


def _expected(message: str) -> str:
    """The parser's own sentence where it has one; the keywords that it would have taken next say little to people."""
    options = message.removeprefix("expected one of ").removeprefix("expected ").split(", ")
    sentences = [option for option in options if " " in option and option[0].isalpha()]
    return f"{'; '.join(sentences)}." if sentences else "the query can't be read beyond this place."


def _place(text: str, line: int, column: int) -> int:
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return min(starts[min(line, len(starts)) - 1] + column - 1, len(text))


def at(text: str, place: int) -> str:
    """Line and column (from 1) of a place, and the line itself with the place marked."""
    start = text.rfind("\n", 0, place) + 1
    line = text[start:].split("\n", 1)[0]
    number, column = text.count("\n", 0, place) + 1, place - start + 1
    return f"line {number}, column {column} (at ⟨⟩ in “{line[: column - 1]}⟨⟩{line[column - 1 :]}”)"


def terms(text: str) -> list[str]:
    """The local names of the terms of spacepact's own ontology that a query uses, in the order of their first use."""
    names = (_own(token) for token in tokens(text))
    return list(dict.fromkeys(name for name in names if name))


def unknown_term(text: str, name: str, known: Iterable[str]) -> str:
    """A sentence on a term that the ontology lacks: where it stands first, and what may be meant of those `known`."""
    place = next(token.start for token in tokens(text) if _own(token) == name)
    return f"{at(text, place)}: the ontology has no term pact:{name}.{did_you_mean(name, known)}"


def _own(token: Token) -> str:
    start = {"name": "pact:", "iri": "<" + vocab.PACT}.get(token.kind)
    return token.text.removeprefix(start).rstrip(">") if start and token.text.startswith(start) else ""


def check_kind(text: str) -> None:
    """Raises QueryError unless the text may be a query (not empty, and no update)."""
    words = [token.text.lower() for token in tokens(text) if token.kind == "word"]
    if not words:
        raise QueryError("There is no query: write a SELECT, CONSTRUCT, DESCRIBE or ASK.")
    if (update := next((word for word in words if word in UPDATES), None)) and not set(words) & set(FORMS):
        raise QueryError(f"Only queries are run here (SELECT, CONSTRUCT, DESCRIBE, ASK); this one says {update.upper()}.")
