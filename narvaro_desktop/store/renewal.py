"""New keys after somebody has left: the vault in a new file under a new key, a class under a new epoch.

old file, old keys ──export──→ skola.narvaro.ny ──compared──→ second and third key copy ──→ rename ──→ first
A power cut before the rename leaves the old pair, one after it the new: a key copy goes with the file whose
salt it names.
"""

from dataclasses import replace
from pathlib import Path

from sqlcipher3 import dbapi2

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.connection import APPLICATION_ID, COPYING, connect, explained, vault_engine
from narvaro_desktop.store.copying import compared
from narvaro_desktop.store.errors import CopyRefused
from narvaro_desktop.store.key_copies import copy_paths
from narvaro_desktop.store.key_file import ROOT, VAULT, ClassKey, Header, KeyFile, class_secret
from narvaro_desktop.store.keys import Unlocked, is_for, seal_wrap, signed, vault_check
from narvaro_desktop.store.places import demand_room, flush_file, flush_folder, write_whole
from narvaro_desktop.store.vault import FRESH, Vault

ROOM_FACTOR = 1.2


def renew_vault_key(vault: Vault) -> None:
    """The vault under a key that only its present users and sheets hold; called without a transaction.

    :raises NotEntitled: the user is no administrator
    :raises NoRoom, DiskFull, ReadOnlyPlace, CopyRefused: the vault is as before, and open
    """
    keys, me = with_new_vault_key(vault.key_file, vault.me)
    if vault.is_shared:
        vault.keep_keys(keys, me)
        return
    demand_room(vault.path.parent, int(vault.path.stat().st_size * ROOM_FACTOR))
    fresh = fresh_path(vault.path)
    vault.engine.dispose()
    try:
        _export(vault, fresh, me)
        _put_in_place(vault, fresh, keys, me)
    except OSError as fault:
        raise explained(fault) or fault from None
    finally:
        fresh.unlink(missing_ok=True)
        vault.engine = vault_engine(
            vault.path, vault.me.file_key, vault.key_file.header.salt, page=vault.key_file.header.page
        )


def renew_class(file: KeyFile, me: Unlocked, info_class: InfoClass) -> tuple[KeyFile, Unlocked]:
    """A new epoch of a class for those who hold the present one; older texts stay as they are.

    Whoever is only entitled, and has not been let in by a holder, is not let in by this either; nor is who
    stands as a holder and whose certificate, which the team shows, does not name the class.

    :raises NotEntitled: `me` does not hold the class
    """
    name = class_secret(info_class.key)
    epoch, _private = me.newest(name)
    private = p.random_bytes(p.KEY_BYTES)
    made = ClassKey(info_class.key, epoch + 1, p.x25519_public(private), me.user)
    made = replace(made, signature=me.sign("class", file.vault, p.canonical(made.json())))
    publics = _recipients(file, name)
    holders = {wrap.to for wrap in file.wraps if (wrap.secret, wrap.epoch) == (name, epoch)} & publics.keys()
    wraps = [seal_wrap(file, name, epoch + 1, private, to, publics[to]) for to in sorted(holders)]
    file = replace(file, classes=(*file.classes, made)).with_wraps(wraps)
    return signed(file, me), replace(me, secrets={**me.secrets, (name, epoch + 1): private})


def with_new_vault_key(file: KeyFile, by: Unlocked) -> tuple[KeyFile, Unlocked]:
    """The key file of the next epoch, not yet written: new vault key and salt, for users and sheets."""
    _epoch, root = by.newest(ROOT)
    epoch, key = file.header.vault_epoch + 1, p.random_bytes(p.KEY_BYTES)
    header: Header = replace(
        file.header, salt=p.random_bytes(16), vault_epoch=epoch,
        vault_check=vault_check(key, file.header.vault, epoch),
    )  # fmt: skip
    holders = {wrap.to for wrap in file.wraps if wrap.secret == VAULT}
    kept = tuple(wrap for wrap in file.wraps if wrap.secret != VAULT)
    file = replace(
        file, header=header, header_signature=p.sign(root, "header", p.canonical(header.json())), wraps=kept
    )
    publics = _recipients(file, VAULT)
    wraps = [seal_wrap(file, VAULT, epoch, key, to, publics[to]) for to in sorted(holders & publics.keys())]
    secrets = {name: secret for name, secret in by.secrets.items() if name[0] != VAULT}
    return signed(file.with_wraps(wraps), by), replace(
        by, header=header, secrets={**secrets, (VAULT, epoch): key}
    )


def fresh_path(path: Path) -> Path:
    """Where the new file is made."""
    return path.with_name(path.name + FRESH)


def holders_of(file: KeyFile, info_class: InfoClass) -> tuple[tuple[str, ...], bool]:
    """Who holds the newest key of a class, by label, and whether a recovery sheet does."""
    key = file.class_key(info_class.key)
    newest = (class_secret(info_class.key), key.epoch if key else 0)
    held_by = {wrap.to for wrap in file.wraps if (wrap.secret, wrap.epoch) == newest}
    labels = (one.certificate.label for one in file.active_users if str(one.certificate.user) in held_by)
    return tuple(sorted(labels)), any(sheet.recipient in held_by for sheet in file.sheets)


def _recipients(file: KeyFile, secret: str) -> dict[str, bytes]:
    """The public half of everyone whose certificate or sheet is for the secret."""
    users = {
        str(user.certificate.user): user.certificate.receive
        for user in file.active_users
        if is_for(user.certificate, secret)
    }
    return users | {sheet.recipient: sheet.public for sheet in file.sheets if secret in sheet.opens}


def _export(vault: Vault, fresh: Path, me: Unlocked) -> None:
    """Every row into a new file, compared with the old one value by value."""
    head = vault.key_file.header
    fresh.unlink(missing_ok=True)
    source = connect(vault.path, vault.me.file_key, head.salt, page=head.page, settings=COPYING)
    try:
        secret = (me.file_key + me.header.salt).hex()
        source.execute(f"ATTACH DATABASE ? AS fresh KEY \"x'{secret}'\"", (str(fresh),))
        source.execute(f"PRAGMA fresh.cipher_page_size = {head.page}")
        source.execute("PRAGMA fresh.journal_mode = delete").fetchall()
        source.execute("SELECT sqlcipher_export('fresh')").fetchall()
        source.execute(f"PRAGMA fresh.application_id = {APPLICATION_ID}")
        source.execute("DETACH DATABASE fresh")
        flush_file(fresh)
        target = connect(fresh, me.file_key, me.header.salt, page=head.page, settings=COPYING)
        try:
            _rows, failed = compared(source, target)
        finally:
            target.close()
    except dbapi2.Error as fault:
        raise explained(fault) or fault from None
    finally:
        source.close()
        fresh.with_name(fresh.name + "-journal").unlink(missing_ok=True)
    if failed:
        raise CopyRefused(*failed)


def _put_in_place(vault: Vault, fresh: Path, keys: KeyFile, me: Unlocked) -> None:
    first, *others = copy_paths(keys, vault.path, vault.state)
    former = vault.key_file.to_bytes()
    try:
        for path in others:
            write_whole(path, keys.to_bytes())
        vault.path.with_name(vault.path.name + "-journal").unlink(missing_ok=True)
        fresh.replace(vault.path)
    except BaseException:
        for path in others:
            write_whole(path, former)
        raise
    vault.take_keys(keys, me)
    vault.note_file()
    flush_folder(vault.path.parent)
    write_whole(first, keys.to_bytes())
