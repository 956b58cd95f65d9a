"""Runs: whole days away, one after the other, that lov and weekends neither break nor lengthen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from narvaro_desktop.domain.absence.absence import DaySums, own_days
from narvaro_desktop.domain.schooldays import SchoolCalendar, Span

MONTH_SPAN, MONTH_SCHOOL_DAYS = 30, 15


@dataclass(frozen=True, slots=True)
class Run:
    """Away all of `school_days` school days, from `first` to `last`."""

    first: date
    last: date
    school_days: int

    @property
    def span_days(self) -> int:
        """Calendar days from the first to the last."""
        return Span(self.first, self.last).length

    @property
    def full_month(self) -> bool:
        """A month wholly without attendance; the second condition keeps jullov from making one."""
        return self.span_days >= MONTH_SPAN and self.school_days >= MONTH_SCHOOL_DAYS

    def longer(self, day: date) -> "Run":
        return Run(self.first, day, self.school_days + 1)


def runs(days: Iterable[DaySums], calendar: SchoolCalendar, span: Span | None = None) -> tuple[Run, ...]:
    """Every run inside `span`. A school day of which nothing is known neither breaks nor counts."""
    found: list[Run] = []
    current: Run | None = None
    for day in own_days(days, calendar, span):
        if not day.known:
            continue
        if day.whole:
            current = current.longer(day.day) if current else Run(day.day, day.day, 1)
        elif current:
            found.append(current)
            current = None
    return (*found, current) if current else tuple(found)


def full_month(days: Iterable[DaySums], calendar: SchoolCalendar, term: Span) -> Run | None:
    """The first run of a month or more inside the term."""
    return next((run for run in runs(days, calendar, term) if run.full_month), None)
