"""A huvudman's first steps: a kontaktkort, its sheet, and the way to the schools."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.digits_edit import DigitsEdit
from narvaro_desktop.gui.own_card import OwnCard
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.sending import key_cards
from narvaro_desktop.usecases.sending.key_cards import CardLine


class FirstSteps(Card):
    """Three things before the first anmälan can come; each can be done again later under Kontaktkort."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(title=_("Så kan skolorna börja lämna anmälningar"))
        self._shell = shell
        own = OwnCard(self, runner)
        own.saved.connect(self._saved)
        own.refused.connect(self._refused)
        self.save_card = secondary(_("Spara kontaktkortet …"), "file-down")
        self.save_sheet = secondary(_("Spara bladet …"), "printer")
        self.make_card = secondary(_("Gör kontaktkortet"), "key-round")
        self.save_card.clicked.connect(own.save_card)
        self.save_sheet.clicked.connect(own.save_sheet)
        self._runner = runner
        self.number = DigitsEdit(10)
        self.number.setPlaceholderText(_("10 siffror"))
        self.number.setAccessibleName(_("Organisationsnummer"))
        self.number.returnPressed.connect(self._make)
        self.make_card.clicked.connect(self._make)
        self.done = Pill(_("Klart"), "ok", "circle-check")
        self.add(
            _step(
                "1", _("Ert kontaktkort"), _("Det görs en gång. Skriv ert organisationsnummer."),
                self.number, self.make_card, self.done,
            )
        )  # fmt: skip
        self.add(
            _step(
                "2", _("Skicka kontaktkortet till skolorna"),
                _("En liten fil, på vilket sätt som helst. Inget i den är hemligt."), self.save_card,
            )
        )  # fmt: skip
        self.add(
            _step(
                "3", _("Spara bladet med siffror"),
                _("Skolan ringer er växel, och ni läser upp åtta grupper. Det görs en gång för varje skola."),
                self.save_sheet,
            )
        )  # fmt: skip

    def show_card(self, own: CardLine | None) -> None:
        """Whether the card is there to be sent; who has just made it goes on with that."""
        just_made = own is not None and (self.number.hasFocus() or self.make_card.hasFocus())
        self.number.setVisible(own is None)
        self.make_card.setVisible(own is None)
        self.done.setVisible(own is not None)
        self.save_card.setEnabled(own is not None)
        self.save_sheet.setEnabled(own is not None)
        if just_made:
            self.save_card.setFocus(Qt.FocusReason.TabFocusReason)

    def _make(self) -> None:
        number = self.number.text()
        self._runner.do(
            lambda work: key_cards.make_card(work, number), lambda _card: self._shell.clear_message(),
            refused=self._refused, owner=self,
        )  # fmt: skip

    def _saved(self, path: Path) -> None:
        self._shell.toast(_("Sparad: {name}").format(name=path.name))

    def _refused(self, error: NarvaroError) -> None:
        self._shell.message("bad", wording.say(error))


def _step(number: str, title: str, text: str, *ends: QWidget) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    theme.space(line, gap=14)
    mark = QLabel(number)
    mark.setProperty("kind", "lead")
    words = QVBoxLayout()
    theme.space(words, gap=2)
    words.addWidget(label(title, "strong", wrap=True))
    words.addWidget(label(text, "caption", wrap=True))
    line.addWidget(mark)
    line.addLayout(words, 1)
    for end in ends:
        line.addWidget(end)
    return made
