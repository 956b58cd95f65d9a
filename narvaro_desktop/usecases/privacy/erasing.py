"""Gallring: proposed by one, confirmed by another, done in one transaction, and nothing left in the file.

A power cut leaves the whole of it done or nothing.  What stays: the log without content, a protocol of
counts, numbers of sealed files, and that each row was written and erased, so that no file brings it back.
"""

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.deciding.matter import MatterState
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.changes import forget
from narvaro_desktop.store.entries import MODELS
from narvaro_desktop.store.generations import KEPT_AFTER, sets_in
from narvaro_desktop.store.tables import (
    CaseRow,
    DraftRow,
    ErasureRow,
    ImportBatchRow,
    MatterRow,
    SentPackageRow,
    StudentRow,
)
from narvaro_desktop.store.tables.columns import Base
from narvaro_desktop.usecases import team_names
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.huvudman import matter_erasing
from narvaro_desktop.usecases.privacy import erasing_list, retention
from narvaro_desktop.usecases.privacy.record_map import decisions, whole_of
from narvaro_desktop.usecases.privacy.retention import CHANGED, DueCase
from narvaro_desktop.usecases.vault.backup_places import folder_of
from narvaro_desktop.usecases.work import Changes, Made, Office, Work

_STAYS: Final = frozenset({"log", "ledger"})
"""Retention classes whose rows are not erased with a case."""


class SamePerson(NarvaroError):
    """Who proposed a gallring does not confirm it as well: (its id,)."""


class NotDue(NarvaroError):
    """Some case of the proposal is not to be erased now, since it was held or opened again: (how many,)."""


@dataclass(frozen=True, slots=True)
class Protocol:
    """A gallring as it is kept: `counts` are rows by what their table is called. No content, no person."""

    id: UUID
    label: str
    years: int
    basis: str
    case_count: int
    closed_from: date
    closed_to: date
    proposed_by: str
    proposed_at: datetime
    confirmed_by: str
    done_at: datetime | None
    withdrawn: bool
    counts: tuple[tuple[str, int], ...]
    backups: tuple[str, ...]
    backups_until: date | None
    replayed_on: date | None
    may_confirm: bool


def propose(work: Work, cases: Collection[UUID]) -> Made[UUID]:
    """Propose that these cases, or matters, are erased; somebody else confirms. Raises NotDue."""
    rule = retention.rule(work, retention.own_key(work))
    chosen = [one for one in due(work) if one.id in set(cases) and not one.held]
    if len(chosen) != len(set(cases)) or not chosen or rule.years is None:
        raise NotDue(len(set(cases)) - len(chosen))
    row = ErasureRow(
        id=work.new_id(),
        retention=rule.key,
        years=rule.years,
        basis=rule.basis,
        cases=json.dumps([str(one.id) for one in chosen]),
        case_count=len(chosen),
        closed_from=min(one.closed_on for one in chosen),
        closed_to=max(one.closed_on for one in chosen),
        proposed_at=work.now,
        proposed_by=work.actor.id,
    )
    work.session.add(row)
    erasing_list.sign_proposal(work, row, _may_go(work, [one.id for one in chosen]))
    work.log("erasure.plan", cases=len(chosen))
    return Made(CHANGED, row.id)


def _may_go(work: Work, cases: Collection[UUID]) -> set[UUID]:
    """The cases, or matters, and the pupils of whom nothing may be left then."""
    pupils = work.session.scalars(select(CaseRow.student_id).where(CaseRow.id.in_(cases)))
    return {*cases, *pupils}


def due(work: Work) -> tuple[DueCase, ...]:
    """What may be proposed here: cases at the school, matters at the huvudman."""
    return retention.due(work) if retention.own_key(work) == retention.CASE else matter_erasing.due(work)


def withdraw(work: Work, erasure_id: UUID) -> Changes:
    """Nothing is to be erased after all."""
    retention.rule(work, retention.own_key(work))
    row = work.session.get_one(ErasureRow, erasure_id)
    row.withdrawn_at, row.cases = work.now, None
    work.log("erasure.withdraw")
    return CHANGED


def protocols(work: Work) -> tuple[Protocol, ...]:
    """Every gallring, the newest first."""
    _may_confirm(work)
    rows = work.session.scalars(select(ErasureRow).order_by(ErasureRow.proposed_at.desc()))
    return tuple(_protocol(work, row) for row in rows)


def carry_out(office: Office, erasure_id: UUID) -> Protocol:
    """Confirm the proposal of another and erase; called without a transaction, since the journal goes too.

    :raises SamePerson, NotDue: nothing is erased
    """
    with office.work() as work:
        confirm(work, erasure_id)
    office.vault.empty_journal()
    with office.work() as work:
        erasing_list.write(work)
        work.log("erasure.done")
        return _protocol(work, work.session.get_one(ErasureRow, erasure_id))


def confirm(work: Work, erasure_id: UUID) -> Changes:
    """The second person's yes, and the erasing, in this transaction."""
    _may_confirm(work)
    row = work.session.get_one(ErasureRow, erasure_id)
    if row.proposed_by == work.actor.id:
        raise SamePerson(erasure_id)
    wanted = {UUID(one) for one in json.loads(row.cases or "[]")}
    ready = _ready(work, row.retention, wanted)
    if not ready or len(ready) != len(wanted) or row.withdrawn_at or row.done_at:
        raise NotDue(len(wanted) - len(ready))
    folder, _chosen = folder_of(work)
    backups = [made for made, _path in sets_in(folder, work.vault.id)] if folder.is_dir() else []
    gone, counts = _erase(work, row.retention, ready)
    row.confirmed_at = row.done_at = work.now
    row.confirmed_by, row.cases = work.actor.id, None
    row.counts = json.dumps(counts, sort_keys=True)
    row.backups = json.dumps([f"{made.astimezone(SWEDEN):%Y-%m-%d %H:%M}" for made in backups])
    erasing_list.sign(work, row, gone)
    work.log("erasure.confirm", cases=len(ready), rows=sum(counts.values()))
    return CHANGED


def _ready(work: Work, key: str, wanted: Collection[UUID]) -> list[Any]:
    """The rows among those wanted that may still be erased."""
    held = retention.held(work)
    if key == retention.MATTER:
        over = MatterRow.state.in_((MatterState.CLOSED, MatterState.WITHDRAWN))
        matters = work.session.scalars(select(MatterRow).where(MatterRow.id.in_(wanted), over))
        return [one for one in matters if one.id not in held]
    closed = CaseRow.closed_on.is_not(None)
    rows = work.session.scalars(select(CaseRow).where(CaseRow.id.in_(wanted), closed))
    return [one for one in rows if one.id not in held]


def _erase(work: Work, key: str, ready: Collection[Any]) -> tuple[set[UUID], dict[str, int]]:
    """The records that are gone, by id, and the rows erased by table."""
    ids = {one.id for one in ready}
    if key == retention.MATTER:
        return ids, matter_erasing.erase(work, ids)
    gone = ids | _leaving(work, ready)
    return gone, erase(work, ready)


def _leaving(work: Work, cases: Collection[CaseRow]) -> set[UUID]:
    """The pupils of whom nothing is left without these cases."""
    ids = {case.id for case in cases}
    return {case.student_id for case in cases if retention.leaves_nothing(work, case.student, ids)}


def erase(work: Work, cases: Collection[CaseRow], pupils: Collection[StudentRow] = ()) -> dict[str, int]:
    """Take away the cases and `pupils`, and the pupils of whom nothing is left then; the rows by table."""
    ids, counts = {case.id for case in cases}, Counter[str]()
    students = {one.id: one for one in (*pupils, *(case.student for case in cases))}
    for student in students.values():
        of_her = (
            None
            if retention.leaves_nothing(work, student, ids)
            else [case.id for case in cases if case.student_id == student.id]
        )
        whole = whole_of(work.session, student, of_her)
        rows = {
            name: found
            for name, found in whole.rows.items()
            if found and decisions()[name].retention not in _STAYS and (of_her is None or name != "student")
        }
        _empty_ledger(work, whole.rows.get("sent_package", ()))
        number = student.number if of_her is None else None
        work.session.expunge(student)
        counts.update(_take_away(work, rows))
        if number is not None:
            _forget_number(work, number)
    return dict(counts)


def _take_away(work: Work, rows: Mapping[str, Collection[Mapping[str, Any]]]) -> Counter[str]:
    """Children before parents; then what each row once said, wherever it is kept."""
    session, counts, gone = work.session, Counter[str](), set[str]()
    session.flush()
    session.expire_all()
    tables = [table for table in reversed(Base.metadata.sorted_tables) if table.name in rows]
    for table in tables:
        counts[table.name] = len(rows[table.name])
        if "id" not in table.c:
            for row in rows[table.name]:
                key = [column == row[column.key] for column in table.primary_key]
                session.execute(delete(table).where(*key))
            continue
        model: Any = MODELS[table.name]
        ids = [row["id"] for row in rows[table.name]]
        gone |= {str(one) for one in ids}
        found = list(session.scalars(select(model).where(model.id.in_(ids))))
        for own in [
            column.key for column in table.c for key in column.foreign_keys if key.column.table is table
        ]:
            for row in found:
                setattr(row, own, None)
        session.flush()
        for row in found:
            session.delete(row)
        session.flush()
        session.expire_all()
        forget(session, model, ids)
    _forget_drafts(work, gone)
    return counts


def _empty_ledger(work: Work, sent: Collection[Mapping[str, Any]]) -> None:
    """The number of a sealed file stays, so that none is used twice; what it said does not."""
    for one in sent:
        row = work.session.get_one(SentPackageRow, one["package_id"])
        row.envelope, row.folder = b"", ""


def _forget_drafts(work: Work, gone: Collection[str]) -> None:
    for draft in work.session.scalars(select(DraftRow)).all():
        if any(one in draft.record for one in gone):
            work.session.delete(draft)
    work.session.flush()


def _forget_number(work: Work, number: int) -> None:
    """A pupil's number on this device may be given to another."""
    for batch in work.session.scalars(select(ImportBatchRow)):
        moved = json.loads(batch.moved)
        kept = [one for one in moved if one[0] != number]
        if kept != moved:
            batch.moved = json.dumps(kept)


def _protocol(work: Work, row: ErasureRow) -> Protocol:
    people = team_names.names(work)
    labels = {one.name: one.label for one in decisions().values()}
    counts = json.loads(row.counts or "{}")
    waits = row.done_at is None and row.withdrawn_at is None
    return Protocol(
        id=row.id,
        label=next(
            (one["label"] for one in retention.shipped() if one["key"] == row.retention), row.retention
        ),
        years=row.years,
        basis=row.basis,
        case_count=row.case_count,
        closed_from=row.closed_from,
        closed_to=row.closed_to,
        proposed_by=people.get(row.proposed_by, ""),
        proposed_at=row.proposed_at.astimezone(SWEDEN),
        confirmed_by=people.get(row.confirmed_by, "") if row.confirmed_by else "",
        done_at=row.done_at.astimezone(SWEDEN) if row.done_at else None,
        withdrawn=row.withdrawn_at is not None,
        counts=tuple((labels.get(name, name), count) for name, count in counts.items()),
        backups=tuple(json.loads(row.backups or "[]")),
        backups_until=row.done_at.astimezone(SWEDEN).date() + KEPT_AFTER if row.done_at else None,
        replayed_on=row.replayed_on,
        may_confirm=waits and row.proposed_by != work.actor.id,
    )


def may_confirm(work: Work) -> bool:
    """The second of two: whoever may propose, or may sign in a case; at the huvudman whoever answers."""
    at_school = retention.own_key(work) == retention.CASE
    second = (Resource.CASE, Action.SIGN) if at_school else (Resource.PACKAGE, Action.WRITE)
    return retention.is_proposer(work) or work.rules.rights.may(work.actor.role, *second)


def _may_confirm(work: Work) -> None:
    if not may_confirm(work):
        work.may(Resource.CASE, Action.SIGN)
