from datetime import date

from narvaro_desktop.domain.absence.absence import LessonTime, day_sums
from narvaro_desktop.domain.absence.weekly import DayKind, weeks
from narvaro_desktop.domain.schooldays import Break, SchoolCalendar, SchoolTerm, Season, Span

CALENDAR = SchoolCalendar(
    (SchoolTerm(Season.AUTUMN, Span(date(2026, 8, 18), date(2026, 12, 21))),),
    (Break("höstlov", Span(date(2026, 10, 26), date(2026, 10, 30))),),
)


def test_a_week_has_five_days_of_which_lov_and_gaps_are_named() -> None:
    held = day_sums(
        [
            LessonTime(date(2026, 8, 18), 480, 100, valid=40),
            LessonTime(date(2026, 8, 19), 480, 100),
            LessonTime(date(2026, 8, 20), 480, 100, reported=False),
        ]
    )

    [week] = weeks(held, CALENDAR, Span(date(2026, 8, 18), date(2026, 8, 21)))

    kinds = [day.kind for day in week.days]
    assert kinds == [DayKind.FREE, DayKind.SCHOOL, DayKind.SCHOOL, DayKind.NO_DATA, DayKind.NO_DATA]
    assert [day.share.percent for day in week.days] == [None, 40, 0, None, None]
    assert week.share.text() == "20,0 %"
    assert week.week.label == "v. 34"


def test_a_week_of_lov_is_free_and_has_no_figure() -> None:
    [week] = weeks([], CALENDAR, Span(date(2026, 10, 26), date(2026, 10, 30)))

    assert week.free
    assert not week.share.computable


def test_the_weeks_begin_where_the_data_begin() -> None:
    held = day_sums([LessonTime(date(2026, 8, 27), 480, 100, valid=40)])

    found = weeks(held, CALENDAR, Span(date(2026, 7, 6), date(2026, 9, 11)))

    assert [week.week.label for week in found] == ["v. 35", "v. 36", "v. 37"]


def test_a_school_week_without_data_is_not_lov() -> None:
    [week] = weeks([], CALENDAR, Span(date(2026, 9, 7), date(2026, 9, 11)))

    assert not week.free
    assert not week.share.computable
