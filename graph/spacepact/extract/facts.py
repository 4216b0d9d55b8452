"""Facts as they are collected from a document, merged where the text says one thing twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacepact.model import Claim, Span, Status, Time
from spacepact.schema import Schema
from spacepact.text.mentions import Thing

_RANK: dict[str, int] = {"occurred": 4, "ongoing": 3, "planned": 2, "possible": 1, "negated": 0}


@dataclass(slots=True)
class Fact:
    """A statement with its evidence: `object` is a thing's key, a Time, or a topic's label (`concerns`)."""

    subject: str
    relation: str
    object: str | Time
    status: Status
    rule: str
    confidence: float
    sentences: list[int] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    when: Time | None = None
    role: str | None = None
    topics: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement in the order of the text, for those who look back at it: keys of things as in Fact."""

    sentence: int
    subject: str
    relation: str
    object: str | Time
    status: Status
    rule: str


class Facts:
    """The facts of one document by subject, relation and object; a fact outside a relation's domain or range is refused."""

    def __init__(self, schema: Schema, things: dict[str, Thing]) -> None:
        self.schema = schema
        self.things = things
        self.found: dict[tuple[str, str, str], Fact] = {}
        self.rules: dict[str, int] = {}
        self.journal: list[Stated] = []

    def admits(self, subject: Thing, relation: str, object_: Thing) -> bool:
        """Whether the ontology lets the relation join two things, and they are not the same one."""
        return (
            subject.key != object_.key
            and bool(subject.kind)
            and bool(object_.kind)
            and self.schema.admits(relation, subject.kind or "", object_.kind or "")
        )

    def add(
        self,
        subject: Thing,
        relation: str,
        object_: Thing | Time | str,
        *,
        status: Status,
        sentence: int,
        rule: str,
        confidence: float = 0.9,
        when: Time | None = None,
        role: str | None = None,
        topics: Sequence[str] = (),
    ) -> Fact | None:
        """Add a fact or another sentence for it; None where the ontology refuses it."""
        if isinstance(object_, Thing):
            if not self.admits(subject, relation, object_):
                return None
            if relation == "cooperatesWith" and object_.key < subject.key:
                subject, object_ = object_, subject
            target: str | Time = object_.key
        else:
            if not subject.kind or subject.kind not in self.schema.relations[relation].domain:
                return None
            if relation == "launchDate" and status == "occurred" and isinstance(object_, Time) and object_.edtf.endswith("/.."):
                return None  # "has launched four satellites since 2019" dates none of them
            target = object_
        key = (subject.key, relation, target.edtf if isinstance(target, Time) else target)
        fact = self.found.get(key)
        if fact is None:
            fact = self.found[key] = Fact(subject.key, relation, target, status, rule, confidence)
        elif _RANK[status] > _RANK[fact.status] and fact.status != "negated":
            fact.status = status
        if sentence not in fact.sentences:
            fact.sentences.append(sentence)
        if rule not in fact.rules:
            fact.rules.append(rule)
        fact.when = fact.when or when
        fact.role = fact.role or role
        fact.topics.extend(topic for topic in topics if topic not in fact.topics)
        self.journal.append(Stated(sentence, subject.key, relation, target, status, rule))
        self.rules[rule] = self.rules.get(rule, 0) + 1
        return fact

    def recheck(self) -> None:
        """Take out what the ontology no longer admits, since later sentences told another kind of a thing."""
        self.found = {key: fact for key, fact in self.found.items() if self._fits(fact)}

    def _fits(self, fact: Fact) -> bool:
        subject = self.things[fact.subject]
        object_ = self.things.get(fact.object) if isinstance(fact.object, str) and fact.relation != "concerns" else None
        if object_ is not None:
            return self.admits(subject, fact.relation, object_)
        return subject.kind in self.schema.relations[fact.relation].domain


def claim(fact: Fact, ids: dict[str, str], spans: Sequence[Span]) -> Claim:
    """The fact as a claim: keys become entity ids, sentence numbers become spans."""
    is_entity = isinstance(fact.object, str) and fact.relation != "concerns"
    return Claim(
        subject=ids[fact.subject],
        relation=fact.relation,
        object=ids[str(fact.object)] if is_entity else fact.object,
        status=fact.status,
        passages=tuple(spans[sentence] for sentence in fact.sentences),
        rule=fact.rule,
        confidence=fact.confidence,
        when=fact.when,
        role=fact.role,
        topics=tuple(sorted(fact.topics)),
    )
