"""Packs: every ladder with its routines that the vault has used or been given, and who has read of it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from narvaro_desktop.domain.routines.pack import PackOrigin
from narvaro_desktop.store.tables.columns import Base, RecordId, keyed, plain


class PackRow(Base):
    """One version of a pack. `document` is its canonical JSON, which never changes; cases name its `key`.

    `signature` and `signing_key` are those of the file that it was read from; `signer` is who a trusted card
    said it was, or empty.  `in_use_from` is empty until the school takes it into use; `turn` counts those
    decisions: of two for one day the later holds.
    """

    __tablename__ = "pack"

    id: Mapped[RecordId]
    key: Mapped[str] = plain(unique=True)
    document: Mapped[str] = plain()
    origin: Mapped[PackOrigin] = keyed(PackOrigin)
    signing_key: Mapped[str | None] = plain()
    signature: Mapped[str | None] = plain()
    signer: Mapped[str | None] = plain()
    kept_at: Mapped[datetime]
    kept_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    in_use_from: Mapped[date | None]
    turn: Mapped[int | None]


class PackReadRow(Base):
    """A person has read what was new when a pack came into use."""

    __tablename__ = "pack_read"

    id: Mapped[RecordId]
    pack_id: Mapped[UUID] = mapped_column(ForeignKey("pack.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    read_at: Mapped[datetime]
