"""*Följesedel som PDF*: where it goes, and whether the sealed file lies in it."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.dialogs.paper_dialog import Make, PaperDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.work import Work


class CoverDialog(PaperDialog):
    """The paper beside a sealed file, or around it."""

    def __init__(self, parent: QWidget, runner: Runner, outgoing_id: UUID) -> None:
        text = _("Säger vem som har skickat vad till vem, och hur filen öppnas. Inga personuppgifter.")
        super().__init__(parent, runner, _("Spara följesedeln som PDF?"), text)
        self._id = outgoing_id
        self.with_file = Tick(_("Lägg den förseglade filen i PDF:en, för en kanal som bara tar emot PDF"))
        self.add(self.with_file)

    def making(self) -> Make:
        is_inside = self.with_file.is_on()

        def make(work: Work) -> Paper:
            from narvaro_desktop.usecases.deciding import cover_papers  # brings ReportLab, which is slow

            return cover_papers.cover_paper(work, self._id, with_file=is_inside)

        return make
