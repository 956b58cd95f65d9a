"""The elevhälsoteam's meetings: who was there, what was on the agenda, and what was decided."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from narvaro_desktop.domain.teamwork.meeting import ItemKind
from narvaro_desktop.domain.terms import InfoClass, Role
from narvaro_desktop.store.tables.columns import Base, RecordId, keyed, plain, sealed


class MeetingRow(Base):
    """One meeting. A closed one is never changed; what is put right later is a new row beside the old one."""

    __tablename__ = "meeting"

    id: Mapped[RecordId]
    held_on: Mapped[date] = mapped_column(index=True)
    registered_at: Mapped[datetime]
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    participants: Mapped[list["ParticipantRow"]] = relationship(order_by="ParticipantRow.place")
    items: Mapped[list["MeetingItemRow"]] = relationship(order_by="MeetingItemRow.place")


class ParticipantRow(Base):
    """Someone who was called to a meeting: from the team, or a guest by name and function."""

    __tablename__ = "meeting_participant"

    id: Mapped[RecordId]
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    place: Mapped[int]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = plain()
    function: Mapped[str] = plain()
    was_there: Mapped[bool]


class MeetingItemRow(Base):
    """One point of the agenda. `body` is what is written during the meeting, for those who read its case.

    When the meeting is closed a case's text becomes a note of that case (`note_id`), and `body` is emptied.
    """

    __tablename__ = "meeting_item"

    id: Mapped[RecordId]
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    place: Mapped[int]
    kind: Mapped[ItemKind] = keyed(ItemKind)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    words: Mapped[str] = plain()
    body: Mapped[bytes | None] = sealed()
    info_class: Mapped[InfoClass] = keyed(InfoClass)
    note_id: Mapped[UUID | None] = mapped_column(ForeignKey("note.id"))

    decisions: Mapped[list["MeetingDecisionRow"]] = relationship(order_by="MeetingDecisionRow.registered_at")


class MeetingDecisionRow(Base):
    """What a point of the agenda led to: who does what, by when. In a case it is a task there (`task_id`)."""

    __tablename__ = "meeting_decision"

    id: Mapped[RecordId]
    item_id: Mapped[UUID] = mapped_column(ForeignKey("meeting_item.id"), index=True)
    words: Mapped[str] = plain()
    responsible: Mapped[Role] = keyed(Role)
    due_on: Mapped[date]
    registered_at: Mapped[datetime]
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    task_id: Mapped[UUID | None] = mapped_column(ForeignKey("duty.id"))
    done_on: Mapped[date | None]
    replaces: Mapped[UUID | None] = mapped_column(ForeignKey("meeting_decision.id"))
