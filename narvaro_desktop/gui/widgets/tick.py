"""A box to tick with words that wrap, such as "Markera som gjort på trappan: …"."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.text import label


class Tick(QWidget):
    """Qt's own check box does not wrap; pressing the words ticks it too."""

    def __init__(self, words: str, on: bool = False) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(words)
        self.box.setChecked(on)
        line = QHBoxLayout(self)
        theme.space(line, gap=8)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(words, "body", wrap=True), 1)
        self.setFocusProxy(self.box)

    def is_on(self) -> bool:
        return self.box.isChecked()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.toggle()
