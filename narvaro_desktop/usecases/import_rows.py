"""The rows of an absence file on their way into the lesson and period tables, with what they replace."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Final

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.orm import Session

from narvaro_desktop.absence_files.rows import Reading
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import (
    ActivityRow,
    BeforeImageRow,
    ImportBatchRow,
    LessonRow,
    PeriodRow,
    ReasonRow,
    StaffRow,
)
from narvaro_desktop.usecases import rollups

_COLUMNS: Final = (
    "student, day, start, activity, planned, valid, invalid, other, late, reported, "
    "reported_at, reason, staff, batch"
)
_NAMES: Final = tuple(_COLUMNS.split(", "))
_CHUNK: Final = 10_000
_MARKS: Final = ", ".join("?" * len(_NAMES))
_KEY: Final = "l.student = i.student AND l.day = i.day AND l.start = i.start AND l.activity = i.activity"
_DIFFERS: Final = " OR ".join(
    f"COALESCE(l.{name}, -1) <> COALESCE(i.{name}, -1)"
    for name in ("planned", "valid", "invalid", "other", "late", "reported", "reason", "staff")
)


class ImportStopped(NarvaroError):
    """The person stopped the import; nothing was kept."""


class ManyDeletes(NarvaroError):
    """Replacing the period would delete more than a tenth of its rows, or any while rows are rejected."""

    def __init__(self, deleted: int, total: int, rejected: int) -> None:
        super().__init__(deleted, total, rejected)
        self.deleted, self.total, self.rejected = deleted, total, rejected


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows by what became of them; `unmatched` belong to no pupil, `excluded` to protected ones."""

    new: int
    changed: int
    same: int
    unmatched: int
    excluded: int
    deleted: int = 0


Stopped = Callable[[int, int], bool]


class Lessons:
    """Lesson rows: straight into the table where nothing lies there yet, else compared row by row."""

    def __init__(
        self,
        session: Session,
        reading: Reading,
        student_of: Sequence[int | None],
        is_excluded: Sequence[bool],
        batch: int,
        stopped: Stopped,
    ) -> None:
        self._session, self._reading, self._batch, self._stopped = session, reading, batch, stopped
        self._student_of, self._is_excluded = student_of, is_excluded
        self._students = sorted({number for number in student_of if number is not None})
        self._first, self._last = days_of(reading)
        self._unmatched = self._excluded = 0

    def write(self, replace_period: bool, deletes_confirmed: bool) -> Counts:
        """Write the rows, their before-images and the roll-ups."""
        if self._lies_there():
            new, changed, same, deleted = self._merge(replace_period, deletes_confirmed)
        else:
            new, changed, same, deleted = self._insert_into("lesson"), 0, 0, 0
        if new or changed or deleted:
            rollups.rebuild(self._session, self._students, self._first, self._last)
        return Counts(new, changed, same, self._unmatched, self._excluded, deleted)

    def _lies_there(self) -> bool:
        days = LessonRow.day.between(self._first, self._last)
        wanted = select(LessonRow.student).where(LessonRow.student.in_(self._students), days).limit(1)
        return bool(self._students) and self._session.execute(wanted).first() is not None

    def _insert_into(self, table: str) -> int:
        connection = self._session.connection()
        statement = f"INSERT INTO {table} ({_COLUMNS}) VALUES ({_MARKS})"
        written = done = 0
        for rows, size in self._rows():
            if rows:
                connection.exec_driver_sql(statement, rows)
            written, done = written + len(rows), done + size
            if self._stopped(done, self._reading.accepted):
                raise ImportStopped
        return written

    def _rows(self) -> Iterator[tuple[list[tuple[int | None, ...]], int]]:
        """Rows as the table holds them, and how many rows of the file they stand for; columns, not rows, are
        mapped, since a file has few pupils and subjects and many lessons.
        """
        activity_of = _places(self._session, ActivityRow, "name", self._reading.activities)
        activity_of[0] = 0
        staff_of = _places(self._session, StaffRow, "name", self._reading.staff)
        reason_of = _places(self._session, ReasonRow, "words", self._reading.reasons)
        for columns in self._slices():
            pupils, days, starts, activities, *minutes, reported_at, reasons, staff, _row = columns
            rows: list[tuple[int | None, ...]] = list(
                zip(
                    map(self._student_of.__getitem__, pupils),
                    days,
                    starts,
                    map(activity_of.__getitem__, activities),
                    *minutes,
                    (at or None for at in reported_at),
                    map(reason_of.__getitem__, reasons),
                    map(staff_of.__getitem__, staff),
                    repeat(self._batch),
                    strict=False,
                )
            )
            if None in self._student_of:
                self._count_lost(pupils)
                rows = [row for row in rows if row[0] is not None]
            yield rows, len(pupils)

    def _slices(self) -> Iterator[list[list[int]]]:
        lessons = self._reading.lessons
        for start in range(0, len(lessons), _CHUNK):
            yield [column[start : start + _CHUNK] for column in lessons.columns]

    def _count_lost(self, pupils: Sequence[int]) -> None:
        """Count the rows of pupils who are unknown, and of those who are left out."""
        lost = Counter(pupil for pupil in pupils if self._student_of[pupil] is None)
        excluded = sum(count for pupil, count in lost.items() if self._is_excluded[pupil])
        self._excluded += excluded
        self._unmatched += lost.total() - excluded

    def _merge(self, replace_period: bool, deletes_confirmed: bool) -> tuple[int, int, int, int]:
        session = self._session
        session.execute(text("DROP TABLE IF EXISTS incoming"))
        columns = ", ".join(f"{name} INTEGER" for name in _NAMES)
        key = "PRIMARY KEY (student, day, start, activity)"
        session.execute(text(f"CREATE TEMP TABLE incoming ({columns}, {key}) WITHOUT ROWID"))
        total = self._insert_into("incoming")
        changed = self._keep_images(f"FROM incoming i JOIN lesson l ON {_KEY} WHERE {_DIFFERS}")
        deleted = self._delete_missing(deletes_confirmed) if replace_period else 0
        known = session.scalar(text(f"SELECT COUNT(*) FROM incoming i JOIN lesson l ON {_KEY}")) or 0
        fresh = f"FROM incoming i LEFT JOIN lesson l ON {_KEY} WHERE l.student IS NULL OR {_DIFFERS}"
        values = ", ".join("i." + name for name in _NAMES)
        session.execute(text(f"INSERT OR REPLACE INTO lesson ({_COLUMNS}) SELECT {values} {fresh}"))
        session.execute(text("DROP TABLE incoming"))
        return total - known, changed, known - changed, deleted

    def _delete_missing(self, confirmed: bool) -> int:
        """Take away what the file's pupils have in its days and the file has not."""
        missing = (
            f"FROM lesson l LEFT JOIN incoming i ON {_KEY} WHERE i.student IS NULL "
            f"AND l.day BETWEEN {int(self._first)} AND {int(self._last)} "
            "AND l.student IN (SELECT DISTINCT student FROM incoming)"
        )
        count = self._session.scalar(text(f"SELECT COUNT(*) {missing}")) or 0
        total = self._session.scalar(text("SELECT COUNT(*) FROM incoming")) or 0
        rejected = self._reading.rejected + self._unmatched
        if count and (rejected or (count * 10 > total and not confirmed)):
            raise ManyDeletes(count, total, rejected)
        self._keep_images(missing)
        keys = "SELECT l.student, l.day, l.start, l.activity " + missing
        self._session.execute(text(f"DELETE FROM lesson WHERE (student, day, start, activity) IN ({keys})"))
        return count

    def _keep_images(self, rows: str) -> int:
        """Keep the lessons that `rows` (FROM … with alias l) selects as they are now; how many they were."""
        found = self._session.execute(
            text(f"SELECT {', '.join('l.' + name for name in _NAMES)} {rows}")
        ).all()
        images = [
            dict(
                zip(
                    ("batch", "student", "day", "start", "activity", "row"),
                    (self._batch, *row[:4], json.dumps(list(row))),
                    strict=True,
                )
            )
            for row in found
        ]
        if images:
            self._session.execute(insert(BeforeImageRow), images)
        return len(images)


class Periods:
    """Period rows: the same pupil, days and source replace what was there."""

    def __init__(
        self,
        session: Session,
        reading: Reading,
        student_of: Sequence[int | None],
        is_excluded: Sequence[bool],
        batch: int,
        source: str,
    ) -> None:
        self._session, self._reading, self._batch, self._source = session, reading, batch, source
        self._student_of, self._is_excluded = student_of, is_excluded

    def write(self) -> Counts:
        new = changed = same = unmatched = excluded = 0
        for period in self._reading.periods:
            number = self._student_of[period.pupil]
            if number is None:
                excluded += self._is_excluded[period.pupil]
                unmatched += not self._is_excluded[period.pupil]
                continue
            key = (number, period.first.toordinal(), period.last.toordinal(), self._source)
            amounts = {
                "unit": period.unit.key,
                "offered": period.offered,
                "reported": period.reported,
                "valid": period.valid,
                "invalid": period.invalid,
                "other": period.other,
            }
            row = self._session.get(PeriodRow, key)
            if row is None:
                names = ("student", "first_day", "last_day", "source")
                self._session.add(
                    PeriodRow(**dict(zip(names, key, strict=True)), **amounts, batch=self._batch)
                )
                new += 1
            elif all(getattr(row, name) == amount for name, amount in amounts.items()):
                same += 1
            else:
                for name, amount in amounts.items():
                    setattr(row, name, amount)
                row.batch = self._batch
                changed += 1
        return Counts(new, changed, same, unmatched, excluded)


def days_of(reading: Reading) -> tuple[int, int]:
    """The first and last day of the file's rows, as ordinals; (0, 0) where it has none."""
    if reading.periods:
        first, last = (min(row.first for row in reading.periods), max(row.last for row in reading.periods))
        return first.toordinal(), last.toordinal()
    return (reading.days[0].toordinal(), reading.days[1].toordinal()) if reading.days else (0, 0)


def undo_rows(session: Session, batch: ImportBatchRow) -> bool:
    """Put the rows of `batch` back as they were; False where a later batch has touched one of them."""
    later = select(func.count()).select_from(BeforeImageRow).where(BeforeImageRow.batch > batch.id)
    overlaps = later.where(text(f"row LIKE '%, {int(batch.id)}]'"))
    if session.scalar(overlaps):
        return False
    students = list(session.scalars(select(LessonRow.student).where(LessonRow.batch == batch.id).distinct()))
    images = session.scalars(select(BeforeImageRow).where(BeforeImageRow.batch == batch.id)).all()
    session.execute(delete(LessonRow).where(LessonRow.batch == batch.id))
    session.execute(delete(PeriodRow).where(PeriodRow.batch == batch.id))
    restored = [dict(zip(_NAMES, json.loads(image.row or "[]"), strict=True)) for image in images]
    if restored:
        session.execute(insert(LessonRow), restored)
        students += [row["student"] for row in restored]
    session.execute(delete(BeforeImageRow).where(BeforeImageRow.batch == batch.id))
    if students:
        rollups.rebuild(session, students, batch.first_day, batch.last_day)
    return True


def _places(
    session: Session,
    table: type[ActivityRow] | type[StaffRow] | type[ReasonRow],
    column: str,
    words: Sequence[str],
) -> list[int | None]:
    """For each of `words` its id in the small table, made where it is new; None for the empty word."""
    more = {"code": ""} if table is ReasonRow else {}
    known: dict[str, int] = {getattr(row, column): row.id for row in session.scalars(select(table))}  # type: ignore[attr-defined]
    for word in words:
        if word and word not in known:
            known[word] = max(known.values(), default=0) + 1
            session.add(table(**{"id": known[word], column: word, **more}))
    session.flush()
    return [known.get(word) if word else None for word in words]
