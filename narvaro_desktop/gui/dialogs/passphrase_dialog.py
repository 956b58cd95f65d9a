"""Another passphrase for oneself."""

from functools import partial

from PySide6.QtWidgets import QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.dialogs.passphrase_choice import PassphraseChoice
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.passphrase_field import PassphraseField
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.vault import team, vaults


class PassphraseDialog(Dialog):
    """The old one is asked for, so that nobody changes it on a computer that was left open."""

    def __init__(self, parent: QWidget | None, runner: Runner) -> None:
        super().__init__(
            parent,
            _("Byt lösenfras?"),
            _("Den nya låser upp nästa gång. Säkerhetskopior som redan är gjorda öppnas med den gamla."),
            _("Byt lösenfras"),
            wide=True,
        )
        self._runner = runner
        self._changed = False
        self.old = PassphraseField(name=_("Nuvarande lösenfras"))
        self.choice = PassphraseChoice(vaults.offered_phrase, lambda: (runner.office.actor.name, "närvaro"))
        self._old = Field(_("Nuvarande lösenfras"), self.old)
        self._new = Field(_("Ny lösenfras"), self.choice)
        self.add(self._old)
        self.add(self._new)
        self.choice.draw()
        self.old.setFocus()

    def may_close(self) -> bool:
        """Once the vault has taken the new one."""
        if self._changed:
            return True
        self._old.say("" if self.old.text() else _("Skriv lösenfrasen."))
        self._new.say("" if self.choice.is_good else _("Välj en fras som är stark nog."))
        if self.old.text() and self.choice.is_good:
            self.verb_button.setEnabled(False)
            change = partial(team.change_passphrase, old=self.old.text(), new=self.choice.text())
            self._runner.do(change, self._done, refused=self._refused, owner=self)
        return False

    def fault(self) -> str:
        """What is wrong with the old one."""
        return self._old.fault()

    def _done(self) -> None:
        self._changed = True
        self.accept()

    def _refused(self, error: NarvaroError) -> None:
        self.verb_button.setEnabled(True)
        self._old.say(wording.say(error))
        self.old.setFocus()
