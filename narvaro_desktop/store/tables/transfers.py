"""Cases that went to a colleague's laptop or came back from it; what this laptop knows of that."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from narvaro_desktop.store.tables.columns import Base, RecordId, plain


class TransferRow(Base):
    """One file with a case: to (`is_out`) or from `person_id`, of the kind `handover` or `return`.

    `about` is what was asked: `decision`, `comment` or `information`.  `figures` (JSON) is the absence that
    came with it, since lessons never travel.
    """

    __tablename__ = "transfer"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = plain()
    is_out: Mapped[bool]
    about: Mapped[str] = plain()
    at: Mapped[datetime]
    package_id: Mapped[str] = plain(index=True)
    figures: Mapped[str | None] = plain()
    seen_at: Mapped[datetime | None]
