"""Kom igång: the name, who one is, and a passphrase; everything else is asked for when it is needed."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.passphrase_choice import PassphraseChoice
from narvaro_desktop.gui.focus_ring import FocusRing
from narvaro_desktop.gui.forms.ui_setup import Ui_Setup
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.windows import laying
from narvaro_desktop.gui.windows.server_choice import Server, ServerChoice
from narvaro_desktop.i18n import _

SCHOOL_ROLES = (
    Role.PRINCIPAL,
    Role.DEPUTY_PRINCIPAL,
    Role.COUNSELLOR,
    Role.SPECIAL_EDUCATOR,
    Role.SCHOOL_NURSE,
    Role.SCHOOL_PHYSICIAN,
    Role.SCHOOL_PSYCHOLOGIST,
    Role.SPECIAL_TEACHER,
    Role.MENTOR,
    Role.SUBJECT_TEACHER,
    Role.CAREER_COUNSELLOR,
    Role.ATTENDANCE_COACH,
    Role.ADMINISTRATOR,
)
"""The roles of a school, those who begin most often first."""


def colleague_roles(mine: Role) -> tuple[Role, ...]:
    """The roles that somebody can get in a vault where `mine` is one: school's or huvudman's."""
    own = (Role.RECIPIENT,) if mine is Role.RECIPIENT else SCHOOL_ROLES
    return (*own, Role.DATA_PROTECTION_OFFICER)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was asked: the name of the school or huvudman, and its first user with a passphrase.

    `joins`: the school has the program already, and tells its name by a file. `server`: where a huvudman's
    register lies, if not in a file here.
    """

    kind: VaultKind
    name: str
    person: str
    role: Role
    passphrase: str
    joins: bool = False
    server: Server | None = None


class SetupWizard(QWidget):
    """Tells the answers when all of them are good; the program makes the vault."""

    made = Signal(object)
    backWanted = Signal()

    def __init__(
        self,
        kind: VaultKind,
        offer: Callable[[], str],
        parent: QWidget | None = None,
        *,
        joins: bool = False,
    ) -> None:
        super().__init__(parent)
        self.kind, self.joins = kind, joins
        self._ui = Ui_Setup()
        self._ui.setupUi(self)
        is_school = kind is VaultKind.SCHOOL
        self.name, self.person, self.role = QLineEdit(), QLineEdit(), QComboBox()
        for role in SCHOOL_ROLES:
            self.role.addItem(capital(role.label), role)
        self.role.setPlaceholderText(_("Välj din roll"))
        self.role.setCurrentIndex(-1)
        self.choice = PassphraseChoice(offer, lambda: (self.name.text(), self.person.text(), "närvaro"))
        self.server = ServerChoice()
        self._fields = self._make_fields(is_school)
        for field in self._fields:
            self._ui.fields.addWidget(field)
        if not is_school:
            self._ui.title.setText(_("Vi tar emot anmälningar"))
            self._ui.fields.addWidget(self.server)
            self.server.changed.connect(self._choose_place)
        elif joins:
            self._ui.title.setText(_("Anslut den här datorn till en skola"))
            words = _("Du får ett eget valv här. Skolans uppgifter kommer med en fil från kollegan.")
            self._ui.lead.setText(words)
        theme.fit(self)
        self._ui.back.clicked.connect(self.backWanted)
        self._ui.make.clicked.connect(self._make)
        for edit in (self.name, self.person, self.choice.field.edit):
            edit.returnPressed.connect(self._make)
        self._ring = FocusRing(self)
        laying.size(self, 680, 700)
        (self.person if joins else self.name).setFocus()

    def offer(self) -> None:
        """Draw the first phrase, once the words are there."""
        self.choice.draw()

    def busy(self, working: bool) -> None:
        """The vault is being made, which takes a second or two."""
        words = _("Ansluter …") if self.server.is_there else _("Valvet skapas …")
        self._ui.working.setText(words if working else "")
        for widget in (self._ui.card, self._ui.make, self._ui.back):
            widget.setEnabled(not working)

    def refuse(self, words: str) -> None:
        self.busy(False)
        self._ui.bar.say("bad", words)

    def faults(self) -> list[str]:
        """What is wrong now, in the order of the fields."""
        said = [field.fault() for field in self._fields] + [self.server.fault()]
        return [fault for fault in said if fault]

    def _make_fields(self, is_school: bool) -> list[Field]:
        what = _("Skolans namn") if is_school else _("Kommunens eller huvudmannens namn")
        self._name, self._person = Field(what, self.name), Field(_("Ditt namn"), self.person)
        fields = [self._person] if self.joins else [self._name, self._person]
        if is_school:
            self._role = Field(_("Din roll"), self.role)
            fields.append(self._role)
        help_ = _("Den låser upp valvet. Förvara den där bara du kommer åt den.")
        return [*fields, Field(_("Lösenfras"), self.choice, help_)]

    def _choose_place(self) -> None:
        """Who joins a register that is there already names nobody: its people stand in it."""
        for field in self._fields:
            field.setVisible(not self.server.is_there)
        self._ui.make.setText(_("Anslut") if self.server.is_there else _("Skapa valvet"))

    def _check(self) -> bool:
        if self.server.is_there:
            return self.server.check()
        phrase = self._fields[-1]
        self._name.say("" if self.joins or self.name.text().strip() else _("Skriv namnet."))
        self._person.say("" if self.person.text().strip() else _("Skriv ditt namn."))
        if self.kind is VaultKind.SCHOOL:
            self._role.say("" if self.role.currentData() else _("Välj din roll."))
        phrase.say("" if self.choice.is_good else _("Välj en fras som är stark nog."))
        faulty = next((field for field in self._fields if field.fault()), None)
        if faulty is not None:
            faulty.control.setFocus()
        return faulty is None and self.server.check()

    def _make(self) -> None:
        if not self._ui.make.isEnabled() or not self._check():
            return
        self.busy(True)
        role = self.role.currentData() if self.kind is VaultKind.SCHOOL else Role.RECIPIENT
        name, person = self.name.text().strip(), self.person.text().strip()
        self.made.emit(
            Answers(self.kind, name, person, role, self.choice.text(), self.joins, self.server.server())
        )


def kind_of(is_school: bool) -> VaultKind:
    return VaultKind.SCHOOL if is_school else VaultKind.HUVUDMAN


def capital(words: str) -> str:
    """A word of the dictionary as it stands alone in a list."""
    return words[:1].upper() + words[1:]
