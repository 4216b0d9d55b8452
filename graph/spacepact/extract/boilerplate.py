"""What a document holds beside its content: references, notes on the author, disclaimers, navigation, recommendations."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from spacepact.text.parse import Read

LONGEST = 400
"""How many words a sentence may have to be read: a longer one is a list or no prose, and its tree would be wrong."""


def content(reads: Sequence[Read], settings: Mapping[str, Any]) -> list[bool]:
    """For each sentence, whether it belongs to the content."""
    sections = re.compile("|".join(settings["sections"]), re.IGNORECASE)
    lines = re.compile("|".join(settings["lines"]), re.IGNORECASE)
    kept, skipping, level = [], False, 0
    for read in reads:
        text = read.sentence.clean.strip()
        if read.sentence.kind == "heading":
            skipping = bool(sections.fullmatch(text.strip(" :#*.0123456789")))
        elif re.match(r"[\w ]{3,30}[.:]", text) and sections.fullmatch(text.split(":")[0].split(".")[0].strip(" *")):
            kept.append(False)
            level = read.sentence.block
            continue
        if level and read.sentence.block == level:
            kept.append(False)
            continue
        level = 0
        kept.append(not skipping and len(read.words.texts) <= LONGEST and not lines.search(text) and any(c.isalpha() for c in text))
    return kept
