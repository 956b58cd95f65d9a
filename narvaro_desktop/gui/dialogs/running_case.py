"""What is asked about a case that has been running before it comes into the program."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop.domain.casework.ladder import Step
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.casework.new_case import Earlier


class RunningCase(QWidget):
    """Its step, since when, why; the rektor's earlier decision and the anmälan; where the papers are."""

    def __init__(self, steps: Sequence[Step], inquiry_step: int, today: date) -> None:
        super().__init__()
        self._today, self._inquiry_step = today, inquiry_step
        self.step = QComboBox()
        for each in steps:
            self.step.addItem(_("{sign}. {name}").format(sign=each.sign, name=each.name), each.number)
        self.step.currentIndexChanged.connect(self._stepped)
        self.began = DateField(name=_("Ärendet började"))
        self.why = GrowingText(name=_("Varför på det steget?"), lines=2, most=5)
        self.decided_on, self.decided_by = DateField(name=_("Beslut om utredning")), QLineEdit()
        self.notified_on, self.reference = DateField(name=_("Anmäld till huvudmannen")), QLineEdit()
        self.elsewhere = QLineEdit()
        self.elsewhere.setPlaceholderText(_("Prorenata, pärm …"))
        registered = _("Registreras i dag, {day}.").format(day=days.short(today))
        self.fields = {
            "step": Field(_("Steg"), self.step),
            "began": Field(_("Ärendet började"), self.began, registered),
            "why": Field(_("Varför på det steget?"), self.why),
            "decided": Field(_("Beslut om utredning"), self.decided_on, optional=True),
            "by": Field(_("Beslutat av"), self.decided_by),
            "notified": Field(_("Anmäld till huvudmannen"), self.notified_on, optional=True),
            "reference": Field(_("Diarienummer eller referens"), self.reference, optional=True),
            "elsewhere": Field(_("Handlingarna finns i"), self.elsewhere, optional=True),
        }
        self._earlier = QWidget()
        inner = QVBoxLayout(self._earlier)
        theme.space(inner, gap=14)
        inner.addLayout(row(self.fields["decided"], self.fields["by"], gap=16))
        inner.addLayout(row(self.fields["notified"], self.fields["reference"], gap=16))
        column = QVBoxLayout(self)
        theme.space(column, gap=14)
        for key in ("step", "began", "why"):
            column.addWidget(self.fields[key])
        column.addWidget(self._earlier)
        column.addWidget(self.fields["elsewhere"])
        self._stepped()

    def opening(self) -> Opening:
        """How the case begins, without the absence."""
        return Opening(
            step=self.step.currentData(),
            opened_on=self.began.day(),
            why=self.why.text().strip(),
            elsewhere=self.elsewhere.text().strip(),
        )

    def earlier(self) -> Earlier | None:
        """The decision of before, if there is one."""
        decided = self.decided_on.day()
        if decided is None or self._earlier.isHidden():
            return None
        by, reference = self.decided_by.text().strip(), self.reference.text().strip()
        return Earlier(decided, by, self.notified_on.day(), reference)

    def check(self) -> bool:
        """Say what is wrong at each field; True if nothing is."""
        fields = self.fields
        fields["began"].say(self._day_fault(self.began, needed=True))
        needs_why = self.step.currentIndex() > 0 and not self.why.text().strip()
        fields["why"].say(_("Skriv en mening om varför.") if needs_why else "")
        fields["decided"].say(self._day_fault(self.decided_on, needed=self.notified_on.day() is not None))
        needs_who = self.decided_on.day() is not None and not self.decided_by.text().strip()
        fields["by"].say(_("Skriv vem som beslutade.") if needs_who else "")
        fields["notified"].say(self._day_fault(self.notified_on, needed=False))
        faulty = [each for each in fields.values() if each.isVisibleTo(self) and each.fault()]
        if faulty:
            faulty[0].control.setFocus()
        return not faulty

    def _stepped(self) -> None:
        """Only a case that has come so far has a decision behind it; the first step needs no reason."""
        self.fields["why"].setVisible(self.step.currentIndex() > 0)
        self._earlier.setVisible((self.step.currentData() or 0) >= self._inquiry_step)

    def _day_fault(self, field: DateField, needed: bool) -> str:
        day = field.day()
        if field.fault():
            return field.fault()
        if day is None:
            return _("Skriv datum som {example}.").format(example="2026-10-05") if needed else ""
        return _("Dagen ligger framåt i tiden.") if day > self._today else ""
