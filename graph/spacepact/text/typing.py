"""Kinds that the parsed sentence gives to names whose words (`kinds`) do not tell: "Osprey, a satellite", "a craft called Sparrow"."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from spacepact.lexicon import Lexicon
from spacepact.text.mentions import Thing
from spacepact.text.parse import Parsed
from spacepact.vocab import COARSE

if TYPE_CHECKING:
    from spacy.tokens import Token

_SURE = 3
_BLOCKED = frozenset({"State", "Place"})


def type_names(sentences: Sequence[Parsed], things: dict[str, Thing], of: dict[tuple[int, int], str], lexicon: Lexicon) -> None:
    """Give kinds to names whose own words do not tell it, from appositions and copulas; those that get one count as names."""
    for index, parsed in enumerate(sentences):
        for token in parsed.doc:
            name = parsed.units[token.i].name
            if name is None or name.form != "name":
                continue
            thing = things.get(of.get((index, name.start), ""))
            if thing is None or thing.known or (thing.strength >= _SURE and thing.solid):
                continue
            for noun, called in _said_of(token):
                kind = _kind(parsed, noun, lexicon) or _counted(sentences[max(0, index - 2) : index + 1], noun, lexicon)
                if kind and kind not in _BLOCKED and (called or thing.kind != "Person" or thing.strength < 2):
                    thing.kind, thing.strength, thing.solid = kind, _SURE, True
                    break
            if (thing.strength == 0 or _taken_for_body(thing)) and _beside_person(token, index, parsed, things, of):
                thing.kind, thing.strength, thing.solid = "Person", 1, True


def _taken_for_body(thing: Thing) -> bool:
    """Whether a tagger alone holds a name of two or three plain words for a body's."""
    words = thing.label.split()
    return thing.kind == "Organization" and thing.strength == 1 and len(words) in {2, 3} and all(word[1:].islower() for word in words)


def _beside_person(token: "Token", index: int, parsed: Parsed, things: dict[str, Thing], of: dict[tuple[int, int], str]) -> bool:
    """Whether a name of two or three words that nothing types is coordinated with a person: "with Ann Lee and Bob Ray aboard"."""
    if not 2 <= len(parsed.text(token.i).split()) <= 3:
        return False
    names = [parsed.units[item.i].name for item in token.conjuncts]
    beside = [things.get(of.get((index, name.start), "")) for name in names if name is not None]
    return any(thing is not None and thing.kind == "Person" and thing.solid and thing.strength >= 1 for thing in beside)


def _said_of(token: "Token") -> "Iterable[tuple[Token, bool]]":
    """The nouns that an apposition or a copula puts on a par with a name, and whether they are outright called by it."""
    for child in token.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN":
            yield child, False
    labelled = token.i > 0 and token.doc[token.i - 1].text == ":"
    if token.dep_ == "appos" and not labelled and (token.head.pos_ == "NOUN" or token.head.lower_ == "one"):
        yield token.head, False
    if token.dep_ in {"nsubj", "conj"} and token.head.lemma_ in {"be", "become", "remain"}:
        yield from ((child, False) for child in token.head.children if child.dep_ == "attr" and child.pos_ == "NOUN")
    if token.dep_ in {"oprd", "attr"} and token.head.lemma_ in {"call", "name", "know", "dub"}:
        yield from ((child, True) for child in token.head.children if child.dep_ in {"nsubjpass", "dobj"} and child.pos_ == "NOUN")
        if token.head.dep_ == "acl" and token.head.head.pos_ == "NOUN":
            yield token.head.head, True


def _counted(sentences: Sequence[Parsed], noun: "Token", lexicon: Lexicon) -> str | None:
    """What "one" stands for: the last plural that names a kind of thing ("eight instruments … the main one, Aquarius")."""
    if noun.lower_ != "one":
        return None
    plurals = [
        token for parsed in sentences for token in parsed.doc if token.tag_ == "NNS" and not (parsed is sentences[-1] and token.i > noun.i)
    ]
    kinds = [found[1] for token in plurals if (found := lexicon.nouns.kind([token.text]))]
    return kinds[-1] if kinds else None


def _kind(parsed: Parsed, noun: "Token", lexicon: Lexicon) -> str | None:
    words = [parsed.doc[i].text for i in range(max(0, noun.i - 2), noun.i + 1)]
    found = lexicon.nouns.kind(words)
    return found[1] if found and noun.tag_ != "NNS" else None


def prefer(thing: Thing, kind: str) -> None:
    """Let a verb that takes one kind of thing alone type a name that nothing else types: what lifts off is a craft."""
    if not thing.known and (thing.kind is None or (thing.strength <= 1 and COARSE.get(thing.kind) != COARSE[kind])):
        thing.kind, thing.strength, thing.solid = kind, 2, True


def take_for_body(thing: Thing) -> None:
    """Let what acts be a body where its words would make it a facility: "the Lisbon Space Centre signed a contract"; a state
    where a tagger alone took it for a place.
    """
    if thing.known or thing.described:
        return
    if thing.kind == "Facility":
        thing.kind = "ResearchInstitution"
    elif thing.kind == "Place" and thing.strength == 1:
        thing.kind, thing.strength = "State", 2
