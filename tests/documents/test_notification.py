from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from narvaro_desktop.documents import notification, notification_paper
from narvaro_desktop.documents.faults import MissingGlyph
from narvaro_desktop.domain.deciding import notification as facts
from narvaro_desktop.domain.terms import IdentityType, SchoolForm
from tests.documents import notification_samples, reading, samples


def test_the_anmalan_says_who_what_when_and_how_much(tmp_path: Path) -> None:
    words = reading.text(tmp_path, samples.anmalan())

    for said in (
        "Anmälan om frånvaro", "Till Almstads kommun", "7 kap. 19 a § skollagen (2010:800)",
        "Alma Blåbärsskog", "20130412-2385", "skolenhetskod 12345678", "Grundskola, årskurs 7",
        "Skolplikt Ja",
        "Rut Granbarr, rektor", "2026-11-02", "936", "18,2 %", "295", "5,8 %", "1 231", "24,0 %",
        "2026-09-07 – 2026-10-02", "Upprepad", "Gränsen nåddes första gången 2026-09-28",
        "Vårdnadshavare Planerat 2026-10-07",
        "Ja: handledning till skolan, gemensamt möte",
        "Barn- och ungdomspsykiatrin eller första linjen: ja", "växel 08-000 00 00", "K7M2QF4",
        "Detta är inte en orosanmälan", samples.SECRECY,
    ):  # fmt: skip
        assert said.replace("\u00a0", " ") in words.replace("\u00a0", " ")


def test_a_share_of_reported_time_says_what_it_is_at_least(tmp_path: Path) -> None:
    words = reading.text(tmp_path, samples.anmalan()).replace("\u00a0", " ")

    assert "95,0 %: 5 130 av 5 400 planerade minuter" in words
    assert "Räknat på all planerad tid är frånvaron minst 22,8 %." in words


def test_the_very_bytes_of_the_json_ride_inside_once(tmp_path: Path) -> None:
    contents = notification_samples.as_json(notification_samples.document())

    pdf = samples.anmalan()

    assert pdf.count(b"stream\n" + contents + b"\nendstream") == 1
    assert reading.attachment(tmp_path, pdf, "notification.json").encode() == contents


def test_the_total_share_can_be_had_alone() -> None:
    stated = facts.AbsenceFacts(date(2026, 9, 7), date(2026, 10, 2), facts.Stated(315, "mentor"))

    assert notification_paper.total_share(notification_samples.document()) == "24,0\u00a0%"
    assert notification_paper.total_share(notification_samples.document(absence=stated)) == "31,5\u00a0%"
    assert notification_paper.total_share({}) == ""


def test_by_number_only_no_name_leaves(tmp_path: Path) -> None:
    pdf = samples.anmalan(by_number_only=True)

    words = reading.text(tmp_path, pdf)
    assert "Alma" not in words and "20130412" not in words
    assert "Huvudmannen når skolan genom ärendenumret" in words
    assert b"Alma" not in pdf


def test_a_stated_share_names_its_source(tmp_path: Path) -> None:
    absence = facts.AbsenceFacts(
        date(2026, 9, 7), date(2026, 10, 2), facts.Stated(315, "mentors egen sammanställning")
    )

    words = reading.text(tmp_path, samples.anmalan(absence=absence)).replace("\u00a0", " ")

    assert "31,5 % enligt skolans uppgift (källa: mentors egen sammanställning)" in words
    assert "Andel rapporterad tid" not in words


def test_the_longest_anmalan_keeps_to_two_pages(tmp_path: Path) -> None:
    long_name = "Ekbackens skola vid Stora Ekbacken med fritidshem och förskoleklass i Almstad"
    pdf = samples.anmalan(
        pupil=facts.Pupil(
            "Alma Maria Linnea Viola", "Blåbärsskog-Lingontuva", IdentityType.TF_NUMBER, "20130412-TF10"
        ),
        school_unit=facts.Organisation("12345678", long_name),
        registered_on=date(2026, 10, 6),
        free_text="Skolan önskar stöd. " * 15,
    )  # fmt: skip

    assert reading.info(tmp_path, pdf)["Pages"] == "2"
    words = reading.text(tmp_path, pdf)
    assert "TF-nummer 20130412-TF10" in words and "Antecknat 2026-10-06" in words


def test_forskoleklass_has_no_year(tmp_path: Path) -> None:
    words = reading.text(tmp_path, samples.anmalan(school_form=SchoolForm.PRESCHOOL_CLASS, school_year=0))

    assert (
        "Skolform och årskurs Förskoleklass" in words and "årskurs" not in words.split("Förskoleklass")[1][:9]
    )


def test_a_letter_that_no_face_has_stops_the_paper_and_is_named() -> None:
    paper = replace(notification_paper.from_json(notification_samples.document()), student="Alma 夏")

    with pytest.raises(MissingGlyph) as fault:
        notification.notification(
            paper, b"{}", samples.MADE, samples.SECRECY, law=notification_samples.LAW.citation
        )

    assert (fault.value.field, fault.value.character) == ("Elev", "夏")
    assert "Alma" not in str(fault.value)


def test_a_personnummer_is_read_with_its_hyphen(tmp_path: Path) -> None:
    pupil = replace(notification_samples.DRAFT.pupil, identity_number="201304122385")

    words = reading.text(tmp_path, samples.anmalan(pupil=pupil))

    assert "Personnummer 20130412-2385" in words
