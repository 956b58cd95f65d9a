"""Papers for the dataskyddsombud, and what the program protects against and not."""

from functools import partial
from pathlib import Path

from narvaro_desktop.domain.privacy_terms import RecordKind
from narvaro_desktop.gui.dialogs.act_dialog import Wish
from narvaro_desktop.gui.dialogs.paper_dialog import FilesDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import link
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.text import body, strong
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.privacy import privacy_records


class RecordsCard(Card):
    """Each is filled in from the vault as it is today."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(title=_("Underlag"))
        self._runner, self._shell = runner, shell
        self.add(body(_("Ifyllda med hur det är här i dag. Det programmet inte vet är rader att skriva på.")))
        self.buttons = {}
        for kind in RecordKind:
            button = link(kind.label + " …")
            act = self._read if kind is RecordKind.CLAIMS else partial(self._save, kind)
            button.clicked.connect(lambda _on=False, act=act: act())
            self.buttons[kind] = button
            self.add(button)
        self.hide()

    def ask(self) -> None:
        self._runner.ask(privacy_records.may_save, self.setVisible, owner=self)

    def _read(self) -> None:
        dialog = ClaimsDialog(self)
        dialog.accepted.connect(lambda: self._save(RecordKind.CLAIMS))
        dialog.open()

    def _save(self, kind: RecordKind) -> None:
        def save(folder: Path) -> Wish:
            return partial(privacy_records.save, kind=kind, folder=folder)

        text = _("En PDF utan uppgifter om någon elev.")
        dialog = FilesDialog(self, self._runner, kind.label, text, save)
        dialog.acted.connect(lambda _path: self._shell.toast(_("Sparad.")))
        dialog.open()


class ClaimsDialog(Dialog):
    """The same words as on the paper."""

    def __init__(self, parent: RecordsCard) -> None:
        super().__init__(
            parent,
            _("Vad programmet skyddar mot och inte"),
            "",
            _("Spara som PDF …"),
            cancel=_("Stäng"),
            wide=True,
        )
        held = privacy_records.claims()
        for words in held.claims:
            self.add(body(words))
        self.add(strong(_("Det här skyddar programmet inte mot")))
        for words in held.not_against:
            self.add(body(words))
        self.finished.connect(self.deleteLater)
