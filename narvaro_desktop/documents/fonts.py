"""The faces on paper, and whether they can print a text.

No fallback font and no box in place of a letter: a character that a face lacks stops the paper.
"""

import re
import unicodedata
from functools import cache

from reportlab.graphics import shapes
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from narvaro_desktop.documents.faults import MissingGlyph
from narvaro_desktop.paths import resource

REGULAR = "NarvaroSans-Regular"
MEDIUM = "NarvaroSans-Medium"
SEMIBOLD = "NarvaroSans-SemiBold"
BOLD = "NarvaroSans-Bold"
ITALIC = "NarvaroSans-Italic"
FACES = (REGULAR, MEDIUM, SEMIBOLD, BOLD, ITALIC)
ARABIC, ARABIC_BOLD = "NarvaroSansArabic-Regular", "NarvaroSansArabic-Bold"

_UNSEEN = dict.fromkeys(
    [0xAD, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)
_LINE_END = re.compile("\r\n?|\u2028|\u2029")
_SPACING = {"\n", "\t"}


@cache
def load() -> None:
    """Register the faces with ReportLab, once in a process (about 25 ms)."""
    for name in FACES:
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", f"{name}.ttf"))))
    shapes.STATE_DEFAULTS["fontName"] = REGULAR


@cache
def load_arabic() -> None:
    """Register the faces for Arabic script, which few papers need."""
    for name in (ARABIC, ARABIC_BOLD):
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", f"{name}.ttf"))))


def clean(text: str) -> str:
    """`text` composed (NFC: a search for Åsa finds her), without unseen controls, lines ending in LF."""
    lines = _LINE_END.sub("\n", unicodedata.normalize("NFC", text))
    return lines.translate(_UNSEEN)


def printable(text: str, face: str, field: str) -> str:
    """`text`, cleaned, once every character of it is known to be in `face`; else MissingGlyph."""
    load()
    glyphs = pdfmetrics.getFont(face).face.charToGlyph
    cleaned = clean(text)
    for character in cleaned:
        if ord(character) not in glyphs and character not in _SPACING:
            raise MissingGlyph(field, character)
    return cleaned


def width(text: str, face: str, size: float) -> float:
    """How wide `text` is in points."""
    load()
    return float(pdfmetrics.stringWidth(text, face, size))
