"""An absence file read into the vault: preview, import and undo, one transaction each.

reading (rows of the file) → matching (whose they are) → lessons or periods → roll-ups → batch, log line
rows of the file = imported (new + changed + same) + rejected + excluded, asserted before anything is kept
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from sqlalchemy import func, select

from narvaro_desktop.absence_files.faults import Exclusion
from narvaro_desktop.absence_files.fields import FileKind
from narvaro_desktop.absence_files.profiles import Profile, as_json
from narvaro_desktop.absence_files.rows import Pupil, Reading, RowError
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.shares import Share
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.changes import changes_of
from narvaro_desktop.store.tables import ImportBatchRow, ImportProfileRow, PersonRow, StudentRow
from narvaro_desktop.usecases import return_schedules, settings, students
from narvaro_desktop.usecases.importing import matching
from narvaro_desktop.usecases.importing.import_lost import Lost, Whose
from narvaro_desktop.usecases.importing.import_periods import write_periods
from narvaro_desktop.usecases.importing.import_rows import Lessons
from narvaro_desktop.usecases.importing.import_undo import can_undo, undo_rows
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

IMPORTED: Final[Changes] = frozenset({Area.ABSENCE, Area.STUDENTS, Area.SUGGESTIONS, Area.CASES})
Stopped = Callable[[int, int], bool]


class DayAhead(NarvaroError):
    """The day that the figures are said to reach has not come: (day,)."""


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
    system: str = ""
    """What stands beside the figures as their source; the layout's name if empty."""


@dataclass(frozen=True, slots=True)
class ClassCoverage:
    """How much of a class's planned time was reported, and how many of its pupils the file has."""

    class_name: str
    pupils: int
    coverage: Share


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file's rows. `batch` is None for a preview; `read_before`: when it was read before."""

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
    students_moved: int = 0
    students_protected: int = 0
    outside_term: int = 0
    """Lessons on days when the school has none; they never count. Only a preview counts them."""
    coverage: tuple[ClassCoverage, ...] = ()
    baseline: bool = False
    read_before: date | None = None

    @property
    def imported(self) -> int:
        return self.new + self.changed + self.same


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One inläsning in the list of them."""

    id: int
    source: str
    imported_on: date
    by: str
    first: date
    last: date
    data_date: date
    rows: int
    imported: int
    rejected: int
    excluded: int
    undone_on: date | None
    may_undo: bool


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
        read_before=row.imported_at.astimezone(work.now.tzinfo).date(),
    )


def usual_system(work: Work, layout: str) -> str:
    """What a person called the source the last time: of this layout, else of any; "" the first time."""
    batch = ImportBatchRow
    latest = select(batch.source).order_by(batch.id.desc())
    found = work.session.scalars(latest.where(batch.profile == layout)).first()
    return found or work.session.scalars(latest.where(batch.source != batch.profile)).first() or ""


def batches(work: Work) -> list[BatchLine]:
    """Every inläsning, the latest first."""
    work.may(Resource.ABSENCE, Action.READ)
    names = {row.id: row.name for row in work.session.scalars(select(PersonRow))}
    rows = work.session.scalars(select(ImportBatchRow).order_by(ImportBatchRow.id.desc()))
    here = work.now.tzinfo
    return [
        BatchLine(
            id=row.id,
            source=row.source,
            imported_on=row.imported_at.astimezone(here).date(),
            by=names.get(row.imported_by, "") if row.imported_by else "",
            first=date.fromordinal(row.first_day),
            last=date.fromordinal(row.last_day),
            data_date=row.data_date,
            rows=row.rows,
            imported=row.new + row.changed + row.same,
            rejected=row.rejected,
            excluded=row.excluded,
            undone_on=row.undone_at.astimezone(here).date() if row.undone_at else None,
            may_undo=row.undone_at is None and can_undo(work.session, row.id),
        )
        for row in rows
    ]


def preview(
    work: Work, reading: Reading, source: str, choices: Choices, stopped: Stopped = lambda _done, _of: False
) -> Report:
    """What `read_in` would do, by doing it and rolling it back."""
    work.may(Resource.ABSENCE, Action.WRITE)
    with changes_of(work.session).undone():
        savepoint = work.session.begin_nested()
        try:
            report = _read_in(work, reading, source, choices, stopped)
            return replace(
                report, batch=None, outside_term=_outside_term(work, reading), coverage=_coverage(reading)
            )
        finally:
            savepoint.rollback()
            work.session.expire_all()


def read_in(
    work: Work,
    reading: Reading,
    source: str,
    choices: Choices,
    stopped: Stopped = lambda _done, _of: False,
    profile: Profile | None = None,
) -> Made[Report]:
    """Keep the rows of `reading`; `stopped(done, of)` hears how far it is and may say stop.

    `profile` is a layout that a person has explained just now: it is remembered.
    """
    work.may(Resource.ABSENCE, Action.WRITE)
    report = _read_in(work, reading, source, choices, stopped)
    if profile is not None:
        kept = ImportProfileRow(signature=profile.signature, name=profile.name, document=as_json(profile))
        work.session.merge(kept)
    return_schedules.raise_tasks(work)
    work.log("absence.import", batch=report.batch, read=report.rows, imported=report.imported)
    return Made(IMPORTED, report)


def undo(work: Work, batch_id: int) -> Changes:
    """Put everything back as it was before the batch; refused where a later batch touched the same rows."""
    work.may(Resource.ABSENCE, Action.WRITE)
    batch = work.session.get(ImportBatchRow, batch_id)
    if batch is None or batch.undone_at is not None or not can_undo(work.session, batch_id):
        raise NothingToUndo(batch_id)
    undo_rows(work, batch)
    batch.undone_at = work.now
    work.log("absence.undo", batch=batch_id)
    return IMPORTED


def _read_in(work: Work, reading: Reading, source: str, choices: Choices, stopped: Stopped) -> Report:
    batch = _new_batch(work, reading, source, choices)
    found = matching.match(work, source, reading.pupils, choices.answers)
    left_out = {i for i, pupil in enumerate(reading.pupils) if pupil.class_name in choices.left_out}
    added = [i for i in found.unknown if choices.add_new and i not in left_out and reading.pupils[i].name]
    whose = _whose(work, reading, found, left_out, added, batch.id)
    _renumber(work, reading.pupils, found.renumbered)
    _move(work, reading, whose, batch)
    for index, student in choices.answers.items():
        if student is not None:
            matching.remember(work, source, reading.pupils[index], student)
    lost = Lost.within(reading.pupils, whose, choices.data_date, work.today)
    batch.first_day, batch.last_day = lost.days_of(reading)
    if reading.kind is FileKind.LESSON:
        lessons = Lessons(work.session, reading, whose, lost, batch.id, stopped)
        counts = lessons.write(choices.replace_period, choices.deletes_confirmed)
    else:
        counts = write_periods(work.session, reading, whose, lost, batch.id, source)
    batch.new, batch.changed, batch.same = counts.new, counts.changed, counts.same
    batch.rejected = reading.rejected + lost.rejected
    batch.excluded = sum(reading.excluded.values()) + lost.excluded
    of_protected = sum(i in found.protected for i in range(len(reading.pupils)))
    batch.protected = reading.excluded.get(Exclusion.PROTECTED, 0) + lost.excluded
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
        students_found=len(whose.numbers) - len(added),
        questions=found.questions,
        errors=(*reading.errors, *lost.errors),
        unknown=tuple(reading.pupils[i].class_name for i in unknown),
        first_day=date.fromordinal(batch.first_day),
        last_day=date.fromordinal(batch.last_day),
        students_moved=len(json.loads(batch.moved)),
        students_protected=reading.protected_pupils + of_protected,
        baseline=batch.baseline,
    )


def _whose(
    work: Work,
    reading: Reading,
    found: matching.Matching,
    left_out: set[int],
    added: Sequence[int],
    batch: int,
) -> Whose:
    """Whom each pupil of the file is, once the new ones have been added."""
    numbers = list(found.student_of)
    new = students.add_from_file(work, [reading.pupils[i] for i in added], batch)
    for index, number in zip(added, new, strict=True):
        numbers[index] = number
    is_excluded = [i in found.protected or i in left_out for i in range(len(numbers))]
    asked = {question.pupil for question in found.questions}
    return Whose(
        [None if excluded else number for number, excluded in zip(numbers, is_excluded, strict=True)],
        is_excluded,
        [i in asked for i in range(len(numbers))],
    )


def _new_batch(work: Work, reading: Reading, source: str, choices: Choices) -> ImportBatchRow:
    before = work.session.scalars(select(ImportBatchRow).where(ImportBatchRow.undone_at.is_(None))).first()
    batch = ImportBatchRow(
        file_sha256=reading.sha256,
        source=choices.system or source,
        kind=reading.kind.key,
        imported_at=work.now,
        imported_by=work.actor.id,
        first_day=choices.data_date.toordinal(),
        last_day=choices.data_date.toordinal(),
        data_date=choices.data_date,
        profile=source,
        rows=reading.rows_in,
        new=0,
        changed=0,
        same=0,
        rejected=0,
        excluded=0,
        protected=0,
        baseline=before is None,
        coverage_known=reading.coverage_known,
        split_known=reading.split_known,
        moved="[]",
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


def _move(work: Work, reading: Reading, whose: Whose, batch: ImportBatchRow) -> None:
    """Pupils whom the latest file has in another class stand there from now on."""
    later = select(func.count()).where(
        ImportBatchRow.undone_at.is_(None), ImportBatchRow.data_date > batch.data_date
    )
    if work.session.scalar(later):
        return
    told = {
        number: pupil.class_name.strip()
        for number, pupil in zip(whose.student_of, reading.pupils, strict=True)
        if number is not None and pupil.class_name.strip()
    }
    stands = select(StudentRow.number, StudentRow.class_name).where(StudentRow.number.in_(told))
    before = {
        number: class_name
        for number, class_name in work.session.execute(stands)
        if class_name != told[number]
    }
    if not before:
        return
    for row in work.session.scalars(select(StudentRow).where(StudentRow.number.in_(before))):
        students.rename(row, row.name, told[row.number])
    batch.moved = json.dumps(sorted(before.items()))


def _outside_term(work: Work, reading: Reading) -> int:
    calendar = settings.calendar(work)
    days: dict[int, int] = {}
    for day in reading.lessons.column("day"):
        days[day] = days.get(day, 0) + 1
    return sum(count for day, count in days.items() if not calendar.is_school_day(date.fromordinal(day)))


def _coverage(reading: Reading) -> tuple[ClassCoverage, ...]:
    """Coverage per class, as far as the file itself tells."""
    planned: dict[int, int] = {}
    usable: dict[int, int] = {}
    lessons = reading.lessons
    for pupil, minutes, reported in zip(
        lessons.column("pupil"), lessons.column("planned"), lessons.column("reported"), strict=True
    ):
        planned[pupil] = planned.get(pupil, 0) + minutes
        usable[pupil] = usable.get(pupil, 0) + minutes * reported
    for period in reading.periods:
        planned[period.pupil] = planned.get(period.pupil, 0) + period.offered
        usable[period.pupil] = usable.get(period.pupil, 0) + period.reported
    in_class: dict[str, list[int]] = {}
    for pupil in planned:
        in_class.setdefault(reading.pupils[pupil].class_name, []).append(pupil)
    return tuple(
        ClassCoverage(name, len(held), Share(sum(usable[i] for i in held), sum(planned[i] for i in held)))
        for name, held in sorted(in_class.items())
    )
