"""Who is told that the absence is investigated: the pupil and each vårdnadshavare; when and how."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import InquiryAnswer
from narvaro_desktop.i18n import _
from narvaro_desktop.store.tables import DecisionRow, GuardianRow, InformedRow
from narvaro_desktop.usecases import law_profiles, reach
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.deciding import inquiry
from narvaro_desktop.usecases.pupils import guardians
from narvaro_desktop.usecases.pupils.students import line_of
from narvaro_desktop.usecases.work import Area, Changes, Work


@dataclass(frozen=True, slots=True)
class ToInform:
    """Someone who is to be told of the decision; `guardian_id` None is the pupil."""

    decision_id: UUID
    guardian_id: UUID | None
    name: str
    informed_on: date | None
    how: str
    custody: str = ""
    """What is known of a guardian's custody, in words."""


def to_inform(work: Work, case_id: UUID) -> list[ToInform]:
    """The pupil and each guardian, and when and how they were told of the case's latest opened utredning.

    A guardian who is to be given nothing is not among them. A protected pupil and hers are not named.
    Nobody for those who may not read decisions.
    """
    if not work.rules.rights.may(work.actor.role, Resource.DECISION, Action.READ):
        return []
    return _people(work, case_id)


def is_own_party(work: Work, case_id: UUID) -> bool:
    """Whether the pupil is of age: her guardians are told nothing without her consent."""
    return law_profiles.of(work, cases.row_of(work, case_id).student).is_own_party


def inform(work: Work, decision_id: UUID, guardian_id: UUID | None, on: date, how: str) -> Changes:
    """The pupil (None) or a guardian has been told; when all have been, the duty is done."""
    work.may(Resource.CASE, Action.WRITE)
    decision = work.session.get_one(DecisionRow, decision_id)
    if decision.case_id is not None:
        case = cases.row_of(work, decision.case_id)
        if guardian_id is not None:
            reach.part(work, case, GuardianRow, guardian_id)
    else:
        reach.student_row(work, decision.student_id)
    work.session.add(
        InformedRow(
            id=work.new_id(),
            decision_id=decision_id,
            guardian_id=guardian_id,
            informed_on=on,
            how=how.strip(),
            registered_by=work.actor.id,
            registered_at=work.now,
        )
    )
    work.session.flush()
    case_id = decision.case_id
    if case_id is not None and all(one.informed_on for one in _people(work, case_id)):
        row = cases.row_of(work, case_id)
        if row.step == inquiry.inquiry_step(work, row):
            duties.do_duty(work, case_id, "informed", on)
    work.log("decision.told", student=decision.student_id, case=decision.case_id)
    return frozenset({Area.DECISIONS, Area.CASES})


def _people(work: Work, case_id: UUID) -> list[ToInform]:
    decision = work.session.scalars(
        select(DecisionRow)
        .where(DecisionRow.case_id == case_id, DecisionRow.answer == InquiryAnswer.OPENED)
        .order_by(DecisionRow.decided_on.desc())
    ).first()
    if decision is None:
        return []
    told = {
        row.guardian_id: row
        for row in work.session.scalars(select(InformedRow).where(InformedRow.decision_id == decision.id))
    }
    student = cases.row_of(work, case_id).student
    people: list[tuple[UUID | None, str, str]] = [(None, line_of(student).name, "")]
    known = () if law_profiles.of(work, student).is_own_party else student.guardians
    for place, guardian in enumerate(known, 1):
        if not guardians.is_told(guardian):
            continue
        alias = _("Vårdnadshavare {number}").format(number=place)
        name = alias if student.protected else guardian.name
        people.append((guardian.id, name, guardians.custody_words(guardian)))
    return [
        ToInform(
            decision.id,
            guardian_id,
            name,
            told[guardian_id].informed_on if guardian_id in told else None,
            told[guardian_id].how if guardian_id in told else "",
            custody,
        )
        for guardian_id, name, custody in people
    ]
