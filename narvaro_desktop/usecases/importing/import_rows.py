"""The lessons of an absence file on their way into the vault: written, compared, replaced, with images."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, compress, islice, repeat
from typing import Final

from sqlalchemy import Connection, insert, select, text
from sqlalchemy.orm import Session

from narvaro_desktop.absence_files.rows import Reading
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import ActivityRow, BeforeImageRow, LessonRow, ReasonRow, StaffRow
from narvaro_desktop.usecases.importing import rollups
from narvaro_desktop.usecases.importing.import_lost import Lost, Whose

NAMES: Final = (
    "student", "day", "start", "activity", "planned", "valid", "invalid", "other", "late", "reported",
    "reported_at", "reason", "staff", "batch",
)  # fmt: skip
KEY: Final = "l.student = i.student AND l.day = i.day AND l.start = i.start AND l.activity = i.activity"
_COLUMNS: Final = ", ".join(NAMES)
_CHUNK: Final = 10_000
_AT_ONCE: Final = 500
_EMPTY_IS_NULL: Final = {"reported_at", "reason", "staff"}
_DIFFERS: Final = " OR ".join(
    f"COALESCE(l.{name}, -1) <> COALESCE(i.{name}, -1)"
    for name in ("planned", "valid", "invalid", "other", "late", "reported", "reason", "staff")
)

Stopped = Callable[[int, int], bool]


def same_layout(batch: int) -> str:
    """SQL for lessons `l` that files of the same layout as the batch's brought."""
    its_own = f"SELECT profile FROM import_batch WHERE id = {int(batch)}"
    return f"l.batch IN (SELECT id FROM import_batch WHERE profile = ({its_own}))"


class ImportStopped(NarvaroError):
    """The person stopped the import; nothing was kept."""


class ManyDeletes(NarvaroError):
    """Replacing the period would delete more than a tenth of its rows, or any while rows are rejected."""

    def __init__(self, deleted: int, total: int, rejected: int) -> None:
        super().__init__(deleted, total, rejected)
        self.deleted, self.total, self.rejected = deleted, total, rejected


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of the file by what became of them; `deleted` lay in the vault and not in the file."""

    new: int
    changed: int
    same: int
    deleted: int = 0


class Lessons:
    """Lesson rows: straight into the table where nothing lies there yet, else compared row by row."""

    def __init__(
        self, session: Session, reading: Reading, whose: Whose, lost: Lost, batch: int, stopped: Stopped
    ) -> None:
        self._session, self._reading, self._batch, self._stopped = session, reading, batch, stopped
        self._whose, self._lost = whose, lost
        self._first, self._last = lost.days_of(reading)

    def write(self, replace_period: bool, deletes_confirmed: bool) -> Counts:
        """Write the rows, their before-images and the roll-ups."""
        if self._lies_there():
            counts = self._merge(replace_period, deletes_confirmed)
        else:
            counts = Counts(self._insert_into("lesson"), 0, 0)
        if counts.new or counts.changed or counts.deleted:
            rollups.rebuild(self._session, self._whose.numbers, self._first, self._last)
        return counts

    def _lies_there(self) -> bool:
        days = LessonRow.day.between(self._first, self._last)
        wanted = select(LessonRow.student).where(LessonRow.student.in_(self._whose.numbers), days).limit(1)
        return bool(self._whose.numbers) and self._session.execute(wanted).first() is not None

    def _insert_into(self, table: str) -> int:
        connection = self._session.connection()
        written = done = 0
        for columns, size in self._columns():
            written, done = written + _insert(connection, table, columns, self._batch), done + size
            if self._stopped(done, self._reading.accepted):
                raise ImportStopped
        return written

    def _columns(self) -> Iterator[tuple[list[Sequence[int]], int]]:
        """Columns as the table holds them, all but the batch, and how many rows of the file they stand for;
        columns, not rows, are mapped, since a file has few pupils and subjects and many lessons.
        """
        activity_of = _places(self._session, ActivityRow, "name", self._reading.activities)
        staff_of = _places(self._session, StaffRow, "name", self._reading.staff)
        reason_of = _places(self._session, ReasonRow, "words", self._reading.reasons)
        student_of = [number or 0 for number in self._whose.student_of]
        for whole in self._slices():
            columns = self._lost.sift(whole)
            pupils, days, starts, activities, *minutes, reported_at, reasons, staff, _row = columns
            held = [
                list(map(student_of.__getitem__, pupils)),
                days,
                starts,
                list(map(activity_of.__getitem__, activities)),
                *minutes,
                reported_at,
                list(map(reason_of.__getitem__, reasons)),
                list(map(staff_of.__getitem__, staff)),
            ]
            yield held, len(whole[0])

    def _slices(self) -> Iterator[list[Sequence[int]]]:
        lessons = self._reading.lessons
        for start in range(0, len(lessons), _CHUNK):
            yield [column[start : start + _CHUNK] for column in lessons.columns]

    def _merge(self, replace_period: bool, deletes_confirmed: bool) -> Counts:
        session = self._session
        session.execute(text("DROP TABLE IF EXISTS incoming"))
        columns = ", ".join(f"{name} INTEGER" for name in NAMES)
        key = "PRIMARY KEY (student, day, start, activity)"
        session.execute(text(f"CREATE TEMP TABLE incoming ({columns}, {key}) WITHOUT ROWID"))
        total = self._insert_into("incoming")
        both = f"FROM incoming i JOIN lesson l ON {KEY}"
        known, changed = session.execute(text(f"SELECT COUNT(*), COALESCE(SUM({_DIFFERS}), 0) {both}")).one()
        if changed:
            self._keep_images(f"{both} WHERE {_DIFFERS}")
        deleted = self._delete_missing(deletes_confirmed) if replace_period else 0
        if changed or known < total:
            fresh = f"FROM incoming i LEFT JOIN lesson l ON {KEY} WHERE l.student IS NULL OR {_DIFFERS}"
            values = ", ".join("i." + name for name in NAMES)
            session.execute(text(f"INSERT OR REPLACE INTO lesson ({_COLUMNS}) SELECT {values} {fresh}"))
        session.execute(text("DROP TABLE incoming"))
        return Counts(total - known, changed, known - changed, deleted)

    def _delete_missing(self, confirmed: bool) -> int:
        """Take away what the file's pupils have in its days and the file has not; a pupil may go to two
        schools, so that what files of another layout said of her stays.
        """
        missing = (
            f"FROM lesson l LEFT JOIN incoming i ON {KEY} WHERE i.student IS NULL "
            f"AND l.day BETWEEN {int(self._first)} AND {int(self._last)} "
            f"AND l.student IN (SELECT DISTINCT student FROM incoming) AND {same_layout(self._batch)}"
        )
        count = self._session.scalar(text(f"SELECT COUNT(*) {missing}")) or 0
        total = self._session.scalar(text("SELECT COUNT(*) FROM incoming")) or 0
        rejected = self._reading.rejected + self._lost.rejected
        if count and (rejected or (count * 10 > total and not confirmed)):
            raise ManyDeletes(count, total, rejected)
        self._keep_images(missing)
        keys = "SELECT l.student, l.day, l.start, l.activity " + missing
        self._session.execute(text(f"DELETE FROM lesson WHERE (student, day, start, activity) IN ({keys})"))
        return count

    def _keep_images(self, rows: str) -> int:
        """Keep the lessons that `rows` (FROM … with alias l) selects as they are now; how many they were."""
        selected = ", ".join("l." + name for name in NAMES)
        images = [
            dict(
                zip(
                    ("batch", "student", "day", "start", "activity", "row"),
                    (self._batch, *row[:4], json.dumps(list(row))),
                    strict=True,
                )
            )
            for row in self._session.execute(text(f"SELECT {selected} {rows}"))
        ]
        if images:
            self._session.execute(insert(BeforeImageRow), images)
        return len(images)


def _insert(connection: Connection, table: str, columns: Sequence[Sequence[int]], batch: int) -> int:
    """Write the rows, many with each statement; how many they were.

    A column of nothing but zeros stands in the statement itself. No row is kept as a tuple: a hundred
    thousand of them would wake the garbage collector for so long that the window stands still.
    """
    told = [any(column) for column in columns]
    marks = f"({', '.join(map(_mark, NAMES, told))}, {int(batch)})"
    head, written = f"INSERT INTO {table} ({_COLUMNS}) VALUES ", 0
    rows = zip(*compress(columns, told), strict=True)
    while cells := tuple(chain.from_iterable(islice(rows, _AT_ONCE))):
        count = len(cells) // sum(told)
        connection.exec_driver_sql(head + ", ".join(repeat(marks, count)), cells)
        written += count
    return written


def _mark(name: str, told: bool) -> str:
    """How a column stands in the statement; None is slow to bind (it is adapted, an int is not), so that 0
    becomes NULL there.
    """
    if name in _EMPTY_IS_NULL:
        return "NULLIF(?, 0)" if told else "NULL"
    return "?" if told else "0"


def _places(
    session: Session,
    table: type[ActivityRow] | type[StaffRow] | type[ReasonRow],
    column: str,
    words: Sequence[str],
) -> list[int]:
    """For each of `words` its id in the small table, made where it is new; 0 for the empty word."""
    more = {"code": ""} if table is ReasonRow else {}
    known: dict[str, int] = {getattr(row, column): row.id for row in session.scalars(select(table))}  # type: ignore[attr-defined]
    newest = max(known.values(), default=0)
    for word in words:
        if word and word not in known:
            known[word] = newest = newest + 1
            session.add(table(**{"id": newest, column: word, **more}))
    session.flush()
    return [known[word] if word else 0 for word in words]
