"""Which writings of a record stand: the clocks that the next writing of each field is made over."""

import json
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from narvaro_desktop.store.tables import ChangeRow

_AT_ONCE = 500
_ONE_BY_ONE = 10
_FEW = 8
_NEWEST = (
    select(ChangeRow.clock, ChangeRow.fields)
    .where(ChangeRow.record == bindparam("wanted"))
    .order_by(ChangeRow.clock.desc())
    .limit(_FEW)
)
Clocks = dict[str, list[str]]
"""By field."""


def visited(session: Session) -> set[UUID]:
    """The records that another laptop has written in."""
    return set(session.scalars(select(ChangeRow.record).where(ChangeRow.after.is_not(None)).distinct()))


def heads_of(
    session: Session, wanted: Mapping[UUID, Collection[str]], foreign: Collection[UUID]
) -> dict[UUID, Clocks]:
    """The heads of the `wanted` fields of each record, by the entries that are known here.

    Where only this laptop wrote, that is the newest writing; those in `foreign` are gone through from the
    beginning.
    """
    found: dict[UUID, Clocks] = {}
    if len(wanted) <= _ONE_BY_ONE:
        for record, fields in wanted.items():
            if record not in foreign and (newest := _newest(session, record, fields)) is not None:
                found[record] = newest
    return found | _gone_through(session, [record for record in wanted if record not in found])


def _newest(session: Session, record: UUID, wanted: Collection[str]) -> Clocks | None:
    """The newest writing of each field; None if they lie further back than is worth looking one by one."""
    found: Clocks = {}
    entries = session.execute(_NEWEST, {"wanted": record}).all()
    for clock, fields in entries:
        for field in json.loads(fields):
            found.setdefault(field, [clock])
    return found if len(entries) < _FEW or found.keys() >= set(wanted) else None


def _gone_through(session: Session, records: list[UUID]) -> dict[UUID, Clocks]:
    found: dict[UUID, Clocks] = {record: {} for record in records}
    for start in range(0, len(records), _AT_ONCE):
        entries = (
            select(ChangeRow.record, ChangeRow.clock, ChangeRow.fields, ChangeRow.over)
            .where(ChangeRow.record.in_(records[start : start + _AT_ONCE]))
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
