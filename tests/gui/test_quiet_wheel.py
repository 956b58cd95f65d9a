"""Turning the wheel changes nothing that lies under the pointer."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.wizard_frame import WizardFrame


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


def test_the_wheel_turns_no_choice_that_comes_with_a_later_step(qtbot: QtBot) -> None:
    box = QComboBox()
    box.addItems(["UTF-8", "DOS (cp850)"])
    frame = WizardFrame("Läs in", [("file", "Fil", QWidget), ("check", "Granska", lambda: around(box))])
    qtbot.addWidget(frame)
    frame.show()

    frame.go("check")
    qtbot.waitUntil(lambda: box.focusPolicy() == Qt.FocusPolicy.StrongFocus)
    turn(box)

    assert box.currentText() == "UTF-8"


def test_tab_comes_to_a_later_step_before_the_buttons_below_it(qtbot: QtBot) -> None:
    box = QComboBox()
    frame = WizardFrame("Läs in", [("file", "Fil", QWidget), ("check", "Granska", lambda: around(box))])
    qtbot.addWidget(frame)
    frame.show()

    frame.go("check")
    qtbot.waitUntil(lambda: box.focusPolicy() == Qt.FocusPolicy.StrongFocus)
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClick(box, Qt.Key.Key_Tab)

    assert QApplication.focusWidget() is frame.back_button


def around(box: QComboBox) -> QWidget:
    step = QWidget()
    QVBoxLayout(step).addWidget(box)
    return step
