"""What the figures say of a pupil: how far the data reach, the absence, its weeks and its change."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.absence import DaySums, Figure, Sums, figure, trend
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.schooldays import AcademicYear, SchoolCalendar, Span
from narvaro_desktop.domain.shares import Change
from narvaro_desktop.domain.weekly import WeekAbsence, weeks
from narvaro_desktop.domain.windows import DEFAULT_WINDOW, lay_out
from narvaro_desktop.store.tables import ImportBatchRow, PeriodRow, StudentDayRow, StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.work import Work

SHOWN_WEEKS: Final = 12
"""How many weeks the heat map shows at first."""

_COLUMNS = (
    StudentDayRow.student,
    StudentDayRow.day,
    StudentDayRow.planned,
    StudentDayRow.usable,
    StudentDayRow.known,
    StudentDayRow.valid,
    StudentDayRow.usable_valid,
    StudentDayRow.usable_invalid,
    StudentDayRow.other,
    StudentDayRow.late,
    StudentDayRow.lessons,
    StudentDayRow.known_lessons,
    StudentDayRow.missed,
)


@dataclass(frozen=True, slots=True)
class DataState:
    """To which day the absence data reach, where they come from, and when they were read in."""

    until: date
    source: str
    imported_on: date


@dataclass(frozen=True, slots=True)
class StudentAbsence:
    """A pupil's absence as the case page shows it. `now` is over the ladder's usual window."""

    state: DataState
    now: Figure
    change: Change | None
    weeks: tuple[WeekAbsence, ...]


@dataclass(frozen=True, slots=True)
class PeriodFigure:
    """A figure from a file that gives whole periods only, without days."""

    first: date
    last: date
    figure: Figure


def data_state(work: Work) -> DataState | None:
    """How far the data reach: the latest t.o.m. date of all files that were read in and not undone."""
    row = work.session.scalars(
        select(ImportBatchRow)
        .where(ImportBatchRow.undone_at.is_(None))
        .order_by(ImportBatchRow.data_date.desc(), ImportBatchRow.id.desc())
    ).first()
    return None if row is None else DataState(row.data_date, row.source, row.imported_at.date())


def days_of(work: Work, span: Span, numbers: Iterable[int] | None = None) -> dict[int, list[DaySums]]:
    """The days of `span` for the pupils with these numbers (all if None), by pupil, in order."""
    first, last = span.first.toordinal(), span.last.toordinal()
    wanted = select(*_COLUMNS).where(StudentDayRow.day.between(first, last))
    if numbers is not None:
        wanted = wanted.where(StudentDayRow.student.in_(list(numbers)))
    found: dict[int, list[DaySums]] = defaultdict(list)
    for (
        student,
        day,
        planned,
        usable,
        known,
        valid,
        u_valid,
        u_invalid,
        other,
        late,
        n,
        k,
        m,
    ) in work.session.execute(wanted.order_by(StudentDayRow.student, StudentDayRow.day)):
        sums = Sums(planned, usable, u_valid, u_invalid, other, late, valid - u_valid)
        found[student].append(DaySums(date.fromordinal(day), sums, known, k, m, n))
    return dict(found)


def absence_of(work: Work, student_id: UUID) -> StudentAbsence | None:
    """The pupil's absence, or None where no lesson data have been read in."""
    work.may(Resource.ABSENCE, Action.READ)
    state = data_state(work)
    if state is None:
        return None
    number = work.session.get_one(StudentRow, student_id).number
    calendar = settings.calendar(work)
    shown = _shown_span(calendar, state.until)
    days = days_of(work, shown, [number]).get(number, [])
    window = lay_out(calendar, DEFAULT_WINDOW, state.until)
    return StudentAbsence(
        state=state,
        now=figure(days, calendar, window.span, state.until, state.source),
        change=trend(days, calendar, DEFAULT_WINDOW, state.until),
        weeks=weeks(days, calendar, Span(state.until - timedelta(weeks=SHOWN_WEEKS, days=-1), state.until)),
    )


def periods_of(work: Work, student_id: UUID) -> tuple[PeriodFigure, ...]:
    """The pupil's figures from files that give whole periods, the latest first."""
    number = work.session.get_one(StudentRow, student_id).number
    rows = work.session.scalars(
        select(PeriodRow).where(PeriodRow.student == number).order_by(PeriodRow.last_day.desc())
    )
    return tuple(_period(row) for row in rows)


def _period(row: PeriodRow) -> PeriodFigure:
    first, last = date.fromordinal(row.first_day), date.fromordinal(row.last_day)
    sums = Sums(row.offered, row.reported, row.valid, row.invalid, row.other)
    span = Span(first, last)
    return PeriodFigure(first, last, Figure(sums, span, span.length, last, row.source))


def _shown_span(calendar: SchoolCalendar, until: date) -> Span:
    """Far enough back for the weeks shown and for the window before the window."""
    begins = AcademicYear.of(until).span.first
    return Span(min(begins, until - timedelta(weeks=2 * SHOWN_WEEKS)), until)
