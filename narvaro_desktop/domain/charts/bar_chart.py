"""Bars for comparing shares: one line each, its name at the left and its figure at the right of the bar."""

from collections.abc import Iterator, Sequence
from typing import Final

from narvaro_desktop.domain.charts.chart import Anchor, Cell, Item, Poly, Rect, Scene, Text, baseline
from narvaro_desktop.domain.figures.report import Bar, Chart
from narvaro_desktop.i18n import _

ROW: Final = 30
"""Pixels at 100 % for one bar."""
_SIZE: Final = 13
_LETTER: Final = 0.64
_THICK: Final = 0.56
_FOOT: Final = 22
_LONGEST: Final = 24


def high(chart: Chart, scale: float = 1) -> float:
    """How high the chart wants to be."""
    return (max(1, len(chart.bars)) * ROW + _FOOT) * scale


def bars(chart: Chart, width: float, scale: float = 1, room: float = 0) -> Scene:
    """The axis begins at 0 and ends at a round number above the longest bar; it may be made `room` high."""
    height, size = high(chart, scale), _SIZE * scale
    letter, gap = _LETTER * size, 12 * scale
    left = min(0.4 * width, letter * max((len(_short(one.label)) for one in chart.bars), default=1) + gap)
    right = width - min(0.35 * width, letter * max((len(one.text) for one in chart.bars), default=1) + gap)
    top = _top(chart.bars)
    items: list[Item] = [*_grid(left, right, height, scale, top, chart.sign)]
    cells = []
    for place, one in enumerate(chart.bars):
        y = place * ROW * scale
        items += _bar(one, left, right, y, scale, top)
        cells.append(Cell(0, y, width, ROW * scale, place, 0, f"{one.label}: {one.text}"))
    rows = tuple((one.label, one.text) for one in chart.bars)
    name = _("Stapeldiagram: {title}, {unit}").format(title=chart.title, unit=chart.unit)
    return Scene(name, width, room or height, tuple(items), tuple(cells), ("", chart.title), rows)


def _bar(one: Bar, left: float, right: float, y: float, scale: float, top: int) -> Iterator[Item]:
    size, middle = _SIZE * scale, y + ROW * scale / 2
    yield Text(left - 10 * scale, baseline(middle, size), _short(one.label), "text", size, 400, Anchor.END)
    long = max(0.0, (right - left) * (one.tenths or 0) / top)
    if one.tenths:
        thick = _THICK * ROW * scale
        yield Rect(left, middle - thick / 2, max(long, 2.0), thick, fill="accent", radius=2)
    token, start = "text2" if one.tenths is None else "text", left + long + 8 * scale
    yield Rect(start - 2 * scale, middle - size / 2, _LETTER * size * len(one.text), size, fill="surface")
    yield Text(start, baseline(middle, size), one.text, token, size, 600)


def _grid(left: float, right: float, height: float, scale: float, top: int, sign: str) -> Iterator[Item]:
    floor, size = height - _FOOT * scale, (_SIZE - 1) * scale
    for part in range(5):
        x = left + (right - left) * part / 4
        yield Poly(((x, 0), (x, floor)), stroke="line_strong" if not part else "line")
        number = f"{top * part / 40:g}".replace(".", ",")
        words = f"{number}\N{NO-BREAK SPACE}{sign}" if part == 4 and sign else number
        yield Text(x, floor + 16 * scale, words, "text2", size, 400, Anchor.MIDDLE)


def _top(shown: Sequence[Bar]) -> int:
    """Tenths at the end of the axis, which four steps divide into round numbers."""
    highest = max((one.tenths or 0 for one in shown), default=0)
    steps = sorted({one * int(10**power) for power in range(1, 9) for one in (4, 8, 10, 20, 40, 60)})
    return next(end for end in steps if end >= highest)


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
