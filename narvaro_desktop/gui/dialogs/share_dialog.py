"""A note that only its author reads, written again for others."""

from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework import notes
from narvaro_desktop.usecases.casework.notes import Note, Readership


class ShareDialog(ActDialog):
    """Who reads it from now on; the own one stays."""

    def __init__(self, parent: QWidget, runner: Runner, note: Note) -> None:
        text = _("Texten skrivs en gång till för dem du väljer. Din egen anteckning står kvar.")
        super().__init__(parent, runner, _("Dela anteckningen?"), text, _("Dela"))
        self._note = note
        self.readers = QComboBox()
        self.add(Field(_("Vem läser den"), self.readers))
        runner.ask(notes.readerships, self._offer, owner=self)

    def wish(self) -> Wish | None:
        chosen: InfoClass | None = self.readers.currentData()
        return partial(notes.share, note_id=self._note.id, info_class=chosen) if chosen else None

    def _offer(self, choices: tuple[Readership, ...]) -> None:
        for one in choices:
            if one.info_class is not InfoClass.OWN:
                self.readers.addItem(one.words, one.info_class)
