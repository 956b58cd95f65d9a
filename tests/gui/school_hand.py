"""A school's window in tests: opened on a vault, and waited for until nothing moves."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.pages.investigation.voice_parts import VoiceParts
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.work import Office

Settle = Callable[[], None]
"""Waits until every question is answered and shown."""


def opened(office: Office, qtbot: QtBot) -> SchoolWindow:
    """The window in front; who opens it closes it, and the vault with it."""
    made = SchoolWindow(Runner(office))
    qtbot.addWidget(made)
    made.resize(1440, 1000)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def rest(window: SchoolWindow, qtbot: QtBot) -> None:
    """An answer may ask again, and a talk wakes up part by part."""
    for _turn in range(3):
        qtbot.waitUntil(lambda: not window.runner.busy)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: all(one.is_awake for one in window.findChildren(VoiceParts)))
