from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.absence.absence import DaySums, LessonTime, day_sums
from narvaro_desktop.domain.planning.plan_terms import WeekState
from narvaro_desktop.domain.planning.return_schedule import (
    PlannedWeek,
    ScheduleRules,
    WeekLine,
    following,
    judged,
    longer,
    missed_rows,
    week_lines,
)
from narvaro_desktop.domain.schooldays import Break, IsoWeek, SchoolCalendar, SchoolTerm, Season, Span

RULES = ScheduleRules(missed_below_percent=50, step_minutes=30, weeks_in_a_row=2)
CALENDAR = SchoolCalendar(
    (SchoolTerm(Season.AUTUMN, Span(date(2026, 8, 18), date(2026, 12, 21))),),
    (Break("höstlov", Span(date(2026, 10, 26), date(2026, 10, 30))),),
)
states = st.sampled_from([WeekState.MISSED, WeekState.HELD, WeekState.SHORT, WeekState.UNKNOWN])


def week(number: int) -> IsoWeek:
    return IsoWeek(2026, number)


def days(number: int, present: int, reported: bool = True) -> tuple[DaySums, ...]:
    """A week of one lesson of 60 minutes a day, of which so many minutes in all were attended."""
    monday, lessons = week(number).monday, []
    for place in range(5):
        there = min(60, max(0, present - 60 * place))
        day = monday + timedelta(days=place)
        lessons.append(LessonTime(day, 480, 60, valid=60 - there, reported=reported))
    return day_sums(lessons)


def told(*found: WeekState) -> list[WeekLine]:
    return [
        WeekLine(PlannedWeek(week(30 + place), 60), None, state) for place, state in enumerate(found, start=1)
    ]


def test_the_time_that_came_about_stands_beside_the_planned() -> None:
    planned = [PlannedWeek(week(number), 120) for number in (38, 39, 40, 41)]
    held = days(38, 120) + days(39, 90) + days(40, 30)

    lines = week_lines(planned, held, CALENDAR, date(2026, 10, 2), RULES)

    assert [(line.present, line.state) for line in lines] == [
        (120, WeekState.HELD),
        (90, WeekState.SHORT),
        (30, WeekState.MISSED),
        (None, WeekState.COMING),
    ]


def test_a_week_that_was_hardly_reported_cannot_be_told() -> None:
    [line] = week_lines(
        [PlannedWeek(week(38), 120)], days(38, 0, reported=False), CALENDAR, date(2026, 10, 2), RULES
    )

    assert (line.present, line.state) == (None, WeekState.UNKNOWN)


def test_a_week_that_goes_on_is_not_judged() -> None:
    [line] = week_lines([PlannedWeek(week(40), 120)], days(40, 0), CALENDAR, date(2026, 9, 30), RULES)

    assert line.state is WeekState.COMING


@pytest.mark.parametrize(
    ("present", "state"),
    [(120, WeekState.HELD), (119, WeekState.SHORT), (60, WeekState.SHORT), (59, WeekState.MISSED)],
)
def test_less_than_half_of_what_was_planned_is_missed(present: int, state: WeekState) -> None:
    assert judged(120, present, RULES) is state


def test_two_missed_weeks_in_a_row_are_told_and_two_more_again() -> None:
    missed = WeekState.MISSED

    rows = missed_rows(told(missed, WeekState.HELD, missed, missed, missed, missed, missed), RULES)

    assert rows == ((week(33), week(34)), (week(35), week(36)))


def test_a_pause_does_not_break_the_row_and_an_unknown_week_does() -> None:
    pause = WeekLine(PlannedWeek(week(44), 0), None, WeekState.UNKNOWN)
    before, after = told(WeekState.MISSED, WeekState.MISSED)

    assert missed_rows([before, pause, after], RULES) == ((week(31), week(32)),)
    assert missed_rows(told(WeekState.MISSED, WeekState.UNKNOWN, WeekState.MISSED), RULES) == ()


@given(st.lists(states, max_size=30))
def test_only_missed_weeks_are_told_and_none_twice(found: list[WeekState]) -> None:
    lines = told(*found)
    missed = {line.planned.week for line in lines if line.state is WeekState.MISSED}

    rows = missed_rows(lines, RULES)
    named = [each for row in rows for each in row]

    assert set(named) <= missed
    assert len(named) == len(set(named))
    assert all(len(row) == 2 and row[0].next == row[1] for row in rows)


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_more_presence_never_makes_a_week_worse(minutes: int, present: int) -> None:
    order = [WeekState.MISSED, WeekState.SHORT, WeekState.HELD]

    now, more = judged(minutes, present, RULES), judged(minutes, present + 1, RULES)

    assert order.index(more) >= order.index(now)


def test_the_next_week_is_as_the_last_and_passes_over_lov() -> None:
    last = PlannedWeek(week(43), 180, 5, "Biblioteket")

    coming = following([PlannedWeek(week(42), 120), last], CALENDAR, date(2026, 10, 23))

    assert coming == PlannedWeek(week(45), 180, 5, "Biblioteket")
    assert longer(coming, RULES).minutes == 210


def test_the_first_week_is_this_one_or_the_next_with_school() -> None:
    assert following([], CALENDAR, date(2026, 9, 30)).week == week(40)
    assert following([], CALENDAR, date(2026, 10, 24)).week == week(45)
