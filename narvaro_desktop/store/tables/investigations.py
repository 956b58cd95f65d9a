"""Kartläggning: its versions and the answers."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from narvaro_desktop.domain.assessment.findings import FindingKind
from narvaro_desktop.domain.case_terms import StageGroup
from narvaro_desktop.domain.terms import (
    AnswerState,
    Depth,
    InfoClass,
    Party,
)
from narvaro_desktop.store.tables.columns import Base, RecordId, keyed, plain, sealed


class InvestigationRow(Base):
    """One kartläggning, in one version; a signed one is corrected by the next version."""

    __tablename__ = "investigation"

    id: Mapped[RecordId]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    depth: Mapped[Depth] = keyed(Depth)
    question_set: Mapped[str] = plain()
    stages: Mapped[StageGroup] = keyed(StageGroup)
    version: Mapped[int]
    replaces: Mapped[UUID | None] = mapped_column(ForeignKey("investigation.id"))
    correction_reason: Mapped[str | None] = plain()
    started_on: Mapped[date]
    started_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date | None]
    signed_at: Mapped[datetime | None]
    signed_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    missing_voices: Mapped[str | None] = plain()
    """Why a voice is not there, as JSON: {voice: reason}."""
    layout: Mapped[str | None] = plain()
    """Which modules and voices it has, as JSON; None is what its depth has."""
    pattern: Mapped[str | None] = plain()
    """The absence pattern of the moment when it was signed, as JSON."""

    answers: Mapped[list["AnswerRow"]] = relationship()


class AnswerRow(Base):
    """One answer of one party to one question; analysis and conclusion are questions too."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("investigation_id", "question", "party", "who"),)

    id: Mapped[RecordId]
    investigation_id: Mapped[UUID] = mapped_column(ForeignKey("investigation.id"), index=True)
    question: Mapped[str] = plain()
    party: Mapped[Party] = keyed(Party)
    who: Mapped[str] = plain(default="")
    """Which guardian or teacher, where several are asked apart."""
    state: Mapped[AnswerState] = keyed(AnswerState)
    info_class: Mapped[InfoClass] = keyed(InfoClass)
    body: Mapped[bytes | None] = sealed()
    scale: Mapped[bytes | None] = sealed()
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    answered_on: Mapped[date]
    share: Mapped[bytes | None] = sealed()
    """With whom it may be shared, as keys parted by spaces; None: nobody has asked."""


class FindingRow(Base):
    """A cause, what protects, or a test made elsewhere; `body` is JSON, None takes away `replaces`."""

    __tablename__ = "finding"

    id: Mapped[RecordId]
    investigation_id: Mapped[UUID] = mapped_column(ForeignKey("investigation.id"), index=True)
    replaces: Mapped[UUID | None] = mapped_column(ForeignKey("finding.id"))
    kind: Mapped[FindingKind] = keyed(FindingKind)
    info_class: Mapped[InfoClass] = keyed(InfoClass)
    body: Mapped[bytes | None] = sealed()
    registered_at: Mapped[datetime]
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
