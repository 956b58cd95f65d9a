"""A table of counts as it may be published: rows that sum to a total, masked so that no small count follows.

Counts that hold each other (at least 10 %, at least 20 %) give away what lies between them: that is guarded
too, though it is never printed.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from narvaro_desktop.domain.amounts import grouped
from narvaro_desktop.domain.figures.indicators import Figures
from narvaro_desktop.domain.figures.masking import FEWEST, Masking, Sum, mask
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_

TOTAL: Final = "*"
_Key = tuple[str, Hashable]


class Shown(Term):
    """How a count stands in a table."""

    COUNT = "count", N_("antal")
    SMALL = "small", N_("färre än fem")
    HIDDEN = "hidden", N_("döljs, för att ett litet tal annars går att räkna ut")
    UNKNOWN = "unknown", N_("kan inte beräknas")


@dataclass(frozen=True, slots=True)
class Cell:
    """One count; `count` is there only where it is shown."""

    shown: Shown
    count: int | None = None

    def text(self, fewest: int = FEWEST) -> str:
        """`3 812`, `<5`, `..` for one that is held back, `–` for one that is not known."""
        if self.shown is Shown.COUNT:
            return grouped(self.count or 0)
        return {Shown.SMALL: f"<{fewest}", Shown.HIDDEN: "..", Shown.UNKNOWN: "–"}[self.shown]


@dataclass(frozen=True, slots=True)
class Before:
    """What an earlier table about the same time told: None where it told that it would not.

    `keys` has the counts that add up over time, where it is of another, overlapping time; else it is empty.
    """

    counts: Mapping[tuple[str, str], int | None]
    keys: frozenset[str] = frozenset()

    def betrays(self, key: _Key, count: int, fewest: int = FEWEST) -> bool:
        """Whether `count` beside it would tell of one to four persons, or what it kept to itself."""
        name, column = key
        if not isinstance(column, str) or (name, column) not in self.counts:
            return False
        told = self.counts[name, column]
        if self.keys:
            return column in self.keys and told is not None and 0 < abs(told - count) < fewest
        return told is None or 0 < abs(told - count) < fewest


def cell(count: int | None, fewest: int = FEWEST) -> Cell:
    """A count that stands by itself."""
    if count is None:
        return Cell(Shown.UNKNOWN)
    return Cell(Shown.SMALL) if 0 < count < fewest else Cell(Shown.COUNT, count)


def table(
    rows: Mapping[str, Figures],
    total: Figures,
    keys: Sequence[str],
    chains: Iterable[Sequence[str]],
    fewest: int = FEWEST,
    before: Sequence[Before] = (),
    again: Mapping[str, Figures] | None = None,
) -> dict[str, dict[str, Cell]]:
    """Each row's cells by key, and those of `TOTAL`.

    A column that not every row knows does not sum to its total, and is bound in its rows alone.  What was
    told `before` cannot be subtracted from what is told now.  `again` parts the same whole another way: told
    together, one way must not give away what the other keeps.
    """
    lines = {**rows, **(again or {}), TOTAL: total}
    links = list(dict.fromkeys(
        (wide, narrow) for chain in chains
        for wide, narrow in pairwise(chain) if wide in keys and narrow in keys
    ))  # fmt: skip
    counts: dict[_Key, int] = {}
    sums: list[Sum[_Key]] = []
    for name, figures in lines.items():
        own, bound = _line(name, figures, keys, links)
        counts |= own
        sums += bound
    sums += _parted(counts, (rows, again or {}), (*keys, *links))
    unprinted = {key for key in counts if not isinstance(key[1], str)}
    held = {
        key for key in counts.keys() - unprinted
        if any(one.betrays(key, counts[key], fewest) for one in before)
    }  # fmt: skip
    masking = mask(counts, sums, unprinted=unprinted, held=held, fewest=fewest)
    return {name: {key: _seen((name, key), counts, masking) for key in keys} for name in lines}


def _line(
    name: str, figures: Figures, keys: Iterable[str], links: Iterable[tuple[str, str]]
) -> tuple[dict[_Key, int], list[Sum[_Key]]]:
    """The counts of a line with what lies between two that hold each other, and how these are bound."""
    counts: dict[_Key, int] = {}
    sums: list[Sum[_Key]] = []
    for key in keys:
        if (count := figures.get(key)) is not None:
            counts[name, key] = count
    for wide, narrow in links:
        if (name, wide) in counts and (name, narrow) in counts:
            between: _Key = (name, (wide, narrow))
            counts[between] = counts[name, wide] - counts[name, narrow]
            sums.append(Sum((name, wide), ((name, narrow), between)))
    return counts, sums


def _parted(
    counts: Mapping[_Key, int], ways: Iterable[Iterable[str]], columns: Iterable[Hashable]
) -> Iterator[Sum[_Key]]:
    """The total of each column as the sum of its rows, for each way of parting where every row knows it."""
    parted = [tuple(names) for names in ways]
    for column in columns:
        for names in parted:
            parts: tuple[_Key, ...] = tuple((name, column) for name in names)
            if parts and (TOTAL, column) in counts and all(part in counts for part in parts):
                yield Sum((TOTAL, column), parts)


def _seen(place: _Key, counts: Mapping[_Key, int], masking: Masking[_Key]) -> Cell:
    if place not in counts:
        return Cell(Shown.UNKNOWN)
    if place in masking.small:
        return Cell(Shown.SMALL)
    return Cell(Shown.COUNT, counts[place]) if masking.shows(place) else Cell(Shown.HIDDEN)
