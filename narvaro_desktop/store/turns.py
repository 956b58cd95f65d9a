"""The one order of a register's log, which lies with whoever runs the server.

Each computer has a chain of its own in it. Beside its place there every line has a turn, one higher than
that of the newest line of them all, and the signature of who acted, over the line, its turn and the line
before. So whoever writes vouches for all that stood there, and looks at the newest line first: one that was
put in, changed or taken away past the program is noticed by the next act of anybody.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.access_log import Head, Place, event_hash
from narvaro_desktop.store.errors import LogForged
from narvaro_desktop.store.keys import Unlocked
from narvaro_desktop.store.tables import AccessLogRow

_LOG = AccessLogRow.__table__.c
_PURPOSE = "log line"
GONE_ON = "log.forged"
"""What is logged when somebody goes on with a log that does not hold together."""

_IN_ORDER = (
    select(AccessLogRow.__table__).where(_LOG.turn.is_not(None)).order_by(_LOG.turn.desc(), _LOG.hash.desc())
)
"""The newest first. Whoever runs the server may also write a line without a turn, or two with the same."""

Signers = Mapping[str, tuple[bytes, ...]]


def in_turn(place: Place, me: Unlocked, line: Head) -> dict[str, object]:
    """The columns of a line that is about to be written behind the newest of all."""
    newest = place.execute(_IN_ORDER.limit(1)).first()
    turn, before = (newest.turn + 1, newest.hash) if newest else (1, b"")
    return {"turn": turn, "signature": me.sign(_PURPOSE, *_parts(me.header.vault, line, turn, before))}


def is_signed(vault: UUID, signers: Signers, line: Mapping[str, Any], before: bytes) -> bool:
    """Whether a line is as its writer signed it, behind the line whose hash is `before`."""
    if line["turn"] is None or line["signature"] is None:
        return False
    if line["hash"] != event_hash(line["previous"], line):
        return False
    head = Head(line["device"], line["sequence"], line["hash"])
    parts, keys = _parts(vault, head, line["turn"], before), signers.get(line["user_id"], ())
    return any(p.is_signed(key, line["signature"], _PURPOSE, *parts) for key in keys)


def demand_sound_end(place: Place, vault: UUID, signers: Signers) -> None:
    """:raises LogForged: the newest line is not as somebody of the register wrote it"""
    lines = [dict(row) for row in place.execute(_IN_ORDER.limit(3)).mappings()]
    if not lines:
        return
    newest, former = lines[0], lines[1:]
    befores = [line["hash"] for line in former if line["turn"] < newest["turn"]] or [b""]
    is_known = newest["action"] == GONE_ON
    looked_at = lines[:2] if is_known else lines
    is_doubled = len({line["turn"] for line in looked_at}) < len(looked_at)
    if is_doubled or not any(is_signed(vault, signers, newest, before) for before in befores):
        raise LogForged(newest["turn"])


def demand_no_gap(place: Place, vault: UUID, signers: Signers) -> None:
    """:raises LogForged: a line is missing, or one too many, since somebody last went on in spite of it"""
    known, known_loose = _gone_on(place, vault, signers)
    counted = select(func.count(), func.coalesce(func.max(_LOG.turn), known)).where(_LOG.turn > known)
    lines, last = place.execute(counted).one()
    if lines != last - known or loose(place) > known_loose:
        raise LogForged(last)


def loose(place: Place) -> int:
    """How many lines have no turn: the program writes none in a register."""
    counted = select(func.count()).select_from(AccessLogRow).where(_LOG.turn.is_(None))
    return int(place.execute(counted).scalar_one())


def _gone_on(place: Place, vault: UUID, signers: Signers) -> tuple[int, int]:
    """The turn of the newest line in which somebody of the register says so, and how many were `loose` then.

    Nothing of either where there is no such line.
    """
    former = aliased(AccessLogRow)
    lines = (
        select(AccessLogRow.__table__, former.hash.label("before"))
        .outerjoin(former, former.turn == _LOG.turn - 1)
        .where(_LOG.action == GONE_ON)
        .order_by(_LOG.turn.desc())
    )
    for line in map(dict, place.execute(lines).mappings()):
        if is_signed(vault, signers, line, line["before"] or b""):
            return int(line["turn"]), int(json.loads(line["facts"]).get("loose", 0))
    return 0, 0


def _parts(vault: UUID, line: Head, turn: int, before: bytes) -> tuple[bytes, ...]:
    sequence = line.sequence.to_bytes(8, "big")
    return vault.bytes, line.device.encode(), sequence, line.hash, turn.to_bytes(8, "big"), before
