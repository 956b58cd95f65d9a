"""What stands on a sheet: opening, headings, paragraphs, lists, tables, lines to write on.

Every text is plain text, checked against the face it is set in and escaped; there is no markup.
`field` is how a missing letter is named to the user; tables name it by their label or column.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer

from narvaro_desktop.documents import fonts, styles, tokens
from narvaro_desktop.documents.flowables import Emphasis, Grid, Item, Readers, Words
from narvaro_desktop.documents.tagging import Element

_CELLS = (
    ("FONT", (0, 0), (-1, -1), fonts.REGULAR, 9.5),  # else a table brings Helvetica along
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ("LEFTPADDING", (0, 0), (-1, -1), 5),
    ("RIGHTPADDING", (0, 0), (-1, -1), 5),
)
_THIN = 0.4
_INDENT = 16.0  # of a list, where its labels are no wider
_NOTHING = "Inga uppgifter."


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a data table: its head (with the unit), its width in points, numbers stand right."""

    head: str
    width: float
    right: bool = False


def paragraph(text: str, style: ParagraphStyle, field: str) -> Words:
    """`text` in `style`; line ends stay."""
    checked = fonts.printable(text, style.fontName, field)
    return Words(escape(checked).replace("\n", "<br/>"), style)


def opening(sender: str, title: str, subtitle: str) -> list[Flowable]:
    """Who sends, the one H1, and a line that places it (law, sender, recipient)."""
    return [
        paragraph(sender, styles.SENDER, "avsändare"),
        paragraph(title, styles.TITLE, "rubrik"),
        paragraph(subtitle, styles.SUBTITLE, "underrubrik"),
    ]


def heading(text: str, room: float = 35 * mm) -> list[Flowable]:
    """An H2 that never stands alone at the foot of a page; `room` is what it and the first below it need."""
    return [CondPageBreak(room), paragraph(text, styles.HEADING, "rubrik")]


def subheading(text: str) -> list[Flowable]:
    return [CondPageBreak(25 * mm), paragraph(text, styles.SUBHEADING, "rubrik")]


def text(words: str, field: str, style: ParagraphStyle = styles.BODY) -> list[Flowable]:
    """Running text; an empty line in it parts paragraphs."""
    parts = (part.strip() for part in words.split("\n\n"))
    return [paragraph(part, style, field) for part in parts if part]


def emphasis(strong: str, rest: str, field: str) -> Emphasis:
    """Words that must be seen, and what explains them."""
    inside = {"rightIndent": 0, "spaceAfter": 0}
    return Emphasis(
        paragraph(strong, styles.STRONG.clone("strong", **inside), field),
        paragraph(rest, styles.BODY.clone("rest", **inside), field),
    )


def numbered(items: Sequence[str], field: str) -> list[Flowable]:
    return _listed([(f"{place}.", item) for place, item in enumerate(items, start=1)], field)


def bullets(items: Sequence[str], field: str) -> list[Flowable]:
    return _listed([("•", item) for item in items], field)


def _listed(items: Sequence[tuple[str, str]], field: str) -> list[Flowable]:
    widest = max(
        (fonts.width(label, fonts.REGULAR, styles.ITEM.fontSize) for label, _item in items), default=0
    )
    indent = max(_INDENT, widest + 5)
    made = [
        Item(paragraph(label, styles.ITEM, field), paragraph(item, styles.ITEM, field), indent)
        for label, item in items
    ]
    if made:
        made[0].elements = [Element("L", [item.element for item in made])]
    return list(made)


def key_table(
    rows: Sequence[tuple[str, str]], width: float = tokens.FULL, label_width: float = tokens.LABEL
) -> Flowable:
    """Label and value, a thin rule under each row; the label names the field and heads the row."""
    if not rows:
        return gap(0)
    cells = [
        [paragraph(label, styles.CELL_LABEL, label), paragraph(value, styles.CELL, label)]
        for label, value in rows
    ]
    table = Grid(cells, colWidths=[label_width, width - label_width])
    rules = [("LINEBELOW", (0, 0), (-1, -1), _THIN, tokens.GRID), ("LEFTPADDING", (0, 0), (0, -1), 0)]
    table.setStyle([*_CELLS, *rules])
    table.elements = [
        Element("Table", [
            Element("TR", [Element("TH", label.elements, scope="Row"), Element("TD", value.elements)])
            for label, value in cells
        ])
    ]  # fmt: skip
    return table


def data_table(
    columns: Sequence[Column], rows: Sequence[Sequence[str | Flowable]], total: bool = False
) -> Flowable:
    """A filled head that is repeated on each page, thin rules, figures to the right; a total is set apart."""
    head = [paragraph(c.head, styles.HEAD_RIGHT if c.right else styles.HEAD, c.head) for c in columns]
    plain, strong = (styles.CELL, styles.CELL_RIGHT), (styles.CELL_LABEL, styles.CELL_TOTAL_RIGHT)
    body = [
        [
            paragraph(value, (strong if total and place == len(rows) else plain)[column.right], column.head)
            if isinstance(value, str) else value
            for column, value in zip(columns, row, strict=True)
        ]
        for place, row in enumerate(rows, start=1)
    ]  # fmt: skip
    rules = [
        ("BACKGROUND", (0, 0), (-1, 0), tokens.HEADING),
        ("LINEBELOW", (0, 1), (-1, -1), _THIN, tokens.GRID),
    ]
    if total:
        rules.append(("LINEABOVE", (0, -1), (-1, -1), 1, tokens.LINE))
    return _headed(columns, head, body, rules)


def quiet_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Flowable:
    """A small table inside a text: a tinted head, no filled colour."""
    head = [paragraph(column.head, styles.QUIET_HEAD, column.head) for column in columns]
    body = [
        [paragraph(value, styles.CELL, column.head) for column, value in zip(columns, row, strict=True)]
        for row in rows
    ]
    rules = [
        ("BACKGROUND", (0, 0), (-1, 0), tokens.TINT),
        ("LINEBELOW", (0, 1), (-1, -1), _THIN, tokens.GRID),
    ]
    return _headed(columns, head, body, rules)


def _headed(
    columns: Sequence[Column], head: list[Words], body: Sequence[list[Flowable]], rules: Sequence[object]
) -> Flowable:
    """The table; words in its place where it has no row, since a head alone says nothing."""
    if not body:
        return paragraph(_NOTHING, styles.UNSAID, "tabell")
    table = Grid([head, *body], colWidths=[column.width for column in columns], repeatRows=1)
    table.setStyle([*_CELLS, *rules])
    top = Element("TR", [Element("TH", cell.elements, scope="Column") for cell in head])
    lines = [Element("TR", [Element("TD", cell.elements) for cell in row]) for row in body]
    table.elements = [Element("Table", [Element("THead", [top]), Element("TBody", lines)])]
    return table


def side_by_side(left: Flowable, right: Flowable, right_width: float) -> Grid:
    """Two things beside each other over the full width, the right one at the margin."""
    table = Grid([[left, right]], colWidths=[tokens.FULL - right_width, right_width])
    table.setStyle([
        _CELLS[0], ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("ALIGN", (1, 0), (1, 0), "RIGHT"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ])  # fmt: skip
    table.elements = [*left.elements, *right.elements]
    return table


def together(*parts: Flowable) -> KeepTogether:
    """On one page, where they fit on one; the room that a heading asks for is not asked for within."""
    kept = KeepTogether([part for part in parts if not isinstance(part, CondPageBreak)])
    kept.elements = [element for part in parts for element in getattr(part, "elements", ())]
    return kept


def for_readers(readers: str) -> list[Flowable]:
    """A new page, and from it on the words *Läses av* at the top of each; `readers` as "kurator, rektor"."""
    return [PageBreak(), Readers(readers)]


def in_language(story: Sequence[Flowable], language: str) -> Sequence[Flowable]:
    """The same, told to be in another language than Swedish."""
    for part in story:
        for element in getattr(part, "elements", ()):
            element.language = language
    return story


def gap(height: float) -> Spacer:
    return Spacer(1, height)
