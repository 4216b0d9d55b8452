"""Who holds which office where: the offices found in the words become `represents`."""

import re
from collections.abc import Sequence

from spacepact.extract.facts import Facts
from spacepact.text.arguments import Arguments
from spacepact.text.mentions import Thing
from spacepact.text.offices import Office, folded_office
from spacepact.text.parse import Read
from spacepact.words import fold, singular

_NATIONAL = frozenset({"minister", "president", "chancellor", "premier", "secretary"})


class People:
    """States the offices of one document's persons."""

    def __init__(self, facts: Facts, arguments: Arguments) -> None:
        self.facts = facts
        self.arguments = arguments
        self.held: dict[str, str] = {}

    def read(self, sentence: int, read: Read, offices: Sequence[Office]) -> int:
        """State `represents` for each office of a sentence; how many facts were stated."""
        stated = 0
        for office in offices:
            person = self._thing(sentence, read, office.person)
            if person is None or person.kind != "Person":
                continue
            if office.role:
                for form in folded_office(office.role):
                    self.arguments.titles[form] = person.key
            bodies = [
                thing for body in office.bodies for thing in self._things(sentence, read, body) if thing.coarse in {"State", "Organization"}
            ]
            role = office.role or None
            if not bodies and office.referred:
                bodies = self._referred(sentence, read, office)
            if "counterpart" in office.role and self.held:
                role = next(reversed(self.held.values()))
            for body in _serving(bodies):
                fact = self.facts.add(
                    person,
                    "represents",
                    body,
                    status="occurred",
                    sentence=sentence,
                    rule="represents.office" if role else "represents.of",
                    role=role,
                )
                stated += fact is not None
            if role:
                self.held[person.key] = role
        return stated + self._respective(sentence, read)

    def _referred(self, sentence: int, read: Read, office: Office) -> list[Thing]:
        """The body that a role speaks of without naming it: "the centre's director general", "the Commission's president"."""
        role = office.role
        if re.match(r"(?:its|their)\b", role, re.IGNORECASE):
            earlier = (thing for index in reversed(range(office.person)) for thing in self._things(sentence, read, index))
            inside = [thing for thing in earlier if thing.coarse == "Organization"] if role[0].islower() else []
            return inside[:1] or [option[0] for option in self.arguments.history.latest(sentence, 0, ("Organization",), window=1)[:1]]
        owner = re.match(r"(?:the )?(\w+) ?'s\b", role)
        noun = singular(fold(owner.group(1))) if owner else ""
        coarse = self.arguments.history.refers(noun, plural=False)
        actors = [kind for kind in coarse if kind in {"State", "Organization"}] or (["Organization"] if "Facility" in coarse else [])
        if not actors:
            before = {thing.key for index in range(office.person) for thing in self._things(sentence, read, index)}
            return self._state_of(sentence, role, before)
        found = self.arguments.history.latest(sentence + 1, 0, actors, window=4, word=noun)
        here = {mention.key for mention in self.arguments.history.before(sentence + 1, 0, 1) if mention.sentence == sentence}
        apart = [option for option in found if option[0].key not in here] or found
        return [apart[0][0]] if apart else []

    def _state_of(self, sentence: int, role: str, before: set[str]) -> list[Thing]:
        """The state whose minister or president somebody is where the words don't say: the only one lately spoken of, here
        before the person.
        """
        if not _NATIONAL & set(fold(role).split()):
            return []
        things = self.arguments.history.things
        near = [mention for mention in self.arguments.history.before(sentence + 1, 0, 2) if things[mention.key].coarse == "State"]
        spoken = {mention.key for mention in near if mention.sentence < sentence or mention.key in before}
        return [things[key] for key in spoken] if len({mention.key for mention in near}) == 1 else []

    def _thing(self, sentence: int, read: Read, index: int) -> Thing | None:
        return next(iter(self._things(sentence, read, index)), None)

    def _things(self, sentence: int, read: Read, index: int) -> list[Thing]:
        name = read.names[index]
        if name.form == "pair":
            return [self.arguments.thing(member) for member in name.members]
        key = self.arguments.of.get((sentence, name.start))
        thing = self.arguments.history.things.get(key or "")
        if thing is None or not thing.solid:
            return []
        state = self.arguments.capitals.get(thing.key)
        return [self.arguments.thing(state)] if state and thing.known else [thing]

    def _respective(self, sentence: int, read: Read) -> int:
        """ "the prime ministers of A, B and C, X, Y and Z": as many persons as states, in order."""
        stated = 0
        words = read.words
        starts = {name.start: index for index, name in enumerate(read.names)}
        for index, word in enumerate(words.folded[:-1]):
            if (
                singular(word) == word
                or singular(word) not in {"minister", "president", "director", "head", "administrator", "ambassador"}
                or words.folded[index + 1] != "of"
            ):
                continue
            run: list[Thing] = []
            position = index + 2
            while position < len(words.texts) and (words.texts[position] in {",", "and", "the"} or position in starts):
                if position in starts:
                    run.extend(self._things(sentence, read, starts[position]))
                    position = read.names[starts[position]].end
                else:
                    position += 1
            bodies = [thing for thing in run if thing.coarse in {"State", "Organization"}]
            persons = [thing for thing in run if thing.kind == "Person"]
            if len(bodies) == len(persons) > 1:
                role = (
                    words.text(index - 1, index) + " " + singular(word)
                    if index and words.folded[index - 1] in {"prime", "foreign"}
                    else singular(word)
                )
                for person, body in zip(persons, bodies, strict=True):
                    stated += (
                        self.facts.add(
                            person,
                            "represents",
                            body,
                            status="occurred",
                            sentence=sentence,
                            rule="represents.respective",
                            role=role,
                        )
                        is not None
                    )
        return stated


def _serving(bodies: list[Thing]) -> list[Thing]:
    """Of "Indian … Ministry of External Affairs" the ministry; of two bodies in one office both; of states the first."""
    organizations = [body for body in bodies if body.coarse == "Organization"]
    organizations = [body for body in organizations if body.strength > 1] or organizations
    return organizations or bodies[:1]
