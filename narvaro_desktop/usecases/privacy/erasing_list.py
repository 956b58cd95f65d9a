"""What has been gallrat, as a list outside the vault, so that an older copy put back loses it again.

The list holds no content: hashes of record ids, the protocol, and the signatures of who proposed and who
confirmed; one of them alone has nothing erased. It lies in the computer's state folder and beside the
backups. Whoever can write there can take from it, not add to it, and keep nobody out: it is read while a
vault is unlocked.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.entries import restored, stored_row
from narvaro_desktop.store.log_verify import signers_of
from narvaro_desktop.store.places import write_whole
from narvaro_desktop.store.tables import ErasureRow, PersonRow
from narvaro_desktop.usecases.plain_files import FileUnreadable, read_small
from narvaro_desktop.usecases.vault.backup_places import folder_of
from narvaro_desktop.usecases.work import Work

_PURPOSE: Final = "erased"
_PROPOSED: Final = "to be erased"
_LARGEST: Final = 64 << 20
"""Bytes of a list; a gallring of a thousand pupils takes some hundred thousand."""
_TEXTS: Final = (
    "id", "marks", "signature", "confirmed_by", "done_at", "proposed_by", "proposed_marks",
    "proposed_signature",
)  # fmt: skip
_NOT_SIGNED: Final = frozenset({"signature", "cases", "withdrawn_at", "replayed_on"})
_COLUMNS: Final = frozenset(column.key for column in ErasureRow.__table__.c)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A gallring that this vault does not know of. `is_signed` by somebody whom it knows."""

    told: Mapping[str, Any]
    marks: frozenset[str]
    is_signed: bool


def name_of(vault: str) -> str:
    return f"narvaro-{vault[:8]}-gallrat.json"


def mark(work: Work, record: UUID) -> str:
    """What stands in the list for a record: its id is not told."""
    return sha256(f"{_PURPOSE}\0{work.vault.id}\0{record}".encode()).hexdigest()[:32]


def sign_proposal(work: Work, row: ErasureRow, records: Iterable[UUID]) -> None:
    """Note which records may go, under the signature of who proposes it."""
    row.proposed_marks = json.dumps(sorted(mark(work, one) for one in records))
    told = (str(row.id), str(row.proposed_by), row.proposed_marks)
    row.proposed_signature = work.vault.me.sign(_PROPOSED, *_proposed_parts(work, told))


def sign(work: Work, row: ErasureRow, records: Iterable[UUID]) -> None:
    """Note in the protocol which records are gone, under the signature of who confirmed it."""
    row.marks = json.dumps(sorted(mark(work, one) for one in records))
    work.session.flush()
    row.signature = work.vault.me.sign(_PURPOSE, _signed_part(work, stored_row(row)))


def write(work: Work, folders: Collection[Path] = ()) -> None:
    """Put the list where an older copy will meet it: with the computer, beside the backups, in `folders`."""
    rows = work.session.scalars(
        select(ErasureRow).where(ErasureRow.signature.is_not(None)).order_by(ErasureRow.done_at)
    ).all()
    if not rows:
        return
    folder, _chosen = folder_of(work)
    content = p.canonical({"erased": [stored_row(row) for row in rows]})
    for place in {work.vault.state, folder, *folders}:
        with suppress(OSError):
            if place.is_dir():
                write_whole(place / name_of(work.vault.id), content)


def is_behind(work: Work) -> bool:
    """Whether the program was cut off between a gallring and its list on this computer."""
    done = work.session.scalars(select(ErasureRow.id).where(ErasureRow.signature.is_not(None)))
    return bool({str(one) for one in done} - {one["id"] for one in _of(work, work.vault.state)})


def carry(backup: Path, vault: str, state: Path) -> None:
    """A copy of a set is put back on this computer: what lies beside the sets comes along."""
    found = _read(backup.parent / name_of(vault))
    kept = _read(state / name_of(vault))
    known = {one["id"] for one in kept}
    if new := [one for one in found if one["id"] not in known]:
        state.mkdir(parents=True, exist_ok=True)
        write_whole(state / name_of(vault), p.canonical({"erased": [*kept, *new]}))


def unknown(work: Work) -> list[Unknown]:
    """What was erased after the state of this vault, in the order of time."""
    folder, _chosen = folder_of(work)
    told = [one for place in (work.vault.state, folder) for one in _of(work, place)]
    if not told:
        return []
    gone, taken_back = ErasureRow.done_at.is_not(None), ErasureRow.withdrawn_at.is_not(None)
    known = {str(one) for one in work.session.scalars(select(ErasureRow.id).where(gone | taken_back))}
    found: dict[str, Unknown] = {}
    for one in told:
        if one["id"] in known or (one["id"] in found and found[one["id"]].is_signed):
            continue
        found[one["id"]] = Unknown(one, _marks(one), _is_signed(work, one))
    return sorted(found.values(), key=lambda one: str(one.told["done_at"]))


def remember(work: Work, told: Mapping[str, Any], replayed_on: date) -> None:
    """The protocol of a gallring in this vault again; a colleague of whom it knows nothing is not named.

    What no signature covers is not taken from the list.
    """
    people = set(work.session.scalars(select(PersonRow.id)))
    kept = _COLUMNS - _NOT_SIGNED | {"signature"}
    found = {name: restored(ErasureRow, name, told[name]) for name in sorted(kept)}
    for name in ("proposed_by", "confirmed_by"):
        if found[name] not in people:
            found[name] = work.actor.id
    standing = work.session.get(ErasureRow, found["id"])
    if standing is not None:  # as proposed, before it was carried out
        work.session.delete(standing)
        work.session.flush()
    work.session.add(ErasureRow(**found, replayed_on=replayed_on))


def _of(work: Work, folder: Path) -> list[dict[str, Any]]:
    return _read(folder / name_of(work.vault.id))


def _read(path: Path) -> list[dict[str, Any]]:
    """The entries; none where the file is missing or spoilt."""
    try:
        told = json.loads(read_small(path, _LARGEST))["erased"]
        return [dict(one) for one in told if _is_whole(one)]
    except (FileUnreadable, ValueError, KeyError, TypeError, RecursionError):
        return []


def _is_whole(told: object) -> bool:
    if not isinstance(told, dict) or told.keys() != _COLUMNS:
        return False
    try:
        p.canonical(told)
    except (ValueError, RecursionError):
        return False
    return all(isinstance(told[one], str) and told[one] for one in _TEXTS)


def _marks(told: Mapping[str, Any], column: str = "marks") -> frozenset[str]:
    """The marks, none where they are not such; under a true signature they are."""
    try:
        return frozenset(one for one in json.loads(told[column]) if isinstance(one, str))
    except (ValueError, TypeError, RecursionError):
        return frozenset()


def _is_signed(work: Work, told: Mapping[str, Any]) -> bool:
    """By the first of two, for no less than is gone, and by the second, who is of the team still.

    Who has left keeps her key, and could write any day.
    """
    present = {str(user.certificate.user) for user in work.vault.key_file.active_users}
    if told["confirmed_by"] not in present or told["confirmed_by"] == told["proposed_by"]:
        return False
    if not _marks(told) <= _marks(told, "proposed_marks"):
        return False
    proposed = _proposed_parts(work, [told[name] for name in ("id", "proposed_by", "proposed_marks")])
    return _has_signed(work, told["proposed_by"], told["proposed_signature"], _PROPOSED, *proposed) and (
        _has_signed(work, told["confirmed_by"], told["signature"], _PURPOSE, _signed_part(work, told))
    )


def _has_signed(work: Work, person: str, signature: str, purpose: str, *parts: bytes) -> bool:
    try:
        signed = b64decode(signature, validate=True)
    except ValueError:
        return False
    keys = signers_of(work.vault.key_file).get(person, ())
    return any(p.is_signed(key, signed, purpose, *parts) for key in keys)


def _proposed_parts(work: Work, told: Iterable[str]) -> list[bytes]:
    return [part.encode() for part in (work.vault.id, *told)]


def _signed_part(work: Work, told: Mapping[str, Any]) -> bytes:
    return p.canonical({"vault": work.vault.id} | dict(_said(told)))


def _said(told: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in told.items():
        if name not in _NOT_SIGNED:
            yield name, b64encode(value).decode() if isinstance(value, bytes) else value
