"""A task of the case's own: what, by when, and for whom."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.role_words import role_title
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework import duties

_WHO = (
    Role.MENTOR, Role.COUNSELLOR, Role.SPECIAL_EDUCATOR, Role.PRINCIPAL, Role.SCHOOL_NURSE,
    Role.SCHOOL_PSYCHOLOGIST, Role.ATTENDANCE_COACH,
)  # fmt: skip


class TaskDialog(ActDialog):
    """It stands with the duties of the step until it is ticked."""

    def __init__(self, parent: QWidget, runner: Runner, case_id: UUID) -> None:
        super().__init__(parent, runner, _("Ny uppgift"), verb=_("Lägg till uppgiften"))
        self._case_id = case_id
        self.words, self.due, self.who = QLineEdit(), DateField(name=_("Senast")), QComboBox()
        self.who.addItem(_("Ingen särskild"), None)
        for role in _WHO:
            self.who.addItem(role_title(role), role)
        self.form = Form()
        self._words = self.form.add(Field(_("Vad ska göras?"), self.words))
        self._due = self.form.add(Field(_("Senast"), self.due, optional=True))
        self.form.add(Field(_("Vem"), self.who))
        self.add(self.form)
        self.words.setFocus()

    def wish(self) -> Wish | None:
        self._words.say("" if self.words.text().strip() else _("Skriv vad som ska göras."))
        self._due.say(self.due.fault())
        if not self.form.check():
            return None
        return partial(
            duties.add_task,
            case_id=self._case_id,
            words=self.words.text(),
            due_on=self.due.day(),
            responsible=self.who.currentData(),
        )
