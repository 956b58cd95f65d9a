"""Nothing flashes: a widget is never shown on its own before it has its place in a window."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.guide_strip import GuideStrip
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from tests.gui.conftest import WindowsShown
from tests.gui.specimens import SPECIMENS

_SPEAKING = {"bars", "wizard"}
"""Specimens whose message bars speak before they have a place."""

MADE: dict[str, Callable[[], QWidget]] = {
    **{name: make for name, make in SPECIMENS.items() if name not in _SPEAKING},
    "dialog": lambda: Dialog(None, "Avsluta ärendet?", "Ärendet ligger kvar.", "Avsluta"),
    "message": MessageBar,
    "guide": GuideStrip,
}


@pytest.mark.parametrize("name", sorted(MADE))
def test_making_a_widget_shows_nothing(name: str, windows_shown: WindowsShown, qtbot: QtBot) -> None:
    made = MADE[name]()
    qtbot.addWidget(made)

    assert windows_shown.names == []
