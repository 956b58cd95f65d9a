"""What a table hides, tried by a reader who solves its sums and one who tries every table there could be."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narvaro_desktop.domain.figures.masking import FEWEST, Masking, Sum, mask

Cell = tuple[int, int]
ALL = -1


def table(rows: list[list[int]]) -> tuple[dict[Cell, int], list[Sum[Cell]]]:
    """The cells of a table with the totals of its rows, its columns and all."""
    height, width = len(rows), len(rows[0])
    counts = {(i, j): rows[i][j] for i in range(height) for j in range(width)}
    counts |= {(i, ALL): sum(rows[i]) for i in range(height)}
    counts |= {(ALL, j): sum(row[j] for row in rows) for j in range(width)}
    counts[ALL, ALL] = sum(map(sum, rows))
    sums = [Sum((i, ALL), tuple((i, j) for j in range(width))) for i in [*range(height), ALL]]
    sums += [Sum((ALL, j), tuple((i, j) for i in range(height))) for j in [*range(width), ALL]]
    return counts, sums


def rank(rows: list[list[int]], prime: int = (1 << 61) - 1) -> int:
    """The rank of an integer matrix, by elimination modulo a large prime: not how the program does it."""
    left, found = [[value % prime for value in row] for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in left[found:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        inverse = pow(pivot[column], -1, prime)
        left = [
            [(a - b * row[column] * inverse) % prime for a, b in zip(row, pivot, strict=True)] for row in left
        ]
        left.insert(found, pivot)
        found += 1
    return found


def solved_by_the_reader(counts: dict[Cell, int], sums: list[Sum[Cell]], told: Masking[Cell]) -> set[Cell]:
    """The hidden cells that the equations give: a unit row adds nothing to the rank."""
    unknown = [key for key in counts if not told.shows(key)]
    rows = [[(key in one.parts) - (key == one.whole) for key in unknown] for one in sums]
    whole = rank(rows)
    return {
        key
        for number, key in enumerate(unknown)
        if rank([*rows, [int(other == number) for other in range(len(unknown))]]) == whole
    }


small_tables = st.integers(2, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 30), min_size=width, max_size=width), min_size=2, max_size=6
    )
)


@settings(max_examples=1000, deadline=None)
@given(small_tables)
def test_no_equation_gives_a_small_count(rows: list[list[int]]) -> None:
    counts, sums = table(rows)

    told = mask(counts, sums)

    assert not solved_by_the_reader(counts, sums, told) & told.small


@settings(max_examples=300, deadline=None)
@given(small_tables)
def test_every_small_count_and_nothing_empty_is_marked_small(rows: list[list[int]]) -> None:
    counts, sums = table(rows)

    told = mask(counts, sums)

    assert told.small == {key for key, count in counts.items() if 0 < count < FEWEST}
    assert not told.small & told.hidden


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=5))
def test_nobody_who_tries_every_row_there_could_be_finds_a_small_count(row: list[int]) -> None:
    parts = tuple(range(len(row)))
    counts = {**dict(enumerate(row)), ALL: sum(row)}
    told = mask(counts, [Sum(ALL, parts)])

    possible = [
        [count] if told.shows(key) else range(1, FEWEST) if key in told.small else [0, *range(FEWEST, 50)]
        for key, count in enumerate(row)
    ]
    wholes = [counts[ALL]] if told.shows(ALL) else range(1, FEWEST) if ALL in told.small else range(250)
    fits = [found for found in product(*possible) if sum(found) in wholes]

    for key in told.small - {ALL}:
        assert len({found[key] for found in fits}) > 1


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ([10, 20, 30], [10, 20, 30]),
        ([10, 3, 30], [None, None, 30]),
        ([0, 12, 30], [0, 12, 30]),
        ([4, 4, 30], [None, None, None]),
        ([3, 2, 30], [None, None, 30]),
    ],
)
def test_a_row_hides_what_would_give_its_small_counts(row: list[int], shown: list[int | None]) -> None:
    counts = {**dict(enumerate(row)), ALL: sum(row)}

    told = mask(counts, [Sum(ALL, (0, 1, 2))])

    assert [row[key] if told.shows(key) else None for key in range(3)] == shown
    assert told.shows(ALL)


def test_a_count_between_two_columns_is_guarded_though_nobody_prints_it() -> None:
    """Twelve with at least 10 % and ten with at least 15 % would tell that two lie between."""
    counts = {"≥ 10": 12, "≥ 15": 10, "10-15": 2, "under 10": 88, "alla": 100}
    sums = [Sum("≥ 10", ("10-15", "≥ 15")), Sum("alla", ("under 10", "≥ 10"))]

    told = mask(counts, sums, unprinted={"10-15", "under 10"})

    assert told == Masking(frozenset(), frozenset({"≥ 15"}))
