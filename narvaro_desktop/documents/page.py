"""The sheet of paper: A4, margins, a footer on every page, reproducible bytes, an embedded file.

Everything that becomes part of the file outside the text (title, author, dates, file id) comes from `Paper`,
which holds no person and asks no clock: the same values give the same bytes on every machine.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from hashlib import md5
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from narvaro_desktop.documents import fonts, lasting, tagging, tokens

lasting.apply()

_PRODUCER = "Närvaro"
_DRAFT = "UTKAST – ARBETSMATERIAL"
_FOOTER_SIZE = 8.5
_APART = 3 * mm
TEAM = "alla i teamet"


@dataclass(frozen=True, slots=True)
class Paper:
    """What is true of the whole paper; no field may hold a person.

    `kind` and `number` (case id, serial, package id) make the title, `unit` is the author, `made` (with zone)
    is the document's own time, `secrecy` the classification line of the footer ("" prints none), `readers`
    those who read the paper, said at the top of each page but those that fewer read.
    """

    kind: str
    number: str
    unit: str
    made: datetime
    secrecy: str = ""
    draft: bool = False
    readers: str = ""

    @property
    def title(self) -> str:
        return f"{self.kind} {self.number}".strip()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that rides inside the paper byte for byte, uncompressed, so that others find it by its bytes."""

    name: str
    media_type: str
    description: str
    content: bytes


def file_name(kind: str, number: str, day: date) -> str:
    """The name to save a paper under: `Åtgärdsplan` gives `atgardsplan-K7M2QF4-2026-10-09.pdf`."""
    folded = unicodedata.normalize("NFD", kind.lower()).encode("ascii", "ignore").decode("ascii")
    return "-".join(filter(None, ("-".join(folded.split()), number, day.isoformat()))) + ".pdf"


def build(paper: Paper, story: Sequence[Flowable], attachment: Attachment | None = None) -> bytes:
    """The PDF of `story` on `paper`."""
    fonts.load()
    written = BytesIO()
    sheet = BaseDocTemplate(
        written,
        pagesize=(tokens.PAGE_WIDTH, tokens.PAGE_HEIGHT),
        leftMargin=tokens.SIDE, rightMargin=tokens.SIDE, topMargin=tokens.TOP, bottomMargin=tokens.BOTTOM,
        title=paper.title, author=paper.unit, subject=paper.kind, creator=_PRODUCER, producer=_PRODUCER,
        invariant=1, pageCompression=1, allowSplitting=1, initialFontName=fonts.REGULAR,
    )  # fmt: skip
    frame = Frame(
        tokens.SIDE, tokens.BOTTOM, tokens.FULL, tokens.PAGE_HEIGHT - tokens.TOP - tokens.BOTTOM,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    sheet.addPageTemplates([PageTemplate(id="page", frames=[frame])])
    tree = tagging.in_tree(story)
    canvas = partial(_Sheets, paper=paper, attachment=attachment, tree=tree)
    sheet.build(list(story), canvasmaker=canvas)
    return written.getvalue()


class _Sheets(Canvas):  # type: ignore[misc]
    """Keeps every page until the last is known, so that each can say which of how many it is."""

    def __init__(
        self, *args: Any, paper: Paper, attachment: Attachment | None, tree: tagging.Element, **options: Any
    ) -> None:
        super().__init__(*args, **(options | {"pdfVersion": (1, 7), "lang": "sv-SE"}))
        self._paper = paper
        self._tree = tree
        self._part = "3" if attachment else "2"
        self.marks = tagging.Marks()
        self.readers = fonts.printable(paper.readers, fonts.REGULAR, "läses av")
        self._finished: list[dict[str, Any]] = []
        made = paper.made.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
        self._doc.setDateFormatter(lambda *_library_time: made)
        self._doc.signature = md5(made.encode(), usedforsecurity=False)  # SOURCE_DATE_EPOCH is left out
        lasting.open_catalogue(self._doc.Catalog)
        if attachment:
            _embed(self._doc, attachment, made)

    def showPage(self) -> None:
        self._finished.append(dict(self.__dict__))
        self.marks.pages.append([])
        self._startPage()

    def save(self) -> None:
        pages = self._finished
        for number, state in enumerate(pages, start=1):
            self.__dict__.update(state)
            with tagging.mark(self, None):
                _margins(self, self._paper, number, len(pages))
                _say_readers(self, self.readers, self.readers != self._paper.readers)
            self._doc.updateSignature("\n".join(self._code))
            super().showPage()
        self.marks.pages = self.marks.pages[: len(pages)]
        paper = self._paper
        self._doc.setProducer(_PRODUCER)
        tagging.write(self._doc, self._tree, self.marks)
        lasting.describe(self._doc, paper.title, paper.kind, paper.unit, _PRODUCER, paper.made, self._part)
        super().save()


def _margins(canvas: Canvas, paper: Paper, number: int, count: int) -> None:
    """The footer, its middle below where it has no room, and on a draft the mark above the text."""
    canvas.saveState()
    left, right, line = tokens.SIDE, tokens.PAGE_WIDTH - tokens.SIDE, 11 * mm
    canvas.setStrokeColor(tokens.RULE)
    canvas.setLineWidth(0.4)
    canvas.line(left, line + 4 * mm, right, line + 4 * mm)
    canvas.setFillColor(tokens.SECONDARY)
    canvas.setFont(fonts.REGULAR, _FOOTER_SIZE)
    title, secrecy, place = (
        fonts.printable(words, fonts.REGULAR, "sidfot")
        for words in (paper.title, paper.secrecy, f"Sida {number} av {count}")
    )
    first, middle, last = (fonts.width(one, fonts.REGULAR, _FOOTER_SIZE) for one in (title, secrecy, place))
    canvas.drawString(left, line, title)
    canvas.drawRightString(right, line, place)
    if first + middle + last + 2 * _APART > right - left:
        canvas.drawString(left, line - 4 * mm, secrecy)
    else:
        canvas.drawCentredString((left + first + right - last) / 2, line, secrecy)
    if paper.draft:
        canvas.setFillColor(tokens.WARNING)
        canvas.setFont(fonts.SEMIBOLD, _FOOTER_SIZE)
        canvas.drawString(left, tokens.PAGE_HEIGHT - 11 * mm, _DRAFT)
    canvas.restoreState()


def _say_readers(canvas: Canvas, readers: str, are_few: bool) -> None:
    """Who may read this page, at the right above the text; in red where they are fewer than read the rest."""
    if readers:
        canvas.saveState()
        canvas.setFillColor(tokens.WARNING if are_few else tokens.SECONDARY)
        canvas.setFont(fonts.SEMIBOLD if are_few else fonts.REGULAR, _FOOTER_SIZE)
        canvas.drawRightString(
            tokens.PAGE_WIDTH - tokens.SIDE, tokens.PAGE_HEIGHT - 11 * mm, f"Läses av: {readers}"
        )
        canvas.restoreState()


def _embed(document: Any, attachment: Attachment, made: str) -> None:
    """Name the file in the catalogue (ISO 32000-1, 7.11.4; associated as ISO 19005-3 asks)."""
    stream = PDFStream(
        PDFDictionary({
            "Type": PDFName("EmbeddedFile"),
            "Subtype": "/" + attachment.media_type.replace("/", "#2F"),
            "Params": PDFDictionary({"Size": len(attachment.content), "ModDate": PDFString(made)}),
        }),
        attachment.content,
        filters=[],
    )  # fmt: skip
    reference = document.Reference(stream)
    specification = document.Reference(PDFDictionary({
        "Type": PDFName("Filespec"),
        "F": PDFString(attachment.name),
        "UF": PDFString(attachment.name),
        "Desc": PDFString(attachment.description),
        "AFRelationship": PDFName("Data"),
        "EF": PDFDictionary({"F": reference, "UF": reference}),
    }))  # fmt: skip
    catalogue = document.Catalog
    catalogue.AF = PDFArray([specification])
    names = PDFArray([PDFString(attachment.name), specification])
    catalogue.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": names})})
