"""Where the school's answer to the owner of its routine goes."""

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.dialogs.paper_dialog import PaperDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.work import Work


def answer_dialog(parent: QWidget, runner: Runner) -> PaperDialog:
    """The paper can be looked at first."""

    def make(work: Work) -> Paper:
        from narvaro_desktop.usecases.routines import pack_answers  # brings ReportLab, which is slow

        return pack_answers.answer(work)

    text = _("Antal och lärdomar, inga elever. Läs igenom lärdomarna först: de står som ni skrev dem.")
    return PaperDialog(parent, runner, _("Spara återkopplingen som PDF?"), text, make)
