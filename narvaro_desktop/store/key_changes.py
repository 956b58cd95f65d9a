"""Who may open the vault, changed: users let in, entitled, given a new passphrase, retired."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.errors import LabelTaken, NotEntitled
from narvaro_desktop.store.key_file import ROOT, KeyFile, User
from narvaro_desktop.store.keys import (
    Grants,
    PrivateKeys,
    Unlocked,
    certify,
    class_names,
    is_for,
    new_private,
    new_user,
    refuse_weak,
    signed,
    with_slot,
    wraps_for,
)


def add_user(
    file: KeyFile,
    by: Unlocked,
    label: str,
    passphrase: str,
    *,
    role: str,
    grants: Grants,
    now: datetime,
    kdf: p.Kdf = p.REAL_KDF,
    allow_weak: bool = False,
) -> KeyFile:
    """A new user, let into the vault and into those granted classes that `by` can read.

    :raises LabelTaken:
    :raises NotEntitled: `by` is no administrator
    """
    refuse_weak(kdf, file.header.practice or allow_weak)
    if any(user.certificate.label == label for user in file.active_users):
        raise LabelTaken
    _epoch, root = by.newest(ROOT)
    user, _private = new_user(
        file.header, root, label, passphrase, role, grants, kdf, f"{now:%Y-%m-%d}", edition=file.edition
    )
    file = file.with_user(user)
    return signed(file.with_wraps(wraps_for(file, user, by.secrets)), by)


def let_in(file: KeyFile, by: Unlocked, user_id: UUID) -> KeyFile:
    """Wrap to a user every secret that `by` holds and the user's certificate names."""
    user = file.user_by_id(user_id)
    return signed(file.with_wraps(wraps_for(file, user, by.secrets)), by)


def change_grants(file: KeyFile, by: Unlocked, user_id: UUID, grants: Grants, role: str = "") -> KeyFile:
    """A new certificate for a user, and another role if given.

    What it no longer names is unwrapped; older copies stay readable.
    """
    _epoch, root = by.newest(ROOT)
    old = file.user_by_id(user_id)
    certificate = replace(
        old.certificate, administrator=grants.administrator, packages=grants.packages,
        classes=class_names(grants.classes), formerly=tuple(sorted(old.certificate.all_rights)),
        role=role or old.certificate.role,
    )  # fmt: skip
    signature = certify(file.header, root, certificate)
    user = replace(old, certificate=certificate, certificate_signature=signature)
    kept = tuple(wrap for wrap in file.wraps if wrap.to != str(user_id) or is_for(certificate, wrap.secret))
    file = replace(file.with_user(user), wraps=kept)
    return signed(file.with_wraps(wraps_for(file, user, by.secrets)), by)


def retire_user(file: KeyFile, by: Unlocked, user_id: UUID, on: datetime) -> KeyFile:
    """End a certificate and drop its slot and wraps; whoever does it must then renew the vault key."""
    _epoch, root = by.newest(ROOT)
    certificate = replace(file.user_by_id(user_id).certificate, valid_to=f"{on:%Y-%m-%d}")
    user = User(certificate, certify(file.header, root, certificate), None, b"")
    kept = tuple(wrap for wrap in file.wraps if wrap.to != str(user_id))
    return signed(replace(file.with_user(user), wraps=kept), by)


def change_passphrase(
    file: KeyFile, me: Unlocked, passphrase: str, *, kdf: p.Kdf = p.REAL_KDF, allow_weak: bool = False
) -> KeyFile:
    """The same keys under a new passphrase and a new salt."""
    refuse_weak(kdf, file.header.practice or allow_weak)
    user = file.user_by_id(me.user)
    private = replace(me.private, edition=file.edition)
    return signed(file.with_user(with_slot(file.header, user, private, passphrase, kdf)), me)


def new_passphrase_for(
    file: KeyFile,
    by: Unlocked,
    user_id: UUID,
    passphrase: str,
    *,
    kdf: p.Kdf = p.REAL_KDF,
    allow_weak: bool = False,
) -> KeyFile:
    """New keys for a user who forgot the phrase, wrapped anew; own notes (class E) are lost with the old."""
    refuse_weak(kdf, file.header.practice or allow_weak)
    file, _private = renewed(file, by.secrets, user_id, passphrase, kdf)
    return signed(file, by)


def renewed(
    file: KeyFile, secrets: Mapping[tuple[str, int], bytes], user_id: UUID, passphrase: str, kdf: p.Kdf
) -> tuple[KeyFile, PrivateKeys]:
    """The file, not yet signed, in which a user has new keys and such secrets as are for the user."""
    root = next((value for (name, _epoch), value in secrets.items() if name == ROOT), None)
    if root is None:
        raise NotEntitled(ROOT)
    old = file.user_by_id(user_id).certificate
    private = new_private(file.header.root, file.edition)
    certificate = replace(
        old, receive=p.x25519_public(private.receive), verify=p.ed25519_public(private.sign),
        former=(*old.former, old.verify),
    )  # fmt: skip
    user = User(certificate, certify(file.header, root, certificate), None, b"")
    user = with_slot(file.header, user, private, passphrase, kdf)
    kept = tuple(wrap for wrap in file.wraps if wrap.to != str(user_id))
    file = replace(file.with_user(user), wraps=kept)
    return file.with_wraps(wraps_for(file, user, secrets)), private
