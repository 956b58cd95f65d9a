from datetime import date

import pytest

from narvaro_desktop.domain.absence.absence import Figure, figure
from narvaro_desktop.domain.absence.runs import runs
from narvaro_desktop.domain.absence.shares import Limit
from narvaro_desktop.domain.absence.windows import lay_out
from narvaro_desktop.simulation.practice import (
    ELVIRA,
    MAJA,
    PUPILS,
    TAGE,
    TODAY,
    UNTIL,
    practice_school,
    student_named,
)


def seen(name: str, until: date) -> Figure:
    practice = practice_school(until)
    window = lay_out(practice.calendar, "calendar_28", until)
    return figure(practice.days_of(student_named(practice, name)), practice.calendar, window.span, until)


@pytest.mark.parametrize(
    ("until", "planned", "valid", "invalid", "shown"),
    [
        (date(2026, 9, 18), 5400, 621, 27, "12,0"),
        (date(2026, 9, 25), 5400, 810, 27, "15,5"),
        (date(2026, 10, 2), 5130, 999, 27, "20,0"),
    ],
)
def test_elvira_rises_to_exactly_twenty_percent(
    until: date, planned: int, valid: int, invalid: int, shown: str
) -> None:
    found = seen(ELVIRA, until)

    assert (found.sums.planned, found.sums.usable) == (planned, planned)
    assert (found.sums.valid, found.sums.invalid) == (valid, invalid)
    assert found.total.text([Limit(20)]) == f"{shown}\N{NO-BREAK SPACE}%"
    assert found.total.reaches(Limit(20)) == (until.month == 10)


def test_tage_has_broken_a_leg() -> None:
    found = seen(TAGE, UNTIL)

    assert found.total.text() == "21,4\N{NO-BREAK SPACE}%"
    assert found.sums.invalid == 0


def test_maja_is_away_for_twenty_school_days_over_höstlov() -> None:
    practice = practice_school(date(2026, 11, 13))

    run = runs(practice.days_of(student_named(practice, MAJA)), practice.calendar)[-1]

    assert (run.first, run.last) == (date(2026, 10, 12), date(2026, 11, 13))
    assert (run.school_days, run.span_days, run.full_month) == (20, 33, True)


def test_the_school_has_412_pupils_from_förskoleklass_to_year_nine() -> None:
    students = practice_school().students

    classes = {student.school_class for student in students}
    assert len(students) == PUPILS
    assert {"FA", "5B", "9A"} <= classes
    assert {student.school_year for student in students} == set(range(10))
    assert sum(student.protected for student in students) == 1


def test_the_named_pupils_stand_alone_with_their_names() -> None:
    names = [student.name for student in practice_school().students]

    assert [names.count(name) for name in (ELVIRA, TAGE, MAJA)] == [1, 1, 1]


def test_nine_lessons_of_ten_are_reported_and_no_day_lies_ahead() -> None:
    lessons = list(practice_school().lessons())

    assert 0.91 <= sum(lesson.reported for lesson in lessons) / len(lessons) <= 0.97
    assert max(lesson.day for lesson in lessons) == UNTIL < TODAY
    assert min(lesson.day for lesson in lessons) == date(2026, 8, 18)


def test_names_carry_å_ä_and_ö() -> None:
    names = "".join(student.name for student in practice_school().students)

    assert set("åäöÅÄÖ") <= set(names)


def test_a_pupil_below_every_limit_is_pointed_out_by_the_early_signals() -> None:
    practice = practice_school()
    of_7a = [student for student in practice.students if student.school_class == "7A"]
    skipping = [days for days in map(practice.days_of, of_7a) if sum(day.sums.invalid for day in days) == 315]

    (days,) = skipping

    assert 100 * sum(day.sums.absent for day in days) < 10 * sum(day.sums.planned for day in days)
