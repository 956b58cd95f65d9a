"""The school's absence and registration from kept sums: by class, week and subject, and what to ask about."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.store.tables import StudentRow
from narvaro_desktop.usecases.absence import class_weeks, school_absence
from narvaro_desktop.usecases.absence.school_absence import SchoolAbsence
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office, Work
from tests.conftest import School
from tests.usecases.pupils_with_days import pupil
from tests.usecases.pupils_with_lessons import LESSON, lessons, read_in

FIRST, TODAY = date(2026, 8, 24), date(2026, 10, 12)
DAYS = [day for n in range(47) if (day := FIRST + timedelta(days=n)).weekday() < 5]


@pytest.fixture
def office(school: School) -> Iterator[Office]:
    opened = school.unlock()
    opened.clock = Clock(TODAY)
    yield opened
    opened.close()


def often(_day: date, place: int) -> tuple[int, int, bool]:
    """Away from the first lesson; music is never reported, and in Bild nobody is ever noted."""
    return (10, 0, True) if place == 0 else (0, 0, place != 3)


def a_class(work: Work, name: str, count: int = 6) -> list[UUID]:
    return [pupil(work, f"Elev{number} Granbarr", name) for number in range(count)]


def shown(work: Work) -> SchoolAbsence:
    state = school_absence.attendance.data_state(work)
    assert state is not None
    class_weeks.keep(work, state)
    found = school_absence.school_absence(work)
    assert found is not None
    return found


def test_classes_stand_in_order_with_the_year_and_the_last_weeks(office: Office) -> None:
    with office.work() as work:
        lessons(work, a_class(work, "10B"), DAYS, often)
        lessons(work, a_class(work, "2A"), DAYS)
        lessons(work, a_class(work, "9Z", 2), DAYS, often)
        read_in(work, DAYS)
        found = shown(work)

    assert [line.name for line in found.classes] == ["2A", "10B"]
    assert found.classes[1].year.total == Share(6 * 35 * 10, 6 * 35 * 3 * LESSON)
    assert found.total.sums.absent == 8 * 35 * 10
    assert len(found.weeks) == len(found.trend) == len(found.grid["10B"]) == 7
    assert found.unreported["10B"][0] == Share(6 * 5 * LESSON, 6 * 20 * LESSON)


def test_what_is_hardly_reported_and_where_nobody_is_away_is_asked_about(office: Office) -> None:
    with office.work() as work:
        lessons(work, a_class(work, "7B", 12), DAYS, often)
        read_in(work, DAYS)
        found = shown(work)

    assert [(one.subject, one.low_weeks) for one in found.doubts] == [
        ("Bild", 0),
        ("Matematik", 0),
        ("Musik", 4),
    ]
    assert all(one.teachers == () for one in found.doubts)  # fmt: skip


def test_the_sums_are_made_again_for_a_file_a_class_and_a_calendar(office: Office) -> None:
    with office.work() as work:
        pupils = a_class(work, "7B")
        lessons(work, pupils, DAYS[:-5], often)
        read_in(work, DAYS[:-5])
        shown(work)
        assert school_absence.is_kept(work)
    with office.work() as work:
        students.describe(work, pupils[0], class_name="7C")
        work.session.flush()
        assert not school_absence.is_kept(work)
        assert shown(work).classes[0].year.sums.planned == 5 * 30 * 4 * LESSON
    with office.work() as work:
        lessons(work, pupils, DAYS[-5:], often)
        read_in(work, DAYS[-5:])

        assert len(shown(work).weeks) == 7


def test_a_protected_pupil_is_in_no_sum(office: Office) -> None:
    with office.work() as work:
        pupils = a_class(work, "7B")
        lessons(work, pupils, DAYS, often)
        read_in(work, DAYS)
        work.session.get_one(StudentRow, pupils[0]).protected = True
        work.session.flush()

        assert shown(work).total.sums.planned == 5 * 35 * 4 * LESSON


def test_lessons_reported_long_afterwards_are_asked_about(office: Office) -> None:
    with office.work() as work:
        lessons(work, a_class(work, "7B", 12), DAYS, lambda _day, place: (10 if place else 0, 0, True))
        late = "UPDATE lesson SET reported_at = (day - 719163 + :after) * 86400 WHERE activity = :activity"
        for activity, after in ((1, 9), (2, 7)):
            work.session.execute(text(late), {"activity": activity, "after": after})
        read_in(work, DAYS)
        found = shown(work)

    assert [one.late for one in found.doubts if one.late] == [Share(12 * 20, 12 * 20)]
