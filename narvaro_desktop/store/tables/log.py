"""The access log with its checkpoints, the change entries that a merge will ship, and drafts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store.tables.columns import Base, RecordId, keyed, plain, sealed

_CAME = "after IS NOT NULL"


class AccessLogRow(Base):
    """One event of one device's chain: who did what with whose data, and the hash that binds it."""

    __tablename__ = "access_log"

    device: Mapped[str] = plain(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at_utc: Mapped[str] = plain()
    offset_minutes: Mapped[int]
    user_id: Mapped[str] = plain()
    role: Mapped[str] = plain()
    unit: Mapped[str] = plain()
    action: Mapped[str] = plain()
    student_id: Mapped[str | None] = plain(index=True)
    case_id: Mapped[str | None] = plain(index=True)
    info_class: Mapped[str | None] = plain()
    purpose: Mapped[str | None] = plain()
    facts: Mapped[str] = plain()
    rows_hash: Mapped[bytes | None]
    previous: Mapped[bytes]
    hash: Mapped[bytes]
    turn: Mapped[int | None] = mapped_column(index=True)
    """In a register on a server: the line's place among those of all computers, and who vouches for it."""
    signature: Mapped[bytes | None]


class CheckpointRow(Base):
    """A user's signature over the head of a device's chain."""

    __tablename__ = "checkpoint"

    device: Mapped[str] = plain(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    head: Mapped[bytes]
    at_utc: Mapped[str] = plain()
    user_id: Mapped[str] = plain()
    signature: Mapped[bytes]


class ChangeRow(Base):
    """What one act changed in one record: one writing of each of `fields`; `gone` if it took it away.

    `before` and `after` are JSON objects of stored values, a sealed column's as its ciphertext.  `after`
    holds only what neither the record nor the `before` of a later entry tells: what came from another
    laptop, or lost its place to that.  `over` is JSON: for each field the clocks it was written over.
    """

    __tablename__ = "change"

    id: Mapped[RecordId]
    device: Mapped[str] = plain()
    clock: Mapped[str] = plain(index=True)
    actor: Mapped[UUID]
    table_name: Mapped[str] = plain()
    record: Mapped[UUID]
    fields: Mapped[str] = plain()
    gone: Mapped[bool | None]
    before: Mapped[str | None] = plain()
    over: Mapped[str | None] = plain()
    after: Mapped[str | None] = plain()
    told_by: Mapped[UUID | None]
    """The person whose laptop told of it, where it is not of this one."""

    __table_args__ = (
        Index("ix_change_record", "record", "clock"),
        Index("ix_change_gone", "table_name", sqlite_where=text("gone IS 1"), postgresql_where=text("gone")),
        Index("ix_change_visited", "record", sqlite_where=text(_CAME), postgresql_where=text(_CAME)),
    )


class DraftRow(Base):
    """Text being typed, saved while it is typed, sealed in the class it will have."""

    __tablename__ = "draft"

    author_id: Mapped[UUID] = mapped_column(primary_key=True)
    page: Mapped[str] = plain(primary_key=True)
    record: Mapped[str] = plain(primary_key=True)
    field: Mapped[str] = plain(primary_key=True)
    info_class: Mapped[InfoClass] = keyed(InfoClass)
    body: Mapped[bytes] = sealed()
    caret: Mapped[int]
    saved_at: Mapped[datetime]
