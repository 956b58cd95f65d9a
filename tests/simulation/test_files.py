import csv
import io
from datetime import date

import pytest

from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.simulation.files import (
    GRADEBOOK_HEADER,
    LESSON_HEADER,
    PERIOD_HEADER,
    csv_bytes,
    gradebook_rows,
    lesson_csv,
    lesson_rows,
    period_rows,
)
from narvaro_desktop.simulation.practice import ELVIRA, practice_school, student_named
from narvaro_desktop.simulation.school import School


@pytest.fixture(scope="module")
def practice() -> School:
    return practice_school(date(2026, 9, 18))


def test_the_lesson_file_has_a_row_for_each_lesson(practice: School) -> None:
    text = lesson_csv(practice).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text), delimiter=";"))

    assert tuple(rows[0]) == LESSON_HEADER
    assert len(rows) - 1 == sum(1 for _lesson in practice.lessons())
    assert {len(row) for row in rows} == {len(LESSON_HEADER)}


def test_a_lesson_row_says_what_happened(practice: School) -> None:
    lessons = practice.lessons_of(student_named(practice, ELVIRA))

    rows = [row for row in lesson_rows(lessons) if row[3] == "2026-09-10"]

    assert rows[0][2:6] == ("5B", "2026-09-10", "08:10", "08:55")
    assert rows[0][8:] == (45, 0, 27, 27, "Sen ankomst", "Ja")


def test_protected_pupils_are_marked_where_the_column_is_asked_for(practice: School) -> None:
    rows = list(lesson_rows(practice.lessons(), marked=True))

    marked = {row[1] for row in rows[1:] if row[-1] == "Ja"}
    assert rows[0][-1] == "Skyddade personuppgifter"
    assert marked == {student.name for student in practice.students if student.protected}


def test_the_period_file_adds_up_to_the_same_minutes(practice: School) -> None:
    span = Span(date(2026, 8, 24), date(2026, 9, 18))

    header, *rows = period_rows(practice, span)

    [elvira] = [row for row in rows if row[1] == ELVIRA]
    assert header == PERIOD_HEADER
    assert len(rows) == len(practice.students)
    assert elvira[3:] == ("2026-08-24", "2026-09-18", 5400, 0, 621, 27)


def test_the_printed_report_has_titles_class_rows_and_decimal_commas(practice: School) -> None:
    rows = list(gradebook_rows(practice, Span(date(2026, 8, 24), date(2026, 9, 18))))

    [elvira] = [row for row in rows if row[:1] == (ELVIRA,)]
    assert rows[3] == GRADEBOOK_HEADER
    assert ("Klass: 5B",) in rows
    assert elvira[2:] == (5400, 0, 4752, 621, 27, "88,0", "11,5", "0,5")


def test_old_encodings_keep_the_swedish_letters(practice: School) -> None:
    assert ELVIRA in csv_bytes(period_rows(practice), encoding="cp1252").decode("cp1252")
