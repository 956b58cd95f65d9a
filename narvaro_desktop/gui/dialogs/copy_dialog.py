"""A readable copy of a sealed anmälan: an act of its own, that says what it is and is logged."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import left_files
from narvaro_desktop.gui.dialogs.folder_field import FolderField
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.deciding import notification_papers

SDK_WARNS: Final = 20_000_000
"""Bytes from which a file may be too large for one SDK message (22 MB)."""


class CopyDialog(Dialog):
    """Asks where; stays open until the copy is there."""

    def __init__(self, parent: QWidget | None, runner: Runner, notification_id: UUID) -> None:
        super().__init__(
            parent,
            _("Spara en läsbar kopia?"),
            _(
                "Kopian är en vanlig PDF, till exempel för SDK som förseglar själv. Den är inte förseglad: "
                "den som får filen kan läsa den. Att kopian togs antecknas i loggen."
            ),
            _("Spara oförseglad kopia"),
        )
        self._runner, self._id = runner, notification_id
        self.message = MessageBar()
        self.folder = FolderField(_("Mapp"))
        self._field = Field(_("Mapp"), self.folder)
        self.add(self.message)
        self.add(self._field)

    def may_close(self) -> bool:
        folder = self.folder.folder()
        self._field.say("" if folder else _("Välj mappen där kopian ska läggas."))
        if folder is not None:
            act = partial(notification_papers.copy_out, outgoing_id=self._id, folder=folder)
            self._runner.do(act, self._saved, refused=self._refused, owner=self)
        return False

    def _saved(self, paths: Sequence[Path]) -> None:
        size = sum(path.stat().st_size for path in paths)
        if size <= SDK_WARNS:
            left_files.show_folder_of(paths[0])
            self.accept()
            return
        words = _("Det är {size} MB. SDK tar högst 22 MB i ett meddelande.")
        self.message.say("warn", words.format(size=round(size / 1_000_000)))

    def _refused(self, error: NarvaroError) -> None:
        self.message.say("bad", wording.say(error))


def open_copy(parent: QWidget | None, runner: Runner, notification_id: UUID) -> CopyDialog:
    """Open the dialog over `parent`."""
    dialog = CopyDialog(parent, runner, notification_id)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
