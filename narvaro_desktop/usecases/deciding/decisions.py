"""The rektor's decision under skollagen 7 kap. 19 a §: *Inled utredning*, or *Utredning behövs inte*.

prepared → what is known, what leaves the school and what stays, what is missing
open_inquiry → the decision, the case on its step, and an anmälan that is still to be handed over
notifications.seal / print_out / told_otherwise, in the same transaction or later
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, MissingField, Resource
from narvaro_desktop.domain.casework.ladder import (
    CONSULTATION,
    INQUIRY_DECISION,
    NOTIFICATION,
    SPECIAL_SUPPORT,
)
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.deciding import disclosure, notification
from narvaro_desktop.domain.deciding.disclosure import KeptLine, SentLine
from narvaro_desktop.domain.deciding.notification import Draft, Official
from narvaro_desktop.domain.terms import ConsultationStatus, InquiryAnswer, NotificationState
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing import profiles
from narvaro_desktop.store.tables import CaseRow, DecisionRow, NotificationRow, PersonRow
from narvaro_desktop.usecases import law_profiles, reach, settings
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.deciding import inquiry
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.pupils.other_names import others_of
from narvaro_desktop.usecases.pupils.students import StudentLine
from narvaro_desktop.usecases.pupils.students import line_of as student_line
from narvaro_desktop.usecases.sending import others_cards
from narvaro_desktop.usecases.sharing import handovers
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.DECISIONS, Area.PACKAGES, Area.CASES, Area.SUGGESTIONS})


class MotivationMissing(NarvaroError):
    """That an utredning is not needed must be motivated."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The decision as it would be: the draft, its two lists, what is missing, and the duties left open."""

    case_id: UUID
    student: StudentLine
    is_protected: bool
    filled: Filled
    """With what the program could fill in itself."""
    draft: Draft
    sent: tuple[SentLine, ...]
    kept: tuple[KeptLine, ...]
    missing: tuple[MissingField, ...]
    open_duties: tuple[str, ...]
    due_on: date
    notify_by: date
    registered_on: date
    may_decide: bool
    may_do_without: bool = False
    """The law asks for no anmälan of this pupil's utredning."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Who may investigate, which huvudman is trusted ("" for none), and the folder that was used last."""

    people: tuple[Official, ...]
    huvudman: str
    outbox: Path | None
    municipality: str
    today: date


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision as the case page and the lists show it."""

    id: UUID
    student_id: UUID
    case_id: UUID | None
    answer: InquiryAnswer
    decided_on: date
    registered_on: date
    decided_by: str
    motivation: str
    recheck_on: date | None
    due_on: date | None
    is_protected: bool = False
    """The pupil is: she has no papers."""


def surroundings(work: Work) -> Surroundings:
    """What the window offers to choose from while a decision is filled in."""
    card = others_cards.huvudman_card(work)
    folder = settings.read(work.session, "outbox")
    wanted = select(PersonRow).where(PersonRow.active_to.is_(None)).order_by(PersonRow.sort_key)
    return Surroundings(
        people=tuple(Official(row.name, row.role.swedish) for row in work.session.scalars(wanted)),
        huvudman=card.display_name if card else "",
        outbox=Path(folder) if folder else None,
        municipality=settings.profile(work).home_municipality,
        today=work.today,
    )


def prepared(work: Work, case_id: UUID, filled: Filled, decision_id: UUID | None = None) -> Prepared:
    """What the decision would be with what has been filled in so far; nothing is kept.

    `decision_id` is a decision that has been made already, whose anmälan is made now.
    """
    work.may(Resource.DECISION, Action.READ)
    row = cases.row_of(work, case_id)
    decision = reach.part(work, row, DecisionRow, decision_id) if decision_id else None
    filled = inquiry.proposed(
        work, row, replace(filled, decided_on=decision.decided_on) if decision else filled
    )
    draft = draft_of(work, row, filled, decision)
    profile = work.rules.pack.notification.profile("n1")
    document: Mapping[str, Any] = {}
    if not draft.protected:
        document = profiles.minimised(notification.so_far(draft), "n1", profile)
    lines = duties.duty_lines(work, row) if row.step < inquiry.inquiry_step(work, row) else ()
    return Prepared(
        case_id=case_id,
        student=student_line(row.student),
        is_protected=draft.protected,
        filled=filled,
        draft=draft,
        sent=disclosure.sent(document),
        kept=disclosure.kept(inquiry.stays(work, row)),
        missing=notification.missing(draft),
        open_duties=tuple(line.duty.text for line in lines if line.outstanding and line.duty.mandatory),
        due_on=filled.due_on or work.today,
        notify_by=inquiry.deadline(work, row, NOTIFICATION, filled.decided_on or work.today) or work.today,
        registered_on=draft.registered_on or work.today,
        may_decide=work.rules.rights.may(work.actor.role, Resource.DECISION, Action.DECIDE),
        may_do_without=law_profiles.of(work, row.student).notification_is_optional,
    )


def not_notified(work: Work, case_id: UUID) -> UUID | None:
    """The case's opened utredning that no anmälan has been begun for, if there is one."""
    if not work.rules.rights.may(work.actor.role, Resource.DECISION, Action.READ):
        return None
    begun = select(NotificationRow.decision_id)
    wanted = select(DecisionRow.id).where(
        DecisionRow.case_id == case_id,
        DecisionRow.answer == InquiryAnswer.OPENED,
        DecisionRow.id.not_in(begun),
    )
    return work.session.scalars(wanted.order_by(DecisionRow.decided_on.desc())).first()


def resumed(work: Work, decision_id: UUID) -> Filled:
    """What was filled in when the decision was made."""
    work.may(Resource.DECISION, Action.READ)
    decision = reached(work, decision_id)
    known = inquiry.filled_from(json.loads(decision.document or "{}"))
    return replace(known, decided_on=decision.decided_on, due_on=decision.due_on)


def open_inquiry(work: Work, case_id: UUID, filled: Filled) -> Made[UUID]:
    """Decide that the absence is investigated; the anmälan that follows is made, and not yet handed over.

    :raises CaseClosed:
    """
    decision_id = decide(work, case_id, filled).value
    return notify_of(work, decision_id)


def notify_of(work: Work, decision_id: UUID) -> Made[UUID]:
    """The anmälan of a decision that has been made, not yet handed over.

    In the gymnasieskola a decision may stand without one, and the school may want one later.
    """
    work.may(Resource.DECISION, Action.DECIDE)
    decision = work.session.get_one(DecisionRow, decision_id)
    case = cases.row_of(work, decision.case_id)
    made = NotificationRow(
        id=work.new_id(),
        case_id=case.id,
        decision_id=decision_id,
        kind="n1",
        state=NotificationState.MISSING,
        due_on=inquiry.deadline(work, case, NOTIFICATION, decision.decided_on),
    )
    work.session.add(made)
    work.session.flush()
    return Made(CHANGED, made.id)


def decide(work: Work, case_id: UUID, filled: Filled) -> Made[UUID]:
    """The decision alone, where the law asks for no anmälan; its id.

    :raises CaseClosed:
    """
    work.may(Resource.DECISION, Action.DECIDE)
    row = cases.open_row(work, case_id)
    reasons = clean(filled.reasons or "").strip()
    filled = inquiry.proposed(work, row, filled)
    inquiry.remember(work, row, filled)
    draft = inquiry.draft_of(work, row, filled)
    decision = DecisionRow(
        id=work.new_id(),
        student_id=row.student_id,
        case_id=case_id,
        answer=InquiryAnswer.OPENED,
        decided_on=filled.decided_on or work.today,
        registered_on=work.today,
        decided_by=work.actor.id,
        decided_by_words=f"{work.actor.name}, {work.actor.role.swedish}",
        motivation=reasons or None,
        recheck_on=None,
        due_on=filled.due_on,
        document=None if draft.protected else json.dumps(notification.so_far(draft), ensure_ascii=False),
    )
    work.session.add(decision)
    work.session.flush()
    _climb_to_inquiry(work, row, filled.left_open)
    _tick(work, row, filled, decision.decided_on)
    handovers.answer_with_decision(work, case_id)
    work.log("inquiry.open", student=row.student_id, case=case_id, decision=str(decision.id))
    return Made(CHANGED, decision.id)


def waive(
    work: Work,
    student_id: UUID,
    motivation: str,
    recheck_on: date | None = None,
    decided_on: date | None = None,
) -> Made[UUID]:
    """Decide that no utredning is needed; why is asked for, and a day on which it is looked at again."""
    work.may(Resource.DECISION, Action.DECIDE)
    if not motivation.strip():
        raise MotivationMissing
    case_id = cases.open_case_of(work, student_id)
    decision = DecisionRow(
        id=work.new_id(),
        student_id=student_id,
        case_id=case_id,
        answer=InquiryAnswer.WAIVED,
        decided_on=decided_on or work.today,
        registered_on=work.today,
        decided_by=work.actor.id,
        decided_by_words=f"{work.actor.name}, {work.actor.role.swedish}",
        motivation=clean(motivation).strip(),
        recheck_on=recheck_on or usual_recheck(work),
        due_on=None,
        document=None,
    )
    work.session.add(decision)
    if case_id is not None and cases.row_of(work, case_id).step == work.rules.ladder.inquiry_step.number:
        duties.do_duty(work, case_id, INQUIRY_DECISION, decision.decided_on)
    if case_id is not None:
        handovers.answer_with_decision(work, case_id)
    work.log("inquiry.waive", student=student_id, case=case_id, decision=str(decision.id))
    return Made(CHANGED, decision.id)


def reached(work: Work, decision_id: UUID) -> DecisionRow:
    """The decision, if the person may open its case, or its pupil where there is none; raises OutOfReach."""
    row = work.session.get_one(DecisionRow, decision_id)
    if row.case_id is not None:
        cases.row_of(work, row.case_id)
    else:
        reach.student_row(work, row.student_id)
    return row


def usual_recheck(work: Work) -> date:
    """The day that is proposed for looking at a waived utredning again."""
    return settings.calendar(work).add_school_days(work.today, work.rules.days.recheck)


def decisions_of(work: Work, case_id: UUID) -> list[DecisionLine]:
    """The decisions of a case, the latest first; none for those who may not read them."""
    if not work.rules.rights.may(work.actor.role, Resource.DECISION, Action.READ):
        return []
    protected = cases.row_of(work, case_id).student.protected
    wanted = select(DecisionRow).where(DecisionRow.case_id == case_id)
    rows = work.session.scalars(wanted.order_by(DecisionRow.decided_on.desc()))
    return [replace(line_of(row), is_protected=protected) for row in rows]


def line_of(row: DecisionRow) -> DecisionLine:
    """A decision for lists."""
    return DecisionLine(
        id=row.id,
        student_id=row.student_id,
        case_id=row.case_id,
        answer=row.answer,
        decided_on=row.decided_on,
        registered_on=row.registered_on,
        decided_by=row.decided_by_words,
        motivation=row.motivation or "",
        recheck_on=row.recheck_on,
        due_on=row.due_on,
    )


def document_of(work: Work, decision_id: UUID, filled: Filled) -> dict[str, Any]:
    """The whole document of the anmälan, the day and the person as they were decided.

    :raises ProtectedStudent, MissingFields, FreeTextHeld, FreeTextTooLong:
    """
    decision = work.session.get_one(DecisionRow, decision_id)
    row = cases.row_of(work, decision.case_id)
    filled = inquiry.proposed(work, row, replace(filled, decided_on=decision.decided_on))
    inquiry.remember(work, row, filled)
    draft = draft_of(work, row, filled, decision)
    document = notification.build(draft, work.rules.free_text_stems, others_of(work, row.student))
    decision.document = json.dumps(document, ensure_ascii=False)
    return document


def draft_of(work: Work, row: CaseRow, filled: Filled, decision: DecisionRow | None) -> Draft:
    """The anmälan as far as it is known, by whom and when it was decided if it has been."""
    draft = inquiry.draft_of(work, row, filled)
    if decision is None:
        return draft
    name, _comma, title = decision.decided_by_words.partition(", ")
    official = Official(name, title or work.actor.role.swedish)
    return replace(draft, registered_on=decision.registered_on, decided_by=official)


def _tick(work: Work, row: CaseRow, filled: Filled, on: date) -> None:
    """The duties that the decision answers: itself, samråd begun with all, the question of 3 kap. 7 §."""
    begun = {party for party, one in filled.consultation.items() if one.status is ConsultationStatus.STARTED}
    needed = set(law_profiles.of(work, row.student).consulted)
    answered = {
        INQUIRY_DECISION: True,
        CONSULTATION: needed <= begun,
        SPECIAL_SUPPORT: filled.special_support is not None,
    }
    known = {duty.key for duty in work.rules.ladders[row.ladder].inquiry_step.duties}
    here = row.step == inquiry.inquiry_step(work, row) and not row.is_returning
    for key, is_answered in answered.items():
        if here and is_answered and key in known:
            duties.do_duty(work, row.id, key, on)


def _climb_to_inquiry(work: Work, row: CaseRow, reason: str) -> None:
    """The case stands on the step of the utredning from the decision on; nothing open stops that."""
    chosen = work.rules.ladders[row.ladder]
    if row.step >= chosen.inquiry_step.number and not row.is_returning:
        return
    words = reason.strip() or f"Utredning inleddes {work.today.isoformat()}."
    open_keys = {line.duty.key: words for line in duties.duty_lines(work, row) if line.outstanding}
    cases.move(work, row.id, chosen.inquiry_step, open_keys, words)
