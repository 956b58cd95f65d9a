"""Charts on the screen: a Qt-free scene painted in the theme's colours, its cells within reach of all."""

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from narvaro_desktop.domain.charts import chart
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.tokens import RADIUS_CELL
from narvaro_desktop.gui.widgets.cells import CellWidget
from narvaro_desktop.gui.widgets.cells_access import Cell

Make = Callable[[float, float, float], chart.Scene]
"""Makes the scene for a width, a height and a text scale."""


class SceneView(CellWidget):
    """Is given a new scene when it is painted at another size or text scale; `high` is pixels at 100 %."""

    def __init__(self, parent: QWidget | None = None, *, high: int = 200) -> None:
        super().__init__(parent)
        self._make: Make | None = None
        self._high = high
        self._scene: chart.Scene | None = None
        self._made_for: tuple[Make, int, int, float] | None = None
        self._picture = QPixmap()
        self._painted_for: tuple[chart.Scene, theme.Theme, float, QSize] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def scene(self) -> chart.Scene | None:
        """What is painted, as large as the widget is now."""
        self._remake()
        return self._scene

    def set_scene(self, make: Make) -> None:
        """Show what `make` makes from now on; the focus starts on the latest cell."""
        self._make = make
        self._remake()
        self.at = max(0, len(self.cells) - 1)
        self.update()

    def set_height(self, high: int) -> None:
        """Be so many pixels high, at 100 %."""
        self._high = high
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), theme.px(self._high))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(self._high))

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self.scene  # a page that comes up is given several sizes before it is painted
        if scene is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._drawn(scene))
        self.paint_focus(painter, RADIUS_CELL, outside=1)
        painter.end()

    def _drawn(self, scene: chart.Scene) -> QPixmap:
        """The scene as a picture, painted once: whatever moves beside it has the chart painted again."""
        sharpness = self.devicePixelRatioF()
        wanted = (scene, theme.current(), sharpness, self.size())
        if wanted != self._painted_for:
            self._painted_for = wanted
            self._picture = QPixmap(self.size() * sharpness)
            self._picture.setDevicePixelRatio(sharpness)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for item in scene.items:
                paint_item(painter, item)
            painter.end()
        return self._picture

    def _remake(self) -> None:
        scale = theme.current().scale
        if self._make is None or self.width() < 10:
            return
        wanted = (self._make, self.width(), self.height(), scale)
        if wanted == self._made_for:
            return
        self._made_for = wanted
        self._scene = self._make(float(self.width()), float(self.height()), scale)
        self.setAccessibleName(self._scene.name)
        self.set_cells(
            [Cell(cell.name, QRectF(cell.x, cell.y, cell.width, cell.height)) for cell in self._scene.cells]
        )


def paint_item(painter: QPainter, item: chart.Item) -> None:
    """One mark of a scene."""
    if isinstance(item, chart.Text):
        _paint_text(painter, item)
        return
    painter.setPen(_pen(item))
    painter.setBrush(_colour(item.fill) if item.fill else Qt.BrushStyle.NoBrush)
    if isinstance(item, chart.Rect):
        half = item.line / 2 if item.stroke else 0.0
        box = QRectF(item.x, item.y, item.width, item.height).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, item.radius, item.radius)
    elif isinstance(item, chart.Circle):
        painter.drawEllipse(QPointF(item.x, item.y), item.radius, item.radius)
    else:
        _paint_poly(painter, item)


def _paint_poly(painter: QPainter, item: chart.Poly) -> None:
    points = [QPointF(x, y) for x, y in item.points]
    painter.setOpacity(item.opacity)
    if item.fill:
        painter.drawPolygon(QPolygonF(points))
    elif len(points) == 2:
        painter.drawLine(QLineF(*points))
    else:
        painter.drawPolyline(QPolygonF(points))
    painter.setOpacity(1)


def _paint_text(painter: QPainter, item: chart.Text) -> None:
    font = theme.font("body")
    font.setPixelSize(round(item.size))
    font.setWeight(QFont.Weight(item.weight))
    wide = QFontMetricsF(font).horizontalAdvance(item.text)
    back = {chart.Anchor.START: 0.0, chart.Anchor.MIDDLE: wide / 2, chart.Anchor.END: wide}[item.anchor]
    painter.setFont(font)
    painter.setPen(_colour(item.token))
    painter.drawText(QPointF(item.x - back, item.y), item.text)


def _pen(item: chart.Rect | chart.Poly | chart.Circle) -> QPen:
    if not item.stroke:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(_colour(item.stroke), item.line)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    if isinstance(item, chart.Poly) and item.dash:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([length / item.line for length in item.dash])
    return pen


def _colour(token: str) -> QColor:
    return theme.colour(token)
