"""Figures from outcomes: precision, recall and F1, how sure they are, and every error.

The 95 % intervals of whole sets are percentile bootstraps over documents (Efron 1979), because the facts of one document
stand or fall together; those of a relation or rule, which few documents hold, are Wilson's score intervals (Wilson 1927).
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from operator import attrgetter
from typing import Any

import pyoxigraph as ox

from spacepact.evaluate.built import BuiltGraph
from spacepact.evaluate.match import Outcome, same_time

RESAMPLES = 1000
SEED = 1967
Z = 1.959964
Interval = tuple[float, float]
TIMES = frozenset({"date", "launchDate"})


@dataclass(frozen=True, slots=True)
class Counts:
    """What was rightly found, wrongly found and missed. A ratio of nothing to nothing is 0."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def share(part: int, whole: int) -> float:
    """A part of a whole; 0 where there is no whole."""
    return part / whole if whole else 0.0


def wilson(part: int, whole: int) -> Interval | None:
    """Wilson's score interval of a share at 95 %; None where there is no whole.

    >>> [round(end, 3) for end in wilson(9, 10)]
    [0.596, 0.982]
    """
    if not whole:
        return None
    middle, spread = part / whole + Z * Z / (2 * whole), Z * sqrt(part * (whole - part) / whole**3 + Z * Z / (4 * whole * whole))
    scale = 1 + Z * Z / whole
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def bootstrap(counts: Sequence[Counts], figure: Callable[[Counts], float]) -> Interval | None:
    """The middle 95 % of a figure over resamples of documents, the same at every run; None below two documents."""
    if len(counts) < 2:
        return None
    chance = random.Random(SEED)
    drawn = sorted(figure(sum(chance.choices(counts, k=len(counts)), Counts())) for _ in range(RESAMPLES))
    return drawn[round(0.025 * (RESAMPLES - 1))], drawn[round(0.975 * (RESAMPLES - 1))]


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that is not as the gold has it. `offset` is where the sentence starts; None where there is no sentence."""

    document: str
    what: str
    subject: str
    relation: str = ""
    object: str = ""
    note: str = ""
    offset: int | None = None

    def __str__(self) -> str:
        fact = " | ".join(part for part in (self.subject, self.relation, self.object) if part)
        place = f" @{self.offset}" if self.offset is not None else ""
        return f"{self.document}: {self.what}: {fact}{f' ({self.note})' if self.note else ''}{place}"


@dataclass(frozen=True)
class Scorecard:
    """The outcomes of a set of documents, and the figures that follow. `missing` are documents that the graph lacks."""

    graph: BuiltGraph
    outcomes: tuple[Outcome, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The identifiers of gold documents that the graph lacks: all their facts count as missed."""
        return tuple(sorted({o.gold.identifier for o in self.outcomes} - self.graph.documents))

    @cached_property
    def by_document(self) -> dict[str, Counts]:
        """Facts by document identifier, in the order of the gold."""
        return {o.gold.identifier: Counts(len(o.found), len(o.wrong), len(o.missed)) for o in self.outcomes}

    @cached_property
    def by_relation(self) -> dict[str, Counts]:
        """Facts by relation: the gold's for what is right or missed, the claim's for what is wrong."""
        return _tally(
            (item.fact.relation for o in self.outcomes for item in o.found),
            (claim.relation for o in self.outcomes for claim in o.wrong),
            (fact.relation for o in self.outcomes for fact in o.missed),
        )

    @cached_property
    def by_rule(self) -> dict[str, Counts]:
        """Claims by the rule that made them; no rule can be told for what was missed."""
        right = (item.claim.rule for o in self.outcomes for item in o.found)
        return _tally(right, (claim.rule for o in self.outcomes for claim in o.wrong), ())

    @cached_property
    def facts(self) -> Counts:
        """All facts."""
        return sum(self.by_document.values(), Counts())

    @cached_property
    def times(self) -> Counts:
        """The facts whose object is a time."""
        return sum((counts for relation, counts in self.by_relation.items() if relation in TIMES), Counts())

    @cached_property
    def entities(self) -> Counts:
        """All named entities."""
        return sum(self._entities_by_document, Counts())

    @cached_property
    def _entities_by_document(self) -> list[Counts]:
        return [Counts(len(o.entities_found), len(o.entities_wrong), len(o.entities_missed)) for o in self.outcomes]

    def accuracies(self) -> dict[str, tuple[int, int]]:
        """Of the facts (or entities) found, those that are right in this respect, and all that were looked at."""
        found = [item for o in self.outcomes for item in o.found]
        entities = [item for o in self.outcomes for item in o.entities_found]
        dated = [item for item in found if item.fact.when]
        return {
            "relation": (sum(item.same_relation for item in found), len(found)),
            "status": (sum(item.same_status for item in found), len(found)),
            "evidence": (sum(item.good_evidence for item in found), len(found)),
            "when": (sum(same_time(item.claim.when or "", item.fact.when or "") for item in dated), len(dated)),
            "type": (sum(item.typed for item in entities), len(entities)),
            "class": (sum(item.entity.kind in self.graph.classes.get(item.iri, ()) for item in entities), len(entities)),
        }

    def to_dict(self) -> dict[str, Any]:
        """All figures, for programs."""
        right = self.accuracies()
        return {
            "documents": len(self.outcomes),
            "missing": list(self.missing),
            "facts": _figures(self.facts, list(self.by_document.values())),
            "same_relation": share(*right["relation"]),
            "status_accuracy": share(*right["status"]),
            "evidence_accuracy": share(*right["evidence"]),
            "when_accuracy": share(*right["when"]) if right["when"][1] else None,
            "times": _figures(self.times),
            "entities": {
                **_figures(self.entities, self._entities_by_document),
                "type_accuracy": share(*right["type"]),
                "class_accuracy": share(*right["class"]),
            },
            "by_relation": {name: _figures(counts) for name, counts in self.by_relation.items()},
            "by_rule": {name: _figures(counts) for name, counts in self.by_rule.items()},
            "by_document": {name: _figures(counts) for name, counts in self.by_document.items()},
            "intervals": f"95 %: of sets by bootstrap over documents ({RESAMPLES} resamples, seed {SEED}), of groups by Wilson",
        }

    def to_json(self) -> str:
        """All figures and errors as JSON."""
        errors = [{name: getattr(error, name) for name in Error.__slots__} for error in self.errors()]
        return json.dumps({**self.to_dict(), "errors": errors}, ensure_ascii=False, indent=1) + "\n"

    def to_markdown(self, *, title: str = "Scorecard", level: int = 1) -> str:
        """All figures as a page of Markdown, without the errors."""
        from spacepact.evaluate.page import section

        return section(self, title=title, level=level)

    def errors(self) -> tuple[Error, ...]:
        """Everything that is not as the gold has it, document by document."""
        return tuple(error for outcome in self.outcomes for error in _errors(self.graph, outcome))


def _tally(right: Iterable[str], wrong: Iterable[str], missed: Iterable[str]) -> dict[str, Counts]:
    sums = Counter(right), Counter(wrong), Counter(missed)
    return {name: Counts(*(count[name] for count in sums)) for name in sorted(set().union(*sums))}


def _figures(counts: Counts, parts: Sequence[Counts] | None = None) -> dict[str, Any]:
    """The figures of counts: with bootstrap intervals where the parts that they are the sum of are given, else Wilson's."""
    if parts is None:
        ends: Mapping[str, Interval | None] = {
            "precision": wilson(counts.right, counts.right + counts.wrong),
            "recall": wilson(counts.right, counts.right + counts.missed),
        }
    else:
        ends = {name: bootstrap(parts, attrgetter(name)) for name in ("precision", "recall", "f1")}
    plain = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    return {
        **plain,
        **{f"{name}_interval": list(interval) for name, interval in ends.items() if interval},
        "tp": counts.right,
        "fp": counts.wrong,
        "fn": counts.missed,
    }


def _errors(graph: BuiltGraph, outcome: Outcome) -> Iterator[Error]:
    name = outcome.gold.identifier
    for claim in outcome.wrong:
        start = claim.spans[0].start if claim.spans else None
        made = ", ".join(part for part in (claim.status, claim.rule) if part)
        yield Error(name, "wrong", graph.show(claim.subject), claim.relation, graph.show(claim.object), made, start)
    for fact in outcome.missed:
        yield Error(name, "missed", fact.subject, fact.relation, fact.object, fact.status, fact.at)
    for item in outcome.found:
        fact, claim = item.fact, item.claim
        notes = {
            "status": None if item.same_status else f"{claim.status} instead of {fact.status}",
            "relation": None if item.same_relation else f"{claim.relation} instead of {fact.relation}",
            "evidence": None if item.good_evidence else "another sentence",
            "when": None if not fact.when or same_time(claim.when or "", fact.when) else f"{claim.when} instead of {fact.when}",
        }
        for what, note in notes.items():
            if note:
                yield Error(name, what, fact.subject, fact.relation, fact.object, note, fact.at)
    for iri in outcome.entities_wrong:
        kinds = ", ".join(sorted(graph.classes.get(iri, ())))
        yield Error(name, "entity not in the gold", graph.show(ox.NamedNode(iri)), note=kinds)
    for identifier in outcome.entities_missed:
        yield Error(name, "entity missed", identifier)
    for entity in outcome.entities_found:
        if not entity.typed:
            classes = ", ".join(sorted(graph.classes.get(entity.iri, ()))) or "no class"
            yield Error(name, "type", entity.entity.id, note=f"{classes} instead of {entity.entity.kind}")
