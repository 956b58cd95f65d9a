"""Toast: what was done, at the bottom for six seconds, with Ångra where it can be undone."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

from narvaro_desktop.gui import announce, icons, theme
from narvaro_desktop.gui.widgets.buttons import quiet
from narvaro_desktop.gui.widgets.overlay import SHADOW, Overlay
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _

_STAYS = 6000


class Toast(Overlay):
    """Lies at the bottom centre of `host`, or on top where it would hide what has the focus.

    It stays while the mouse is over it or the focus in it.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._undo: Callable[[], object] | None = None
        self._mark = QLabel()
        self._words = label("", "strong")
        self.undo_button = quiet(_("Ångra"))
        self.undo_button.clicked.connect(self._undone)
        line = self._line = QHBoxLayout(self.inner)
        theme.space(line, (16, 10, 16, 10), 10)
        for widget in (self._mark, self._words, self.undo_button):
            line.addWidget(widget)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_STAYS)
        self._clock.timeout.connect(self._leave)
        host.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.hide()

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Show `text`; with `undo` its button calls it."""
        self._undo = undo
        self._words.setText(pointed(text))
        self._mark.setPixmap(icons.pixmap("circle-check", "ok", 18, self.devicePixelRatioF()))
        self.undo_button.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._clock.start()
        announce.say(self, text)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        self._line.activate()
        self.adjustSize()
        left = (self._host.width() - self.width()) // 2
        self.move(left, self._host.height() - self.height() - theme.px(28) + SHADOW)
        focused = QApplication.focusWidget()
        if focused is not None and self._host.isAncestorOf(focused) and not self.isAncestorOf(focused):
            place = QRect(focused.mapTo(self._host, QPoint()), focused.size())
            is_small = place.height() < self._host.height() // 3  # a page or a table is not hidden by it
            if is_small and place.intersects(self.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)):
                self.move(left, theme.px(28) - SHADOW)

    def _focus_moved(self) -> None:
        if self.isVisible():
            QTimer.singleShot(0, self, self._place)  # the page has scrolled by then

    def _leave(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._clock.start()
        else:
            self.hide()

    def _undone(self) -> None:
        self.hide()
        if self._undo is not None:
            self._undo()


def pointed(text: str) -> str:
    """A single sentence is a title here and has no full stop; where there are two, both have theirs."""
    first, stop, rest = text.rstrip(".").partition(". ")
    return f"{first}{stop}{rest}." if stop else first
