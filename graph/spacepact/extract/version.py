"""What extraction depends on besides the document, told without loading a language model."""

from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from spacepact import lexicon, schema
from spacepact.text import parse


def digest(model: str | None = None) -> str:
    """A SHA-256 over the lexicon, the ontology, spaCy and the model; what it takes some seconds to load is only asked its
    version.

    Raises LexiconError where the model isn't installed.
    """
    parts = (lexicon.load().digest, schema.load().digest, version("spacy"), _model(model))
    return sha256("\n".join(parts).encode()).hexdigest()


def _model(model: str | None) -> str:
    """Name and version of the model that `parse.load_pipeline` would load: a package's, or what a folder says of itself."""
    for name in parse.candidates(model):
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            if (meta := Path(name) / "meta.json").is_file():
                return sha256(meta.read_bytes()).hexdigest()
    meta_data = parse.load_pipeline(model).meta
    return f"{meta_data['name']} {meta_data['version']}"
