"""Absence that the school's absence system calls sickness: how often and how much.

Which words mean sickness is data (resources/catalogue/reasons.json); the program never guesses.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from narvaro_desktop.domain.absence.shares import Share


@dataclass(frozen=True, slots=True)
class SickWords:
    """A reason means sickness where it begins with one of `begins` and with none of `never`."""

    begins: tuple[str, ...]
    never: tuple[str, ...]

    def means(self, reason: str) -> bool:
        word = reason.strip().casefold()
        return word.startswith(self.begins) and not word.startswith(self.never)


@dataclass(frozen=True, slots=True)
class Sickness:
    """One pupil's sickness in a span: `minutes` of `known` minutes, and its occasions."""

    occasions: int
    minutes: int
    known: int

    @property
    def share(self) -> Share:
        return Share(self.minutes, self.known)


def occasions(lessons: Iterable[bool | None]) -> int:
    """Runs of sick lessons (True) in the timetable's order; no night, weekend or lov breaks one.

    A lesson of which nothing is known (None) neither breaks a run nor counts.
    """
    known = [sick for sick in lessons if sick is not None]
    return sum(sick and not before for before, sick in zip([False, *known], known, strict=False))
