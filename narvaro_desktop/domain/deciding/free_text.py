"""The one free text of an anmälan: short, and held up when it seems to say more than it should."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from narvaro_desktop.domain.case_terms import FreeTextFinding
from narvaro_desktop.domain.masking_text import is_name
from narvaro_desktop.errors import NarvaroError

LONGEST: Final = 300
_LONG_STEM: Final = 5
_NUMBER: Final = re.compile(
    r"(?<!\d)(?:19|20)?\d{2}[01]\d{3}[-+ ]?(?:\d{4}|T\d{3}|TF\d{2})(?!\d)", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]+")


class FreeTextTooLong(NarvaroError):
    """The text has `length` characters; LONGEST are allowed."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length


class FreeTextHeld(NarvaroError):
    """The text has `count` places that a person must read again and confirm."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in the text, from character `start` up to `end`."""

    kind: FreeTextFinding
    start: int
    end: int


def findings(text: str, stems: Iterable[str], others: Collection[str] = ()) -> tuple[Finding, ...]:
    """The places in `text` to read again: numbers, words that hold one of `stems`, and names of `others`.

    A stem counts at the beginning of a word, and a long one inside a compound too; a name (case folded)
    counts where a whole word begins with a capital.
    """
    wanted = tuple(stem.casefold() for stem in stems)
    numbers = [
        Finding(FreeTextFinding.IDENTITY_NUMBER, place.start(), place.end())
        for place in _NUMBER.finditer(text)
    ]
    words = [
        Finding(FreeTextFinding.SENSITIVE_WORD, place.start(), place.end())
        for place in _WORD.finditer(text)
        if _holds(place[0].casefold(), wanted)
    ]
    names = [
        Finding(FreeTextFinding.OTHER_NAME, place.start(), place.end())
        for place in _WORD.finditer(text)
        if is_name(place[0]) and _named(place[0].casefold(), others)
    ]
    return tuple(sorted(numbers + words + names, key=lambda finding: finding.start))


def accepted(text: str, stems: Iterable[str], confirmed: bool, others: Collection[str] = ()) -> str:
    """`text` without space around it; raises FreeTextTooLong, or FreeTextHeld until it is confirmed."""
    trimmed = text.strip()
    if len(trimmed) > LONGEST:
        raise FreeTextTooLong(len(trimmed))
    if not confirmed and (found := findings(trimmed, stems, others)):
        raise FreeTextHeld(len(found))
    return trimmed


def _holds(word: str, stems: tuple[str, ...]) -> bool:
    return word.startswith(stems) or any(stem in word for stem in stems if len(stem) >= _LONG_STEM)


def _named(word: str, others: Collection[str]) -> bool:
    """`Saga` and `Sagas`"""
    return word in others or word.removesuffix("s") in others
