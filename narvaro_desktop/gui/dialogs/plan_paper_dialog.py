"""What is asked before a plan is put on paper."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.folder_field import FolderField
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.i18n import _
from narvaro_desktop.paths import documents_folder
from narvaro_desktop.usecases.plans import PlanView
from narvaro_desktop.usecases.work import Made, Work


class PlanPaperDialog(ActDialog):
    """Where the PDF goes; it is of the version that is shown."""

    def __init__(self, parent: QWidget, runner: Runner, view: PlanView) -> None:
        text = _("Filen är inte förseglad: den som har filen kan läsa den. Att den görs skrivs i loggen.")
        super().__init__(parent, runner, _("Spara planen som PDF?"), text, _("Spara"), wide=True)
        self._case_id = view.case_id
        self._version = None if view.is_latest else view.version
        self.folder = FolderField(_("Mapp"))
        self.folder.set_folder(documents_folder())
        self._where = Field(_("Mapp"), self.folder)
        self.add(self._where)

    def wish(self) -> Wish | None:
        folder = self.folder.folder()
        if folder is None:
            self._where.say(_("Välj en mapp."))
            return None

        def save(work: Work) -> Made[Path]:
            from narvaro_desktop.usecases import case_papers  # brings ReportLab, which is slow

            return case_papers.save_plan(work, self._case_id, folder, self._version)

        return save
