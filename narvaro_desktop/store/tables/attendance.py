"""Absence as integers: lessons, their sums by day, and import batches.

`day` is `date.toordinal()`; amounts are minutes unless the name says otherwise.
Absence rows are exempt from record ids: `student` is the pupil's number on this device, and the import batch
with its before-images is the record.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from narvaro_desktop.store.tables.columns import Base, plain

_COMPACT = {"sqlite_with_rowid": False}


def _part() -> Mapped[int]:
    """One column of a compact table's key."""
    return mapped_column(Integer(), primary_key=True, autoincrement=False)


class LessonRow(Base):
    """One lesson of one pupil; attendance = planned - valid - invalid - other when it is reported."""

    __tablename__ = "lesson"
    __table_args__ = _COMPACT

    student: Mapped[int] = _part()
    day: Mapped[int] = _part()
    start: Mapped[int] = _part()
    activity: Mapped[int] = _part()
    planned: Mapped[int]
    valid: Mapped[int]
    invalid: Mapped[int]
    other: Mapped[int]
    late: Mapped[int]
    reported: Mapped[int]
    reported_at: Mapped[int | None]
    reason: Mapped[int | None]
    staff: Mapped[int | None]
    batch: Mapped[int]


class StudentDayRow(Base):
    """The sum of one pupil's day."""

    __tablename__ = "student_day"
    __table_args__ = _COMPACT

    student: Mapped[int] = _part()
    day: Mapped[int] = _part()
    planned: Mapped[int]
    usable: Mapped[int]
    known: Mapped[int]
    valid: Mapped[int]
    invalid: Mapped[int]
    usable_valid: Mapped[int]
    usable_invalid: Mapped[int]
    other: Mapped[int]
    late: Mapped[int]
    lessons: Mapped[int]
    known_lessons: Mapped[int]
    missed: Mapped[int]


class PeriodRow(Base):
    """Absence of one pupil over a whole period, where the source gives no lessons."""

    __tablename__ = "period"
    __table_args__ = _COMPACT

    student: Mapped[int] = _part()
    first_day: Mapped[int] = _part()
    last_day: Mapped[int] = _part()
    source: Mapped[str] = plain(primary_key=True)
    unit: Mapped[str] = plain()
    offered: Mapped[int]
    reported: Mapped[int]
    valid: Mapped[int]
    invalid: Mapped[int]
    other: Mapped[int]
    batch: Mapped[int]


class ActivityRow(Base):
    __tablename__ = "activity"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = plain(unique=True)


class StaffRow(Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = plain(unique=True)


class ReasonRow(Base):
    __tablename__ = "reason"

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str] = plain(unique=True)
    code: Mapped[str] = plain()


class ImportBatchRow(Base):
    """One file that was read in: what it held, what became of its rows, and to which day its data reach."""

    __tablename__ = "import_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_sha256: Mapped[str] = plain(index=True)
    source: Mapped[str] = plain()
    kind: Mapped[str] = plain()
    imported_at: Mapped[datetime]
    imported_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    first_day: Mapped[int]
    last_day: Mapped[int]
    data_date: Mapped[date]
    profile: Mapped[str] = plain()
    rows: Mapped[int]
    new: Mapped[int]
    changed: Mapped[int]
    same: Mapped[int]
    rejected: Mapped[int]
    excluded: Mapped[int]
    protected: Mapped[int]
    baseline: Mapped[bool]
    coverage_known: Mapped[bool]
    split_known: Mapped[bool]
    moved: Mapped[str] = plain()
    """Pupils whose class the file changed, as JSON: [[number, the class before], …]."""
    undone_at: Mapped[datetime | None]


class BeforeImageRow(Base):
    """A lesson as it was before a batch changed it (`row` is JSON), or that it was not there (NULL)."""

    __tablename__ = "before_image"
    __table_args__ = _COMPACT

    batch: Mapped[int] = _part()
    student: Mapped[int] = _part()
    day: Mapped[int] = _part()
    start: Mapped[int] = _part()
    activity: Mapped[int] = _part()
    row: Mapped[str | None] = plain()


class PeriodBeforeRow(Base):
    """A period's amounts (`row` is JSON) as they were before a batch changed them."""

    __tablename__ = "period_before"
    __table_args__ = _COMPACT

    batch: Mapped[int] = _part()
    student: Mapped[int] = _part()
    first_day: Mapped[int] = _part()
    last_day: Mapped[int] = _part()
    source: Mapped[str] = plain(primary_key=True)
    row: Mapped[str] = plain()


class AliasRow(Base):
    """A spelling that a person has said is this pupil, within one source and class."""

    __tablename__ = "alias"

    source: Mapped[str] = plain(primary_key=True)
    name: Mapped[str] = plain(primary_key=True)
    class_name: Mapped[str] = plain(primary_key=True)
    student: Mapped[int]


class ImportProfileRow(Base):
    """How a system's file is read, once a person has said so; JSON without personal data."""

    __tablename__ = "import_profile"

    signature: Mapped[str] = plain(primary_key=True)
    name: Mapped[str] = plain()
    document: Mapped[str] = plain()


class SuggestionRow(Base):
    """What the figures point to for one pupil (JSON), kept so that it is counted once for each import."""

    __tablename__ = "suggestion"
    __table_args__ = _COMPACT

    student: Mapped[int] = _part()
    document: Mapped[str] = plain()
