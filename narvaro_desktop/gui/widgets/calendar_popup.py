"""The calendar that a date field opens: weeks from Monday with their numbers, no red days of its own."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from narvaro_desktop.gui import icons, theme
from narvaro_desktop.i18n import _


def make_calendar(parent: QWidget) -> QCalendarWidget:
    """A calendar in the look in force."""
    calendar = QCalendarWidget(parent)
    calendar.setLocale(QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
    calendar.setAccessibleName(_("Kalender"))
    calendar.setMinimumSize(theme.px(340), theme.px(270))
    _colour(calendar)
    arrows = (
        ("qt_calendar_prevmonth", "chevron-left", _("Föregående månad")),
        ("qt_calendar_nextmonth", "chevron-right", _("Nästa månad")),
    )
    for name, picture, words in arrows:
        button = calendar.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(icons.icon(picture))
            button.setAccessibleName(words)
    return calendar


def _colour(calendar: QCalendarWidget) -> None:
    """Days in the text colour, names of days and weeks quieter."""
    header = QTextCharFormat()
    header.setForeground(theme.colour("text2"))
    header.setBackground(theme.colour("surface"))
    calendar.setHeaderTextFormat(header)
    for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        quiet = QTextCharFormat()
        quiet.setForeground(theme.colour("text3"))
        calendar.setWeekdayTextFormat(weekend, quiet)
