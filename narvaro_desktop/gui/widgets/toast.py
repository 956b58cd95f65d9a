"""Toast: what was done, at the bottom for six seconds, with Ångra where it can be undone."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

from narvaro_desktop.gui import announce, icons, theme
from narvaro_desktop.gui.widgets.buttons import quiet
from narvaro_desktop.gui.widgets.overlay import SHADOW, Overlay
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _

_STAYS = 6000


class Toast(Overlay):
    """Lies at the bottom centre of `host`; stays while the mouse is over it or the focus in it."""

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
