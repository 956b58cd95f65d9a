from datetime import date

from narvaro_desktop.domain.charts.year_planner import DayUse, count, year_days, year_planner
from narvaro_desktop.domain.schooldays import AcademicYear, SchoolCalendar
from narvaro_desktop.simulation.practice import practice_calendar

CALENDAR, YEAR = practice_calendar(), AcademicYear(2026)
DAYS = year_days(CALENDAR, YEAR)


def use_of(day: date) -> tuple[DayUse, str]:
    return next((one.use, one.name) for one in DAYS if one.day == day)


def test_every_day_counts_as_one_thing() -> None:
    assert use_of(date(2026, 9, 7)) == (DayUse.SCHOOL, "")
    assert use_of(date(2026, 9, 12))[0] is DayUse.WEEKEND
    assert use_of(date(2026, 10, 2))[0] is DayUse.STAFF
    assert use_of(date(2026, 10, 28))[0] is DayUse.BREAK
    assert use_of(date(2027, 3, 26)) == (DayUse.RED, "långfredagen")
    assert use_of(date(2027, 7, 1))[0] is DayUse.OUTSIDE


def test_the_count_is_that_of_the_school_days() -> None:
    assert count(DAYS, DayUse.SCHOOL) == sum(map(CALENDAR.is_school_day, YEAR.span))


def test_the_picture_names_every_day_of_the_terms_months() -> None:
    scene = year_planner(DAYS, 900)

    names = {cell.name for cell in scene.cells}
    assert "2 okt: studiedag" in names and "26 mar: röd dag, långfredagen" in names
    assert max(cell.row for cell in scene.cells) == 10
    assert ("2026-10-02", "studiedag") in scene.rows


def test_a_year_that_is_not_set_up_has_the_usual_bounds() -> None:
    days = year_days(SchoolCalendar(), AcademicYear(2030))

    assert count(days, DayUse.SCHOOL) > 178
    assert not count(days, DayUse.BREAK)
