"""Propositions meet the lexicon: each frame whose predicate and roles fit states its facts."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from spacepact.extract.facts import Facts
from spacepact.extract.topics import Spotter
from spacepact.lexicon import Emission, Frame, Lexicon
from spacepact.model import Status, Time
from spacepact.text.arguments import Arguments
from spacepact.text.coreference import Option
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed
from spacepact.text.propositions import Proposition
from spacepact.vocab import COARSE

if TYPE_CHECKING:
    pass

_GROUPED = {"cooperatesWith"}


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
        roles = set(proposition.roles)
        if not frame.needs <= roles or frame.lacks & roles or (frame.standing and proposition.status not in frame.standing):
            return 0
        if any(self.tokens(proposition, role) and not self.groups(sentence, proposition, frame, role) for role in frame.conditions):
            return 0
        stated = 0
        for emission in frame.facts:
            stated += self._emit(sentence, parsed, proposition, frame, emission)
        return stated

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
                if options:
                    groups.append(options)
        return groups

    def _fits(self, thing: Thing, wanted: frozenset[str]) -> bool:
        return thing.kind is not None and any(self.facts.schema.is_a(thing.kind, kind) or COARSE.get(thing.kind) == kind for kind in wanted)

    # Facts

    def _emit(self, sentence: int, parsed: Parsed, proposition: Proposition, frame: Frame, emission: Emission) -> int:
        status: Status = emission.status or proposition.status  # type: ignore[assignment]
        if emission.status == "standing":
            status = "occurred"
        if proposition.status == "negated" and emission.relation != "abstainedFrom":
            status = "negated"
        rule = frame.id
        stated = 0
        if emission.relation == "concerns":
            for subject in self._things(sentence, parsed, proposition, frame, emission.subject, "concerns"):
                for topic in self._topics(parsed, proposition, emission.object):
                    stated += self.facts.add(subject, "concerns", topic, status=status, sentence=sentence, rule=rule, confidence=frame.confidence) is not None
            return stated
        if emission.object == "time":
            time = self._time(parsed, proposition)
            if time is None:
                return 0
            for subject in self._things(sentence, parsed, proposition, frame, emission.subject, emission.relation):
                stated += self.facts.add(subject, emission.relation, time, status=status, sentence=sentence, rule=rule, confidence=frame.confidence) is not None
            return stated
        if emission.relation in _GROUPED:
            return self._grouped(sentence, parsed, proposition, frame, emission, status)
        for subject, object_ in self._pairs(sentence, parsed, proposition, frame, emission):
            time = self._time(parsed, proposition)
            when = time if emission.relation not in {"represents", "agencyOf", "locatedIn"} else None
            stated += self.facts.add(subject, emission.relation, object_, status=status, sentence=sentence, rule=rule, confidence=frame.confidence, when=when) is not None
        return stated

    def _pairs(self, sentence: int, parsed: Parsed, proposition: Proposition, frame: Frame, emission: Emission) -> Iterator[tuple[Thing, Thing]]:
        """Each subject with each object; of a reference's options the first that the relation admits."""
        subjects = self._role(sentence, parsed, proposition, frame, emission.subject)
        objects = self._role(sentence, parsed, proposition, frame, emission.object)
        if emission.relation == "represents" and len(subjects) == len(objects) > 1:
            for subject_options, object_options in zip(subjects, objects, strict=True):
                yield from self._first(subject_options, object_options, emission.relation)
            return
        if emission.relation == "represents" and len(subjects) != len(objects) and len(objects) > 1:
            return
        for subject_options in subjects:
            for object_options in objects:
                yield from self._first(subject_options, object_options, emission.relation)

    def _first(self, subjects: list[Option], objects: list[Option], relation: str) -> Iterator[tuple[Thing, Thing]]:
        for subject_option in subjects:
            for object_option in objects:
                pairs = [(s, o) for s in subject_option for o in object_option if self.facts.admits(s, relation, o)]
                if pairs:
                    yield from pairs
                    return

    def _role(self, sentence: int, parsed: Parsed, proposition: Proposition, frame: Frame, role: str) -> list[list[Option]]:
        if role.startswith("new:"):
            return [[(self._new(sentence, parsed, proposition, role.removeprefix("new:")),)]]
        return self.groups(sentence, proposition, frame, role)

    def _latest(self, sentence: int, proposition: Proposition, role: str) -> list[list[Option]]:
        options = self.arguments.history.latest(sentence, proposition.head, (role.removeprefix("latest:"),), window=5)
        return [options[:1]] if options else []

    def _new(self, sentence: int, parsed: Parsed, proposition: Proposition, kind: str) -> Thing:
        involved = [parsed.text(token) for role in ("subject", "object", "with") for token in proposition.roles.get(role, ()) if self.arguments.options(sentence, token)]
        noun = {"MemorandumOfUnderstanding": "agreement", "Norm": "resolution"}.get(kind, kind.casefold())
        label = f"{noun} of {' and '.join(dict.fromkeys(involved))}" if involved else f"{noun} ({parsed.text(proposition.head)})"
        return self.arguments.describe(sentence, proposition.head, kind, label)

    def _things(self, sentence: int, parsed: Parsed, proposition: Proposition, frame: Frame, role: str, relation: str) -> Iterator[Thing]:
        """The things of a role that a relation to a literal or a topic admits."""
        domain = self.facts.schema.relations[relation].domain
        for options in self._role(sentence, parsed, proposition, frame, role):
            for option in options:
                fitting = [thing for thing in option if thing.kind in domain]
                if fitting:
                    yield from fitting
                    break

    def _grouped(self, sentence: int, parsed: Parsed, proposition: Proposition, frame: Frame, emission: Emission, status: Status) -> int:
        """Symmetric relations: every pair within a role, or across two."""
        topics = [topic for _, _, topic in self._clause_topics(parsed, proposition)]
        subjects = self._flat(sentence, parsed, proposition, frame, emission.subject)
        pairs: list[tuple[Thing, Thing]] = []
        if emission.subject == emission.object:
            pairs = [(a, b) for a, b in combinations(subjects, 2)]
        else:
            pairs = [(a, b) for a in subjects for b in self._flat(sentence, parsed, proposition, frame, emission.object)]
        stated = 0
        for a, b in pairs:
            if _level(a, b):
                stated += self.facts.add(a, emission.relation, b, status=status, sentence=sentence, rule=frame.id, confidence=frame.confidence, topics=topics) is not None
        return stated

    def _flat(self, sentence: int, parsed: Parsed, proposition: Proposition, frame: Frame, role: str) -> list[Thing]:
        found: dict[str, Thing] = {}
        for options in self._role(sentence, parsed, proposition, frame, role):
            for option in options:
                actors = [thing for thing in option if thing.coarse in {"State", "Organization"}]
                if actors:
                    found.update({thing.key: thing for thing in actors})
                    break
        return list(found.values())

    # Topics and times

    def _topics(self, parsed: Parsed, proposition: Proposition, role: str) -> Iterator[str]:
        """Topics in the words of a role (`topics:on|about`), or in all that depends on the predicate (`topics`)."""
        if role == "topics":
            for _, _, topic in self._clause_topics(parsed, proposition):
                yield topic
            return
        tokens = self.tokens(proposition, role.removeprefix("topics:"))
        spans = [(parsed.doc[t].left_edge.i, parsed.doc[t].right_edge.i + 1) for t in tokens]
        for start, _, topic in self.spotter.spot(parsed):
            if any(left <= start < right for left, right in spans):
                yield topic

    def _clause_topics(self, parsed: Parsed, proposition: Proposition) -> list[tuple[int, int, str]]:
        head = parsed.doc[proposition.head]
        left, right = head.left_edge.i, head.right_edge.i + 1
        return [found for found in self.spotter.spot(parsed) if left <= found[0] < right]

    def _time(self, parsed: Parsed, proposition: Proposition) -> Time | None:
        for token in proposition.times:
            time = parsed.units[token].time
            if time and time.time:
                return time.time
        if proposition.status not in {"occurred", "ongoing"} or (proposition.noun and self._standing(parsed, proposition)):
            return None
        return self.lead_times.get(parsed.sentence.block)

    def _standing(self, parsed: Parsed, proposition: Proposition) -> bool:
        """Whether a noun speaks of something known, or of a thing that lasts, which the date that an item opens with does not date."""
        token = parsed.doc[proposition.head]
        known = any(child.lower_ in {"the", "this", "these", "its", "their"} for child in token.children)
        return known or parsed.units[token.i].name is not None or COARSE.get((self.lexicon.nouns.kind([token.text]) or ("", ""))[1]) == "Mission"


def _level(a: Thing, b: Thing) -> bool:
    """Cooperation joins actors that can be partners: two states, two bodies, or a state and a body that is not its own."""
    return a.key != b.key
