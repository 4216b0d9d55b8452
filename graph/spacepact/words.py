"""Spelling made comparable: one form for British and American, plural and singular, accented and plain."""

import unicodedata
from functools import lru_cache

_AMERICAN = {
    "centre": "center", "centres": "centers", "programme": "program", "programmes": "programs", "organisation": "organization",
    "organisations": "organizations", "defence": "defense", "licence": "license", "aeroplane": "airplane", "labour": "labor",
    "analyser": "analyzer", "utilisation": "utilization", "modernisation": "modernization", "standardisation": "standardization",
    "theatre": "theater", "fibre": "fiber", "endeavour": "endeavor",
}  # fmt: skip
_SINGULAR = {
    "memoranda": "memorandum", "headquarters": "headquarters", "series": "series", "mous": "mou",
    "men": "man", "women": "woman", "crises": "crisis",
}  # fmt: skip


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case, accents and full stops, in American spelling.

    >>> fold("Programme"), fold("U.S."), fold("Kılıç")
    ('program', 'us', 'kilic')
    """
    plain = unicodedata.normalize("NFKD", word.replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace(".", "")
    plain = plain.replace("&", "and") if plain == "&" else plain
    return _AMERICAN.get(plain, plain)


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """The singular of a folded noun, by the regular English endings.

    >>> singular("satellites"), singular("agencies"), singular("status")
    ('satellite', 'agency', 'status')
    """
    if word in _SINGULAR:
        return _SINGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ics")) and len(word) > 3:
        return word[:-1]
    return word


def slug(label: str) -> str:
    """A label as the local part of an IRI: folded, ASCII, hyphens between words; a label with nothing left gives its code points.

    >>> slug("Centre National d'Études Spatiales")
    'centre-national-d-etudes-spatiales'
    """
    plain = unicodedata.normalize("NFKD", label.replace("ı", "i")).encode("ascii", "ignore").decode().casefold().replace(".", "")
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return "-".join(words)[:80].strip("-") or "u" + "-".join(f"{ord(c):x}" for c in label[:12])
