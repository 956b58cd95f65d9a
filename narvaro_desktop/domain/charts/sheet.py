"""A page of paper as drawing steps that any painter can follow, in points from its lower left corner."""

from dataclasses import dataclass

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[float, float, float]
Part = tuple[str, tuple[float, ...]]
"""A move (m), line (l), curve (c) or close (h), and its points."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape in page coordinates: filled, or drawn as a line `width` wide, with `dashes` of line and gap."""

    parts: tuple[Part, ...]
    colour: Colour
    width: float = 0
    opacity: float = 1
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """Text on one line that begins at the origin of `matrix`.

    `spacing` is added to each letter, and `blank` besides to each blank.
    """

    words: str
    face: str
    size: float
    colour: Colour
    matrix: Matrix
    spacing: float = 0
    blank: float = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page, `width` × `height` points."""

    width: float
    height: float
    steps: tuple[Drawn | Written, ...]
