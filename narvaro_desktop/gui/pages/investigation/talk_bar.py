"""Above a talk: whose, which question of how many, on to the next, back, and out again."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.buttons import quiet, secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _


class TalkBar(Card):
    """Esc ends the talk; Ctrl Enter in the answer goes on, Ctrl Shift Enter goes back."""

    nextPressed = Signal()
    backPressed = Signal()
    ended = Signal()

    def __init__(self) -> None:
        super().__init__(surface="subtle")
        self._where = label("", "strong", wrap=True)
        self.add(self._where)
        self.back_button = secondary(_("Föregående"), "chevron-left")
        self.next_button = secondary(_("Nästa fråga"), "chevron-right")
        self.end_button = quiet(_("Avsluta samtalet"), "x")
        buttons = QWidget()
        line = Flow(buttons)
        theme.space(line, gap=8)
        for button, signal in (
            (self.back_button, self.backPressed),
            (self.next_button, self.nextPressed),
            (self.end_button, self.ended),
        ):
            button.clicked.connect(signal)
            line.addWidget(button)
        self.add(buttons)
        self.next_button.setToolTip(_("Ctrl Enter"))
        self.back_button.setToolTip(_("Ctrl Shift Enter"))
        self.end_button.setToolTip(_("Esc"))
        for keys, said in (("Esc", self.ended), ("Ctrl+Shift+Return", self.backPressed)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(said)

    def show_at(self, who: str, number: int, of: int) -> None:
        """Whose voice, and where in the questions."""
        words = _("Samtal: {who}  ·  fråga {number} av {of}")
        self._where.setText(words.format(who=who, number=number, of=of))
        self.back_button.setEnabled(number > 1)
