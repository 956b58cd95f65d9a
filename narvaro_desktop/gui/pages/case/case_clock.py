"""The legal clock on the case page: each stop of 7 kap. 19 a § with its day, or until when there is time."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from narvaro_desktop.domain.casework.legal_clock import Pace, Station, Stop
from narvaro_desktop.gui import days, icons, theme
from narvaro_desktop.gui.pages.case.case_shown import CaseShown
from narvaro_desktop.gui.tokens import Kind
from narvaro_desktop.gui.widgets.card import Card, empty
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.casework.legal_clock import LegalClock

_WIDE = 156
_MARKS: dict[Pace, tuple[str, str]] = {
    Pace.DONE: ("circle-check", "ok"),
    Pace.PASSED: ("circle-check", "text3"),
    Pace.NOW: ("clock", "accent"),
    Pace.WARNED: ("triangle-alert", "warn"),
    Pace.LATE: ("circle-alert", "bad"),
    Pace.LATER: ("minus", "text3"),
    Pace.OPTIONAL: ("minus", "text3"),
}
_KINDS: dict[Pace, Kind] = {Pace.WARNED: "warn", Pace.LATE: "bad", Pace.NOW: "accent"}


class ClockCard(Card, theme.Themed):
    """From the limit that was reached to the result: what is done, what is next, what is late."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, title=_("Utredning och anmälan"))
        self._stops = Stops()
        self._words, self._late = label("", "body2", wrap=True), label("", "fault", wrap=True)
        self._is_late, self._mark = QWidget(), QLabel()
        line = QHBoxLayout(self._is_late)
        theme.space(line, gap=6)
        line.addWidget(self._mark)
        line.addWidget(self._late, 1)
        for each in (self._stops, self._words, self._is_late):
            self.add(each)
        self.restyle()
        self._shown: object = None

    def restyle(self) -> None:
        self._mark.setPixmap(icons.pixmap("circle-alert", "bad", 16, self.devicePixelRatioF()))

    def show_case(self, shown: CaseShown) -> None:
        clock = shown.clock
        self.setVisible(clock is not None)
        if clock is None or self._shown == (clock, shown.today):
            return
        self._shown = clock, shown.today
        self.set_aside(label(clock.law, "caption"))
        self._stops.show_tiles([StopTile(stop, shown.today) for stop in clock.stops])
        words = below(clock, shown.today)
        self._words.setText(words)
        self._words.setVisible(bool(words) and not is_late(clock, shown.today))
        self._late.setText(words)
        self._is_late.setVisible(is_late(clock, shown.today))


class Stops(QWidget):
    """The stops side by side, as many on a line as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        theme.space(self._grid, gap=16)
        self._tiles: list[StopTile] = []
        self._across = 0

    def show_tiles(self, tiles: list["StopTile"]) -> None:
        empty(self._grid)
        self._tiles, self._across = tiles, 0
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        room = max(1, self.width() // theme.px(_WIDE))
        across = min(room, len(self._tiles))
        if across == self._across or not across:
            return
        for column in range(max(across, self._across)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        self._across = across
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // across, place % across, Qt.AlignmentFlag.AlignTop)


class StopTile(QWidget, theme.Themed):
    """One stop: its mark, its name, its day, and how much time there is."""

    def __init__(self, stop: Stop, today: date) -> None:
        super().__init__()
        self._stop = stop
        day, time = day_words(stop, today), time_words(stop)
        self.setAccessibleName(", ".join(filter(None, (stop.station.label, stop.pace.label, day, time))))
        self._mark = QLabel()
        column = QVBoxLayout()
        theme.space(column, gap=2)
        quiet = stop.pace in (Pace.LATER, Pace.OPTIONAL)
        column.addWidget(label(stop.station.label, "body2" if quiet else "strong", wrap=True))
        if day:
            column.addWidget(label(day, "caption2", wrap=True))
        if time and stop.pace in (Pace.WARNED, Pace.LATE):
            column.addWidget(Pill(time, _KINDS[stop.pace]), 0, Qt.AlignmentFlag.AlignLeft)
        elif time:
            column.addWidget(label(time, "caption", wrap=True))
        column.addStretch()
        line = QHBoxLayout(self)
        theme.space(line, gap=8)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)
        self.restyle()

    def restyle(self) -> None:
        name, token = _MARKS[self._stop.pace]
        self._mark.setPixmap(icons.pixmap(name, token, 18, self.devicePixelRatioF()))


def day_words(stop: Stop, today: date) -> str:
    """`2 okt`, `senast 2 nov`, or that there is no day."""
    if stop.on is not None:
        return days.short(stop.on, today)
    if stop.pace is Pace.PASSED:
        return _("ingen dag antecknad")
    if stop.pace is Pace.OPTIONAL:
        return _("frivilligt i gymnasieskolan")
    if stop.due_on is not None:
        return _due_words(stop).format(day=days.short(stop.due_on, today))
    return _("väntar") if stop.pace is Pace.NOW else ""


def _due_words(stop: Stop) -> str:
    """An anmälan is made when the utredning is opened; the last day is when it counts as overdue."""
    if stop.station is Station.RECHECK:
        return _("tas upp {day}")
    if stop.station is not Station.NOTIFIED or stop.pace is Pace.LATE:
        return _("senast {day}")
    return _("nu, senast {day}") if stop.pace is Pace.WARNED else _("i dag, senast {day}")


def time_words(stop: Stop) -> str:
    """How many school days are left or have gone; nothing for what is done."""
    count = stop.school_days
    if count is None or stop.on is not None:
        return ""
    if stop.due_on is None:
        if count == 0:
            return ""
        return ngettext("sedan {n} skoldag", "sedan {n} skoldagar", count).format(n=count)
    if stop.pace is Pace.LATE:
        if count == 0:
            return _("tiden är ute")
        return ngettext("{n} skoldag sen", "{n} skoldagar sen", -count).format(n=-count)
    if stop.station is Station.NOTIFIED:
        return ngettext("{n} skoldag kvar", "{n} skoldagar kvar", count).format(n=count) if count else ""
    if count == 0:
        return _("i dag")
    return ngettext("om {n} skoldag", "om {n} skoldagar", count).format(n=count)


def is_late(clock: LegalClock, today: date) -> bool:
    """Whether the utredning should have been finished."""
    return clock.finished_on is None and clock.finish_by is not None and clock.finish_by < today


def below(clock: LegalClock, today: date) -> str:
    """How the utredning itself stands."""
    if clock.finished_on is not None:
        return _("Utredningen blev klar {day}.").format(day=days.short(clock.finished_on, today))
    if clock.finish_by is None:
        return ""
    day = days.short(clock.finish_by, today)
    if is_late(clock, today):
        return _("Utredningen skulle ha varit klar {day}.").format(day=day)
    return _("Utredningen ska vara klar {day}.").format(day=day)
