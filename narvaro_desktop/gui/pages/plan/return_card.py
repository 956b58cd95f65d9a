"""Återskolningsplanen on the plan page: one small table of weeks, and two buttons that fill the next one."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from narvaro_desktop.domain.planning.plan_terms import WeekState
from narvaro_desktop.domain.planning.return_schedule import WeekLine
from narvaro_desktop.domain.schooldays import IsoWeek
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.tokens import CONTROL, SMALL_CONTROL
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.table_view import Table
from narvaro_desktop.gui.widgets.text import body, caption
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.planning.measure_words import hours
from narvaro_desktop.usecases.planning.plans import PlanView
from narvaro_desktop.usecases.planning.return_schedules import Schedule

_SHOWN = 6
_TOKENS: Mapping[WeekState, str] = {WeekState.MISSED: "bad", WeekState.SHORT: "warn", WeekState.HELD: "ok"}
_ICONS: Mapping[WeekState, str] = {
    WeekState.MISSED: "circle-alert",
    WeekState.SHORT: "minus",
    WeekState.HELD: "check",
}


class ReturnCard(Card, theme.Themed):
    """`kept` a week that was filled by a button; `asked` a week to open in its dialog."""

    kept = Signal(object)
    asked = Signal(object)
    _rows: RowsModel[WeekLine] | None = None

    def __init__(self) -> None:
        super().__init__(title=_("Återskolningsplan"))
        self._schedule: Schedule | None = None
        self._nothing = body(_("Planera tid på skolan vecka för vecka, så liten att den går att hålla."))
        self._rows = RowsModel(_columns(), lambda line: line.planned.week, None)
        self.table = Table(model=self._rows, name=_("Återskolningsplan, vecka för vecka"), dense=True)
        self.table.opened.connect(self._open)
        self._told = caption("")
        self.same = Button(text=_("Som förra veckan"), icon="copy", small=True)
        self.longer = Button(text=_("Mer än förra veckan"), icon="plus", small=True)
        self.other = Button(text=_("På annat sätt …"), icon="pencil", small=True)
        self.same.clicked.connect(lambda: self._keep(longer=False))
        self.longer.clicked.connect(lambda: self._keep(longer=True))
        self.other.clicked.connect(self._ask)
        self.add(self._nothing)
        self.add(self.table)
        self.add(self._told)
        self._buttons = flowing(self.same, self.longer, self.other)
        self.add(self._buttons)

    def show_plan(self, view: PlanView) -> None:
        """The latest weeks; the card stands only where a return is planned or asked for."""
        schedule = self._schedule = view.schedule
        self.setVisible(view.is_latest and (bool(schedule.lines) or view.asks_for_return))
        assert self._rows is not None
        self._rows.set_rows(schedule.lines[-_SHOWN:][::-1])
        self.table.setVisible(bool(schedule.lines))
        self._nothing.setVisible(not schedule.lines)
        missed = any(line.state in (WeekState.MISSED, WeekState.SHORT) for line in schedule.lines)
        self._told.setText(_("Uteblev: mindre än hälften av den planerade tiden enligt frånvaron."))
        self._told.setVisible(missed)
        self._say(schedule)
        self._buttons.setVisible(view.may_follow_up)
        self.restyle()

    def restyle(self) -> None:
        if self._rows is not None:
            high = theme.px(CONTROL) + max(1, self._rows.shown) * theme.px(SMALL_CONTROL) + 4
            self.table.setFixedHeight(high)

    def _say(self, schedule: Schedule) -> None:
        week, has = schedule.next.week.label, bool(schedule.lines)
        self.same.setVisible(has)
        self.longer.setVisible(has)
        self.same.setText(_("{week} som förra: {time}").format(week=week, time=hours(schedule.next.minutes)))
        step = schedule.longer.minutes - schedule.next.minutes
        self.longer.setText(_("{week} +{step} min").format(week=week, step=step))
        other = _("{week} på annat sätt …") if has else _("Lägg {week} …")
        self.other.setText(other.format(week=week))

    def _keep(self, longer: bool) -> None:
        if self._schedule is not None:
            self.kept.emit(self._schedule.longer if longer else self._schedule.next)

    def _ask(self) -> None:
        if self._schedule is not None:
            self.asked.emit(self._schedule.next)

    def _open(self, key: object) -> None:
        lines = self._schedule.lines if self._schedule else ()
        found = next((line for line in lines if isinstance(key, IsoWeek) and line.planned.week == key), None)
        if found is not None:
            self.asked.emit(found.planned)


def _columns() -> list[Column[WeekLine]]:
    return [
        Column(_("Vecka"), lambda line: line.planned.week.label, lambda line: line.planned.week, width=70),
        Column(
            _("Planerat"), lambda line: hours(line.planned.minutes), lambda line: line.planned.minutes,
            width=112,
        ),
        Column(
            _("Närvaro"), lambda line: "–" if line.present is None else hours(line.present),
            lambda line: -1 if line.present is None else line.present, width=112,
        ),
        Column(
            _("Läge"), lambda line: line.state.label, lambda line: line.state.label,
            token=lambda line: _TOKENS.get(line.state, ""), icon=lambda line: _ICONS.get(line.state, ""),
            width=150,
        ),
        Column(_("Var och med vad"), lambda line: line.planned.words),
    ]  # fmt: skip
