"""What stands on a sheet: opening, headings, paragraphs, lists, tables, lines to write on.

Every text is plain text, checked against the face it is set in and escaped; there is no markup.
`field` is how a missing letter is named to the user; tables name it by their label or column.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph, Spacer, Table

from narvaro_desktop.documents import fonts, tokens

_ASIDE = tokens.FULL - tokens.MEASURE  # keeps running text at 80 characters a line


def _style(
    face: str, size: float, leading: float, colour: object = tokens.TEXT, **more: object
) -> ParagraphStyle:
    options = {"allowWidows": 0, "allowOrphans": 0, **more}
    return ParagraphStyle(
        face, fontName=face, fontSize=size, leading=leading, textColor=colour, bulletFontName=face, **options
    )


SENDER = _style(fonts.SEMIBOLD, 10, 13, tokens.HEADING, spaceAfter=6 * mm)
TITLE = _style(fonts.BOLD, 19, 23, tokens.HEADING, rightIndent=20 * mm)
SUBTITLE = _style(fonts.REGULAR, 10, 13, tokens.SECONDARY, spaceBefore=3, spaceAfter=5 * mm)
HEADING = _style(fonts.SEMIBOLD, 13, 17, tokens.HEADING, spaceBefore=10, spaceAfter=4)
SUBHEADING = _style(fonts.SEMIBOLD, 10.5, 14.5, spaceBefore=6, spaceAfter=1)
BODY = _style(fonts.REGULAR, 10.5, 14.5, rightIndent=_ASIDE, spaceAfter=5)
STRONG = _style(fonts.SEMIBOLD, 10.5, 14.5, rightIndent=_ASIDE, spaceAfter=3)
NOTE = _style(fonts.REGULAR, 9, 12, tokens.SECONDARY, rightIndent=_ASIDE, spaceBefore=3, spaceAfter=3)
CELL = _style(fonts.REGULAR, 9.5, 12.5)
CELL_RIGHT = _style(fonts.REGULAR, 9.5, 12.5, alignment=TA_RIGHT)
CELL_LABEL = _style(fonts.SEMIBOLD, 9.5, 12.5)
CELL_TOTAL = _style(fonts.SEMIBOLD, 9.5, 12.5)
CELL_TOTAL_RIGHT = _style(fonts.SEMIBOLD, 9.5, 12.5, alignment=TA_RIGHT)
HEAD = _style(fonts.SEMIBOLD, 9.5, 12.5, tokens.WHITE)
HEAD_RIGHT = _style(fonts.SEMIBOLD, 9.5, 12.5, tokens.WHITE, alignment=TA_RIGHT)
QUIET_HEAD = _style(fonts.SEMIBOLD, 8.5, 11, tokens.SECONDARY)
UNSAID = _style(fonts.REGULAR, 10.5, 14.5, tokens.SECONDARY, rightIndent=_ASIDE, spaceAfter=5)
CAPTION = _style(fonts.REGULAR, 8.5, 11, tokens.SECONDARY)
_ITEM_INDENT = 16
ITEM = _style(
    fonts.REGULAR, 10.5, 14.5, rightIndent=_ASIDE, leftIndent=_ITEM_INDENT, bulletFontSize=10.5, spaceAfter=3
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a data table: its head (with the unit), its width in points, numbers stand right."""

    head: str
    width: float
    right: bool = False


def paragraph(text: str, style: ParagraphStyle, field: str, bullet: str | None = None) -> Paragraph:
    """`text` in `style`; line ends stay."""
    checked = fonts.printable(text, style.fontName, field)
    return Paragraph(escape(checked).replace("\n", "<br/>"), style, bulletText=bullet)


def opening(sender: str, title: str, subtitle: str) -> list[Flowable]:
    """Who sends, the one H1, and a line that places it (law, sender, recipient)."""
    return [
        paragraph(sender, SENDER, "avsändare"),
        paragraph(title, TITLE, "rubrik"),
        paragraph(subtitle, SUBTITLE, "underrubrik"),
    ]


def heading(text: str) -> list[Flowable]:
    """An H2 that never stands alone at the foot of a page."""
    return [CondPageBreak(35 * mm), paragraph(text, HEADING, "rubrik")]


def subheading(text: str) -> list[Flowable]:
    return [CondPageBreak(25 * mm), paragraph(text, SUBHEADING, "rubrik")]


def text(words: str, field: str, style: ParagraphStyle = BODY) -> list[Flowable]:
    """Running text; an empty line in it parts paragraphs."""
    parts = (part.strip() for part in words.split("\n\n"))
    return [paragraph(part, style, field) for part in parts if part]


def numbered(items: Sequence[str], field: str) -> list[Flowable]:
    return [paragraph(item, ITEM, field, f"{place}.") for place, item in enumerate(items, start=1)]


def bullets(items: Sequence[str], field: str) -> list[Flowable]:
    return [paragraph(item, ITEM, field, "•") for item in items]


def key_table(
    rows: Sequence[tuple[str, str]], width: float = tokens.FULL, label_width: float = tokens.LABEL
) -> Table:
    """Label and value, a thin rule under each row; the label names the field."""
    cells = [[paragraph(label, CELL_LABEL, label), paragraph(value, CELL, label)] for label, value in rows]
    table = Table(cells, colWidths=[label_width, width - label_width], hAlign="LEFT")
    table.setStyle(
        [*_CELLS, ("LINEBELOW", (0, 0), (-1, -1), 0.4, tokens.GRID), ("LEFTPADDING", (0, 0), (0, -1), 0)]
    )
    return table


def data_table(
    columns: Sequence[Column], rows: Sequence[Sequence[str | Flowable]], total: bool = False
) -> Table:
    """A filled head that is repeated on each page, thin rules, figures to the right; a total is set apart."""
    head = [paragraph(c.head, HEAD_RIGHT if c.right else HEAD, c.head) for c in columns]
    cells = [head]
    for place, row in enumerate(rows, start=1):
        last = total and place == len(rows)
        styles = (CELL_TOTAL, CELL_TOTAL_RIGHT) if last else (CELL, CELL_RIGHT)
        cells.append([
            paragraph(value, styles[column.right], column.head) if isinstance(value, str) else value
            for column, value in zip(columns, row, strict=True)
        ])  # fmt: skip
    table = Table(cells, colWidths=[column.width for column in columns], repeatRows=1, hAlign="LEFT")
    rules = [
        ("BACKGROUND", (0, 0), (-1, 0), tokens.HEADING),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, tokens.GRID),
    ]
    if total:
        rules.append(("LINEABOVE", (0, -1), (-1, -1), 1, tokens.LINE))
    table.setStyle([*_CELLS, *rules])
    return table


def quiet_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Table:
    """A small table inside a text: a tinted head, no filled colour."""
    cells = [[paragraph(column.head, QUIET_HEAD, column.head) for column in columns]]
    cells += [
        [paragraph(value, CELL, column.head) for column, value in zip(columns, row, strict=True)]
        for row in rows
    ]
    table = Table(cells, colWidths=[column.width for column in columns], hAlign="LEFT")
    table.setStyle([*_CELLS, ("BACKGROUND", (0, 0), (-1, 0), tokens.TINT),
                    ("LINEBELOW", (0, 1), (-1, -1), 0.4, tokens.GRID)])  # fmt: skip
    return table


_CELLS = (
    ("FONT", (0, 0), (-1, -1), fonts.REGULAR, 9.5),  # else a table brings Helvetica along
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ("LEFTPADDING", (0, 0), (-1, -1), 5),
    ("RIGHTPADDING", (0, 0), (-1, -1), 5),
)


def side_by_side(left: Flowable, right: Flowable, right_width: float) -> Table:
    """Two things beside each other over the full width, the right one at the margin."""
    table = Table([[left, right]], colWidths=[tokens.FULL - right_width, right_width])
    table.setStyle([
        ("FONT", (0, 0), (-1, -1), fonts.REGULAR, 9.5), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("ALIGN", (1, 0), (1, 0), "RIGHT"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ])  # fmt: skip
    return table


def together(*parts: Flowable) -> KeepTogether:
    """On one page, where they fit on one."""
    return KeepTogether(list(parts))


def gap(height: float) -> Spacer:
    return Spacer(1, height)


class Emphasis(Flowable):  # type: ignore[misc]
    """Words that must be seen: on a tinted ground behind an accent bar, as wide as running text."""

    def __init__(self, strong: str, rest: str, field: str) -> None:
        super().__init__()
        inside = {"rightIndent": 0, "spaceAfter": 0}
        self._strong = paragraph(strong, STRONG.clone("strong", **inside), field)
        self._rest = paragraph(rest, BODY.clone("rest", **inside), field)
        self.spaceBefore, self.spaceAfter = 4, 10

    def wrap(self, _width: float, height: float) -> tuple[float, float]:
        inner = tokens.MEASURE - 2 * _PAD
        self._heights = [part.wrap(inner, height)[1] for part in (self._strong, self._rest)]
        return tokens.MEASURE, sum(self._heights) + 2 * _PAD

    def draw(self) -> None:
        canvas, (first, second) = self.canv, self._heights
        tall = first + second + 2 * _PAD
        canvas.setFillColor(tokens.TINT)
        canvas.rect(0, 0, tokens.MEASURE, tall, stroke=0, fill=1)
        canvas.setFillColor(tokens.HEADING)
        canvas.rect(0, 0, 2.5, tall, stroke=0, fill=1)
        self._strong.drawOn(canvas, _PAD + 2, _PAD + second)
        self._rest.drawOn(canvas, _PAD + 2, _PAD)


_PAD = 9.0


class WritingLines(Flowable):  # type: ignore[misc]
    """Lines to write on, side by side, each with its words below."""

    def __init__(self, labels: Sequence[str], width: float = tokens.FULL) -> None:
        super().__init__()
        self._labels = [fonts.printable(label, fonts.REGULAR, label) for label in labels]
        self._width = width
        self.spaceBefore = 5 * mm

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self._width, 14 * mm

    def draw(self) -> None:
        between = 6 * mm
        each = (self._width - between * (len(self._labels) - 1)) / len(self._labels)
        self.canv.setStrokeColor(tokens.LINE)
        self.canv.setLineWidth(0.7)
        self.canv.setFillColor(tokens.SECONDARY)
        self.canv.setFont(fonts.REGULAR, 8.5)
        for place, label in enumerate(self._labels):
            left = place * (each + between)
            self.canv.line(left, 5 * mm, left + each, 5 * mm)
            self.canv.drawString(left, 1.5 * mm, label)


class TickBox(Flowable):  # type: ignore[misc]
    """An empty box to tick; drawn, since the fonts have none."""

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 4 * mm, 4 * mm

    def draw(self) -> None:
        self.canv.setStrokeColor(tokens.LINE)
        self.canv.setLineWidth(0.8)
        self.canv.rect(0.3 * mm, 0, 3.6 * mm, 3.6 * mm, stroke=1, fill=0)
