"""What a read file is: its pupils, its rows as plain tuples, its errors, and counts that add up."""

from array import array
from collections.abc import Iterator, Mapping, MutableSequence, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from narvaro_desktop.absence_files.faults import Exclusion, RowFault
from narvaro_desktop.absence_files.fields import FileKind, Unit
from narvaro_desktop.domain.identity import Identity

_LONG = 120_000


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil as the file names her; the identity's type is NONE where the file has no number."""

    identity: Identity
    name: str
    class_name: str


class LessonRow(NamedTuple):
    """The order of the plain tuples that `Reading.chunks` gives; the first four are the lesson's key.

    `pupil`, `activity`, `reason`, `staff` are places in the reading's lists, 0 = "" for the last three;
    `day` is `date.toordinal()`, `start` the minute of the day or 0, the amounts minutes,
    `reported_at` UTC epoch seconds or 0, `row` the record in the file, counted from 1.
    """

    pupil: int
    day: int
    start: int
    activity: int
    planned: int
    valid: int
    invalid: int
    other: int
    late: int
    reported: int
    reported_at: int
    reason: int
    staff: int
    row: int


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One pupil's sums over a period, days included; minutes, lessons, or hundredths of a percent."""

    row: int
    pupil: int
    first: date
    last: date
    unit: Unit
    offered: int
    reported: int
    valid: int
    invalid: int
    other: int
    late: int


@dataclass(frozen=True, slots=True)
class RowError:
    """One row that was not read: its number, the column's header, the cell with identities masked, why."""

    row: int
    column: str
    value: str
    fault: RowFault


_WIDTHS = {"b": 7, "h": 15, "i": 31, "q": 63}
"""The types of numbers that a long column is kept as, the narrowest first, and their bits."""


def _longer(kept: MutableSequence[int], new: Sequence[int]) -> MutableSequence[int]:
    """The column with more numbers, wider where one of them asks for it."""
    length = len(kept)
    try:
        kept.extend(new)
    except OverflowError:
        assert isinstance(kept, array)
        names = list(_WIDTHS)
        return _longer(array(names[names.index(kept.typecode) + 1], kept[:length]), new)
    return kept


def _narrow(column: Sequence[int]) -> MutableSequence[int]:
    """The same numbers in little memory; none is below zero."""
    most = max(column)
    return array(next(name for name, bits in _WIDTHS.items() if most < 1 << bits), column)


class Table:
    """Lesson rows column by column, in the order of `LessonRow`: a third of the memory of tuples.

    Columns are lists, which are quickest, until they are so long that their memory matters more.
    """

    def __init__(self) -> None:
        self.columns: tuple[MutableSequence[int], ...] = tuple([] for _ in LessonRow._fields)

    def __len__(self) -> int:
        return len(self.columns[0])

    def extend(self, columns: Sequence[Sequence[int]]) -> None:
        self.columns = tuple(map(_longer, self.columns, columns))
        if len(self) > _LONG and isinstance(self.columns[0], list):
            self.columns = tuple(map(_narrow, self.columns))

    def column(self, name: str) -> MutableSequence[int]:
        return self.columns[LessonRow._fields.index(name)]

    def keep(self, places: Sequence[int]) -> None:
        """Keep only the rows at these places."""
        self.columns = tuple([old[place] for place in places] for old in self.columns)

    def chunks(self, size: int) -> Iterator[list[tuple[int, ...]]]:
        for start in range(0, len(self), size):
            yield list(zip(*(column[start : start + size] for column in self.columns), strict=True))


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that has been read; `rows_in` = `accepted` + `rejected` + the sum of `excluded`.

    `coverage_known` is False where the file does not tell which lessons were reported; `split_known` is
    False where it has only a total, which then stands as valid; `corrected` counts rows that said
    "not reported" beside attendance or invalid absence, and became reported.
    """

    sha256: str
    kind: FileKind
    unit: Unit
    pupils: Sequence[Pupil]
    activities: Sequence[str]
    staff: Sequence[str]
    reasons: Sequence[str]
    rows_in: int
    rejected: int
    excluded: Mapping[Exclusion, int]
    errors: Sequence[RowError]
    coverage_known: bool
    split_known: bool
    corrected: int
    lessons: Table
    periods: Sequence[PeriodRow]
    protected_pupils: int = 0
    """How many pupils the rows excluded as protected belong to."""
    listed: Sequence[int] = ()
    """Of a pupil list: the row where each pupil stands, in the order of `pupils`."""
    only_absence: bool = False
    """True where the file leaves out every lesson that was attended."""
    units: Mapping[str, int] = field(default_factory=dict)
    """How many rows each school has, where the file names schools; those left out too."""

    @property
    def accepted(self) -> int:
        return len(self.lessons) or len(self.periods) or len(self.listed)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of the lessons."""
        if not len(self.lessons):
            return None
        found = self.lessons.column("day")
        return date.fromordinal(min(found)), date.fromordinal(max(found))

    def chunks(self, size: int = 10_000) -> Iterator[list[tuple[int, ...]]]:
        """The lesson rows as plain tuples in the order of `LessonRow`, at most `size` at a time."""
        return self.lessons.chunks(size)
