"""A dialog whose act may be held by a consent or a gate: then it asks why one goes on all the same."""

from collections.abc import Iterable

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop.domain.partnering.collaboration import ConsentNeeded, Partner
from narvaro_desktop.domain.partnering.support import GatesOpen
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.i18n import _


class ReasonedDialog(ActDialog):
    """Call `end` after the last field; `why` is the reason, once it has been asked for."""

    def __init__(self, parent: QWidget, runner: Runner, title: str, text: str = "", verb: str = "") -> None:
        super().__init__(parent, runner, title, text, verb, wide=True)
        self.because = GrowingText(lines=2, most=4)
        self.because_field = Field(_("Varför gör ni det ändå?"), self.because, _("Skälet skrivs i loggen."))

    def keep_typed(self, page: str, record: object, **fields: GrowingText | QLineEdit) -> None:
        super().keep_typed(page, record, because=self.because, **fields)

    def end(self) -> None:
        self.add(self.because_field)
        self.because_field.hide()

    def why(self) -> str:
        return self.because.text().strip() if not self.because_field.isHidden() else ""

    def _refused(self, error: NarvaroError) -> None:
        if isinstance(error, (ConsentNeeded, GatesOpen)):
            self.because_field.show()
            self.because.setFocus()
        super()._refused(error)


class PartnerBox(QComboBox):
    """One partner, in words."""

    def __init__(self) -> None:
        super().__init__()
        for partner in Partner:
            self.addItem(capital(partner.label), partner)

    def partner(self) -> Partner:
        found: Partner = self.currentData()
        return found

    def choose(self, partner: Partner) -> None:
        self.setCurrentIndex(self.findData(partner))


class PartnerTicks(QWidget):
    """Several partners, to be ticked."""

    def __init__(self, ticked: Iterable[Partner] = ()) -> None:
        super().__init__()
        self.boxes = {partner: QCheckBox(capital(partner.label)) for partner in Partner}
        for partner in ticked:
            self.boxes[partner].setChecked(True)
        whole = QVBoxLayout(self)
        theme.space(whole)
        whole.addWidget(flowing(*self.boxes.values()))

    def partners(self) -> tuple[Partner, ...]:
        return tuple(partner for partner, box in self.boxes.items() if box.isChecked())


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
