"""The school's Inkorg: let a kvittens or a kontaktkort fall, and what the huvudman has answered."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.terms import NotificationState
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.forms.ui_inbox import Ui_Inbox
from narvaro_desktop.gui.intake import SUFFIXES, intake, on_drop
from narvaro_desktop.gui.notification_acts import unanswered_words, what_words
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.waiting_files import say_waiting
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.drop_zone import DropZone
from narvaro_desktop.gui.widgets.listing import Listing, ListWords
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.deciding import outgoing
from narvaro_desktop.usecases.deciding.notifications import NotificationLine
from narvaro_desktop.usecases.work import Area, Changes, Work

_SHOWN = frozenset({Area.PACKAGES, Area.CASES, Area.DECISIONS})
_WAITING = "waiting"
_ANSWERS = (NotificationState.RECEIVED, NotificationState.REGISTERED, NotificationState.RETURNED)


class InboxPage(Page):
    """All that has left the school, and the answer to it; Enter opens the case."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Inkorg"), _("Huvudmannens svar på det som skolan har lämnat."))
        self._runner, self._shell = runner, shell
        self._waiting: list[Path] = []
        holder = QWidget()
        self._ui = ui = Ui_Inbox()
        ui.setupUi(holder)
        theme.fit(holder)
        self.add(holder, 1)
        self.drop = DropZone(
            sentence=_("Släpp en kvittens eller ett kontaktkort här, eller var som helst i fönstret."),
            suffixes=SUFFIXES, icon="inbox",
        )  # fmt: skip
        ui.dropSlot.addWidget(self.drop)
        self._intake = intake(shell, runner)
        self._intake.waiting.connect(self._say_waiting)
        self.drop.dropped.connect(on_drop(self._intake.take))
        self.table, self.filter, self.waiting = ui.table, ui.filter, ui.waiting
        self._model = _model()
        words = ListWords(
            lambda total: ngettext("{shown} av {total} rad", "{shown} av {total} rader", total),
            _("Inga anmälningar passar filtret."),
            _("Här visas svaren när en anmälan har lämnats till huvudmannen."),
        )
        self._list = Listing(self.filter, self.table, ui.nothing, self._model, _keep, words)
        self.table.opened.connect(self._open)
        self.filter.field.setPlaceholderText(_("Sök elev eller nummer"))
        self.filter.field.setAccessibleName(_("Sök elev eller nummer"))
        self.filter.add_chip(_WAITING, _("Väntar på svar"))
        self.waiting.pressed.connect(self._take_waiting)
        cards = secondary(_("Kontaktkort"), "key-round")
        cards.clicked.connect(lambda: shell.go("cards"))
        self.head.set_actions(cards)
        runner.changed.connect(self._changed)

    def shown(self, **what: object) -> None:
        self._runner.ask(_found, self._show, owner=self)

    def focus_search(self) -> None:
        self.filter.focus_search()

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes & _SHOWN:
            self.shown()

    def _show(self, lines: list[NotificationLine]) -> None:
        self._intake.look()
        self._list.show_rows(lines)
        self.drop.set_slim(bool(lines))

    def _say_waiting(self, files: list[Path]) -> None:
        self._waiting = files
        say_waiting(self.waiting, files)

    def _take_waiting(self) -> None:
        self._intake.take(self._waiting)

    def _open(self, key: object) -> None:
        line = next((line for line in self._lines() if line.id == key), None)
        if line is not None:
            self._shell.go("case", case_id=line.case_id)

    def _lines(self) -> list[NotificationLine]:
        return [self._model.row_at(self._model.index(place, 0)) for place in range(self._model.shown)]


def _keep(chips: frozenset[str]) -> Callable[[NotificationLine], bool]:
    return lambda line: _WAITING not in chips or line.state not in _ANSWERS


def _found(work: Work) -> list[NotificationLine]:
    """What has been handed over, answered or not: the anmälningar and what was told after them."""
    return [line for line in outgoing.everything(work) if not line.waits]


def _model() -> RowsModel[NotificationLine]:
    columns = [
        Column[NotificationLine](_("Elev"), lambda line: line.student.name, strong=True, link=True),
        Column[NotificationLine](_("Vad"), what_words, width=150),
        Column[NotificationLine](_("Ärende"), lambda line: line.case_number, width=84),
        Column[NotificationLine](_("Svar"), _state, width=196, token=_token, icon=_icon),
        Column[NotificationLine](
            _("Kom"), lambda line: days.short(line.received_on) if line.received_on else "–",
            lambda line: line.received_on.toordinal() if line.received_on else 0, width=74,
        ),
        Column[NotificationLine](_("Diarienummer"), lambda line: line.registration_number or "–", width=110),
        Column[NotificationLine](
            _("Erbjudet stöd"), lambda line: ", ".join(kind.label for kind in line.offered) or "–", width=140
        ),
    ]  # fmt: skip
    return RowsModel(columns, lambda line: line.id)


def _state(line: NotificationLine) -> str:
    if line.unanswered_days:
        return unanswered_words(line)
    return line.state.label if line.state in _ANSWERS else _("Väntar på svar")


def _token(line: NotificationLine) -> str:
    if line.state is NotificationState.RETURNED:
        return "bad"
    if line.unanswered_days:
        return "warn"
    return "ok" if line.state in _ANSWERS else ""


def _icon(line: NotificationLine) -> str:
    if line.state is NotificationState.RETURNED:
        return "undo-2"
    return "circle-check" if line.state in _ANSWERS else "clock"
