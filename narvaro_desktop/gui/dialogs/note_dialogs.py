"""A saved note: corrected by a new version, and its older texts read."""

from functools import partial

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui import days
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import body, label, rule
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import notes
from narvaro_desktop.usecases.notes import Note

PAGE = "note"


class CorrectDialog(ActDialog):
    """The new text stands instead of the old, which can still be read."""

    def __init__(self, parent: QWidget, runner: Runner, note: Note) -> None:
        text = _("Den nya texten visas i stället. Den gamla finns kvar och går att läsa.")
        super().__init__(parent, runner, _("Rätta anteckningen?"), text, _("Spara ny version"), wide=True)
        self._note = note
        self.box = GrowingText(lines=4)
        self.box.set_text(note.text)
        self._text = Field(_("Text"), self.box, note.readers)
        self.add(self._text)
        self.box.setFocus()
        self.keep_typed(PAGE, note.id, text=self.box)

    def wish(self) -> Wish | None:
        words = self.box.text().strip()
        same = words == self._note.text
        self._text.say(_("Texten är oförändrad.") if same else "" if words else _("Skriv den nya texten."))
        return None if self._text.fault() else partial(notes.correct, note_id=self._note.id, text=words)


class OlderDialog(Dialog):
    """Every version of a note, the newest first."""

    def __init__(self, parent: QWidget, note: Note) -> None:
        super().__init__(parent, _("Rättad anteckning"), wide=True, cancel=_("Stäng"))
        versions = [(note.text, note.signed_at), *((one.text, one.signed_at) for one in note.earlier)]
        for place, (text, signed) in enumerate(versions):
            if place:
                self.add(rule())
            when = days.moment(signed)
            words = _("Gäller sedan {when}") if not place else _("Skriven {when}, rättad efter det")
            self.add(label(words.format(when=when), "caption", wrap=True))
            self.add(body(text))
