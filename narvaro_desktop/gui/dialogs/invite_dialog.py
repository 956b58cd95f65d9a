"""Colleagues who are let into one case: who is there, and whom to invite."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QWidget

from narvaro_desktop.gui import days
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.role_words import role_word
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import quiet
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework import invitations
from narvaro_desktop.usecases.casework.invitations import Circle, Invited


class InviteDialog(ActDialog):
    """Whoever is invited opens this case alone, and reads of it what her role reads."""

    def __init__(
        self, parent: QWidget, runner: Runner, case_id: UUID, circle: Circle, person: UUID | None = None
    ) -> None:
        text = _(
            "Den du bjuder in kan öppna det här ärendet, och läser i det vad rollen läser. Rektor, kurator "
            "och specialpedagog ser det redan, liksom mentorn för klassen."
        )
        super().__init__(parent, runner, _("Bjud in till ärendet"), text, _("Bjud in"), wide=True)
        self._case_id = case_id
        self.who = QComboBox()
        for one in circle.others:
            self.who.addItem(f"{one.name}, {role_word(one.role)}", one.person_id)
            if one.person_id == person:
                self.who.setCurrentIndex(self.who.count() - 1)
        self.field = Field(_("Kollega"), self.who)
        self.add(self.field)
        nobody = label(_("Alla i teamet som kan öppna ärenden ser redan det här."), "body2", wrap=True)
        self.add(nobody)
        nobody.setVisible(not circle.others)
        self.field.setVisible(bool(circle.others))
        self.verb_button.setEnabled(bool(circle.others))
        self.ends = [self._end(one, runner) for one in circle.invited]
        if circle.invited:
            self.add(label(_("Inbjudna"), "strong"))
        for one, button in zip(circle.invited, self.ends, strict=True):
            since = days.short(one.since, runner.office.clock.now().date()) if one.since else ""
            words = _("{name}, {role}, sedan {day}").format(
                name=one.name, role=role_word(one.role), day=since
            )
            line = row(label(words, "body", wrap=True), button)
            line.setStretch(0, 1)
            self.body.insertLayout(self.body.count(), line)

    def _end(self, one: Invited, runner: Runner) -> QWidget:
        button = quiet(_("Avsluta"), "x")
        button.setAccessibleName(_("Avsluta inbjudan för {name}").format(name=one.name))
        act = partial(invitations.end, case_id=self._case_id, person_id=one.person_id)
        button.clicked.connect(lambda: runner.do(act, self.accept, refused=self._refused, owner=self))
        return button

    def wish(self) -> Wish | None:
        person = self.who.currentData()
        return partial(invitations.invite, case_id=self._case_id, person_id=person) if person else None
