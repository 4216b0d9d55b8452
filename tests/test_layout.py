"""What the layout of a page states: tables, labelled lines, timelines, labels, and lists of partners."""

from datetime import date

import pytest

from spacepact.extract import Extractor
from spacepact.extract.items import items, phrases
from spacepact.model import Claim, Document, Extraction, Time
from spacepact.text import segment


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


def _read(extractor: Extractor, text: str) -> Extraction:
    return extractor.extract(Document(identifier="page", text=text, name="page.md", issued="2026-06-15"))


def _facts(extraction: Extraction) -> dict[tuple[str, str, str], Claim]:
    labels = {entity.id: entity.label for entity in extraction.entities}

    def object_(claim: Claim) -> str:
        return claim.object.edtf if isinstance(claim.object, Time) else labels.get(claim.object, claim.object)

    return {(labels[claim.subject], claim.relation, object_(claim)): claim for claim in extraction.claims}


def _kinds(extraction: Extraction) -> dict[str, str]:
    return {entity.label: entity.kind for entity in extraction.entities}


MISSIONS = """The joint flights of the two decades are these.

| Mission | Partners | Launch | Launch vehicle | Status |
|---|---|---|---|---|
| Vireo-Lux | JAXA, CNES | 4 May 2013 | Soyuz | in orbit |
| TERNSAT | ISRO and ASI | late 2027 | | planned |
| Corvina-2 | ESA | not fixed | Ariane 6 | under study |
"""


def test_a_row_speaks_of_its_first_cell(extractor: Extractor) -> None:
    facts = _facts(_read(extractor, MISSIONS))
    agency = {key[0]: claim.status for key, claim in facts.items() if key[1] == "participatesIn" and key[2] == "TERNSAT"}
    assert set(agency) == {"Indian Space Research Organisation", "Italian Space Agency"}
    assert set(agency.values()) == {"planned"}
    assert facts["Vireo-Lux", "launchDate", "2013-05-04"].status == "occurred"
    assert facts["TERNSAT", "launchDate", "2027-09/2027-12"].status == "planned"
    assert facts["European Space Agency", "participatesIn", "Corvina-2"].status == "possible"
    assert not [key for key in facts if key[0] == "Corvina-2" and key[1] == "launchDate"]


def test_the_head_of_the_first_column_says_what_the_names_under_it_are(extractor: Extractor) -> None:
    kinds = _kinds(_read(extractor, MISSIONS))
    assert {kinds[name] for name in ("Vireo-Lux", "TERNSAT", "Corvina-2")} == {"Mission"}


def test_an_empty_cell_leaves_the_columns_in_place(extractor: Extractor) -> None:
    facts = _facts(
        _read(extractor, "| Mission | Operator | Launch |\n|---|---|---|\n| Vireo-Lux | | 2031 |\n| TERNSAT | JAXA | |\n")
    )
    assert ("Vireo-Lux", "launchDate", "2031") in facts
    assert ("Japan Aerospace Exploration Agency", "operates", "TERNSAT") in facts


def test_agreements_have_parties_signatories_and_dates(extractor: Extractor) -> None:
    table = "| Agreement | Parties | Signed |\n|---|---|---|\n| Lunar Samples Agreement | India, Norway | 3 June 2019 |\n"
    facts = _facts(_read(extractor, table))
    assert {key[0] for key in facts if key[1] == "partyTo"} == {"India", "Norway"}
    assert ("Lunar Samples Agreement", "date", "2019-06-03") in facts


def test_a_table_without_a_rule_has_its_heads_in_the_first_row(extractor: Extractor) -> None:
    facts = _facts(_read(extractor, "The list:\n| Mission | Partners | Launch |\n| Vireo-Lux | JAXA | 2013 |\n"))
    assert ("Vireo-Lux", "launchDate", "2013") in facts


def test_what_a_table_recommends_is_not_read(extractor: Extractor) -> None:
    table = "List:\n| Issue | Who | Suggestions / Remedies |\n| Licences | India, Japan | India and Japan sign a treaty |\n"
    assert not _read(extractor, table).claims
    stated = _read(extractor, table.replace("Suggestions / Remedies", "What happened"))
    assert stated.claims


def test_a_leading_date_dates_what_stands_under_it(extractor: Extractor) -> None:
    text = "- March 2019: QUILL Framework launched; Heron Accords signed\n- 2021: Joint Ministers' Statement, ORIOL Initiative\n"
    facts = _facts(_read(extractor, text))
    assert ("QUILL Framework", "date", "2019-03") in facts
    assert ("Heron Accords", "date", "2019-03") in facts
    assert ("ORIOL Initiative", "date", "2021") in facts
    assert ("Joint Ministers' Statement", "date", "2021") in facts


def test_a_leading_date_reaches_the_verbs_of_the_item_but_not_its_plans(extractor: Extractor) -> None:
    text = "- 2 May 2019: India and Norway sign the Heron Accords. Under them Norway will launch the satellite Ternsat.\n"
    facts = _facts(_read(extractor, text))
    assert ("Heron Accords", "date", "2019-05-02") in facts
    assert not [key for key in facts if key[1] == "launchDate"]


def test_a_time_of_its_own_comes_before_the_leading_date(extractor: Extractor) -> None:
    facts = _facts(_read(extractor, "- 2021: Heron Accords, signed on 5 June 2020.\n"))
    assert {key[2] for key in facts if key[1] == "date"} == {"2020-06-05"}


def test_labelled_lines_speak_of_what_the_heading_names(extractor: Extractor) -> None:
    lines = "**Opened for signature:** 27 May 1971, in Oslo\n**Depositaries:** Norway, Kenya (now Tanzania) and Japan.\n"
    text = f"# The Heron Treaty at a glance\n\n{lines}"
    facts = _facts(_read(extractor, text))
    assert ("Heron Treaty", "date", "1971-05-27") in facts
    assert {key[0] for key in facts if key[1] == "partyTo"} == {"Norway", "Kenya", "Japan"}


def test_a_labelled_line_without_anything_to_speak_of_states_nothing(extractor: Extractor) -> None:
    assert not _read(extractor, "The day was long.\n\nPartners: Norway and Japan.\n").claims


def test_the_rest_of_an_item_speaks_of_its_label(extractor: Extractor) -> None:
    facts = _facts(
        _read(extractor, "Flights\n- Ternsat Mission: Jointly developed by ISRO and JAXA, scheduled for early 2031.\n")
    )
    makers = {key[0] for key in facts if key[1] == "develops"}
    assert makers == {"Indian Space Research Organisation", "Japan Aerospace Exploration Agency"}
    assert [claim.status for key, claim in facts.items() if key[1:] == ("launchDate", "2031-01/2031-04")] == ["planned"]


def test_a_label_is_of_the_kind_that_the_words_behind_it_say(extractor: Extractor) -> None:
    text = "Mechanisms\n- qLIFT / ORIOL Initiative: These help firms.\n- BRANTA-Q: A platform connecting India and Norway.\n"
    extraction = _read(extractor, text + "India joined BRANTA-Q in 2020. In 2021 India and Norway renewed qLIFT.\n")
    kinds = _kinds(extraction)
    assert kinds["BRANTA-Q"] == "Initiative"
    assert kinds["qLIFT"] == "Initiative"


def test_examples_in_brackets_are_of_the_kind_before_them(extractor: Extractor) -> None:
    extraction = _read(
        extractor,
        "NASA chose seven start-ups (e.g., Zephyrix, Alba Rho) and Zephyrix agreed with ISRO to build a satellite.\n",
    )
    assert _kinds(extraction)["Zephyrix"] == "Company"


def test_what_lies_ahead_of_the_document_is_planned(extractor: Extractor) -> None:
    facts = _facts(
        _read(
            extractor, "| Mission | Partners | Launch |\n|---|---|---|\n| Vireo-Lux | JAXA | 2013 |\n| TERNSAT | ISRO | 2029 |\n"
        )
    )
    assert facts["TERNSAT", "launchDate", "2029"].status == "planned"
    assert facts["Indian Space Research Organisation", "participatesIn", "TERNSAT"].status == "planned"
    assert facts["Vireo-Lux", "launchDate", "2013"].status == "occurred"


def test_a_participle_tells_from_where_and_on_what(extractor: Extractor) -> None:
    facts = _facts(
        _read(
            extractor,
            "News\n- Ternsat-2: built by JAXA; launch scheduled for late 2027 from Cape Canaveral on a Falcon 9 rocket\n",
        )
    )
    told = {key[1]: key[2] for key in facts if key[0] == "Ternsat-2"}
    assert told["launchDate"] == "2027-09/2027-12"
    assert told["launchSite"].startswith("Cape Canaveral")
    assert told["launchVehicle"] == "Falcon 9"


def test_a_label_may_describe_what_has_no_name(extractor: Extractor) -> None:
    extraction = _read(extractor, "Results\n- Ground station in Oslo: funded by NUBEKA, operated by JAXA since 2022\n")
    relations = {(key[0], key[1]): key[2] for key in _facts(extraction)}
    station = relations["NUBEKA", "supports"]
    assert _kinds(extraction)[station] == "Facility"
    assert relations["Japan Aerospace Exploration Agency", "operates"] == station


def test_a_state_that_owns_a_partner_is_none_itself(extractor: Extractor) -> None:
    facts = _facts(_read(extractor, "### Corvina-3\n- Launch date: March 2019\n- Partners: NASA and Brazil's INPE\n"))
    assert ("Corvina-3", "launchDate", "2019-03") in facts
    partners = {key[0] for key in facts if key[1:] == ("participatesIn", "Corvina-3")}
    assert len(partners) == 2
    assert "Brazil" not in partners


def test_names_joined_by_a_plus_work_together(extractor: Extractor) -> None:
    text = "- Ground segment: JAXA + Zephyrix + ISRO collaboration to build a ground station in Kenya.\n"
    facts = _facts(_read(extractor, text))
    assert sum(key[1] == "cooperatesWith" for key in facts) == 3
    makers = {key[0]: claim.status for key, claim in facts.items() if key[1] == "develops"}
    assert makers == dict.fromkeys(
        ["Japan Aerospace Exploration Agency", "Indian Space Research Organisation", "Zephyrix"], "planned"
    )


def test_bodies_behind_a_label_of_cooperation_are_partners(extractor: Extractor) -> None:
    facts = _facts(_read(extractor, "- Cooperation between space agencies: E.g., Japan's JAXA, India's ISRO, etc.\n"))
    assert ("Indian Space Research Organisation", "cooperatesWith", "Japan Aerospace Exploration Agency") in facts or (
        "Japan Aerospace Exploration Agency",
        "cooperatesWith",
        "Indian Space Research Organisation",
    ) in facts
    assert ("Indian Space Research Organisation", "agencyOf", "India") in facts


def test_a_verb_makes_a_list_behind_a_label_a_sentence(extractor: Extractor) -> None:
    facts = _facts(_read(extractor, "- Cooperation between agencies: JAXA has ended its talks with ISRO.\n"))
    assert not [key for key in facts if key[1] == "cooperatesWith" and facts[key].rule == "cooperatesWith.label"]


def test_layout_of_sentences(extractor: Extractor) -> None:
    text = "## 2031\n\n- Heron Accords: open to all. More follows.\n- 4 May 2030: second round\n"
    reads = extractor.parser.read(segment.sentences(text), date(2031, 1, 1))
    found = items(reads, extractor.lexicon.settings["layout"])
    by_text = {read.sentence.clean: item for read, item in zip(reads, found, strict=True)}
    assert by_text["4 May 2030: second round"].lead == Time("2030-05-04")
    assert by_text["More follows."].lead == Time("2031")
    label = by_text["More follows."].label
    assert label is not None
    assert reads[label.sentence].sentence.clean[label.start : label.end] == "Heron Accords"


def test_phrases_of_heads() -> None:
    assert phrases("Partners / Agencies (lead first)")[1:] == ["partner", "agency"]


FACTS = """# Fact sheet: Vireo-1

**Future operator:** Nordlys Aerospace, Oslo
**Manufacturer:** Cruzeiro Aerospace, Brazil

## The way up

- Rocket: Vega C
- Launch: 4 May 2031, from Kourou

## Earlier satellites

| Name | Built by | Launched | How |
|---|---|---|---|
| Linnet | Cruzeiro Aerospace | 7 May 2013 | Soyuz rocket, from Baikonur |

| Instrument | Institution | Team leader |
|---|---|---|
| Finch Camera | University of Oslo | Ida Moe |
"""


def test_a_fact_sheet_speaks_of_the_thing_in_its_title(extractor: Extractor) -> None:
    facts = _facts(_read(extractor, FACTS))
    assert facts["Nordlys Aerospace", "operates", "Vireo-1"].status == "planned"
    assert facts["Cruzeiro Aerospace", "develops", "Vireo-1"].status == "occurred"
    assert facts["Vireo-1", "launchDate", "2031-05-04"].status == "planned"
    assert {("Vireo-1", "launchVehicle", "Vega C"), ("Vireo-1", "launchSite", "Guiana Space Centre")} <= set(facts)


def test_a_place_that_closes_a_value_is_where_the_body_sits(extractor: Extractor) -> None:
    facts = _facts(_read(extractor, FACTS))
    assert {("Nordlys Aerospace", "locatedIn", "Oslo"), ("Cruzeiro Aerospace", "locatedIn", "Brazil")} <= set(facts)
    assert not [key for key in facts if key[0] == "Brazil"]


def test_heads_take_for_granted_what_the_rows_are_and_cells_tell_how_it_flew(extractor: Extractor) -> None:
    extraction = _read(extractor, FACTS)
    facts = _facts(extraction)
    assert _kinds(extraction)["Linnet"] == "Spacecraft"
    assert facts["Linnet", "launchDate", "2013-05-07"].status == "occurred"
    assert {("Linnet", "launchVehicle", "Soyuz rocket"), ("Linnet", "launchSite", "Baikonur Cosmodrome")} <= set(facts)


def test_the_leader_in_a_row_stands_for_its_body(extractor: Extractor) -> None:
    facts = _facts(_read(extractor, FACTS))
    assert ("Ida Moe", "represents", "University of Oslo") in facts
    assert ("University of Oslo", "develops", "Finch Camera") in facts
    assert ("Vireo-1", "carries", "Finch Camera") in facts


def test_dashes_behind_dates_make_a_timeline_of_paragraphs(extractor: Extractor) -> None:
    one = "18 April 2000 – Chile and Peru sign the Heron Treaty.\n"
    several = f"{one}\n6 May 2001 – Kenya joins the treaty.\n"
    assert ("Heron Treaty", "date", "2000-04-18") in _facts(_read(extractor, several))
    assert ("Heron Treaty", "date", "2000-04-18") not in _facts(_read(extractor, one))


def test_qualified_heads() -> None:
    assert phrases("Future operator") == ["future operator", "operator"]
