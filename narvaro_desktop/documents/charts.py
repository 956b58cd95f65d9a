"""The painter of `domain.charts.chart` scenes on paper: the window's shapes in the colours of paper."""

import re

from reportlab.graphics import shapes
from reportlab.lib.colors import Color, HexColor

from narvaro_desktop.documents import fonts, tokens
from narvaro_desktop.documents.flowables import Figure
from narvaro_desktop.domain.charts.chart import Circle, Item, Poly, Rect, Scene, Text

PALETTE: dict[str, Color] = {
    "surface": tokens.WHITE,
    "subtle": tokens.TINT,
    "text": tokens.TEXT,
    "text2": tokens.SECONDARY,
    "text3": tokens.SECONDARY,
    "line": tokens.GRID,
    "line_strong": tokens.LINE,
    "accent": tokens.HEADING,
    "accent_text": tokens.HEADING,
    "warn": HexColor("#9a4c08"),
    "heat0": tokens.TINT,
    "heat1": HexColor("#cfe0e8"),
    "heat2": HexColor("#8fb8ca"),
    "heat3": HexColor("#2c7192"),
    "heat4": tokens.HEADING,
    "on_heat0": tokens.SECONDARY,
    "on_heat1": tokens.TEXT,
    "on_heat2": tokens.TEXT,
    "on_heat3": tokens.WHITE,
    "on_heat4": tokens.WHITE,
}
_SEMIBOLD_FROM = 600


def figure(scene: Scene, width: float = tokens.FULL) -> Figure:
    """`scene` as a tagged figure `width` points wide; in a paper its table follows it."""
    return Figure(drawing(scene, width), _told(scene))


def drawing(scene: Scene, width: float) -> shapes.Drawing:
    """`scene` in reportlab's shapes; its foot is at 0, where the scene's origin is the top left corner."""
    fonts.load()
    scale = width / scene.width
    canvas = shapes.Group(*(_shape(item, scene.height) for item in scene.items))
    canvas.scale(scale, scale)
    return shapes.Drawing(width, scene.height * scale, canvas)


_NUMBER = re.compile(r"[0-9]+(,[0-9]+)?")


def _told(scene: Scene) -> str:
    """The scene's name, with its first, last and highest line where these are single figures."""
    rows = [row for row in scene.rows if len(row) == 2]
    if not rows:
        return scene.name
    (first, began), (last, ended) = rows[0], rows[-1]
    words = f"{scene.name}. Från {began} ({first}) till {ended} ({last})."
    known = {row: float(found[0].replace(",", ".")) for row in rows if (found := _NUMBER.match(row[1]))}
    if len(known) < 2:
        return words
    where, most = max(known, key=lambda row: known[row])
    return f"{words} Högst {most} ({where})."


def _shape(item: Item, height: float) -> shapes.Shape:
    match item:
        case Rect():
            return shapes.Rect(
                item.x, height - item.y - item.height, item.width, item.height,
                rx=item.radius, ry=item.radius, fillColor=_colour(item.fill),
                strokeColor=_colour(item.stroke), strokeWidth=item.line,
            )  # fmt: skip
        case Text():
            face = fonts.SEMIBOLD if item.weight >= _SEMIBOLD_FROM else fonts.REGULAR
            return shapes.String(
                item.x, height - item.y, fonts.printable(item.text, face, "diagram"),
                fontName=face, fontSize=item.size, fillColor=_colour(item.token),
                textAnchor=item.anchor.value,
            )  # fmt: skip
        case Circle():
            return shapes.Circle(
                item.x, height - item.y, item.radius,
                fillColor=_colour(item.fill), strokeColor=_colour(item.stroke), strokeWidth=item.line,
            )  # fmt: skip
        case Poly():
            return _poly(item, height)


def _poly(item: Poly, height: float) -> shapes.Shape:
    points = [number for x, y in item.points for number in (x, height - y)]
    stroke = {
        "strokeColor": _colour(item.stroke), "strokeWidth": item.line,
        "strokeLineJoin": 1, "strokeLineCap": 1,
        "strokeDashArray": list(item.dash) if item.dash else None,
    }  # fmt: skip
    if item.fill is None:
        return shapes.PolyLine(points, **stroke)
    return shapes.Polygon(points, fillColor=_colour(item.fill), fillOpacity=item.opacity, **stroke)


def _colour(token: str | None) -> Color | None:
    return PALETTE[token] if token else None
