"""The end of a case, and its return: closed with what was learned, opened again on its number."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.casework import case_number
from narvaro_desktop.domain.casework import duties as rules
from narvaro_desktop.domain.casework.duties import Farewell
from narvaro_desktop.domain.casework.ladder import ReasonMissing
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import CaseRow, MeasureRow
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.casework import cases, duties, working_material
from narvaro_desktop.usecases.casework.cases import CHANGED, CLOSED, REOPENED, CaseAlreadyOpen, CaseClosed
from narvaro_desktop.usecases.casework.working_material import Settled, WorkingPaper
from narvaro_desktop.usecases.partnering import partners
from narvaro_desktop.usecases.work import Changes, Work


class NotClosed(NarvaroError):
    """Only a closed case has the decision to close it."""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Something that stays open when the case is closed: a duty's key or a measure's id, and what it is."""

    key: str
    words: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Parting:
    """What is known when a case is about to be closed; `last_absence` in tenths of a percent."""

    last_absence: int | None
    until: date | None
    duties: tuple[LeftOver, ...]
    follow_ups: tuple[LeftOver, ...]
    papers: tuple[WorkingPaper, ...] = ()
    """Arbetsmaterial: what becomes of it is answered before the case is closed."""


def parting(work: Work, case_id: UUID) -> Parting:
    """The latest figure, and what would be left open."""
    work.may(Resource.CASE, Action.READ)
    row = cases.row_of(work, case_id)
    absence = attendance.absence_of(work, row.student_id)
    return Parting(
        last_absence=absence.now.total.tenths if absence else None,
        until=absence.state.until if absence else None,
        duties=tuple(
            LeftOver(line.duty.key, line.duty.text, line.due_on)
            for line in duties.duty_lines(work, row)
            if line.outstanding and line.duty.mandatory
        )
        + tuple(
            LeftOver(str(one.id), one.words, one.due_on)
            for one in row.duties
            if one.words and one.done_on is None and one.left_open_on is None
        ),
        follow_ups=tuple(
            LeftOver(str(measure.id), measure.title, measure.follow_up_on)
            for measure in _open_measures(work, case_id)
        )
        + tuple(LeftOver(one.key, one.words, one.due_on) for one in partners.owed(work).get(case_id, [])),
        papers=working_material.working_papers(work, case_id),
    )


def close(work: Work, case_id: UUID, farewell: Farewell, papers: Settled | None = None) -> Changes:
    """Close the case; `papers` says what becomes of the arbetsmaterial.

    :raises CaseHeld, CaseClosed, WorkingPapersLeft, FactsNotTransferred:
    """
    work.may(Resource.CASE, Action.SIGN)
    row = cases.row_of(work, case_id)
    if row.closed_on is not None:
        raise CaseClosed(row.number)
    left = parting(work, case_id)
    settled = working_material.settle(work, case_id, papers or Settled())
    open_duties = frozenset(one.key for one in left.duties)
    closure = rules.close(farewell, open_duties, frozenset(one.key for one in left.follow_ups))
    reasons = {key: farewell.reasons.get(key, farewell.one_reason) for key in open_duties}
    duties.leave_open(work, row, reasons)
    row.closed_on, row.closure, row.lesson_learned = work.today, closure, farewell.lesson.strip()
    kept = {
        "absence": farewell.last_absence,
        "told": farewell.told.strip(),
        "follow_ups": {
            one.key: farewell.reasons.get(one.key, farewell.one_reason) for one in left.follow_ups
        },
    }
    cases.record(
        work, row, row.step, CLOSED, farewell.lesson, work.today, json.dumps(kept, ensure_ascii=False)
    )
    work.log("case.close", student=row.student_id, case=case_id, closure=closure.key)
    return CHANGED | settled


def reopen(work: Work, case_id: UUID, why: str) -> Changes:
    """Open a closed case again, on the step where it stood; its number gets the suffix -2, then -3.

    :raises ReasonMissing, CaseAlreadyOpen:
    """
    work.may(Resource.CASE, Action.WRITE)
    if not why.strip():
        raise ReasonMissing
    row = cases.row_of(work, case_id)
    if (already := cases.open_case_of(work, row.student_id)) is not None:
        raise CaseAlreadyOpen(cases.row_of(work, already).number)
    row.number = _next_number(work, row)
    row.closed_on = row.closure = None
    row.step_since = work.today
    cases.record(work, row, row.step, REOPENED, why, work.today, cases.figures_of(work, row))
    work.log("case.reopen", student=row.student_id, case=case_id)
    return CHANGED


def _next_number(work: Work, row: CaseRow) -> str:
    number = case_number.reopened(row.number)
    while work.session.scalars(select(CaseRow.id).where(CaseRow.number == number)).first() is not None:
        number = case_number.reopened(number)
    return number


def _open_measures(work: Work, case_id: UUID) -> list[MeasureRow]:
    wanted = select(MeasureRow).where(MeasureRow.case_id == case_id, MeasureRow.ended_on.is_(None))
    return list(work.session.scalars(wanted.order_by(MeasureRow.follow_up_on)))
