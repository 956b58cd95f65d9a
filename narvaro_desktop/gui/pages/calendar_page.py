"""Läsårets dagar: which days are school, lov, studiedag or red, with a läsår before and one ahead."""

from functools import partial
from typing import Final

from narvaro_desktop.domain.charts.year_planner import DayUse, count, planner_height, year_planner
from narvaro_desktop.domain.schooldays import AcademicYear
from narvaro_desktop.gui import days
from narvaro_desktop.gui.dialogs.school_year_dialog import SchoolYearDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import primary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.chart_card import ChartCard
from narvaro_desktop.gui.widgets.figure_card import FigureCard, FigureRow
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.scene_view import SceneView
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.absence import school_year
from narvaro_desktop.usecases.absence.school_year import Planner
from narvaro_desktop.usecases.work import Area, Changes

_COUNTED: Final = (DayUse.SCHOOL, DayUse.BREAK, DayUse.STAFF, DayUse.RED)


class CalendarPage(Page):
    """Red days are computed; the rest is the school's own, changed in one dialog for each läsår."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Läsårets dagar"), _("Frånvaro och frister räknas på skoldagar."))
        self._runner, self._shell = runner, shell
        self._found: Planner | None = None
        self.years: Segmented | None = None
        self.change = primary(_("Ändra dagarna …"), "pencil")
        self.head.set_actions(self.change)
        self._top = Card()
        self.said = label("", "body2", wrap=True)
        self._top.add(self.said)
        self.counts = {
            DayUse.SCHOOL: FigureCard(caption=_("Skoldagar")),
            DayUse.BREAK: FigureCard(caption=_("Lovdagar")),
            DayUse.STAFF: FigureCard(caption=_("Studiedagar")),
            DayUse.RED: FigureCard(caption=_("Röda vardagar")),
        }
        self._view = SceneView(high=300)
        self.chart = ChartCard(
            _("Dag för dag"), self._view, _("streckat är lov, gult studiedag, rött röd dag")
        )
        self.red = label("", "body2", wrap=True)
        red = Card(title=_("Röda dagar på vardagar, uträknade"))
        red.add(self.red)
        self.add(self._top)
        self.add(FigureRow([self.counts[use] for use in _COUNTED]))
        self.add(self.chart)
        self.add(red)
        self.end()
        self.change.clicked.connect(self.open_dialog)
        runner.changed.connect(self._changed)

    def shown(self, *, year: AcademicYear | None = None, **_what: object) -> None:  # type: ignore[override]
        self._ask(year or (self._found.year if self._found else None))

    def open_dialog(self) -> SchoolYearDialog:
        """The terms, lov and studiedagar of the läsår that is shown."""
        dialog = SchoolYearDialog(self, self._runner, self._found.year if self._found else None)
        dialog.open()
        return dialog

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and Area.CALENDAR in changes:
            self._ask(self._found.year if self._found else None)

    def _ask(self, year: AcademicYear | None) -> None:
        self._runner.ask(partial(school_year.planner, year=year), self._show, owner=self)

    def _show(self, found: Planner) -> None:
        self._found = found
        if self.years is None:
            choices = [(year, year.label) for year in found.choices]
            self.years = Segmented(choices, _("Läsår"), found.year)
            self.years.changed.connect(lambda year: self._ask(year))
            self._top.body.insertWidget(0, self.years)
        self.years.choose(found.year)
        self.change.setVisible(found.may_change)
        self.said.setText(_said(found))
        for use, card in self.counts.items():
            card.show_figure(str(count(found.days, use)))
        self._view.set_height(planner_height(found.days))
        self._view.set_scene(lambda width, _height, scale: year_planner(found.days, width, scale))
        self.red.setText(_red(found))


def _said(found: Planner) -> str:
    if found.is_given:
        return _("Skolan har själv gett dagarna för läsåret {year}.").format(year=found.year.label)
    return _("Läsåret {year} är inte inlagt. Vanliga terminer används tills skolan ger sina egna.").format(
        year=found.year.label
    )


def _red(found: Planner) -> str:
    held = [one for one in found.days if one.use is DayUse.RED and one.day.weekday() < 5]
    return ", ".join(f"{_(one.name)} {days.full(one.day)}" for one in held)
