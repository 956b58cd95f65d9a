"""The case on its way between colleagues: *Lämna till …*, *Lämna tillbaka*, and what both have written."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui import left_files
from narvaro_desktop.gui.dialogs.dispute_dialog import DisputeDialog
from narvaro_desktop.gui.dialogs.hand_to_dialog import GiveBackDialog, HandToDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.sharing import disputes, handover_back, handover_people, handovers
from narvaro_desktop.usecases.sharing.handover_back import Back
from narvaro_desktop.usecases.sharing.handover_people import Receivers
from narvaro_desktop.usecases.work import Work


@dataclass(frozen=True, slots=True)
class _Return:
    """To whom the case goes back, where its file was put last, and whether an answer must be written."""

    back: Back | None
    folder: Path | None
    must_say: bool


class Handing(QObject):
    """The dialogs over `page`, each asked for with the id of a case; `ask` asks about that which is shown."""

    def __init__(
        self, page: QWidget, runner: Runner, shell: Shell, ask: Callable[..., None] | None = None
    ) -> None:
        super().__init__(page)
        self._page, self._runner, self._shell = page, runner, shell
        self._ask = ask or partial(runner.ask, owner=page)

    def hand_to(self, case_id: UUID, role: Role | None = None) -> None:
        """To whom, and with what words; `role` is chosen to begin with."""
        question = partial(handover_people.receivers, case_id=case_id)
        self._ask(question, partial(self._hand_to, case_id, role))

    def give_back(self, case_id: UUID) -> None:
        """Back to whom it came from."""
        self._ask(partial(_return_of, case_id=case_id), self._give_back)

    def choose(self, case_id: UUID) -> None:
        """What both have written in one field."""
        question = partial(disputes.open_disputes, case_id=case_id)
        self._ask(question, partial(self._choose, case_id))

    def _hand_to(self, case_id: UUID, role: Role | None, found: Receivers) -> None:
        dialog = HandToDialog(self._page, self._runner, case_id, found, role)
        dialog.acted.connect(lambda sealed: self._handed(dialog.chosen().name, sealed))
        dialog.open()

    def _give_back(self, found: _Return) -> None:
        if found.back is not None:
            dialog = GiveBackDialog(self._page, self._runner, found.back, found.folder, found.must_say)
            dialog.acted.connect(partial(self._handed, found.back.name))
            dialog.open()

    def _choose(self, case_id: UUID, found: list[disputes.Dispute]) -> None:
        if found:
            DisputeDialog(self._page, self._runner, case_id, found).open()

    def _handed(self, name: str, sealed: SealedFile | None) -> None:
        if sealed is None:
            self._shell.toast(_("Ärendet är lämnat"))
            return
        words = _("Ärendet är lagt i en fil i {folder}. Lämna över den: bara {name} kan öppna den.")
        self._shell.message(
            "ok",
            words.format(folder=sealed.path.parent, name=name),
            _("Visa filen"),
            partial(self._show_file, sealed.path),
        )

    def _show_file(self, path: Path) -> None:
        if not left_files.show_folder_of(path):
            self._shell.message("warn", _("Mappen går inte att visa. Sitter USB-minnet i?"))


def _return_of(work: Work, case_id: UUID) -> _Return:
    waits = handovers.open_rows(work, case_id, work.actor.role)
    return _Return(handover_back.back(work, case_id), handover_people.folder(work), bool(waits))
