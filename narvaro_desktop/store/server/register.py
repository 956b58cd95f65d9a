"""A register on a server: made, opened by several at once, upgraded by whoever runs it.

    passphrase ─→ key file kept here ─→ the server's password ─→ connection ─→ newest key file ─→ class keys

The keys lie wrapped in a table beside the others, and are opened on the clients alone: whoever runs the
server reads class A, and of the classes above it sees that there is text, when it was written and how long.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, Engine

from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.errors import (
    KeyFileDamaged,
    KeyFileMissing,
    NotOurVault,
    ServerPasswordNeeded,
    StaleKeyFile,
    StoreError,
    UnknownUser,
    VaultExists,
    WrongPassphrase,
)
from narvaro_desktop.store.key_copies import kept_copy, read_copies, write_copies
from narvaro_desktop.store.key_file import KeyFile
from narvaro_desktop.store.keys import Grants, Unlocked, new_vault_keys, reopened, unlock
from narvaro_desktop.store.lock_file import LockFile
from narvaro_desktop.store.server import tables
from narvaro_desktop.store.server.address import Address
from narvaro_desktop.store.server.client import (
    Place,
    client_of,
    keep_client,
    kept_password,
    read_place,
    write_place,
)
from narvaro_desktop.store.server.key_table import add_keys, newest_keys, newest_mark
from narvaro_desktop.store.server.link import ASKS, connect, server_engine, take_turn
from narvaro_desktop.store.vault import Vault


class Register(Vault):
    """An open register; `path` is the file that says where it is."""

    is_shared = True

    def __init__(
        self, path: Path, state: Path, keys: KeyFile, me: Unlocked, engine: Engine, lock: LockFile,
        place: Place, password: str | None,
    ) -> None:  # fmt: skip
        super().__init__(path, state, keys, me, engine, lock)
        self.address = place.address
        self.device = client_of(state, place.vault).device
        self._password = password

    def demand_own_file(self) -> None:
        """The file says where the register is, and holds nothing of it."""

    def keep_keys(self, key_file: KeyFile, me: Unlocked | None = None) -> None:
        """Add a changed key file to the server's, past a transaction that is under way, and go on with it.

        :raises KeysRewritten: a colleague was quicker; RegisterUnreachable: the former one is still valid
        """
        beside = server_engine(self.address, self._password, in_turn=False)
        try:
            with beside.begin() as connection:
                add_keys(connection, key_file)
        finally:
            beside.dispose()
        super().keep_keys(key_file, me)

    def empty_journal(self) -> None:
        """Write every table anew without dead rows; the server's own journal and copies are its keeper's."""
        raw = connect(self.address, self._password)
        try:
            raw.autocommit = True
            raw.execute("VACUUM FULL")
        finally:
            raw.close()

    @property
    def asking(self) -> Engine:
        return self.engine.execution_options(**{ASKS: True})

    def take_turn(self, connection: Connection) -> None:
        take_turn(connection)

    def freshen(self, connection: Connection) -> None:
        """:raises UnknownUser: the person has been taken out of the register
        :raises StaleKeyFile: the server shows older keys than were seen, or others of the same edition
        """
        if newest_mark(connection) != (self.key_file.edition, p.sha256(self.key_file.to_bytes())):
            keys = newest_keys(connection)
            _demand_later(keys, self.key_file)
            self.take_keys(keys, reopened(keys, self.me))
            with suppress(OSError, StoreError):  # a full disk hinders nobody who works on the server
                write_copies(keys, self.path, self.state)


def create_register(
    path: Path,
    state: Path,
    address: Address,
    password: str | None,
    label: str,
    passphrase: str,
    *,
    role: str,
    grants: Grants,
    now: datetime,
    practice: bool = False,
    kdf: p.Kdf = p.REAL_KDF,
    allow_weak: bool = False,
) -> Register:
    """A new register in an empty database, with its first user; `path` says from now on where it is.

    :raises RegisterExists, RegisterRefused, ServerPasswordNeeded, ServerNotTrusted, RegisterUnreachable:
    :raises VaultExists, ReadOnlyPlace, DiskFull:
    """
    if path.exists():
        raise VaultExists
    lock = LockFile.take(path)
    engine = server_engine(address, password)
    try:
        keys, me = new_vault_keys(
            label, passphrase, role=role, grants=grants, now=now, practice=practice, kdf=kdf,
            allow_weak=allow_weak,
        )  # fmt: skip
        place = Place(address, keys.header.vault)
        with engine.begin() as connection:
            tables.make(connection)
            add_keys(connection, keys)
        write_copies(keys, path, state)
        write_place(path, place)
        keep_client(state, me, client_of(state, place.vault), address, password)
    except BaseException:
        engine.dispose()
        lock.release()
        raise
    return Register(path, state, keys, me, engine, lock, place, password)


def join_register(path: Path, state: Path, address: Address, password: str | None) -> None:
    """Say in a new file at `path` where a register is that others have made, and fetch its keys.

    :raises VaultExists, NotOurVault, KeyFileMissing, RegisterNeedsUpgrade: and what hinders a connection
    """
    if path.exists():
        raise VaultExists
    engine = server_engine(address, password)
    try:
        with engine.begin() as connection:
            tables.demand_current(connection)
            keys = newest_keys(connection)
    finally:
        engine.dispose()
    write_copies(keys, path, state)
    write_place(path, Place(address, keys.header.vault))


def open_register(
    path: Path, state: Path, label: str, passphrase: str, password: str | None = None, *,
    allow_weak: bool = False,
) -> Register:  # fmt: skip
    """The register that `path` tells of, in the hands of one of its users; `password` is the server's.

    Without one the computer remembers what let the user in last time, and libpq looks where it does.

    :raises UnknownUser, WrongPassphrase, WeakDerivation: the user
    :raises ServerPasswordNeeded, ServerNotTrusted, RegisterUnreachable: the server
    :raises NewerVault, RegisterNeedsUpgrade, ForeignKeyFile, StaleKeyFile: what lies there
    """
    place = read_place(path)
    client, known = client_of(state, place.vault), _kept_keys(path, state, place.vault)
    lock = LockFile.take(path)
    try:
        before, refusal = _by_kept_keys(known, label, passphrase, allow_weak)
        password = password or (kept_password(before.vault_key, place, client) if before else None)
        engine = server_engine(place.address, password)
        try:
            keys = _fetched(engine, place, refusal)
            me = _by_newest_keys(keys, known, before, label, passphrase, allow_weak)
            write_copies(keys, path, state)
            keep_client(state, me, client, place.address, password)
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        lock.release()
        raise
    return Register(path, state, keys, me, engine, lock, place, password)


def change_keys(
    path: Path, state: Path, vault_key: bytes, password: str | None, change: Callable[[KeyFile], KeyFile]
) -> None:
    """Another edition of the key file by somebody who has no passphrase, but a recovery sheet.

    :raises ServerPasswordNeeded: neither this computer nor libpq knows it
    :raises KeysRewritten, RegisterUnreachable: the former edition still counts
    """
    place = read_place(path)
    password = password or kept_password(vault_key, place, client_of(state, place.vault))
    engine = server_engine(place.address, password)
    try:
        changed = change(fetch_keys(engine, place))
        with engine.begin() as connection:
            add_keys(connection, changed)
    finally:
        engine.dispose()
    write_copies(changed, path, state)


def fetch_keys(engine: Engine, place: Place) -> KeyFile:
    """The newest key file of the register that `place` names.

    :raises NewerVault, RegisterNeedsUpgrade, NotOurVault, KeyFileMissing, KeyFileDamaged:
    """
    with engine.begin() as connection:
        tables.demand_current(connection)
        keys = newest_keys(connection)
    if keys.header.vault != place.vault:
        raise NotOurVault("register", str(keys.header.vault))
    return keys


def _fetched(engine: Engine, place: Place, refusal: StoreError | None) -> KeyFile:
    """Where a wrong passphrase kept the remembered password shut, that is what is told."""
    try:
        return fetch_keys(engine, place)
    except ServerPasswordNeeded as needed:
        raise refusal or needed from None


def _kept_keys(path: Path, state: Path, vault: UUID) -> KeyFile | None:
    """The newest that this computer has seen; the copy in its state folder counts by itself."""
    found = [one for one in (_beside(path, state), kept_copy(state, vault)) if one is not None]
    ours = [one for one in found if one.header.vault == vault]
    return max(ours or found, key=lambda one: one.edition, default=None)


def _beside(path: Path, state: Path) -> KeyFile | None:
    try:
        return read_copies(path, state).best
    except (KeyFileMissing, KeyFileDamaged):
        return None


def _demand_later(keys: KeyFile, known: KeyFile) -> None:
    """:raises StaleKeyFile: older keys than these, or others of the same edition"""
    if keys.edition < known.edition or (keys.edition == known.edition and keys != known):
        raise StaleKeyFile(keys.edition, known.edition)


def _by_kept_keys(
    known: KeyFile | None, label: str, passphrase: str, allow_weak: bool
) -> tuple[Unlocked | None, StoreError | None]:
    """What the passphrase opens of the keys that lie here; a colleague may have changed it elsewhere."""
    if known is None:
        return None, None
    try:
        return unlock(known, label, passphrase, allow_weak=allow_weak), None
    except (UnknownUser, WrongPassphrase) as refusal:
        return None, refusal


def _by_newest_keys(
    keys: KeyFile,
    known: KeyFile | None,
    before: Unlocked | None,
    label: str,
    passphrase: str,
    allow_weak: bool,
) -> Unlocked:
    """The same from the server's, never older; the passphrase is stretched again only if it changed."""
    is_same = known is not None and known.header.root == keys.header.root
    if known is not None and is_same:
        _demand_later(keys, known)
    if before and known and is_same and keys.user(label).slot == known.user(label).slot:
        return reopened(keys, before)
    return unlock(keys, label, passphrase, allow_weak=allow_weak)
