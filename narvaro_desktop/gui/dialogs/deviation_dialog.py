"""A samverkansavvikelse: what happened between organisations, without anyone's name."""

from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from narvaro_desktop.domain.partnering.collaboration import Obstacle
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.reasoned_dialog import PartnerBox, capital
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.partnering import deviations
from narvaro_desktop.usecases.partnering.collaboration import CollaborationView
from narvaro_desktop.usecases.partnering.deviations import Deviation, DeviationView


class DeviationDialog(ActDialog):
    """It belongs to the school and to no pupil."""

    def __init__(self, parent: QWidget, runner: Runner, view: CollaborationView) -> None:
        text = _(
            "Avvikelsen lämnas till forumet för samverkan, till exempel den lokala BUS-gruppen. Skriv vad "
            "som brast mellan verksamheterna, inte vem eleven är. Den hör till skolan, inte till ärendet."
        )
        super().__init__(parent, runner, _("Samverkansavvikelse"), text, _("Spara avvikelsen"), wide=True)
        self._case_id = view.case_id
        self.on, self.partner, self.obstacle = DateField(name=_("Hände")), PartnerBox(), QComboBox()
        self.on.set_day(view.today)
        for one in Obstacle:
            self.obstacle.addItem(capital(one.label), one)
        self.what, self.proposal = GrowingText(lines=4, most=8), GrowingText(lines=2, most=5)
        self.form = form = Form()
        self._on = form.add(Field(_("Hände"), self.on))
        form.add(Field(_("Gäller samverkan med"), self.partner))
        form.add(Field(_("Vad brast?"), self.obstacle))
        self._what = form.add(Field(_("Vad hände?"), self.what, _("Utan namn")))
        form.add(Field(_("Vad föreslår ni?"), self.proposal, optional=True))
        self.add(form)
        self.what.setFocus()
        self.keep_typed("deviation", view.case_id, what=self.what, proposal=self.proposal)

    def wish(self) -> Wish | None:
        on, what = self.on.day(), self.what.text()
        self._on.say("" if on else _("Skriv datum som 2026-10-05."))
        self._what.say("" if what.strip() else _("Skriv vad som hände."))
        if not self.form.check() or on is None:
            return None
        said = Deviation(on, self.partner.partner(), self.obstacle.currentData(), what, self.proposal.text())
        return partial(deviations.record, said=said, beside=self._case_id)


class DeviationAnswerDialog(ActDialog):
    """What the forum said."""

    def __init__(
        self, parent: QWidget, runner: Runner, view: CollaborationView, deviation: DeviationView
    ) -> None:
        super().__init__(parent, runner, _("Svar från forumet"), deviation.said.what, _("Spara svaret"))
        self._id, self._today = deviation.id, view.today
        self.words = GrowingText(lines=3, most=6)
        self._words = Field(_("Vad görs åt det?"), self.words)
        self.add(self._words)
        self.keep_typed("deviation.answer", deviation.id, words=self.words)

    def wish(self) -> Wish | None:
        words = self.words.text().strip()
        self._words.say("" if words else _("Skriv en mening."))
        if not words:
            return None
        return partial(deviations.answer, deviation_id=self._id, on=self._today, words=words)
