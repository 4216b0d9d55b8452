"""Whether a query reaches out: SPARQL's SERVICE makes a server call addresses that the asker chooses.

A query is read as loosely as needed to be sure: what may be the keyword is taken for it, in doubt. Only what stands in a
string, a comment, an IRI, a variable or the local part of a name is let through.
"""

import re

_TOKEN = re.compile(
    r"""(?P<escape>\\.)
    |(?P<comment>\#[^\r\n]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<variable>[?$][A-Za-z0-9_]+)
    |(?P<local>:(?:[A-Za-z0-9_-]|%[0-9A-Fa-f]{2})+)
    |(?P<keyword>service)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_AFTER_A_FILTER = re.compile(r"\).*service", re.IGNORECASE)


def reaches_out(query: str) -> bool:
    """Whether a query may call another endpoint.

    >>> reaches_out('SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }')
    True
    >>> reaches_out('SELECT * { ?service ex:service "at your service" }')
    False
    """
    if "service" not in query.lower():
        return False
    for token in _TOKEN.finditer(query):
        if token.lastgroup == "keyword":
            return True
        # `FILTER(1<2)SERVICE#>` looks like an IRI from its less-than sign on; no true IRI does
        if token.lastgroup == "iri" and _AFTER_A_FILTER.search(token.group()):
            return True
    return False
