"""What is asked before a kartläggning is signed, corrected, or put on paper."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, ReasonDialog, Wish
from narvaro_desktop.gui.dialogs.paper_dialog import Make, PaperDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.text import body
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.assessment import investigations
from narvaro_desktop.usecases.assessment.investigation_views import InvestigationView
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.work import Work


class SignDialog(ActDialog):
    """Signing ends the writing; it may answer a duty of the stair at once."""

    def __init__(self, parent: QWidget, runner: Runner, view: InvestigationView) -> None:
        text = _("Efter det kan den läsas men inte ändras. Behöver något rättas görs en ny version.")
        super().__init__(parent, runner, _("Signera kartläggningen?"), text, _("Signera"))
        self._view = view
        left = view.progress.left
        if left:
            words = ngettext(
                "{count} fråga har inget svar. Det gör inget: den står tom.",
                "{count} frågor har inget svar. Det gör inget: de står tomma.",
                left,
            )
            self.add(body(words.format(count=left)))
        self.duty: Tick | None = None
        if view.duty is not None:
            self.duty = Tick(_("Markera som gjort på trappan: {duty}").format(duty=view.duty.duty.text), True)
            self.add(self.duty)

    def wish(self) -> Wish | None:
        assert self._view.id is not None
        is_done = self.duty is not None and self.duty.is_on() and self._view.duty is not None
        done = (self._view.duty.duty.key,) if is_done and self._view.duty else ()
        return partial(investigations.sign, investigation_id=self._view.id, done=done)


class InvestigationPaperDialog(PaperDialog):
    """Where the PDF goes, and whether what few read goes with it."""

    def __init__(self, parent: QWidget, runner: Runner, view: InvestigationView) -> None:
        super().__init__(
            parent, runner, _("Spara kartläggningen som PDF?"),
            _("Filen är inte förseglad: den som har filen kan läsa den. Att den görs skrivs i loggen."),
        )  # fmt: skip
        assert view.id is not None
        self._id: UUID = view.id
        self.appendices = Tick(_("Ta med bilagan med det som bara några läser, som elevens egna ord"))
        self.add(self.appendices)
        self.guardians = Tick(_("Ska till vårdnadshavarna: utelämna svar som inte får delas med dem"))
        self.guardians.setVisible(
            any(one.answer and one.answer.share is not None for one in view.replies.values())
        )
        self.add(self.guardians)

    def making(self) -> Make:
        has_appendices, for_guardians = self.appendices.is_on(), self.guardians.is_on()

        def make(work: Work) -> Paper:
            from narvaro_desktop.usecases.assessment import (
                investigation_papers,  # brings ReportLab, which is slow
            )

            return investigation_papers.investigation_paper(
                work, self._id, with_appendices=has_appendices, for_guardians=for_guardians
            )

        return make


def correct_dialog(parent: QWidget, runner: Runner, investigation_id: UUID) -> ReasonDialog:
    """The reason goes into the next version; the signed one stays and can be read."""
    return ReasonDialog(
        parent, runner, _("Rätta kartläggningen?"),
        _("En ny version börjar med samma svar. Den signerade står kvar och kan läsas."),
        _("Börja rätta"), _("Varför rättas den?"),
        lambda reason: partial(investigations.correct, investigation_id=investigation_id, reason=reason),
        ("investigation.correct", investigation_id),
    )  # fmt: skip
