"""Closing a case: how it ended, the last figure, who knows, what was learned, why anything is left open."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from narvaro_desktop.domain.absence.shares import decimal_text
from narvaro_desktop.domain.casework.duties import Farewell
from narvaro_desktop.domain.terms import Closure
from narvaro_desktop.gui import days
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.left_open import LeftOpen
from narvaro_desktop.gui.dialogs.working_material_panel import WorkingPapersPanel
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework import closing
from narvaro_desktop.usecases.casework.cases import CaseView
from narvaro_desktop.usecases.casework.closing import Parting
from narvaro_desktop.usecases.casework.working_material import CLOSING


class CloseDialog(ActDialog):
    """One form; what lacks is said at its field and summed up on top."""

    def __init__(self, parent: QWidget, runner: Runner, view: CaseView, parting: Parting) -> None:
        text = _("Ärendet läggs undan och kan öppnas igen. Numret {number} följer med.")
        super().__init__(
            parent, runner, _("Avsluta ärendet?"), text.format(number=view.line.number), _("Avsluta ärendet"),
            wide=True,
        )  # fmt: skip
        self._view = view
        self.closure = QComboBox()
        self.closure.addItem(_("Välj …"), None)
        for each in Closure:
            self.closure.addItem(each.label[:1].upper() + each.label[1:], each)
        last = parting.last_absence
        self.absence = QLineEdit("" if last is None else decimal_text(last, 1))
        self.unknown = QCheckBox(_("Frånvaron kan inte beräknas"))
        self.unknown.toggled.connect(self.absence.setDisabled)
        figure = QWidget()
        figure.setLayout(row(self.absence, self.unknown, gap=16))
        figure.setFocusProxy(self.absence)
        self.told, self.lesson = QLineEdit(), GrowingText(lines=2, most=6)
        reach = _("t.o.m. {day}").format(day=days.short(parting.until)) if parting.until else ""
        self.form = Form()
        self._closure = self.form.add(Field(_("Hur slutade ärendet?"), self.closure))
        self._absence = self.form.add(Field(_("Senaste frånvaro, procent"), figure, reach))
        self._told = self.form.add(Field(_("Vem har fått veta att ärendet avslutas?"), self.told))
        self._lesson = self.form.add(Field(_("Vad tar skolan med sig?"), self.lesson))
        self.add(self.form)
        left = [*parting.duties, *parting.follow_ups]
        self.left = LeftOpen({one.key: one.words for one in left})
        self.left.demand_each(True)
        self.closure.currentIndexChanged.connect(self._ended_otherwise)
        self.add(self.left)
        self.papers = WorkingPapersPanel(parting.papers)
        self.add(self.papers)
        self.unknown.setChecked(last is None)
        self.absence.setMaximumWidth(self.closure.fontMetrics().horizontalAdvance("0") * 14)
        self.closure.setFocus()
        self.keep_typed(
            CLOSING, view.line.id, lesson=self.lesson, transferred=self.papers.transferred,
            **self.left.boxes(),
        )  # fmt: skip

    def wish(self) -> Wish | None:
        self._closure.say("" if self.closure.currentData() else _("Välj hur ärendet slutade."))
        self._absence.say(self._absence_fault())
        self._told.say("" if self.told.text().strip() else _("Skriv vem som vet, eller varför ingen."))
        self._lesson.say("" if self.lesson.text().strip() else _("Skriv en mening. Den hjälper nästa gång."))
        is_whole, reasons = self.form.check(), self.left.reasons()
        if not (is_whole and reasons is not None and self.papers.check()):
            return None
        return partial(
            closing.close,
            case_id=self._view.line.id,
            farewell=self._farewell(reasons),
            papers=self.papers.settled(),
        )

    def _ended_otherwise(self) -> None:
        """One reason is enough where the pupil has left; else each thing has its own."""
        self.left.demand_each(self.closure.currentData() is not Closure.LEFT_SCHOOL)

    def _farewell(self, reasons: dict[str, str]) -> Farewell:
        return Farewell(
            closure=self.closure.currentData(),
            last_absence=None if self.unknown.isChecked() else _tenths(self.absence.text()),
            absence_said=self.unknown.isChecked(),
            told=self.told.text(),
            lesson=self.lesson.text(),
            reasons=reasons,
            one_reason=next(iter(reasons.values()), ""),
        )

    def _absence_fault(self) -> str:
        if self.unknown.isChecked() or _tenths(self.absence.text()) is not None:
            return ""
        return _("Skriv ett tal som 12,5, eller kryssa för att frånvaron inte kan beräknas.")


def _tenths(text: str) -> int | None:
    """Tenths of a percent from "12", "12,5" or "12.5 %"."""
    number = text.replace("%", "").replace(",", ".").strip()
    whole, _dot, part = number.partition(".")
    if not whole.isdecimal() or (part and not part.isdecimal()):
        return None
    found = int(whole) * 10 + int((part + "0")[0])
    return found if found <= 1000 else None
