"""Document → Extraction: mentions and propositions meet the lexicon and the ontology's domains and ranges."""

from spacepact.extract.extractor import Extractor
from spacepact.extract.version import digest

__all__ = ["Extractor", "digest"]
