"""Choosing a passphrase: five words are offered, one's own is judged while it is written."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.aside import Aside
from narvaro_desktop.gui.widgets.buttons import quiet
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.passphrase_field import PassphraseField
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _

_REST = 250


class PassphraseChoice(QWidget):
    """The offered phrase is shown in clear, since it must be written down; one's own is hidden.

    `judged` tells whether what stands there may be used.
    """

    judged = Signal(bool)

    def __init__(self, offer: Callable[[], str], own_words: Callable[[], Iterable[str]]) -> None:
        super().__init__()
        self._offer, self._own_words = offer, own_words
        self._offered = ""
        self._is_good = False
        self._aside = Aside(self)
        self.field = PassphraseField(name=_("Lösenfras"), seen=True)
        self._verdict = label("", "caption", wrap=True)
        self.another = quiet(_("Ny fras"), "history")
        self.own = quiet(_("Skriv en egen"), "pencil")
        self.another.clicked.connect(self.draw)
        self.own.clicked.connect(self._write_own)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(lambda: self._judge())
        self.field.edited.connect(self._edited)
        self.setFocusProxy(self.field.edit)
        column = QVBoxLayout(self)
        theme.space(column, gap=4)
        column.addWidget(self.field)
        column.addLayout(row(self.another, self.own))
        column.addWidget(self._verdict)

    @property
    def is_good(self) -> bool:
        """Whether what stands there may be used; judged at once for one who presses Enter right away."""
        if self._rest.isActive() or self._aside.busy:
            self._rest.stop()
            self._judge(at_once=True)
        return self._is_good

    def text(self) -> str:
        return self.field.text().strip()

    def draw(self) -> None:
        """Offer five other words."""
        self._offered = self._offer()
        self.field.show_words(True)
        self.field.set_text(self._offered)

    def verdict(self) -> str:
        """What is said about the phrase that stands there."""
        return self._verdict.text()

    def _write_own(self) -> None:
        self.field.clear()
        self.field.edit.setFocus()

    def _edited(self, words: str) -> None:
        self._is_good = bool(self._offered) and self.text() == self._offered
        if self._is_good:
            self._rest.stop()
            self._say(_("Fem ord dragna av slumpen går inte att gissa. Skriv av dem på papper."), "okcaption")
            self.judged.emit(True)
            return
        self.judged.emit(False)
        self._say("", "caption")
        self._rest.start()

    def _judge(self, at_once: bool = False) -> None:
        from narvaro_desktop.usecases.vault import vaults  # only here: the first window loads no database

        words, own_words = self.text(), list(self._own_words())
        if not words:
            return
        if not vaults.is_long(words):
            self._say(_("Minst femton tecken. Några ord som inte hör ihop är lätta att minnas."), "caption")
            return
        if at_once:
            self._judged((words, vaults.is_strong(words, own_words)))
        else:
            self._aside.run(lambda: (words, vaults.is_strong(words, own_words)), self._judged)

    def _judged(self, answer: tuple[str, bool]) -> None:
        words, is_strong = answer
        if words != self.text():
            return
        self._is_good = is_strong
        if is_strong:
            self._say(_("Den är stark nog."), "okcaption")
        else:
            self._say(
                _("Den går för lätt att gissa. Lägg till ett ord som inte hör ihop med resten."),
                "warncaption",
            )
        self.judged.emit(is_strong)

    def _say(self, words: str, kind: str) -> None:
        self._verdict.setText(words)
        self._verdict.setProperty("kind", kind)
        self._verdict.style().polish(self._verdict)
