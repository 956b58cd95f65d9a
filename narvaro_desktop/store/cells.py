"""Class ciphertext: one text, sealed so that only its class reads it and only where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.errors import CellRefused, ClassNotHeld, ClassNotMade
from narvaro_desktop.store.key_file import KeyFile, class_secret
from narvaro_desktop.store.keys import CLASSES, Unlocked

STEP = 256
HELD, HANDED_IN, NAMED = b"\x01", b"\x02", b"\x03"
_HEAD = 1 + 1 + 4
_WRAP = 32 + 32 + 16


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands. `owner` is the pupil or case that the row hangs on; a cell opens nowhere else."""

    table: str
    row: str
    owner: str
    column: str


@dataclass(frozen=True, slots=True)
class CellKeys:
    """What one user seals and opens cells with: each class's newest public half, private halves held."""

    vault: bytes
    user: UUID
    publics: Mapping[str, tuple[int, bytes]]
    privates: Mapping[tuple[str, int], bytes] = field(repr=False)
    receive: bytes = field(repr=False)
    own: bytes = field(repr=False)

    @property
    def readable(self) -> frozenset[InfoClass]:
        """The classes whose cells this user opens; A is no ciphertext."""
        held = {CLASSES[name] for name, _epoch in self.privates}
        return frozenset(held | {InfoClass.OWN})

    @property
    def writable(self) -> frozenset[InfoClass]:
        """The classes that text can be sealed to."""
        return frozenset({CLASSES[name] for name in self.publics} | {InfoClass.OWN})


def cell_keys(file: KeyFile, me: Unlocked) -> CellKeys:
    """The cell keys of an open key file."""
    publics = {key.name: (key.epoch, key.public) for key in sorted(file.classes, key=lambda key: key.epoch)}
    privates = {
        (key.name, key.epoch): me.secrets[class_secret(key.name), key.epoch]
        for key in file.classes
        if (class_secret(key.name), key.epoch) in me.secrets
    }
    return CellKeys(file.vault, me.user, publics, privates, me.private.receive, me.private.own)


def seal_cell(keys: CellKeys, info_class: InfoClass, place: Place, text: str) -> bytes:
    """The cell to store: readable by the class and, if the writer is not in it, by the writer too.

    :raises ClassNotMade: nobody entitled has unlocked yet, so there is no key to seal to
    """
    name = info_class.key
    if info_class is InfoClass.OWN:
        return _seal_held(keys, name, 1, keys.own, place, text)
    if name not in keys.publics:
        raise ClassNotMade(name)
    epoch, public = keys.publics[name]
    private = keys.privates.get((name, epoch))
    if private:
        return _seal_held(keys, name, epoch, private, place, text)
    return _seal_handed_in(keys, name, epoch, public, place, text)


def open_cell(keys: CellKeys, place: Place, cell: bytes) -> str:
    """The text of a cell that stands at `place`.

    :raises ClassNotHeld: the user has no key for it
    :raises CellRefused: it is damaged, or was sealed for another row, owner, column or vault
    """
    form, info_class, epoch = class_of(cell)
    name = info_class.key
    bound = bound_to(keys, name, epoch, place)
    private = keys.own if info_class is InfoClass.OWN else keys.privates.get((name, epoch))
    try:
        if form == HELD:
            if not private:
                raise ClassNotHeld(name)
            return unpadded(p.open_box(_column_key(private, name, epoch), p.FORMAT + cell[_HEAD:], bound))
        return _open_handed_in(keys, name, private, cell, bound)
    except (p.NotOpened, ValueError):
        raise CellRefused(place.table, place.column) from None


def class_of(cell: bytes) -> tuple[bytes, InfoClass, int]:
    """A cell's form, class and epoch, which stand in the clear.

    :raises CellRefused: no cell of ours
    """
    try:
        form, info_class = cell[:1], CLASSES[cell[1:2].decode("ascii")]
    except (KeyError, ValueError):
        raise CellRefused from None
    if form not in (HELD, HANDED_IN) or info_class is InfoClass.SCHOOL or len(cell) < _HEAD:
        raise CellRefused
    return form, info_class, int.from_bytes(cell[2:_HEAD], "big")


def padded(text: str) -> bytes:
    """UTF-8, the byte 80, then zeros to a multiple of 256: the length shows in steps only."""
    plain = text.encode() + b"\x80"
    return plain + bytes(-len(plain) % STEP)


def unpadded(plain: bytes) -> str:
    """The text again; raises ValueError."""
    text, mark, zeros = plain.rpartition(b"\x80")
    if not mark or any(zeros) or len(plain) % STEP:
        raise ValueError
    return text.decode()


def _head(form: bytes, name: str, epoch: int) -> bytes:
    return form + name.encode("ascii") + epoch.to_bytes(4, "big")


def bound_to(keys: CellKeys, name: str, epoch: int, place: Place) -> bytes:
    """Associated data of a cell."""
    return p.signed_text(
        "cell", keys.vault, place.table.encode(), place.row.encode(), place.owner.encode(),
        place.column.encode(), name.encode("ascii"), epoch.to_bytes(4, "big"),
    )  # fmt: skip


def _column_key(private: bytes, name: str, epoch: int) -> bytes:
    return p.derive(private, "column", name.encode("ascii") + epoch.to_bytes(4, "big"))


def _seal_held(keys: CellKeys, name: str, epoch: int, private: bytes, place: Place, text: str) -> bytes:
    box = p.seal_box(_column_key(private, name, epoch), padded(text), bound_to(keys, name, epoch, place))
    return _head(HELD, name, epoch) + box[1:]


def _seal_handed_in(keys: CellKeys, name: str, epoch: int, public: bytes, place: Place, text: str) -> bytes:
    """A key for this cell alone, sealed to the class and to the writer, whose id stands before both."""
    bound, key = bound_to(keys, name, epoch, place), p.random_bytes(p.KEY_BYTES)
    author = keys.user.bytes
    to_class = p.seal_to(public, key, bound + p.framed(b"class", author))
    to_author = p.seal_to(p.x25519_public(keys.receive), key, bound + p.framed(b"author", author))
    box = p.seal_box(key, padded(text), bound + p.framed(author))
    return _head(HANDED_IN, name, epoch) + author + to_class[1:] + to_author[1:] + box[1:]


def _open_handed_in(keys: CellKeys, name: str, private: bytes | None, cell: bytes, bound: bytes) -> str:
    author = cell[_HEAD : _HEAD + 16]
    to_class, to_author = _HEAD + 16, _HEAD + 16 + _WRAP
    if private:
        key = p.open_with(private, p.FORMAT + cell[to_class:to_author], bound + p.framed(b"class", author))
    elif author == keys.user.bytes:
        wrap = p.FORMAT + cell[to_author : to_author + _WRAP]
        key = p.open_with(keys.receive, wrap, bound + p.framed(b"author", author))
    else:
        raise ClassNotHeld(name)
    return unpadded(p.open_box(key, p.FORMAT + cell[to_author + _WRAP :], bound + p.framed(author)))
