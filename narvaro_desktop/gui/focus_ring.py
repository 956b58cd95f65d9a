"""The one focus mark of the window: a ring outside the control that has the keyboard."""

from typing import cast

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from narvaro_desktop.gui import theme

_GAP_AND_WIDTH = 4


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

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or now.window() is not self._window or not _wants_ring(now):
            self.setWidget(cast(QWidget, None))
            self.hide()
            return
        self.setWidget(now)
        self.raise_()


def _wants_ring(widget: QWidget) -> bool:
    if widget.property("paintsFocus"):
        return False
    by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
    return not (by_mouse and isinstance(widget, QAbstractButton))
