"""Which counts of a table must be hidden so that none of one to four persons can be read or worked out.

A table is a set of counts and the sums that bind them: a row to its total, a school to its municipality, "at
least 10 %" to "10 to 15 %" and "at least 15 %".  What is never printed but follows from what is (the
difference of two columns) is a count too, and belongs in the table.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

FEWEST = 5
"""The smallest number of persons, beside none at all, that a table may show."""


@dataclass(frozen=True, slots=True)
class Sum(Generic[Key]):
    """`whole` is the sum of `parts`, and a reader knows that."""

    whole: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Masking(Generic[Key]):
    """`small` are shown as "<5"; `hidden` are larger, and not shown because a small one would follow."""

    small: frozenset[Key]
    hidden: frozenset[Key]

    def shows(self, key: Key) -> bool:
        return key not in self.small and key not in self.hidden


def mask(
    counts: Mapping[Key, int],
    sums: Sequence[Sum[Key]],
    *,
    unprinted: Collection[Key] = (),
    held: Collection[Key] = (),
    fewest: int = FEWEST,
) -> Masking[Key]:
    """Hide as little as it takes.

    counts      persons; every key that a sum names is there, and the sums hold
    unprinted   counts that the table does not show, but whose sums bind them
    held        counts that are not to be known for another reason, however large
    """
    table = _Table(counts, sums, frozenset(unprinted), fewest, frozenset(held))
    hidden = set(held) - table.small
    while exposed := table.exposed(hidden):
        helper = table.helper(exposed, hidden)
        if helper is None:
            break
        hidden.add(helper)
    return Masking(table.small - table.unprinted, frozenset(hidden))


class _Table(Generic[Key]):
    """The counts, and what a reader can make of them when some are hidden."""

    def __init__(
        self,
        counts: Mapping[Key, int],
        sums: Sequence[Sum[Key]],
        unprinted: frozenset[Key],
        fewest: int,
        held: frozenset[Key] = frozenset(),
    ) -> None:
        self.counts, self.sums, self.unprinted, self.fewest = counts, sums, unprinted, fewest
        self.small = frozenset(key for key, count in counts.items() if 0 < count < fewest)
        self._guarded = self.small | held
        self._few = (1 << fewest) - 2
        """The values of a small count, as the bits of an integer: so a set of values is kept here."""

    def exposed(self, hidden: set[Key]) -> list[Key]:
        """The small and the held counts that can be worked out, in the table's order."""
        found = _solved(self.sums, self._unknown(hidden)) | self._squeezed(hidden)
        return [key for key in self.counts if key in found and key in self._guarded]

    def helper(self, exposed: Sequence[Key], hidden: set[Key]) -> Key | None:
        """The smallest shown count that a sum binds to an exposed one; parts before wholes, zeros last."""
        unknown = self._unknown(hidden)
        order = {key: number for number, key in enumerate(self.counts)}
        for key in exposed:
            offered = [
                (self.counts[other] == 0, other == one.whole, self.counts[other], order[other], other)
                for one in self.sums
                if key == one.whole or key in one.parts
                for other in (*one.parts, one.whole)
                if other not in unknown
            ]
            if offered:
                return min(offered, key=lambda choice: choice[:-1])[-1]
        return next((key for key in self.counts if key not in unknown), None)

    def _unknown(self, hidden: set[Key]) -> set[Key]:
        return hidden | self.small | self.unprinted

    def _squeezed(self, hidden: set[Key]) -> set[Key]:
        """The small counts with one value left: two of "<5" that make 8 are 4 and 4."""
        possible = dict.fromkeys(self.small - self.unprinted, self._few)
        unknown = self._unknown(hidden)
        while any(self._squeeze(one, hidden, unknown, possible) for one in self.sums):
            pass
        return {key for key, values in possible.items() if values.bit_count() == 1}

    def _squeeze(self, one: Sum[Key], hidden: set[Key], unknown: set[Key], possible: dict[Key, int]) -> bool:
        """Strike what a tight sum leaves no room for; whether there was any.

        No count is negative, and a hidden one that the table has is not small.
        """
        if one.whole in hidden or one.whole in self.unprinted:
            return False
        parts = [part for part in one.parts if part in unknown]
        known = sum(self.counts[part] for part in one.parts if part not in parts)
        wholes = possible.get(one.whole, 1 << self.counts[one.whole])
        room = wholes.bit_length() - 1 - known
        if room > self.fewest * (len(parts) + 1):
            return False
        width = (1 << (room + 1)) - 1
        free = {True: width, False: width & ~self._few}
        values = [possible.get(part, free[part in self.unprinted]) & width for part in parts]
        is_struck = False
        for number, part in enumerate(parts):
            if part not in possible:
                continue
            others = _sums_of(values[:number] + values[number + 1 :], width)
            fitting = (value for value in range(self.fewest) if (others << value + known) & wholes)
            left = possible[part] & sum(1 << value for value in fitting)
            is_struck |= left != possible[part]
            possible[part] = left
        return is_struck


def _solved(sums: Iterable[Sum[Key]], unknown: set[Key]) -> set[Key]:
    """The unknown counts that have one value only in the sums, read as equations."""
    rows: dict[Key, dict[Key, Fraction]] = {}
    for one in sums:
        row = _equation(one, unknown)
        for pivot in [key for key in row if key in rows]:
            _subtract(row, rows[pivot], pivot)
        if not row:
            continue
        pivot = next(iter(row))
        scale = row[pivot]
        row = {key: value / scale for key, value in row.items()}
        for other in rows.values():
            if pivot in other:
                _subtract(other, row, pivot)
        rows[pivot] = row
    return {pivot for pivot, row in rows.items() if len(row) == 1}


def _equation(one: Sum[Key], unknown: set[Key]) -> dict[Key, Fraction]:
    row: dict[Key, Fraction] = {}
    for key, sign in ((one.whole, -1), *((part, 1) for part in one.parts)):
        if key in unknown:
            row[key] = row.get(key, Fraction(0)) + sign
    return {key: value for key, value in row.items() if value}


def _subtract(row: dict[Key, Fraction], other: Mapping[Key, Fraction], pivot: Key) -> None:
    """Take `other`, whose pivot is 1, out of `row`."""
    times = row[pivot]
    for key, value in other.items():
        left = row.get(key, Fraction(0)) - times * value
        if left:
            row[key] = left
        else:
            row.pop(key, None)


def _sums_of(values: Iterable[int], width: int) -> int:
    """Every sum of one value from each set, as bits."""
    made = 1
    for each in values:
        made = _sum_bits(made, each) & width
    return made


def _sum_bits(left: int, right: int) -> int:
    """The bits of every sum of a bit of `left` and one of `right`."""
    made = 0
    while left:
        lowest = left & -left
        made |= right * lowest
        left ^= lowest
    return made
