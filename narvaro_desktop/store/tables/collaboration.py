"""Samverkan: consents, contacts with partners, meetings and what was agreed, and what is most protected."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from narvaro_desktop.domain.case_terms import Condition
from narvaro_desktop.domain.partnering.collaboration import (
    ConsentAnswer,
    ContactState,
    Ground,
    MeetingKind,
    Obstacle,
    Partner,
)
from narvaro_desktop.domain.partnering.support import SupportType
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store.tables.columns import Base, RecordId, keyed, plain, sealed

_K = InfoClass.COUNSELLING


class ConsentRow(Base):
    """One giver's answer: the pupil (no guardian) or one guardian, towards one partner, for `what`."""

    __tablename__ = "consent"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    guardian_id: Mapped[UUID | None] = mapped_column(ForeignKey("guardian.id"))
    partner: Mapped[Partner] = keyed(Partner)
    answer: Mapped[ConsentAnswer] = keyed(ConsentAnswer)
    answered_on: Mapped[date]
    until: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    what: Mapped[bytes | None] = sealed(_K)
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    registered_at: Mapped[datetime]


class PartnerContactRow(Base):
    """A question, a referral or an application to a partner, and the answer. `entry` is of the catalogue."""

    __tablename__ = "partner_contact"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    partner: Mapped[Partner] = keyed(Partner)
    entry: Mapped[str | None] = plain()
    state: Mapped[ContactState] = keyed(ContactState)
    asked_on: Mapped[date | None]
    answer_by: Mapped[date | None]
    answered_on: Mapped[date | None]
    next_owner: Mapped[str | None] = plain()
    obstacle: Mapped[Obstacle | None] = keyed(Obstacle)
    question: Mapped[bytes] = sealed(_K)
    answer: Mapped[bytes | None] = sealed(_K)
    may_pass_on: Mapped[bytes | None] = sealed(_K)
    reason: Mapped[bytes | None] = sealed(_K)
    """Why it was done although a consent or a gate was open."""
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    registered_at: Mapped[datetime]


class OutsideMeetingRow(Base):
    """A meeting with partners (keys, parted by spaces); once `held_on` is set it is kept as it was held."""

    __tablename__ = "outside_meeting"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[MeetingKind] = keyed(MeetingKind)
    ground: Mapped[Ground] = keyed(Ground)
    partners: Mapped[str] = plain()
    planned_on: Mapped[date]
    time: Mapped[str | None] = plain()
    place: Mapped[str | None] = plain()
    agenda: Mapped[bytes | None] = sealed(_K)
    reason: Mapped[bytes | None] = sealed(_K)
    decision: Mapped[bytes | None] = sealed(_K)
    """What was decided where a giver of consent could not be reached."""
    held_on: Mapped[date | None]
    cancelled_on: Mapped[date | None]
    summary: Mapped[bytes | None] = sealed(_K)
    lead: Mapped[str | None] = plain()
    coordinator: Mapped[str | None] = plain()
    next_owner: Mapped[str | None] = plain()
    follow_up_on: Mapped[date | None]
    followed_up_on: Mapped[date | None]
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    registered_at: Mapped[datetime]
    question: Mapped[bytes | None] = sealed(_K)
    """What the meeting is to answer."""

    tasks: Mapped[list["AgreedTaskRow"]] = relationship(order_by="AgreedTaskRow.place")


class AgreedTaskRow(Base):
    """What a meeting agreed that someone does."""

    __tablename__ = "agreed_task"

    id: Mapped[RecordId]
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("outside_meeting.id"), index=True)
    place: Mapped[int]
    what: Mapped[bytes] = sealed(_K)
    who: Mapped[str] = plain()
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]


class OutsideVersionRow(Base):
    """A contact or a meeting as it stood until it was written over: what it said (JSON), who did, when, why.

    `reason` is of a correction; a contact that went on with a new answer has none.
    """

    __tablename__ = "outside_version"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    record: Mapped[UUID] = mapped_column(index=True)
    replaced_at: Mapped[datetime]
    replaced_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    body: Mapped[bytes] = sealed(_K)
    reason: Mapped[bytes | None] = sealed(_K)


class GateAnswerRow(Base):
    """That something a catalogue entry asks for is there: which day, and which function says so."""

    __tablename__ = "gate_answer"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    entry: Mapped[str] = plain()
    condition: Mapped[Condition] = keyed(Condition)
    met_on: Mapped[date]
    who: Mapped[str] = plain()
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    registered_at: Mapped[datetime]


class ConcernRow(Base):
    """An orosanmälan. Both cells are sealed to named persons; the row tells only that it is there."""

    __tablename__ = "concern"

    id: Mapped[RecordId]
    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    registered_at: Mapped[datetime]
    body: Mapped[bytes] = sealed(InfoClass.CHILD_WELFARE)
    feedback: Mapped[bytes | None] = sealed(InfoClass.CHILD_WELFARE)


class DeviationRow(Base):
    """Where samverkan failed, told without names: it belongs to the school and to no pupil."""

    __tablename__ = "deviation"

    id: Mapped[RecordId]
    happened_on: Mapped[date]
    partner: Mapped[Partner] = keyed(Partner)
    obstacle: Mapped[Obstacle] = keyed(Obstacle)
    what: Mapped[str] = plain()
    proposal: Mapped[str | None] = plain()
    sent_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    answer: Mapped[str | None] = plain()
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    registered_at: Mapped[datetime]


class ReferenceRow(Base):
    """Where the case also stands: another system, its number there, and whether that is the master."""

    __tablename__ = "external_reference"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    system: Mapped[str] = plain()
    number: Mapped[str] = plain()
    entered_on: Mapped[date]
    is_master: Mapped[bool]
    receipt: Mapped[str | None] = plain()
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))


class PlacementRow(Base):
    """A workplace that takes pupils: what one does there and when, whom to reach, the risks seen."""

    __tablename__ = "placement"

    id: Mapped[RecordId]
    company: Mapped[str] = plain()
    contact: Mapped[str] = plain()
    tasks: Mapped[str] = plain()
    times: Mapped[str] = plain()
    risks_assessed_on: Mapped[date | None]
    ended_on: Mapped[date | None]


class OwnSupportRow(Base):
    """An entry that the school itself put into the catalogue; `conditions` are keys parted by spaces."""

    __tablename__ = "own_support"

    id: Mapped[RecordId]
    type: Mapped[SupportType] = keyed(SupportType)
    name: Mapped[str] = plain()
    partner: Mapped[Partner] = keyed(Partner)
    description: Mapped[str] = plain()
    how: Mapped[str] = plain()
    contact: Mapped[str] = plain()
    answer_days: Mapped[int | None]
    boundary: Mapped[str] = plain()
    conditions: Mapped[str] = plain()
    ended_on: Mapped[date | None]
    registered_at: Mapped[datetime]
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
