"""*Följesedel som PDF*: where it goes, and whether the sealed file lies in it."""

from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.dialogs.act_dialog import Wish
from narvaro_desktop.gui.dialogs.paper_dialog import PaperDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.work import Made, Work


class CoverDialog(PaperDialog):
    """The paper beside a sealed file, or around it."""

    def __init__(self, parent: QWidget, runner: Runner, outgoing_id: UUID) -> None:
        text = _("Säger vem som har skickat vad till vem, och hur filen öppnas. Inga personuppgifter.")
        super().__init__(parent, runner, _("Spara följesedeln som PDF?"), text, self._saving, self._making)
        self._id = outgoing_id
        self.with_file = Tick(_("Lägg den förseglade filen i PDF:en, för en kanal som bara tar emot PDF"))
        self.add(self.with_file)

    def _making(self, work: Work) -> bytes:
        from narvaro_desktop.usecases import cover_papers  # brings ReportLab, which is slow

        return cover_papers.cover_paper(work, self._id, with_file=self.with_file.is_on()).pdf

    def _saving(self, folder: Path) -> Wish:
        is_inside = self.with_file.is_on()

        def save(work: Work) -> Made[Path]:
            from narvaro_desktop.usecases import cover_papers  # brings ReportLab, which is slow

            return cover_papers.save_cover(work, self._id, folder, with_file=is_inside)

        return save
