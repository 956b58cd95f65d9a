"""The rektor's decision that an inquiry is opened, or that none is needed; one page.

Förvaltningslagen (2017:900) 31 §: the day, what is decided, who decided, who presented the matter and who
else took part in its final handling. Skollagen (2010:800) 7 kap. 19 a §: the ground.
"""

from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, styles, swedish, tokens
from narvaro_desktop.documents.flowables import WritingLines
from narvaro_desktop.documents.page import Paper, build
from narvaro_desktop.domain.law import Reference
from narvaro_desktop.domain.terms import InquiryAnswer

_TITLES = {
    InquiryAnswer.OPENED: "Beslut att inleda utredning",
    InquiryAnswer.WAIVED: "Beslut att utredning inte behövs",
}
_DECISIONS = {
    InquiryAnswer.OPENED: "Rektor beslutar att frånvaron ska utredas skyndsamt.",
    InquiryAnswer.WAIVED: "Rektor beslutar att någon utredning av frånvaron inte behövs.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told of the decision, and how or when ("vid möte 2026-10-06")."""

    who: str
    how: str


@dataclass(frozen=True, slots=True)
class DecisionPaper:
    """One decision; people are printed as "namn, befattning".

    `law` is the ground, in short and in our own words; `delegation` is the right of another than the rektor
    to decide; `recheck_on` belongs to a waived inquiry.
    """

    case_id: str
    school: str
    student: str
    answer: InquiryAnswer
    decided_on: date
    decided_by: str
    reasons: str
    law: Reference
    presented_by: str = ""
    took_part: tuple[str, ...] = ()
    delegation: str = ""
    told: tuple[Told, ...] = ()
    recheck_on: date | None = None


def decision(paper: DecisionPaper, made: datetime, secrecy: str, draft: bool = False) -> bytes:
    """The PDF, with a line to sign on."""
    kind = _TITLES[paper.answer]
    return build(Paper("Beslut", paper.case_id, paper.school, made, secrecy, draft), _story(paper, kind))


def _story(paper: DecisionPaper, title: str) -> list[Flowable]:
    day = swedish.long_date(paper.decided_on)
    return [
        *blocks.opening(
            paper.school, title, f"{day} · ärende {paper.case_id} · {swedish.unbroken(paper.law.citation)}"
        ),
        *blocks.text(_DECISIONS[paper.answer], "beslut", styles.STRONG),
        *blocks.heading("Ärendet"),
        blocks.key_table(_facts(paper)),
        *blocks.heading("Skäl"),
        *blocks.text(paper.reasons or "Inga skäl är antecknade.", "skäl"),
        *blocks.heading("Lagrum"),
        *blocks.text(
            f"{swedish.unbroken(paper.law.citation)}, kort återgiven: {paper.law.text}",
            "lagrum",
        ),
        *_told(paper),
        blocks.together(
            blocks.gap(14),
            WritingLines(["Underskrift", "Namnförtydligande och befattning"], tokens.FULL),
        ),
    ]


def _facts(paper: DecisionPaper) -> list[tuple[str, str]]:
    lines = [
        ("Elev", paper.student),
        ("Datum för beslutet", str(paper.decided_on)),
        ("Beslutat av", paper.decided_by),
        ("Föredragande", paper.presented_by or "Ingen"),
        ("Har också deltagit", "\n".join(paper.took_part) or "Ingen"),
    ]
    if paper.delegation:
        lines.append(("Delegation", paper.delegation))
    if paper.recheck_on:
        lines.append(("Prövas på nytt senast", str(paper.recheck_on)))
    return lines


def _told(paper: DecisionPaper) -> list[Flowable]:
    if not paper.told:
        return []
    return [
        *blocks.heading("Informerade om beslutet"),
        blocks.key_table([(told.who, told.how) for told in paper.told]),
    ]
