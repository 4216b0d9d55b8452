"""The reading of a whole document: evidence, traps, determinism, names that clash, hostile text."""

import pytest

from reading import extractor, facts, read
from spacepact.model import Document

TEXT = (
    "On 3 May 2024 Ghana and Chile signed a memorandum of understanding on space debris in Accra. "
    "The memorandum was announced by President Ana Belkova of Bulgaria."
)


def test_every_claim_leads_to_sentences_of_the_document() -> None:
    found = read(TEXT)
    assert found.claims
    passages = {passage.span for passage in found.passages}
    for claim in found.claims:
        assert claim.passages
        assert set(claim.passages) <= passages
        assert claim.rule
    for passage in found.passages:
        assert TEXT[passage.span.start : passage.span.end] == passage.text


def test_an_agreement_without_a_name_gets_a_label_from_the_text() -> None:
    (agreement,) = [entity for entity in read(TEXT).entities if entity.kind == "MemorandumOfUnderstanding"]
    assert agreement.described
    assert agreement.label.startswith("memorandum of understanding on space debris")


def test_two_readings_are_the_same() -> None:
    assert read(TEXT) == read(TEXT)


@pytest.mark.parametrize(
    "text",
    [
        "References\n\n- Okoro, J. (2024). Ghana and Chile signed the Accra Accord. Orbit Press.\n",
        "Disclaimer: Ghana and Chile signed the Accra Accord.",
        "About the author\n\nJane Holloway leads NASA's team.\n",
        "Recommendations\n\nGhana and Chile signed the Accra Accord.\n",
        "Sign up for our newsletter on how NASA launched Zephyr-3.",
    ],
)
def test_what_surrounds_the_content_states_nothing(text: str) -> None:
    assert facts(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n",
        "....",
        "| | |\n|---|---|\n",
        "\u202egnp\u202c <script>alert(1)</script>",
        "A" * 20_000,
        "(" * 300,
        "NASA " * 2000,
    ],
)
def test_odd_texts_are_read_without_a_fall(text: str) -> None:
    assert isinstance(read(text).claims, tuple)


def test_no_date_no_relative_time() -> None:
    assert not [fact for fact in facts("Ghana and Chile signed the Accra Accord on Tuesday.", issued=None) if fact[1] == "date"]
    assert ("Accra Accord", "date", "2025-04-08", "occurred") in facts("Ghana and Chile signed the Accra Accord on Tuesday.")


def test_the_digest_tells_what_the_reading_depends_on() -> None:
    assert len(extractor().digest) == 64
    first = extractor().extract(Document(identifier="a", text=TEXT, name="a.txt"))
    second = extractor().extract(Document(identifier="b", text=TEXT, name="b.txt"))
    assert [claim.relation for claim in first.claims] == [claim.relation for claim in second.claims]
    assert {e.id for e in first.entities if e.described}.isdisjoint(e.id for e in second.entities if e.described)
