"""Short ways to write documents, entities, claims and extractions in tests: real values, no stand-ins."""

from collections.abc import Sequence

from spacepact.model import Claim, Document, Entity, Extraction, Mention, Passage, Span, Status, Time

FIRST = Span(0, 10)


def entity(identifier: str, kind: str, label: str, *others: str, known: bool = False, described: bool = False) -> Entity:
    return Entity(identifier, kind, label, others, known=known, described=described)


def extraction(
    identifier: str,
    text: str,
    entities: Sequence[Entity],
    facts: Sequence[tuple[str, str, str | Time] | Claim] = (),
    **document: str,
) -> Extraction:
    """One document of one sentence: every entity whose label or alias stands in the text is mentioned there."""
    span = Span(0, len(text))
    mentions = [
        Mention(Span(at, at + len(label)), named.id)
        for named in entities
        for label in (named.label, *named.alt_labels)
        if (at := text.find(label)) >= 0
    ]
    claims = tuple(fact if isinstance(fact, Claim) else claim(*fact, span=span) for fact in facts)
    source = Document(identifier, text, f"{identifier}.txt", **document)
    return Extraction(source, tuple(entities), (Passage(span, text, tuple(mentions)),), claims)


def claim(
    subject: str, relation: str, object_: str | Time, *, span: Span = FIRST, status: Status = "occurred",
    rule: str = "test",
    confidence: float = 0.9, when: Time | None = None, role: str | None = None, topics: tuple[str, ...] = (),
) -> Claim:  # fmt: skip
    return Claim(subject, relation, object_, status, (span,), rule, confidence, when=when, role=role, topics=topics)
