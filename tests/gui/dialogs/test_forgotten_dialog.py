"""A forgotten passphrase: the sheet is typed in, and a new one chosen."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.dialogs.forgotten_dialog import ForgottenDialog
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from tests.gui.audit import audit


@pytest.fixture
def dialog(qtbot: QtBot) -> ForgottenDialog:
    made = ForgottenDialog(None, "Kurator Ek", lambda: "fem ord av en slump")
    qtbot.addWidget(made)
    made.open()
    return made


def test_the_sheet_and_the_new_phrase_are_told_together(qtbot: QtBot, dialog: ForgottenDialog) -> None:
    assert isinstance(dialog.sheet.control, GrowingText)
    dialog.sheet.control.setPlainText("7K3M Q9TD X4")

    with qtbot.waitSignal(dialog.typed) as typed:
        qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)

    assert typed.args == ["7K3M Q9TD X4", "fem ord av en slump"]
    assert dialog.isVisible()


def test_nothing_is_told_without_the_sheet(qtbot: QtBot, dialog: ForgottenDialog) -> None:
    with qtbot.assertNotEmitted(dialog.typed):
        qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)

    assert dialog.sheet.fault() == "Skriv av de fyra raderna."


def test_a_refusal_is_said_at_the_sheet_and_it_can_be_corrected(
    qtbot: QtBot, dialog: ForgottenDialog
) -> None:
    dialog.refuse("Rad 2 stämmer inte med sina kontrolltecken.")

    assert dialog.sheet.fault() == "Rad 2 stämmer inte med sina kontrolltecken."
    assert dialog.verb_button.isEnabled()
    assert audit(dialog) == []
