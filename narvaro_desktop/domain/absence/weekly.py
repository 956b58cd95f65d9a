"""A pupil's weeks: the matrix behind the heat map and the weekly trend."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import dropwhile

from narvaro_desktop.domain.absence.absence import DaySums, Figure, Sums, figure
from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.domain.schooldays import IsoWeek, SchoolCalendar, Span, weeks_of
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_

_NOTHING = Share(0, 0)


class DayKind(Term):
    SCHOOL = "school", N_("skoldag")
    FREE = "free", N_("ledig dag")
    NO_DATA = "no_data", N_("uppgift saknas")


@dataclass(frozen=True, slots=True)
class DayAbsence:
    """One day; `share` can be computed only where something was reported or notified."""

    day: date
    kind: DayKind
    share: Share


@dataclass(frozen=True, slots=True)
class WeekAbsence:
    """Monday to Friday; `share` is the whole week's."""

    week: IsoWeek
    share: Share
    days: tuple[DayAbsence, ...]

    @property
    def known(self) -> bool:
        """Whether any of its days has a figure."""
        return any(day.kind is DayKind.SCHOOL for day in self.days)

    @property
    def free(self) -> bool:
        """Whether the whole week is lov."""
        return all(day.kind is DayKind.FREE for day in self.days)


def weeks(days: Iterable[DaySums], calendar: SchoolCalendar, span: Span) -> tuple[WeekAbsence, ...]:
    """The weeks that `span` touches, from the first that has a figure; days outside it have no data."""
    held = {day.day: day for day in days if day.day in span}
    found = tuple(_week(week, held, calendar, span) for week in weeks_of(span))
    return tuple(dropwhile(lambda week: not week.known, found)) or found


def _week(week: IsoWeek, held: dict[date, DaySums], calendar: SchoolCalendar, span: Span) -> WeekAbsence:
    dates = [week.monday + timedelta(days=offset) for offset in range(5)]
    known = [held[day] for day in dates if day in held]
    share = figure(known, calendar, week.span, span.last).total
    return WeekAbsence(week, share, tuple(_day(day, held.get(day), calendar) for day in dates))


def _day(day: date, held: DaySums | None, calendar: SchoolCalendar) -> DayAbsence:
    if not calendar.is_school_day(day):
        return DayAbsence(day, DayKind.FREE, _NOTHING)
    sums = held.sums if held and held.sums.planned else Sums()
    share = Figure(sums, Span(day, day), 1, day).total
    return DayAbsence(day, DayKind.SCHOOL if sums.planned and share.computable else DayKind.NO_DATA, share)
