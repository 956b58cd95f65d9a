"""Witnesses of the newest log entry, kept outside the vault, so that an older vault put back is noticed."""

import json
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.access_log import Head, Place, head, holds
from narvaro_desktop.store.errors import OlderThanWitness
from narvaro_desktop.store.places import write_whole
from narvaro_desktop.store.tables import AccessLogRow

SUFFIX = ".vittne"
RESTORE = "vault.restore"
Restored = tuple[str, int, int]
_LOG = AccessLogRow.__table__.c


def keep_witness(state: Path, vault: UUID, seen: Sequence[Head]) -> None:
    """Remember the heads in the machine's state folder; called after the commit that made them."""
    state.mkdir(parents=True, exist_ok=True)
    known = {one.device: one for one in (*read_witnesses(state, vault), *seen)}
    told = {one.device: {"sequence": one.sequence, "hash": one.hash.hex()} for one in known.values()}
    write_whole(state / f"{vault}{SUFFIX}", p.canonical(told))


def read_witnesses(state: Path, vault: UUID) -> list[Head]:
    """The heads that this machine has seen; none where the file is missing or spoilt."""
    try:
        told = json.loads((state / f"{vault}{SUFFIX}").read_bytes())
        return [Head(str(one), int(at["sequence"]), bytes.fromhex(at["hash"])) for one, at in told.items()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []


def demand_witnessed(place: Place, vault: UUID, witnesses: Sequence[Head], *, believes: bool = True) -> None:
    """Nothing, if the log holds every event that a witness has seen, or a restore has answered for it.

    A restore that stands in a log on a server is not believed: whoever runs it can write one.

    :raises OlderThanWitness: the vault is older than when it was last used, or its log is another
    """
    restored = restores(place) if witnesses and believes else []
    for seen in sorted(witnesses, key=lambda one: one.sequence, reverse=True):
        if not holds(place, seen) and not is_restored(seen, restored):
            kept = head(place, vault, seen.device).sequence
            raise OlderThanWitness(seen.device, seen.sequence, min(kept, seen.sequence - 1))


def restores(place: Place) -> list[Restored]:
    """The restores that the log tells of: device, and the sequences that were kept and witnessed."""
    rows = place.execute(select(_LOG.device, _LOG.facts).where(_LOG.action == RESTORE))
    told = [restored_in(str(device), facts) for device, facts in rows]
    return [one for one in told if one is not None]


def restored_in(device: str, facts: str) -> Restored | None:
    """What a line tells of a restore; None where it is not as the program writes it."""
    try:
        told = json.loads(facts)
        return device, int(told["kept"]), int(told["witnessed"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def is_restored(seen: Head, restored: Sequence[Restored]) -> bool:
    """Whether somebody has said that what this witness saw was lost when a copy was put back."""
    return any(device == seen.device and kept < seen.sequence <= last for device, kept, last in restored)
