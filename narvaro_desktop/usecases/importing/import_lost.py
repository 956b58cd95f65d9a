"""The rows of an absence file that go no further: nobody's, left out, or from a day that cannot be."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from narvaro_desktop.absence_files.faults import RowFault
from narvaro_desktop.absence_files.fields import Field
from narvaro_desktop.absence_files.rows import LessonRow, PeriodRow, Pupil, Reading, RowError
from narvaro_desktop.domain.identity import masked
from narvaro_desktop.domain.schooldays import AcademicYear

EARLIER_YEARS: Final = 3
"""A file may reach back this many läsår before the present one; an older date is a misread one."""
_MOST_ERRORS: Final = 50_000
_ROW: Final = LessonRow._fields.index("row")


@dataclass(frozen=True, slots=True)
class Whose:
    """Each pupil of the file: her number in the vault or None; whether she is left out, or asked about."""

    student_of: Sequence[int | None]
    is_excluded: Sequence[bool]
    is_asked: Sequence[bool]

    @property
    def numbers(self) -> list[int]:
        """The pupils of the vault, each once."""
        return sorted({number for number in self.student_of if number is not None})


@dataclass(slots=True)
class Lost:
    """Counts what is lost, and lists it as errors; `excluded` rows are only counted."""

    pupils: Sequence[Pupil]
    whose: Whose
    first: int
    last: int
    excluded: int = 0
    rejected: int = 0
    errors: list[RowError] = field(default_factory=list)
    excluded_of: Counter[int] = field(default_factory=Counter)
    """The excluded rows of each pupil of the file."""

    @classmethod
    def within(cls, pupils: Sequence[Pupil], whose: Whose, data_date: date, today: date) -> "Lost":
        """Days may lie in the läsår of `data_date` or in those before it, as far back as three from today."""
        first = AcademicYear(AcademicYear.of(today).begins - EARLIER_YEARS).span.first
        return cls(pupils, whose, first.toordinal(), AcademicYear.of(data_date).span.last.toordinal())

    def days_of(self, reading: Reading) -> tuple[int, int]:
        """The first and last possible day of the file's rows, as ordinals."""
        days = {row.first.toordinal() for row in reading.periods} | {
            row.last.toordinal() for row in reading.periods
        }
        held = [day for day in days | set(reading.lessons.column("day")) if self.first <= day <= self.last]
        return (min(held), max(held)) if held else (self.last, self.last)

    def sift(self, columns: Sequence[Sequence[int]]) -> Sequence[Sequence[int]]:
        """The columns of some lessons without the rows that are lost."""
        pupils, days = columns[0], columns[1]
        student_of = self.whose.student_of
        if None not in student_of and self.first <= min(days) and max(days) <= self.last:
            return columns
        kept = []
        for place, (pupil, day) in enumerate(zip(pupils, days, strict=True)):
            if student_of[pupil] is None:
                self.of_nobody(pupil, columns[_ROW][place])
            elif not self.first <= day <= self.last:
                self._reject(
                    columns[_ROW][place], Field.DATE, date.fromordinal(day).isoformat(), RowFault.OUTSIDE_YEAR
                )
            else:
                kept.append(place)
        return [[column[place] for place in kept] for column in columns]

    def keeps(self, period: PeriodRow) -> bool:
        """Whether a period goes further; if not it is counted."""
        if self.whose.student_of[period.pupil] is None:
            self.of_nobody(period.pupil, period.row)
        elif period.last.toordinal() > self.last or period.first.toordinal() < self.first:
            self._reject(period.row, Field.PERIOD_TO, period.last.isoformat(), RowFault.OUTSIDE_YEAR)
        else:
            return True
        return False

    def of_nobody(self, pupil: int, row: int) -> None:
        """Count a row of a pupil who is nobody in the vault, or left out."""
        if self.whose.is_excluded[pupil]:
            self.excluded += 1
            self.excluded_of[pupil] += 1
            return
        asked = self.whose.is_asked[pupil]
        fault = RowFault.SEVERAL_PUPILS if asked else RowFault.UNKNOWN_PUPIL
        identity = self.pupils[pupil].identity
        self._reject(row, Field.IDENTITY if identity.number else Field.NAME, masked(identity), fault)

    def _reject(self, row: int, column: Field, value: str, fault: RowFault) -> None:
        self.rejected += 1
        if len(self.errors) < _MOST_ERRORS:
            self.errors.append(RowError(row, column.label, value, fault))
