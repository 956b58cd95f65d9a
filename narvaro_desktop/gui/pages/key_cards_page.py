"""Kontaktkort: our own to hand out and read aloud, and those of others, checked or not."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import choose, days, theme
from narvaro_desktop.gui.dialogs.ceremony_dialog import trust_sender
from narvaro_desktop.gui.dialogs.digits_edit import DigitsEdit, digits_field
from narvaro_desktop.gui.forms.ui_key_cards import Ui_KeyCards
from narvaro_desktop.gui.intake import intake
from narvaro_desktop.gui.own_card import OwnCard
from narvaro_desktop.gui.pages.held_card import HeldCard
from narvaro_desktop.gui.pages.own_keys_card import OwnKeysCard
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import quiet, secondary
from narvaro_desktop.gui.widgets.card import empty, row
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label, rule
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import plain_files
from narvaro_desktop.usecases.receiving import held_packages
from narvaro_desktop.usecases.receiving.held_packages import HeldLine
from narvaro_desktop.usecases.sending import card_keys, key_cards, others_cards
from narvaro_desktop.usecases.sending.card_keys import OwnKeys
from narvaro_desktop.usecases.sending.key_cards import CardLine, SignerLine
from narvaro_desktop.usecases.sending.others_cards import CardRead
from narvaro_desktop.usecases.work import Area, Changes, Work

_SHOWN = frozenset({Area.PACKAGES, Area.SETTINGS})

_Found = tuple[int, list[CardLine], OwnKeys | None, list[HeldLine]]


class KeyCardsPage(Page):
    """Others' digits are never shown: they are heard in a call."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(
            _("Kontaktkort"), _("Med dem vet programmet vem som har förseglat ett paket, och till vem.")
        )
        self._runner, self._shell = runner, shell
        self._lines: list[CardLine] = []
        holder = QWidget()
        self._ui = Ui_KeyCards()
        self._ui.setupUi(holder)
        theme.fit(holder)
        self.held = HeldCard(runner)
        self.add(self.held)
        self.add(holder)
        self.end()
        self.own_keys = OwnKeysCard(runner, shell)
        self._ui.ownPartColumn.addWidget(self.own_keys)
        self.number = DigitsEdit(10)
        self._number_field: Field | None = None
        self.keep_number, self.read_in = self._ui.keepNumber, self._ui.readIn
        own = OwnCard(self, runner)
        own.saved.connect(self._saved)
        own.refused.connect(self._refused)
        self._ui.saveCard.clicked.connect(own.save_card)
        self._ui.saveSheet.clicked.connect(own.save_sheet)
        self.keep_number.clicked.connect(self._keep)
        self.number.returnPressed.connect(self._keep)
        self.read_in.clicked.connect(self._choose)
        self.senders = quiet(_("Spara listan över kända avsändare …"), "file-down")
        self.senders.setToolTip(
            _("En fil i formatet allowed_signers, för att kontrollera paket med ssh-keygen.")
        )
        self.senders.clicked.connect(self._save_senders)
        self._ui.othersColumn.addLayout(row(self.senders))
        runner.changed.connect(self._changed)

    def shown(self, **what: object) -> None:
        self._runner.ask(_shown, self._show, owner=self)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes & _SHOWN:
            self.shown()

    def _show(self, found: _Found) -> None:
        digits, lines, own_keys, held = found
        self.held.show_lines(held)
        self.own_keys.show_keys(own_keys)
        own = next((line for line in lines if line.is_own), None)
        ui = self._ui
        ui.numberPart.setVisible(own is None)
        for widget in (ui.ownPart, ui.ownName, ui.ownFacts):
            widget.setVisible(own is not None)
        if own is not None:
            self._show_own(own)
        elif digits and self._number_field is None:
            words = _("Skolenhetskod, 8 siffror") if digits == 8 else _("Organisationsnummer, 10 siffror")
            self._number_field = digits_field(words, self.number)
            ui.numberSlot.addWidget(self._number_field)
        ui.numberLead.setVisible(bool(digits))
        others = [line for line in lines if not line.is_own]
        ui.othersNone.setVisible(not others)
        self.senders.setVisible(any(line.is_trusted for line in others))
        if others != self._lines or not others:
            self._lines = others
            self._show_others(others)

    def _show_own(self, own: CardLine) -> None:
        self._ui.ownName.setText(own.display_name)
        self._ui.ownFacts.setText(_facts(own))
        empty(self._ui.digits)
        for first in (0, 4):
            column = QVBoxLayout()
            theme.space(column, gap=4)
            for place in range(first, first + 4):
                line = QHBoxLayout()
                theme.space(line, gap=10)
                line.addWidget(label(_("Grupp {number}").format(number=place + 1), "caption"))
                line.addWidget(label(own.control_number[place], "lead"))
                line.addStretch(1)
                column.addLayout(line)
            self._ui.digits.addLayout(column)
        self._ui.digits.addStretch(1)

    def _show_others(self, others: list[CardLine]) -> None:
        empty(self._ui.rows)
        for line in others:
            if self._ui.rows.count():
                self._ui.rows.addWidget(rule())
            self._ui.rows.addWidget(self._row(line))

    def _row(self, line: CardLine) -> QWidget:
        made = QWidget()
        across = QHBoxLayout(made)
        theme.space(across, (0, 10, 0, 10), 12)
        words = QVBoxLayout()
        theme.space(words, gap=2)
        words.addWidget(label(line.display_name, "strong", wrap=True))
        words.addWidget(label(_facts(line), "caption", wrap=True))
        if line.is_trusted:
            words.addWidget(label(_signers(line), "caption", wrap=True))
        across.addLayout(words, 1)
        if line.has_ended:
            across.addWidget(Pill(_("Har gått ut, be om ett nytt"), "bad", "clock"))
        elif line.is_trusted and line.trusted_on is not None:
            checked = _("Kontrollerat {day}").format(day=days.short(line.trusted_on))
            across.addWidget(Pill(checked, "ok", "circle-check"))
        else:
            across.addWidget(Pill(_("Inte kontrollerat"), "warn", "triangle-alert"))
            call = secondary(_("Ring och kontrollera"), "phone")
            call.setAccessibleName(_("Ring och kontrollera {name}").format(name=line.display_name))
            call.clicked.connect(partial(self._call, line))
            across.addWidget(call)
        return made

    def _call(self, line: CardLine) -> None:
        self._runner.ask(lambda work: others_cards.ask_again(work, line.id), self._open_call, owner=self)

    def _open_call(self, read: CardRead) -> None:
        done = partial(
            self._shell.toast, _("Kontaktkortet från {name} är kontrollerat").format(name=read.display_name)
        )
        trust_sender(self, self._runner, read, done)

    def _keep(self) -> None:
        number = self.number.text()
        self._runner.do(
            lambda work: key_cards.make_card(work, number),
            lambda _card: None,
            refused=self._misformed,
            owner=self,
        )

    def _misformed(self, error: NarvaroError) -> None:
        if self._number_field is not None:
            self._number_field.say(wording.say(error))
            self.number.setFocus()

    def _choose(self) -> None:
        choose.files(self, _("Läs in kontaktkort"), (".json",), intake(self._shell, self._runner).take)

    def _save_senders(self) -> None:
        self._runner.do(key_cards.senders_file, self._ask_where, refused=self._refused, owner=self)

    def _ask_where(self, made: tuple[str, bytes]) -> None:
        name, content = made
        choose.save(self, _("Spara listan över kända avsändare"), name, partial(self._write, content))

    def _write(self, content: bytes, path: Path) -> None:
        self._runner.work_outside(
            lambda: plain_files.write(path, content), self._saved, refused=self._refused, owner=self
        )

    def _saved(self, path: Path) -> None:
        self._shell.toast(_("Sparad: {name}").format(name=path.name))

    def _refused(self, error: NarvaroError) -> None:
        self._shell.message("bad", wording.say(error))


def _shown(work: Work) -> _Found:
    return (
        key_cards.number_needed(work),
        key_cards.cards(work),
        card_keys.own_keys(work),
        held_packages.held(work),
    )


def _signers(line: CardLine) -> str:
    """Who may seal under the card, and until when where it is another day than the card's."""
    return _("Förseglar: {who}").format(who="; ".join(_signer(one, line.valid_to) for one in line.signers))


def _signer(one: SignerLine, card_ends: date) -> str:
    if one.is_revoked:
        return _("{who} (spärrad)").format(who=one.holder)
    if one.valid_to != card_ends:
        return _("{who} (till {day})").format(who=one.holder, day=one.valid_to.isoformat())
    return one.holder


def _facts(line: CardLine) -> str:
    """Whose it is and how long it holds."""
    kind, _colon, digits = line.organisation.partition(":")
    number = _("Skolenhetskod {digits}") if kind == "schoolUnit" else _("Organisationsnummer {digits}")
    serial = _("Kort nr {serial}").format(serial=line.serial)
    valid = _("Gäller till {day}").format(day=line.valid_to.isoformat())
    return "  ·  ".join((number.format(digits=digits), serial, valid))
