"""A contact or a meeting with partners that was kept: corrected by a new version, and what it said before."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui import days
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.partner_meeting_dialogs import HoldDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import body, label, rule
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.partnering import partner_meetings, partners
from narvaro_desktop.usecases.partnering.collaboration import CollaborationView
from narvaro_desktop.usecases.partnering.partner_meetings import MeetingView
from narvaro_desktop.usecases.partnering.partner_versions import Version
from narvaro_desktop.usecases.partnering.partners import ContactView, Corrected

_STAYS = N_("Det nya visas i stället. Det gamla finns kvar och går att läsa.")


class CorrectMeetingDialog(HoldDialog):
    """What was kept of a meeting, to be put right; and why."""

    def __init__(
        self, parent: QWidget, runner: Runner, view: CollaborationView, meeting: MeetingView
    ) -> None:
        verb = _("Spara ny version")
        super().__init__(parent, runner, view, meeting, _("Rätta mötet?"), _(_STAYS), verb)

    def _finish(self, view: CollaborationView) -> None:
        one = self._meeting
        self.on.set_day(one.held_on)
        self.follow_up.set_day(one.follow_up_on)
        self.summary.set_text(one.summary)
        for box, words in ((self.lead, one.lead), (self.coordinator, one.coordinator)):
            box.setText(words)
        self.owner.setText(one.next_owner)
        self.because = GrowingText(lines=2, most=4)
        self._because = self.form.add(Field(_("Varför rättas det?"), self.because))
        self.keep_typed("partner.corrected", one.id, summary=self.summary, because=self.because)

    def wish(self) -> Wish | None:
        self._because.say("" if self.because.text().strip() else _("Skriv en mening om varför."))
        said = self.said()
        if said is None:
            return None
        on, result = said
        same = tuple(line.task for line in self.lines if line.agreed() is not None)
        return partial(
            partner_meetings.correct, meeting_id=self._meeting.id, held_on=on, result=result,
            reason=self.because.text(), same=same,
        )  # fmt: skip


class CorrectContactDialog(ActDialog):
    """The question, the answer and their days, to be put right; and why."""

    def __init__(
        self, parent: QWidget, runner: Runner, view: CollaborationView, contact: ContactView
    ) -> None:
        title = _("Rätta kontakten med {whom}?").format(whom=contact.name)
        super().__init__(parent, runner, title, _(_STAYS), _("Spara ny version"), wide=True)
        self._contact = contact
        self.question, self.answer = GrowingText(lines=3, most=6), GrowingText(lines=3, most=6)
        self.pass_on, self.because = GrowingText(lines=2, most=4), GrowingText(lines=2, most=4)
        self.asked, self.answered = DateField(name=_("Frågat")), DateField(name=_("Svarade"))
        words = ((self.question, contact.question), (self.answer, contact.answer))
        for box, said in (*words, (self.pass_on, contact.may_pass_on)):
            box.set_text(said)
        self.asked.set_day(contact.asked_on)
        self.answered.set_day(contact.answered_on)
        self.form = form = Form()
        self._question = form.add(Field(_("Vad frågar ni om?"), self.question, view.readers))
        self._asked = form.add(Field(_("Frågat"), self.asked))
        replied = (
            form.add(Field(_("Svar"), self.answer, view.readers, optional=True)),
            form.add(Field(_("Vad får föras vidare, och till vem?"), self.pass_on, optional=True)),
        )
        self._answered = form.add(Field(_("Svarade"), self.answered))
        self._because = form.add(Field(_("Varför rättas det?"), self.because))
        self._asked.setVisible(contact.asked_on is not None)
        for field in (*replied, self._answered):
            field.setVisible(contact.answered_on is not None)
        self.add(form)
        self.question.setFocus()
        self.keep_typed(
            "partner.contact.corrected", contact.id, question=self.question, answer=self.answer,
            pass_on=self.pass_on, because=self.because,
        )  # fmt: skip

    def wish(self) -> Wish | None:
        self._question.say("" if self.question.text().strip() else _("Skriv vad ni frågar om."))
        for field, day in ((self._asked, self.asked), (self._answered, self.answered)):
            field.say(day.fault())
        self._because.say("" if self.because.text().strip() else _("Skriv en mening om varför."))
        if not self.form.check():
            return None
        said = Corrected(
            self.question.text(), self.asked.day(), self.answer.text(), self.pass_on.text(),
            self.answered.day(),
        )  # fmt: skip
        return partial(partners.correct, contact_id=self._contact.id, said=said, reason=self.because.text())


class PartnerVersionsDialog(Dialog):
    """How a contact or a meeting stood before, the latest first: until when, who changed it, and why."""

    def __init__(self, parent: QWidget, title: str, versions: Sequence[Version]) -> None:
        super().__init__(parent, _("Tidigare: {what}").format(what=title), wide=True, cancel=_("Stäng"))
        for place, one in enumerate(versions):
            if place:
                self.add(rule())
            words = _("Stod så till {when}, rättad av {who}") if one.reason else _("Stod så till {when}")
            self.add(label(words.format(when=days.moment(one.at), who=one.who), "caption", wrap=True))
            if one.reason:
                self.add(label(_("Varför: {reason}").format(reason=one.reason), "body2", wrap=True))
            self.add(body("\n".join(f"{name}: {said}" for name, said in one.said)))
