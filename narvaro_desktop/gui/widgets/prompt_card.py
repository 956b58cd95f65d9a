"""A prompt of the practice school: one thing to try, with its number; it can be closed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.buttons import icon_button, primary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _


class PromptCard(Card):
    """`pressed` when its button is, `closed` when its cross is; then it hides itself."""

    pressed = Signal()
    closed = Signal()

    def __init__(
        self, number: int, of: int, title: str, text: str, button: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, surface="accent")
        self.setAccessibleName(_("Prova {n} av {of}: {title}").format(n=number, of=of, title=title))
        self.cross = icon_button("x", _("Stäng tipset"), small=True)
        self.cross.clicked.connect(self._close)
        words = QVBoxLayout()
        theme.space(words, gap=4)
        words.addWidget(label(title, "strong", wrap=True))
        words.addWidget(label(text, "body", wrap=True))
        line = QHBoxLayout()
        theme.space(line, gap=14)
        line.addWidget(Pill(_("Prova {n} av {of}").format(n=number, of=of), "neutral"))
        line.addLayout(words, 1)
        self.button = primary(button)
        self.button.clicked.connect(self.pressed)
        line.addWidget(self.button)
        line.addWidget(self.cross)
        self.body.addLayout(line)
        self.button.setVisible(bool(button))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
