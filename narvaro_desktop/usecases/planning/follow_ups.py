"""Follow-ups that are coming or late, in all plans at once."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.planning import plan as rules
from narvaro_desktop.store.tables import CaseRow, MeasureRow, StudentRow
from narvaro_desktop.usecases import reach
from narvaro_desktop.usecases.pupils.students import StudentLine, line_of
from narvaro_desktop.usecases.work import Work


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """A follow-up that is coming or late, in a list."""

    measure_id: UUID
    case_id: UUID
    student: StudentLine
    title: str
    responsible: str
    follow_up_on: date
    is_overdue: bool
    days_late: int


def coming(work: Work) -> list[FollowUpLine]:
    """Every follow-up of the open cases by its date: the most overdue first."""
    work.may(Resource.PLAN, Action.LIST)
    wanted = (
        select(MeasureRow, CaseRow)
        .join(CaseRow, CaseRow.id == MeasureRow.case_id)
        .join(StudentRow, StudentRow.id == CaseRow.student_id)
        .where(MeasureRow.ended_on.is_(None), CaseRow.closed_on.is_(None), StudentRow.protected.is_(False))
        .where(reach.among(work))
        .order_by(MeasureRow.follow_up_on, StudentRow.sort_key)
    )
    return [
        FollowUpLine(
            measure_id=row.id,
            case_id=case.id,
            student=line_of(case.student),
            title=row.title,
            responsible=row.responsible or work.rules.ladder.role_name(row.responsible_role),
            follow_up_on=row.follow_up_on,
            is_overdue=rules.is_overdue(row.follow_up_on, None, work.today),
            days_late=max(0, (work.today - row.follow_up_on).days),
        )
        for row, case in work.session.execute(wanted).all()
    ]
