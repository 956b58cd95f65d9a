"""What the columns mean in this system: the questions that no heading answers, and a check of the answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from narvaro_desktop.absence_files.fields import (
    SHARES,
    AbsenceMeans,
    Column,
    Field,
    FileKind,
    Unit,
)
from narvaro_desktop.absence_files.headers import normalised
from narvaro_desktop.absence_files.profiles import Answers
from narvaro_desktop.absence_files.values import count, day_reader, fraction, hours, minutes, scaled, share
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_

ENOUGH = 200
_COUNTED = 50
_CONVERTERS: dict[Unit, Callable[[str], int]] = {
    Unit.MINUTE: minutes,
    Unit.HOUR: hours,
    Unit.LESSON: count,
    Unit.PERCENT: share,
    Unit.FRACTION: fraction,
}


class Question(Term):
    """Asked once for each layout, and kept in its profile."""

    ABSENCE_MEANS = "absence_means", N_("Är ”frånvaro” all frånvaro eller bara den oanmälda delen?")
    UNREPORTED = "unreported", N_("Räknas lektioner utan rapport som närvaro, eller saknas de?")
    LATE = "late_in_invalid", N_("Ingår sen ankomst i ogiltig frånvaro?")
    ONLY_ABSENCE = "only_absence", N_("Innehåller filen bara frånvaro?")
    MONTH_FIRST = "month_first", N_("I vilken ordning står dag och månad i datumen?")


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """How many rows agree with the answers, and up to five row numbers that do so least."""

    checked: int
    agreeing: int
    worst: tuple[int, ...]

    @property
    def passed(self) -> bool:
        """At least 98 % of the rows agree, or nothing could be checked."""
        return 100 * self.agreeing >= 98 * self.checked


def questions(
    kind: FileKind, columns: Sequence[Column], header: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[Question, ...]:
    """What must be asked about a layout that nobody has described yet."""
    fields = {column.field for column in columns}
    asked = []
    if Field.ABSENCE in fields:
        asked.append(Question.ABSENCE_MEANS)
    if kind is FileKind.PUPILS:
        return ()
    if not fields & {Field.REPORTED, Field.UNREPORTED, Field.REPORTED_SHARE, Field.STATUS}:
        asked.append(Question.UNREPORTED)
    if Field.LATE in fields and fields & {Field.INVALID, Field.TOTAL, Field.ABSENCE}:
        asked.append(Question.LATE)
    if kind is FileKind.LESSON and never_present(columns, header, rows):
        asked.append(Question.ONLY_ABSENCE)
    if Field.DATE in fields and _either_way(columns, header, rows):
        asked.append(Question.MONTH_FIRST)
    return tuple(asked)


def with_units(
    columns: Sequence[Column], header: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[Column, ...]:
    """The columns with units as seen in the cells: shares that never pass 1, counts such as "9 st"."""
    names = list(map(normalised, header))
    return tuple(replace(column, unit=_seen_unit(column, names, rows)) for column in columns)


def month_first(columns: Sequence[Column], header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """True where dates such as 10/13/2026 only make sense with the month first."""
    cells = _dates(columns, header, rows)
    by_day, by_month = day_reader(), day_reader(month_first=True)
    return sum(by_month(cell) > 0 for cell in cells) > sum(by_day(cell) > 0 for cell in cells)


def _either_way(columns: Sequence[Column], header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether every date makes sense both ways, and not as the same day."""
    by_day, by_month = day_reader(), day_reader(month_first=True)
    read = [(by_day(cell), by_month(cell)) for cell in _dates(columns, header, rows)]
    return all(min(both) > 0 for both in read) and any(one != other for one, other in read)


def _dates(columns: Sequence[Column], header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    name = next((column.header for column in columns if column.field is Field.DATE), None)
    if name is None:
        return []
    at = list(map(normalised, header)).index(name)
    return [row[at] for row in rows if len(row) > at and row[at].strip()]


def cross_check(
    columns: Sequence[Column], answers: Answers, header: Sequence[str], rows: Sequence[Sequence[str]]
) -> CrossCheck:
    """Compare each sample row with itself: N+V+O+X = P (±1), shares with the recomputed ones (±0.1)."""
    names = list(map(normalised, header))
    off: list[tuple[int, int]] = []
    checked = 0
    for number, row in enumerate(rows):
        amounts = _amounts(columns, names, row)
        distance = _distance(amounts, answers)
        if distance is not None:
            checked += 1
            if distance > 0:
                off.append((distance, number))
    worst = tuple(number for _, number in sorted(off, reverse=True)[:5])
    return CrossCheck(checked, checked - len(off), worst)


def _amounts(columns: Sequence[Column], names: Sequence[str], row: Sequence[str]) -> dict[Field, int]:
    found = {}
    for column in columns:
        convert = _CONVERTERS.get(column.unit)
        place = names.index(column.header)
        if convert and place < len(row) and (number := convert(row[place])) >= 0:
            found[column.field] = number
    return found


def _distance(amounts: dict[Field, int], answers: Answers) -> int | None:
    """How far the row is from agreeing, 0 where it does, None where there is nothing to compare."""
    planned = amounts.get(Field.PLANNED)
    if not planned:
        return None
    valid, invalid = amounts.get(Field.VALID, 0), amounts.get(Field.INVALID, 0)
    total = amounts.get(Field.TOTAL)
    if bare := amounts.get(Field.ABSENCE, 0):
        if answers.absence_means is AbsenceMeans.UNNOTIFIED:
            invalid = bare
        else:
            total = bare
    if answers.late_in_invalid is False:
        invalid += amounts.get(Field.LATE, 0)
    away = total if total is not None else valid + invalid
    distances = []
    if Field.ATTENDANCE in amounts:
        missing = amounts.get(Field.UNREPORTED, 0)
        sum_of_parts = amounts[Field.ATTENDANCE] + away + amounts.get(Field.OTHER, 0) + missing
        distances.append(max(0, abs(sum_of_parts - planned) - 1))
    if Field.TOTAL_SHARE in amounts:
        reported = planned - amounts.get(Field.UNREPORTED, 0)
        distances.append(max(0, abs(amounts[Field.TOTAL_SHARE] * reported - 10_000 * away) // planned - 10))
    return max(distances) if distances else None


def _seen_unit(column: Column, names: Sequence[str], rows: Sequence[Sequence[str]]) -> Unit:
    if column.field not in SHARES and column.unit is not Unit.MINUTE:
        return column.unit
    place = names.index(column.header)
    looked_at = rows if column.field in SHARES else rows[:_COUNTED]
    cells = [row[place] for row in looked_at if len(row) > place and row[place].strip()]
    if column.field in SHARES:
        numbers = [scaled(cell.replace("%", ""), 10_000) for cell in cells if "%" not in cell]
        low = [number for number in numbers if number >= 0]
        return Unit.FRACTION if low and max(low) <= 10_000 and len(numbers) == len(cells) else Unit.PERCENT
    if column.unit is Unit.MINUTE and cells and all(" st" in cell for cell in cells):
        return Unit.LESSON
    return column.unit


def never_present(columns: Sequence[Column], header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """True where at least 200 rows all have absence."""
    if len(rows) < ENOUGH:
        return False
    names = list(map(normalised, header))
    away = (Field.ABSENCE, Field.TOTAL, Field.VALID, Field.INVALID, Field.LATE)
    return all(any(_amounts(columns, names, row).get(entry) for entry in away) for row in rows)
