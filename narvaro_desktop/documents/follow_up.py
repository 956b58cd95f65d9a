"""The uppföljning of an åtgärdsplan on paper: what was done and seen, and what each measure comes to."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, styles, swedish
from narvaro_desktop.documents.page import TEAM, Paper, build

_KIND: Final = "Uppföljning av åtgärdsplan"
_LABEL: Final = styles.STRONG.clone("seen", spaceAfter=0)
_CHANGE: Final = "Siffrorna visar förändring, inte orsakssamband."


@dataclass(frozen=True, slots=True)
class Followed:
    """One measure as it was followed up; `held_on` None where it has not been.

    `before` and `after` are shares of absence in words, "" where they cannot be computed yet.
    """

    number: int
    title: str
    goal: str
    held_on: date | None
    seen: str = ""
    how: str = ""
    decision: str = ""
    next_on: date | None = None
    responsible: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpPaper:
    """All measures of a plan's `version`; `absence` is the pupil's absence now, in words."""

    case_id: str
    school: str
    student: str
    version: int
    absence: str
    measures: tuple[Followed, ...]
    next_meeting: str = ""


def follow_up(paper: FollowUpPaper, made: datetime, secrecy: str) -> bytes:
    """The PDF."""
    return build(
        Paper(_KIND, paper.case_id, paper.school, made, secrecy, readers=TEAM), _story(paper, made.date())
    )


def _story(paper: FollowUpPaper, on: date) -> list[Flowable]:
    story = [
        *blocks.opening(
            paper.school, f"Uppföljning för {paper.student}",
            f"Ärende {paper.case_id} · åtgärdsplan version {paper.version} · {swedish.long_date(on)}",
        ),
        blocks.key_table([("Frånvaro nu", paper.absence or "kan inte beräknas")]),
        *blocks.heading("Åtgärderna", 75 * mm),
    ]  # fmt: skip
    if not paper.measures:
        story += blocks.text("Planen har inga åtgärder.", "åtgärder", styles.UNSAID)
    for one in paper.measures:
        story += _measure(one)
    if any(one.before for one in paper.measures):
        story += _change(paper.measures)
    story += blocks.heading("Nästa möte")
    return [*story, *blocks.text(paper.next_meeting or "Inte bestämt.", "nästa möte")]


def _measure(one: Followed) -> list[Flowable]:
    facts = [
        ("Uppföljd", str(one.held_on) if one.held_on else "Inte än"),
        ("Blev det gjort?", swedish.capital(one.how)),
        ("Beslut", swedish.capital(one.decision)),
        ("Ansvarig", swedish.capital(one.responsible)),
        ("Följs upp igen" if one.held_on else "Följs upp", str(one.next_on or "")),
    ]
    goal = f"Mål: {one.goal}" if one.goal else ""
    head = [
        *blocks.subheading(f"{one.number}. {one.title}"),
        *blocks.text(goal, f"mål {one.number}"),
        blocks.key_table([(label, words) for label, words in facts if words]),
    ]
    seen = blocks.text(one.seen, f"uppföljning {one.number}")
    if seen:
        label = blocks.paragraph("Vad vi såg", _LABEL, "uppföljning")
        head += [blocks.gap(4), label, seen[0]]
    return [blocks.together(*head), *seen[1:], blocks.gap(8)]


def _change(measures: tuple[Followed, ...]) -> list[Flowable]:
    columns = [
        blocks.Column("Åtgärd", 90 * mm),
        blocks.Column("Frånvaro före", 40 * mm, right=True),
        blocks.Column("Frånvaro efter", 40 * mm, right=True),
    ]
    rows = [(f"{one.number}. {one.title}", one.before, one.after) for one in measures if one.before]
    return [
        *blocks.heading("Frånvaron före och efter"),
        blocks.data_table(columns, rows),
        *blocks.text(_CHANGE, "förändring", styles.NOTE),
    ]
