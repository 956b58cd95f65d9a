"""Message bar: what was refused or must be known, on top of the page until it is closed."""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from narvaro_desktop.gui import announce, icons, theme
from narvaro_desktop.gui.widgets.buttons import Button, icon_button
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _

BarKind = Literal["bad", "warn", "info", "ok"]
_ICONS = {"bad": "circle-alert", "warn": "triangle-alert", "info": "info", "ok": "circle-check"}


class MessageBar(QFrame, theme.Themed):
    """One sentence, at most one button, a cross; hidden while there is nothing to say."""

    pressed = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, closable: bool = True) -> None:
        super().__init__(parent)
        self._kind: BarKind = "info"
        self._mark = QLabel()
        self._words = label("", "body", wrap=True)
        self.button = Button(small=True)
        self.button.clicked.connect(self.pressed)
        self.cross = icon_button("x", _("Stäng meddelandet"), small=True)
        self.cross.clicked.connect(self.close_bar)
        line = QHBoxLayout(self)
        theme.space(line, (16, 8, 12, 8), 10)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._words, 1)
        line.addWidget(self.button)
        line.addWidget(self.cross)
        self.cross.setVisible(closable)
        self.hide()

    def say(self, kind: BarKind, text: str, button: str = "") -> None:
        """Show `text`, and have it read out; a refusal interrupts."""
        self._kind = kind
        self.setProperty("surface", kind)
        self.style().polish(self)
        self._words.setText(text)
        self.setAccessibleName(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.restyle()
        self.show()
        announce.say(self, text, urgent=kind == "bad")

    def text(self) -> str:
        """What is said now; nothing while the bar is hidden."""
        return self._words.text() if not self.isHidden() else ""

    def close_bar(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def restyle(self) -> None:
        self._mark.setPixmap(icons.pixmap(_ICONS[self._kind], self._kind, 18, self.devicePixelRatioF()))
