"""Names in Swedish order: å, ä, ö after z on every system, small and capital letters alike."""

import unicodedata
from functools import lru_cache

_LAST = {"å": "{", "ä": "|", "ö": "}", "æ": "|", "ø": "}"}


def sort_key(name: str) -> str:
    """A text whose plain order is the Swedish order of names; stored beside the name.

    é sorts as e, ü as u; å, ä, ö become the three characters after z in ASCII.
    """
    return "".join(map(_rank, unicodedata.normalize("NFC", name).casefold())).strip()


def search_key(text: str) -> str:
    """What a search compares: case, accents and repeated blanks forgotten, å, ä, ö kept."""
    return " ".join("".join(map(_plain, unicodedata.normalize("NFC", text).casefold())).split())


def _rank(letter: str) -> str:
    return _LAST.get(letter) or _plain(letter)


@lru_cache(maxsize=1024)  # thousands of names are written with a hundred letters
def _plain(letter: str) -> str:
    if letter in _LAST:
        return letter
    parts = unicodedata.normalize("NFD", letter)
    return "".join(part for part in parts if not unicodedata.combining(part))
