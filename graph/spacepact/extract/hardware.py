"""What sentences say of craft themselves: their makers, payloads and parts, and where they are headed."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from spacepact.extract.facts import Facts
from spacepact.extract.scene import CRAFT, Scene, piled
from spacepact.model import Status
from spacepact.text.arguments import Arguments
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed
from spacepact.text.propositions import Proposition
from spacepact.text.tree import conjuncts, subjects_of
from spacepact.words import fold, singular

if TYPE_CHECKING:
    from spacy.tokens import Token


_NEAR = 2
"""How many sentences back the flight must have been spoken of that unnamed help is for."""
_SPELT_OUT = 5
"""How many sentences after its mention a payload is told of instrument by instrument."""


class Hardware(Scene):
    """Reads what craft are made of, by whom and what for, sentence by sentence."""

    def __init__(self, facts: Facts, arguments: Arguments, words: Mapping[str, Any]) -> None:
        super().__init__(facts, arguments, words)
        self.carrier: tuple[int, Thing, Status] | None = None

    def payload(self, sentence: int, parsed: Parsed, proposition: Proposition) -> None:
        """An instrument that somebody provides is the payload of the flight that the text speaks of."""
        if proposition.noun or proposition.verb not in self.words["provide"] or proposition.status == "negated":
            return
        objects = proposition.roles.get("object", ())
        for vehicle in self.craft(sentence, [token for token in objects if _definite(parsed.doc[token])], frozenset({"LaunchVehicle"})):
            for thing in self.latest(sentence, proposition.head):
                self.state(sentence, thing, "launchVehicle", vehicle, "launch.provided", proposition.status)
        loads = self.craft(sentence, objects, frozenset({"Instrument"}))
        if not loads:
            return
        roles = proposition.roles
        carriers = self.craft(sentence, [token for role in ("to", "for") for token in roles.get(role, ())])
        if not carriers and proposition.verb in self.words["give"]:
            carriers = self.latest(sentence, proposition.head)
        for carrier in carriers:
            for load in loads:
                self.state(sentence, carrier, "carries", load, "carries.provided", proposition.status)

    def aid(self, sentence: int, parsed: Parsed, proposition: Proposition) -> None:
        """What is provided without saying for what is for the flight that the text speaks of: "CNES provides technical support"."""
        if proposition.noun or proposition.verb not in self.words["aid"]["verbs"] or proposition.status == "negated":
            return
        roles = proposition.roles
        given = [token for role in ("object", "for") for token in roles.get(role, ())]
        helpful = any(singular(fold(parsed.doc[token].text)) in self.words["aid"]["nouns"] for token in given)
        others = [token for role in ("with", "from") for token in roles.get(role, ())]
        helpful = helpful or proposition.predicate.rpartition(" ")[2] in self.words["aid"]["nouns"]
        if not helpful or "to" in roles or self.arguments.likeliest(sentence, [*given, *others]):
            return
        actors = self.actors(sentence, roles.get("subject", ()))
        history = self.arguments.history
        near = {mention.key for mention in history.before(sentence, proposition.head, _NEAR)}
        for thing in (thing for thing in self.latest(sentence, proposition.head) if thing.key in near):
            for actor in actors:
                self.state(sentence, actor, "supports", thing, "supports.aid", proposition.status, confidence=0.7)

    def announced(self, sentence: int, parsed: Parsed) -> None:
        """Instruments named in the sentences after one that says how many a craft carries: "It carries two instruments. The Lux
        camera was built in Oslo."
        """
        if self.carrier is not None and sentence - self.carrier[0] <= _SPELT_OUT:
            craft = self.carrier[1]
            for token in parsed.doc:
                for load in (thing for thing in self.arguments.named(sentence, token.i) if self._instrument(thing, self.carrier[0])):
                    self.state(sentence, craft, "carries", load, "carries.announced", self.carrier[2])
        for token in parsed.doc:
            if token.tag_ != "NNS" or singular(fold(token.text)) not in self.words["payload"]:
                continue
            words = {child.lower_ for child in token.children}
            counted = any(child.dep_ == "nummod" for child in token.children)
            if counted and words & {"the", "its"} and (meant := self.latest(sentence, token.i)):
                self.carrier = (sentence, meant[0], "ongoing")
                continue
            verb = token.head if token.dep_ in {"dobj", "attr"} else None
            if not (counted or "several" in words) or verb is None or verb.lemma_ not in {"carry", "have", "host", "bear", "be", "include"}:
                continue
            aboard = any(child.lower_ in {"aboard", "onboard", "board"} for child in verb.subtree)
            found = self.craft(sentence, [item.i for item in subjects_of(verb)]) or (self.latest(sentence, token.i) if aboard else ())
            if found and (verb.lemma_ != "be" or aboard):
                self.carrier = (sentence, found[0], "planned" if any(c.lower_ == "will" for c in verb.children) else "ongoing")

    def _instrument(self, thing: Thing, since: int) -> bool:
        """Whether a thing is an instrument, or a telescope that is first named after a sentence."""
        first = next(mention.sentence for mention in self.arguments.history.mentions if mention.key == thing.key)
        telescope = thing.kind == "Spacecraft" and fold(thing.label).endswith("telescope")
        return thing.kind == "Instrument" or (telescope and first > since)

    def making(self, sentence: int, parsed: Parsed, proposition: Proposition) -> None:
        """Who completes, shares or leads the construction of a craft, or cooperates in its design and operation."""
        if proposition.noun or proposition.verb not in self.words["making"]["verbs"]:
            return
        roles, makers = proposition.roles, self.words["making"]["nouns"]
        tokens = [token for role in ("object", "in", "on", "with", "for") for token in roles.get(role, ())]
        actors = self.actors(sentence, [token for role in ("subject", "with") for token in roles.get(role, ())])
        for token in (parsed.doc[token] for token in tokens if parsed.doc[token].lemma_.lower() in makers):
            owned = [
                item.i
                for head in (token, *token.conjuncts)
                for p in head.children
                if p.dep_ == "prep" and p.lower_ in {"of", "on"}
                for c in p.children
                if c.dep_ == "pobj"
                for item in conjuncts(c)
            ]
            owned += [child.i for child in token.children if child.dep_ == "poss"]
            craft = (
                self.craft(sentence, owned) if owned else self.latest(sentence, token.i) if proposition.verb in {"share", "divide"} else ()
            )
            for actor, thing in ((actor, thing) for actor in actors for thing in craft):
                self.state(sentence, actor, makers[token.lemma_.lower()], thing, "develops.making", proposition.status)

    def joint(self, sentence: int, parsed: Parsed, proposition: Proposition) -> None:
        """ "China launched a satellite developed together with Brazil": the other maker is the subject of the clause around it."""
        verb, roles = parsed.doc[proposition.head], proposition.roles
        if (
            proposition.noun
            or verb.dep_ != "acl"
            or verb.tag_ != "VBN"
            or "subject" in roles
            or "with" not in roles
            or proposition.verb not in self.words["provide"]
        ):
            return
        governor = verb.head.head
        if governor.pos_ != "VERB" or verb.head.dep_ != "dobj":
            return
        makers = [*(token.i for token in subjects_of(governor)), *roles["with"]]
        actors = self.actors(sentence, makers)
        for actor, thing in ((actor, thing) for actor in actors for thing in self.craft(sentence, [verb.head.i])):
            self.state(sentence, actor, "develops", thing, "develops.joint", "occurred")

    def part(self, sentence: int, parsed: Parsed, token: "Token") -> None:
        """ "Heron's DOCK module", "the station's Sparrow module", "one of four Heron modules", "a Heron mission"."""
        noun = singular(fold(token.text))
        owners = [thing for child in token.children if child.dep_ in {"poss", "compound", "nmod"} for thing in self.whole(sentence, child)]
        if not owners:
            return
        things = self.craft(sentence, [token.i], frozenset({"Mission", "Spacecraft", "Instrument"}))
        if (
            token.dep_ == "pobj"
            and token.head.lower_ == "of"
            and token.head.head.dep_ == "attr"
            and token.head.head.lower_ in {"one", "part", "two", "three", "first"}
        ):
            things = self.craft(sentence, [c.i for s in token.head.head.head.children if s.dep_ == "nsubj" for c in conjuncts(s)])
        for thing in things:
            for owner in owners:
                if thing.described and owner.kind == "Mission":
                    continue
                if (owner.kind == "Programme" and thing.kind == "Mission" and thing.described) or (
                    noun in self.words["parts"] and thing.kind in {"Spacecraft", "Instrument"}
                ):
                    self.state(sentence, thing, "partOf", owner, "partOf.compound", "occurred")
                elif thing.kind == "Instrument" and owner.kind in CRAFT:
                    self.state(sentence, owner, "carries", thing, "carries.compound", "occurred")

    def plant(self, sentence: int, token: "Token") -> None:
        """ "a Thales plant", "the laboratory of INPE": who has a facility without a name of its own runs it."""
        things = [thing for thing in self.arguments.likeliest(sentence, [token.i]) if thing.coarse == "Facility" and thing.described]
        owners = [child for child in token.children if child.dep_ in {"poss", "compound", "nmod"}]
        owners += [c for child in token.children if child.lower_ == "of" for c in child.children if c.dep_ == "pobj"]
        for owner in (
            owner for child in owners for owner in self.arguments.named(sentence, child.i) if things and owner.coarse == "Organization"
        ):
            for thing in things:
                self.state(sentence, owner, "operates", thing, "operates.owner", "ongoing")

    def shared(self, sentence: int, parsed: Parsed, token: "Token") -> None:
        """ "a joint mission of A and B", "the joint satellite of A and B": both make it."""
        if not any(child.lower_ in {"joint", "bilateral"} for child in token.children if child.dep_ == "amod"):
            return
        owners = [
            item.i
            for child in token.children
            if child.lower_ in {"of", "between", "by"}
            for c in child.children
            if c.dep_ == "pobj"
            for item in conjuncts(c)
        ]
        owners += [item.i for child in token.children if child.dep_ == "poss" for item in conjuncts(child)]
        actors = self.actors(sentence, owners)
        for thing in self.craft(sentence, [token.i], CRAFT | {"Programme"}) if len(actors) > 1 else ():
            for actor in actors:
                self.state(
                    sentence,
                    actor,
                    "participatesIn" if thing.kind == "Programme" else "develops",
                    thing,
                    "develops.shared",
                    "ongoing",
                )

    def bound(self, sentence: int, parsed: Parsed, proposition: Proposition) -> None:
        """Where a clause says that a craft goes or is brought, over all its prepositions."""
        if proposition.noun:
            return
        going = self.words["going"]
        brought = (
            self.craft(sentence, proposition.roles.get("object", ()))
            if {proposition.predicate, proposition.verb} & set(going["object"])
            else ()
        )
        if brought:
            brought += self.craft(sentence, [*proposition.roles.get("with", ()), *proposition.roles.get("subject", ())])
        craft = brought or (
            self.craft(sentence, proposition.roles.get("subject", ()))
            if {proposition.predicate, proposition.verb} & set(going["subject"])
            else ()
        )
        if not craft:
            return
        craft += () if brought else self.craft(sentence, proposition.roles.get("with", ()))
        for index in () if brought else proposition.roles.get("object", ()):
            for body in self.body(sentence, parsed.doc[index]):
                if body.kind == "CelestialBody" and body.key != "earth":
                    for thing in craft:
                        self.state(sentence, thing, "targets", body, "targets.bound", proposition.status)
        for name, token in piled(parsed.doc[proposition.head]):
            if (name in self.words["bound"] and name not in {"of", "from", "for"}) or (
                name == "for" and proposition.verb in {"leave", "depart", "head", "set", "bind"}
            ):
                for body in self.body(sentence, token):
                    for thing in craft:
                        if body.kind == "CelestialBody":
                            self.state(sentence, thing, "targets", body, "targets.bound", proposition.status)

    def headed(self, sentence: int, parsed: Parsed, token: "Token") -> None:
        """ "mission to the lunar south pole", "Mars rover", "lunar lander", "a station around the Moon"."""
        kind = self.arguments.lexicon.nouns.kind([token.text])
        if parsed.units[token.i].name is None and (kind is None or kind[1] not in {"Mission", "Spacecraft", "Programme"}):
            return
        for child in token.children:
            found = parsed.units[child.i].time
            year = found.time if found and child.i < token.i and child.dep_ in {"compound", "nummod", "nmod", "amod"} else None
            if year is not None:
                for thing in self.craft(sentence, [token.i]):
                    self.state(sentence, thing, "launchDate", year, "launch.year", "occurred")
        bodies = [
            body for child in token.children if child.dep_ in {"compound", "nmod", "amod"} for body in self._modifier(sentence, child)
        ]
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"to", "around", "at", "on"}:
                bodies.extend(
                    body
                    for pobj in child.children
                    if pobj.dep_ == "pobj"
                    for body in self.body(sentence, pobj)
                    if body.kind == "CelestialBody"
                )
        for thing in self.craft(sentence, [token.i]) if bodies else ():
            for body in bodies:
                self.state(sentence, thing, "targets", body, "targets.headed", "occurred")

    def _modifier(self, sentence: int, child: "Token") -> Iterator[Thing]:
        known = self.words["adjectives"].get(fold(child.text))
        if known in self.arguments.lexicon.known and known != "sun":
            yield self.arguments.thing(known)
        yield from (thing for thing in self.arguments.named(sentence, child.i) if thing.kind == "CelestialBody")


def _definite(noun: "Token") -> bool:
    return noun.pos_ == "NOUN" and any(child.lower_ == "the" for child in noun.children)
