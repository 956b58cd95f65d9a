from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.absence.windows import UnknownWindow, lay_out, preceding
from narvaro_desktop.domain.case_terms import Window
from narvaro_desktop.domain.schooldays import AcademicYear, Break, SchoolCalendar, SchoolTerm, Season, Span

CALENDAR = SchoolCalendar(
    (
        SchoolTerm(Season.AUTUMN, Span(date(2026, 8, 18), date(2026, 12, 21))),
        SchoolTerm(Season.SPRING, Span(date(2027, 1, 8), date(2027, 6, 11))),
    ),
    (Break("höstlov", Span(date(2026, 10, 26), date(2026, 10, 30))),),
    frozenset({date(2026, 10, 2)}),
)


@pytest.mark.parametrize(
    ("last", "first", "school_days"),
    [
        ("2026-09-18", "2026-08-22", 20),
        ("2026-09-25", "2026-08-29", 20),
        ("2026-10-02", "2026-09-05", 19),
        ("2027-01-08", "2026-12-09", 10),
        ("2026-08-21", "2026-08-01", 4),
    ],
)
def test_28_days_reach_back_to_ten_school_days_but_not_into_the_läsår_before(
    last: str, first: str, school_days: int
) -> None:
    found = lay_out(CALENDAR, "calendar_28", date.fromisoformat(last))

    assert (found.span.first.isoformat(), found.school_days) == (first, school_days)
    assert found.suffices == (school_days >= 5)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("school_days_20", "2026-10-16"),
        ("calendar_month", "2026-11-01"),
        ("term_to_date", "2026-08-18"),
        ("academic_year", "2026-08-01"),
    ],
)
def test_every_named_window_begins_where_it_should(name: str, first: str) -> None:
    assert lay_out(CALENDAR, name, date(2026, 11, 19)).span.first.isoformat() == first


def test_between_terms_the_term_to_date_is_the_one_that_ended() -> None:
    assert lay_out(CALENDAR, "term_to_date", date(2027, 1, 4)).span.first == date(2026, 8, 18)


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ("2026-10-02", "2026-08-01"),
        ("2026-11-30", "2026-08-01"),
        ("2026-12-01", "2026-12-01"),
        ("2027-04-30", "2026-12-01"),
        ("2027-05-14", "2027-05-01"),
    ],
)
def test_the_time_since_a_checkpoint_begins_the_day_after_it(last: str, first: str) -> None:
    found = lay_out(CALENDAR, "since_checkpoint", date.fromisoformat(last))

    assert found.span.first.isoformat() == first


def test_every_period_that_a_pack_may_name_is_known() -> None:
    for window in Window:
        if window is not Window.NONE:
            assert lay_out(CALENDAR, window.key, date(2026, 11, 13)).span.last == date(2026, 11, 13)


def test_an_unknown_window_is_refused_by_name() -> None:
    with pytest.raises(UnknownWindow) as refused:
        lay_out(CALENDAR, "full_moon", date(2026, 11, 19))

    assert refused.value.name == "full_moon"


@given(st.dates(date(2026, 8, 1), date(2027, 7, 31)), st.sampled_from(["calendar_28", "school_days_20"]))
def test_windows_end_on_the_data_date_and_the_preceding_one_ends_before(last: date, name: str) -> None:
    found = lay_out(CALENDAR, name, last)
    before = preceding(CALENDAR, found)

    assert found.span.last == last
    assert found.span.first in AcademicYear.of(last).span
    assert before.span.last == found.span.first - timedelta(days=1)
    assert found.school_days == CALENDAR.school_days(found.span)
