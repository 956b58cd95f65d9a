"""The graded return: planned beside real, and a task when two weeks in a row were missed."""

from datetime import date
from uuid import UUID

import pytest

from narvaro_desktop.domain.planning.plan import OffScale
from narvaro_desktop.domain.planning.plan_terms import WeekState
from narvaro_desktop.domain.planning.return_schedule import PlannedWeek
from narvaro_desktop.domain.schooldays import IsoWeek, SchoolCalendar, SchoolTerm, Season, Span
from narvaro_desktop.store.tables import DutyRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.planning import return_schedules
from narvaro_desktop.usecases.planning.return_schedules import Schedule
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Area, Office
from tests.usecases import pupils_with_days

UNTIL = date(2026, 10, 9)


@pytest.fixture
def case_id(office: Office) -> UUID:
    """A pupil who was there two lessons in the last week, none in the two weeks before it."""
    with office.work() as work:
        term = SchoolTerm(Season.AUTUMN, Span(date(2026, 8, 18), date(2026, 12, 21)))
        settings.keep_calendar(work, SchoolCalendar((term,), ()))
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        made = cases.open_case(work, student, Opening(step=5, why="Har varit hemma hela hösten.")).value
        whole = pupils_with_days.DAY
        pupils_with_days.days(work, student, UNTIL, [whole] * 14 + [whole - 120])
        return made


def read(office: Office) -> None:
    with office.work() as work:
        pupils_with_days.data_until(work, UNTIL)


def shown(office: Office, case_id: UUID) -> Schedule:
    with office.work() as work:
        return return_schedules.schedule(work, cases.row_of(work, case_id))


def plan(office: Office, case_id: UUID, *numbers: int, minutes: int = 120) -> None:
    for number in numbers:
        with office.work() as work:
            week = PlannedWeek(IsoWeek(2026, number), minutes, 5, "Biblioteket")
            return_schedules.keep_week(work, case_id, week)


def tasks(office: Office, case_id: UUID) -> list[str]:
    with office.work() as work:
        return [duty.words for duty in cases.row_of(work, case_id).duties if duty.words]


def test_planned_time_stands_beside_the_real(office: Office, case_id: UUID) -> None:
    read(office)
    plan(office, case_id, 40, 41, 42)

    found = shown(office, case_id)

    assert [(line.present, line.state) for line in found.lines] == [
        (0, WeekState.MISSED),
        (120, WeekState.HELD),
        (None, WeekState.COMING),
    ]
    assert (found.next.week, found.next.minutes, found.longer.minutes) == (IsoWeek(2026, 43), 120, 150)
    assert found.next.words == "Biblioteket"


def test_two_missed_weeks_in_a_row_raise_one_task(office: Office, case_id: UUID) -> None:
    plan(office, case_id, 39, 40, 41)
    before = tasks(office, case_id)
    read(office)

    with office.work() as work:
        raised = return_schedules.raise_tasks(work)
    with office.work() as work:
        again = return_schedules.raise_tasks(work)

    assert before == []
    assert tasks(office, case_id) == [
        "Den planerade tiden uteblev två veckor i rad (v. 39 och v. 40). Se över återskolningsplanen."
    ]
    assert Area.CASES in raised
    assert not again


def test_one_missed_week_raises_none(office: Office, case_id: UUID) -> None:
    read(office)
    plan(office, case_id, 40, 41)

    assert tasks(office, case_id) == []


def test_a_week_is_planned_anew_and_taken_away(office: Office, case_id: UUID) -> None:
    plan(office, case_id, 40)
    plan(office, case_id, 40, minutes=90)
    anew = shown(office, case_id).lines

    with office.work() as work:
        return_schedules.drop_week(work, case_id, IsoWeek(2026, 40))

    assert [line.planned.minutes for line in anew] == [90]
    assert shown(office, case_id).lines == ()


@pytest.mark.parametrize("week", [PlannedWeek(IsoWeek(2026, 40), -30), PlannedWeek(IsoWeek(2026, 40), 60, 9)])
def test_impossible_weeks_are_refused(office: Office, case_id: UUID, week: PlannedWeek) -> None:
    with pytest.raises(OffScale), office.work() as work:
        return_schedules.keep_week(work, case_id, week)

    with office.work() as work:
        assert work.session.query(DutyRow).count() == 0
    assert shown(office, case_id).lines == ()
