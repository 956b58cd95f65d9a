"""The school's laptops on the team's page: whose they are, letting one in, and shutting a lost one out."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.dialogs.let_in_dialog import LetInDialog
from narvaro_desktop.gui.dialogs.shut_out_dialog import ShutOutDialog
from narvaro_desktop.gui.own_card import OwnCard
from narvaro_desktop.gui.role_words import role_word
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import quiet, secondary
from narvaro_desktop.gui.widgets.card import Card, empty, row
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label, rule
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.sharing import team_laptops
from narvaro_desktop.usecases.sharing.team_laptops import LaptopView, Overview
from narvaro_desktop.usecases.work import Area, Changes


class LaptopsCard(Card):
    """Hidden where there is nothing to say: no other laptop, and no right to let one in."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(title=_("Skolans datorer"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._runner, self._shell = runner, shell
        self.let_in_button = secondary(_("Läs in en kollegas dator …"), "plus")
        self.let_in_button.clicked.connect(lambda: self.let_in())
        self.card_button = quiet(_("Skolans kontaktkort"), "key-round")
        self.card_button.clicked.connect(lambda: shell.go("cards"))
        self.set_aside(self.let_in_button)
        self._lead = label("", "body2", wrap=True)
        self._rows = QVBoxLayout()
        theme.space(self._rows, gap=12)
        self.add(self._lead)
        self.body.addLayout(self._rows)
        self.body.addLayout(row(self.card_button))
        self._own = OwnCard(self, runner)
        self._own.saved.connect(lambda path: shell.toast(_("Sparad: {name}").format(name=path.name)))
        runner.changed.connect(self._changed)
        self.hide()

    def ask(self) -> None:
        self._runner.ask(team_laptops.overview, self._show, owner=self)

    def let_in(self, path: Path | None = None) -> LetInDialog:
        """A colleague's laptop, from its file to the call."""
        dialog = LetInDialog(self.window(), self._runner, path)
        dialog.open()
        return dialog

    def shut_out(self, view: LaptopView) -> ShutOutDialog:
        """Why, and what it means."""
        dialog = ShutOutDialog(self.window(), self._runner, view)
        dialog.acted.connect(lambda _none: self._ask_for_serial())
        dialog.open()
        return dialog

    def _changed(self, changes: Changes) -> None:
        if changes & {Area.TEAM, Area.PACKAGES} and self.window().isVisible():
            self.ask()

    def _show(self, found: Overview) -> None:
        self.setVisible(found.may_let_in or bool(found.laptops))
        self.let_in_button.setVisible(found.may_let_in)
        self.card_button.setVisible(found.may_let_in)
        others = [view for view in found.laptops if not view.line.is_mine]
        self._lead.setText(_lead(found, bool(others)))
        empty(self._rows)
        for view in found.laptops if others else ():
            if self._rows.count():
                self._rows.addWidget(rule())
            self._rows.addWidget(self._row(view, found.may_let_in))

    def _row(self, view: LaptopView, may_shut_out: bool) -> QWidget:
        made = QWidget()
        made.setAccessibleName(view.line.name)
        across = QHBoxLayout(made)
        theme.space(across, gap=12)
        words = QVBoxLayout()
        theme.space(words, gap=4)
        first: list[QWidget] = [label(view.line.name, "strong"), label(role_word(view.line.role), "body2")]
        words.addLayout(row(*first, _pill(view)))
        if view.why is not None and view.shut_on is not None:
            told = _("{day}: {why}. Det den förseglar tas inte emot.")
            told = told.format(day=days.short(view.shut_on), why=view.why.label)
            words.addWidget(label(told, "caption2", wrap=True))
        across.addLayout(words, 1)
        if may_shut_out and view.line.is_open and not view.line.is_mine:
            button = secondary(_("Spärra …"))
            button.setAccessibleName(_("Spärra datorn för {name}").format(name=view.line.name))
            button.clicked.connect(partial(self.shut_out, view))
            across.addWidget(button)
        return made

    def _ask_for_serial(self) -> None:
        self._runner.ask(team_laptops.overview, self._say_shut_out, owner=self)

    def _say_shut_out(self, found: Overview) -> None:
        words = _(
            "Datorn är spärrad. Skolans kontaktkort är nu nr {serial}: lämna det till huvudmannen och till "
            "de kollegor som har egna datorer."
        )
        self._shell.message(
            "ok", words.format(serial=found.serial), _("Spara kontaktkortet …"), self._own.save_card
        )


def _pill(view: LaptopView) -> Pill:
    if view.line.is_mine:
        return Pill(_("Den här datorn"), "accent")
    return (
        Pill(_("Ansluten"), "ok", "circle-check") if view.line.is_open else Pill(_("Spärrad"), "bad", "lock")
    )


def _lead(found: Overview, has_others: bool) -> str:
    if not found.may_let_in:
        return _("Nya datorer släpps in, och borttappade spärras, på den dator där skolans valv skapades.")
    if has_others:
        return _("Ärenden lämnas mellan dem som förseglade filer.")
    return _(
        "En kollega kan ha ett eget valv på sin egen dator. Kollegan väljer Anslut den här datorn till en "
        "skola i första fönstret där, och du läser in filen därifrån här."
    )
