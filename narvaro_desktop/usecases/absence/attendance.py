"""What the figures say of a pupil: how far the data reach, the absence, its weeks and its change."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from narvaro_desktop.absence_files.fields import FileKind
from narvaro_desktop.domain.absence.absence import LEAST_COVERAGE, DaySums, Figure, Sums, figure, trend
from narvaro_desktop.domain.absence.runs import MONTH_SCHOOL_DAYS, MONTH_SPAN
from narvaro_desktop.domain.absence.shares import Change
from narvaro_desktop.domain.absence.weekly import WeekAbsence, weeks
from narvaro_desktop.domain.absence.windows import DEFAULT_WINDOW, lay_out
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.schooldays import AcademicYear, SchoolCalendar, Span
from narvaro_desktop.store.tables import ImportBatchRow, PeriodRow, StudentDayRow
from narvaro_desktop.usecases import reach, settings
from narvaro_desktop.usecases.work import Work

SHOWN_WEEKS: Final = 12
"""How many weeks the heat map shows at first."""

_NEAR: Final = 28
_WEEK: Final = timedelta(weeks=1)
"""Files whose rows end within so many days of the newest one speak for the figures of today."""

_OF_ABSENCE = ImportBatchRow.kind != FileKind.PUPILS.key
"""A pupil list says nothing of how far the figures reach."""

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
_WHOLE_DAY: Final = and_(
    StudentDayRow.known > 0,
    2 * StudentDayRow.known >= StudentDayRow.planned,
    StudentDayRow.missed == StudentDayRow.known_lessons,
)
"""A day away from every known lesson, with at least half of the planned time known (`DaySums.whole`)."""


@dataclass(frozen=True, slots=True)
class DataState:
    """To which day the absence data reach, where they come from, and when they were read in."""

    until: date
    source: str
    imported_on: date
    coverage_known: bool = True
    """False where a file of the last four weeks does not tell which lessons were reported."""
    split_known: bool = True
    """False where such a file has only a total, which then stands as giltig."""
    least_coverage: int = LEAST_COVERAGE
    """Percent of the lessons that the pack wants reported; below it a figure is preliminary."""

    def judged(self, seen: Figure) -> Figure:
        """`seen`, held to what the pack wants reported."""
        return replace(seen, least_coverage=self.least_coverage)


@dataclass(frozen=True, slots=True)
class StudentAbsence:
    """A pupil's absence as the case page shows it. `now` is over the ladder's usual window."""

    state: DataState
    now: Figure
    change: Change | None
    weeks: tuple[WeekAbsence, ...]
    since_import: tuple[date, Change] | None = None
    """The day to which the data of a week ago or more reached, and the change since."""


@dataclass(frozen=True, slots=True)
class PeriodFigure:
    """A figure from a file that gives whole periods only, without days."""

    first: date
    last: date
    figure: Figure
    split_known: bool = True


def data_state(work: Work) -> DataState | None:
    """How far the data reach: the latest t.o.m. date of all files that were read in and not undone."""
    rows = work.session.scalars(
        select(ImportBatchRow)
        .where(ImportBatchRow.undone_at.is_(None), _OF_ABSENCE)
        .order_by(ImportBatchRow.data_date.desc(), ImportBatchRow.id.desc())
    ).all()
    if not rows:
        return None
    newest = rows[0]
    near = [row for row in rows if row.last_day > newest.data_date.toordinal() - _NEAR]
    return DataState(
        newest.data_date,
        newest.source,
        newest.imported_at.astimezone(work.now.tzinfo).date(),
        all(row.coverage_known for row in near),
        all(row.split_known for row in near),
        work.rules.pack.coverage_percent,
    )


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
    number = reach.student_row(work, student_id).number
    state = data_state(work)
    if state is None:
        return None
    calendar = settings.calendar(work)
    shown = _shown_span(calendar, state.until)
    days = days_of(work, shown, [number]).get(number, [])
    window = lay_out(calendar, DEFAULT_WINDOW, state.until)
    now = figure(days, calendar, window.span, state.until, state.source, state.coverage_known)
    return StudentAbsence(
        state=state,
        now=state.judged(now),
        change=trend(days, calendar, DEFAULT_WINDOW, state.until),
        since_import=_since_import(work, state, days, calendar, now),
        weeks=weeks(days, calendar, Span(state.until - timedelta(weeks=SHOWN_WEEKS, days=-1), state.until)),
    )


def _since_import(
    work: Work, state: DataState, days: list[DaySums], calendar: SchoolCalendar, now: Figure
) -> tuple[date, Change] | None:
    """The usual window on the day to which an earlier file reached, against the window of today.

    The file is at least a week older: of one that is read in every day the day before says nothing.
    """
    wanted = select(func.max(ImportBatchRow.data_date)).where(
        ImportBatchRow.undone_at.is_(None), _OF_ABSENCE, ImportBatchRow.data_date <= state.until - _WEEK
    )
    until = work.session.scalar(wanted)
    if until is None:
        return None
    before = figure(days, calendar, lay_out(calendar, DEFAULT_WINDOW, until).span, until)
    change = Change.between(now.total, before.total)
    return (until, change) if change is not None and now.suffices and before.suffices else None


def figures_now(work: Work, state: DataState) -> dict[int, Figure]:
    """Every pupil's absence over the usual window, by number; the latest period where she has no lessons."""
    calendar = settings.calendar(work)
    found = figures_in(work, state, lay_out(calendar, DEFAULT_WINDOW, state.until).span)
    ends = (
        select(PeriodRow).where(PeriodRow.last_day == state.until.toordinal()).order_by(PeriodRow.first_day)
    )
    known = _batches(work)
    for row in work.session.scalars(ends):
        found.setdefault(row.student, state.judged(_period(row, calendar, known).figure))
    return found


def figures_in(work: Work, state: DataState, span: Span) -> dict[int, Figure]:
    """The absence of every pupil with lessons in `span`, by number."""
    return figures_and_away(work, state, span)[0]


def figures_and_away(work: Work, state: DataState, span: Span) -> tuple[dict[int, Figure], set[int]]:
    """The same, and who had a run of a month or more: whole days are counted while the minutes are summed."""
    held = settings.calendar(work).school_dates_in(span)
    free = [day.toordinal() for day in span if day not in held]
    day = StudentDayRow
    amounts = (
        day.planned, day.usable, day.usable_valid, day.usable_invalid, day.other, day.late,
        day.valid - day.usable_valid,
    )  # fmt: skip
    inside = (
        day.day.between(span.first.toordinal(), span.last.toordinal()), day.day.not_in(free), day.planned > 0
    )  # fmt: skip
    wanted = (
        select(day.student, func.count(), func.count().filter(_WHOLE_DAY), *map(func.sum, amounts))
        .where(*inside)
        .group_by(day.student)
    )
    found, often = {}, []
    for student, days, whole, *sums in work.session.execute(wanted):
        found[student] = Figure(
            Sums(*sums), span, days, state.until, state.source, state.coverage_known, state.least_coverage
        )
        if whole >= MONTH_SCHOOL_DAYS:
            often.append(student)
    return found, _with_a_run(work, often, inside)


def period_figures_in(work: Work, state: DataState, span: Span) -> dict[int, Figure]:
    """Of pupils whose files give whole periods: the one that ends last in `span`, the longest of these."""
    first, last = span.first.toordinal(), span.last.toordinal()
    wanted = (
        select(PeriodRow)
        .where(PeriodRow.first_day >= first, PeriodRow.last_day <= last)
        .order_by(PeriodRow.last_day, PeriodRow.first_day.desc())
    )
    calendar, known = settings.calendar(work), _batches(work)
    return {
        row.student: state.judged(_period(row, calendar, known).figure)
        for row in work.session.scalars(wanted)
    }


def _with_a_run(work: Work, often: list[int], inside: Iterable[ColumnElement[bool]]) -> set[int]:
    """Those of `often` with a run of a month or more (`domain.absence.runs`) among the days `inside`.

    Counted in the vault: within a run a day's place among all known days and its place among the whole days
    away lie equally far apart.
    """
    if not often:
        return set()
    day = StudentDayRow
    place = func.row_number().over(partition_by=day.student, order_by=day.day)
    known = (
        select(day.student, day.day, _WHOLE_DAY.label("whole"), place.label("place"))
        .where(*inside, day.known > 0, day.student.in_(often))
        .subquery()
    )
    among = func.row_number().over(partition_by=known.c.student, order_by=known.c.day)
    away = (
        select(known.c.student, known.c.day, (known.c.place - among).label("run"))
        .where(known.c.whole)
        .subquery()
    )
    wanted = (
        select(away.c.student)
        .group_by(away.c.student, away.c.run)
        .having(
            func.count() >= MONTH_SCHOOL_DAYS, func.max(away.c.day) - func.min(away.c.day) >= MONTH_SPAN - 1
        )
    )
    return set(work.session.scalars(wanted))


def periods_of(work: Work, student_id: UUID) -> tuple[PeriodFigure, ...]:
    """The pupil's figures from files that give whole periods, the latest first."""
    work.may(Resource.ABSENCE, Action.READ)
    number = reach.student_row(work, student_id).number
    rows = work.session.scalars(
        select(PeriodRow).where(PeriodRow.student == number).order_by(PeriodRow.last_day.desc())
    )
    calendar, known, least = settings.calendar(work), _batches(work), work.rules.pack.coverage_percent
    found = [_period(row, calendar, known) for row in rows]
    return tuple(replace(one, figure=replace(one.figure, least_coverage=least)) for one in found)


def _batches(work: Work) -> dict[int, tuple[bool, bool, str]]:
    """By batch: whether its file tells what was reported and what was giltig, and its source."""
    batch = ImportBatchRow
    rows = work.session.execute(select(batch.id, batch.coverage_known, batch.split_known, batch.source))
    return {each: (coverage, split, source) for each, coverage, split, source in rows}


def _period(
    row: PeriodRow, calendar: SchoolCalendar, batches: Mapping[int, tuple[bool, bool, str]]
) -> PeriodFigure:
    span = Span(date.fromordinal(row.first_day), date.fromordinal(row.last_day))
    sums = Sums(row.offered, row.reported, row.valid, row.invalid, row.other)
    coverage, split, source = batches.get(row.batch, (True, True, row.source))
    school_days = calendar.school_days(span)
    seen = Figure(sums, span, school_days, span.last, source, coverage)
    return PeriodFigure(span.first, span.last, seen, split)


def _shown_span(calendar: SchoolCalendar, until: date) -> Span:
    """Far enough back for the weeks shown and for the window before the window."""
    begins = AcademicYear.of(until).span.first
    return Span(min(begins, until - timedelta(weeks=2 * SHOWN_WEEKS)), until)
