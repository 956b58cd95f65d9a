"""What is asked before papers of cases are made: a case's course, a plan's uppföljning, the nödblad."""

from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.dialogs.act_dialog import Wish
from narvaro_desktop.gui.dialogs.paper_dialog import PaperDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.work import Made, Work

_UNSEALED = N_("Filen är inte förseglad: den som har filen kan läsa den. Att den görs skrivs i loggen.")


class TimelineDialog(PaperDialog):
    """Where the PDF goes, and whether what few read goes with it."""

    def __init__(self, parent: QWidget, runner: Runner, case_id: UUID) -> None:
        title = _("Spara ärendets gång som PDF?")
        super().__init__(parent, runner, title, _(_UNSEALED), self._saving, self._making)
        self._id = case_id
        self.restricted = Tick(_("Ta med det som bara några läser, på egna sidor"))
        self.add(self.restricted)

    def _making(self, work: Work) -> bytes:
        from narvaro_desktop.usecases import timeline_papers  # brings ReportLab, which is slow

        is_whole = self.restricted.is_on()
        return timeline_papers.timeline_paper(work, self._id, with_restricted=is_whole).pdf

    def _saving(self, folder: Path) -> Wish:
        is_whole = self.restricted.is_on()

        def save(work: Work) -> Made[Path]:
            from narvaro_desktop.usecases import timeline_papers  # brings ReportLab, which is slow

            return timeline_papers.save_timeline(work, self._id, folder, with_restricted=is_whole)

        return save


class FollowUpPaperDialog(PaperDialog):
    """The uppföljning of a plan."""

    def __init__(self, parent: QWidget, runner: Runner, case_id: UUID) -> None:
        title = _("Spara uppföljningen som PDF?")
        super().__init__(parent, runner, title, _(_UNSEALED), self._saving, self._making)
        self._id = case_id

    def _making(self, work: Work) -> bytes:
        from narvaro_desktop.usecases import follow_up_papers  # brings ReportLab, which is slow

        return follow_up_papers.follow_up_paper(work, self._id).pdf

    def _saving(self, folder: Path) -> Wish:
        def save(work: Work) -> Made[Path]:
            from narvaro_desktop.usecases import follow_up_papers  # brings ReportLab, which is slow

            return follow_up_papers.save_follow_up(work, self._id, folder)

        return save


class ClosingPaperDialog(PaperDialog):
    """The decision to close a case."""

    def __init__(self, parent: QWidget, runner: Runner, case_id: UUID) -> None:
        title = _("Spara beslutet om avslut som PDF?")
        super().__init__(parent, runner, title, _(_UNSEALED), self._saving, self._making)
        self._id = case_id

    def _making(self, work: Work) -> bytes:
        from narvaro_desktop.usecases import closing_papers  # brings ReportLab, which is slow

        return closing_papers.closing_paper(work, self._id).pdf

    def _saving(self, folder: Path) -> Wish:
        def save(work: Work) -> Made[Path]:
            from narvaro_desktop.usecases import closing_papers  # brings ReportLab, which is slow

            return closing_papers.save_closing(work, self._id, folder)

        return save


class EmergencyDialog(PaperDialog):
    """The nödblad."""

    def __init__(self, parent: QWidget, runner: Runner) -> None:
        text = _(
            "Öppna ärenden med dagar, ansvariga och åtgärder, för den dag då datorn är borta. Elever står "
            "med initialer. Skriv ut ett nytt varje månad, förvara det inlåst och förstör det gamla."
        )
        super().__init__(parent, runner, _("Skriv ut nödbladet?"), text, self._saving, self._making)

    @staticmethod
    def _making(work: Work) -> bytes:
        from narvaro_desktop.usecases import emergency_papers  # brings ReportLab, which is slow

        return emergency_papers.emergency_paper(work).pdf

    @staticmethod
    def _saving(folder: Path) -> Wish:
        def save(work: Work) -> Made[Path]:
            from narvaro_desktop.usecases import emergency_papers  # brings ReportLab, which is slow

            return emergency_papers.save_emergency(work, folder)

        return save


def open_paper_dialog(dialog: PaperDialog, shell: Shell) -> None:
    """Open it, and say what the file is called."""
    words = _("Sparad som {name}")
    dialog.acted.connect(lambda path: shell.toast(words.format(name=path.name)))
    dialog.open()
