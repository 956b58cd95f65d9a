"""The rektor's hands on the dialog of a decision: filling in, pressing, choosing, and what is kept then."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from narvaro_desktop.domain.terms import (
    AbsenceForm,
    CompulsorySchooling,
    ConsultationStatus,
)
from narvaro_desktop.gui.deciding.decision_dialog import DecisionDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.usecases.deciding import decisions, notifications
from narvaro_desktop.usecases.deciding.notifications import NotificationLine
from narvaro_desktop.usecases.work import Office


def fill_in(dialog: DecisionDialog) -> None:
    """Everything that is missing, as a hand would."""
    form = dialog.form
    form.unit_code.setText("12345678")
    form.contact.setText("Rektor Rönn, växel 08-000 00 00")
    form.municipality.setText("Almstad")
    form.huvudman.setText("Almstads kommun")
    form.huvudman_id.setText("212000-0000")
    form.schooling.choose(CompulsorySchooling.YES)
    form.form.choose(AbsenceForm.REPEATED)
    for state in form.consultation._states.values():
        state.choose(ConsultationStatus.STARTED)
    form.special_support.choose(False)
    form.support.answer.choose(False)
    form.changed.emit()


def press(qtbot: QtBot, dialog: DecisionDialog, runner: Runner) -> None:
    """The primary button, and everything that follows from it."""
    qtbot.mouseClick(dialog._ui.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.busy)


def gone(dialog: DecisionDialog) -> bool:
    return not isValid(dialog) or not dialog.isVisible()


def kept(office: Office, case_id: UUID) -> list[NotificationLine]:
    with office.work() as work:
        assert len(decisions.decisions_of(work, case_id)) <= 1
        return notifications.notifications(work, case_id)


def tab_to(qtbot: QtBot, dialog: DecisionDialog, target: QWidget) -> None:
    """Tab until `target` has the focus: the only way to get there that counts."""
    for _turn in range(80):
        if QApplication.focusWidget() is target:
            return
        at = QApplication.focusWidget()
        assert at is not None
        qtbot.keyClick(at, Qt.Key.Key_Tab)
    raise AssertionError(f"{target.accessibleName()} is not reached by Tab")


def choose(qtbot: QtBot, dialog: DecisionDialog, answer: Segmented) -> None:
    """The first choice of an answer, by Tab and space."""
    tab_to(qtbot, dialog, answer.buttons()[0])
    qtbot.keyClick(answer.buttons()[0], Qt.Key.Key_Space)
