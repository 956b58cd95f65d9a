"""Återskolningsplanen: planned weeks beside the time that came about; a row of missed weeks raises a task."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.planning import return_schedule as rules
from narvaro_desktop.domain.planning.plan import OffScale
from narvaro_desktop.domain.planning.return_schedule import PlannedWeek, WeekLine
from narvaro_desktop.domain.record_id import derived_id
from narvaro_desktop.domain.schooldays import IsoWeek, Span
from narvaro_desktop.i18n import _
from narvaro_desktop.store.tables import CaseRow, DutyRow, ReturnWeekRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.absence.attendance import DataState
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.planning import plan_rules
from narvaro_desktop.usecases.work import Area, Changes, Work

CHANGED: Changes = frozenset({Area.PLANS, Area.CASES})
LONGEST = 3000
"""Minutes of a week that can be planned: fifty hours."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The weeks in order, the next one as the last, and that one a step longer."""

    lines: tuple[WeekLine, ...]
    next: PlannedWeek
    longer: PlannedWeek


def schedule(work: Work, case: CaseRow) -> Schedule:
    """The planned weeks of a case; without the right to see absence they stand without what came about."""
    rows = weeks_of(work, case.id)
    planned = [_planned(row) for row in rows]
    seen = work.rules.rights.may(work.actor.role, Resource.ABSENCE, Action.READ)
    following = rules.following(planned, settings.calendar(work), work.today)
    longer = rules.longer(following, plan_rules.schedule_rules())
    return Schedule(
        _lines(work, case, planned, attendance.data_state(work) if seen else None), following, longer
    )


def keep_week(work: Work, case_id: UUID, week: PlannedWeek) -> Changes:
    """Plan a week, or plan it anew; raises OffScale for impossible times and places."""
    work.may(Resource.PLAN, Action.WRITE)
    case = cases.open_row(work, case_id)
    if not 0 <= week.minutes <= LONGEST:
        raise OffScale(LONGEST)
    if week.place is not None and not 0 <= week.place <= _PLACES:
        raise OffScale(_PLACES)
    row = _row(work, case_id, week.week)
    if row is None:
        row = ReturnWeekRow(
            id=derived_id("return_week", case_id, week.week.monday), case_id=case_id, monday=week.week.monday
        )
        work.session.add(row)
    row.minutes, row.place, row.words = week.minutes, week.place, clean(week.words).strip() or None
    work.session.flush()
    work.log("return_week.keep", student=case.student_id, case=case_id, monday=week.week.monday.isoformat())
    raise_tasks(work, case_id)
    return CHANGED


def drop_week(work: Work, case_id: UUID, week: IsoWeek) -> Changes:
    """Take a planned week away again."""
    work.may(Resource.PLAN, Action.WRITE)
    case = cases.open_row(work, case_id)
    row = _row(work, case_id, week)
    if row is not None:
        work.session.delete(row)
        work.session.flush()
        work.log("return_week.drop", student=case.student_id, case=case_id, monday=week.monday.isoformat())
    return CHANGED


def raise_tasks(work: Work, case_id: UUID | None = None) -> Changes:
    """A task for each open case (or this one) that has missed its weeks; each row of weeks is told once."""
    state = attendance.data_state(work)
    if state is None:
        return frozenset()
    planned = select(ReturnWeekRow.case_id)
    if case_id is not None:
        planned = planned.where(ReturnWeekRow.case_id == case_id)
    wanted = select(CaseRow).where(CaseRow.closed_on.is_(None), CaseRow.id.in_(planned))
    told = [_tell(work, case, state) for case in work.session.scalars(wanted).all()]
    return CHANGED if any(told) else frozenset()


def weeks_of(work: Work, case_id: UUID) -> Sequence[ReturnWeekRow]:
    """The rows of a case's planned weeks, in order."""
    wanted = select(ReturnWeekRow).where(ReturnWeekRow.case_id == case_id)
    return work.session.scalars(wanted.order_by(ReturnWeekRow.monday)).all()


def planned_weeks(work: Work, case_id: UUID) -> tuple[PlannedWeek, ...]:
    """The planned weeks of a case, in order."""
    return tuple(_planned(row) for row in weeks_of(work, case_id))


def _tell(work: Work, case: CaseRow, state: DataState) -> bool:
    rows = {IsoWeek.of(row.monday): row for row in weeks_of(work, case.id)}
    lines = _lines(work, case, [_planned(row) for row in rows.values()], state)
    missed = rules.missed_rows(lines, plan_rules.schedule_rules())
    untold = [weeks for weeks in missed if rows[weeks[-1]].told_on is None]
    if not untold:
        return False
    for weeks in untold:
        rows[weeks[-1]].told_on = work.today
    named = _(" och ").join(week.label for week in untold[-1])
    words = _("Den planerade tiden uteblev två veckor i rad ({weeks}). Se över återskolningsplanen.").format(
        weeks=named
    )
    case.duties.append(DutyRow(id=work.new_id(), case_id=case.id, words=words, due_on=work.today))
    work.session.flush()
    work.log("return_week.missed", student=case.student_id, case=case.id)
    return True


def _lines(
    work: Work, case: CaseRow, planned: list[PlannedWeek], state: DataState | None
) -> tuple[WeekLine, ...]:
    calendar, until = settings.calendar(work), state.until if state else None
    days = []
    if planned and until is not None:
        mondays = [week.week.monday for week in planned]
        span = Span(min(mondays), max(week.week.span.last for week in planned))
        days = attendance.days_of(work, span, [case.student.number]).get(case.student.number, [])
    return rules.week_lines(planned, days, calendar, until, plan_rules.schedule_rules())


def _row(work: Work, case_id: UUID, week: IsoWeek) -> ReturnWeekRow | None:
    wanted = select(ReturnWeekRow).where(
        ReturnWeekRow.case_id == case_id, ReturnWeekRow.monday == week.monday
    )
    return work.session.scalars(wanted).first()


def _planned(row: ReturnWeekRow) -> PlannedWeek:
    return PlannedWeek(IsoWeek.of(row.monday), row.minutes, row.place, row.words or "")


_PLACES = 8
