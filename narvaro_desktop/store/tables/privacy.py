"""Protection and law: hidden identities, the person's rights, gallring, and the review of the log."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from narvaro_desktop.domain.privacy_terms import RequestKind
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store.tables.columns import Base, RecordId, keyed, plain, sealed


class ProtectedIdentityRow(Base):
    """Who a protected pupil is: everything that her alias stands for, sealed to `readers` (JSON, ids).

    `marks` (JSON) are slow hashes under a key of the vault, by which an import knows her without reading.
    """

    __tablename__ = "protected_identity"

    id: Mapped[RecordId]
    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    alias: Mapped[int]
    set_at: Mapped[datetime]
    set_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    readers: Mapped[str] = plain()
    marks: Mapped[str] = plain()
    body: Mapped[bytes | None] = sealed(InfoClass.PROTECTED)
    copies_told: Mapped[str | None] = plain()
    """Which earlier copies have been seen to, when and by whom, as JSON."""
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class RightsRequestRow(Base):
    """What a pupil or a guardian has asked for as the registered person, and what the rektor decided."""

    __tablename__ = "rights_request"

    id: Mapped[RecordId]
    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    guardian_id: Mapped[UUID | None] = mapped_column(ForeignKey("guardian.id"))
    kind: Mapped[RequestKind] = keyed(RequestKind)
    asked_on: Mapped[date]
    registered_at: Mapped[datetime]
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    wish: Mapped[bytes | None] = sealed(InfoClass.COUNSELLING)
    masked: Mapped[bytes | None] = sealed(InfoClass.COUNSELLING)
    """The places that were taken out and why, as JSON."""
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    decided_on: Mapped[date | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    granted: Mapped[bool | None]
    answer: Mapped[bytes | None] = sealed(InfoClass.COUNSELLING)
    done_on: Mapped[date | None]
    """The day what was granted had been done: the records say what is right."""
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class LegalHoldRow(Base):
    """A case, or a matter, that nobody may erase for now: tillsyn, an appeal, somebody who asked for it."""

    __tablename__ = "legal_hold"

    id: Mapped[RecordId]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    matter_id: Mapped[UUID | None] = mapped_column(ForeignKey("matter.id"), index=True)
    """One of the two."""
    reason: Mapped[str] = plain()
    set_on: Mapped[date]
    set_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    lifted_on: Mapped[date | None]
    lifted_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class ErasureRow(Base):
    """A gallring: proposed by one, confirmed by another, carried out; what is kept of it has no content.

    `cases` (JSON, ids) stands until it has been carried out; `counts` (JSON) are rows by table.
    """

    __tablename__ = "erasure"

    id: Mapped[RecordId]
    retention: Mapped[str] = plain()
    years: Mapped[int]
    basis: Mapped[str] = plain()
    cases: Mapped[str | None] = plain()
    case_count: Mapped[int]
    closed_from: Mapped[date]
    closed_to: Mapped[date]
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    proposed_marks: Mapped[str | None] = plain()
    """Hashes of the cases, and of their pupils (JSON), that may go, signed by who proposed it."""
    proposed_signature: Mapped[bytes | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    counts: Mapped[str | None] = plain()
    backups: Mapped[str | None] = plain()
    """When each backup was made that still held the cases, as JSON."""
    marks: Mapped[str | None] = plain()
    """Hashes of the records that are gone (JSON), signed by who confirmed: an older copy loses them again."""
    signature: Mapped[bytes | None]
    replayed_on: Mapped[date | None]
    """The day it was done again, since a copy from before had been put back."""


class LogReviewRow(Base):
    """The month's review of the access log: what was looked at, what was said of it, and the signature."""

    __tablename__ = "log_review"

    id: Mapped[RecordId]
    month: Mapped[date] = mapped_column(index=True)
    lines: Mapped[int]
    looked_at: Mapped[int]
    words: Mapped[str] = plain()
    signed_at: Mapped[datetime]
    signed_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    signature: Mapped[bytes]
