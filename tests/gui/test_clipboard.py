"""The clipboard: emptied of what was copied here, and of nothing else."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.locking.clipboard import ClipboardWatch


def test_what_was_copied_here_is_soon_gone(qtbot: QtBot) -> None:
    field, clipboard = QLineEdit("Elvira Blåbärsskog"), QGuiApplication.clipboard()
    qtbot.addWidget(field)
    watch = ClipboardWatch(field, seconds=0.05)
    field.show()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None)

    field.selectAll()
    field.copy()
    assert clipboard.text() == "Elvira Blåbärsskog"

    qtbot.waitUntil(lambda: clipboard.text() == "")
    field.copy()
    watch.clear()
    assert clipboard.text() == ""


def test_what_another_program_copied_stays(qtbot: QtBot) -> None:
    field, clipboard = QLineEdit("Elvira Blåbärsskog"), QGuiApplication.clipboard()
    qtbot.addWidget(field)
    watch = ClipboardWatch(field)
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is None)

    clipboard.setText("något annat")
    watch.clear()

    assert clipboard.text() == "något annat"
