"""What a school tells the owner of its routine before a revision: how it is followed, what was learned."""

from dataclasses import dataclass
from datetime import datetime

from narvaro_desktop.documents import blocks, styles
from narvaro_desktop.documents.page import Paper, build

_KIND = "Återkoppling på rutinen"


@dataclass(frozen=True, slots=True)
class RoutineAnswer:
    """`parts` are headings with their lines; no line tells of a person."""

    school: str
    routine: str
    year: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


def routine_answer(answer: RoutineAnswer, made: datetime) -> bytes:
    """The PDF."""
    about = f"{answer.routine} · läsåret {answer.year}"
    story = [*blocks.opening(answer.school, _KIND, about)]
    for title, lines in answer.parts:
        story += [*blocks.heading(title), *blocks.bullets(lines, title)]
    if not answer.parts:
        story += blocks.text("Inget att berätta än.", "innehåll")
    words = (
        "Antal och lärdomar från skolan. Inga elever är nämnda. Elever med skyddade personuppgifter är inte "
        "räknade."
    )
    story += blocks.text(words, "om papperet", styles.NOTE)
    return build(Paper(_KIND, "", answer.school, made), story)
