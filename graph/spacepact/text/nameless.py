"""Things without a name: what makes a noun one of its own, and the label that the text's words give it."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from spacepact.text.coreference import History
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed
from spacepact.vocab import COARSE
from spacepact.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEWS = frozenset({"first", "second", "third", "new", "newest", "latest"})
"""What makes a definite noun phrase one that introduces: "the first satellite of Kenya"."""
_LABEL_PREPOSITIONS = frozenset("of on for between with to in by about concerning regarding under".split())


class Nameless:
    """Makes the things of one document that it never names; `named` gives what a token of a sentence names."""

    def __init__(self, history: History, sentences: Sequence[Parsed], named: Callable[[int, int], tuple[Thing, ...]]) -> None:
        self.history = history
        self.sentences = sentences
        self.named = named
        self.labels: dict[str, str] = {}

    def specific(self, sentence: int, token: "Token", kind: str) -> bool:
        """Whether a noun brings words that single out a thing of its own: "agreement on debris", "India's memorandum with
        Kenya".
        """
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in _LABEL_PREPOSITIONS and not self._circumstance(sentence, child, kind):
                return True
            if child.dep_ == "acl" and child.tag_ in {"VB", "VBN"}:
                return True
            if child.dep_ in {"compound", "amod", "poss", "nmod"} and self.sentences[sentence].units[child.i].name is not None:
                return True
            if child.dep_ in {"amod", "compound"} and (
                fold(child.text) in {"first", "second", "third", "fourth", "new", "another", "own"} or child.ent_type_
            ):
                return True
        return False

    def make(self, sentence: int, token: "Token", kind: str) -> Thing:
        """The thing that a noun of a kind stands for: one that the next sentence names or that was described alike, or a new one."""
        label = self._label(sentence, token, kind)
        named = self._named_next(sentence, token, kind)
        if named is not None:
            return named
        definite = any(child.lower_ in {"the", "this", "that", "these"} for child in token.children)
        for key, old in self.labels.items():
            thing = self.history.things[key]
            if thing.coarse == COARSE.get(kind) and _overlap(old, label) >= (
                0.3 if definite and thing.kind == kind and kind in {"Meeting", "Dialogue", "Event"} else 0.6
            ):
                return thing
        key = f"+{sentence}.{token.i}"
        thing = Thing(key, kind, label, [], described=True, strength=2)
        self.history.things[key] = thing
        self.labels[key] = label
        self.history.add(sentence, token.i, key, subject=token.dep_ in {"nsubj", "nsubjpass"})
        return thing

    def describe(self, sentence: int, head: int, kind: str, label: str) -> Thing:
        """A thing without a name or a noun of its own, such as the meeting that "met" tells of."""
        key = f"+{sentence}.{head}.{kind}"
        if key not in self.history.things:
            self.history.things[key] = Thing(key, kind, label, [], described=True, strength=2)
            self.labels[key] = label
            self.history.add(sentence, head, key)
        return self.history.things[key]

    def _named_next(self, sentence: int, token: "Token", kind: str) -> Thing | None:
        """The name that the next sentences give to a thing introduced without one: "a satellite … . CBERS-9 lifted off …"."""
        words = {child.lower_ for child in token.children}
        introduced = words & {"a", "an"} or words & _NEWS
        if not introduced or COARSE.get(kind) not in {"Mission", "Agreement"}:
            return None
        upcoming = [mention for mention in self.history.mentions if sentence < mention.sentence <= sentence + 1 and mention.subject]
        fitting = []
        for mention in upcoming:
            thing = self.history.things[mention.key]
            first = next(m for m in self.history.mentions if m.key == mention.key)
            fresh = not thing.known or (kind == "Spacecraft" and thing.kind in {"Mission", "Spacecraft"})
            if thing.coarse == COARSE.get(kind) and not thing.described and fresh and first == mention:
                fitting.append(thing)
        return fitting[0] if len(fitting) == 1 else None

    def _circumstance(self, sentence: int, preposition: "Token", kind: str) -> bool:
        """Whether a preposition tells when, or of a text where, or of a craft with what: none of it is part of a label."""
        units = self.sentences[sentence].units
        behind = [item for item in preposition.children if item.dep_ == "pobj"]
        timed = any(units[item.i].time is not None for item in behind)
        placed = any(thing.coarse in {"Place", "Facility"} for item in behind for thing in self.named(sentence, item.i))
        coarse = COARSE.get(kind)
        text_somewhere = coarse == "Agreement" and placed and preposition.lower_ == "in"
        partner = any(thing.coarse in {"State", "Organization"} for item in behind for thing in self.named(sentence, item.i))
        shared = coarse == "Facility" and preposition.lower_ == "with" and partner
        return timed or text_somewhere or shared or (coarse == "Mission" and preposition.lower_ in {"with", "by", "under", "on"})

    def _label(self, sentence: int, token: "Token", kind: str) -> str:
        """The noun phrase without its determiner and its clauses, at most fourteen words."""
        parsed = self.sentences[sentence]
        keep = {token.i}
        for child in token.children:
            if child.dep_ in {"compound", "amod", "nmod", "nummod", "poss"} or (
                child.dep_ == "prep" and child.lower_ in _LABEL_PREPOSITIONS and not self._circumstance(sentence, child, kind)
            ):
                keep.update(t.i for t in child.subtree if t.dep_ != "punct" or t.i < token.i)
            elif child.dep_ == "acl" and child.tag_ == "VB":
                keep.update(t.i for t in child.subtree)
        dated = (item for item in token.subtree if item.dep_ == "prep" and any(parsed.units[child.i].time for child in item.children))
        keep -= {inner.i for item in (*dated, *(i for i in token.subtree if i.dep_ == "relcl")) for inner in item.subtree}
        keep.update(i for i in range(min(keep), max(keep)) if parsed.doc[i].text == "," and {i - 1, i + 1} <= keep)
        ordered = sorted(keep)
        run = [index for index in ordered if index - ordered[0] < 18]
        while run and parsed.doc[run[-1]].pos_ in {"ADP", "CCONJ", "DET", "PUNCT", "PART"}:
            run.pop()
        while run and ((first := parsed.doc[run[0]]).pos_ in {"DET", "PUNCT"} or first.tag_ == "PRP$" or first.lower_ == "own"):
            run.pop(0)
        if run and run[-1] - run[0] == len(run) - 1:
            span = parsed.sentence.clean[parsed.units[run[0]].start : parsed.units[run[-1]].end]
            tail = re.match(r" of (?:understanding|intent|cooperation)\b", parsed.sentence.clean[parsed.units[run[-1]].end :])
            return re.sub(r"\s*\([^)]*\)", "", span + (tail.group() if tail else "")).strip(" ,;:-")
        pieces = [parsed.text(index) for index in run[:16]]
        text = " ".join(pieces).replace(" 's", "'s").replace(" - ", "-").replace(" ,", ",").strip(" ,;:-")
        return text or parsed.text(token.i)


def _overlap(one: str, other: str) -> float:
    a, b = {fold(word) for word in one.split()}, {fold(word) for word in other.split()}
    return len(a & b) / len(a | b) if a | b else 0.0
