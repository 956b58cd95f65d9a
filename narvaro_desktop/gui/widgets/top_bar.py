"""The top bar: where one is, that it is saved, the search that Ctrl K opens, and the bell."""

from collections.abc import Sequence
from datetime import time

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from narvaro_desktop.gui import announce, icons, theme
from narvaro_desktop.gui.tokens import TOP_BAR
from narvaro_desktop.gui.widgets.buttons import Button, icon_button
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _

_MINUTE = 60_000
_A_WHILE = 300
"""Milliseconds before an act is said to be under way: most are done by then, and nothing flickers."""


class SearchButton(Button):
    """Looks like a field and opens the palette; its keys stand at the right."""

    _narrow = False

    def __init__(self) -> None:
        super().__init__(text=_("Sök eller kör kommando"), icon="search", kind="search")
        self.setAccessibleName(_("Sök eller kör kommando, Ctrl K"))
        self.restyle()

    def fold(self, narrow: bool) -> None:
        self._narrow = narrow
        self.setText("" if narrow else _("Sök eller kör kommando"))
        self.restyle()

    def restyle(self) -> None:
        super().restyle()
        self.setFixedWidth(theme.px(46 if self._narrow else 280))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._narrow:
            return
        painter = QPainter(self)
        painter.setFont(theme.font("pill"))
        painter.setPen(theme.colour("text2"))
        room = self.rect().adjusted(0, 0, -theme.px(14), 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), _("Ctrl K"))
        painter.end()


class TopBar(QWidget, theme.Themed):
    """`crumbPressed` tells the page key of a step of the way here."""

    crumbPressed = Signal(str)
    searchPressed = Signal()
    bellPressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._crumbs = QHBoxLayout()
        theme.space(self._crumbs, gap=8)
        self._way: tuple[Sequence[tuple[str, str]], str] = ((), "")
        self._saved_icon, self._saved = QLabel(), label("", "caption2")
        self._last = ""
        self._since_told = QElapsedTimer()
        self._soon = QTimer(self, singleShot=True, interval=_A_WHILE)
        self._soon.timeout.connect(lambda: self._saved.setText(_("Sparar …")))
        self.search = SearchButton()
        self.search.clicked.connect(self.searchPressed)
        self.bell = icon_button("bell", _("Nytt sedan sist"))
        self.bell.clicked.connect(self.bellPressed)
        line = QHBoxLayout(self)
        theme.space(line, (24, 0, 16, 0), 12)
        line.addLayout(self._crumbs, 1)
        for widget in (self._saved_icon, self._saved, self.search, self.bell):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._saved_icon.hide()
        self.restyle()

    def set_crumbs(self, way: Sequence[tuple[str, str]], here: str) -> None:
        """The way to `here`: (page key, words) of each page above."""
        self._way = (way, here)
        empty(self._crumbs)
        for key, words in way:
            button = Button(text=words, kind="crumb")
            button.clicked.connect(lambda _on=False, key=key: self.crumbPressed.emit(key))
            self._crumbs.addWidget(button)
            arrow = QLabel()
            arrow.setPixmap(icons.pixmap("chevron-right", "text3", 16, self.devicePixelRatioF()))
            self._crumbs.addWidget(arrow)
        last = label(here, "strong")
        last.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._crumbs.addWidget(last, 1)

    def saving(self, is_on: bool) -> None:
        """ "Sparar …" where an act takes its time; when it has ended, what was last saved."""
        if is_on:
            self._soon.start()
        else:
            self._soon.stop()
            self._saved.setText(self._last)

    def saved_at(self, when: time) -> None:
        """ "Sparat 14:02"; read out at most once a minute."""
        self._last = _("Sparat {time}").format(time=when.strftime("%H:%M"))
        self._saved.setText(self._last)
        self._saved_icon.show()
        if not self._since_told.isValid() or self._since_told.elapsed() > _MINUTE:
            self._since_told.start()
            announce.say(self, self._saved.text())

    def set_news(self, count: int) -> None:
        """Let the bell say how much is new."""
        words = _("Nytt sedan sist, {n} nya").format(n=count) if count else _("Nytt sedan sist")
        self.bell.setAccessibleName(words)
        self.bell.setToolTip(words)
        self.bell.setProperty("iconName", "bell-dot" if count else "bell")

    def saved_words(self) -> str:
        return self._saved.text()

    def fold(self, narrow: bool) -> None:
        """The search as an icon alone, where there is little room."""
        self.search.fold(narrow)

    def restyle(self) -> None:
        self.setFixedHeight(theme.px(TOP_BAR))
        self._saved_icon.setPixmap(icons.pixmap("circle-check", "ok", 16, self.devicePixelRatioF()))
        self.set_crumbs(*self._way)
