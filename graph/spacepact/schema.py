"""The ontology as plain values: what kinds of things there are, which relations join them, what the topics are.

Read from ontology/spacepact.ttl and ontology/topics.ttl. Where the ontology says more than these values hold (alignments,
definitions of a claim's properties), programs have no need of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from spacepact import resources, vocab
from spacepact.errors import OntologyError

FILES = ("spacepact.ttl", "topics.ttl")
EDTF, TOPIC = "EDTF", "Topic"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Index = Mapping[tuple[str, str], Sequence[Term]]


@dataclass(frozen=True, slots=True)
class ClassInfo:
    """A class: its label and definition, the classes right above it, and all above it including itself (local names)."""

    name: str
    label: str
    definition: str
    parents: tuple[str, ...]
    ancestors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Relation:
    """A property that claims are made with.

    `domain` and `range` name every admitted kind, sub-classes included; the range of a date is `{"EDTF"}`. `parents` are the
    relations it is a sub-property of, `qualifiers` the properties that its claims may carry besides. The `edge_` fields say how
    it is drawn in a network: what is written on the edge, whether it has a direction, how strong a tie it is (0 to 1).
    """

    name: str
    label: str
    domain: frozenset[str]
    range: frozenset[str]
    parents: tuple[str, ...]
    inverse: str | None
    symmetric: bool
    qualifiers: frozenset[str]
    edge_label: str
    edge_directed: bool
    edge_weight: float


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept of the topic scheme: `label` is its prefLabel, `broader` the prefLabel of the concept above it."""

    slug: str
    label: str
    alt_labels: tuple[str, ...]
    broader: str | None


@dataclass(frozen=True)
class Schema:
    """The ontology. Classes and relations by local name, topics by prefLabel; `digest` is a SHA-256 over the files."""

    classes: Mapping[str, ClassInfo]
    relations: Mapping[str, Relation]
    topics: Mapping[str, Topic]
    digest: str

    def is_a(self, kind: str, ancestor: str) -> bool:
        """Whether the class `kind` is `ancestor` or below it; False for a kind that the ontology lacks."""
        return kind in self.classes and ancestor in self.classes[kind].ancestors

    def admits(self, relation: str, subject_kind: str, object_kind: str) -> bool:
        """Whether the relation may run from one kind to the other; False for a relation that the ontology lacks."""
        known = self.relations.get(relation)
        return known is not None and subject_kind in known.domain and object_kind in known.range


def load() -> Schema:
    """The ontology of the winning resource folder, parsed once for each state of its files.

    Raises OntologyError for a file that is no Turtle (naming file and line), or that leaves out what this module needs.
    """
    files = paths()
    return parse(*files, *(file.read_bytes() for file in files))


def paths() -> tuple[Path, Path]:
    """The two files of the ontology: classes and properties, topics."""
    return resources.path("ontology", FILES[0]), resources.path("ontology", FILES[1])


@lru_cache(maxsize=4)
def parse(terms: Path, topics: Path, terms_text: bytes, topics_text: bytes) -> Schema:
    """The ontology that two files hold; the paths serve the error messages. Raises OntologyError as `load` does."""
    index = _index(turtle(terms, terms_text))
    classes = _classes(index, terms)
    return Schema(
        classes=classes,
        relations=_relations(index, classes, terms),
        topics=_topics(_index(turtle(topics, topics_text)), topics),
        digest=sha256(sha256(terms_text).digest() + sha256(topics_text).digest()).hexdigest(),
    )


def turtle(path: Path, text: bytes) -> list[ox.Triple]:
    """The triples of a Turtle file. Raises OntologyError that names the file, the line and what is wrong there."""
    try:
        return [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    except SyntaxError as error:
        line = f", line {error.lineno}" if error.lineno else ""
        raise OntologyError(f"{path.name}{line}: this is not Turtle: {error.msg}. Mend the line and try again.") from None


def _index(triples: Iterable[ox.Triple]) -> Index:
    found: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for triple in triples:
        found[_key(triple.subject), triple.predicate.value].append(triple.object)
    return found


def _key(term: object) -> str:
    """The IRI or the text of a term, or the label by which this file knows a blank node."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _instances(index: Index, kind: str) -> Iterator[str]:
    """The IRIs in our namespaces that have the type, sorted."""
    return iter(
        sorted(
            subject
            for (subject, predicate), values in index.items()
            if predicate == vocab.RDF + "type" and subject.startswith(vocab.BASE) and ox.NamedNode(kind) in values
        )
    )


def _local(iri: str) -> str:
    return iri.removeprefix(vocab.PACT)


def _ours(index: Index, subject: str, predicate: str) -> list[str]:
    """The local names of the objects that are terms of this ontology, in the file's order."""
    values = (_key(value) for value in index.get((subject, predicate), ()))
    return [_local(value) for value in values if value.startswith(vocab.PACT)]


def _text(index: Index, subject: str, predicate: str, where: Path) -> str:
    values = index.get((subject, predicate), ())
    if len(values) != 1 or not isinstance(values[0], ox.Literal):
        raise OntologyError(f"{where.name}: <{subject}> needs exactly one text as <{predicate}>, but has {len(values)}.")
    return values[0].value


def _classes(index: Index, where: Path) -> dict[str, ClassInfo]:
    iris = list(_instances(index, vocab.OWL + "Class"))
    parents = {_local(iri): tuple(_ours(index, iri, vocab.RDFS + "subClassOf")) for iri in iris}
    if unknown := {parent for above in parents.values() for parent in above} - parents.keys():
        raise OntologyError(f"{where.name}: {min(unknown)} is a super-class but is not defined. Define it or correct the name.")
    return {
        _local(iri): ClassInfo(
            name=_local(iri),
            label=_text(index, iri, vocab.RDFS + "label", where),
            definition=_text(index, iri, vocab.SKOS + "definition", where),
            parents=parents[_local(iri)],
            ancestors=frozenset(_closure(_local(iri), parents)),
        )
        for iri in iris
    }


def _closure(name: str, above: Mapping[str, Sequence[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        if (current := waiting.pop()) not in found:
            found.add(current)
            waiting.extend(above.get(current, ()))
    return found


def _relations(index: Index, classes: Mapping[str, ClassInfo], where: Path) -> dict[str, Relation]:
    edge = vocab.PACT + "edgeLabel"
    iris = sorted(subject for subject, predicate in index if predicate == edge)
    below = _subclasses(classes)
    return {_local(iri): _relation(index, iri, below, where) for iri in iris}


def _relation(index: Index, iri: str, below: Mapping[str, frozenset[str]], where: Path) -> Relation:
    inverses = _ours(index, iri, vocab.OWL + "inverseOf")
    types = {_key(value) for value in index.get((iri, vocab.RDF + "type"), ())}
    return Relation(
        name=_local(iri),
        label=_text(index, iri, vocab.RDFS + "label", where),
        domain=_admitted(index, iri, vocab.RDFS + "domain", below, where),
        range=_admitted(index, iri, vocab.RDFS + "range", below, where),
        parents=tuple(_ours(index, iri, vocab.RDFS + "subPropertyOf")),
        inverse=inverses[0] if inverses else None,
        symmetric=vocab.OWL + "SymmetricProperty" in types,
        qualifiers=frozenset(_ours(index, iri, vocab.PACT + "qualifier")),
        edge_label=_text(index, iri, vocab.PACT + "edgeLabel", where),
        edge_directed=_text(index, iri, vocab.PACT + "edgeDirected", where) == "true",
        edge_weight=_number(_text(index, iri, vocab.PACT + "edgeWeight", where), iri, where),
    )


def _number(text: str, iri: str, where: Path) -> float:
    try:
        return float(text)
    except ValueError:
        raise OntologyError(f"{where.name}: the edge weight of {_local(iri)} is {text!r}: write a number from 0 to 1.") from None


def _subclasses(classes: Mapping[str, ClassInfo]) -> dict[str, frozenset[str]]:
    """Each class with all classes below it, itself included."""
    return {name: frozenset(kind for kind, info in classes.items() if name in info.ancestors) for name in classes}


def _admitted(index: Index, iri: str, end: str, below: Mapping[str, frozenset[str]], where: Path) -> frozenset[str]:
    """The kinds that a domain or range admits: those of the class, or of each class of the union."""
    named = [name for value in index.get((iri, end), ()) for name in _members(index, value)]
    if not named:
        raise OntologyError(f"{where.name}: {_local(iri)} has no {_side(end)}. State it as rdfs:{_side(end)}.")
    if named == [vocab.EDTF_TYPE]:
        return frozenset({EDTF})
    if unknown := [name for name in named if _local(name) not in below]:
        raise OntologyError(f"{where.name}: the {_side(end)} of {_local(iri)} names {unknown[0]}, which is no class of it.")
    return frozenset().union(*(below[_local(name)] for name in named))


def _side(end: str) -> str:
    return end.removeprefix(vocab.RDFS)


def _members(index: Index, value: object) -> Iterator[str]:
    """A class by name, or the members of the union that a blank node stands for."""
    if isinstance(value, ox.NamedNode):
        yield value.value
        return
    for head in index.get((_key(value), vocab.OWL + "unionOf"), ()):
        rest: object = head
        while (key := _key(rest)) != vocab.RDF + "nil" and (key, vocab.RDF + "first") in index:
            yield from map(_key, index[key, vocab.RDF + "first"])
            rest = index[key, vocab.RDF + "rest"][0]


def _topics(index: Index, where: Path) -> dict[str, Topic]:
    iris = list(_instances(index, vocab.PACT + TOPIC))
    labels = {iri: _text(index, iri, vocab.SKOS + "prefLabel", where) for iri in iris}
    if len(set(labels.values())) < len(labels):
        raise OntologyError(f"{where.name}: two topics share a skos:prefLabel. Give each its own.")
    return {labels[iri]: _topic(index, iri, labels, where) for iri in iris}


def _topic(index: Index, iri: str, labels: Mapping[str, str], where: Path) -> Topic:
    broader = [_key(value) for value in index.get((iri, vocab.SKOS + "broader"), ())]
    if len(broader) > 1 or not labels.keys() >= set(broader):
        raise OntologyError(f"{where.name}: the topic {labels[iri]!r} needs at most one broader topic, and one of this file.")
    return Topic(
        slug=iri.removeprefix(vocab.TOPIC),
        label=labels[iri],
        alt_labels=tuple(sorted(_key(value) for value in index.get((iri, vocab.SKOS + "altLabel"), ()))),
        broader=labels[broader[0]] if broader else None,
    )
