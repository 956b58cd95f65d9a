"""The åtgärdsplan on paper: needs, then each measure with its goal, who, when and the day it is followed up.

It is no åtgärdsprogram under skollagen (2010:800) 3 kap. 9 §, and says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from narvaro_desktop.documents import blocks, styles, swedish
from narvaro_desktop.documents.page import TEAM, Paper, build
from narvaro_desktop.domain.terms import LegalType, MeasureLevel

_KIND: Final = "Åtgärdsplan"
_READERS: Final = f"{TEAM}, eleven och vårdnadshavarna"
_UNSAID: Final = "Inte antecknat."


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """What was seen on a day, and in short how it went."""

    held_on: date
    seen: str
    how: str


@dataclass(frozen=True, slots=True)
class PlanMeasure:
    """One measure; `reference` is the åtgärdsprogram that it rests on, `details` are labels with their words.

    `ended` says when and how it ended; `effect` what the absence did around its start.
    """

    title: str
    goal: str
    level: MeasureLevel
    legal_type: LegalType
    responsible: str
    starts_on: date
    follow_up_on: date
    ends_on: date | None = None
    reference: str = ""
    details: tuple[tuple[str, str], ...] = ()
    follow_ups: tuple[FollowUpLine, ...] = ()
    effect: str = ""
    ended: str = ""
    number: int = 0
    """What it is called on the screen; by its place here where that is not given."""


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """A week of the planned return, in words."""

    week: str
    planned: str
    present: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """A whole plan; `signed` is (day, "namn, befattning"), None makes it a draft; `approved` likewise."""

    case_id: str
    school: str
    student: str
    version: int
    needs: str
    measures: tuple[PlanMeasure, ...]
    student_view: str
    guardian_view: str
    next_meeting: str
    signed: tuple[date, str] | None = None
    approved: tuple[date, str] | None = None
    reason: str = ""
    ended: tuple[PlanMeasure, ...] = ()
    weeks: tuple[ReturnLine, ...] = ()


def plan(paper: PlanPaper, made: datetime, secrecy: str) -> bytes:
    """The PDF; an unsigned one is marked as a draft on every page."""
    sheet = Paper(
        _KIND, paper.case_id, paper.school, made, secrecy, draft=paper.signed is None, readers=_READERS
    )
    return build(sheet, _story(paper))


def _story(paper: PlanPaper) -> list[Flowable]:
    story = blocks.opening(
        paper.school, f"Åtgärdsplan för {paper.student}",
        f"Ärende {paper.case_id} · version {paper.version} · detta är inte ett åtgärdsprogram",
    )  # fmt: skip
    if paper.reason:
        story += blocks.text(f"Därför ändrades planen: {paper.reason}", "skäl", styles.NOTE)
    story += _said("Behov", paper.needs, "behov")
    story += _measures("Åtgärder", paper.measures, 1)
    story += _return(paper.weeks)
    story += _measures("Avslutade åtgärder", paper.ended, len(paper.measures) + 1)
    story += _said("Elevens syn på planen", paper.student_view, "elevens syn")
    story += _said("Vårdnadshavarnas syn på planen", paper.guardian_view, "vårdnadshavarnas syn")
    story += _said("Nästa möte", paper.next_meeting, "nästa möte")
    for words, by in (("Signerad", paper.signed), ("Godkänd", paper.approved)):
        if by is not None:
            day, who = by
            story += blocks.text(f"{words} {day} av {who}.", words.lower(), styles.NOTE)
    return story


def _said(title: str, words: str, field: str) -> list[Flowable]:
    if not words.strip():
        return [*blocks.heading(title), *blocks.text(_UNSAID, field, styles.UNSAID)]
    return [*blocks.heading(title), *blocks.text(words, field)]


def _measures(title: str, measures: Sequence[PlanMeasure], first: int) -> list[Flowable]:
    if not measures:
        return []
    story = blocks.heading(title, 55 * mm)
    for place, measure in enumerate(measures, start=first):
        story += _measure(measure.number or place, measure)
    return story


def _measure(place: int, measure: PlanMeasure) -> list[Flowable]:
    """Title, goal, who and when stay on one page; what was seen may run on to the next."""
    story: list[Flowable] = [
        blocks.together(
            *blocks.text(f"{place}. {measure.title}", f"åtgärd {place}", styles.SUBHEADING),
            *blocks.text(f"Mål: {measure.goal}", f"mål {place}", styles.BODY.clone("goal", spaceAfter=2)),
            _who_and_when(measure),
        )
    ]
    if measure.details:
        story.append(blocks.key_table(measure.details))
    if measure.follow_ups:
        story += [blocks.gap(4), _follow_ups(measure.follow_ups)]
    if measure.ended:
        story += blocks.text(measure.ended, f"utfall {place}", styles.NOTE)
    if measure.effect:
        story += blocks.text(measure.effect, f"effekt {place}", styles.NOTE)
    return [*story, blocks.gap(8)]


def _who_and_when(measure: PlanMeasure) -> Table:
    until = f"Från {measure.starts_on}"
    if measure.ends_on:
        until = swedish.span(measure.starts_on, measure.ends_on)
    kind = measure.legal_type.swedish
    if measure.reference:
        kind = f"{kind.partition(' (')[0]}, {measure.reference}"
    columns = [
        blocks.Column("Ansvarig", 46 * mm), blocks.Column("Nivå och slag", 46 * mm),
        blocks.Column("Gäller", 52 * mm), blocks.Column("Följs upp", 26 * mm),
    ]  # fmt: skip
    level = swedish.capital(measure.level.swedish)
    followed = "" if measure.ended else str(measure.follow_up_on)
    return blocks.quiet_table(columns, [(measure.responsible, f"{level}, {kind}", until, followed)])


def _follow_ups(lines: Sequence[FollowUpLine]) -> Table:
    columns = [
        blocks.Column("Uppföljning", 26 * mm), blocks.Column("Vad vi såg", 84 * mm),
        blocks.Column("Hur det gick", 60 * mm),
    ]  # fmt: skip
    return blocks.quiet_table(columns, [(str(line.held_on), line.seen, line.how) for line in lines])


def _return(weeks: Sequence[ReturnLine]) -> list[Flowable]:
    if not weeks:
        return []
    columns = [
        blocks.Column("Vecka", 20 * mm), blocks.Column("Planerad tid", 26 * mm),
        blocks.Column("Närvaro", 26 * mm), blocks.Column("Läge", 34 * mm),
        blocks.Column("Var och med vad", 64 * mm),
    ]  # fmt: skip
    rows = [(line.week, line.planned, line.present, line.state, line.words) for line in weeks]
    return [*blocks.heading("Återskolningsplan"), blocks.quiet_table(columns, rows), blocks.gap(6)]
