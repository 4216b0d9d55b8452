"""The extractor: one spaCy pipeline, one lexicon, one ontology; documents in, extractions out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from spacepact import lexicon as lexicons
from spacepact import schema as schemas
from spacepact.extract.reading import read_document
from spacepact.extract.topics import Spotter, spotter
from spacepact.lexicon import Lexicon
from spacepact.model import Document, Extraction
from spacepact.schema import Schema
from spacepact.text import parse, segment
from spacepact.text.propositions import Reader
from spacepact.vocab import COARSE


@dataclass(frozen=True)
class Extractor:
    """All that extraction needs, loaded once. `digest` changes with the model, the lexicon and the ontology."""

    parser: parse.Parser
    lexicon: Lexicon
    schema: Schema
    reader: Reader
    spotter: Spotter
    digest: str

    @classmethod
    def load(cls, model: str | None = None) -> "Extractor":
        """The extractor with a spaCy pipeline (the pinned English one by default).

        Raises LexiconError or OntologyError where the model, the lexicon or the ontology can't be loaded.
        """
        words, schema = lexicons.load(), schemas.load()
        parser = parse.Parser(parse.load_pipeline(model), words)
        phrases = {verb for frame in words.frames for verb in frame.verbs if " " in verb}
        nouns = frozenset(noun for frame in words.frames for noun in frame.nouns) | words.nouns.described
        things = frozenset(noun for noun, kind in words.nouns.kinds.items() if COARSE[kind] in {"Mission", "Facility"})
        digest = sha256("\n".join((parser.digest, words.digest, schema.digest)).encode()).hexdigest()
        return cls(
            parser,
            words,
            schema,
            Reader(words.settings, phrases, nouns, things),
            spotter(schema.topics.values(), words.settings["topics"]["cues"]),
            digest,
        )

    def extract(self, document: Document) -> Extraction:
        """What a document says: entities, passages, claims, and what was left unread."""
        issued = day(document.issued)
        sentences = segment.sentences(document.text)
        return read_document(self, document, self.parser.read(sentences, issued))

    def extract_all(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The extraction of each document, in order."""
        for document in documents:
            yield self.extract(document)


def day(issued: str | None) -> date | None:
    """The day of a document's date; None where it is less exact than a day or not known."""
    if issued is None or len(issued) != 10:
        return None
    try:
        return date.fromisoformat(issued)
    except ValueError:
        return None
