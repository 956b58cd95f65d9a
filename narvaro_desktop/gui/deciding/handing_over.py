"""How an anmälan was handed over: the day, the channel, and a reference where there is one."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop.domain.terms import Channel
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.i18n import _

OTHERWISE = (
    Channel.ESERVICE,
    Channel.PRORENATA,
    Channel.DF_RESPONS,
    Channel.SECURE_MAIL,
    Channel.IN_PERSON,
    Channel.PAPER,
    Channel.OTHER,
)
SEALED = (Channel.SEALED_FILE, Channel.ESERVICE, Channel.SECURE_MAIL, Channel.IN_PERSON, Channel.OTHER)
PRINTED = (
    Channel.PAPER,
    Channel.ESERVICE,
    Channel.PRORENATA,
    Channel.DF_RESPONS,
    Channel.IN_PERSON,
    Channel.OTHER,
)


class HandingOver(QWidget):
    """Day and channel beside each other, the reference after them."""

    def __init__(
        self, channels: Sequence[Channel], today: date, reference: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self.day_field = DateField(name=_("Dag"))
        self.day_field.set_day(today)
        self.channel = QComboBox()
        for each in channels:
            self.channel.addItem(each.label, each)
        self.reference = QLineEdit()
        self.day = Field(_("Dag"), self.day_field)
        how = Field(_("Hur"), self.channel)
        fields = [self.day, how]
        if reference:
            fields.append(Field(_("Referens"), self.reference, optional=True))
        column = QVBoxLayout(self)
        theme.space(column)
        column.addLayout(row(*fields, gap=16))

    def check(self) -> bool:
        """Say what is wrong with the day; True if nothing is."""
        self.day.say(self._fault())
        if self.day.fault():
            self.day_field.setFocus()
        return not self.day.fault()

    def on(self) -> date:
        return self.day_field.day() or self._today

    def by(self) -> Channel:
        chosen = self.channel.currentData()
        assert isinstance(chosen, Channel)
        return chosen

    def reference_words(self) -> str:
        return self.reference.text().strip()

    def _fault(self) -> str:
        day = self.day_field.day()
        if day is None:
            return self.day_field.fault() or _("Skriv vilken dag.")
        return _("Dagen har inte kommit än.") if day > self._today else ""
