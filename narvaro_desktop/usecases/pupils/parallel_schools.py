"""That a pupil also attends another school: said of her, shown where her figures stand."""

from datetime import date
from uuid import UUID

from narvaro_desktop.domain.absence.other_school import OtherSchool
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.store.tables import StudentRow
from narvaro_desktop.usecases import reach
from narvaro_desktop.usecases.absence.school_year import DaysOutOfOrder
from narvaro_desktop.usecases.work import Area, Changes, Work

CHANGED: Changes = frozenset({Area.STUDENTS, Area.CASES})


def other_school(row: StudentRow) -> OtherSchool | None:
    """The school that she attends beside this one; nothing of a protected pupil."""
    if not row.also_attends or row.protected:
        return None
    return OtherSchool(row.also_attends, row.also_from, row.also_to)


def also_attends(
    work: Work, student_id: UUID, name: str, first: date | None = None, last: date | None = None
) -> Changes:
    """She goes to this school too; an empty name: to no other.

    :raises DaysOutOfOrder:
    """
    work.may(Resource.STUDENT, Action.WRITE)
    row = reach.student_row(work, student_id)
    if first is not None and last is not None and last < first:
        raise DaysOutOfOrder(0)
    said = clean(name).strip()
    row.also_attends, row.also_from, row.also_to = (said, first, last) if said else (None, None, None)
    work.log("student.also_attends", student=student_id)
    return CHANGED
