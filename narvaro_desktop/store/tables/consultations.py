"""Around an utredning: samråd with each one who must be heard, and ställningstaganden about orosanmälan."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from narvaro_desktop.domain.terms import ContactKind, InfoClass, Party
from narvaro_desktop.store.tables.columns import Base, RecordId, keyed, sealed


class ConsultationRow(Base):
    """One samråd with the pupil, one guardian or the elevhälsa; `held` False is "försökt, ej nådd"."""

    __tablename__ = "consultation"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    party: Mapped[Party] = keyed(Party)
    guardian_id: Mapped[UUID | None] = mapped_column(ForeignKey("guardian.id"))
    held: Mapped[bool]
    attempts: Mapped[int | None]
    form: Mapped[ContactKind] = keyed(ContactKind)
    happened_on: Mapped[date]
    summary: Mapped[bytes | None] = sealed(InfoClass.COUNSELLING)
    registered_at: Mapped[datetime]
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))


class StanceRow(Base):
    """That somebody took a stand on an orosanmälan on this step; which, only those who are named read."""

    __tablename__ = "stance"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    step: Mapped[int]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    registered_at: Mapped[datetime]
    body: Mapped[bytes] = sealed(InfoClass.CHILD_WELFARE)
