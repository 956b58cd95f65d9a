"""Is this an utredning under 7 kap. 19 a §? Asked once, from step 2 on; it stops nothing."""

from PySide6.QtCore import Signal

from narvaro_desktop.gui import days
from narvaro_desktop.gui.widgets.buttons import quiet, secondary
from narvaro_desktop.gui.widgets.card import Card, row
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
        self.add(self._title)
        self.add(self._text)
        self.yes, self.no = secondary(_("Ja, en utredning")), secondary(_("Nej, en kartläggning"))
        self.decide = quiet(_("Till beslutet"), "arrow-right")
        self.yes.clicked.connect(lambda: self.answered.emit(True))
        self.no.clicked.connect(lambda: self.answered.emit(False))
        self.decide.clicked.connect(self.deciding)
        self.body.addLayout(row(self.yes, self.no, self.decide))
        self.hide()

    def show_inquiry(self, inquiry: Inquiry, may_write: bool) -> None:
        """Ask, remind that the decision is not there, or stay away."""
        waits = inquiry.is_one is True and inquiry.decided_on is None and may_write
        asks = inquiry.asks and may_write
        for button in (self.yes, self.no):
            button.setVisible(asks)
        self.decide.setVisible(waits)
        self.setVisible(asks or waits)
        if asks:
            self._title.setText(_("Är det här en utredning enligt 7 kap. 19 a § skollagen?"))
            self._text.setText(_asked(inquiry))
        elif waits:
            self._title.setText(_("Utredningen väntar på rektorns beslut"))
            self._text.setText(
                _(
                    "En utredning börjar med att rektorn beslutar och anmäler till huvudmannen. "
                    "Kartläggningen kan fortsätta så länge."
                )
            )


def _asked(inquiry: Inquiry) -> str:
    if inquiry.decided_on is not None:
        words = _("Rektorn inledde en utredning {day}. Hör kartläggningen till den?")
        return words.format(day=days.short(inquiry.decided_on))
    return _("En kartläggning kan göras när som helst. En utredning börjar med rektorns beslut.")
