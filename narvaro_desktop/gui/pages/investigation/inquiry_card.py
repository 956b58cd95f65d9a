"""Is this an utredning under 7 kap. 19 a §? Asked once, from step 2 on; it stops nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.widgets.buttons import quiet, secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.page import Columns
from narvaro_desktop.gui.widgets.text import body, strong
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.investigation_views import Inquiry


class InquiryCard(Card):
    """`answered` tells True for an utredning, False for a kartläggning only; `deciding` leads on."""

    answered = Signal(bool)
    deciding = Signal()

    def __init__(self) -> None:
        super().__init__(surface="info")
        self._title, self._text = strong(""), body("")
        self.yes, self.no = secondary(_("Ja, en utredning")), secondary(_("Nej, en kartläggning"))
        self.decide = quiet(_("Till beslutet"), "arrow-right")
        self.yes.clicked.connect(lambda: self.answered.emit(True))
        self.no.clicked.connect(lambda: self.answered.emit(False))
        self.decide.clicked.connect(self.deciding)
        buttons = QWidget()
        line = Flow(buttons)
        theme.space(line, gap=8)
        for button in (self.yes, self.no, self.decide):
            line.addWidget(button)
        words = QWidget()
        column = QVBoxLayout(words)
        theme.space(column, gap=2)
        column.addWidget(self._title)
        column.addWidget(self._text)
        self.add(Columns(words, buttons, (5, 4)))
        self.hide()

    def show_inquiry(self, inquiry: Inquiry, may_write: bool) -> None:
        """Ask, remind that the decision is not there, or stay away."""
        waits = inquiry.is_one is True and inquiry.decided_on is None and may_write
        asks = inquiry.asks and may_write
        for button in (self.yes, self.no):
            button.setVisible(asks)
        self.decide.setVisible(waits)
        self._text.show()
        self.setVisible(asks or waits)
        if asks:
            self._title.setText(_("Är det här en utredning enligt 7 kap. 19 a § skollagen?"))
            words = _("Rektorn inledde en utredning {day}. Hör kartläggningen till den?")
            decided = inquiry.decided_on
            self._text.setText(words.format(day=days.short(decided)) if decided else "")
            self._text.setVisible(decided is not None)
        elif waits:
            self._title.setText(_("Utredningen väntar på rektorns beslut"))
            self._text.setText(
                _(
                    "En utredning börjar med att rektorn beslutar och anmäler till huvudmannen. "
                    "Kartläggningen kan fortsätta så länge."
                )
            )
