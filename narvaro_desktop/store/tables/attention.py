"""What was answered for pupils whom early signals point out, and the weeks of each class by subject."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from narvaro_desktop.domain.absence.attention import AttentionAnswer, KnownCause
from narvaro_desktop.store.tables.columns import Base, RecordId, keyed, plain


class AttentionAnswerRow(Base):
    """A person's answer to early signals, with the score and the level (tenths of a percent) it was given at.

    `subject` is set where the cause is about one subject alone. `invalid_on`: S7b was on by then.
    """

    __tablename__ = "attention_answer"

    id: Mapped[RecordId]
    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    answer: Mapped[AttentionAnswer] = keyed(AttentionAnswer)
    cause: Mapped[KnownCause | None] = keyed(KnownCause)
    subject: Mapped[str | None] = plain()
    until: Mapped[date | None]
    reason: Mapped[str | None] = plain()
    score: Mapped[int]
    level: Mapped[int]
    invalid_on: Mapped[bool]
    data_date: Mapped[date]
    answered_at: Mapped[datetime]
    answered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))


class ClassWeekRow(Base):
    """One class's week in one subject, in minutes: a sum of lessons that is made again when a file comes.

    `day` is the ordinal of the Monday; `valid` and `invalid` are of reported lessons.
    """

    __tablename__ = "class_week"
    __table_args__ = {"sqlite_with_rowid": False}

    day: Mapped[int] = mapped_column(Integer(), primary_key=True, autoincrement=False)
    class_name: Mapped[str] = plain(primary_key=True)
    activity: Mapped[int] = mapped_column(Integer(), primary_key=True, autoincrement=False)
    lessons: Mapped[int]
    planned: Mapped[int]
    usable: Mapped[int]
    valid: Mapped[int]
    invalid: Mapped[int]
    unreported_valid: Mapped[int]
    reported_late: Mapped[int | None]
    """Lessons that were reported more than a week after they were held."""
