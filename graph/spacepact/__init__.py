"""Space Pact: documents on space diplomacy in; a validated, cited knowledge graph out.

    import spacepact
    kg = spacepact.build("docs/")
    kg = spacepact.open("build")
    kg.query("partners", state="India")

Nothing heavy is imported until one of these is called.
"""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacepact.version import __version__

if TYPE_CHECKING:
    from spacepact.errors import SpacepactError
    from spacepact.kg import KnowledgeGraph

__all__ = ["KnowledgeGraph", "SpacepactError", "__version__", "build", "open"]

_HOME = {"KnowledgeGraph": "spacepact.kg", "SpacepactError": "spacepact.errors"}


def build(documents: str | Path | Sequence[str | Path], output: str | Path = "build", **options: Any) -> "KnowledgeGraph":
    """Read documents (files or folders) into a graph in the folder `output`, and open it.

    `options` are those of `spacepact.pipeline.build`. Raises SpacepactError where a document can't be read; documents that
    don't conform to the ontology are kept out and listed in `output/report.html`.
    """
    from spacepact import pipeline

    pipeline.build([documents] if isinstance(documents, str | Path) else list(documents), output, **options)
    return open(output)


def open(folder: str | Path = "build") -> "KnowledgeGraph":  # noqa: A001 -- used as spacepact.open(), like gzip.open()
    """Open the graph that a build wrote into `folder`. Raises StoreError where there is none."""
    from spacepact.kg import KnowledgeGraph

    return KnowledgeGraph.open(folder)


def __getattr__(name: str) -> Any:
    """Fetch a public name from its module on first use."""
    if name not in _HOME:
        raise AttributeError(f"module 'spacepact' has no attribute {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
