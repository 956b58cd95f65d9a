"""Which cases and pupils a person may open: the one way from an id to a row, for questions and acts alike.

    unit        every case of the school
    own class   the pupils of the own classes, and cases one has got or is invited to
    assigned    cases one has got or is invited to
    invited     the same; a role that never meets cases in lists
    none        nothing

A list asks `among` for its condition; everything with an id goes through `case_row` or `student_row`.
A pupil with skyddade personuppgifter is there only for those named one by one, once they have said why.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from narvaro_desktop.domain.access import OutOfReach
from narvaro_desktop.domain.case_terms import CaseScope, Resource
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import (
    Base,
    CaseInvitationRow,
    CaseRow,
    ProtectedIdentityRow,
    StudentRow,
)
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.work import Work

P = TypeVar("P", bound=Base)

CLASSES: Final = "classes"
"""The setting that holds the own classes of those who meet a class: {person: [class, …]}."""


class PurposeNeeded(NarvaroError):
    """A pupil with skyddade personuppgifter is opened only once one has said why: (her id,)."""


def case_row(work: Work, case_id: UUID | None) -> CaseRow:
    """The case, if the person may open it; raises OutOfReach, PurposeNeeded."""
    row = listed_case(work, case_id)
    if not is_open(work, row.student):
        raise PurposeNeeded(row.student_id)
    return row


def listed_case(work: Work, case_id: UUID | None) -> CaseRow:
    """The case for a line of a list, under an alias where nobody has said why yet; raises OutOfReach."""
    row = work.hold(work.session.get_one(CaseRow, case_id))
    if row.student_id in hidden(work) or not _reaches(work, row):
        raise OutOfReach(work.actor.role, Resource.CASE, _scope(work))
    return row


def is_open(work: Work, row: StudentRow) -> bool:
    """Whether the pupil needs no purpose, or one has said it."""
    return not (row.protected and row.is_alias) or said_why(row.id, work.today) in work.seen


def student_row(work: Work, student_id: UUID) -> StudentRow:
    """The pupil, if the person may look at her; raises OutOfReach, PurposeNeeded."""
    row = named_row(work, student_id)
    if not is_open(work, row):
        raise PurposeNeeded(student_id)
    return row


def named_row(work: Work, student_id: UUID) -> StudentRow:
    """The pupil, for one who may look at her and has not yet said why; raises OutOfReach."""
    row = work.hold(work.session.get_one(StudentRow, student_id))
    if not reaches_student(work, row):
        raise OutOfReach(work.actor.role, Resource.STUDENT, _scope(work))
    return row


def said_why(student_id: UUID, today: date) -> tuple[str, date]:
    """What `work.seen` holds of one who has said today, since unlocking, why she opens the pupil."""
    return f"purpose:{student_id}", today


def part(work: Work, case: CaseRow, table: type[P], record: UUID) -> P:
    """A record of this case or of its pupil, and of nobody else's; raises OutOfReach."""
    row = work.session.get_one(table, record)
    of_case, of_student = getattr(row, "case_id", None), getattr(row, "student_id", None)
    if of_case != case.id and of_student != case.student_id:
        raise OutOfReach(work.actor.role, Resource.CASE, _scope(work))
    return row


def reaches_student(work: Work, row: StudentRow) -> bool:
    """Whether the pupil is of the own class, or has a case that the person may open."""
    if row.id in hidden(work):
        return False
    if _scope(work) is CaseScope.UNIT or row.class_name in _classes(work):
        return True
    wanted = (
        select(CaseRow.id).join(CaseRow.student).where(CaseRow.student_id == row.id, among(work)).limit(1)
    )
    return work.session.scalars(wanted).first() is not None


def may_open_for(work: Work, row: StudentRow) -> None:
    """Nothing, if the person may open a case for the pupil; raises OutOfReach.

    Whoever has no class yet may: the case that she opens is hers.
    """
    unclassed = _scope(work) is CaseScope.OWN_CLASS and not _classes(work)
    if not unclassed and not reaches_student(work, row):
        raise OutOfReach(work.actor.role, Resource.STUDENT, _scope(work))


def among(work: Work) -> ColumnElement[bool]:
    """What a list of cases, joined with their pupils, must hold to the person's."""
    unseen = hidden(work)
    mine = _in_scope(work)
    return and_(mine, CaseRow.student_id.not_in(unseen)) if unseen else mine


def _in_scope(work: Work) -> ColumnElement[bool]:
    scope = _scope(work)
    if scope is CaseScope.UNIT:
        return true()
    if scope in (CaseScope.NONE, CaseScope.PACKAGES):
        return false()
    mine = or_(CaseRow.owner_id == work.actor.id, CaseRow.id.in_(_invited(work)))
    return or_(mine, StudentRow.class_name.in_(_classes(work))) if scope is CaseScope.OWN_CLASS else mine


def pupils(work: Work) -> ColumnElement[bool]:
    """What a list of pupils must hold to the person's; whoever has no class yet chooses among all."""
    unseen = hidden(work)
    mine = _pupils_in_scope(work)
    return and_(mine, StudentRow.id.not_in(unseen)) if unseen else mine


def _pupils_in_scope(work: Work) -> ColumnElement[bool]:
    scope = _scope(work)
    classes = _classes(work)
    if scope is CaseScope.UNIT or (scope is CaseScope.OWN_CLASS and not classes):
        return true()
    cases_ = select(CaseRow.student_id).join(CaseRow.student).where(among(work))
    return or_(StudentRow.class_name.in_(classes), StudentRow.id.in_(cases_))


def own_classes(work: Work) -> frozenset[str] | None:
    """The classes that the person works with; None is the whole school."""
    return None if _scope(work) is CaseScope.UNIT else _classes(work)


def classes_of(work: Work, person_id: UUID) -> tuple[str, ...]:
    """The classes that have been said to be this person's, in order."""
    chosen: Mapping[str, list[str]] = settings.read(work.session, CLASSES, {})
    return tuple(chosen.get(str(person_id), ()))


def _reaches(work: Work, row: CaseRow) -> bool:
    scope = _scope(work)
    if scope is CaseScope.UNIT:
        return True
    if scope in (CaseScope.NONE, CaseScope.PACKAGES):
        return False
    if row.owner_id == work.actor.id or (
        scope is CaseScope.OWN_CLASS and row.student.class_name in _classes(work)
    ):
        return True
    return work.session.scalars(_invited(work).where(CaseInvitationRow.case_id == row.id)).first() is not None


def hidden(work: Work) -> frozenset[UUID]:
    """The pupils with skyddade personuppgifter who are not for this person."""
    return work.once("hidden", lambda: _hidden_now(work))


def _hidden_now(work: Work) -> frozenset[UUID]:
    rows = work.session.execute(
        select(ProtectedIdentityRow.student_id, ProtectedIdentityRow.readers).where(
            ProtectedIdentityRow.lifted_at.is_(None)
        )
    )
    me = str(work.actor.id)
    return frozenset(student for student, readers in rows if me not in json.loads(readers))


def _scope(work: Work) -> CaseScope:
    return work.rules.rights.scope(work.actor.role)


def _classes(work: Work) -> frozenset[str]:
    """The own classes of a role that meets its class; other roles have none."""
    if _scope(work) is not CaseScope.OWN_CLASS:
        return frozenset()
    return frozenset(classes_of(work, work.actor.id))


def _invited(work: Work) -> Select[UUID]:
    return select(CaseInvitationRow.case_id).where(
        CaseInvitationRow.person_id == work.actor.id, CaseInvitationRow.ended_on.is_(None)
    )
