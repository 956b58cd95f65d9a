"""A date as text, 2026-10-05, with a calendar beside it; checked when the field is left.

Tab goes from the text to the next question; Alt and arrow down, or F4, opens the calendar, as in a list.
"""

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget, QWidgetAction

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.buttons import icon_button
from narvaro_desktop.gui.widgets.calendar_popup import make_calendar
from narvaro_desktop.i18n import _


class DateField(QWidget, theme.Themed):
    """`changed` tells the date, or None, each time the field is left or a day is picked."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(_("åååå-mm-dd"))
        self.set_name(name)
        self._button = icon_button("calendar", _("Välj datum i kalender"))
        self._button.setToolTip(f"{self._button.toolTip()} (F4)")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self._open_calendar)
        line = QHBoxLayout(self)
        theme.space(line, gap=4)
        line.addWidget(self.edit)
        line.addWidget(self._button)
        line.addStretch(1)
        self.setFocusProxy(self.edit)
        self.edit.editingFinished.connect(self._left)
        self._told: date | None = None
        self.restyle()

    def set_name(self, name: str) -> None:
        self.edit.setAccessibleName(name)

    def restyle(self) -> None:
        self.edit.setFixedWidth(theme.px(140))

    def day(self) -> date | None:
        """The date written, or None where there is none or it is no date."""
        return _read(self.edit.text())

    def set_day(self, day: date | None) -> None:
        """Show a date without telling."""
        self.edit.setText(day.isoformat() if day else "")
        self._told = day

    def fault(self) -> str:
        """What to write instead, or nothing."""
        if self.edit.text().strip() and self.day() is None:
            return _("Skriv datum som {example}.").format(example="2026-10-05")
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if is_down or (event.key() == Qt.Key.Key_F4 and not event.modifiers()):
            self._open_calendar()
        else:
            super().keyPressEvent(event)

    def _left(self) -> None:
        day = self.day()
        if day is not None:
            self.edit.setText(day.isoformat())
        self.edit.setProperty("fault", bool(self.fault()))
        self.edit.style().polish(self.edit)
        if day != self._told or self.fault():
            self._told = day
            self.changed.emit(day)

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        calendar = make_calendar(menu)
        if day := self.day():
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.activated.connect(lambda picked: self._pick(picked, menu))
        calendar.clicked.connect(lambda picked: self._pick(picked, menu))
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        calendar.setFocus()

    def _pick(self, picked: QDate, menu: QMenu) -> None:
        self.edit.setText(date(picked.year(), picked.month(), picked.day()).isoformat())
        menu.close()
        self._left()


def _read(text: str) -> date | None:
    """A day from "2026-10-05", "20261005" or "261005"; None for anything else."""
    digits = text.strip().replace("-", "").replace("/", "").replace(".", "")
    if not digits.isdecimal() or len(digits) not in (6, 8):
        return None
    digits = digits if len(digits) == 8 else f"20{digits}"
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
