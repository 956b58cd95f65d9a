"""A vault on disk: made, opened, kept by one process, closed."""

import filecmp
import shutil
from contextlib import closing
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Self

from sqlalchemy import Connection, Engine

from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.cells import CellKeys, cell_keys
from narvaro_desktop.store.connection import explained, vault_engine
from narvaro_desktop.store.errors import (
    CopyRefused,
    KeyFileMissing,
    NotOurVault,
    StoreError,
    VaultDamaged,
    VaultExists,
    VaultMissing,
    VaultReplaced,
)
from narvaro_desktop.store.key_copies import Copies, copy_paths, read_copies, write_copies
from narvaro_desktop.store.key_file import KeyFile
from narvaro_desktop.store.keys import Grants, Unlocked, new_vault_keys, unlock
from narvaro_desktop.store.lock_file import SUFFIX as LOCK
from narvaro_desktop.store.lock_file import LockFile
from narvaro_desktop.store.places import demand_room, flush_file, flush_folder, refuse_network_share
from narvaro_desktop.store.schema import create_schema, is_current, schema_version

SUFFIX = ".narvaro"
LEAST_PAGE = 4096
FRESH = ".ny"
"""Where the vault is made anew under another key; one left by a power cut counts for nothing."""
_PLAIN_SQLITE = b"SQLite format 3\x00"


class Vault:
    """An open vault: the engine with its only connection, the key file, and what its user holds.

    A register on a server is `is_shared`: it lies in no file here, and others write in it meanwhile.
    """

    is_shared = False
    device = ""
    """The chain of the log that is this computer's own; "" where the vault is, and so tells it itself."""

    def __init__(
        self, path: Path, state: Path, key_file: KeyFile, me: Unlocked, engine: Engine, lock: LockFile
    ) -> None:
        self.path, self.state = path, state
        self.key_file, self.me = key_file, me
        self.engine = engine
        self._lock = lock
        self.leaving = Event()
        """Set by whoever locks, on any thread: a long copy that is under way is given up."""
        self.cells: CellKeys = cell_keys(key_file, me)
        self.note_file()

    @property
    def id(self) -> str:
        """The vault's uuid, as in its key file and its log."""
        return str(self.key_file.header.vault)

    def keep_keys(self, key_file: KeyFile, me: Unlocked | None = None) -> None:
        """Write a changed key file to all its places and go on with it.

        :raises DiskFull, ReadOnlyPlace: the former one is still valid
        """
        write_copies(key_file, self.path, self.state)
        self.take_keys(key_file, me or self.me)

    def take_keys(self, key_file: KeyFile, me: Unlocked) -> None:
        """Go on with keys that are written already."""
        self.key_file, self.me = key_file, me
        self.cells = cell_keys(key_file, me)

    def note_file(self) -> None:
        """The file at the vault's place is the one that is open."""
        self._file = _file_at(self.path)

    def demand_own_file(self) -> None:
        """Called before an act is kept: what goes into a file that is no longer there is lost.

        :raises VaultReplaced: a sync client, or somebody, has put another in its place, or moved it
        """
        found = _file_at(self.path)
        if None not in (found, self._file) and found != self._file:
            raise VaultReplaced

    def empty_journal(self) -> None:
        """Let nothing of what was erased stand in the journal, which the connection keeps and writes over.

        Called without a transaction; the next one makes it empty.
        """
        with closing(self.engine.raw_connection()) as raw:
            cursor = raw.cursor()
            cursor.execute("PRAGMA journal_mode = truncate").fetchall()
            cursor.execute("BEGIN IMMEDIATE")
            (version,) = cursor.execute("PRAGMA user_version").fetchone()
            cursor.execute(f"PRAGMA user_version = {int(version) + 1}")
            cursor.execute(f"PRAGMA user_version = {int(version)}")
            cursor.execute("COMMIT")
            cursor.execute("PRAGMA journal_mode = delete").fetchall()
            cursor.close()

    @property
    def asking(self) -> Engine:
        """The engine for a question."""
        return self.engine

    def take_turn(self, connection: Connection) -> None:
        """Wait until nobody else writes, before a question writes its line; a file has no others."""

    def freshen(self, connection: Connection) -> None:
        """Take over what others have changed in the keys, first in each transaction; a file has no others."""

    def close(self) -> None:
        """Close the file and let go of the lock; only the end of the process empties its memory of keys."""
        self.engine.dispose()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()


def create(
    path: Path,
    state: Path,
    label: str,
    passphrase: str,
    *,
    role: str,
    grants: Grants,
    now: datetime,
    practice: bool = False,
    kdf: p.Kdf = p.REAL_KDF,
    allow_weak: bool = False,
) -> Vault:
    """A new vault at `path` with its key files, its tables and its first user, an administrator; it is open.

    :raises VaultExists, NetworkShare, ReadOnlyPlace, DiskFull, WeakDerivation:
    """
    refuse_network_share(path.parent)
    if path.exists():
        raise VaultExists
    lock = LockFile.take(path)
    try:
        keys, me = new_vault_keys(
            label, passphrase, role=role, grants=grants, now=now, practice=practice, kdf=kdf,
            allow_weak=allow_weak,
        )  # fmt: skip
        write_copies(keys, path, state)
        try:
            engine = _engine(path, keys, me, create=True)
            create_schema(engine)
            flush_folder(path.parent)
        except BaseException:
            _remove(keys, path, state)
            raise
    except BaseException:
        lock.release()
        raise
    return Vault(path, state, keys, me, engine, lock)


def open_vault(path: Path, state: Path, label: str, passphrase: str, *, allow_weak: bool = False) -> Vault:
    """The vault at `path`, opened by one of its users; an older schema is upgraded on the way.

    :raises VaultMissing, NotOurVault, VaultDamaged, NewerVault: the file
    :raises KeyFileMissing, KeyFileDamaged, ForeignKeyFile, StaleKeyFile: its keys
    :raises UnknownUser, WrongPassphrase, WeakDerivation: the user
    :raises AlreadyOpen, NetworkShare, ReadOnlyPlace, DiskFull, NoRoom: the place
    """
    _look_at(path)
    refuse_network_share(path.parent)
    copies = _keys_of(path, state)
    lock = LockFile.take(path)
    try:
        path.with_name(path.name + FRESH).unlink(missing_ok=True)
        is_after_crash = _journal_of(path).exists()
        keys, me = _unlock_best(copies, label, passphrase, allow_weak)
        if copies.to_heal or keys != copies.best:
            write_copies(keys, path, state)
        engine = _engine(path, keys, me)
        try:
            if not is_current(schema_version(engine)):
                engine = _upgraded(engine, path, keys, me)
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        lock.release()
        raise
    vault = Vault(path, state, keys, me, engine, lock)
    if is_after_crash:  # what was erased just before may stand in it
        try:
            vault.empty_journal()
        except BaseException:
            vault.close()
            raise
    return vault


def move(path: Path, target: Path, state: Path) -> None:
    """Put the vault at `path`, which nobody has open, at `target`; copied and compared first.

    :raises AlreadyOpen, NoRoom, DiskFull, ReadOnlyPlace, CopyRefused: it lies where it lay
    """
    keys = read_copies(path, state).best
    lock = LockFile.take(path)
    part = target.with_name(target.name + ".part")
    try:
        demand_room(target.parent, int(path.stat().st_size * 1.1))
        shutil.copyfile(path, part)
        flush_file(part)
        if not filecmp.cmp(path, part, shallow=False):
            raise CopyRefused("file")
        write_copies(keys, target, state)
        part.replace(target)
        flush_folder(target.parent)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise explained(fault) or fault from None
    finally:
        lock.release()
    for left in (path, *copy_paths(keys, path, state)[:2], path.with_name(path.name + LOCK)):
        left.unlink(missing_ok=True)


def users_of(path: Path, state: Path) -> list[str]:
    """The labels of those who can open the vault, for the window that asks who unlocks.

    :raises VaultMissing, NotOurVault, VaultDamaged, KeyFileMissing, KeyFileDamaged:
    """
    _look_at(path)
    return [user.certificate.label for user in _keys_of(path, state).best.active_users]


def is_practice(path: Path, state: Path) -> bool:
    """Whether the key file says that the vault holds made-up people only."""
    return read_copies(path, state).best.header.practice


def _file_at(path: Path) -> tuple[int, int] | None:
    """Which file it is, whatever its name, zeros where there is none; None where the system does not say.

    So it is on Windows while an antivirus holds it, and there an open file cannot be replaced.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found.st_ino else None


def _journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _look_at(path: Path) -> None:
    """Refuse what is evidently no vault, without a passphrase."""
    if not path.is_file():
        raise VaultMissing
    with path.open("rb") as file:
        head = file.read(len(_PLAIN_SQLITE))
    if not head:
        raise VaultDamaged
    if head == _PLAIN_SQLITE:
        raise NotOurVault("encryption", "none")


def _keys_of(path: Path, state: Path) -> Copies:
    """The copies of the key file; a file without any that is not even made of pages never was a vault."""
    try:
        return read_copies(path, state)
    except KeyFileMissing:
        if path.stat().st_size % LEAST_PAGE:
            raise VaultDamaged from None
        raise


def _unlock_best(copies: Copies, label: str, passphrase: str, allow_weak: bool) -> tuple[KeyFile, Unlocked]:
    """The first candidate that opens; where none does, what the best one says."""
    faults = []
    for keys in copies.candidates:
        try:
            return keys, unlock(keys, label, passphrase, allow_weak=allow_weak)
        except StoreError as found:
            faults.append(found)
    raise faults[0]


def _engine(path: Path, keys: KeyFile, me: Unlocked, *, create: bool = False) -> Engine:
    """The engine with its connection already made."""
    engine = vault_engine(path, me.file_key, keys.header.salt, page=keys.header.page, create=create)
    with engine.connect():
        return engine


def _upgraded(engine: Engine, path: Path, keys: KeyFile, me: Unlocked) -> Engine:
    from narvaro_desktop.store.upgrade import upgrade  # only here: Alembic takes start-up time

    engine.dispose()
    upgrade(path, me.file_key, keys.header.salt, page=keys.header.page)
    return _engine(path, keys, me)


def _remove(keys: KeyFile, path: Path, state: Path) -> None:
    """Take back what a failed creation left."""
    for left in (path, path.with_name(path.name + "-journal"), *copy_paths(keys, path, state)):
        left.unlink(missing_ok=True)
