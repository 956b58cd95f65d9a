"""The access log: a chain of events for each device, written in the act's own transaction, then signed."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, insert, literal_column, select
from sqlalchemy.orm import Session

from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.keys import Unlocked
from narvaro_desktop.store.tables import AccessLogRow, Base, CheckpointRow

EVENTS_BETWEEN = 100
TIME_BETWEEN = timedelta(minutes=10)

Place = Session | Connection
_LOG, _CHECKPOINT = AccessLogRow.__table__.c, CheckpointRow.__table__.c
_LINE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_EVENT = (
    "device", "sequence", "at_utc", "offset_minutes", "user_id", "role", "unit", "action", "student_id",
    "case_id", "info_class", "purpose", "facts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that an act has changed, and the columns that its event answers for."""

    table: str
    record: UUID
    columns: tuple[str, ...]


def whole_row(table: str, record: UUID) -> Changed:
    """The record with all its columns, as an act should name it: its newest event answers for the row."""
    return Changed(table, record, tuple(sorted(Base.metadata.tables[table].c.keys())))


@dataclass(frozen=True, slots=True)
class Event:
    """What somebody did, in ids and counts, never in words of a case; `at` has a time zone."""

    device: str
    at: datetime
    user: UUID
    role: str
    action: str
    unit: str = ""
    student: UUID | None = None
    case: UUID | None = None
    info_class: str | None = None
    purpose: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    changed: Sequence[Changed] = ()
    rows_hash: bytes | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The newest event of a device's chain; sequence 0 and the genesis hash before the first."""

    device: str
    sequence: int
    hash: bytes


def genesis(vault: UUID, device: str) -> bytes:
    """What stands before the first event, so that no chain fits into another vault."""
    return p.sha256(p.signed_text("chain", vault.bytes, device.encode()))


def head(place: Place, vault: UUID, device: str) -> Head:
    """The newest event of a device."""
    newest = place.execute(
        select(_LOG.sequence, _LOG.hash).where(_LOG.device == device).order_by(_LOG.sequence.desc()).limit(1)
    ).first()
    return Head(device, newest.sequence, newest.hash) if newest else Head(device, 0, genesis(vault, device))


def heads(place: Place, vault: UUID) -> list[Head]:
    """The newest event of every device."""
    devices = place.execute(select(_LOG.device).distinct().order_by(_LOG.device)).scalars()
    return [head(place, vault, device) for device in devices.all()]


def holds(place: Place, seen: Head) -> bool:
    """Whether the log still has an event that was seen in it."""
    same = (_LOG.device == seen.device) & (_LOG.sequence == seen.sequence)
    return not seen.sequence or place.execute(select(_LOG.hash).where(same)).scalar() == seen.hash


def append(
    place: Place, vault: UUID, event: Event, also: Callable[[Head], Mapping[str, object]] | None = None
) -> Head:
    """Write the event behind the device's newest one, in the transaction that `place` is in.

    The hashes of changed rows are taken as the rows stand now, so the act must be flushed before.  `also`
    answers with columns that the event's hash does not cover.
    """
    before = head(place, vault, event.device)
    offset = event.at.utcoffset() or timedelta()
    hashes = [stored_row_hash(place, changed) for changed in event.changed]
    facts: dict[str, object] = dict(event.facts)
    if hashes:
        facts["rows"] = [
            [changed.table, changed.record.hex, list(changed.columns), digest.hex()]
            for changed, digest in zip(event.changed, hashes, strict=True)
        ]
    line = {
        "device": event.device, "sequence": before.sequence + 1, "at_utc": instant(event.at),
        "offset_minutes": int(offset.total_seconds()) // 60, "user_id": str(event.user), "role": event.role,
        "unit": event.unit, "action": event.action, "student_id": _text(event.student),
        "case_id": _text(event.case), "info_class": event.info_class, "purpose": event.purpose,
        "facts": p.canonical(facts).decode(), "rows_hash": p.sha256(*hashes) if hashes else event.rows_hash,
    }  # fmt: skip
    digest = event_hash(before.hash, line)
    written = Head(event.device, before.sequence + 1, digest)
    more = also(written) if also else {}
    place.execute(insert(AccessLogRow).values(**line, previous=before.hash, hash=digest, **more))
    return written


def event_hash(previous: bytes, line: Mapping[str, object]) -> bytes:
    """SHA-256 of the hash before and the canonical event: its columns as canonical JSON, empty ones as ""."""
    told: dict[str, object] = {name: "" if line[name] is None else line[name] for name in _EVENT}
    rows_hash = line["rows_hash"]
    told["rows_hash"] = rows_hash.hex() if isinstance(rows_hash, bytes) else ""
    return p.sha256(previous, canonical_line(told))


def canonical_line(told: Mapping[str, object]) -> bytes:
    """Canonical JSON (RFC 8785) of a flat line of texts and small numbers, many times as quickly.

    Its keys are ASCII, so they sort alike everywhere; the encoder of C escapes what the RFC has escaped.
    """
    return _LINE.encode(told).encode()


def sign_checkpoint(place: Place, me: Unlocked, device: str, now: datetime) -> Head:
    """Sign the head of the chain as it is found; the same head is not signed twice by one device."""
    newest = head(place, me.header.vault, device)
    known = (_CHECKPOINT.device == device) & (_CHECKPOINT.sequence == newest.sequence)
    if newest.sequence and not place.execute(select(_CHECKPOINT.sequence).where(known)).first():
        at, user = instant(now), str(me.user)
        signature = me.sign("checkpoint", *checkpoint_parts(me.header.vault, newest, at, user))
        place.execute(
            insert(CheckpointRow).values(
                device=device, sequence=newest.sequence, head=newest.hash, at_utc=at, user_id=user,
                signature=signature,
            )
        )  # fmt: skip
    return newest


def checkpoint_parts(vault: UUID, newest: Head, at: str, user: str) -> tuple[bytes, ...]:
    """What a checkpoint's signature covers, after its purpose."""
    count = newest.sequence.to_bytes(8, "big")
    return vault.bytes, newest.device.encode(), count, newest.hash, at.encode(), user.encode()


def is_checkpoint_due(place: Place, device: str, now: datetime) -> bool:
    """Whether 100 events or ten minutes have passed since the device's newest checkpoint."""
    last = place.execute(
        select(_CHECKPOINT.sequence, _CHECKPOINT.at_utc)
        .where(_CHECKPOINT.device == device)
        .order_by(_CHECKPOINT.sequence.desc())
        .limit(1)
    ).first()
    newest = place.execute(
        select(_LOG.sequence).where(_LOG.device == device).order_by(_LOG.sequence.desc()).limit(1)
    ).scalar()
    if newest is None or (last and newest == last.sequence):
        return False
    return not last or newest - last.sequence >= EVENTS_BETWEEN or now - moment(last.at_utc) >= TIME_BETWEEN


def stored_row_hash(place: Place, changed: Changed) -> bytes:
    """The hash of a row as it is stored: table, record and named columns; a row that is gone has one too."""
    table = Base.metadata.tables[changed.table]
    names = sorted(changed.columns)
    columns: list[ColumnElement[object]] = [literal_column(f'"{table.c[name].name}"') for name in names]
    row = place.execute(select(*columns).select_from(table).where(table.c.id == changed.record)).first()
    values = [b"gone"] if row is None else [_typed(value) for value in row]
    return p.sha256(
        p.signed_text("row", changed.table.encode(), changed.record.bytes),
        p.framed(*(name.encode() for name in names)),
        p.framed(*values),
    )


def instant(at: datetime) -> str:
    """A moment as it stands in the log, e.g. 2026-10-05T07:12:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime:
    """What `instant` wrote."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _typed(value: object) -> bytes:
    """A stored value with its kind before it, the same from SQLite and PostgreSQL."""
    if value is None:
        return b"n"
    if isinstance(value, bool | int):
        return b"i%d" % int(value)
    if isinstance(value, bytes | memoryview):
        return b"b" + bytes(value)
    if isinstance(value, UUID):
        return b"t" + value.hex.encode()
    if isinstance(value, date):
        return b"t" + value.isoformat().encode()
    if isinstance(value, float):
        return b"f" + value.hex().encode()
    return b"t" + str(value).encode()
