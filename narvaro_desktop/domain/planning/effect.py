"""What absence was before a measure and after it: a change that is shown, never a cause that is proved.

before   the 20 school days that end the day before the measure starts
after    20 school days, beginning five school days after the start
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from narvaro_desktop.domain.absence.absence import DaySums, Figure, figure
from narvaro_desktop.domain.absence.shares import Change, decimal_text
from narvaro_desktop.domain.schooldays import AcademicYear, SchoolCalendar, Span

LENGTH: Final = 20
SETTLING: Final = 5
FEWEST: Final = 5
"""Pupils below which no median is told: too few, and too easy to see who they are."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Effect:
    """The two figures; `change` is in percentage points, and a fall is better."""

    before: Figure
    after: Figure

    @property
    def change(self) -> Change | None:
        return Change.between(self.after.total, self.before.total)


@dataclass(frozen=True, slots=True)
class Summary:
    """How absence changed for `n` pupils: the median in tenths of a percentage point, None for too few."""

    n: int
    median: int | None

    def text(self) -> str:
        """With its sign, "−15,0"; nothing for too few."""
        if self.median is None:
            return ""
        sign = "+" if self.median > 0 else "−" if self.median < 0 else ""
        return sign + decimal_text(abs(self.median), 1)


def summary(changes: Sequence[Change]) -> Summary:
    """The median change; half a tenth is rounded away from zero."""
    ordered = sorted(change.tenths for change in changes)
    count = len(ordered)
    if count < FEWEST:
        return Summary(count, None)
    twice = ordered[(count - 1) // 2] + ordered[count // 2]
    half = (abs(twice) + 1) // 2
    return Summary(count, half if twice >= 0 else -half)


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
