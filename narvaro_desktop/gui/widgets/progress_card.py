"""Long work: what is being done, how far it has come in words and numbers, and Avbryt."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from narvaro_desktop.gui import announce, theme
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _


class ProgressCard(Card):
    """Told to screen readers at every tenth; `cancelled` once, then the button is grey."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None, *, title: str = "") -> None:
        super().__init__(parent, title=title)
        self._told = -1
        self._words = label("", "body2", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title or _("Framsteg"))
        self.cancel_button = secondary(_("Avbryt"))
        self.cancel_button.clicked.connect(self._cancel)
        line = QHBoxLayout()
        theme.space(line, gap=12)
        line.addWidget(self._words, 1)
        line.addWidget(self.cancel_button)
        self.add(self.bar)
        self.body.addLayout(line)

    def show_progress(self, words: str, done: int, of: int) -> None:
        """`of` 0 means that nobody knows how much there is."""
        self._words.setText(words)
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        tenth = done * 10 // of if of else -1
        if tenth != self._told:
            self._told = tenth
            announce.say(self.bar, words)

    def start(self) -> None:
        self._told = -1
        self.cancel_button.setEnabled(True)
        self.show()

    def finish(self) -> None:
        self.hide()

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self._words.setText(_("Avbryter …"))
        self.cancelled.emit()
