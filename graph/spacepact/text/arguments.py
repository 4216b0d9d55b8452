"""From a token of the tree to the things it stands for: a name, a group, a reference, or a thing without a name.

An argument is a list of options, the most salient first (see coreference); an option is a group of things.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from spacepact.lexicon import Lexicon
from spacepact.text.coreference import FAR, WINDOW, History, Option
from spacepact.text.mentions import Thing
from spacepact.text.nameless import Nameless
from spacepact.text.parse import Parsed
from spacepact.text.tree import conjuncts
from spacepact.vocab import COARSE
from spacepact.words import fold, singular

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEFINITE = frozenset("the this that these those its their his her our both such".split())
_INDEFINITE = frozenset("a an another any some several many new second third fourth further other additional more no every each".split())
_PLURAL_PRONOUNS = frozenset("they them their both we us our themselves".split())
_PERSON_PRONOUNS = frozenset("he she him her his himself herself who".split())
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "both": 2}
_SET_NOUNS = frozenset(
    (
        "first second third last latest one set series sequence number edition round pair group family kind part raft "
        "host range collection batch component element completion text signing launch creation"
    ).split()
)
_PARTS = frozenset("module element component segment instrument part".split())
"""Nouns whose plural behind a name is of its parts, not of the thing: "Aurora modules"."""
_LISTING = frozenset("including include like namely".split())


class Arguments:
    """Resolves the tokens of one document's sentences; `of` maps (sentence, first word) of a name to its thing's key."""

    def __init__(self, lexicon: Lexicon, history: History, sentences: Sequence[Parsed], of: dict[tuple[int, int], str]) -> None:
        self.lexicon = lexicon
        self.history = history
        self.sentences = sentences
        self.of = of
        capitals = [entity for entity in sorted(lexicon.known.values(), key=lambda e: e.id, reverse=True) if entity.capital]
        self.capitals = {entity.capital: entity.id for entity in capitals if entity.capital}
        self.capitals |= {entity.capital: entity.id for entity in capitals if entity.capital and entity.id in history.things}
        self.nameless = Nameless(history, sentences, self.named)
        self.titles: dict[str, str] = {}
        self._cache: dict[tuple[int, int], list[Option]] = {}

    def options(self, sentence: int, token: int) -> list[Option]:
        """What a token stands for; empty where it stands for nothing that the graph knows."""
        key = (sentence, token)
        if key not in self._cache:
            self._cache[key] = []
            doc_token = self.sentences[sentence].doc[token]
            self._cache[key] = found = self._resolve(sentence, doc_token)
            if doc_token.dep_ in {"nsubj", "nsubjpass"} and len(found) == 1 and len(found[0]) > 1:
                self.history.subject_groups[sentence] = tuple(thing.key for thing in found[0])
        return self._cache[key]

    def likeliest(self, sentence: int, tokens: Iterable[int]) -> list[Thing]:
        """The things that tokens most likely stand for, in the tokens' order."""
        return [thing for token in tokens for option in self.options(sentence, token)[:1] for thing in option]

    def seen(self, sentence: int, token: int) -> list[Option]:
        """What a token was found to stand for, where it was asked for; nothing new is made."""
        return self._cache.get((sentence, token), [])

    def named(self, sentence: int, token: int) -> tuple[Thing, ...]:
        """The things that a token itself names, without any reference resolved."""
        name = self.sentences[sentence].units[token].name
        if name is None:
            return ()
        if name.form == "pair":
            return tuple(self.thing(member) for member in name.members)
        key = self.of.get((sentence, name.start))
        return (self.history.things[key],) if key and key in self.history.things and self.history.things[key].solid else ()

    def thing(self, known: str) -> Thing:
        """The thing of a known entity, made where the document hasn't named it."""
        if known not in self.history.things:
            entry = self.lexicon.known[known]
            self.history.things[known] = Thing(known, entry.kind, entry.label, list(entry.names), known=True, strength=4)
        return self.history.things[known]

    def modifiers(self, sentence: int, noun: "Token") -> Iterator[Thing]:
        """The named things that belong to a noun: "Indian", "India's", "NASA" before it, "of India", "from Kenya" behind it."""
        for child in noun.children:
            if child.dep_ in {"compound", "amod", "nmod", "poss", "npadvmod"}:
                for item in conjuncts(child):
                    named = self.named(sentence, item.i)
                    if named:
                        yield from named
                    elif item.dep_ in {"poss", "compound"}:
                        yield from self.modifiers(sentence, item)
            elif child.dep_ == "prep" and child.lower_ in {"of", "from", "for", "at", "in", "with"}:
                for pobj in child.children:
                    if pobj.dep_ == "pobj":
                        for item in conjuncts(pobj):
                            yield from self.named(sentence, item.i) or (self.modifiers(sentence, item) if self._transparent(item) else ())

    # Resolution

    def _resolve(self, sentence: int, token: "Token") -> list[Option]:
        named = self.named(sentence, token.i)
        if named:
            return self._named_options(sentence, token, named)
        if self.sentences[sentence].units[token.i].time is not None:
            return []
        word = token.lower_
        if token.pos_ == "PRON" or word in _PLURAL_PRONOUNS | _PERSON_PRONOUNS or token.tag_ == "PRP$":
            return self._pronoun(sentence, token, word)
        if token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "DET"}:
            return self._noun(sentence, token)
        return []

    def _named_options(self, sentence: int, token: "Token", named: tuple[Thing, ...]) -> list[Option]:
        """A capital stands for its city where it is a place in the sentence, for its state where it acts."""
        thing = named[0]
        name = self.sentences[sentence].units[token.i].name
        if name is not None and name.form == "demonym" and token.dep_ == "attr" and token.head.lemma_ in {"be", "become"}:
            person = [thing for child in token.head.children if child.dep_ == "nsubj" for thing in self.named(sentence, child.i)]
            if person and person[0].kind == "Person":
                return [(person[0],)]
        state = self.capitals.get(thing.key) if thing.known else None
        if state and len(named) == 1:
            government = (self.thing(state),)
            return [government, named] if _acts(token) else [named, government]
        return [named]

    def _pronoun(self, sentence: int, token: "Token", word: str) -> list[Option]:
        if word in _PERSON_PRONOUNS:
            return self.history.latest(sentence, token.i, ("Person",), window=WINDOW)[:2]
        if word in {"we", "us", "our"}:
            return []
        if word in _PLURAL_PRONOUNS:
            ahead = self._ahead(sentence, token) if word == "their" else []
            if ahead:
                return ahead
            text = self._plural_text(sentence) if word in {"they", "them", "their"} else ()
            if text:
                self.history.add(sentence, token.i, text[0].key, subject=token.dep_ in {"nsubj", "nsubjpass"})
                return [text]
            for earlier in range(sentence, sentence - 3, -1):
                group = self.history.subject_groups.get(earlier)
                if group and word != "both":
                    return [tuple(self.history.things[key] for key in group)]
            return self.history.plural(
                sentence,
                token.i,
                ("State", "Organization", "Person", "Mission") if word == "both" else ("State", "Person", "Organization", "Mission"),
                count=2 if word == "both" else None,
                window=12 if word == "both" else 3,
            )
        if word in {"it", "its", "itself"}:
            parallel = self._parallel(sentence, token)
            if parallel:
                return [parallel]
            found = self.history.latest(sentence, token.i, ("Organization", "State", "Agreement", "Mission", "Event", "Facility"), window=2)
            own = {thing.key for item in self._own_subjects(token) for thing in self.named(sentence, item.i)} if word == "it" else set()
            return [option for option in found if option[0].key not in own][:4]
        return []

    def _ahead(self, sentence: int, token: "Token") -> list[Option]:
        """Those of the main clause whom a phrase before it speaks of: "After their summit in Oslo, Kenya and Peru agreed"."""
        above = [token, *token.ancestors]
        root, opener = above[-1], above[-2] if len(above) > 1 else token
        subject = next((child for child in root.children if child.dep_ == "nsubj" and child.i > token.i), None)
        if opener.dep_ not in {"prep", "advcl"} or subject is None or opener.i > subject.i:
            return []
        option = next(iter(self.options(sentence, subject.i)), ())
        several = tuple(thing for item in conjuncts(subject) for thing in self.named(sentence, item.i)) or option
        return [several] if len(several) > 1 else []

    def _plural_text(self, sentence: int) -> Option:
        """The text with a name in the plural that the last sentence is about: "The Accords are … . They were launched …"."""
        for mention in self.history.before(sentence, 0, 1):
            thing = self.history.things[mention.key]
            if mention.subject or thing.coarse == "Agreement":
                last = fold(thing.label).split()[-1]
                return (thing,) if thing.coarse == "Agreement" and last != singular(last) and not thing.described else ()
        return ()

    def _parallel(self, sentence: int, token: "Token") -> Option:
        """What an object pronoun takes up from the verb that its own is joined to: "develop the probe and plan to launch it"."""
        verb = token.head.head if token.head.dep_ == "xcomp" else token.head
        if token.dep_ != "dobj" or verb.dep_ != "conj" or any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children):
            return ()
        objects = [child for child in verb.head.children if child.dep_ == "dobj" and child.i < token.i]
        return self.named(sentence, objects[0].i) if len(objects) == 1 else ()

    @staticmethod
    def _own_subjects(token: "Token") -> "list[Token]":
        """The subjects of the clause in which a pronoun is the object: what it can't stand for."""
        verb = token.head.head if token.dep_ == "pobj" else token.head
        while token.dep_ in {"dobj", "pobj"} and verb.dep_ == "conj" and not any(child.dep_ == "nsubj" for child in verb.children):
            verb = verb.head
        return [child for child in verb.children if child.dep_ == "nsubj"] if token.dep_ in {"dobj", "pobj"} else []

    def _noun(self, sentence: int, token: "Token") -> list[Option]:
        appositive = self._appositive(sentence, token) or self._listed(sentence, token) or self._copular(sentence, token)
        if appositive:
            return [appositive]
        inner = self._set_of(token)
        if inner is not None:
            return self.options(sentence, inner.i)
        noun = singular(fold(token.text)) if token.text.lower() != "talks" else "talk"
        is_plural = token.tag_ in {"NNS", "NNPS"} or token.lower_ == "both"
        if noun == "agency" and not is_plural:
            national = self._national(sentence, token)
            if national:
                return [national]
        if self._transparent(token) and not _sums_up(token):
            if noun == "counterpart":
                other = self._identified(sentence, token)
                if other:
                    return other
            things = tuple(dict.fromkeys(thing.key for thing in self.modifiers(sentence, token)))
            if things:
                return [tuple(self.history.things[key] for key in things)]
        coarse = self.history.refers(noun, plural=is_plural)
        titled = self._titled(sentence, token, noun)
        if titled:
            return [titled]
        if is_plural and coarse and not self._introduced(token):
            count = next((_NUMBERS[child.lower_] for child in token.children if child.lower_ in _NUMBERS), None)
            definite = any(child.lower_ in _DEFINITE for child in token.children)
            if count or definite:
                group = self.history.plural(
                    sentence,
                    token.i,
                    coarse,
                    count=count,
                    kind={"agency": "SpaceAgency", "company": "Company", "firm": "Company"}.get(noun),
                )
                if group and (definite or coarse[0] != "Mission" or any(thing.described for thing in group[0])):
                    return group
        if is_plural and not coarse and any(child.lower_ in {"the", "these"} for child in token.children):
            called = self.history.latest(sentence, token.i, self.history.refers(noun, plural=False), window=FAR)
            named = [
                option
                for option in called
                if any(fold(name).split()[-1:] == [fold(token.text)] for name in (option[0].label, *option[0].names))
            ]
            if named:
                return named[:1]
        return self._described(sentence, token, noun, coarse, plural=is_plural) or self._identified(sentence, token)

    def _national(self, sentence: int, token: "Token") -> Option:
        """The agency of a state that the text has named: "the US agency"."""
        for owner in self.modifiers(sentence, token):
            if owner.coarse != "State":
                continue
            for (thing,) in self.history.latest(sentence, token.i, ("Organization",), window=FAR):
                entry = self.lexicon.known.get(thing.key)
                if thing.kind == "SpaceAgency" and entry and owner.key in entry.agency_of:
                    return (thing,)
        return ()

    def _identified(self, sentence: int, token: "Token") -> list[Option]:
        """The name apposed to a noun that says nothing itself: "the fourth, India"."""
        for child in token.children:
            if child.dep_ == "appos" and self.named(sentence, child.i):
                return self.options(sentence, child.i)
        return []

    def _transparent(self, token: "Token") -> bool:
        return singular(fold(token.text)) in self.lexicon.nouns.transparent

    def _appositive(self, sentence: int, token: "Token") -> Option:
        """The name that an apposition or a compound gives to a noun: "a lander, Aurora", "the Boreal-4 mission"; of a plural, the names."""
        kind = self._kind(sentence, token)
        if kind is None:
            return ()
        if token.tag_ == "NNS":
            for bonds in ({"appos"}, {"compound", "nmod"}):
                items = (item for child in token.children if child.dep_ in bonds for item in conjuncts(child))
                things = tuple(thing for item in items for thing in self.named(sentence, item.i) if self._same_sort(thing, kind[1]))
                if len(things) > 1:
                    return things
        return next(((thing,) for thing in self._given(sentence, token) if self._same_sort(thing, kind[1])), ())

    def _given(self, sentence: int, token: "Token") -> Iterator[Thing]:
        """The names that may be a noun's own: apposed, before it, behind "called", and the noun that it is apposed to itself."""
        for child in token.children:
            if child.dep_ == "appos":
                yield from self.named(sentence, child.i)
        parts = token.tag_ == "NNS" and token.lemma_.lower() in _PARTS
        for child in token.children:
            before = child.dep_ in {"compound", "nmod", "amod"} and not parts and not self._one_of(sentence, child, token)
            if before and (child.i == token.i - 1 or self._chained(sentence, child, token)):
                yield from self.named(sentence, child.i)
        for child in token.children:
            if child.dep_ == "acl" and child.lemma_.lower() in {"call", "name", "dub", "know", "title", "entitle"}:
                for item in child.subtree:
                    yield from self.named(sentence, item.i)
        yield from self._before_sort(sentence, token)
        yield from self._called(sentence, token)
        left = token.left_edge.i
        if left >= 2 and self.sentences[sentence].text(left - 1) == "," and token.doc[left].lower_ in {"a", "an", "the", "its", "their"}:
            yield from self.named(sentence, left - 2)
        if token.dep_ == "conj" and (bearer := _apposed_in_series(token)) is not None:
            yield from self.named(sentence, bearer.i)
        if token.dep_ == "appos" and not any(child.dep_ == "conj" for child in token.children):
            yield from self.named(sentence, token.head.i) or next(iter(self.options(sentence, token.head.i)), ())

    def _before_sort(self, sentence: int, token: "Token") -> Iterator[Thing]:
        """The name that a noun for a sort parts from its noun: "the Heron-13 | reconnaissance | satellite"."""
        sort = token.doc[token.i - 1] if token.i > 1 and token.tag_ == "NN" else token
        kind = self._kind(sentence, token)
        if kind is not None and sort.dep_ == "compound" and sort.head == token and sort.nbor(-1).head in {sort, token}:
            alike = {"Mission", "Spacecraft"} if kind[1] == "Spacecraft" else {kind[1]}
            yield from (thing for thing in self.named(sentence, sort.i - 1) if thing.kind in alike)

    def _one_of(self, sentence: int, child: "Token", token: "Token") -> bool:
        """Whether a name before a noun is that of a body to which it belongs: "an ISRO centre", "a NASA laboratory"."""
        several = any(item.lower_ in {"a", "an", "another"} for item in token.children)
        return several and any(thing.coarse in {"Organization", "State"} for thing in self.named(sentence, child.i))

    def _chained(self, sentence: int, child: "Token", token: "Token") -> bool:
        """Whether nouns for craft and adjectives alone stand between a name and its noun: "the Red Plains rover mission"."""
        between = token.doc[child.i + 1 : token.i]
        return all(
            item.pos_ == "ADJ" or (item.dep_ == "compound" and singular(fold(item.text)) in self.lexicon.nouns.kinds) for item in between
        )

    def _called(self, sentence: int, token: "Token") -> Option:
        """The name that follows "called" or "dubbed" in the words behind a noun, wherever the parser puts it: "a mission to the
        Moon called X".
        """
        if not any(child.lower_ in {"a", "an"} for child in token.children):
            return ()
        for item in token.doc[token.i + 1 : token.i + 10]:
            if item.lower_ in {"called", "named", "dubbed", "christened"} and item.i + 1 < len(token.doc):
                following = item.i + (2 if token.doc[item.i + 1].lower_ in {"the", '"'} else 1)
                return self.named(sentence, following) if following < len(token.doc) else ()
            if item.pos_ in {"VERB", "AUX"} or item.text == ",":
                break
        return ()

    def _listed(self, sentence: int, token: "Token") -> Option:
        """What a general noun lists: "missions, including Heron and Osprey", "bodies such as the Lunar Law Dialogue"."""
        found: dict[str, Thing] = {}
        for child in token.children:
            listing = child.lower_ in _LISTING or (
                child.lower_ == "as" and any(c.lower_ == "such" for c in (*child.children, *token.children))
            )
            tokens = [c for c in child.children if c.dep_ == "pobj"] if listing else []
            if child.dep_ == "appos" and (any(c.lower_ == "namely" for c in child.children) or self._enumerates(sentence, token, child)):
                tokens = [child]
            for item in (member for head in tokens for member in conjuncts(head)):
                found.update({thing.key: thing for thing in self.named(sentence, item.i)})
        return tuple(found.values()) or self._among(sentence, token) or self._spelt_out(sentence, token)

    def _among(self, sentence: int, token: "Token") -> Option:
        """The examples behind the last plural before a comma: "other countries concerned, among them Nepal and Bhutan"."""
        if token.tag_ != "NNS":
            return ()
        doc = token.doc
        index = next((item.i for item in doc[token.i + 1 : token.i + 4] if item.text == "," or item.tag_ == "NNS"), len(doc))
        words = [item.lower_ for item in doc[index : index + 3]]
        if words[:2] != [",", "among"] or words[2:] not in (["them"], ["these"], ["which"]):
            return ()
        wanted = self.history.refers(singular(fold(token.text)), plural=True)
        found: dict[str, Thing] = {}
        for item in doc[index + 3 :]:
            named = self.named(sentence, item.i)
            if not named and item.text != "," and item.lower_ not in {"and", "the"}:
                break
            found.update({thing.key: thing for thing in named if thing.coarse in wanted})
        return tuple(found.values())

    def _spelt_out(self, sentence: int, token: "Token") -> Option:
        """The names that close a sentence behind a colon, for the counted plural that it speaks of: "Seven countries signed: …"."""
        if token.tag_ != "NNS" or not any(child.dep_ == "nummod" for child in token.children):
            return ()
        doc = token.doc
        colons = [item.i for item in doc[token.i :] if item.text == ":"]
        if len(colons) != 1:
            return ()
        wanted = self.history.refers(singular(fold(token.text)), plural=True)
        found: dict[str, Thing] = {}
        for item in doc[colons[0] + 1 :]:
            named = self.named(sentence, item.i)
            if not named and item.text not in {",", ".", ";"} and item.lower_ not in {"and", "the"}:
                return ()
            found.update({thing.key: thing for thing in named})
        return tuple(found.values()) if len(found) > 1 and all(thing.coarse in wanted for thing in found.values()) else ()

    def _enumerates(self, sentence: int, token: "Token", child: "Token") -> bool:
        """Whether an apposition spells out a plural: "the participating countries - Nepal, Bhutan and Sri Lanka"."""
        named = self.named(sentence, child.i)
        return token.tag_ == "NNS" and bool(named) and named[0].coarse in self.history.refers(singular(fold(token.text)), plural=True)

    def _copular(self, sentence: int, token: "Token") -> Option:
        """The named subject of "X is a …": what the noun is said of."""
        noun = singular(fold(token.text))
        if (
            token.dep_ == "pobj"
            and token.head.lower_ == "as"
            and token.head.head.pos_ == "VERB"
            and self.history.refers(noun, plural=False)
        ):
            objects = [child for child in token.head.head.children if child.dep_ in {"dobj", "nsubjpass"}]
            named = next((found for child in objects if (found := self.named(sentence, child.i))), ())
            return named if named and named[0].coarse in self.history.refers(noun, plural=False) else ()
        if token.dep_ != "attr" or token.head.lemma_ not in {"be", "become", "remain"}:
            return ()
        for child in token.head.children:
            if child.dep_ == "nsubj":
                several = token.tag_ in {"NNS", "NNPS"}
                named = tuple(thing for item in (conjuncts(child) if several else (child,)) for thing in self.named(sentence, item.i))
                kind = self._kind(sentence, token)
                if named and named[0].coarse in {"State", "Organization"} & set(self.history.refers(noun, plural=False)):
                    return named
                if (
                    named
                    and named[0].coarse in {"Mission", "Agreement", "Event", "Facility"}
                    and (kind is None or self._same_sort(named[0], kind[1]))
                ):
                    return named
        return ()

    def _set_of(self, token: "Token") -> "Token | None":
        """What stands behind "of" after a noun that only counts, orders or places: "the third edition of the Dialogue", "in the
        framework of the programme".
        """
        placed = token.dep_ == "pobj" and token.head.lower_ in {"in", "within", "under"}
        within = placed and token.lower_ in {"framework", "context", "scope"}
        if not within and token.lemma_.lower() not in _SET_NOUNS and token.lower_ not in _SET_NOUNS:
            return None
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                return next((c for c in child.children if c.dep_ == "pobj"), None)
        return None

    @staticmethod
    def _same_sort(thing: Thing, kind: str) -> bool:
        return thing.coarse == COARSE.get(kind) or (thing.coarse == "Organization" and COARSE.get(kind) == "Facility")

    def _titled(self, sentence: int, token: "Token", noun: str) -> Option:
        """The person whose office a definite noun names: "the Vice President"."""
        if token.tag_ in {"NNS", "NNPS"} or not any(child.lower_ == "the" for child in token.children):
            return ()
        compound = [child for child in token.children if child.dep_ in {"compound", "amod"} and child.i == token.i - 1]
        phrase = f"{fold(compound[0].text)} {noun}" if compound else noun
        key = self.titles.get(phrase) or (self.titles.get(noun) if not compound else None)
        return (self.history.things[key],) if key else ()

    @staticmethod
    def _introduced(token: "Token") -> bool:
        return any(child.lower_ in {"a", "an", "some", "several", "many", "other", "more", "all"} for child in token.children)

    def _kind(self, sentence: int, token: "Token") -> tuple[str, str] | None:
        doc = self.sentences[sentence].doc
        words = [doc[i].text for i in range(max(0, token.i - 2), token.i + 1) if doc[i].pos_ in {"NOUN", "PROPN", "ADJ", "ADP"}]
        found = self.lexicon.nouns.kind(words)
        return (found[0], "Facility") if found and found[0] == "station" and self._stands(sentence, token) else found

    def _stands(self, sentence: int, token: "Token") -> bool:
        """Whether a noun is said to be somewhere on Earth: "a station in Madrid"."""
        places = (item.i for prep in token.children if prep.lower_ in {"in", "near", "outside"} for item in prep.children)
        return any(
            thing.kind in {"Place", "State"} and not thing.label.endswith("orbit")
            for place in places
            for thing in self.named(sentence, place)
        )

    def _described(self, sentence: int, token: "Token", noun: str, coarse: Sequence[str], *, plural: bool) -> list[Option]:
        kind = self._kind(sentence, token)
        definite = any(child.lower_ in _DEFINITE or child.dep_ == "poss" for child in token.children)
        specific = self.nameless.specific(sentence, token, kind[1] if kind else "")
        own = noun == "module" and any(child.dep_ == "compound" for child in token.children)
        if coarse and definite and not specific and not plural and not own:
            kinds = frozenset({kind[1]}) if kind and noun not in self.lexicon.settings["references"]["generic"] else frozenset()
            window = WINDOW if coarse[0] in {"Organization", "State"} else FAR if noun in self.lexicon.nouns.kinds else WINDOW
            found = self.history.latest(sentence, token.i, coarse, window=window, kinds=kinds, word=noun)
            if coarse[0] == "Organization":
                found = self.history.called(sentence, token.i, coarse, noun)[:1] or found
            found = [option for option in found if _interchangeable(option[0], noun, self.lexicon.nouns.kinds)]
            if found:
                first = found[0][0]
                if first.described and noun not in first.names and len(found[0]) == 1:
                    first.names.append(noun)
                if noun == "mission" and first.kind == "Spacecraft" and not first.known:
                    first.kind = "Mission"
                if first.coarse in {"Mission", "Agreement", "Event"}:
                    self.history.add(sentence, token.i, first.key, subject=token.dep_ in {"nsubj", "nsubjpass"})
                return found[:3]
        if kind is None or kind[0] not in self.lexicon.nouns.described:
            return []
        if coarse and coarse[0] in {"Organization", "State"} and not (kind[1] == "GovernmentBody" and specific):
            return []
        if noun == "resolution" and any(item.pos_ == "NUM" for child in token.children if child.lower_ == "of" for item in child.subtree):
            return []
        if any(child.lower_ == "no" or child.lower_ in self.lexicon.settings["references"]["vague"] for child in token.children):
            return []
        if plural and noun not in {"talk", "discussion", "negotiation", "consultation", "talks"}:
            counted = any(child.lower_ in _NUMBERS or self.sentences[sentence].units[child.i].time is not None for child in token.children)
            bare = kind[1] == "Instrument" and not any(child.dep_ in {"amod", "compound", "prep"} for child in token.children)
            if bare or (not counted and (not specific or kind[1] in {"Spacecraft", "Mission", "Instrument", "Facility"})):
                return []
        if (
            not definite
            and not plural
            and not any(child.dep_ in {"det", "amod", "compound", "prep", "nummod", "poss"} for child in token.children)
        ):
            return []
        return [(self.nameless.make(sentence, token, kind[1]),)]


_FAMILIES = {
    ("treaty", "convention", "protocol", "charter", "accord", "compact"): {"Treaty", "Accord"},
    ("strategy", "policy", "roadmap", "initiative", "partnership"): {"Initiative"},
    ("contract", "memorandum", "letter"): {"MemorandumOfUnderstanding"},
    ("resolution", "moratorium"): {"Norm"},
}
"""Nouns for texts of one sort, and the kinds of texts that they may refer to."""


def _interchangeable(thing: Thing, noun: str, kinds: Mapping[str, str]) -> bool:
    """Whether a noun may refer to a thing: "the mission" never means an instrument or a rocket, nor "the rocket" a mission."""
    apart = {"Instrument", "LaunchVehicle"}
    kind = kinds.get(noun, "")
    family = next((family for family in _FAMILIES if noun in family), None)
    if thing.coarse == "Agreement" and family and thing.kind != "Agreement":
        return thing.kind in _FAMILIES[family]
    if noun == "station" and thing.coarse == "Facility":
        return bool({"ground", "earth", "tracking", "receiving", "antenna"} & set(fold(" ".join((thing.label, *thing.names))).split()))
    return thing.coarse != "Mission" or thing.kind == kind or not apart & {thing.kind, kind}


def _sums_up(token: "Token") -> bool:
    """Whether a plural says what those named right before it are: "Chile and Peru, both members of the council"."""
    left = token.left_edge.i
    return left >= 2 and token.doc[left].lower_ in {"both", "all"} and token.doc[left - 1].text == ","


def _acts(token: "Token") -> bool:
    """Whether a token stands where an actor does: subject, possessor, agent, or partner ("between", "with", "by")."""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass", "poss"} or (
        token.dep_ == "pobj" and token.head.lower_ in {"by", "between", "with", "among"}
    )


def _apposed_in_series(token: "Token") -> "Token | None":
    """What the last noun of a series is apposed to whose first ones modify it: "X, a | cloud, aerosol and radiation | observatory"."""
    if token.tag_ != "NN" or any(child.dep_ in {"det", "poss"} for child in token.children):
        return None
    head = token
    while head.dep_ == "conj":
        head = head.head
    series = [head] if head.dep_ == "appos" else [child for child in head.children if child.dep_ == "appos" and child.i < token.i]
    opened = series and series[0].tag_ == "NN" and any(child.lower_ in {"a", "an"} for child in series[0].children)
    return series[0].head if opened else None
