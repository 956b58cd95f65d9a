"""Åtgärdsplan: the plan being written, its signed versions, measures, follow-ups, the planned return."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from narvaro_desktop.domain.case_terms import CatalogueCategory, Indicator
from narvaro_desktop.domain.planning.plan_terms import NotDone, Shift
from narvaro_desktop.domain.terms import LegalType, MeasureLevel, NextMove, Outcome, Role
from narvaro_desktop.store.tables.columns import Base, RecordId, keyed, plain


class PlanRow(Base):
    """The plan as it is now: signed it stands still, until a reason begins the next version.

    `class_name` is the pupil's class on `gone_through_on`, when the measures were last gone through.
    """

    __tablename__ = "plan"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), unique=True)
    version: Mapped[int]
    reason: Mapped[str | None] = plain()
    class_name: Mapped[str | None] = plain()
    gone_through_on: Mapped[date | None]
    needs: Mapped[str | None] = plain()
    student_view: Mapped[str | None] = plain()
    guardian_view: Mapped[str | None] = plain()
    next_meeting: Mapped[str | None] = plain()
    signed_at: Mapped[datetime | None]
    signed_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class PlanVersionRow(Base):
    """A signed version: the whole text as it stood (JSON), never changed; and the rektor's answer to it."""

    __tablename__ = "plan_version"
    __table_args__ = (UniqueConstraint("case_id", "version"),)

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    version: Mapped[int]
    reason: Mapped[str | None] = plain()
    body: Mapped[str] = plain()
    signed_at: Mapped[datetime]
    signed_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime | None]
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    approved: Mapped[bool | None]
    comment: Mapped[str | None] = plain()
    seen_at: Mapped[datetime | None]


class MeasureRow(Base):
    """One measure of the case's åtgärdsplan; no active measure is without a follow-up date."""

    __tablename__ = "measure"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    catalogue: Mapped[str | None] = plain()
    category: Mapped[CatalogueCategory | None] = keyed(CatalogueCategory)
    level: Mapped[MeasureLevel] = keyed(MeasureLevel)
    legal_type: Mapped[LegalType] = keyed(LegalType)
    title: Mapped[str] = plain()
    description: Mapped[str | None] = plain()
    answers_to: Mapped[str | None] = plain()
    goal: Mapped[str] = plain()
    indicator: Mapped[Indicator | None] = keyed(Indicator)
    own_indicator: Mapped[str | None] = plain()
    baseline: Mapped[int | None]
    target: Mapped[int | None]
    student_view: Mapped[str | None] = plain()
    guardian_view: Mapped[str | None] = plain()
    responsible_role: Mapped[Role] = keyed(Role)
    responsible: Mapped[str | None] = plain()
    co_actors: Mapped[str | None] = plain()
    resource: Mapped[str | None] = plain()
    support_programme: Mapped[str | None] = plain()
    starts_on: Mapped[date]
    planned_end: Mapped[date | None]
    follow_up_on: Mapped[date]
    registered_at: Mapped[datetime]
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    ended_on: Mapped[date | None]
    outcome: Mapped[Outcome | None] = keyed(Outcome)
    evaluation: Mapped[str | None] = plain()

    follow_ups: Mapped[list["FollowUpRow"]] = relationship(order_by="FollowUpRow.registered_at")


class FollowUpRow(Base):
    """What was seen when a measure was followed up, and what comes next."""

    __tablename__ = "follow_up"

    id: Mapped[RecordId]
    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id"), index=True)
    held_on: Mapped[date]
    registered_at: Mapped[datetime]
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    carried_out: Mapped[bool]
    not_done: Mapped[NotDone | None] = keyed(NotDone)
    fidelity: Mapped[int | None]
    value: Mapped[int | None]
    attendance: Mapped[Shift | None] = keyed(Shift)
    functioning: Mapped[Shift | None] = keyed(Shift)
    wellbeing: Mapped[Shift | None] = keyed(Shift)
    seen: Mapped[str] = plain()
    next_move: Mapped[NextMove] = keyed(NextMove)
    next_on: Mapped[date | None]


class ReturnWeekRow(Base):
    """A week of the återskolningsplan; `told_on` when a task was raised as it and those before it failed."""

    __tablename__ = "return_week"
    __table_args__ = (UniqueConstraint("case_id", "monday"),)

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    monday: Mapped[date]
    minutes: Mapped[int]
    place: Mapped[int | None]
    words: Mapped[str | None] = plain()
    told_on: Mapped[date | None]
