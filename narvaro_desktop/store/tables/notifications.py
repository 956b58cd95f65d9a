"""Decisions, the anmälan and its packages, receipts, and the huvudman's register."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from narvaro_desktop.domain.terms import Channel, InquiryAnswer, NotificationState, ReceiptStatus
from narvaro_desktop.store.tables.columns import Base, RecordId, keyed, plain


class DecisionRow(Base):
    """The rektor's decision under skollagen 7 kap. 19 a §: an utredning is opened, or is not needed.

    `document` is the anmälan as far as it was known when the decision was made (JSON, the fields of n1).
    """

    __tablename__ = "inquiry_decision"

    id: Mapped[RecordId]
    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    answer: Mapped[InquiryAnswer] = keyed(InquiryAnswer)
    decided_on: Mapped[date]
    registered_on: Mapped[date]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    decided_by_words: Mapped[str] = plain()
    motivation: Mapped[str | None] = plain()
    recheck_on: Mapped[date | None]
    due_on: Mapped[date | None]
    document: Mapped[str | None] = plain()


class NotificationRow(Base):
    """The anmälan of one decision: where it stands, and what left the school (JSON, as it was sent)."""

    __tablename__ = "notification"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("inquiry_decision.id"), index=True)
    kind: Mapped[str] = plain()
    state: Mapped[NotificationState] = keyed(NotificationState)
    channel: Mapped[Channel | None] = keyed(Channel)
    due_on: Mapped[date | None]
    payload: Mapped[bytes | None]
    paper: Mapped[bytes | None]
    package_id: Mapped[str | None] = plain(unique=True)
    recipient: Mapped[str | None] = plain()
    prepared_at: Mapped[datetime | None]
    handed_over_on: Mapped[date | None]
    handed_over_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    reference: Mapped[str | None] = plain()
    received_on: Mapped[date | None]
    received_by: Mapped[str | None] = plain()
    registration_number: Mapped[str | None] = plain()
    offered_support: Mapped[str | None] = plain()
    contact: Mapped[str | None] = plain()
    message: Mapped[str | None] = plain()


class DispatchRow(Base):
    """What was told of a case besides its anmälan: n2–n6, and n1h where the school has been asked to.

    `content` is what it said of this case (JSON); a lägesrapport of many cases has a row in each, with
    one `batch` for all.  `corrects` is the anmälan or dispatch that an n5 takes the place of.
    """

    __tablename__ = "dispatch"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    batch: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[str] = plain()
    corrects: Mapped[UUID | None]
    content: Mapped[str] = plain()
    state: Mapped[NotificationState] = keyed(NotificationState)
    channel: Mapped[Channel | None] = keyed(Channel)
    package_id: Mapped[str | None] = plain(index=True)
    recipient: Mapped[str | None] = plain()
    prepared_at: Mapped[datetime]
    prepared_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    handed_over_on: Mapped[date | None]
    handed_over_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    reference: Mapped[str | None] = plain()
    received_on: Mapped[date | None]
    received_by: Mapped[str | None] = plain()
    registration_number: Mapped[str | None] = plain()
    offered_support: Mapped[str | None] = plain()
    contact: Mapped[str | None] = plain()
    message: Mapped[str | None] = plain()


class SentPayloadRow(Base):
    """What a dispatch's package held, so that the very same can be sealed again."""

    __tablename__ = "sent_payload"

    package_id: Mapped[str] = plain(primary_key=True)
    payload: Mapped[bytes]
    paper: Mapped[bytes]


class SentFileRow(Base):
    """A file that went with a dispatch (n2 and n6 may carry some), as it was sealed; `place` from 1."""

    __tablename__ = "sent_file"

    id: Mapped[RecordId]
    package_id: Mapped[str] = plain(index=True)
    place: Mapped[int]
    name: Mapped[str] = plain()
    path: Mapped[str] = plain()
    content: Mapped[bytes]


class InformedRow(Base):
    """That the pupil or one guardian was told of the decision, when and how."""

    __tablename__ = "informed"

    id: Mapped[RecordId]
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("inquiry_decision.id"), index=True)
    guardian_id: Mapped[UUID | None] = mapped_column(ForeignKey("guardian.id"))
    informed_on: Mapped[date]
    how: Mapped[str] = plain()
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    registered_at: Mapped[datetime]


class KeyCardRow(Base):
    """A kontaktkort: our own, or another organisation's, trusted once its control digits were heard."""

    __tablename__ = "key_card"

    id: Mapped[RecordId]
    organisation: Mapped[str] = plain(index=True)
    display_name: Mapped[str] = plain()
    serial: Mapped[int]
    document: Mapped[bytes]
    own: Mapped[bool]
    read_at: Mapped[datetime]
    verified_at: Mapped[datetime | None]
    verified_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    verified_how: Mapped[str | None] = plain()


class RevocationRow(Base):
    """A spärrlista: our own, or one that another organisation has issued; the newest serial holds all."""

    __tablename__ = "revocation"

    id: Mapped[RecordId]
    organisation: Mapped[str] = plain(index=True)
    serial: Mapped[int]
    document: Mapped[bytes]
    own: Mapped[bool]
    read_at: Mapped[datetime]


class SentPackageRow(Base):
    """The ledger of what was sealed here; the envelope makes the same package again."""

    __tablename__ = "sent_package"

    package_id: Mapped[str] = plain(primary_key=True)
    kind: Mapped[str] = plain()
    subject_id: Mapped[UUID]
    recipient: Mapped[str] = plain(index=True)
    signing_key: Mapped[str] = plain()
    sequence: Mapped[int]
    root_hash: Mapped[str] = plain(index=True)
    file_sha256: Mapped[str] = plain()
    envelope: Mapped[bytes]
    folder: Mapped[str] = plain()
    sealed_at: Mapped[datetime]


class SeenPackageRow(Base):
    """What was opened here, kept after gallring, so that nothing is counted twice."""

    __tablename__ = "seen_package"

    package_id: Mapped[str] = plain(primary_key=True)
    kind: Mapped[str] = plain()
    sender: Mapped[str] = plain(index=True)
    signing_key: Mapped[str] = plain(index=True)
    sequence: Mapped[int]
    root_hash: Mapped[str] = plain()
    file_sha256: Mapped[str] = plain()
    seen_on: Mapped[date]


class HeldPackageRow(Base):
    """A package as it came, still sealed, that waits for a kontaktkort: what it says of itself is unproved.

    `tried_serial` is the sender's trusted card when it was last tried, 0 for none: a later one tries again.
    """

    __tablename__ = "held_package"

    id: Mapped[RecordId]
    file_sha256: Mapped[str] = plain(unique=True)
    size: Mapped[int]
    content: Mapped[bytes]
    sender: Mapped[str] = plain()
    sender_name: Mapped[str] = plain()
    code: Mapped[str] = plain()
    tried_serial: Mapped[int]
    held_at: Mapped[datetime]
    held_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))


class ReceivedRow(Base):
    """A package in the huvudman's register, and what was answered; `replaces` is the one that it corrects."""

    __tablename__ = "received"

    id: Mapped[RecordId]
    package_id: Mapped[str] = plain(unique=True)
    kind: Mapped[str] = plain()
    sender: Mapped[str] = plain(index=True)
    sender_name: Mapped[str] = plain()
    signer: Mapped[str] = plain()
    received_at: Mapped[datetime]
    payload: Mapped[bytes]
    paper: Mapped[bytes]
    root_hash: Mapped[str] = plain()
    file_sha256: Mapped[str] = plain()
    status: Mapped[ReceiptStatus | None] = keyed(ReceiptStatus)
    registration_number: Mapped[str | None] = plain()
    offered_support: Mapped[str | None] = plain()
    contact: Mapped[str | None] = plain()
    message: Mapped[str | None] = plain()
    answered_at: Mapped[datetime | None]
    replaces: Mapped[str | None] = plain()
    action: Mapped[str | None] = plain()
