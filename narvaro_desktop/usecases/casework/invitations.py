"""Colleagues who may open one case besides those whose role or class leads there: invited, until it ends."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, CaseScope, Resource
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.store.tables import CaseInvitationRow, CaseRow, PersonRow
from narvaro_desktop.usecases import reach
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.work import NOTHING, Area, Changes, Work

CHANGED: Final[Changes] = frozenset({Area.CASES, Area.TEAM, Area.SUGGESTIONS})
_INVITES: Final = (CaseScope.UNIT, CaseScope.OWN_CLASS)
"""Whoever was only invited invites nobody further."""


@dataclass(frozen=True, slots=True)
class Invited:
    """A colleague in a case; `since` is None for one who is not invited, and may be."""

    person_id: UUID
    name: str
    role: Role
    since: date | None


@dataclass(frozen=True, slots=True)
class Circle:
    """Who is invited to the case, and who could be; those who see it anyway are left out."""

    invited: tuple[Invited, ...]
    others: tuple[Invited, ...]
    may_invite: bool


def circle(work: Work, case_id: UUID) -> Circle:
    """The colleagues of a case, in order of name."""
    work.may(Resource.CASE, Action.READ)
    row = cases.row_of(work, case_id)
    since = {one.person_id: one.invited_on for one in _standing(work, case_id)}
    people = [
        Invited(person.id, person.name, person.role, since.get(person.id))
        for person in work.session.scalars(
            select(PersonRow).where(PersonRow.active_to.is_(None)).order_by(PersonRow.sort_key)
        )
        if not _sees_anyway(work, row, person)
    ]
    return Circle(
        invited=tuple(one for one in people if one.since is not None),
        others=tuple(one for one in people if one.since is None),
        may_invite=_may_invite(work) and row.closed_on is None,
    )


def invite(work: Work, case_id: UUID, person_id: UUID) -> Changes:
    """Let a colleague open the case: what her keys let her read of it, and her own contribution."""
    work.may(Resource.CASE, Action.WRITE)
    row = cases.open_row(work, case_id)
    if not _may_invite(work):
        work.may(Resource.PERSON, Action.WRITE)
    if any(one.person_id == person_id for one in _standing(work, case_id)):
        return NOTHING
    work.session.add(
        CaseInvitationRow(
            id=work.new_id(),
            case_id=case_id,
            person_id=person_id,
            invited_by=work.actor.id,
            invited_on=work.today,
            ended_on=None,
        )
    )
    work.session.flush()
    work.log("case.invite", student=row.student_id, case=case_id, person=str(person_id))
    return CHANGED


def end(work: Work, case_id: UUID, person_id: UUID) -> Changes:
    """The colleague no longer needs the case."""
    work.may(Resource.CASE, Action.WRITE)
    row = cases.row_of(work, case_id)
    if not _may_invite(work):
        work.may(Resource.PERSON, Action.WRITE)
    for one in _standing(work, case_id):
        if one.person_id == person_id:
            one.ended_on = work.today
    work.log("case.uninvite", student=row.student_id, case=case_id, person=str(person_id))
    return CHANGED


def _standing(work: Work, case_id: UUID) -> list[CaseInvitationRow]:
    wanted = select(CaseInvitationRow).where(
        CaseInvitationRow.case_id == case_id, CaseInvitationRow.ended_on.is_(None)
    )
    return list(work.session.scalars(wanted))


def _may_invite(work: Work) -> bool:
    rights, role = work.rules.rights, work.actor.role
    return rights.scope(role) in _INVITES and rights.may(role, Resource.CASE, Action.WRITE)


def _sees_anyway(work: Work, row: CaseRow, person: PersonRow) -> bool:
    """By role, by class or because it is her case; or never, because the role opens no case at all."""
    rights = work.rules.rights
    if not rights.may(person.role, Resource.CASE, Action.READ) or person.id == row.owner_id:
        return True
    scope = rights.scope(person.role)
    if scope in (CaseScope.UNIT, CaseScope.NONE, CaseScope.PACKAGES):
        return True
    return scope is CaseScope.OWN_CLASS and row.student.class_name in reach.classes_of(work, person.id)
