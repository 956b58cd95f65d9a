"""What two laptops wrote in one field, neither knowing of the other: both shown until a person chooses."""

from base64 import b64decode
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.hybrid_clock import tick_of
from narvaro_desktop.domain.merge import Write, standing
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.changes import changes_of
from narvaro_desktop.store.entries import MODELS, Entry, History, histories, restored
from narvaro_desktop.store.tables import CaseRow, PersonRow
from narvaro_desktop.usecases import reach
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.shipping import place_of, sealed_columns
from narvaro_desktop.usecases.travelling import LOCAL, records_of
from narvaro_desktop.usecases.work import Area, Changes, Work

CHANGED: Final[Changes] = frozenset(Area) - {Area.PACKAGES, Area.TEAM}
_SILENT: Final = frozenset({"seen_at", "sort_key", "search_key"})
"""Columns that nobody has written: what the program notes by itself, and what follows from others."""


class NoSuchChoice(NarvaroError):
    """What was chosen does not stand in the field any more: somebody has written over it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the writings of a field: what it says, by whom, and when on that laptop's clock."""

    clock: str
    value: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field of a record in which several writings stand; the first is what is shown elsewhere."""

    table: str
    record: UUID
    field: str
    choices: tuple[Choice, ...]


def open_disputes(work: Work, case_id: UUID) -> list[Dispute]:
    """The fields of the case that wait for somebody to choose."""
    work.may(Resource.CASE, Action.READ)
    case = reach.case_row(work, case_id)
    tables = {
        record: table
        for table, found in records_of(work.session, case).items()
        for record in found & changes_of(work.session).visited
    }
    names = {row.id: row.name for row in work.session.scalars(select(PersonRow))}
    found = []
    for record, history in histories(work.session, tables).items():
        if not history.is_gone:
            found += _of_record(work, case, tables[record], record, history, names)
    return sorted(found, key=lambda one: (one.table, one.record, one.field))


def choose(work: Work, case_id: UUID, dispute: Dispute, clock: str) -> Changes:
    """Let what was written at `clock` stand, over the others; raises NoSuchChoice."""
    work.may(Resource.CASE, Action.WRITE)
    case = reach.case_row(work, case_id)
    history = histories(work.session, [dispute.record]).get(dispute.record)
    if history is None or clock not in history.heads.get(dispute.field, ()):
        raise NoSuchChoice
    model: Any = MODELS[dispute.table]
    row = work.session.get_one(model, dispute.record)
    [value] = [entry.values[dispute.field] for entry in history.entries if entry.clock == clock]
    setattr(row, dispute.field, restored(model, dispute.field, value))
    flag_modified(row, dispute.field)
    work.session.flush()
    work.log("dispute.choose", case=case.id, student=case.student_id, table=dispute.table)
    return CHANGED


def _of_record(
    work: Work, case: CaseRow, table: str, record: UUID, history: History, names: dict[UUID, str]
) -> list[Dispute]:
    by_clock = {entry.clock: entry for entry in history.entries}
    local = LOCAL.get(table, frozenset()) | _SILENT
    found = []
    for field, clocks in history.heads.items():
        if len(clocks) > 1 and field not in local:
            writes = [_write(work, case, by_clock[clock], field) for clock in clocks]
            stands = standing(writes)
            if stands.is_disputed:
                choices = tuple(_choice(one, names) for one in (stands.latest, *stands.rivals))
                found.append(Dispute(table, record, field, choices))
    return found


def _write(work: Work, case: CaseRow, entry: Entry, field: str) -> Write[str]:
    value = entry.values.get(field)
    row_class = str(entry.values.get("info_class", ""))
    if value is not None and field in _cells_of(work, entry, row_class):
        place = place_of(case, entry.table, entry.record, field)
        value = work.unseal(place, b64decode(value))
    return Write(entry.clock, entry.actor, "" if value is None else str(value))


def _cells_of(work: Work, entry: Entry, row_class: str) -> frozenset[str]:
    row: Any = work.session.get(MODELS[entry.table], entry.record)
    info_class = getattr(row, "info_class", None)
    return frozenset(sealed_columns(entry.table, info_class.key if info_class else row_class))


def _choice(write: Write[str], names: dict[UUID, str]) -> Choice:
    at = datetime.fromtimestamp((tick_of(write.clock) >> 16) / 1000, UTC).astimezone(SWEDEN)
    return Choice(write.clock, write.value, names.get(write.actor, ""), at)
