"""A class list on paper, for a mentor without an account: initials and case numbers, and room to answer."""

from dataclasses import dataclass
from datetime import date, datetime

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, tokens
from narvaro_desktop.documents.flowables import WritingLines
from narvaro_desktop.documents.page import Paper, build

_KIND = "Klasslista"


@dataclass(frozen=True, slots=True)
class ClassForm:
    """`pupils` are (initials, case number or ""); `until` is the day to which the absence is known."""

    school: str
    class_name: str
    until: date
    pupils: tuple[tuple[str, str], ...]
    back_to: str


def class_form(form: ClassForm, made: datetime, secrecy: str) -> bytes:
    """The PDF."""
    return build(Paper(_KIND, form.class_name, form.school, made, secrecy), _story(form))


def _story(form: ClassForm) -> list[Flowable]:
    about = f"{form.class_name} · frånvaro t.o.m. {form.until}"
    story: list[Flowable] = [
        *blocks.opening(form.school, "Elever att se efter", about),
        *blocks.text(
            "Eleverna står här för att frånvaron har nått skolans gräns. Skriv vad du ser i skolan och "
            "vad du har gjort. Skriv inga namn och inget om hälsa eller familj. Lämna tomt det du inte vet.",
            "anvisning",
        ),
        *blocks.text(form.back_to, "lämnas till"),
        WritingLines(["Mentor", "Datum"], tokens.FULL),
    ]
    for number, (initials, case) in enumerate(form.pupils, 1):
        words = f"{number}. {initials}" + (f" · ärende {case}" if case else "")
        story.append(
            blocks.together(
                *blocks.heading(words),
                WritingLines(["Vad du ser i skolan", "Vad du har gjort, och vilken dag"], tokens.FULL),
                WritingLines(["Förslag: jag följer upp, öppna ärende eller vänta till en dag"], tokens.FULL),
                blocks.gap(2 * mm),
            )
        )
    return story
