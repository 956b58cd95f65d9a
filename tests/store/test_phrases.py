"""Passphrases drawn and judged."""

import math
import unicodedata

import pytest

from narvaro_desktop.store.phrases import (
    LEAST_GUESSES,
    WORD_COUNT,
    generate_phrase,
    phrase_strength,
    word_list,
)


def test_the_list_has_7776_different_words_of_swedish_letters() -> None:
    words = word_list()

    assert len(words) == len(set(words)) == WORD_COUNT
    assert all(unicodedata.is_normalized("NFC", word) for word in words)
    assert all(set(word) <= set("abcdefghijklmnopqrstuvwxyzåäö") for word in words)
    assert all(4 <= len(word) <= 10 for word in words)


def test_no_two_words_are_one_edit_apart() -> None:
    shapes: dict[str, str] = {}
    for word in word_list():
        for shape in {word} | {word[:at] + "*" + word[at + 1 :] for at in range(len(word))}:
            assert shapes.setdefault(shape, word) == word, (shapes[shape], word)
    words = set(word_list())
    for word in words:
        assert not any(word[:at] + word[at + 1 :] in words for at in range(len(word))), word


def test_a_drawn_phrase_has_five_words_and_is_accepted() -> None:
    phrase = generate_phrase()

    assert len(phrase.split(" ")) == 5
    assert phrase_strength(phrase).accepted
    assert math.log2(WORD_COUNT**5) > 64


def test_two_drawn_phrases_differ() -> None:
    assert generate_phrase() != generate_phrase()


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "Sommar2026!",
        "lösenordlösenord",
        "aaaaaaaaaaaaaaaaaaaa",
        "123456789012345678",
        "qwertyuiopåasdf",
        "abakus abakus",
    ],
)
def test_what_a_guesser_tries_early_is_refused(phrase: str) -> None:
    assert not phrase_strength(phrase).accepted


def test_the_schools_own_words_count_as_known() -> None:
    phrase = "ekbackensskola2026"

    assert phrase_strength(phrase, ["Ekbackens", "skola", "ekbackensskola"]).guesses < LEAST_GUESSES


def test_short_is_refused_however_odd() -> None:
    strength = phrase_strength("x9$Kq!w2#Zp7")

    assert not strength.accepted
    assert not strength.is_long_enough


def test_a_long_phrase_of_128_characters_and_more_is_judged() -> None:
    assert phrase_strength("en lång mening om vantar och snö som ingen annan skriver " * 3).accepted
