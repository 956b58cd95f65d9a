"""What two laptops wrote in one field, neither knowing of the other: both shown until a person chooses."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import distinct, func, select
from sqlalchemy.orm.attributes import flag_modified

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.hybrid_clock import tick_of
from narvaro_desktop.domain.merge import Write, standing
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.changes import changes_of
from narvaro_desktop.store.entries import MODELS, Entry, History, histories, restored
from narvaro_desktop.store.tables import CaseRow, ChangeRow, TransferRow
from narvaro_desktop.usecases import reach, team_names
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.sharing import tellers
from narvaro_desktop.usecases.sharing.shipping import place_of, sealed_columns
from narvaro_desktop.usecases.sharing.travelling import LOCAL, records_of
from narvaro_desktop.usecases.work import Area, Changes, Work

CHANGED: Final[Changes] = frozenset(Area) - {Area.PACKAGES, Area.TEAM}
_SILENT: Final = frozenset({"seen_at", "sort_key", "search_key"})
"""Columns that nobody has written: what the program notes by itself, and what follows from others."""

_AT_ONCE: Final = 500
_NAMES: Final = ("title", "name", "words", "question")


class NoSuchChoice(NarvaroError):
    """What was chosen does not stand in the field any more: somebody has written over it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the writings of a field: what it says, by whom, and when on that laptop's clock.

    `says` is the value as the row has it: a Term, a day, a number; the name of a person; None where it is
    empty, or nothing to be read.
    """

    clock: str
    value: str
    who: str
    at: datetime
    says: object = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field of a record in which several writings stand; the first is what is shown elsewhere.

    `about` names the record where it has a name.
    """

    table: str
    record: UUID
    field: str
    choices: tuple[Choice, ...]
    about: str = ""


def open_disputes(work: Work, case_id: UUID) -> list[Dispute]:
    """The fields of the case that wait for somebody to choose."""
    work.may(Resource.CASE, Action.READ)
    case = reach.case_row(work, case_id)
    came = select(TransferRow.id).where(TransferRow.case_id == case_id, TransferRow.is_out.is_(False))
    if work.session.scalars(came.limit(1)).first() is None:
        return []
    tables = {
        record: table
        for table, found in records_of(work.session, case).items()
        for record in found & changes_of(work.session).visited
    }
    names = team_names.names(work)
    found = []
    for record, history in histories(work.session, _of_several(work, list(tables))).items():
        if not history.is_gone:
            found += _of_record(work, case, tables[record], record, history, names)
    return sorted(found, key=lambda one: (one.table, one.record, one.field))


def _of_several(work: Work, records: list[UUID]) -> set[UUID]:
    """The records that more than one laptop has written in: nobody's writing parts from her own."""
    found: set[UUID] = set()
    for start in range(0, len(records), _AT_ONCE):
        several = (
            select(ChangeRow.record)
            .where(ChangeRow.record.in_(records[start : start + _AT_ONCE]))
            .group_by(ChangeRow.record)
            .having(func.count(distinct(ChangeRow.device)) > 1)
        )
        found |= set(work.session.scalars(several))
    return found


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
    work: Work, case: CaseRow, table: str, record: UUID, history: History, names: Mapping[UUID, str]
) -> list[Dispute]:
    by_clock = {entry.clock: entry for entry in history.entries}
    local = LOCAL.get(table, frozenset()) | _SILENT
    found = []
    for field, clocks in history.heads.items():
        if len(clocks) > 1 and field not in local:
            writes = [_write(work, case, by_clock[clock], field) for clock in clocks]
            stands = standing(writes)
            if stands.is_disputed:
                each = (stands.latest, *stands.rivals)
                choices = tuple(_choice(work, one, by_clock[one.clock], field, names) for one in each)
                found.append(Dispute(table, record, field, choices, _about(work, table, record)))
    return found


def _write(work: Work, case: CaseRow, entry: Entry, field: str) -> Write[str]:
    value = entry.values.get(field)
    if value is not None and field in _cells_of(work, entry):
        place = place_of(case, entry.table, entry.record, field)
        value = work.unseal(place, b64decode(value))
    return Write(entry.clock, entry.actor, "" if value is None else str(value))


def _cells_of(work: Work, entry: Entry) -> frozenset[str]:
    row: Any = work.session.get(MODELS[entry.table], entry.record)
    info_class = getattr(row, "info_class", None)
    row_class = str(entry.values.get("info_class", ""))
    return frozenset(sealed_columns(entry.table, info_class.key if info_class else row_class))


def _choice(work: Work, write: Write[str], entry: Entry, field: str, names: Mapping[UUID, str]) -> Choice:
    at = datetime.fromtimestamp((tick_of(write.clock) >> 16) / 1000, UTC).astimezone(SWEDEN)
    says: object = write.value or None
    if field not in _cells_of(work, entry):
        says = restored(MODELS[entry.table], field, entry.values.get(field))
    if isinstance(says, UUID):
        says = names.get(says)
    elif isinstance(says, bytes):
        says = None
    who = tellers.as_told(names.get(write.actor, ""), tellers.of_writing(work, entry.id))
    return Choice(write.clock, write.value, who, at, says)


def _about(work: Work, table: str, record: UUID) -> str:
    """What the record is called, where its table has a name in the open."""
    row: Any = work.session.get(MODELS[table], record)
    return next((said for name in _NAMES if isinstance(said := getattr(row, name, None), str)), "")
