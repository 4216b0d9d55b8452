"""Propositions meet the lexicon: each frame whose predicate and roles fit states its facts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile
from typing import Any, cast

from spacepact.extract.facts import Facts
from spacepact.extract.topics import Spotter
from spacepact.lexicon import Emission, Frame, Lexicon
from spacepact.model import Status, Time
from spacepact.text.arguments import Arguments
from spacepact.text.coreference import Option
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed
from spacepact.text.propositions import Proposition
from spacepact.text.tree import conjuncts
from spacepact.vocab import COARSE

_GROUPED = frozenset({"cooperatesWith"})
_STANDING = frozenset({"represents", "agencyOf", "locatedIn"})
_SETTLED = frozenset({"represents", "agencyOf", "locatedIn", "partOf", "partyTo", "signatoryOf"})
"""What has come about once it is so: in the present tense too it has occurred."""
_HOME = ("targets", "earth")
"""What is no destination: craft observe the Earth and come back to it."""
_LASTING = frozenset({"participatesIn", "operates", "cooperatesWith", "supports"})
"""What goes on for as long as a copula in the present tense says so."""
_NOUNS = {"MemorandumOfUnderstanding": "agreement", "Norm": "resolution"}
"""The plain nouns for kinds whose class name is none."""


class Frames:
    """Applies frames to the propositions of one document."""

    def __init__(self, lexicon: Lexicon, facts: Facts, arguments: Arguments, spotter: Spotter) -> None:
        self.lexicon = lexicon
        self.facts = facts
        self.arguments = arguments
        self.spotter = spotter
        self.lead_times: dict[int, Time] = {}

    def apply(self, sentence: int, parsed: Parsed, proposition: Proposition) -> int:
        """State what the frames of a proposition's predicate read from it; how many facts were stated."""
        if not proposition.stated:
            return 0
        frames = self._candidates(sentence, proposition)
        return sum(self.only(sentence, parsed, proposition, frame) for frame in frames)

    def _candidates(self, sentence: int, proposition: Proposition) -> Sequence[Frame]:
        if not proposition.noun:
            return (*self.lexicon.by_verb.get(proposition.predicate, ()), *self.lexicon.by_verb.get("*", ()))
        found = list(self.lexicon.by_noun.get(proposition.predicate, ()))
        options = self.arguments.options(sentence, proposition.head)
        for coarse in {thing.coarse for thing in options[0]} if options else ():
            found.extend(self.lexicon.by_noun.get(f"kind:{coarse}", ()))
        return found

    def only(self, sentence: int, parsed: Parsed, proposition: Proposition, frame: Frame) -> int:
        """State what one frame reads from a proposition; how many facts were stated."""
        roles = proposition.roles.keys()
        if not frame.needs <= roles or frame.lacks & roles or (frame.standing and proposition.status not in frame.standing):
            return 0
        if any(self.tokens(proposition, role) and not self.groups(sentence, proposition, frame, role) for role in frame.conditions):
            return 0
        case = Case(sentence, parsed, proposition, frame)
        return sum(self._emit(case, emission) for emission in frame.facts)

    # Roles

    def tokens(self, proposition: Proposition, role: str) -> list[int]:
        """The tokens of a role; `a|b` joins several roles, `self` is the predicate."""
        found: list[int] = []
        for name in role.split("|"):
            found.extend([proposition.head] if name == "self" else proposition.roles.get(name, ()))
        return found

    def groups(self, sentence: int, proposition: Proposition, frame: Frame, role: str) -> list[list[Option]]:
        """For each token of a role, its options, narrowed to the kinds that the frame wants there."""
        groups: list[list[Option]] = []
        for part in role.split("|"):
            wanted = frame.where.get(part)
            if part.startswith("latest:") and not groups:
                groups.extend(self._latest(sentence, proposition, part))
                continue
            for token in self.tokens(proposition, part):
                options = self.arguments.options(sentence, token)
                if wanted:
                    options = [kept for option in options if (kept := tuple(thing for thing in option if self._fits(thing, wanted)))]
                    options = options or self._further(sentence, proposition, token, wanted)
                if options:
                    groups.append(options)
        return groups

    def _further(self, sentence: int, proposition: Proposition, token: int, wanted: frozenset[str]) -> list[Option]:
        """What a clause is said of where the noun right before it doesn't fit: "an observatory of NASA, which was launched"."""
        doc = self.arguments.sentences[sentence].doc
        noun, verb = doc[token], doc[proposition.head]
        if verb.dep_ not in {"relcl", "acl"} or token not in {verb.head.i, *(item.i for item in conjuncts(verb.head))}:
            return []
        before = [noun.head.head] if noun.dep_ == "pobj" else []
        inside = (item for prep in noun.children if prep.lower_ == "of" for item in prep.children)
        before.extend(item for item in inside if item.i < verb.left_edge.i)
        if any(child.lower_ == "who" for child in verb.children):
            before.extend(takewhile(lambda item: item.pos_ not in {"VERB", "AUX"}, reversed(doc[: verb.left_edge.i])))
        elif verb.dep_ == "acl" and verb.i and doc[verb.i - 1].text == ",":
            before.extend(item for item in noun.ancestors if item.pos_ in {"NOUN", "PROPN"})
        for item in before:
            for option in self.arguments.options(sentence, item.i):
                kept = tuple(thing for thing in option if self._fits(thing, wanted))
                if kept:
                    return [kept]
        return []

    def _fits(self, thing: Thing, wanted: frozenset[str]) -> bool:
        return thing.kind is not None and any(self.facts.schema.is_a(thing.kind, kind) or COARSE.get(thing.kind) == kind for kind in wanted)

    # Facts

    def _emit(self, case: "Case", emission: Emission) -> int:
        """State one fact of a frame for all that stands in its roles; how many were stated."""
        if any(roles.isdisjoint(case.proposition.roles) for roles in emission.asks):
            return 0
        if emission.object == "time":
            time = self._time(case.parsed, case.proposition)
            return sum(self._add(case, emission, thing, time) for thing in self._dated(case, emission)) if time else 0
        if emission.relation in _GROUPED:
            pairs = self._together(case, emission)
            topics = self._clause_topics(case) if pairs else []
            return sum(self._add(case, emission, a, b, topics=topics) for a, b in pairs)
        when = self._time(case.parsed, case.proposition) if emission.relation not in _STANDING else None
        ends = ((a, b) for a, b in self._pairs(case, emission) if (emission.relation, b.key) != _HOME)
        return sum(self._add(case, emission, a, b, when=when) for a, b in ends)

    def _add(self, case: "Case", emission: Emission, subject: Thing, object_: Thing | Time, **qualifiers: Any) -> bool:
        status = _status(self._said(case, emission.relation), emission)
        fact = self.facts.add(
            subject,
            emission.relation,
            object_,
            status="occurred" if status == "ongoing" and emission.relation in _SETTLED else status,
            sentence=case.sentence,
            rule=case.frame.id,
            confidence=case.frame.confidence,
            **qualifiers,
        )
        return fact is not None

    def _said(self, case: "Case", relation: str) -> Status:
        """The proposition's status; under a date the present tense tells what happened then: "July 2017: Kenya joins …", while
        what somebody "is" in the present lasts: "Heron is a venture of Norway and Chile".
        """
        head = case.parsed.doc[case.proposition.head]
        told = case.parsed.sentence.block in self.lead_times and head.tag_ in {"VBZ", "VBP"}
        if relation in _LASTING and head.dep_ == "attr" and head.head.tag_ in {"VBZ", "VBP"} and case.proposition.status == "occurred":
            return "ongoing"
        return "occurred" if told and case.proposition.status == "ongoing" else case.proposition.status

    def _pairs(self, case: "Case", emission: Emission) -> Iterator[tuple[Thing, Thing]]:
        """Each subject with each object; of a reference's options the first that the relation admits.

        As many bodies as persons are each person's own: "signed by A for X and by B for Y".
        """
        subjects, objects = self._role(case, emission.subject), self._role(case, emission.object)
        if emission.relation == "represents" and len(objects) > 1:
            for subject_options, object_options in zip(subjects, objects, strict=True) if len(subjects) == len(objects) else ():
                yield from self._first(subject_options, object_options, emission.relation)
            return
        for subject_options in subjects:
            for object_options in objects:
                yield from self._first(subject_options, object_options, emission.relation)

    def _first(self, subjects: list[Option], objects: list[Option], relation: str) -> Iterator[tuple[Thing, Thing]]:
        if relation == "locatedIn":
            objects = sorted(objects, key=lambda option: option[0].coarse == "State")
        for subject_option in subjects:
            for object_option in objects:
                pairs = [(s, o) for s in subject_option for o in object_option if self.facts.admits(s, relation, o)]
                if pairs:
                    yield from pairs
                    return

    def _role(self, case: "Case", role: str) -> list[list[Option]]:
        if role.startswith("new:"):
            return [[(self._new(case, role.removeprefix("new:")),)]]
        return self.groups(case.sentence, case.proposition, case.frame, role)

    def _latest(self, sentence: int, proposition: Proposition, role: str) -> list[list[Option]]:
        options = self.arguments.history.latest(sentence, proposition.head, (role.removeprefix("latest:"),), window=5)
        return [options[:1]] if options else []

    def _new(self, case: "Case", kind: str) -> Thing:
        """The thing that a verb tells of without naming it, labelled by who takes part, or by what is renounced."""
        parsed, roles = case.parsed, case.proposition.roles
        if "renounced" in case.frame.needs:
            verb = parsed.doc[case.proposition.head]
            last = max((child.i for child in verb.children if child.dep_ == "dobj"), default=verb.i)
            label = f"commitment not to {parsed.sentence.clean[parsed.units[verb.i].start : parsed.units[last].end]}"
            return self.arguments.nameless.describe(case.sentence, verb.i, kind, label)
        for token in (token for role in ("for", "at", "during") for token in roles.get(role, ())):
            held = [thing for thing in self.arguments.likeliest(case.sentence, [token]) if thing.kind in {kind, "Event"}]
            if kind == "Meeting" and held:
                return held[0]
        tokens = [token for role in ("subject", "object", "with") for token in roles.get(role, ())]
        involved = dict.fromkeys(parsed.text(token) for token in tokens if self.arguments.options(case.sentence, token))
        noun = _NOUNS.get(kind, kind.casefold())
        label = f"{noun} of {' and '.join(involved)}" if involved else f"{noun} ({parsed.text(case.proposition.head)})"
        return self.arguments.nameless.describe(case.sentence, case.proposition.head, kind, label)

    def _dated(self, case: "Case", emission: Emission) -> Iterator[Thing]:
        """The things of a role that a relation to a date admits; what was not signed or held has no date."""
        if emission.relation == "date" and case.proposition.status == "negated":
            return
        domain = self.facts.schema.relations[emission.relation].domain
        for options in self._role(case, emission.subject):
            yield from next((fitting for option in options if (fitting := [thing for thing in option if thing.kind in domain])), [])

    def _together(self, case: "Case", emission: Emission) -> list[tuple[Thing, Thing]]:
        """Pairs for a symmetric relation: every two within a role, or across two."""
        subjects = self._actors(case, emission.subject)
        if emission.subject == emission.object:
            return list(combinations(subjects, 2))
        return [(a, b) for a in subjects for b in self._actors(case, emission.object) if a.key != b.key]

    def _actors(self, case: "Case", role: str) -> list[Thing]:
        found: dict[str, Thing] = {}
        for options in self._role(case, role):
            actors = ([thing for thing in option if thing.coarse in {"State", "Organization"}] for option in options)
            found.update({thing.key: thing for thing in next((group for group in actors if group), [])})
        return list(found.values())

    # Topics and times

    def _clause_topics(self, case: "Case") -> list[str]:
        head = case.parsed.doc[case.proposition.head]
        left, right = head.left_edge.i, head.right_edge.i + 1
        return [topic for start, _, topic in self.spotter.spot(case.parsed) if left <= start < right]

    def _time(self, parsed: Parsed, proposition: Proposition) -> Time | None:
        for token in proposition.times:
            time = parsed.units[token].time
            if time and time.time:
                return time.of(proposition.status)
        if proposition.status not in {"occurred", "ongoing"} or (proposition.noun and self._standing(parsed, proposition)):
            return None
        return self.lead_times.get(parsed.sentence.block)

    def _standing(self, parsed: Parsed, proposition: Proposition) -> bool:
        """Whether a noun speaks of something known, or of a thing that lasts, which the date that an item opens with does not
        date.
        """
        token = parsed.doc[proposition.head]
        known = any(child.lower_ in {"the", "this", "these", "its", "their"} for child in token.children)
        return (
            known
            or parsed.units[token.i].name is not None
            or COARSE.get((self.lexicon.nouns.kind([token.text]) or ("", ""))[1]) == "Mission"
        )


@dataclass(frozen=True, slots=True)
class Case:
    """A frame and the proposition that it is tried on."""

    sentence: int
    parsed: Parsed
    proposition: Proposition
    frame: Frame


def _status(said: Status, emission: Emission) -> Status:
    """What a fact's status is: the frame's where it gives one, else the proposition's; a denial denies all but what is itself a
    denial, or a promise not to do a thing.
    """
    if said == "negated" and emission.relation != "abstainedFrom" and emission.subject != "renounced":
        return "negated"
    return "occurred" if emission.status == "standing" else cast(Status, emission.status) if emission.status else said
