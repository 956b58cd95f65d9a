import contextlib
import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from narvaro_desktop.domain.casework.case_number import WrongCaseNumber, draw, first, read, reopened

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
numbers = st.randoms(use_true_random=False).map(lambda dice: draw(dice.randrange))


@given(numbers)
def test_a_drawn_number_has_seven_characters_that_can_be_read_aloud(number: str) -> None:
    assert len(number) == 7
    assert set(number) <= set(ALPHABET)
    assert read(number) == number


@given(numbers, st.integers(0, 6), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(number: str, place: int, wrong: str) -> None:
    assume(number[place] != wrong)

    with pytest.raises(WrongCaseNumber):
        read(number[:place] + wrong + number[place + 1 :])


@given(numbers, st.integers(0, 4))
def test_two_swapped_neighbours_are_always_noticed(number: str, place: int) -> None:
    assume(number[place] != number[place + 1])

    with pytest.raises(WrongCaseNumber):
        read(number[:place] + number[place + 1] + number[place] + number[place + 2 :])


@given(numbers)
def test_a_number_heard_on_the_phone_is_understood(number: str) -> None:
    heard = " ".join(number.lower().replace("0", "o").replace("1", "l"))

    assert read(heard) == number


@given(numbers, st.integers(1, 12))
def test_a_reopened_case_keeps_its_number_with_a_suffix(number: str, times: int) -> None:
    again = number
    for _time in range(times):
        again = reopened(again)

    assert again == f"{number}-{times + 1}"
    assert first(again) == number


def test_a_number_that_is_taken_is_drawn_again() -> None:
    taken = draw(random.Random(5).randrange)

    assert draw(random.Random(5).randrange, {taken}) != taken


@pytest.mark.parametrize("text", ["", "K7M2QF", "K7M2QFP4", "K7M2QFU", "K7M2QFP-1", "K7M2QFP-", "K7M2QFP-x"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(WrongCaseNumber):
        read(text)


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_a_refusal(text: str) -> None:
    with contextlib.suppress(WrongCaseNumber):
        assert read(read(text)) == read(text)
