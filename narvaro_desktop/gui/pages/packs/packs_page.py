"""Närvarotrappa och rutiner: what holds now, to read; other versions; and the ways to change it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from narvaro_desktop import wording
from narvaro_desktop.domain.routines.pack import PackOrigin
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import choose, theme
from narvaro_desktop.gui.dialogs.pack_answer_dialog import answer_dialog
from narvaro_desktop.gui.dialogs.pack_dialogs import (
    MoveCasesDialog,
    TakeInDialog,
    UseFromDialog,
    show_differences,
)
from narvaro_desktop.gui.dialogs.paper_dialog import open_paper_dialog
from narvaro_desktop.gui.pages.packs.around import around_cards
from narvaro_desktop.gui.pages.packs.following_card import FollowingCard
from narvaro_desktop.gui.pages.packs.lessons_card import LessonsCard
from narvaro_desktop.gui.pages.packs.reading import cases_words, day_words, facts, step_cards, verified_pill
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import Button, primary, secondary
from narvaro_desktop.gui.widgets.card import Card, empty, row
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import caption, label, rule
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import plain_files
from narvaro_desktop.usecases.routines import pack_cases, pack_following, pack_lessons, packs
from narvaro_desktop.usecases.routines.pack_cases import Move
from narvaro_desktop.usecases.routines.packs import Examined, PackArrived, PackLine, Packs
from narvaro_desktop.usecases.work import Area, Changes


class PacksPage(Page):
    """Everyone reads; who may change the routines has the buttons."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(
            _("Närvarotrappa och rutiner"),
            _("Gäller för nya ärenden. Ett pågående ärende behåller den rutin som det började under."),
        )
        self._runner, self._shell = runner, shell
        self._packs: Packs | None = None
        self.read_button = secondary(_("Läs in …"), "upload")
        self.edit_button = primary(_("Ändra"), "pencil")
        self.read_button.clicked.connect(self.choose_file)
        self.edit_button.clicked.connect(lambda: shell.go("routine"))
        self.head.set_actions(self.read_button, self.edit_button)
        self.now, self.others = Card(), Card(title=_("Andra versioner"))
        self.steps = QWidget()
        self._steps = QVBoxLayout(self.steps)
        theme.space(self._steps, gap=16)
        self.lessons = LessonsCard()
        self.lessons.hide()
        self.lessons.save_button.clicked.connect(self.answer_owner)
        self.following = FollowingCard()
        self.following.hide()
        for widget in (self.now, self.following, self.lessons, self.steps, self.others):
            self.add(widget)
        self.end()
        runner.changed.connect(self._changed)

    def shown(self, **what: object) -> None:
        self._runner.ask(packs.packs, self._show, owner=self)
        if isinstance(path := what.get("path"), Path):
            self.read(path)

    def answer_owner(self) -> None:
        """What the school tells the owner of its routine, on paper."""
        open_paper_dialog(answer_dialog(self, self._runner), self._shell)

    def choose_file(self) -> QFileDialog:
        """A pack from a file; what it would change is shown before anything is kept."""
        return choose.files(
            self, _("Läs in trappa och rutiner"), (".json",), lambda found: self.read(found[0])
        )

    def read(self, path: Path) -> None:
        """Look at a file, then ask."""
        self._runner.ask(partial(packs.look_at, path=path), self._arrived, owner=self)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes & {Area.SETTINGS, Area.CASES}:
            self.shown()

    def _show(self, found: Packs) -> None:
        if found.may_take_into_use and not found.for_schools:
            self._runner.ask(pack_lessons.lessons, self.lessons.show_lessons, owner=self)
            self._runner.ask(pack_following.following, self.following.show_following, owner=self)
        if found == self._packs:
            return
        self._packs = found
        if found.for_schools:
            words = _("Skriv rutinen här, spara den som signerad fil och skicka filen till skolorna.")
            self.head.set_subtitle(words)
        for button in (self.read_button, self.edit_button):
            button.setVisible(found.may_change)
        self._show_current(found.current)
        others = [line for line in found.lines if not line.holds]
        self.others.clear()
        for place, line in enumerate(others):
            if place:
                self.others.add(rule())
            self._add_other(found, line)
        self.others.setVisible(bool(others))
        empty(self._steps)
        for card in (*step_cards(found.pack.document, found.citations), *around_cards(found.pack.document)):
            self._steps.addWidget(card)

    def _show_current(self, line: PackLine) -> None:
        assert self._packs is not None
        self.now.clear()
        self.now.set_title(line.name)
        if self._may_save(line):
            self.now.set_aside(self._button(_("Spara som fil …"), "file-down", partial(self.save, line)))
        self.now.add(label(facts(line), "body2", wrap=True))
        self.now.add(caption(self._packs.pack.label))
        if line.changes:
            self.now.add(label(_("Nytt: {words}").format(words=line.changes), "body", wrap=True))
        if line.origin is PackOrigin.READ_IN:
            self.now.body.addLayout(row(verified_pill(line)))
        if line.revise_by is not None and line.revise_by < self._packs.today:
            late = _("Skulle ha setts över {day}").format(day=day_words(line.revise_by))
            self.now.body.addLayout(row(Pill(late, "warn")))

    def _add_other(self, found: Packs, line: PackLine) -> None:
        self.others.add(label(line.name, "strong", wrap=True))
        self.others.add(caption(f"{facts(line)} · {cases_words(line.cases)}"))
        holder = QWidget()
        buttons = Flow(holder)
        theme.space(buttons, gap=8)
        buttons.addWidget(_state_pill(found.today, line))
        if line.origin is PackOrigin.READ_IN:
            buttons.addWidget(verified_pill(line))
        acts = [self._button(_("Visa skillnader"), "", partial(self.compare, line))]
        if self._may_save(line):
            acts.append(self._button(_("Spara som fil …"), "", partial(self.save, line)))
        waits = line.in_use_from is not None and line.in_use_from > found.today
        if found.may_take_into_use and not waits:
            acts.append(self._button(_("Ta i bruk …"), "", partial(self.use, line)))
        if found.may_take_into_use and waits:
            acts.append(self._button(_("Ångra dagen"), "undo-2", partial(self.call_off, line)))
        if found.may_take_into_use and line.cases:
            acts.append(self._button(_("Flytta ärenden …"), "", partial(self.move_cases, line)))
        for button in acts:
            button.setAccessibleName(f"{button.text()} {line.name}, {line.version}")
            buttons.addWidget(button)
        self.others.add(holder)

    def _button(self, words: str, icon: str, act: Callable[[], object]) -> Button:
        made = Button(text=words, icon=icon, small=True)
        made.clicked.connect(lambda _on=False: act())
        made.setVisible(self._packs is None or self._packs.may_change or words == _("Visa skillnader"))
        return made

    def _may_save(self, line: PackLine) -> bool:
        """Whether the person may sign it, or send it on as another has signed it."""
        assert self._packs is not None
        as_it_came = self._packs.may_change and line.origin is PackOrigin.READ_IN
        return self._packs.may_take_into_use or as_it_came

    def compare(self, line: PackLine) -> None:
        """How a version differs from the one that holds."""

        def show(examined: Examined) -> None:
            title = _("{name}, version {number}, mot den som gäller nu")
            show_differences(self, title.format(name=line.name, number=line.version), examined.differences)

        document = self._runner.office.rules.packs[line.key].document
        self._runner.ask(partial(packs.examine, document=document), show, owner=self)

    def use(self, line: PackLine) -> UseFromDialog:
        """Take a version into use."""
        assert self._packs is not None
        dialog = UseFromDialog(self, self._runner, line.key, line.name, self._packs.today)
        dialog.accepted.connect(lambda: self._shell.toast(_("Rutinen är tagen i bruk.")))
        dialog.open()
        return dialog

    def call_off(self, line: PackLine) -> None:
        """A version that waits for its day waits no more."""
        words = _("Rutinen väntar inte längre på sin dag.")
        act = partial(packs.call_off, key=line.key)
        self._runner.do(act, lambda: self._shell.toast(words), refused=self._refused, owner=self)

    def move_cases(self, line: PackLine) -> None:
        """Let running cases follow the one that holds."""

        def show(move: Move) -> None:
            dialog = MoveCasesDialog(self, self._runner, move)
            dialog.accepted.connect(lambda: self._shell.toast(_("Ärendena följer rutinen som gäller nu.")))
            dialog.open()

        self._runner.ask(partial(pack_cases.move, key=line.key), show, owner=self)

    def save(self, line: PackLine) -> None:
        """The pack as one signed file, for other schools or for safe keeping."""

        def ask(made: tuple[str, bytes]) -> None:
            choose.save(self, _("Spara trappa och rutiner"), made[0], lambda path: self._write(path, made[1]))

        self._runner.do(partial(packs.pack_file, key=line.key), ask, refused=self._refused, owner=self)

    def _write(self, path: Path, content: bytes) -> None:
        self._runner.work_outside(
            lambda: plain_files.write(path, content),
            lambda _path: self._shell.toast(_("Filen är sparad och signerad.")),
            refused=self._refused,
            owner=self,
        )

    def _arrived(self, arrived: PackArrived) -> None:
        assert self._packs is not None
        dialog = TakeInDialog(self, self._runner, arrived, self._packs.today, self._packs.may_take_into_use)
        dialog.accepted.connect(lambda: self._shell.toast(_("Rutinen är inläst.")))
        dialog.open()

    def _refused(self, error: NarvaroError) -> None:
        self._shell.message("bad", wording.say(error))


def _state_pill(today: date, line: PackLine) -> Pill:
    if line.in_use_from is None:
        return Pill(_("Inte tagen i bruk"), "neutral")
    if line.in_use_from > today:
        return Pill(_("Börjar gälla {day}").format(day=day_words(line.in_use_from)), "info")
    return Pill(_("Tidigare"), "neutral")
