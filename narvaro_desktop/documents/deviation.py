"""A samverkansavvikelse on paper: what happened between organisations, without anyone who could be known."""

from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, swedish, tokens
from narvaro_desktop.documents.flowables import WritingLines
from narvaro_desktop.documents.page import Paper, build

_KIND = "Samverkansavvikelse"


@dataclass(frozen=True, slots=True)
class DeviationPaper:
    """`partner` and `obstacle` as words; no pupil, no case, no person."""

    school: str
    happened_on: date
    partner: str
    obstacle: str
    what: str
    proposal: str
    contact: str


def deviation(paper: DeviationPaper, made: datetime) -> bytes:
    """The PDF; it holds no personal data, and says so."""
    facts = [
        ("Hände", swedish.long_date(paper.happened_on)),
        ("Gäller samverkan med", swedish.capital(paper.partner)),
        ("Vad som inte fungerade", swedish.capital(paper.obstacle)),
        ("Svar till", paper.contact or paper.school),
    ]  # fmt: skip
    story: list[Flowable] = [
        *blocks.opening(paper.school, _KIND, "Utan namn och utan uppgifter som pekar ut någon"),
        blocks.key_table(facts),
        *blocks.heading("Vad hände?"),
        *blocks.text(paper.what, "vad hände"),
    ]
    if paper.proposal:
        story += [*blocks.heading("Vad föreslår skolan?"), *blocks.text(paper.proposal, "förslag")]
    story.append(
        blocks.together(
            *blocks.heading("Svar från forumet"),
            WritingLines(["Vad görs åt det?"], tokens.MEASURE),
            WritingLines(["Funktion", "Datum"], tokens.MEASURE),
        )
    )
    return build(Paper(_KIND, "", paper.school, made), story)
