"""A page of a paper of ours through QPainter: the same on screen and printer, letter by letter."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QRawFont, QTransform

from narvaro_desktop.domain.charts.sheet import Colour, Drawn, Part, Sheet, Written
from narvaro_desktop.paths import resource

_EM = 1000.0


def paint(painter: QPainter, sheet: Sheet, scale: float) -> None:
    """Draw `sheet` with its upper left corner at the painter's origin, `scale` pixels to the point."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    page = QTransform(1, 0, 0, -1, 0, sheet.height)
    for step in sheet.steps:
        if isinstance(step, Written):
            _write(painter, step, page)
        else:
            _draw(painter, step, page)
    painter.restore()


def _draw(painter: QPainter, step: Drawn, page: QTransform) -> None:
    path, colour = page.map(_path(step.parts)), _colour(step.colour)
    colour.setAlphaF(step.opacity)
    if step.width:
        pen = QPen(colour, step.width, c=Qt.PenCapStyle.FlatCap)
        if step.dashes:
            pen.setDashPattern([length / step.width for length in step.dashes])
        painter.strokePath(path, pen)
    else:
        painter.fillPath(path, colour)


def _write(painter: QPainter, step: Written, page: QTransform) -> None:
    shapes, colour = QPainterPath(), _colour(step.colour)
    unit, at = step.size / _EM, 0.0
    for letter in step.words:
        outline, advance = _letter(step.face, letter)
        shapes.addPath(QTransform(unit, 0, 0, -unit, at, 0).map(outline))
        at += advance * unit + step.spacing + (step.blank if letter == " " else 0)
    painter.fillPath((QTransform(*step.matrix) * page).map(shapes), colour)


def _path(parts: Sequence[Part]) -> QPainterPath:
    path = QPainterPath()
    for kind, values in parts:
        points = [QPointF(x, y) for x, y in zip(values[::2], values[1::2], strict=True)]
        match kind:
            case "m":
                path.moveTo(points[0])
            case "l":
                path.lineTo(points[0])
            case "c":
                path.cubicTo(*points)
            case _:
                path.closeSubpath()
    return path


def _colour(colour: Colour) -> QColor:
    return QColor.fromRgbF(*colour)


@cache
def _font(face: str) -> QRawFont:
    return QRawFont(str(resource("fonts", f"{face}.ttf")), _EM, QFont.HintingPreference.PreferNoHinting)


@cache
def _letter(face: str, letter: str) -> tuple[QPainterPath, float]:
    """The outline of a letter, thousand units to the em with y downwards, and how far the next stands."""
    font = _font(face)
    glyphs = font.glyphIndexesForString(letter)
    return font.pathForGlyph(glyphs[0]), font.advancesForGlyphIndexes(glyphs)[0].x()
