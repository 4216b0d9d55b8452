"""How many facts extraction keeps where it has never heard of a document's main country.

    python benchmarks/unknown_names.py [FOLDER …]

FOLDER (seeds/ by default) holds documents in any format that `spacepact build` reads. Of each document the state that most facts
are about is taken out of the known names, with its adjectives and its capital; the facts found without it are compared with those
found with it. Rules that know names, and not language, lose most of them.
"""

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from spacepact import documents, lexicon
from spacepact.extract import Extractor
from spacepact.model import Document


def main_state(extractor: Extractor, document: Document) -> tuple[int, str | None]:
    """How many facts a document gives, and the known state that most of them are about."""
    claims = extractor.extract(document).claims
    ends = (end for claim in claims for end in (claim.subject, claim.object) if isinstance(end, str))
    states = Counter(end for end in ends if end in extractor.lexicon.known and extractor.lexicon.known[end].kind == "State")
    return len(claims), states.most_common(1)[0][0] if states else None


def without(state: str) -> Extractor:
    """An extractor that has never heard of a state."""
    words = lexicon.load()
    known = {
        id_: replace(entry, agency_of=tuple(owner for owner in entry.agency_of if owner != state))
        for id_, entry in words.known.items()
        if id_ != state
    }
    with patch.object(lexicon, "load", lambda: replace(words, known=known)):
        return Extractor.load()


def main() -> None:
    """Print the loss of each document, and of all."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="*", type=Path, default=[Path(__file__).resolve().parents[1] / "seeds"])
    paths = documents.collect(options.parse_args().folders)
    extractor, strangers = Extractor.load(), dict[str, Extractor]()
    before, after = 0, 0
    for document in map(documents.read, paths):
        found, state = main_state(extractor, document)
        if state is None:
            continue
        if state not in strangers:
            strangers[state] = without(state)
        kept = len(strangers[state].extract(document).claims)
        before, after = before + found, after + kept
        print(f"{1 - kept / found:5.0%}  {found:4} -> {kept:4}  {document.identifier} without {state}")
    if before:
        print(f"{1 - after / before:5.0%}  {before:4} -> {after:4}  all")


if __name__ == "__main__":
    main()
