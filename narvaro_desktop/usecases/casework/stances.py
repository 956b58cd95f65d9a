"""Ställningstaganden about an orosanmälan, one or more on each step: read by those who are named alone.

They stand in no list, on no timeline and in no search. What others see is that one has been made on a step.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.assessment import consultation as rules
from narvaro_desktop.domain.assessment.consultation import Stance, StanceAnswer
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.law import Reference
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.store.cells import Place
from narvaro_desktop.store.errors import CellRefused, ClassNotHeld
from narvaro_desktop.store.named_cells import open_named, readers_of, receivers, seal_named
from narvaro_desktop.store.tables import CaseRow, PersonRow, StanceRow
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.CASES})
LAW: Final = "child-welfare-report"
_DUTY: Final = "child_welfare_considered_{step}"


@dataclass(frozen=True, slots=True)
class StanceLine:
    """One ställningstagande; `stance` None: the person is not among those who may read it."""

    id: UUID
    step: int
    registered_on: date
    stance: Stance | None
    readers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who can be named as a reader; the rektor is proposed."""

    id: UUID
    name: str
    title: str
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class Stances:
    """Those of a case, the newest first, with what is needed to make one more."""

    step: int
    lines: tuple[StanceLine, ...]
    readers: tuple[Reader, ...]
    law: Reference
    duty: str | None
    """The key of the step's duty that is still open."""


def stances(work: Work, case_id: UUID) -> Stances:
    """What has been thought in this case, as far as one is named to read it."""
    work.may(Resource.CASE, Action.READ)
    case = cases.row_of(work, case_id)
    rows = work.session.scalars(select(StanceRow).where(StanceRow.case_id == case_id)).all()
    people = work.session.scalars(select(PersonRow).where(PersonRow.active_to.is_(None))).all()
    names = {one.id: one.name for one in people}
    lines = [_line(work, case, row, names) for row in rows]
    ordered = sorted(lines, key=lambda one: (one.registered_on, one.id.int), reverse=True)
    can_read = receivers(work.vault.key_file)
    readers = [
        Reader(one.id, one.name, one.role.label, one.role is Role.PRINCIPAL)
        for one in people
        if one.id in can_read and one.id != work.actor.id
    ]
    return Stances(
        case.step, tuple(ordered), tuple(readers), work.rules.law.at(LAW, work.today), _open_duty(work, case)
    )


def take(
    work: Work, case_id: UUID, stance: Stance, readers: Collection[UUID], done: bool = True
) -> Made[UUID]:
    """Write down a ställningstagande for oneself and `readers`; `done` answers the duty of the step.

    :raises StanceIncomplete:
    """
    work.may(Resource.CASE, Action.WRITE)
    case = cases.open_row(work, case_id)
    kept = rules.justified(stance)
    keys = receivers(work.vault.key_file)
    row_id = work.new_id()
    place = _place(row_id, case)
    named = {each: keys[each] for each in readers if each in keys}
    body = seal_named(work.vault.cells, named, place, json.dumps(_as_data(kept), ensure_ascii=False))
    row = StanceRow(
        id=row_id, case_id=case_id, step=case.step, author_id=work.actor.id, registered_at=work.now, body=body
    )
    work.session.add(row)
    work.session.flush()
    work.log("stance.add", student=case.student_id, case=case_id)
    changes = CHANGED
    duty = _open_duty(work, case)
    if done and duty is not None:
        changes |= duties.do_duty(work, case_id, duty)
    return Made(changes, row_id)


def _open_duty(work: Work, case: CaseRow) -> str | None:
    wanted = _DUTY.format(step=case.step)
    lines = duties.duty_lines(work, case)
    return next((line.duty.key for line in lines if line.duty.key == wanted and line.outstanding), None)


def _line(work: Work, case: CaseRow, row: StanceRow, names: dict[UUID, str]) -> StanceLine:
    registered = row.registered_at.astimezone(SWEDEN).date()
    try:
        text = open_named(work.vault.cells, _place(row.id, case), row.body)
    except ClassNotHeld:
        return StanceLine(row.id, row.step, registered, None)
    except CellRefused:
        work.log("cell.refused", table="stance", record=str(row.id))
        return StanceLine(row.id, row.step, registered, None)
    readers = tuple(sorted(names[each] for each in readers_of(row.body) if each in names))
    return StanceLine(row.id, row.step, registered, _from_data(json.loads(text)), readers)


def _as_data(stance: Stance) -> dict[str, Any]:
    return {
        "answer": stance.answer.key,
        "decided_on": stance.decided_on.isoformat(),
        "who": stance.who.strip(),
        "why": stance.why.strip(),
    }


def _from_data(data: dict[str, Any]) -> Stance:
    decided_on = date.fromisoformat(data["decided_on"])
    return Stance(StanceAnswer.of(data["answer"]), decided_on, data["who"], data["why"])


def _place(row: UUID, case: CaseRow) -> Place:
    return Place("stance", str(row), str(case.student_id), "body")
