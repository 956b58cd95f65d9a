"""The rows of kartläggningar: those of a case, the one going on, the words it was asked in."""

import json
from datetime import date
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.investigation import QuestionSet, question_set
from narvaro_desktop.domain.terms import Depth, Party
from narvaro_desktop.store.tables import InvestigationRow
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.work import Work


def questions_of(work: Work, row: InvestigationRow) -> QuestionSet:
    """The questions as they were worded when the kartläggning began."""
    return question_set(work.rules.question_sets[row.question_set], row.depth, row.stages)


def of_case(work: Work, case_id: UUID) -> list[InvestigationRow]:
    """Every version of every kartläggning of the case, the newest first."""
    rows = work.session.scalars(select(InvestigationRow).where(InvestigationRow.case_id == case_id))
    return sorted(rows, key=lambda row: (row.started_on, row.version, row.id.int), reverse=True)


def going_on(rows: list[InvestigationRow], depth: Depth | None) -> InvestigationRow | None:
    return next((row for row in rows if row.signed_at is None and depth in (None, row.depth)), None)


def missing_voices(row: InvestigationRow) -> dict[Party, str]:
    return {Party.of(key): why for key, why in json.loads(row.missing_voices or "{}").items()}


def signed_on(row: InvestigationRow) -> date | None:
    return row.signed_at.astimezone(SWEDEN).date() if row.signed_at else None
