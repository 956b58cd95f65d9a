"""The key file as a value: who may open what, and who says so."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Self
from uuid import UUID

from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.errors import UnknownUser

FORMAT_NAME = "narvaro/key-file/1"
VAULT, ROOT, CARD = "vault", "root", "card"
ADMINISTRATOR = "administrator"

Json = dict[str, Any]


def class_secret(key: str) -> str:
    """The name under which a class's private key is wrapped, e.g. `class/K`."""
    return f"class/{key}"


@dataclass(frozen=True, slots=True)
class Header:
    """What the vault root signs for each epoch of the vault key; `page` and `salt` are SQLCipher's."""

    vault: UUID
    created: str
    practice: bool
    page: int
    salt: bytes
    root: bytes
    vault_epoch: int
    vault_check: bytes

    def json(self) -> Json:
        return {
            "vault": str(self.vault), "created": self.created, "practice": self.practice, "page": self.page,
            "salt": self.salt.hex(), "root": self.root.hex(),
            "vaultEpoch": self.vault_epoch, "vaultCheck": self.vault_check.hex(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Certificate:
    """Who a user is and may be let into, signed by the vault root.

    Dates are YYYY-MM-DD, `valid_to` "" while it runs; `former` are signature keys before a lost phrase,
    `formerly` the classes, and "administrator", of older certificates: what was signed then stays so.
    """

    user: UUID
    label: str
    role: str
    receive: bytes
    verify: bytes
    administrator: bool
    packages: bool
    classes: tuple[str, ...]
    valid_from: str
    valid_to: str = ""
    former: tuple[bytes, ...] = ()
    formerly: tuple[str, ...] = ()

    def json(self) -> Json:
        return {
            "user": str(self.user), "label": self.label, "role": self.role, "receive": self.receive.hex(),
            "verify": self.verify.hex(), "administrator": self.administrator, "packages": self.packages,
            "classes": list(self.classes), "validFrom": self.valid_from, "validTo": self.valid_to,
            "former": [key.hex() for key in self.former],
            "formerly": list(self.formerly),
        }  # fmt: skip

    @property
    def digits(self) -> tuple[str, ...]:
        """Both public keys in four groups of five digits, to be read out and compared."""
        number = int.from_bytes(p.sha256(self.receive, self.verify), "big") % 10**20
        return tuple(f"{number:020}"[at : at + 5] for at in range(0, 20, 5))

    @property
    def all_keys(self) -> tuple[bytes, ...]:
        """Every key under which this user's signatures count."""
        return (self.verify, *self.former)

    @property
    def all_rights(self) -> frozenset[str]:
        """The classes, and "administrator", that the user has or has had."""
        now = (ADMINISTRATOR,) if self.administrator else ()
        return frozenset((*self.classes, *self.formerly, *now))


@dataclass(frozen=True, slots=True)
class Slot:
    """A user's private keys under the passphrase."""

    kdf: p.Kdf
    salt: bytes
    box: bytes

    def json(self) -> Json:
        return {**kdf_json(self.kdf, self.salt), "box": self.box.hex()}


@dataclass(frozen=True, slots=True)
class User:
    """A certificate with its signature by the root and, unless the user has left, a slot with its own."""

    certificate: Certificate
    certificate_signature: bytes
    slot: Slot | None
    slot_signature: bytes

    def json(self) -> Json:
        return {
            "certificate": self.certificate.json(), "certificateSignature": self.certificate_signature.hex(),
            "slot": self.slot.json() if self.slot else {}, "slotSignature": self.slot_signature.hex(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClassKey:
    """The public half of a class: whoever has it may write, only holders of the private half read."""

    name: str
    epoch: int
    public: bytes
    made_by: UUID
    signature: bytes = b""

    def json(self) -> Json:
        return {
            "class": self.name, "epoch": self.epoch, "public": self.public.hex(), "madeBy": str(self.made_by),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetKey:
    """The public half of a recovery sheet; `opens` names the secrets wrapped to it as they are made."""

    serial: str
    made: str
    opens: tuple[str, ...]
    public: bytes
    made_by: UUID
    signature: bytes = b""

    def json(self) -> Json:
        return {
            "serial": self.serial, "made": self.made, "opens": list(self.opens),
            "public": self.public.hex(), "madeBy": str(self.made_by),
        }  # fmt: skip

    @property
    def recipient(self) -> str:
        return f"sheet:{self.serial}"


@dataclass(frozen=True, slots=True)
class Wrap:
    """One secret sealed to one recipient: a user's id, or `sheet:` and its serial."""

    secret: str
    epoch: int
    to: str
    box: bytes

    def json(self) -> Json:
        return {"secret": self.secret, "epoch": self.epoch, "to": self.to, "box": self.box.hex()}


@dataclass(frozen=True, slots=True)
class KeyFile:
    """All of it; `edition` rises with each change, and whoever made the change signs the whole."""

    header: Header
    header_signature: bytes
    edition: int
    users: tuple[User, ...]
    classes: tuple[ClassKey, ...]
    sheets: tuple[SheetKey, ...]
    wraps: tuple[Wrap, ...]
    checked_sheets: tuple[str, ...]
    changed_by: UUID
    signature: bytes

    def json(self) -> Json:
        """Everything but the signature of the whole."""
        return {
            "format": FORMAT_NAME, "header": self.header.json(),
            "headerSignature": self.header_signature.hex(),
            "edition": self.edition, "users": [user.json() for user in self.users],
            "classes": [{**key.json(), "signature": key.signature.hex()} for key in self.classes],
            "sheets": [{**sheet.json(), "signature": sheet.signature.hex()} for sheet in self.sheets],
            "wraps": [wrap.json() for wrap in self.wraps], "checkedSheets": list(self.checked_sheets),
            "changedBy": str(self.changed_by),
        }  # fmt: skip

    def to_bytes(self) -> bytes:
        return p.canonical({**self.json(), "signature": self.signature.hex()})

    @property
    def vault(self) -> bytes:
        return self.header.vault.bytes

    @property
    def active_users(self) -> tuple[User, ...]:
        return tuple(user for user in self.users if user.slot)

    def user(self, label: str) -> User:
        """:raises UnknownUser: nobody with a slot has that label"""
        for user in self.active_users:
            if user.certificate.label == label:
                return user
        raise UnknownUser

    def user_by_id(self, user_id: UUID) -> User:
        for user in self.users:
            if user.certificate.user == user_id:
                return user
        raise UnknownUser

    def class_key(self, name: str) -> ClassKey | None:
        """The newest public half of the class, or None before its first holder has unlocked."""
        made = [key for key in self.classes if key.name == name]
        return max(made, key=lambda key: key.epoch, default=None)

    def wraps_to(self, recipient: str) -> tuple[Wrap, ...]:
        return tuple(wrap for wrap in self.wraps if wrap.to == recipient)

    def with_user(self, user: User) -> Self:
        """The file with `user` in the place of its former self, or last."""
        others = [other for other in self.users if other.certificate.user != user.certificate.user]
        return replace(self, users=(*others, user))

    def with_wraps(self, wraps: Iterable[Wrap]) -> Self:
        """The file with these wraps; one for the same secret, epoch and recipient replaces the older."""
        kept = {(wrap.secret, wrap.epoch, wrap.to): wrap for wrap in (*self.wraps, *wraps)}
        return replace(self, wraps=tuple(kept[key] for key in sorted(kept)))


def slot_bound(vault: bytes, certificate: Certificate, kdf: p.Kdf, salt: bytes) -> bytes:
    """Associated data of a slot: it opens only in its vault, for its user, with its parameters."""
    return p.signed_text(
        "slot", vault, certificate.user.bytes, certificate.receive, certificate.verify,
        p.canonical(kdf_json(kdf, salt)),
    )  # fmt: skip


def wrap_bound(vault: bytes, secret: str, epoch: int, to: str) -> bytes:
    """HPKE info of a wrap: it opens only in its vault, as its secret and epoch, for its recipient."""
    return p.signed_text("wrap", vault, secret.encode(), epoch.to_bytes(4, "big"), to.encode())


def kdf_json(kdf: p.Kdf, salt: bytes) -> Json:
    return {
        "name": "argon2id", "memory": kdf.memory, "passes": kdf.passes, "lanes": kdf.lanes,
        "salt": salt.hex(),
    }  # fmt: skip
