"""Where a PDF goes: the same question for every paper that is an ordinary, unsealed file.

What `make` makes can be looked at and printed first, without becoming a file.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.folder_field import FolderField
from narvaro_desktop.gui.dialogs.preview_dialog import show_paper
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.i18n import _
from narvaro_desktop.paths import documents_folder
from narvaro_desktop.usecases.work import NOTHING, Made, Work


class PaperDialog(ActDialog):
    """`save` makes the act for a folder, `make` the PDF alone; to make it is logged as to save it."""

    needs_proof = True

    def __init__(
        self,
        parent: QWidget,
        runner: Runner,
        title: str,
        text: str,
        save: Callable[[Path], Wish],
        make: Callable[[Work], bytes] | None = None,
    ) -> None:
        super().__init__(parent, runner, title, text, _("Spara"), wide=True)
        self._save = save
        self.folder = FolderField(_("Mapp"))
        self.folder.set_folder(documents_folder())
        self._where = Field(_("Mapp"), self.folder)
        self.add(self._where)
        self._make = make
        if make is not None:
            self.look_button = secondary(_("Visa och skriv ut …"), "printer")
            self.look_button.clicked.connect(self._look)
            self.add(flowing(self.look_button))

    def _look(self) -> None:
        make = self._make
        assert make is not None
        self.look_button.setEnabled(False)
        self._runner.do(
            lambda work: Made(NOTHING, make(work)), self._show, refused=self._not_shown, owner=self
        )

    def _show(self, pdf: bytes) -> None:
        self.look_button.setEnabled(True)
        self.bar.close_bar()
        show_paper(self, pdf)

    def _not_shown(self, error: NarvaroError) -> None:
        self.look_button.setEnabled(True)
        self.bar.say("bad", wording.say(error))

    def wish(self) -> Wish | None:
        folder = self.folder.folder()
        self._where.say("" if folder else _("Välj en mapp."))
        return self._save(folder) if folder else None
