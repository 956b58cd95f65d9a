"""A week of the återskolningsplan: how long, how far on the way back, where and with what."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from narvaro_desktop.domain.case_terms import Indicator
from narvaro_desktop.domain.return_schedule import PlannedWeek
from narvaro_desktop.gui import days
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.number_field import NumberField
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import plan_rules, return_schedules


class WeekDialog(ActDialog):
    """`week` as it is to begin with; what is kept is what the person makes of it."""

    def __init__(self, parent: QWidget, runner: Runner, case_id: UUID, week: PlannedWeek) -> None:
        title = _("Tid på skolan {week}").format(week=week.week.label)
        super().__init__(parent, runner, title, days.between(week.week.span), _("Spara veckan"))
        self._case_id, self._week = case_id, week
        self.minutes = NumberField(highest=return_schedules.LONGEST, unit=_("minuter"))
        self.minutes.setSingleStep(plan_rules.schedule_rules().step_minutes)
        self.minutes.setValue(week.minutes)
        self.place, self.words = QComboBox(), QLineEdit(week.words)
        self.place.addItem(_("Inget valt"), None)
        scale = plan_rules.scales()[Indicator.RETURN]
        for value in range(scale.highest + 1):
            self.place.addItem(scale.said(value), value)
        self.place.setCurrentIndex(0 if week.place is None else week.place + 1)
        self.add(Field(_("Lagd tid hela veckan"), self.minutes))
        self.add(Field(_("Plats på vägen tillbaka"), self.place, optional=True))
        self.add(Field(_("Var och med vad"), self.words, optional=True))

    def wish(self) -> Wish | None:
        place = self.place.currentData()
        week = PlannedWeek(
            self._week.week, self.minutes.value(), place if isinstance(place, int) else None,
            self.words.text().strip(),
        )  # fmt: skip
        return partial(return_schedules.keep_week, case_id=self._case_id, week=week)
