"""Witnesses of the newest log entry, kept outside the vault, so that an older vault put back is noticed."""

import json
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.access_log import Head, Place, head
from narvaro_desktop.store.errors import OlderThanWitness
from narvaro_desktop.store.places import write_whole
from narvaro_desktop.store.tables import AccessLogRow

SUFFIX = ".vittne"
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


def demand_witnessed(place: Place, vault: UUID, witnesses: Sequence[Head]) -> None:
    """Nothing, if the log holds every event that a witness has seen.

    :raises OlderThanWitness: the vault is older than when it was last used, or its log is another
    """
    for seen in witnesses:
        same = (_LOG.device == seen.device) & (_LOG.sequence == seen.sequence)
        found = place.execute(select(_LOG.hash).where(same)).scalar()
        if seen.sequence and found != seen.hash:
            raise OlderThanWitness(seen.device, seen.sequence, head(place, vault, seen.device).sequence)
