"""What the huvudman says besides *mottagen*: diarienummer, offered support, a message, whom to reach."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop.domain.deciding.receipt import LONGEST_MESSAGE
from narvaro_desktop.domain.terms import OfferedSupport
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.huvudman.register import ReceivedView


class AnswerForm(QWidget):
    """`check` says what is wrong at the field; nothing at all to say is wrong too."""

    kinds = tuple(OfferedSupport)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: tuple[str, set[OfferedSupport]] = ("", set())
        self.number_edit, self.contact_edit = QLineEdit(), QLineEdit()
        self.number_edit.setMaxLength(60)
        self.contact_edit.setMaxLength(200)
        self.words = GrowingText(name=_("Meddelande"), lines=2, most=5)
        self.boxes = {kind: QCheckBox(kind.label[:1].upper() + kind.label[1:]) for kind in self.kinds}
        choices = QWidget()
        choices.setAccessibleName(_("Erbjudet stöd"))
        column = QVBoxLayout(choices)
        theme.space(column, gap=6)
        for kind, box in self.boxes.items():
            box.toggled.connect(lambda on, kind=kind: self._ticked(kind, on))
            column.addWidget(box)
        self._number = Field(_("Diarienummer"), self.number_edit, optional=True)
        self._support = Field(_("Erbjudet stöd"), choices, optional=True)
        self._message = Field(
            _("Meddelande"), self.words, _("Högst 300 tecken, inga uppgifter om eleven."), True
        )
        self._contact = Field(_("Vem de kan nå hos er"), self.contact_edit, _("Funktion och växelnummer."))
        whole = QVBoxLayout(self)
        theme.space(whole, gap=14)
        for field in (self._number, self._support, self._message):
            whole.addWidget(field)

    @property
    def contact_field(self) -> Field:
        """Stands where the page wants it: it is needed for the first kvittens too."""
        return self._contact

    @property
    def is_touched(self) -> bool:
        """Whether something stands in it that has not been said yet."""
        edits = (self.number_edit, self.contact_edit)
        return (
            any(edit.isModified() for edit in edits)
            or bool(self.message())
            or set(self.offered()) != self._said[1]
        )

    def show_view(self, view: ReceivedView) -> None:
        """What has been said already; what is being typed stays."""
        if not self.number_edit.isModified():
            self.number_edit.setText(view.line.registration_number)
        if not self.contact_edit.isModified():
            self.contact_edit.setText(view.own_contact)
        for kind in view.line.offered:
            self.boxes[kind].setChecked(True)
        self._said = (view.line.registration_number, set(view.line.offered))

    def clear(self) -> None:
        """Ready for what is shown next."""
        for edit in (self.number_edit, self.contact_edit):
            edit.clear()
            edit.setModified(False)
        for box in self.boxes.values():
            box.setChecked(False)
        self.words.set_text("")
        for field in (self._number, self._message, self._contact):
            field.clear()

    def check(self) -> bool:
        """Something new to say, a message that is short enough, and someone to reach."""
        self.words.flush()
        says = (self.number(), set(self.offered())) != self._said or bool(self.message())
        self._number.say("" if says else _("Skriv diarienumret, eller kryssa för ett stöd."))
        length = len(self.message())
        too_long = _("Meddelandet har {count} tecken. Korta det till 300.").format(count=length)
        self._message.say(too_long if length > LONGEST_MESSAGE else "")
        if not says:
            self.number_edit.setFocus()
        return says and length <= LONGEST_MESSAGE and self.check_contact()

    def check_contact(self) -> bool:
        """Whom the school can reach must be known."""
        self._contact.say(
            "" if self.contact() else _("Skriv vem de kan nå, till exempel: Skolpliktshandläggare, växeln.")
        )
        if not self.contact():
            self.contact_edit.setFocus()
        return bool(self.contact())

    def number(self) -> str:
        return self.number_edit.text().strip()

    def contact(self) -> str:
        return self.contact_edit.text().strip()

    def message(self) -> str:
        return self.words.text().strip()

    def offered(self) -> tuple[OfferedSupport, ...]:
        return tuple(kind for kind, box in self.boxes.items() if box.isChecked())

    def _ticked(self, kind: OfferedSupport, on: bool) -> None:
        """No support, and some support, exclude each other."""
        if not on:
            return
        none = OfferedSupport.NONE_NOW
        for other, box in self.boxes.items():
            if other is not kind and (none in (kind, other)):
                box.setChecked(False)
