"""Running cases and a new pack: they keep theirs until a person moves them, and everyone is told once.

What a case still has to do on a step that the new pack does not know stays with it as a task of its own.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.casework.duties import DutyLine
from narvaro_desktop.domain.casework.ladder import Ladder, ReasonMissing, Step
from narvaro_desktop.domain.routines import pack_diff
from narvaro_desktop.domain.routines.pack_diff import Difference
from narvaro_desktop.store.tables import CaseRow, DutyRow, PackReadRow, PackRow, StudentRow
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.work import NOTHING, Area, Changes, Work

CHANGED: Changes = frozenset({Area.CASES, Area.SETTINGS})


@dataclass(frozen=True, slots=True)
class Moving:
    """A case that follows another pack: where it stands, where it would stand, and what it keeps to do."""

    case_id: UUID
    number: str
    name: str
    at: Step
    to: Step
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """All cases that follow the pack `key`, and how it differs from the one that holds."""

    key: str
    differences: tuple[Difference, ...]
    cases: tuple[Moving, ...]


@dataclass(frozen=True, slots=True)
class News:
    """A pack that has come into use, which the person has not said to have read about."""

    key: str
    name: str
    since: date
    changes: str


def move(work: Work, key: str) -> Move:
    """What it would mean to move every running case of the pack `key` to the one that holds."""
    work.may(Resource.PACK, Action.READ)
    work.may(Resource.CASE, Action.LIST)
    rules = work.rules
    old, new = rules.packs[key], rules.pack
    return Move(
        key,
        pack_diff.differences(old.document, new.document),
        tuple(_moving(work, row, old.ladder, new.ladder) for row in _running(work, key)),
    )


def move_cases(work: Work, key: str, chosen: Collection[UUID], why: str) -> Changes:
    """Let the chosen cases follow the pack that holds; each keeps what it had left to do.

    :raises ReasonMissing: `why` is a sentence
    """
    work.may(Resource.PACK, Action.DECIDE)
    if not why.strip():
        raise ReasonMissing
    for row in _running(work, key):
        if row.id in chosen:
            _move(work, row, why)
    return CHANGED


def news(work: Work) -> News | None:
    """What is new in the routine, until the person has confirmed it; nothing about a vault's first pack."""
    rows = work.session.scalars(
        select(PackRow).where(PackRow.in_use_from <= work.today).order_by(PackRow.in_use_from, PackRow.turn)
    ).all()
    if len(rows) < 2 or rows[-1].in_use_from is None or _has_read(work, rows[-1]):
        return None
    pack = work.rules.packs[rows[-1].key]
    return News(pack.key, pack.name, rows[-1].in_use_from, pack.changes)


def confirm(work: Work, key: str) -> Changes:
    """The person has read what is new."""
    row = work.session.scalars(select(PackRow).where(PackRow.key == key)).one()
    if _has_read(work, row):
        return NOTHING
    read = PackReadRow(id=work.new_id(), pack_id=row.id, person_id=work.actor.id, read_at=work.now)
    work.session.add(read)
    work.log("pack.confirm", pack=str(row.id))
    return frozenset({Area.SETTINGS})


def _has_read(work: Work, row: PackRow) -> bool:
    wanted = select(PackReadRow.id).where(
        PackReadRow.pack_id == row.id, PackReadRow.person_id == work.actor.id
    )
    return row.kept_by == work.actor.id or work.session.scalars(wanted).first() is not None


def _running(work: Work, key: str) -> list[CaseRow]:
    return list(
        work.session.scalars(
            select(CaseRow)
            .join(CaseRow.student)
            .options(contains_eager(CaseRow.student))
            .where(CaseRow.ladder == key, CaseRow.closed_on.is_(None), StudentRow.protected.is_(False))
            .order_by(StudentRow.sort_key)
        )
    )


def _moving(work: Work, row: CaseRow, old: Ladder, new: Ladder) -> Moving:
    at = old.place(row.step, row.is_returning)
    to = _answering(at, old, new)
    kept = tuple(line.duty.text for line in _left_over(work, row, to))
    student = row.student
    return Moving(row.id, row.number, f"{student.family_name}, {student.given_name}", at, to, kept)


def _answering(at: Step, old: Ladder, new: Ladder) -> Step:
    """The step of the new ladder that answers to `at`: by name, by number, else the highest."""
    if at == old.returning:
        return new.returning
    by_name = [step for step in new.steps if step.name == at.name]
    by_number = [step for step in new.steps if step.number == at.number]
    return (by_name or by_number or [new.steps[-1]])[0]


def _left_over(work: Work, row: CaseRow, to: Step) -> list[DutyLine]:
    """What the step still demands, and the new one does not know."""
    here = {duty.key for duty in to.duties}
    lines = duties.duty_lines(work, row)
    return [line for line in lines if line.outstanding and line.duty.mandatory and line.duty.key not in here]


def _move(work: Work, row: CaseRow, why: str) -> None:
    old, new = work.rules.ladders[row.ladder], work.rules.ladder
    at = old.place(row.step, row.is_returning)
    to = _answering(at, old, new)
    before, left = row.step, _left_over(work, row, to)
    marks = {mark.key: mark for mark in row.duties if mark.key and mark.step == before}
    for line in left:
        _as_task(work, row, marks.get(line.duty.key), line)
    here = {duty.key for duty in to.duties}
    row.ladder, row.step = new.id, before if to == new.returning else to.number
    for key, mark in marks.items():
        if key in here:
            mark.step = row.step
    cases.record(work, row, before, cases.PACK_CHANGED, why, work.today, None)
    work.log("case.pack", student=row.student_id, case=row.id, to_step=row.step)


def _as_task(work: Work, row: CaseRow, mark: DutyRow | None, line: DutyLine) -> None:
    """What the new ladder does not ask for stays to be done, as a task of the case."""
    if mark is None:
        mark = DutyRow(id=work.new_id(), case_id=row.id, responsible=line.duty.responsible)
        row.duties.append(mark)
    mark.step, mark.key, mark.words, mark.due_on = None, None, line.duty.text, line.due_on
