"""The one order of a register's log, which lies with whoever runs the server.

Each computer has a chain of its own in it. Beside its place there every line has a turn, one higher than
that of the newest line of them all, and the signature of who acted, over the line, its turn and the line
before. So whoever writes vouches for all that stood there, and looks at the newest line first: one that was
put in, changed or taken away past the program is noticed by the next act of anybody.
"""

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

Signers = Mapping[str, tuple[bytes, ...]]


def in_turn(place: Place, me: Unlocked, line: Head) -> dict[str, object]:
    """The columns of a line that is about to be written behind the newest of all."""
    newest = place.execute(select(_LOG.turn, _LOG.hash).order_by(_LOG.turn.desc()).limit(1)).first()
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
    newest = select(AccessLogRow.__table__).order_by(_LOG.turn.desc()).limit(2)
    lines = [dict(row) for row in place.execute(newest).mappings()]
    before = lines[1]["hash"] if len(lines) > 1 else b""
    if lines and not is_signed(vault, signers, lines[0], before):
        raise LogForged(lines[0]["turn"] or 0)


def demand_no_gap(place: Place, vault: UUID, signers: Signers) -> None:
    """:raises LogForged: a line is missing, or one too many, since somebody last went on in spite of it"""
    known = _gone_on(place, vault, signers)
    counted = select(func.count(), func.max(_LOG.turn)).where(_LOG.turn > known)
    lines, last = place.execute(counted).one()
    if last is not None and lines != last - known:
        raise LogForged(last)


def _gone_on(place: Place, vault: UUID, signers: Signers) -> int:
    """The turn of the newest line in which somebody of the register says so, 0 if there is none."""
    former = aliased(AccessLogRow)
    lines = (
        select(AccessLogRow.__table__, former.hash.label("before"))
        .outerjoin(former, former.turn == _LOG.turn - 1)
        .where(_LOG.action == GONE_ON)
        .order_by(_LOG.turn.desc())
    )
    for line in map(dict, place.execute(lines).mappings()):
        if is_signed(vault, signers, line, line["before"] or b""):
            return int(line["turn"])
    return 0


def _parts(vault: UUID, line: Head, turn: int, before: bytes) -> tuple[bytes, ...]:
    sequence = line.sequence.to_bytes(8, "big")
    return vault.bytes, line.device.encode(), sequence, line.hash, turn.to_bytes(8, "big"), before
