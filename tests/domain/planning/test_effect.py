from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.absence.absence import DaySums, LessonTime, day_sums
from narvaro_desktop.domain.absence.shares import Change
from narvaro_desktop.domain.planning.effect import FEWEST, LENGTH, effect, spans, summary
from narvaro_desktop.domain.schooldays import Break, SchoolCalendar, SchoolTerm, Season, Span

CALENDAR = SchoolCalendar(
    (SchoolTerm(Season.AUTUMN, Span(date(2026, 8, 18), date(2026, 12, 21))),),
    (Break("höstlov", Span(date(2026, 10, 26), date(2026, 10, 30))),),
)
START, UNTIL = date(2026, 10, 5), date(2026, 11, 20)


def days(valid: Iterable[tuple[Span, int]], reported: bool = True) -> tuple[DaySums, ...]:
    """One lesson of 100 minutes each weekday of the term, so many of them absent."""
    away = {day: minutes for span, minutes in valid for day in span}
    term = CALENDAR.terms[0].span
    return day_sums(
        LessonTime(day, 480, 100, valid=away.get(day, 0), reported=reported)
        for day in term
        if CALENDAR.is_school_day(day)
    )


def test_a_fall_is_told_in_percentage_points() -> None:
    before, after = spans(CALENDAR, START) or (None, None)
    assert before and after

    found = effect(days([(before, 40), (after, 10)]), CALENDAR, START, UNTIL)

    assert found is not None and found.change is not None
    assert (found.before.total.tenths, found.after.total.tenths) == (400, 100)
    assert found.change.text() == "−30,0"


def test_the_windows_leave_out_five_days_and_lov() -> None:
    before, after = spans(CALENDAR, START) or (None, None)

    assert before == Span(date(2026, 9, 7), date(2026, 10, 4))
    assert after == Span(date(2026, 10, 12), date(2026, 11, 13))


def test_nothing_is_said_until_both_windows_have_passed() -> None:
    held = days([])

    assert effect(held, CALENDAR, START, date(2026, 11, 12)) is None
    assert effect(held, CALENDAR, date(2026, 8, 31), UNTIL) is None


def test_lessons_that_were_not_reported_show_no_effect() -> None:
    assert effect(days([], reported=False), CALENDAR, START, UNTIL) is None


@given(st.dates(date(2026, 8, 18), date(2026, 11, 10)))
def test_both_windows_are_as_long_and_on_their_side_of_the_start(start: date) -> None:
    found = spans(CALENDAR, start)

    if found is not None:
        before, after = found
        assert CALENDAR.school_days(before) == CALENDAR.school_days(after) == LENGTH
        assert before.last < start < after.first
        assert CALENDAR.school_days(Span(start + timedelta(days=1), after.first)) == 5


def changes(*points: int) -> list[Change]:
    return [Change(each, 100) for each in points]


def test_the_median_of_six_pupils_is_told_with_their_number() -> None:
    found = summary(changes(-15, -15, -2, -28, 0, -22))

    assert (found.n, found.median, found.text()) == (6, -150, "−15,0")


@pytest.mark.parametrize("count", range(FEWEST))
def test_of_fewer_than_five_nothing_is_told(count: int) -> None:
    found = summary(changes(*range(count)))

    assert (found.n, found.median, found.text()) == (count, None, "")


@given(st.lists(st.integers(-100, 100), min_size=FEWEST))
def test_the_median_lies_among_the_changes(points: list[int]) -> None:
    found = summary(changes(*points))

    assert found.median is not None
    assert 10 * min(points) <= found.median <= 10 * max(points)
    assert summary(changes(*reversed(points))) == found
