"""Change entries as they travel between laptops: what was written in which record, over what."""

import json
from base64 import b64decode
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, LargeBinary, Uuid, inspect, select
from sqlalchemy.orm import Session

from narvaro_desktop.store.changes import stored
from narvaro_desktop.store.tables import ChangeRow
from narvaro_desktop.store.tables.columns import Base, Instant, Keyed

_AT_ONCE = 500
MODELS: Mapping[str, type[Base]] = {
    mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers
}
"""By table."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change entry. `values` are stored values, known of what nobody has written over."""

    id: UUID
    device: str
    clock: str
    actor: UUID
    table: str
    record: UUID
    fields: tuple[str, ...]
    over: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    made: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """The entries of one record in the order of their clocks."""

    entries: tuple[Entry, ...]

    @property
    def is_gone(self) -> bool:
        """Whether the record was taken away, by somebody who had seen all that was written in it."""
        by_clock = {entry.clock: entry for entry in self.entries}
        heads = {clock for clocks in _heads(self.entries).values() for clock in clocks}
        return bool(heads) and all(by_clock[clock].gone for clock in heads)

    @property
    def heads(self) -> dict[str, list[str]]:
        """For each field the clocks of the writings that stand; the latest is what the row says.

        Where a record was taken away while another laptop wrote in it, it is there, and says what it said.
        """
        kept = list(self.entries)
        while True:
            found = _heads(kept)
            standing = {clock for clocks in found.values() for clock in clocks}
            unanswered = [entry for entry in kept if entry.gone and entry.clock in standing]
            if not unanswered:
                return found
            kept = [_without(entry, found) if entry in unanswered else entry for entry in kept]


def _without(entry: Entry, heads: Mapping[str, list[str]]) -> Entry:
    """A taking away, without the fields in which nobody has written over it."""
    fields = tuple(name for name in entry.fields if entry.clock not in heads[name])
    return replace(entry, fields=fields)


def _heads(entries: Sequence[Entry]) -> dict[str, list[str]]:
    """The heads of every field, by rising clock; an entry is over another only if it is the later."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        for name in entry.fields:
            replaced = entry.over.get(name, ())
            found[name] = [*(one for one in found.get(name, ()) if one not in replaced), entry.clock]
    return found


def histories(session: Session, records: Collection[UUID]) -> dict[UUID, History]:
    """The history of each of `records`, with the value of every writing that stands."""
    found: dict[UUID, list[ChangeRow]] = {}
    for row in _rows(session, records):
        found.setdefault(row.record, []).append(row)
    rows = _stored_rows(session, {record: entries[0].table_name for record, entries in found.items()})
    return {record: _history(entries, rows.get(record)) for record, entries in found.items()}


def _rows(session: Session, records: Collection[UUID]) -> Iterator[ChangeRow]:
    wanted = list(records)
    for start in range(0, len(wanted), _AT_ONCE):
        part = ChangeRow.record.in_(wanted[start : start + _AT_ONCE])
        yield from session.scalars(select(ChangeRow).where(part).order_by(ChangeRow.clock))


def _stored_rows(session: Session, tables: Mapping[UUID, str]) -> dict[UUID, dict[str, Any]]:
    """The rows that stand, as stored values."""
    found: dict[UUID, dict[str, Any]] = {}
    for table in sorted(set(tables.values()) & MODELS.keys()):
        model = MODELS[table]
        records = [record for record, name in tables.items() if name == table]
        for start in range(0, len(records), _AT_ONCE):
            part = model.id.in_(records[start : start + _AT_ONCE])  # type: ignore[attr-defined]
            for row in session.scalars(select(model).where(part)):
                found[row.id] = stored_row(row)  # type: ignore[attr-defined]
    return found


def columns_of(model: type[Base]) -> tuple[str, ...]:
    """The names of a table's columns, in its rows and in entries."""
    return tuple(column.key for column in inspect(model).column_attrs)


def stored_row(row: Base) -> dict[str, Any]:
    """Every column of a row as a stored value."""
    return {name: stored(getattr(row, name)) for name in columns_of(type(row))}


def _history(rows: Iterable[ChangeRow], now: Mapping[str, Any] | None) -> History:
    """A head's value is its own `after`; else the row's or, of a row that is gone, what stood before that."""
    told = [(row, json.loads(row.before) if row.before else None) for row in rows]
    entries = [_entry(row, before) for row, before in told]
    last = now
    if last is None:
        last = {}
        for (_row, before), entry in zip(told, entries, strict=True):
            last = {**last, **(before or {})} if entry.gone else last
    heads = History(tuple(entries)).heads
    return History(tuple(_with_values(entry, heads, last) for entry in entries))


def _with_values(entry: Entry, heads: Mapping[str, list[str]], last: Mapping[str, Any]) -> Entry:
    """The entry with the values of those fields that stand."""
    values = {
        name: entry.values[name] if name in entry.values else last[name]
        for name in entry.fields
        if not entry.gone and entry.clock in heads.get(name, ()) and (name in entry.values or name in last)
    }
    return replace(entry, values=values)


def _entry(row: ChangeRow, before: Mapping[str, Any] | None) -> Entry:
    fields = tuple(json.loads(row.fields))
    over = {name: tuple(clocks) for name, clocks in json.loads(row.over or "{}").items()}
    return Entry(
        row.id, row.device, row.clock, row.actor, row.table_name, row.record, fields, over,
        json.loads(row.after or "{}"), before is None, bool(row.gone),
    )  # fmt: skip


def restored(model: type[Base], name: str, value: Any) -> Any:
    """A stored value as the row has it; raises ValueError for what the column cannot hold."""
    kind = inspect(model).column_attrs[name].columns[0].type
    if value is None:
        return None
    if isinstance(kind, LargeBinary):
        return b64decode(_text(value), validate=True)
    if isinstance(kind, Uuid):
        return UUID(_text(value))
    if isinstance(kind, Date):
        return date.fromisoformat(_text(value))
    if isinstance(kind, Instant):
        return kind.process_result_value(_text(value), None)  # type: ignore[arg-type]
    if isinstance(kind, Keyed):
        return kind.terms.of(_text(value))
    if not isinstance(value, kind.python_type):
        raise ValueError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value
