"""What floats: a rounded surface with a painted shadow, the only shadow in the program."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.tokens import RADIUS_CARD

SHADOW = 24


class Overlay(QFrame):
    """Things are put into `inner`; round it is a margin of SHADOW in which the shadow is painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inner = QWidget()
        frame = QVBoxLayout(self)
        frame.setContentsMargins(SHADOW, SHADOW, SHADOW, SHADOW)
        frame.addWidget(self.inner)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("shadow"))
        for grow in range(0, SHADOW, 2):
            shade = box.adjusted(-grow, -grow, grow, grow).translated(0, 4)
            painter.drawRoundedRect(shade, RADIUS_CARD + grow, RADIUS_CARD + grow)
        painter.setBrush(theme.colour("surface"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        painter.end()
