"""The school's absence, and what its registration is worth: by class, week and subject; never by teacher.

Classes stand in the order of the school. A class of fewer pupils than the pack shows counts only in sums.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, select

from narvaro_desktop.domain.absence.absence import Figure, Sums
from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.schooldays import AcademicYear, IsoWeek, Span
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.store.tables import ActivityRow, ClassWeekRow, LessonRow, StaffRow, StudentRow
from narvaro_desktop.usecases.absence import attendance, class_weeks, suggestions
from narvaro_desktop.usecases.absence.attendance import DataState
from narvaro_desktop.usecases.work import NOTHING, Changes, Work

LEAST_REPORTED: Final = 75
_LOOKED_AT, _LOW_WEEKS = 4, 3
_MANY_LESSONS, _SOME_ABSENCE = 200, 4
"""A subject in which nobody is away in so many lessons of pupils, where the class is away so many percent."""

_LATE_PART: Final = 4
"""One lesson in four, reported more than a week after it was held, is asked about."""

_NOTHING: Final = Share(0, 0)
_ROW = ClassWeekRow
_AMOUNTS = (_ROW.planned, _ROW.usable, _ROW.valid, _ROW.invalid, _ROW.unreported_valid)


@dataclass(frozen=True, slots=True)
class Line:
    """A class or a subject, the läsår so far and the last four weeks."""

    name: str
    year: Figure
    recent: Figure


@dataclass(frozen=True, slots=True)
class Doubt:
    """A subject in a class whose registration is to be asked about; `teachers` are for the rektor alone.

    `low_weeks` of the last four were reported to less than 75 %; `late`: the share of lessons that were
    reported more than a week afterwards, where it is large; neither: nobody at all is noted as away.
    """

    class_name: str
    subject: str
    low_weeks: int
    recent: Figure
    teachers: tuple[str, ...] = ()
    late: Share | None = None


@dataclass(frozen=True, slots=True)
class SchoolAbsence:
    """One läsår. `grid` and `reported` are shares away and not reported, by class, week by week."""

    state: DataState
    academic_year: AcademicYear
    years: tuple[AcademicYear, ...]
    total: Figure
    weeks: tuple[IsoWeek, ...]
    trend: tuple[Share, ...]
    before: tuple[Share, ...]
    """The läsår before, in the same weeks of the year."""
    classes: tuple[Line, ...]
    subjects: tuple[Line, ...]
    grid: Mapping[str, tuple[Share, ...]]
    unreported: Mapping[str, tuple[Share, ...]]
    doubts: tuple[Doubt, ...]


def is_kept(work: Work) -> bool:
    """Whether the page can be answered at once; else `keep` first."""
    state = attendance.data_state(work)
    return state is None or class_weeks.is_kept(work, state)


def keep(work: Work) -> Changes:
    """Make the sums that the page adds up."""
    work.may(Resource.ABSENCE, Action.LIST)
    state = attendance.data_state(work)
    return class_weeks.keep(work, state) if state else NOTHING


def school_absence(work: Work, year: AcademicYear | None = None) -> SchoolAbsence | None:
    """The läsår of the data, or `year`; None before the first file with lessons."""
    work.may(Resource.ABSENCE, Action.LIST)
    state = attendance.data_state(work)
    years = _years(work)
    if state is None or not years:
        return None
    year = year or years[-1]
    mine = suggestions.own_classes(work)
    weekly = _weekly(work, year, mine)
    mondays = sorted({monday for held in weekly.values() for monday in held})
    recent = frozenset(mondays[-_LOOKED_AT:])
    shown = _large_enough(work, weekly)
    since = min(recent, default=0)
    looks = _Look(state, year, mondays)
    lines = tuple(looks.line(name, weekly[name], recent) for name in shown)
    before = _school_weeks(work, AcademicYear(year.begins - 1), mine)
    now = _school_weeks(work, year, mine)
    weeks = tuple(IsoWeek.of(date.fromordinal(monday)) for monday in mondays)
    return SchoolAbsence(
        state=state,
        academic_year=year,
        years=years,
        total=looks.figure(sums for held in weekly.values() for sums in held.values()),
        weeks=weeks,
        trend=tuple(now.get(week.number, _NOTHING) for week in weeks),
        before=tuple(before.get(week.number, _NOTHING) for week in weeks),
        classes=lines,
        subjects=_subjects(work, looks, mine, since),
        grid={name: tuple(_away(weekly[name].get(at)) for at in mondays) for name in shown},
        unreported={name: tuple(_unreported(weekly[name].get(at)) for at in mondays) for name in shown},
        doubts=_doubts(work, looks, lines, since, mine),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    state: DataState
    year: AcademicYear
    mondays: Sequence[int]

    def figure(self, parts: Iterable[Sums]) -> Figure:
        until = min(self.state.until, self.year.span.last)
        span = Span(self.year.span.first, until)
        seen = Figure(Sums.of(parts), span, 5 * len(self.mondays), until, self.state.source)
        return self.state.judged(seen)

    def line(self, name: str, held: Mapping[int, Sums], recent: frozenset[int]) -> Line:
        return Line(
            name, self.figure(held.values()), self.figure(held[at] for at in sorted(recent) if at in held)
        )


def _years(work: Work) -> tuple[AcademicYear, ...]:
    """The läsår that there are sums for, in order."""
    first = work.session.scalar(select(func.min(_ROW.day)))  # one at a time: each is found without a scan
    last = work.session.scalar(select(func.max(_ROW.day)))
    if first is None or last is None:
        return ()
    begin, end = (AcademicYear.of(date.fromordinal(day + 4)).begins for day in (first, last))
    return tuple(AcademicYear(begins) for begins in range(begin, end + 1))


def _weekly(work: Work, year: AcademicYear, mine: frozenset[str] | None) -> dict[str, dict[int, Sums]]:
    """The sums of each class's weeks, by class and Monday."""
    wanted = (
        select(_ROW.day, _ROW.class_name, *map(func.sum, _AMOUNTS))
        .where(_ROW.day.between(*_bounds(year)))
        .group_by(_ROW.day, _ROW.class_name)
    )
    if mine is not None:
        wanted = wanted.where(_ROW.class_name.in_(mine))
    found: dict[str, dict[int, Sums]] = defaultdict(dict)
    for day, name, *amounts in work.session.execute(wanted):
        found[name][day] = _sums(*amounts)
    return dict(found)


def _school_weeks(work: Work, year: AcademicYear, mine: frozenset[str] | None) -> dict[int, Share]:
    """The school's absence by the number of the week."""
    wanted = (
        select(_ROW.day, func.sum(_ROW.valid + _ROW.invalid), func.sum(_ROW.usable))
        .where(_ROW.day.between(*_bounds(year)))
        .group_by(_ROW.day)
    )
    if mine is not None:
        wanted = wanted.where(_ROW.class_name.in_(mine))
    return {
        IsoWeek.of(date.fromordinal(day)).number: Share(away, usable)
        for day, away, usable in work.session.execute(wanted)
    }


def _subjects(work: Work, looks: _Look, mine: frozenset[str] | None, since: int) -> tuple[Line, ...]:
    """Each subject by name, the läsår so far and since that Monday."""
    wanted = (
        select(ActivityRow.name, *map(func.sum, _AMOUNTS))
        .join(ActivityRow, ActivityRow.id == _ROW.activity)
        .where(_ROW.day.between(*_bounds(looks.year)), ActivityRow.name != "")
        .group_by(ActivityRow.name)
        .order_by(ActivityRow.name)
    )
    if mine is not None:
        wanted = wanted.where(_ROW.class_name.in_(mine))
    late = {name: _sums(*amounts) for name, *amounts in work.session.execute(wanted.where(_ROW.day >= since))}
    return tuple(
        Line(name, looks.figure([_sums(*amounts)]), looks.figure([late.get(name, Sums())]))
        for name, *amounts in work.session.execute(wanted)
    )


def _doubts(
    work: Work, looks: _Look, lines: Sequence[Line], since: int, mine: frozenset[str] | None
) -> tuple[Doubt, ...]:
    """Where the registration of the weeks since that Monday should be asked about."""
    low = func.sum(func.iif(100 * _ROW.usable < LEAST_REPORTED * _ROW.planned, 1, 0))
    wanted = (
        select(
            _ROW.class_name,
            ActivityRow.name,
            low,
            func.sum(_ROW.lessons),
            func.coalesce(func.sum(_ROW.reported_late), 0),
            *map(func.sum, _AMOUNTS),
        )
        .join(ActivityRow, ActivityRow.id == _ROW.activity)
        .where(_ROW.day >= since, _ROW.day <= _bounds(looks.year)[1], ActivityRow.name != "")
        .group_by(_ROW.class_name, ActivityRow.name)
        .order_by(ActivityRow.name)
    )
    if mine is not None:
        wanted = wanted.where(_ROW.class_name.in_(mine))
    away = {line.name: line.recent for line in lines}
    found: dict[str, list[Doubt]] = defaultdict(list)
    for name, subject, weeks, lessons, late, *amounts in work.session.execute(wanted):
        few, slow = weeks >= _LOW_WEEKS, late * _LATE_PART >= lessons and late > 0
        sums = _sums(*amounts)
        if name in away and (few or slow or (_nobody(sums, lessons) and _some(away[name]))):
            teachers = _teachers(work, name, subject, since)
            told = Share(late, lessons) if slow else None
            figure = looks.figure([sums])
            found[name].append(Doubt(name, subject, weeks if few else 0, figure, teachers, told))
    return tuple(one for line in lines for one in found[line.name])


def _nobody(sums: Sums, lessons: int) -> bool:
    """Whether nobody is noted as away in a great many lessons that were reported."""
    reported = 100 * sums.usable >= LEAST_REPORTED * sums.planned
    return lessons >= _MANY_LESSONS and reported and not sums.absent


def _some(seen: Figure) -> bool:
    return 100 * seen.sums.absent > _SOME_ABSENCE * seen.sums.usable


def _teachers(work: Work, class_name: str, subject: str, since: int) -> tuple[str, ...]:
    """Who should have reported: told to the rektor alone."""
    if work.actor.role is not Role.PRINCIPAL:
        return ()
    row = LessonRow
    wanted = (
        select(StaffRow.name)
        .distinct()
        .join(row, row.staff == StaffRow.id)
        .join(ActivityRow, ActivityRow.id == row.activity)
        .join(StudentRow, StudentRow.number == row.student)
        .where(StudentRow.class_name == class_name, ActivityRow.name == subject, row.day >= since)
        .order_by(StaffRow.name)
    )
    return tuple(work.session.scalars(wanted))


def _large_enough(work: Work, names: Iterable[str]) -> list[str]:
    """The classes that may be shown alone, in the order of the school."""
    wanted = select(StudentRow.class_name, func.count()).group_by(StudentRow.class_name)
    least = work.rules.pack.small_number
    large = {name for name, pupils in work.session.execute(wanted) if pupils >= least}
    return sorted(large & set(names), key=suggestions.class_key)


def _away(sums: Sums | None) -> Share:
    return Share(sums.absent, sums.usable) if sums else _NOTHING


def _unreported(sums: Sums | None) -> Share:
    return Share(sums.planned - sums.usable, sums.planned) if sums else _NOTHING


def _sums(planned: int, usable: int, valid: int, invalid: int, unreported: int) -> Sums:
    return Sums(planned, usable, valid, invalid, 0, 0, unreported)


def _bounds(year: AcademicYear) -> tuple[int, int]:
    """The Mondays of a läsår."""
    span = year.span
    return (span.first - timedelta(days=span.first.weekday())).toordinal(), span.last.toordinal()
