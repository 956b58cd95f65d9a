"""The nödblad: what the team needs on the day the computer is gone; initials and numbers, never a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, styles, swedish
from narvaro_desktop.documents.page import TEAM, Paper, build

_KIND: Final = "Nödblad"
VALID_DAYS: Final = 30
_KEEP: Final = "Förvara bladet inlåst och förstör det när ett nytt skrivs ut."
_NOT_HERE: Final = (
    "Här står inga elevers namn, inget som eleven eller hemmet har sagt och inget om hälsa. Det finns i "
    "valvet och i dess säkerhetskopia."
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something to do: by when (None is undated), in which case, what, and who by function."""

    due_on: date | None
    case_id: str
    words: str
    who: str


@dataclass(frozen=True, slots=True)
class EmergencyCase:
    """One open case; `decisions`, `measures` and `sent` are ready lines."""

    case_id: str
    initials: str
    class_name: str
    step: str
    since: date
    owner: str
    decisions: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    todo: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class EmergencyPaper:
    """The whole school on its day; `contacts` are (function, who or where)."""

    school: str
    cases: tuple[EmergencyCase, ...]
    contacts: tuple[tuple[str, str], ...] = ()
    protected: int = 0
    """How many open cases are left out, since their pupils are protected."""


def emergency(paper: EmergencyPaper, made: datetime, secrecy: str) -> bytes:
    """The PDF: all deadlines on the first page, then one block for each case."""
    return build(Paper(_KIND, "", paper.school, made, secrecy, readers=TEAM), _story(paper, made.date()))


def _story(paper: EmergencyPaper, on: date) -> list[Flowable]:
    until = swedish.long_date(on + timedelta(days=VALID_DAYS))
    story = [
        *blocks.opening(paper.school, _KIND, f"Utskrivet {swedish.long_date(on)} · gäller till {until}"),
        blocks.emphasis(_KEEP, _NOT_HERE, "anvisning"),
    ]  # fmt: skip
    if paper.protected:
        words = f"Ärenden om elever med skyddade personuppgifter är inte med: {paper.protected}."
        story += blocks.text(words, "skyddade", styles.STRONG)
    story += [*blocks.heading("Att göra"), *_todo([one for case in paper.cases for one in case.todo], True)]
    if paper.contacts:
        story += [*blocks.heading("Kontakter"), blocks.key_table(paper.contacts)]
    story += blocks.heading("Ärenden", 60 * mm)
    if not paper.cases:
        story += blocks.text("Inga öppna ärenden.", "ärenden", styles.UNSAID)
    for case in paper.cases:
        story += _case(case)
    return story


def _case(case: EmergencyCase) -> list[Flowable]:
    listed = (("Beslut", case.decisions), ("Skickat och svarat", case.sent), ("Åtgärder", case.measures))
    facts = [
        ("Läge", f"{case.step}, sedan {case.since}"),
        ("Ansvarig", case.owner or "ingen"),
        *((label, "\n".join(lines)) for label, lines in listed if lines),
    ]
    who = " · ".join(filter(None, (case.case_id, case.initials, case.class_name)))
    todo = _todo(case.todo, False) if case.todo else []
    return [
        blocks.together(*blocks.subheading(who), blocks.key_table(facts, label_width=38 * mm), *todo),
        blocks.gap(6),
    ]


def _todo(lines: Sequence[Deadline], with_case: bool) -> list[Flowable]:
    if not lines:
        return blocks.text("Inget har en dag.", "att göra", styles.UNSAID)
    columns = [
        blocks.Column("Senast", 26 * mm),
        *([blocks.Column("Ärende", 28 * mm)] if with_case else []),
        blocks.Column("Vad", (74 if with_case else 102) * mm),
        blocks.Column("Vem", 42 * mm),
    ]
    ordered = sorted(lines, key=lambda one: (one.due_on or date.max, one.case_id, one.words))
    rows = [
        (str(one.due_on or "–"), *((one.case_id,) if with_case else ()), one.words, one.who)
        for one in ordered
    ]
    return [blocks.quiet_table(columns, rows)]
