"""The läsår as the simulator walks through it: school days numbered from 0, weeks numbered from 0."""

from dataclasses import dataclass
from datetime import date, timedelta

from narvaro_desktop.domain.schooldays import AcademicYear, IsoWeek, SchoolCalendar, Span


@dataclass(frozen=True, slots=True)
class SchoolDay:
    """`week` counts weeks that have school; `first_monday` follows upon holidays."""

    date: date
    number: int
    week: int
    weekday: int
    first_monday: bool


def school_year(calendar: SchoolCalendar, until: date) -> list[SchoolDay]:
    """Every school day of the läsår of `until`, up to and with that day."""
    span = Span(AcademicYear.of(until).span.first, until)
    dates = [day for day in span if calendar.is_school_day(day)]
    weeks = {week: number for number, week in enumerate(sorted({IsoWeek.of(day) for day in dates}))}
    return [
        SchoolDay(day, number, weeks[IsoWeek.of(day)], day.weekday(), _after_holidays(day, calendar))
        for number, day in enumerate(dates)
    ]


def _after_holidays(day: date, calendar: SchoolCalendar) -> bool:
    """A Monday, or the day after one, with no school in the week before."""
    if day.weekday() > 0:
        return False
    return not calendar.school_days(Span(day - timedelta(days=7), day - timedelta(days=1)))
