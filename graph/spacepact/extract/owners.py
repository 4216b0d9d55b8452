"""The things that the words of a topic belong to: up the tree to a thing that they describe, or back to what the text tells of.

From a word the tree is climbed until a thing is met that can have a subject: the noun that is described ("memorandum on Earth
observation"), the subject of a verb of content ("the dialogue covered space law"), the agreement that a sentence is framed by
("under the pact, the sides will share data"), or the meeting in which those speak who are the subject of a verb of speech.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from spacepact.extract.facts import Facts
from spacepact.model import Status
from spacepact.text.arguments import Arguments
from spacepact.text.coreference import Option
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed
from spacepact.text.propositions import Proposition
from spacepact.text.tree import is_passive, nearest, subjects_of
from spacepact.words import fold, singular

if TYPE_CHECKING:
    from spacy.tokens import Token

ON = frozenset({"on", "for", "concerning", "regarding", "about", "to", "against"})
"""Prepositions behind which the subject of an agreement or a meeting stands."""
NEAR = 6
"""How many sentences back the meeting or agreement is looked for that a sentence goes on telling of."""
_ABOUT = ON - {"to", "for"}
_BLOCKING = frozenset({"Organization", "Facility", "Person"})
_BOUND = ("partyTo", "signatoryOf", "participatesIn", "leads", "hosts")
_MODIFIERS = frozenset({"compound", "amod", "nmod", "npadvmod", "appos", "acl"})
_PARTNERS = frozenset({"between", "with", "by", "among", "of"})

Owner = tuple[Thing, Status, str]
"""A thing, the status of the statement, and the rule."""
Heads = Mapping[int, Proposition]
"""The propositions of a sentence by their heads."""


class Owners:
    """Finds what topics belong to in one document.

    `words` are those of lexicon/topics.yaml; `told` keeps the things that were said to have a subject, each with its sentence.
    """

    def __init__(self, facts: Facts, arguments: Arguments, words: Mapping[str, Any]) -> None:
        self.facts = facts
        self.arguments = arguments
        self.domain = facts.schema.relations["concerns"].domain
        self.words = {name: frozenset(found) for name, found in words.items() if isinstance(found, list)}
        self.told: list[tuple[int, Thing]] = []
        self._used: set[str] = set()
        self._read = 0

    def fits(self, options: Sequence[Option]) -> Option:
        """The things of the first option that can have a subject."""
        for option in options:
            fitting = tuple(thing for thing in option if thing.kind in self.domain)
            if fitting:
                return fitting
        return ()

    def things(self, sentence: int, token: int) -> Option:
        """The things that a token stands for, where they can have a subject."""
        return self.fits(self.arguments.options(sentence, token))

    def unused(self, thing: Thing) -> bool:
        """Whether a thing without a name has no fact yet, so that its noun may tell of something said before."""
        return thing.described and thing.key not in self._keys()

    def _keys(self) -> set[str]:
        """The keys of all things that facts have been stated of."""
        for key in islice(reversed(self.facts.found), max(0, len(self.facts.found) - self._read)):
            self._used.update((key[0], key[2]))
        self._read = len(self.facts.found)
        return self._used

    def _settled(self, sentence: int, noun: "Token", via: "Token | None" = None) -> Option:
        """What a noun stands for; where it is new but nothing brings it up as such, the last of its kind told of."""
        things = self.things(sentence, noun.i)
        if not things or not all(self.unused(thing) for thing in things):
            return things
        if things[0].coarse == "Mission":
            return ()
        return things if _introduces(noun, via) else self.latest(sentence, noun.i, (things[0].coarse or "",))

    # Trees

    def owners(self, sentence: int, parsed: Parsed, token: "Token", heads: Heads, *, carried: bool = False) -> list[Owner]:
        """The things that the words of a topic belong to, found on the way up the tree.

        Only agreements are found where the topic is `carried` by a mission that they are on.
        """
        node, via, fallback, loose = token, None, list[Owner](), False
        for _ in range(30):
            if via is not None and via.dep_ == "prep" and via.lower_ in self.words["apart"]:
                return fallback
            found: list[Owner] | None = None
            if node.pos_ in {"VERB", "AUX"}:
                found = self._verb(sentence, node, via, heads)
            elif (via is None and not carried) or (via is not None and via.dep_ not in {"conj", "poss", "cc"}):
                found = self._noun(sentence, parsed, node, via, heads, loose=loose)
            if found and carried and found[0][0].coarse != "Agreement":
                found = None
            if found == [] and via is not None and via.lower_ in _ABOUT and via.dep_ == "prep":
                found, loose = None, True
            if found and self.unused(found[0][0]) and found[0][2] == "concerns.noun":
                fallback = fallback or found
            elif found is not None:
                return found or fallback
            if node.head.i == node.i:
                break
            node, via = node.head, node
        return fallback

    def _noun(self, sentence: int, parsed: Parsed, noun: "Token", via: "Token | None", heads: Heads, *, loose: bool) -> list[Owner] | None:
        """The thing that a noun on the way names, where the way leads through its modifiers; [] where nothing above can own it.

        `loose` tells that the parser hung "on X" below a party of an agreement ("a letter between A and B on X").
        """
        if via is not None and via.dep_ == "appos":
            noun = nearest(noun, via)
            if self.arguments.named(sentence, via.i):
                return None
        if (
            noun.dep_ == "appos"
            and not self.arguments.named(sentence, noun.i)
            and (named := self.arguments.named(sentence, nearest(noun.head, noun).i))
        ):
            return [(thing, "occurred", "concerns.noun") for thing in self.fits([named]) if self._purpose(noun, via)] or None
        options = self.arguments.options(sentence, noun.i)
        if via is not None and not self._modifies(via, self.fits(options)) and not (loose and via.lower_ in _PARTNERS):
            return [] if via.dep_ == "relcl" and self.fits(options) and not _framed(via) else None
        things = self._settled(sentence, noun, via)
        kind = self.arguments.lexicon.nouns.kind([noun.text])
        craft = "Spacecraft" in {things[0].kind if things else None, kind[1] if kind and parsed.units[noun.i].name is None else None}
        if things and (not craft or (self._purpose(noun, via) and not things[0].described)):
            proposition = heads.get(noun.i)
            if proposition is not None and not proposition.stated:
                return []
            status: Status = proposition.status if proposition is not None else "occurred"
            return [(thing, status, "concerns.noun") for thing in things]
        return [] if via is not None and options and options[0][0].coarse in _BLOCKING and not options[0][0].described else None

    @staticmethod
    def _purpose(noun: "Token", via: "Token | None") -> bool:
        """Whether a noun for a satellite brings what it is for: "a communications satellite"."""
        before = via is None or (via.dep_ in {"compound", "amod", "nmod"} and via.i < noun.i)
        sized = any(child.lower_ in {"small", "tiny", "little"} for child in noun.children)
        return before and not sized and singular(fold(noun.text)) == "satellite"

    def _modifies(self, via: "Token", things: Option) -> bool:
        """Whether what hangs on a noun by `via` tells what the noun is about."""
        if via.dep_ == "prep" and via.lower_ in {"including", "as", "like"} and len(things) > 1:
            return False
        if via.dep_ == "prep":
            return via.lower_ in self.words["prepositions"]
        if via.dep_ == "acl" and via.tag_ == "VBN":
            return via.lemma_.lower() in self.words["passive"]
        if via.dep_ == "acl" and via.tag_ == "VBG":
            mission = bool(things) and things[0].coarse == "Mission"
            return via.lemma_.lower() in (self.words["content"] | self.words["purpose"] if mission else self.words["content"])
        return via.dep_ in _MODIFIERS

    def _verb(self, sentence: int, verb: "Token", via: "Token | None", heads: Heads) -> list[Owner] | None:
        """The thing that a clause tells the subject of; None to look further up, [] where the clause states nothing."""
        proposition = heads.get(verb.i)
        if proposition is None:
            return None
        if not proposition.stated:
            return []
        for rule, things in self._clause(sentence, verb, via, proposition):
            if things:
                return [(thing, proposition.status, rule) for thing in things]
        return None

    def _clause(self, sentence: int, verb: "Token", via: "Token | None", proposition: Proposition) -> Iterator[tuple[str, Option]]:
        """What a clause offers as the owner of a topic, the surest first."""
        roles = proposition.roles
        inside = frozenset(token.i for token in via.subtree) if via is not None else frozenset()
        surface = [token.i for token in subjects_of(verb) if token.i not in inside]
        framed = [token for name in sorted(self.words["frames"]) for token in roles.get(name, ()) if token not in inside]
        for before in (True, False):
            yield (
                "concerns.frame",
                next(
                    (things for token in framed if (token < verb.i) == before and (things := self._frame(sentence, verb, token))),
                    (),
                ),
            )
            if before:
                yield "concerns.content", self._subject(sentence, verb, via, proposition.verb, surface)
        yield "concerns.noun", self._apposed(sentence, via)
        if (
            via is None
            or not _own_subject(via)
            or any(_framed(child) for token in roles.get("object", ()) for child in verb.doc[token].children)
        ):
            yield "concerns.object", self._object(sentence, verb, via, list(roles.get("object", ())))
        meeting = self.arguments.history.things.get(f"+{sentence}.{verb.i}.Meeting")
        yield "concerns.object", (meeting,) if meeting and via is not None and via.dep_ in {"advcl", "xcomp"} else ()
        yield "concerns.agenda", self._agenda(sentence, verb, surface, inside)
        yield "concerns.purpose", self._doers(sentence, verb, proposition.verb, surface)
        if proposition.verb in self.words["speech"] and _finite(verb):
            yield "concerns.speech", self._speakers(sentence, verb, surface)
        if proposition.status in {"planned", "ongoing"}:
            yield "concerns.joint", self._parties(sentence, verb, proposition.verb, surface)
        pact = self.arguments.history.things.get(f"+{sentence}.{verb.i}.MemorandumOfUnderstanding")
        yield "concerns.pact", (pact,) if pact and via is not None and not self.unused(pact) else ()

    def _subject(self, sentence: int, verb: "Token", via: "Token | None", lemma: str, surface: Sequence[int]) -> Option:
        """The thing that is a clause's subject, of a verb that says what it is about."""
        passive = is_passive(verb)
        for token in surface:
            things = self._settled(sentence, verb.doc[token])
            if not things:
                continue
            content = self.words["passive"] if passive else self.words["content"]
            if via is not None and _own_subject(via):
                content = self.words["reporting"] - self.words["passive"]
            elif things[0].kind == "Spacecraft":
                content = self.words["purpose"] | ({"be"} if via is not None and via.dep_ == "attr" else set())
            elif things[0].coarse == "Mission" and not passive:
                content = content - self.words["reporting"] | self.words["purpose"]
            if lemma in content:
                return things
        return ()

    def _object(self, sentence: int, verb: "Token", via: "Token | None", objects: Sequence[int]) -> Option:
        """The thing that is made, signed, held or launched in order to do what the topic stands in, or before "on X"."""
        if via is None:
            return ()
        preposition = via.dep_ == "prep" and (
            via.lower_ in ON or (via.lower_ == "in" and any(child.dep_ == "pcomp" for child in via.children))
        )
        if not (preposition or via.dep_ in {"advcl", "xcomp"} or _own_subject(via)):
            return ()
        if preposition and via.lower_ in _ABOUT:
            objects = [
                *(child.i for prep in verb.children if prep.dep_ == "prep" for child in prep.children if child.dep_ == "pobj"),
                *objects,
            ]
        for token in sorted(objects, reverse=True):
            things = self.things(sentence, token) if token < via.i else ()
            if things and (things[0].kind != "Spacecraft" or via.lemma_.lower() in self.words["purpose"]):
                return things
        return ()

    def _apposed(self, sentence: int, via: "Token | None") -> Option:
        """The thing before a comma that the parser left unjoined to what is said of it: "X, a first of its kind to …"."""
        if via is None or via.dep_ not in {"npadvmod", "appos", "dep"} or via.left_edge.i < 2 or via.doc[via.left_edge.i - 1].text != ",":
            return ()
        things = self.things(sentence, via.left_edge.i - 2)
        return things if things and things[0].kind != "Spacecraft" else ()

    def _frame(self, sentence: int, verb: "Token", token: int) -> Option:
        """The agreement under which something is to be done; "rules rooted in a treaty, by which" may hang on the wrong noun."""
        things = self.things(sentence, token)
        if not things or things[0].coarse != "Agreement":
            return ()
        loose = verb.dep_ == "relcl" and any(child.lower_ == "by" for child in verb.children if child.dep_ == "prep")
        return () if loose and not things[0].described else things

    def _agenda(self, sentence: int, verb: "Token", surface: Sequence[int], inside: frozenset[int]) -> Option:
        """The meeting or text whose parts or subjects a clause names.

        "Topics included X", "the first chapter deals with X", "X formed part of the talks", "X was on the agenda".
        """
        nouns = [verb.doc[i] for i in surface]
        if any(token.i in inside for token in subjects_of(verb)):
            if is_passive(verb) and verb.lemma_.lower() in self.words["speech"]:
                return self.latest(sentence, verb.right_edge.i, ("Event", "JointStatement"))
            nouns = [child for head in verb.children if head.dep_ in {"attr", "dobj", "prep"} for child in (head, *head.children)]
            nouns = [noun for noun in nouns if noun.pos_ in {"NOUN", "ADJ"}]
            return next(
                (
                    things
                    for noun in nouns
                    if noun.lemma_.lower() in self.words["inverse"]
                    and (things := self._of(sentence, noun) or self._told(sentence, verb, noun))
                ),
                (),
            )
        for noun in nouns:
            word = noun.lemma_.lower()
            if word in self.words["parts"]:
                return self._of(sentence, noun) or self.latest(sentence, verb.i, ("Agreement", "Programme"))
            if word in self.words["agenda"] and not any(not self.unused(thing) for thing in self.things(sentence, noun.i)):
                return self._of(sentence, noun) or self.latest(sentence, verb.i, ("Event", "Agreement"))
        return ()

    def _told(self, sentence: int, verb: "Token", noun: "Token") -> Option:
        return self.latest(sentence, verb.i, ("Event", "Agreement")) if noun.dep_ in {"attr", "pobj"} and verb.lemma_ == "be" else ()

    def _of(self, sentence: int, noun: "Token") -> Option:
        """The thing whose part or subject a noun names: "of the meeting"; where it is told of already, the meeting told of."""
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "in", "for"}:
                for pobj in child.children:
                    things = self._settled(sentence, pobj)
                    if things:
                        return things
        return ()

    def _speakers(self, sentence: int, verb: "Token", surface: Sequence[int]) -> Option:
        """The meeting or statement in which those speak who are the subject of a verb of speech."""
        if any(self.fits([self.arguments.named(sentence, token.i)]) for token in verb.subtree if token.i > verb.i):
            return ()
        people = self.arguments.likeliest(sentence, surface)
        spoken = any(verb.doc[token].lemma_.lower() in self.words["sides"] for token in surface)
        if (people and all(thing.coarse in {"Person", "State", "Organization"} for thing in people)) or spoken:
            return self.latest(sentence, verb.i, ("Event", "JointStatement"), people=people)
        return ()

    def _doers(self, sentence: int, verb: "Token", lemma: str, surface: Sequence[int]) -> Option:
        """The mission whose crew or belongings serve a purpose: "she will study", "its data help to predict"."""
        if lemma not in self.words["purpose"] | self.words["service"]:
            return ()
        for token in surface:
            noun = verb.doc[token]
            people = [thing for thing in self.arguments.likeliest(sentence, [token]) if thing.kind == "Person"]
            flights = [
                self.facts.things[str(fact.object)]
                for thing in people
                for fact in self.facts.found.values()
                if (fact.subject, fact.relation) == (thing.key, "crewOf")
            ]
            owners = [
                thing
                for child in noun.children
                if child.dep_ == "poss"
                for thing in self.things(sentence, child.i)
                if thing.coarse == "Mission"
            ]
            found = [thing for thing in (*flights, *owners) if thing.kind in {"Mission", "Programme"}]
            if found:
                return tuple(found[:1])
        return ()

    def _parties(self, sentence: int, verb: "Token", lemma: str, surface: Sequence[int]) -> Option:
        """The agreement whose parties are to work together: "the members mean to work on", "the two agencies will pool data"."""
        if any(verb.doc[token].lemma_.lower() in self.words["parties"] for token in surface):
            return self.latest(sentence, verb.i, ("Agreement",), window=2 * NEAR)
        people = self.arguments.likeliest(sentence, surface)
        if lemma in self.words["joint"] and len(people) > 1 and all(thing.coarse in {"State", "Organization"} for thing in people):
            found = self.latest(sentence, verb.i, ("Agreement",), people=people)
            return found if found and found[0].kind not in {"Treaty", "Norm"} else ()
        return ()

    def latest(self, sentence: int, token: int, sorts: Sequence[str], *, people: Sequence[Thing] = (), window: int = NEAR) -> Option:
        """The thing of one of the coarse or exact kinds that the text last told of, up to `window` sentences back.

        For states and bodies it is one that they have a part in; an item of a list doesn't go on with another item.
        """
        keys = [thing.key for thing in people if thing.coarse != "Person"]
        history = self.arguments.history
        mentions = [(mention.sentence, history.things[mention.key]) for mention in history.before(sentence, token, window)]
        item = self.arguments.sentences[sentence].sentence
        for place, thing in sorted(
            [*mentions, *(entry for entry in reversed(self.told) if sentence - window <= entry[0] < sentence)],
            key=lambda entry: -entry[0],
        ):
            if not {thing.coarse, thing.kind} & set(sorts) or thing.kind not in self.domain or self.unused(thing):
                continue
            if (
                item.kind == "item"
                and self.arguments.sentences[place].sentence.kind == "item"
                and self.arguments.sentences[place].sentence.block != item.block
            ):
                continue
            if not keys or any((key, relation, thing.key) in self.facts.found for key in keys for relation in _BOUND):
                return (thing,)
        return ()


def _finite(verb: "Token") -> bool:
    """Whether a verb has a subject, its own or that of the verb it is coordinated with."""
    token = verb
    while token.dep_ == "conj" and token.head.pos_ in {"VERB", "AUX"}:
        token = token.head
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in (*token.children, *verb.children))


def _own_subject(token: "Token") -> bool:
    """Whether a clause inside another has a subject of its own, so that it doesn't tell of the other's."""
    return (
        token.pos_ in {"VERB", "AUX"}
        and token.dep_ in {"ccomp", "conj", "parataxis", "advcl"}
        and any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)
    )


def _framed(clause: "Token") -> bool:
    """Whether a relative clause begins with a preposition: "under which", "by which"."""
    return any(child.dep_ == "prep" and any(word.lower_ == "which" for word in child.children) for child in clause.children)


def _introduces(noun: "Token", via: "Token | None") -> bool:
    """Whether a noun brings up a thing of its own: "an agreement", "talks between …", "the resolution on …"."""
    words = {child.lower_ for child in noun.children}
    plural = noun.tag_ in {"NNS", "NNPS"}
    restricted = via is not None and via.dep_ == "prep" and via.lower_ in ON - {"to"} and not (plural and via.lower_ == "for")
    return (not plural and bool(words & {"a", "an", "another", "one"})) or restricted or (plural and "between" in words)
