"""What sentences say of flights by the order of their words: vehicle, site and day of a launch, crews, payloads, parts, goals.

Frames read the roles that a parser gives. Sentences on flights pile up prepositions ("follows on a Saturn IB from the Kennedy
Space Center in Florida"), and a small parser hangs them on whatever stands nearest; here they are gathered over the whole pile.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from spacepact.extract.facts import Facts
from spacepact.model import Status, Time
from spacepact.text.arguments import Arguments
from spacepact.text.coreference import Option
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed
from spacepact.text.propositions import Proposition
from spacepact.text.tree import conjuncts, subjects_of
from spacepact.words import fold, singular

if TYPE_CHECKING:
    from spacy.tokens import Token

_CRAFT = frozenset({"Mission", "Spacecraft"})
_NEAR = 8
"""How many sentences back the flight is looked for that "launch" or "the pilot" speaks of."""


class Flights:
    """Reads the flights of one document, sentence by sentence."""

    def __init__(self, facts: Facts, arguments: Arguments, words: Mapping[str, Any]) -> None:
        self.facts = facts
        self.arguments = arguments
        self.words = words

    def read(self, sentence: int, parsed: Parsed, propositions: Sequence[Proposition]) -> int:
        """State what a sentence says of flights; how many facts were stated."""
        before = len(self.facts.found)
        heads = {proposition.head: proposition for proposition in propositions}
        for proposition in propositions:
            if proposition.stated:
                self._launch(sentence, parsed, proposition, heads)
                self._scheduled(sentence, parsed, proposition, heads)
                self._crew_verb(sentence, parsed, proposition)
                self._payload(sentence, parsed, proposition)
                self._making(sentence, parsed, proposition)
                self._nationals(sentence, parsed, proposition)
                self._joint(sentence, parsed, proposition)
                self._bound(sentence, parsed, proposition)
        self._aboard(sentence, parsed, heads)
        self._crews(sentence, parsed, heads)
        for token in parsed.doc:
            if token.pos_ in {"NOUN", "PROPN"}:
                self._part(sentence, parsed, token)
                self._carried(sentence, token)
                self._plant(sentence, token)
                self._shared(sentence, parsed, token)
                self._headed(sentence, parsed, token)
        return len(self.facts.found) - before

    def _state(
        self,
        sentence: int,
        thing: Thing,
        relation: str,
        other: Thing | Time,
        rule: str,
        status: Status,
        *,
        confidence: float = 0.8,
    ) -> None:
        self.facts.add(thing, relation, other, status=status, sentence=sentence, rule=rule, confidence=confidence)

    # Things

    def _craft(self, sentence: int, tokens: Iterable[int], kinds: frozenset[str] = _CRAFT) -> Option:
        """The flights or spacecraft that the first of some tokens to stand for any stands for."""
        found: dict[str, Thing] = {}
        for token in tokens:
            for option in self.arguments.options(sentence, token):
                fitting = [thing for thing in option if thing.kind in kinds]
                if fitting:
                    found.update({thing.key: thing for thing in fitting})
                    break
        return tuple(found.values())

    def _latest(self, sentence: int, token: int, *, crewed: bool = False, nearest: bool = False) -> Option:
        """The flight that the last sentences speak of, of several the one that the text is most about; of crews the one that has
        some already.
        """
        found = [self.arguments.history.things[mention.key] for mention in self.arguments.history.before(sentence, token, _NEAR)]
        things = list(
            {thing.key: thing for thing in found if thing.kind in _CRAFT and not _station(thing) and not self._component(thing)}.values()
        )
        if nearest:
            return (things[0],) if things else ()
        told: Counter[str] = Counter()
        for mention in self.arguments.history.mentions:
            told[mention.key] += 3 if mention.subject else 1
        things.sort(key=lambda thing: (thing.kind != "Mission" if crewed else False, -told[thing.key]))
        if crewed:
            manned = {str(fact.object) for fact in self.facts.found.values() if fact.relation == "crewOf"}
            things = [thing for thing in things if thing.key in manned and thing.kind == "Mission"] or things
        return (things[0],) if things else ()

    def _component(self, thing: Thing) -> bool:
        """Whether a craft is but a part of one: a module, an airlock, whatever is said to be part of another."""
        last = fold(thing.label).split()[-1:]
        return (bool(last) and last[0] in {"module", "airlock", "platform", "element", "segment"}) or any(
            fact.subject == thing.key and fact.relation == "partOf" and fact.rule.startswith("partOf.co")
            for fact in self.facts.found.values()
        )

    def _body(self, sentence: int, token: "Token") -> Option:
        """The celestial body or the station that a phrase leads to: "Mars", "lunar orbit", "the Moon's south pole", "Saturn's
        moon Titan".
        """
        named = tuple(thing for thing in self.arguments.named(sentence, token.i) if thing.kind in {"CelestialBody", "Spacecraft"})
        if named:
            return named
        for thing in self.arguments.named(sentence, token.i):
            known = self.arguments.lexicon.known.get(thing.key)
            home = known.located_in[0] if known and known.located_in else ""
            if (
                thing.kind == "Place"
                and home in self.arguments.lexicon.known
                and self.arguments.lexicon.known[home].kind == "CelestialBody"
            ):
                return (self.arguments.thing(home),)
        if singular(fold(token.text)) not in self.words["whereabouts"]:
            return ()
        for child in token.subtree:
            known = self.words["adjectives"].get(fold(child.text))
            if known in self.arguments.lexicon.known and child.head.i == token.i:
                return (self.arguments.thing(known),)
            bodies = tuple(thing for thing in self.arguments.named(sentence, child.i) if thing.kind == "CelestialBody")
            if bodies:
                return bodies
        return ()

    # Launches

    def _launch(self, sentence: int, parsed: Parsed, proposition: Proposition, heads: Mapping[int, Proposition]) -> None:
        words = self.words["launch"]
        if proposition.predicate not in (words["nouns"] if proposition.noun else words["verbs"]):
            return
        roles = proposition.roles
        if proposition.noun:
            owners = [token for role in ("of", "poss", "compound") for token in roles.get(role, ())]
            craft = self._craft(sentence, owners) if owners else self._meant(sentence, parsed, proposition.head)
        else:
            craft = self._craft(sentence, roles.get("object", ())) or self._launched(sentence, parsed, roles.get("subject", ()))
            craft = craft or self._on_top(sentence, proposition)
            craft = craft or self._with_load(sentence, proposition)
            along = self._craft(sentence, roles.get("with", ())) if craft and "object" in roles else ()
            launchers = (
                [thing for token in roles.get("subject", ()) for option in self.arguments.options(sentence, token)[:1] for thing in option]
                if along and proposition.predicate == "launch"
                else []
            )
            for launcher, thing in ((launcher, thing) for launcher in launchers for thing in along):
                self._state(sentence, launcher, "launches", thing, "launches.along", proposition.status)
            if not craft and proposition.predicate == "launch" and self._persons(sentence, roles.get("subject", ())):
                craft = self._craft(sentence, [token for role in ("on", "aboard", "in") for token in roles.get(role, ())]) or self._latest(
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
        for person in self._run(sentence, parsed, carrying.i + 1, 1) if carrying is not None else ():
            for thing in craft:
                self._state(sentence, person, "crewOf", thing, "crewOf.brought", proposition.status)

    def _meant(self, sentence: int, parsed: Parsed, noun: int) -> Option:
        """The flight that a launch without "of" belongs to; none for "every launch", "a launch", "launches"."""
        token = parsed.doc[noun]
        if token.tag_ == "NNS" or any(
            child.lower_ in {"a", "an", "every", "each", "any", "no", "one", "another"} or child.dep_ == "compound"
            for child in token.children
        ):
            return ()
        return self._latest(sentence, noun)

    def _launched(self, sentence: int, parsed: Parsed, subjects: Sequence[int]) -> Option:
        """What lifts off: a craft, or what a rocket carries ("a rocket carrying a satellite launched")."""
        craft = self._craft(sentence, subjects)
        if craft:
            return craft
        for token in subjects:
            loads = [child for child in parsed.doc[token].children if child.dep_ == "acl" and child.lemma_ in {"carry", "bear"}]
            inside = [item.i for load in loads for child in load.children if child.dep_ == "dobj" for item in conjuncts(child)]
            vehicles = list(self._craft(sentence, [token], frozenset({"LaunchVehicle"})))
            craft = self._craft(sentence, inside)
            for thing, vehicle in ((thing, vehicle) for thing in craft for vehicle in vehicles):
                self._state(sentence, thing, "launchVehicle", vehicle, "launch.carrier", "occurred")
            if craft:
                return craft
        return ()

    def _on_top(self, sentence: int, proposition: Proposition) -> Option:
        """The flight that a rocket lifts off with, where only the rocket is named: that of the last sentences, at the start of a
        text of the next.
        """
        vehicles = self._craft(sentence, proposition.roles.get("subject", ()), frozenset({"LaunchVehicle"}))
        if not vehicles or "object" in proposition.roles:
            return ()
        craft = self._latest(sentence, proposition.head) or (self._latest(sentence + 5, 0) if sentence < 3 else ())
        for thing in craft:
            self._state(sentence, thing, "launchVehicle", vehicles[0], "launch.carrier", proposition.status)
        return craft

    def _with_load(self, sentence: int, proposition: Proposition) -> Option:
        """What a rocket is flown with: "ISRO will fly a GSLV with the satellite"."""
        roles = proposition.roles
        vehicles = self._craft(sentence, roles.get("object", ()), frozenset({"LaunchVehicle"}))
        craft = self._craft(sentence, roles.get("with", ())) if vehicles else ()
        launchers = [
            thing for token in roles.get("subject", ()) for option in self.arguments.options(sentence, token)[:1] for thing in option
        ]
        for thing in craft:
            self._state(sentence, thing, "launchVehicle", vehicles[0], "launch.load", proposition.status)
            for launcher in launchers:
                self._state(sentence, launcher, "launches", thing, "launch.load", proposition.status)
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
        for name, token in (pair for node in nodes for pair in _piled(node)):
            for option in self.arguments.options(sentence, token.i)[:1]:
                for thing in option:
                    self._circumstance(sentence, parsed, craft, name, token, thing, status)
        placed = {(fact.subject, fact.relation) for fact in self.facts.found.values() if sentence in fact.sentences}
        found = next((time.time for token in times if (time := parsed.units[token].time) and time.time), None)
        told = proposition.predicate not in self.words["launch"]["weak"] or any(
            (item.key, relation) in placed for item in craft for relation in ("launchSite", "launchVehicle")
        )
        if found is not None and told:
            for item in craft:
                self._state(sentence, item, "launchDate", found, "launch.day", status)

    def _circumstance(self, sentence: int, parsed: Parsed, craft: Option, name: str, token: "Token", thing: Thing, status: Status) -> None:
        for item in craft:
            if thing.kind == "LaunchVehicle" and name in self.words["vehicle"]:
                self._state(sentence, item, "launchVehicle", thing, "launch.vehicle", status)
                for owner in self._owners(sentence, token):
                    if owner.coarse in {"Organization", "State"}:
                        self._state(sentence, owner, "launches", item, "launch.owner", status)
            elif thing.coarse == "Facility" and name in self.words["site"]:
                self._state(sentence, item, "launchSite", thing, "launch.site", status)
            elif (thing.kind == "CelestialBody" or _station(thing)) and name in {"to", "toward", "towards"}:
                self._state(sentence, item, "targets", thing, "launch.goal", status)

    def _owners(self, sentence: int, token: "Token") -> Iterator[Thing]:
        """The bodies that possess a rocket or one of their rockets."""
        inner = [pobj for child in token.children if child.lower_ == "of" for pobj in child.children if token.lower_ in {"one", "two"}]
        for noun in (token, *inner):
            for child in noun.children:
                if child.dep_ == "poss":
                    yield from self.arguments.named(sentence, child.i)

    def _scheduled(self, sentence: int, parsed: Parsed, proposition: Proposition, heads: Mapping[int, Proposition]) -> None:
        """ "X is scheduled for launch in 2026", "X, due for launch on a Vega", "X is planned for 2027"."""
        if proposition.noun or proposition.verb not in self.words["timing"]["planned"]:
            return
        craft = self._craft(sentence, proposition.roles.get("object", ()))
        launches = [
            heads[token]
            for token in proposition.roles.get("for", ())
            if token in heads and heads[token].predicate in self.words["launch"]["nouns"]
        ]
        if not craft or (not launches and not proposition.times):
            return
        times = [token for launch in launches for token in launch.times] or list(proposition.times)
        found = next((time.time for token in times if (time := parsed.units[token].time) and time.time), None)
        told = launches or proposition.verb in {"schedule", "slate"}
        for item, day in ((item, found) for item in craft if found is not None and told):
            self._state(sentence, item, "launchDate", day, "launch.scheduled", "planned")
        for name, token in (
            pair for head in (proposition.head, *(launch.head for launch in launches)) if launches for pair in _piled(parsed.doc[head])
        ):
            for option in self.arguments.options(sentence, token.i)[:1]:
                for thing in option:
                    self._circumstance(sentence, parsed, craft, name, token, thing, "planned")

    # Crews

    def _persons(self, sentence: int, tokens: Iterable[int]) -> list[Thing]:
        return [
            thing
            for token in tokens
            for option in self.arguments.options(sentence, token)[:1]
            for thing in option
            if thing.kind == "Person"
        ]

    def _run(self, sentence: int, parsed: Parsed, start: int, step: int) -> list[Thing]:
        """The persons named one after another from a token on, with nothing between them but their offices and "and"."""
        found: list[Thing] = []
        index, gap = start, 0
        while 0 <= index < len(parsed.doc) and gap <= 6:
            token = parsed.doc[index]
            persons = [thing for thing in self.arguments.named(sentence, index) if thing.kind == "Person"]
            if persons:
                found.extend(thing for thing in persons if thing not in found)
                gap = 0
            elif (
                token.pos_ in {"VERB", "AUX", "SCONJ"}
                or token.text in {".", ";", ":"}
                or (token.pos_ == "ADP" and token.lower_ not in {"of", "from", "as"})
            ):
                break
            else:
                gap += 1
            index += step
        return found

    def _aboard(self, sentence: int, parsed: Parsed, heads: Mapping[int, Proposition]) -> None:
        """ "with A and B aboard", "A, B and C, already living and working aboard the station"."""
        doc = parsed.doc
        for token in doc:
            board = token.lower_ == "board" and token.i and doc[token.i - 1].lower_ == "on"
            if not board and token.lower_ not in self.words["crew"]["aboard"]:
                continue
            start = token.i - (2 if board else 1)
            inside = self._craft(
                sentence,
                [
                    t.i
                    for t in doc[token.i + 1 : token.i + 5]
                    if t.dep_ in {"pobj", "dobj", "appos", "npadvmod"} and self.arguments.options(sentence, t.i)
                ][:1],
            )
            opening = next(
                (
                    i
                    for i in range(start, max(-1, start - 40), -1)
                    if doc[i].lower_ in self.words["crew"]["lists"] or doc[i].pos_ in {"VERB", "AUX"}
                ),
                None,
            )
            if not inside and opening is not None and doc[opening].lower_ in self.words["crew"]["lists"]:
                inside = self._before(sentence, parsed, opening)
                persons = self._run(sentence, parsed, start, -1)
                status = self._status(parsed, doc[opening], heads)
            elif inside and opening is not None and doc[opening].lower_ in self.words["crew"]["lists"]:
                persons, status = self._run(sentence, parsed, start, -1), self._status(parsed, doc[opening], heads)
            elif inside and (clause := _first(doc[token.i].head)).tag_ == "VBG" and clause.dep_ in {"acl", "advcl"}:
                persons, status = self._run(sentence, parsed, clause.left_edge.i - 1, -1), "ongoing"
            else:
                continue
            for person in persons:
                for thing in inside:
                    self._state(sentence, person, "crewOf", thing, "crewOf.aboard", status)

    def _status(self, parsed: Parsed, token: "Token", heads: Mapping[int, Proposition]) -> Status:
        while token.head.i != token.i:
            if token.i in heads and not heads[token.i].noun:
                return heads[token.i].status
            token = token.head
        return heads[token.i].status if token.i in heads else "occurred"

    def _before(self, sentence: int, parsed: Parsed, opening: int) -> Option:
        """The craft that a list of those aboard belongs to: the subject of its clause, else the nearest one before it."""
        before = [i for i in range(opening) if parsed.doc[i].pos_ in {"NOUN", "PROPN", "PRON", "NUM"}]
        subjects = [i for i in before if parsed.doc[i].dep_ in {"nsubj", "nsubjpass"}]
        found = [craft[0] for i in (*reversed(subjects), *reversed(before)) if (craft := self._craft(sentence, [i]))]
        return tuple(sorted(found, key=_station)[:1])

    def _crews(self, sentence: int, parsed: Parsed, heads: Mapping[int, Proposition]) -> None:
        """ "its crew consisting of A and B", "the crew is made up of A and B", "His pilot is A", "In command is A"."""
        doc = parsed.doc
        for token in doc:
            if token.lemma_.lower() in self.words["crew"]["nouns"] and token.pos_ == "NOUN":
                persons = self._persons(sentence, self._members(token))
                craft = self._crew_of(sentence, parsed, token) if persons else ()
                status = self._status(parsed, token, heads)
                for person, thing in ((person, thing) for person in persons for thing in craft):
                    self._state(sentence, person, "crewOf", thing, "crewOf.crew", status)
            elif token.lemma_.lower() == "be" and token.pos_ in {"AUX", "VERB"}:
                for person in self._posted(sentence, parsed, token):
                    for thing in self._latest(sentence, token.i, crewed=True):
                        self._state(
                            sentence,
                            person,
                            "crewOf",
                            thing,
                            "crewOf.post",
                            heads[token.i].status if token.i in heads else "occurred",
                        )

    @staticmethod
    def _members(crew: "Token") -> list[int]:
        """The tokens that say who a crew consists of."""
        verbs = [child for child in crew.children if child.dep_ in {"acl", "relcl"}] + (
            [crew.head] if crew.dep_ in {"nsubj", "nsubjpass"} else []
        )
        prepositions = [
            crew,
            *(verb for verb in verbs if verb.lemma_ in {"consist", "comprise", "include", "make", "compose", "be"}),
        ]
        found = [
            c for node in prepositions for c in node.children if (c.dep_ in {"dobj", "attr"} and node.i != crew.i) or c.dep_ == "appos"
        ]
        found += [
            c
            for node in prepositions
            for p in node.children
            if p.dep_ in {"prep", "agent"} and p.lower_ in {"of", "including"}
            for c in p.children
            if c.dep_ == "pobj"
        ]
        return [item.i for c in found for item in conjuncts(c)]

    def _crew_of(self, sentence: int, parsed: Parsed, crew: "Token") -> Option:
        owners = [child.i for child in crew.children if child.dep_ in {"poss", "compound", "nmod"} and child.tag_ != "PRP$"]
        if crew.dep_ == "appos":
            return self._craft(sentence, [*owners, crew.head.i])
        return self._craft(sentence, owners) or self._latest(sentence, crew.i, crewed=True)

    def _posted(self, sentence: int, parsed: Parsed, verb: "Token") -> list[Thing]:
        """The person who holds a post of a crew, in either order of the sentence."""
        sides = [child for child in verb.children if child.dep_ in {"nsubj", "attr"}]
        role = any(
            _phrase(side) in self.words["crew"]["roles"] and any(c.lower_ in {"the", "his", "her", "its", "their"} for c in side.children)
            for side in sides
        )
        command = any(
            child.dep_ == "prep"
            and child.lower_ == "in"
            and child.i < verb.i
            and any(c.lemma_ in self.words["crew"]["command"] for c in child.children)
            for child in verb.children
        )
        return self._persons(sentence, [side.i for side in sides if self.arguments.named(sentence, side.i)]) if role or command else []

    def _crew_verb(self, sentence: int, parsed: Parsed, proposition: Proposition) -> None:
        """Flyers of whom it is said that they travel, without the craft: that of the text is meant."""
        if proposition.noun or proposition.predicate not in self.words["crew"]["verbs"]:
            return
        roles = proposition.roles
        subjects = [*roles.get("subject", ()), *(roles.get("object", ()) if proposition.predicate == "launch" else ())]
        persons = self._persons(sentence, subjects)
        if not persons or any(role in roles for role in ("on", "aboard", "in")):
            return
        described = {fold(t.text) for token in subjects for t in parsed.doc[token].subtree} | {
            fold(t.text) for token in roles.get("as", ()) for t in parsed.doc[token].subtree
        }
        if not any(singular(word) in self.words["crew"]["flyers"] for word in described):
            return
        for thing in self._latest(sentence, proposition.head, crewed=True):
            for person in persons:
                self._state(sentence, person, "crewOf", thing, "crewOf.travel", proposition.status)

    def _nationals(self, sentence: int, parsed: Parsed, proposition: Proposition) -> None:
        """Flyers without a name take their country along: "a Turkish astronaut will fly on an Artemis mission"."""
        if proposition.noun or proposition.predicate not in (*self.words["crew"]["verbs"], "travel", "go", "send"):
            return
        roles = proposition.roles
        flyers = [
            token
            for role in ("subject", "object")
            for token in roles.get(role, ())
            if singular(fold(parsed.doc[token].text)) in self.words["crew"]["flyers"]
        ]
        actors = [
            thing
            for token in flyers
            if not self._persons(sentence, [token])
            for thing in self.arguments.modifiers(sentence, parsed.doc[token])
            if thing.coarse in {"State", "Organization"}
        ]
        tokens = [token for role in ("on", "aboard", "in") for token in roles.get(role, ())] if actors else []
        wholes = [
            thing
            for token in tokens
            for child in parsed.doc[token].children
            if child.dep_ == "compound"
            for thing in self._whole(sentence, child)
        ]
        for craft in self._craft(sentence, tokens) or wholes:
            for actor in actors:
                self._state(sentence, actor, "participatesIn", craft, "participatesIn.flyer", proposition.status)

    # Makers, payloads and parts

    def _joint(self, sentence: int, parsed: Parsed, proposition: Proposition) -> None:
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
        actors = [
            thing
            for token in makers
            for option in self.arguments.options(sentence, token)[:1]
            for thing in option
            if thing.coarse in {"State", "Organization"}
        ]
        for actor, thing in ((actor, thing) for actor in actors for thing in self._craft(sentence, [verb.head.i])):
            self._state(sentence, actor, "develops", thing, "develops.joint", "occurred")

    def _making(self, sentence: int, parsed: Parsed, proposition: Proposition) -> None:
        """Who completes, shares or leads the construction of a craft, or cooperates in its design and operation."""
        if proposition.noun or proposition.verb not in self.words["making"]["verbs"]:
            return
        roles, makers = proposition.roles, self.words["making"]["nouns"]
        tokens = [token for role in ("object", "in", "on", "with", "for") for token in roles.get(role, ())]
        actors = [
            thing
            for role in ("subject", "with")
            for token in roles.get(role, ())
            for option in self.arguments.options(sentence, token)[:1]
            for thing in option
            if thing.coarse in {"State", "Organization"}
        ]
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
                self._craft(sentence, owned)
                if owned
                else self._latest(sentence, token.i)
                if proposition.verb in {"share", "divide"}
                else ()
            )
            for actor, thing in ((actor, thing) for actor in actors for thing in craft):
                self._state(sentence, actor, makers[token.lemma_.lower()], thing, "develops.making", proposition.status)

    def _payload(self, sentence: int, parsed: Parsed, proposition: Proposition) -> None:
        """An instrument that somebody provides is the payload of the flight that the text speaks of."""
        if proposition.noun or proposition.verb not in self.words["provide"] or proposition.status == "negated":
            return
        objects = proposition.roles.get("object", ())
        for vehicle in self._craft(sentence, [token for token in objects if _definite(parsed.doc[token])], frozenset({"LaunchVehicle"})):
            for thing in self._latest(sentence, proposition.head):
                self._state(sentence, thing, "launchVehicle", vehicle, "launch.provided", proposition.status)
        loads = self._craft(sentence, objects, frozenset({"Instrument"}))
        if not loads:
            return
        roles = proposition.roles
        carriers = self._craft(sentence, [token for role in ("to", "for") for token in roles.get(role, ())]) or self._latest(
            sentence, proposition.head
        )
        for carrier in carriers:
            for load in loads:
                self._state(sentence, carrier, "carries", load, "carries.provided", proposition.status)

    def _carried(self, sentence: int, token: "Token") -> None:
        """An instrument that a text on a flight speaks of flies on it, unless it is said to fly elsewhere."""
        for thing in self._craft(sentence, [token.i], frozenset({"Instrument"})):
            if token.tag_ == "NNS" or thing.known or token.lemma_.lower() == "payload":
                continue
            if not any(
                (fact.object == thing.key and fact.relation == "carries") or (fact.subject == thing.key and fact.relation == "partOf")
                for fact in self.facts.found.values()
            ):
                for carrier in self._latest(sentence, token.i, nearest=True):
                    self._state(sentence, carrier, "carries", thing, "carries.context", "occurred", confidence=0.6)

    def _part(self, sentence: int, parsed: Parsed, token: "Token") -> None:
        """ "Gateway's HALO module", "the station's Prichal module", "one of four Gateway modules", "an Artemis mission"."""
        noun = singular(fold(token.text))
        if noun == "module" and token.tag_ == "NN" and any(child.lower_ == "the" for child in token.children):
            for thing in self._craft(sentence, [token.i]):
                for whole in self._latest(sentence, token.i) if thing.described and fold(thing.label).endswith("module") else ():
                    self._state(sentence, thing, "partOf", whole, "partOf.context", "occurred", confidence=0.6)
        owners = [thing for child in token.children if child.dep_ in {"poss", "compound", "nmod"} for thing in self._whole(sentence, child)]
        if not owners:
            return
        things = self._craft(sentence, [token.i], frozenset({"Mission", "Spacecraft", "Instrument"}))
        if (
            token.dep_ == "pobj"
            and token.head.lower_ == "of"
            and token.head.head.dep_ == "attr"
            and token.head.head.lower_ in {"one", "part", "two", "three", "first"}
        ):
            things = self._craft(sentence, [c.i for s in token.head.head.head.children if s.dep_ == "nsubj" for c in conjuncts(s)])
        for thing in things:
            for owner in owners:
                if thing.described and owner.kind == "Mission":
                    continue
                if (owner.kind == "Programme" and thing.kind == "Mission" and thing.described) or (
                    noun in self.words["parts"] and thing.kind in {"Spacecraft", "Instrument"}
                ):
                    self._state(sentence, thing, "partOf", owner, "partOf.compound", "occurred")
                elif thing.kind == "Instrument" and owner.kind in _CRAFT:
                    self._state(sentence, owner, "carries", thing, "carries.compound", "occurred")

    def _shared(self, sentence: int, parsed: Parsed, token: "Token") -> None:
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
        actors = [
            thing
            for owner in owners
            for option in self.arguments.options(sentence, owner)[:1]
            for thing in option
            if thing.coarse in {"State", "Organization"}
        ]
        for thing in self._craft(sentence, [token.i], _CRAFT | {"Programme"}) if len(actors) > 1 else ():
            for actor in actors:
                self._state(
                    sentence,
                    actor,
                    "participatesIn" if thing.kind == "Programme" else "develops",
                    thing,
                    "develops.shared",
                    "ongoing",
                )

    def _plant(self, sentence: int, token: "Token") -> None:
        """ "a Thales plant", "the laboratory of INPE": who has a facility without a name of its own runs it."""
        things = [
            thing
            for option in self.arguments.options(sentence, token.i)[:1]
            for thing in option
            if thing.coarse == "Facility" and thing.described
        ]
        owners = [child for child in token.children if child.dep_ in {"poss", "compound", "nmod"}]
        owners += [c for child in token.children if child.lower_ == "of" for c in child.children if c.dep_ == "pobj"]
        for owner in (
            owner for child in owners for owner in self.arguments.named(sentence, child.i) if things and owner.coarse == "Organization"
        ):
            for thing in things:
                self._state(sentence, owner, "operates", thing, "operates.owner", "ongoing")

    def _whole(self, sentence: int, token: "Token") -> Iterator[Thing]:
        """The craft or programme that a modifier names, or refers to ("the station's")."""
        named = self.arguments.named(sentence, token.i)
        options = [named] if named else self.arguments.options(sentence, token.i)[:1] if token.dep_ == "poss" else []
        for option in options:
            yield from (thing for thing in option if thing.kind in {"Spacecraft", "Programme", "Mission"})

    # Goals

    def _bound(self, sentence: int, parsed: Parsed, proposition: Proposition) -> None:
        """Where a clause says that a craft goes or is brought, over all its prepositions."""
        if proposition.noun:
            return
        going = self.words["going"]
        brought = (
            self._craft(sentence, proposition.roles.get("object", ()))
            if {proposition.predicate, proposition.verb} & set(going["object"])
            else ()
        )
        if brought:
            brought += self._craft(sentence, [*proposition.roles.get("with", ()), *proposition.roles.get("subject", ())])
        craft = brought or (
            self._craft(sentence, proposition.roles.get("subject", ()))
            if {proposition.predicate, proposition.verb} & set(going["subject"])
            else ()
        )
        if not craft:
            return
        craft += () if brought else self._craft(sentence, proposition.roles.get("with", ()))
        for name, token in _piled(parsed.doc[proposition.head]):
            if (name in self.words["bound"] and name not in {"of", "from", "for"}) or (
                name == "for" and proposition.verb in {"leave", "depart", "head", "set", "bind"}
            ):
                for body in self._body(sentence, token):
                    for thing in craft:
                        if body.kind == "CelestialBody":
                            self._state(sentence, thing, "targets", body, "targets.bound", proposition.status)

    def _headed(self, sentence: int, parsed: Parsed, token: "Token") -> None:
        """ "mission to the lunar south pole", "Mars rover", "lunar lander", "a station around the Moon"."""
        kind = self.arguments.lexicon.nouns.kind([token.text])
        if parsed.units[token.i].name is None and (kind is None or kind[1] not in {"Mission", "Spacecraft", "Programme"}):
            return
        for child in token.children:
            found = parsed.units[child.i].time
            year = found.time if found and child.i < token.i and child.dep_ in {"compound", "nummod", "nmod", "amod"} else None
            if year is not None:
                for thing in self._craft(sentence, [token.i]):
                    self._state(sentence, thing, "launchDate", year, "launch.year", "occurred")
        bodies = [
            body for child in token.children if child.dep_ in {"compound", "nmod", "amod"} for body in self._modifier(sentence, child)
        ]
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"to", "around", "at", "on"}:
                bodies.extend(
                    body
                    for pobj in child.children
                    if pobj.dep_ == "pobj"
                    for body in self._body(sentence, pobj)
                    if body.kind == "CelestialBody"
                )
        for thing in self._craft(sentence, [token.i]) if bodies else ():
            for body in bodies:
                self._state(sentence, thing, "targets", body, "targets.headed", "occurred")

    def _modifier(self, sentence: int, child: "Token") -> Iterator[Thing]:
        known = self.words["adjectives"].get(fold(child.text))
        if known in self.arguments.lexicon.known and known != "sun":
            yield self.arguments.thing(known)
        yield from (thing for thing in self.arguments.named(sentence, child.i) if thing.kind == "CelestialBody")


def _piled(head: "Token", depth: int = 0) -> "Iterator[tuple[str, Token]]":
    """What stands behind the prepositions of a word, and behind the prepositions of that, with the name of each preposition."""
    commas = [inner for child in head.children if child.dep_ == "punct" for inner in child.children]
    for child in (*head.children, *commas):
        if child.dep_ in {"prep", "agent"} or (child.dep_ in {"conj", "appos"} and child.pos_ == "ADP"):
            for pobj in child.children:
                if pobj.dep_ == "pobj":
                    for item in conjuncts(pobj):
                        yield child.lower_, item
                    if depth < 4:
                        yield from _piled(pobj, depth + 1)
                elif pobj.dep_ == "prep":
                    yield from ((pobj.lower_, item) for item in pobj.children if item.dep_ == "pobj")
            if depth < 4:
                yield from (
                    (name, item)
                    for other in child.children
                    if other.dep_ == "conj" and other.pos_ == "ADP"
                    for name, item in _behind(other)
                )


def _behind(preposition: "Token") -> "Iterator[tuple[str, Token]]":
    yield from ((preposition.lower_, item) for pobj in preposition.children if pobj.dep_ == "pobj" for item in conjuncts(pobj))


def _first(verb: "Token") -> "Token":
    """The first of coordinated verbs."""
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    return verb


def _station(thing: Thing) -> bool:
    """Whether a craft is a station, to which others fly."""
    return any(fold(name).split()[-1:] == ["station"] for name in (thing.label, *thing.names)) and thing.kind == "Spacecraft"


def _definite(noun: "Token") -> bool:
    return noun.pos_ == "NOUN" and any(child.lower_ == "the" for child in noun.children)


def _phrase(token: "Token") -> str:
    """A noun with the noun before it where both make a post: "flight engineer"."""
    before = [child for child in token.children if child.dep_ == "compound" and child.i == token.i - 1]
    return f"{fold(before[0].text)} {singular(fold(token.text))}" if before else singular(fold(token.text))
