"""A text for named persons only: a key for this cell alone, sealed to each of them one by one.

03, class O or P (1), epoch 0 (4), count (2), for each reader uuid (16) and wrap (80), nonce (12), ciphertext.
No class key opens it. Who may read it stands in the clear; naming another means sealing it again.
"""

from collections.abc import Mapping
from uuid import UUID

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.cells import NAMED, CellKeys, Place, bound_to, padded, unpadded
from narvaro_desktop.store.errors import CellRefused, ClassNotHeld
from narvaro_desktop.store.key_file import KeyFile

_EPOCH = 0
_HEADS = {
    one.key: NAMED + one.key.encode("ascii") + _EPOCH.to_bytes(4, "big")
    for one in (InfoClass.CHILD_WELFARE, InfoClass.PROTECTED)
}
_HEAD = 1 + 1 + 4
_READER, _WRAP = 16, 80


def receivers(file: KeyFile) -> dict[UUID, bytes]:
    """The public key of everyone who can unlock the vault."""
    return {user.certificate.user: user.certificate.receive for user in file.active_users}


def seal_named(
    keys: CellKeys,
    readers: Mapping[UUID, bytes],
    place: Place,
    text: str,
    info_class: InfoClass = InfoClass.CHILD_WELFARE,
) -> bytes:
    """The cell to store, for `readers` and the writer."""
    key, bound = p.random_bytes(p.KEY_BYTES), bound_to(keys, info_class.key, _EPOCH, place)
    publics = {**readers, keys.user: p.x25519_public(keys.receive)}
    wraps = [
        reader.bytes + p.seal_to(public, key, bound + p.framed(b"named", reader.bytes))[1:]
        for reader, public in sorted(publics.items())
    ]
    head = _HEADS[info_class.key] + len(wraps).to_bytes(2, "big") + b"".join(wraps)
    return head + p.seal_box(key, padded(text), bound + p.framed(head))[1:]


def readers_of(cell: bytes) -> frozenset[UUID]:
    """Who may read the cell; raises CellRefused."""
    return frozenset(_wraps(cell))


def open_named(keys: CellKeys, place: Place, cell: bytes) -> str:
    """The text, for one of its readers.

    :raises ClassNotHeld: somebody else's
    :raises CellRefused: damaged, or sealed for another place
    """
    wraps, name = _wraps(cell), cell[1:2].decode("ascii")
    if keys.user not in wraps:
        raise ClassNotHeld(name)
    bound = bound_to(keys, name, _EPOCH, place)
    head = cell[: _length(len(wraps))]
    try:
        named = bound + p.framed(b"named", keys.user.bytes)
        key = p.open_with(keys.receive, p.FORMAT + wraps[keys.user], named)
        return unpadded(p.open_box(key, p.FORMAT + cell[len(head) :], bound + p.framed(head)))
    except (p.NotOpened, ValueError):
        raise CellRefused(place.table, place.column) from None


def _wraps(cell: bytes) -> dict[UUID, bytes]:
    start, count = _HEAD + 2, int.from_bytes(cell[_HEAD : _HEAD + 2], "big")
    if not cell.startswith(tuple(_HEADS.values())) or len(cell) < _length(count):
        raise CellRefused
    step = _READER + _WRAP
    parts = [cell[start + step * one : start + step * (one + 1)] for one in range(count)]
    return {UUID(bytes=part[:_READER]): part[_READER:] for part in parts}


def _length(count: int) -> int:
    return _HEAD + 2 + count * (_READER + _WRAP)
