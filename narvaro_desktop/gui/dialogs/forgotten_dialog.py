"""A forgotten passphrase: the recovery sheet is typed in, and a new passphrase chosen."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.dialogs.passphrase_choice import PassphraseChoice
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.i18n import _


class ForgottenDialog(Dialog):
    """Tells the sheet's characters and the new passphrase; `refuse` says what the sheet was wrong in."""

    typed = Signal(str, str)

    def __init__(self, parent: QWidget | None, person: str, offer: Callable[[], str]) -> None:
        super().__init__(
            parent,
            _("Ny lösenfras för {name}?").format(name=person),
            _(
                "Skriv av återställningsbladet, fyra rader. Allt i valvet finns kvar, utom dina egna "
                "anteckningar: dem kunde bara den gamla lösenfrasen öppna."
            ),
            _("Byt lösenfras"),
            wide=True,
        )
        self.sheet = Field(_("Tecknen på bladet"), GrowingText(lines=4, most=6))
        self.choice = PassphraseChoice(offer, lambda: (person, "närvaro"))
        self.phrase = Field(_("Ny lösenfras"), self.choice)
        self.add(self.sheet)
        self.add(self.phrase)
        self.choice.draw()
        self.sheet.control.setFocus()

    def may_close(self) -> bool:
        """Never by itself: the program closes it when the vault has taken the new passphrase."""
        assert isinstance(self.sheet.control, GrowingText)
        characters = self.sheet.control.text().strip()
        self.sheet.say("" if characters else _("Skriv av de fyra raderna."))
        self.phrase.say("" if self.choice.is_good else _("Välj en fras som är stark nog."))
        if characters and self.choice.is_good:
            self.verb_button.setEnabled(False)
            self.typed.emit(characters, self.choice.text())
        return False

    def refuse(self, words: str) -> None:
        self.verb_button.setEnabled(True)
        self.sheet.say(words)
        self.sheet.control.setFocus()
