"""The order in which Tab goes: as one reads, also after parts of a page have been built anew.

Qt puts every new widget last in its window's chain; a list built anew would be reached after all the rest.
"""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from narvaro_desktop.gui.laid import laid
from narvaro_desktop.gui.quiet_wheel import quiet_wheel

_WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox, QTabBar)
"""Widgets that manage the focus inside themselves."""


class ReadingOrder(QObject):
    """Keeps `root` in reading order, after `first`: whenever something in it has been laid out again."""

    def __init__(self, root: QWidget, first: QWidget | None = None) -> None:
        super().__init__(root)
        self._root, self._first = root, first
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.put)
        root.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._soon.start()
        return False

    def put(self) -> None:
        """Put everything in order now."""
        put_in_order(self._root, self._first)


def put_in_order(root: QWidget, first: QWidget | None = None) -> None:
    """Let Tab go through `root` in reading order, beginning after `first`; the wheel turns nothing in it."""
    wanted = [*([first] if first is not None else []), *_focusable(root)]
    for widget in wanted:
        quiet_wheel(widget)
    for before, after in pairwise(wanted):
        QWidget.setTabOrder(before, after)


def _focusable(widget: QWidget) -> Iterator[QWidget]:
    """What Tab can reach in `widget` and itself, as laid out."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, _WHOLE):
        return
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            yield from _focusable(inner)
        return
    if isinstance(widget, QStackedWidget):
        shown = widget.currentWidget()
        if shown is not None:
            yield shown  # where the focus lies when a page has just been opened
            yield from _focusable(shown)
        return
    for child in _children(widget):
        yield from _focusable(child)


def _children(widget: QWidget) -> list[QWidget]:
    """The widgets in it: those of its layout in their order, then the others."""
    layout = widget.layout()
    inside = list(_laid(layout)) if layout is not None else []
    others = [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]
    return inside + [child for child in others if child not in inside]


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for each in laid(layout):
        if isinstance(each, QLayout):
            yield from _laid(each)
        else:
            yield each
