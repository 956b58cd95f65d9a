"""Rows of one lesson met twice: the same again is left out, different values reject both or are added up."""

from collections import defaultdict

from narvaro_desktop.absence_files.faults import Exclusion, RowFault
from narvaro_desktop.absence_files.fields import Duplicates, Field
from narvaro_desktop.absence_files.rows import LessonRow, Table
from narvaro_desktop.absence_files.sifting import Sieve

_KEY, _VALUES = slice(0, 4), slice(4, 11)
_SUMMED = slice(4, 9)
_SLICE = 5_000


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
    """Whether no two rows share a key; a slice at a time, so that other threads run in between."""
    seen: set[int] = set()
    for start in range(0, len(table), _SLICE):
        keys = (column[start : start + _SLICE] for column in table.columns[_KEY])
        seen.update(map(hash, zip(*keys, strict=True)))
    return len(seen) == len(table)


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
