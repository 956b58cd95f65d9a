"""A decision and its anmälan that were made before the case came into the program."""

from datetime import date
from uuid import UUID

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.casework.ladder import INQUIRY_DECISION, NOTIFICATION
from narvaro_desktop.domain.terms import InquiryAnswer, NotificationState
from narvaro_desktop.store.tables import DecisionRow, NotificationRow
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.deciding import decisions, inquiry
from narvaro_desktop.usecases.work import Changes, Work


def record(
    work: Work, case_id: UUID, decided_on: date, decided_by: str, notified_on: date | None, reference: str
) -> Changes:
    """Write them down as they were; the days that follow from them are counted."""
    work.may(Resource.CASE, Action.WRITE)
    row = cases.row_of(work, case_id)
    decision = DecisionRow(
        id=work.new_id(),
        student_id=row.student_id,
        case_id=case_id,
        answer=InquiryAnswer.OPENED,
        decided_on=decided_on,
        registered_on=work.today,
        decided_by=None,
        decided_by_words=decided_by.strip(),
        motivation=None,
        recheck_on=None,
        due_on=inquiry.deadline(work, row, "extended_investigation", decided_on),
        document=None,
    )
    work.session.add(decision)
    work.session.flush()
    state = NotificationState.HANDED_OVER if notified_on else NotificationState.MISSING
    work.session.add(
        NotificationRow(
            id=work.new_id(),
            case_id=case_id,
            decision_id=decision.id,
            kind="n1",
            state=state,
            due_on=inquiry.deadline(work, row, NOTIFICATION, decided_on),
            handed_over_on=notified_on,
            reference=reference.strip() or None,
        )
    )
    work.session.flush()
    if row.step == inquiry.inquiry_step(work, row):
        duties.do_duty(work, case_id, INQUIRY_DECISION, decided_on)
        if notified_on:
            duties.do_duty(work, case_id, NOTIFICATION, notified_on)
    work.log("inquiry.earlier", student=row.student_id, case=case_id, decision=str(decision.id))
    return decisions.CHANGED
