"""The IRIs of vocab.py against the ontology, both ways."""

import re
from pathlib import Path

import pyoxigraph as ox

from spacepact import resources, schema, vocab

TERMS = [quad.triple for quad in ox.parse(path=str(resources.path("ontology", "spacepact.ttl")))]
PACKAGE = Path(vocab.__file__).parent


def objects(predicate: str) -> dict[str, str]:
    return {
        triple.subject.value.removeprefix(vocab.PACT): triple.object.value.removeprefix(vocab.PACT)
        for triple in TERMS
        if triple.predicate.value == predicate
        and isinstance(triple.subject, ox.NamedNode)
        and isinstance(triple.object, ox.NamedNode | ox.Literal)
    }


def local_names() -> set[str]:
    found = (triple.subject for triple in TERMS if triple.predicate.value == vocab.RDF + "type")
    return {node.value.removeprefix(vocab.PACT) for node in found if isinstance(node, ox.NamedNode)}


def test_coarse_types_are_those_of_the_ontology() -> None:
    assert objects(vocab.PACT + "coarseType") == vocab.COARSE


def test_every_coarse_type_is_itself_a_class_of_that_type() -> None:
    assert {vocab.COARSE[coarse] for coarse in vocab.COARSE.values()} == set(vocab.COARSE.values())


def test_every_kind_of_entity_has_a_coarse_type() -> None:
    known = schema.load()
    entities = {name for name in known.classes if known.is_a(name, "Entity") or known.is_a(name, "Topic")}
    assert entities - vocab.COARSE.keys() == {"Entity", "Actor"}, "these two are above several coarse types"


def test_statuses_are_those_of_the_ontology() -> None:
    status = ox.NamedNode(vocab.PACT + "Status")
    found = {triple.subject.value for triple in TERMS if triple.object == status and triple.predicate.value == vocab.RDF + "type"}
    assert {iri.removeprefix(vocab.PACT) for iri in found} == set(vocab.STATUSES)
    assert set(vocab.ASSERTED) < set(vocab.STATUSES)


def test_every_term_of_the_ontology_that_the_code_names_exists() -> None:
    """`pact("x")`, `vocab.PACT + "x"` and `pact:x` in the package's Python and queries."""
    named = re.compile(r"""(?:\bpact\(|\bPACT \+ )"(\w+)"|\bpact:(\w+)""")
    known = local_names()
    for file in sorted([*PACKAGE.rglob("*.py"), *resources.files("queries", "**/*.rq")]):
        found = {match[1] or match[2] for match in named.finditer(file.read_text(encoding="utf-8"))}
        assert found - known == set(), file.name


def test_prefixes_name_namespaces_and_no_namespace_twice() -> None:
    assert all(space.endswith(("/", "#")) for space in vocab.PREFIXES.values())
    assert len(set(vocab.PREFIXES.values())) == len(vocab.PREFIXES)


def test_the_prefixes_of_the_ontology_are_ours() -> None:
    text = resources.path("ontology", "spacepact.ttl").read_text(encoding="utf-8")
    declared = dict(re.findall(r"@prefix (\w+): <([^>]+)>", text))
    shared = declared.keys() & vocab.PREFIXES.keys()
    assert len(shared) >= 10
    assert [name for name in shared if declared[name] != vocab.PREFIXES[name]] == []
    assert declared["edtf"] + "EDTF" == vocab.EDTF_TYPE


def test_hostile_identifiers_stay_inside_an_iri() -> None:
    for text in ("a b", 'x"><script>', "../../etc", "naïve", "a#b?c", "<>{}|\\^`"):
        for make in (vocab.doc, vocab.entity, vocab.topic):
            local = ox.NamedNode(make(text)).value.removeprefix(vocab.BASE).partition("/")[2]
            assert re.fullmatch(r"[\w.~%-]+", local, re.ASCII)
