"""Turning the wheel changes nothing that lies under the pointer."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.widgets.page import Page


def turn(over: QWidget) -> None:
    here = QPointF(over.rect().center())
    event = QWheelEvent(
        here, QPointF(over.mapToGlobal(here.toPoint())), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(over, event)


def test_the_wheel_turns_no_choice_and_no_number(qtbot: QtBot) -> None:
    page, box, number = Page("Möte"), QComboBox(), QSpinBox()
    box.addItems(["Mentor", "Kurator", "Rektor"])
    for widget in (box, number):
        page.add(widget)
    qtbot.addWidget(page)
    page.resize(800, 600)
    page.show()
    qtbot.waitUntil(lambda: box.focusPolicy() == Qt.FocusPolicy.StrongFocus)

    turn(box)
    turn(number)

    assert (box.currentText(), number.value()) == ("Mentor", 0)
