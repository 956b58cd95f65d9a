"""What counts as sickness, and as one occasion of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.absence.sickness import Sickness, occasions
from narvaro_desktop.usecases.rules import shipped


@pytest.mark.parametrize(
    "word", ["Sjuk", "sjukanmäld", "SJUKFRÅNVARO", "Sjuk (anmäld av vårdnadshavare)", "Feber"]
)
def test_the_systems_own_words_for_sickness_are_known(word: str) -> None:
    assert shipped().sick_words.means(word)


@pytest.mark.parametrize(
    "word", ["", "Sjukgymnast", "Sjukhusbesök", "Beviljad ledighet", "Besök", "Tandläkare"]
)
def test_other_reasons_are_no_sickness(word: str) -> None:
    assert not shipped().sick_words.means(word)


def test_a_run_over_a_night_is_one_occasion_and_a_lesson_between_makes_two() -> None:
    assert occasions([True, True, True, True]) == 1
    assert occasions([True, False, True]) == 2
    assert occasions([True, None, True]) == 1, "en lektion som ingen vet något om bryter inte"
    assert occasions([]) == 0


@given(st.lists(st.sampled_from([True, False, None])))
def test_there_are_never_more_occasions_than_sick_lessons_and_none_without(
    lessons: list[bool | None],
) -> None:
    sick = sum(one is True for one in lessons)
    assert occasions(lessons) <= sick
    assert (occasions(lessons) == 0) == (sick == 0)


def test_the_share_is_of_what_is_known() -> None:
    assert Sickness(3, 540, 5400).share.text() == "10,0\u00a0%"
