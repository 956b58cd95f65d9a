from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from narvaro_desktop.documents import decision, investigation, plan
from narvaro_desktop.documents.faults import MissingGlyph
from narvaro_desktop.domain.terms import Depth, InquiryAnswer
from tests.documents import reading, samples, work_samples


def test_a_decision_says_what_the_law_asks_of_it(tmp_path: Path) -> None:
    said = reading.text(tmp_path, decision.decision(work_samples.DECISION, samples.MADE, samples.SECRECY))

    said = said.replace("\u00a0", " ")
    for line in (
        "Beslut att inleda utredning", "Datum för beslutet 2026-10-05", "Beslutat av Rut Granbarr, rektor",
        "Föredragande Kim Ekorrstig, kurator", "Har också deltagit Sol Månstråle, skolsköterska", "Skäl",
        "7 kap. 19 a § skollagen (2010:800), kort återgiven: Vid upprepad",
        "Informerade om beslutet Eleven Samtal 2026-10-05", "Underskrift",
    ):  # fmt: skip
        assert line in said


def test_a_waived_inquiry_says_when_it_is_looked_at_again(tmp_path: Path) -> None:
    waived = replace(
        work_samples.DECISION, answer=InquiryAnswer.WAIVED, recheck_on=date(2026, 11, 2), presented_by="",
        took_part=(), delegation="Biträdande rektor enligt delegationsordning 2026-08-10",
    )  # fmt: skip

    said = reading.text(tmp_path, decision.decision(waived, samples.MADE, samples.SECRECY))

    assert "Beslut att utredning inte behövs" in said and "någon utredning av frånvaron inte behövs" in said
    assert "Prövas på nytt senast 2026-11-02" in said and "Föredragande Ingen" in said
    assert "Delegation Biträdande rektor" in said


def test_the_pupils_voice_comes_first_and_what_was_not_said_is_said(tmp_path: Path) -> None:
    said = reading.text(
        tmp_path, investigation.investigation(work_samples.INVESTIGATION, samples.MADE, samples.SECRECY)
    )

    assert said.index("Elevens röst") < said.index("Vårdnadshavare") < said.index("Analys")
    assert "Finns det en plats där du helst inte är? Vill inte svara" in said
    assert "Vilken hjälp har ni utanför skolan? Ej frågat" in said
    assert "v. 40 32,5 %" in said and "uppgifter t.o.m. 2026-10-02" in said


def test_what_few_may_read_stands_on_pages_of_its_own(tmp_path: Path) -> None:
    whole = investigation.investigation(work_samples.INVESTIGATION, samples.MADE, samples.SECRECY)
    body = investigation.investigation(
        replace(work_samples.INVESTIGATION, appendices=()), samples.MADE, samples.SECRECY
    )

    said = reading.text(tmp_path, whole)
    assert "Bilaga 1 Läses av: kurator, skolpsykolog, specialpedagog, rektor." in said
    assert "Sover sent" not in reading.text(tmp_path, body)


def test_an_unsigned_paper_is_a_draft(tmp_path: Path) -> None:
    unsigned = (
        investigation.investigation(
            replace(work_samples.INVESTIGATION, signed=None, depth=Depth.EXTENDED, pattern=None),
            samples.MADE, samples.SECRECY,
        ),
        plan.plan(replace(work_samples.PLAN, signed=None), samples.MADE, samples.SECRECY),
    )  # fmt: skip

    for pdf in unsigned:
        assert "UTKAST – ARBETSMATERIAL" in reading.text(tmp_path, pdf)


def test_a_long_answer_runs_over_pages(tmp_path: Path) -> None:
    long = "Hon berättar om morgonen, om vägen till skolan och om klassrummet. " * 120
    voice = replace(work_samples.VOICE, answers=(investigation.Answer("Vad händer på morgonen?", long),))

    pdf = investigation.investigation(
        replace(work_samples.INVESTIGATION, voice=voice), samples.MADE, samples.SECRECY
    )

    assert reading.text(tmp_path, pdf).count("Hon berättar om morgonen") == 120


def test_each_measure_has_goal_responsible_and_follow_up(tmp_path: Path) -> None:
    pdf = plan.plan(work_samples.PLAN, samples.MADE, samples.SECRECY)

    said = reading.text(tmp_path, pdf).replace("\u00a0", " ")

    for line in (
        "detta är inte ett åtgärdsprogram", "1. Lugn start med mentor", "Mål: Från 2 till 4 förmiddagar",
        "Ture Kottelund, mentor", "2026-10-30", "2026-10-12 – 2026-12-18", "åtgärdsprogram 2026-10-09",
        "Elevens syn på planen", "Nästa möte Fredag 30 oktober",
    ):  # fmt: skip
        assert line in said


def test_a_plan_tells_what_was_seen_how_it_ended_and_the_planned_return(tmp_path: Path) -> None:
    pdf = plan.plan(work_samples.PLAN, samples.MADE, samples.SECRECY)

    said = reading.text(tmp_path, pdf).replace("\u00a0", " ")

    for line in (
        "Därför ändrades planen: Morgnarna gick inte som tänkt.", "2026-10-19 Tre morgnar.",
        "blev av, 3 av 4 som planerat", "Visar förändring, inte orsakssamband.", "Avslutade åtgärder",
        "Avslutad 2026-09-14: delvis.", "1 h 30 min mindre än lagt Biblioteket",
        "Godkänd 2026-10-10 av Rut Rönnblad.",
    ):  # fmt: skip
        assert line in said


def test_a_plan_names_the_measure_that_cannot_be_printed() -> None:
    measure = replace(work_samples.PLAN.measures[1], title="Läsa ☃ tillsammans")
    paper = replace(work_samples.PLAN, measures=(work_samples.PLAN.measures[0], measure))

    with pytest.raises(MissingGlyph) as fault:
        plan.plan(paper, samples.MADE, samples.SECRECY)

    assert fault.value.field == "åtgärd 2"
