"""A colleague is let into the vault: name, role, and a passphrase that nobody else sees."""

from functools import partial

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.dialogs.passphrase_choice import PassphraseChoice
from narvaro_desktop.gui.dialogs.prove_dialog import when_proved
from narvaro_desktop.gui.role_words import role_title
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.windows.setup_wizard import colleague_roles
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.vault import team, vaults


class ColleagueDialog(Dialog):
    """The colleague sits at the computer for the passphrase; the dialog says so."""

    def __init__(self, parent: QWidget | None, runner: Runner) -> None:
        super().__init__(
            parent,
            _("Lägg till en kollega?"),
            _("Låt kollegan sitta vid datorn när lösenfrasen väljs, och skriva av den på papper."),
            _("Lägg till"),
            wide=True,
        )
        self._runner = runner
        self._added = False
        self.person, self.role = QLineEdit(), QComboBox()
        for role in colleague_roles(runner.office.actor.role):
            self.role.addItem(role_title(role), role)
        self.choice = PassphraseChoice(vaults.offered_phrase, lambda: (self.person.text(), "närvaro"))
        self._person = Field(_("Namn"), self.person)
        self._phrase = Field(_("Kollegans lösenfras"), self.choice)
        for field in (self._person, Field(_("Roll"), self.role), self._phrase):
            self.add(field)
        self.choice.draw()
        self.person.setFocus()

    def name(self) -> str:
        return self.person.text().strip()

    def may_close(self) -> bool:
        """Once the vault has let the colleague in."""
        if self._added:
            return True
        self._person.say("" if self.name() else _("Skriv namnet."))
        self._phrase.say("" if self.choice.is_good else _("Välj en fras som är stark nog."))
        if self.name() and self.choice.is_good:
            when_proved(self, self._runner, self._add)
        return False

    def _add(self) -> None:
        self.verb_button.setEnabled(False)
        self._runner.do(
            partial(
                team.add_person,
                name=self.name(),
                role=self.role.currentData(),
                passphrase=self.choice.text(),
            ),
            lambda _id: self._let_in(),
            refused=self._refused,
            owner=self,
        )

    def _let_in(self) -> None:
        self._added = True
        self.accept()

    def _refused(self, error: NarvaroError) -> None:
        self.verb_button.setEnabled(True)
        self._person.say(wording.say(error))
        self.person.setFocus()
