"""The proof of the access log: chain, signatures, witnesses, and each row against its last logged hash."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.access_log import (
    Changed,
    Head,
    Place,
    checkpoint_parts,
    event_hash,
    genesis,
    stored_row_hash,
)
from narvaro_desktop.store.key_file import KeyFile
from narvaro_desktop.store.tables import AccessLogRow, CheckpointRow
from narvaro_desktop.store.witnesses import RESTORE, Restored, is_restored

_LOG, _CHECKPOINT = AccessLogRow.__table__.c, CheckpointRow.__table__.c


class Flaw(Enum):
    """What does not fit."""

    GAP = "gap"
    CHAIN = "chain"
    SIGNATURE = "signature"
    UNKNOWN_SIGNER = "unknown signer"
    WITNESS = "witness"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw, the device and event it concerns, and for a row its table and record."""

    flaw: Flaw
    device: str
    sequence: int
    table: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """How much was looked at, and what was found; `unsigned` events lie behind the last checkpoint."""

    events: int
    checkpoints: int
    rows: int
    unsigned: int
    findings: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        return not self.findings


def signers_of(file: KeyFile) -> dict[str, tuple[bytes, ...]]:
    """The signature keys, present and former, of everyone in the key file, by user id."""
    return {str(user.certificate.user): user.certificate.all_keys for user in file.users}


def verify(
    place: Place,
    vault: UUID,
    signers: Mapping[str, tuple[bytes, ...]],
    witnesses: Sequence[Head] = (),
    *,
    believes: bool = True,
) -> Report:
    """Look at the whole log and at every row that it answers for; about 0.5 s for 100,000 events.

    A restore answers for what a witness misses, but for one that whoever runs a server may have written.
    """
    chain = _Chain(vault)
    rows = place.execute(select(AccessLogRow.__table__).order_by(_LOG.device, _LOG.sequence))
    for row in rows.mappings():
        chain.take(dict(row))
    seen, last_signed = 0, dict.fromkeys(chain.heads, 0)
    points = place.execute(select(CheckpointRow.__table__).order_by(_CHECKPOINT.device, _CHECKPOINT.sequence))
    for point in points.mappings():
        seen += 1
        _check_point(chain, vault, signers, dict(point))
        last_signed[point["device"]] = point["sequence"]
    chain.check_witnesses(witnesses, believes)
    for changed, (device, sequence, digest) in chain.rows.items():
        if stored_row_hash(place, changed) != digest:
            chain.note(Flaw.ROW, device, sequence, changed.table, str(changed.record))
    unsigned = sum(newest.sequence - last_signed[device] for device, newest in chain.heads.items())
    return Report(chain.events, seen, len(chain.rows), unsigned, tuple(chain.findings))


class _Chain:
    """The walk along every device's events."""

    def __init__(self, vault: UUID) -> None:
        self.vault = vault
        self.events = 0
        self.heads: dict[str, Head] = {}
        self.hashes: dict[tuple[str, int], bytes] = {}
        self.rows: dict[Changed, tuple[str, int, bytes]] = {}
        self.restores: list[Restored] = []
        self.findings: list[Finding] = []
        self._columns: dict[tuple[str, UUID, str], Changed] = {}

    def note(self, flaw: Flaw, device: str, sequence: int, table: str = "", record: str = "") -> None:
        self.findings.append(Finding(flaw, device, sequence, table, record))

    def take(self, row: Mapping[str, object]) -> None:
        device, sequence = str(row["device"]), int(str(row["sequence"]))
        before = self.heads.get(device) or Head(device, 0, genesis(self.vault, device))
        if sequence != before.sequence + 1:
            self.note(Flaw.GAP, device, sequence)
        digest = event_hash(before.hash, row)
        if row["previous"] != before.hash or row["hash"] != digest:
            self.note(Flaw.CHAIN, device, sequence)
            digest = bytes(row["hash"]) if isinstance(row["hash"], bytes) else digest
        self.events += 1
        self.heads[device] = Head(device, sequence, digest)
        self.hashes[device, sequence] = digest
        self._take_facts(device, sequence, str(row["action"]), str(row["facts"]))

    def check_witnesses(self, witnesses: Sequence[Head], believes: bool) -> None:
        restores = self.restores if believes else []
        for witness in witnesses:
            found = self.hashes.get((witness.device, witness.sequence))
            if found != witness.hash and not is_restored(witness, restores):
                self.note(Flaw.WITNESS, witness.device, witness.sequence)

    def _take_facts(self, device: str, sequence: int, action: str, facts: str) -> None:
        if action != RESTORE and '"rows"' not in facts:
            return
        told = json.loads(facts)
        if action == RESTORE:
            self.restores.append((device, int(told["kept"]), int(told["witnessed"])))
        for table, record, columns, digest in told.get("rows", ()):
            self._answer_for(Changed(table, UUID(record), tuple(columns)), device, sequence, digest)

    def _answer_for(self, changed: Changed, device: str, sequence: int, digest: str) -> None:
        """A later event takes over the columns it names; an older one that shares any no longer holds."""
        for name in changed.columns:
            older = self._columns.get((changed.table, changed.record, name))
            if older and older != changed:
                self.rows.pop(older, None)
            self._columns[changed.table, changed.record, name] = changed
        self.rows[changed] = device, sequence, bytes.fromhex(digest)


def _check_point(
    chain: _Chain, vault: UUID, signers: Mapping[str, tuple[bytes, ...]], point: Mapping[str, object]
) -> None:
    device, sequence, user = str(point["device"]), int(str(point["sequence"])), str(point["user_id"])
    digest, signature = bytes(point["head"]), bytes(point["signature"])  # type: ignore[call-overload]
    if chain.hashes.get((device, sequence)) != digest:
        chain.note(Flaw.CHAIN, device, sequence)
    if user not in signers:
        chain.note(Flaw.UNKNOWN_SIGNER, device, sequence)
        return
    parts = checkpoint_parts(vault, Head(device, sequence, digest), str(point["at_utc"]), user)
    if not any(p.is_signed(key, signature, "checkpoint", *parts) for key in signers[user]):
        chain.note(Flaw.SIGNATURE, device, sequence)
