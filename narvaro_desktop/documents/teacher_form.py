"""Questions to teachers on paper: initials and the case number, never a name, and room to write."""

from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, tokens
from narvaro_desktop.documents.flowables import WritingLines
from narvaro_desktop.documents.page import Paper, build

_KIND = "Frågor till lärare"
_LINES = 2
_BETWEEN = "\N{NO-BREAK SPACE}" * 4


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question; `ends` are the words at the ends of a scale that counts from 0 to `highest`."""

    words: str
    ends: tuple[str, str] | None = None
    highest: int = 0


@dataclass(frozen=True, slots=True)
class TeacherForm:
    """`initials` such as "E. B."; `parts` are (heading, questions); `back_to`: who takes it back."""

    case_id: str
    school: str
    initials: str
    parts: tuple[tuple[str, tuple[FormQuestion, ...]], ...]
    back_to: str


def teacher_form(form: TeacherForm, made: datetime, secrecy: str) -> bytes:
    """The PDF."""
    return build(Paper(_KIND, form.case_id, form.school, made, secrecy), _story(form))


def _story(form: TeacherForm) -> list[Flowable]:
    about = f"Elev {form.initials} · ärende {form.case_id}"
    story: list[Flowable] = [
        *blocks.opening(form.school, "Frågor till undervisande lärare", about),
        *blocks.text(
            "Skriv om undervisningen och det du ser i klassrummet. Skriv inte elevens namn, inga andra "
            "elevers namn och inget om hälsa eller familj. Lämna tomt det du inte vet.",
            "anvisning",
        ),
        *blocks.text(form.back_to, "lämnas till"),
        WritingLines(["Ämne", "Lärare", "Datum"], tokens.FULL),
    ]
    for heading, questions in form.parts:
        first, *others = questions
        story.append(blocks.together(*blocks.heading(heading), *_asked(first)))
        story += [blocks.together(*_asked(question)) for question in others]
    return story


def _asked(question: FormQuestion) -> list[Flowable]:
    parts = [*blocks.subheading(question.words)]
    if question.ends:
        low, high = question.ends
        steps = _BETWEEN.join((low, *map(str, range(question.highest + 1)), high))
        parts += blocks.text(f"Ringa in: {steps}", question.words)
    lines = 1 if question.ends else _LINES
    parts += [WritingLines([""], tokens.FULL) for _line in range(lines)]
    return [*parts, blocks.gap(2 * mm)]
