"""Går också i en annan skola: which, and from when to when."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from narvaro_desktop.domain.absence.other_school import OtherSchool
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.pupils import parallel_schools


class OtherSchoolDialog(ActDialog):
    """An empty name takes the note away."""

    def __init__(self, parent: QWidget, runner: Runner, student_id: UUID, now: OtherSchool | None) -> None:
        text = _(
            "Frånvaron i den andra skolan ingår inte i siffrorna här. Det står där elevens frånvaro visas."
        )
        super().__init__(parent, runner, _("Går eleven också i en annan skola?"), text, _("Spara"))
        self._student_id = student_id
        self.name = QLineEdit(now.name if now else "")
        self.name.setMaxLength(80)
        help_ = _("Lämna tomt när eleven bara går här.") if now else ""
        self._name = Field(_("Vilken skola?"), self.name, help_)
        self.first, self.last = DateField(name=_("Från och med")), DateField(name=_("Till och med"))
        self.add(self._name)
        across = QHBoxLayout()
        theme.space(across, gap=16)
        self._fields = [
            Field(self.first.edit.accessibleName(), self.first, optional=True),
            Field(self.last.edit.accessibleName(), self.last, optional=True),
        ]
        for field, edit, day in zip(
            self._fields, (self.first, self.last), (now.first, now.last) if now else (None, None), strict=True
        ):
            if day is not None:
                edit.set_day(day)
            across.addWidget(field)
        across.addStretch(1)
        self.body.addLayout(across)
        self._had = now is not None
        self.name.setFocus()

    def wish(self) -> Wish | None:
        name = self.name.text().strip()
        self._name.say("" if name or self._had else _("Skriv skolans namn."))
        for field, edit in zip(self._fields, (self.first, self.last), strict=True):
            field.say(edit.fault() if edit.edit.text().strip() else "")
        first, last = self.first.day(), self.last.day()
        if first and last and last < first:
            self._fields[1].say(_("Den dagen ligger före den första."))
        if any(field.fault() for field in (self._name, *self._fields)):
            return None
        act = parallel_schools.also_attends
        return partial(act, student_id=self._student_id, name=name, first=first, last=last)
