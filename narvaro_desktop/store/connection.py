"""The vault's only connection: keyed, set, read back, owned; and driver errors turned into ours."""

import errno
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.errors import (
    AlreadyOpen,
    DiskFull,
    DriverTooOld,
    NotOurVault,
    ReadOnlyPlace,
    VaultBusy,
    VaultDamaged,
    VaultMissing,
)

APPLICATION_ID = 0x4E525652
LOWEST_SQLITE = (3, 51, 3)
LOWEST_SQLCIPHER = (4, 14)
SETTINGS: Mapping[str, str | int] = {
    "locking_mode": "exclusive", "journal_mode": "delete", "synchronous": 3, "cache_size": -65536,
    "temp_store": 2, "secure_delete": 1, "foreign_keys": 1, "recursive_triggers": 1,
    "trusted_schema": 0, "cell_size_check": 1, "mmap_size": 0,
}  # fmt: skip
MIGRATING: Mapping[str, str | int] = {**SETTINGS, "foreign_keys": 0}
COPYING: Mapping[str, str | int] = {**SETTINGS, "cache_size": -8192, "foreign_keys": 0}


def connect(
    path: Path,
    key: bytes,
    salt: bytes,
    *,
    page: int = 4096,
    create: bool = False,
    settings: Mapping[str, str | int] = SETTINGS,
) -> dbapi2.Connection:
    """Open a vault's file under its raw key of 32 bytes and salt of 16, and make sure that it is ours alone.

    :raises VaultDamaged: the file does not open under this key
    :raises NotOurVault, DriverTooOld: it, or the driver, answers otherwise than it must
    :raises AlreadyOpen, VaultMissing, ReadOnlyPlace, DiskFull:
    """
    _refuse_old_driver()
    if not create and not path.is_file():
        raise VaultMissing
    uri = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    try:
        raw = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=0.5)
    except dbapi2.Error as fault:
        raise explained(fault) or fault from None
    try:
        _set(raw, key + salt, page, settings, create=create)
        raw.execute("BEGIN EXCLUSIVE")  # from here on the file is ours
        raw.execute("COMMIT")
    except (dbapi2.Error, MemoryError) as fault:
        raw.close()
        raise explained(fault) or fault from None
    except BaseException:
        raw.close()
        raise
    return raw


def vault_engine(
    path: Path,
    key: bytes,
    salt: bytes,
    *,
    page: int = 4096,
    create: bool = False,
    settings: Mapping[str, str | int] = SETTINGS,
) -> Engine:
    """An engine with one connection; a transaction is BEGIN IMMEDIATE, driver errors come as ours."""

    def creator() -> dbapi2.Connection:
        return connect(path, key, salt, page=page, create=create, settings=settings)

    engine = create_engine(
        "sqlite://", module=dbapi2, creator=creator, poolclass=QueuePool, pool_size=1, max_overflow=0,
        pool_reset_on_return="rollback", hide_parameters=True,
    )  # fmt: skip
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _raise_ours)
    return engine


def explained(fault: BaseException) -> NarvaroError | None:
    """What a driver's or the system's error means to a user, or None if it is a bug of ours.

    The driver's own text may quote stored text, so it goes no further.
    """
    if isinstance(fault, OSError):
        return _explained_os(fault)
    if isinstance(fault, MemoryError):  # so the driver says that a page does not open under its key
        return VaultDamaged()
    code = getattr(fault, "sqlite_errorname", "") or ""
    text = str(fault)
    for words, error in _MEANINGS:
        if words in text or (code and code.startswith(_CODES[error])):
            return error()
    return None


def quick_setting(raw: dbapi2.Connection, name: str) -> object:
    """What the connection answers to `PRAGMA name`, or None."""
    found = raw.execute(f"PRAGMA {name}").fetchone()
    return found[0] if found else None


def _set(
    raw: dbapi2.Connection, secret: bytes, page: int, settings: Mapping[str, str | int], *, create: bool
) -> None:
    raw.execute("PRAGMA cipher_log_level = NONE")
    raw.execute(f"PRAGMA key = \"x'{secret.hex()}'\"")  # hex digits only; a PRAGMA cannot bind
    raw.execute(f"PRAGMA cipher_page_size = {page}")
    for name, value in settings.items():
        raw.execute(f"PRAGMA {name} = {value}").fetchall()
    if create:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for name, value in {**settings, "application_id": APPLICATION_ID, "cipher_status": "1"}.items():
        if (found := quick_setting(raw, name)) != value:
            raise NotOurVault(name, found)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _raise_ours(context: ExceptionContext) -> None:
    if ours := explained(context.original_exception):
        raise ours from None


_CODES: Mapping[type[NarvaroError], str] = {
    VaultDamaged: "SQLITE_CORRUPT", DiskFull: "SQLITE_FULL", ReadOnlyPlace: "SQLITE_READONLY",
    AlreadyOpen: "SQLITE_BUSY", VaultBusy: "SQLITE_IOERR",
}  # fmt: skip
_MEANINGS: tuple[tuple[str, type[NarvaroError]], ...] = (
    ("file is not a database", VaultDamaged),
    ("malformed", VaultDamaged),
    ("database or disk is full", DiskFull),
    ("readonly database", ReadOnlyPlace),
    ("unable to open database file", ReadOnlyPlace),
    ("database is locked", AlreadyOpen),
    ("disk I/O error", VaultBusy),
)


def _explained_os(fault: OSError) -> NarvaroError | None:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull()
    if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ReadOnlyPlace()
    return None


def _refuse_old_driver() -> None:
    if dbapi2.sqlite_version_info < LOWEST_SQLITE:
        raise DriverTooOld("sqlite", dbapi2.sqlite_version)
    probe = dbapi2.connect(":memory:")
    try:
        answer = quick_setting(probe, "cipher_version")
    finally:
        probe.close()
    found = str(answer or "").split(" ")[0]
    if not found or tuple(int(part) for part in found.split(".")[:2]) < LOWEST_SQLCIPHER:
        raise DriverTooOld("sqlcipher", found)
