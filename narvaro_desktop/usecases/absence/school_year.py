"""The läsår as the school gives it: terms, lov and staff days. Red days are computed and never asked for."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.charts.year_planner import YearDay, year_days
from narvaro_desktop.domain.schooldays import (
    AcademicYear,
    Break,
    SchoolCalendar,
    SchoolTerm,
    Span,
    UsualBreak,
    missing_breaks,
)
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.work import Changes, Work


class DaysOutOfOrder(NarvaroError):
    """A term or a lov ends before it begins, or lies outside the läsår: (place in the list, from 0)."""


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """One läsår. `proposed` are lov that most schools have and that nobody has entered or waved aside."""

    year: AcademicYear
    terms: tuple[SchoolTerm, ...]
    breaks: tuple[Break, ...]
    staff_days: tuple[date, ...]
    proposed: tuple[UsualBreak, ...]


@dataclass(frozen=True, slots=True)
class Planner:
    """A läsår day by day; `choices` are the läsår around today. Not `is_given`: the usual bounds stand."""

    year: AcademicYear
    choices: tuple[AcademicYear, ...]
    days: tuple[YearDay, ...]
    is_given: bool
    may_change: bool


def school_year(work: Work, year: AcademicYear | None = None) -> SchoolYear:
    """The läsår of today, or `year`, with the usual bounds where the school has given none."""
    calendar, year = settings.calendar(work), year or AcademicYear.of(work.today)
    return SchoolYear(
        year=year,
        terms=calendar.terms_of(year),
        breaks=tuple(lov for lov in calendar.breaks if lov.span.meets(year.span)),
        staff_days=tuple(sorted(day for day in calendar.staff_days if day in year.span)),
        proposed=missing_breaks(calendar, year.span.first, year.span.last),
    )


def planner(work: Work, year: AcademicYear | None = None) -> Planner:
    """Every day of the läsår as it counts, with the number of school days, lovdagar and staff days."""
    year = year or AcademicYear.of(work.today)
    calendar, now = settings.calendar(work), AcademicYear.of(work.today)
    given = any(term.span.meets(year.span) for term in calendar.terms)
    return Planner(
        year,
        (AcademicYear(now.begins - 1), now, AcademicYear(now.begins + 1)),
        year_days(calendar, year),
        given,
        work.rules.rights.may(work.actor.role, Resource.CASE, Action.WRITE),
    )


def school_day_from(work: Work, start: date, count: int) -> date:
    """`count` days after `start`, or the first school day from then."""
    before = start + timedelta(days=count - 1)
    return settings.calendar(work).add_school_days(before, 1)


def breaks_wanted(work: Work) -> tuple[UsualBreak, ...]:
    """The lov that deadlines counted from today would run over without knowing them."""
    ahead = timedelta(days=work.rules.days.breaks_ahead)
    return missing_breaks(settings.calendar(work), work.today, work.today + ahead)


def keep_school_year(work: Work, changed: SchoolYear) -> Changes:
    """Keep the läsår as it is given; from now on no lov of it is asked for.

    :raises DaysOutOfOrder:
    """
    work.may(Resource.CASE, Action.WRITE)
    spans = [term.span for term in changed.terms] + [lov.span for lov in changed.breaks]
    for place, span in enumerate(spans):
        if span.last < span.first or not _inside(span, changed.year.span):
            raise DaysOutOfOrder(place)
    before, year = settings.calendar(work), changed.year.span
    calendar = SchoolCalendar(
        terms=(
            *(term for term in before.terms if not term.span.meets(year)),
            *(replace(term, breaks_entered=True) for term in changed.terms),
        ),
        breaks=(*(lov for lov in before.breaks if not lov.span.meets(year)), *changed.breaks),
        staff_days=frozenset(day for day in before.staff_days if day not in year) | set(changed.staff_days),
    )
    return settings.keep_calendar(work, calendar)


def _inside(span: Span, year: Span) -> bool:
    return span.first in year and span.last in year
