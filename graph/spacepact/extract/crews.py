"""Who flies: crews, those aboard, and the states and bodies whose people or craft take part in a flight."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from spacepact.extract.scene import Scene, station
from spacepact.text.coreference import Option
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed
from spacepact.text.propositions import Proposition
from spacepact.text.tree import conjuncts
from spacepact.words import fold, singular

if TYPE_CHECKING:
    from spacy.tokens import Token


class Crews(Scene):
    """Reads who flies, sentence by sentence."""

    def aboard(self, sentence: int, parsed: Parsed, heads: Mapping[int, Proposition]) -> None:
        """ "with A and B aboard", "A, B and C, already living and working aboard the station"."""
        doc = parsed.doc
        for token in doc:
            board = token.lower_ == "board" and token.i and doc[token.i - 1].lower_ == "on"
            if not board and token.lower_ not in self.words["crew"]["aboard"]:
                continue
            start = token.i - (2 if board else 1)
            inside = self.craft(
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
                persons = self.run(sentence, parsed, start, -1)
                status = self.status(parsed, doc[opening], heads)
            elif inside and opening is not None and doc[opening].lower_ in self.words["crew"]["lists"]:
                persons, status = self.run(sentence, parsed, start, -1), self.status(parsed, doc[opening], heads)
            elif inside and (clause := _first(doc[token.i].head)).tag_ == "VBG" and clause.dep_ in {"acl", "advcl"}:
                persons, status = self.run(sentence, parsed, clause.left_edge.i - 1, -1), "ongoing"
            else:
                continue
            for person in persons:
                for thing in inside:
                    self.state(sentence, person, "crewOf", thing, "crewOf.aboard", status)

    def _before(self, sentence: int, parsed: Parsed, opening: int) -> Option:
        """The craft that a list of those aboard belongs to: the subject of its clause, else the nearest one before it."""
        before = [i for i in range(opening) if parsed.doc[i].pos_ in {"NOUN", "PROPN", "PRON", "NUM"}]
        subjects = [i for i in before if parsed.doc[i].dep_ in {"nsubj", "nsubjpass"}]
        found = [craft[0] for i in (*reversed(subjects), *reversed(before)) if (craft := self.craft(sentence, [i]))]
        return tuple(sorted(found, key=station)[:1])

    def listed(self, sentence: int, parsed: Parsed, heads: Mapping[int, Proposition]) -> None:
        """ "its crew consisting of A and B", "the crew is made up of A and B", "His pilot is A", "In command is A"."""
        doc = parsed.doc
        for token in doc:
            if token.lemma_.lower() in self.words["crew"]["nouns"] and token.pos_ == "NOUN":
                persons = self.persons(sentence, self._members(token))
                craft = self._crew_of(sentence, parsed, token) if persons else ()
                status = self.status(parsed, token, heads)
                for person, thing in ((person, thing) for person in persons for thing in craft):
                    self.state(sentence, person, "crewOf", thing, "crewOf.crew", status)
            elif token.lemma_.lower() == "be" and token.pos_ in {"AUX", "VERB"} and _opens_aboard(token):
                for person in self.persons(sentence, [item.i for child in token.children for item in conjuncts(child)]):
                    for thing in self.latest(sentence, token.i, crewed=True):
                        self.state(sentence, person, "crewOf", thing, "crewOf.aboard", self.status(parsed, token, heads))
            elif token.lemma_.lower() == "be" and token.pos_ in {"AUX", "VERB"}:
                for person in self._posted(sentence, parsed, token):
                    for thing in self.latest(sentence, token.i, crewed=True):
                        self.state(
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
            return self.craft(sentence, [*owners, crew.head.i])
        return self.craft(sentence, owners) or self.latest(sentence, crew.i, crewed=True)

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
        return self.persons(sentence, [side.i for side in sides if self.arguments.named(sentence, side.i)]) if role or command else []

    def flyers(self, sentence: int, parsed: Parsed, proposition: Proposition) -> None:
        """Flyers of whom it is said that they travel, without the craft: that of the text is meant."""
        if proposition.noun or proposition.predicate not in self.words["crew"]["verbs"]:
            return
        roles = proposition.roles
        subjects = [*roles.get("subject", ()), *(roles.get("object", ()) if proposition.predicate == "launch" else ())]
        persons = self.persons(sentence, subjects)
        if not persons or any(role in roles for role in ("on", "aboard", "in")):
            return
        described = {fold(t.text) for token in subjects for t in parsed.doc[token].subtree} | {
            fold(t.text) for token in roles.get("as", ()) for t in parsed.doc[token].subtree
        }
        if not any(singular(word) in self.words["crew"]["flyers"] for word in described):
            return
        for thing in self.latest(sentence, proposition.head, crewed=True):
            for person in persons:
                self.state(sentence, person, "crewOf", thing, "crewOf.travel", proposition.status)

    def nationals(self, sentence: int, parsed: Parsed, proposition: Proposition) -> None:
        """Flyers without a name take their country along: "a Turkish astronaut will fly on a Heron mission"."""
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
            if not self.persons(sentence, [token])
            for thing in self.arguments.modifiers(sentence, parsed.doc[token])
            if thing.coarse in {"State", "Organization"}
        ]
        tokens = [token for role in ("on", "aboard", "in") for token in roles.get(role, ())] if actors else []
        wholes = [
            thing
            for token in tokens
            for child in parsed.doc[token].children
            if child.dep_ == "compound"
            for thing in self.whole(sentence, child)
        ]
        for craft in self.craft(sentence, tokens) or wholes:
            for actor in actors:
                self.state(sentence, actor, "participatesIn", craft, "participatesIn.flyer", proposition.status)


def _first(verb: "Token") -> "Token":
    """The first of coordinated verbs."""
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    return verb


def _opens_aboard(verb: "Token") -> bool:
    """Whether a sentence opens with who is on board: "Aboard were A and B", "On board are"."""
    words = [item.lower_ for item in verb.doc[: verb.i] if item.lower_ != "also"]
    return words in (["aboard"], ["onboard"], ["on", "board"])


def _phrase(token: "Token") -> str:
    """A noun with the noun before it where both make a post: "flight engineer"."""
    before = [child for child in token.children if child.dep_ == "compound" and child.i == token.i - 1]
    return f"{fold(before[0].text)} {singular(fold(token.text))}" if before else singular(fold(token.text))
