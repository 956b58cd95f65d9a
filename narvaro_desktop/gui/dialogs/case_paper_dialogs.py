"""What is asked before papers of cases are made: a case's course, a plan's uppföljning, the nödblad."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.dialogs.paper_dialog import Make, PaperDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.work import Work

_UNSEALED = N_("Filen är inte förseglad: den som har filen kan läsa den. Att den görs skrivs i loggen.")


class TimelineDialog(PaperDialog):
    """Where the PDF goes, and whether what few read goes with it."""

    def __init__(self, parent: QWidget, runner: Runner, case_id: UUID) -> None:
        super().__init__(parent, runner, _("Spara ärendets gång som PDF?"), _(_UNSEALED))
        self._id = case_id
        self.restricted = Tick(_("Ta med det som bara några läser, på egna sidor"))
        self.add(self.restricted)

    def making(self) -> Make:
        is_whole = self.restricted.is_on()

        def make(work: Work) -> Paper:
            from narvaro_desktop.usecases.casework import timeline_papers  # brings ReportLab, which is slow

            return timeline_papers.timeline_paper(work, self._id, with_restricted=is_whole)

        return make


class FollowUpPaperDialog(PaperDialog):
    """The uppföljning of a plan."""

    def __init__(self, parent: QWidget, runner: Runner, case_id: UUID) -> None:
        def make(work: Work) -> Paper:
            from narvaro_desktop.usecases.planning import follow_up_papers  # brings ReportLab, which is slow

            return follow_up_papers.follow_up_paper(work, case_id)

        super().__init__(parent, runner, _("Spara uppföljningen som PDF?"), _(_UNSEALED), make)


class ClosingPaperDialog(PaperDialog):
    """The decision to close a case."""

    def __init__(self, parent: QWidget, runner: Runner, case_id: UUID) -> None:
        def make(work: Work) -> Paper:
            from narvaro_desktop.usecases.casework import closing_papers  # brings ReportLab, which is slow

            return closing_papers.closing_paper(work, case_id)

        super().__init__(parent, runner, _("Spara beslutet om avslut som PDF?"), _(_UNSEALED), make)


class EmergencyDialog(PaperDialog):
    """The nödblad."""

    def __init__(self, parent: QWidget, runner: Runner) -> None:
        def make(work: Work) -> Paper:
            from narvaro_desktop.usecases.casework import emergency_papers  # brings ReportLab, which is slow

            return emergency_papers.emergency_paper(work)

        text = _(
            "Öppna ärenden med dagar, ansvariga och åtgärder, för den dag då datorn är borta. Elever står "
            "med initialer. Skriv ut ett nytt varje månad, förvara det inlåst och förstör det gamla."
        )
        super().__init__(parent, runner, _("Skriv ut nödbladet?"), text, make)
