"""Boxes inside boxes find a height once, and find it anew when what is in them changes."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.boxes import Column, Line
from narvaro_desktop.gui.widgets.text import label

DEEP, WIDE = 7, 300


class Probe(QWidget):
    """Is twice as high as a third of its width, and counts how often it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(120, 80)

    def heightForWidth(self, width: int) -> int:
        self.asked.append(width)
        return 2 * width // 3


def test_what_lies_deep_is_measured_once_for_each_width(qtbot: QtBot) -> None:
    probe = Probe()
    window = _within(probe)
    qtbot.addWidget(window)
    window.resize(WIDE, WIDE)

    window.show()

    assert len(probe.asked) <= 4 * len(set(probe.asked))
    assert probe.height() == 2 * probe.width() // 3


def test_words_that_change_are_measured_anew(qtbot: QtBot) -> None:
    words = label("Kort.", wrap=True)
    window = _within(words)
    qtbot.addWidget(window)
    window.resize(WIDE, WIDE)
    window.show()
    low = words.height()

    words.setText("Det blir lugnare om man vet vad som kommer sedan. " * 8)

    qtbot.waitUntil(lambda: words.height() > 3 * low)


def test_words_in_a_larger_style_are_measured_anew(qtbot: QtBot) -> None:
    words = label("Det blir lugnare om man vet vad som kommer sedan. " * 4, wrap=True)
    words.setFont(theme.font("body"))
    low = words.heightForWidth(WIDE)

    words.setFont(theme.font("h1"))

    assert words.heightForWidth(WIDE) > low


def _within(widget: QWidget) -> QWidget:
    """Inside so many boxes, columns and lines by turns, and a stretch below it all."""
    for depth in range(DEEP):
        outer = QWidget()
        box = Line(outer) if depth % 2 else Column(outer)
        box.addWidget(widget)
        widget = outer
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(widget)
    column.addStretch(1)
    return window
