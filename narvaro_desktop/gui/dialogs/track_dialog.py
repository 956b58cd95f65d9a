"""The pupil is abroad, or cannot be reached, or is back: what is done from now on, and how one knows."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QWidget

from narvaro_desktop.domain.case_terms import Track
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework import tracks


class TrackDialog(ActDialog):
    """No kartläggning is asked for as long as the pupil is away; what to do instead becomes tasks."""

    def __init__(self, parent: QWidget, runner: Runner, case_id: UUID, now: Track | None) -> None:
        text = _(
            "Kontaktförsök, senast kända vistelse och besked till hemkommunen läggs till som uppgifter. "
            "Trappan begär ingen kartläggning så länge eleven är borta."
        )
        super().__init__(parent, runner, _("Var är eleven?"), text, _("Spara"), wide=True)
        self._case_id = case_id
        self.where = QComboBox()
        others = [one for one in Track if one is not now]
        for one in others:
            self.where.addItem(one.label[:1].upper() + one.label[1:], one)
        if now is not None:
            self.where.addItem(_("Eleven är tillbaka"), None)
            self.where.setCurrentIndex(len(others))
        words = GrowingText(lines=2, most=5)
        self.why = Field(_("Vad vet ni, och av vem?"), words)
        self.add(Field(_("Läge"), self.where))
        self.add(self.why)
        self.where.setFocus()
        self.keep_typed("case.track", case_id, why=words)

    def wish(self) -> Wish | None:
        control = self.why.control
        why = control.text().strip() if isinstance(control, GrowingText) else ""
        self.why.say("" if why else _("Skriv en mening om vad ni vet."))
        if not why:
            return None
        return partial(tracks.follow, case_id=self._case_id, track=self.where.currentData(), why=why)
