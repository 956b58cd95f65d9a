"""Where a case also stands, and the sheet for copying it there field by field."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from narvaro_desktop.gui import announce, theme
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import icon_button
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.text import caption, label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework import elsewhere
from narvaro_desktop.usecases.casework.elsewhere import CopyLine, Reference
from narvaro_desktop.usecases.partnering.collaboration import CollaborationView


class ReferenceDialog(ActDialog):
    """System, number, day, receipt, and whether the original is there."""

    def __init__(self, parent: QWidget, runner: Runner, view: CollaborationView) -> None:
        super().__init__(
            parent, runner, _("Finns även i ett annat system"), verb=_("Spara referensen"), wide=True
        )
        self._case_id = view.case_id
        self.system, self.number, self.receipt = QComboBox(), QLineEdit(), QLineEdit()
        self.system.setEditable(True)
        self._systems = {one.name: one for one in view.systems}
        self.system.addItems(list(self._systems))
        self.about = caption("")
        self.system.currentTextChanged.connect(self._tell)
        self.on = DateField(name=_("Infört"))
        self.on.set_day(view.today)
        self.master = QCheckBox(_("Originalet finns där"))
        self.form = form = Form()
        form.add(Field(_("System"), self.system, _("Välj, eller skriv ett eget")))
        self._number = form.add(Field(_("Nummer där"), self.number))
        self._on = form.add(Field(_("Infört"), self.on))
        form.add(Field(_("Kvittensnummer"), self.receipt, optional=True))
        self.add(form)
        self.add(self.about)
        self.add(self.master)
        self.add(caption(_("Står originalet där skriver ni inte samma sak två gånger: här räcker numret.")))

        self._tell(self.system.currentText())

    def _tell(self, name: str) -> None:
        """How a known system is used, and what is never written there."""
        known = self._systems.get(name)
        self.about.setText(f"{name}: {known.how} {known.boundary}" if known else "")
        self.about.setVisible(known is not None)

    def wish(self) -> Wish | None:
        on = self.on.day()
        self._number.say("" if self.number.text().strip() else _("Skriv numret."))
        self._on.say("" if on else _("Skriv datum som 2026-10-05."))
        if not self.form.check() or on is None:
            return None
        said = Reference(
            self.system.currentText(), self.number.text(), on, self.master.isChecked(), self.receipt.text()
        )
        return partial(elsewhere.refer, case_id=self._case_id, said=said)


class CopySheetDialog(Dialog):
    """One field a line, each with a button that copies it; the clipboard empties itself."""

    def __init__(self, parent: QWidget, lines: Sequence[CopyLine]) -> None:
        text = _("Kopiera ett fält i taget. Det som kopierats försvinner ur urklipp efter en halv minut.")
        super().__init__(parent, _("Att skriva in i ett annat system"), text, wide=True, cancel=_("Stäng"))
        grid = QWidget()
        rows = QGridLayout(grid)
        theme.space(rows, gap=6)
        rows.setColumnStretch(1, 1)
        self.buttons = {}
        for place, line in enumerate(lines):
            button = icon_button("copy", _("Kopiera {what}").format(what=line.label))
            button.setEnabled(bool(line.value))
            button.clicked.connect(lambda _on=False, line=line: self._copy(line))
            rows.addWidget(label(line.label, "label"), place, 0)
            rows.addWidget(
                label(line.value or _("saknas"), "body" if line.value else "caption", True), place, 1
            )
            rows.addWidget(button, place, 2)
            self.buttons[line.label] = button
        self.add(grid)

    def _copy(self, line: CopyLine) -> None:
        QGuiApplication.clipboard().setText(line.value)
        announce.say(self, _("Kopierat: {what}.").format(what=line.label))
