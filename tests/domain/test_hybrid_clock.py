"""The hybrid clock never repeats, whatever the machine's clock says, and passes what it has seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.hybrid_clock import LATEST_MS, next_tick, text_of, tick_of


@given(st.lists(st.integers(0, LATEST_MS), min_size=2, max_size=40))
def test_no_tick_comes_twice_and_each_is_later_as_text(machine: list[int]) -> None:
    last, clocks = 0, []
    for unix_ms in machine:
        last = next_tick(last, unix_ms)
        clocks.append(text_of(last, "a1"))

    assert clocks == sorted(set(clocks))


@given(st.integers(0, LATEST_MS << 16))
def test_a_stored_clock_tells_its_tick(tick: int) -> None:
    assert tick_of(text_of(tick, "3f2b")) == tick


def test_a_full_counter_goes_over_into_the_next_millisecond() -> None:
    assert text_of(next_tick((5 << 16) | 0xFFFF, 5), "a").startswith("0000000000006-00000")


@pytest.mark.parametrize(
    "clock",
    ["", "1-2-a", "9999999999999-00000-a", "0001790000000-99999-a", "0001790000000-00001-å", "x" * 60],
)
def test_what_no_laptop_writes_is_no_clock(clock: str) -> None:
    with pytest.raises(ValueError):
        tick_of(clock)
