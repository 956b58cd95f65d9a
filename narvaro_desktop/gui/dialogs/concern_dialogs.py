"""An orosanmälan: that it was made, who reads that, and what came back."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.role_words import role_word
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import caption
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework import concerns
from narvaro_desktop.usecases.casework.concerns import ConcernView, Feedback, Reported
from narvaro_desktop.usecases.casework.stances import LAW
from narvaro_desktop.usecases.partnering.collaboration import CollaborationView


class ConcernDialog(ActDialog):
    """The rektor is proposed as a reader; the author chooses."""

    def __init__(self, parent: QWidget, runner: Runner, view: CollaborationView) -> None:
        text = _(
            "Anmälan görs till socialnämnden, genast och av den som är orolig. Här skriver du att den är "
            "gjord. Det läses bara av dig och dem du väljer, och står inte i listor, tidslinje eller "
            "utskrifter."
        )
        super().__init__(parent, runner, _("Orosanmälan"), text, _("Spara skyddat"), wide=True)
        self._case_id, self._laws = view.case_id, runner.office.rules.law
        self.on, self.by = DateField(name=_("Gjordes")), DateField(name=_("Fråga igen"))
        self.on.set_day(view.today)
        self.how, self.to = QComboBox(), QLineEdit(_("Socialtjänstens mottagning"))
        for words in (_("per telefon"), _("skriftligt"), _("vid besök"), _("i e-tjänst")):
            self.how.addItem(words)
        self.text = GrowingText(lines=5, most=12)
        ways = [(True, _("Ja")), (False, _("Nej"))]
        self.asks = Segmented(ways, _("Har du bett om återkoppling?"), True)
        self.readers = {one.id: QCheckBox(f"{one.name}, {role_word(one.role)}") for one in view.nameable}
        for one in view.nameable:
            self.readers[one.id].setChecked(one.proposed)
        self.form = form = Form()
        self._on = form.add(Field(_("Gjordes"), self.on))
        self.law = caption("")
        self.add(self.law)
        self.on.edit.textChanged.connect(lambda _text: self._cite(self.on.day()))
        self._cite(view.today)
        form.add(Field(_("Hur"), self.how))
        form.add(Field(_("Till vem"), self.to, _("En funktion, ingen person")))
        self._text = form.add(Field(_("Vad anmälde du?"), self.text, _("Det du själv har sett eller hört")))
        form.add(Field(_("Har du bett om återkoppling?"), self.asks))
        self._by = form.add(Field(_("Fråga igen"), self.by, optional=True))
        help = _("Välj minst en: glömmer du din lösenfras kan annars ingen läsa det.")
        form.add(Field(_("Vilka fler får läsa?"), flowing(*self.readers.values()), help))
        self.add(form)
        self.asks.changed.connect(self._by.setVisible)
        self.text.setFocus()
        self.keep_typed("concern", view.case_id, text=self.text)

    def _cite(self, day: date | None) -> None:
        """The paragraph as it read on the day the orosanmälan was made."""
        if day is not None:
            self.law.setText(self._laws.at(LAW, day).citation)

    def wish(self) -> Wish | None:
        on, text = self.on.day(), self.text.text()
        self._on.say("" if on else _("Skriv datum som 2026-10-05."))
        self._text.say("" if text.strip() else _("Skriv vad du har sett eller hört."))
        self._by.say(self.by.fault())
        if not self.form.check() or on is None:
            return None
        asks = bool(self.asks.chosen())
        reported = Reported(
            on, self.how.currentText(), self.to.text(), text, asks, self.by.day() if asks else None
        )
        readers = [one for one, box in self.readers.items() if box.isChecked()]
        return partial(concerns.report, case_id=self._case_id, reported=reported, readers=readers)


class FeedbackDialog(ActDialog):
    """What socialtjänsten told."""

    def __init__(
        self, parent: QWidget, runner: Runner, view: CollaborationView, concern: ConcernView
    ) -> None:
        text = _("Läses av: {who}").format(who=", ".join(concern.readers))
        super().__init__(parent, runner, _("Återkoppling"), text, _("Spara skyddat"), wide=True)
        self._id = concern.id
        self.on, self.text = DateField(name=_("Kom")), GrowingText(lines=3, most=8)
        self.on.set_day(view.today)
        self.form = Form()
        self._on = self.form.add(Field(_("Kom"), self.on))
        help = _("Det kan vara så lite som att anmälan är mottagen.")
        self.form.add(Field(_("Vad fick du veta?"), self.text, help, optional=True))
        self.add(self.form)
        self.keep_typed("concern.feedback", concern.id, text=self.text)

    def wish(self) -> Wish | None:
        on = self.on.day()
        self._on.say("" if on else _("Skriv datum som 2026-10-05."))
        if not self.form.check() or on is None:
            return None
        feedback = Feedback(on, self.text.text())
        return partial(concerns.receive_feedback, concern_id=self._id, feedback=feedback)


class ReaderDialog(ActDialog):
    """One more person may read it."""

    def __init__(
        self, parent: QWidget, runner: Runner, view: CollaborationView, concern: ConcernView
    ) -> None:
        text = _("Den du väljer läser allt som står här, också återkopplingen.")
        super().__init__(parent, runner, _("Låt en till läsa?"), text, _("Ge läsrätt"))
        self._id, self.who = concern.id, QComboBox()
        for one in sorted(view.nameable, key=lambda each: each.name in concern.readers):
            again = _(" (på nytt, efter ny lösenfras)") if one.name in concern.readers else ""
            self.who.addItem(f"{one.name}, {role_word(one.role)}{again}", one.id)
        self._who = Field(_("Vem"), self.who)
        self.add(self._who)

    def wish(self) -> Wish | None:
        person = self.who.currentData()
        self._who.say("" if person else _("Det finns ingen mer i teamet."))
        return partial(concerns.name_reader, concern_id=self._id, person=person) if person else None
