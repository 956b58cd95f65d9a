"""The proof of the access log: chain, signatures, witnesses, and each row against its last logged hash."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

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
from narvaro_desktop.store.tables import AccessLogRow, Base, CheckpointRow
from narvaro_desktop.store.turns import Signers, is_signed
from narvaro_desktop.store.witnesses import RESTORE, Restored, is_restored, restored_in

_LOG, _CHECKPOINT = AccessLogRow.__table__.c, CheckpointRow.__table__.c


class Flaw(Enum):
    """What does not fit."""

    GAP = "gap"
    CHAIN = "chain"
    SIGNATURE = "signature"
    UNKNOWN_SIGNER = "unknown signer"
    WITNESS = "witness"
    ROW = "row"
    FACTS = "facts"
    FORGED = "forged"


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
    signers: Signers,
    witnesses: Sequence[Head] = (),
    *,
    is_shared: bool = False,
) -> Report:
    """Look at the whole log and at every row that it answers for; about 0.5 s for 100,000 events.

    A restore answers for what a witness misses, but for one that whoever runs a server may have written.
    There every line has a signature, which takes some 0.15 ms more.
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
    chain.check_witnesses(witnesses, believes=not is_shared)
    if is_shared:
        _check_turns(place, chain, signers)
    chain.answer()
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
        self._named: list[tuple[int, str, int, Changed, bytes]] = []

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
        self.take_facts(row)

    def check_witnesses(self, witnesses: Sequence[Head], believes: bool) -> None:
        restores = self.restores if believes else []
        for witness in witnesses:
            found = self.hashes.get((witness.device, witness.sequence))
            if found != witness.hash and not is_restored(witness, restores):
                self.note(Flaw.WITNESS, witness.device, witness.sequence)

    def take_facts(self, row: Mapping[str, Any]) -> None:
        """What the line says of rows, and of a restore; nothing where it is not as the program writes it."""
        device, sequence, facts = row["device"], row["sequence"], row["facts"]
        if row["action"] == RESTORE:
            restored = restored_in(device, facts)
            if restored is None:
                self.note(Flaw.FACTS, device, sequence)
            else:
                self.restores.append(restored)
        if '"rows"' not in facts:
            return
        try:
            named = [_named(*one) for one in json.loads(facts).get("rows", ())]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self.note(Flaw.FACTS, device, sequence)
            return
        turn = row["turn"] or 0
        self._named += [(turn, device, sequence, changed, digest) for changed, digest in named]

    def answer(self) -> None:
        """A later event takes over the columns it names; an older one that shares any no longer holds.

        In a register the later one is that with the higher turn, on whichever computer.
        """
        for _turn, device, sequence, changed, digest in sorted(self._named, key=itemgetter(0)):
            for name in changed.columns:
                older = self._columns.get((changed.table, changed.record, name))
                if older and older != changed:
                    self.rows.pop(older, None)
                self._columns[changed.table, changed.record, name] = changed
            self.rows[changed] = device, sequence, digest


def changed_past(
    place: Place, vault: UUID, signers: Signers, records: Collection[tuple[str, UUID]]
) -> list[Changed]:
    """Those of a register's records that stand otherwise than the newest signed line about them says."""
    former = aliased(AccessLogRow)
    lines = (
        select(AccessLogRow.__table__, former.hash.label("before"))
        .outerjoin(former, former.turn == _LOG.turn - 1)
        .where(or_(*(_LOG.facts.contains(record.hex) for _table, record in records)))
        .order_by(_LOG.turn)
    )
    chain = _Chain(vault)
    for row in map(dict, place.execute(lines).mappings()):
        if is_signed(vault, signers, row, row["before"] or b""):
            chain.take_facts(row)
    chain.answer()
    return [
        changed
        for changed, (_device, _sequence, digest) in chain.rows.items()
        if (changed.table, changed.record) in records and stored_row_hash(place, changed) != digest
    ]


def _named(table: str, record: str, columns: Sequence[str], digest: str) -> tuple[Changed, bytes]:
    """:raises ValueError, KeyError, TypeError: it names no row of ours"""
    known = Base.metadata.tables[table].c
    if not set(columns) <= set(known.keys()):
        raise KeyError(table)
    return Changed(table, UUID(record), tuple(columns)), bytes.fromhex(digest)


def _check_turns(place: Place, chain: _Chain, signers: Signers) -> None:
    """Every line's place among those of all computers, and who vouches for it."""
    turn, before = 0, b""
    lines = place.execute(select(AccessLogRow.__table__).order_by(_LOG.turn))
    for row in map(dict, lines.mappings()):
        if row["turn"] != turn + 1:
            chain.note(Flaw.GAP, row["device"], row["sequence"])
        if not is_signed(chain.vault, signers, row, before):
            chain.note(Flaw.FORGED, row["device"], row["sequence"])
        turn, before = row["turn"] or turn, row["hash"]


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
