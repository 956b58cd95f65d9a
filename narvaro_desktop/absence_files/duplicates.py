"""Rows of one lesson met twice: the same again is left out, different values reject both or are added up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress, islice
from operator import lt

from narvaro_desktop.absence_files.faults import Exclusion, RowFault
from narvaro_desktop.absence_files.fields import Duplicates, Field
from narvaro_desktop.absence_files.rows import LessonRow, Table
from narvaro_desktop.absence_files.sifting import Sieve

_KEY, _VALUES = slice(0, 4), slice(4, 11)
_SUMMED = slice(4, 9)
_ORDERS = ((0, 1, 2, 3), (1, 0, 2, 3), (1, 2, 0, 3))
"""Pupil, day, start, activity; day, pupil, …; day, start, …."""
_DAY = LessonRow._fields.index("day")
_SLICE = 5_000
_AT_ONCE = 200_000


def settle(table: Table, rule: Duplicates, sieve: Sieve) -> None:
    """Leave each lesson of a pupil at most once in the table; the sieve counts what went."""
    if _all_differ(table):
        return
    places: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for place, key in enumerate(zip(*table.columns[_KEY], strict=True)):
        places[key].append(place)
    gone: set[int] = set()
    for same in places.values():
        if len(same) > 1:
            gone |= _settled(table, same, rule, sieve)
    table.keep([place for place in range(len(table)) if place not in gone])


def _all_differ(table: Table) -> bool:
    """Whether no two rows share a key; a slice at a time, so that other threads run in between.

    Most files are sorted, by pupil or by day, so that each row need only be held against the one before it.
    A long one that is not is gone through once for some of its days, then for others: fewer are remembered.
    """
    if any(_ascends([table.columns[place] for place in order]) for order in _ORDERS):
        return True
    parts = 1 + len(table) // _AT_ONCE
    days = set(table.column("day")) if parts > 1 else set()
    found = (_distinct(table, {day: day % parts == part for day in days}) for part in range(parts))
    return sum(found) == len(table)


def _ascends(columns: Sequence[Sequence[int]]) -> bool:
    """Whether each row comes after the one before it, compared by these columns in this order."""
    for start in range(0, len(columns[0]), _SLICE):
        rows = list(zip(*(column[start : start + _SLICE + 1] for column in columns), strict=True))
        if not all(map(lt, rows, islice(rows, 1, None))):
            return False
    return True


def _distinct(table: Table, wanted: Mapping[int, bool]) -> int:
    """How many keys differ, on the days that are wanted (on all, where none is named)."""
    seen: set[int] = set()
    for start in range(0, len(table), _SLICE):
        columns = [column[start : start + _SLICE] for column in table.columns[_KEY]]
        keys: Iterable[tuple[int, ...]] = zip(*columns, strict=True)
        if wanted:
            keys = compress(keys, map(wanted.__getitem__, columns[_DAY]))
        seen.update(map(hash, keys))
    return len(seen)


def _settled(table: Table, same: list[int], rule: Duplicates, sieve: Sieve) -> set[int]:
    """The places that leave the table, of rows that share a key."""
    values = {place: tuple(column[place] for column in table.columns[_VALUES]) for place in same}
    first, *others = same
    if len(set(values.values())) == 1:
        sieve.excluded[Exclusion.DUPLICATE] += len(others)
        return set(others)
    summed = [sum(column[place] for place in same) for column in table.columns[_SUMMED]]
    if rule is Duplicates.SUM and sum(summed[1:4]) <= summed[0]:
        for column, amount in zip(table.columns[_SUMMED], summed, strict=True):
            column[first] = amount
        sieve.excluded[Exclusion.DUPLICATE] += len(others)
        return set(others)
    for place in same:
        row = LessonRow(*(column[place] for column in table.columns))
        sieve.reject(
            row.row, Field.DATE, f"{row.valid + row.invalid + row.other} / {row.planned}", RowFault.UNEQUAL
        )
    return set(same)
