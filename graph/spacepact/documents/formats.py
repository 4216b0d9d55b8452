"""PDF, DOCX and HTML → text. What the file says of itself comes with it; scripts, links, headers and footers stay out."""

import logging
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from spacepact.documents.decode import decode
from spacepact.documents.metadata import Metadata, found_in_file
from spacepact.errors import DocumentError

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 3_000
MAX_HTML = 5_000_000
MAX_UNZIPPED = 100_000_000
DATE_SEARCH = {"original_date": True, "extensive_search": False, "min_date": "1957-01-01", "max_date": "2200-01-01"}
"""Dates that the page states, not ones guessed from its prose; fixed bounds, since the default one is the day of the build."""

_NOISY = ("pypdf", "trafilatura", "htmldate", "courlan", "readability", "charset_normalizer")
_UNUSABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file, with what it says of itself. The day on which a file was made is no date of its text, and left out."""

    text: str
    metadata: Metadata


def html(data: bytes, where: str, limit: int) -> Content:
    """The main text of a page, without navigation, links and scripts, and its metadata (title, site, date, address, language)."""
    if len(data) > MAX_HTML:
        raise DocumentError(f"{where}: has {len(data):,} bytes, for a page more than {MAX_HTML:,}: save its text as .txt.")
    page = decode(data, where, markup=True)
    if not re.search("<(html|!doctype)", page[:5000], re.IGNORECASE):
        page = f"<html><body>{page}</body></html>"
    import trafilatura

    with _quiet(), _third_party(where, "HTML", "open it in a browser and save it again, or save its text as .txt"):
        found = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True, date_extraction_params=DATE_SEARCH)
        text = getattr(found, "text", None) or trafilatura.html2txt(page)
    text = _usable(text, where, limit, "has no text outside menus and scripts: save the text itself as .txt")
    return Content(text, _page(found, page))


def pdf(data: bytes, where: str, limit: int) -> Content:
    """The text of all pages, lines joined to paragraphs, and its title."""
    import pypdf

    with _quiet(), _third_party(where, "PDF", "open it in a viewer and print it to a new PDF, or save its text as .txt"):
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(f"{where}: is protected with a password: save a copy without it.")
        if (pages := len(reader.pages)) > MAX_PAGES:
            raise DocumentError(f"{where}: has {pages:,} pages, more than {MAX_PAGES:,}: split it.")
        text = "\n\n".join(_pages(reader, where, limit))
        title = reader.metadata.title if reader.metadata else None
    text = _usable(text, where, limit, "has no text, so its pages are pictures: run OCR on it (such as ocrmypdf)")
    return Content(text, found_in_file(title=title))


def docx(data: bytes, where: str, limit: int) -> Content:
    """The text of the body, one paragraph a line (of tables, text boxes and insertions too), with its title and language."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentError(f"{where}: is an old .doc or protected with a password: save it as an unprotected .docx.")
    with _third_party(where, "DOCX", "open it in a word processor and save it again as .docx"):
        _bound_zip(data, where)
        import docx as python_docx

        document = python_docx.Document(BytesIO(data))
        text = "\n".join(_paragraphs(document.element.body))
        about = document.core_properties
        said = found_in_file(title=about.title, language=about.language)
    return Content(_usable(text, where, limit, "has no text: give a document with text, or remove it"), said)


def _page(found: Any, page: str) -> Metadata:
    language = re.search(r"<html[^>]{0,500}\slang\s*=\s*[\"']?([A-Za-z-]+)", page[:5000], re.IGNORECASE)
    address = getattr(found, "url", None)
    return found_in_file(
        title=getattr(found, "title", None),
        publisher=getattr(found, "sitename", None),
        issued=getattr(found, "date", None),
        source=address if address and address.startswith(("http://", "https://")) else None,
        language=language[1] if language else None,
    )


def _pages(reader: "PdfReader", where: str, limit: int) -> Iterator[str]:
    total = 0
    for page in reader.pages:
        text = unwrap(page.extract_text() or "")
        total += len(text)
        if total > limit:
            raise too_long(where, total, limit)
        if text:
            yield text


def unwrap(page: str) -> str:
    r"""A page's lines joined to paragraphs: a line that fills the width, or that the next continues in lower case, goes on.

    >>> unwrap("India and Japan signed the coop-\neration accord in\nTokyo.\nNext")
    'India and Japan signed the cooperation accord in\nTokyo.\nNext'
    """
    lines = [" ".join(line.split()) for line in page.splitlines()]
    width = max(map(len, lines), default=0)
    text = ""
    for before, line in zip(["", *lines], lines, strict=False):
        if re.search(r"[^\W\d_][-\u00ad]$", before) and re.match(r"[^\W\d_]", line):
            text = (text[:-1] if line[0].islower() else text) + line
        elif before and line and (line[0].islower() or (len(before) >= 0.8 * width and before[-1] not in ".!?:;")):
            text += " " + line
        else:
            text += "\n" + line
    return text.strip()


def _bound_zip(data: bytes, where: str) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        # zipfile never unpacks more of a member than the size that is declared here
        if (size := sum(member.file_size for member in archive.infolist())) > MAX_UNZIPPED:
            raise DocumentError(f"{where}: unpacks to {size:,} bytes, more than {MAX_UNZIPPED:,}: remove pictures or split it.")


def _paragraphs(body: Any) -> Iterator[str]:
    from docx.oxml.ns import qn

    paragraph, fallback = qn("w:p"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
    lines: dict[Any, list[str]] = {}
    for element in body.iter(paragraph, qn("w:t"), *signs):
        above = [parent.tag for parent in element.iterancestors()]
        if fallback in above or qn("w:tabs") in above:
            continue
        if element.tag == paragraph:
            lines[element] = []
        elif (owner := next(element.iterancestors(paragraph), None)) in lines:
            lines[owner].append(signs.get(element.tag) or element.text or "")
    yield from ("".join(parts).strip() for parts in lines.values() if "".join(parts).strip())


def _usable(text: str | None, where: str, limit: int, otherwise: str) -> str:
    clean = _UNUSABLE.sub("", text or "").replace("\r\n", "\n").replace("\r", "\n").strip()
    if not clean:
        raise DocumentError(f"{where}: {otherwise}.")
    if len(clean) > limit:
        raise too_long(where, len(clean), limit)
    return clean


def too_long(where: str, length: int, limit: int) -> DocumentError:
    """The error for a text above the bound."""
    return DocumentError(f"{where}: its text has at least {length:,} characters, more than {limit:,}: split it.")


@contextmanager
def _third_party(where: str, kind: str, remedy: str) -> Iterator[None]:
    """Whatever a parser raises on a damaged or hostile file becomes one DocumentError."""
    try:
        yield
    except (DocumentError, MemoryError):
        raise
    except Exception as error:
        said = " ".join(str(error).split())[:120] or type(error).__name__
        raise DocumentError(f"{where}: can't be read as {kind} ({said}): {remedy}.") from None


@contextmanager
def _quiet() -> Iterator[None]:
    """Parsers log and warn of every oddity of a file; what matters of it is raised."""
    loggers = [logging.getLogger(name) for name in _NOISY]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
