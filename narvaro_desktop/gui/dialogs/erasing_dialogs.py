"""Gallring step by step: the decision it rests on, the proposal, what is held back, and the second yes."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.text import body, caption
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.privacy import erasing, retention
from narvaro_desktop.usecases.privacy.erasing import Protocol
from narvaro_desktop.usecases.privacy.retention import DueCase, RetentionClass


class RuleDialog(ActDialog):
    """Years only together with the decision; the suggestion is shown as one."""

    def __init__(self, parent: QWidget, runner: Runner, rule: RetentionClass) -> None:
        title = _("Gallringsbeslut för {what}").format(what=rule.label.lower())
        super().__init__(parent, runner, title, rule.advice, _("Spara"), wide=True)
        self._key = rule.key
        self.years, self.basis, self.on = QLineEdit(), QLineEdit(rule.basis), DateField(name=_("Beslutat"))
        self.years.setMaximumWidth(self.fontMetrics().averageCharWidth() * 14)
        if rule.years is not None:
            self.years.setText(str(rule.years))
        if rule.decided_on is not None:
            self.on.set_day(rule.decided_on)
        help_ = _("Ett vanligt förslag är {n} år. Det gäller inte förrän ni har beslutat.").format(
            n=rule.suggestion
        )
        self.form = Form()
        self._years = self.form.add(Field(_("År efter avslut"), self.years, help_ if rule.suggestion else ""))
        self._basis = self.form.add(
            Field(_("Beslut"), self.basis, _("Till exempel gallringsbeslut Almstad § 14."))
        )
        self._on = self.form.add(Field(_("Beslutat"), self.on))
        self.add(self.form)

    def wish(self) -> Wish | None:
        years, on = self.years.text().strip(), self.on.day()
        self._years.say(
            "" if years.isdigit() and 0 < int(years) < 100 else _("Skriv antal år, till exempel 10.")
        )
        self._basis.say("" if self.basis.text().strip() else _("Skriv vilket beslut det är."))
        self._on.say("" if on else _("Skriv datum som 2026-02-11."))
        if not self.form.check() or on is None:
            return None
        return partial(
            retention.enter_rule, key=self._key, years=int(years), basis=self.basis.text(), decided_on=on
        )


class ProposeDialog(ActDialog):
    """The cases by number, each to be left out; somebody else confirms."""

    def __init__(self, parent: QWidget, runner: Runner, due: tuple[DueCase, ...]) -> None:
        text = _(
            "En annan person låser upp och bekräftar. Först då gallras ärendena, och det går inte att ångra."
        )
        super().__init__(parent, runner, _("Föreslå gallring"), text, _("Föreslå"), wide=True)
        self.boxes: dict[DueCase, QCheckBox] = {}
        for one in due:
            words = _("Ärende {number}, avslutat {day}").format(
                number=one.number, day=one.closed_on.isoformat()
            )
            if one.whole_pupil:
                words += _(". Eleven har slutat, och allt om eleven gallras")
            box = QCheckBox(words)
            is_free = not one.held and not one.is_proposed
            box.setChecked(is_free)
            box.setEnabled(is_free)
            self.boxes[one] = box
            self.add(box)
            if one.held:
                self.add(caption(_("Hålls kvar: {why}").format(why=one.held)))

    def wish(self) -> Wish | None:
        chosen = [one.id for one, box in self.boxes.items() if box.isChecked()]
        self.bar.say("bad", _("Välj minst ett ärende.")) if not chosen else self.bar.close_bar()
        return partial(erasing.propose, cases=chosen) if chosen else None


class HoldDialog(ActDialog):
    """Tillsyn, an appeal, a request: the case stays until that is over."""

    def __init__(self, parent: QWidget, runner: Runner, due: tuple[DueCase, ...]) -> None:
        text = _("Ärendet gallras inte förrän hindret tas bort.")
        super().__init__(parent, runner, _("Håll kvar ett ärende"), text, _("Håll kvar"), wide=True)
        self.case, self.why = QComboBox(), QLineEdit()
        for one in due:
            held = _(" (hålls kvar)") if one.held else ""
            self.case.addItem(f"{one.number}{held}", one)
        self.form = Form()
        self.form.add(Field(_("Ärende"), self.case))
        self.keep_typed("retention.hold", "", why=self.why)
        self._why = self.form.add(
            Field(_("Varför"), self.why, _("Till exempel: tillsyn pågår, begäran om utlämnande."))
        )
        self.held = body("")
        self.add(self.form)
        self.add(self.held)
        self.case.currentIndexChanged.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        """Why the chosen case is held, or a place to write why it is to be."""
        one: DueCase = self.case.currentData()
        self._why.setVisible(not one.held)
        self.held.setVisible(bool(one.held))
        self.held.setText(_("Hålls kvar: {why}").format(why=one.held))
        self.verb_button.setText(_("Ta bort hindret") if one.held else _("Håll kvar"))

    def wish(self) -> Wish | None:
        one: DueCase = self.case.currentData()
        if one.held:
            return partial(retention.lift, held_id=one.id)
        self._why.say("" if self.why.text().strip() else _("Skriv varför."))
        return partial(retention.hold, held_id=one.id, reason=self.why.text()) if self.form.check() else None


class ConfirmDialog(Dialog):
    """The second person: what goes, and that it does not come back."""

    def __init__(self, parent: QWidget, one: Protocol) -> None:
        text = _(
            "Rader, text och utkast försvinner ur valvet och kommer inte tillbaka. Protokollet finns kvar."
        )
        super().__init__(parent, _("Bekräfta gallringen?"), text, _("Gallra"), danger=True, wide=True)
        self.add(
            body(
                _("Antal ärenden: {n} ({what}, {years} år).").format(
                    n=one.case_count, what=one.label.lower(), years=one.years
                )
            )
        )
        self.add(body(one.basis))
        self.add(caption(_("Föreslaget av {who}.").format(who=one.proposed_by)))
        self.add(
            caption(_("Säkerhetskopior har kvar ärendena tills de byts ut. De räknas upp i protokollet."))
        )
        self.finished.connect(self.deleteLater)
