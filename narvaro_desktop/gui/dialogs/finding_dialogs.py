"""One more cause, protective factor, or test that was made elsewhere."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from narvaro_desktop.domain.assessment.findings import (
    Cause,
    CauseRole,
    Certainty,
    Finding,
    FindingKind,
    Instrument,
    Protective,
)
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.assessment import finding_words, investigation_findings


class CauseDialog(ActDialog):
    """What it is, what it does, and how sure the team is; several causes may stand beside each other."""

    def __init__(self, parent: QWidget, runner: Runner, investigation_id: UUID) -> None:
        text = _(
            "Flera orsaker kan stå bredvid varandra. Skriv hellre ett behov i skolan än ett fel hos eleven."
        )
        super().__init__(parent, runner, _("Lägg till orsak?"), text, _("Lägg till"), wide=True)
        self._id = investigation_id
        self.cause = QComboBox()
        self.cause.addItem(_("Välj …"), None)
        for group, causes in finding_words.lists().causes:
            for each in causes:
                words = each.label.split(": ", 1)[-1]
                code = runner.office.rules.pack.causes.get(each.key, "")
                self.cause.addItem(f"{group}: {words} ({code})" if code else f"{group}: {words}", each)
        roles = [(role, role.label[:1].upper() + role.label[1:]) for role in CauseRole]
        self.role = Segmented(roles, _("Vad gör den?"), CauseRole.MAINTAINING)
        sure = [(each, each.label[:1].upper() + each.label[1:]) for each in Certainty]
        self.certainty = Segmented(sure, _("Hur säkra är ni?"), Certainty.LIKELY)
        self.words = GrowingText(lines=2)
        self.form = Form()
        self._cause = self.form.add(Field(_("Orsak"), self.cause))
        self.form.add(Field(_("Vad gör den?"), self.role))
        self.form.add(Field(_("Hur säkra är ni?"), self.certainty))
        self.form.add(Field(_("Med egna ord, för den här eleven"), self.words, optional=True))
        self.add(self.form)
        self.cause.setFocus()
        self.keep_typed("finding.cause", investigation_id, words=self.words)

    def wish(self) -> Wish | None:
        chosen = self.cause.currentData()
        self._cause.say("" if chosen else _("Välj en orsak i listan."))
        role, certainty = self.role.chosen(), self.certainty.chosen()
        if not self.form.check():
            return None
        assert isinstance(role, CauseRole) and isinstance(certainty, Certainty)
        return _adding(self._id, Cause(chosen, role, certainty, self.words.text().strip()))


class ProtectiveDialog(ActDialog):
    """Something of the list, or in one's own words."""

    def __init__(self, parent: QWidget, runner: Runner, investigation_id: UUID) -> None:
        text = _("Det som fungerar är det ni bygger vidare på.")
        super().__init__(parent, runner, _("Lägg till något som skyddar?"), text, _("Lägg till"), wide=True)
        self._id = investigation_id
        self.factor = QComboBox()
        self.factor.addItem(_("Annat, med egna ord"), "")
        for each in finding_words.lists().protective:
            self.factor.addItem(each.name, each.key)
        self.words = GrowingText(lines=2)
        self.add(Field(_("Vad är det?"), self.factor))
        self._words = Field(_("Med egna ord"), self.words)
        self.add(self._words)
        self.factor.setFocus()
        self.keep_typed("finding.protective", investigation_id, words=self.words)

    def wish(self) -> Wish | None:
        made = Protective(self.factor.currentData(), self.words.text().strip())
        self._words.say("" if made.key or made.words else _("Välj i listan eller skriv med egna ord."))
        return _adding(self._id, made) if made.key or made.words else None


class InstrumentDialog(ActDialog):
    """Only that it was made, what it came to in one's own words, and where the original is."""

    def __init__(self, parent: QWidget, runner: Runner, investigation_id: UUID) -> None:
        text = _(
            "Testets frågor och poäng förs aldrig in här. Originalet finns kvar där det hör hemma, "
            "och det här är ingen journal."
        )
        super().__init__(
            parent, runner, _("Hänvisa till test eller skattning?"), text, _("Lägg till"), wide=True
        )
        self._id = investigation_id
        self.name, self.original = QLineEdit(), QLineEdit()
        self.made_on = DateField(name=_("Dag"))
        self.summary = GrowingText(lines=3)
        self.form = Form()
        self._name = self.form.add(Field(_("Vad heter det?"), self.name))
        self._day = self.form.add(Field(_("Vilken dag gjordes det?"), self.made_on))
        self._summary = self.form.add(Field(_("Sammanfattning med egna ord"), self.summary))
        where = _("Till exempel elevhälsans journal eller pärm, inget namn på person.")
        self._original = self.form.add(Field(_("Var finns originalet?"), self.original, where))
        self.add(self.form)
        self.name.setFocus()
        self.keep_typed("finding.instrument", investigation_id, summary=self.summary)

    def wish(self) -> Wish | None:
        day = self.made_on.day()
        self._name.say("" if self.name.text().strip() else _("Skriv vad testet eller skattningen heter."))
        self._day.say("" if day else self.made_on.fault() or _("Skriv en dag."))
        self._summary.say("" if self.summary.text().strip() else _("Skriv en sammanfattning med egna ord."))
        self._original.say("" if self.original.text().strip() else _("Skriv var originalet finns."))
        if not self.form.check() or day is None:
            return None
        made = Instrument(self.name.text().strip(), day, self.summary.text(), self.original.text().strip())
        return _adding(self._id, made)


def finding_dialog(parent: QWidget, runner: Runner, investigation_id: UUID, kind: FindingKind) -> ActDialog:
    """The dialog of a kind."""
    if kind is FindingKind.CAUSE:
        return CauseDialog(parent, runner, investigation_id)
    if kind is FindingKind.PROTECTIVE:
        return ProtectiveDialog(parent, runner, investigation_id)
    return InstrumentDialog(parent, runner, investigation_id)


def _adding(investigation_id: UUID, finding: Finding) -> Wish:
    return partial(investigation_findings.add_finding, investigation_id=investigation_id, finding=finding)
