"""The signed versions of an åtgärdsplan, which never change, and the rektor's answer to them.

sign → keep → ask ─→ rektor: approve, or send back with a comment, which begins the next version
revise → the next version begins, with a reason; the signed one stays readable
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.planning import plan as rules
from narvaro_desktop.domain.planning.plan import Around
from narvaro_desktop.domain.planning.plan_terms import Approval
from narvaro_desktop.domain.planning.plan_text import PlanText, as_data, text_of
from narvaro_desktop.domain.record_id import derived_id
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import CaseRow, MeasureRow, PersonRow, PlanRow, PlanVersionRow
from narvaro_desktop.usecases import reach, team_names
from narvaro_desktop.usecases.assessment.investigation_views import Signature
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.overwritten import Overwritten, overwritten_words
from narvaro_desktop.usecases.planning import measures, return_schedules
from narvaro_desktop.usecases.pupils.students import StudentLine, line_of
from narvaro_desktop.usecases.work import Area, Changes, Work

CHANGED: Final[Changes] = frozenset({Area.PLANS})


class AlreadyAnswered(NarvaroError):
    """The version has been approved, sent back, or replaced in the meantime."""


@dataclass(frozen=True, slots=True)
class Version:
    """A signed version, to open; `approval` is None where the rektor was not asked."""

    id: UUID
    version: int
    signed: Signature
    reason: str
    approval: Approval | None
    asked_by: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A version that waits for the rektor, or that has come back to the one who asked."""

    case_id: UUID
    student: StudentLine
    version: Version
    asked_at: datetime
    measures: int


def versions(work: Work, case_id: UUID) -> tuple[Version, ...]:
    """The signed versions of a case's plan, the newest first."""
    reach.case_row(work, case_id)
    wanted = select(PlanVersionRow).where(PlanVersionRow.case_id == case_id)
    names = team_names.names(work)
    rows = work.session.scalars(wanted.order_by(PlanVersionRow.version.desc()))
    plan = plan_row(work, case_id)
    stands = plan.version if plan is not None and plan.signed_at is not None else None
    return tuple(_version(work, row, names, row.version == stands) for row in rows)


def text_as_signed(work: Work, case_id: UUID, version: int) -> PlanText:
    """Every word of a version; raises NoResultFound where there is none of that number."""
    reach.case_row(work, case_id)
    return text_of(json.loads(_row(work, case_id, version).body))


def text_now(work: Work, case: CaseRow, row: PlanRow) -> PlanText:
    """Every word of the plan as it stands now."""
    wanted = select(MeasureRow).where(MeasureRow.case_id == case.id)
    names = team_names.names(work)
    found = work.session.scalars(wanted.order_by(MeasureRow.starts_on, MeasureRow.id))
    return PlanText(
        class_name=case.student.class_name or "",
        around=around_of(row),
        measures=tuple(measures.written(each, names) for each in found),
        weeks=return_schedules.planned_weeks(work, case.id),
    )


def rewritten(work: Work, row: PlanRow | None) -> dict[str, Overwritten]:
    """By name, what a colleague had written in a text around the measures before it was written over."""
    if row is None:
        return {}
    around = around_of(row)
    return overwritten_words(work, row.id, {one.name: getattr(around, one.name) for one in fields(around)})


def around_of(row: PlanRow | None) -> Around:
    """What the plan says around its measures."""
    if row is None:
        return Around()
    return Around(row.needs or "", row.student_view or "", row.guardian_view or "", row.next_meeting or "")


def keep(work: Work, case: CaseRow, row: PlanRow, ask: bool) -> None:
    """Put the plan as it stands in a version of its own; `ask` hands it to the rektor. Part of signing."""
    body = json.dumps(as_data(text_now(work, case, row)), ensure_ascii=False, sort_keys=True)
    row.signed_at, row.signed_by = work.now, work.actor.id
    row.class_name = case.student.class_name
    work.session.add(
        PlanVersionRow(
            id=derived_id("plan_version", case.id, row.version),
            case_id=case.id,
            version=row.version,
            reason=row.reason,
            body=body,
            signed_at=work.now,
            signed_by=work.actor.id,
            asked_at=work.now if ask else None,
            asked_by=work.actor.id if ask else None,
        )
    )
    work.session.flush()


def revise(work: Work, case_id: UUID, reason: str) -> Changes:
    """Begin the next version of a signed plan; the signed one stays as it is.

    :raises PlanNotSigned, NoReason:
    """
    work.may(Resource.PLAN, Action.WRITE)
    case = cases.open_row(work, case_id)
    row = plan_row(work, case_id)
    begin(row, reason)
    work.log("plan.revise", student=case.student_id, case=case_id, version=row.version if row else None)
    return CHANGED


def begin(row: PlanRow | None, reason: str) -> None:
    """The plan may be written in again, as its next version; part of the act that needs it."""
    version = rules.next_version(
        row is not None and row.signed_at is not None, row.version if row else 1, reason
    )
    assert row is not None
    row.version, row.reason = version, clean(reason).strip()
    row.signed_at = row.signed_by = None


def approve(work: Work, case_id: UUID, comment: str = "") -> Changes:
    """The rektor approves the version that waits, with a comment if there is one; raises AlreadyAnswered."""
    row, case = _waiting(work, case_id)
    _answer(work, row, True, clean(comment).strip())
    work.log("plan.approve", student=case.student_id, case=case_id, version=row.version)
    return CHANGED


def send_back(work: Work, case_id: UUID, comment: str) -> Changes:
    """The rektor sends the version back; the comment begins the next one.

    :raises AlreadyAnswered, NoReason:
    """
    row, case = _waiting(work, case_id)
    begin(plan_row(work, case_id), comment)
    _answer(work, row, False, clean(comment).strip())
    work.log("plan.send_back", student=case.student_id, case=case_id, version=row.version)
    return CHANGED


def waiting(work: Work) -> list[Asked]:
    """The plans that wait for this person's answer, the one that has waited longest first."""
    if not may_approve(work):
        return []
    return _asked(work, PlanVersionRow.asked_at.is_not(None), PlanVersionRow.answered_at.is_(None))


def answered_for_me(work: Work) -> list[Asked]:
    """The plans that this person handed to the rektor, answered and not yet seen."""
    mine = PlanVersionRow.asked_by == work.actor.id
    return _asked(work, mine, PlanVersionRow.answered_at.is_not(None), PlanVersionRow.seen_at.is_(None))


def seen(work: Work, version_id: UUID) -> Changes:
    """The one who asked has seen the answer."""
    row = work.session.get_one(PlanVersionRow, version_id)
    if row.asked_by == work.actor.id and row.seen_at is None:
        row.seen_at = work.now
        work.log("plan.seen", case=row.case_id)
    return CHANGED


def may_approve(work: Work) -> bool:
    """Whether the person answers for plans as the rektor does."""
    return work.rules.rights.may(work.actor.role, Resource.DECISION, Action.DECIDE)


def plan_row(work: Work, case_id: UUID) -> PlanRow | None:
    return work.session.scalars(select(PlanRow).where(PlanRow.case_id == case_id)).first()


def _waiting(work: Work, case_id: UUID) -> tuple[PlanVersionRow, CaseRow]:
    work.may(Resource.DECISION, Action.DECIDE)
    case = cases.open_row(work, case_id)
    plan = plan_row(work, case_id)
    if plan is None or plan.signed_at is None:
        raise AlreadyAnswered
    row = _row(work, case_id, plan.version)
    if row.asked_at is None or row.answered_at is not None:
        raise AlreadyAnswered
    return row, case


def _answer(work: Work, row: PlanVersionRow, approved: bool, comment: str) -> None:
    row.answered_at, row.answered_by = work.now, work.actor.id
    row.approved, row.comment = approved, comment or None
    if row.asked_by == work.actor.id:
        row.seen_at = work.now


def _row(work: Work, case_id: UUID, version: int) -> PlanVersionRow:
    wanted = select(PlanVersionRow).where(
        PlanVersionRow.case_id == case_id, PlanVersionRow.version == version
    )
    return work.session.scalars(wanted).one()


def _asked(work: Work, *wanted: object) -> list[Asked]:
    """Versions that still are the plan's latest word, or were the word that came back."""
    rows = work.session.execute(
        select(PlanVersionRow, CaseRow, PlanRow)
        .join(CaseRow, CaseRow.id == PlanVersionRow.case_id)
        .join(CaseRow.student)
        .join(PlanRow, PlanRow.case_id == CaseRow.id)
        .where(CaseRow.closed_on.is_(None), *wanted, reach.among(work))  # type: ignore[arg-type]
        .order_by(PlanVersionRow.asked_at, PlanVersionRow.id)
    ).all()
    names = team_names.names(work)
    return [
        Asked(
            case.id,
            line_of(case.student),
            _version(work, row, names, row.version == plan.version),
            row.asked_at.astimezone(SWEDEN),
            _going_on(row),
        )
        for row, case, plan in rows
        if row.asked_at is not None and (row.answered_at or row.version == plan.version)
    ]


def _going_on(row: PlanVersionRow) -> int:
    return sum(one.ended_on is None for one in text_of(json.loads(row.body)).measures)


def _version(work: Work, row: PlanVersionRow, names: Mapping[UUID, str], stands: bool) -> Version:
    """A version that does not stand any more waits for nobody."""
    approval = None
    if row.answered_at is not None:
        approval = Approval.APPROVED if row.approved else Approval.RETURNED
    elif row.asked_at is not None and stands:
        approval = Approval.WAITING
    return Version(
        id=row.id,
        version=row.version,
        signed=signature(work, row.signed_at, row.signed_by),
        reason=row.reason or "",
        approval=approval,
        asked_by=names.get(row.asked_by, "") if row.asked_by else "",
        answered_by=names.get(row.answered_by, "") if row.answered_by else "",
        answered_at=row.answered_at.astimezone(SWEDEN) if row.answered_at else None,
        comment=row.comment or "",
    )


def signature(work: Work, at: datetime, by: UUID) -> Signature:
    """When it was signed, and by whom."""
    person = work.session.get_one(PersonRow, by)
    return Signature(at.astimezone(SWEDEN), person.name, person.role.label)
