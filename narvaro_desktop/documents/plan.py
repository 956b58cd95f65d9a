"""The åtgärdsplan on paper: needs, then each measure with its goal, who, when and the day it is followed up.

It is no åtgärdsprogram under skollagen (2010:800) 3 kap. 9 §, and says so.
"""

from dataclasses import dataclass
from datetime import date, datetime

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from narvaro_desktop.documents import blocks, styles, swedish
from narvaro_desktop.documents.page import Paper, build
from narvaro_desktop.domain.terms import LegalType, MeasureLevel

_KIND = "Åtgärdsplan"


@dataclass(frozen=True, slots=True)
class PlanMeasure:
    """One measure; `goal` names measure, baseline and target, `reference` the åtgärdsprogram it rests on."""

    title: str
    goal: str
    level: MeasureLevel
    legal_type: LegalType
    responsible: str
    starts_on: date
    follow_up_on: date
    ends_on: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """A whole plan; `signed` is (day, "namn, befattning"), None makes it a draft."""

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


def plan(paper: PlanPaper, made: datetime, secrecy: str) -> bytes:
    """The PDF; an unsigned one is marked as a draft on every page."""
    sheet = Paper(_KIND, paper.case_id, paper.school, made, secrecy, draft=paper.signed is None)
    return build(sheet, _story(paper))


def _story(paper: PlanPaper) -> list[Flowable]:
    story = [
        *blocks.opening(
            paper.school, f"Åtgärdsplan för {paper.student}",
            f"Ärende {paper.case_id} · version {paper.version} · detta är inte ett åtgärdsprogram",
        ),
        *blocks.heading("Behov"),
        *blocks.text(paper.needs, "behov"),
        *blocks.heading("Åtgärder"),
    ]  # fmt: skip
    for place, measure in enumerate(paper.measures, start=1):
        story.append(_measure(place, measure))
    story += [
        *blocks.heading("Elevens syn på planen"),
        *blocks.text(paper.student_view, "elevens syn"),
        *blocks.heading("Vårdnadshavarnas syn på planen"),
        *blocks.text(paper.guardian_view, "vårdnadshavarnas syn"),
        *blocks.heading("Nästa möte"),
        *blocks.text(paper.next_meeting, "nästa möte"),
    ]
    if paper.signed:
        day, who = paper.signed
        story += blocks.text(f"Signerad {day} av {who}.", "signerad", styles.NOTE)
    return story


def _measure(place: int, measure: PlanMeasure) -> Flowable:
    """A measure stays on one page: its title, its goal, and who does it, when, and when it is followed up."""
    return blocks.together(
        *blocks.text(f"{place}. {measure.title}", f"åtgärd {place}", styles.SUBHEADING),
        *blocks.text(f"Mål: {measure.goal}", f"mål {place}", styles.BODY.clone("goal", spaceAfter=2)),
        _who_and_when(measure),
        blocks.gap(6),
    )


def _who_and_when(measure: PlanMeasure) -> Table:
    until = f"Från {measure.starts_on}"
    if measure.ends_on:
        until = swedish.span(measure.starts_on, measure.ends_on)
    kind = measure.legal_type.swedish
    if measure.reference:
        kind = f"{kind}, {measure.reference}"
    columns = [
        blocks.Column("Ansvarig", 46 * mm), blocks.Column("Nivå och slag", 46 * mm),
        blocks.Column("Gäller", 52 * mm), blocks.Column("Följs upp", 26 * mm),
    ]  # fmt: skip
    level = _first_upper(measure.level.swedish)
    return blocks.quiet_table(
        columns, [(measure.responsible, f"{level}, {kind}", until, str(measure.follow_up_on))]
    )


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]
