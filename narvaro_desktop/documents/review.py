"""Protocol of a weekly närvarogenomgång: over which data, and how each pupil, by initials, was answered."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from reportlab.lib.units import mm

from narvaro_desktop.documents import blocks, styles, swedish
from narvaro_desktop.documents.page import TEAM, Paper, build

_TITLE: Final = "Protokoll från närvarogenomgång"


@dataclass(frozen=True, slots=True)
class ReviewPaper:
    """`classes` has each class with its pupils as (initials, answer)."""

    school: str
    held_on: date
    data: str
    signed: str
    words: str
    classes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def protocol(paper: ReviewPaper, made: datetime, secrecy: str) -> bytes:
    """The protocol."""
    sheet = Paper(_TITLE, "EHT", paper.school, made, secrecy, readers=TEAM)
    story = [
        *blocks.opening(paper.school, f"Närvarogenomgång {paper.held_on}", f"Frånvaro {paper.data}"),
    ]
    if paper.words:
        story += [*blocks.heading("Kommentar"), *blocks.text(paper.words, "kommentar")]
    columns = [blocks.Column("Elev", 40 * mm), blocks.Column("Svar", 130 * mm)]
    for name, pupils in paper.classes:
        rows = [(initials, swedish.capital(answer)) for initials, answer in pupils]
        story += [*blocks.heading(name), blocks.quiet_table(columns, rows)]
    if not paper.classes:
        story += blocks.text("Inga elever.", "elever")
    story += blocks.text(f"Signerad {paper.signed}.", "signerad", styles.NOTE)
    return build(sheet, story)
