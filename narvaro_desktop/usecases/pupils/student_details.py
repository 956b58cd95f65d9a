"""One pupil as her dialog shows her, and everything about her corrected in one act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.absence.absence import Figure
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.identity import Identity
from narvaro_desktop.domain.privacy_terms import Custody
from narvaro_desktop.domain.terms import CompulsorySchooling, SchoolForm
from narvaro_desktop.store.tables import CaseRow
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.pupils.students import CHANGED, Student
from narvaro_desktop.usecases.work import Area, Changes, Work

NO_CUSTODY: Final[Mapping[UUID, tuple[Custody | None, bool]]] = {}


@dataclass(frozen=True, slots=True)
class Pupil:
    """What the dialog needs to know at once."""

    student: Student
    absence: Figure | None
    case_id: UUID | None
    may_open_case: bool
    today: date


def pupil(work: Work, student_id: UUID) -> Pupil:
    """The pupil, her absence over the usual window, and her open case."""
    held = students.student(work, student_id)
    may = work.rules.rights.may
    absence = None
    if may(work.actor.role, Resource.ABSENCE, Action.READ) and not held.line.protected:
        found = attendance.absence_of(work, student_id)
        absence = found.now if found else None
        if absence is None or not absence.total.computable:
            periods = attendance.periods_of(work, student_id)
            absence = periods[0].figure if periods else absence
    is_open = select(CaseRow.id).where(CaseRow.student_id == student_id, CaseRow.closed_on.is_(None))
    return Pupil(
        held,
        absence,
        work.session.scalars(is_open).first(),
        may(work.actor.role, Resource.CASE, Action.WRITE),
        work.today,
    )


def correct(
    work: Work,
    student_id: UUID,
    *,
    name: str,
    class_name: str,
    identity: Identity,
    home_municipality: str,
    compulsory_schooling: CompulsorySchooling | None,
    school_form: SchoolForm | None = None,
    guardians: Sequence[tuple[UUID | None, str, str]],
    taken_away: Sequence[UUID] = (),
    custody: Mapping[UUID, tuple[Custody | None, bool]] = NO_CUSTODY,
) -> Changes:
    """Everything in the dialog at once; `guardians` are (id or None for a new one, name, phone).

    `custody` is, for a guardian, which she has, and whether nothing is to be given to her.
    """
    before = students.student(work, student_id)
    students.describe(
        work,
        student_id,
        name=name if name != before.line.name else None,
        class_name=class_name if class_name != before.line.class_name else None,
        identity=identity,
        home_municipality=home_municipality,
        compulsory_schooling=compulsory_schooling,
        school_form=school_form,
    )
    known = {one.id: (one.name, one.phone) for one in before.guardians}
    for guardian, called, phone in guardians:
        if guardian is None:
            students.add_guardian(work, student_id, called, phone)
        elif known.get(guardian) != (called.strip(), phone.strip()):
            students.correct_guardian(work, guardian, called, phone)
    held = {one.id: (one.custody, one.withheld) for one in before.guardians}
    for guardian, right in custody.items():
        if guardian not in taken_away and held.get(guardian) != right:
            students.set_custody(work, guardian, *right)
    for guardian in taken_away:
        students.remove_guardian(work, guardian)
    return CHANGED | {Area.CASES}
