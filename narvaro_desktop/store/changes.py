"""Change entries: what each act changed in each case record, written in the act's own transaction."""

import json
from base64 import b64encode
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import event, func, insert, inspect, select, update
from sqlalchemy.orm import Session

from narvaro_desktop.store.errors import WrittenMeanwhile
from narvaro_desktop.store.heads import heads_of
from narvaro_desktop.store.tables import AccessLogRow, ChangeRow, CheckpointRow, DraftRow
from narvaro_desktop.store.tables.columns import Base
from narvaro_desktop.store.ticks import Ticks

_NOT_RECORDS = (ChangeRow, AccessLogRow, CheckpointRow, DraftRow)
_DRAWN = 7
"""The version of an id that is drawn by chance: what has it is new to every laptop."""


class ChangeRecorder:
    """Watches one session and writes a `ChangeRow` for each case record that is added, changed or deleted."""

    def __init__(self, session: Session, actor: UUID, ticks: Ticks, new_id: Callable[[], UUID]) -> None:
        self._session, self._actor, self._ticks, self._new_id = session, actor, ticks, new_id
        self._digest = sha256()
        self.touched: dict[tuple[str, UUID], bool] = {}
        """The records of this transaction, and whether each still stands."""
        self.added: set[tuple[str, UUID]] = set()
        """Those of them that were not there before."""
        self._is_merging = False
        self._read_at: str | None = None
        event.listen(session, "before_flush", self._before_flush)
        session.info["changes"] = self

    def add_all(self, session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert many new records at once, with a change entry for each."""
        names = {
            record["id"]: sorted(name for name, value in record.items() if value is not None)
            for record in rows
        }
        entries = [self._entry(table.__tablename__, record, fields, None) for record, fields in names.items()]
        self.touched |= {(table.__tablename__, record): True for record in names}
        for entry in entries:
            self._bind(entry)
        self.added |= {(table.__tablename__, row["id"]) for row in rows}
        session.execute(insert(table.__table__), rows)  # type: ignore[arg-type]
        session.execute(insert(ChangeRow.__table__), entries)  # type: ignore[arg-type]

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Forget afterwards what is written inside: the caller rolls it back."""
        touched, added, digest = dict(self.touched), set(self.added), self._digest.copy()
        try:
            yield
        finally:
            self.touched, self.added, self._digest = touched, added, digest

    @contextmanager
    def merging(self, session: Session) -> Iterator[None]:
        """What is written inside has its entries already: they came from another laptop."""
        session.flush()
        self._is_merging = True
        try:
            yield
            session.flush()
        finally:
            self._is_merging = False
            self._ticks.look_again()

    def refuse_over_later(self, read_at: str) -> None:
        """Let no field be written that a colleague has written in after the clock `read_at`.

        The flush then raises WrittenMeanwhile, and nothing of the act is kept.
        """
        self._read_at = read_at

    @property
    def visited(self) -> set[UUID]:
        """The records that other laptops have written in."""
        return self._ticks.foreign(self._session)

    def rows_hash(self) -> bytes | None:
        """SHA-256 over the change entries of this transaction, or None where nothing changed."""
        return self._digest.digest() if self.touched else None

    def _before_flush(self, session: Session, *_: object) -> None:
        found = [
            (row, *_difference(row, deleted=row in session.deleted))
            for row in [*session.new, *session.dirty, *session.deleted]
            if not isinstance(row, _NOT_RECORDS) and isinstance(getattr(row, "id", None), UUID)
        ]
        changed = [(row, fields, before) for row, fields, before in found if fields]
        for row, _fields, before in changed:
            self.touched[row.__tablename__, row.id] = row not in session.deleted
            if before is None:
                self.added.add((row.__tablename__, row.id))
        if not self._is_merging:
            self._write(session, changed)

    def _write(
        self, session: Session, changed: Sequence[tuple[Any, list[str], dict[str, Any] | None]]
    ) -> None:
        """The entries; of what stood there before, or could have, with the writings they are made over."""
        known = {
            row.id: fields
            for row, fields, before in changed
            if before is not None or row.id.version != _DRAWN
        }
        heads = heads_of(session, known, self._ticks.foreign(session)) if known else {}
        for row, fields, before in changed:
            stood = heads.get(row.id, {})
            if before is None and stood:  # it was taken away before: an empty field is empty again
                fields = sorted(row.__mapper__.column_attrs.keys())
            over = {field: stood[field] for field in fields if field in stood}
            self._refuse_later(row, over)
            entry = self._entry(row.__tablename__, row.id, fields, before, over)
            entry["gone"] = True if row in session.deleted else None
            session.add(ChangeRow(**entry))
            self._bind(entry)

    def _refuse_later(self, row: Any, over: Mapping[str, list[str]]) -> None:
        if self._read_at is None:
            return
        later = {field: clock for field, clocks in over.items() for clock in clocks if clock > self._read_at}
        own = select(ChangeRow.clock).where(
            ChangeRow.clock.in_(later.values()),
            ChangeRow.device == self._ticks.device,
            ChangeRow.actor == self._actor,
        )
        mine = set(self._session.scalars(own)) if later else set()
        if theirs := {field: clock for field, clock in later.items() if clock not in mine}:
            raise WrittenMeanwhile(row.__tablename__, row.id, tuple(theirs), max(theirs.values()))

    def _entry(
        self,
        table: str,
        record: UUID,
        fields: list[str],
        before: dict[str, Any] | None,
        over: Mapping[str, list[str]] | None = None,
    ) -> dict[str, Any]:
        return {
            "id": self._new_id(),
            "device": self._ticks.device,
            "clock": self._ticks.next(self._session),
            "actor": self._actor,
            "table_name": table,
            "record": record,
            "fields": json.dumps(fields),
            "before": None if before is None else json.dumps(before, ensure_ascii=False, sort_keys=True),
            "over": json.dumps(over, sort_keys=True) if over else None,
        }

    def _bind(self, entry: Mapping[str, Any]) -> None:
        told = (entry["id"].hex, entry["clock"], entry["table_name"], entry["record"].hex, entry["fields"])
        self._digest.update("\0".join((*told, entry["before"] or "", entry["over"] or "")).encode())


def forget(session: Session, table: type[Base], records: Collection[UUID]) -> None:
    """Let nobody read what `records` of `table`, now deleted, once said: that they were written, when and by
    whom stays."""
    session.flush()
    told = update(ChangeRow).where(ChangeRow.table_name == table.__tablename__, ChangeRow.record.in_(records))
    session.execute(told.values(before=None, after=None).execution_options(synchronize_session=False))


def newest_clock(session: Session) -> str:
    """The clock of the latest writing; "" where nothing has been written."""
    return session.scalar(select(func.max(ChangeRow.clock))) or ""


def changes_of(session: Session) -> ChangeRecorder:
    """The recorder that watches `session`."""
    recorder: ChangeRecorder = session.info["changes"]
    return recorder


def _difference(row: Base, *, deleted: bool) -> tuple[list[str], dict[str, Any] | None]:
    """The names of the columns that differ from what is stored, and what was stored (None for a new row)."""
    state = inspect(row)
    if not state.persistent:
        names = [column.key for column in state.mapper.column_attrs]
        return sorted(name for name in names if getattr(row, name) is not None), None
    fields, before = [], {}
    for name in sorted(state.mapper.column_attrs.keys()):
        history = state.attrs[name].history
        if deleted or history.has_changes():
            fields.append(name)
            old = history.deleted or history.unchanged
            before[name] = stored(old[0] if old else None)
    return fields, before


def stored(value: Any) -> Any:
    """A column's value as JSON has it: bytes in base64, moments in UTC, all else as its text."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return str(value)
