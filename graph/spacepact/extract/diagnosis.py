"""What each frame makes of a proposition, and what stops it: the frames are run again, one by one, on the workings of a text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacepact.extract.facts import Fact, Facts
from spacepact.extract.frames import Frames
from spacepact.extract.reading import Workings
from spacepact.lexicon import Emission, Frame
from spacepact.text.propositions import Proposition

if TYPE_CHECKING:
    from spacepact.extract.extractor import Extractor


@dataclass(frozen=True, slots=True)
class Trial:
    """A frame whose predicate fits a proposition: the facts that it states of it, or else the reasons why it states none."""

    frame: Frame
    facts: tuple[Fact, ...]
    stopped: tuple[str, ...] = ()


def trials(extractor: "Extractor", made: Workings, sentence: int, proposition: Proposition) -> list[Trial]:
    """All frames whose predicate fits a proposition; of those that fit every predicate only the ones that state something."""
    found = []
    for frame in _fitting(extractor, made, sentence, proposition):
        trial = _trial(extractor, made, sentence, proposition, frame)
        if trial.facts or not _general(frame):
            found.append(trial)
    return found


def _general(frame: Frame) -> bool:
    return "*" in frame.verbs or any(noun.startswith("kind:") for noun in frame.nouns)


def _fitting(extractor: "Extractor", made: Workings, sentence: int, proposition: Proposition) -> Iterator[Frame]:
    lexicon = extractor.lexicon
    if not proposition.noun:
        yield from (*lexicon.by_verb.get(proposition.predicate, ()), *lexicon.by_verb.get("*", ()))
        return
    yield from lexicon.by_noun.get(proposition.predicate, ())
    options = made.arguments.options(sentence, proposition.head)
    for coarse in sorted({thing.coarse or "" for thing in options[0]}) if options else ():
        yield from lexicon.by_noun.get(f"kind:{coarse}", ())


def _trial(extractor: "Extractor", made: Workings, sentence: int, proposition: Proposition, frame: Frame) -> Trial:
    """Run one frame alone, into facts of its own."""
    own = Facts(made.facts.schema, made.facts.things)
    frames = Frames(extractor.lexicon, own, made.arguments, extractor.spotter)
    if proposition.stated and frames.only(sentence, made.sentences[sentence], proposition, frame):
        return Trial(frame, tuple(fact for _, fact in sorted(own.found.items())))
    told = _Reasons(frames, made, sentence, proposition, frame)
    return Trial(frame, (), tuple(dict.fromkeys(told.all())))


class _Reasons:
    """Why a frame states nothing of a proposition, in words."""

    def __init__(self, frames: Frames, made: Workings, sentence: int, proposition: Proposition, frame: Frame) -> None:
        self.frames = frames
        self.made = made
        self.sentence = sentence
        self.proposition = proposition
        self.frame = frame

    def all(self) -> Iterator[str]:
        frame, proposition = self.frame, self.proposition
        if not proposition.stated:
            yield "a question, a recommendation or a condition states nothing"
            return
        general = [f"it needs {role}" for role in sorted(frame.needs - set(proposition.roles))]
        general += [f"it must not have {role}" for role in sorted(frame.lacks & set(proposition.roles))]
        if frame.standing and proposition.status not in frame.standing:
            general.append(f"it reads what is {' or '.join(sorted(frame.standing))}, and this is {proposition.status}")
        general += [problem for role in sorted(frame.conditions & set(proposition.roles)) if (problem := self._side(role))]
        yield from general
        if not general:
            yield from (self._why(emission) for emission in frame.facts)

    def _why(self, emission: Emission) -> str:
        fact = f"{emission.subject} {emission.relation} {emission.object}"
        if emission.object == "time":
            return f"{fact}: {self._side(emission.subject) or 'no date belongs to it, or its subject has none'}"
        for role in (emission.subject, emission.object):
            if problem := self._side(role):
                return f"{fact}: {problem}"
        kinds = f"{self._kinds(emission.subject)} {emission.relation} {self._kinds(emission.object)}"
        return f"{fact}: the ontology doesn't admit {kinds}, or nothing but the thing itself stands there"

    def _side(self, role: str) -> str | None:
        """What is wrong with a role, or None where something of a wanted kind stands there."""
        if role.startswith(("new:", "topics")) or self.frames.groups(self.sentence, self.proposition, self.frame, role):
            return None
        tokens = self.frames.tokens(self.proposition, role)
        if not tokens:
            return f"nothing stands in the role {role}"
        return "; ".join(self._unfit(token, role) for token in tokens)

    def _unfit(self, token: int, role: str) -> str:
        quoted = f"“{self.made.sentences[self.sentence].text(token)}”"
        options = self.made.arguments.options(self.sentence, token)
        if not options:
            return f"{quoted} ({role}) stands for nothing known"
        wanted = sorted({kind for part in role.split("|") for kind in self.frame.where.get(part, ())})
        kinds = sorted({thing.kind or "of no kind" for option in options for thing in option})
        return f"{quoted} ({role}) is {' or '.join(kinds)}, not {' or '.join(wanted)}"

    def _kinds(self, role: str) -> str:
        groups = self.frames.groups(self.sentence, self.proposition, self.frame, role)
        kinds = {thing.kind or "?" for options in groups for option in options for thing in option}
        return " or ".join(sorted(kinds)) or role
