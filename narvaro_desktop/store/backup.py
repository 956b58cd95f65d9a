"""Backups: a copy on the vault's own connection, proved before it counts, kept by age, put back by name."""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text
from sqlcipher3 import dbapi2

from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.access_log import Head, heads, instant, moment
from narvaro_desktop.store.connection import COPYING, connect, explained
from narvaro_desktop.store.copying import compared, counts, failed_checks
from narvaro_desktop.store.errors import CopyRefused, KeyFileDamaged, KeyFileMissing, NotEntitled
from narvaro_desktop.store.key_copies import read_copies, write_copies
from narvaro_desktop.store.key_file import VAULT, KeyFile
from narvaro_desktop.store.key_form import read_key_file
from narvaro_desktop.store.keys import file_key
from narvaro_desktop.store.lock_file import LockFile
from narvaro_desktop.store.log_verify import signers_of
from narvaro_desktop.store.places import demand_room, flush_file, flush_folder, write_whole
from narvaro_desktop.store.recovery import open_with_sheet
from narvaro_desktop.store.vault import Vault

FORMAT_NAME = "narvaro/backup/1"
_PAGES_AT_A_TIME, _STEPS_AT_A_TIME = 2_000, 50_000
VAULT_NAME, KEYS_NAME, MANIFEST_NAME = "valv.narvaro", "valv.narvaro.nyckel", "manifest.json"


@dataclass(frozen=True, slots=True)
class BackupSet:
    """A finished backup: its folder, when it was made, the rows of each table, the log's newest entries.

    `people` are the labels of those who could unlock it then, and still can.
    """

    folder: Path
    made: datetime
    vault: str
    rows: dict[str, int]
    heads: tuple[Head, ...]
    people: Mapping[UUID, str]


def back_up(vault: Vault, into: Path, now: datetime, *, row_by_row: bool = True) -> BackupSet:
    """Copy the open vault into a new folder under `into`, open the copy, check and compare it, sign the set.

    `row_by_row` compares every stored value; without it, counts and the copy's own checks.

    :raises CopyRefused: the copy is not equal, or was given up since one locks
    :raises DiskFull, ReadOnlyPlace, NoRoom:
    """
    name = f"narvaro-{vault.id[:8]}-{instant(now).replace('-', '').replace(':', '')}"
    part, done = into / f"{name}.part", into / name
    try:
        into.mkdir(parents=True, exist_ok=True)
        demand_room(into, int(vault.path.stat().st_size * 1.1))
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        with vault.engine.connect() as connection:  # not begin(): a file being written is not copied
            with _given_up_by(vault, connection):
                _copy(connection, vault, part / VAULT_NAME)
                rows, found = _compare(connection, vault, part / VAULT_NAME, row_by_row)
            newest = tuple(heads(connection, vault.key_file.header.vault))
        if found:
            raise CopyRefused(*found)
        write_whole(part / KEYS_NAME, vault.key_file.to_bytes())
        write_whole(part / MANIFEST_NAME, _manifest(vault, part, now, rows, newest))
        flush_folder(part)
        part.rename(done)
        flush_folder(into)
    except OSError as fault:
        shutil.rmtree(part, ignore_errors=True)
        raise explained(fault) or fault from None
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        if vault.leaving.is_set():
            raise CopyRefused("left") from None
        raise
    return BackupSet(done, now, vault.id, rows, newest, _people(vault.key_file))


def read_set(folder: Path) -> BackupSet:
    """A backup by its signed manifest, every file of it hashed.

    :raises CopyRefused: something of it is missing, changed or not signed by a user of the key file
    """
    made, files = _told(folder)
    try:
        for name, expected in files.items():
            if name not in (VAULT_NAME, KEYS_NAME) or _file_hash(folder / name) != expected:
                raise CopyRefused("file")
    except OSError:
        raise CopyRefused("set") from None
    return made


def told_by(folder: Path) -> BackupSet:
    """The same by the signature alone, without reading the copy.

    :raises CopyRefused: the manifest is missing, changed or not signed by a user of the key file beside it
    """
    return _told(folder)[0]


def _told(folder: Path) -> tuple[BackupSet, dict[str, str]]:
    """What the manifest says, and the hash of each file."""
    try:
        told = json.loads((folder / MANIFEST_NAME).read_bytes())
        keys = read_key_file((folder / KEYS_NAME).read_bytes())
        manifest: dict[str, Any] = told["manifest"]
        signature = bytes.fromhex(told["signature"])
        known = signers_of(keys).get(told["by"], ())
        if manifest["format"] != FORMAT_NAME or manifest["vault"] != str(keys.header.vault):
            raise CopyRefused("manifest")
        if not any(p.is_signed(key, signature, "backup", p.canonical(manifest)) for key in known):
            raise CopyRefused("signature")
        newest = tuple(
            Head(one, at["sequence"], bytes.fromhex(at["hash"])) for one, at in manifest["heads"].items()
        )
        made = BackupSet(
            folder, moment(manifest["made"]), manifest["vault"], manifest["rows"], newest, _people(keys)
        )
        return made, dict(manifest["files"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, KeyFileDamaged):
        raise CopyRefused("set") from None


def restore(folder: Path, target: Path, state: Path, now: datetime) -> Path | None:
    """Put a backup in the place of a vault that nobody has open; answers where the former vault now lies.

    A key file already there stays if it opens the copy and is newer.

    :raises CopyRefused, AlreadyOpen, NoRoom, DiskFull, ReadOnlyPlace: nothing is changed
    """
    read_set(folder)
    lock = LockFile.take(target)
    try:
        demand_room(target.parent, int((folder / VAULT_NAME).stat().st_size * 1.1))
        part = target.with_name(target.name + ".part")
        shutil.copyfile(folder / VAULT_NAME, part)
        flush_file(part)
        aside = _set_aside(target, now)
        part.replace(target)
        flush_folder(target.parent)
        _give_keys(folder, target, state)
    except OSError as fault:
        raise explained(fault) or fault from None
    finally:
        lock.release()
    return aside


@contextmanager
def _given_up_by(vault: Vault, connection: Connection) -> Iterator[None]:
    """Statements of the vault's connection are broken off once somebody locks."""
    source = connection.connection.driver_connection
    assert isinstance(source, dbapi2.Connection)
    source.set_progress_handler(vault.leaving.is_set, _STEPS_AT_A_TIME)
    try:
        yield
    finally:
        source.set_progress_handler(None, 0)


def _go_on(vault: Vault, *_pages: int) -> None:
    if vault.leaving.is_set():
        raise CopyRefused("left")


def _copy(connection: Connection, vault: Vault, to: Path) -> None:
    """Page by page through SQLite's backup interface; the target is keyed like the source."""
    head = vault.key_file.header
    source = connection.connection.driver_connection
    assert isinstance(source, dbapi2.Connection)
    target = connect(to, vault.me.file_key, head.salt, page=head.page, create=True, settings=COPYING)
    try:
        source.backup(target, pages=_PAGES_AT_A_TIME, progress=partial(_go_on, vault))
    except dbapi2.Error as fault:
        raise explained(fault) or fault from None
    finally:
        target.close()
    to.with_name(to.name + "-journal").unlink(missing_ok=True)
    flush_file(to)


def _compare(
    connection: Connection, vault: Vault, copy: Path, row_by_row: bool
) -> tuple[dict[str, int], list[str]]:
    """The rows of each table of the source, and the checks that the copy fails."""
    head = vault.key_file.header
    source = connection.connection.driver_connection
    assert isinstance(source, dbapi2.Connection)
    target = connect(copy, vault.me.file_key, head.salt, page=head.page, settings=COPYING)
    target.set_progress_handler(vault.leaving.is_set, _STEPS_AT_A_TIME)
    try:
        return compared(source, target, row_by_row=row_by_row)
    finally:
        target.close()
        copy.with_name(copy.name + "-journal").unlink(missing_ok=True)


def drill(folder: Path, typed: str) -> BackupSet:
    """Open a backup with nothing but the recovery sheet's characters, in another place, row counts and all.

    :raises SheetMistyped, SheetOpensNothing, NotEntitled: the sheet, which is another's or opens no vault
    :raises CopyRefused, VaultDamaged: the backup
    """
    made = read_set(folder)
    keys = read_key_file((folder / KEYS_NAME).read_bytes())
    opened, head = open_with_sheet(keys, typed), keys.header
    key = opened.secrets.get((VAULT, head.vault_epoch))
    if key is None:
        raise NotEntitled(VAULT)
    with TemporaryDirectory(prefix="narvaro-") as place:
        copy = Path(place, VAULT_NAME)
        demand_room(copy.parent, int((folder / VAULT_NAME).stat().st_size * 1.1))
        shutil.copyfile(folder / VAULT_NAME, copy)
        raw = connect(copy, file_key(key, head.vault), head.salt, page=head.page, settings=COPYING)
        try:
            found = failed_checks(raw) or (["counts"] if counts(raw) != made.rows else [])
        finally:
            raw.close()
    if found:
        raise CopyRefused(*found)
    return made


def check_vault(vault: Vault) -> list[str]:
    """The same for the open vault."""
    with vault.engine.connect() as connection:
        answers = connection.execute(text("PRAGMA cipher_integrity_check")).all()
        plain = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    found = ["cipher_integrity_check"] if answers else []
    return found if list(plain) == ["ok"] else [*found, "integrity_check"]


def _manifest(vault: Vault, part: Path, now: datetime, rows: dict[str, int], newest: Sequence[Head]) -> bytes:
    manifest = {
        "format": FORMAT_NAME, "vault": vault.id, "made": instant(now), "rows": rows,
        "files": {name: _file_hash(part / name) for name in (VAULT_NAME, KEYS_NAME)},
        "heads": {one.device: {"sequence": one.sequence, "hash": one.hash.hex()} for one in newest},
    }  # fmt: skip
    signature = vault.me.sign("backup", p.canonical(manifest))
    return p.canonical({"manifest": manifest, "by": str(vault.me.user), "signature": signature.hex()})


def _people(keys: KeyFile) -> Mapping[UUID, str]:
    return {user.certificate.user: user.certificate.label for user in keys.active_users}


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _set_aside(target: Path, now: datetime) -> Path | None:
    target.with_name(target.name + "-journal").unlink(missing_ok=True)
    if not target.exists():
        return None
    aside = target.with_name(f"{target.stem}-undan-{instant(now).replace(':', '')}{target.suffix}")
    target.replace(aside)
    return aside


def _give_keys(folder: Path, target: Path, state: Path) -> None:
    keys = read_key_file((folder / KEYS_NAME).read_bytes())
    try:
        there = read_copies(target, state).best
    except KeyFileMissing:
        there = keys
    is_same = there.header.vault == keys.header.vault and there.header.salt == keys.header.salt
    write_copies(there if is_same and there.edition > keys.edition else keys, target, state)
