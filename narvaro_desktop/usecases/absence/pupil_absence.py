"""One pupil's absence of a läsår from every side: weeks, places in the day, subjects, spells, class."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import case, func, select, text

from narvaro_desktop.domain.absence.absence import DaySums, Figure, figure, trend
from narvaro_desktop.domain.absence.runs import runs
from narvaro_desktop.domain.absence.shares import Change, Share
from narvaro_desktop.domain.absence.signal_day import monday, signal_days, week_mondays
from narvaro_desktop.domain.absence.signals import PupilYear
from narvaro_desktop.domain.absence.weekly import WeekAbsence, weeks
from narvaro_desktop.domain.absence.windows import DEFAULT_WINDOW, lay_out
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.schooldays import AcademicYear, IsoWeek, SchoolCalendar, Span
from narvaro_desktop.store.tables import ActivityRow, CaseRow, LessonRow, StudentDayRow, StudentRow
from narvaro_desktop.usecases import reach, settings
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.absence.attendance import DataState
from narvaro_desktop.usecases.pupils.students import StudentLine, line_of
from narvaro_desktop.usecases.work import Work

_PLACES = text("""
SELECT (day + 6) % 7 AS weekday, place, SUM(valid + invalid), SUM(planned)
FROM (SELECT day, planned, valid, invalid, reported,
             ROW_NUMBER() OVER (PARTITION BY day ORDER BY start, activity) AS place
      FROM lesson WHERE student = :student AND day BETWEEN :first AND :last AND planned > 0)
WHERE reported GROUP BY weekday, place
""")


@dataclass(frozen=True, slots=True)
class SubjectAbsence:
    """A subject's reported time and lessons; `missed` are whole lessons."""

    name: str
    share: Share
    lessons: int
    missed: int


@dataclass(frozen=True, slots=True)
class Spell:
    """Whole days away after each other; `valid` of `away` minutes were giltiga."""

    first: date
    last: date
    school_days: int
    valid: int
    away: int


@dataclass(frozen=True, slots=True)
class PupilAbsence:
    """What the page shows. `own` and `among` (the class) stand week by week as `weeks` do.

    `places[n]` is the n-th lesson of the day, Monday to Friday; empty where no lessons are known.
    """

    student: StudentLine
    state: DataState
    now: Figure
    year: Figure
    change: Change | None
    weeks: tuple[WeekAbsence, ...]
    own: tuple[Share, ...]
    among: tuple[Share, ...]
    places: tuple[tuple[Share, ...], ...]
    subjects: tuple[SubjectAbsence, ...]
    spells: tuple[Spell, ...]
    case_id: UUID | None
    today: date


def pupil_absence(work: Work, student_id: UUID) -> PupilAbsence | None:
    """The läsår up to where the data reach; None before the first file. Looking is logged."""
    work.may(Resource.ABSENCE, Action.READ)
    row = reach.student_row(work, student_id)
    if row.protected:
        work.may(Resource.STUDENT, Action.EXPORT)
    state = attendance.data_state(work)
    if state is None:
        return None
    work.view(student_id)
    calendar = settings.calendar(work)
    span = Span(AcademicYear.of(state.until).span.first, state.until)
    days = attendance.days_of(work, span, [row.number]).get(row.number, [])
    window = lay_out(calendar, DEFAULT_WINDOW, state.until).span
    seen = weeks(days, calendar, span)
    source, known = state.source, state.coverage_known
    is_open = select(CaseRow.id).where(CaseRow.student_id == student_id, CaseRow.closed_on.is_(None))
    return PupilAbsence(
        student=line_of(row),
        state=state,
        now=state.judged(figure(days, calendar, window, state.until, source, known)),
        year=state.judged(figure(days, calendar, span, state.until, source, known)),
        change=trend(days, calendar, DEFAULT_WINDOW, state.until),
        weeks=seen,
        own=_own(days, calendar, span, seen),
        among=_among(work, row, span, seen),
        places=_places(work, row.number, span),
        subjects=_subjects(work, row.number, span),
        spells=_spells(days, calendar, span),
        case_id=work.session.scalars(is_open).first(),
        today=work.today,
    )


def _own(
    days: Sequence[DaySums], calendar: SchoolCalendar, span: Span, seen: Sequence[WeekAbsence]
) -> tuple[Share, ...]:
    """The pupil's own usual level as it looked each week."""
    year = AcademicYear.of(span.last)
    made = PupilYear(signal_days(days, calendar), calendar, year)
    place = {ordinal: number for number, ordinal in enumerate(week_mondays(calendar, year))}
    return tuple(
        Share(round(1000 * made.own(place[at])), 1000)
        if (at := monday(week.week.monday)) in place
        else Share(0, 0)
        for week in seen
    )


def _among(work: Work, row: StudentRow, span: Span, seen: Sequence[WeekAbsence]) -> tuple[Share, ...]:
    """The class's absence each week, the pupil's own included; nothing for a class of a few."""
    day = StudentDayRow
    mates = list(
        work.session.scalars(
            select(StudentRow.number).where(
                StudentRow.class_name == row.class_name,
                StudentRow.left_on.is_(None),
                StudentRow.protected.is_(False),
            )
        )
    )
    if len(mates) < work.rules.pack.small_number:
        return tuple(Share(0, 0) for _week in seen)
    week = (day.day - 1) // 7
    wanted = (
        select(func.min(day.day), func.sum(day.usable_valid + day.usable_invalid), func.sum(day.usable))
        .where(day.student.in_(mates), day.day.between(span.first.toordinal(), span.last.toordinal()))
        .group_by(week)
    )
    found = {
        IsoWeek.of(date.fromordinal(first)): Share(away, usable)
        for first, away, usable in work.session.execute(wanted)
    }
    return tuple(found.get(one.week, Share(0, 0)) for one in seen)


def _places(work: Work, number: int, span: Span) -> tuple[tuple[Share, ...], ...]:
    rows = work.session.execute(
        _PLACES, {"student": number, "first": span.first.toordinal(), "last": span.last.toordinal()}
    ).all()
    found = {(place, weekday): Share(away, planned) for weekday, place, away, planned in rows}
    last = max((place for place, _weekday in found), default=0)
    return tuple(
        tuple(found.get((place, weekday), Share(0, 0)) for weekday in range(5))
        for place in range(1, last + 1)
    )


def _subjects(work: Work, number: int, span: Span) -> tuple[SubjectAbsence, ...]:
    """By name: none is worse than another."""
    row = LessonRow
    away = row.valid + row.invalid
    wanted = (
        select(
            ActivityRow.name, func.sum(away), func.sum(row.planned), func.count(),
            func.sum(case((away >= row.planned, 1), else_=0)),
        )
        .join(ActivityRow, ActivityRow.id == row.activity)
        .where(row.student == number, row.day.between(span.first.toordinal(), span.last.toordinal()))
        .where(row.reported == 1, row.planned > 0)
        .group_by(ActivityRow.name)
        .order_by(ActivityRow.name)
    )  # fmt: skip
    return tuple(
        SubjectAbsence(name, Share(part, whole), lessons, missed)
        for name, part, whole, lessons, missed in work.session.execute(wanted)
    )


def _spells(days: Sequence[DaySums], calendar: SchoolCalendar, span: Span) -> tuple[Spell, ...]:
    """The latest first."""
    found = []
    for run in runs(days, calendar, span):
        inside = [day.sums for day in days if run.first <= day.day <= run.last]
        valid = sum(sums.valid + sums.unreported_valid for sums in inside)
        away = valid + sum(sums.invalid for sums in inside)
        found.append(Spell(run.first, run.last, run.school_days, valid, away))
    return tuple(reversed(found))
