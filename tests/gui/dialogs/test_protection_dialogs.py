"""Skyddade personuppgifter asked about: every dialog in both themes and at 200 %, and by keyboard alone."""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.protection_dialogs import (
    CopiesDialog,
    ProtectDialog,
    PurposeDialog,
    ReadersDialog,
    RevealDialog,
)
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.privacy import protection
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit

LOOKS = (("light", 1.0), ("dark", 2.0))


@pytest.fixture
def window(qtbot: QtBot, school: School) -> Iterator[SchoolWindow]:
    office = school.unlock("Rektor Rönn")
    office.clock = Clock(date(2026, 9, 28))
    made = SchoolWindow(Runner(office))
    qtbot.addWidget(made)
    made.resize(1280, 860)
    made.show()
    yield made
    qtbot.waitUntil(lambda: not made.runner.busy, timeout=20_000)
    made.close()


def _pupil(office: Office, protected: bool) -> tuple[UUID, protection.ProtectedView | None]:
    with office.work() as work:
        student = students.add(work, "Alva Granbarr", "5B").value
        students.add_guardian(work, student, "Vera Granbarr", "070-000 00 01")
        cases.open_case(work, student)
        if protected:
            students.protect(work, student)
    with office.work() as work:
        return student, protection.view(work, student) if protected else None


@pytest.mark.parametrize(("name", "scale"), LOOKS)
def test_each_dialog_has_room_names_and_order(
    qtbot: QtBot, qapp: QApplication, window: SchoolWindow, name: str, scale: float
) -> None:
    office, runner = window.runner.office, window.runner
    student, view = _pupil(office, True)
    assert view is not None
    with office.work() as work:
        readers = protection.nameable(work, student)
    theme.apply_theme(qapp, name, scale)
    made: list[Callable[[], QDialog]] = [
        lambda: ProtectDialog(window, runner, student, readers),
        lambda: PurposeDialog(window, runner, student),
        lambda: RevealDialog(window, runner, student, view.alias),
        lambda: ReadersDialog(window, runner, student, view),
        lambda: CopiesDialog(window, runner, student, view),
    ]
    try:
        for make in made:
            dialog = make()
            dialog.open()
            qtbot.waitUntil(dialog.isActiveWindow)
            assert audit(dialog) == [], type(dialog).__name__
            dialog.reject()
    finally:
        theme.apply_theme(qapp, "light", 1.0)


def test_a_pupil_is_marked_and_named_by_keyboard_alone(qtbot: QtBot, window: SchoolWindow) -> None:
    office, runner = window.runner.office, window.runner
    student, _view = _pupil(office, False)
    with office.work() as work:
        readers = protection.nameable(work, student)
    marking = ProtectDialog(window, runner, student, readers)
    marking.open()
    qtbot.waitUntil(marking.isActiveWindow)
    assert marking.cancel_button.hasFocus(), "Avbryt, since it takes a name away"
    first = next(box for box in marking.readers.boxes.values() if box.isEnabled())
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert first.isChecked()
    qtbot.keyClick(marking, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not isValid(marking) and not runner.busy, timeout=20_000)

    naming = RevealDialog(window, runner, student, "Skyddad elev 1")
    naming.open()
    qtbot.waitUntil(naming.isActiveWindow)
    qtbot.keyClick(naming, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: naming.cancel_button.text() == "Stäng", timeout=20_000)
    qtbot.keyClick(naming, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(naming))

    with office.work() as work:
        assert students.everyone(work) == []
        named = [one for one in protection.view(work, student).readers if one.is_named]
    assert len(named) == 2
