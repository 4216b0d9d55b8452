"""Why the graph says what it says, and why it doesn't: a sentence or a claim taken apart into what was read and what fits."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from spacepact import catalogue, intervals, outputs, vocab
from spacepact.answers import compact
from spacepact.catalogue.names import lookup
from spacepact.errors import StoreError, UnknownName
from spacepact.extract import diagnosis
from spacepact.extract.extractor import day
from spacepact.extract.reading import Workings, workings
from spacepact.model import Document, Time
from spacepact.store import open_store
from spacepact.text import segment
from spacepact.text.mentions import Thing

if TYPE_CHECKING:
    from spacepact.extract import Extractor
    from spacepact.extract.facts import Fact
    from spacepact.text.propositions import Proposition


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A name as it stands in the sentence, and the things that it names with their classes; none where it was not recognised."""

    text: str
    things: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        named = ", ".join(f"{label} ({kind})" for label, kind in self.things)
        return f"“{self.text}” is {named}" if named else f"“{self.text}” is a name of no known kind"


@dataclass(frozen=True, slots=True)
class Filler:
    """What stands in a role: its words, and the things that these can stand for, the likeliest group first."""

    role: str
    text: str
    options: tuple[tuple[tuple[str, str], ...], ...]

    def __str__(self) -> str:
        groups = [" and ".join(f"{label} ({kind})" for label, kind in option) for option in self.options]
        return f"{self.role}: “{self.text}” → {', or '.join(groups) if groups else 'nothing known'}"


@dataclass(frozen=True, slots=True)
class Tried:
    """A frame whose predicate fits: what it states, or else what stopped it."""

    frame: str
    file: str
    states: tuple[str, ...]
    stopped: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """The frame and its outcome, one a line."""
        if self.states:
            yield f"{self.frame} (lexicon/{self.file}.yaml) states {'; '.join(self.states)}"
            return
        yield f"{self.frame} (lexicon/{self.file}.yaml) states nothing:"
        yield from (f"  {reason}" for reason in self.stopped)


@dataclass(frozen=True, slots=True)
class Reading:
    """A proposition: the predicate, its words and status, its times (words and EDTF), who fills which role, the frames tried."""

    predicate: str
    text: str
    noun: bool
    status: str
    stated: bool
    times: tuple[str, ...]
    roles: tuple[Filler, ...]
    frames: tuple[Tried, ...]

    def lines(self) -> Iterator[str]:
        """The reading for people, one thing a line."""
        standing = self.status if self.stated else "asked, advised or supposed"
        yield f"{'noun' if self.noun else 'verb'} {self.predicate}, from “{self.text}”: {standing}"
        yield from (f"  {filler}" for filler in self.roles)
        yield from (f"  time: {time}" for time in self.times)
        yield from (f"  {line}" for tried in self.frames for line in tried.lines())
        if not self.frames and not self.noun:
            yield f"  no frame of the lexicon has the verb {self.predicate}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was read in one sentence: `facts` are what the whole text states there, each with the rules that made it."""

    text: str
    names: tuple[Mentioned, ...]
    readings: tuple[Reading, ...]
    facts: tuple[str, ...]

    def to_text(self) -> str:
        """The explanation for people: what is stated, the names, then each predicate with its roles and frames."""
        lines = [f"“{self.text}”", "", "States:" if self.facts else "States nothing."]
        lines += [f"  {fact}" for fact in self.facts]
        lines += ["", "Names:" if self.names else "No names."]
        lines += [f"  {name}" for name in self.names]
        for reading in self.readings:
            lines += ["", *reading.lines()]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class ClaimExplanation:
    """A claim of a built graph: what it says and by which rule, how its sentences were read, and what SHACL found.

    `frame` is what the lexicon says of the rule, None for a rule that is no frame; `verdict` is empty where nothing was found.
    """

    iri: str
    claim: str
    rule: str
    frame: str | None
    when: str | None
    document: str
    sentences: tuple[Explanation, ...]
    verdict: tuple[str, ...]

    def to_text(self) -> str:
        """The explanation for people."""
        lines = [f"{compact(self.iri)}: {self.claim}", f"from {self.document}", f"by the rule {self.rule}"]
        lines += [f"  {self.frame or 'which is no frame of the lexicon: it reads the build of phrases or of the page'}"]
        lines += [f"dated {self.when}"] if self.when else []
        lines += ["SHACL: " + ("; ".join(self.verdict) if self.verdict else "nothing found.")]
        return "\n".join([*lines, "", *(sentence.to_text() for sentence in self.sentences)])


def explain_claim(extractor: "Extractor", folder: str | Path, claim: str) -> ClaimExplanation:
    """Why a build in `folder` makes a claim, named by its IRI (in full, as claim:HASH, or the hash alone).

    The document is read again, from the text kept beside the graph. Raises UnknownName where the graph has no such claim,
    StoreError where the text is gone.
    """
    mark = claim.strip().strip("<>").removeprefix(vocab.CLAIM).removeprefix("claim:")
    iri = vocab.CLAIM + quote(mark, safe="")
    ask = catalogue.local(open_store(Path(folder) / outputs.STORE))
    rows = lookup(ask, "claim", claim=[ox.NamedNode(iri)])
    if not rows:
        raise UnknownName(f"The graph in {folder} has no claim {claim}: `spacepact query evidence` gives those of a fact.")
    subject, relation, object_, status, rule, when, basis, identifier, title, issued = rows[0][:10]
    text = _kept(Path(folder), identifier)
    document = Document(identifier, text, identifier, issued=issued or None)
    return ClaimExplanation(
        iri=iri,
        claim=f"{subject} {relation} {object_} ({status})",
        rule=rule,
        frame=_frame(extractor, rule),
        when=_time(Time(when, "relative" if basis == "relative" else "stated")) if when else None,
        document=title or identifier,
        sentences=explain_document(extractor, document, [int(row[10]) for row in rows]),
        verdict=tuple(_verdict(Path(folder), iri)),
    )


def _kept(folder: Path, identifier: str) -> str:
    file = folder / outputs.TEXTS / outputs.file_name(identifier)
    try:
        return file.read_bytes().decode("utf-8", "surrogatepass")
    except FileNotFoundError:
        raise StoreError(f"{file} is gone, so the claim can't be read again: build the graph anew.") from None


def _frame(extractor: "Extractor", rule: str) -> str | None:
    for frame in extractor.lexicon.frames:
        if frame.id == rule:
            words = ", ".join(sorted(frame.verbs | frame.nouns))
            facts = "; ".join(f"{fact.subject} {fact.relation} {fact.object}" for fact in frame.facts)
            return f"lexicon/{frame.origin}.yaml: {words} → {facts}"
    return None


def _verdict(folder: Path, iri: str) -> Iterator[str]:
    """What SHACL found about a claim when the graph was built."""
    file = folder / outputs.REPORT_JSON
    found = json.loads(file.read_text(encoding="utf-8"))["shacl"] if file.is_file() else ()
    yield from (f"{result['severity'].lower()}: {result['message']}" for result in found if result["focus"] == iri)


def explain_sentence(extractor: "Extractor", text: str, issued: str | None = None) -> tuple[Explanation, ...]:
    """How a sentence, or a short text, is read: one explanation a sentence.

    `issued` is the day (2025-04-02) that relative times such as "next year" count from. Layout that is no content, such as a
    bibliography entry, gives no explanation, because it is not read.
    """
    made = workings(extractor, extractor.parser.read(segment.sentences(text), day(issued)), issued=issued)
    return tuple(_sentence(extractor, made, index) for index in range(len(made.sentences)))


def explain_document(extractor: "Extractor", document: Document, starts: Sequence[int]) -> tuple[Explanation, ...]:
    """How the sentences of a document that begin at `starts` (code points) are read in their context."""
    made = workings(extractor, extractor.parser.read(segment.sentences(document.text), day(document.issued)), issued=document.issued)
    wanted = frozenset(starts)
    return tuple(_sentence(extractor, made, index) for index, read in enumerate(made.reads) if read.sentence.span.start in wanted)


def _sentence(extractor: "Extractor", made: Workings, index: int) -> Explanation:
    parsed = made.sentences[index]
    return Explanation(
        text=parsed.sentence.clean,
        names=tuple(_mentioned(made, index)),
        readings=tuple(_reading(extractor, made, index, proposition) for proposition in made.propositions[index]),
        facts=tuple(
            f"{told(made, fact)} — by {', '.join(fact.rules)}{_dated(fact)}"
            for _, fact in sorted(made.facts.found.items())
            if index in fact.sentences
        ),
    )


def _mentioned(made: Workings, index: int) -> Iterator[Mentioned]:
    for name in made.sentences[index].names:
        keys = list(name.members) if name.form == "pair" else [made.settled.of.get((index, name.start), "")]
        things = [made.facts.things[key] for key in keys if key in made.facts.things]
        if name.form != "title":
            yield Mentioned(name.text, tuple(_thing(thing) for thing in things if thing.solid and thing.kind))


def _reading(extractor: "Extractor", made: Workings, index: int, proposition: "Proposition") -> Reading:
    parsed = made.sentences[index]
    found = [parsed.units[token].time for token in proposition.times]
    tried = diagnosis.trials(extractor, made, index, proposition)
    return Reading(
        predicate=proposition.predicate,
        text=parsed.text(proposition.head),
        noun=proposition.noun,
        status=proposition.status,
        stated=proposition.stated,
        times=tuple(f"“{parsed.sentence.clean[t.start : t.end]}” → {_time(t.time)}" for t in found if t and t.time),
        roles=tuple(_filler(made, index, role, token) for role, tokens in proposition.roles.items() for token in tokens),
        frames=tuple(Tried(one.frame.id, one.frame.origin, tuple(told(made, fact) for fact in one.facts), one.stopped) for one in tried),
    )


def _filler(made: Workings, index: int, role: str, token: int) -> Filler:
    options = made.arguments.options(index, token)
    return Filler(role, made.sentences[index].text(token), tuple(tuple(_thing(thing) for thing in option) for option in options))


def _thing(thing: Thing) -> tuple[str, str]:
    return thing.label, thing.kind or "of no kind"


def told(made: Workings, fact: "Fact") -> str:
    """A fact in labels: subject, relation, object, and its status."""
    if isinstance(fact.object, Time):
        target = fact.object.edtf
    else:
        target = fact.object if fact.relation == "concerns" else made.facts.things[fact.object].label
    return f"{made.facts.things[fact.subject].label} {fact.relation} {target} ({fact.status})"


def _dated(fact: "Fact") -> str:
    time = fact.object if isinstance(fact.object, Time) else fact.when
    return f"; dated {_time(time)}" if time else ""


def _time(time: Time) -> str:
    counted = "counted from the document's date" if time.basis == "relative" else "as the text states it"
    earliest, latest = intervals.bounds(time.edtf)
    return f"{time.edtf}, from {earliest or 'any day'} to {latest or 'any day'}, {counted}"
