"""Four questions for the pupils of a group on paper: boxes to tick, no name and no number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, fonts, tokens
from narvaro_desktop.documents.flowables import Grid, TickBox, WritingLines
from narvaro_desktop.documents.page import Paper, build

_KIND = "Elevernas svar"
_BOX = 7 * mm
_LINES = 3
_STYLE = [
    ("FONT", (0, 0), (-1, -1), fonts.REGULAR, 9.5),  # else a table brings Helvetica along
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
]


@dataclass(frozen=True, slots=True)
class FeedbackForm:
    """`questions` are each answered with one of `answers`."""

    school: str
    questions: tuple[str, ...]
    answers: tuple[str, ...]


def feedback_form(form: FeedbackForm, made: datetime) -> bytes:
    """The PDF."""
    return build(Paper(_KIND, "", form.school, made), _story(form))


def _story(form: FeedbackForm) -> list[Flowable]:
    story: list[Flowable] = [
        *blocks.opening(form.school, "Hur har du det i skolan?", "Skriv inte ditt namn."),
        *blocks.text(
            "Kryssa för det svar som stämmer bäst för dig. Du får hoppa över en fråga.", "anvisning"
        ),
    ]
    for number, question in enumerate(form.questions, 1):
        story.append(blocks.together(*blocks.heading(f"{number}. {question}"), *_answers(form.answers)))
    story.append(
        blocks.together(
            *blocks.heading("Är det något skolan kan göra annorlunda?"),
            *(WritingLines([""], tokens.FULL) for _line in range(_LINES)),
        )
    )
    return story


def _answers(answers: Sequence[str]) -> list[Flowable]:
    lines: list[Flowable] = []
    for answer in answers:
        words = blocks.text(answer, "svar")[0]
        line = Grid([[TickBox(), words]], colWidths=[_BOX, tokens.FULL - _BOX])
        line.setStyle(_STYLE)
        line.elements = words.elements
        lines.append(line)
    return lines
