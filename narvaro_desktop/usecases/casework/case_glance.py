"""What stands on the other pages of a case, in a line each: its kartläggning and its åtgärdsplan."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import Depth
from narvaro_desktop.store.tables import InvestigationRow, MeasureRow
from narvaro_desktop.usecases.assessment import investigations
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.work import Work


@dataclass(frozen=True, slots=True)
class InvestigationGlance:
    """The latest kartläggning: how many of its questions have an answer, and whether it is signed."""

    id: UUID
    depth: Depth
    started_on: date
    signed_on: date | None
    answered: int
    not_asked: int
    questions: int


@dataclass(frozen=True, slots=True)
class PlanGlance:
    """How many measures go on, when the next is followed up, and when each began, in the order of numbers."""

    going_on: int
    next_follow_up: date | None
    began: tuple[date, ...] = ()


def investigation_glance(work: Work, case_id: UUID) -> InvestigationGlance | None:
    """The case's latest kartläggning, or None before the first, and for those who may not read it."""
    work.may(Resource.CASE, Action.READ)
    if not work.rules.rights.may(work.actor.role, Resource.INVESTIGATION, Action.READ):
        return None
    cases.row_of(work, case_id)
    row = work.session.scalars(
        select(InvestigationRow)
        .where(InvestigationRow.case_id == case_id)
        .order_by(InvestigationRow.started_on.desc(), InvestigationRow.version.desc())
    ).first()
    if row is None:
        return None
    done = investigations.progress_now(work, row)
    signed = row.signed_at.astimezone(SWEDEN).date() if row.signed_at else None
    return InvestigationGlance(
        id=row.id,
        depth=row.depth,
        started_on=row.started_on,
        signed_on=signed,
        answered=done.answered + done.declined,
        not_asked=done.not_asked,
        questions=done.questions,
    )


def plan_glance(work: Work, case_id: UUID) -> PlanGlance:
    """The measures of the case that have not ended."""
    work.may(Resource.CASE, Action.READ)
    cases.row_of(work, case_id)
    wanted = select(func.count(MeasureRow.id), func.min(MeasureRow.follow_up_on))
    count, following = work.session.execute(
        wanted.where(MeasureRow.case_id == case_id, MeasureRow.ended_on.is_(None))
    ).one()
    began = select(MeasureRow.starts_on).where(MeasureRow.case_id == case_id)
    starts = work.session.scalars(began.order_by(MeasureRow.starts_on, MeasureRow.id))
    return PlanGlance(count, following, tuple(starts))
