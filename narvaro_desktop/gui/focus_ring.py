"""The one focus mark of the window: a ring outside the control that has the keyboard."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QScrollArea,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from shiboken6 import isValid

from narvaro_desktop.gui import theme

_GAP_AND_WIDTH = 4
_ROOM = 16
"""Pixels at 100 % that are shown around what the keyboard has come to."""


class _Distance(QProxyStyle):
    """Says how far outside the control the ring lies, and that nothing between it and the window cuts it."""

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return _GAP_AND_WIDTH
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, returnData)


class FocusRing(QFocusFrame):
    """Follows the focus inside `window`; widgets that paint their own cell focus are left alone.

    A button reached by the mouse shows no ring: who clicked it knows where they are.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._style = _Distance("Fusion")
        self._style.setParent(self)
        self.setStyle(self._style)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.raise_()
        return super().event(event)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is None or now.window() is not self._window or not _wants_ring(now):
            self.setWidget(cast(QWidget, None))
            self.hide()
            return
        self.setWidget(now)
        self.raise_()
        if before is not None and not _by_mouse():
            QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        """Qt scrolls until the caret is seen, and loses a frame whose control came in from outside."""
        now = self.widget()
        if now is None or not isValid(now) or not now.isVisible():
            return
        for area in _scrolling(now):
            _show_whole(area, now)
        if not self.isVisible():
            self.setWidget(cast(QWidget, None))
            self.setWidget(now)
            self.raise_()


def _scrolling(widget: QWidget) -> Iterator[QScrollArea]:
    """The scroll areas around `widget`, the innermost first."""
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QScrollArea):
            yield above
        above = above.parentWidget()


def _show_whole(area: QScrollArea, widget: QWidget) -> None:
    """Scroll until all of `widget` is seen; what is larger than the room is left where Qt put it."""
    inside, room, around = area.widget(), area.viewport().size(), theme.px(_ROOM)
    if inside is None:
        return
    place = QRect(widget.mapTo(inside, QPoint(0, 0)), widget.size())
    if place.height() + 2 * around <= room.height():
        middle = place.center()
        across = place.width() // 2 if place.width() <= room.width() else 0
        area.ensureVisible(middle.x(), middle.y(), across, place.height() // 2 + around)


def _by_mouse() -> bool:
    return QApplication.mouseButtons() != Qt.MouseButton.NoButton


def _wants_ring(widget: QWidget) -> bool:
    if widget.property("paintsFocus"):
        return False
    return not (_by_mouse() and isinstance(widget, QAbstractButton))
