"""The huvudman's register: matters, and which packages have told of each."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from narvaro_desktop.domain.deciding.matter import MatterState
from narvaro_desktop.store.tables.columns import Base, RecordId, keyed, plain


class MatterRow(Base):
    """One pupil's case as its school has told of it (`domain.deciding.matter`), and who sees to it here.

    `latest` is the package that came last of those that stand unanswered, else the last of all.
    `completion_asked_on` is emptied by what the school sends next.  `home_answer` is what the hemkommun said
    of what it was told (7 kap. 22 §), `coordinator` who holds together what is done (7 kap. 21 §).
    """

    __tablename__ = "matter"

    id: Mapped[RecordId]
    sender: Mapped[str] = plain(index=True)
    sender_name: Mapped[str] = plain()
    case_number: Mapped[str] = plain(index=True)
    student: Mapped[str] = plain()
    sort_key: Mapped[str] = plain()
    identity: Mapped[str] = plain(index=True)
    school_year: Mapped[int | None]
    home_municipality: Mapped[str] = plain()
    ladder_step: Mapped[int | None]
    decided_on: Mapped[date | None]
    due_on: Mapped[date | None]
    share_tenths: Mapped[int | None]
    last_round: Mapped[str] = plain()
    state: Mapped[MatterState] = keyed(MatterState)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    registration_number: Mapped[str] = plain()
    assigned_to: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    completion_asked_on: Mapped[date | None]
    home_answer: Mapped[str | None] = plain()
    home_answered_on: Mapped[date | None]
    coordinator: Mapped[str | None] = plain()
    coordinated_since: Mapped[date | None]


class MatterPackageRow(Base):
    """A package that told of a matter; a lägesrapport of many cases tells of as many matters."""

    __tablename__ = "matter_package"

    id: Mapped[RecordId]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matter.id"), index=True)
    received_id: Mapped[UUID] = mapped_column(ForeignKey("received.id"), index=True)


class ReceivedFileRow(Base):
    """A file that came with a package (n2 and n6 may carry some), under the name that its sender gave it."""

    __tablename__ = "received_file"

    id: Mapped[RecordId]
    received_id: Mapped[UUID] = mapped_column(ForeignKey("received.id"), index=True)
    name: Mapped[str] = plain()
    media_type: Mapped[str] = plain()
    content: Mapped[bytes]
