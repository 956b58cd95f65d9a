"""Åtgärdsplaner: every follow-up by its date, the overdue ones first."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.dialogs.effects_dialog import EffectsDialog
from narvaro_desktop.gui.forms.ui_plans import Ui_Plans
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.listing import Listing, ListWords
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.planning import follow_ups
from narvaro_desktop.usecases.planning.follow_ups import FollowUpLine
from narvaro_desktop.usecases.work import Area, Changes

_LATE, _WEEK = "late", "week"
_DAYS_OF_A_WEEK: Final = 7
_SHOWS: Final = frozenset({Area.PLANS, Area.CASES, Area.STUDENTS})
_GIVES_WAY: Final = {2: 800, 4: 760}
"""Columns and the width of the page, in pixels at 100 %, from which they are shown."""


class PlansPage(Page):
    """Enter opens the plan; Ctrl F searches; the chips narrow."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Åtgärdsplaner"))
        self._runner, self._shell = runner, shell
        self._ui = Ui_Plans()
        form = QWidget()
        self._ui.setupUi(form)
        theme.fit(form)
        self.bar, self.table, self.nothing = self._ui.bar, self._ui.table, self._ui.nothing
        self.bar.field.setPlaceholderText(_("Sök elev, åtgärd eller ansvarig"))
        self.bar.field.setAccessibleName(_("Sök åtgärd"))
        self.bar.add_chip(_LATE, _("Försenade"))
        self.bar.add_chip(_WEEK, _("Inom en vecka"))
        self.rows: RowsModel[FollowUpLine] = RowsModel(
            _columns(self._today), lambda line: line.measure_id, _searched
        )
        words = ListWords(
            lambda total: ngettext("{shown} av {total} åtgärd", "{shown} av {total} åtgärder", total),
            _("Inga åtgärder passar filtret."),
            _("Här visas åtgärderna efter uppföljningsdag. En plan skrivs i elevens ärende."),
            _("Till ärendena"), "list-checks",
        )  # fmt: skip
        self._list = Listing(
            self.bar, self.table, self.nothing, self.rows, self._keep, words, lambda: shell.go("cases")
        )
        self.give_way(self.table, _GIVES_WAY)
        self._lines: dict[object, FollowUpLine] = {}
        self.effects_button = secondary(_("Vad hände efter åtgärderna?"), "chart-line")
        self.effects_button.clicked.connect(lambda: EffectsDialog(self, self._runner).open())
        self.head.set_actions(self.effects_button)
        card = Card()
        card.add(form, 1)
        self.add(card, 1)
        self.table.opened.connect(lambda key: self._shell.go("plan", case_id=self._lines[key].case_id))
        runner.changed.connect(self._changed)

    def shown(self, **_what: object) -> None:
        self._ask()

    def focus_search(self) -> None:
        self.bar.focus_search()

    def _today(self) -> date:
        return self._runner.office.clock.now().date()

    def _ask(self) -> None:
        self._runner.ask(follow_ups.coming, self._show, owner=self)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes & _SHOWS:
            self._ask()

    def _show(self, lines: list[FollowUpLine]) -> None:
        self._lines = {line.measure_id: line for line in lines}
        self._list.show_rows(lines)
        words = ngettext("{count} åtgärd pågår", "{count} åtgärder pågår", len(lines))
        self._shell.set_count("plans", len(lines), words.format(count=len(lines)))

    def _keep(self, chips: frozenset[str]) -> Callable[[FollowUpLine], bool]:
        today = self._today()

        def keep(line: FollowUpLine) -> bool:
            soon = (line.follow_up_on - today).days <= _DAYS_OF_A_WEEK
            return not chips or (_LATE in chips and line.is_overdue) or (_WEEK in chips and soon)

        return keep


def _columns(today: Callable[[], date]) -> list[Column[FollowUpLine]]:
    return [
        Column(
            _("Följs upp"), lambda line: _first_upper(days.due(line.follow_up_on, today())),
            lambda line: line.follow_up_on, token=lambda line: "bad" if line.is_overdue else "",
            icon=lambda line: "clock" if line.is_overdue else "", width=170,
        ),
        Column(
            _("Elev"), lambda line: line.student.name, lambda line: line.student.sort_key, width=200,
            strong=True, link=True,
        ),
        Column(_("Klass"), lambda line: line.student.class_name, width=70),
        Column(_("Åtgärd"), lambda line: line.title),
        Column(_("Ansvarig"), lambda line: line.responsible, width=160),
    ]  # fmt: skip


def _searched(line: FollowUpLine) -> str:
    return f"{line.student.name} {line.student.class_name} {line.title} {line.responsible}"


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]
