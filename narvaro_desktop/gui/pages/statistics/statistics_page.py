"""Statistik: every question with its answer; the one that is chosen is shown in full."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.report_dialogs import FiguresDialog, PeriodDialog
from narvaro_desktop.gui.pages.statistics.asking import Asking
from narvaro_desktop.gui.pages.statistics.reports_card import ReportsCard
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.tokens import GAP
from narvaro_desktop.gui.widgets.boxes import Column
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.page import Columns, Page
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.tabs import Tabs
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.figures import statistics
from narvaro_desktop.usecases.figures.statistics import Answered, Axis, Period
from narvaro_desktop.usecases.work import Area, Changes, Work

_SHOWN = frozenset({Area.ABSENCE, Area.CASES, Area.DECISIONS, Area.PLANS, Area.CALENDAR, Area.STUDENTS})
_PERIOD = 320


@dataclass(frozen=True, slots=True)
class _Found:
    periods: tuple[Period, ...]
    answered: Answered


class StatisticsPage(Page):
    """For those who may read reports."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Statistik"), " ")
        self._runner, self._shell = runner, shell
        self._found: Answered | None = None
        self._periods: tuple[Period, ...] = ()
        self._custom: Period | None = None
        self.period = QComboBox()
        axes = [(axis, axis.label.capitalize()) for axis in Axis if axis is not Axis.UNIT]
        self.axis = Segmented(axes, _("Visa per"), Axis.YEAR)
        self.asking = Asking()
        self.rows, self.table, self.answer = self.asking.rows, self.asking.table, self.asking.answer
        self.nothing = EmptyState(
            icon="chart-column", sentence=_("Statistiken läses av rektor och elevhälsoteam.")
        )
        self.nothing.hide()
        self.reports = ReportsCard(runner, shell, self._period)
        self.send = secondary(_("Lämna till huvudmannen …"), "send")
        self.send.clicked.connect(self._send)
        self.head.set_actions(self.send)
        self.tabs = Tabs(name=_("Statistik"))
        self.tabs.add(self.asking, _("Siffror"))
        self.tabs.add(self.reports, _("Rapporter"))
        self._lay()
        self.period.activated.connect(self._choose_period)
        self.axis.changed.connect(lambda _axis: self._ask())
        runner.changed.connect(self._changed)

    def shown(self, **_what: object) -> None:
        rights, role = self._runner.office.rules.rights, self._runner.office.actor.role
        may = statistics.sees_exact(rights, role)
        self.nothing.setVisible(not may)
        self._inner.setVisible(may)
        self.send.setVisible(rights.may(role, Resource.PACKAGE, Action.SEAL) and may)
        if may:
            self._ask()
            self.reports.ask()

    def focus_search(self) -> None:
        self.table.setFocus()

    def choose(self, key: str) -> None:
        """Answer the question of this key."""
        self.table.select_key(key)

    def _lay(self) -> None:
        self._inner = QWidget()
        inner = Column(self._inner)
        frame = Card()
        self.period.setMaximumWidth(theme.px(_PERIOD))
        frame.add(Columns(Field(_("Period"), self.period), Field(_("Visa per"), self.axis), (2, 5)))
        theme.space(inner, gap=GAP)
        inner.addWidget(frame)
        inner.addWidget(self.tabs)
        inner.addStretch(1)
        self.add(self.nothing)
        self.add(self._inner, 1)

    def _period(self) -> Period | None:
        place = self.period.currentIndex()
        return self._periods[place] if 0 <= place < len(self._periods) else None

    def _choose_period(self, place: int) -> None:
        """The last entry asks for days of one's own."""
        if place < len(self._periods):
            self._ask()
            return
        self._show_periods()
        dialog = PeriodDialog(self)
        dialog.accepted.connect(lambda: self._own(dialog.chosen))
        dialog.open()

    def _own(self, period: Period | None) -> None:
        if period is not None:
            self._custom = period
            self._runner.ask(partial(_asked, period=period, axis=self._axis()), self._show, owner=self)

    def _axis(self) -> Axis:
        axis = self.axis.chosen()
        return axis if isinstance(axis, Axis) else Axis.WHOLE

    def _show_periods(self) -> None:
        """Every period, the own days if there are any, and how one gives others."""
        shown = self._found.period.key if self._found else ""
        self.period.clear()
        self.period.addItems([*(one.label for one in self._periods), _("Egna dagar …")])
        places = [place for place, one in enumerate(self._periods) if one.key == shown]
        self.period.setCurrentIndex(places[0] if places else 0)

    def _ask(self) -> None:
        wanted = partial(_asked, period=self._period(), axis=self._axis())
        self._runner.ask(wanted, self._show, owner=self)

    def _show(self, found: _Found) -> None:
        self._found = found.answered
        own = (self._custom,) if self._custom else ()
        self._periods = (*found.periods, *own)
        self._show_periods()
        source = found.answered.source
        self.head.set_subtitle(
            _("Frånvaro t.o.m. {day} · {source} · siffrorna här är exakta, i rapporter döljs små tal").format(
                day=source.until.isoformat(), source=source.name
            )
            if source.until
            else _("Ingen frånvaro är inläst. Ärenden och beslut räknas ändå.")
        )
        self.asking.show_answers(found.answered)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes & _SHOWN:
            self._ask()

    def _send(self) -> None:
        if (period := self._period()) is not None:
            FiguresDialog(self, self._runner, self._shell, period).open()


def _asked(work: Work, period: Period | None, axis: Axis) -> _Found:
    return _Found(statistics.periods(work), statistics.answered(work, period, axis))
