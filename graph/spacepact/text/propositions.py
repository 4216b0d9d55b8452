"""Who did what to whom, when: a general reading of the dependency tree that knows nothing of space.

A proposition is a predicate (a verb, or a noun that names an event or a bond), its arguments by role, and its standing.
Roles are the logical ones: `subject` acts and `object` is acted on, in the active and the passive alike; every
preposition is a role of its own name; `of`, `poss` and `compound` are those of nouns. Arguments are token indexes,
coordination unfolded. Labels are those of spaCy's English models (ClearNLP style).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacepact.model import Status
from spacepact.text.parse import Parsed
from spacepact.vocab import COARSE
from spacepact.words import fold, singular

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_RELATIVES = frozenset({"which", "that", "who", "whom", "whose"})
_CLAUSAL = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl"})


@dataclass(frozen=True, slots=True)
class Proposition:
    """A predicate with its arguments. `stated` is False for questions, recommendations and conditions; `times` are time tokens."""

    head: int
    predicate: str
    noun: bool
    roles: Mapping[str, tuple[int, ...]]
    status: Status
    stated: bool
    times: tuple[int, ...]
    verb: str = ""


class Reader:
    """Reads propositions with the status words and phrasal predicates of a lexicon; holds no state of a text."""

    def __init__(self, settings: Mapping[str, Any], phrases: Iterable[str], event_nouns: frozenset[str]) -> None:
        status = settings["status"]
        self.governors = {word: status_ for status_, words in status["governors"].items() for word in words}
        self.noun_governors = {word: status_ for status_, words in status["nouns"].items() for word in words}
        self.modals = {word: status_ for status_, words in status["modals"].items() for word in words}
        self.adjectives = {word: status_ for status_, words in status["adjectives"].items() for word in words}
        self.adverbs = {word: status_ for status_, words in status["adverbs"].items() for word in words}
        self.punctual = frozenset(status["punctual"])
        self.event_nouns = event_nouns
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(phrases, key=lambda text: -len(text.split())):
            words = tuple(phrase.split())
            if len(words) > 1:
                self.phrases.setdefault(words[0], []).append(words[1:])

    def read(self, parsed: Parsed) -> list[Proposition]:
        """The propositions of a sentence, verbs and nouns, in the order of their heads."""
        question = parsed.sentence.clean.rstrip("\"')").endswith("?")
        found = []
        for token in parsed.doc:
            if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}:
                found.append(self._verb(parsed, token, question))
            elif token.pos_ in {"NOUN", "PROPN"} and parsed.units[token.i].time is None and self.noun_phrase(token):
                found.append(self._noun(parsed, token, question))
        return found

    def noun_phrase(self, token: "Token") -> str | None:
        """The longest event noun that a token heads ("memorandum of understanding", "joint statement"), folded and singular."""
        words = [fold(t.text) for t in token.doc[max(0, token.i - 2) : token.i]] + [singular(fold(token.text))]
        for start in range(len(words)):
            phrase = " ".join(words[start:])
            if phrase in self.event_nouns:
                return phrase
        return None

    # Verbs

    def _verb(self, parsed: Parsed, verb: "Token", question: bool) -> Proposition:
        roles: dict[str, list[int]] = {}
        passive = is_passive(verb)
        subjects = subjects_of(verb)
        objects = [child for child in verb.children if child.dep_ in {"dobj", "attr", "oprd"}]
        if passive:
            _add(roles, "object", subjects)
            _add(roles, "complement", objects)
        else:
            _add(roles, "subject", subjects)
            _add(roles, "object", [o for o in objects if o.dep_ == "dobj"])
            _add(roles, "complement", [o for o in objects if o.dep_ != "dobj"])
        _add(roles, "to", [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"])
        prepositions(verb, roles)
        relative(verb, roles)
        if any(child.dep_ == "advmod" and child.lower_ in {"jointly", "together", "collaboratively"} for child in verb.children):
            roles["jointly"] = list(roles.get("subject", []))
            roles["jointly-with"] = list(roles.get("with", []))
        if not roles.get("object") and not passive and verb.dep_ == "conj" and not roles.get("complement"):
            pass
        elif not roles.get("object") and not passive:
            _shared_object(verb, roles)
        if passive and not roles.get("subject"):
            _shared_agent(verb, roles)
        if verb.lemma_ == "do" and not roles.get("object") and verb.head.i != verb.i and verb.head.pos_ == "VERB":
            verb_said = verb.head
            prepositions(verb_said, roles)
            _add(roles, "object", [child for child in verb_said.children if child.dep_ == "dobj"])
        else:
            verb_said = verb
        predicate = self._phrasal(verb_said, roles)
        status, stated = self.standing(verb)
        return Proposition(verb.i, predicate, False, _frozen(roles), status, stated and not question, tuple(self._times(parsed, verb)), verb.lemma_.lower())

    def _phrasal(self, verb: "Token", roles: dict[str, list[int]]) -> str:
        """The predicate: the lemma, or a phrase of the lexicon ("take part", "lift off", "put into orbit") whose words are there."""
        lemma = verb.lemma_.lower()
        for words in self.phrases.get(lemma, ()):
            used = _phrase_tokens(verb, words)
            if used is not None:
                for token in used:
                    if token.pos_ in {"NOUN", "PROPN"}:
                        prepositions(token, roles)
                        for role in ("object", *[t.text.lower() for t in used]):
                            if token.i in roles.get(role, []):
                                roles[role].remove(token.i)
                return f"{lemma} {' '.join(words)}"
        return lemma

    # Nouns

    def _noun(self, parsed: Parsed, noun: "Token", question: bool) -> Proposition:
        roles: dict[str, list[int]] = {}
        prepositions(noun, roles)
        _add(roles, "poss", [child for child in noun.children if child.dep_ == "poss"])
        _add(roles, "compound", [child for child in noun.children if child.dep_ in {"compound", "nmod", "amod", "npadvmod"} and parsed.units[child.i].name])
        host = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"with", "through", "thanks"} else None
        if host is not None and host.pos_ in {"VERB", "AUX"}:
            objects = [child for child in host.children if child.dep_ == "dobj"]
            _add(roles, "host", objects if objects and not is_passive(host) else subjects_of(host))
        holder = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "in" else None
        if holder is not None and holder.pos_ in {"VERB", "AUX"} and not is_passive(holder):
            _add(roles, "holder", subjects_of(holder))
        _add(roles, "is", _equated(noun))
        status, stated = self.noun_standing(noun)
        predicate = self.noun_phrase(noun) or noun.lemma_.lower()
        return Proposition(noun.i, predicate, True, _frozen(roles), status, stated and not question, tuple(self._times(parsed, noun)), noun.lemma_.lower())

    # Standing

    def standing(self, verb: "Token") -> tuple[Status, bool]:
        """The status of a verb's statement, and whether it is stated at all."""
        own, stated = self._own(verb)
        above, above_stated = self._governed(verb)
        return _combine(own, above), stated and above_stated

    def _own(self, verb: "Token") -> tuple[Status, bool]:
        status: Status | None = None
        stated = True
        children = list(verb.children)
        if verb.dep_ == "conj" and not any(c.dep_ == "aux" for c in children) and verb.head.pos_ in {"VERB", "AUX"} and verb.tag_ in {"VB", "VBN", "VBG"}:
            first = verb.head
            while first.dep_ == "conj" and first.head.pos_ in {"VERB", "AUX"} and not any(c.dep_ == "aux" for c in first.children):
                first = first.head
            children = [c for c in first.children if c.dep_ in {"aux", "auxpass", "neg"} and c.i < verb.i] + children
        for child in children:
            word = child.text.lower()
            if child.dep_ == "neg" and not _not_only(child):
                status = "negated"
            elif child.dep_ in {"aux"} and word in self.modals and status is None:
                mood = self.modals[word]
                if mood == "none":
                    stated = False
                else:
                    status = mood
            elif child.dep_ == "advmod" and word in self.adverbs and status is None:
                status = self.adverbs[word]
            elif child.dep_ in {"nsubj", "nsubjpass"} and _denied(child):
                status = "negated"
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
        if verb.tag_ == "VB" and "to" in auxiliaries and _doer(verb) is None and (verb.dep_ == "advcl" or (verb.dep_ == "xcomp" and verb.head.lemma_.lower() not in _FACTIVE)):
            return "planned"
        if verb.tag_ in {"VBZ", "VBP"} and not auxiliaries and verb.lemma_.lower() not in self.punctual:
            return "ongoing"
        return "occurred"

    def _governed(self, verb: "Token") -> tuple[Status | None, bool]:
        """The status that what stands above a verb gives it: "plans to", "is to", "the prospect of", "did not agree to"."""
        token, status, stated = verb, None, True
        for _ in range(6):
            head = token.head
            if head.i == token.i:
                break
            if head.pos_ == "ADP" and token.dep_ == "pcomp":
                token = head
                continue
            if token.dep_ == "conj":
                token = head
                continue
            if token.dep_ in {"xcomp", "ccomp", "pcomp", "acl", "prep", "relcl", "pobj", "advcl"} and head.pos_ in {"VERB", "AUX", "ADJ"}:
                if token.dep_ in {"advcl", "relcl"}:
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
                if token.dep_ == "acl" and token.tag_ == "VB" and not mood and _doer(token) is None:
                    status = status or "planned"
            else:
                break
            token = head
        return (None if status == "none" else status), stated

    @staticmethod
    def _irrealis(token: "Token") -> bool:
        return token.tag_ == "VB" and any(child.dep_ == "aux" and child.tag_ == "TO" for child in token.children)

    def _mood(self, head: "Token", token: "Token") -> Any:
        lemma = head.lemma_.lower()
        if lemma == "be" and token.dep_ == "xcomp" and self._irrealis(token) and _doer(token) is None:
            past = head.tag_ == "VBD" or any(child.text.lower() == "was" for child in head.children)
            perfect = any(child.lemma_ == "have" and child.dep_ == "aux" for child in token.children)
            return "negated" if past and perfect else "planned"
        if lemma in {"have", "need"} and self._irrealis(token) and lemma == "need":
            return "none"
        for child in head.children:
            if child.dep_ == "acomp" and child.lemma_.lower() in self.governors:
                return self.governors[child.lemma_.lower()]
        if token.dep_ in {"xcomp", "ccomp", "pcomp", "prep"}:
            mood = self.governors.get(lemma)
            return mood
        return None

    def noun_standing(self, noun: "Token") -> tuple[Status, bool]:
        """The status of what an event noun names: by its adjectives, else by what governs it."""
        for child in noun.children:
            word = child.text.lower()
            if child.dep_ in {"amod", "compound"} and word in self.adjectives:
                return self.adjectives[word], True
            if child.dep_ == "det" and word in {"no", "neither"}:
                return "negated", True
        head, token = noun.head, noun
        while head.i != token.i and (token.dep_ in {"conj", "appos"} or head.pos_ == "ADP" or (head.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"prep", "pobj", "compound"})):
            mood = self.noun_governors.get(head.lemma_.lower()) if head.pos_ == "NOUN" and token.dep_ == "prep" else None
            if mood in {"planned", "possible"}:
                return mood, True
            token, head = head, head.head
        if head.i == token.i or head.pos_ not in {"VERB", "AUX"}:
            return "occurred", True
        status, stated = self.standing(head)
        mood = self.governors.get(head.lemma_.lower())
        if mood in {"possible", "negated"} and token.dep_ in {"dobj", "prep", "pobj", "nsubjpass"} and status == "occurred":
            return ("possible" if mood == "possible" else "negated"), stated
        if status == "ongoing":
            status = "occurred"
        return status, stated

    # Times

    def _times(self, parsed: Parsed, head: "Token") -> Iterator[int]:
        for index, unit in enumerate(parsed.units):
            if unit.time is not None and unit.time.time is not None and self._owner(parsed, parsed.doc[index]) == head.i:
                yield index

    def _owner(self, parsed: Parsed, token: "Token") -> int:
        """The predicate that a time belongs to: the nearest verb or event noun above it."""
        above = token.head
        while above.head.i != above.i:
            if above.pos_ in {"VERB", "AUX"} and above.dep_ not in {"aux", "auxpass"}:
                return int(above.i)
            if above.pos_ in {"NOUN", "PROPN"} and parsed.units[above.i].time is None and (_datable(parsed, above) or self.noun_phrase(above)):
                return int(above.i)
            above = above.head
        return int(above.i)


def _datable(parsed: Parsed, token: "Token") -> bool:
    name = parsed.units[token.i].name
    return name is not None and COARSE.get(name.kind or "") in {"Agreement", "Event", "Mission"}


_DOERS = frozenset("country nation state member one agency company organization government person woman man astronaut cosmonaut signatory".split())
"""Nouns whose infinitive says what they themselves do: "the 30th country to sign"."""
_FACTIVE = frozenset("continue begin start help manage go come serve seem appear tend use prove get have cease keep fail enable allow let".split())
"""Verbs whose infinitive is no mere purpose: what one continued or helped to do was done."""
_ACTIVE = frozenset("journey travel arrive return serve participate attend work fly orbit depart emerge agree".split())
"""Verbs whose past form after a noun is no passive, whatever the tagger says: "Sharma, who …, journeyed aboard"."""


def is_passive(verb: "Token") -> bool:
    """Whether a verb's surface subject is its logical object, also in participles ("built by …", "Hosted by …, the event")."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if verb.lemma_ in _ACTIVE and not any(child.dep_ == "agent" for child in verb.children):
        return False
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl"} and not any(child.dep_ in {"aux", "nsubj"} for child in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and not any(child.dep_ in {"aux", "nsubj"} for child in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(child.dep_ in {"aux", "nsubj", "dobj"} for child in verb.children):
        return is_passive(verb.head)
    return verb.tag_ == "VBN" and any(child.dep_ == "agent" for child in verb.children)


def subjects_of(verb: "Token", depth: int = 0) -> "list[Token]":
    """The surface subject of a verb, its own or the one it shares, controls or modifies."""
    own = [child for child in verb.children if child.dep_ in _SUBJECTS and child.dep_ != "expl"]
    if own and own[0].lower_ in _RELATIVES:
        antecedent = _antecedent(verb)
        return [antecedent] if antecedent is not None else []
    if own or depth > 5:
        return own
    doer = _doer(verb)
    if doer is not None:
        return [doer]
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return subjects_of(head, depth + 1)
    if verb.dep_ == "xcomp":
        objects = [child for child in head.children if child.dep_ == "dobj"]
        return objects if objects and head.pos_ == "VERB" and head.lemma_ not in {"promise"} else subjects_of(head, depth + 1)
    if verb.dep_ == "ccomp" and verb.tag_ in {"VB", "VBG", "VBN"} and head.pos_ == "VERB":
        objects = [child for child in head.children if child.dep_ == "dobj"]
        return objects or subjects_of(head, depth + 1)
    if verb.dep_ in {"acl"}:
        if verb.tag_ == "VB":
            return _acl_controller(head, depth)
        return [nearest(head, verb)]
    if verb.dep_ == "relcl":
        return [] if any(child.lower_ in _RELATIVES for child in verb.subtree) else [head]
    if verb.dep_ in {"advcl"} and head.pos_ in {"VERB", "AUX"}:
        return subjects_of(head, depth + 1)
    if verb.dep_ == "pcomp":
        above = head.head
        return subjects_of(above, depth + 1) if above.pos_ in {"VERB", "AUX"} else _acl_controller(above, depth)
    return []


def _doer(verb: "Token") -> "Token | None":
    """The noun right before an infinitive that says what it did: "the 38th country to sign", wherever the tree hangs the verb."""
    if verb.tag_ != "VB" or verb.i < 2 or verb.doc[verb.i - 1].lower_ != "to":
        return None
    noun = verb.doc[verb.i - 2]
    return noun if noun.lemma_.lower() in _DOERS else None


def _acl_controller(noun: "Token", depth: int) -> "list[Token]":
    """Who is to do what a noun announces: its possessor ("India's plan to …"), else the subject of the verb it belongs to."""
    owners = [child for child in noun.children if child.dep_ == "poss"]
    if owners:
        return owners
    token = noun
    while token.head.i != token.i and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    return subjects_of(token, depth + 1) if token.pos_ in {"VERB", "AUX"} and depth < 4 else []


def _antecedent(verb: "Token") -> "Token | None":
    relative_verb = verb
    while relative_verb.dep_ in {"conj", "xcomp"} and relative_verb.head.pos_ in {"VERB", "AUX"}:
        relative_verb = relative_verb.head
    return nearest(relative_verb.head, relative_verb) if relative_verb.dep_ == "relcl" else None


def nearest(noun: "Token", clause: "Token") -> "Token":
    """Of coordinated nouns the one right before a clause that modifies the last: "A, B and C, which was built by …"."""
    items = [item for item in conjuncts(noun) if item.i < clause.left_edge.i]
    return max(items, key=lambda item: item.i) if items else noun


def relative(verb: "Token", roles: dict[str, list[int]]) -> None:
    """Put the antecedent of a relative clause where its pronoun stands: "the satellite which ISRO built", "under which India may"."""
    antecedent = _antecedent(verb)
    if antecedent is None:
        return
    for child in verb.children:
        if child.dep_ == "dobj" and child.lower_ in _RELATIVES:
            roles["object"] = [antecedent.i]
            return
        if child.dep_ == "prep":
            for pobj in child.children:
                if pobj.dep_ == "pobj" and pobj.lower_ in _RELATIVES:
                    roles[child.lower_] = [antecedent.i]
                    return
    own = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    if own and own[0].lower_ not in _RELATIVES and not roles.get("object") and not is_passive(verb) and verb.dep_ == "relcl":
        roles["object"] = [antecedent.i]


def _shared_agent(verb: "Token", roles: dict[str, list[int]]) -> None:
    """ "designed, developed and operated by Japan": the last participle's agent belongs to all, where the earlier have none."""
    for child in verb.children:
        if child.dep_ == "conj" and child.tag_ == "VBN" and not any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in child.children):
            agents = [c for by in child.children if by.dep_ == "agent" for c in by.children if c.dep_ == "pobj"]
            if agents:
                _add(roles, "subject", agents)
            else:
                _shared_agent(child, roles)


def _shared_object(verb: "Token", roles: dict[str, list[int]]) -> None:
    """ "design, build and launch the satellite": the last verb's object belongs to all, where the earlier have none."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and not any(c.dep_ in {"nsubj", "aux"} for c in child.children):
            objects = [c for c in child.children if c.dep_ == "dobj"]
            if objects and child.i - verb.i <= 5:
                _add(roles, "object", objects)
            elif not objects:
                _shared_object(child, roles)


def prepositions(head: "Token", roles: dict[str, list[int]]) -> None:
    """Add what stands behind each preposition of a head under the preposition's name; "by" agents become subjects."""
    for child in head.children:
        if child.dep_ == "agent" or (child.lower_ == "by" and child.dep_ == "prep" and is_passive(head)):
            for by in conjuncts(child):
                _add(roles, "subject" if head.pos_ in {"VERB", "AUX"} else "by", [c for c in by.children if c.dep_ == "pobj"])
        elif child.dep_ in {"prep", "dative"} and child.pos_ in {"ADP", "SCONJ", "VERB"}:
            name = child.lower_
            objects = [c for c in child.children if c.dep_ == "pobj"]
            inner = [c for c in child.children if c.dep_ == "prep"]
            if objects and objects[0].lower_ in {"behalf", "board"}:
                name = "behalf" if objects[0].lower_ == "behalf" else "aboard"
                objects = [c for p in (*objects[0].children, *inner) if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj"] or [c for c in objects[0].children if c.dep_ in {"dobj", "appos", "npadvmod"}]
            if not objects and inner:
                name = inner[0].lower_ if name not in {"together", "along", "due", "according", "because"} else {"together": "with", "along": "with"}.get(name, f"{name}-{inner[0].lower_}")
                objects = [c for c in inner[0].children if c.dep_ == "pobj"]
            _add(roles, name, objects)
            for bond in objects if head.pos_ in {"NOUN", "PROPN"} else ():
                if bond.lemma_.lower() in {"partnership", "cooperation", "collaboration", "relationship", "co-operation"}:
                    for inner_prep in (c for c in bond.children if c.dep_ == "prep" and c.lower_ in {"between", "among"}):
                        _add(roles, inner_prep.lower_, [c for c in inner_prep.children if c.dep_ == "pobj"])
            for other in (c for c in child.children if c.dep_ == "conj" and c.pos_ == "ADP"):
                _add(roles, "subject" if other.lower_ == "by" and is_passive(head) else other.lower_, [c for c in other.children if c.dep_ == "pobj"])
        elif child.dep_ == "advmod" and child.lower_ in {"together", "jointly"}:
            for inner_child in child.children:
                if inner_child.dep_ == "prep":
                    _add(roles, inner_child.lower_, [c for c in inner_child.children if c.dep_ == "pobj"])


def conjuncts(token: "Token") -> "Iterator[Token]":
    """A token and those coordinated with it, also where the parser took the second of a list for an apposition."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" or (child.dep_ == "appos" and (_lists(child) or _begins_list(token, child))):
            yield from conjuncts(child)


def _begins_list(token: "Token", child: "Token") -> bool:
    """Whether the second of "A, B, the C, D and E" was taken for an apposition of the first: more items of A follow it."""
    later = [item for item in token.children if item.dep_ == "conj" and item.i > child.i]
    return child.pos_ == "PROPN" and bool(later) and any(part.dep_ == "cc" and part.i > child.i for item in later for part in item.subtree)


def _lists(token: "Token") -> bool:
    """Whether an "apposition" is an item of a list: more items follow it, closed by "and"."""
    return any(child.dep_ == "conj" for child in token.children) and any(child.dep_ == "cc" for child in token.subtree)


def _add(roles: dict[str, list[int]], role: str, tokens: "Iterable[Token]") -> None:
    for token in tokens:
        for item in conjuncts(token):
            if item.pos_ not in {"VERB", "AUX"} or item.dep_ in {"pobj", "dobj"}:
                if item.i not in roles.setdefault(role, []):
                    roles[role].append(item.i)


def _phrase_tokens(verb: "Token", words: Sequence[str]) -> "list[Token] | None":
    """The tokens below a verb that spell the rest of a phrasal predicate, or None."""
    used: list[Token] = []
    heads = [verb]
    for word in words:
        match = next((c for head in heads for c in head.children if c.i > verb.i - 4 and (c.lower_ == word or c.lemma_.lower() == word) and c.dep_ not in {"nsubj", "conj", "relcl", "nsubjpass"}), None)
        if match is None and verb.dep_ in {"acl", "relcl"}:
            return None
        if match is None:
            match = next((c for c in verb.children if c.dep_ == "nsubjpass" and c.lemma_.lower() == word), None)
        if match is None:
            return None
        used.append(match)
        heads = [match, verb]
    return used


def _not_only(token: "Token") -> bool:
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ in {"only", "just", "merely"}


def _denied(subject: "Token") -> bool:
    """Whether a subject is itself a denial: "Neither agency", "No country", "None of"."""
    if subject.lower_ in {"none", "neither", "nobody", "nothing"}:
        return True
    return any(child.dep_ in {"det", "preconj", "cc"} and child.lower_ in {"no", "neither"} for child in subject.children)


_ORDER: dict[str, int] = {"occurred": 0, "ongoing": 1, "planned": 2, "possible": 3, "negated": 4}


def _combine(own: Any, above: Any) -> Any:
    """The weaker of two standings: what is planned to be possible is possible, what is denied is denied."""
    if above is None or above == "none":
        return own
    if own is None:
        return above
    if above == "ongoing":
        return "ongoing" if own in {"occurred", "ongoing"} else own
    return own if _ORDER[own] >= _ORDER[above] else above


def _equated(noun: "Token") -> "list[Token]":
    """What a copula puts on a par with a noun: "the signatories were A and B", "A is a signatory"."""
    if noun.head.lemma_ not in {"be", "include", "become"} or noun.head.i == noun.i:
        return []
    if noun.dep_ == "nsubj":
        return [child for child in noun.head.children if child.dep_ in {"attr", "dobj"}]
    return [child for child in noun.head.children if child.dep_ == "nsubj"] if noun.dep_ == "attr" else []


def _frozen(roles: Mapping[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {role: tuple(tokens) for role, tokens in roles.items() if tokens}
