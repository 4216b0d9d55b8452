"""The quad store: Oxigraph on disk, made whole in a fresh folder, read-only ever after, also seen as an rdflib Dataset.

rdflib and Oxigraph name plain strings differently (`"x"` and `"x"^^xsd:string`); `Bridge` mends it, here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from spacepact.errors import StoreError

if TYPE_CHECKING:
    from rdflib import Dataset


def create(folder: str | Path, quads: Iterable[ox.Quad]) -> None:
    """Write quads into a store in a folder that doesn't exist yet, or is empty. Raises StoreError where it isn't."""
    store = _fresh(Path(folder))
    store.bulk_extend(quads)
    _settle(store)


def load(folder: str | Path, files: Iterable[str | Path]) -> None:
    """Like `create`, from files of N-Quads or TriG, told apart by their suffix, without holding them in memory."""
    store = _fresh(Path(folder))
    for file in files:
        store.bulk_load(path=str(file), format=ox.RdfFormat.from_extension(Path(file).suffix[1:]))
    _settle(store)


def open_store(folder: str | Path) -> ox.Store:
    """The store in a folder, read-only; several processes may read it at once.

    Raises StoreError where there is none, or where it is damaged.
    """
    place = Path(folder)
    if not (place / "CURRENT").is_file():
        raise StoreError(f"{folder} holds no store: build one with `spacepact build DOCUMENTS`, or name the folder of a build.")
    try:
        return ox.Store.read_only(str(place))
    except OSError as error:
        raise StoreError(f"the store in {folder} can't be read ({error}): build it again.") from error


def dataset(store: ox.Store) -> Dataset:
    """The store as an rdflib Dataset whose default graph is the union of all graphs. It is read-only.

    Plain literals come back as plain literals, a triple that several graphs hold is listed once, and all prefixes of
    `vocab.PREFIXES` are bound.
    """
    from rdflib import Dataset

    from spacepact.bridge import Bridge
    from spacepact.vocab import PREFIXES

    found = Dataset(store=Bridge(store=store), default_union=True)
    for prefix, iri in PREFIXES.items():
        found.bind(prefix, iri, override=True)
    return found


def _fresh(folder: Path) -> ox.Store:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(f"{folder} is not empty: a store is only ever made in a fresh folder.")
    return ox.Store(str(folder))


def _settle(store: ox.Store) -> None:
    store.flush()
