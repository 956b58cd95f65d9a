"""A quick look with the reader who solves published tables; `make faults` lets her solve a thousand."""

from tests.faults.published import searched


def test_nobody_is_found_in_thirty_tables() -> None:
    found, tried = searched(30)

    assert tried > 50
    assert found == 0


def test_the_reader_finds_everybody_in_tables_without_masks() -> None:
    found, tried = searched(5, fewest=1)

    assert found >= tried > 0
