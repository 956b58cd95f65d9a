"""The names of everyone but one pupil and hers: what a text about her should not hold."""

from sqlalchemy import select

from narvaro_desktop.store.tables import GuardianRow, StudentRow
from narvaro_desktop.usecases.work import Work


def others_of(work: Work, student: StudentRow) -> frozenset[str]:
    """The names of every other pupil and guardian, case folded, without those that she and hers bear."""
    own = {
        word.casefold()
        for name in (student.name, *(one.name for one in student.guardians))
        for word in name.split()
    }
    rows = work.session.execute(
        select(StudentRow.given_name, StudentRow.family_name).where(StudentRow.id != student.id)
    )
    names = [f"{given} {family}" for given, family in rows]
    names += work.session.scalars(select(GuardianRow.name).where(GuardianRow.student_id != student.id))
    return frozenset(word.casefold() for name in names for word in name.split()) - own
