"""The huvudman's main page: let a file fall, and the register of what schools have sent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.terms import ReceiptStatus
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.drop import SUFFIXES, intake, on_drop
from narvaro_desktop.gui.forms.ui_register import Ui_Register
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.waiting_files import say_waiting
from narvaro_desktop.gui.widgets.drop_zone import DropZone
from narvaro_desktop.gui.widgets.listing import Listing, ListWords
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.windows.first_steps import FirstSteps
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases import key_cards, register, settings
from narvaro_desktop.usecases.key_cards import CardLine
from narvaro_desktop.usecases.register import MissingNumber, ReceivedLine
from narvaro_desktop.usecases.work import Area, Changes, Work

_SHOWN = frozenset({Area.PACKAGES, Area.SETTINGS})
_UNANSWERED, _UNNUMBERED = "unanswered", "unnumbered"


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    lines: list[ReceivedLine]
    missing: list[MissingNumber]
    own: CardLine | None
    knows_someone: bool


class RegisterPage(Page):
    """Search, two chips, Enter opens. First steps stand on top until a school is known."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Anmälningar"), " ")
        self._runner, self._shell = runner, shell
        self._waiting: list[Path] = []
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
        self.drop.dropped.connect(on_drop(self._intake.take))
        self.table, self.filter, self.waiting, self.missing = ui.table, ui.filter, ui.waiting, ui.missing
        self._model = _model()
        words = ListWords(
            lambda total: ngettext("{shown} av {total} anmälan", "{shown} av {total} anmälningar", total),
            _("Inga anmälningar passar filtret."),
            _("Här visas anmälningar när skolorna har lämnat dem."),
        )
        self._list = Listing(self.filter, self.table, ui.nothing, self._model, _keep, words)
        self.table.opened.connect(self._open)
        self.filter.field.setPlaceholderText(_("Sök elev, skola eller nummer"))
        self.filter.field.setAccessibleName(_("Sök elev, skola eller nummer"))
        self.filter.add_chip(_UNANSWERED, status_words(None))
        self.filter.add_chip(_UNNUMBERED, _("Utan diarienummer"))
        self.waiting.pressed.connect(self._take_waiting)
        runner.changed.connect(self._changed)

    def shown(self, **what: object) -> None:
        self._runner.ask(_found, self._show, owner=self)

    def focus_search(self) -> None:
        self.filter.focus_search()

    def _changed(self, changes: Changes) -> None:
        """Behind another page too: the number in the sidebar goes down when something is answered there."""
        if changes & _SHOWN:
            self.shown()

    def _show(self, found: _Found) -> None:
        self.head.set_subtitle(
            _("Det som skolorna har lämnat till {name}. Bara ni kan öppna det.").format(name=found.name)
        )
        self.first_steps.show_card(found.own)
        self.first_steps.setVisible(not found.knows_someone and not found.lines)
        self._list.show_rows(found.lines)
        self._say_missing(found.missing)
        self._intake.look()
        unanswered = sum(line.status is None for line in found.lines)
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

    def _say_waiting(self, files: list[Path]) -> None:
        self._waiting = files
        say_waiting(self.waiting, files)

    def _take_waiting(self) -> None:
        self._intake.take(self._waiting)

    def _open(self, key: object) -> None:
        if isinstance(key, UUID):
            self._shell.go("received", received_id=key)


def status_words(status: ReceiptStatus | None) -> str:
    return status.label if status else _("Inte besvarad")


def _found(work: Work) -> _Found:
    cards = key_cards.cards(work)
    return _Found(
        name=settings.profile(work).name,
        lines=register.received(work),
        missing=register.missing_numbers(work),
        own=next((card for card in cards if card.is_own), None),
        knows_someone=any(card.is_trusted and not card.is_own for card in cards),
    )


def _keep(chips: frozenset[str]) -> Callable[[ReceivedLine], bool]:
    return lambda line: (
        (_UNANSWERED not in chips or line.status is None)
        and (_UNNUMBERED not in chips or not line.registration_number)
    )


def _model() -> RowsModel[ReceivedLine]:
    columns = [
        Column[ReceivedLine](_("Elev"), lambda line: line.student or line.case_number, strong=True),
        Column[ReceivedLine](_("Skola"), lambda line: line.sender_name, width=170),
        Column[ReceivedLine](
            _("Mottagen"), lambda line: days.short(line.received_on), lambda line: line.received_at, width=100
        ),
        Column[ReceivedLine](
            _("Beslutad"), lambda line: days.short(line.decided_on) if line.decided_on else "–",
            lambda line: line.decided_on or date.min, width=100
        ),
        Column[ReceivedLine](_("Frånvaro"), lambda line: line.share, align="right", width=100),
        Column[ReceivedLine](_("Diarienummer"), lambda line: line.registration_number or "–", width=140),
        Column[ReceivedLine](
            _("Status"), lambda line: status_words(line.status), width=150,
            token=lambda line: "" if line.status else "warn",
            icon=lambda line: "" if line.status else "circle-alert",
        ),
    ]  # fmt: skip
    return RowsModel(columns, lambda line: line.id, lambda line: f"{line.search_key} {line.student}")
