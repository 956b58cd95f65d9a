"""What is to be gallrat: the classes with the school's own decisions, what is due, and what holds it back."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import or_, select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.terms import VaultKind
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.paths import resource
from narvaro_desktop.store.tables import CaseRow, ErasureRow, LegalHoldRow, StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.CASES, Area.STUDENTS, Area.SETTINGS})
CASE: Final = "case"
MATTER: Final = "matter"
_KEPT: Final = "retention"


class BasisMissing(NarvaroError):
    """Years hold only with the decision that they rest on."""


@dataclass(frozen=True, slots=True)
class RetentionClass:
    """A class. `years` is None until somebody has entered the decision that says how long."""

    key: str
    label: str
    years: int | None
    basis: str
    decided_on: date | None
    suggestion: int | None
    advice: str
    is_erased_here: bool


@dataclass(frozen=True, slots=True)
class DueCase:
    """A closed case whose time is over. `whole_pupil` if nothing of the pupil stays after it."""

    id: UUID
    number: str
    closed_on: date
    due_on: date
    held: str
    whole_pupil: bool
    is_proposed: bool


@cache
def shipped() -> tuple[dict[str, Any], ...]:
    """The classes as they come with the program, without years."""
    read = json.loads(resource("retention", "classes.json").read_text(encoding="utf-8"))
    return tuple(read["classes"])


def is_proposer(work: Work) -> bool:
    """Whether the person may propose a gallring: at the school of cases, at the huvudman of matters."""
    may = work.rules.rights.may
    resource = Resource.CASE if own_key(work) == CASE else Resource.PACKAGE
    return may(work.actor.role, resource, Action.DELETE)


def own_key(work: Work) -> str:
    """The class that is gallrad in this vault."""
    return CASE if settings.profile(work).kind is VaultKind.SCHOOL else MATTER


def _may(work: Work) -> None:
    if not is_proposer(work):
        work.may(Resource.CASE, Action.DELETE)


def classes(work: Work) -> tuple[RetentionClass, ...]:
    """Every class, with what has been entered here."""
    _may(work)
    kept = settings.read(work.session, _KEPT, {})
    return tuple(_class(entry, kept.get(entry["key"], {})) for entry in shipped())


def rule(work: Work, key: str = CASE) -> RetentionClass:
    """One class as it holds here."""
    return next(one for one in classes(work) if one.key == key)


def enter_rule(work: Work, key: str, years: int, basis: str, decided_on: date) -> Changes:
    """How long a class is kept, by which decision; raises BasisMissing."""
    _may(work)
    if not clean(basis).strip() or years < 1:
        raise BasisMissing(key)
    kept = settings.read(work.session, _KEPT, {})
    kept[key] = {"years": years, "basis": clean(basis), "decided_on": decided_on.isoformat()}
    settings.write(work.session, _KEPT, kept)
    work.log("erasure.rule", retention=key, years=years)
    return CHANGED


def due(work: Work) -> tuple[DueCase, ...]:
    """Closed cases whose time is over, the oldest first; none where no years have been entered."""
    work.may(Resource.CASE, Action.DELETE)
    years = rule(work).years
    if years is None:
        return ()
    limit = years_before(work.today, years)
    holds = held(work)
    waiting = proposed(work)
    rows = work.session.scalars(
        select(CaseRow)
        .where(CaseRow.closed_on.is_not(None), CaseRow.closed_on <= limit)
        .order_by(CaseRow.closed_on)
    ).all()
    ids = {row.id for row in rows if row.id not in holds}
    return tuple(
        DueCase(
            id=row.id,
            number=row.number,
            closed_on=row.closed_on,
            due_on=years_before(row.closed_on, -years),
            held=holds.get(row.id, ""),
            whole_pupil=leaves_nothing(work, row.student, ids),
            is_proposed=row.id in waiting,
        )
        for row in rows
        if row.closed_on is not None
    )


def proposed(work: Work) -> set[UUID]:
    """The cases or matters that wait for the second person."""
    waiting = select(ErasureRow.cases).where(ErasureRow.cases.is_not(None))
    return {UUID(one) for cases in work.session.scalars(waiting) for one in json.loads(cases or "[]")}


def leaves_nothing(work: Work, student: StudentRow, cases: Collection[UUID]) -> bool:
    """Whether the pupil has left, and has no case besides these."""
    others = select(CaseRow.id).where(CaseRow.student_id == student.id, CaseRow.id.not_in(cases))
    return student.left_on is not None and work.session.scalars(others).first() is None


def held(work: Work) -> dict[UUID, str]:
    """The cases, or matters, that nobody may erase for now, and why."""
    rows = work.session.scalars(select(LegalHoldRow).where(LegalHoldRow.lifted_on.is_(None)))
    return {(row.case_id or row.matter_id or row.id): row.reason for row in rows}


def hold(work: Work, held_id: UUID, reason: str) -> Made[UUID]:
    """Let nobody erase the case, or matter, until this is lifted: tillsyn, an appeal, somebody's request."""
    _may(work)
    row = LegalHoldRow(id=work.new_id(), reason=clean(reason), set_on=work.today, set_by=work.actor.id)
    if own_key(work) == CASE:
        row.case_id = held_id
    else:
        row.matter_id = held_id
    work.session.add(row)
    _log(work, "hold.add", held_id)
    return Made(CHANGED, row.id)


def lift(work: Work, held_id: UUID) -> Changes:
    """Nothing holds the case, or matter, any longer."""
    _may(work)
    is_this = or_(LegalHoldRow.case_id == held_id, LegalHoldRow.matter_id == held_id)
    for row in work.session.scalars(select(LegalHoldRow).where(is_this, LegalHoldRow.lifted_on.is_(None))):
        row.lifted_on, row.lifted_by = work.today, work.actor.id
    _log(work, "hold.remove", held_id)
    return CHANGED


def _log(work: Work, action: str, held_id: UUID) -> None:
    if own_key(work) == CASE:
        work.log(action, case=held_id)
    else:
        work.log(action, matter=str(held_id))


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _class(entry: dict[str, Any], kept: dict[str, Any]) -> RetentionClass:
    on = kept.get("decided_on")
    return RetentionClass(
        key=entry["key"],
        label=entry["label"],
        years=kept.get("years"),
        basis=kept.get("basis", ""),
        decided_on=date.fromisoformat(on) if on else None,
        suggestion=entry["suggestion"],
        advice=entry["advice"],
        is_erased_here=entry["key"] in (CASE, MATTER),
    )
