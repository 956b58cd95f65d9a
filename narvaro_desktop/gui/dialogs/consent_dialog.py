"""A consent: who was asked, towards whom, what it opens, until when, and the answer."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QWidget

from narvaro_desktop.domain.partnering.collaboration import ConsentAnswer, Partner
from narvaro_desktop.gui.contact_words import with_custody
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.reasoned_dialog import PartnerBox, capital
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.partnering import consents
from narvaro_desktop.usecases.partnering.collaboration import CollaborationView
from narvaro_desktop.usecases.partnering.consents import Asked


class ConsentDialog(ActDialog):
    """One giver at a time; the last day that the municipality proposes stands there."""

    def __init__(
        self, parent: QWidget, runner: Runner, view: CollaborationView, partner: Partner | None = None,
        giver: UUID | None = None,
    ) -> None:  # fmt: skip
        text = _(
            "Med samtycke får skolan lämna det som står här till den som väljs. Skolans eget arbete "
            "med frånvaron behöver inget samtycke."
        )
        super().__init__(parent, runner, _("Nytt samtycke"), text, _("Spara samtycket"), wide=True)
        self._case_id = view.case_id
        self.giver, self.partner = QComboBox(), PartnerBox()
        for one in view.givers:
            self.giver.addItem(with_custody(one.name, one.custody), one)
        known = [one.guardian_id for one in view.givers]
        self.giver.setCurrentIndex(known.index(giver) if giver in known else 0)
        if partner is not None:
            self.partner.choose(partner)
        answers = [(one, capital(one.label)) for one in ConsentAnswer]
        self.answer = Segmented(answers, _("Svar"), ConsentAnswer.GIVEN)
        self.what = GrowingText(lines=2, most=5)
        self.what.set_text(_("Frånvaron, hur skolgången fungerar och vad som har prövats."))
        self.on, self.until = DateField(name=_("Svarade")), DateField(name=_("Gäller till och med"))
        self.on.set_day(view.today)
        self.until.set_day(view.today + timedelta(days=runner.office.rules.days.consent))
        self.form = form = Form()
        many = sum(one is not None for one in known) > 1
        both = _("Har de vårdnaden tillsammans frågas båda, var för sig.") if many else ""
        form.add(Field(_("Vem svarade?"), self.giver, both))
        form.add(Field(_("Till vem får skolan lämna?"), self.partner))
        form.add(Field(_("Svar"), self.answer))
        self._what = form.add(Field(_("Vad får lämnas?"), self.what, view.readers))
        self._on = form.add(Field(_("Svarade"), self.on))
        self._until = form.add(Field(_("Gäller till och med"), self.until, optional=True))
        self.add(form)
        self.answer.changed.connect(self._look)
        self.giver.setFocus()
        self.keep_typed("consent", view.case_id, what=self.what)

    def wish(self) -> Wish | None:
        on, until, giver = self.on.day(), self.until.day(), self.giver.currentData()
        self._on.say("" if on else _("Skriv datum som 2026-10-05."))
        self._until.say(self.until.fault())
        if not self.form.check() or on is None:
            return None
        answer = self.answer.chosen()
        assert isinstance(answer, ConsentAnswer)
        what = self.what.text() if answer is ConsentAnswer.GIVEN else ""
        asked = Asked(giver.guardian_id, self.partner.partner(), answer, on, what, until)
        return partial(consents.ask, case_id=self._case_id, asked=asked)

    def _look(self, answer: object) -> None:
        self._what.setVisible(answer is ConsentAnswer.GIVEN)
        self._until.setVisible(answer is ConsentAnswer.GIVEN)
