"""A small reader of one kind of sentence, "X and Y signed the Z.", so that the pipeline can be tested apart from the language."""

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacepact.model import Claim, Document, Entity, Extraction, Mention, Passage, Span

SENTENCE = re.compile(r"[^.\n]+\.")
SIGNED = re.compile(r"(?:the )?([A-Z][\w ]*?) and ([A-Z][\w ]*?) (signed|may sign|crew) the ([A-Z][\w ]+?)\.")
KNOWN = {"India": "india", "Japan": "japan", "Peru": "peru"}


@dataclass(frozen=True)
class Signings:
    """Knows three states; whatever else signs is an organisation. `pause` (in seconds) makes a build slow enough to kill."""

    digest: str = "signings-1"
    pause: float = 0.0
    started: str | None = None
    rules: tuple[str, ...] = ("signing.plain", "signing.never")

    def extract_all(self, sources: Iterable[Document], /) -> Iterator[Extraction]:
        for source in sources:
            if self.started:
                Path(self.started).touch()
            time.sleep(self.pause)
            if "\u2603" in source.text:
                raise RuntimeError("a snowman")
            yield read(source)


def read(document: Document) -> Extraction:
    entities: dict[str, Entity] = {}
    passages, claims, silent = [], [], []
    for sentence in SENTENCE.finditer(document.text):
        span = Span(sentence.start(), sentence.end())
        match = SIGNED.search(sentence.group())
        if not match:
            silent.append(span)
            continue
        pact = entity(match[4], "Spacecraft" if match[3] == "crew" else "Treaty")
        signers = [entity(match[1]), entity(match[2])]
        entities.update({found.id: found for found in (*signers, pact)})
        places = ((group, found) for group, found in ((1, signers[0]), (2, signers[1]), (4, pact)))
        mentions = [
            Mention(Span(span.start + match.start(group), span.start + match.end(group)), found.id) for group, found in places
        ]
        passages.append(Passage(span, sentence.group(), tuple(mentions)))
        relation = "crewOf" if match[3] == "crew" else "signatoryOf"
        status = "possible" if match[3] == "may sign" else "occurred"
        claims += [Claim(signer.id, relation, pact.id, status, (span,), "signing.plain", 0.9) for signer in signers]  # type: ignore[arg-type]
    return Extraction(
        document, tuple(entities.values()), tuple(passages), tuple(claims), tuple(silent), ("Zorblax",) if silent else ()
    )


def entity(name: str, kind: str = "Organization") -> Entity:
    if name in KNOWN:
        return Entity(KNOWN[name], "State", name, known=True)
    coarse = {"Treaty": "agreement", "Spacecraft": "mission"}.get(kind, "organization")
    return Entity(f"{name.lower().replace(' ', '-')}_{coarse}", kind, name)
