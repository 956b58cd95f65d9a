"""Ärendenummer: what people say to each other about a case; never a key.

    K7M2QFP      six random Crockford characters and a check character
    K7M2QFP-2    the same case, opened again

The check character is Crockford's (the value modulo 37, a prime), so one wrong character or two swapped
neighbours are always noticed; numbers whose check would be a punctuation mark are never drawn.
"""

from collections.abc import Callable, Container
from typing import Final

from narvaro_desktop.errors import NarvaroError

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECK: Final = 37
_DRAWN: Final = 6
_HEARD: Final = str.maketrans("OIL", "011", " \u00a0")


class WrongCaseNumber(NarvaroError):
    """The text is no ärendenummer: a character is wrong, missing or swapped."""


def draw(below: Callable[[int], int], taken: Container[str] = ()) -> str:
    """A new number that is not in `taken`; `below(n)` gives a random integer 0 … n-1."""
    while True:
        value = below(len(_ALPHABET) ** _DRAWN)
        check = value % _CHECK
        if check < len(_ALPHABET) and (number := _written(value) + _ALPHABET[check]) not in taken:
            return number


def read(text: str) -> str:
    """The number that a person wrote or heard as `text`: any case, spaces, O for 0, I or L for 1."""
    number, dash, times = text.upper().translate(_HEARD).partition("-")
    if len(number) != _DRAWN + 1 or any(sign not in _ALPHABET for sign in number):
        raise WrongCaseNumber
    if _value(number[:-1]) % _CHECK != _ALPHABET.index(number[-1]):
        raise WrongCaseNumber
    if dash and not (times.isascii() and times.isdigit() and not times.startswith("0") and int(times) > 1):
        raise WrongCaseNumber
    return number + dash + times


def reopened(number: str) -> str:
    """The number of the same case when it is opened again: -2, then -3."""
    first, _dash, times = read(number).partition("-")
    return f"{first}-{int(times or '1') + 1}"


def first(number: str) -> str:
    """The number that the case had when it was first opened."""
    return read(number).partition("-")[0]


def _written(value: int) -> str:
    return "".join(_ALPHABET[value >> 5 * place & 31] for place in reversed(range(_DRAWN)))


def _value(drawn: str) -> int:
    return sum(_ALPHABET.index(sign) << 5 * place for place, sign in enumerate(reversed(drawn)))
