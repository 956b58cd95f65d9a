"""Three laptops that hand a case to and fro: whatever the order, nothing is lost and all say the same."""

import pytest

from tests.store.three_laptops import Laptop, play


@pytest.mark.parametrize("tens", range(3))
def test_nothing_is_lost_and_all_say_the_same(tens: int) -> None:
    outcomes = {seed: play(seed) for seed in range(tens * 10, tens * 10 + 10)}

    assert [seed for seed, outcome in outcomes.items() if outcome.lost] == []
    assert [seed for seed, outcome in outcomes.items() if outcome.diverged] == []
    assert sum(outcome.writes for outcome in outcomes.values()) > 50


def test_the_same_file_twice_changes_nothing() -> None:
    mine, theirs = Laptop("a1", 1_790_000_000_000), Laptop("b2", 1_790_000_000_000)
    mine.begin()
    theirs.take(mine.file())
    before = theirs.file()

    theirs.take(mine.file())

    assert theirs.file() == before
