"""The school's own läsår in retrospect: who would have been pointed out, when, and when a case was opened.

Asked årskurs by årskurs, since every week of every pupil is judged.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select

from narvaro_desktop.domain.absence.signals import FLAG_AT, LESSON_POINTS, WeekSignals
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.schooldays import AcademicYear, Span
from narvaro_desktop.store.tables import CaseRow, StudentDayRow, StudentRow
from narvaro_desktop.usecases import reach
from narvaro_desktop.usecases.absence import attendance, signal_days
from narvaro_desktop.usecases.pupils.students import StudentLine, line_of
from narvaro_desktop.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Replayed:
    """A pupil who would have been pointed out: when first, how often anew, and when a case was opened."""

    student: StudentLine
    first: WeekSignals
    times: int
    weeks: int
    case_on: date | None

    @property
    def ahead(self) -> int | None:
        """Whole weeks from the signals to the case, negative where it was first; None without one."""
        return None if self.case_on is None else (self.case_on - self.first.last).days // 7


@dataclass(frozen=True, slots=True)
class YearGroup:
    """One årskurs: who would have been pointed out, of how many, and how many anew each week."""

    school_year: int
    pupils: int
    unjudged: int
    found: tuple[Replayed, ...]
    anew: Mapping[date, int]


@dataclass(frozen=True, slots=True)
class Choices:
    """The läsår that there are lessons for, the latest first, and the årskurser to go through."""

    years: tuple[AcademicYear, ...]
    school_years: tuple[int, ...]


def choices(work: Work) -> Choices:
    """What can be gone through."""
    work.may(Resource.ABSENCE, Action.LIST)
    first, last = work.session.execute(select(func.min(StudentDayRow.day), func.max(StudentDayRow.day))).one()
    wanted = select(StudentRow.school_year).where(StudentRow.left_on.is_(None), reach.pupils(work)).distinct()
    groups = sorted(year for year in work.session.scalars(wanted) if year is not None)
    if first is None:
        return Choices((), tuple(groups))
    begin, end = (AcademicYear.of(date.fromordinal(day)).begins for day in (first, last))
    return Choices(tuple(AcademicYear(year) for year in range(end, begin - 1, -1)), tuple(groups))


def replay(work: Work, year: AcademicYear, school_year: int) -> YearGroup:
    """Every week judged as it would have been then, for the pupils who are in the årskurs now."""
    work.may(Resource.ABSENCE, Action.LIST)
    state = attendance.data_state(work)
    until = min(year.span.last, state.until) if state else year.span.last
    seen = signal_days.seen(work, until, school_year)
    weeks = {number: made.history() for number, made in seen.years.items()}
    near = [
        number
        for number, held in weeks.items()
        if any(week.score >= FLAG_AT - LESSON_POINTS for week in held)
    ]
    lessons = signal_days.lessons(work, near, Span(year.span.first, until))
    for number in near:
        days = signal_days.refined(seen.days[number], lessons.get(number, {}))
        weeks[number] = seen.judged(number, days).history()
    flagged = {number: held for number, held in weeks.items() if any(week.flagged for week in held)}
    rows = work.session.scalars(
        select(StudentRow).where(StudentRow.number.in_(list(flagged)), reach.pupils(work))
    )
    opened = _opened(work, year)
    found = [_replayed(row, flagged[row.number], opened) for row in rows]
    return YearGroup(
        school_year,
        len(weeks),
        sum(not any(week.enough for week in held) for held in weeks.values()),
        tuple(sorted(found, key=lambda one: (one.first.last, one.student.sort_key))),
        _anew(flagged.values()),
    )


def _replayed(row: StudentRow, weeks: Sequence[WeekSignals], opened: Mapping[UUID, date]) -> Replayed:
    first = next(week for week in weeks if week.flagged)
    return Replayed(
        line_of(row),
        first,
        sum(week.flagged and not before for week, before in _pairs(weeks)),
        sum(week.flagged for week in weeks),
        opened.get(row.id),
    )


def _anew(pupils: Iterable[Sequence[WeekSignals]]) -> dict[date, int]:
    """How many flags come on each week, by its Monday."""
    count: dict[date, int] = {}
    for weeks in pupils:
        for week, before in _pairs(weeks):
            if week.flagged and not before:
                monday = week.last - timedelta(days=week.last.weekday())
                count[monday] = count.get(monday, 0) + 1
    return count


def _pairs(weeks: Sequence[WeekSignals]) -> list[tuple[WeekSignals, bool]]:
    """Each week, and whether the one before was flagged."""
    flags = [False, *(week.flagged for week in weeks)]
    return list(zip(weeks, flags, strict=False))


def _opened(work: Work, year: AcademicYear) -> dict[UUID, date]:
    """When the first case of the läsår was opened, by pupil."""
    wanted = (
        select(CaseRow.student_id, func.min(CaseRow.opened_on))
        .where(CaseRow.opened_on.between(year.span.first, year.span.last))
        .group_by(CaseRow.student_id)
    )
    return {row[0]: row[1] for row in work.session.execute(wanted)}
