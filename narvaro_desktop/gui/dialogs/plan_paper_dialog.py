"""What is asked before a plan is signed or put on paper."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.folder_field import FolderField
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.i18n import _
from narvaro_desktop.paths import documents_folder
from narvaro_desktop.usecases import plans
from narvaro_desktop.usecases.plans import PlanView
from narvaro_desktop.usecases.work import Made, Work


class PlanSignDialog(ActDialog):
    """A signed plan may still change: then it is the next version, and unsigned."""

    def __init__(self, parent: QWidget, runner: Runner, view: PlanView) -> None:
        text = _("Planen gäller som den står. Ändras den senare blir det nästa version.")
        super().__init__(parent, runner, _("Signera planen?"), text, _("Signera"))
        self._view = view

    def wish(self) -> Wish | None:
        return partial(plans.sign, case_id=self._view.case_id)


class PlanPaperDialog(ActDialog):
    """Where the PDF goes."""

    def __init__(self, parent: QWidget, runner: Runner, view: PlanView) -> None:
        text = _("Filen är inte förseglad: den som har filen kan läsa den. Att den görs skrivs i loggen.")
        super().__init__(parent, runner, _("Spara planen som PDF?"), text, _("Spara"), wide=True)
        self._case_id = view.case_id
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

            return case_papers.save_plan(work, self._case_id, folder)

        return save
