"""Who did what to whom, when: a general reading of the dependency tree that knows nothing of space.

A proposition is a predicate (a verb, or a noun that names an event or a bond), its arguments by role, and its standing.
Roles are the logical ones: `subject` acts and `object` is acted on, in the active and the passive alike; every
preposition is a role of its own name; `of`, `poss` and `compound` are those of nouns. Arguments are token indexes,
coordination unfolded.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacepact.model import Status
from spacepact.text.parse import Parsed
from spacepact.text.standing import Standing
from spacepact.text.tree import add, conjuncts, is_passive, nearest, prepositions, relative, shared_agent, shared_object, subjects_of
from spacepact.vocab import COARSE
from spacepact.words import fold, singular

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHERE = frozenset({"in", "at", "on", "during"})
_WITH = frozenset({"with", "alongside"})
_GIVING = frozenset({"award", "grant", "give", "hand", "offer"})
_CONCLUDED = frozenset({"sign", "conclude", "adopt", "reach", "renew", "ratify", "negotiate"})
"""Verbs whose past form behind a comma tells of the text named before it."""
_DAY_PARTS = frozenset("morning noon midday afternoon evening night midnight".split())
"""Nouns with which a weekday is still a time: what else it stands before is of a sort ("Sunday trading")."""
_ACTORS = frozenset({"State", "Organization"})
_BONDS = frozenset(
    "cooperation collaboration partnership conjunction coordination association tandem help support assistance participation".split()
)
"""Nouns behind "in" or "with" that name those who act with the subject."""


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
    """Reads propositions with the status words and phrasal predicates of a lexicon; holds no state of a text.

    `event_nouns` head propositions of their own; `things` are nouns for what is built, whose makers a "with" names.
    """

    def __init__(
        self, settings: Mapping[str, Any], phrases: Iterable[str], event_nouns: frozenset[str], things: frozenset[str] = frozenset()
    ) -> None:
        self.standing = Standing(settings)
        self.vowing = {
            "xcomp": frozenset(settings["status"]["governors"]["planned"]),
            "ccomp": frozenset(settings["status"]["reporting"]),
        }
        self.event_nouns = event_nouns
        self.things = things
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
            add(roles, "object", subjects)
            add(roles, "complement", objects)
        else:
            add(roles, "subject", subjects)
            if "subject" in roles and subjects and subjects[0].i < verb.i:
                roles["subject"] = [token for token in roles["subject"] if token < verb.i]
            add(roles, "object", [o for o in objects if o.dep_ == "dobj"])
            add(roles, "complement", [o for o in objects if o.dep_ != "dobj"])
        add(roles, "to", [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"])
        prepositions(verb, roles)
        self._raised(parsed, verb, objects, roles)
        if not objects:
            done = [child for child in verb.children if child.dep_ == "xcomp"]
            add(roles, "helped", [item for clause in done for item in clause.children if item.dep_ == "dobj"])
        relative(verb, roles)
        if any(child.dep_ == "advmod" and child.lower_ in {"jointly", "together", "collaboratively"} for child in verb.children):
            roles["jointly"] = list(roles.get("subject", []))
            roles["jointly-with"] = list(roles.get("with", []))
        if not roles.get("object") and not passive and (verb.dep_ != "conj" or roles.get("complement")):
            shared_object(verb, roles)
        if passive and not roles.get("subject"):
            shared_agent(verb, roles)
        if passive and not roles.get("subject"):
            behind = [item for child in verb.children if child.dep_ == "prep" for item in child.children if item.dep_ == "pobj"]
            add(roles, "subject", [maker for item in behind for maker in _behind(item, {"by"}) if _coarse(parsed, maker) in _ACTORS])
        self._two_objects(parsed, verb, objects, roles)
        if verb.dep_ == "conj" and verb.lemma_ in _CONCLUDED and not objects and _reduced(verb):
            roles["object"] = [noun.i for noun in (verb.doc[verb.i - 2], *verb.doc[verb.i - 2].ancestors) if noun.pos_ in {"NOUN", "PROPN"}]
            roles.pop("subject", None)
        if verb.lemma_ == "do" and not roles.get("object") and verb.head.i != verb.i and verb.head.pos_ == "VERB":
            verb_said = verb.head
            prepositions(verb_said, roles)
            add(roles, "object", [child for child in verb_said.children if child.dep_ == "dobj"])
        else:
            verb_said = verb
        predicate = self._phrasal(verb_said, roles)
        status, stated = self.standing.of_verb(verb)
        if self._renounced(verb):
            roles["renounced"] = list(roles.get("subject", []))
        return Proposition(
            verb.i,
            predicate,
            False,
            _frozen(roles),
            status,
            stated and not question,
            tuple(self._times(parsed, verb)),
            verb.lemma_.lower(),
        )

    def _two_objects(self, parsed: Parsed, verb: "Token", objects: "list[Token]", roles: dict[str, list[int]]) -> None:
        """Give verbs of giving their second object where the parser hung it elsewhere: "awarded Nordlys, of Oslo, | a contract"."""
        if verb.lemma_ not in _GIVING or len(objects) != 1 or _coarse(parsed, objects[0]) not in _ACTORS or roles.get("to"):
            return
        given = (noun for noun in verb.doc[objects[0].i + 1 : verb.right_edge.i + 1] if noun.pos_ == "NOUN" and self.noun_phrase(noun))
        thing = next((noun for noun in given if any(child.lower_ in {"a", "an"} for child in noun.children)), None)
        if thing is not None:
            roles["to"], roles["object"] = roles["object"], [thing.i]

    def _raised(self, parsed: Parsed, verb: "Token", objects: "list[Token]", roles: dict[str, list[int]]) -> None:
        """Give a verb the prepositions that a parser hangs on its nouns: where and when somebody was met ("met Ms Cruz in Manila
        on Monday"), with whom something was made ("built the probe with DLR", "is built by CNES with DLR", "led by CNES in
        cooperation with DLR"), what somebody flies on ("flew as pilots on the Tern mission").
        """
        for child in verb.children:
            behind = [item for item in child.children if item.dep_ == "pobj"]
            if child.dep_ == "agent":
                makers = [item for noun in behind for item in conjuncts(noun)]
                add(roles, "with", [item for noun in makers for item in _behind(noun, _WITH) if _coarse(parsed, item) in _ACTORS])
            elif child.lower_ == "as":
                for noun in behind:
                    add(roles, "on", _behind(noun, {"on", "aboard"}))
                    add(roles, "on", [item for item in _behind(noun, {"of"}) if _coarse(parsed, item) == "Mission"])
            elif child.lower_ in {"to", "from"}:
                for noun in behind:
                    add(roles, "on", [item for item in _behind(noun, {"on", "aboard"}) if _coarse(parsed, item) == "Mission"])
            pursuant = behind if child.lower_ in {"under", "in"} else [item for noun in behind for item in _behind(noun, {"under"})]
            add(roles, "pursuant", [noun for noun in pursuant if any(item.lower_ in {"a", "an"} for item in noun.children)])
            if child.lower_ in {"in", "with"} and behind and behind[0].lemma_.lower() in _BONDS:
                add(roles, "bonded", _behind(behind[0], {"with", "of", "from"}))
        for noun in (item for child in objects for item in conjuncts(child)):
            person = _coarse(parsed, noun) == "Person"
            for child in noun.children:
                behind = [item for item in child.children if item.dep_ == "pobj"] if child.dep_ == "prep" else []
                if person and child.lower_ in _WHERE:
                    add(roles, child.lower_, behind)
                elif child.lower_ == "from":
                    behind += [item for other in child.children if other.dep_ == "conj" for item in other.children if item.dep_ == "pobj"]
                    add(roles, "from", [item for item in behind if _coarse(parsed, item) in _ACTORS])
                elif child.lower_ in _WITH and (singular(fold(noun.text)) in self.things or _coarse(parsed, noun) == "Mission"):
                    add(roles, "with", [item for item in behind if _coarse(parsed, item) in _ACTORS])
                elif self.noun_phrase(noun) and "with" not in roles:
                    deeper = [item for inner in behind for item in _behind(inner, _WITH)]
                    add(roles, "with", [item for item in deeper if _coarse(parsed, item) in _ACTORS])
            after = [child for child in verb.children if child.dep_ == "prep" and child.i > noun.i and child.lower_ != "under"]
            above = [inner for child in after for inner in child.children]
            if self.noun_phrase(noun) and "with" not in roles:
                deeper = [item for inner in above if inner.dep_ == "pobj" for item in _behind(inner, _WITH)]
                add(roles, "with", [item for item in deeper if _coarse(parsed, item) in _ACTORS])

    def _renounced(self, verb: "Token") -> bool:
        """Whether somebody says that they will not do a thing: "pledged not to test", "announced that they would not test"."""
        words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "neg"}}
        denied = words & {"not", "n't", "never"} and words & {"to", "will", "would", "shall"}
        return bool(denied) and verb.head.lemma_ in self.vowing.get(verb.dep_, ())

    def _phrasal(self, verb: "Token", roles: dict[str, list[int]]) -> str:
        """The predicate: the lemma, or a phrase of the lexicon ("take part", "lift off", "put into orbit") whose words are
        there.
        """
        lemma = verb.lemma_.lower()
        phrases = self.phrases.get(lemma, ())
        below = {form for child in verb.children for form in (child.lower_, child.lemma_.lower())} if phrases else set()
        for words in (phrase for phrase in phrases if phrase[0] in below):
            used = _phrase_tokens(verb, words)
            if used is not None:
                for token in used:
                    if token.pos_ in {"NOUN", "PROPN", "ADJ"}:
                        prepositions(token, roles)
                        for role in ("object", *[t.text.lower() for t in used]):
                            if token.i in roles.get(role, []):
                                roles[role].remove(token.i)
                return f"{lemma} {' '.join(words)}"
        particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), None)
        return f"{lemma} {particle}" if particle else lemma

    # Nouns

    def _noun(self, parsed: Parsed, noun: "Token", question: bool) -> Proposition:
        roles: dict[str, list[int]] = {}
        prepositions(noun, roles)
        for child in noun.children:
            for inner in child.children if child.dep_ == "prep" and child.lower_ == "of" else ():
                if inner.dep_ == "pobj" and "by" not in roles:
                    add(roles, "by", _behind(inner, {"by"}))
        add(roles, "poss", [child for child in noun.children if child.dep_ == "poss"])
        add(
            roles,
            "compound",
            [child for child in noun.children if child.dep_ in {"compound", "nmod", "amod", "npadvmod"} and parsed.units[child.i].name],
        )
        host = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"with", "through", "thanks", "during", "on"} else None
        if host is not None and noun.head.lower_ == "on" and parsed.units[host.i].name is not None:
            add(roles, "host", [host])
        elif host is not None and noun.head.lower_ != "on" and host.pos_ in {"VERB", "AUX"}:
            objects = [child for child in host.children if child.dep_ == "dobj"]
            add(roles, "host", objects if objects and not is_passive(host) else subjects_of(host))
        holder = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "in" else None
        if holder is not None and holder.pos_ in {"VERB", "AUX"} and not is_passive(holder):
            add(roles, "holder", subjects_of(holder))
        add(roles, "is", _equated(noun) or _before_comma(parsed, noun))
        status, stated = self.standing.of_noun(noun)
        predicate = self.noun_phrase(noun) or noun.lemma_.lower()
        return Proposition(
            noun.i,
            predicate,
            True,
            _frozen(roles),
            status,
            stated and not question,
            tuple(self._times(parsed, noun)),
            noun.lemma_.lower(),
        )

    # Times

    def _times(self, parsed: Parsed, head: "Token") -> Iterator[int]:
        for index in parsed.timed:
            token, time = parsed.doc[index], parsed.units[index].time
            when = head.dep_ == "relcl" and head.head.i == index and _when(head) and time and time.time and ".." not in time.time.edtf
            if when or self._owner(parsed, token) == head.i:
                yield index

    def _owner(self, parsed: Parsed, token: "Token") -> int:
        """The predicate that a time belongs to: the nearest verb or event noun above it."""
        above = token.head.head if token.dep_ == "appos" else token.head
        time = parsed.units[token.i].time
        if time is not None and time.coming and token.dep_ == "compound" and above.lower_ not in _DAY_PARTS:
            return int(above.i)
        while above.head.i != above.i:
            if above.pos_ in {"VERB", "AUX"} and above.dep_ not in {"aux", "auxpass"}:
                return int(above.i)
            if (
                above.pos_ in {"NOUN", "PROPN"}
                and parsed.units[above.i].time is None
                and (_datable(parsed, above) or (self.noun_phrase(above) and not self._known_craft(above)))
            ):
                return int(above.i)
            above = above.head
        return int(above.i)


    def _known_craft(self, noun: "Token") -> bool:
        """Whether a noun takes up a craft that the text has told of, which a date behind it does not date: "on the mission in
        1990".
        """
        return singular(fold(noun.text)) in self.things and any(child.lower_ == "the" for child in noun.children)


def _reduced(verb: "Token") -> bool:
    """Whether a verb coordinated behind a mere comma is a participle of the noun before it: "a pact between A and B, signed in"."""
    own = {child.dep_ for child in verb.children} & {"nsubj", "nsubjpass", "aux", "auxpass", "dobj"}
    return verb.i > 1 and verb.doc[verb.i - 1].text == "," and not own and verb.tag_ in {"VBD", "VBN"}


def _when(verb: "Token") -> bool:
    """Whether a clause tells what happened at the time that it hangs on: "in 2015, when it joined the treaty"."""
    return any(child.lower_ == "when" for child in verb.children)


def _before_comma(parsed: Parsed, noun: "Token") -> "list[Token]":
    """The name right before a comma and a noun phrase, which it may be on a par with, whatever the tree says."""
    left = noun.left_edge.i
    if left < 2 or parsed.text(left - 1) != "," or parsed.units[left - 2].name is None:
        return []
    named = noun.doc[left - 2]
    if noun.doc[left].lower_ in {"both", "all"}:
        return [named, *named.conjuncts]
    second = noun.dep_ == "dobj" and any(child.dep_ == "dobj" and child.i < named.i for child in noun.head.children)
    own = noun.dep_ not in {"nsubj", "dobj"} or second
    return [named] if noun.doc[left].lower_ in {"a", "an", "the", "its"} and own else []


def _behind(noun: "Token", names: Collection[str]) -> "list[Token]":
    """What stands behind the prepositions of some names below a noun."""
    return [item for child in noun.children if child.lower_ in names for item in child.children if item.dep_ == "pobj"]


def _coarse(parsed: Parsed, token: "Token") -> str:
    """The coarse kind of the name that a token stands for; empty for plain words and names of unknown kind."""
    name = parsed.units[token.i].name
    return COARSE.get(name.kind or "", "") if name is not None else ""


def _datable(parsed: Parsed, token: "Token") -> bool:
    name = parsed.units[token.i].name
    return name is not None and COARSE.get(name.kind or "") in {"Agreement", "Event", "Mission"}


def _frozen(roles: Mapping[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {role: tuple(tokens) for role, tokens in roles.items() if tokens}


def _phrase_tokens(verb: "Token", words: Sequence[str]) -> "list[Token] | None":
    """The tokens below a verb that spell the rest of a phrasal predicate, or None."""
    used: list[Token] = []
    heads = [verb]
    for word in words:
        match = next(
            (
                c
                for head in heads
                for c in head.children
                if c.i > verb.i - 4
                and (c.lower_ == word or c.lemma_.lower() == word)
                and c.dep_ not in {"nsubj", "conj", "relcl", "nsubjpass"}
            ),
            None,
        )
        if match is None and verb.dep_ in {"acl", "relcl"}:
            return None
        if match is None:
            match = next((c for c in verb.children if c.dep_ == "nsubjpass" and c.lemma_.lower() == word), None)
        if match is None:
            return None
        used.append(match)
        heads = [match, verb]
    return used


def _equated(noun: "Token") -> "list[Token]":
    """What a copula or an apposition puts on a par with a noun: "the signatories were A and B", "A is a signatory", "A, a
    signatory", "its builder, A".
    """
    if noun.dep_ == "appos":
        return [nearest(noun.head, noun)]
    if noun.dep_ == "pobj" and noun.head.lower_ == "as" and noun.head.head.pos_ == "VERB":
        return [child for child in noun.head.head.children if child.dep_ in {"dobj", "nsubjpass"}]
    apposed = [child for child in noun.children if child.dep_ == "appos" and child.pos_ == "PROPN"]
    if apposed:
        return apposed
    if noun.head.lemma_ not in {"be", "include", "become"} or noun.head.i == noun.i:
        return []
    if noun.dep_ == "nsubj":
        return [child for child in noun.head.children if child.dep_ in {"attr", "dobj"}]
    return subjects_of(noun.head) if noun.dep_ == "attr" else []
