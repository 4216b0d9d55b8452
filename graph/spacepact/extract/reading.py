"""The reading of one document, step by step: names settled, sentences parsed, references resolved, facts stated."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacepact.extract import boilerplate, labels
from spacepact.extract.bonds import Bonds
from spacepact.extract.conclusions import conclude
from spacepact.extract.echoes import Echoes
from spacepact.extract.evidence import widen
from spacepact.extract.facts import Facts, claim
from spacepact.extract.flights import Flights
from spacepact.extract.frames import Frames
from spacepact.extract.layout import Layout
from spacepact.extract.people import People
from spacepact.extract.subjects import Subjects
from spacepact.extract.topics import Spotter
from spacepact.model import Document, Entity, Extraction, Mention, Passage
from spacepact.text.arguments import Arguments
from spacepact.text.coreference import History
from spacepact.text.mentions import Settled, Thing, identifier, redefined, settle
from spacepact.text.offices import Office, Offices
from spacepact.text.parse import Parsed, Read
from spacepact.text.propositions import Proposition
from spacepact.text.simplify import droppable
from spacepact.text.tree import conjuncts
from spacepact.text.typing import prefer, take_for_body, type_names
from spacepact.words import fold, singular

if TYPE_CHECKING:
    from spacepact.extract.extractor import Extractor


@dataclass(frozen=True, slots=True)
class Workings:
    """All that was made on the way from a document to its facts, for those who ask why: one entry a sentence in each list."""

    settled: Settled
    reads: list[Read]
    sentences: list[Parsed]
    propositions: list[list[Proposition]]
    arguments: Arguments
    facts: Facts
    productive: set[int]


def read_document(extractor: "Extractor", document: Document, reads: list[Read]) -> Extraction:
    """The extraction of a document whose names have been found."""
    made = workings(extractor, reads, issued=document.issued)
    return _assemble(document, made.settled, made.reads, made.sentences, made.arguments, made.facts, made.productive)


def workings(extractor: "Extractor", reads: list[Read], *, issued: str | None = None) -> Workings:
    """The steps of reading, with everything that they leave behind; `issued` is the document's EDTF date."""
    kept = [read for read, keep in zip(reads, boilerplate.content(reads, extractor.lexicon.settings["boilerplate"]), strict=True) if keep]
    ignore = frozenset(fold(label) for topic in extractor.schema.topics.values() for label in (topic.label, *topic.alt_labels))
    kept = labels.show(redefined(kept, extractor.lexicon), extractor.lexicon, ignore=ignore)
    settled = settle(kept, extractor.lexicon, ignore=ignore | frozenset(extractor.lexicon.nouns.kinds))
    offices = _offices(extractor, kept, settled)
    sentences = extractor.parser.parse(kept, [_dropped(read, found) for read, found in zip(kept, offices, strict=True)])
    type_names(sentences, settled.things, settled.of, extractor.lexicon)
    propositions = [extractor.reader.read(parsed) for parsed in sentences]
    _prefer(extractor, settled, sentences, propositions)
    history = History(settled.things, extractor.lexicon.settings["references"])
    arguments = Arguments(extractor.lexicon, history, sentences, settled.of)
    facts = Facts(extractor.schema, settled.things)
    _remember(history, arguments, sentences)
    spotter = extractor.spotter.remembering()
    productive = _state(extractor, spotter, facts, arguments, sentences, kept, offices, propositions, issued)
    facts.recheck()
    conclude(facts, issued)
    widen(facts, kept, sentences, history, spotter)
    return Workings(settled, kept, sentences, propositions, arguments, facts, productive)


def _prefer(extractor: "Extractor", settled: Settled, sentences: list[Parsed], propositions: list[list[Proposition]]) -> None:
    """Type names by the verbs that take one kind of thing alone in a role, or that only bodies and people are the subject of."""
    preferences = extractor.lexicon.settings["preferences"]
    acting = frozenset(preferences["acting"])
    for index, found in enumerate(propositions):
        for proposition in found:
            kinds = preferences["kinds"].get(proposition.predicate, {})
            if kinds:
                doers = _doers(extractor, settled, index, sentences[index], proposition)
                kinds = preferences["kinds"].get(f"{proposition.predicate} by {doers}", kinds)
            whom = any(child.lower_ in {"whom", "who"} for child in sentences[index].doc[proposition.head].children)
            for role, kind in kinds.items():
                heads = proposition.roles.get(role, ()) if role != "object" or not whom else ()
                apposed = [child.i for head in heads for child in sentences[index].doc[head].children if child.dep_ == "appos"]
                for thing in _called(settled, index, sentences[index], (*heads, *apposed)):
                    prefer(thing, kind)
            if {proposition.verb, proposition.predicate} & acting or "renounced" in proposition.roles:
                for thing in _called(settled, index, sentences[index], proposition.roles.get("subject", ())):
                    take_for_body(thing)


def _called(settled: Settled, index: int, parsed: Parsed, tokens: Iterable[int]) -> Iterator[Thing]:
    """The things that tokens of a sentence name."""
    for token in tokens:
        name = parsed.units[token].name
        thing = settled.things.get(settled.of.get((index, name.start), "")) if name and name.form == "name" else None
        if thing is not None:
            yield thing


def _doers(extractor: "Extractor", settled: Settled, index: int, parsed: Parsed, proposition: Proposition) -> str:
    """Whether those who do something are persons ("person"), states at once ("several") or anybody else ("")."""
    kinds = []
    for token in proposition.roles.get("subject", ()):
        name = parsed.units[token].name
        thing = settled.things.get(settled.of.get((index, name.start), "")) if name else None
        if thing is not None:
            kinds.append(thing.kind)
        elif "State" in extractor.lexicon.settings["references"]["plural"].get(singular(fold(parsed.doc[token].text)), ()):
            kinds.extend(("State", "State"))
    return "person" if "Person" in kinds else "several" if kinds.count("State") > 1 else ""


def _offices(extractor: "Extractor", reads: list[Read], settled: Settled) -> list[list[Office]]:
    """The offices of the persons in each sentence."""
    finder = Offices(extractor.lexicon.titles)
    found = []
    for index, read in enumerate(reads):
        keys = [settled.of.get((index, name.start)) for name in read.names]
        persons = frozenset(i for i, key in enumerate(keys) if key and settled.things[key].kind == "Person" and settled.things[key].solid)
        found.append(finder.find(read.words, read.names, persons) if persons else [])
    return found


def _dropped(read: Read, offices: list[Office]) -> frozenset[int]:
    return frozenset(index for office in offices for index in range(*office.drop)) | droppable(read.words, read.names)


def _remember(history: History, arguments: Arguments, sentences: list[Parsed]) -> None:
    """Enter all named mentions and coordinated groups into the history, for references to look back at."""
    for index, parsed in enumerate(sentences):
        for token in parsed.doc:
            named = arguments.named(index, token.i)
            subject = token.dep_ in {"nsubj", "nsubjpass"} or (
                token.dep_ in {"conj", "appos"} and token.head.dep_ in {"nsubj", "nsubjpass"}
            )
            for thing in named:
                history.add(index, token.i, thing.key, subject=subject)
            if len(named) > 1:
                history.add_group(index, token.i, [thing.key for thing in named])
            if named and token.dep_ != "conj":
                members = [thing.key for item in conjuncts(token) for thing in arguments.named(index, item.i)]
                history.add_group(index, token.i, members)


def _state(
    extractor: "Extractor",
    spotter: Spotter,
    facts: Facts,
    arguments: Arguments,
    sentences: list[Parsed],
    reads: list[Read],
    offices: list[list[Office]],
    propositions: list[list[Proposition]],
    issued: str | None,
) -> set[int]:
    """State the facts of all sentences in order; the indexes of those that gave any."""
    frames = Frames(extractor.lexicon, facts, arguments, spotter)
    layout = Layout(extractor.lexicon, facts, arguments, spotter, reads, issued=issued)
    frames.lead_times = layout.lead_times
    people = People(facts, arguments)
    bonds = Bonds(facts, arguments, extractor.reader)
    flights = Flights(facts, arguments, extractor.lexicon.settings["flights"])
    subjects = Subjects(facts, arguments, spotter, extractor.lexicon.settings["topics"])
    echoes = Echoes(facts, arguments, extractor.reader.standing.modals)
    productive = set()
    for index, parsed in enumerate(sentences):
        if layout.silent(index):
            continue
        stated = people.read(index, reads[index], offices[index]) + bonds.offices(index, reads[index], offices[index])
        for proposition in propositions[index]:
            stated += frames.apply(index, parsed, proposition)
        stated += layout.read(index, parsed)
        stated += bonds.read(index, parsed)
        stated += flights.read(index, parsed, propositions[index])
        stated += subjects.read(index, parsed, propositions[index])
        stated += echoes.read(index, parsed, propositions[index])
        if stated:
            productive.add(index)
    return productive


def _assemble(
    document: Document,
    settled: Settled,
    reads: list[Read],
    sentences: list[Parsed],
    arguments: Arguments,
    facts: Facts,
    productive: set[int],
) -> Extraction:
    things = settled.things
    used = {key for fact in facts.found.values() for key in (fact.subject, fact.object) if isinstance(key, str) and key in things}
    solid = {key for key in set(settled.of.values()) if key in things and things[key].solid}
    ids = {key: _id(document, things[key]) for key in used | solid | _paired(reads, things)}
    spans = [read.sentence.span for read in reads]
    passages = tuple(
        Passage(
            read.sentence.span,
            document.text[read.sentence.span.start : read.sentence.span.end],
            _mentions(index, read, settled, ids) + _unnamed(index, sentences[index], arguments, ids),
        )
        for index, read in enumerate(reads)
    )
    cited = {sentence for fact in facts.found.values() for sentence in fact.sentences}
    return Extraction(
        document,
        entities=tuple(sorted((_entity(ids[key], things[key]) for key in sorted(ids)), key=lambda entity: entity.id)),
        passages=tuple(passage for index, passage in enumerate(passages) if passage.mentions or index in cited),
        claims=tuple(claim(fact, ids, spans) for _, fact in sorted(facts.found.items())),
        silent=tuple(span for index, span in enumerate(spans) if index not in productive),
        unrecognised=tuple(settled.unrecognised),
    )


def _paired(reads: list[Read], things: dict[str, Thing]) -> set[str]:
    return {member for read in reads for name in read.names for member in name.members if member in things}


def _id(document: Document, thing: Thing) -> str:
    if not thing.described:
        return identifier(thing)
    from hashlib import sha256

    mark = sha256(f"{document.identifier}\n{thing.key}\n{thing.label}".encode()).hexdigest()[:8]
    base = identifier(thing)
    stem, _, coarse = base.rpartition("_")
    return f"{stem[:60].strip('-')}-{mark}_{coarse}"


def _entity(id_: str, thing: Thing) -> Entity:
    alternatives = tuple(dict.fromkeys(name for name in thing.names if name != thing.label))
    return Entity(id_, thing.kind or "Actor", thing.label, alternatives, known=thing.known, described=thing.described)


def _mentions(index: int, read: Read, settled: Settled, ids: dict[str, str]) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for name in read.names:
        if name.form == "title":
            continue
        last = name.end - 1
        span = read.sentence.at(read.starts[name.start], read.starts[last] + len(read.words.texts[last]))
        key = settled.of.get((index, name.start))
        keys = [key] if key else list(name.members) if name.form == "pair" else []
        found.extend(Mention(span, ids[key]) for key in keys if key in ids)
    return tuple(found)


def _unnamed(index: int, parsed: Parsed, arguments: Arguments, ids: dict[str, str]) -> tuple[Mention, ...]:
    """The mentions of things that the document describes but doesn't name, where the facts use them."""
    found: list[Mention] = []
    for token in range(len(parsed.doc)):
        options = arguments.seen(index, token)
        things = [thing for thing in (options[0] if options else ()) if thing.described and thing.key in ids]
        found.extend(Mention(parsed.span(token), ids[thing.key], reference=True) for thing in things)
    return tuple(found)
