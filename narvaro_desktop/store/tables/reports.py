"""Figures of a whole school or of many: what schools have sent, and reports as they were frozen."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from narvaro_desktop.store.tables.columns import Base, RecordId, plain


class AggregateRow(Base):
    """A school's figures as its package a1 brought them; a later one of the same period takes its place."""

    __tablename__ = "aggregate"

    id: Mapped[RecordId]
    package_id: Mapped[str] = plain(unique=True)
    sender: Mapped[str] = plain(index=True)
    sender_name: Mapped[str] = plain()
    signer: Mapped[str] = plain()
    period: Mapped[str] = plain(index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    definitions: Mapped[str] = plain()
    received_at: Mapped[datetime]
    document: Mapped[str] = plain()
    paper: Mapped[bytes]


class ReportRow(Base):
    """A report as it was laid before others: its figures (JSON) and its paper, never changed."""

    __tablename__ = "report"

    id: Mapped[RecordId]
    name: Mapped[str] = plain(unique=True)
    kind: Mapped[str] = plain()
    period: Mapped[str] = plain()
    first_day: Mapped[date]
    last_day: Mapped[date]
    data_date: Mapped[date | None]
    definitions: Mapped[str] = plain()
    body: Mapped[str] = plain()
    paper: Mapped[bytes]
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
