"""Is this an utredning under 7 kap. 19 a §? A quiet question in the side column; it stops nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.widgets.buttons import link
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.text import body, rule
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.assessment.investigation_views import Inquiry


class InquiryLine(QWidget):
    """`answered` tells True for an utredning, False for a kartläggning only; `deciding` leads on."""

    answered = Signal(bool)
    deciding = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._text = body("")
        self.yes, self.no = link(_("Ja, en utredning")), link(_("Nej, en kartläggning"))
        self.decide = link(_("Till beslutet"))
        self.yes.clicked.connect(lambda: self.answered.emit(True))
        self.no.clicked.connect(lambda: self.answered.emit(False))
        self.decide.clicked.connect(self.deciding)
        buttons = QWidget()
        line = Flow(buttons)
        theme.space(line, gap=12)
        for button in (self.yes, self.no, self.decide):
            line.addWidget(button)
        column = QVBoxLayout(self)
        theme.space(column, gap=8)
        column.addWidget(rule())
        column.addWidget(self._text)
        column.addWidget(buttons)
        self.hide()

    def show_inquiry(self, inquiry: Inquiry, may_write: bool) -> None:
        """Ask, remind that the decision is not there, or stay away."""
        waits = inquiry.is_one is True and inquiry.decided_on is None and may_write
        asks = inquiry.asks and may_write
        for button in (self.yes, self.no):
            button.setVisible(asks)
        self.decide.setVisible(waits)
        self.setVisible(asks or waits)
        if asks and inquiry.decided_on is not None:
            words = _("Rektorn inledde en utredning {day}. Hör kartläggningen till den?")
            self._text.setText(words.format(day=days.short(inquiry.decided_on)))
        elif asks:
            self._text.setText(_("Är det här en utredning enligt {law}?").format(law=inquiry.law))
        elif waits:
            self._text.setText(
                _("Utredningen börjar när rektorn har beslutat. Kartläggningen kan fortsätta så länge.")
            )
