"""How one block of the stair is painted in each of its states."""

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from narvaro_desktop.gui import icons, theme
from narvaro_desktop.gui.tokens import RADIUS

_GROUND = {"DONE": "accent", "CURRENT": "accent_soft", "HELD": "accent_soft", "RETURNING": "ok_soft"}
_OUTLINE = {
    "DONE": ("accent", 1.0),
    "CURRENT": ("accent", 2.0),
    "HELD": ("accent", 2.0),
    "RETURNING": ("ok", 1.0),
}
_ICON = {"DONE": ("check", "on_accent"), "RETURNING": ("flag", "ok"), "HELD": ("lock", "accent_text")}


def paint_block(painter: QPainter, block: QRectF, state: str, number: str) -> None:
    """A block with its ground, outline and mark; the state never rests on colour alone."""
    token, thickness = _OUTLINE.get(state, ("line_strong" if state == "SKIPPED" else "line", 1.0))
    pen = QPen(theme.colour(token), thickness)
    if state == "SUGGESTED":
        pen = QPen(theme.colour("accent"), 2.0, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(
        theme.colour(_GROUND.get(state, "surface" if state in ("SUGGESTED", "SKIPPED") else "subtle"))
    )
    inside = thickness / 2
    painter.drawRoundedRect(block.adjusted(inside, inside, -inside, -inside), RADIUS, RADIUS)
    if state == "SKIPPED":
        _hatch(painter, block)
    _mark(painter, block, state, number)


def hatch_lines(box: QRectF, apart: float) -> list[QLineF]:
    """Slanting lines across `box`; a brush pattern would vanish at double sharpness."""
    lines = []
    start = box.left() - box.height()
    while start < box.right():
        lines.append(QLineF(start, box.bottom(), start + box.height(), box.top()))
        start += apart
    return lines


def _hatch(painter: QPainter, block: QRectF) -> None:
    painter.save()
    outline = QPainterPath()
    outline.addRoundedRect(block.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
    painter.setClipPath(outline)
    painter.setPen(QPen(theme.colour("line"), 1.5))
    painter.drawLines(hatch_lines(block, theme.px(7)))
    painter.restore()


def _mark(painter: QPainter, block: QRectF, state: str, number: str) -> None:
    left, top = block.left() + theme.px(12), block.top() + theme.px(7)
    side = float(theme.px(16))
    if state in _ICON:
        name, token = _ICON[state]
        icons.paint(painter, name, token, QRectF(left, top, side, side))
        if state != "HELD":
            return
        left += side + theme.px(6)
    painter.setFont(theme.font("strong"))
    painter.setPen(theme.colour("accent_text" if state in ("CURRENT", "HELD", "SUGGESTED") else "text2"))
    words = QRectF(left, top - theme.px(1), block.right() - left, side + theme.px(2))
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), number)
