"""Text from right to left: paragraphs at the right margin, lists with their numbers at the right.

What is drawn stands in the order in which it is seen; each element says what it reads (`ActualText`).
"""

import unicodedata
from collections.abc import Sequence

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, fonts, styles, tokens
from narvaro_desktop.documents.right_to_left import MARK, in_sight, joined
from narvaro_desktop.documents.tagging import Element, mark

_ROLES = {styles.TITLE_AGAIN: "H2", styles.HEADING_AGAIN: "H3"}
_BOLD = {fonts.SEMIBOLD, fonts.BOLD}
_INDENT = 7 * mm
_PAD = 9.0
_LARGER = 1.1
"""Arabic letters are small beside Latin ones of the same size."""
FROM_THE_LEFT = styles.BODY_AGAIN.clone("from the left", alignment=TA_RIGHT, rightIndent=0)
"""Swedish lines (a number to call, a name) on a page from right to left."""
SENDER = styles.SENDER.clone("sender at the right", alignment=TA_RIGHT)


class Paragraph(Flowable):  # type: ignore[misc]
    """A paragraph of Arabic script that stands whole on its page; `label` is its number in a list."""

    def __init__(self, text: str, style: ParagraphStyle, field: str, label: str = "") -> None:
        super().__init__()
        fonts.load_arabic()
        self._face = fonts.ARABIC_BOLD if style.fontName in _BOLD else fonts.ARABIC
        fonts.printable(joined(text), self._face, field)
        self._words = joined(text).split(" ")
        self._size, self._leading = _LARGER * style.fontSize, _LARGER * style.leading
        self._style, self._label, self.inset = style, label, 0.0
        self.element = Element(_ROLES.get(style, "P"))
        self.element.actual = unicodedata.normalize("NFC", text).replace(MARK, "")
        self._number = Element("Lbl")
        self.elements = [self.element]
        self.spaceBefore, self.spaceAfter = style.spaceBefore, style.spaceAfter

    @property
    def item(self) -> Element:
        """The paragraph as an item of a list."""
        return Element("LI", [self._number, Element("LBody", [self.element])])

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self._right = tokens.FULL - self.inset
        measure = width if self._style is styles.SUBTITLE else min(width, tokens.MEASURE + 10 * mm)
        room = measure - (_INDENT if self._label else 0) - 2 * self.inset
        self._lines = self._broken(room)
        return width, len(self._lines) * self._leading

    def draw(self) -> None:
        canvas, tall = self.canv, len(self._lines) * self._leading
        right = self._right - (_INDENT if self._label else 0)
        if self._label:
            with mark(canvas, self._number):
                self._write(in_sight(self._label), self._right, tall - self._size)
        with mark(canvas, self.element):
            for place, line in enumerate(self._lines):
                self._write(in_sight(line), right, tall - place * self._leading - self._size)

    def _write(self, words: str, right: float, base: float) -> None:
        self.canv.setFillColor(self._style.textColor)
        self.canv.setFont(self._face, self._size)
        self.canv.drawRightString(right, base, fonts.clean(words))

    def _broken(self, room: float) -> list[str]:
        lines = [""]
        for word in self._words:
            longer = f"{lines[-1]} {word}".strip()
            if fonts.width(fonts.clean(longer), self._face, self._size) <= room or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines


class Emphasis(Flowable):  # type: ignore[misc]
    """Words that must be seen, on a tinted ground with its bar at the right."""

    def __init__(self, strong: Paragraph, rest: Paragraph) -> None:
        super().__init__()
        self._parts = (strong, rest)
        for part in self._parts:
            part.inset = _PAD
        self.elements = [*strong.elements, *rest.elements]
        self.spaceBefore, self.spaceAfter = 4, 10

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._heights = [part.wrap(width, height)[1] for part in self._parts]
        return width, sum(self._heights) + 2 * _PAD

    def draw(self) -> None:
        canvas, tall = self.canv, sum(self._heights) + 2 * _PAD
        wide = tokens.MEASURE + 10 * mm
        with mark(canvas, None):
            canvas.setFillColor(tokens.TINT)
            canvas.rect(tokens.FULL - wide, 0, wide, tall, stroke=0, fill=1)
            canvas.setFillColor(tokens.HEADING)
            canvas.rect(tokens.FULL - 2.5, 0, 2.5, tall, stroke=0, fill=1)
        second = self._heights[1]
        self._parts[0].drawOn(canvas, 0, _PAD + second)
        self._parts[1].drawOn(canvas, 0, _PAD)


def numbered(items: Sequence[str], field: str) -> list[Flowable]:
    """A list whose numbers stand at the right."""
    style = styles.BODY_AGAIN
    made = [Paragraph(item, style, field, f"{place}.") for place, item in enumerate(items, start=1)]
    for part in made:
        part.elements = []
    made[0].elements = [Element("L", [part.item for part in made])]
    return list(made)


def from_the_left(text: str, field: str, style: ParagraphStyle = FROM_THE_LEFT) -> list[Flowable]:
    """Swedish lines at the right margin."""
    return blocks.text(text, field, style)
