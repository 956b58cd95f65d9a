from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.holidays import is_red
from narvaro_desktop.domain.schooldays import (
    AcademicYear,
    Break,
    IsoWeek,
    SchoolCalendar,
    SchoolTerm,
    Season,
    Span,
    missing_breaks,
    weeks_of,
)

AUTUMN = SchoolTerm(Season.AUTUMN, Span(date(2026, 8, 18), date(2026, 12, 21)))
SPRING = SchoolTerm(Season.SPRING, Span(date(2027, 1, 8), date(2027, 6, 11)))
CALENDAR = SchoolCalendar(
    (AUTUMN, SPRING),
    (
        Break("höstlov", Span(date(2026, 10, 26), date(2026, 10, 30))),
        Break("sportlov", Span(date(2027, 3, 1), date(2027, 3, 5))),
    ),
    frozenset({date(2026, 10, 2)}),
)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def test_fifteen_school_days_run_over_höstlov() -> None:
    decided = date(2026, 10, 5)

    assert CALENDAR.add_school_days(decided, 15) == date(2026, 11, 2)
    assert decided + timedelta(days=28) == date(2026, 11, 2)


def test_a_deadline_of_no_days_is_the_same_day() -> None:
    assert CALENDAR.add_school_days(date(2026, 10, 3), 0) == date(2026, 10, 3)


def test_working_days_do_not_stop_for_lov_but_for_red_days() -> None:
    assert CALENDAR.add_working_days(date(2026, 10, 23), 5) == date(2026, 10, 30)
    assert CALENDAR.add_working_days(date(2026, 12, 23), 2) == date(2026, 12, 29)
    assert CALENDAR.add_working_days(date(2026, 10, 2), 1) == date(2026, 10, 5)


def test_staff_days_red_days_lov_and_holidays_are_no_school_days() -> None:
    free = ["2026-10-02", "2026-10-28", "2026-12-22", "2027-01-06", "2027-05-06", "2026-09-26", "2027-06-25"]

    assert not any(CALENDAR.is_school_day(date.fromisoformat(day)) for day in free)
    assert CALENDAR.is_school_day(date(2026, 10, 1))


def test_a_calendar_with_nothing_in_it_works_from_the_first_day() -> None:
    empty = SchoolCalendar()

    assert empty.is_school_day(date(2026, 9, 25))
    assert not empty.is_school_day(date(2026, 7, 7))
    assert not empty.is_school_day(date(2026, 12, 28))
    assert empty.terms_of(AcademicYear(2026))[1].label == "vårterminen 2027"


def test_a_läsår_that_the_school_has_not_given_does_not_stop_a_deadline() -> None:
    assert CALENDAR.add_school_days(date(2027, 6, 10), 3) == date(2027, 8, 11)


def test_lov_are_asked_for_when_a_deadline_first_needs_them() -> None:
    bare = SchoolCalendar((AUTUMN, SPRING))

    [lov] = missing_breaks(bare, date(2026, 10, 5), bare.add_school_days(date(2026, 10, 5), 15))

    assert (lov.name, IsoWeek.of(lov.span.first).label) == ("höstlov", "v. 44")
    assert missing_breaks(bare, date(2026, 9, 7), date(2026, 9, 28)) == ()
    assert missing_breaks(CALENDAR, date(2026, 10, 5), date(2026, 11, 2)) == ()


def test_a_school_that_has_no_lov_in_a_term_is_not_asked_twice() -> None:
    told = SchoolCalendar((SchoolTerm(Season.AUTUMN, AUTUMN.span, breaks_entered=True), SPRING))

    assert missing_breaks(told, date(2026, 10, 5), date(2026, 11, 2)) == ()


def test_an_easter_lov_beside_the_usual_one_answers_the_question() -> None:
    bare = SchoolCalendar((AUTUMN, SPRING))
    own = SchoolCalendar((AUTUMN, SPRING), (Break("påsklov", Span(date(2027, 3, 30), date(2027, 4, 2))),))
    over_easter = (date(2027, 3, 15), date(2027, 4, 9))

    assert [lov.name for lov in missing_breaks(bare, *over_easter)] == ["påsklov"]
    assert missing_breaks(own, *over_easter) == ()


def test_a_calendar_survives_its_json_form() -> None:
    assert SchoolCalendar.from_data(CALENDAR.as_data()) == CALENDAR


@pytest.mark.parametrize(
    ("day", "label"), [("2026-08-01", "2026/27"), ("2027-07-31", "2026/27"), ("1999-09-01", "1999/00")]
)
def test_a_läsår_runs_from_august_to_july(day: str, label: str) -> None:
    year = AcademicYear.of(date.fromisoformat(day))

    assert year.label == label
    assert date.fromisoformat(day) in year.span


def test_weeks_are_iso_weeks_also_over_new_year() -> None:
    weeks = weeks_of(Span(date(2026, 12, 21), date(2027, 1, 8)))

    assert [week.label for week in weeks] == ["v. 52", "v. 53", "v. 1"]
    assert weeks[1].monday == date(2026, 12, 28)


@given(DAYS, st.integers(1, 60))
def test_the_nth_school_day_has_exactly_n_school_days_up_to_it(start: date, count: int) -> None:
    last = CALENDAR.add_school_days(start, count)

    assert CALENDAR.is_school_day(last)
    assert CALENDAR.school_days(Span(start + timedelta(days=1), last)) == count


@given(DAYS, st.integers(1, 60))
def test_the_nth_working_day_is_never_red(start: date, count: int) -> None:
    last = CALENDAR.add_working_days(start, count)

    assert last.weekday() < 5
    assert not is_red(last)
    assert last > start


@given(DAYS, st.integers(0, 200))
def test_the_weeks_of_a_span_cover_it_without_gaps(first: date, length: int) -> None:
    span = Span(first, first + timedelta(days=length))

    weeks = weeks_of(span)

    assert first in weeks[0].span
    assert span.last in weeks[-1].span
    assert all(one.next == other for one, other in pairwise(weeks))
