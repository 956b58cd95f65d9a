"""What is asked before a plan is put on paper."""

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.dialogs.paper_dialog import PaperDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.planning.plans import PlanView
from narvaro_desktop.usecases.work import Work


def plan_paper_dialog(parent: QWidget, runner: Runner, view: PlanView) -> PaperDialog:
    """Where the PDF goes; it is of the version that is shown."""
    version = None if view.is_latest else view.version

    def make(work: Work) -> Paper:
        from narvaro_desktop.usecases.casework import case_papers  # brings ReportLab, which is slow

        return case_papers.plan_paper(work, view.case_id, version)

    text = _("Filen är inte förseglad: den som har filen kan läsa den. Att den görs skrivs i loggen.")
    return PaperDialog(parent, runner, _("Spara planen som PDF?"), text, make)
