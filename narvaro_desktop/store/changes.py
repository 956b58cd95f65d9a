"""Change entries: what each act changed in each case record, written in the act's own transaction."""

import json
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from narvaro_desktop.store.tables import AccessLogRow, ChangeRow, CheckpointRow, DraftRow
from narvaro_desktop.store.tables.columns import Base

_NOT_RECORDS = (ChangeRow, AccessLogRow, CheckpointRow, DraftRow)


class ChangeRecorder:
    """Watches one session and writes a `ChangeRow` for each case record that a flush adds, changes or deletes."""

    def __init__(
        self, session: Session, actor: UUID, device: str, clock: Callable[[], str], new_id: Callable[[], UUID]
    ) -> None:
        self._actor, self._device, self._clock, self._new_id = actor, device, clock, new_id
        self._digest = sha256()
        self.touched: dict[tuple[str, UUID], bool] = {}
        """The records of this transaction, and whether each still stands."""
        event.listen(session, "before_flush", self._before_flush)

    def rows_hash(self) -> bytes | None:
        """SHA-256 over the change entries of this transaction, or None where nothing changed."""
        return self._digest.digest() if self.touched else None

    def _before_flush(self, session: Session, *_: object) -> None:
        for row in [*session.new, *session.dirty, *session.deleted]:
            if isinstance(row, _NOT_RECORDS) or not isinstance(getattr(row, "id", None), UUID):
                continue
            is_deleted = row in session.deleted
            fields, before = _difference(row, deleted=is_deleted)
            if fields:
                self.touched[row.__tablename__, row.id] = not is_deleted
                self._write(session, row, fields, before)

    def _write(self, session: Session, row: Base, fields: list[str], before: dict[str, Any] | None) -> None:
        entry = ChangeRow(
            id=self._new_id(),
            device=self._device,
            clock=self._clock(),
            actor=self._actor,
            table_name=row.__tablename__,
            record=row.id,  # type: ignore[attr-defined]
            fields=json.dumps(fields),
            before=None if before is None else json.dumps(before, ensure_ascii=False, sort_keys=True),
        )
        session.add(entry)
        told = (entry.id.hex, entry.clock, entry.table_name, entry.record.hex, entry.fields, entry.before or "")
        self._digest.update("\0".join(told).encode())


def _difference(row: Base, *, deleted: bool) -> tuple[list[str], dict[str, Any] | None]:
    """The names of the columns that differ from what is stored, and what was stored (None for a new row)."""
    state = inspect(row)
    if not state.persistent:
        return sorted(name for name in state.mapper.column_attrs.keys() if getattr(row, name) is not None), None
    fields, before = [], {}
    for name in sorted(state.mapper.column_attrs.keys()):
        history = state.attrs[name].history
        if deleted or history.has_changes():
            fields.append(name)
            old = history.deleted or history.unchanged
            before[name] = _stored(old[0] if old else None)
    return fields, before


def _stored(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return str(value)
