"""Two pupils of a file who turn out to be one: their rows become hers, and are settled together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from narvaro_desktop.absence_files.duplicates import settle
from narvaro_desktop.absence_files.faults import Exclusion, RowFault
from narvaro_desktop.absence_files.fields import Duplicates, Field
from narvaro_desktop.absence_files.rows import PeriodRow, Reading, Table
from narvaro_desktop.absence_files.sifting import Sieve


def joined(reading: Reading, numbers: Sequence[int | None]) -> Reading:
    """The reading with the rows of pupils who share a number under the first of them."""
    first: dict[int, int] = {}
    place_of = [
        place if number is None else first.setdefault(number, place) for place, number in enumerate(numbers)
    ]
    if place_of == list(range(len(numbers))) or reading.listed:
        return reading
    sieve = Sieve((), {})
    table = Table()
    pupil, *others = reading.lessons.columns
    table.extend([[place_of[one] for one in pupil], *others])
    settle(table, Duplicates.REJECT, sieve)
    periods = _settled([replace(row, pupil=place_of[row.pupil]) for row in reading.periods], sieve)
    return replace(
        reading,
        lessons=table,
        periods=periods,
        rejected=reading.rejected + sieve.rejected,
        excluded=dict(Counter(reading.excluded) + sieve.excluded),
        errors=(*reading.errors, *sieve.errors),
    )


def _settled(rows: Sequence[PeriodRow], sieve: Sieve) -> list[PeriodRow]:
    groups: dict[tuple[object, ...], list[PeriodRow]] = {}
    for row in rows:
        groups.setdefault((row.pupil, row.first, row.last), []).append(row)
    kept = []
    for same in groups.values():
        if len({replace(row, row=0) for row in same}) == 1:
            sieve.excluded[Exclusion.DUPLICATE] += len(same) - 1
            kept.append(same[0])
            continue
        for row in same:
            sieve.reject(
                row.row, Field.PLANNED, f"{row.valid + row.invalid} / {row.offered}", RowFault.UNEQUAL
            )
    return kept
