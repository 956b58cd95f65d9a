"""The case on the närvarotrappa: its steps, duties, notes, hand-overs, and answers to proposals."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from narvaro_desktop.domain.case_terms import Track
from narvaro_desktop.domain.terms import Closure, ContactKind, InfoClass, Party, Role, SuggestionAnswer
from narvaro_desktop.store.tables.columns import Base, RecordId, keyed, plain, sealed
from narvaro_desktop.store.tables.people import StudentRow


class CaseRow(Base):
    """One case of one pupil. The date it began and the day it was registered are two dates."""

    __tablename__ = "case_file"

    id: Mapped[RecordId]
    number: Mapped[str] = plain(unique=True)
    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    ladder: Mapped[str] = plain()
    step: Mapped[int]
    step_since: Mapped[date]
    is_returning: Mapped[bool]
    track: Mapped[Track | None] = keyed(Track)
    opened_on: Mapped[date]
    registered_on: Mapped[date]
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    elsewhere: Mapped[str | None] = plain()
    stated_tenths: Mapped[int | None]
    stated_from: Mapped[date | None]
    stated_to: Mapped[date | None]
    stated_source: Mapped[str | None] = plain()
    first_reached_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    closure: Mapped[Closure | None] = keyed(Closure)
    lesson_learned: Mapped[str | None] = plain()

    student: Mapped[StudentRow] = relationship()
    duties: Mapped[list["DutyRow"]] = relationship(order_by="DutyRow.due_on")
    changes: Mapped[list["StepChangeRow"]] = relationship(order_by="StepChangeRow.registered_at")


class StepChangeRow(Base):
    """A move on the ladder: who decided and as what, when, why, and the figures of that moment (JSON).

    `ladder` is the one that `to_step` stands on, since a case may be moved to another.
    """

    __tablename__ = "step_change"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    from_step: Mapped[int | None]
    to_step: Mapped[int]
    ladder: Mapped[str] = plain()
    is_returning: Mapped[bool]
    changed_on: Mapped[date]
    registered_at: Mapped[datetime]
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Role] = keyed(Role)
    cause: Mapped[str] = plain()
    reason: Mapped[str | None] = plain()
    figures: Mapped[str | None] = plain()


class DutyRow(Base):
    """What a step demands (`key` from the ladder), or a task of its own (`words`)."""

    __tablename__ = "duty"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    step: Mapped[int | None]
    key: Mapped[str | None] = plain()
    words: Mapped[str | None] = plain()
    responsible: Mapped[Role | None] = keyed(Role)
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    left_open_on: Mapped[date | None]
    left_open_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    left_open_reason: Mapped[str | None] = plain()


class NoteRow(Base):
    """A contact or a note. Signed text is never changed: a correction is a new row that `replaces` it."""

    __tablename__ = "note"

    id: Mapped[RecordId]
    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[ContactKind] = keyed(ContactKind)
    party: Mapped[Party | None] = keyed(Party)
    reached: Mapped[bool | None]
    happened_at: Mapped[datetime]
    registered_at: Mapped[datetime]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    info_class: Mapped[InfoClass] = keyed(InfoClass)
    body: Mapped[bytes | None] = sealed()
    signed_at: Mapped[datetime | None]
    replaces: Mapped[UUID | None] = mapped_column(ForeignKey("note.id"))
    reason: Mapped[bytes | None] = sealed()
    """Why it was corrected; of the class of the text."""


class HandOverRow(Base):
    """What one hands to another for a decision, and the answer that comes back."""

    __tablename__ = "hand_over"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    to_role: Mapped[Role] = keyed(Role)
    message: Mapped[str] = plain()
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    decided: Mapped[bool | None]
    comment: Mapped[str | None] = plain()
    seen_at: Mapped[datetime | None]


class CaseInvitationRow(Base):
    """A colleague who may open this one case besides her own: assigned to it, or invited; until it ends."""

    __tablename__ = "case_invitation"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    invited_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    invited_on: Mapped[date]
    ended_on: Mapped[date | None]


class SuggestionAnswerRow(Base):
    """A person's answer to what the figures proposed, with the figures of that moment (JSON)."""

    __tablename__ = "suggestion_answer"

    id: Mapped[RecordId]
    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    rule: Mapped[str] = plain()
    answer: Mapped[SuggestionAnswer] = keyed(SuggestionAnswer)
    answered_at: Mapped[datetime]
    answered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    until: Mapped[date | None]
    reason: Mapped[str | None] = plain()
    figures: Mapped[str] = plain()
    data_date: Mapped[date]
