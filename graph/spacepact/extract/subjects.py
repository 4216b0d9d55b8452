"""Which topics of a sentence are the subject of which agreement, event, mission, programme or spacecraft.

From the words of a topic the tree is climbed until a thing is met that they can belong to: the noun they describe ("memorandum
on Earth observation"), the subject of a verb of content ("the dialogue covered space law"), the agreement that the sentence is
framed by ("under the pact, the sides will share data"), or the meeting in which those speak who are the subject of a verb of
speech. Lists under a lead, table rows and a thing's own name are read by their layout.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from spacepact.extract.facts import Facts
from spacepact.extract.topics import Spot, Spotter
from spacepact.model import Status
from spacepact.text.arguments import Arguments
from spacepact.text.coreference import Option
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed
from spacepact.text.propositions import Proposition, is_passive, nearest, subjects_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_BLOCKING = frozenset({"Organization", "Facility", "Person"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "npadvmod", "appos", "acl"})
_PASSING = frozenset({"crewOf", "targets", "partOf", "carries", "visited", "buildsOn", "concerns"})
"""Relations that may mention a thing in passing, without the text being about it."""
_BOUND = ("partyTo", "signatoryOf", "participatesIn", "leads", "hosts")
_ON = frozenset({"on", "for", "concerning", "regarding", "about", "to", "against"})
_NEAR = 6
"""How many sentences back the meeting or agreement is looked for that a sentence goes on telling of."""

Owner = tuple[Thing, Status, str]
Heads = Mapping[int, Proposition]


class Subjects:
    """Reads what things are about, sentence by sentence, in the order of the document. `words` are those of lexicon/topics.yaml."""

    def __init__(self, facts: Facts, arguments: Arguments, spotter: Spotter, words: Mapping[str, Any]) -> None:
        self.facts = facts
        self.arguments = arguments
        self.spotter = spotter
        self.domain = facts.schema.relations["concerns"].domain
        self.words = {name: frozenset(found) for name, found in words.items() if isinstance(found, list)}
        self.foreign = {kind: frozenset(topics) for kind, topics in words["foreign"].items()}
        self.lead: tuple[int, Option] = (-1, ())
        self.told: list[tuple[int, Thing]] = []

    def read(self, sentence: int, parsed: Parsed, propositions: Sequence[Proposition]) -> int:
        """State what a sentence says things are about; how many facts were stated."""
        heads = {proposition.head: proposition for proposition in propositions}
        before = len(self.facts.found)
        self._names(sentence, parsed)
        spots = self.spotter.spots(parsed)
        lead = self._lead(sentence, parsed)
        for spot in spots:
            owners = self._row(sentence, parsed, spot) if parsed.sentence.kind == "row" else self._owners(sentence, parsed, _top(parsed, spot), heads)
            owners = owners or self._beyond(sentence, parsed, spot, heads)
            for thing, status, rule in owners or [(thing, "occurred", "concerns.lead") for thing in lead]:
                self._state(sentence, thing, spot.topic, status, rule)
        for token, topic in self._carried(sentence, parsed):
            for thing, status, rule in self._owners(sentence, parsed, parsed.doc[token], heads, carried=True):
                self._state(sentence, thing, topic, status, rule)
        return len(self.facts.found) - before

    def _state(self, sentence: int, thing: Thing, topic: str, status: Status, rule: str) -> None:
        if topic not in self.foreign.get(thing.coarse or "", ()) or rule == "concerns.row":
            self.facts.add(thing, "concerns", topic, status=status, sentence=sentence, rule=rule, confidence=0.8)
            self.told.append((sentence, thing))

    def _fits(self, options: Sequence[Option]) -> Option:
        """The things of the first option that can have a subject."""
        for option in options:
            fitting = tuple(thing for thing in option if thing.kind in self.domain)
            if fitting:
                return fitting
        return ()

    def _things(self, sentence: int, token: int) -> Option:
        return self._fits(self.arguments.options(sentence, token))

    def _unused(self, thing: Thing) -> bool:
        """Whether a thing without a name has no fact yet, so that its noun may tell of something said before."""
        return thing.described and not any(thing.key in (fact.subject, fact.object) for fact in self.facts.found.values())

    def _settled(self, sentence: int, noun: "Token", via: "Token | None" = None) -> Option:
        """What a noun stands for; where it is a new thing but nothing brings it up as one, what the text last told of of its kind."""
        things = self._things(sentence, noun.i)
        if not things or not all(self._unused(thing) for thing in things):
            return things
        if things[0].coarse == "Mission":
            return ()
        return things if _introduces(noun, via) else self._latest(sentence, noun.i, (things[0].coarse or "",))

    # Names

    def _names(self, sentence: int, parsed: Parsed) -> None:
        """What a thing's own name says of its subject ("Cyber Dialogue"), where the sentence tells something of the thing."""
        told = {key for fact in self.facts.found.values() if sentence in fact.sentences and fact.relation not in _PASSING for key in (fact.subject, fact.object)}
        for token in parsed.doc:
            name = parsed.units[token.i].name
            things = self._fits([self.arguments.named(sentence, token.i)]) if name is not None and name.form == "name" else ()
            things = tuple(thing for thing in things if thing.key in told or not thing.known or thing.coarse == "Event" or thing.kind == "Norm")
            things = tuple(thing for thing in things if thing.kind != "Spacecraft" and parsed.text(token.i).casefold() not in self.spotter.broader)
            for topic in self.spotter.in_text(parsed.text(token.i)) if things else ():
                for thing in things:
                    self._state(sentence, thing, topic, "occurred", "concerns.name")

    def _carried(self, sentence: int, parsed: Parsed) -> Iterator[tuple[int, str]]:
        """The topics of missions that an agreement may be on, each with the token that names the mission: "an agreement on Galileo", "on the project"."""
        for token in parsed.doc:
            name = parsed.units[token.i].name
            definite = token.dep_ == "pobj" and token.head.lower_ in _ON and any(child.lower_ in {"the", "this"} for child in token.children)
            if name is None and not definite or name is not None and name.kind == "CelestialBody":
                continue
            things = self.arguments.named(sentence, token.i) if name is not None else self._things(sentence, token.i)
            for thing in things:
                if thing.coarse == "Mission" and not self._unused(thing):
                    topics = {str(fact.object) for fact in self.facts.found.values() if fact.subject == thing.key and fact.relation == "concerns" and fact.status != "possible"}
                    topics.update(self.spotter.in_text(parsed.text(token.i)) if name is not None else ())
                    yield from ((token.i, topic) for topic in sorted(topics))

    # Layout

    def _row(self, sentence: int, parsed: Parsed, spot: Spot) -> list[Owner]:
        """The thing in the first cell of a table's row has the topics of the others."""
        cells = [i for i, character in enumerate(parsed.sentence.clean) if character == "|"]
        inside = [token.i for token in parsed.doc if len(cells) > 1 and parsed.units[token.i].start < cells[1]]
        if not inside or spot.tokens[0] <= inside[-1]:
            return []
        things = [thing for token in inside for thing in self._fits([self.arguments.named(sentence, token)])]
        return [(thing, "occurred", "concerns.row") for thing in things[:1]]

    def _lead(self, sentence: int, parsed: Parsed) -> Option:
        """The thing that a list item is about: named before its colon, or the text that the item quotes under a topic."""
        block = parsed.sentence.block
        colon = next((token.i for token in parsed.doc if token.text == ":"), None)
        if parsed.sentence.kind not in {"item", "paragraph"} or colon is None or colon > 12:
            subjects = (self._things(sentence, token.i) for token in parsed.doc if token.dep_ == "nsubj" and token.head.dep_ == "ROOT")
            return next((things for things in subjects if things), self.lead[1]) if self.lead[0] == block else ()
        things = tuple(thing for i in range(colon) for thing in self._fits([self.arguments.named(sentence, i)]))
        if not things and any(token.lemma_.lower() in self.words["agenda"] for token in parsed.doc[:colon]):
            things = self._latest(sentence, colon, ("Mission", "Agreement", "Event"))
        elif not things and parsed.sentence.kind == "item":
            self.lead = (-1, ())
            return self._quoted(sentence, parsed, colon)
        self.lead = (block, things)
        return things

    def _quoted(self, sentence: int, parsed: Parsed, colon: int) -> Option:
        options = (self._things(sentence, token.i) for token in parsed.doc if token.i > colon and token.pos_ in {"NOUN", "PROPN"})
        return next((things for things in options if things and things[0].kind == "JointStatement"), ())

    def _statement(self, sentence: int) -> Option:
        """The joint statement whose points a list gives."""
        for mention in self.arguments.history.before(sentence, 0, 3 * _NEAR):
            thing = self.arguments.history.things[mention.key]
            if thing.kind == "JointStatement" and not self._unused(thing):
                return (thing,)
        return ()

    def _beyond(self, sentence: int, parsed: Parsed, spot: Spot, heads: Heads) -> list[Owner]:
        """The owner of a topic behind a colon: that of what stands before it; in a list's item, the statement whose point it is."""
        colon = next((token.i for token in parsed.doc if token.text == ":"), None)
        if colon is None:
            return []
        if 3 < colon < spot.tokens[0]:
            return self._owners(sentence, parsed, parsed.doc[colon - 1], heads)
        if spot.tokens[-1] < colon <= 4 and parsed.sentence.kind == "item":
            return [(thing, "occurred", "concerns.point") for thing in self._statement(sentence)]
        return []

    # Trees

    def _owners(self, sentence: int, parsed: Parsed, token: "Token", heads: Heads, *, carried: bool = False) -> list[Owner]:
        """The things that the words of a topic belong to, found on the way up the tree; agreements alone where a mission carries the topic."""
        node, via, fallback, loose = token, None, list[Owner](), False
        for _ in range(30):
            if via is not None and via.dep_ == "prep" and via.lower_ in self.words["apart"]:
                return fallback
            found: list[Owner] | None = None
            if node.pos_ in {"VERB", "AUX"}:
                found = self._verb(sentence, node, via, heads)
            elif via is None and not carried or via is not None and via.dep_ not in {"conj", "poss", "cc"}:
                found = self._noun(sentence, parsed, node, via, heads, loose=loose)
            if found and carried and found[0][0].coarse != "Agreement":
                found = None
            if found == [] and via is not None and via.lower_ in _ON - {"for", "to"} and via.dep_ == "prep":
                found, loose = None, True
            if found and self._unused(found[0][0]) and found[0][2] == "concerns.noun":
                fallback = fallback or found
            elif found is not None:
                return found or fallback
            if node.head.i == node.i:
                break
            node, via = node.head, node
        return fallback

    def _noun(self, sentence: int, parsed: Parsed, noun: "Token", via: "Token | None", heads: Heads, *, loose: bool) -> list[Owner] | None:
        """The thing that a noun on the way names, where the way leads through its modifiers; [] where nothing above can own the topic.

        `loose` tells that the parser hung "on X" below a party of an agreement ("a letter between A and B on X").
        """
        if via is not None and via.dep_ == "appos":
            noun = nearest(noun, via)
            if self.arguments.named(sentence, via.i):
                return None
        if noun.dep_ == "appos" and not self.arguments.named(sentence, noun.i) and self.arguments.named(sentence, nearest(noun.head, noun).i):
            return None
        options = self.arguments.options(sentence, noun.i)
        if via is not None and not self._modifies(via, self._fits(options)) and not (loose and via.lower_ in {"between", "with", "by", "among", "of"}):
            return [] if via.dep_ == "relcl" and self._fits(options) and not _framed(via) else None
        things = self._settled(sentence, noun, via)
        kind = self.arguments.lexicon.nouns.kind([noun.text])
        if things and "Spacecraft" not in {things[0].kind, kind[1] if kind and parsed.units[noun.i].name is None else None}:
            status: Status = heads[noun.i].status if noun.i in heads else "occurred"
            return [(thing, status, "concerns.noun") for thing in things]
        return [] if via is not None and options and options[0][0].coarse in _BLOCKING and not options[0][0].described else None

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
            yield "concerns.frame", next((things for token in framed if (token < verb.i) == before and (things := self._frame(sentence, verb, token))), ())
            if before:
                yield "concerns.content", self._subject(sentence, verb, via, proposition.verb, surface)
        yield "concerns.noun", self._apposed(sentence, via)
        if via is None or not _own_subject(via) or any(_framed(child) for token in roles.get("object", ()) for child in verb.doc[token].children):
            yield "concerns.object", self._object(sentence, verb, via, list(roles.get("object", ())))
        meeting = self.arguments.history.things.get(f"+{sentence}.{verb.i}.Meeting")
        yield "concerns.object", (meeting,) if meeting and via is not None and via.dep_ in {"advcl", "xcomp"} else ()
        yield "concerns.agenda", self._agenda(sentence, verb, surface, inside)
        yield "concerns.purpose", self._doers(sentence, verb, proposition.verb, surface)
        if proposition.verb in self.words["speech"] and _finite(verb):
            yield "concerns.speech", self._speakers(sentence, verb, surface)
        if proposition.status in {"planned", "ongoing"}:
            yield "concerns.joint", self._parties(sentence, verb, proposition.verb, surface)

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
        """The thing that is made, signed, held or launched in order to do what the topic stands in, or that "on X" stands behind."""
        if via is None:
            return ()
        preposition = via.dep_ == "prep" and (via.lower_ in _ON or via.lower_ == "in" and any(child.dep_ == "pcomp" for child in via.children))
        if not (preposition or via.dep_ in {"advcl", "xcomp"} or _own_subject(via)):
            return ()
        if preposition and via.lower_ in _ON - {"to", "for"}:
            objects = [*(child.i for prep in verb.children if prep.dep_ == "prep" for child in prep.children if child.dep_ == "pobj"), *objects]
        for token in sorted(objects, reverse=True):
            things = self._things(sentence, token) if token < via.i else ()
            if things and (things[0].kind != "Spacecraft" or via.lemma_.lower() in self.words["purpose"]):
                return things
        return ()

    def _apposed(self, sentence: int, via: "Token | None") -> Option:
        """The thing before a comma that the parser left unjoined to what is said of it: "X, a first of its kind to …"."""
        if via is None or via.dep_ not in {"npadvmod", "appos", "dep"} or via.left_edge.i < 2 or via.doc[via.left_edge.i - 1].text != ",":
            return ()
        things = self._things(sentence, via.left_edge.i - 2)
        return things if things and things[0].kind != "Spacecraft" else ()

    def _frame(self, sentence: int, verb: "Token", token: int) -> Option:
        """The agreement under which something is to be done."""
        things = self._things(sentence, token)
        if not things or things[0].coarse != "Agreement":
            return ()
        return () if verb.dep_ == "relcl" and _framed(verb) and not things[0].described else things

    def _agenda(self, sentence: int, verb: "Token", surface: Sequence[int], inside: frozenset[int]) -> Option:
        """ "Topics included X", "the first chapter deals with X", "X formed part of the talks", "X was on the agenda"."""
        nouns = [verb.doc[i] for i in surface]
        if any(token.i in inside for token in subjects_of(verb)):
            if is_passive(verb) and verb.lemma_.lower() in self.words["speech"]:
                return self._latest(sentence, verb.right_edge.i, ("Event", "JointStatement"))
            nouns = [child for head in verb.children if head.dep_ in {"attr", "dobj", "prep"} for child in (head, *head.children)]
            nouns = [noun for noun in nouns if noun.pos_ in {"NOUN", "ADJ"}]
            return next((things for noun in nouns if noun.lemma_.lower() in self.words["inverse"] and (things := self._of(sentence, noun) or self._told(sentence, verb, noun))), ())
        for noun in nouns:
            word = noun.lemma_.lower()
            if word in self.words["parts"]:
                return self._of(sentence, noun) or self._latest(sentence, verb.i, ("Agreement", "Programme"))
            if word in self.words["agenda"] and not any(not self._unused(thing) for thing in self._things(sentence, noun.i)):
                return self._of(sentence, noun) or self._latest(sentence, verb.i, ("Event", "Agreement"))
        return ()

    def _told(self, sentence: int, verb: "Token", noun: "Token") -> Option:
        return self._latest(sentence, verb.i, ("Event", "Agreement")) if noun.dep_ in {"attr", "pobj"} and verb.lemma_ == "be" else ()

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
        if any(self._fits([self.arguments.named(sentence, token.i)]) for token in verb.subtree if token.i > verb.i):
            return ()
        people = [thing for token in surface for option in self.arguments.options(sentence, token)[:1] for thing in option]
        spoken = any(verb.doc[token].lemma_.lower() in self.words["sides"] for token in surface)
        if people and all(thing.coarse in {"Person", "State", "Organization"} for thing in people) or spoken:
            return self._latest(sentence, verb.i, ("Event", "JointStatement"), people=people)
        return ()

    def _doers(self, sentence: int, verb: "Token", lemma: str, surface: Sequence[int]) -> Option:
        """The mission whose crew or belongings serve a purpose: "she will study", "its data help to predict"."""
        if lemma not in self.words["purpose"] | self.words["service"]:
            return ()
        for token in surface:
            noun = verb.doc[token]
            people = [thing for option in self.arguments.options(sentence, token)[:1] for thing in option if thing.kind == "Person"]
            flights = [self.facts.things[str(fact.object)] for thing in people for fact in self.facts.found.values() if (fact.subject, fact.relation) == (thing.key, "crewOf")]
            owners = [thing for child in noun.children if child.dep_ == "poss" for thing in self._things(sentence, child.i) if thing.coarse == "Mission"]
            found = [thing for thing in (*flights, *owners) if thing.kind in {"Mission", "Programme"}]
            if found:
                return tuple(found[:1])
        return ()

    def _parties(self, sentence: int, verb: "Token", lemma: str, surface: Sequence[int]) -> Option:
        """The agreement whose parties are to work together: "the members mean to work on", "the two agencies will pool data"."""
        if any(verb.doc[token].lemma_.lower() in self.words["parties"] for token in surface):
            return self._latest(sentence, verb.i, ("Agreement",), window=2 * _NEAR)
        people = [thing for token in surface for option in self.arguments.options(sentence, token)[:1] for thing in option]
        if lemma in self.words["joint"] and len(people) > 1 and all(thing.coarse in {"State", "Organization"} for thing in people):
            found = self._latest(sentence, verb.i, ("Agreement",), people=people)
            return found if found and found[0].kind not in {"Treaty", "Norm"} else ()
        return ()

    def _latest(self, sentence: int, token: int, sorts: Sequence[str], *, people: Sequence[Thing] = (), window: int = _NEAR) -> Option:
        """The thing of one of the coarse or exact kinds that the text last told of; for states and bodies one that they have a part in."""
        keys = [thing.key for thing in people if thing.coarse != "Person"]
        history = self.arguments.history
        mentions = [(mention.sentence, history.things[mention.key]) for mention in history.before(sentence, token, window)]
        item = self.arguments.sentences[sentence].sentence
        for place, thing in sorted([*mentions, *(entry for entry in reversed(self.told) if sentence - window <= entry[0] < sentence)], key=lambda entry: -entry[0]):
            if not {thing.coarse, thing.kind} & set(sorts) or thing.kind not in self.domain or self._unused(thing):
                continue
            if item.kind == "item" and self.arguments.sentences[place].sentence.kind == "item" and self.arguments.sentences[place].sentence.block != item.block:
                continue
            if not keys or any((key, relation, thing.key) in self.facts.found for key in keys for relation in _BOUND):
                return (thing,)
        return ()


def _top(parsed: Parsed, spot: Spot) -> "Token":
    """The token of a topic's words that stands highest in the tree."""
    return min((parsed.doc[i] for i in spot.tokens), key=lambda token: (sum(1 for _ in token.ancestors), -token.i))


def _finite(verb: "Token") -> bool:
    """Whether a verb has a subject, its own or that of the verb it is coordinated with."""
    token = verb
    while token.dep_ == "conj" and token.head.pos_ in {"VERB", "AUX"}:
        token = token.head
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in (*token.children, *verb.children))


def _own_subject(token: "Token") -> bool:
    """Whether a clause inside another has a subject of its own, so that it doesn't tell of the other's."""
    return token.pos_ in {"VERB", "AUX"} and token.dep_ in {"ccomp", "conj", "parataxis", "advcl"} and any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)


def _framed(clause: "Token") -> bool:
    """Whether a relative clause begins with a preposition: "under which", "by which"."""
    return any(child.dep_ == "prep" and any(word.lower_ == "which" for word in child.children) for child in clause.children)


def _introduces(noun: "Token", via: "Token | None") -> bool:
    """Whether a noun brings up a thing of its own: "an agreement", "talks between …", "the resolution on …"."""
    words = {child.lower_ for child in noun.children}
    plural = noun.tag_ in {"NNS", "NNPS"}
    restricted = via is not None and via.dep_ == "prep" and via.lower_ in _ON - {"to"} and not (plural and via.lower_ == "for")
    return not plural and bool(words & {"a", "an", "another", "one"}) or restricted or plural and "between" in words
