"""Clauses that say again of others what was just said: "Denmark may follow", "Peru did so in May", "Chile signed in May, Peru in June"."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from spacepact.extract.facts import Facts, Stated
from spacepact.model import Status, Time
from spacepact.text.arguments import Arguments
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed
from spacepact.text.propositions import Proposition
from spacepact.text.tree import conjuncts, subjects_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_BACK = 2
"""How many sentences back an echo is heard."""
_REPEATED = frozenset(
    (
        "signatoryOf partyTo commitsTo abstainedFrom withdrewFrom participatesIn supports partOf develops operates leads launches "
        "visited launchDate"
    ).split()
)
_STRANDED = frozenset("will may might can could would do have".split())
_ACTORS = frozenset({"State", "Organization"})


class Echoes:
    """Repeats facts of one document for the subjects of clauses that echo them."""

    def __init__(self, facts: Facts, arguments: Arguments, modals: Mapping[str, Any]) -> None:
        self.facts = facts
        self.arguments = arguments
        self.modals = modals

    def read(self, sentence: int, parsed: Parsed, propositions: Sequence[Proposition]) -> int:
        """State what a sentence's echoes say; how many facts were stated."""
        before = len(self.facts.found)
        for proposition in propositions:
            verb = parsed.doc[proposition.head]
            if proposition.stated and not proposition.noun and _echoes(parsed, verb, proposition):
                subjects = self.arguments.likeliest(sentence, [token.i for head in subjects_of(verb) for token in conjuncts(head)])
                time = next((unit.time.time for i in proposition.times if (unit := parsed.units[i]).time), None)
                self._repeat(sentence, subjects, _status(proposition, verb, self.modals), time, "echo.clause")
        for names, index in self._gapped(sentence, parsed):
            found = parsed.units[index].time
            self._repeat(sentence, names, None, found.time if found else None, "echo.gap", first=True)
        return len(self.facts.found) - before

    def _repeat(
        self, sentence: int, subjects: Sequence[Thing], status: Status | None, time: Time | None, rule: str, *, first: bool = False
    ) -> None:
        for subject in subjects:
            for stated in self._model(sentence, subject, first=first):
                other = self.facts.things.get(str(stated.object), stated.object)
                if stated.relation == "launchDate":
                    other = time or ""
                if other and not (isinstance(other, Thing) and other.key == subject.key):
                    self.facts.add(
                        subject,
                        stated.relation,
                        other,
                        status=status or stated.status,
                        sentence=sentence,
                        rule=rule,
                        confidence=0.75,
                    )

    def _model(self, sentence: int, subject: Thing, *, first: bool) -> list[Stated]:
        """What was last (or, in a sentence, first) said of somebody of the subject's sort, who is not itself among them."""
        near = [stated for stated in self.facts.journal if stated.sentence >= sentence - (0 if first else _BACK)]
        for stated in near if first else reversed(near):
            other = self.facts.things[stated.subject]
            alike = other.coarse == subject.coarse or {other.coarse, subject.coarse} <= _ACTORS
            if alike and stated.relation in _REPEATED and other.key != subject.key:
                same = [entry for entry in self.facts.journal if (entry.sentence, entry.rule) == (stated.sentence, stated.rule)]
                chosen = [entry for entry in same if (entry.relation, entry.subject) == (stated.relation, stated.subject)]
                return [] if any(entry.subject == subject.key for entry in same) else chosen
        return []

    def _gapped(self, sentence: int, parsed: Parsed) -> Iterator[tuple[list[Thing], int]]:
        """Names with a time right behind them and no verb: ", Colombia in June", "and New Zealand in July"."""
        doc = parsed.doc
        spoken = {key for stated in self.facts.journal if stated.sentence == sentence for key in (stated.subject, str(stated.object))}
        for token in doc:
            time = parsed.units[token.i].time
            if time is None or token.i < 2 or doc[token.i - 1].lower_ not in {"in", "on"}:
                continue
            names: list[Thing] = []
            index = token.i - 2
            while index >= 0:
                named = [thing for thing in self.arguments.named(sentence, index) if thing.coarse in _ACTORS]
                joins = doc[index].text == "," or doc[index].lower_ in {"and", "the", "then"}
                if not named and not (names and joins):
                    break
                names.extend(named)
                index -= 1
            opened = index + 1 < token.i - 2 and (doc[index + 1].text in {",", "and"} or doc[index].text == ";") and index >= 0
            if names and opened and not {thing.key for thing in names} & spoken:
                yield names, token.i


def _echoes(parsed: Parsed, verb: "Token", proposition: Proposition) -> bool:
    """Whether a clause only echoes: "follow" or "join" with nothing but a time, "do so", an auxiliary left alone."""
    children = list(verb.children)
    content = [
        child
        for child in children
        if child.i > verb.i
        and child.dep_ in {"dobj", "attr", "acomp", "xcomp", "ccomp", "prep", "advcl"}
        and parsed.units[child.i].time is None
        and not any(parsed.units[item.i].time is not None for item in child.children)
    ]
    if verb.lemma_ == "follow":
        return not content or {child.lower_ for child in content} <= {"suit"}
    if verb.lemma_ == "do" and any(child.lower_ in {"so", "likewise", "same"} for child in verb.subtree):
        return {child.lower_ for child in content} <= {"same", "so"}
    return verb.lemma_ in _STRANDED and verb.pos_ in {"AUX", "VERB"} and not content and proposition.predicate == verb.lemma_.lower()


def _status(proposition: Proposition, verb: "Token", modals: Mapping[str, Status]) -> Status:
    """The status of an echo; that of an auxiliary left alone is what it says of other verbs: "but Chile has", "Peru will"."""
    if verb.lower_ in {"has", "have", "had", "did"} and proposition.status == "ongoing":
        return "occurred"
    return proposition.status if proposition.status != "occurred" else modals.get(verb.lower_, "occurred")
