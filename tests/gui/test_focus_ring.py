"""Focus is always seen: one ring follows the keyboard through the window."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.focus_ring import FocusRing
from narvaro_desktop.gui.widgets.buttons import primary
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.ladder_stair import LadderStair
from tests.gui.specimen_values import STEPS


def window(qtbot: QtBot) -> tuple[QWidget, FocusRing, list[QWidget]]:
    made = QWidget()
    column = QVBoxLayout(made)
    inside: list[QWidget] = [QLineEdit(), primary("Spara"), LadderStair(steps=STEPS)]
    for each in inside:
        column.addWidget(each)
    ring = FocusRing(made)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made, ring, inside


def test_the_ring_lies_outside_what_has_the_focus(qtbot: QtBot) -> None:
    made, ring, (field, button, _stair) = window(qtbot)

    for each in (field, button):
        each.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(ring.isVisible)
        corner = each.mapTo(made, QPoint(0, 0))
        assert ring.geometry().contains(corner - QPoint(3, 3))


def test_a_painted_widget_shows_its_own_cell_instead(qtbot: QtBot) -> None:
    _made, ring, (field, _button, stair) = window(qtbot)
    field.setFocus()
    qtbot.waitUntil(ring.isVisible)

    stair.setFocus(Qt.FocusReason.TabFocusReason)

    qtbot.waitUntil(lambda: not ring.isVisible())


def test_what_the_keyboard_comes_to_is_wholly_in_sight_with_its_ring(qtbot: QtBot) -> None:
    made, area, inside = QWidget(), QScrollArea(), QWidget()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    QVBoxLayout(made).addWidget(area)
    column = QVBoxLayout(inside)
    for _place in range(8):
        column.addWidget(GrowingText())
        column.addWidget(primary("Vill inte svara"))
    area.setWidget(inside)
    area.setWidgetResizable(True)
    ring = FocusRing(made)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()

    for _place in range(15):
        QTest.keyClick(made.focusWidget() or made, Qt.Key.Key_Tab)
        qtbot.waitUntil(lambda: _is_wholly_seen(area) and ring.isVisible())


def _is_wholly_seen(area: QScrollArea) -> bool:
    has = QApplication.focusWidget()
    if has is None:
        return False
    return area.viewport().rect().contains(QRect(has.mapTo(area.viewport(), QPoint()), has.size()))
