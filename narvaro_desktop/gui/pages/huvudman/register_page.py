"""The huvudman's main page: let a file fall, and the register of what schools have sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.deciding.matter import MatterState, Wait
from narvaro_desktop.domain.terms import ReceiptStatus
from narvaro_desktop.gui import days, left_files, theme
from narvaro_desktop.gui.dialogs.matter_dialogs import AssignDialog
from narvaro_desktop.gui.dialogs.receipt_dialogs import BatchDialog, RoundDialog
from narvaro_desktop.gui.forms.ui_register import Ui_Register
from narvaro_desktop.gui.intake import SUFFIXES, intake, on_drop
from narvaro_desktop.gui.pages.huvudman.matter_card import standing_words
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.waiting_files import say_waiting
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.drop_zone import DropZone
from narvaro_desktop.gui.widgets.listing import Listing, ListWords
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.windows.first_steps import FirstSteps
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.huvudman import matters, register
from narvaro_desktop.usecases.huvudman.answers import Answered
from narvaro_desktop.usecases.huvudman.matters import Colleague, MatterLine
from narvaro_desktop.usecases.huvudman.register import MissingNumber
from narvaro_desktop.usecases.receiving import held_packages
from narvaro_desktop.usecases.sending import key_cards
from narvaro_desktop.usecases.sending.key_cards import CardLine
from narvaro_desktop.usecases.work import Area, Changes, Work

_SHOWN = frozenset({Area.PACKAGES, Area.SETTINGS})
_UNANSWERED, _UNNUMBERED, _LATE, _MINE, _RUNNING = "unanswered", "unnumbered", "late", "mine", "running"
_HOME = "home"
_STEP = "step:"
_REST = 200
"""Milliseconds after the last key, before what waits among the rows is counted."""
_TESTS: Final[Mapping[str, Callable[[MatterLine], bool]]] = {
    _UNANSWERED: lambda line: line.unanswered > 0,
    _UNNUMBERED: lambda line: not line.registration_number,
    _LATE: lambda line: line.is_late,
    _MINE: lambda line: line.is_mine,
    _RUNNING: lambda line: line.state in (MatterState.OPEN, MatterState.RESULT),
    _HOME: lambda line: line.is_home_notice,
}
_TOKENS: Final = {Wait.ANSWER: "warn", Wait.COMPLETION: "info", Wait.LATE: "bad"}
_ICONS: Final = {Wait.ANSWER: "circle-alert", Wait.COMPLETION: "clock", Wait.LATE: "clock"}


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    lines: list[MatterLine]
    missing: list[MissingNumber]
    held: int
    own: CardLine | None
    knows_someone: bool
    colleagues: list[Colleague]


class RegisterPage(Page):
    """Every matter; search and chips narrow, Enter opens, and what is chosen can be given to a colleague.

    First steps stand on top until a school is known.
    """

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Anmälningar"), " ")
        self._runner, self._shell = runner, shell
        self._waiting: list[Path] = []
        self._colleagues: list[Colleague] = []
        holder = QWidget()
        self._ui = ui = Ui_Register()
        ui.setupUi(holder)
        theme.fit(holder)
        self.add(holder, 1)
        self.first_steps = FirstSteps(runner, shell)
        ui.firstSlot.addWidget(self.first_steps)
        self.drop = DropZone(
            sentence=_("Släpp en anmälan här, eller var som helst i fönstret."),
            suffixes=SUFFIXES,
            icon="inbox",
        )
        ui.dropSlot.addWidget(self.drop)
        self._intake = intake(shell, runner)
        self._intake.waiting.connect(self._say_waiting)
        self._intake.finished.connect(self.shown)
        self.drop.dropped.connect(on_drop(self._intake.take))
        self.table, self.filter, self.waiting, self.missing = ui.table, ui.filter, ui.waiting, ui.missing
        self.held = ui.held
        self._model = _model(runner.office.clock.now().date())
        words = ListWords(
            lambda total: ngettext("{shown} av {total} ärende", "{shown} av {total} ärenden", total),
            _("Inga ärenden passar filtret."),
            _("Här visas anmälningar när skolorna har lämnat dem."),
        )
        self._list = Listing(self.filter, self.table, ui.nothing, self._model, _keep, words)
        self.table.opened.connect(self._open)
        self.filter.field.setPlaceholderText(_("Sök elev, skola eller nummer"))
        self.filter.field.setAccessibleName(_("Sök elev, skola eller nummer"))
        self.filter.add_chip(_UNANSWERED, status_words(None))
        self.filter.add_chip(_UNNUMBERED, _("Utan diarienummer"))
        self.filter.add_chip(_LATE, _("Besked dröjer"))
        self.filter.add_chip(_MINE, _("Mina"))
        self.filter.add_chip(_RUNNING, _("Pågår"))
        self._steps: set[int] = set()
        self._has_home = False
        self.answer_all = secondary("", "send")
        self.answer_all.clicked.connect(self._answer_all)
        self._resting = QTimer(self, singleShot=True, interval=_REST)
        self._resting.timeout.connect(self._say_batch)
        for narrowed in (self.filter.searched, self.filter.chipsChanged):
            narrowed.connect(lambda _by: self._resting.start())
        self.give = secondary(_("Tilldela …"), "user")
        self.give.clicked.connect(self._ask_whom)
        self.follow_up = secondary(_("Uppföljning …"), "calendar-clock")
        self.follow_up.clicked.connect(self._follow_up)
        self.head.set_actions(self.follow_up, self.give, self.answer_all)
        self.waiting.pressed.connect(self._take_waiting)
        self.held.pressed.connect(lambda: self._shell.go("cards"))
        runner.changed.connect(self._changed)

    def shown(self, **what: object) -> None:
        self._runner.ask(_found, self._show, owner=self)

    def focus_search(self) -> None:
        self.filter.focus_search()

    def _changed(self, changes: Changes) -> None:
        """Behind another page too: the number in the sidebar goes down when something is answered there."""
        if changes & _SHOWN and not self._intake.is_reading:
            self.shown()

    def _show(self, found: _Found) -> None:
        self.head.set_subtitle(
            _("Det som skolorna har lämnat till {name}. Bara ni kan öppna det.").format(name=found.name)
        )
        self.first_steps.show_card(found.own)
        self.first_steps.setVisible(not found.knows_someone and not found.lines)
        self._colleagues = found.colleagues
        self._add_steps(found.lines)
        self._list.show_rows(found.lines)
        self.drop.set_slim(bool(found.lines))
        for button in (self.give, self.follow_up):
            button.setVisible(bool(found.lines))
        self._say_batch()
        self._say_missing(found.missing)
        self._say_held(found.held)
        self._intake.look()
        unanswered = sum(line.unanswered > 0 for line in found.lines)
        said = ngettext("{count} inte besvarad", "{count} inte besvarade", unanswered)
        self._shell.set_count("inbox", unanswered, said.format(count=unanswered))

    def _say_missing(self, missing: Sequence[MissingNumber]) -> None:
        if not missing:
            self.missing.hide()
            return
        numbers: dict[str, list[str]] = {}
        for each in missing:
            numbers.setdefault(each.sender_name, []).append(str(each.number))
        words = [
            ngettext(
                "Paket nr {numbers} från {name} har inte kommit.",
                "Paket nr {numbers} från {name} har inte kommit.",
                len(of_one),
            ).format(numbers=", ".join(of_one), name=name)
            for name, of_one in numbers.items()
        ]
        self.missing.say("warn", " ".join([*words, _("Be skolan lämna det också.")]))

    def _say_held(self, count: int) -> None:
        if not count:
            self.held.hide()
            return
        words = ngettext(
            "{count} paket väntar på att avsändarens kontaktkort kontrolleras.",
            "{count} paket väntar på att avsändarnas kontaktkort kontrolleras.",
            count,
        )
        self.held.say("warn", words.format(count=count), _("Visa"))

    def _say_waiting(self, files: list[Path]) -> None:
        self._waiting = files
        say_waiting(self.waiting, files)

    def _take_waiting(self) -> None:
        self._intake.take(self._waiting)

    def _open(self, key: object) -> None:
        if (place := self._model.place_of(key)) is not None:
            line = self._model.row_at(self._model.index(place, 0))
            self._shell.go("received", received_id=line.package)

    def _add_steps(self, lines: Sequence[MatterLine]) -> None:
        """A chip for each step that a school has told, and for what other huvudmän have told."""
        if not self._has_home and any(line.is_home_notice for line in lines):
            self._has_home = True
            self.filter.add_chip(_HOME, _("Från annan huvudman"))
        for step in sorted({line.ladder_step for line in lines if line.ladder_step} - self._steps):
            self._steps.add(step)
            self.filter.add_chip(f"{_STEP}{step}", _("Steg {sign}").format(sign=step))

    def _waiting_lines(self) -> list[MatterLine]:
        return [line for line in self._model.shown_rows() if line.unanswered]

    def _say_batch(self) -> None:
        """The button answers what is shown, so that a search or a chip chooses what."""
        count = sum(line.unanswered for line in self._model.shown_rows())
        self.answer_all.setText(_("Kvittera {count} obesvarade …").format(count=count))
        self.answer_all.setVisible(count > 1)

    def _answer_all(self) -> None:
        lines = self._waiting_lines()
        count = sum(line.unanswered for line in lines)
        dialog = BatchDialog(self, self._runner, [line.id for line in lines], count)
        dialog.acted.connect(self._answered)
        dialog.open()

    def _follow_up(self) -> None:
        dialog = RoundDialog(self, self._runner)
        dialog.acted.connect(self._answered)
        dialog.open()

    def _answered(self, made: Answered) -> None:
        count = len(made.files)
        words = ngettext(
            "{count} kvittens är förseglad. Lämna filen till skolan.",
            "{count} kvittenser är förseglade. Lämna filerna till skolorna.",
            count,
        ).format(count=count)
        if made.left:
            more = ngettext(
                "{count} väntar på att skolans kontaktkort kontrolleras.",
                "{count} väntar på att skolornas kontaktkort kontrolleras.",
                made.left,
            ).format(count=made.left)
            words = f"{words} {more}"
        folder = made.files[0].path if made.files else None
        show = _("Visa filerna") if folder else ""
        self._shell.message("ok", words, show, lambda: folder and left_files.show_folder_of(folder))

    def _ask_whom(self) -> None:
        """To whom the chosen matters go; none chosen never means all that are shown."""
        chosen = [key for key in self.table.selected_keys() if isinstance(key, UUID)]
        if not chosen:
            self._shell.message("info", _("Markera först ett eller flera ärenden i listan."))
            self.table.setFocus()
            return
        AssignDialog(self, self._runner, chosen, self._colleagues).open()


def status_words(status: ReceiptStatus | None) -> str:
    return status.label if status else _("Inte besvarad")


def _found(work: Work) -> _Found:
    cards = key_cards.cards(work)
    return _Found(
        name=settings.profile(work).name,
        lines=matters.matters(work),
        missing=register.missing_numbers(work),
        held=len(held_packages.held(work)),
        own=next((card for card in cards if card.is_own), None),
        knows_someone=any(card.is_trusted and not card.is_own for card in cards),
        colleagues=matters.colleagues(work),
    )


def _keep(chips: frozenset[str]) -> Callable[[MatterLine], bool] | None:
    """Every chip narrows; several steps widen among themselves."""
    if not chips:
        return None
    steps = {int(chip.removeprefix(_STEP)) for chip in chips if chip.startswith(_STEP)}
    tests = [test for chip, test in _TESTS.items() if chip in chips]
    if steps:
        tests.append(lambda line: line.ladder_step in steps)
    return lambda line: all(test(line) for test in tests)


def _model(today: date) -> RowsModel[MatterLine]:
    columns = [
        Column[MatterLine](
            _("Elev"), lambda line: line.student or line.case_number, lambda line: line.sort_key, strong=True,
            link=True,
        ),
        Column[MatterLine](_("Skola"), lambda line: line.sender_name, width=126),
        Column[MatterLine](
            _("Läge"), standing_words, lambda line: (line.wait.value, line.state.key), width=170,
            token=lambda line: _TOKENS.get(line.wait, ""), icon=lambda line: _ICONS.get(line.wait, ""),
        ),
        Column[MatterLine](
            _("Nästa besked"), lambda line: days.due(line.due_on, today) if line.due_on else "",
            lambda line: line.due_on or date.max, width=146,
            token=lambda line: "bad" if line.is_late else "",
        ),
        Column[MatterLine](
            _("Steg"), lambda line: str(line.ladder_step or ""), lambda line: line.ladder_step or 0, width=50
        ),
        Column[MatterLine](
            _("Senast"), lambda line: days.short(line.last_at.date(), today), lambda line: line.last_at,
            width=72,
        ),
        Column[MatterLine](_("Handläggare"), lambda line: line.handler or "–", width=104),
        Column[MatterLine](_("Diarienummer"), lambda line: line.registration_number or "–", width=104),
    ]  # fmt: skip
    return RowsModel(columns, lambda line: line.id, lambda line: f"{line.search_key} {line.student}")
