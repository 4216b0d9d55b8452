"""Blocks and sentences, with offsets into the text as it was loaded."""

import pytest

from spacepact.text.segment import blocks, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. and India met. They agreed.", ["The U.S. and India met.", "They agreed."]),
        ("He works in the U.S. The agency agreed.", ["He works in the U.S.", "The agency agreed."]),
        ("Gen. (ret.) Ann Lee came (late.) They left.", ["Gen. (ret.) Ann Lee came (late.)", "They left."]),
        ("MOAB, Utah. (May 3) — They met.", ["MOAB, Utah. (May 3) — They met."]),
        (
            "Mr. M. Okoro of the U.K. spoke on Dec. 18 in Lagos. It rained.",
            ["Mr. M. Okoro of the U.K. spoke on Dec. 18 in Lagos.", "It rained."],
        ),
        ("“We agreed.” The sides met… Nothing came of it.", ['"We agreed."', "The sides met…", "Nothing came of it."]),
        ("Tracks debris, ships, etc. Scheduled for 2027.", ["Tracks debris, ships, etc.", "Scheduled for 2027."]),
        ("Space Traffic Cooperation: The agencies share data.", ["Space Traffic Cooperation:", "The agencies share data."]),
        ("Costs rose: the price was high.", ["Costs rose: the price was high."]),
    ],
)
def test_sentences_end_where_english_ends_them(text: str, expected: list[str]) -> None:
    assert [sentence.clean for sentence in sentences(text)] == expected


def test_spans_quote_the_text_as_it_was_loaded() -> None:
    text = "# A heading\n\n- **Kenya‐Italy Base:** The “base” is\n  in Malindi.\n\n| Mission | Launch |\n|---|---|\n| Alpha-1 | 2027 |\n"
    found = sentences(text)
    assert [(s.kind, text[s.span.start : s.span.end]) for s in found] == [
        ("heading", "A heading"),
        ("item", "**Kenya‐Italy Base:"),
        ("item", "The “base” is\n  in Malindi."),
        ("row", "Alpha-1 | 2027 |"),
    ]
    assert found[2].clean == 'The "base" is in Malindi.'
    for sentence in found:
        assert len(sentence.clean) == len(sentence.offsets)
        assert list(sentence.offsets) == sorted(sentence.offsets)


def test_hard_wrapped_lines_are_one_paragraph_and_other_lines_stand_alone() -> None:
    wrapped = (
        "The two agencies agreed on a plan that they had been working on for\n"
        "some years, and that the ministers of both countries had asked them to\n"
        "finish before the end of the year.\n"
    )
    assert len(blocks(wrapped)) == 1
    assert len(blocks("The sides met in Oslo.\nThey signed a pact.\n")) == 2


def test_a_table_row_knows_its_cells_and_their_heads() -> None:
    text = "| Mission | Partners |\n|---|---|\n| Alpha-1 | ESA, JAXA |\n"
    (row,) = [block for block in blocks(text) if block.kind == "row"]
    assert row.header == ("Mission", "Partners")
    assert [text[cell.start : cell.end] for cell in row.cells] == ["Alpha-1", "ESA, JAXA"]
