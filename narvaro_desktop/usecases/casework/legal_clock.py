"""The legal clock of one case, from its decisions, its anmälan and the figures that were kept on the way."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import AbsenceMeasure, Action, Resource
from narvaro_desktop.domain.casework import legal_clock as rules
from narvaro_desktop.domain.casework.duties import due
from narvaro_desktop.domain.casework.ladder import RESULT_TOLD, Ladder
from narvaro_desktop.domain.casework.legal_clock import Course, Stop
from narvaro_desktop.domain.schooldays import SchoolCalendar
from narvaro_desktop.domain.terms import Depth, InquiryAnswer
from narvaro_desktop.store.tables import (
    CaseRow,
    DecisionRow,
    InvestigationRow,
    NotificationRow,
    SuggestionAnswerRow,
)
from narvaro_desktop.usecases import law_profiles, settings
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import dispatch_offers
from narvaro_desktop.usecases.work import Work


@dataclass(frozen=True, slots=True)
class LegalClock:
    """The stops; `finish_by` is the last day of the utredning, as the rektor has set it."""

    stops: tuple[Stop, ...]
    law: str
    """The paragraph for this school form: `7 kap. 19 a § skollagen (2010:800)`."""
    finish_by: date | None
    finished_on: date | None


def clock(work: Work, case_id: UUID, reached_now: date | None = None) -> LegalClock | None:
    """The clock of a case that has reached the step of the utredning; None before, and for those who may not
    read decisions. `reached_now` is the day to which figures reach that point there today.
    """
    if not work.rules.rights.may(work.actor.role, Resource.DECISION, Action.READ):
        return None
    row, calendar = cases.row_of(work, case_id), settings.calendar(work)
    wanted = select(DecisionRow).where(DecisionRow.case_id == case_id).order_by(DecisionRow.id)
    decisions = list(work.session.scalars(wanted))
    opened = [one for one in decisions if one.answer is InquiryAnswer.OPENED]
    last = decisions[-1] if decisions else None
    waived = last if last is not None and not opened else None
    decision = max(opened, key=lambda one: (one.decided_on, one.id), default=None)
    course = _course(work, row, decision, waived, reached_now, calendar)
    found = rules.stops(course, calendar, row.closed_on or work.today)
    if not found:
        return None
    return LegalClock(
        stops=found,
        law=work.rules.law.at(law_profiles.of(work, row.student).inquiry_law, work.today).citation,
        finish_by=decision.due_on if decision else None,
        finished_on=_finished_on(work, row, decision) if decision else None,
    )


def _course(
    work: Work,
    row: CaseRow,
    decision: DecisionRow | None,
    waived: DecisionRow | None,
    reached_now: date | None,
    calendar: SchoolCalendar,
) -> Course:
    ladder = work.rules.ladders[row.ladder]
    decided_on = decision.decided_on if decision else waived.decided_on if waived else None
    reached = [day for day in (*_reached(work, row, ladder), reached_now) if day is not None]
    if decided_on is not None:
        reached = [day for day in reached if day <= decided_on]
    made = _notification(work, decision)
    return Course(
        reached_on=min(reached, default=None),
        opened_on=decision.decided_on if decision else None,
        notified_on=made.handed_over_on if made else None,
        notify_by=made.due_on if made else None,
        received_on=made.received_on if made else None,
        answer_by=_answer_by(work, ladder, made, calendar),
        result_on=_result_on(work, row, decision),
        result_by=_deadline(ladder, RESULT_TOLD, decision, calendar),
        waived_on=waived.decided_on if waived else None,
        recheck_on=waived.recheck_on if waived else None,
        notification_is_optional=law_profiles.of(work, row.student).notification_is_optional,
    )


def _notification(work: Work, decision: DecisionRow | None) -> NotificationRow | None:
    if decision is None:
        return None
    wanted = select(NotificationRow).where(NotificationRow.decision_id == decision.id)
    return work.session.scalars(wanted.order_by(NotificationRow.id.desc())).first()


def _answer_by(
    work: Work, ladder: Ladder, made: NotificationRow | None, calendar: SchoolCalendar
) -> date | None:
    """When the huvudman should have answered; no law says so, it counts where such deadlines are on."""
    if made is None or made.handed_over_on is None or not ladder.all_deadlines:
        return None
    return calendar.add_working_days(made.handed_over_on, work.rules.days.receipt)


def _deadline(
    ladder: Ladder, key: str, decision: DecisionRow | None, calendar: SchoolCalendar
) -> date | None:
    duty = next((one for one in ladder.inquiry_step.duties if one.key == key), None)
    if duty is None or decision is None:
        return None
    return due(duty.deadline, decision.decided_on, calendar, ladder.all_deadlines)


def _result_on(work: Work, row: CaseRow, decision: DecisionRow | None) -> date | None:
    ticked = next((one.done_on for one in row.duties if one.key == RESULT_TOLD and one.done_on), None)
    return ticked or (dispatch_offers.result_on(work, decision) if decision else None)


def _finished_on(work: Work, row: CaseRow, decision: DecisionRow) -> date | None:
    """When the utredning's kartläggning was signed, after the decision."""
    wanted = select(InvestigationRow.signed_at).where(
        InvestigationRow.case_id == row.id,
        InvestigationRow.depth == Depth.EXTENDED,
        InvestigationRow.signed_at.is_not(None),
    )
    signed = [at.astimezone(work.now.tzinfo).date() for at in work.session.scalars(wanted) if at]
    return min((day for day in signed if day >= decision.decided_on), default=None)


def _reached(work: Work, row: CaseRow, ladder: Ladder) -> Iterator[date | None]:
    """The days on which the limit is known to have been reached: said, stated, or kept with an answer."""
    yield row.first_reached_on
    limit = next(
        (one.value for one in ladder.inquiry_step.triggers if one.measure is AbsenceMeasure.TOTAL), None
    )
    if limit is not None and row.stated_tenths is not None and row.stated_tenths >= 10 * limit:
        yield row.stated_to
    kept = select(SuggestionAnswerRow.figures).where(SuggestionAnswerRow.student_id == row.student_id)
    texts = [*work.session.scalars(kept), *(one.figures for one in row.changes)]
    for text in filter(None, texts):
        figures: dict[str, Any] = json.loads(text)
        high = limit is not None and (figures.get("total") or 0) >= 10 * limit
        day = figures.get("to") or figures.get("until")
        if day and (high or (figures.get("step") or 0) >= ladder.inquiry_step.number):
            yield date.fromisoformat(day)
