"""Which writings of a record stand: the clocks that the next writing of each field is made over."""

import json
from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from narvaro_desktop.store.tables import ChangeRow

_AT_ONCE = 500
Clocks = dict[str, list[str]]
"""By field."""


def heads_of(session: Session, records: Collection[UUID]) -> dict[UUID, Clocks]:
    """The heads of every field of `records`, by the change entries that are known here."""
    found: dict[UUID, Clocks] = {record: {} for record in records}
    wanted = list(records)
    for start in range(0, len(wanted), _AT_ONCE):
        entries = (
            select(ChangeRow.record, ChangeRow.clock, ChangeRow.fields, ChangeRow.over)
            .where(ChangeRow.record.in_(wanted[start : start + _AT_ONCE]))
            .order_by(ChangeRow.clock)
        )
        for record, clock, fields, over in session.execute(entries):
            _put(found[record], clock, json.loads(fields), json.loads(over) if over else {})
    return found


def _put(heads: Clocks, clock: str, fields: Iterable[str], over: dict[str, list[str]]) -> None:
    """One entry more, the latest so far: what it was made over stands no longer."""
    for field in fields:
        replaced = over.get(field, ())
        heads[field] = [*(one for one in heads.get(field, ()) if one not in replaced), clock]
