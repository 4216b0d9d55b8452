"""Document → Extraction: mentions and propositions meet the lexicon and the ontology's domains and ranges."""

from spacepact.extract.extractor import Extractor

__all__ = ["Extractor"]
