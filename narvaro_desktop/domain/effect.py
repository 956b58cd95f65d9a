"""What absence was before a measure and after it: a change that is shown, never a cause that is proved.

before   the 20 school days that end the day before the measure starts
after    20 school days, beginning five school days after the start
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from narvaro_desktop.domain.absence import DaySums, Figure, figure
from narvaro_desktop.domain.schooldays import AcademicYear, SchoolCalendar, Span
from narvaro_desktop.domain.shares import Change

LENGTH: Final = 20
SETTLING: Final = 5
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Effect:
    """The two figures; `change` is in percentage points, and a fall is better."""

    before: Figure
    after: Figure

    @property
    def change(self) -> Change | None:
        return Change.between(self.after.total, self.before.total)


def spans(calendar: SchoolCalendar, starts_on: date) -> tuple[Span, Span] | None:
    """The two windows around a start; None where the läsår has no 20 school days before it."""
    last = starts_on - _DAY
    first = calendar.school_days_back(last, LENGTH, AcademicYear.of(last).span.first)
    before = Span(first, last)
    if calendar.school_days(before) < LENGTH:
        return None
    begins = calendar.add_school_days(starts_on, SETTLING)
    return before, Span(begins, calendar.add_school_days(begins, LENGTH - 1))


def effect(
    days: Iterable[DaySums], calendar: SchoolCalendar, starts_on: date, until: date, source: str = ""
) -> Effect | None:
    """The figures before and after; None until both windows have passed and were reported well enough."""
    found = spans(calendar, starts_on)
    if found is None or found[1].last > until:
        return None
    held = list(days)
    before, after = (figure(held, calendar, span, until, source) for span in found)
    if not all(each.total.computable and each.signals for each in (before, after)):
        return None
    return Effect(before, after)
