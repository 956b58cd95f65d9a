"""Rows and columns of widgets that find each height once.

Qt's own ask everything in them for its height at each width and its least height, twice a level, and keep one
answer: seven boxes inside each other measure the words in the innermost some hundred times, and a long
timeline kept the window deaf for half a minute.
"""

from typing import Any

from PySide6.QtWidgets import QBoxLayout, QWidget


class Box(QBoxLayout):
    """Heights by width, until something in the box says that it has changed."""

    def __init__(self, *given: Any) -> None:
        self._heights: dict[int, int] = {}
        self._least: dict[int, int] = {}
        super().__init__(*given)

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = super().heightForWidth(width)
        return height

    def minimumHeightForWidth(self, width: int) -> int:
        height = self._least.get(width)
        if height is None:
            height = self._least[width] = super().minimumHeightForWidth(width)
        return height

    def invalidate(self) -> None:
        self._heights.clear()
        self._least.clear()
        super().invalidate()


class Column(Box):
    """Widgets under each other."""

    def __init__(self, *parent: QWidget) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom, *parent)


class Line(Box):
    """Widgets beside each other."""

    def __init__(self, *parent: QWidget) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, *parent)
