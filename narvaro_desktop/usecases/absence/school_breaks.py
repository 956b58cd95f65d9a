"""The lov that a deadline needs: which to ask about, and what is answered."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select

from narvaro_desktop.domain.absence.seen_breaks import SeenBreak, seen_break
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.schooldays import (
    AcademicYear,
    Break,
    SchoolCalendar,
    Span,
    UsualBreak,
    missing_breaks,
)
from narvaro_desktop.store.tables import StudentDayRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence.school_year import DaysOutOfOrder
from narvaro_desktop.usecases.work import Changes, Work


def missing(work: Work, first: date, last: date) -> tuple[UsualBreak, ...]:
    """The lov to ask about before a deadline or a figure from `first` to `last` is shown.

    All that lack in the same terms are asked about together. Nothing for those who may not enter them.
    """
    calendar = settings.calendar(work)
    near = missing_breaks(calendar, first, last)
    if not near or not work.rules.rights.may(work.actor.role, Resource.CASE, Action.WRITE):
        return ()
    terms = {calendar.term_of(lov.span.first) for lov in near}
    years = [AcademicYear.of(lov.span.first).span for lov in near]
    wide = missing_breaks(calendar, min(span.first for span in years), max(span.last for span in years))
    return tuple(lov for lov in wide if calendar.term_of(lov.span.first) in terms)


def to_ask(work: Work, first: date, last: date) -> tuple[SeenBreak, ...]:
    """The same, each with what the lessons that have been read in show of it."""
    asked = missing(work, first, last)
    if not asked:
        return ()
    year = Span(
        AcademicYear.of(asked[0].span.first).span.first, AcademicYear.of(asked[-1].span.last).span.last
    )
    counted = (
        select(StudentDayRow.day, func.count())
        .where(StudentDayRow.day.between(year.first.toordinal(), year.last.toordinal()))
        .group_by(StudentDayRow.day)
    )
    pupils_on = {date.fromordinal(day): pupils for day, pupils in work.session.execute(counted)}
    return tuple(seen_break(lov, pupils_on) for lov in asked)


def enter(work: Work, has: Sequence[Break], has_not: Collection[UsualBreak] = ()) -> Changes:
    """Keep these lov; where a usual lov is not had, its term counts as answered.

    :raises DaysOutOfOrder:
    """
    work.may(Resource.CASE, Action.WRITE)
    calendar = settings.calendar(work)
    for place, lov in enumerate(has):
        if lov.span.last < lov.span.first:
            raise DaysOutOfOrder(place)
    for usual in has_not:
        calendar = _answered(calendar, usual.span.first)
    kept = [lov for lov in calendar.breaks if not any(lov.span.meets(other.span) for other in has)]
    breaks = sorted([*kept, *has], key=lambda lov: lov.span)
    return settings.keep_calendar(work, replace(calendar, breaks=tuple(breaks)))


def _answered(calendar: SchoolCalendar, day: date) -> SchoolCalendar:
    """The calendar whose term at `day` has all its lov."""
    year = AcademicYear.of(day)
    terms = [
        replace(term, breaks_entered=True) if day in term.span else term for term in calendar.terms_of(year)
    ]
    others = [term for term in calendar.terms if not term.span.meets(year.span)]
    return replace(calendar, terms=(*others, *terms))
