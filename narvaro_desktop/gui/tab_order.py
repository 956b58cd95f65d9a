"""The order in which Tab goes: as one reads, also after parts of a page have been built anew.

Qt puts every new widget last in its window's chain; a list built anew would be reached after all the rest.
"""

from collections.abc import Iterator
from itertools import pairwise
from time import perf_counter
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from narvaro_desktop.gui.laid import widgets_in
from narvaro_desktop.gui.quiet_wheel import quiet_wheel

_WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox, QTabBar)
"""Widgets that manage the focus inside themselves."""
_HOLDERS = (QScrollArea, QStackedWidget)
_LONG_SECONDS: Final = 0.01
_RESTS: Final = 10
"""So many times as long as it took last is waited before a long page is put in order again."""


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
        started = perf_counter()
        put_in_order(self._root, self._first)
        took = perf_counter() - started
        self._soon.setInterval(round(1000 * _RESTS * took) if took > _LONG_SECONDS else 0)


def put_in_order(root: QWidget, first: QWidget | None = None) -> None:
    """Let Tab go through `root` in reading order, beginning after `first`; the wheel turns nothing in it."""
    wanted = [*([first] if first is not None else []), *_focusable(root)]
    for control in (*root.findChildren(QComboBox), *root.findChildren(QAbstractSpinBox)):
        quiet_wheel(control)
    for before, after in pairwise(wanted):
        QWidget.setTabOrder(before, after)


def _focusable(widget: QWidget) -> Iterator[QWidget]:
    """What Tab can reach in `widget` and itself, as laid out, and what arrow keys make reachable."""
    if widget.focusPolicy() & _wanted(widget) and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, _WHOLE):
        return
    if isinstance(widget, _HOLDERS):
        yield from _held(widget)
        return
    for child in widgets_in(widget):
        yield from _focusable(child)


def _wanted(widget: QWidget) -> Qt.FocusPolicy:
    """One button of a row of choices is a stop of Tab, the next time another: all of them have a place."""
    is_choice = isinstance(widget, QAbstractButton) and widget.isCheckable()
    return Qt.FocusPolicy.StrongFocus if is_choice else Qt.FocusPolicy.TabFocus


def _held(widget: QScrollArea | QStackedWidget) -> Iterator[QWidget]:
    if isinstance(widget, QStackedWidget):
        held = widget.currentWidget()
        if held is not None:
            yield held  # where the focus lies when a page has just been opened
    else:
        held = widget.widget()
    if held is not None:
        yield from _focusable(held)
