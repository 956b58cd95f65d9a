"""The computed absence pattern of a kartläggning: live while it is written, kept when it is signed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.absence.absence import DaySums, LessonTime, figure
from narvaro_desktop.domain.absence.absence_pattern import AbsencePattern, SubjectLesson, absence_pattern
from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.domain.absence.weekly import DayAbsence, DayKind, WeekAbsence, weeks
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.schooldays import AcademicYear, IsoWeek, SchoolCalendar, Span
from narvaro_desktop.store.tables import ActivityRow, InvestigationRow, LessonRow
from narvaro_desktop.usecases import reach, settings
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.work import Work


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """One week's shares, for the table under the picture."""

    total: Share
    valid: Share
    invalid: Share
    coverage: Share


@dataclass(frozen=True, slots=True)
class Pattern:
    """The pattern, its weeks, and whether it is kept as it was when the kartläggning was signed."""

    computed: AbsencePattern
    weeks: tuple[WeekAbsence, ...]
    figures: tuple[WeekFigures, ...]
    is_kept: bool = False


def pattern_of(work: Work, case_id: UUID, investigation_id: UUID | None) -> Pattern | None:
    """What stands in the kartläggning; None where nothing has been read in, or one may not see absence."""
    student_id = cases.row_of(work, case_id).student_id
    row = work.session.get(InvestigationRow, investigation_id) if investigation_id else None
    if not work.rules.rights.may(work.actor.role, Resource.ABSENCE, Action.READ):
        return None
    if row is not None and row.case_id == case_id and row.signed_at is not None:
        return _from_data(json.loads(row.pattern)) if row.pattern else None
    return pattern_now(work, student_id)


def pattern_now(work: Work, student_id: UUID) -> Pattern | None:
    """The pattern as the figures have it today."""
    state = attendance.data_state(work)
    if state is None:
        return None
    number = reach.student_row(work, student_id).number
    calendar = settings.calendar(work)
    span = Span(AcademicYear.of(state.until).span.first, state.until)
    shown = Span(state.until - timedelta(weeks=attendance.SHOWN_WEEKS, days=-1), state.until)
    days = attendance.days_of(work, Span(min(span.first, shown.first), span.last), [number]).get(number, [])
    if not days:
        return None
    computed = absence_pattern(
        days, _lessons(work, number, span), calendar, state.until, state.source, state.coverage_known
    )
    found = weeks(days, calendar, shown)
    return Pattern(computed, found, tuple(_figures(days, calendar, week, state.until) for week in found))


def as_text(pattern: Pattern | None) -> str | None:
    """What is kept in the row of a signed kartläggning."""
    if pattern is None:
        return None
    data = {
        "computed": pattern.computed.as_data(),
        "weeks": [_week_data(*both) for both in zip(pattern.weeks, pattern.figures, strict=True)],
    }
    return json.dumps(data, ensure_ascii=False)


def _lessons(work: Work, number: int, span: Span) -> list[SubjectLesson]:
    names = {each.id: each.name for each in work.session.scalars(select(ActivityRow))}
    wanted = select(LessonRow).where(
        LessonRow.student == number, LessonRow.day.between(span.first.toordinal(), span.last.toordinal())
    )
    return [
        SubjectLesson(
            LessonTime(
                date.fromordinal(row.day), row.start, row.planned, row.valid, row.invalid, row.other,
                row.late, bool(row.reported),
            ),
            names.get(row.activity, ""),
        )
        for row in work.session.scalars(wanted)
    ]  # fmt: skip


def _figures(days: list[DaySums], calendar: SchoolCalendar, week: WeekAbsence, until: date) -> WeekFigures:
    seen = figure(days, calendar, week.week.span, until)
    return WeekFigures(seen.total, seen.valid, seen.invalid, seen.coverage)


def _week_data(week: WeekAbsence, figures: WeekFigures) -> dict[str, Any]:
    shares = (figures.total, figures.valid, figures.invalid, figures.coverage, week.share)
    return {
        "monday": week.week.monday.isoformat(),
        "days": [[day.kind.key, day.share.part, day.share.whole] for day in week.days],
        "shares": [[share.part, share.whole] for share in shares],
    }


def _from_data(data: Mapping[str, Any]) -> Pattern:
    found = [_week_from(each) for each in data["weeks"]]
    return Pattern(
        AbsencePattern.from_data(data["computed"]),
        tuple(week for week, _figures in found),
        tuple(figures for _week, figures in found),
        is_kept=True,
    )


def _week_from(data: Mapping[str, Any]) -> tuple[WeekAbsence, WeekFigures]:
    monday = date.fromisoformat(data["monday"])
    total, valid, invalid, coverage, share = (Share(*pair) for pair in data["shares"])
    days = tuple(
        DayAbsence(monday + timedelta(days=place), DayKind.of(kind), Share(part, whole))
        for place, (kind, part, whole) in enumerate(data["days"])
    )
    return WeekAbsence(IsoWeek.of(monday), share, days), WeekFigures(total, valid, invalid, coverage)
