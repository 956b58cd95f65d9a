from collections.abc import Iterable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.absence.absence import DaySums, LessonTime, day_sums
from narvaro_desktop.domain.absence.runs import Run, full_month, runs
from narvaro_desktop.domain.schooldays import Break, SchoolCalendar, SchoolTerm, Season, Span

AUTUMN = Span(date(2026, 8, 18), date(2026, 12, 21))
SPRING = Span(date(2027, 1, 8), date(2027, 6, 11))
CALENDAR = SchoolCalendar(
    (SchoolTerm(Season.AUTUMN, AUTUMN), SchoolTerm(Season.SPRING, SPRING)),
    (Break("höstlov", Span(date(2026, 10, 26), date(2026, 10, 30))),),
    frozenset({date(2026, 10, 2)}),
)


def a_day(day: date, away: bool, reported: bool = True) -> DaySums:
    times = [(480, 135), (640, 135)]
    [made] = day_sums(LessonTime(day, start, long, long * away, reported=reported) for start, long in times)
    return made


def days(span: Span, away: Iterable[Span], unreported: Iterable[date] = ()) -> list[DaySums]:
    return [
        a_day(day, any(day in gone for gone in away) and day not in unreported, day not in unreported)
        for day in span
        if CALENDAR.is_school_day(day)
    ]


def test_five_weeks_over_höstlov_are_twenty_school_days_and_a_full_month() -> None:
    gone = Span(date(2026, 10, 12), date(2026, 11, 13))

    [run] = runs(days(AUTUMN, [gone]), CALENDAR)

    assert (run.school_days, run.span_days) == (20, 33)
    assert full_month(days(AUTUMN, [gone]), CALENDAR, AUTUMN) == run


def test_jullov_does_not_make_a_month_of_two_weeks() -> None:
    gone = Span(date(2026, 12, 11), date(2027, 1, 15))
    held = days(Span(AUTUMN.first, SPRING.last), [gone])

    [run] = runs(held, CALENDAR)

    assert (run.school_days, run.span_days, run.full_month) == (13, 36, False)
    assert full_month(held, CALENDAR, AUTUMN) is None


def test_a_day_of_which_nothing_is_known_neither_breaks_nor_counts() -> None:
    gone = Span(date(2026, 9, 7), date(2026, 9, 11))

    [run] = runs(days(AUTUMN, [gone], unreported=[date(2026, 9, 9)]), CALENDAR)

    assert run == Run(date(2026, 9, 7), date(2026, 9, 11), 4)


def test_one_lesson_attended_breaks_a_run() -> None:
    held = days(AUTUMN, [Span(date(2026, 9, 7), date(2026, 9, 11))])
    half = day_sums([LessonTime(date(2026, 9, 9), 480, 135, 135), LessonTime(date(2026, 9, 9), 640, 135)])

    found = runs([day for day in held if day.day != date(2026, 9, 9)] + [*half], CALENDAR)

    assert [run.school_days for run in found] == [2, 2]


@given(st.lists(st.booleans(), min_size=1, max_size=80))
def test_runs_hold_exactly_the_days_away_and_never_touch(away: list[bool]) -> None:
    dates = [day for day in AUTUMN if CALENDAR.is_school_day(day)][: len(away)]
    held = [a_day(day, gone) for day, gone in zip(dates, away, strict=True)]

    found = runs(held, CALENDAR)

    assert sum(run.school_days for run in found) == sum(away)
    assert all(CALENDAR.school_days(Span(run.first, run.last)) == run.school_days for run in found)
