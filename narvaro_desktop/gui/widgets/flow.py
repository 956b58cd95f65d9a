"""A layout that goes on to the next line where things do not fit on one: pills, chips, buttons."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from narvaro_desktop.gui import theme


class Flow(QLayout):
    """Lines of items; as high as it must be at the width it gets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        """Height for width, until something in it changes; a page that comes up asks hundreds of times."""

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._lay(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins: QMargins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _lay(self, rect: QRect, move: bool) -> int:
        margins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        gap = max(0, self.spacing())
        for line in self._lines(room.width(), gap):
            high = max(item.sizeHint().height() for item in line)
            left = room.left()
            for item in line:
                size = item.sizeHint().boundedTo(QSize(max(room.width(), 1), high))
                if move:
                    item.setGeometry(QRect(QPoint(left, room.top() + (high - size.height()) // 2), size))
                left += size.width() + gap
            room.setTop(room.top() + high + gap)
        used = room.top() - rect.top() - (gap if self._items else 0)
        return used + margins.bottom()

    def _lines(self, wide: int, gap: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            needed = item.sizeHint().width()
            if not lines or left + needed > wide:
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += needed + gap
        return lines


def flowing(*widgets: QWidget, gap: int = 8) -> QWidget:
    """Widgets in lines that break where they must, in a holder of their own.

    A flow belongs to a widget: one that is nested in another layout loses its items when rows around it go.
    """
    holder = QWidget()
    line = Flow(holder)
    theme.space(line, gap=gap)
    for widget in widgets:
        line.addWidget(widget)
    return holder
