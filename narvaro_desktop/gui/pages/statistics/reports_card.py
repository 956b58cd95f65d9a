"""Frozen reports: a new one, and those that are there to be read again or saved."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.gui.dialogs.posts_dialog import PostsDialog
from narvaro_desktop.gui.dialogs.preview_dialog import show_paper
from narvaro_desktop.gui.dialogs.report_dialogs import NewReportDialog, SaveReportDialog
from narvaro_desktop.gui.dialogs.unusual_dialog import UnusualDialog
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import quiet, secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.table_view import Table
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.figures import reports
from narvaro_desktop.usecases.figures.reports import FrozenReport, ReportLine
from narvaro_desktop.usecases.figures.statistics import Period


class ReportsCard(Card):
    """`period` answers which one a new report is about."""

    def __init__(self, runner: Runner, shell: Shell, period: Callable[[], Period | None]) -> None:
        super().__init__(title=_("Rapporter"))
        self._runner, self._shell, self._period = runner, shell, period
        self.rows: RowsModel[ReportLine] = RowsModel(_columns(), lambda line: line.id)
        self.table = Table(model=self.rows, name=_("Rapporter"))
        self.table.setMinimumHeight(150)
        self.nothing = EmptyState(
            icon="file-text", sentence=_("En rapport fryser periodens siffror, så att de går att visa igen.")
        )
        self.new = secondary(_("Ny rapport …"), "plus")
        self.look = secondary(_("Visa och skriv ut …"), "printer")
        self.save = secondary(_("Spara …"), "file-down")
        self.unusual = quiet(_("Ovanliga perioder …"))
        self.posts = quiet(_("Elevhälsans tjänster …"))
        acts = flowing(self.new, self.look, self.save, self.unusual, self.posts)
        for widget in (self.table, self.nothing, acts):
            self.add(widget)
        rights, role = runner.office.rules.rights, runner.office.actor.role
        for button in (self.new, self.unusual, self.posts):
            button.setVisible(rights.may(role, Resource.REPORT, Action.WRITE))
        self.save.setVisible(rights.may(role, Resource.REPORT, Action.EXPORT))
        self.new.clicked.connect(self._new)
        self.unusual.clicked.connect(lambda: UnusualDialog(self, runner).open())
        self.posts.clicked.connect(lambda: PostsDialog(self, runner).open())
        self.look.clicked.connect(self._look)
        self.save.clicked.connect(self._save)
        self.table.opened.connect(lambda _key: self._look())
        self._show([])

    def ask(self) -> None:
        self._runner.ask(reports.reports, self._show, owner=self)

    def _show(self, lines: list[ReportLine], made: UUID | None = None) -> None:
        self.rows.set_rows(lines)
        if made is not None:
            self.table.select_key(made)
        self.table.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self.look.setEnabled(bool(lines))
        self.save.setEnabled(bool(lines))

    def _chosen(self) -> UUID | None:
        """The selected report, else the latest."""
        keys = self.table.selected_keys() or [one.id for one in self.rows.shown_rows()[:1]]
        return keys[0] if keys and isinstance(keys[0], UUID) else None

    def _new(self) -> None:
        period = self._period()
        if period is not None:
            dialog = NewReportDialog(self, self._runner, period)
            dialog.acted.connect(self._made)
            dialog.open()

    def _made(self, report_id: UUID) -> None:
        self._runner.ask(reports.reports, partial(self._show, made=report_id), owner=self)
        self._runner.ask(partial(reports.frozen, report_id=report_id), self._say, owner=self)

    def _say(self, made: FrozenReport) -> None:
        self._shell.toast(_("{name} är fryst").format(name=made.line.name))

    def _look(self) -> None:
        if (chosen := self._chosen()) is not None:
            wanted = partial(reports.frozen, report_id=chosen)
            self._runner.ask(wanted, self._show_paper, owner=self)

    def _show_paper(self, found: FrozenReport) -> None:
        show_paper(self, found.paper)

    def _save(self) -> None:
        if (chosen := self._chosen()) is not None:
            SaveReportDialog(self, self._runner, self._shell, chosen).open()


def _columns() -> list[Column[ReportLine]]:
    return [
        Column[ReportLine](_("Namn"), lambda line: line.name, strong=True, width=140),
        Column[ReportLine](_("Slag"), lambda line: line.kind.label),
        Column[ReportLine](_("Uppgifter t.o.m."), lambda line: _day(line.data_date), width=150),
        Column[ReportLine](_("Fryst"), lambda line: _day(line.made_on), width=130),
    ]


def _day(day: object) -> str:
    return str(day) if day else "–"
