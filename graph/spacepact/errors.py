"""What can go wrong, and whose fault it is.

Every error that a user can cause is a `SpacepactError`: its message says what was asked, what was found and what to do.
The command line turns it into one line on standard error and exit code 2.
"""

from collections.abc import Iterable


class SpacepactError(Exception):
    """Something that the user can mend; the message says how."""


class DocumentError(SpacepactError):
    """A document that can't be read, or can't be read safely."""


class LexiconError(SpacepactError):
    """A frame or a name in the lexicon that is malformed or contradicts the ontology."""


class OntologyError(SpacepactError):
    """An ontology file that is malformed or incomplete."""


class GoldError(SpacepactError):
    """A gold annotation that is malformed; the message names the file and the line."""


class QueryError(SpacepactError):
    """A query that can't be parsed, found, bound or finished."""


class StoreError(SpacepactError):
    """A store that is absent, locked or damaged."""


class RemoteError(SpacepactError):
    """A SPARQL endpoint that refused, failed or answered with something else."""


class UnknownName(SpacepactError):
    """A name that is in no list; the message offers the nearest ones."""


class NoPath(SpacepactError):
    """No path joins the two entities within the bounds that were searched."""


def did_you_mean(name: str, known: Iterable[str], *, limit: int = 3) -> str:
    """The sentence that offers the nearest of `known`, or an empty string where none is near.

    >>> did_you_mean("JAXXA", ["NASA", "JAXA"])
    ' Did you mean JAXA?'
    """
    from rapidfuzz import process, utils

    near = process.extract(name, sorted(set(known)), processor=utils.default_process, limit=limit, score_cutoff=70)
    return f" Did you mean {', '.join(match for match, _, _ in near)}?" if near else ""
