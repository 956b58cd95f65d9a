"""Groups of characters in large type, each under its number: made to be read aloud or typed in."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import fonts, tokens
from narvaro_desktop.documents.tagging import Element, mark

_SIZE = 20
_APART = 0.8
_CAPTION = 8.5
_ROW = 16 * mm


class Groups(Flowable):  # type: ignore[misc]
    """Rows of (caption, characters); a row shares one baseline and every column one left edge."""

    def __init__(self, rows: Sequence[Sequence[tuple[str, str]]], width: float) -> None:
        super().__init__()
        self._rows = rows
        self._width = width
        self.elements = [Element("P") for row in rows for _group in row]
        self.spaceBefore = self.spaceAfter = 2 * mm

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self._width, _ROW * len(self._rows)

    def draw(self) -> None:
        elements = iter(self.elements)
        each = self._width / max(len(row) for row in self._rows)
        self._size = self._fitting(each - 4 * mm)
        for down, row in enumerate(self._rows, start=1):
            base = _ROW * (len(self._rows) - down) + 3 * mm
            for across, (caption, characters) in enumerate(row):
                with mark(self.canv, next(elements)):
                    self._group(across * each, base, caption, characters)

    def _fitting(self, room: float) -> float:
        """20 points, or less where the widest group would touch its neighbour."""
        widest = max(
            fonts.width(characters, fonts.SEMIBOLD, _SIZE) + _APART * len(characters)
            for row in self._rows
            for _caption, characters in row
        )
        return min(_SIZE, _SIZE * room / widest)

    def _group(self, left: float, base: float, caption: str, characters: str) -> None:
        self.canv.setFont(fonts.REGULAR, _CAPTION)
        self.canv.setFillColor(tokens.SECONDARY)
        self.canv.drawString(left, base + 7.2 * mm, caption)
        self.canv.setFont(fonts.SEMIBOLD, self._size)
        self.canv.setFillColor(tokens.TEXT)
        self.canv.drawString(left, base, characters, charSpace=_APART)
