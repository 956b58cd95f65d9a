"""Entries of another laptop, added to ours: nothing is overwritten, and the same ones twice change nothing.

entries not here yet ─→ rows of `change` ─→ each record they touch says the latest writing that stands
                                            what it said before stays in `after`, beside it
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from narvaro_desktop.store.changes import ChangeRecorder
from narvaro_desktop.store.entries import MODELS, Entry, History, histories, restored, stored_row
from narvaro_desktop.store.tables import ChangeRow
from narvaro_desktop.store.tables.columns import Base

_AT_ONCE = 500
LocalFields = Callable[[str, UUID], Mapping[str, Any]]
"""What a new row of a table has on this laptop alone, e.g. a pupil's number."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came: new entries, and the records that say something else now or were not here before."""

    entries: int
    records: frozenset[tuple[str, UUID]]


def merge(session: Session, recorder: ChangeRecorder, entries: Sequence[Entry], local: LocalFields) -> Merged:
    """Add those of `entries` that are not here. Raises ValueError, KeyError or IntegrityError, and then
    nothing may be kept.
    """
    session.flush()
    new = _unknown(session, entries)
    if not new:
        return Merged(0, frozenset())
    records = {entry.record: entry.table for entry in new}
    before = histories(session, records)
    with recorder.merging(session):
        _put_off_references(session)
        _keep_what_stood(session, before)
        for entry in new:
            session.add(_row(entry))
        session.flush()
        changed = _apply(session, recorder, records, local)
    return Merged(len(new), frozenset(changed))


def _unknown(session: Session, entries: Sequence[Entry]) -> list[Entry]:
    by_id = {entry.id: entry for entry in entries}
    wanted = list(by_id)
    for start in range(0, len(wanted), _AT_ONCE):
        known = select(ChangeRow.id).where(ChangeRow.id.in_(wanted[start : start + _AT_ONCE]))
        for found in session.scalars(known):
            del by_id[found]
    return sorted(by_id.values(), key=lambda entry: entry.clock)


def _put_off_references(session: Session) -> None:
    """Rows may come in any order: what points where is judged when all are there."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))


def _keep_what_stood(session: Session, before: Mapping[UUID, History]) -> None:
    """Give each writing that stands its value in `after`: the row may soon say another's."""
    for history in before.values():
        for entry in history.entries:
            if entry.values:
                after = json.dumps(dict(entry.values), ensure_ascii=False, sort_keys=True)
                session.execute(update(ChangeRow).where(ChangeRow.id == entry.id).values(after=after))


def _row(entry: Entry) -> ChangeRow:
    return ChangeRow(
        id=entry.id,
        device=entry.device,
        clock=entry.clock,
        actor=entry.actor,
        table_name=entry.table,
        record=entry.record,
        fields=json.dumps(list(entry.fields)),
        gone=True if entry.gone else None,
        before=None if entry.made else "{}",
        over=json.dumps({name: list(clocks) for name, clocks in entry.over.items()}, sort_keys=True)
        if entry.over
        else None,
        after=json.dumps(dict(entry.values), ensure_ascii=False, sort_keys=True),
    )


def _apply(
    session: Session, recorder: ChangeRecorder, records: Mapping[UUID, str], local: LocalFields
) -> set[tuple[str, UUID]]:
    """Let the rows say what stands now."""
    found = histories(session, records)
    gone = {record for record, history in found.items() if history.is_gone}
    changed = {
        (records[record], record)
        for record, history in found.items()
        if record not in gone and _say(session, records[record], record, history, local)
    }
    session.flush()
    _bring_back(session, changed, local)
    for record in sorted(gone):
        model = MODELS[records[record]]
        row = session.get(model, record)
        if row is not None and not _is_needed(session, model, record):
            session.expunge(row)
            session.execute(delete(model).where(model.id == record))  # type: ignore[attr-defined]
            recorder.touched[records[record], record] = False
            changed.add((records[record], record))
    return changed


def _say(session: Session, table: str, record: UUID, history: History, local: LocalFields) -> bool:
    """Whether the record was not here, or says something else now."""
    model = MODELS[table]
    by_clock = {entry.clock: entry for entry in history.entries}
    latest = {
        name: by_clock[clocks[-1]].values[name]
        for name, clocks in history.heads.items()
        if name in by_clock[clocks[-1]].values
    }
    row = session.get(model, record)
    if row is None:
        wanted = {name: restored(model, name, value) for name, value in latest.items()}
        session.add(model(**{**wanted, **local(table, record), "id": record}))
        return True
    now, own = stored_row(row), local(table, record)
    differing = {name: value for name, value in latest.items() if now[name] != value and name not in own}
    for name, value in differing.items():
        setattr(row, name, restored(model, name, value))
    return bool(differing)


def _is_needed(session: Session, model: type[Base], record: UUID) -> bool:
    """Whether a row points to the record, so that it stays although it was taken away elsewhere."""
    pointing = [
        column
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(key.column.table is model.__table__ for key in column.foreign_keys)
    ]
    return any(session.scalar(select(column).where(column == record).limit(1)) for column in pointing)


def _bring_back(session: Session, changed: set[tuple[str, UUID]], local: LocalFields) -> None:
    """Records that were taken away here, although what came from another laptop points to them.

    :raises KeyError: something points to what is nowhere
    """
    while missing := _pointed_at(session, changed):
        found = histories(session, missing)
        if found.keys() != missing.keys():
            raise KeyError
        for record, history in found.items():
            _say(session, missing[record], record, history, local)
            changed.add((missing[record], record))
        session.flush()


def _pointed_at(session: Session, changed: Collection[tuple[str, UUID]]) -> dict[UUID, str]:
    """What the changed rows point to and is not here, with its table."""
    targets: dict[str, set[UUID]] = {}
    for table in {name for name, _record in changed}:
        own = [record for name, record in changed if name == table]
        for column in MODELS[table].__table__.columns:
            for key in column.foreign_keys:
                found = targets.setdefault(key.column.table.name, set())
                found |= set(_values(session, column, MODELS[table].__table__.columns["id"], own)) - {None}
    return {
        target: name for name, wanted in targets.items() for target in wanted - _there(session, name, wanted)
    }


def _there(session: Session, table: str, wanted: Collection[UUID]) -> set[UUID]:
    identity = MODELS[table].__table__.columns["id"]
    return set(_values(session, identity, identity, list(wanted)))


def _values(session: Session, column: Any, among: Any, wanted: Sequence[UUID]) -> Iterator[Any]:
    """The `column` of the rows whose `among` is one of `wanted`."""
    for start in range(0, len(wanted), _AT_ONCE):
        yield from session.scalars(select(column).where(among.in_(wanted[start : start + _AT_ONCE])))
