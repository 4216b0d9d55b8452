"""Which sentence a node of a document's graph rests on, so that a finding can be looked up in the text."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from spacepact import vocab

EXACT, START, END = vocab.OA + "exact", vocab.OA + "start", vocab.OA + "end"
TO_PASSAGE = vocab.PROV + "wasDerivedFrom"
FROM_PASSAGE, FROM_CLAIM = vocab.PACT + "mentions", vocab.RDF + "subject"


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence and its offsets (code points, end exclusive)."""

    start: int
    end: int
    text: str


class Evidence:
    """The sentences and the file name that one document's triples tell of. Made from the triples, never changed."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._backwards: dict[str, list[str]] = defaultdict(list)
        for triple in triples:
            subject, predicate, value = _text(triple.subject), triple.predicate.value, _text(triple.object)
            self._values[predicate][subject].append(value)
            if predicate in (FROM_PASSAGE, FROM_CLAIM):
                self._backwards[value].append(subject)

    @property
    def file(self) -> str | None:
        """The name of the document's file."""
        names = [name for names in self._values[vocab.PACT + "fileName"].values() for name in names]
        return names[0] if names else None

    def quote(self, node: str) -> Quote | None:
        """The first sentence that a passage is, that supports a claim, or that names an entity or a claim about it."""
        if (own := self._passage(node)) is not None:
            return own
        claims = self._values[TO_PASSAGE]
        near = [*claims.get(node, ()), *self._backwards.get(node, ())]
        passages = near + [passage for claim in near for passage in claims.get(claim, ())]
        found = [quote for passage in passages if (quote := self._passage(passage)) is not None]
        return min(found, key=lambda quote: (quote.start, quote.end, quote.text), default=None)

    def _passage(self, node: str) -> Quote | None:
        exact, start, end = (self._values[predicate].get(node, [""])[0] for predicate in (EXACT, START, END))
        try:
            return Quote(int(start), int(end), exact) if exact else None
        except ValueError:
            return None


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
