"""Icons: Lucide's outlines, painted in a token's colour at the size and sharpness of the screen."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.tokens import ICON
from narvaro_desktop.paths import resource

_STROKE = b'stroke-width="1.8"'


def icon(name: str, token: str = "text2", size: int = ICON, after: int = 0) -> QIcon:
    """The icon `name` in the colour `token`; `size` in pixels at 100 %. Disabled it is drawn in text3.

    `after` is empty room at its right, for buttons that set their words too close to it.
    """
    made = QIcon()
    side, room = theme.px(size), theme.px(after)
    for sharpness in (1.0, 2.0):
        made.addPixmap(_pixmap(name, theme.colour(token).name(), side, sharpness, room))
        faint = _pixmap(name, theme.colour("text3").name(), side, sharpness, room)
        made.addPixmap(faint, QIcon.Mode.Disabled)
    return made


def icon_size(size: int = ICON, after: int = 0) -> QSize:
    side = theme.px(size)
    return QSize(side + theme.px(after), side)


def pixmap(name: str, token: str = "text2", size: int = ICON, sharpness: float = 1.0) -> QPixmap:
    """The icon as a picture for labels; `sharpness` is the screen's device pixel ratio."""
    return _pixmap(name, theme.colour(token).name(), theme.px(size), sharpness)


def paint(painter: QPainter, name: str, token: str, box: QRectF) -> None:
    """Draw the icon with a painter, filling `box`."""
    renderer(name, theme.colour(token).name()).render(painter, box)


@cache
def renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = resource("icons", f"{name}.svg").read_bytes()
    drawing = drawing.replace(b"currentColor", colour.encode()).replace(b'stroke-width="2"', _STROKE)
    return QSvgRenderer(QByteArray(drawing))


@cache
def _pixmap(name: str, colour: str, side: int, sharpness: float, room: int = 0) -> QPixmap:
    picture = QPixmap(round((side + room) * sharpness), round(side * sharpness))
    picture.setDevicePixelRatio(sharpness)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer(name, colour).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture
