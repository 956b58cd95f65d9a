"""Pieces that a page is laid out from; each knows its tags (`elements`) and draws itself into them."""

from collections.abc import Sequence
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.platypus import Flowable, Paragraph, Table

from narvaro_desktop.documents import fonts, styles, tokens
from narvaro_desktop.documents.tagging import Element, mark

_ROLES = {
    styles.TITLE: "H1", styles.HEADING: "H2", styles.SUBHEADING: "H3",
    styles.TITLE_AGAIN: "H2", styles.HEADING_AGAIN: "H3",
}  # fmt: skip
_HEADS = {styles.HEAD, styles.HEAD_RIGHT}
_NEARLY_A_PAGE = 0.9 * (tokens.PAGE_HEIGHT - tokens.TOP - tokens.BOTTOM)


class Words(Paragraph):  # type: ignore[misc]
    """A paragraph: one element even when a page parts it; a table's head drawn again is an artifact."""

    def __init__(self, text: str | None, style: ParagraphStyle, **more: Any) -> None:
        super().__init__(text, style, **more)
        self.elements = [Element(_ROLES.get(style, "P"))]

    def split(self, width: float, height: float) -> list["Words"]:
        parts: list[Words] = super().split(width, height)
        for part in parts:
            part.elements = self.elements
        return parts

    def draw(self) -> None:
        [element] = self.elements
        again = self.style in _HEADS and element.marks
        with mark(self.canv, None if again else element):
            super().draw()


class Item(Flowable):  # type: ignore[misc]
    """One item of a list: its number or point, and its words beside it; the rest of a parted one has none."""

    def __init__(self, label: Paragraph | None, words: Paragraph, indent: float) -> None:
        super().__init__()
        self._label, self._words, self._indent = label, words, indent
        marks = label.elements if label is not None else []
        self.element = Element("LI", [Element("Lbl", marks), Element("LBody", words.elements)])
        self.elements: list[Element] = []
        self.spaceAfter = 3

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self._label is not None:
            self._label.wrap(self._indent, height)
        self._tall = self._words.wrap(self._room(width), height)[1]
        return width, self._tall

    def split(self, width: float, height: float) -> list["Item"]:
        parts = self._words.split(self._room(width), height)
        return [
            Item(None if place else self._label, part, self._indent) for place, part in enumerate(parts)
        ] if len(parts) > 1 else []  # fmt: skip

    def draw(self) -> None:
        if self._label is not None:
            self._label.drawOn(self.canv, 0, self._tall - self._label.height)
        self._words.drawOn(self.canv, self._indent, 0)

    def _room(self, width: float) -> float:
        return float(min(width, tokens.MEASURE)) - self._indent


class Emphasis(Flowable):  # type: ignore[misc]
    """Words that must be seen: on a tinted ground behind an accent bar, as wide as running text."""

    _PAD = 9.0

    def __init__(self, strong: Words, rest: Words) -> None:
        super().__init__()
        self._strong, self._rest = strong, rest
        self.elements = [*strong.elements, *rest.elements]
        self.spaceBefore, self.spaceAfter = 4, 10

    def wrap(self, _width: float, height: float) -> tuple[float, float]:
        inner = tokens.MEASURE - 2 * self._PAD
        self._heights = [part.wrap(inner, height)[1] for part in (self._strong, self._rest)]
        return tokens.MEASURE, sum(self._heights) + 2 * self._PAD

    def draw(self) -> None:
        canvas, (first, second) = self.canv, self._heights
        tall = first + second + 2 * self._PAD
        with mark(canvas, None):
            canvas.setFillColor(tokens.TINT)
            canvas.rect(0, 0, tokens.MEASURE, tall, stroke=0, fill=1)
            canvas.setFillColor(tokens.HEADING)
            canvas.rect(0, 0, 2.5, tall, stroke=0, fill=1)
        self._strong.drawOn(canvas, self._PAD + 2, self._PAD + second)
        self._rest.drawOn(canvas, self._PAD + 2, self._PAD)


class WritingLines(Flowable):  # type: ignore[misc]
    """Lines to write on, side by side, each with its words below, in as many rows as they need."""

    _SIZE, _LEADING, _BETWEEN = 8.5, 10.5, 6 * mm

    def __init__(self, labels: Sequence[str], width: float = tokens.FULL) -> None:
        super().__init__()
        self._width, self._each = width, (width - self._BETWEEN * (len(labels) - 1)) / len(labels)
        printable = (fonts.printable(label, fonts.REGULAR, label) for label in labels)
        self._labels = [simpleSplit(one, fonts.REGULAR, self._SIZE, self._each) for one in printable]
        self._more = self._LEADING * (max(map(len, self._labels)) - 1)
        self.elements = [Element("P") for _label in labels]
        self.spaceBefore = 5 * mm

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self._width, 14 * mm + max(0, self._more)

    def draw(self) -> None:
        canvas, line = self.canv, 5 * mm + max(0, self._more)
        for place, (rows, element) in enumerate(zip(self._labels, self.elements, strict=True)):
            left = place * (self._each + self._BETWEEN)
            with mark(canvas, None):
                canvas.setStrokeColor(tokens.LINE)
                canvas.setLineWidth(0.7)
                canvas.line(left, line, left + self._each, line)
            with mark(canvas, element):
                canvas.setFillColor(tokens.SECONDARY)
                canvas.setFont(fonts.REGULAR, self._SIZE)
                for number, row in enumerate(rows):
                    canvas.drawString(left, line - 3.5 * mm - number * self._LEADING, row)


class Readers(Flowable):  # type: ignore[misc]
    """From this page on, who may read it stands at the top of each page."""

    elements: Sequence[Element] = ()

    def __init__(self, readers: str) -> None:
        super().__init__()
        self._readers = fonts.printable(readers, fonts.SEMIBOLD, "läses av")

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.canv.readers = self._readers


class TickBox(Flowable):  # type: ignore[misc]
    """An empty box to tick; drawn, since the fonts have none."""

    elements: Sequence[Element] = ()

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 4 * mm, 4 * mm

    def draw(self) -> None:
        with mark(self.canv, None):
            self.canv.setStrokeColor(tokens.LINE)
            self.canv.setLineWidth(0.8)
            self.canv.rect(0.3 * mm, 0, 3.6 * mm, 3.6 * mm, stroke=1, fill=0)


class Figure(Flowable):  # type: ignore[misc]
    """A drawing, and what it shows in words."""

    def __init__(self, drawing: Drawing, alt: str) -> None:
        super().__init__()
        self._drawing = drawing
        self.elements = [Element("Figure", alt=fonts.clean(alt))]

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self._drawing.width, self._drawing.height

    def draw(self) -> None:
        [element] = self.elements
        left, foot = self.canv.absolutePosition(0, 0)
        element.box = (left, foot, left + self._drawing.width, foot + self._drawing.height)
        with mark(self.canv, element):
            renderPDF.draw(self._drawing, self.canv, 0, 0)


class Grid(Table):  # type: ignore[misc]
    """A table whose grounds and lines are artifacts; `elements` are set by who fills it."""

    elements: Sequence[Element] = ()

    def __init__(self, cells: Sequence[Sequence[Any]], **more: Any) -> None:
        super().__init__(cells, **({"renderCB": _as_artifact, "hAlign": "LEFT"} | more))

    def split(self, width: float, height: float) -> list["Grid"]:
        """Between rows; a row that is higher than a page is parted, and stays one in the tree."""
        parts: list[Grid] = super().split(width, height)
        if not parts and height > _NEARLY_A_PAGE:
            self.splitInRow = 1
            parts = super().split(width, height)
        return parts


def _as_artifact(table: Table, event: str, *_where: object) -> None:
    if event in ("startBG", "startLines"):
        table.canv._code.append("/Artifact BMC")
    elif event in ("endBG", "endLines"):
        table.canv._code.append("EMC")
