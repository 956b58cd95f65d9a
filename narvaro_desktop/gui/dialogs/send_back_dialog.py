"""*Återsänd*: tell the school that its package could not be registered, and why."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import left_files
from narvaro_desktop.gui.dialogs.folder_field import FolderField
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.deciding import notifications
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.work import Work


class SendBackDialog(Dialog):
    """Whom the school can reach and where the file is put; both are remembered."""

    def __init__(self, shell: Shell, runner: Runner, package: Path) -> None:
        super().__init__(
            shell,
            _("Återsända paketet?"),
            _(
                "Skolan får en kvittens som säger att löpnumret redan var använt, ofta för att ett valv har "
                "återställts. Skolan förseglar då på nytt. Inget ur paketet sparas."
            ),
            _("Återsänd"),
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self._runner, self._package = shell, runner, package
        self.contact, self.folder = QLineEdit(), FolderField(_("Mapp för kvittensen"))
        self._contact_field = Field(
            _("Vem skolan kan nå hos er"), self.contact, _("Funktion och växelnummer.")
        )
        self._folder_field = Field(_("Mapp för kvittensen"), self.folder)
        self.add(self._contact_field)
        self.add(self._folder_field)
        runner.ask(_known, self._show, owner=self)

    def may_close(self) -> bool:
        """Closes when the kvittens has been sealed."""
        contact, folder = self.contact.text().strip(), self.folder.folder()
        self._contact_field.say("" if contact else _("Skriv vem skolan kan nå."))
        self._folder_field.say("" if folder else _("Välj en mapp."))
        if contact and folder:
            self._runner.do(
                partial(inbox.send_back, path=self._package, folder=folder, contact=contact),
                self._sealed, refused=self._refused, owner=self,
            )  # fmt: skip
        return False

    def _show(self, known: tuple[str, Path | None]) -> None:
        contact, folder = known
        self.contact.setText(contact)
        self.folder.set_folder(folder)

    def _sealed(self, file: SealedFile) -> None:
        self.accept()
        self._shell.message(
            "ok", _("Kvittensen är förseglad. Lämna filen till skolan på samma sätt som paketet kom."),
            _("Visa filen"), lambda: left_files.show_folder_of(file.path),
        )  # fmt: skip

    def _refused(self, error: NarvaroError) -> None:
        self._folder_field.say(wording.say(error))


def _known(work: Work) -> tuple[str, Path | None]:
    return settings.profile(work).contact, notifications.outbox(work.session)
