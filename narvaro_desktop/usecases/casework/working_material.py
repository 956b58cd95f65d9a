"""Arbetsmaterial of a case when it is closed: kept or destroyed by choice, after one question.

The question is whether they hold facts of importance that stand in no signed text (offentlighets- och
sekretesslagen (2009:400) 5 kap. 1 §, förvaltningslagen (2017:900) 27 §). If so, those are first written down
in a note, which is signed. Arbetsmaterial here are unsigned kartläggningar, a plan that was never signed, and
what this person has begun to write and not saved; what is signed always stays.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import ContactKind, Depth, Term
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import N_
from narvaro_desktop.store.changes import forget
from narvaro_desktop.store.tables import (
    AnswerRow,
    ChangeRow,
    FindingRow,
    FollowUpRow,
    InvestigationRow,
    MeasureRow,
    PlanRow,
)
from narvaro_desktop.usecases import drafts, team_names
from narvaro_desktop.usecases.assessment import investigation_rows
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.planning import plan_measures, plan_versions
from narvaro_desktop.usecases.work import NOTHING, Area, Changes, Work

CHANGED: Final[Changes] = frozenset({Area.INVESTIGATIONS, Area.PLANS})
CLOSING: Final = "close"
"""The page of drafts where the closing itself is written."""


class WorkingPapersLeft(NarvaroError):
    """So many drafts are left, and nobody has said what becomes of them."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class FactsNotTransferred(NarvaroError):
    """The drafts hold facts of importance that have not been written down elsewhere."""


class PaperKind(Term):
    INVESTIGATION = "investigation", N_("kartläggning")
    PLAN = "plan", N_("åtgärdsplan")
    TYPED = "typed", N_("text som du har börjat skriva")


@dataclass(frozen=True, slots=True)
class WorkingPaper:
    """What is not signed: since when, whose, and how many answers, measures or begun texts it holds.

    `depth` is of a kartläggning.
    """

    id: UUID
    kind: PaperKind
    started_on: date
    started_by: str
    parts: int
    depth: Depth | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of them. `facts` None: the question is not answered. `transferred` is the signed note."""

    destroy: bool | None = None
    facts: bool | None = None
    transferred: str = ""


def working_papers(work: Work, case_id: UUID) -> tuple[WorkingPaper, ...]:
    """The drafts of a case: kartläggningar, the oldest first, the plan, and one's own begun texts."""
    work.may(Resource.CASE, Action.READ)
    cases.row_of(work, case_id)
    names = team_names.names(work)
    rows = [row for row in investigation_rows.of_case(work, case_id) if row.signed_at is None]
    found = [
        WorkingPaper(
            row.id, PaperKind.INVESTIGATION, row.started_on, names.get(row.started_by, ""),
            len(row.answers), row.depth,
        )
        for row in reversed(rows)
    ]  # fmt: skip
    return (*found, *_unsigned_plan(work, case_id, names), *_typed(work, case_id))


def _unsigned_plan(work: Work, case_id: UUID, names: Mapping[UUID, str]) -> Iterator[WorkingPaper]:
    plan = plan_versions.plan_row(work, case_id)
    measures = plan_measures.rows(work, case_id)
    is_begun = plan is not None and plan.version == 1 and plan.signed_at is None and measures
    if plan is not None and is_begun:
        first = min(measures, key=lambda row: row.registered_at)
        on = first.registered_at.astimezone(SWEDEN).date()
        who = names.get(first.registered_by, "")
        yield WorkingPaper(plan.id, PaperKind.PLAN, on, who, len(measures))


def _typed(work: Work, case_id: UUID) -> Iterator[WorkingPaper]:
    mine = [left for left in drafts.left_behind(work) if left.record == str(case_id) and left.page != CLOSING]
    if mine:
        first = min(left.saved_at for left in mine).astimezone(SWEDEN).date()
        yield WorkingPaper(case_id, PaperKind.TYPED, first, work.actor.name, len(mine))


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
        _destroy(work, [paper.id for paper in papers if paper.kind is PaperKind.INVESTIGATION])
        for paper in papers:
            if paper.kind is PaperKind.PLAN:
                _destroy_plan(work, case_id, paper.id)
        for left in drafts.left_behind(work):
            if left.record == str(case_id) and left.page != CLOSING:
                drafts.forget(work, left.page, left.record, left.field)
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


def _destroy_plan(work: Work, case_id: UUID, plan_id: UUID) -> None:
    """The unsigned plan, but not a measure that has been followed up or has ended: that has happened."""
    for row in plan_measures.rows(work, case_id):
        followed = select(FollowUpRow.id).where(FollowUpRow.measure_id == row.id).limit(1)
        if row.ended_on is None and work.session.scalars(followed).first() is None:
            work.session.delete(row)
            work.session.flush()
            forget(work.session, MeasureRow, [row.id])
    plan = work.session.get_one(PlanRow, plan_id)
    plan.needs = plan.student_view = plan.guardian_view = plan.next_meeting = None


def _once_in(work: Work, table: str, investigation_id: UUID) -> list[UUID]:
    """Every record of `table` that was deleted from the kartläggning, now or before."""
    owner = f'"investigation_id": "{investigation_id}"'
    gone = select(ChangeRow.record).where(ChangeRow.table_name == table, ChangeRow.before.contains(owner))
    return list(work.session.scalars(gone.distinct()))
