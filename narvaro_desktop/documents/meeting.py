"""The EHT-möte on paper: an agenda, and a protocol of decisions.

Pupils stand by initials and ärendenummer. What was said stands in each case and on neither paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, styles
from narvaro_desktop.documents.page import TEAM, Paper, build

_AGENDA, _PROTOCOL = "Dagordning", "Mötesprotokoll"


@dataclass(frozen=True, slots=True)
class PaperDecision:
    """A decision: what, who, by when; `note` says that it was added or put right after the meeting."""

    words: str
    responsible: str
    due_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaperPoint:
    """A point of the agenda: its heading, why it is there, and what was decided."""

    heading: str
    words: str
    decisions: tuple[PaperDecision, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingPaper:
    """A meeting. `there` and `away` are people as "namn, funktion"; `closed` is "dag av namn", or ""."""

    school: str
    number: str
    held_on: date
    there: tuple[str, ...]
    away: tuple[str, ...]
    points: tuple[PaperPoint, ...]
    closed: str = ""


def agenda(paper: MeetingPaper, made: datetime, secrecy: str) -> bytes:
    """The agenda: who is called and what is taken up, in order."""
    sheet = Paper(_AGENDA, paper.number, paper.school, made, secrecy, readers=TEAM)
    story = [
        *blocks.opening(paper.school, f"Dagordning {paper.held_on}", "Elevhälsoteamets möte"),
        *blocks.heading("Kallade"),
        *_people([*paper.there, *paper.away]),
        *blocks.heading("Punkter"),
    ]
    columns = [
        blocks.Column("Nr", 12 * mm), blocks.Column("Punkt", 48 * mm), blocks.Column("Varför", 110 * mm),
    ]  # fmt: skip
    rows = [(str(place), point.heading, point.words) for place, point in enumerate(paper.points, start=1)]
    return build(sheet, [*story, *_table_or(columns, rows, "Inga punkter.")])


def protocol(paper: MeetingPaper, made: datetime, secrecy: str) -> bytes:
    """The protocol: who was there, and what was decided; one that is not closed is marked as a draft."""
    sheet = Paper(_PROTOCOL, paper.number, paper.school, made, secrecy, draft=not paper.closed, readers=TEAM)
    story = [
        *blocks.opening(paper.school, f"Protokoll {paper.held_on}", "Elevhälsoteamets möte"),
        *blocks.heading("Närvarande"),
        *_people(paper.there),
    ]
    if paper.away:
        story += [*blocks.subheading("Kallade som inte var med"), *blocks.bullets(paper.away, "frånvarande")]
    story += blocks.heading("Beslut", 50 * mm)
    if not paper.points:
        story += blocks.text("Inga punkter.", "punkter", styles.UNSAID)
    for place, point in enumerate(paper.points, start=1):
        story += _point(place, point)
    story += blocks.text(
        "Det som sades om varje elev står i elevens ärende och inte här.", "protokoll", styles.NOTE
    )
    if paper.closed:
        story += blocks.text(f"Mötet avslutades {paper.closed}.", "avslutat", styles.NOTE)
    return build(sheet, story)


def _people(names: Sequence[str]) -> list[Flowable]:
    return blocks.bullets(names, "namn") or blocks.text("Ingen är angiven.", "namn", styles.UNSAID)


def _point(place: int, point: PaperPoint) -> list[Flowable]:
    columns = [
        blocks.Column("Beslut", 92 * mm),
        blocks.Column("Ansvarig", 48 * mm), blocks.Column("Senast", 30 * mm)
    ]  # fmt: skip
    rows = [
        (f"{one.words} ({one.note})" if one.note else one.words, one.responsible, str(one.due_on))
        for one in point.decisions
    ]
    made = [
        *blocks.subheading(f"{place}. {point.heading}"),
        *_table_or(columns, rows, "Inget beslut."),
        blocks.gap(4),
    ]
    return [blocks.together(*made)]


def _table_or(
    columns: Sequence[blocks.Column], rows: Sequence[Sequence[str]], nothing: str
) -> list[Flowable]:
    return [blocks.quiet_table(columns, rows)] if rows else blocks.text(nothing, "punkt")
