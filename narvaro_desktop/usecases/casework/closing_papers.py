"""The decision to close a case as PDF, from what was kept when it was closed.

This module brings ReportLab along (slow): import it inside the act that needs it.
"""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.documents.closing import ClosingPaper, LeftOpen, closing
from narvaro_desktop.documents.page import file_name
from narvaro_desktop.domain.absence.shares import decimal_text
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.i18n import _, in_swedish
from narvaro_desktop.store.tables import CaseRow, MeasureRow, PersonRow, StepChangeRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework.case_papers import printable
from narvaro_desktop.usecases.casework.cases import CLOSED
from narvaro_desktop.usecases.casework.closing import NotClosed
from narvaro_desktop.usecases.deciding.notification_papers import secrecy
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.work import Work


@in_swedish()
def closing_paper(work: Work, case_id: UUID) -> Paper:
    """The decision; raises NotClosed, ProtectedStudent."""
    work.may(Resource.CASE, Action.EXPORT)
    case = printable(work, case_id)
    changes = [one for one in case.changes if one.cause == CLOSED]
    if case.closed_on is None or case.closure is None or not changes:
        raise NotClosed
    kept: dict[str, Any] = json.loads(changes[-1].figures or "{}")
    absence = kept.get("absence")
    paper = ClosingPaper(
        case_id=case.number,
        school=settings.profile(work).name,
        student=case.student.name.strip(),
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        closed_by=_who(work, changes[-1]),
        why=case.closure.swedish,
        absence="" if absence is None else _("{share} %").format(share=decimal_text(absence, 1)),
        told=kept.get("told", ""),
        lesson=case.lesson_learned or "",
        left=_left(work, case, kept.get("follow_ups", {})),
    )
    work.log("closing.print", student=case.student_id, case=case.id)
    name = file_name(_("beslut avslut"), case.number, case.closed_on)
    return Paper(closing(paper, work.now, secrecy(work)), name)


def _who(work: Work, change: StepChangeRow) -> str:
    person = work.session.get_one(PersonRow, change.decided_by)
    return f"{person.name}, {change.role.swedish}"


def _left(work: Work, case: CaseRow, follow_ups: dict[str, str]) -> tuple[LeftOpen, ...]:
    """Duties and measures that were left as they were, with the reason that was given."""
    steps = work.rules.ladders[case.ladder].steps
    names = {duty.key: duty.text for step in steps for duty in step.duties}
    duties = [
        LeftOpen(one.words or names.get(one.key or "", one.key or ""), one.left_open_reason or "")
        for one in case.duties
        if one.left_open_on == case.closed_on
    ]
    rows = work.session.scalars(select(MeasureRow).where(MeasureRow.case_id == case.id))
    measures = {str(row.id): row.title for row in rows}
    return (*duties, *(LeftOpen(measures[key], why) for key, why in follow_ups.items() if key in measures))
