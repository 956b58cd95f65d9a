"""What came from a colleague's laptop and is to go back: who waits for it, and what she has not got yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.store.tables import (
    CaseRow,
    ChangeRow,
    DecisionRow,
    DispatchRow,
    HandOverRow,
    InformedRow,
    NotificationRow,
    PersonRow,
    TransferRow,
)
from narvaro_desktop.usecases import reach
from narvaro_desktop.usecases.pupils.students import StudentLine, line_of
from narvaro_desktop.usecases.sending import laptops
from narvaro_desktop.usecases.sharing import handover_files
from narvaro_desktop.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Back:
    """Whose laptop the case came from; `is_open`: a file can go there.

    `is_due`: something has been decided, answered or received here since, and no file has told her.
    """

    case_id: UUID
    student: StudentLine
    person: UUID
    name: str
    role: Role
    is_open: bool
    is_due: bool


def back(work: Work, case_id: UUID) -> Back | None:
    """To whom the case is to go back, None where it did not come from another laptop."""
    work.may(Resource.CASE, Action.READ)
    case = reach.case_row(work, case_id)
    came = work.session.scalars(_came().where(TransferRow.case_id == case_id)).first()
    return _back(work, case, came) if came is not None else None


def due_back(work: Work) -> list[Back]:
    """The open cases of which a colleague waits for news, the one that came first on top."""
    latest = {row.case_id: row for row in reversed(list(work.session.scalars(_came())))}
    if not latest:
        return []
    wanted = select(CaseRow).join(CaseRow.student)
    mine = wanted.where(CaseRow.id.in_(latest), CaseRow.closed_on.is_(None), reach.among(work))
    found = [(latest[case.id].at, _back(work, case, latest[case.id])) for case in work.session.scalars(mine)]
    return [one for _at, one in sorted(found, key=lambda each: each[0]) if one.is_due and one.is_open]


def _came() -> Select[TransferRow]:
    came = TransferRow.is_out.is_(False), TransferRow.kind == handover_files.HANDOVER
    return select(TransferRow).where(*came).order_by(TransferRow.at.desc(), TransferRow.id.desc())


def _back(work: Work, case: CaseRow, came: TransferRow) -> Back:
    person = work.session.get_one(PersonRow, came.person_id)
    is_open = laptops.open_to(work, person.id) is not None and not case.student.protected
    student = line_of(case.student)
    return Back(case.id, student, person.id, person.name, person.role, is_open, _is_due(work, came))


def _is_due(work: Work, came: TransferRow) -> bool:
    """Whether this laptop has written an answer, a decision or what became of it after the last file."""
    exchanged = select(TransferRow.id).where(
        TransferRow.case_id == came.case_id, TransferRow.person_id == came.person_id
    )
    ours = ChangeRow.device == work.device
    at = select(ChangeRow.clock).where(ours, ChangeRow.record.in_(exchanged)).order_by(ChangeRow.clock.desc())
    since = work.session.scalars(at.limit(1)).first() or ""
    written = select(ChangeRow.id).where(ours, ChangeRow.clock > since, or_(*_telling(came.case_id)))
    return work.session.scalars(written.limit(1)).first() is not None


def _telling(case_id: UUID) -> Iterator[ColumnElement[bool]]:
    """The entries that whoever handed the case over waits for."""
    decided = select(DecisionRow.id).where(DecisionRow.case_id == case_id)
    for wanted in (
        decided,
        select(NotificationRow.id).where(NotificationRow.case_id == case_id),
        select(DispatchRow.id).where(DispatchRow.case_id == case_id),
        select(InformedRow.id).where(InformedRow.decision_id.in_(decided)),
    ):
        yield ChangeRow.record.in_(wanted)
    answered = select(HandOverRow.id).where(
        HandOverRow.case_id == case_id, HandOverRow.answered_at.is_not(None)
    )
    yield ChangeRow.record.in_(answered) & ChangeRow.fields.contains("answered_at")
