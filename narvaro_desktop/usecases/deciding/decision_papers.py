"""The rektor's decision on paper, to sign and to keep; making it is its own logged act.

This module brings ReportLab along (slow): import it inside the act that needs it.
"""

from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.documents.decision import DecisionPaper, Told
from narvaro_desktop.documents.decision import decision as decision_pdf
from narvaro_desktop.documents.page import file_name
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.deciding.notification import ProtectedStudent
from narvaro_desktop.i18n import in_swedish
from narvaro_desktop.store.tables import (
    CaseRow,
    DecisionRow,
    GuardianRow,
    HandOverRow,
    InformedRow,
    PersonRow,
    StudentRow,
)
from narvaro_desktop.usecases import law_profiles, settings
from narvaro_desktop.usecases.deciding import decision_reasons, decisions
from narvaro_desktop.usecases.papers import Paper, save
from narvaro_desktop.usecases.work import Made, Work


@in_swedish()
def decision_paper(work: Work, decision_id: UUID, reasons: str = "") -> Paper:
    """The decision as PDF, with `reasons` where none are kept. Raises ProtectedStudent."""
    work.may(Resource.DECISION, Action.EXPORT)
    row = decisions.reached(work, decision_id)
    student = work.session.get_one(StudentRow, row.student_id)
    if student.protected:
        raise ProtectedStudent
    case = work.session.get(CaseRow, row.case_id) if row.case_id else None
    profile = law_profiles.of(work, student)
    paper = DecisionPaper(
        case_id=case.number if case else "",
        school=settings.profile(work).name,
        student=student.name.strip(),
        answer=row.answer,
        decided_on=row.decided_on,
        decided_by=row.decided_by_words,
        reasons=row.motivation or reasons.strip(),
        law=work.rules.law.at(profile.inquiry_law, row.decided_on),
        presented_by=_presented_by(work, row),
        told=_told(work, row),
        recheck_on=row.recheck_on,
    )
    work.log("decision.print", student=row.student_id, case=row.case_id, decision=str(row.id))
    name = file_name("beslut", paper.case_id, row.decided_on)
    return Paper(decision_pdf(paper, work.now, law_profiles.secrecy(work)), name)


def save_decision(work: Work, decision_id: UUID, folder: Path, reasons: str = "") -> Made[Path]:
    """The decision as a file in `folder`; `reasons` are of one that was made without.

    :raises ProtectedStudent, AlreadyReasoned, OutboxFull, OutboxMissing, OutboxReadOnly:
    """
    changes = decision_reasons.reason(work, decision_id, reasons) if reasons.strip() else frozenset()
    made = save(work, decision_paper(work, decision_id), folder)
    return Made(changes | made.changes, made.value)


def _presented_by(work: Work, row: DecisionRow) -> str:
    """Who handed the case over for this decision (föredragande), if anyone did."""
    wanted = (
        select(PersonRow)
        .join(HandOverRow, HandOverRow.asked_by == PersonRow.id)
        .where(HandOverRow.case_id == row.case_id, HandOverRow.answered_by == row.decided_by)
        .where(HandOverRow.decided.is_(True), HandOverRow.asked_by != row.decided_by)
        .order_by(HandOverRow.answered_at.desc())
    )
    person = work.session.scalars(wanted.limit(1)).first()
    return f"{person.name}, {person.role.swedish}" if person else ""


def _told(work: Work, row: DecisionRow) -> tuple[Told, ...]:
    """Those who have been told of it, in the order in which they were."""
    found = work.session.execute(
        select(InformedRow, GuardianRow)
        .outerjoin(GuardianRow, GuardianRow.id == InformedRow.guardian_id)
        .where(InformedRow.decision_id == row.id)
        .order_by(InformedRow.informed_on, InformedRow.registered_at)
    )
    return tuple(
        Told(guardian.name if guardian else "Eleven", f"{told.informed_on.isoformat()}, {told.how}")
        for told, guardian in found
    )
