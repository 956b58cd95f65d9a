"""The school's own days: its terms, lov and studiedagar, asked for when a deadline first needs them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from narvaro_desktop.domain.case_terms import Action, Resource
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


class DaysTurned(NarvaroError):
    """A span ends before it begins: (first, last)."""


@dataclass(frozen=True, slots=True)
class OwnDays:
    """A läsår as the school has given it; `terms` are the usual ones until it has said otherwise."""

    year: AcademicYear
    terms: tuple[SchoolTerm, ...]
    breaks: tuple[Break, ...]
    staff_days: tuple[date, ...]
    missing: tuple[UsualBreak, ...]
    today: date


def own_days(work: Work, day: date | None = None) -> OwnDays:
    """The läsår of `day` (today's if None)."""
    calendar, year = settings.calendar(work), AcademicYear.of(day or work.today)
    return OwnDays(
        year,
        calendar.terms_of(year),
        tuple(
            sorted((lov for lov in calendar.breaks if lov.span.meets(year.span)), key=lambda lov: lov.span)
        ),
        tuple(sorted(each for each in calendar.staff_days if each in year.span)),
        missing_breaks(calendar, year.span.first, year.span.last),
        work.today,
    )


def missing(work: Work, first: date, last: date) -> tuple[UsualBreak, ...]:
    """The lov to ask about before a deadline or a figure from `first` to `last` is shown.

    All that lack in the same terms are asked about together.
    """
    calendar = settings.calendar(work)
    near = missing_breaks(calendar, first, last)
    terms = {calendar.term_of(lov.span.first) for lov in near}
    if not near:
        return ()
    years = [AcademicYear.of(lov.span.first).span for lov in near]
    wide = missing_breaks(calendar, min(span.first for span in years), max(span.last for span in years))
    return tuple(lov for lov in wide if calendar.term_of(lov.span.first) in terms)


def enter_breaks(work: Work, has: Sequence[Break], has_not: Collection[UsualBreak] = ()) -> Changes:
    """Keep these lov; where a usual lov is not had, its term counts as answered."""
    work.may(Resource.ABSENCE, Action.WRITE)
    calendar = settings.calendar(work)
    for lov in has:
        _demand_order(lov.span)
    for usual in has_not:
        calendar = _answered(calendar, usual.span.first)
    return settings.keep_calendar(work, replace(calendar, breaks=_joined(calendar.breaks, has)))


def keep_year(
    work: Work,
    year: AcademicYear,
    terms: Sequence[SchoolTerm],
    breaks: Sequence[Break],
    staff_days: Collection[date],
) -> Changes:
    """The whole läsår as it has been written."""
    work.may(Resource.ABSENCE, Action.WRITE)
    for span in (*(term.span for term in terms), *(lov.span for lov in breaks)):
        _demand_order(span)
    calendar, here = settings.calendar(work), year.span
    return settings.keep_calendar(
        work,
        SchoolCalendar(
            (*(term for term in calendar.terms if not term.span.meets(here)), *terms),
            (*(lov for lov in calendar.breaks if not lov.span.meets(here)), *breaks),
            frozenset(day for day in calendar.staff_days if day not in here) | frozenset(staff_days),
        ),
    )


def _joined(old: Sequence[Break], new: Sequence[Break]) -> tuple[Break, ...]:
    kept = [lov for lov in old if not any(lov.span.meets(other.span) for other in new)]
    return tuple(sorted([*kept, *new], key=lambda lov: lov.span))


def _answered(calendar: SchoolCalendar, day: date) -> SchoolCalendar:
    """The calendar whose term at `day` has all its lov."""
    year = AcademicYear.of(day)
    terms = [
        replace(term, breaks_entered=True) if day in term.span else term for term in calendar.terms_of(year)
    ]
    others = [term for term in calendar.terms if not term.span.meets(year.span)]
    return replace(calendar, terms=(*others, *terms))


def _demand_order(span: Span) -> None:
    if span.last < span.first:
        raise DaysTurned(span.first, span.last)
