"""What is said of a statement's standing: done, going on, planned, possible, denied, or not stated at all.

Tense, modals, hedges, negation and what governs a verb ("plans to", "the prospect of", "is barred from") are weighed; of
two standings the weaker holds.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from spacepact.model import Status
from spacepact.text.tree import doer, is_state

if TYPE_CHECKING:
    from spacy.tokens import Token


_FACTIVE = frozenset(
    "continue begin start help manage go come serve seem appear tend use prove get have cease keep fail enable allow let".split()
)
"""Verbs whose infinitive is no mere purpose: what one continued or helped to do was done."""

_AGAINST = frozenset({"against", "without"})


class Standing:
    """Tells the standing of verbs and event nouns with the status words of a lexicon; holds no state of a text."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        status = settings["status"]
        self.governors = _by_word(status["governors"])
        self.noun_governors = _by_word(status["nouns"])
        self.weighing = frozenset(status["weighing"])
        self.modals = _by_word(status["modals"])
        self.adjectives = _by_word(status["adjectives"])
        self.adverbs = _by_word(status["adverbs"])
        self.punctual = frozenset(status["punctual"])
        self.lasting = frozenset(status["lasting"])

    def of_verb(self, verb: "Token") -> tuple[Status, bool]:
        """The status of a verb's statement, and whether it is stated at all."""
        if is_state(verb):
            return self.of_verb(verb.head)
        own, stated = self._own(verb)
        above, above_stated = self._governed(verb)
        return _combine(own, above), stated and above_stated

    def _own(self, verb: "Token") -> tuple[Status, bool]:
        status: Status | None = None
        stated = True
        children = list(verb.children)
        if (
            verb.dep_ == "conj"
            and not any(c.dep_ == "aux" for c in children)
            and verb.head.pos_ in {"VERB", "AUX"}
            and verb.tag_ in {"VB", "VBN", "VBG"}
        ):
            first = verb.head
            while first.dep_ == "conj" and first.head.pos_ in {"VERB", "AUX"} and not any(c.dep_ == "aux" for c in first.children):
                first = first.head
            children = [c for c in first.children if c.dep_ in {"aux", "auxpass", "neg"} and c.i < verb.i] + children
        for child in children:
            word = child.text.lower()
            if child.dep_ == "neg" and _deferred(verb):
                stated = False
            elif child.dep_ == "neg" and not _not_only(child):
                status = "negated"
            elif child.dep_ == "aux" and word in self.modals and status is None:
                mood = self.modals[word]
                if mood == "none":
                    stated = False
                else:
                    status = mood
            elif child.dep_ == "advmod" and word in self.adverbs and status is None:
                status = self.adverbs[word]
            elif child.dep_ in {"nsubj", "nsubjpass"} and _denied(child):
                status = "negated"
            elif word == "whether" and child.dep_ in {"mark", "advmod"} and verb.head.lemma_.lower() in self.weighing:
                status = "possible"
            elif child.dep_ == "mark" and word in {"if", "unless", "whether", "lest"}:
                stated = False
        if verb.dep_ == "conj" and any(c.dep_ in {"preconj", "cc"} and c.text.lower() in {"neither", "nor"} for c in children):
            status = "negated"
        return status or self._tense(verb, children), stated

    def _tense(self, verb: "Token", children: "Sequence[Token]") -> Status:
        auxiliaries = [child.text.lower() for child in children if child.dep_ in {"aux", "auxpass"}]
        present = any(word in {"is", "are", "am", "'s", "'re", "has", "have", "'ve"} for word in auxiliaries)
        if verb.tag_ == "VBG" and present:
            return "ongoing"
        if verb.tag_ == "VBG" and not auxiliaries:
            return "ongoing"
        if verb.tag_ == "VBN" and "being" in auxiliaries and present:
            return "ongoing"
        if verb.tag_ == "VBN" and {"is", "are"} & set(auxiliaries) and verb.lemma_.lower() in self.lasting:
            return "ongoing"
        if (
            verb.tag_ == "VB"
            and "to" in auxiliaries
            and doer(verb) is None
            and (verb.dep_ == "advcl" or (verb.dep_ == "xcomp" and verb.head.lemma_.lower() not in _FACTIVE))
        ):
            return "planned"
        if verb.tag_ in {"VBZ", "VBP"} and not auxiliaries and verb.lemma_.lower() not in self.punctual:
            return "ongoing"
        return "occurred"

    def _governed(self, verb: "Token") -> tuple[Status | None, bool]:
        """The status that what stands above a verb gives it: "plans to", "is to", "the prospect of", "did not agree to"."""
        token, stated = verb, True
        status: Any = None
        for _ in range(6):
            head = token.head
            if head.i == token.i:
                break
            if token.dep_ == "pcomp" and head.lower_ in _AGAINST:
                status = "negated"
            if head.pos_ == "ADP" and token.dep_ == "pcomp":
                token = head
                continue
            if token.dep_ == "conj":
                token = head
                continue
            if token.dep_ in {"xcomp", "ccomp", "pcomp", "acl", "prep", "relcl", "pobj", "advcl"} and head.pos_ in {
                "VERB",
                "AUX",
                "ADJ",
            }:
                if token.dep_ == "relcl" or (token.dep_ == "advcl" and not _behind_particle(token)):
                    break
                mood = self._mood(head, token)
                own, own_stated = self._own(head) if head.pos_ in {"VERB", "AUX"} else (None, True)
                if token.dep_ != "ccomp" or (mood in {"planned", "possible"} and self._irrealis(token)):
                    status = _combine(status, mood) if status else mood
                if own in {"negated", "planned", "possible"} and token.dep_ != "ccomp":
                    status = own if own == "negated" or status is None else status
                stated = stated and ((own_stated and mood != "none") or token.dep_ == "ccomp")
            elif head.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"acl", "pcomp", "prep"} and (token.tag_ != "VBN" or token.dep_ != "acl"):
                mood = self.noun_governors.get(head.lemma_.lower())
                if mood and (token.tag_ == "VB" or token.dep_ in {"pcomp", "prep"}):
                    status = status or mood
                if token.dep_ == "acl" and token.tag_ == "VB" and not mood and doer(token) is None:
                    status = status or "planned"
            else:
                break
            token = head
        return (None if status == "none" else status), stated

    @staticmethod
    def _irrealis(token: "Token") -> bool:
        return token.tag_ in {"VB", "VBN"} and any(child.dep_ == "aux" and child.tag_ == "TO" for child in token.children)

    def _mood(self, head: "Token", token: "Token") -> Any:
        lemma = head.lemma_.lower()
        if lemma == "be" and token.dep_ == "xcomp" and self._irrealis(token) and doer(token) is None:
            past = head.tag_ == "VBD" or any(child.text.lower() == "was" for child in head.children)
            perfect = any(child.lemma_ == "have" and child.dep_ == "aux" for child in token.children)
            return "negated" if past and perfect else "planned"
        if lemma in {"have", "need"} and self._irrealis(token) and token.dep_ == "xcomp":
            return "none"
        for child in head.children:
            if child.dep_ == "acomp" and child.lemma_.lower() in self.governors:
                return self.governors[child.lemma_.lower()]
        if token.dep_ in {"xcomp", "ccomp", "pcomp", "prep"} or _behind_particle(token):
            particle = next((child.lower_ for child in head.children if child.dep_ == "prt"), "")
            return self.governors.get(f"{lemma}_{particle}") or self.governors.get(lemma)
        return None

    @staticmethod
    def _settled(noun: "Token") -> bool:
        """Whether a noun speaks of something taken for granted, whatever is denied of it: "doesn't affect its cooperation with"."""
        return noun.lemma_.lower() in {"cooperation", "collaboration", "partnership", "relation", "relationship", "co-operation"}

    def of_noun(self, noun: "Token") -> tuple[Status, bool]:
        """The status of what an event noun names: by its adjectives, else by what governs it."""
        for child in noun.children:
            word = child.text.lower()
            if child.dep_ in {"amod", "compound"} and word in self.adjectives:
                return self.adjectives[word], True
            if child.dep_ == "det" and word in {"no", "neither"}:
                return "negated", True
        head, token = noun.head, noun
        while head.i != token.i and (
            token.dep_ in {"conj", "appos"}
            or head.pos_ == "ADP"
            or (head.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"prep", "pobj", "compound"})
        ):
            mood = self.noun_governors.get(head.lemma_.lower()) if head.pos_ == "NOUN" and token.dep_ == "prep" else None
            if mood in {"planned", "possible"}:
                return mood, True
            token, head = head, head.head
        if head.i == token.i or head.pos_ not in {"VERB", "AUX"}:
            return "occurred", True
        status, stated = self.of_verb(head)
        if status == "negated" and head.lemma_ not in _BEING and token.dep_ in {"dobj", "nsubj"} and self._settled(noun):
            status = "occurred"
        mood = self.governors.get(head.lemma_.lower())
        if mood == "none" and token.dep_ == "dobj":
            return "occurred", False
        if mood in {"possible", "negated"} and token.dep_ in {"dobj", "prep", "pobj", "nsubjpass"} and status == "occurred":
            return ("possible" if mood == "possible" else "negated"), stated
        if status == "ongoing":
            status = "occurred"
        return status, stated


_BEING = frozenset("be have hold exist happen take sign conclude reach make give plan begin start begin join".split())
"""Verbs that say that there is a thing: denied, the thing is."""


def _by_word(table: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {word: status for status, words in table.items() for word in words}


def _behind_particle(verb: "Token") -> bool:
    """Whether a gerund is the object of a phrasal verb, which parsers take for an adverbial: "ruled out joining"."""
    return verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).dep_ == "prt" and verb.nbor(-1).head.i == verb.head.i


def _deferred(verb: "Token") -> bool:
    """ "will not fly before 2030", "did not sign until May": neither denied nor dated by what stands there."""
    return any(
        child.lower_ in {"before", "until", "till"} and child.dep_ == "prep" and any(item.dep_ == "pobj" for item in child.children)
        for child in verb.children
    )


def _not_only(token: "Token") -> bool:
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ in {"only", "just", "merely"}


def _denied(subject: "Token") -> bool:
    """Whether a subject is itself a denial: "Neither agency", "No country", "None of"."""
    if subject.lower_ in {"none", "neither", "nobody", "nothing"}:
        return True
    return any(child.dep_ in {"det", "preconj", "cc"} and child.lower_ in {"no", "neither"} for child in subject.children)


def _combine(own: Any, above: Any) -> Any:
    """The weaker of two standings: what is planned to be possible is possible, what is denied is denied."""
    if above is None or above == "none":
        return own
    if own is None:
        return above
    if above == "ongoing":
        return "ongoing" if own in {"occurred", "ongoing"} else own
    return own if _ORDER[own] >= _ORDER[above] else above


_ORDER: dict[str, int] = {"occurred": 0, "ongoing": 1, "planned": 2, "possible": 3, "negated": 4}
