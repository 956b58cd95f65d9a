"""A case made ready for a colleague's laptop: her classes only, with an account of what goes and stays."""

import binascii
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, inspect

from narvaro_desktop.domain.terms import InfoClass, Role
from narvaro_desktop.sealing import canonical, pieces
from narvaro_desktop.sealing.changes import PATH, EntryOf, Written
from narvaro_desktop.sealing.key_card import KeyCard
from narvaro_desktop.sealing.refusals import FutureVersion, JsonForm, PayloadForm
from narvaro_desktop.store.cells import Place
from narvaro_desktop.store.entries import MODELS, Entry, History, columns_of, histories
from narvaro_desktop.store.handed_cells import open_handed, seal_handed
from narvaro_desktop.store.tables import CaseRow, PersonRow
from narvaro_desktop.store.tables.columns import BY_ROW
from narvaro_desktop.usecases.sharing.travelling import BY_CASE, LOCAL, TRAVELS, records_of
from narvaro_desktop.usecases.work import Work

NEVER = frozenset({InfoClass.OWN, InfoClass.CHILD_WELFARE, InfoClass.PROTECTED})


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who gets the case: a colleague's role, and the public halves of the classes on her laptop."""

    person: UUID
    role: Role
    publics: Mapping[InfoClass, bytes]


@dataclass(frozen=True, slots=True)
class Shipment:
    """What goes, and how many records of each table go and stay (by class)."""

    entries: tuple[tuple[Entry, Mapping[str, tuple[InfoClass, str]]], ...]
    """Each entry, and of its cells the class and the text."""
    goes: Mapping[str, int]
    stays: Mapping[tuple[str, InfoClass], int]
    people: frozenset[UUID]


def receiver_of(work: Work, card: KeyCard, person: UUID) -> Receiver:
    """The colleague behind a laptop's card; only classes that her role at this school may hold count.

    Her laptop signs its own card, so the role that it claims there counts for nothing.
    """
    assert card.laptop is not None
    role = work.session.get_one(PersonRow, person).role
    may = work.rules.rights.default_classes(role) - NEVER
    publics = {
        InfoClass.of(each.name): bytes.fromhex(each.public)
        for each in card.laptop.classes
        if each.name in {one.key for one in may}
    }
    return Receiver(person, role, publics)


def shipment(work: Work, case: CaseRow, receiver: Receiver) -> Shipment:
    """What of the case the receiver may hold, as the entries that tell it."""
    records = records_of(work.session, case)
    tables = {record: table for table, found in records.items() for record in found}
    found = histories(work.session, tables)
    cells = {record: _cells(work, case, tables[record], one, receiver) for record, one in found.items()}
    kept = _closed(found, tables, {record for record, (_texts, held) in cells.items() if held is not None})
    goes, stays = Counter[str](), Counter[tuple[str, InfoClass]]()
    for record, history in found.items():
        if history.is_gone:
            continue
        if record in kept:
            stays[tables[record], cells[record][1] or InfoClass.SCHOOL] += 1
        else:
            goes[tables[record]] += 1
    entries = tuple(
        (entry, cells[record][0].get(entry.clock, {}))
        for record, history in found.items()
        if record not in kept
        for entry in history.entries
    )
    return Shipment(entries, goes, stays, _people(entries))


def _closed(found: Mapping[UUID, History], tables: Mapping[UUID, str], kept: set[UUID]) -> set[UUID]:
    """`kept`, and what points to any of it."""
    while True:
        more = {
            record
            for record, history in found.items()
            if record not in kept and _pointed(history, tables[record]) & {str(one) for one in kept}
        }
        if not more:
            return kept
        kept = kept | more


@cache
def _pointers(table: str, to: str = "") -> frozenset[str]:
    """The columns of a table that name a record, of the table `to` if one is given."""
    return frozenset(
        column.key
        for column in MODELS[table].__table__.columns
        if any(to in ("", key.column.table.name) for key in column.foreign_keys)
    )


def _pointed(history: History, table: str) -> set[str]:
    names = _pointers(table)
    return {
        value
        for entry in history.entries
        for name, value in entry.values.items()
        if name in names and isinstance(value, str)
    }


def _people(entries: tuple[tuple[Entry, Any], ...]) -> frozenset[UUID]:
    """Everyone whom the entries are by or name."""
    found = {entry.actor for entry, _cells in entries}
    for entry, _cells in entries:
        people = _pointers(entry.table, "person")
        found |= {UUID(value) for name, value in entry.values.items() if value and name in people}
    return frozenset(found)


Texts = dict[str, dict[str, tuple[InfoClass, str]]]


def _cells(
    work: Work, case: CaseRow, table: str, history: History, receiver: Receiver
) -> tuple[Texts, InfoClass | None]:
    """The texts of a record's cells by clock and column, and the class for which it stays, if any."""
    texts: Texts = {}
    row_class = next(
        (entry.values["info_class"] for entry in reversed(history.entries) if "info_class" in entry.values),
        "",
    )
    for column, info_class in sealed_columns(table, row_class).items():
        for entry in history.entries:
            cell = entry.values.get(column)
            if cell is None:
                continue
            if info_class in NEVER or info_class not in receiver.publics:
                return {}, info_class
            text = work.unseal(place_of(case, table, entry.record, column), b64decode(cell))
            if text is None:
                return {}, info_class
            texts.setdefault(entry.clock, {})[column] = (info_class, text)
    return texts, InfoClass.OWN if row_class == InfoClass.OWN.key else None


def sealed_columns(table: str, row_class: str) -> dict[str, InfoClass]:
    """The columns of a record that are cells, each with its class; class A is no ciphertext."""
    found = {}
    for column in _sealable(table):
        name = column.info["class"]
        name = row_class if name == BY_ROW else name
        if name and name != InfoClass.SCHOOL.key:
            found[column.key] = InfoClass.of(name)
    return found


@cache
def _sealable(table: str) -> tuple[Any, ...]:
    """The columns that are bytes and have a class."""
    columns = MODELS[table].__table__.columns
    return tuple(one for one in columns if isinstance(one.type, LargeBinary) and one.info.get("class"))


def place_of(case: CaseRow, table: str, record: UUID, column: str) -> Place:
    owner = case.id if table in BY_CASE else case.student_id
    return Place(table, str(record), str(owner), column)


def as_told(shipped: Shipment, receiver: Receiver, package_id: str) -> tuple[EntryOf, ...]:
    """The entries as changes.json holds them, the class texts sealed to the receiver's laptop."""
    return tuple(_told(entry, texts, receiver, package_id) for entry, texts in shipped.entries)


def _told(
    entry: Entry, texts: Mapping[str, tuple[InfoClass, str]], receiver: Receiver, package_id: str
) -> EntryOf:
    local = LOCAL.get(entry.table, frozenset())
    writes = tuple(
        _written(entry, name, texts, receiver, package_id) for name in entry.fields if name not in local
    )
    return EntryOf(
        id=str(entry.id),
        device=entry.device,
        clock=entry.clock,
        actor=str(entry.actor),
        table=entry.table,
        record=str(entry.record),
        writes=writes,
        made=entry.made,
        gone=entry.gone,
    )


def _written(
    entry: Entry,
    name: str,
    texts: Mapping[str, tuple[InfoClass, str]],
    receiver: Receiver,
    package_id: str,
) -> Written:
    over = entry.over.get(name, ())
    if name in texts:
        info_class, text = texts[name]
        place = (package_id, entry.table, str(entry.record), name, entry.clock)
        cell = seal_handed(receiver.publics[info_class], info_class, place, text)
        return Written(name, over, cell=pieces.of_bytes(cell), info_class=info_class.key)
    if name not in entry.values:
        return Written(name, over)
    value = entry.values[name]
    if value is None:
        return Written(name, over, none=True)
    if isinstance(value, bool):
        return Written(name, over, flag=value)
    if isinstance(value, int):
        return Written(name, over, number=value)
    if _is_binary(entry.table, name):
        return Written(name, over, raw=pieces.of_bytes(b64decode(value)))
    parts = pieces.of_text(value)
    return Written(name, over, text=parts) if _may_stand(parts) else _as_raw(name, over, value)


def _may_stand(parts: pieces.Pieces) -> bool:
    """Whether canonical JSON takes the text as it is: no signs that steer, none in another form."""
    if all(part.isascii() and part.isprintable() for part in parts):
        return True
    try:
        canonical.dumps(list(parts))
    except JsonForm:
        return False
    return True


def _as_raw(name: str, over: tuple[str, ...], value: str) -> Written:
    return Written(name, over, raw=pieces.of_bytes(value.encode("utf-8")))


def entries_in(
    work: Work, told: tuple[EntryOf, ...], student: UUID, case_id: UUID, package_id: str
) -> list[Entry]:
    """The entries of a file, their texts sealed for this vault.

    :raises FutureVersion: a table or column that this program does not know
    :raises PayloadForm, ClassNotHeld, CellRefused: and nothing may be kept
    """
    return [_entry(work, one, student, case_id, package_id) for one in told]


def _entry(work: Work, told: EntryOf, student: UUID, case_id: UUID, package_id: str) -> Entry:
    if told.table not in TRAVELS:
        raise FutureVersion(schema=told.table)
    known = set(columns_of(MODELS[told.table])) - LOCAL.get(told.table, frozenset())
    unknown = [write.field for write in told.writes if write.field not in known]
    if unknown:
        raise FutureVersion(schema=f"{told.table}.{unknown[0]}")
    owner = case_id if told.table in BY_CASE else student
    values = {}
    for write in told.writes:
        place = Place(told.table, told.record, str(owner), write.field)
        value = _value(work, told, write, place, package_id)
        if value is not _MISSING:
            values[write.field] = value
    return Entry(
        UUID(told.id), told.device, told.clock, UUID(told.actor), told.table, UUID(told.record),
        tuple(write.field for write in told.writes),
        {write.field: write.over for write in told.writes if write.over}, values, told.made, told.gone,
    )  # fmt: skip


_MISSING = object()


def _value(work: Work, told: EntryOf, write: Written, place: Place, package_id: str) -> object:
    if write.cell:
        info_class = InfoClass.of(write.info_class)
        at = (package_id, told.table, told.record, write.field, told.clock)
        sealed = pieces.bytes_of(write.cell, PATH)
        text = open_handed(work.vault.cells, info_class, at, sealed)
        return b64encode(work.seal(info_class, place, text)).decode("ascii")
    if write.none:
        return None
    if write.text:
        return "".join(write.text)
    if write.raw:
        return _raw(told.table, write)
    if write.flag is not None:
        return write.flag
    return _MISSING if write.number is None else write.number


def _raw(table: str, write: Written) -> str:
    content = pieces.bytes_of(write.raw, PATH)
    if _is_binary(table, write.field):
        return b64encode(content).decode("ascii")
    try:
        return content.decode("utf-8")
    except (UnicodeDecodeError, binascii.Error):
        raise PayloadForm(entry=PATH, field=write.field) from None


@cache
def _is_binary(table: str, name: str) -> bool:
    return isinstance(inspect(MODELS[table]).column_attrs[name].columns[0].type, LargeBinary)
