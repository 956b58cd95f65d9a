"""The passphrase once more, before something readable leaves the vault or the team changes."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.passphrase_field import PassphraseField
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.vault import presence, vaults


class ProveDialog(Dialog):
    """Accepted once the passphrase was right; after five wrong ones in all the vault is locked."""

    def __init__(self, parent: QWidget, runner: Runner) -> None:
        super().__init__(
            parent,
            _("Är det du?"),
            _("Skriv din lösenfras. Sedan frågas du inte igen på tio minuter."),
            _("Fortsätt"),
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._runner, self._is_right = runner, False
        self.phrase = PassphraseField()
        self._field = Field(_("Lösenfras"), self.phrase)
        self.add(self._field)

    def may_close(self) -> bool:
        if self._is_right:
            return True
        words = self.phrase.text()
        self._field.say("" if words else _("Skriv lösenfrasen."))
        if words and self.verb_button.isEnabled():
            self.verb_button.setEnabled(False)
            act = partial(presence.prove, passphrase=words)
            self._runner.do(act, self._proved, refused=self._refused, owner=self)
        return False

    def fault(self) -> str:
        return self._field.fault()

    def _proved(self, _none: object = None) -> None:
        office = self._runner.office
        office.proved_at, office.wrong_proofs = time.monotonic(), 0
        self._is_right = True
        self.accept()

    def _refused(self, error: NarvaroError) -> None:
        self.verb_button.setEnabled(True)
        is_wrong = vaults.is_wrong_key(error)
        self._field.say(_("Fel lösenfras. Efter fem fel låses valvet.") if is_wrong else wording.say(error))
        self.phrase.edit.selectAll()
        self.phrase.setFocus()
        if not is_wrong:
            return
        self._runner.office.wrong_proofs += 1
        self._runner.do(presence.refused)
        if self._runner.office.wrong_proofs >= presence.TRIES:
            _lock_above(self)


def _lock_above(dialog: QWidget) -> None:
    """Lock the vault whose window the dialog, and those below it, stand over."""
    above: QWidget | None = dialog
    while above is not None and not hasattr(above, "lockWanted"):
        above = above.parentWidget()
    if above is not None:
        above.lockWanted.emit()


def when_proved(parent: QWidget, runner: Runner, then: Callable[[], object]) -> None:
    """Do `then` at once where the passphrase was typed lately, else after it has been typed again."""
    if not presence.is_due(runner.office):
        then()
        return
    dialog = ProveDialog(parent, runner)
    dialog.accepted.connect(lambda: then())
    dialog.open()
