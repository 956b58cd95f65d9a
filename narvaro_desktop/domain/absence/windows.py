"""The windows in which absence is measured: named in a ladder pack, laid out on a school's calendar.

    calendar_28      28 calendar days to the last day, extended back until it holds 10 school days
    school_days_20   20 school days
    calendar_month   the month of the last day, so far
    term_to_date     the term so far (after a term: that term)
    academic_year    the läsår so far
    since_checkpoint from the day after 30 November or 30 April, whichever came last

A window never reaches back into the läsår before; one with fewer than 5 school days gives no suggestion.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from narvaro_desktop.domain.schooldays import AcademicYear, SchoolCalendar, Span
from narvaro_desktop.errors import NarvaroError

DEFAULT_WINDOW = "calendar_28"
FEWEST_SCHOOL_DAYS = 5
_EXTENDED_TO = 10
_CHECKPOINTS = ((11, 30), (4, 30))
_DAY = timedelta(days=1)


class UnknownWindow(NarvaroError):
    """A ladder pack names a window that the program does not know."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class DayWindow:
    """`school_days` are the calendar's; a pupil's own may be fewer."""

    name: str
    span: Span
    school_days: int

    @property
    def suffices(self) -> bool:
        return self.school_days >= FEWEST_SCHOOL_DAYS


@lru_cache(maxsize=256)  # the same few windows are asked for once for each pupil
def lay_out(calendar: SchoolCalendar, name: str, last: date) -> DayWindow:
    """The window `name` that ends on `last`, the date to which the data reach."""
    floor = AcademicYear.of(last).span.first
    if found := re.fullmatch(r"(calendar|school_days)_([1-9][0-9]{0,2})", name):
        count = int(found[2])
        if found[1] == "school_days":
            first = calendar.school_days_back(last, count, floor)
        else:
            extended = calendar.school_days_back(last, _EXTENDED_TO, floor)
            first = min(max(last - (count - 1) * _DAY, floor), extended)
    else:
        first = _named(calendar, name, last, floor)
    span = Span(first, last)
    return DayWindow(name, span, calendar.school_days(span))


def preceding(calendar: SchoolCalendar, later: DayWindow) -> DayWindow:
    """The window of the same kind that ends the day before `later` begins."""
    return lay_out(calendar, later.name, later.span.first - _DAY)


def _named(calendar: SchoolCalendar, name: str, last: date, floor: date) -> date:
    if name == "calendar_month":
        return last.replace(day=1)
    if name == "academic_year":
        return floor
    if name == "since_checkpoint":
        days = [date(year, *day) for year in (last.year - 1, last.year) for day in _CHECKPOINTS]
        return max(floor, max(day for day in days if day < last) + _DAY)
    if name == "term_to_date":
        terms = calendar.terms_of(AcademicYear.of(last))
        return max((term.span.first for term in terms if term.span.first <= last), default=floor)
    raise UnknownWindow(name)
