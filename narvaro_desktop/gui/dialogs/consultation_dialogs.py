"""A samråd, and a ställningstagande about an orosanmälan."""

from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QWidget

from narvaro_desktop.domain.assessment.consultation import Consultation, Stance, StanceAnswer
from narvaro_desktop.domain.law import Reference
from narvaro_desktop.domain.terms import ContactKind
from narvaro_desktop.gui import days
from narvaro_desktop.gui.contact_words import with_custody
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.number_field import NumberField
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import body, caption, strong
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.assessment import consultations
from narvaro_desktop.usecases.assessment.consultations import Listener, Samrad
from narvaro_desktop.usecases.casework import stances
from narvaro_desktop.usecases.casework.stances import Stances

_FORMS: Final = (
    ContactKind.MEETING,
    ContactKind.CALL,
    ContactKind.HOME_VISIT,
    ContactKind.MAIL,
    ContactKind.SMS,
)


class ConsultationDialog(ActDialog):
    """With whom, when and how, and what came of it; or that nobody was reached, and how many times."""

    def __init__(
        self, parent: QWidget, runner: Runner, case_id: UUID, samrad: Samrad, whom: Listener | None = None
    ) -> None:
        text = _("Eleven, varje vårdnadshavare och elevhälsan hörs var för sig. Mötet kan vara gemensamt.")
        super().__init__(parent, runner, _("Skriv in ett samråd?"), text, _("Spara"), wide=True)
        self._case_id = case_id
        self.whom, self.form_box = QComboBox(), QComboBox()
        for each in samrad.everyone:
            self.whom.addItem(with_custody(each.name, each.custody), each)
        if whom is not None:
            self.whom.setCurrentIndex(samrad.everyone.index(whom))
        for form in _FORMS:
            self.form_box.addItem(form.label[:1].upper() + form.label[1:], form)
        self.day = DateField(name=_("Dag"))
        self.day.set_day(runner.office.clock.now().date())
        self.held = Segmented(
            [(True, _("Genomfört")), (False, _("Försökt, ej nådd"))], _("Hur gick det?"), True
        )
        self.held.changed.connect(lambda _held: self._turn())
        self.attempts, self.summary = NumberField(lowest=1, highest=99), GrowingText(lines=3)
        self.form = Form()
        self.form.add(Field(_("Med vem?"), self.whom))
        self.form.add(Field(_("Hur gick det?"), self.held))
        self._day = self.form.add(Field(_("Vilken dag?"), self.day))
        self.form.add(Field(_("På vilket sätt?"), self.form_box))
        self._attempts = self.form.add(Field(_("Hur många försök?"), self.attempts))
        self._summary = self.form.add(Field(_("Vad kom fram?"), self.summary, samrad.readers))
        self.add(self.form)
        self._turn()
        self.whom.setFocus()
        self.keep_typed("consultation", case_id, summary=self.summary)

    def wish(self) -> Wish | None:
        held, day = bool(self.held.chosen()), self.day.day()
        self._day.say("" if day else self.day.fault() or _("Skriv en dag."))
        lacks = held and not self.summary.text().strip()
        self._summary.say(_("Skriv en sammanfattning med egna ord.") if lacks else "")
        if not self.form.check() or day is None:
            return None
        whom: Listener = self.whom.currentData()
        given = Consultation(
            whom.party, held, self.form_box.currentData(), day, self.summary.text(),
            None if held else self.attempts.value(), whom.guardian_id,
        )  # fmt: skip
        return partial(consultations.hear, case_id=self._case_id, given=given)

    def _turn(self) -> None:
        held = bool(self.held.chosen())
        self._attempts.setVisible(not held)
        self._summary.setVisible(held)
        self.adjustSize()


class StanceDialog(ActDialog):
    """Worry or not, why, and who besides oneself may read it; what was thought before is shown on top."""

    def __init__(self, parent: QWidget, runner: Runner, case_id: UUID, found: Stances) -> None:
        title = _("Ställningstagande om orosanmälan på steg {step}?").format(step=found.step)
        super().__init__(parent, runner, title, _law(found.law), _("Spara"), wide=True)
        self._case_id, self._found = case_id, found
        for line in found.lines:
            self.add(body(_line(line)))
        answers = [(each, each.label[:1].upper() + each.label[1:]) for each in StanceAnswer]
        self.answer = Segmented(answers, _("Vad kommer du fram till?"))
        self.answer.changed.connect(lambda _answer: self._advise())
        self._advice = strong("")
        self._advice.hide()
        self.day = DateField(name=_("Dag"))
        self.day.set_day(runner.office.clock.now().date())
        self.why = GrowingText(lines=3)
        self.form = Form()
        self._answer = self.form.add(Field(_("Vad kommer du fram till?"), self.answer))
        self._day = self.form.add(Field(_("Vilken dag?"), self.day))
        self._why = self.form.add(
            Field(_("Varför?"), self.why, _("Läses bara av dig och dem du kryssar för här nedanför."))
        )
        self.add(self.form)
        self.add(self._advice)
        self.readers: dict[UUID, Tick] = {}
        for reader in found.readers:
            tick = Tick(f"{reader.name}, {reader.title}", reader.is_proposed)
            self.readers[reader.id] = tick
            self.add(tick)
        self.add(caption(_("Syns inte i händelserna, inte i listor och inte i sök.")))
        self.answer.buttons()[0].setFocus()
        self.keep_typed("stance", case_id, why=self.why)

    def wish(self) -> Wish | None:
        answer, day = self.answer.chosen(), self.day.day()
        self._answer.say("" if answer else _("Välj ett av alternativen."))
        self._day.say("" if day else self.day.fault() or _("Skriv en dag."))
        self._why.say("" if self.why.text().strip() else _("Skriv varför."))
        if not self.form.check() or day is None:
            return None
        assert isinstance(answer, StanceAnswer)
        stance = Stance(answer, day, self._runner.office.actor.name, self.why.text())
        named = {each for each, tick in self.readers.items() if tick.is_on()}
        return partial(stances.take, case_id=self._case_id, stance=stance, readers=named)

    def _advise(self) -> None:
        worried = self.answer.chosen() is StanceAnswer.CONCERN
        self._advice.setText(
            _(
                "Anmäl genast till socialnämnden. "
                "Anmälningsskyldigheten är din egen och väntar inte på ett möte."
            )
            if worried
            else ""
        )
        self._advice.setVisible(worried)
        self.adjustSize()


def _law(law: Reference) -> str:
    since = _("gäller från {day}").format(day=law.valid_from.isoformat())
    checked = "" if law.verified else " " + _("Kontrollera mot den gällande lagen.")
    return f"{law.text} ({law.citation}, {since}.){checked} " + _("Frånvaro behöver inte i sig betyda oro.")


def _line(line: stances.StanceLine) -> str:
    if line.stance is None:
        words = _("Ett ställningstagande finns på steg {step}. Det läses av dem som har namngetts.")
        return words.format(step=line.step)
    words = _("Steg {step}, {day}, {who}: {answer}. {why}")
    one = line.stance
    return words.format(
        step=line.step, day=days.short(one.decided_on), who=one.who, answer=one.answer.label, why=one.why
    )
