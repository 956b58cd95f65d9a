"""A grid of percentages: lessons by weekday, classes by week. Every cell carries its number."""

from dataclasses import dataclass

from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.domain.charts.chart import Anchor, Cell, Item, Rect, Scene, Text, baseline
from narvaro_desktop.domain.charts.heat_map import BINS
from narvaro_desktop.i18n import _

ONE_PUPIL = tuple(highest for highest, _label in BINS[:-1])
MANY_PUPILS = (2, 5, 9, 14)
"""Where many pupils are counted together the shares are small, and 15 percent is much."""
ROW_HIGH = 26
BELOW = 24
_TEXT, _GAP, _RADIUS, _NARROWEST, _BOLD_FROM = 12, 3, 5, 30, 3
_LETTER = 0.62  # of the text size: about as wide as a letter is


@dataclass(frozen=True, slots=True)
class Grid:
    """`shares[row][column]`; `said` is what a cell's number is, with {percent}.

    `highest` has the highest percentage of each colour but the last: those of the heat map, or of its own.
    """

    name: str
    corner: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    shares: tuple[tuple[Share, ...], ...]
    said: str
    highest: tuple[int, ...] = ONE_PUPIL

    @property
    def high(self) -> int:
        """Pixels at 100 %."""
        return ROW_HIGH * len(self.rows) + BELOW


def share_grid(grid: Grid, width: float, scale: float = 1) -> Scene:
    """The last columns that the width has room for; the table has them all."""
    size = _TEXT * scale
    left = (max((len(row) for row in grid.rows), default=0) * _LETTER + 1) * size
    room = max(1, int((width - left + _GAP) // (_NARROWEST * scale + _GAP)))
    shown = range(max(0, len(grid.columns) - room), len(grid.columns))
    wide = (width - left + _GAP) / max(1, len(shown)) - _GAP
    high = ROW_HIGH * scale
    items: list[Item] = []
    cells: list[Cell] = []
    for row, label in enumerate(grid.rows):
        top = row * high
        items.append(Text(0, baseline(top + (high - _GAP) / 2, size), label, "text2", size))
        for place, column in enumerate(shown):
            box = (left + place * (wide + _GAP), top, wide, high - _GAP)
            items += _cell(box, grid.shares[row][column], size, grid.highest)
            cells.append(Cell(*box, row, place, _name(grid, row, column)))
    below = len(grid.rows) * high + 17 * scale
    every = max(1, -(-int(_longest(grid) * _LETTER * size + 6) // max(1, int(wide + _GAP))))
    for place, column in enumerate(shown):
        if (len(shown) - 1 - place) % every == 0:
            middle = left + place * (wide + _GAP) + wide / 2
            items.append(Text(middle, below, grid.columns[column], "text2", size, anchor=Anchor.MIDDLE))
    table = tuple(
        (label, *(share.text() for share in grid.shares[row])) for row, label in enumerate(grid.rows)
    )
    header = (grid.corner, *grid.columns)
    return Scene(grid.name, width, grid.high * scale, tuple(items), tuple(cells), header, table)


def _cell(
    box: tuple[float, float, float, float], share: Share, size: float, highest: tuple[int, ...]
) -> list[Item]:
    percent = share.percent
    if percent is None:
        return [Rect(*box, stroke="line", radius=_RADIUS)]
    place = sum(percent > one for one in highest)
    words = str(percent) if percent else "·"
    middle = (box[0] + box[2] / 2, baseline(box[1] + box[3] / 2, size))
    weight = 600 if place >= _BOLD_FROM else 400
    return [
        Rect(*box, fill=f"heat{place}", radius=_RADIUS),
        Text(*middle, words, f"on_heat{place}", size, weight, Anchor.MIDDLE),
    ]


def _name(grid: Grid, row: int, column: int) -> str:
    share = grid.shares[row][column]
    words = _("uppgift saknas") if share.percent is None else grid.said.format(percent=share.percent)
    return f"{grid.rows[row]}, {grid.columns[column]}: {words}"


def _longest(grid: Grid) -> int:
    return max((len(column) for column in grid.columns), default=1)
