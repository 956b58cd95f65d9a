"""Where the school's answer to the owner of its routine goes."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.dialogs.act_dialog import Wish
from narvaro_desktop.gui.dialogs.paper_dialog import PaperDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.work import Made, Work


def answer_dialog(parent: QWidget, runner: Runner) -> PaperDialog:
    """The paper can be looked at first."""

    def saving(folder: Path) -> Wish:
        def save(work: Work) -> Made[Path]:
            from narvaro_desktop.usecases import pack_answers  # brings ReportLab, which is slow

            return pack_answers.save_answer(work, folder)

        return save

    def making(work: Work) -> bytes:
        from narvaro_desktop.usecases import pack_answers  # brings ReportLab, which is slow

        return pack_answers.answer(work).pdf

    text = _("Antal och lärdomar, inga elever. Läs igenom lärdomarna först: de står som ni skrev dem.")
    return PaperDialog(parent, runner, _("Spara återkopplingen som PDF?"), text, saving, making)
