"""Cells: a painted widget whose parts are reached one by one, by arrow keys and by a screen reader."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.cells_access import Cell, CellHolder

_WAYS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class CellWidget(CellHolder, theme.Themed):
    """Keeps the cells, the one that has the focus, and their accessibles; subclasses paint."""

    cellActivated = Signal(int)
    """The place of the cell that was clicked, or chosen with Enter or Space."""

    clickable = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("paintsFocus", True)
        self.setMouseTracking(True)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def set_cells(self, cells: Sequence[Cell]) -> None:
        """The cells as they lie now; the focused one stays, as far as there still is one."""
        self.cells = cells
        self.at = max(0, min(self.at, len(cells) - 1))

    def go_to(self, place: int) -> None:
        """Move the cell focus and tell assistive technology."""
        self.at = place
        self.update()
        event = QAccessibleEvent(self, QAccessible.Event.Focus)
        event.setChild(place)
        QAccessible.updateAccessibility(event)

    def paint_focus(self, painter: QPainter, radius: float, outside: float = 2.0) -> None:
        """The ring round the focused cell; called last in paintEvent."""
        if not (self.hasFocus() and self.cells):
            return
        reach = outside + 1
        box = self.cells[self.at].box.adjusted(-reach, -reach, reach, reach)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRoundedRect(box, radius + outside, radius + outside)

    def cell_under(self, point: QPointF) -> int | None:
        return next((place for place, cell in enumerate(self.cells) if cell.box.contains(point)), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self.cells:
            super().keyPressEvent(event)
        elif key in _WAYS:
            self.go_to(self._neighbour(_WAYS[key]))
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(len(self.cells) - 1)
        elif self.clickable and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.cellActivated.emit(self.at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.cell_under(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.go_to(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.cell_under(event.position())
        if self.clickable and place is not None and place == self.at:
            self.cellActivated.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.clickable and self.cell_under(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.cell_under(QPointF(event.pos()))
            said = (
                ""
                if place is None
                else "\n".join(filter(None, (self.cells[place].name, self.cells[place].detail)))
            )
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def _neighbour(self, way: QPointF) -> int:
        """The nearest cell in the direction `way`; the focused one where there is none."""
        here = self.cells[self.at].box.center()

        def distance(place: int) -> float:
            step = self.cells[place].box.center() - here
            along = step.x() * way.x() + step.y() * way.y()
            across = abs(step.x() * way.y()) + abs(step.y() * way.x())
            return along + 3 * across if along > 1 else float("inf")

        nearest = min(range(len(self.cells)), key=distance)
        return nearest if distance(nearest) < float("inf") else self.at
