"""A pupil of a file is found by number or name, never by a guess; a person's answer is remembered."""

from datetime import date
from pathlib import Path

import pytest

from narvaro_desktop.absence_files.faults import RowFault
from narvaro_desktop.absence_files.rows import Pupil, Reading
from narvaro_desktop.domain.identity import NO_IDENTITY, parse_identity
from narvaro_desktop.usecases.importing import imports, matching
from narvaro_desktop.usecases.importing.import_facts import Choices
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.usecases.absence_shelf import ALVA, BO, UNTIL, Lesson, bring, lessons

_HEADER = (
    "Namn;Klass;Datum;Starttid;Sluttid;Ämne;Lärare;Undervisningstid (min);Giltig frånvaro (min);"
    "Ogiltig frånvaro (min);Rapporterad"
)


def _named(folder: Path, name: str, class_name: str = "5B", day: date = date(2026, 9, 1)) -> Reading:
    row = f"{name};{class_name};{day};08:10;09:10;Svenska;SV01;60;0;0;Ja"
    return lessons(folder, [row], _HEADER)


@pytest.mark.parametrize("written", ["Alva Granbarr", "Granbarr, Alva", "  ALVA   granbarr "])
def test_name_and_class_find_the_one_pupil(office: Office, tmp_path: Path, written: str) -> None:
    with office.work() as work:
        students.add(work, "Alva Granbarr", "5B")

    report = bring(office, _named(tmp_path, written))

    assert (report.new, report.students_found, report.students_new) == (1, 1, 0)


def test_two_pupils_alike_are_asked_about_and_the_answer_is_kept(office: Office, tmp_path: Path) -> None:
    with office.work() as work:
        students.add(work, "Alva Granbarr", "5B")
        students.add(work, "Alva Granbarr", "5B")
    held = _named(tmp_path, "Alva Granbarr")

    asked = bring(office, held)
    [question] = asked.questions
    chosen = question.candidates[1].student
    told = bring(office, held, answers={question.pupil: chosen})
    later = bring(office, _named(tmp_path, "Alva Granbarr", day=date(2026, 9, 2)))

    assert (asked.imported, asked.rejected) == (0, 1)
    assert [error.fault for error in asked.errors] == [RowFault.SEVERAL_PUPILS]
    assert (told.imported, told.questions) == (1, ())
    assert (later.new, later.questions) == (1, ())


def test_a_misspelt_name_is_asked_about_and_never_guessed(office: Office, tmp_path: Path) -> None:
    with office.work() as work:
        students.add(work, "Alva Granbarr", "5B")

    report = bring(office, _named(tmp_path, "Alva Granbar"))

    assert [candidate.name for candidate in report.questions[0].candidates] == ["Alva Granbarr"]
    assert report.imported == 0


def test_none_of_them_is_a_new_pupil(office: Office, tmp_path: Path) -> None:
    with office.work() as work:
        students.add(work, "Alva Granbarr", "5B")

    report = bring(office, _named(tmp_path, "Alva Granbar"), answers={0: None})

    assert (report.students_new, report.new) == (1, 1)


def test_a_move_to_another_class_voids_the_remembered_spelling(office: Office, tmp_path: Path) -> None:
    with office.work() as work:
        students.add(work, "Alva Granbarr", "5B")
    bring(office, _named(tmp_path, "Alva Granbar"), answers={0: 1})

    report = bring(office, _named(tmp_path, "Alva Granbar", "6B"), add_new=False)

    assert (report.imported, report.unknown) == (0, ("6B",))


def test_a_personnummer_instead_of_a_temporary_number_keeps_the_pupil(office: Office, tmp_path: Path) -> None:
    with office.work() as work:
        students.add(work, "Alva Granbarr", "5B", parse_identity("20150905-T123"))

    report = bring(office, lessons(tmp_path, [Lesson(ALVA)]))

    assert (report.students_new, report.students_found) == (0, 1)
    with office.work() as work:
        [line] = students.everyone(work)
        assert students.student(work, line.id).identity_number == ALVA.replace("-", "")


def test_two_lasting_numbers_are_two_pupils_whatever_their_names(office: Office, tmp_path: Path) -> None:
    bring(office, lessons(tmp_path, [Lesson(ALVA, name="Alva Granbarr")]))

    report = bring(office, lessons(tmp_path, [Lesson(BO, name="Alva Granbarr")]))

    assert (report.students_new, report.questions) == (1, ())


def test_matching_asks_nothing_of_an_empty_vault(office: Office) -> None:
    pupils = [Pupil(NO_IDENTITY, "Alva Granbarr", "5B"), Pupil(NO_IDENTITY, "", "")]

    with office.work() as work:
        found = matching.match(work, "prov", pupils, {})

    assert found.student_of == (None, None)
    assert (found.unknown, found.questions) == ((0, 1), ())


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Alva Granbarr", ("Alva", "Granbarr")),
        ("Granbarr, Alva Maj", ("Alva Maj", "Granbarr")),
        ("Månstråle", ("Månstråle", "")),
    ],
)
def test_names_are_split_as_people_write_them(name: str, parts: tuple[str, str]) -> None:
    assert matching.split_name(name) == parts


@pytest.mark.parametrize(("name", "year"), [("FA", 0), ("5B", 5), ("10", 10), ("Grupp 3", None), ("", None)])
def test_a_class_name_tells_its_year(name: str, year: int | None) -> None:
    assert matching.school_year(name) == year


def test_a_class_left_out_is_counted_as_excluded(office: Office, tmp_path: Path) -> None:
    held = lessons(tmp_path, [Lesson(ALVA), Lesson(BO, class_name="6A")])

    with office.work() as work:
        report = imports.preview(work, held, "prov", Choices(UNTIL, left_out=frozenset({"6A"})))

    assert (report.new, report.excluded, report.students_new) == (1, 1, 1)
