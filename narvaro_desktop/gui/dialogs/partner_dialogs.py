"""A contact with a partner: what is asked, that it was sent, and what came back."""

from functools import partial

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from narvaro_desktop.domain.partnering.collaboration import ContactState, Obstacle
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.reasoned_dialog import PartnerBox, ReasonedDialog, capital
from narvaro_desktop.gui.proposed_day import propose
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.partnering import partners
from narvaro_desktop.usecases.partnering.collaboration import CollaborationView
from narvaro_desktop.usecases.partnering.partners import ContactView, Question, Reply


class ContactDialog(ReasonedDialog):
    """A question, referral or application: asked today, or still to be."""

    def __init__(self, parent: QWidget, runner: Runner, view: CollaborationView) -> None:
        super().__init__(parent, runner, _("Ny kontakt"), verb=_("Spara kontakten"))
        self._view = view
        self.partner, self.question = PartnerBox(), GrowingText(lines=3, most=6)
        ways = [(True, _("Frågan är ställd")), (False, _("Ska ställas"))]
        self.asked = Segmented(ways, _("Läge"), True)
        self.by, self.owner = DateField(name=_("Svar senast")), QLineEdit()
        propose(runner, self.by, view.today, runner.office.rules.days.partner_answer)
        self.form = form = Form()
        form.add(Field(_("Med vem?"), self.partner))
        self._question = form.add(Field(_("Vad frågar ni om?"), self.question, view.readers))
        form.add(Field(_("Läge"), self.asked))
        self._by = form.add(Field(_("Svar senast"), self.by, _("Dagen står i I dag."), optional=True))
        form.add(Field(_("Vem tar nästa steg?"), self.owner, _("En funktion, till exempel kurator"), True))
        self.add(form)
        self.end()
        self.partner.setFocus()
        self.keep_typed("partner.contact", view.case_id, question=self.question)

    def wish(self) -> Wish | None:
        self._question.say("" if self.question.text().strip() else _("Skriv vad ni frågar om."))
        self._by.say(self.by.fault())
        if not self.form.check():
            return None
        question = Question(
            self.partner.partner(), self.question.text(), self._view.today if self.asked.chosen() else None,
            self.by.day(), self.owner.text(),
        )  # fmt: skip
        return partial(partners.ask, case_id=self._view.case_id, asked=question, reason=self.why())


class SendDialog(ReasonedDialog):
    """What was planned has been asked."""

    def __init__(
        self, parent: QWidget, runner: Runner, view: CollaborationView, contact: ContactView
    ) -> None:
        super().__init__(parent, runner, _("Är frågan ställd?"), contact.question, _("Frågan är ställd"))
        self._contact = contact
        self.on, self.by = DateField(name=_("Ställdes")), DateField(name=_("Svar senast"))
        self.on.set_day(view.today)
        propose(runner, self.by, view.today, runner.office.rules.days.partner_answer)
        self.form = Form()
        self._on = self.form.add(Field(_("Ställdes"), self.on))
        self._by = self.form.add(Field(_("Svar senast"), self.by, optional=True))
        self.add(self.form)
        self.end()
        self.keep_typed("partner.send", contact.id)

    def wish(self) -> Wish | None:
        on = self.on.day()
        self._on.say("" if on else _("Skriv datum som 2026-10-05."))
        self._by.say(self.by.fault())
        if not self.form.check() or on is None:
            return None
        return partial(
            partners.send, contact_id=self._contact.id, on=on, answer_by=self.by.day(), reason=self.why()
        )


class ReplyDialog(ActDialog):
    """What the partner answered, what may be passed on, and who goes on."""

    def __init__(
        self, parent: QWidget, runner: Runner, view: CollaborationView, contact: ContactView
    ) -> None:
        title = _("Svar från {whom}").format(whom=contact.name)
        super().__init__(parent, runner, title, contact.question, _("Spara svaret"), wide=True)
        self._contact = contact
        ways = (ContactState.ONGOING, ContactState.REFUSED, ContactState.ENDED)
        self.state = Segmented([(one, capital(one.label)) for one in ways], _("Hur gick det?"), ways[0])
        self.on, self.owner = DateField(name=_("Dag")), QLineEdit(contact.next_owner)
        self.on.set_day(view.today)
        self.answer, self.pass_on = GrowingText(lines=3, most=6), GrowingText(lines=2, most=4)
        self.answer.set_text(contact.answer)
        self.pass_on.set_text(contact.may_pass_on)
        self.obstacle = QComboBox()
        for one in Obstacle:
            self.obstacle.addItem(capital(one.label), one)
        self.form = form = Form()
        form.add(Field(_("Hur gick det?"), self.state))
        self._obstacle = form.add(Field(_("Varför blev det inte av?"), self.obstacle))
        self._on = form.add(Field(_("Dag"), self.on))
        form.add(Field(_("Svar"), self.answer, view.readers, optional=True))
        form.add(Field(_("Vad får föras vidare, och till vem?"), self.pass_on, optional=True))
        form.add(Field(_("Vem tar nästa steg?"), self.owner, optional=True))
        self.add(form)
        self.state.changed.connect(self._look)
        self._look(ways[0])
        self.keep_typed("partner.reply", contact.id, answer=self.answer, pass_on=self.pass_on)

    def wish(self) -> Wish | None:
        on, state = self.on.day(), self.state.chosen()
        self._on.say("" if on else _("Skriv datum som 2026-10-05."))
        if not self.form.check() or on is None or not isinstance(state, ContactState):
            return None
        reply = Reply(
            state, on, self.answer.text(), self.pass_on.text(), self.owner.text(), self.obstacle.currentData()
        )
        return partial(partners.answer, contact_id=self._contact.id, reply=reply)

    def _look(self, state: object) -> None:
        self._obstacle.setVisible(state is ContactState.REFUSED)
