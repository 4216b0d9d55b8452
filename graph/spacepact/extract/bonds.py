"""What a noun phrase says by its build alone: "Japan's Cabinet Office", "Oslo, Norway", "a US-India initiative", "NASA's JPL"."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacepact.extract.facts import Facts
from spacepact.model import Status, Time
from spacepact.text.arguments import Arguments
from spacepact.text.mentions import Thing
from spacepact.text.named import Name
from spacepact.text.offices import Office
from spacepact.text.parse import Parsed, Read
from spacepact.text.propositions import Reader
from spacepact.text.tree import conjuncts, prepositions, subjects_of
from spacepact.vocab import COARSE
from spacepact.words import fold, singular

if TYPE_CHECKING:
    from spacy.tokens import Token

_ORGANS = frozenset({"SpaceAgency", "GovernmentBody", "ResearchInstitution", "Organization"})
_PLACES = frozenset({"Place", "State"})
_ORGAN = re.compile(
    r"^(?:\w+ )?(?:Council|Board|Committee|Secretariat|Assembly|Executive|Directorate|Office|Commission)s? of (?:the )?(.+)"
    r"|^(?:the )?(United Nations|European Union|African Union)(?= \w)"
)
"""Organs that are named after the body that they are of."""
_ENVOYS = re.compile(r"(?:Embassy|High Commission|Consulate|Parliament|Cabinet) of (?:the )?(.+)")
"""Organs that are named after their state."""
_OF_YEAR = re.compile(r"\bof ((?:19|20)\d\d)$")
"""The year that closes the name of a text: "Outer Space Treaty of 1967"."""
_SIGN = frozenset({"sign", "initial", "ink", "cosign", "conclude"})
_SEATS = frozenset("headquarters headquarter seat base office".split())
_CENTERS = frozenset("center laboratory institute observatory headquarters facility school office".split())
"""Last words of facilities that are bodies too, and parts of the body that they belong to."""
_REGIONS = frozenset("province state region city town district prefecture county island republic territory".split())


class Bonds:
    """Reads the bonds inside noun phrases of one document's sentences."""

    def __init__(self, facts: Facts, arguments: Arguments, reader: Reader) -> None:
        self.facts = facts
        self.arguments = arguments
        self.reader = reader

    def read(self, sentence: int, parsed: Parsed) -> int:
        """State the facts of a sentence's noun phrases; how many were stated."""
        before = len(self.facts.found)
        for token in parsed.doc:
            options = self.arguments.options(sentence, token.i) if token.pos_ in {"NOUN", "PROPN"} or parsed.units[token.i].name else []
            named = self.arguments.named(sentence, token.i)
            self._deputies(sentence, token, named)
            for thing in named or (options[0] if len(options) == 1 else ()):
                self._owner(sentence, parsed, token, thing)
                self._place(sentence, parsed, token, thing)
                if not named:
                    self._said_to_belong(sentence, token, thing)
            self._office(sentence, parsed, token)
            self._bilateral(sentence, parsed, token)
            self._members(sentence, parsed, token)
            self._made(sentence, parsed, token)
        return len(self.facts.found) - before

    def _state(
        self,
        sentence: int,
        thing: Thing,
        relation: str,
        other: Thing,
        rule: str,
        *,
        status: Status = "occurred",
        confidence: float = 0.85,
    ) -> None:
        self.facts.add(thing, relation, other, status=status, sentence=sentence, rule=rule, confidence=confidence)

    # Owners

    def _owner(self, sentence: int, parsed: Parsed, token: "Token", thing: Thing) -> None:
        """Possessors and adjectives: agencyOf for organs of a state, locatedIn for its companies, partOf for divisions of a
        body.
        """
        deeper = [item for child in token.children if child.dep_ == "compound" for item in child.children if item.dep_ == "amod"]
        for child in () if token.dep_ == "compound" else (*deeper, *token.children):
            if child.dep_ not in {"poss", "compound", "amod", "nmod", "npadvmod"}:
                continue
            owners = self.arguments.named(sentence, child.i)
            its = not owners and child.dep_ == "poss" and child.lower_ in {"its", "their"}
            if not owners and child.dep_ == "poss" and singular(fold(child.text)) in {"country", "nation"}:
                entry = self.arguments.lexicon.known.get(thing.key)
                own = tuple(self.arguments.thing(state) for state in entry.agency_of) if entry else ()
                owners = own or next(iter(self.arguments.options(sentence, child.i)), ())[:1]
            if its and (token.dep_ == "appos" or self._run(sentence, token)):
                owners = tuple(it for it in next(iter(self.arguments.options(sentence, child.i)), ())[:1] if it.coarse != "Mission")
            for owner in owners:
                self._owned(sentence, thing, owner, possessive=child.dep_ == "poss")
        name = parsed.units[token.i].name
        if name is not None:
            self._own_words(sentence, name, thing)

    def _run(self, sentence: int, token: "Token") -> bool:
        """Whether a token names what somebody runs: "its Deep Space Network", "its PRODEX programme"."""
        named = self.arguments.named(sentence, token.i) or next(iter(self.arguments.options(sentence, token.i)), ())
        return any(thing.kind in {"Facility", "Programme"} and not thing.described for thing in named)

    def _said_to_belong(self, sentence: int, token: "Token", thing: Thing) -> None:
        """ "X, an ISRO centre", "Y, a laboratory of the University of Oslo": parts of the body that they are said to be of."""
        kind = self.arguments.lexicon.nouns.kind([token.doc[i].text for i in range(max(0, token.i - 2), token.i + 1)])
        if kind is None or COARSE[kind[1]] not in {"Organization", "Facility"} or thing.coarse != "Organization":
            return
        behind = [child for prep in token.children if prep.dep_ == "prep" and prep.lower_ == "of" for child in prep.children]
        before = [child for child in token.children if child.dep_ in {"compound", "nmod", "poss"}]
        for child in (*before, *(item for item in behind if item.dep_ == "pobj")):
            for owner in self.arguments.named(sentence, child.i):
                if owner.coarse == "Organization" and owner.key != thing.key and thing.kind != "Company":
                    self._state(sentence, thing, "partOf", owner, "partOf.said")

    def offices(self, sentence: int, read: Read, offices: Sequence[Office]) -> int:
        """State whose the bodies are that offices name ("head of Kenya's Space Command"), which the tree doesn't show; how many
        facts were stated.
        """
        before = len(self.facts.found)
        for office in offices:
            for index in office.bodies:
                name, thing = read.names[index], self._solid(sentence, read.names[index])
                if thing is None:
                    continue
                self._own_words(sentence, name, thing)
                previous = read.names[index - 1] if index else None
                between = read.words.texts[previous.end : name.start] if previous else ("",)
                owner = self._solid(sentence, previous) if previous and between in {(), ("'s",), ("’s",), ("'",)} else None
                if owner is not None:
                    self._owned(sentence, thing, owner, possessive=bool(between))
        return len(self.facts.found) - before

    def _solid(self, sentence: int, name: Name) -> Thing | None:
        thing = self.arguments.history.things.get(self.arguments.of.get((sentence, name.start), ""))
        return thing if thing is not None and thing.solid else None

    def _own_words(self, sentence: int, name: Name, thing: Thing) -> None:
        """The state or body that stands in a name itself: "Indian Institute of …"."""
        if name.known and name.form == "name":
            self._separable(sentence, name.text, thing)
        organ = _ORGAN.search(name.text)
        whole = self._known(organ.group(2) or organ.group(1), "Organization") if organ and thing.coarse == "Organization" else None
        if whole is not None and whole.key != thing.key:
            self._state(sentence, thing, "partOf", whole, "partOf.name")
        year = _OF_YEAR.search(name.text)
        if year is not None and thing.coarse == "Agreement":
            self.facts.add(thing, "date", Time(year.group(1)), status="occurred", sentence=sentence, rule="date.name", confidence=0.85)
        mission = _ENVOYS.match(name.text)
        state = self._known(mission.group(1), "State") if mission and thing.coarse == "Organization" else None
        if state is not None:
            self._state(sentence, thing, "agencyOf", state, "agencyOf.name")
        for member in name.members if name.form == "name" else ():
            owner = self.arguments.thing(member)
            if (
                owner.coarse == "State"
                and thing.kind in _ORGANS - {"Organization"}
                and name.bare
                and len(name.members) == 1
                and _formal(name.text)
            ):
                self._state(sentence, thing, "agencyOf", owner, "agencyOf.name")
            if owner.coarse == "Organization" and thing.coarse == "Organization":
                self._state(sentence, thing, "partOf", owner, "partOf.name")

    def _known(self, name: str, coarse: str) -> Thing | None:
        """The known state or body of a name."""
        keys = self.arguments.lexicon.by_name.get(fold(name), ())
        key = next((key for key in keys if COARSE[self.arguments.lexicon.known[key].kind] == coarse), None)
        return self.arguments.thing(key) if key else None

    def _separable(self, sentence: int, text: str, thing: Thing) -> None:
        """ "U.S. Department of State": a state before a name that is a name without it; "Mexican Space Agency": whose it says."""
        first, _, rest = text.partition(" ")
        folded = {fold(name) for name in thing.names}
        for id_ in self.arguments.lexicon.known[thing.key].agency_of:
            owner = self.arguments.thing(id_)
            entry = self.arguments.lexicon.known[id_]
            adjective = fold(first) in {fold(name) for name in (*entry.names, *entry.demonyms)}
            says = fold(first) in {fold(name) for name in entry.demonyms}
            if adjective and (says or fold(rest) in folded or rest.islower() or first.replace(".", "").isupper()):
                self._state(sentence, thing, "agencyOf", owner, "agencyOf.name")

    def _owned(self, sentence: int, thing: Thing, owner: Thing, *, possessive: bool) -> None:
        if owner.coarse == "State" and thing.coarse == "Organization":
            if thing.kind in _ORGANS and thing.kind != "Organization":
                self._state(sentence, thing, "agencyOf", owner, "agencyOf.owner")
            elif thing.kind == "Company":
                self._state(sentence, thing, "locatedIn", owner, "locatedIn.adjective")
        elif owner.coarse == "State" and thing.kind == "Instrument" and not possessive:
            self._state(sentence, owner, "develops", thing, "develops.adjective")
        elif owner.kind == "Place" and thing.kind == "Company" and not possessive:
            self._state(sentence, thing, "locatedIn", owner, "locatedIn.adjective")
        elif (
            owner.coarse in {"State", "Organization"}
            and thing.kind in {"Mission", "Programme", "Spacecraft"}
            and possessive
            and not thing.described
        ):
            self._state(sentence, owner, "operates", thing, "operates.possessor", status="ongoing")
        elif owner.coarse == "State" and thing.coarse == "Facility" and possessive and not thing.described:
            self._state(sentence, thing, "locatedIn", owner, "locatedIn.owner")
        elif (
            owner.coarse == "Organization"
            and (thing.coarse == "Organization" or (thing.coarse == "Facility" and not thing.described))
            and thing.kind != "Company"
            and thing.strength >= 3
            and possessive
        ):
            if thing.coarse == "Facility" and (owner.kind == "Company" or singular(fold(thing.label.split()[-1])) not in _CENTERS):
                self._state(sentence, owner, "operates", thing, "operates.possessor", status="ongoing")
            else:
                self._state(sentence, thing, "partOf", owner, "partOf.owner")
        elif (
            owner.coarse == thing.coarse == "Mission"
            and owner.key != thing.key
            and (possessive or not thing.described)
            and owner.kind in {"Spacecraft", "Programme", "Mission"}
            and thing.kind != "Programme"
        ):
            self._state(sentence, thing, "partOf", owner, "partOf.module")

    # Places

    def _place(self, sentence: int, parsed: Parsed, token: "Token", thing: Thing) -> None:
        """ "X in Y", "X, Y" and "Y-based X"."""
        if thing.coarse not in {"Facility", "Organization", "Place"} or thing.kind in {"InternationalBody", "CelestialBody"}:
            return
        for child in token.children:
            if child.lower_ == "with":
                seats = [seat for seat in child.children if seat.dep_ == "pobj" and seat.lower_ in _SEATS]
                at = [prep for seat in seats for prep in seat.children if prep.lower_ in {"in", "at", "near"}]
                for other in (other for prep in at for place in prep.children for other in self.arguments.named(sentence, place.i)):
                    if other.coarse in _PLACES:
                        self._state(sentence, thing, "locatedIn", other, "locatedIn.seat")
            origin = child.lower_ in {"of", "from"} and thing.kind in {"Company", "ResearchInstitution"}
            circumstance = thing.kind in {"SpaceAgency", "GovernmentBody"} and token.head.lower_ == "with"
            if child.dep_ == "prep" and not circumstance and (child.lower_ in {"in", "at", "near", "outside", "on"} or origin):
                for place in (item for pobj in child.children if pobj.dep_ == "pobj" for item in conjuncts(pobj)):
                    for other in self.arguments.named(sentence, place.i):
                        if other.coarse in _PLACES and not (child.lower_ == "at" and other.coarse == "State"):
                            self._state(sentence, thing, "locatedIn", other, "locatedIn.in")
        if thing.coarse in {"Facility", "Place"}:
            self._adjacent(sentence, parsed, token, thing)
        following = token.i + 1
        if following + 1 < len(parsed.doc) and parsed.doc[following].text == ",":
            closes = (
                following + 2 >= len(parsed.doc)
                or parsed.doc[following + 2].text in {",", ".", ")", ";", ":"}
                or parsed.doc[following + 2].pos_ in {"ADP", "VERB", "CCONJ", "PUNCT", "PRON", "SCONJ"}
            )
            acts = parsed.doc[following + 1].dep_ in {"nsubj", "nsubjpass"}
            known = self.arguments.lexicon.known.get(thing.key)
            for other in self.arguments.named(sentence, following + 1) if closes else ():
                if acts and (known is None or other.key not in known.located_in):
                    continue
                if other.coarse in _PLACES and thing.coarse in {"Place", "Facility"} and not self._listed(sentence, parsed, token.i, other):
                    self._state(sentence, thing, "locatedIn", other, "locatedIn.comma")

    def _adjacent(self, sentence: int, parsed: Parsed, token: "Token", thing: Thing) -> None:
        """ "Kourou in French Guiana", "the launch centre in the northern province of Shanxi": whatever the tree says, the place
        is the thing's.
        """
        doc, index = parsed.doc, token.i + 1
        if index < len(doc) and doc[index].text == ",":
            index += 1
        if index >= len(doc) or doc[index].lower_ not in {"in", "near", "outside", "at"}:
            return
        index += 1
        while (
            index < len(doc)
            and parsed.units[index].name is None
            and (doc[index].pos_ in {"DET", "ADJ"} or doc[index].lower_ in _REGIONS | {"of"})
        ):
            index += 1
        for other in self.arguments.named(sentence, index) if index < len(doc) else ():
            if other.coarse in _PLACES:
                self._state(sentence, thing, "locatedIn", other, "locatedIn.adjacent")

    def _listed(self, sentence: int, parsed: Parsed, index: int, other: Thing) -> bool:
        """Whether the comma separates a list of like things: "Russia, India, China and …"."""
        first = self.arguments.named(sentence, index)
        if first and first[0].coarse == other.coarse == "State":
            return True
        after = index + 3
        if after < len(parsed.doc) and parsed.doc[after].text == "," and after + 1 < len(parsed.doc):
            beyond = self.arguments.named(sentence, after + 1)
            return bool(beyond) and bool(first) and beyond[0].coarse == other.coarse and first[0].coarse == other.coarse
        return (
            after < len(parsed.doc) and parsed.doc[after].lower_ == "and" and bool(self.arguments.named(sentence, after + 1))
            if after + 1 < len(parsed.doc)
            else False
        )

    def _made(self, sentence: int, parsed: Parsed, token: "Token") -> None:
        """ "two Japanese-built satellites", "the ESA-led observatory"."""
        doc = parsed.doc
        if parsed.units[token.i].name is None or token.i + 2 >= len(doc) or doc[token.i + 1].text != "-":
            return
        makers = list(self.arguments.named(sentence, token.i))
        if token.i >= 3 and doc[token.i - 1].lower_ in {"and", "or"} and doc[token.i - 2].text == "-":
            makers.extend(self.arguments.named(sentence, token.i - 3))
        relation = {
            "built": "develops",
            "made": "develops",
            "developed": "develops",
            "designed": "develops",
            "supplied": "develops",
            "led": "leads",
            "funded": "supports",
            "operated": "operates",
        }.get(doc[token.i + 2].lower_)
        head = doc[token.i + 2]
        while head.dep_ in {"amod", "compound", "nmod", "conj", "npadvmod"} and head.head.i > head.i:
            head = head.head
        if doc[token.i + 2].lower_ == "based" and head.i != token.i + 2:
            for thing in next(iter(self.arguments.options(sentence, head.i)), ()):
                for place in makers:
                    if place.coarse in _PLACES and thing.coarse in {"Organization", "Facility"}:
                        self._state(sentence, thing, "locatedIn", place, "locatedIn.based")
        if relation is None or head.i == token.i + 2:
            return
        for maker in makers:
            for thing in self.arguments.likeliest(sentence, [head.i]):
                self._state(sentence, maker, relation, thing, f"{relation}.made")

    # Parties

    def _members(self, sentence: int, parsed: Parsed, token: "Token") -> None:
        """The states or bodies in a compound before a noun: "a US-India initiative", "ESA-JAXA Cloud Profiling Radar"."""
        name = parsed.units[token.i].name
        if name is None or len(name.members) < 2:
            return
        members = [self.arguments.thing(member) for member in name.members]
        if name.form == "pair":
            noun = token.head if token.dep_ in {"compound", "amod", "nmod", "npadvmod", "poss"} else None
            options = self.arguments.options(sentence, noun.i) if noun is not None else []
            things = options[0] if options else ()
            if noun is not None and not things:
                self._cooperation(sentence, parsed, noun, members)
        else:
            things = self.arguments.named(sentence, token.i)
        for thing in things:
            for member in members:
                self._party(sentence, member, thing, self.reader.standing.of_noun(token)[0])

    def _office(self, sentence: int, parsed: Parsed, token: "Token") -> None:
        """ "X is chief of operations of the Y", "X took over as head of Y"."""
        if singular(fold(token.text)) not in self.arguments.lexicon.titles.heads or token.pos_ not in {"NOUN", "PROPN"}:
            return
        verb = token.head if token.dep_ == "attr" else token.head.head if token.dep_ == "pobj" and token.head.lower_ == "as" else None
        if verb is None or verb.pos_ not in {"VERB", "AUX"}:
            return
        persons = [
            thing
            for thing in self.arguments.likeliest(sentence, [subject.i for subject in subjects_of(verb)])
            if thing.kind == "Person"
        ]
        inner = [item for child in token.children if child.dep_ == "prep" for item in child.children if item.dep_ == "pobj"]
        bodies = [
            thing
            for noun in (token, *inner)
            for thing in self.arguments.modifiers(sentence, noun)
            if thing.coarse in {"Organization", "State"}
        ]
        for person in persons:
            for body in bodies[:1]:
                self.facts.add(
                    person,
                    "represents",
                    body,
                    status="occurred",
                    sentence=sentence,
                    rule="represents.copula",
                    role=parsed.text(token.i),
                )

    def _deputies(self, sentence: int, token: "Token", named: Sequence[Thing]) -> None:
        """ "signed by Ana Torres for Chile and by Luis Vega on behalf of Peru"."""
        if not named or named[0].kind != "Person":
            return
        first = token
        while first.dep_ in {"conj", "appos"}:
            first = first.head
        verb = first.head.head if first.dep_ == "pobj" and first.head.dep_ == "agent" else first.head
        roles: dict[str, list[int]] = {}
        prepositions(token, roles)
        for role in ("behalf", "for") if verb.lemma_ in _SIGN else ("behalf",):
            for actor in (thing for item in roles.get(role, ()) for thing in self.arguments.named(sentence, item)):
                if actor.coarse in {"State", "Organization"}:
                    self._state(sentence, named[0], "represents", actor, "represents.signing")

    def _bilateral(self, sentence: int, parsed: Parsed, token: "Token") -> None:
        """ "a new bilateral framework": its sides are the two states that the text speaks of."""
        if token.lower_ not in {"bilateral", "joint"} or parsed.units[token.i].name is not None or token.dep_ not in {"amod", "compound"}:
            return
        near = [self.arguments.history.things[mention.key] for mention in self.arguments.history.before(sentence, token.i, 3)]
        if token.lower_ == "joint" and len({thing.key for thing in near if thing.coarse == "State"}) > 2:
            return
        states = self.arguments.history.plural(sentence, token.i, ("State",), count=2)
        things = self.arguments.options(sentence, token.head.i)
        for thing in things[0] if things else ():
            stated = any(key[1] in {"partyTo", "signatoryOf"} and key[2] == thing.key for key in self.facts.found)
            if token.lower_ == "joint" and (thing.kind != "JointStatement" or stated):
                continue
            for state in states[0] if states else ():
                self._party(sentence, state, thing, self.reader.standing.of_noun(token.head)[0])

    def _party(self, sentence: int, member: Thing, thing: Thing, status: Status) -> None:
        if thing.coarse == "Agreement" and thing.kind != "Norm":
            self._state(sentence, member, "partyTo", thing, "partyTo.compound", status=status)
        elif thing.coarse == "Event":
            self._state(sentence, member, "participatesIn", thing, "participatesIn.compound", status=status)
        elif thing.coarse == "Mission":
            relation = "develops" if thing.kind != "Programme" else "participatesIn"
            self._state(sentence, member, relation, thing, f"{relation}.compound", status=status)

    def _cooperation(self, sentence: int, parsed: Parsed, noun: "Token", members: list[Thing]) -> None:
        if singular(fold(noun.text)) in {
            "cooperation",
            "collaboration",
            "partnership",
            "tie",
            "relation",
            "relationship",
            "effort",
            "alliance",
            "space",
        }:
            for index, first in enumerate(members):
                for second in members[index + 1 :]:
                    self._state(sentence, first, "cooperatesWith", second, "cooperatesWith.compound", status="ongoing")


def _formal(text: str) -> bool:
    """Whether a name begins with a state as a modifier ("Indian Anusandhan …"), not as part of its title ("Korea Aerospace …")."""
    first = text.split(maxsplit=1)[0]
    return first.replace(".", "").isupper() or first.endswith(("n", "sh", "ch", "se", "i", "ek", "ian"))
