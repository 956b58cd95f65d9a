"""A case opened by hand: for a known or a new pupil, with a typed absence, or running since before."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.casework.ladder import Step
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import CaseRow, StudentRow
from narvaro_desktop.usecases import reach
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.absence.attendance import StudentAbsence
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.deciding import earlier_decision
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.pupils.students import StudentLine
from narvaro_desktop.usecases.work import Area, Changes, Made, Work


class NameMissing(NarvaroError):
    """A new pupil has a first name and a family name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone a case can be opened for; `case_id` is the case that is open already."""

    student: StudentLine
    case_id: UUID | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What the dialog chooses from."""

    today: date
    candidates: tuple[Candidate, ...]
    classes: tuple[str, ...]
    steps: tuple[Step, ...]
    inquiry_step: int


@dataclass(frozen=True, slots=True)
class NewStudent:
    """A pupil who is not in the program yet."""

    name: str
    class_name: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """A decision, and perhaps an anmälan, from before the case came into the program."""

    decided_on: date
    decided_by: str
    notified_on: date | None = None
    reference: str = ""


def offer(work: Work) -> Offer:
    """The pupils and the steps of a new case."""
    work.may(Resource.CASE, Action.WRITE)
    still_open = select(CaseRow.student_id, CaseRow.id).where(CaseRow.closed_on.is_(None))
    open_case = {row.student_id: row.id for row in work.session.execute(still_open)}
    shown = students.everyone(work)
    steps = tuple(step for step in work.rules.ladder.steps if step.number >= 1)
    return Offer(
        today=work.today,
        candidates=tuple(Candidate(line, open_case.get(line.id)) for line in shown),
        classes=tuple(sorted({line.class_name for line in shown if line.class_name})),
        steps=steps,
        inquiry_step=work.rules.ladder.inquiry_step.number,
    )


def absence(work: Work, student_id: UUID) -> StudentAbsence | None:
    """What the figures say of the pupil, so that nothing needs to be typed."""
    if not reach.reaches_student(work, work.session.get_one(StudentRow, student_id)):
        return None
    found = attendance.absence_of(work, student_id)
    return found if found is not None and found.now.sums.usable else None


def begin(work: Work, who: UUID | NewStudent, opening: Opening, earlier: Earlier | None = None) -> Made[UUID]:
    """Open the case, with the pupil if she is new and with what was decided before; the case's id.

    :raises NameMissing, CaseAlreadyOpen, ReasonMissing:
    """
    student_id = _added(work, who) if isinstance(who, NewStudent) else who
    case_id = cases.open_case(work, student_id, opening).value
    changes: Changes = cases.CHANGED | students.CHANGED
    if earlier is not None:
        work.session.flush()
        changes |= earlier_decision.record(
            work, case_id, earlier.decided_on, earlier.decided_by, earlier.notified_on, earlier.reference
        )
    return Made(changes | {Area.SUGGESTIONS}, case_id)


def _added(work: Work, who: NewStudent) -> UUID:
    if len(who.name.split()) < 2:
        raise NameMissing
    added = students.add(work, who.name, who.class_name).value
    work.session.flush()
    return added
