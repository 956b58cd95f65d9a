"""Nothing flashes: a widget is never shown on its own before it has its place in a window."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.guide_strip import GuideStrip
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from tests.gui.specimens import SPECIMENS


class Windows(QObject):
    """Every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[Windows]:
    watching = Windows()
    qapp.installEventFilter(watching)
    yield watching
    qapp.removeEventFilter(watching)


_SPEAKING = {"bars", "wizard"}
"""Specimens whose message bars speak before they have a place."""

MADE: dict[str, Callable[[], QWidget]] = {
    **{name: make for name, make in SPECIMENS.items() if name not in _SPEAKING},
    "dialog": lambda: Dialog(None, "Avsluta ärendet?", "Ärendet ligger kvar.", "Avsluta"),
    "message": MessageBar,
    "guide": GuideStrip,
}


@pytest.mark.parametrize("name", sorted(MADE))
def test_making_a_widget_shows_nothing(name: str, windows: Windows, qtbot: QtBot) -> None:
    made = MADE[name]()
    qtbot.addWidget(made)

    assert windows.shown == []
