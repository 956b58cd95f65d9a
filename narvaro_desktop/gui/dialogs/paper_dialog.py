"""Where ordinary, unsealed files go, and papers among them, which can be looked at and printed first."""

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
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.paths import documents_folder
from narvaro_desktop.usecases import papers
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.work import NOTHING, Made, Work

Make = Callable[[Work], Paper]


class FilesDialog(ActDialog):
    """`save` makes the act for the folder that is chosen."""

    needs_proof = True

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


class PaperDialog(FilesDialog):
    """`make` makes the paper, which is logged whether it is saved or looked at without becoming a file.

    Override `making` where what is chosen in the dialog decides what stands on the paper.
    """

    def __init__(
        self, parent: QWidget, runner: Runner, title: str, text: str, make: Make | None = None
    ) -> None:
        super().__init__(parent, runner, title, text, self.saving)
        self._make = make
        self.look_button = secondary(_("Visa och skriv ut …"), "printer")
        self.look_button.clicked.connect(self._look)
        self.add(flowing(self.look_button))

    def making(self) -> Make:
        """The act that makes the paper, with what is chosen now."""
        assert self._make is not None
        return self._make

    def saving(self, folder: Path) -> Wish:
        make = self.making()
        return lambda work: papers.save(work, make(work), folder)

    def _look(self) -> None:
        make = self.making()
        self.look_button.setEnabled(False)
        self._runner.do(
            lambda work: Made(NOTHING, make(work).pdf), self._show, refused=self._not_shown, owner=self
        )

    def _show(self, pdf: bytes) -> None:
        self.look_button.setEnabled(True)
        self.bar.close_bar()
        show_paper(self, pdf)

    def _not_shown(self, error: NarvaroError) -> None:
        self.look_button.setEnabled(True)
        self.bar.say("bad", wording.say(error))


def open_paper_dialog(dialog: PaperDialog, shell: Shell) -> None:
    """Open it, and say what the file is called."""
    words = _("Sparad som {name}")
    dialog.acted.connect(lambda path: shell.toast(words.format(name=path.name)))
    dialog.open()
