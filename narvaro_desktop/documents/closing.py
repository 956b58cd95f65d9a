"""The decision to close a case, on paper: förvaltningslagen (2017:900) 31 § says what it has to say."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, styles, swedish, tokens
from narvaro_desktop.documents.flowables import WritingLines
from narvaro_desktop.documents.page import Paper, build

_KIND: Final = "Beslut att avsluta ärendet"


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What was not done when the case was closed, and why."""

    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClosingPaper:
    """`absence` is what it was at the end; `told` who knows of it, `lesson` what the school learned."""

    case_id: str
    school: str
    student: str
    opened_on: date
    closed_on: date
    closed_by: str
    why: str
    absence: str
    told: str = ""
    lesson: str = ""
    left: tuple[LeftOpen, ...] = ()


def closing(paper: ClosingPaper, made: datetime, secrecy: str) -> bytes:
    """The PDF, with a line to sign on."""
    return build(Paper(_KIND, paper.case_id, paper.school, made, secrecy), _story(paper))


def _story(paper: ClosingPaper) -> list[Flowable]:
    facts = [
        ("Elev", paper.student),
        ("Ärendet öppnades", str(paper.opened_on)),
        ("Datum för beslutet", str(paper.closed_on)),
        ("Beslutat av", paper.closed_by),
        ("Frånvaro vid avslutet", paper.absence or "kan inte beräknas"),
        ("Informerade", paper.told or "Ingen är antecknad"),
    ]
    day = swedish.long_date(paper.closed_on)
    story: list[Flowable] = [
        *blocks.opening(paper.school, _KIND, f"{day} · ärende {paper.case_id}"),
        *blocks.text(f"Ärendet om frånvaro avslutas: {paper.why}.", "beslut", styles.STRONG),
        *blocks.heading("Ärendet"),
        blocks.key_table(facts),
    ]
    if paper.lesson:
        story += [*blocks.heading("Det skolan tar med sig"), *blocks.text(paper.lesson, "lärdom")]
    if paper.left:
        columns = [blocks.Column("Lämnas öppet", 85 * mm), blocks.Column("Skäl", tokens.FULL - 85 * mm)]
        rows = [(one.words, one.reason) for one in paper.left]
        story += [*blocks.heading("Inte gjort vid avslutet"), blocks.data_table(columns, rows)]
    lines = WritingLines(["Underskrift", "Namnförtydligande och befattning"], tokens.FULL)
    story.append(blocks.together(blocks.gap(14), lines))
    return story
