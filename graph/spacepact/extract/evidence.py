"""Further sentences that support a fact: a document says most things more than once, and a quote is worth more with the others
beside it.
"""

from collections.abc import Sequence

from spacepact.extract.facts import Fact, Facts
from spacepact.extract.topics import Spotter
from spacepact.text.coreference import History
from spacepact.text.parse import Parsed, Read
from spacepact.words import fold

_COOPERATION = (
    "cooperat",
    "collaborat",
    "partner",
    "joint",
    "together",
    "work",
    "bilateral",
    "dialogue",
    "relationship",
    "co-operat",
)


def widen(facts: Facts, reads: Sequence[Read], sentences: Sequence[Parsed], history: History, spotter: Spotter) -> None:
    """Add to each fact the label that its sentence stands under and, for subjects and cooperation, the other sentences that say
    the same.
    """
    named: dict[str, set[int]] = {}
    for mention in history.mentions:
        named.setdefault(mention.key, set()).add(mention.sentence)
    topics = [{topic for _, _, topic in spotter.spot(parsed)} for parsed in sentences]
    cooperative = {index for index, read in enumerate(reads) if any(word.startswith(_COOPERATION) for word in read.words.folded)}
    for fact in facts.found.values():
        more: set[int] = set()
        if fact.relation == "concerns":
            more = {index for index in named.get(fact.subject, ()) if fact.object in topics[index]}
        elif fact.relation == "cooperatesWith":
            more = named.get(fact.subject, set()) & named.get(str(fact.object), set()) & cooperative
        _extend(fact, more | _labels(fact, reads))


def _labels(fact: Fact, reads: Sequence[Read]) -> set[int]:
    """The leads ("Space traffic:") right before a fact's sentences, in the same list item or paragraph."""
    return {
        index - 1
        for index in fact.sentences
        if index and reads[index - 1].sentence.block == reads[index].sentence.block and fold(reads[index - 1].sentence.clean).endswith(":")
    }


def _extend(fact: Fact, more: set[int]) -> None:
    fact.sentences.extend(index for index in sorted(more) if index not in fact.sentences)
