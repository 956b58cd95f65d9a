"""The styles of paper text: face, size, leading, colour, and the space around."""

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

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
TITLE_AGAIN = TITLE.clone("title again")  # of the same text in another language: a paper has one H1
HEADING_AGAIN = HEADING.clone("heading again", fontSize=12, leading=15, spaceBefore=7, spaceAfter=3)
SUBHEADING = _style(fonts.SEMIBOLD, 10.5, 14.5, spaceBefore=6, spaceAfter=1)
BODY = _style(fonts.REGULAR, 10.5, 14.5, rightIndent=_ASIDE, spaceAfter=5)
BODY_AGAIN = _style(fonts.REGULAR, 10, 13.3, rightIndent=_ASIDE - 10 * mm, spaceAfter=4)
STRONG = _style(fonts.SEMIBOLD, 10.5, 14.5, rightIndent=_ASIDE, spaceAfter=3)
UNSAID = _style(fonts.REGULAR, 10.5, 14.5, tokens.SECONDARY, rightIndent=_ASIDE, spaceAfter=5)
NOTE = _style(fonts.REGULAR, 9, 12, tokens.SECONDARY, rightIndent=_ASIDE, spaceBefore=3, spaceAfter=3)
SOURCE = NOTE.clone("source", spaceBefore=0, spaceAfter=4)
ITEM = _style(fonts.REGULAR, 10.5, 14.5)
CELL = _style(fonts.REGULAR, 9.5, 12.5)
CELL_RIGHT = _style(fonts.REGULAR, 9.5, 12.5, alignment=TA_RIGHT)
CELL_LABEL = _style(fonts.SEMIBOLD, 9.5, 12.5)
CELL_TOTAL_RIGHT = _style(fonts.SEMIBOLD, 9.5, 12.5, alignment=TA_RIGHT)
HEAD = _style(fonts.SEMIBOLD, 9.5, 12.5, tokens.WHITE)
HEAD_RIGHT = _style(fonts.SEMIBOLD, 9.5, 12.5, tokens.WHITE, alignment=TA_RIGHT)
QUIET_HEAD = _style(fonts.SEMIBOLD, 8.5, 11, tokens.SECONDARY)
