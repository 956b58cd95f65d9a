"""A picture that knows nothing of screens: shapes and words in pixels, coloured by the names of tokens.

The window and the PDF paint the same scene, each with its own palette. The origin is the top left corner; a
text stands on its baseline. Every mark that carries a figure is also a cell with words, and the scene has a
table.
"""

from dataclasses import dataclass
from enum import Enum


class Anchor(Enum):
    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    line: float = 1
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Text:
    """`y` is the baseline; `size` in pixels; `weight` 400 or 600."""

    x: float
    y: float
    text: str
    token: str
    size: float
    weight: int = 400
    anchor: Anchor = Anchor.START


@dataclass(frozen=True, slots=True)
class Poly:
    """A line through points, or a filled shape. `dash` is on and off in pixels; joins are round."""

    points: tuple[tuple[float, float], ...]
    stroke: str | None = None
    line: float = 1
    fill: str | None = None
    opacity: float = 1
    dash: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Circle:
    x: float
    y: float
    radius: float
    fill: str | None = None
    stroke: str | None = None
    line: float = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a figure stands, its place in the grid, and what it says in words."""

    x: float
    y: float
    width: float
    height: float
    row: int
    column: int
    name: str


Item = Rect | Text | Poly | Circle


@dataclass(frozen=True, slots=True)
class Scene:
    """`header` and `rows` say the same as a table."""

    name: str
    width: float
    height: float
    items: tuple[Item, ...]
    cells: tuple[Cell, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def baseline(middle: float, size: float) -> float:
    """The baseline of digits and capitals that stand centred on `middle`."""
    return middle + 0.36 * size


def hatch(x: float, y: float, width: float, height: float, step: float, token: str) -> tuple[Poly, ...]:
    """Slanted lines inside a box, as lines because brush patterns do not follow the scale."""
    lines, reach = [], step
    while reach < width + height:
        low, far = min(reach, height), min(reach, width)
        ends = ((x + reach - low, y + low), (x + far, y + reach - far))
        lines.append(Poly(ends, stroke=token))
        reach += step
    return tuple(lines)
