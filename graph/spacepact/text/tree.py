"""The dependency tree read as roles: who is the subject, whatever the voice; what a preposition brings; what is coordinated.

Labels are those of spaCy's English models (ClearNLP style).
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_RELATIVES = frozenset({"which", "that", "who", "whom", "whose"})


_DOERS = frozenset(
    ("country nation state member one agency company organization government person woman man astronaut cosmonaut signatory").split()
)
"""Nouns whose infinitive says what they themselves do: "the 30th country to sign"."""
_ACTIVE = frozenset("journey travel arrive return serve participate attend work fly orbit depart emerge agree".split())
"""Verbs whose past form after a noun is no passive, whatever the tagger says: "Brook, who …, journeyed aboard"."""


def is_passive(verb: "Token") -> bool:
    """Whether a verb's surface subject is its logical object, also in participles ("built by …", "Hosted by …, the event")."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if is_state(verb):
        return True
    if verb.lemma_ in _ACTIVE and not any(child.dep_ == "agent" for child in verb.children):
        return False
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl"} and not any(child.dep_ in {"aux", "nsubj"} for child in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and not any(child.dep_ in {"aux", "nsubj"} for child in verb.children):
        return True
    if (
        verb.tag_ == "VBN"
        and verb.dep_ == "conj"
        and verb.head.pos_ == "VERB"
        and not any(child.dep_ in {"aux", "nsubj", "dobj"} for child in verb.children)
    ):
        return is_passive(verb.head)
    return verb.tag_ == "VBN" and any(child.dep_ == "agent" for child in verb.children)


def is_state(verb: "Token") -> bool:
    """Whether a participle is taken for an adjective behind a copula: "is committed to"."""
    return verb.dep_ == "acomp" and verb.tag_ == "VBN" and verb.head.lemma_ in {"be", "remain", "become"}


def subjects_of(verb: "Token", depth: int = 0) -> "list[Token]":
    """The surface subject of a verb, its own or the one it shares, controls or modifies."""
    own = [child for child in verb.children if child.dep_ in _SUBJECTS and child.dep_ != "expl"]
    if len(own) > 1 and own[0].lower_ == "that":
        own = own[1:]
    if own and own[0].lower_ in _RELATIVES:
        antecedent = _antecedent(verb)
        return [antecedent] if antecedent is not None else []
    if own or depth > 5:
        return own
    ranked = doer(verb)
    if ranked is not None:
        return [ranked]
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return subjects_of(head, depth + 1)
    if is_state(verb) or (verb.pos_ == "ADJ" and verb.dep_ == "acomp"):
        return subjects_of(head, depth + 1)
    if verb.dep_ == "xcomp" and head.pos_ == "NOUN":
        return _acl_controller(head, depth)
    if verb.dep_ == "xcomp":
        objects = [child for child in head.children if child.dep_ == "dobj" and child.pos_ != "NUM"]
        return objects if objects and head.pos_ == "VERB" and head.lemma_ != "promise" else subjects_of(head, depth + 1)
    if verb.dep_ == "ccomp" and verb.tag_ in {"VB", "VBG", "VBN"} and head.pos_ == "VERB":
        objects = [child for child in head.children if child.dep_ == "dobj"]
        return objects or subjects_of(head, depth + 1)
    if verb.dep_ == "acl":
        if verb.tag_ == "VB":
            return _acl_controller(head, depth)
        return [nearest(head, verb)]
    if verb.dep_ == "relcl":
        return [] if any(child.lower_ in _RELATIVES for child in verb.subtree) else [head]
    if verb.dep_ == "advcl" and head.pos_ in {"VERB", "AUX"}:
        return subjects_of(head, depth + 1)
    return _doers_behind(head, depth) if verb.dep_ == "pcomp" else []


def _doers_behind(preposition: "Token", depth: int) -> "list[Token]":
    """Who does what a preposition brings: the subject of the clause ("agreed on building"), or who is charged with it."""
    above = preposition.head
    charged = [child for child in above.children if child.dep_ in {"dobj", "nsubjpass"}] if preposition.lower_ == "with" else []
    if charged and above.lemma_ in {"charge", "task", "entrust"}:
        return charged
    return subjects_of(above, depth + 1) if above.pos_ in {"VERB", "AUX"} else _acl_controller(above, depth)


def doer(verb: "Token") -> "Token | None":
    """The noun right before an infinitive that says what it did: "the 38th country to sign", wherever the tree hangs the verb."""
    if verb.tag_ != "VB" or verb.i < 2 or verb.doc[verb.i - 1].lower_ != "to":
        return None
    noun = verb.doc[verb.i - 2]
    return noun if noun.lemma_.lower() in _DOERS else None


def _acl_controller(noun: "Token", depth: int) -> "list[Token]":
    """Who is to do what a noun announces: its possessor ("India's plan to …"), else the subject of the verb it belongs to."""
    owners = [child for child in noun.children if child.dep_ == "poss"]
    if owners:
        return owners
    token = noun
    while token.head.i != token.i and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    return subjects_of(token, depth + 1) if token.pos_ in {"VERB", "AUX"} and depth < 4 else []


def _antecedent(verb: "Token") -> "Token | None":
    relative_verb = verb
    while relative_verb.dep_ in {"conj", "xcomp"} and relative_verb.head.pos_ in {"VERB", "AUX"}:
        relative_verb = relative_verb.head
    that = relative_verb.dep_ == "acl" and any(child.dep_ == "mark" and child.lower_ == "that" for child in relative_verb.children)
    return nearest(relative_verb.head, relative_verb) if relative_verb.dep_ == "relcl" or (that and relative_verb is not verb) else None


def nearest(noun: "Token", clause: "Token") -> "Token":
    """Of coordinated nouns the one right before a clause that modifies the last: "A, B and C, which was built by …"."""
    items = [item for item in conjuncts(noun) if item.i < clause.left_edge.i]
    return max(items, key=lambda item: item.i) if items else noun


def relative(verb: "Token", roles: dict[str, list[int]]) -> None:
    """Put the antecedent of a relative clause where its pronoun stands: "the satellite which ISRO built", "under which India
    may".
    """
    antecedent = _antecedent(verb)
    if antecedent is None:
        return
    for child in verb.children:
        if child.dep_ == "dobj" and child.lower_ in _RELATIVES:
            roles["object"] = [antecedent.i]
            return
        if child.dep_ == "prep":
            for pobj in child.children:
                if pobj.dep_ == "pobj" and pobj.lower_ in _RELATIVES:
                    roles[child.lower_] = [antecedent.i]
                    return
    own = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    if own and own[0].lower_ not in _RELATIVES and not roles.get("object") and not is_passive(verb) and verb.dep_ == "relcl":
        roles["object"] = [antecedent.i]
    if verb.dep_ == "xcomp" and not own and not roles.get("object") and not is_passive(verb) and _leaves_open(verb.head):
        roles["object"] = [antecedent.i]


def _leaves_open(governor: "Token") -> bool:
    """Whether a clause has its subject, and no object that an infinitive's would be: "that Chile and Peru agreed to build"."""
    roles = {child.dep_: child for child in governor.children}
    return "nsubj" in roles and roles["nsubj"].lower_ not in _RELATIVES and "dobj" not in roles and not is_passive(governor)


def shared_agent(verb: "Token", roles: dict[str, list[int]]) -> None:
    """ "designed, developed and operated by Japan": the last participle's agent belongs to all, where the earlier have none."""
    for child in verb.children:
        own = {c.dep_ for c in child.children} & {"nsubj", "nsubjpass", "aux", "auxpass"}
        if child.dep_ == "conj" and child.tag_ == "VBN" and not own:
            agents = [c for by in child.children if by.dep_ == "agent" for c in by.children if c.dep_ == "pobj"]
            if agents:
                add(roles, "subject", agents)
            else:
                shared_agent(child, roles)


def shared_object(verb: "Token", roles: dict[str, list[int]]) -> None:
    """ "design, build and launch the satellite": the last verb's object belongs to all, where the earlier have none."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and not any(c.dep_ in {"nsubj", "aux"} for c in child.children):
            objects = [c for c in child.children if c.dep_ == "dobj"]
            if objects and child.i - verb.i <= 5:
                add(roles, "object", objects)
            elif not objects:
                shared_object(child, roles)


def prepositions(head: "Token", roles: dict[str, list[int]]) -> None:
    """Add what stands behind each preposition of a head under the preposition's name; "by" agents become subjects."""
    for child in head.children:
        if child.dep_ == "agent" or (child.lower_ == "by" and child.dep_ == "prep" and is_passive(head)):
            for by in conjuncts(child):
                add(roles, "subject" if head.pos_ in {"VERB", "AUX"} else "by", [c for c in by.children if c.dep_ == "pobj"])
        elif child.dep_ == "advmod":
            add(roles, child.lower_, [c for c in child.children if c.dep_ == "pobj"])
        elif child.dep_ in {"prep", "dative"} and child.pos_ in {"ADP", "SCONJ", "VERB"}:
            name = child.lower_
            objects = [c for c in child.children if c.dep_ == "pobj"]
            inner = [c for c in child.children if c.dep_ == "prep"]
            if objects and objects[0].lower_ in {"behalf", "board"}:
                name = "behalf" if objects[0].lower_ == "behalf" else "aboard"
                objects = [c for p in (*objects[0].children, *inner) if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj"] or [
                    c for c in objects[0].children if c.dep_ in {"dobj", "appos", "npadvmod"}
                ]
            if not objects and inner:
                name = (
                    inner[0].lower_
                    if name not in {"together", "along", "due", "according", "because"}
                    else {"together": "with", "along": "with"}.get(name, f"{name}-{inner[0].lower_}")
                )
                objects = [c for c in inner[0].children if c.dep_ == "pobj"]
            add(roles, name, objects)
            for bond in objects if head.pos_ in {"NOUN", "PROPN"} else ():
                if bond.lemma_.lower() in {"partnership", "cooperation", "collaboration", "relationship", "co-operation"}:
                    for inner_prep in (c for c in bond.children if c.dep_ == "prep" and c.lower_ in {"between", "among"}):
                        add(roles, inner_prep.lower_, [c for c in inner_prep.children if c.dep_ == "pobj"])
            for other in (c for c in child.children if c.dep_ == "conj" and c.pos_ == "ADP"):
                add(
                    roles,
                    "subject" if other.lower_ == "by" and is_passive(head) else other.lower_,
                    [c for c in other.children if c.dep_ == "pobj"],
                )
        elif child.dep_ == "advmod" and child.lower_ in {"together", "jointly"}:
            for inner_child in child.children:
                if inner_child.dep_ == "prep":
                    add(roles, inner_child.lower_, [c for c in inner_child.children if c.dep_ == "pobj"])


def conjuncts(token: "Token") -> "Iterator[Token]":
    """A token and those coordinated with it, also where the parser took the second of a list for an apposition."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" or (child.dep_ == "appos" and (_lists(child) or _begins_list(token, child))):
            yield from conjuncts(child)


def _begins_list(token: "Token", child: "Token") -> bool:
    """Whether the second of "A, B, the C, D and E" was taken for an apposition of the first: more items of A follow it."""
    later = [item for item in token.children if item.dep_ == "conj" and item.i > child.i]
    return child.pos_ == "PROPN" and bool(later) and any(part.dep_ == "cc" and part.i > child.i for item in later for part in item.subtree)


def _lists(token: "Token") -> bool:
    """Whether an "apposition" is an item of a list: more items follow it, closed by "and", and it opens no list of examples."""
    if any(child.lower_ == "among" and child.i < token.i for child in token.children):
        return False
    return any(child.dep_ == "conj" for child in token.children) and any(child.dep_ == "cc" for child in token.subtree)


def add(roles: dict[str, list[int]], role: str, tokens: "Iterable[Token]") -> None:
    """Add nouns, and those coordinated with them, to a role; verbs only where they stand as nouns do."""
    for token in tokens:
        for item in conjuncts(token):
            nominal = item.pos_ not in {"VERB", "AUX"} or item.dep_ in {"pobj", "dobj"}
            if nominal and item.i not in roles.setdefault(role, []):
                roles[role].append(item.i)
