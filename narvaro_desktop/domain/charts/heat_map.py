"""The heat map: absence for each weekday and week, every cell with its number."""

from collections.abc import Sequence
from dataclasses import dataclass

from narvaro_desktop.domain.absence.weekly import DayAbsence, DayKind, WeekAbsence
from narvaro_desktop.domain.charts.chart import Anchor, Cell, Item, Rect, Scene, Text, baseline, hatch
from narvaro_desktop.i18n import N_, _

WEEKDAYS = (N_("mån"), N_("tis"), N_("ons"), N_("tor"), N_("fre"))
BINS = ((0, "0"), (15, "1–15"), (40, "16–40"), (70, "41–70"), (100, "71–100"))
"""The highest percentage of each colour, and how the legend says it."""

_LEGEND_WORDS = (*(label for _highest, label in BINS), N_("ledigt"))

_LEFT, _WEEK_LINE, _LEGEND, _TEXT = 34, 24, 26, 12
_GAP, _RADIUS, _NARROWEST, _HATCH = 3, 5, 28, 6
_SWATCH = 12
_LETTER = 0.62  # of the text size: about as wide as a letter is
_BOLD_FROM = 3


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the cells lie; `scale` is the text scale."""

    width: float
    height: float
    scale: float
    columns: int

    @property
    def left(self) -> float:
        return _LEFT * self.scale

    @property
    def cell_width(self) -> float:
        return (self.width - self.left - _GAP * (self.columns - 1)) / self.columns

    @property
    def cell_height(self) -> float:
        return max(0.0, (self.height - self.below - _GAP * 4) / 5)

    @property
    def below(self) -> float:
        """The room of the week numbers and the legend."""
        return (_WEEK_LINE + _LEGEND * (1 + self.legend[-1][1])) * self.scale

    @property
    def bottom(self) -> float:
        return 5 * self.cell_height + 4 * _GAP

    @property
    def legend(self) -> list[tuple[float, int]]:
        """Where each part of the legend stands: its left edge and its line."""
        x, line, places = self.left, 0, list[tuple[float, int]]()
        for wide in map(self.wide, _LEGEND_WORDS):
            if places and x + wide > self.width:
                x, line = self.left, line + 1
            places.append((x, line))
            x += wide + 14 * self.scale
        return places

    def wide(self, label: str) -> float:
        """About the width of a part of the legend: a swatch, a gap, the words."""
        return (_SWATCH + 6 + _LETTER * len(label) * _TEXT) * self.scale

    def x(self, column: int) -> float:
        return self.left + column * (self.cell_width + _GAP)

    def y(self, row: int) -> float:
        return row * (self.cell_height + _GAP)


def heat_map(weeks: Sequence[WeekAbsence], width: float, height: float, scale: float = 1) -> Scene:
    """The last weeks that the width has room for; the table has them all."""
    room = int((width - _LEFT * scale + _GAP) // (_NARROWEST * scale + _GAP))
    shown = weeks[-max(1, room) :]
    grid = _Grid(width, height, scale, max(1, len(shown)))
    items: list[Item] = []
    cells: list[Cell] = []
    for row, weekday in enumerate(WEEKDAYS):
        middle = grid.y(row) + grid.cell_height / 2
        items.append(Text(0, baseline(middle, _TEXT * scale), _(weekday), "text2", _TEXT * scale))
    for column, week in enumerate(shown):
        for row, day in enumerate(week.days):
            items += _cell(grid, row, column, day)
            place = (grid.x(column), grid.y(row), grid.cell_width, grid.cell_height)
            cells.append(Cell(*place, row, column, _name(week, row, day)))
    items += _week_line(grid, shown)
    items += _legend(grid)
    header = (_("Vecka"), *map(_, WEEKDAYS), _("hela veckan"))
    return Scene(_title(weeks), width, height, tuple(items), tuple(cells), header, tuple(map(_row, weeks)))


def bin_of(percent: int) -> int:
    """Which of the five colours a whole percentage has."""
    return next(place for place, (highest, _label) in enumerate(BINS) if percent <= highest)


def _cell(grid: _Grid, row: int, column: int, day: DayAbsence) -> list[Item]:
    box = (grid.x(column), grid.y(row), grid.cell_width, grid.cell_height)
    percent = day.share.percent
    if day.kind is DayKind.FREE:
        inner = (box[0] + 1, box[1] + 1, box[2] - 2, box[3] - 2)
        return [Rect(*box, stroke="line", radius=_RADIUS), *hatch(*inner, _HATCH, "line")]
    if day.kind is DayKind.NO_DATA or percent is None:
        return [Rect(*box, stroke="line", radius=_RADIUS)]
    place = bin_of(min(percent, 100))
    middle = (box[0] + box[2] / 2, baseline(box[1] + box[3] / 2, _TEXT * grid.scale))
    weight = 600 if place >= _BOLD_FROM else 400
    words, token = str(percent) if percent else "·", f"on_heat{place}"
    number = Text(*middle, words, token, _TEXT * grid.scale, weight, Anchor.MIDDLE)
    return [Rect(*box, fill=f"heat{place}", radius=_RADIUS), number]


def _week_line(grid: _Grid, weeks: Sequence[WeekAbsence]) -> list[Item]:
    every = 1 if grid.cell_width >= 28 * grid.scale else 2
    y, size, last = grid.bottom + 17 * grid.scale, _TEXT * grid.scale, len(weeks) - 1
    middles = [grid.x(column) + grid.cell_width / 2 for column in range(len(weeks))]
    return [
        Text(middles[column], y, _week_label(week), "text2", size, anchor=Anchor.MIDDLE)
        for column, week in enumerate(weeks)
        if (last - column) % every == 0
    ]


def _legend(grid: _Grid) -> list[Item]:
    """The five colours, and the hatch for days without school; as many lines as it takes."""
    size, swatch = _TEXT * grid.scale, _SWATCH * grid.scale
    items: list[Item] = []
    for place, ((x, line), label) in enumerate(zip(grid.legend, _LEGEND_WORDS, strict=True)):
        middle = grid.bottom + (_WEEK_LINE + _LEGEND * (0.55 + line)) * grid.scale
        box = (x, middle - swatch / 2, swatch, swatch)
        if place < len(BINS):
            items.append(Rect(*box, fill=f"heat{place}", radius=3))
        else:
            items += [Rect(*box, stroke="line", radius=3), *hatch(*box, _HATCH / 2, "line")]
        items.append(Text(x + swatch + 6 * grid.scale, baseline(middle, size), _(label), "text2", size))
    return items


def _name(week: WeekAbsence, row: int, day: DayAbsence) -> str:
    where = f"{_(WEEKDAYS[row])} {week.week.label}"
    return f"{where}: {_said(day)}"


def _said(day: DayAbsence) -> str:
    if day.kind is not DayKind.SCHOOL or day.share.percent is None:
        return day.kind.label
    return _("{percent} procent frånvaro").format(percent=day.share.percent)


def _row(week: WeekAbsence) -> tuple[str, ...]:
    days = (day.share.text() if day.kind is DayKind.SCHOOL else day.kind.label for day in week.days)
    return (week.week.label, *days, DayKind.FREE.label if week.free else week.share.text())


def _week_label(week: WeekAbsence) -> str:
    return _("v{number}").format(number=week.week.number)


def _title(weeks: Sequence[WeekAbsence]) -> str:
    if not weeks:
        return _("Frånvaro per veckodag")
    first, last = weeks[0].week.label, weeks[-1].week.label
    return _("Frånvaro per veckodag, {first} till {last}, lägre är bättre").format(first=first, last=last)
