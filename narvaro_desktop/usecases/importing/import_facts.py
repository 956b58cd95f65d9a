"""What a person chooses for an absence file, what became of it, and the list of files that were read in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy import select

from narvaro_desktop.absence_files.faults import Exclusion
from narvaro_desktop.absence_files.fields import FileKind
from narvaro_desktop.absence_files.profiles import shipped
from narvaro_desktop.absence_files.rows import Reading, RowError
from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.schooldays import AcademicYear
from narvaro_desktop.store.tables import ImportBatchRow
from narvaro_desktop.usecases import team_names
from narvaro_desktop.usecases.importing import matching
from narvaro_desktop.usecases.importing.import_undo import can_undo
from narvaro_desktop.usecases.work import Work

_SUFFIXES: Final = {"", "CSV", "TXT", "TSV", "DAT", "XLSX", "XLS", "JSON", "HTML", "HTM"}
"""What a layout is called whose source nobody has named."""
_SYSTEMS: Final = ("Vklass", "Edukatus", "SchoolSoft", "LearnPoint", "Skola24")
"""Whose layouts the program knows; the names of those begin so."""
_SOME_PUPILS: Final = 20
_SOME_STRANGERS: Final = 10


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
    same_name: bool | None = None
    """Whether pupils without a number who have the name of one in another class are that one; None: asked."""
    mark_left: bool = False
    """Whether those whom a pupil list lacks have left the school."""


@dataclass(frozen=True, slots=True)
class ClassCoverage:
    """How much of a class's planned time was reported, and how many of its pupils the file has."""

    class_name: str
    pupils: int
    coverage: Share


@dataclass(frozen=True, slots=True)
class Renamed:
    """A pupil of the file, and the class where somebody of that name stands."""

    name: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Relabelled:
    """How many rows said `before` and say `now`."""

    before: str
    now: str
    rows: int


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
    missing: int = 0
    """Lessons, or pupils of a list, that the vault has and the file lacks. Only a preview counts."""
    excluded_by: Mapping[Exclusion, int] = field(default_factory=dict)
    strangers: tuple[tuple[str, int], ...] = ()
    """The pupils that the vault has not met, by class."""
    renamed: tuple[Renamed, ...] = ()
    """Pupils who have the name of somebody in another class, to be answered once for all."""
    relabelled: tuple[Relabelled, ...] = ()
    """What changed rows said before and say now, the most frequent first. Only a preview tells."""
    estimated: int = 0
    """Days for which the time of lessons is worked out, where a file has absence alone."""
    known_pupils: int = 0
    """The pupils whom the vault had before."""
    units: tuple[str, ...] = ()
    """Schools that the file names, where it is not this one alone."""
    years_unset: tuple[AcademicYear, ...] = ()
    """Läsår of the file for which no terms have been entered. Only a preview tells."""

    @property
    def imported(self) -> int:
        return self.new + self.changed + self.same

    @property
    def is_foreign(self) -> bool:
        """Whether it may be another school's: nearly nobody in it is known, or it names other schools."""
        met = sum(count for _name, count in self.strangers)
        many = self.known_pupils >= _SOME_PUPILS and met >= _SOME_STRANGERS
        return bool(self.units) or (many and 4 * self.students_found < met)


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
    latest = select(batch.source).where(batch.kind != FileKind.PUPILS.key).order_by(batch.id.desc())
    if found := work.session.scalars(latest.where(batch.profile == layout)).first():
        return found
    if named := next((system for system in _SYSTEMS if layout.startswith(system)), ""):
        return named
    unsaid = {one.name for one in shipped()} | _SUFFIXES
    return work.session.scalars(latest.where(batch.source.not_in(unsaid))).first() or ""


def batches(work: Work) -> list[BatchLine]:
    """Every inläsning, the latest first."""
    work.may(Resource.ABSENCE, Action.READ)
    names = team_names.names(work)
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


def coverage_of(reading: Reading) -> tuple[ClassCoverage, ...]:
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
