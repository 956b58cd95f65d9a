"""What one person hands to another for a decision, and the answer that comes back.

kurator: hand_over ─→ rektor: waiting → answer, or the decision itself ─→ kurator: answered_for_me → seen
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import (
    CaseRow,
    DecisionRow,
    HandOverRow,
    PlanVersionRow,
    StepChangeRow,
)
from narvaro_desktop.usecases import reach, team_names
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.pupils.students import StudentLine, line_of
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.CASES, Area.DECISIONS})
_OPEN: Final = (HandOverRow.answered_at.is_(None), CaseRow.closed_on.is_(None))
"""Not answered yet, in a case that is still open."""


class MessageMissing(NarvaroError):
    """Neither what is handed over nor what is sent back goes without a sentence."""


class AlreadyWaiting(NarvaroError):
    """The case already waits for an answer from the same role."""


class AlreadyAnswered(NarvaroError):
    """Someone has answered in the meantime."""


class NothingDecided(NarvaroError):
    """*Beslutat* is said of what has been decided: there is no decision in the case."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """A hand-over and its answer, if it has come. `decided` false is sent back with a comment.

    `for_decision`: its role decides; another role is asked what it knows.
    """

    id: UUID
    case_id: UUID
    case_number: str
    student: StudentLine
    asked_by: str
    asked_at: datetime
    to_role: Role
    message: str
    answered_by: str
    answered_at: datetime | None
    decided: bool | None
    comment: str
    seen_at: datetime | None
    for_decision: bool


def hand_over(work: Work, case_id: UUID, message: str, to_role: Role = Role.PRINCIPAL) -> Made[UUID]:
    """Hand the case over for a decision, with what the other one needs to know.

    :raises MessageMissing, AlreadyWaiting:
    """
    case = _writable(work, case_id)
    if not message.strip():
        raise MessageMissing
    if open_rows(work, case_id, to_role):
        raise AlreadyWaiting
    return _ask(work, case, message, to_role)


def ask_more(work: Work, case_id: UUID, message: str, to_role: Role) -> Changes:
    """Add to what waits for the role already, or ask: where a case is handed over again, nothing is dropped.

    :raises MessageMissing: nothing waits for the role yet
    """
    case, waits = _writable(work, case_id), open_rows(work, case_id, to_role)
    mine = [row for row in waits if row.asked_by == work.actor.id]
    words = message.strip()
    if not waits and not words:
        raise MessageMissing
    if mine and words and words not in mine[0].message:
        mine[0].message = f"{mine[0].message}\n{words}"
        work.log("handover.ask", student=case.student_id, case=case_id, to_role=to_role.key)
    elif words and not mine:
        _ask(work, case, words, to_role)
    return CHANGED


def open_rows(work: Work, case_id: UUID, to_role: Role) -> list[HandOverRow]:
    """What waits for an answer from the role, the oldest first."""
    reach.case_row(work, case_id)
    waits = select(HandOverRow).where(
        HandOverRow.case_id == case_id, HandOverRow.to_role == to_role, HandOverRow.answered_at.is_(None)
    )
    return list(work.session.scalars(waits.order_by(HandOverRow.asked_at, HandOverRow.id)))


def _writable(work: Work, case_id: UUID) -> CaseRow:
    work.may(Resource.CASE, Action.WRITE)
    return reach.case_row(work, case_id)


def _ask(work: Work, case: CaseRow, message: str, to_role: Role) -> Made[UUID]:
    row = HandOverRow(
        id=work.new_id(),
        case_id=case.id,
        asked_by=work.actor.id,
        asked_at=work.now,
        to_role=to_role,
        message=message.strip(),
    )
    work.session.add(row)
    work.log("handover.ask", student=case.student_id, case=case.id, to_role=to_role.key)
    return Made(CHANGED, row.id)


def waiting(work: Work) -> list[HandOver]:
    """What waits for an answer from the person's role, the one that has waited longest first."""
    return _found(work, HandOverRow.to_role == work.actor.role, *_OPEN)


def asked_by_me(work: Work) -> list[HandOver]:
    """What the person handed over and still waits for an answer to, the oldest first."""
    return _found(work, HandOverRow.asked_by == work.actor.id, *_OPEN)


def answered_for_me(work: Work) -> list[HandOver]:
    """What the person handed over, that has been answered and not yet been seen."""
    return _found(
        work,
        HandOverRow.asked_by == work.actor.id,
        HandOverRow.answered_at.is_not(None),
        or_(HandOverRow.seen_at.is_(None), HandOverRow.seen_at < HandOverRow.answered_at),
    )


def of_case(work: Work, case_id: UUID) -> list[HandOver]:
    """Every hand-over of a case, the oldest first."""
    work.may(Resource.CASE, Action.READ)
    return _found(work, HandOverRow.case_id == case_id)


def answer(work: Work, hand_over_id: UUID, *, decided: bool, comment: str = "") -> Changes:
    """It is decided, or sent back with a comment.

    :raises NotAllowed: it was handed to another role
    :raises NothingDecided: it was for a decision, and none has been made
    :raises MessageMissing, AlreadyAnswered:
    """
    row = work.session.get_one(HandOverRow, hand_over_id)
    if row.to_role is not work.actor.role:
        raise NotAllowed(work.actor.role, Resource.DECISION, Action.DECIDE)
    if row.answered_at is not None:
        raise AlreadyAnswered
    if decided and _for_decision(work, row.to_role) and not _is_decided(work, row):
        raise NothingDecided
    if not decided and not comment.strip():
        raise MessageMissing
    _answer(work, row, decided, comment)
    return CHANGED


def _for_decision(work: Work, role: Role) -> bool:
    return work.rules.rights.may(role, Resource.DECISION, Action.DECIDE)


def _is_decided(work: Work, row: HandOverRow) -> bool:
    """Whether the case has a decision of an utredning, or a plan answered or a step decided on since."""
    known = (
        select(DecisionRow.id).where(DecisionRow.case_id == row.case_id),
        select(PlanVersionRow.id).where(
            PlanVersionRow.case_id == row.case_id, PlanVersionRow.answered_at >= row.asked_at
        ),
        select(StepChangeRow.id).where(
            StepChangeRow.case_id == row.case_id,
            StepChangeRow.registered_at >= row.asked_at,
            StepChangeRow.role == row.to_role,
        ),
    )
    return any(work.session.scalars(wanted.limit(1)).first() is not None for wanted in known)


def answer_with_decision(work: Work, case_id: UUID) -> None:
    """A decision on the case answers what the person's role was asked; part of that act."""
    for one in _found(work, HandOverRow.case_id == case_id, HandOverRow.answered_at.is_(None)):
        if one.to_role is work.actor.role:
            _answer(work, work.session.get_one(HandOverRow, one.id), True, "")


def comment(work: Work, case_id: UUID, words: str, to_role: Role) -> Changes:
    """Say more on what the person's role has answered, so that it is seen anew; where it has not, ask."""
    case = _writable(work, case_id)
    answered = select(HandOverRow).where(
        HandOverRow.case_id == case_id,
        HandOverRow.to_role == work.actor.role,
        HandOverRow.answered_at.is_not(None),
    )
    row = work.session.scalars(answered.order_by(HandOverRow.answered_at.desc()).limit(1)).first()
    if row is None:
        return ask_more(work, case_id, words, to_role)
    if words not in (row.comment or ""):
        row.comment = "\n".join(filter(None, (row.comment, words)))
        row.answered_by, row.answered_at = work.actor.id, work.now
        work.log("handover.answer", case=case_id, student=case.student_id, decided=row.decided)
    return CHANGED


def seen(work: Work, hand_over_id: UUID) -> Changes:
    """The one who asked has seen the answer."""
    row = work.session.get_one(HandOverRow, hand_over_id)
    is_new = row.seen_at is None or (row.answered_at is not None and row.seen_at < row.answered_at)
    if row.asked_by == work.actor.id and is_new:
        row.seen_at = work.now
        work.log("handover.seen", case=row.case_id)
    return CHANGED


def _answer(work: Work, row: HandOverRow, decided: bool, comment: str) -> None:
    row.answered_by, row.answered_at = work.actor.id, work.now
    row.decided, row.comment = decided, comment.strip() or None
    if row.asked_by == work.actor.id:
        row.seen_at = work.now
    case = reach.case_row(work, row.case_id)
    work.log("handover.answer", case=case.id, student=case.student_id, decided=decided)


def _found(work: Work, *wanted: object) -> list[HandOver]:
    people = team_names.names(work)
    rows = work.session.execute(
        select(HandOverRow, CaseRow)
        .join(CaseRow, CaseRow.id == HandOverRow.case_id)
        .join(CaseRow.student)
        .where(*wanted, reach.among(work))  # type: ignore[arg-type]
        .order_by(HandOverRow.asked_at, HandOverRow.id)
    )
    return [_view(work, row, case, people) for row, case in rows]


def _view(work: Work, row: HandOverRow, case: CaseRow, people: Mapping[UUID, str]) -> HandOver:
    return HandOver(
        id=row.id,
        case_id=row.case_id,
        case_number=case.number,
        student=line_of(case.student),
        asked_by=people.get(row.asked_by, ""),
        asked_at=row.asked_at.astimezone(SWEDEN),
        to_role=row.to_role,
        message=row.message,
        answered_by=people.get(row.answered_by, "") if row.answered_by else "",
        answered_at=row.answered_at.astimezone(SWEDEN) if row.answered_at else None,
        decided=row.decided,
        comment=row.comment or "",
        seen_at=row.seen_at,
        for_decision=_for_decision(work, row.to_role),
    )
