"""A week of the återskolningsplan: how long, how far on the way back, where and with what."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from narvaro_desktop.domain.case_terms import Indicator
from narvaro_desktop.domain.planning.return_schedule import PlannedWeek
from narvaro_desktop.gui import days
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import quiet
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.number_field import NumberField
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.planning import plan_rules, return_schedules


class WeekDialog(ActDialog):
    """`week` as it is to begin with; one that `is_planned` already can be taken away again."""

    def __init__(
        self, parent: QWidget, runner: Runner, case_id: UUID, week: PlannedWeek, is_planned: bool = False
    ) -> None:
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
        self.add(Field(_("Planerad tid hela veckan"), self.minutes))
        self.add(Field(_("Plats på vägen tillbaka"), self.place, optional=True))
        self.add(Field(_("Var och med vad"), self.words, optional=True))
        self.drop_button = quiet(_("Ta bort veckan"), "trash-2")
        self.drop_button.setVisible(is_planned)
        self.drop_button.clicked.connect(self._drop)
        self.body.addLayout(row(self.drop_button))
        self.minutes.setFocus()

    def wish(self) -> Wish | None:
        place = self.place.currentData()
        week = PlannedWeek(
            self._week.week, self.minutes.value(), place if isinstance(place, int) else None,
            self.words.text().strip(),
        )  # fmt: skip
        return partial(return_schedules.keep_week, case_id=self._case_id, week=week)

    def _drop(self) -> None:
        act = partial(return_schedules.drop_week, case_id=self._case_id, week=self._week.week)
        self._runner.do(act, self._done, refused=self._refused, owner=self)
