"""The school's own entry of the catalogue: a new one, or one that is changed or is there no longer."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from narvaro_desktop.domain.case_terms import Condition
from narvaro_desktop.domain.partnering.collaboration import Partner
from narvaro_desktop.domain.partnering.support import SupportType
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.reasoned_dialog import capital
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.number_field import NumberField
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.partnering import own_support
from narvaro_desktop.usecases.partnering.own_support import MOST_DAYS, OwnSupport


class OwnSupportDialog(ActDialog):
    """`known` are the entries that can be changed."""

    def __init__(self, parent: QWidget, runner: Runner, known: Mapping[UUID, OwnSupport]) -> None:
        text = _("Det som finns hos er men inte i kommunens katalog. Skriv funktioner, aldrig personer.")
        super().__init__(parent, runner, _("Egen insats"), text, _("Spara"), wide=True)
        self._known = known
        self.which, self.type, self.partner = QComboBox(), QComboBox(), QComboBox()
        self.which.addItem(_("Ny"), None)
        for key, one in known.items():
            self.which.addItem(one.name, key)
        for kind in SupportType:
            self.type.addItem(capital(kind.label), kind)
        for partner in Partner:
            self.partner.addItem(capital(partner.label), partner)
        self.name, self.contact = QLineEdit(), QLineEdit()
        self.about, self.how, self.boundary = (GrowingText(lines=2, most=5) for _place in range(3))
        self.days = NumberField(highest=MOST_DAYS, unit=_("dagar"))
        self.days.setSpecialValueText(_("inte känt"))
        self.form = form = Form()
        choice = form.add(Field(_("Vilken?"), self.which))
        choice.setVisible(bool(known))
        self._name = form.add(Field(_("Namn"), self.name))
        form.add(Field(_("Slag"), self.type))
        form.add(Field(_("Verksamhet"), self.partner, _("Den som ett samtycke ges till.")))
        form.add(Field(_("Vad det är"), self.about, optional=True))
        self._how = form.add(Field(_("Så gör ni"), self.how, _("Hur man ansöker eller tar kontakt.")))
        form.add(Field(_("Kontakt"), self.contact, _("En funktion och dess telefon."), optional=True))
        form.add(Field(_("Brukar svara inom"), self.days))
        form.add(Field(_("Vad som får lämnas"), self.boundary, optional=True))
        self.add(form)
        self.add(label(_("Det här ska finnas först"), "label"))
        self.gates = {one: Tick(capital(one.label)) for one in own_support.ASKED}
        for tick in self.gates.values():
            self.add(tick)
        self.gone = Tick(_("Finns inte längre"))
        self.add(self.gone)
        self.which.currentIndexChanged.connect(lambda _place: self._show())
        self._show()
        self.name.setFocus()

    def wish(self) -> Wish | None:
        key = self.which.currentData()
        if key is not None and self.gone.is_on():
            return partial(own_support.end, entry_id=key)
        self._name.say("" if self.name.text().strip() else _("Skriv vad det heter."))
        self._how.say("" if self.how.text().strip() else _("Skriv hur ni gör för att få det."))
        if not self.form.check():
            return None
        return partial(own_support.keep, said=self._said(), entry_id=key)

    def _said(self) -> OwnSupport:
        return OwnSupport(
            name=self.name.text(),
            how=self.how.text(),
            type=self.type.currentData(),
            partner=self.partner.currentData(),
            description=self.about.text(),
            contact=self.contact.text(),
            answer_days=self.days.value() or None,
            boundary=self.boundary.text(),
            conditions=tuple(one for one, tick in self.gates.items() if tick.is_on()),
        )

    def _show(self) -> None:
        key = self.which.currentData()
        one = self._known[key] if key is not None else OwnSupport("", "", conditions=(Condition.CONSENT,))
        self.gone.setVisible(key is not None)
        self.gone.box.setChecked(False)
        self.name.setText(one.name)
        self.contact.setText(one.contact)
        self.type.setCurrentIndex(self.type.findData(one.type))
        self.partner.setCurrentIndex(self.partner.findData(one.partner))
        for box, words in ((self.about, one.description), (self.how, one.how), (self.boundary, one.boundary)):
            box.set_text(words)
        self.days.setValue(one.answer_days or 0)
        for condition, tick in self.gates.items():
            tick.box.setChecked(condition in one.conditions)
