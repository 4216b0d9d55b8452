"""Documents in: offsets, metadata and its precedence, encodings, formats, and every kind of file that can't be read."""

import logging
import os
import re
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfReader, PdfWriter

from spacepact import documents, resources
from spacepact.errors import DocumentError

SENTENCE = "India and Japan held a space dialogue in Tokyo on Tuesday."


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def page_html(body: str, head: str = "") -> str:
    return f'<!doctype html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>'


def pdf_of(*pages: str, info: str = "") -> bytes:
    """A PDF with one text line after another on each page, written by hand."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, page in enumerate(pages):
        lines = "".join(f"({line}) Tj T* " for line in page.split("\n"))
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {lines}ET" if page else ""
        content = 5 + 2 * number
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {fonts} /Contents {content} 0 R >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< {info} >>")
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def refused(path: Path, *parts: str, **options: object) -> str:
    """The message that refuses a file: it names the file, says each of `parts`, and fits one line."""
    with pytest.raises(DocumentError) as caught:
        documents.read(path, **options)  # type: ignore[arg-type]
    message = str(caught.value)
    assert str(path.with_suffix("")) in message
    assert "\n" not in message
    for part in parts:
        assert part in message
    return message


# Texts and offsets


def test_plain_text_is_kept_to_the_letter(tmp_path: Path) -> None:
    content = f"  {SENTENCE}\t\u202e\x0b\x85 – 𝒳\n\n\n  End  \n"
    document = documents.read(written(tmp_path, "a.txt", content))
    assert document.text == content
    assert (document.identifier, document.name, document.language) == ("a", "a.txt", "en")
    assert (document.title, document.issued, document.media_type) == (None, None, "text/plain")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_count_as_pythons_text_mode_counts_them(tmp_path: Path, line_end: str) -> None:
    path = written(tmp_path, "a.txt", f"One.{line_end}{line_end}Two 🚀.{line_end}")
    assert documents.read(path).text == path.read_text("utf-8") == "One.\n\nTwo 🚀.\n"


def test_offsets_count_from_the_body_after_front_matter(tmp_path: Path) -> None:
    path = written(tmp_path, "a.md", f"---\r\ntitle: A\r\n---\r\n\r\n{SENTENCE}\r\n---\r\nmore\r\n")
    assert documents.read(path).text == f"\n{SENTENCE}\n---\nmore\n"


def test_the_briefs_of_the_project_are_read_with_their_metadata() -> None:
    briefs = resources.files("seeds", "*.md")
    assert len(briefs) >= 5
    for path in briefs:
        document = documents.read(path)
        assert document.title, path
        assert document.publisher, path
        assert document.issued, path
        assert path.read_text("utf-8").endswith(document.text)


# Metadata and dates


@pytest.mark.parametrize(
    ("written_as", "edtf"),
    [
        ("2025", "2025"),
        ("2025-09", "2025-09"),
        ("2025-04-02", "2025-04-02"),
        ('"2025-04-02"', "2025-04-02"),
        ("'2025'", "2025"),
        ("2025-04-02T10:00:00Z", "2025-04-02"),
        ("2025-04-02 10:00:00 +09:00", "2025-04-02"),
        ("", None),
        ("null", None),
        ("~", None),
    ],
)
def test_dates(tmp_path: Path, written_as: str, edtf: str | None) -> None:
    path = written(tmp_path, "a.md", f"---\ndate: {written_as}\n---\n{SENTENCE}")
    assert documents.read(path).issued == edtf


@pytest.mark.parametrize("wrong", ["2025-13", "2025-02-30", "last week", "02/04/2025", "20250402", "2025-4-2", "25", "true"])
def test_a_wrong_date_is_refused(tmp_path: Path, wrong: str) -> None:
    refused(written(tmp_path, "a.md", f"---\ndate: {wrong}\n---\n{SENTENCE}"), "is no date", wrong, "YYYY-MM-DD")
    with pytest.raises(DocumentError, match=re.escape(wrong)):
        documents.read(written(tmp_path, "b.txt", SENTENCE), issued=wrong)


def test_the_date_given_counts_only_where_a_document_has_none(tmp_path: Path) -> None:
    assert documents.read(written(tmp_path, "a.txt", SENTENCE), issued="2024-05").issued == "2024-05"
    assert documents.read(written(tmp_path, "b.md", f"---\ndate: 2025\n---\n{SENTENCE}"), issued="2024-05").issued == "2025"


def test_a_sidecar_wins_over_front_matter_and_leaves_the_rest(tmp_path: Path) -> None:
    path = written(tmp_path, "a.md", f"---\ntitle: Old\npublisher: ISRO\ndate: 2020\nlang: en-IN\n---\n{SENTENCE}")
    written(tmp_path, "a.meta.yaml", 'title: "New: a title"\ndate: 2025-01\nurl: https://example.org/a?b=1\npublisher:\n')
    document = documents.read(path, issued="1999")
    assert (document.title, document.publisher, document.issued) == ("New: a title", "ISRO", "2025-01")
    assert (document.source, document.language) == ("https://example.org/a?b=1", "en-IN")


def test_values_stay_on_one_line_without_control_characters(tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.md", f'---\ntitle: "A\\n\\0 b\\u001b"\npublisher: |\n  two\n  lines\nown: [1, 2]\n---\n{SENTENCE}'
    )
    document = documents.read(path)
    assert (document.title, document.publisher) == ("A b", "two lines")


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("title: [unclosed\n", "line 3"),
        ("title: a\n\ttab: b\n", "line 3"),
        ("title: a: b\n", "line 2"),
        ("just words\n", "key: value"),
        ("- a\n- b\n", "key: value"),
        ("title: {a: b}\n", "'title' is a list or a mapping"),
        ("title: !!python/object:os.system x\n", "line 2"),
        ("? [a, b]\n: !!int x\n", "no valid YAML"),
        ("a: " + "[" * 5000 + "\n", "no valid YAML"),
        ('title: "\\ud800"\n', "no valid text"),
        (f"title: {'x' * 3000}\n", "2,000 characters"),
        ("language: English please\n", "no language tag"),
    ],
)
def test_malformed_front_matter_and_sidecars_are_refused(tmp_path: Path, header: str, said: str) -> None:
    refused(written(tmp_path, "a.md", f"---\n{header}---\n{SENTENCE}"), "front matter", said)
    path = written(tmp_path, "b.txt", SENTENCE)
    written(tmp_path, "b.meta.yaml", header)
    with pytest.raises(DocumentError, match=re.escape(str(tmp_path / "b.meta.yaml"))):
        documents.read(path)


def test_front_matter_that_is_never_closed_is_refused(tmp_path: Path) -> None:
    refused(written(tmp_path, "a.md", f"---\ntitle: a\n{SENTENCE}"), "never closed")


def test_empty_front_matter_says_nothing(tmp_path: Path) -> None:
    document = documents.read(written(tmp_path, "a.md", f"---\n# nothing yet\n---\n{SENTENCE}"))
    assert (document.title, document.text) == (None, SENTENCE)


def test_a_sidecar_too_large_to_be_one_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", SENTENCE)
    written(tmp_path, "a.meta.yaml", "# " + "x" * 200_000)
    refused(path, "100,000 bytes")


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_are_read_without_the_mark(tmp_path: Path, encoding: str) -> None:
    text = "ISRO’s café – Tōkyō 東京 🚀"
    assert documents.read(written(tmp_path, "a.txt", text.encode(encoding))).text == text


def test_windows_1252_is_read_where_it_is_clear(tmp_path: Path) -> None:
    text = "The leaders called for “more collaboration” – including on India’s missions to the Moon.\n" * 3
    assert documents.read(written(tmp_path, "a.txt", text.encode("cp1252"))).text == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Россия и Индия договорились о сотрудничестве в космосе.".encode("koi8-r"), "byte 0 (line 1)"),
        ("日本とインドは宇宙協力で合意した。".encode("shift_jis"), "byte 0"),
        (f"{SENTENCE}\nIndia’s caf".encode() + b"\xe9.", "line 2"),
        (SENTENCE.encode("utf-16-le"), "NUL"),
        (b"\x7fELF\x02\x01\x00\x00\xff\xfe\x80", "binary"),
        (b"\xff\xfeI\x00n", "utf-16"),
    ],
)
def test_other_encodings_and_binary_files_are_refused(tmp_path: Path, content: bytes, said: str) -> None:
    refused(written(tmp_path, "a.txt", content), said, "save it as UTF-8")


@pytest.mark.parametrize(
    ("content", "said"), [(pdf_of(SENTENCE), ".pdf"), (b"PK\x03\x04abc", ".docx"), (b"\xd0\xcf\x11\xe0a", ".docx")]
)
def test_other_formats_named_as_text_are_refused(tmp_path: Path, content: bytes, said: str) -> None:
    refused(written(tmp_path, "a.txt", content), said)


# Sizes


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "a.pdf", "a.docx"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    refused(written(tmp_path, name, b""), "is empty")


@pytest.mark.parametrize("content", [" \n\t\n", "---\ntitle: a\n---\n\n"])
def test_a_file_without_text_is_refused(tmp_path: Path, content: str) -> None:
    refused(written(tmp_path, "a.md", content), "no text")


def test_bounds_are_named(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", SENTENCE)
    refused(path, "larger than 50 bytes", max_bytes=50)
    refused(path, "58 characters, more than 57", max_characters=57)
    assert documents.read(path, max_bytes=58, max_characters=58).text == SENTENCE


def test_a_sparse_file_of_a_terabyte_is_refused_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", SENTENCE)
    os.truncate(path, 10**12)
    refused(path, "larger than 20,000,000 bytes")


# HTML


def test_html_gives_main_text_and_metadata(tmp_path: Path) -> None:
    head = (
        "<title>Dialogue | Space News</title><meta property='og:site_name' content='Space News'>"
        "<meta property='article:published_time' content='2025-04-02T10:00:00+09:00'>"
        "<link rel='canonical' href='https://example.org/dialogue'><script>var x = 'hostile India';</script>"
    )
    body = (
        "<nav><a href='/'>Home</a> <a href='/about'>About</a></nav><article><h1>Dialogue</h1>"
        f"<p>{SENTENCE.replace('Japan', '<a href=javascript:alert(1)>Japan</a>')}</p><script>document.write('hostile')</script>"
        "<p onclick='hostile()'>Both agencies agreed to work on lunar exploration &amp; on satellite navigation for years.</p>"
        "</article><footer>All rights reserved</footer>"
    )
    document = documents.read(written(tmp_path, "a.html", page_html(body, head)), issued="1999")
    assert SENTENCE in document.text
    assert "exploration & on satellite" in document.text
    assert not re.search("hostile|javascript|About|<|rights", document.text)
    assert (document.title, document.publisher, document.issued) == ("Dialogue", "Space News", "2025-04-02")
    assert (document.source, document.language, document.media_type) == ("https://example.org/dialogue", "en-GB", "text/html")


@pytest.mark.parametrize(
    "content",
    [
        f"<p>{SENTENCE}",
        f"<html><body><div><b><p>{SENTENCE}</div></html></i>",
        f"<html><head><title>Talks</title><table><td><p>{SENTENCE}<td></p",
        SENTENCE,
        f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><p>{SENTENCE}</p></html>',
    ],
)
def test_broken_html_still_yields_its_text(tmp_path: Path, content: str) -> None:
    assert SENTENCE in documents.read(written(tmp_path, "a.htm", content)).text


@pytest.mark.parametrize("content", ["<html></html>", "<script>alert('India')</script>", "<!-- a -->", "<div>" * 50_000])
def test_html_without_text_is_refused(tmp_path: Path, content: str) -> None:
    refused(written(tmp_path, "a.html", content), "has no text outside menus and scripts")


def test_html_is_read_in_the_encoding_it_declares(tmp_path: Path) -> None:
    page = page_html("<p>Россия и Индия договорились о сотрудничестве в космосе.</p>", "<meta charset='windows-1251'>")
    assert "Россия и Индия" in documents.read(written(tmp_path, "a.html", page.encode("cp1251"))).text
    latin = page_html("<p>The agency’s café in Kourou is open to visitors.</p>", "<meta charset=iso-8859-1>")
    assert "agency’s café" in documents.read(written(tmp_path, "b.html", latin.encode("cp1252"))).text


@pytest.mark.parametrize("declared", ["klingon", "rot13", "base64", "utf-8"])
def test_html_in_an_encoding_that_it_does_not_hold_is_refused(tmp_path: Path, declared: str) -> None:
    page = page_html("<p>Россия</p>", f"<meta charset='{declared}'>").encode("cp1251")
    refused(written(tmp_path, "a.html", page), "save it as UTF-8")


def test_html_above_its_bound_is_refused(tmp_path: Path) -> None:
    refused(written(tmp_path, "a.html", "<p>" + "x" * 5_000_001), "5,000,000")


def test_a_date_that_a_page_only_speaks_of_is_not_its_own(tmp_path: Path) -> None:
    body = "<article><p>The treaty was opened for signature on 27 January 1967 in three capitals of the world.</p></article>"
    assert documents.read(written(tmp_path, "a.html", page_html(body))).issued is None


# PDF


def test_pdf_gives_the_text_of_all_pages_and_its_title(tmp_path: Path) -> None:
    pages = pdf_of(SENTENCE, "ISRO and JAXA took part.", info="/Title (Space dialogue)")
    document = documents.read(written(tmp_path, "a.pdf", pages))
    assert document.text == f"{SENTENCE}\n\nISRO and JAXA took part."
    assert (document.title, document.media_type) == ("Space dialogue", "application/pdf")


def test_the_day_a_file_was_made_is_no_date_of_its_text(tmp_path: Path) -> None:
    path = written(tmp_path, "a.pdf", pdf_of(SENTENCE, info="/CreationDate (D:20250402101500+09'00')"))
    assert documents.read(path).issued is None
    assert documents.read(path, issued="1998-05").issued == "1998-05"


def test_lines_of_a_pdf_are_joined_to_paragraphs(tmp_path: Path) -> None:
    wrapped = "India and Japan held the third round of their dia-\nlogue in Tokyo. Both spoke of the joint lunar\nmission."
    text = documents.read(written(tmp_path, "a.pdf", pdf_of(f"Space dialogue\n{wrapped}"))).text
    joined = "India and Japan held the third round of their dialogue in Tokyo. Both spoke of the joint lunar mission."
    assert text == f"Space dialogue\n{joined}"


def test_a_pdf_of_pictures_is_refused(tmp_path: Path) -> None:
    refused(written(tmp_path, "a.pdf", pdf_of("")), "OCR")


def test_a_protected_pdf_is_refused_and_one_without_password_read(tmp_path: Path) -> None:
    for password, name in (("secret", "a.pdf"), ("", "b.pdf")):
        writer = PdfWriter(clone_from=PdfReader(written(tmp_path, "plain.pdf", pdf_of(SENTENCE))))
        writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
        writer.write(tmp_path / name)
    refused(tmp_path / "a.pdf", "password")
    assert documents.read(tmp_path / "b.pdf").text == SENTENCE


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.4\n", b"no pdf at all", pdf_of(SENTENCE)[:120], b"%PDF-1.4\n" + os.urandom(2000), b"%PDF-1.7\n" + b"<<" * 5000],
)
def test_a_damaged_pdf_is_refused_in_silence(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    before = logging.getLogger("pypdf").level
    refused(written(tmp_path, "a.pdf", content))
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")
    assert logging.getLogger("pypdf").level == before


def test_a_pdf_with_a_broken_table_is_mended_in_silence(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    broken = pdf_of(SENTENCE).replace(b"startxref\n", b"startxref\n9")
    assert documents.read(written(tmp_path, "a.pdf", broken)).text == SENTENCE
    assert caplog.records == []


def test_a_pdf_that_unpacks_beyond_all_bounds_is_refused(tmp_path: Path) -> None:
    packed = zlib.compress(b" " * 200_000_000, 9)
    plain = pdf_of("x")
    stream = plain[plain.index(b"<< /Length") : plain.index(b"endstream")]
    bomb = plain.replace(stream, b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\n" % (len(packed), packed))
    refused(written(tmp_path, "a.pdf", bomb))


# DOCX


def test_docx_gives_paragraphs_tables_insertions_and_properties(tmp_path: Path) -> None:
    file = docx.Document()
    file.core_properties.title, file.core_properties.language = "Space dialogue", "en-IN"
    file.add_heading("Dialogue", 1)
    paragraph = file.add_paragraph(SENTENCE)
    words = '<w:r><w:t xml:space="preserve"> ISRO came.</w:t></w:r>'
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}>{words}</w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>Nobody came.</w:delText></w:r></w:del>"))
    file.add_table(1, 2).cell(0, 1).text = "JAXA\ttoo"
    file.sections[0].header.paragraphs[0].text = "Draft 7"
    file.save(tmp_path / "a.docx")
    document = documents.read(tmp_path / "a.docx")
    assert document.text == f"Dialogue\n{SENTENCE} ISRO came.\nJAXA\ttoo"
    assert (document.title, document.issued, document.language) == ("Space dialogue", None, "en-IN")


def test_a_docx_without_text_is_refused(tmp_path: Path) -> None:
    docx.Document().save(tmp_path / "a.docx")
    refused(tmp_path / "a.docx", "no text")


def test_a_damaged_docx_is_refused(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_paragraph(SENTENCE)
    file.save(tmp_path / "whole.docx")
    whole = (tmp_path / "whole.docx").read_bytes()
    for name, content in {
        "cut": whole[: len(whole) // 2],
        "text": SENTENCE.encode(),
        "noise": whole[:500] + os.urandom(3000),
    }.items():
        refused(written(tmp_path, f"{name}.docx", content), "can't be read as DOCX", "word processor")
    refused(written(tmp_path, "old.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600), "password")


def rezipped(whole: Path, to: Path, replace: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if (content := replace.get(name, source.read(name))) is not None:
                target.writestr(name, content)
    return to


def test_broken_hostile_and_missing_parts_of_a_docx(tmp_path: Path) -> None:
    whole = tmp_path / "whole.docx"
    docx.Document().save(whole)
    name = "word/document.xml"
    refused(rezipped(whole, tmp_path / "xml.docx", {name: b"<w:document><w:body>"}), "can't be read as DOCX")
    refused(rezipped(whole, tmp_path / "bomb.docx", {name: b" " * 150_000_000}), "unpacks to 150,", "100,000,000")
    lol = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "<w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
    refused(rezipped(whole, tmp_path / "lol.docx", {name: f'{lol}]><w:document xmlns:w="{space}">{body}'.encode()}))
    secret = written(tmp_path, "secret.txt", "secret")
    outside = f'<!DOCTYPE l [<!ENTITY i SYSTEM "file://{secret}">]><w:document xmlns:w="{space}">{body}'
    refused(rezipped(whole, tmp_path / "outside.docx", {name: outside.encode()}))
    with zipfile.ZipFile(tmp_path / "other.docx", "w") as other:
        other.writestr("a.txt", SENTENCE)
    refused(tmp_path / "other.docx", "can't be read as DOCX")


# Files and folders


def test_folders_are_walked_and_only_documents_taken(tmp_path: Path) -> None:
    wanted = ["b/c.md", "b/d.PDF", "a.txt", "z.docx", "b-e.htm"]
    for name in [*wanted, ".hidden.md", ".git/a.md", "a.meta.yaml", "b/sources.yaml", "c.csv", "Makefile", "d.py"]:
        written(tmp_path, name, SENTENCE)
    found = documents.collect([tmp_path])
    assert [file.relative_to(tmp_path).as_posix() for file in found] == ["a.txt", "b/c.md", "b/d.PDF", "b-e.htm", "z.docx"]
    assert list(documents.names([tmp_path]).values()) == ["a.txt", "b/c.md", "b/d.PDF", "b-e.htm", "z.docx"]


def test_a_file_named_twice_is_taken_once(tmp_path: Path) -> None:
    path = written(tmp_path, "a/b.md", SENTENCE)
    assert documents.collect([tmp_path, path, tmp_path / "a"]) == [path]
    assert documents.names([path, tmp_path]) == {path: "b.md"}


def test_excluded_folders_and_links_to_folders_are_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path, "a.md", SENTENCE)
    written(tmp_path, "build/documents/a.txt", SENTENCE)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert documents.collect([tmp_path], exclude=[tmp_path / "build"]) == [path]
    assert documents.identifiers([tmp_path], exclude=[tmp_path / "build"]) == {path: "a"}


@pytest.mark.parametrize(
    ("name", "said"), [("a.csv", ".csv"), ("a", "nothing"), ("a.meta.yaml", ".yaml"), ("sources.yaml", ".yaml")]
)
def test_a_named_file_that_nobody_reads_is_refused(tmp_path: Path, name: str, said: str) -> None:
    path = written(tmp_path, name, SENTENCE)
    with pytest.raises(DocumentError, match=re.escape(said)):
        documents.collect([path])
    refused(path, said, ".docx")


def test_paths_that_hold_nothing_are_refused(tmp_path: Path) -> None:
    for paths, said in (([], "No document"), ([tmp_path / "absent"], "is not there"), ([tmp_path], "holds no documents")):
        with pytest.raises(DocumentError, match=said):
            documents.collect(paths)
    refused(tmp_path / "absent.md", "is not there")
    (tmp_path / "folder.md").mkdir()
    refused(tmp_path / "folder.md", "no regular file")
    os.mkfifo(tmp_path / "pipe.md")
    refused(tmp_path / "pipe.md", "no regular file")


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.md"))
    path.write_text(SENTENCE)
    with pytest.raises(DocumentError, match="rename it"):
        documents.collect([tmp_path])
    with pytest.raises(DocumentError, match="rename it"):
        documents.read(path)


def test_identifiers_are_stems_and_places_where_stems_collide(tmp_path: Path) -> None:
    for name in ("2024/jan/a.md", "2025/jan/a.md", "2025/b.md", "2025/b.html", "c d.txt", "Tōkyō.md"):
        written(tmp_path, name, SENTENCE)
    expected = ["2024--jan--a", "2025--b.html", "2025--b.md", "2025--jan--a", "Tōkyō", "c d"]
    assert sorted(documents.identifiers([tmp_path]).values()) == expected
    files = documents.collect([tmp_path])
    assert sorted(documents.identifiers(files).values()) == ["2024--jan--a", "2025--jan--a", "Tōkyō", "b.html", "b.md", "c d"]


def test_two_folders_with_the_same_names_are_told_apart(tmp_path: Path) -> None:
    one, two = written(tmp_path, "one/x.md", SENTENCE), written(tmp_path, "two/x.md", SENTENCE)
    assert documents.names([one.parent, two.parent]) == {one: "one/x.md", two: "two/x.md"}
    assert documents.identifiers([one.parent, two.parent]) == {one: "one--x", two: "two--x"}


def test_identifiers_that_can_not_be_told_apart_are_refused(tmp_path: Path) -> None:
    for name in ("a--b.md", "a/b.md", "c/b.md"):
        written(tmp_path, name, SENTENCE)
    with pytest.raises(DocumentError, match="rename one"):
        documents.identifiers([tmp_path])


def test_name_and_identifier_can_be_given(tmp_path: Path) -> None:
    document = documents.read(written(tmp_path, "a.md", SENTENCE), identifier="x--a", name="x/a.md")
    assert (document.identifier, document.name) == ("x--a", "x/a.md")
