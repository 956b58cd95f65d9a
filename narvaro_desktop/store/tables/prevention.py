"""Främja och förebygga: measures for groups, rounds through the school, weekly reviews, who has read what."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from narvaro_desktop.domain.promoting.prevention import RoundMark
from narvaro_desktop.domain.promoting.school_events import EventKind
from narvaro_desktop.domain.terms import MeasureLevel, Outcome, Role, SuggestionAnswer
from narvaro_desktop.store.tables.columns import Base, RecordId, keyed, plain


class GroupMeasureRow(Base):
    """A measure for a group or the whole school, tied to no pupil."""

    __tablename__ = "group_measure"

    id: Mapped[RecordId]
    level: Mapped[MeasureLevel] = keyed(MeasureLevel)
    group_name: Mapped[str] = plain()
    title: Mapped[str] = plain()
    goal: Mapped[str] = plain()
    responsible: Mapped[Role] = keyed(Role)
    starts_on: Mapped[date]
    follow_up_on: Mapped[date]
    registered_at: Mapped[datetime]
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    round_point: Mapped[str | None] = plain()
    ended_on: Mapped[date | None]
    outcome: Mapped[Outcome | None] = keyed(Outcome)

    follow_ups: Mapped[list["GroupFollowUpRow"]] = relationship(order_by="GroupFollowUpRow.registered_at")


class GroupFollowUpRow(Base):
    """What was seen when a group's measure was followed up, and when one looks again."""

    __tablename__ = "group_follow_up"

    id: Mapped[RecordId]
    measure_id: Mapped[UUID] = mapped_column(ForeignKey("group_measure.id"), index=True)
    held_on: Mapped[date]
    registered_at: Mapped[datetime]
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    seen: Mapped[str] = plain()
    next_on: Mapped[date | None]


class RoundRow(Base):
    """One lärmiljörond: where, when, and the version of the checklist."""

    __tablename__ = "environment_round"

    id: Mapped[RecordId]
    held_on: Mapped[date]
    place: Mapped[str] = plain()
    version: Mapped[str] = plain()
    registered_at: Mapped[datetime]
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))

    marks: Mapped[list["RoundMarkRow"]] = relationship()


class RoundMarkRow(Base):
    """What was seen at one point of a round."""

    __tablename__ = "round_mark"
    __table_args__ = (UniqueConstraint("round_id", "point"),)

    id: Mapped[RecordId]
    round_id: Mapped[UUID] = mapped_column(ForeignKey("environment_round.id"), index=True)
    point: Mapped[str] = plain()
    mark: Mapped[RoundMark] = keyed(RoundMark)
    words: Mapped[str] = plain()


class ReviewRow(Base):
    """A närvarogenomgång that was signed off: over which data, and what was said of it."""

    __tablename__ = "attendance_review"

    id: Mapped[RecordId]
    held_on: Mapped[date]
    data_until: Mapped[date]
    source: Mapped[str] = plain()
    words: Mapped[str] = plain()
    signed_at: Mapped[datetime]
    signed_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))

    lines: Mapped[list["ReviewLineRow"]] = relationship()


class ReviewLineRow(Base):
    """A pupil who was looked at in a review, and how that was answered (None: not yet)."""

    __tablename__ = "review_line"

    id: Mapped[RecordId]
    review_id: Mapped[UUID] = mapped_column(ForeignKey("attendance_review.id"), index=True)
    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    class_name: Mapped[str] = plain()
    answer: Mapped[SuggestionAnswer | None] = keyed(SuggestionAnswer)


class ChecklistMarkRow(Base):
    """A point of the implementation checklist that the school has done."""

    __tablename__ = "checklist_mark"

    id: Mapped[RecordId]
    point: Mapped[str] = plain(unique=True)
    done_on: Mapped[date]
    done_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))


class IntroductionRow(Base):
    """Someone in the team has read the routine, in this version."""

    __tablename__ = "introduction_read"
    __table_args__ = (UniqueConstraint("person_id", "version"),)

    id: Mapped[RecordId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    version: Mapped[str] = plain()
    confirmed_at: Mapped[datetime]


class SchoolEventRow(Base):
    """A meeting, a training or a piece of guidance that belongs to no case, and when one comes back to it."""

    __tablename__ = "school_event"

    id: Mapped[RecordId]
    kind: Mapped[EventKind] = keyed(EventKind)
    held_on: Mapped[date]
    subject: Mapped[str] = plain()
    whom: Mapped[str] = plain()
    agreed: Mapped[str] = plain()
    participants: Mapped[int | None]
    next_owner: Mapped[str] = plain()
    follow_up_on: Mapped[date | None]
    followed_up_on: Mapped[date | None]
    registered_at: Mapped[datetime]
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))


class FeedbackRow(Base):
    """What the pupils of a group answered without names: how many gave each answer, as JSON by question."""

    __tablename__ = "pupil_feedback"

    id: Mapped[RecordId]
    held_on: Mapped[date]
    group_name: Mapped[str] = plain()
    version: Mapped[str] = plain()
    counts: Mapped[str] = plain()
    words: Mapped[str] = plain()
    registered_at: Mapped[datetime]
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
