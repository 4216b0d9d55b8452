"""Files and folders → documents: Markdown, plain text, HTML, PDF, DOCX, with front matter, a sidecar or the file's own metadata.

What one place says of a document wins in this order: the sidecar, the front matter, what the file states, the caller's `issued`.
Offsets count code points of `Document.text`: the body, where a file has front matter.
"""

import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from spacepact.documents import formats
from spacepact.documents.decode import decode, refuse_other_format
from spacepact.documents.formats import Content, too_long
from spacepact.documents.metadata import SIDECAR, Metadata, edtf_date, sidecar, split_front_matter
from spacepact.errors import DocumentError
from spacepact.model import Document

MAX_BYTES = 20_000_000
MAX_CHARACTERS = 2_000_000

Reader = Callable[[bytes, str, int], Content]

MEDIA_TYPES = {
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
READABLE = ", ".join(MEDIA_TYPES)


def collect(paths: Sequence[str | Path], *, exclude: Iterable[str | Path] = ()) -> list[Path]:
    """The documents that files and folders hold, each once, sorted by their place in each folder.

    Folders are walked with their sub-folders; hidden files, sidecars and endings that nobody reads are passed over, and so are
    the folders in `exclude`. Raises DocumentError for a path that isn't there, a named file that nobody reads, and a folder
    without documents.
    """
    return list(names(paths, exclude=exclude))


def names(paths: Sequence[str | Path], *, exclude: Iterable[str | Path] = ()) -> dict[Path, str]:
    """Each document of `collect(paths)` with its name: its place in the folder that was given, never a path of the machine."""
    if not paths:
        raise DocumentError("No document was named: give files or folders.")
    barred = {Path(folder).resolve() for folder in exclude}
    found: dict[Path, str] = {}
    for given in map(Path, paths):
        for file in _files(given, barred):
            name = file.relative_to(given).as_posix() if given.is_dir() else file.name
            found.setdefault(file, _storable(name, file))
    return _distinct(_once(found))


def identifiers(paths: Sequence[str | Path], *, exclude: Iterable[str | Path] = ()) -> dict[Path, str]:
    """Each document of `collect` with its identifier: the file's stem, or its place with "--" for "/" where stems collide.

    Raises DocumentError where even that leaves two documents with one identifier.
    """
    places = names(paths, exclude=exclude)
    found = {file: PurePosixPath(name).stem for file, name in places.items()}
    for form in (lambda name: PurePosixPath(name).with_suffix(""), PurePosixPath):
        taken = Counter(found.values())
        alike = [file for file, identifier in found.items() if taken[identifier] > 1]
        found.update({file: "--".join(form(places[file]).parts) for file in alike})
    for identifier, number in Counter(found.values()).items():
        if number > 1:
            both = " and ".join(str(file) for file in found if found[file] == identifier)
            raise DocumentError(f"{both} would both be called {identifier!r}: rename one.")
    return found


def read(
    path: str | Path,
    *,
    issued: str | None = None,
    identifier: str | None = None,
    name: str | None = None,
    max_bytes: int = MAX_BYTES,
    max_characters: int = MAX_CHARACTERS,
) -> Document:
    """One file as a Document. `issued` (YYYY, YYYY-MM or YYYY-MM-DD) counts where the file and its sidecar state no date.

    `identifier` is the file's stem and `name` the file's name unless given. Raises DocumentError for whatever keeps the file from
    being read safely: its encoding, size (bytes, characters of text), format, front matter, sidecar, a password, no text at all.
    """
    path = Path(path)
    where, suffix = str(path), _suffix(path)
    fallback = edtf_date(issued, "the date given for documents without one") if issued else None
    data = _bytes(path, max_bytes)
    reader: Reader = {".html": formats.html, ".htm": formats.html, ".pdf": formats.pdf, ".docx": formats.docx}.get(suffix, _text)
    content = reader(data, where, max_characters)
    said = sidecar(path).over(content.metadata).over(Metadata(issued=fallback))
    return Document(
        identifier=identifier or unicodedata.normalize("NFC", _storable(path.stem, path)),
        text=content.text,
        name=name or _storable(path.name, path),
        title=said.title,
        publisher=said.publisher,
        issued=said.issued,
        source=said.source,
        language=said.language or "en",
        media_type=MEDIA_TYPES[suffix],
    )


def _text(data: bytes, where: str, limit: int) -> Content:
    refuse_other_format(data, where)
    found, body = split_front_matter(decode(data, where), where)
    if not body.strip():
        after = " after its front matter" if found != Metadata() else ""
        raise DocumentError(f"{where}: has no text{after}: write some, or remove it.")
    if len(body) > limit:
        raise too_long(where, len(body), limit)
    return Content(body, found)


def _bytes(path: Path, limit: int) -> bytes:
    try:
        if not path.is_file():
            found = "is no regular file" if path.exists() else "is not there"
            raise DocumentError(f"{path}: {found}: name a file or a folder that is.")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise DocumentError(f"{path}: can't be read ({error.strerror}): correct its name or its rights.") from None
    if len(data) > limit:
        raise DocumentError(f"{path}: is larger than {limit:,} bytes: split it, or save its text alone.")
    if not data:
        raise DocumentError(f"{path}: is empty: write some text, or remove it.")
    return data


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in MEDIA_TYPES:
        raise DocumentError(f"{path}: files that end in {suffix or 'nothing'} can't be read, only {READABLE}: convert it.")
    return suffix


def _files(given: Path, barred: set[Path]) -> Iterator[Path]:
    if not given.is_dir():
        if not given.exists():
            raise DocumentError(f"{given}: is not there: name a file or a folder that is.")
        _suffix(given)
        yield given
        return
    files = sorted(_walk(given, barred), key=lambda file: file.relative_to(given).parts)
    if not files:
        raise DocumentError(f"{given}: holds no documents: put files that end in {READABLE} there.")
    yield from files


def _walk(folder: Path, barred: set[Path]) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise DocumentError(f"{error.filename}: can't be read ({error.strerror}): correct its rights.")

    for top, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".") and Path(top, name).resolve() not in barred]
        for file in (Path(top, name) for name in files if not name.startswith(".")):
            if file.suffix.lower() in MEDIA_TYPES and not file.name.endswith(SIDECAR) and file.is_file():
                yield file


def _storable(name: str, path: Path) -> str:
    try:
        name.encode()
    except UnicodeEncodeError:
        raise DocumentError(f"{str(path)!r}: the file's name is no valid text: rename it.") from None
    return unicodedata.normalize("NFC", name)


def _once(found: dict[Path, str]) -> dict[Path, str]:
    """The same without files that were met before under another path."""
    first: dict[Path, Path] = {}
    for file in found:
        first.setdefault(file.resolve(), file)
    return {file: found[file] for file in first.values()}


def _distinct(found: dict[Path, str]) -> dict[Path, str]:
    """Names that several folders share become places below the folder those files have in common."""
    for name, number in Counter(found.values()).items():
        if number > 1:
            alike = [file for file in found if found[file] == name]
            common = os.path.commonpath([file.resolve().parent for file in alike])
            found.update({file: file.resolve().relative_to(common).as_posix() for file in alike})
    return found
