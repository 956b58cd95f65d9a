"""The weekly trend: absence for each week as a line, the limit dashed in words, a missing week as a gap."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from narvaro_desktop.domain.absence.shares import Limit, Share
from narvaro_desktop.domain.absence.weekly import DayKind, WeekAbsence
from narvaro_desktop.domain.case_terms import Operator
from narvaro_desktop.domain.charts.chart import Anchor, Cell, Circle, Item, Poly, Rect, Scene, Text, baseline
from narvaro_desktop.i18n import _

_LEFT, _BELOW, _ABOVE, _RIGHT, _TEXT = 34, 24, 18, 14, 12
_LINE, _LIMIT_LINE, _RING, _DOT = 2.2, 1.5, 4, 2.5
_DASH = (6.0, 4.0)
_MARK_DASH = (2.0, 3.0)
_OTHER_LINE = 1.5
_OTHER_DASHES = ((5.0, 3.0), (1.5, 2.5))
_LABEL_ROOM = 40
_LETTER = 0.62  # of the text size: about as wide as a letter is
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Axes:
    """`top` is the percentage of the uppermost line."""

    width: float
    height: float
    scale: float
    count: int
    top: int

    @property
    def left(self) -> float:
        return _LEFT * self.scale

    @property
    def right(self) -> float:
        return self.width - _RIGHT * self.scale

    @property
    def floor(self) -> float:
        return self.height - _BELOW * self.scale

    @property
    def step(self) -> float:
        return (self.right - self.left) / max(1, self.count - 1)

    def x(self, place: int) -> float:
        return self.left + place * self.step if self.count > 1 else (self.left + self.right) / 2

    def y(self, percent: float) -> float:
        ceiling = _ABOVE * self.scale
        return self.floor - (self.floor - ceiling) * percent / self.top

    def point(self, place: int, share: Share) -> Point:
        return self.x(place), self.y(100 * share.part / share.whole)


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on which something began, and the number that it has on the page."""

    day: date
    number: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Another line to compare with, week by week: the pupil's own level, the class, the läsår before."""

    name: str
    shares: tuple[Share, ...]


def weekly_trend(
    weeks: Sequence[WeekAbsence], width: float, height: float, limit: Limit | None = None, scale: float = 1,
    marks: Sequence[Mark] = (), beside: Sequence[Beside] = (),
) -> Scene:  # fmt: skip
    """The axis reaches to the next twenty above the highest value and the limit; marks stand in weeks."""
    axes = _Axes(width, height, scale, len(weeks), _top(weeks, limit, beside))
    begun = _begun(weeks, marks)
    items = [*_grid(axes), *_week_labels(axes, weeks), *_marks(axes, begun)]
    for number, other in enumerate(beside):
        items += _other(axes, other, number)
    items += _names(axes, beside)
    if limit is not None:
        y = axes.y(limit.value)
        items.append(Poly(((axes.left, y), (axes.right, y)), stroke="warn", line=_LIMIT_LINE, dash=_DASH))
    for run in _runs(axes, weeks):
        items += _line(axes, run)
    if limit is not None:
        items.append(_limit_words(axes, weeks, limit))
    items += _last(axes, weeks, limit)
    cells = tuple(
        Cell(axes.x(place) - axes.step / 2, 0, axes.step, axes.floor, 0, place, _name(week, begun.get(place)))
        for place, week in enumerate(weeks)
    )
    rows: tuple[tuple[str, ...], ...] = tuple((week.week.label, _said(week)) for week in weeks)
    header: tuple[str, ...] = (_("Vecka"), _("Frånvaro"))
    if marks:
        rows = tuple((*row, begun.get(place, "")) for place, row in enumerate(rows))
        header = (*header, _("Åtgärd börjar"))
    for other in beside:
        rows = tuple((*row, share.text()) for row, share in zip(rows, other.shares, strict=True))
        header = (*header, other.name)
    return Scene(_title(weeks, limit), width, height, tuple(items), cells, header, rows)


def _top(weeks: Sequence[WeekAbsence], limit: Limit | None, beside: Sequence[Beside]) -> int:
    drawn = [week.share for week in weeks] + [share for other in beside for share in other.shares]
    highest = max((share.percent or 0 for share in drawn), default=0)
    reach = max(highest, limit.value + 1 if limit else 0, 1)
    return min(100, -(-reach // 20) * 20)


def _grid(axes: _Axes) -> Iterator[Item]:
    size, step = _TEXT * axes.scale, 10 if axes.top == 20 else 20
    for percent in range(0, axes.top + 1, step):
        y = axes.y(percent)
        yield Poly(((axes.left, y), (axes.right, y)), stroke="line")
        label = (axes.left - 8 * axes.scale, baseline(y, size), str(percent))
        yield Text(*label, "text2", size, 400, Anchor.END)


def _week_labels(axes: _Axes, weeks: Sequence[WeekAbsence]) -> Iterator[Item]:
    every = max(1, -(-int(_LABEL_ROOM * axes.scale) // max(1, int(axes.step))))
    y = axes.floor + 17 * axes.scale
    for place, week in enumerate(weeks):
        if (len(weeks) - 1 - place) % every == 0:
            label = _("v{number}").format(number=week.week.number)
            yield Text(axes.x(place), y, label, "text2", _TEXT * axes.scale, 400, Anchor.MIDDLE)


def _begun(weeks: Sequence[WeekAbsence], marks: Sequence[Mark]) -> dict[int, str]:
    """The numbers of what began, by the place of its week: `1, 3`."""
    found: dict[int, list[int]] = {}
    for mark in marks:
        for place, week in enumerate(weeks):
            if mark.day in week.week.span:
                found.setdefault(place, []).append(mark.number)
    return {place: ", ".join(map(str, sorted(numbers))) for place, numbers in found.items()}


def _marks(axes: _Axes, begun: Mapping[int, str]) -> Iterator[Item]:
    """A line through the week, with the numbers on top of it."""
    size = _TEXT * axes.scale
    for place, numbers in begun.items():
        x, top = axes.x(place), size + 2
        yield Poly(((x, top + 3), (x, axes.floor)), stroke="line_strong", dash=_MARK_DASH)
        yield Text(x, size, numbers, "text", size, 600, Anchor.MIDDLE)


def _runs(axes: _Axes, weeks: Sequence[WeekAbsence]) -> Iterator[list[Point]]:
    """Weeks that follow on each other and have a figure."""
    for known, held in groupby(enumerate(weeks), key=lambda place: place[1].share.computable):
        if known:
            yield [axes.point(place, week.share) for place, week in held]


def _line(axes: _Axes, points: list[Point]) -> list[Item]:
    if len(points) == 1:
        return [Circle(*points[0], _DOT, fill="accent")]
    area = (*points, (points[-1][0], axes.floor), (points[0][0], axes.floor))
    return [Poly(area, fill="accent", opacity=0.1), Poly(tuple(points), stroke="accent", line=_LINE)]


def _other(axes: _Axes, other: Beside, number: int) -> Iterator[Item]:
    """A thin line with a dash of its own."""
    known = [place for place, share in enumerate(other.shares) if share.computable]
    dash = _OTHER_DASHES[number % len(_OTHER_DASHES)]
    for first, last in pairwise(known):
        if last == first + 1:
            ends = (axes.point(first, other.shares[first]), axes.point(last, other.shares[last]))
            yield Poly(ends, stroke="text3", line=_OTHER_LINE, dash=dash)


def _names(axes: _Axes, beside: Sequence[Beside]) -> Iterator[Item]:
    """The dash and the name of each other line, above the picture."""
    size, x = _TEXT * axes.scale, axes.left
    for number, other in enumerate(beside):
        y, long = 0.6 * size, 22 * axes.scale
        dash = _OTHER_DASHES[number % len(_OTHER_DASHES)]
        yield Poly(((x, y), (x + long, y)), stroke="text3", line=_OTHER_LINE, dash=dash)
        yield Text(x + long + 6 * axes.scale, size, other.name, "text2", size)
        x += long + 6 * axes.scale + (len(other.name) + 2) * _LETTER * size


def _limit_words(axes: _Axes, weeks: Sequence[WeekAbsence], limit: Limit) -> Text:
    """Above the limit, at the first place where the line stays below it; else at the left."""
    words = _("Gräns {percent} %") if limit.operator is Operator.AT_LEAST else _("Gräns över {percent} %")
    label = words.format(percent=limit.value).replace(" %", "\N{NO-BREAK SPACE}%")
    size = _TEXT * axes.scale
    reach = 1 + -(-int(_LETTER * len(label) * size + 6) // max(1, int(axes.step)))
    low = [not week.share.reaches(Limit(limit.value)) for week in weeks]
    free = (place for place in range(len(weeks) - reach) if all(low[place : place + reach + 1]))
    x, y = axes.left + next(free, 0) * axes.step + 6, axes.y(limit.value) - 6 * axes.scale
    return Text(x, y, label, "warn", size, 600)


def _last(axes: _Axes, weeks: Sequence[WeekAbsence], limit: Limit | None) -> list[Item]:
    """The last week that has a figure: a ring, and the value above it."""
    known = [place for place, week in enumerate(weeks) if week.share.computable]
    if not known:
        return []
    share = weeks[known[-1]].share
    x, y = axes.point(known[-1], share)
    size = _TEXT * axes.scale
    words = share.text((limit,) if limit else ())
    right, above = min(x + 10, axes.width), max(size, y - 9 * axes.scale)
    room = _LETTER * len(words) * size
    ground = Rect(right - room, above - size, room, 1.2 * size, fill="surface", radius=3)
    label = Text(right, above, words, "accent_text", size, 600, Anchor.END)
    return [ground, Circle(x, y, _RING, fill="surface", stroke="accent", line=2), label]


def _name(week: WeekAbsence, begun: str | None) -> str:
    words = f"{week.week.label}: {_said(week)}"
    return words if begun is None else words + _(", åtgärd {numbers} börjar").format(numbers=begun)


def _said(week: WeekAbsence) -> str:
    if week.share.computable:
        return _("{percent} frånvaro").format(percent=week.share.text())
    return _("lov") if week.free else DayKind.NO_DATA.label


def _title(weeks: Sequence[WeekAbsence], limit: Limit | None) -> str:
    if not weeks:
        return _("Frånvaro per vecka")
    first, last = weeks[0].week.label, weeks[-1].week.label
    words = _("Frånvaro per vecka, {first} till {last}, lägre är bättre").format(first=first, last=last)
    return words if limit is None else words + _(", gräns {percent} procent").format(percent=limit.value)
