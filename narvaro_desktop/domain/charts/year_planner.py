"""A läsår day by day, and its picture: a row for each month, a cell for each day, in what it counts as."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from narvaro_desktop.domain.charts.chart import Anchor, Cell, Item, Rect, Scene, Text, baseline, hatch
from narvaro_desktop.domain.holidays import red_days
from narvaro_desktop.domain.schooldays import AcademicYear, SchoolCalendar
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_, _

ROW_HIGH = 30
_TEXT, _GAP, _RADIUS, _HATCH, _LEFT, _ABOVE = 12, 3, 5, 6, 46, 20
_LETTER = 0.62  # of the text size: about as wide as a letter is
_DAYS = 31


class DayUse(Term):
    """What a day of the läsår counts as."""

    SCHOOL = "school", N_("skoldag")
    BREAK = "break", N_("lov")
    STAFF = "staff", N_("studiedag")
    RED = "red", N_("röd dag")
    WEEKEND = "weekend", N_("lördag eller söndag")
    OUTSIDE = "outside", N_("utanför terminerna")


MONTHS = (
    N_("jan"), N_("feb"), N_("mar"), N_("apr"), N_("maj"), N_("jun"),
    N_("jul"), N_("aug"), N_("sep"), N_("okt"), N_("nov"), N_("dec"),
)  # fmt: skip
_UNSAID = (DayUse.WEEKEND, DayUse.OUTSIDE)
_FILLS = {
    DayUse.SCHOOL: ("heat1", "on_heat1"),
    DayUse.STAFF: ("warn_soft", "warn"),
    DayUse.RED: ("bad_soft", "bad"),
}


@dataclass(frozen=True, slots=True)
class YearDay:
    """`name` is that of its lov or of its red day."""

    day: date
    use: DayUse
    name: str = ""


def year_days(calendar: SchoolCalendar, year: AcademicYear) -> tuple[YearDay, ...]:
    """Every day from August to July."""
    return tuple(_day(calendar, day) for day in year.span)


def count(days: Iterable[YearDay], use: DayUse) -> int:
    """How many weekdays count as that."""
    return sum(day.use is use and day.day.weekday() < 5 for day in days)


def planner_height(days: Iterable[YearDay]) -> int:
    """Pixels at 100 %."""
    return _ABOVE + ROW_HIGH * len(_months(days))


def year_planner(days: tuple[YearDay, ...], width: float, scale: float = 1) -> Scene:
    """The months that have any term in them."""
    months = _months(days)
    size, left, high = _TEXT * scale, _LEFT * scale, ROW_HIGH * scale
    wide = (width - left) / _DAYS
    items: list[Item] = []
    cells: list[Cell] = []
    for number in range(1, _DAYS + 1):
        if number % 5 == 0 or number == 1:
            middle = left + (number - 0.5) * wide
            items.append(Text(middle, 12 * scale, str(number), "text2", size, anchor=Anchor.MIDDLE))
    for row, month in enumerate(months):
        top = _ABOVE * scale + row * high
        label = _(MONTHS[month[1] - 1])
        items.append(Text(0, baseline(top + (high - _GAP) / 2, size), label, "text2", size))
        for day in (one for one in days if (one.day.year, one.day.month) == month):
            box = (left + (day.day.day - 1) * wide, top, wide - _GAP, high - _GAP)
            items += _cell(box, day, size)
            cells.append(Cell(*box, row, day.day.day - 1, _said(day)))
    rows = tuple((one.day.isoformat(), _words(one)) for one in days if one.use not in _UNSAID)
    name = _("Läsårets dagar")
    tall = planner_height(days) * scale
    return Scene(name, width, tall, tuple(items), tuple(cells), (_("Dag"), _("Räknas som")), rows)


def _day(calendar: SchoolCalendar, day: date) -> YearDay:
    red = red_days(day.year).get(day)
    if red is not None:
        return YearDay(day, DayUse.RED, red)
    if day.weekday() > 4:
        return YearDay(day, DayUse.WEEKEND)
    lov = next((one for one in calendar.breaks if day in one.span), None)
    if lov is not None:
        return YearDay(day, DayUse.BREAK, lov.name)
    if calendar.term_of(day) is None:
        return YearDay(day, DayUse.OUTSIDE)
    return YearDay(day, DayUse.STAFF if day in calendar.staff_days else DayUse.SCHOOL)


def _months(days: Iterable[YearDay]) -> list[tuple[int, int]]:
    return sorted({(one.day.year, one.day.month) for one in days if one.use is DayUse.SCHOOL})


def _cell(box: tuple[float, float, float, float], day: YearDay, size: float) -> list[Item]:
    items: list[Item] = []
    fill, token = _FILLS.get(day.use, (None, "text3"))
    if fill:
        items.append(Rect(*box, fill=fill, radius=_RADIUS))
    elif day.use is DayUse.BREAK:
        inner = (box[0] + 1, box[1] + 1, box[2] - 2, box[3] - 2)
        items += [Rect(*box, stroke="line", radius=_RADIUS), *hatch(*inner, _HATCH, "line")]
    words = str(day.day.day)
    if day.use not in _UNSAID and box[2] >= _LETTER * size * 2:
        middle = (box[0] + box[2] / 2, baseline(box[1] + box[3] / 2, size))
        items.append(Text(*middle, words, token, size, 600 if fill else 400, Anchor.MIDDLE))
    return items


def _words(one: YearDay) -> str:
    return f"{one.use.label}, {_(one.name)}" if one.name else one.use.label


def _said(one: YearDay) -> str:
    return f"{one.day.day} {_(MONTHS[one.day.month - 1])}: {_words(one)}"
