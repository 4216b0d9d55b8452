"""What the check of a lexicon finds: each kind of fault, and nothing where there is none."""

from dataclasses import replace

from reading import extractor
from spacepact.extract import Extractor
from spacepact.extract.check import Finding, check
from spacepact.lexicon import Emission, Example, ExampleFact, Frame

SIGN = Frame(
    id="signatoryOf.try",
    verbs=frozenset({"sign"}),
    nouns=frozenset(),
    where={},
    facts=(Emission("subject", "signatoryOf", "object"),),
    examples=(Example("Ghana signed the Lagos Charter.", (ExampleFact("Ghana", "signatoryOf", "Lagos Charter", "occurred"),)),),
    counter_examples=(Example("Ghana signed a cheque."),),
    origin="own",
)


def holding(*frames: Frame) -> Extractor:
    """An extractor whose lexicon has these frames alone."""
    words = extractor().lexicon
    by_verb = {verb: tuple(frame for frame in frames if verb in frame.verbs) for frame in frames for verb in frame.verbs}
    by_noun = {noun: tuple(frame for frame in frames if noun in frame.nouns) for frame in frames for noun in frame.nouns}
    return replace(extractor(), lexicon=replace(words, frames=frames, by_verb=by_verb, by_noun=by_noun))


def problems(*frames: Frame) -> list[str]:
    return [finding.problem for finding in check(holding(*frames))]


def test_a_sound_frame_gives_no_finding() -> None:
    assert check(holding(SIGN)) == []
    assert check(holding()) == []


def test_a_frame_without_examples_is_found() -> None:
    told = problems(replace(SIGN, examples=(), counter_examples=()))
    assert told[0].startswith("has no counter-example")
    assert told[1].startswith("has no example")


def test_an_example_that_is_not_read_is_found_with_what_is_read() -> None:
    wrong = Example("Ghana signed the Lagos Charter.", (ExampleFact("Togo", "signatoryOf", "Lagos Charter"),))
    (finding,) = check(holding(replace(SIGN, examples=(wrong,))))
    assert finding.problem.endswith("but the frame reads Ghana signatoryOf Lagos Charter (occurred).")
    assert finding.text == wrong.text
    assert str(finding) == f"error: lexicon/own.yaml, frame signatoryOf.try: {finding.problem}\n    {wrong.text}"


def test_a_status_is_compared_where_it_is_given() -> None:
    planned = Example("Ghana signed the Lagos Charter.", (ExampleFact("Ghana", "signatoryOf", "Lagos Charter", "planned"),))
    assert len(problems(replace(SIGN, examples=(planned,)))) == 1


def test_an_example_that_another_frame_reads_does_not_count() -> None:
    other = replace(SIGN, id="signatoryOf.other", where={"subject": frozenset({"Person"})})
    told = problems(SIGN, other)
    assert "an example gives Ghana signatoryOf Lagos Charter occurred by signatoryOf.try alone." in told


def test_a_counter_example_that_is_read_is_found() -> None:
    told = problems(replace(SIGN, counter_examples=(Example("Ghana signed the Lagos Charter."),)))
    assert told == ["a counter-example gives Ghana signatoryOf Lagos Charter (occurred)."]


def test_what_the_ontology_lacks_is_found() -> None:
    strange = replace(
        SIGN,
        where={"subject": frozenset({"Wizard"})},
        facts=(*SIGN.facts, Emission("subject", "enchants", "object", "magical"), Emission("new:Spell", "date", "time")),
    )
    told = problems(strange)
    for problem in ("no relation enchants", "no class Wizard", "no class Spell", "no status is called magical"):
        assert any(problem in line for line in told), problem


def test_ids_given_twice_and_frames_that_never_fire_are_found() -> None:
    told = problems(SIGN, replace(SIGN, verbs=frozenset()))
    assert "the id is given twice, the first time in lexicon/own.yaml." in told
    assert "has neither verbs nor nouns, so it never fires." in told


def test_two_frames_that_state_the_same_of_the_same_are_found() -> None:
    (finding,) = [found for found in check(holding(SIGN, replace(SIGN, id="signatoryOf.twin"))) if found.severity == "warning"]
    assert finding.problem == "states what signatoryOf.try states already: verb sign (subject signatoryOf object)."


def test_frames_that_want_different_kinds_are_no_doubles() -> None:
    persons = replace(SIGN, id="signatoryOf.persons", where={"subject": frozenset({"Person"})})
    assert not any("already" in problem for problem in problems(SIGN, persons))


def test_roles_that_cannot_be_or_never_are_filled_are_found() -> None:
    told = problems(replace(SIGN, facts=(*SIGN.facts, Emission("poss", "signatoryOf", "underneath"))))
    assert "asks for the role poss, which its predicates never have." in told
    assert "no example of any frame fills the role poss, underneath." in told


def test_findings_are_sorted_and_said_once() -> None:
    found = check(holding(replace(SIGN, id="b.b", examples=()), replace(SIGN, id="a.a", examples=())))
    assert found == sorted(set(found))
    assert isinstance(found[0], Finding)
