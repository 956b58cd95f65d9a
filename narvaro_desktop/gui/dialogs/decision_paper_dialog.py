"""*Skriv ut beslutet*: where the PDF goes, and why it was decided, where that has not been written down."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.gui.dialogs.act_dialog import Wish
from narvaro_desktop.gui.dialogs.paper_dialog import Make, PaperDialog, open_paper_dialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.deciding.decisions import DecisionLine
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.work import Made, Work


class DecisionPaperDialog(PaperDialog):
    """Reasons are asked of whoever may decide, once: what has been written stands on the paper."""

    def __init__(self, parent: QWidget, runner: Runner, decision: DecisionLine) -> None:
        text = _("Filen är inte förseglad: den som har filen kan läsa den. Att den görs skrivs i loggen.")
        super().__init__(parent, runner, _("Skriv ut beslutet?"), text)
        self._decision = decision
        self.reasons = GrowingText(lines=3, most=6)
        office = runner.office
        may = office.rules.rights.may(office.actor.role, Resource.DECISION, Action.DECIDE)
        if not decision.motivation and may:
            help = _("Skälen sparas i beslutet och kan inte ändras sedan. Utan skäl står det på papperet.")
            self.add(Field(_("Skäl för beslutet"), self.reasons, help, optional=True))
            self.keep_typed("decision.paper", decision.id, reasons=self.reasons)

    def making(self) -> Make:
        decision, reasons = self._decision, self.reasons.text()

        def make(work: Work) -> Paper:
            from narvaro_desktop.usecases.deciding import decision_papers  # brings ReportLab, which is slow

            return decision_papers.decision_paper(work, decision.id, reasons)

        return make

    def saving(self, folder: Path) -> Wish:
        decision, reasons = self._decision, self.reasons.text()

        def save(work: Work) -> Made[Path]:
            from narvaro_desktop.usecases.deciding import decision_papers  # brings ReportLab, which is slow

            return decision_papers.save_decision(work, decision.id, folder, reasons)

        return save


def open_decision_paper(parent: QWidget, runner: Runner, shell: Shell, decision: DecisionLine) -> None:
    """Ask where, and say what the file is called."""
    open_paper_dialog(DecisionPaperDialog(parent, runner, decision), shell)
