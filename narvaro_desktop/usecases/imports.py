"""An absence file read into the vault: preview, import and undo, one transaction each.

reading (rows of the file) → matching (whose they are) → lessons or periods → roll-ups → batch, log line
rows of the file = imported (new + changed + same) + rejected + excluded, asserted before anything is kept
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from sqlalchemy import select

from narvaro_desktop.absence_files.faults import Exclusion
from narvaro_desktop.absence_files.fields import FileKind
from narvaro_desktop.absence_files.rows import Pupil, Reading, RowError
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import ImportBatchRow, StudentRow
from narvaro_desktop.usecases import matching, students
from narvaro_desktop.usecases.import_rows import Lessons, Periods, days_of, undo_rows
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

IMPORTED: Final[Changes] = frozenset({Area.ABSENCE, Area.STUDENTS, Area.SUGGESTIONS, Area.CASES})


class NothingToUndo(NarvaroError):
    """The batch has been undone, or a later one has touched its rows: (batch,)."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person has chosen for one file. `data_date` is the day to which its figures reach."""

    data_date: date
    add_new: bool = True
    replace_period: bool = False
    deletes_confirmed: bool = False
    answers: Mapping[int, int | None] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    """Names of classes that the person leaves out."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file's rows. `batch` is None for a preview."""

    batch: int | None
    rows: int
    new: int
    changed: int
    same: int
    rejected: int
    excluded: int
    protected: int
    deleted: int
    students_new: int
    students_found: int
    questions: tuple[matching.Question, ...]
    errors: tuple[RowError, ...]
    unknown: tuple[str, ...]
    first_day: date | None
    last_day: date | None

    @property
    def imported(self) -> int:
        return self.new + self.changed + self.same


def earlier(work: Work, file_sha256: str) -> Report | None:
    """What became of this very file when it was read in before (now all `same`), None if it was not."""
    row = work.session.scalars(
        select(ImportBatchRow).where(
            ImportBatchRow.file_sha256 == file_sha256, ImportBatchRow.undone_at.is_(None)
        )
    ).first()
    if row is None:
        return None
    return Report(
        batch=row.id,
        rows=row.rows,
        new=0,
        changed=0,
        same=row.new + row.changed + row.same,
        rejected=row.rejected,
        excluded=row.excluded,
        protected=row.protected,
        deleted=0,
        students_new=0,
        students_found=0,
        questions=(),
        errors=(),
        unknown=(),
        first_day=date.fromordinal(row.first_day),
        last_day=date.fromordinal(row.last_day),
    )


def preview(work: Work, reading: Reading, source: str, choices: Choices) -> Report:
    """What `read_in` would do, by doing it and rolling it back."""
    savepoint = work.session.begin_nested()
    try:
        return replace(_read_in(work, reading, source, choices, lambda _done, _of: False), batch=None)
    finally:
        savepoint.rollback()
        work.session.expire_all()


def read_in(
    work: Work,
    reading: Reading,
    source: str,
    choices: Choices,
    stopped: Callable[[int, int], bool] = lambda _done, _of: False,
) -> Made[Report]:
    """Keep the rows of `reading`; `stopped(done, of)` hears how far it is and may say stop."""
    work.may(Resource.ABSENCE, Action.WRITE)
    report = _read_in(work, reading, source, choices, stopped)
    work.log("absence.import", batch=report.batch, read=report.rows, imported=report.imported)
    return Made(IMPORTED, report)


def _read_in(
    work: Work, reading: Reading, source: str, choices: Choices, stopped: Callable[[int, int], bool]
) -> Report:
    found = matching.match(work, source, reading.pupils, choices.answers)
    number_of = list(found.student_of)
    left_out = {i for i, pupil in enumerate(reading.pupils) if pupil.class_name in choices.left_out}
    added = [i for i in found.unknown if choices.add_new and i not in left_out and reading.pupils[i].name]
    for index, number in zip(
        added, students.add_from_file(work, [reading.pupils[i] for i in added]), strict=True
    ):
        number_of[index] = number
    _renumber(work, reading.pupils, found.renumbered)
    for index, student in choices.answers.items():
        if student is not None:
            matching.remember(work, source, reading.pupils[index], student)
    keep = [None if i in found.protected or i in left_out else number for i, number in enumerate(number_of)]
    is_excluded = [i in found.protected or i in left_out for i in range(len(number_of))]
    batch = _new_batch(work, reading, source, choices)
    if reading.kind is FileKind.LESSON:
        lessons = Lessons(work.session, reading, keep, is_excluded, batch.id, stopped)
        counts = lessons.write(choices.replace_period, choices.deletes_confirmed)
    else:
        counts = Periods(work.session, reading, keep, is_excluded, batch.id, source).write()
    batch.new, batch.changed, batch.same = counts.new, counts.changed, counts.same
    batch.rejected = reading.rejected + counts.unmatched
    batch.excluded = sum(reading.excluded.values()) + counts.excluded
    batch.protected = reading.excluded.get(Exclusion.PROTECTED, 0) + counts.excluded
    assert batch.rows == batch.new + batch.changed + batch.same + batch.rejected + batch.excluded
    work.session.flush()
    unknown = [i for i in found.unknown if i not in added and i not in left_out]
    return Report(
        batch=batch.id,
        rows=batch.rows,
        new=batch.new,
        changed=batch.changed,
        same=batch.same,
        rejected=batch.rejected,
        excluded=batch.excluded,
        protected=batch.protected,
        deleted=counts.deleted,
        students_new=len(added),
        students_found=sum(number is not None for number in keep) - len(added),
        questions=found.questions,
        errors=tuple(reading.errors),
        unknown=tuple(reading.pupils[i].class_name for i in unknown),
        first_day=date.fromordinal(batch.first_day),
        last_day=date.fromordinal(batch.last_day),
    )


def undo(work: Work, batch_id: int) -> Changes:
    """Put back every lesson as it was before the batch; refused where a later batch touched the same rows."""
    work.may(Resource.ABSENCE, Action.WRITE)
    batch = work.session.get(ImportBatchRow, batch_id)
    if batch is None or batch.undone_at is not None or not undo_rows(work.session, batch):
        raise NothingToUndo(batch_id)
    batch.undone_at = work.now
    work.log("absence.undo", batch=batch_id)
    return IMPORTED


def _new_batch(work: Work, reading: Reading, source: str, choices: Choices) -> ImportBatchRow:
    before = work.session.scalars(select(ImportBatchRow).where(ImportBatchRow.undone_at.is_(None))).first()
    first, last = days_of(reading)
    batch = ImportBatchRow(
        file_sha256=reading.sha256,
        source=source,
        kind=reading.kind.key,
        imported_at=work.now,
        imported_by=work.actor.id,
        first_day=first or choices.data_date.toordinal(),
        last_day=last or choices.data_date.toordinal(),
        data_date=choices.data_date,
        profile="",
        rows=reading.rows_in,
        new=0,
        changed=0,
        same=0,
        rejected=0,
        excluded=0,
        protected=0,
        baseline=before is None,
        undone_at=None,
    )
    work.session.add(batch)
    work.session.flush()
    return batch


def _renumber(work: Work, pupils: Sequence[Pupil], renumbered: Mapping[int, int]) -> None:
    """A personnummer that has come instead of a T-number belongs to the same pupil."""
    for index, number in renumbered.items():
        row = work.session.scalars(select(StudentRow).where(StudentRow.number == number)).one()
        row.identity_type = pupils[index].identity.type
        row.identity_number = pupils[index].identity.number
