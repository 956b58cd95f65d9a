"""Where a huvudman's register lies: on this computer, or on a server that several handläggare work on."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.huvudman import register_server

NEW, THERE = "new", "there"
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Server:
    """Where a register lies. `is_there`: colleagues have made it, and this computer joins them."""

    address: str
    password: str = field(repr=False)
    is_there: bool = False


class ServerChoice(QWidget):
    """A box to tick; the fields come with it. `changed` tells that another choice was made."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.on_server = QCheckBox(_("Registret på en server (PostgreSQL)"))
        self.which = Segmented(
            [(NEW, _("Nytt register")), (THERE, _("Registret finns redan"))], _("Registret"), NEW
        )
        self.address, self.password = QLineEdit(), QLineEdit()
        self.address.setMaxLength(_LONGEST)
        self.password.setMaxLength(_LONGEST)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.address.setPlaceholderText("postgresql://narvaro@server.kommun.se/narvaro")
        self._address = Field(
            _("Serverns adress"), self.address,
            _("IT ger er den. Till en annan dator är förbindelsen alltid krypterad (TLS)."),
        )  # fmt: skip
        self._password = Field(
            _("Lösenord till servern"), self.password,
            _("Lämna tomt om datorn redan har det, till exempel i .pgpass."), optional=True,
        )  # fmt: skip
        self._more = QWidget()
        self._more.setVisible(False)
        inner, whole = QVBoxLayout(self._more), QVBoxLayout(self)
        theme.space(inner, gap=14)
        theme.space(whole, gap=14)
        for widget in (self.which, self._address, self._password):
            inner.addWidget(widget)
        whole.addWidget(self.on_server, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._more)
        self.on_server.toggled.connect(self._show)
        self.which.changed.connect(lambda _key: self.changed.emit())

    @property
    def is_there(self) -> bool:
        """Whether colleagues have made the register, so that nobody is named here."""
        return self.on_server.isChecked() and self.which.chosen() == THERE

    def server(self) -> Server | None:
        """What was filled in, or None for a register on this computer."""
        if not self.on_server.isChecked():
            return None
        return Server(self.address.text().strip(), self.password.text(), self.is_there)

    def fault(self) -> str:
        return self._address.fault()

    def check(self) -> bool:
        """Whether a register may lie at the address; the field says why not."""
        said = ""
        if self.on_server.isChecked():
            try:
                register_server.refuse_address(self.address.text())
            except NarvaroError as error:
                said = wording.say(error)
        self._address.say(said)
        if said:
            self.address.setFocus()
        return not said

    def _show(self, on: bool) -> None:
        self._more.setVisible(on)
        if on:
            self.address.setFocus()
        self.changed.emit()
