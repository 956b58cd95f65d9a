"""Where a PDF goes: the same question for every paper that is an ordinary, unsealed file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.folder_field import FolderField
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.i18n import _
from narvaro_desktop.paths import documents_folder


class PaperDialog(ActDialog):
    """`save` makes the act for a folder."""

    def __init__(
        self, parent: QWidget, runner: Runner, title: str, text: str, save: Callable[[Path], Wish]
    ) -> None:
        super().__init__(parent, runner, title, text, _("Spara"), wide=True)
        self._save = save
        self.folder = FolderField(_("Mapp"))
        self.folder.set_folder(documents_folder())
        self._where = Field(_("Mapp"), self.folder)
        self.add(self._where)

    def wish(self) -> Wish | None:
        folder = self.folder.folder()
        self._where.say("" if folder else _("Välj en mapp."))
        return self._save(folder) if folder else None
