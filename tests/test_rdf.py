"""How claims, passages, documents and entities are laid out in RDF."""

from dataclasses import replace

import pyoxigraph as ox
import pytest

from spacepact import rdf, schema, vocab
from spacepact.model import Extraction, Inference, Passage, Span, Status, Time
from values import claim, entity, extraction

SCHEMA = schema.load()
TEXT = "ISRO and JAXA signed the LUPEX Pact on 2 April 2025."
ISRO = entity("isro", "SpaceAgency", "Indian Space Research Organisation", "ISRO", known=True)
JAXA = entity("jaxa", "SpaceAgency", "JAXA", known=True)
LUPEX = entity("lupex-pact_agreement", "MemorandumOfUnderstanding", "LUPEX Pact")


def signed(**changes: object) -> Extraction:
    facts = [
        ("isro", "signatoryOf", LUPEX.id),
        ("jaxa", "signatoryOf", LUPEX.id),
        (LUPEX.id, "date", Time("2025-04")),
        (LUPEX.id, "concerns", "lunar exploration"),
    ]
    made = extraction("pact news", TEXT, [ISRO, JAXA, LUPEX], facts, issued="2025-04-03", source="https://example.org/a")
    return replace(made, **changes)  # type: ignore[arg-type]


def ask(quads: list[ox.Quad], pattern: str) -> list[tuple[str, ...]]:
    """The values that fit a pattern, a tuple for each match, in the order of the variables' names."""
    store = ox.Store()
    store.extend(quads)
    found = store.query(f"SELECT * {{ {pattern} }}", prefixes=vocab.PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    names = sorted(variable.value for variable in found.variables)
    return sorted(tuple(row[name].value for name in names) for row in found)  # type: ignore[union-attr]


def test_a_claim_has_the_layout_of_the_vocabulary() -> None:
    quads = rdf.quads(signed(), SCHEMA)
    rows = ask(
        quads,
        """?claim a pact:Claim ; rdf:subject pactid:isro ; rdf:predicate pact:signatoryOf ;
        rdf:object pactid:lupex-pact_agreement ;
        pact:status pact:occurred ; pact:inDocument <https://w3id.org/spacepact/doc/pact%20news> ; pact:rule "test" ;
        pact:confidence 0.9 ; prov:wasDerivedFrom ?passage . ?passage a pact:Passage ; oa:exact ?text ; oa:start 0 ; oa:end 52 ;
        oa:hasSource <https://w3id.org/spacepact/doc/pact%20news>""",
    )
    assert [text for _, _, text in rows] == [TEXT]


def test_passages_name_what_they_mention() -> None:
    rows = ask(rdf.quads(signed(), SCHEMA), "?passage pact:mentions ?entity")
    assert {entity.removeprefix(vocab.ID) for entity, _ in rows} == {"isro", "jaxa", "lupex-pact_agreement"}


def test_a_pronoun_is_no_mention() -> None:
    made = signed()
    passage = made.passages[0]
    referring = replace(passage, mentions=tuple(replace(mention, reference=True) for mention in passage.mentions))
    assert not ask(rdf.quads(replace(made, passages=(referring,)), SCHEMA), "?passage pact:mentions ?entity")


def test_a_document_carries_its_metadata() -> None:
    quads = rdf.quads(signed(), SCHEMA)
    (row,) = ask(
        quads,
        """?doc a pact:Document ; dcterms:identifier "pact news" ; dcterms:title "pact news.txt" ; pact:textLength 52 ;
        dcterms:issued "2025-04-03"^^edtf:EDTF ; pact:earliest "2025-04-03"^^xsd:date ; dcterms:source <https://example.org/a>""",
    )
    assert row == (vocab.doc("pact news"),)
    assert {quad.graph_name.value for quad in quads} == {vocab.doc("pact news"), vocab.GRAPH_ENTITIES}


def test_times_are_also_days() -> None:
    since = claim("isro", "partyTo", LUPEX.id, span=Span(0, 52), when=Time("2004/..", "relative"))
    quads = rdf.quads(signed(claims=(since,)), SCHEMA)
    assert ask(quads, '?c pact:when "2004/.."^^edtf:EDTF ; pact:earliest ?day ; pact:basis pact:relative')[0][1] == "2004-01-01"
    assert not ask(quads, "?c a pact:Claim ; pact:latest ?day")
    dated = ask(
        rdf.quads(signed(), SCHEMA), "?c rdf:predicate pact:date ; pact:earliest ?d ; pact:latest ?e ; pact:basis pact:stated"
    )
    assert [row[1:] for row in dated] == [("2025-04-01", "2025-04-30")]


@pytest.mark.parametrize(
    ("status", "asserted"), [("occurred", True), ("ongoing", True), ("planned", True), ("possible", False), ("negated", False)]
)
def test_only_affirmed_claims_are_asserted(status: Status, asserted: bool) -> None:
    made = signed(claims=(claim("isro", "partyTo", LUPEX.id, status=status, span=Span(0, 52)),))
    quads = rdf.quads(made, SCHEMA)
    assert bool(ask(quads, "pactid:isro pact:partyTo ?pact")) is asserted
    assert ask(quads, "?c rdf:predicate pact:partyTo")
    assert bool(list(rdf.facts(made, SCHEMA))) is asserted


def test_qualifiers_of_a_claim() -> None:
    facts = [
        claim("isro", "cooperatesWith", "jaxa", span=Span(0, 52), topics=("lunar exploration", "satellite navigation")),
        claim("jaxa", "cooperatesWith", "isro", span=Span(0, 52), topics=("energy",), role="a “partner”"),
    ]
    quads = rdf.quads(signed(claims=tuple(facts)), SCHEMA)
    assert len(ask(quads, '?c a pact:Claim ; pact:topic ?topic ; pact:role "a “partner”"')) == 3
    assert ask(quads, "?c pact:topic topic:lunar-exploration")


def test_entities_are_described_in_one_graph_with_english_labels() -> None:
    quads = [quad for quad in rdf.quads(signed(), SCHEMA) if quad.graph_name.value == vocab.GRAPH_ENTITIES]
    assert ask(
        quads, 'pactid:isro a pact:SpaceAgency ; skos:prefLabel "Indian Space Research Organisation"@en ; skos:altLabel "ISRO"@en'
    )
    assert len(quads) == 7


def test_the_same_content_gives_the_same_quads_in_the_same_order() -> None:
    made = signed()
    shuffled = replace(made, entities=made.entities[::-1], claims=made.claims[::-1])
    assert rdf.quads(shuffled, SCHEMA) == rdf.quads(made, SCHEMA)


def test_iris_change_with_what_they_name_and_with_nothing_else() -> None:
    one, other = claim("a", "partyTo", "b"), claim("a", "partyTo", "c")
    assert rdf.claim_iri("d", one) == rdf.claim_iri("d", replace(one, status="planned", confidence=0.1))
    assert len({rdf.claim_iri("d", one), rdf.claim_iri("d", other), rdf.claim_iri("e", one)}) == 3
    assert (
        len({rdf.passage_iri("d", Span(0, 1), "x"), rdf.passage_iri("d", Span(1, 2), "x"), rdf.passage_iri("d", Span(0, 1), "y")})
        == 3
    )
    assert rdf.content_hash("a", "b") != rdf.content_hash("ab", "")


def test_hostile_content_stays_content() -> None:
    nasty = '"> . <x:y> <x:z> "\\\n\x00\u2028<script>'
    made = extraction(
        "../../etc/<passwd>", nasty, [entity("a> b", "Company", nasty)], publisher=nasty, source="https://x.org/a b> <c"
    )
    quads = rdf.quads(made, SCHEMA)
    again = list(ox.parse(ox.serialize(quads, format=ox.RdfFormat.TRIG), format=ox.RdfFormat.TRIG))
    assert set(again) == set(quads)
    assert ask(quads, "?doc dcterms:source ?source")[0][1] == "https://x.org/a b> <c"
    assert ask(quads, "?entity a pact:Company")[0][0] == vocab.ID + "a%3E%20b"


def test_a_script_address_is_no_link() -> None:
    quads = rdf.quads(replace(signed(), document=replace(signed().document, source="javascript:alert(1)")), SCHEMA)
    assert not ask(quads, "?doc dcterms:source ?source FILTER isIRI(?source)")


def test_a_claim_without_its_passage_is_an_error() -> None:
    with pytest.raises(ValueError, match="pact news: claims cite"):
        rdf.quads(signed(passages=()), SCHEMA)


def test_a_sentence_that_names_nothing_and_supports_nothing_is_no_passage() -> None:
    made = signed()
    quads = rdf.quads(replace(made, passages=(*made.passages, Passage(Span(53, 60), "Indeed."))), SCHEMA)
    assert len(ask(quads, "?passage a pact:Passage")) == 1


def test_inferences_name_rule_and_grounds() -> None:
    source = vocab.CLAIM + "1"
    rules = [Inference("india", "linkedWith", "japan", rule, (source,)) for rule in ("link.mission", "link.agreement")]
    quads = list(rdf.inference_quads(rules))
    assert [quad.subject.value for quad in quads if quad.predicate.value == vocab.PACT + "linkedWith"] == [vocab.ID + "india"]
    rows = ask(quads, f"?i a pact:Inference ; rdf:subject pactid:india ; pact:rule ?rule ; prov:wasDerivedFrom <{source}>")
    assert {row[1] for row in rows} == {"link.mission", "link.agreement"}
    assert list(rdf.inference_quads(rules[::-1])) == quads
