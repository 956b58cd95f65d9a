"""Change entries: what each act changed in each case record, written in the act's own transaction."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import Session

from narvaro_desktop.store.tables import AccessLogRow, ChangeRow, CheckpointRow, DraftRow
from narvaro_desktop.store.tables.columns import Base

_NOT_RECORDS = (ChangeRow, AccessLogRow, CheckpointRow, DraftRow)


class ChangeRecorder:
    """Watches one session and writes a `ChangeRow` for each case record that is added, changed or deleted."""

    def __init__(
        self, session: Session, actor: UUID, device: str, clock: Callable[[], str], new_id: Callable[[], UUID]
    ) -> None:
        self._actor, self._device, self._clock, self._new_id = actor, device, clock, new_id
        self._digest = sha256()
        self.touched: dict[tuple[str, UUID], bool] = {}
        """The records of this transaction, and whether each still stands."""
        self.added: set[tuple[str, UUID]] = set()
        """Those of them that were not there before."""
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
                if row in session.new:
                    self.added.add((row.__tablename__, row.id))
                self._write(session, row, fields, before)

    def _write(self, session: Session, row: Base, fields: list[str], before: dict[str, Any] | None) -> None:
        entry = self._entry(row.__tablename__, row.id, fields, before)  # type: ignore[attr-defined]
        session.add(ChangeRow(**entry))
        self._bind(entry)

    def _entry(
        self, table: str, record: UUID, fields: list[str], before: dict[str, Any] | None
    ) -> dict[str, Any]:
        return {
            "id": self._new_id(),
            "device": self._device,
            "clock": self._clock(),
            "actor": self._actor,
            "table_name": table,
            "record": record,
            "fields": json.dumps(fields),
            "before": None if before is None else json.dumps(before, ensure_ascii=False, sort_keys=True),
        }

    def _bind(self, entry: Mapping[str, Any]) -> None:
        told = (entry["id"].hex, entry["clock"], entry["table_name"], entry["record"].hex, entry["fields"])
        self._digest.update("\0".join((*told, entry["before"] or "")).encode())


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
            before[name] = _stored(old[0] if old else None)
    return fields, before


def _stored(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return str(value)
