"""Passphrases: five Swedish words drawn by chance, and a judgement of one's own."""

import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from narvaro_desktop.paths import resource

WORDS_IN_PHRASE = 5
WORD_COUNT = 7776
LEAST_CHARACTERS = 15
LEAST_GUESSES = 10**12
_JUDGED = 72


@dataclass(frozen=True, slots=True)
class Strength:
    """Whether a phrase may be used, and about how many guesses it resists."""

    accepted: bool
    guesses: int
    is_long_enough: bool


@cache
def word_list() -> tuple[str, ...]:
    """The 7,776 words, each in Unicode form C."""
    return tuple(resource("words", "svenska.txt").read_text(encoding="utf-8").split())


def generate_phrase() -> str:
    """Five words with spaces between: 7776⁵, about 2.8·10¹⁹ equally likely phrases."""
    return " ".join(secrets.choice(word_list()) for _ in range(WORDS_IN_PHRASE))


def phrase_strength(phrase: str, own_words: Iterable[str] = ()) -> Strength:
    """Judge a phrase of one's own; `own_words` (school, names, product) count as known to a guesser.

    No rule about kinds of characters, as NIST SP 800-63B-4 advises. The meter reads the first 72 characters.
    """
    from zxcvbn import zxcvbn  # only here: its word lists take start-up time

    plain = unicodedata.normalize("NFC", phrase)
    known = [word.lower() for word in own_words if word.strip()] + list(word_list())
    guesses = int(zxcvbn(plain[:_JUDGED], user_inputs=known)["guesses"]) if plain else 0
    is_long = len(plain) >= LEAST_CHARACTERS
    return Strength(is_long and guesses >= LEAST_GUESSES, guesses, is_long)
