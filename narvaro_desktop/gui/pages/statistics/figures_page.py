"""The huvudman's Statistik: which schools have told their figures, and the report to the nämnd."""

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.preview_dialog import show_paper
from narvaro_desktop.gui.pages.statistics.asking import Asking
from narvaro_desktop.gui.pages.statistics.reports_card import ReportsCard
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.table_view import Table
from narvaro_desktop.gui.widgets.tabs import Tabs
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.figures import aggregates, board_report
from narvaro_desktop.usecases.figures.aggregates import Received
from narvaro_desktop.usecases.figures.report_making import coverage_text
from narvaro_desktop.usecases.figures.statistics import Answered, Period, book
from narvaro_desktop.usecases.work import Area, Changes, Work

_HEAD, _ROW, _ROWS_SHOWN = 44, 36, 9
_FIGURES, _REPORTS = 0, 1


@dataclass(frozen=True, slots=True)
class _Found:
    periods: tuple[Period, ...]
    received: tuple[Received, ...]
    missing: tuple[str, ...]
    answered: Answered | None = None


class FiguresPage(Page):
    """One row for each school; a school's own paper opens with Enter."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Statistik"), " ")
        self._runner = runner
        self._periods: tuple[Period, ...] = ()
        self.period = QComboBox()
        self.rows: RowsModel[Received] = RowsModel(_columns(), lambda one: one.id)
        self.table = Table(model=self.rows, name=_("Skolornas siffror"))
        self.missing, self.routines = label("", "body2", wrap=True), label("", "body2", wrap=True)
        self.nothing = EmptyState(
            icon="chart-column",
            sentence=_("Här står skolornas siffror när de har lämnat dem. Släpp filen på fönstret."),
        )
        self.card = Card(title=_("Skolornas siffror"))
        self.which = Field(_("Period"), self.period)
        for widget in (self.which, self.table, self.nothing, self.missing, self.routines):
            self.card.add(widget)
        self.asking = Asking()
        self.reports = ReportsCard(runner, shell, self._period)
        self.reports.posts.hide()
        self.add(self.card)
        self.tabs = Tabs(name=_("Statistik"))
        self.tabs.add(self.asking, _("Siffror"))
        self.tabs.add(self.reports, _("Rapporter"))
        self.add(self.tabs)
        self.end()
        self.period.activated.connect(lambda _place: self._ask())
        self.table.opened.connect(self._open)
        runner.changed.connect(self._changed)

    def shown(self, **_what: object) -> None:
        rights, role = self._runner.office.rules.rights, self._runner.office.actor.role
        may = rights.may(role, Resource.REPORT, Action.LIST)
        self.tabs.setVisible(may)
        if may:
            self._ask()
            self.reports.ask()
            return
        for widget in (self.table, self.which, self.missing, self.routines):
            widget.hide()
        self.nothing.show_empty(_("Skolornas siffror läses av huvudmannens mottagare."))

    def _period(self) -> Period | None:
        place = self.period.currentIndex()
        return self._periods[place] if 0 <= place < len(self._periods) else None

    def _ask(self) -> None:
        self._runner.ask(partial(_found, period=self._period()), self._show, owner=self)

    def _show(self, found: _Found) -> None:
        if found.periods != self._periods:
            kept = self._period()
            self._periods = found.periods
            self.period.clear()
            self.period.addItems([one.label for one in found.periods])
            self.period.setCurrentIndex(found.periods.index(kept) if kept in found.periods else 0)
        self.rows.set_rows(found.received)
        self.table.setFixedHeight(theme.px(_HEAD + _ROW * min(len(found.received), _ROWS_SHOWN)))
        for widget in (self.table, self.which):
            widget.setVisible(bool(found.received))
        self.nothing.setVisible(not found.received)
        self._show_answers(found.answered)
        self.reports.new.setEnabled(bool(found.received))
        self.missing.setText(
            _("Har inte lämnat siffror: {schools}.").format(schools=", ".join(found.missing))
        )
        self.missing.setVisible(bool(found.missing and found.received))
        self.routines.setText(_routines(found.received))
        self.routines.setVisible(bool(found.received))
        count = len(found.received)
        words = ngettext(
            "{count} skolenhet har lämnat siffror", "{count} skolenheter har lämnat siffror", count
        )
        self.head.set_subtitle(words.format(count=count))

    def _show_answers(self, answered: Answered | None) -> None:
        """Before a school has told anything there are reports alone."""
        bar, has_figures = self.tabs.bar, answered is not None
        if bar.isTabVisible(_FIGURES) != has_figures:
            bar.setTabVisible(_FIGURES, has_figures)
            self.tabs.show_page(_FIGURES if has_figures else _REPORTS)
        if answered is not None:
            self.asking.show_answers(answered)

    def _open(self, key: UUID) -> None:
        self._runner.ask(partial(aggregates.paper, aggregate_id=key), self._look, owner=self)

    def _look(self, pdf: bytes) -> None:
        show_paper(self, pdf)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and self.tabs.isVisible() and Area.PACKAGES in changes:
            self._ask()


def _found(work: Work, period: Period | None) -> _Found:
    periods = board_report.periods(work)
    chosen = period or (periods[0] if periods else None)
    if chosen is None:
        return _Found((), (), ())
    received = tuple(
        sorted((one for one in aggregates.received(work) if one.told.period == chosen.key),
               key=lambda one: one.told.name)
    )  # fmt: skip
    missing = board_report.collected(work, chosen).missing
    return _Found(periods, received, missing, board_report.answered(work, chosen))


def _routines(received: tuple[Received, ...]) -> str:
    """Which routine each school follows, the most common first."""
    followed: dict[str, list[str]] = defaultdict(list)
    for one in received:
        followed[one.told.ladder].append(one.told.name)
    if len(followed) == 1:
        return _("Alla följer rutinen {name}.").format(name=next(iter(followed)))
    most_first = sorted(followed.items(), key=lambda item: (-len(item[1]), item[0]))
    words = _("Rutinen {name} följs av {schools}.")
    return " ".join(words.format(name=name, schools=", ".join(schools)) for name, schools in most_first)


def _columns() -> list[Column[Received]]:
    high, far = book().measures["I01_20"], book().measures["I02"]
    certain = book().certain_percent
    return [
        Column[Received](_("Skolenhet"), lambda one: one.told.name, strong=True),
        Column[Received](high.name, lambda one: high.text(one.told.figures), width=170),
        Column[Received](far.name, lambda one: far.text(one.told.figures), width=160),
        Column[Received](_("Rapporterat"), lambda one: coverage_text(one.told.coverage, certain), width=140),
        Column[Received](_("Inkom"), lambda one: one.received_at.date().isoformat(), width=120),
    ]
