"""Känd orsak: why the signals are on, and until when they wait."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QWidget

from narvaro_desktop.domain.absence.attention import AttentionAnswer, KnownCause
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.absence import attention
from narvaro_desktop.usecases.absence.attention import Answer

_USUAL: Final = timedelta(days=28)


class KnownCauseDialog(ActDialog):
    """One cause for the pupils that were selected, each with a record of her own."""

    def __init__(
        self,
        parent: QWidget,
        runner: Runner,
        student_ids: Sequence[UUID],
        today: date | None,
        subjects: Sequence[str] = (),
    ) -> None:
        text = _(
            "Signalerna väntar till dagen, högst 60 dagar. De kommer tillbaka tidigare om frånvaron stiger "
            "eller blir ogiltig. Trappans gränser dämpas aldrig."
        )
        super().__init__(parent, runner, _("Känd orsak"), text, _("Spara"))
        self._students = tuple(student_ids)
        self.cause, self.until = QComboBox(), DateField()
        for cause in KnownCause:
            self.cause.addItem(cause.label[:1].upper() + cause.label[1:], cause)
        if today is not None:
            self.until.set_day(today + _USUAL)
        self.form = Form()
        self.form.add(Field(_("Orsak"), self.cause, _("Inget om hälsa eller diagnos.")))
        self.subject = QComboBox()
        self.subject.addItem(_("Alla ämnen"), "")
        for name in subjects:
            self.subject.addItem(name, name)
        about = Field(_("Gäller"), self.subject, _("Ett ämne dämpar bara signalen om det ämnet."))
        self.form.add(about)
        about.setVisible(bool(subjects))
        self._until = self.form.add(Field(_("Till och med"), self.until))
        self.add(self.form)
        self.cause.setFocus()

    def wish(self) -> Wish | None:
        until = self.until.day()
        self._until.say("" if until else self.until.fault() or _("Välj en dag."))
        if not self.form.check():
            return None
        given = Answer(
            AttentionAnswer.KNOWN_CAUSE,
            cause=self.cause.currentData(),
            until=until,
            subject=self.subject.currentData(),
        )
        return partial(attention.answer, student_ids=self._students, given=given)
