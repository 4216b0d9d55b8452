"""Bytes → text. UTF-8, UTF-16 with its byte-order mark, and Windows-1252 where the bytes leave no doubt; nothing is guessed.

The text keeps every character as it stands (control and bidirectional ones too, since offsets count them); line ends become
line feeds, as Python's universal newlines do, and a byte-order mark is dropped.
"""

import codecs
import re

from spacepact.errors import DocumentError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OTHER_FORMATS = (
    (b"%PDF-", "a PDF", ".pdf"),
    (b"PK\x03\x04", "a zip archive or an office file", ".docx"),
    (b"\xd0\xcf\x11\xe0", "an old or a protected office file", ".docx"),
)
WESTERN = frozenset(
    ("English", "French", "German", "Spanish", "Portuguese", "Italian", "Dutch", "Swedish", "Danish", "Norwegian", "Finnish")
)
SAVE = "save it as UTF-8"

_UTF8_SEQUENCE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE
)


def decode(data: bytes, where: str, *, markup: bool = False) -> str:
    """The text of a file's bytes; `markup` looks for the encoding that an HTML page declares.

    Raises DocumentError, which names `where`, for bytes that are no text or whose encoding is uncertain.
    """
    encoding = _marked(data) or (_declared(data, where) if markup else None) or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = _western(data, where, error)
    return refuse_nul(text.replace("\r\n", "\n").replace("\r", "\n"), where)


def refuse_nul(text: str, where: str) -> str:
    """The same text; raises DocumentError where it holds a NUL, which no text does."""
    if (at := text.find("\0")) >= 0:
        raise DocumentError(f"{where}: holds a NUL character at offset {at}, so it is binary, or UTF-16 without a mark: {SAVE}.")
    return text


def refuse_other_format(data: bytes, where: str) -> None:
    """Raises DocumentError where a file that is named as text is a PDF or an office file by its first bytes."""
    for magic, kind, suffix in OTHER_FORMATS:
        if data.startswith(magic):
            raise DocumentError(f"{where}: is {kind} by its first bytes: give it the ending {suffix}, or save it as text.")


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in BYTE_ORDER_MARKS if data.startswith(mark)), None)


def _declared(data: bytes, where: str) -> str | None:
    found = _DECLARED.search(data[:4096])
    if not found:
        return None
    name = (found[1] or found[2]).decode("ascii", "replace")
    try:
        # "".encode also refuses the codecs that are no encodings of text, such as rot13 and base64
        "".encode(name)
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        raise DocumentError(f"{where}: declares the unknown encoding {name!r}: {SAVE} and correct the declaration.") from None
    if known.startswith("utf-16"):
        return None  # a declaration that is readable as ASCII can't be true
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(known, known)


def _western(data: bytes, where: str, error: UnicodeDecodeError) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    place = f"byte {error.start} (line {line})"
    refusal = DocumentError(f"{where}: is no valid {error.encoding} at {place}, nor clearly Windows-1252: {SAVE}.")
    if error.encoding != "utf-8":
        raise refusal from None
    if b"\0" in data:
        raise DocumentError(f"{where}: holds NUL bytes, so it is a binary file and no text: give a text, or {SAVE}.") from None
    if _UTF8_SEQUENCE.search(data):
        raise refusal from None
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=["cp1252"]).best()
    if best is None or best.chaos > 0.05 or best.language not in WESTERN:
        raise refusal from None
    return str(best)
