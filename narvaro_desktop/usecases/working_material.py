"""Arbetsmaterial of a case when it is closed: kept or destroyed by choice, after one question.

The question is whether they hold facts of importance that stand in no signed text (offentlighets- och
sekretesslagen (2009:400) 5 kap. 1 §, förvaltningslagen (2017:900) 27 §). If so, those are first written down
in a note, which is signed. Only unsigned kartläggningar are arbetsmaterial here; what is signed always stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import ContactKind, Depth
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.changes import forget
from narvaro_desktop.store.tables import AnswerRow, ChangeRow, FindingRow, InvestigationRow, PersonRow
from narvaro_desktop.usecases import cases, investigation_rows, notes
from narvaro_desktop.usecases.notes import Written
from narvaro_desktop.usecases.work import NOTHING, Area, Changes, Work

CHANGED: Final[Changes] = frozenset({Area.INVESTIGATIONS})


class WorkingPapersLeft(NarvaroError):
    """So many drafts are left, and nobody has said what becomes of them."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class FactsNotTransferred(NarvaroError):
    """The drafts hold facts of importance that have not been written down elsewhere."""


@dataclass(frozen=True, slots=True)
class WorkingPaper:
    """An unsigned kartläggning: what it is, since when, whose, and how many answers it holds."""

    id: UUID
    depth: Depth
    version: int
    started_on: date
    started_by: str
    answers: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of them. `facts` None: the question is not answered. `transferred` is the signed note."""

    destroy: bool | None = None
    facts: bool | None = None
    transferred: str = ""


def working_papers(work: Work, case_id: UUID) -> tuple[WorkingPaper, ...]:
    """The drafts of a case, the oldest first."""
    work.may(Resource.CASE, Action.READ)
    cases.row_of(work, case_id)
    names = {one.id: one.name for one in work.session.scalars(select(PersonRow))}
    rows = [row for row in investigation_rows.of_case(work, case_id) if row.signed_at is None]
    return tuple(
        WorkingPaper(
            row.id, row.depth, row.version, row.started_on, names.get(row.started_by, ""), len(row.answers)
        )
        for row in reversed(rows)
    )


def settle(work: Work, case_id: UUID, settled: Settled) -> Changes:
    """Keep or destroy the drafts of an open case, and write down first what must not be lost.

    :raises WorkingPapersLeft: there are drafts, and the questions are not answered
    :raises FactsNotTransferred:
    """
    work.may(Resource.CASE, Action.SIGN)
    case = cases.open_row(work, case_id)
    papers = working_papers(work, case_id)
    if not papers:
        return NOTHING
    if settled.destroy is None or settled.facts is None:
        raise WorkingPapersLeft(len(papers))
    if settled.facts and not settled.transferred.strip():
        raise FactsNotTransferred
    changes = CHANGED
    if settled.facts:
        written = Written(ContactKind.NOTE, settled.transferred)
        changes |= notes.write(work, case.student_id, case_id, written).changes
    if settled.destroy:
        _destroy(work, [paper.id for paper in papers])
    act = "papers.destroy" if settled.destroy else "papers.keep"
    work.log(act, student=case.student_id, case=case_id, count=len(papers))
    return changes


def _destroy(work: Work, ids: Iterable[UUID]) -> None:
    """The drafts, what was taken away from them earlier, and what the change entries say of either."""
    for each in ids:
        row = work.session.get_one(InvestigationRow, each)
        for table in (AnswerRow, FindingRow):
            for part in work.session.scalars(select(table).where(table.investigation_id == each)):
                work.session.delete(part)
            work.session.flush()
            forget(work.session, table, _once_in(work, table.__tablename__, each))
        work.session.delete(row)
        forget(work.session, InvestigationRow, [each])


def _once_in(work: Work, table: str, investigation_id: UUID) -> list[UUID]:
    """Every record of `table` that was deleted from the kartläggning, now or before."""
    owner = f'"investigation_id": "{investigation_id}"'
    gone = select(ChangeRow.record).where(ChangeRow.table_name == table, ChangeRow.before.contains(owner))
    return list(work.session.scalars(gone.distinct()))
