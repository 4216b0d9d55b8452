"""What sentences say of flights by the order of their words: vehicle, site and day of a launch here; crews and hardware beside it.

Frames read the roles that a parser gives; a launch is told by a pile of prepositions, which is read as a whole. The order of the
readers matters: those of crews and hardware look at the facts that were stated before.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from spacepact.extract.crews import Crews
from spacepact.extract.facts import Facts
from spacepact.extract.hardware import Hardware
from spacepact.extract.scene import Scene, piled, station
from spacepact.model import Status, Time
from spacepact.text.arguments import Arguments
from spacepact.text.coreference import Option
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed
from spacepact.text.propositions import Proposition
from spacepact.text.tree import conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token


class Flights(Scene):
    """Reads the flights of one document, sentence by sentence."""

    def __init__(self, facts: Facts, arguments: Arguments, words: Mapping[str, Any]) -> None:
        super().__init__(facts, arguments, words)
        self.crews = Crews(facts, arguments, words)
        self.hardware = Hardware(facts, arguments, words)

    def read(self, sentence: int, parsed: Parsed, propositions: Sequence[Proposition]) -> int:
        """State what a sentence says of flights; how many facts were stated."""
        before = len(self.facts.found)
        heads = {proposition.head: proposition for proposition in propositions}
        for proposition in propositions:
            if proposition.stated:
                self._launch(sentence, parsed, proposition, heads)
                self._scheduled(sentence, parsed, proposition, heads)
                self._boarded(sentence, parsed, proposition)
                self._aloft(sentence, parsed, proposition)
                self.crews.flyers(sentence, parsed, proposition)
                self.hardware.payload(sentence, parsed, proposition)
                self.hardware.aid(sentence, parsed, proposition)
                self.hardware.making(sentence, parsed, proposition)
                self.crews.nationals(sentence, parsed, proposition)
                self.hardware.joint(sentence, parsed, proposition)
                self.hardware.bound(sentence, parsed, proposition)
        self.hardware.announced(sentence, parsed)
        self.crews.aboard(sentence, parsed, heads)
        self.crews.listed(sentence, parsed, heads)
        for token in parsed.doc:
            if token.pos_ in {"NOUN", "PROPN"}:
                self.hardware.part(sentence, parsed, token)
                self.hardware.plant(sentence, token)
                self.hardware.shared(sentence, parsed, token)
                self.hardware.headed(sentence, parsed, token)
        return len(self.facts.found) - before

    def _launch(self, sentence: int, parsed: Parsed, proposition: Proposition, heads: Mapping[int, Proposition]) -> None:
        words = self.words["launch"]
        if proposition.predicate not in (words["nouns"] if proposition.noun else words["verbs"]):
            return
        roles = proposition.roles
        if proposition.noun:
            owners = [token for role in ("of", "poss", "compound") for token in roles.get(role, ())]
            craft = self.craft(sentence, owners) if owners else self._meant(sentence, parsed, proposition.head)
        else:
            craft = self.craft(sentence, roles.get("object", ())) or self._launched(sentence, parsed, roles.get("subject", ()))
            craft = craft or self._on_top(sentence, proposition)
            craft = craft or self._with_load(sentence, proposition)
            along = self.craft(sentence, roles.get("with", ())) if craft and "object" in roles else ()
            launchers = self.arguments.likeliest(sentence, roles.get("subject", ())) if along and proposition.predicate == "launch" else []
            for launcher, thing in ((launcher, thing) for launcher in launchers for thing in along):
                self.state(sentence, launcher, "launches", thing, "launches.along", proposition.status)
            if not craft and proposition.predicate == "launch" and self.persons(sentence, roles.get("subject", ())):
                craft = self.craft(sentence, [token for role in ("on", "aboard", "in") for token in roles.get(role, ())]) or self.latest(
                    sentence, proposition.head, crewed=True
                )
        if craft:
            self._circumstances(sentence, parsed, proposition, craft, heads)
            self._brought(sentence, parsed, proposition, craft)

    def _brought(self, sentence: int, parsed: Parsed, proposition: Proposition, craft: Option) -> None:
        """ "lifted off carrying astronauts A and B": the crew of what lifts off."""
        carrying = next(
            (
                token
                for token in parsed.doc
                if token.tag_ == "VBG" and token.lemma_ in {"carry", "bring", "ferry", "take"} and token.i > proposition.head
            ),
            None,
        )
        for person in self.run(sentence, parsed, carrying.i + 1, 1) if carrying is not None else ():
            for thing in craft:
                self.state(sentence, person, "crewOf", thing, "crewOf.brought", proposition.status)

    def _meant(self, sentence: int, parsed: Parsed, noun: int) -> Option:
        """The flight that a launch without "of" belongs to; none for "every launch", "a launch", "launches"."""
        token = parsed.doc[noun]
        if token.tag_ == "NNS" or any(
            child.lower_ in {"a", "an", "every", "each", "any", "no", "one", "another"} or child.dep_ == "compound"
            for child in token.children
        ):
            return ()
        return self.latest(sentence, noun)

    def _launched(self, sentence: int, parsed: Parsed, subjects: Sequence[int]) -> Option:
        """What lifts off: a craft, or what a rocket carries ("a rocket carrying a satellite launched")."""
        craft = self.craft(sentence, subjects)
        if craft:
            return craft
        for token in subjects:
            loads = [child for child in parsed.doc[token].children if child.dep_ == "acl" and child.lemma_ in {"carry", "bear"}]
            inside = [item.i for load in loads for child in load.children if child.dep_ == "dobj" for item in conjuncts(child)]
            vehicles = list(self.craft(sentence, [token], frozenset({"LaunchVehicle"})))
            craft = self.craft(sentence, inside)
            for thing, vehicle in ((thing, vehicle) for thing in craft for vehicle in vehicles):
                self.state(sentence, thing, "launchVehicle", vehicle, "launch.carrier", "occurred")
            if craft:
                return craft
        return ()

    def _on_top(self, sentence: int, proposition: Proposition) -> Option:
        """The flight that a rocket lifts off with, where only the rocket is named: that of the last sentences, at the start of a
        text of the next.
        """
        vehicles = self.craft(sentence, proposition.roles.get("subject", ()), frozenset({"LaunchVehicle"}))
        if not vehicles or "object" in proposition.roles:
            return ()
        craft = self.latest(sentence, proposition.head) or (self.latest(sentence + 5, 0) if sentence < 3 else ())
        for thing in craft:
            self.state(sentence, thing, "launchVehicle", vehicles[0], "launch.carrier", proposition.status)
        return craft

    def _with_load(self, sentence: int, proposition: Proposition) -> Option:
        """What a rocket is flown with: "ISRO will fly a GSLV with the satellite"."""
        roles = proposition.roles
        vehicles = self.craft(sentence, roles.get("object", ()), frozenset({"LaunchVehicle"}))
        craft = self.craft(sentence, roles.get("with", ())) if vehicles else ()
        launchers = self.arguments.likeliest(sentence, roles.get("subject", ()))
        for thing in craft:
            self.state(sentence, thing, "launchVehicle", vehicles[0], "launch.load", proposition.status)
            for launcher in launchers:
                self.state(sentence, launcher, "launches", thing, "launch.load", proposition.status)
        return craft

    def _circumstances(
        self, sentence: int, parsed: Parsed, proposition: Proposition, craft: Option, heads: Mapping[int, Proposition]
    ) -> None:
        head = parsed.doc[proposition.head]
        nodes, times, status = [head], list(proposition.times), proposition.status
        host = heads.get(head.head.i) if proposition.noun and head.dep_ in {"nsubj", "nsubjpass"} else None
        if host is not None:
            if host.verb not in (*self.words["timing"]["planned"], *self.words["timing"]["told"]) or not host.stated:
                return
            nodes.append(parsed.doc[host.head])
            times.extend(host.times)
            status = "planned" if host.verb in self.words["timing"]["planned"] and host.status in {"occurred", "ongoing"} else host.status
        for name, token in (pair for node in nodes for pair in piled(node)):
            for thing in self.arguments.likeliest(sentence, [token.i]):
                self._circumstance(sentence, parsed, craft, name, token, thing, status)
        placed = {(fact.subject, fact.relation) for fact in self.facts.found.values() if sentence in fact.sentences}
        found = next((time.of(status) for token in times if (time := parsed.units[token].time) and time.time), None)
        told = proposition.predicate not in self.words["launch"]["weak"] or any(
            (item.key, relation) in placed for item in craft for relation in ("launchSite", "launchVehicle")
        )
        if found is not None and told:
            for item in craft:
                self.state(sentence, item, "launchDate", found, "launch.day", status)

    def _circumstance(self, sentence: int, parsed: Parsed, craft: Option, name: str, token: "Token", thing: Thing, status: Status) -> None:
        for item in craft:
            if thing.kind == "LaunchVehicle" and name in self.words["vehicle"]:
                self.state(sentence, item, "launchVehicle", thing, "launch.vehicle", status)
                for owner in self._owners(sentence, token):
                    if owner.coarse in {"Organization", "State"}:
                        self.state(sentence, owner, "launches", item, "launch.owner", status)
            elif thing.coarse == "Facility" and name in self.words["site"]:
                self.state(sentence, item, "launchSite", thing, "launch.site", status)
            elif (thing.kind == "CelestialBody" or station(thing)) and name in {"to", "toward", "towards"}:
                self.state(sentence, item, "targets", thing, "launch.goal", status)

    def _owners(self, sentence: int, token: "Token") -> Iterator[Thing]:
        """The bodies that possess a rocket or one of their rockets."""
        inner = [pobj for child in token.children if child.lower_ == "of" for pobj in child.children if token.lower_ in {"one", "two"}]
        for noun in (token, *inner):
            for child in noun.children:
                if child.dep_ == "poss":
                    yield from self.arguments.named(sentence, child.i)

    def _boarded(self, sentence: int, parsed: Parsed, proposition: Proposition) -> None:
        """When somebody sets out on a flight is when it is launched: "flew on Soyuz T-11 in April 1984"."""
        if proposition.noun or proposition.predicate not in self.words["launch"]["boarding"] or proposition.status == "negated":
            return
        roles = proposition.roles
        people = self.persons(sentence, (*roles.get("subject", ()), *roles.get("object", ())))
        craft = self.craft(sentence, [token for role in ("on", "aboard", "in") for token in roles.get(role, ())]) if people else ()
        found = next((time.of(proposition.status) for i in proposition.times if (time := parsed.units[i].time) and time.time), None)
        for thing, day in ((thing, found) for thing in craft if found is not None and not station(thing)):
            self.state(sentence, thing, "launchDate", day, "launch.boarded", proposition.status)

    def _aloft(self, sentence: int, parsed: Parsed, proposition: Proposition) -> None:
        """ "Heron-2 has been in orbit since 2016": launched when its stay there began."""
        if proposition.verb != "be" or proposition.noun or "since" not in proposition.roles:
            return
        verb = parsed.doc[proposition.head]
        if not any(item.lower_ in {"orbit", "space", "up", "aloft"} for child in verb.children for item in (child, *child.children)):
            return
        since = next((time.time for i in proposition.roles["since"] if (time := parsed.units[i].time) and time.time), None)
        if since is None:
            return
        begun = Time(since.edtf.removesuffix("/.."), since.basis)
        for thing in self.craft(sentence, proposition.roles.get("subject", ())):
            self.state(sentence, thing, "launchDate", begun, "launch.aloft", "occurred")

    def _scheduled(self, sentence: int, parsed: Parsed, proposition: Proposition, heads: Mapping[int, Proposition]) -> None:
        """ "X is scheduled for launch in 2026", "X, due for launch on a Vega", "X is planned for 2027"."""
        if proposition.noun or proposition.verb not in self.words["timing"]["planned"]:
            return
        craft = self.craft(sentence, proposition.roles.get("object", ()))
        launches = [
            heads[token]
            for token in proposition.roles.get("for", ())
            if token in heads and heads[token].predicate in self.words["launch"]["nouns"]
        ]
        if not craft or (not launches and not proposition.times):
            return
        times = [token for launch in launches for token in launch.times] or list(proposition.times)
        found = next((time.of("planned") for token in times if (time := parsed.units[token].time) and time.time), None)
        flight = any(item.kind == "Mission" for item in craft) and "for" in proposition.roles
        told = launches or flight or proposition.verb in {"schedule", "slate"}
        for item, day in ((item, found) for item in craft if found is not None and told):
            self.state(sentence, item, "launchDate", day, "launch.scheduled", "planned")
        for name, token in (
            pair for head in (proposition.head, *(launch.head for launch in launches)) if launches for pair in piled(parsed.doc[head])
        ):
            for thing in self.arguments.likeliest(sentence, [token.i]):
                self._circumstance(sentence, parsed, craft, name, token, thing, "planned")
