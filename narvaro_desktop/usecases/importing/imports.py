"""An absence file read into the vault: preview, import and undo, one transaction each.

reading (rows of the file) → matching (whose they are) → lessons or periods → roll-ups → batch, log line
rows of the file = imported (new + changed + same) + rejected + excluded, asserted before anything is kept
"""

import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import func, select

from narvaro_desktop.absence_files.faults import Exclusion
from narvaro_desktop.absence_files.fields import FileKind
from narvaro_desktop.absence_files.one_pupil import joined
from narvaro_desktop.absence_files.profiles import Profile
from narvaro_desktop.absence_files.rows import Pupil, Reading
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.schooldays import AcademicYear
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.changes import changes_of
from narvaro_desktop.store.tables import ImportBatchRow, StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.importing import import_profiles, matching
from narvaro_desktop.usecases.importing.import_differences import missing_lessons, relabelled
from narvaro_desktop.usecases.importing.import_estimates import fill_out
from narvaro_desktop.usecases.importing.import_facts import Choices, Renamed, Report, coverage_of
from narvaro_desktop.usecases.importing.import_lost import Lost, Whose
from narvaro_desktop.usecases.importing.import_memory import spared
from narvaro_desktop.usecases.importing.import_periods import write_periods
from narvaro_desktop.usecases.importing.import_pupils import write_list
from narvaro_desktop.usecases.importing.import_rows import Counts, Lessons
from narvaro_desktop.usecases.importing.import_undo import can_undo, undo_rows
from narvaro_desktop.usecases.planning import return_schedules
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

IMPORTED: Final[Changes] = frozenset({Area.ABSENCE, Area.STUDENTS, Area.SUGGESTIONS, Area.CASES})
Stopped = Callable[[int, int], bool]


class DayAhead(NarvaroError):
    """The day that the figures are said to reach has not come: (day,)."""


class NothingToUndo(NarvaroError):
    """The batch has been undone, or a later one has touched its rows: (batch,)."""


def preview(
    work: Work, reading: Reading, source: str, choices: Choices, stopped: Stopped = lambda _done, _of: False
) -> Report:
    """What `read_in` would do, by doing it and rolling it back."""
    work.may(Resource.ABSENCE, Action.WRITE)
    with changes_of(work.session).undone():
        savepoint = work.session.begin_nested()
        try:
            report, numbers = _read_in(work, reading, source, choices, stopped)
            missing = report.missing
            if reading.kind is FileKind.LESSON and report.batch is not None:
                missing = missing_lessons(work.session, report, numbers)
            return replace(
                report,
                batch=None,
                outside_term=_outside_term(work, reading),
                coverage=tuple(
                    each for each in coverage_of(reading) if each.class_name not in choices.left_out
                ),
                missing=missing,
                relabelled=relabelled(work.session, report),
                years_unset=_years_unset(work, reading),
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
    report, _numbers = _read_in(work, reading, source, choices, stopped)
    if profile is not None:
        import_profiles.remember(work, profile)
    if reading.kind is not FileKind.PUPILS:
        import_profiles.leave_out(work, source, choices.left_out)
    return_schedules.raise_tasks(work)
    work.log("absence.import", batch=report.batch, read=report.rows, imported=report.imported)
    return Made(IMPORTED, report)


def undo(work: Work, batch_id: int) -> Made[int]:
    """Put everything back as it was before the batch; refused where a later batch touched the same rows.

    How many pupils who came with it stay, since somebody has needed them meanwhile (a case, a guardian).
    """
    work.may(Resource.ABSENCE, Action.WRITE)
    batch = work.session.get(ImportBatchRow, batch_id)
    if batch is None or batch.undone_at is not None or not can_undo(work.session, batch_id):
        raise NothingToUndo(batch_id)
    undo_rows(work, batch)
    batch.undone_at = work.now
    work.log("absence.undo", batch=batch_id)
    came_with_it = select(func.count()).where(StudentRow.added_by_batch == batch_id)
    return Made(IMPORTED, work.session.scalar(came_with_it) or 0)


def _read_in(
    work: Work, reading: Reading, source: str, choices: Choices, stopped: Stopped
) -> tuple[Report, list[int]]:
    """What became of the rows, and the pupils of the vault whom they are about."""
    known = work.session.scalar(select(func.count()).where(StudentRow.left_on.is_(None))) or 0
    batch = _new_batch(work, reading, source, choices)
    found = matching.match(work, source, reading.pupils, choices.answers, choices.same_name)
    # A list is of the whole school: who stands in it has not left, whatever absence is read in of her class.
    classes = choices.left_out if reading.kind is not FileKind.PUPILS else ()
    left_out = {i for i, pupil in enumerate(reading.pupils) if pupil.class_name in classes}
    added = [i for i in found.unknown if choices.add_new and i not in left_out and reading.pupils[i].name]
    whose = _whose(work, reading, found, left_out, added, batch.id)
    reading = joined(reading, whose.student_of)
    _renumber(work, reading.pupils, found.renumbered)
    for index, student in choices.answers.items():
        if student is not None:
            matching.remember(work, source, reading.pupils[index], student)
    lost = Lost.within(reading.pupils, whose, choices.data_date, work.today)
    counts, missing, estimated = _write(work, reading, source, choices, whose, lost, batch, stopped)
    excluded = _excluded(reading, lost, left_out)
    _tally(batch, counts, reading.rejected + lost.rejected, excluded)
    work.session.flush()
    of_protected = sum(i in found.protected for i in range(len(reading.pupils)))
    unknown = [i for i in found.unknown if i not in added and i not in left_out]
    renamed = {index: before for index, before in found.renamed.items() if index not in left_out}
    report = Report(
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
        questions=tuple(asked for asked in found.questions if asked.pupil not in left_out),
        errors=(*reading.errors, *lost.errors),
        unknown=tuple(reading.pupils[i].class_name for i in unknown),
        first_day=date.fromordinal(batch.first_day),
        last_day=date.fromordinal(batch.last_day),
        students_moved=len(json.loads(batch.moved)),
        students_protected=reading.protected_pupils + of_protected,
        baseline=batch.baseline,
        missing=missing,
        excluded_by=dict(excluded),
        strangers=_by_class(reading, [*added, *unknown]),
        renamed=tuple(_renamed(reading, index, before) for index, before in renamed.items()),
        estimated=estimated,
        known_pupils=known,
        units=_other_units(work, reading),
    )
    return report, whose.numbers


def _excluded(reading: Reading, lost: Lost, left_out: Collection[int]) -> Counter[Exclusion]:
    """The rows that are not read in, by why: the file's own, classes left out, and protected pupils."""
    chosen = sum(lost.excluded_of[i] for i in left_out)
    return Counter(reading.excluded) + Counter(
        {Exclusion.CHOSEN: chosen, Exclusion.PROTECTED: lost.excluded - chosen}
    )


def _tally(batch: ImportBatchRow, counts: Counts, rejected: int, excluded: Counter[Exclusion]) -> None:
    """What became of the rows of the file; every one is in one of the counts."""
    batch.new, batch.changed, batch.same = counts.new, counts.changed, counts.same
    batch.rejected, batch.excluded = rejected, excluded.total()
    batch.protected = excluded[Exclusion.PROTECTED]
    assert batch.rows == batch.new + batch.changed + batch.same + batch.rejected + batch.excluded


def _write(
    work: Work,
    reading: Reading,
    source: str,
    choices: Choices,
    whose: Whose,
    lost: Lost,
    batch: ImportBatchRow,
    stopped: Stopped,
) -> tuple[Counts, int, int]:
    """Write the rows; their counts, the pupils that a list lacks, and the days that are worked out."""
    if reading.kind is FileKind.PUPILS:
        batch.first_day = batch.last_day = choices.data_date.toordinal()
        return *write_list(work, reading, whose, lost, choices, batch), 0
    _move(work, reading, whose, batch)
    batch.first_day, batch.last_day = lost.days_of(reading)
    if reading.kind is not FileKind.LESSON:
        return write_periods(work.session, reading, whose, lost, batch.id, source), 0, 0
    lessons = Lessons(work.session, reading, whose, lost, batch.id, stopped)
    with spared(work.session, len(reading.lessons)):
        counts = lessons.write(choices.replace_period, choices.deletes_confirmed)
    days = fill_out(work, reading, whose, lost, batch) if reading.only_absence else 0
    return counts, 0, days


def _by_class(reading: Reading, pupils: Sequence[int]) -> tuple[tuple[str, int], ...]:
    found = Counter(reading.pupils[i].class_name for i in pupils)
    return tuple(sorted(found.items()))


def _renamed(reading: Reading, index: int, before: str) -> Renamed:
    return Renamed(reading.pupils[index].name, before, reading.pupils[index].class_name)


def _other_units(work: Work, reading: Reading) -> tuple[str, ...]:
    """The schools that the file names, unless it is about this one alone."""
    mine = settings.profile(work).name.strip().casefold()
    others = [name for name in reading.units if name.casefold() != mine]
    left_out = reading.excluded.get(Exclusion.OTHER_UNIT, 0)
    return tuple(others) if sum(reading.units[name] for name in others) > left_out else ()


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
    asked = {question.pupil for question in found.questions} | found.renamed.keys()
    return Whose(
        [None if excluded else number for number, excluded in zip(numbers, is_excluded, strict=True)],
        is_excluded,
        [i in asked for i in range(len(numbers))],
    )


def _new_batch(work: Work, reading: Reading, source: str, choices: Choices) -> ImportBatchRow:
    is_list = reading.kind is FileKind.PUPILS
    standing = select(ImportBatchRow.id).where(
        ImportBatchRow.undone_at.is_(None), ImportBatchRow.kind != FileKind.PUPILS.key
    )
    before = None if is_list else work.session.scalar(standing.limit(1))
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
        baseline=before is None and not is_list,
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
    days = Counter(reading.lessons.column("day"))
    return sum(count for day, count in days.items() if not calendar.is_school_day(date.fromordinal(day)))


def _years_unset(work: Work, reading: Reading) -> tuple[AcademicYear, ...]:
    """The läsår of the file's days for which nobody has entered terms."""
    days = {date.fromordinal(day) for day in set(reading.lessons.column("day"))}
    years = {AcademicYear.of(day).begins for day in days | {period.last for period in reading.periods}}
    calendar = settings.calendar(work)
    found = (AcademicYear(begins) for begins in sorted(years))
    return tuple(year for year in found if not any(term.span.meets(year.span) for term in calendar.terms))
