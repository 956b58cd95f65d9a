"""What a passphrase opens: the vault key, the class keys that its user holds, and the user's signature."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID, uuid4

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.errors import (
    ForeignKeyFile,
    NotEntitled,
    StaleKeyFile,
    UnknownUser,
    WeakDerivation,
    WrongPassphrase,
)
from narvaro_desktop.store.key_file import (
    CARD,
    ROOT,
    VAULT,
    Certificate,
    ClassKey,
    Header,
    KeyFile,
    SheetKey,
    Slot,
    User,
    Wrap,
    class_secret,
    slot_bound,
    wrap_bound,
)
from narvaro_desktop.store.key_form import check

WRAPPED_CLASSES = (InfoClass.COUNSELLING, InfoClass.MEDICAL, InfoClass.CHILD_WELFARE, InfoClass.PROTECTED)
CLASSES = {one.key: one for one in InfoClass}
FIRST_EPOCH = 1


@dataclass(frozen=True, slots=True)
class Grants:
    """What a user may be let into; E needs no grant, and A is the vault itself."""

    classes: frozenset[InfoClass] = frozenset()
    administrator: bool = False
    packages: bool = False


@dataclass(frozen=True, slots=True)
class PrivateKeys:
    """What lies in a slot: private keys of 32 bytes, the pinned root, the newest edition seen."""

    receive: bytes = field(repr=False)
    sign: bytes = field(repr=False)
    own: bytes = field(repr=False)
    root: bytes
    edition: int

    def to_bytes(self) -> bytes:
        return p.FORMAT + self.receive + self.sign + self.own + self.root + self.edition.to_bytes(8, "big")


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An open key file in one user's hands. `secrets` by name and epoch, e.g. ("class/K", 1)."""

    user: UUID
    label: str
    role: str
    grants: Grants
    header: Header
    private: PrivateKeys = field(repr=False)
    secrets: Mapping[tuple[str, int], bytes] = field(repr=False)

    @property
    def vault_key(self) -> bytes:
        return self.secrets[VAULT, self.header.vault_epoch]

    @property
    def file_key(self) -> bytes:
        """The raw key of the SQLCipher file; its salt is `header.salt`."""
        return file_key(self.vault_key, self.header.vault)

    @property
    def classes(self) -> frozenset[InfoClass]:
        """The wrapped classes that this user can read."""
        held = {name for name, _epoch in self.secrets}
        return frozenset(one for one in WRAPPED_CLASSES if class_secret(one.key) in held)

    def newest(self, name: str) -> tuple[int, bytes]:
        """The newest epoch of a secret, and the secret.

        :raises NotEntitled: the user holds no such secret
        """
        epochs = [epoch for held, epoch in self.secrets if held == name]
        if not epochs:
            raise NotEntitled(name)
        return max(epochs), self.secrets[name, max(epochs)]

    def sign(self, purpose: str, *parts: bytes) -> bytes:
        """This user's Ed25519 signature, bound to its purpose."""
        return p.sign(self.private.sign, purpose, *parts)

    @property
    def verify_key(self) -> bytes:
        return p.ed25519_public(self.private.sign)


def new_vault_keys(
    label: str,
    passphrase: str,
    *,
    role: str,
    grants: Grants,
    now: datetime,
    practice: bool = False,
    kdf: p.Kdf = p.REAL_KDF,
    page: int = 4096,
    allow_weak: bool = False,
) -> tuple[KeyFile, Unlocked]:
    """Keys of a new vault and its first user, who is always an administrator; class K too if granted."""
    refuse_weak(kdf, practice or allow_weak)
    vault, root, vault_key = uuid4(), p.random_bytes(32), p.random_bytes(32)
    header = Header(
        vault, f"{now:%Y-%m-%dT%H:%M:%SZ}", practice, page, p.random_bytes(16), p.ed25519_public(root),
        FIRST_EPOCH, vault_check(vault_key, vault, FIRST_EPOCH),
    )  # fmt: skip
    user, private = new_user(
        header, root, label, passphrase, role, replace(grants, administrator=True), kdf, f"{now:%Y-%m-%d}"
    )
    file = KeyFile(
        header, p.sign(root, "header", p.canonical(header.json())), 1, (user,), (), (), (), (),
        user.certificate.user, b"",
    )  # fmt: skip
    held = {(VAULT, FIRST_EPOCH): vault_key, (ROOT, FIRST_EPOCH): root}
    file = file.with_wraps(wraps_for(file, user, held))
    me = _unlocked(file, user, private, held)
    if InfoClass.COUNSELLING in grants.classes:
        return make_class(file, me, InfoClass.COUNSELLING)
    return signed(file, me), me


def unlock(file: KeyFile, label: str, passphrase: str, *, allow_weak: bool = False) -> Unlocked:
    """Open the user's slot and everything that is wrapped to the user.

    :raises UnknownUser, WrongPassphrase:
    :raises WeakDerivation: a derivation under the floor in a vault that is not for practice
    :raises ForeignKeyFile, StaleKeyFile: the slot pins another root, or has seen a newer edition
    """
    check(file)
    user = file.user(label)
    slot = user.slot
    assert slot is not None
    refuse_weak(slot.kdf, file.header.practice or allow_weak)
    bound = slot_bound(file.vault, user.certificate, slot.kdf, slot.salt)
    try:
        private = _private_keys(p.open_box(p.stretch(passphrase, slot.salt, slot.kdf), slot.box, bound))
    except p.NotOpened:
        raise WrongPassphrase from None
    if private.root != file.header.root:
        raise ForeignKeyFile
    if private.edition > file.edition:
        raise StaleKeyFile(file.edition, private.edition)
    held = {}
    for wrap in file.wraps_to(str(user.certificate.user)):
        held[wrap.secret, wrap.epoch] = _unwrap(file, wrap, private.receive)
    return _unlocked(file, user, private, held)


def reopened(file: KeyFile, me: Unlocked) -> Unlocked:
    """What `me` holds by a newer edition of the key file, which a colleague has written meanwhile.

    :raises UnknownUser: the user has been taken out of it
    :raises ForeignKeyFile, StaleKeyFile: it is no later edition of the same file
    """
    check(file)
    if file.header.root != me.private.root:
        raise ForeignKeyFile
    if me.private.edition > file.edition:
        raise StaleKeyFile(file.edition, me.private.edition)
    user = file.user_by_id(me.user)
    if user.slot is None:
        raise UnknownUser
    return _unlocked(file, user, me.private, opened_wraps(file, str(me.user), me.private.receive))


def make_class(file: KeyFile, me: Unlocked, info_class: InfoClass) -> tuple[KeyFile, Unlocked]:
    """The key pair of a class, made at the first unlock of the first person entitled to it.

    :raises NotEntitled: the certificate does not name the class, or others already hold its key
    """
    if info_class not in me.grants.classes or file.class_key(info_class.key):
        raise NotEntitled(class_secret(info_class.key))
    private = p.random_bytes(32)
    made = ClassKey(info_class.key, FIRST_EPOCH, p.x25519_public(private), me.user)
    made = replace(made, signature=me.sign("class", file.vault, p.canonical(made.json())))
    file = replace(file, classes=(*file.classes, made))
    return _keep(file, me, class_secret(info_class.key), private, to_others=False)


def keep_secret(file: KeyFile, me: Unlocked, name: str, secret: bytes) -> tuple[KeyFile, Unlocked]:
    """Keep a secret of the organisation; the same name again is its next epoch.

    `signing/…` is for its holder alone, `age/…` for those who open packages, `card` for the administrators.
    """
    return _keep(file, me, name, secret, to_others=True)


def signed(file: KeyFile, by: Unlocked) -> KeyFile:
    """The next edition of the file, signed as a whole."""
    file = replace(file, edition=file.edition + 1, changed_by=by.user, signature=b"")
    return replace(file, signature=by.sign("key file", p.canonical(file.json())))


def file_key(vault_key: bytes, vault: UUID) -> bytes:
    """The raw key of the SQLCipher file."""
    return p.derive(vault_key, "sqlcipher", vault.bytes)


def vault_check(vault_key: bytes, vault: UUID, epoch: int) -> bytes:
    """A public value by which the right vault key is known."""
    return p.derive(vault_key, "check", vault.bytes + epoch.to_bytes(4, "big"))


def seal_wrap(file: KeyFile, secret: str, epoch: int, value: bytes, to: str, public: bytes) -> Wrap:
    return Wrap(secret, epoch, to, p.seal_to(public, value, wrap_bound(file.vault, secret, epoch, to)))


def _keep(
    file: KeyFile, me: Unlocked, name: str, secret: bytes, *, to_others: bool
) -> tuple[KeyFile, Unlocked]:
    epoch = 1 + max((wrap.epoch for wrap in file.wraps if wrap.secret == name), default=0)
    held = {(name, epoch): secret}
    wraps = [seal_wrap(file, name, epoch, secret, str(me.user), p.x25519_public(me.private.receive))]
    if to_others:
        for user in file.active_users:
            wraps += wraps_for(file, user, held)
    for sheet in file.sheets:
        wraps += wrap_to_sheet(file, sheet, held)
    return signed(file.with_wraps(wraps), me), replace(me, secrets={**me.secrets, **held})


def wrap_to_sheet(file: KeyFile, sheet: SheetKey, secrets: Mapping[tuple[str, int], bytes]) -> list[Wrap]:
    """Those of the secrets that the sheet opens, sealed to it."""
    return [
        seal_wrap(file, name, epoch, value, sheet.recipient, sheet.public)
        for (name, epoch), value in secrets.items()
        if name in sheet.opens
    ]


def wraps_for(file: KeyFile, user: User, secrets: Mapping[tuple[str, int], bytes]) -> list[Wrap]:
    certificate = user.certificate
    return [
        seal_wrap(file, name, epoch, value, str(certificate.user), certificate.receive)
        for (name, epoch), value in secrets.items()
        if is_for(certificate, name)
    ]


def is_for(certificate: Certificate, secret: str) -> bool:
    """Whether a certificate entitles to a secret; a signing key is never handed on."""
    if secret in (ROOT, CARD):
        return certificate.administrator
    if secret.startswith("age/"):
        return certificate.packages
    return secret == VAULT or secret in {class_secret(name) for name in certificate.classes}


def _unwrap(file: KeyFile, wrap: Wrap, private: bytes) -> bytes:
    try:
        return p.open_with(private, wrap.box, wrap_bound(file.vault, wrap.secret, wrap.epoch, wrap.to))
    except p.NotOpened:
        raise ForeignKeyFile from None


def opened_wraps(file: KeyFile, recipient: str, private: bytes) -> dict[tuple[str, int], bytes]:
    """Everything that is wrapped to a recipient, by name and epoch."""
    return {(wrap.secret, wrap.epoch): _unwrap(file, wrap, private) for wrap in file.wraps_to(recipient)}


def _unlocked(
    file: KeyFile, user: User, private: PrivateKeys, held: Mapping[tuple[str, int], bytes]
) -> Unlocked:
    head, certificate = file.header, user.certificate
    vault_key = held.get((VAULT, head.vault_epoch), b"")
    if vault_check(vault_key, head.vault, head.vault_epoch) != head.vault_check:
        raise ForeignKeyFile
    for key in file.classes:
        mine = held.get((class_secret(key.name), key.epoch))
        if mine and p.x25519_public(mine) != key.public:
            raise ForeignKeyFile
    classes = frozenset(CLASSES[name] for name in certificate.classes)
    grants = Grants(classes, certificate.administrator, certificate.packages)
    return Unlocked(certificate.user, certificate.label, certificate.role, grants, head, private, held)


def new_user(
    header: Header,
    root: bytes,
    label: str,
    passphrase: str,
    role: str,
    grants: Grants,
    kdf: p.Kdf,
    on: str,
    edition: int = 1,
) -> tuple[User, PrivateKeys]:
    private = new_private(header.root, edition)
    certificate = Certificate(
        uuid4(), label, role, p.x25519_public(private.receive), p.ed25519_public(private.sign),
        grants.administrator, grants.packages, class_names(grants.classes), on,
    )  # fmt: skip
    bare = User(certificate, certify(header, root, certificate), None, b"")
    return with_slot(header, bare, private, passphrase, kdf), private


def new_private(root: bytes, edition: int) -> PrivateKeys:
    return PrivateKeys(p.random_bytes(32), p.random_bytes(32), p.random_bytes(32), root, edition)


def with_slot(header: Header, user: User, private: PrivateKeys, passphrase: str, kdf: p.Kdf) -> User:
    salt, vault = p.random_bytes(16), header.vault.bytes
    bound = slot_bound(vault, user.certificate, kdf, salt)
    slot = Slot(kdf, salt, p.seal_box(p.stretch(passphrase, salt, kdf), private.to_bytes(), bound))
    signature = p.sign(
        private.sign, "slot signature", vault, user.certificate.user.bytes, p.canonical(slot.json())
    )
    return replace(user, slot=slot, slot_signature=signature)


def _private_keys(read: bytes) -> PrivateKeys:
    if len(read) != 1 + 4 * 32 + 8 or read[:1] != p.FORMAT:
        raise ForeignKeyFile
    receive, sign, own, root = (read[at : at + 32] for at in (1, 33, 65, 97))
    return PrivateKeys(receive, sign, own, root, int.from_bytes(read[129:], "big"))


def certify(header: Header, root: bytes, certificate: Certificate) -> bytes:
    return p.sign(root, "certificate", header.vault.bytes, p.canonical(certificate.json()))


def class_names(classes: Iterable[InfoClass]) -> tuple[str, ...]:
    return tuple(sorted(one.key for one in classes))


def refuse_weak(kdf: p.Kdf, is_allowed: bool) -> None:
    if kdf.is_weak and not is_allowed:
        raise WeakDerivation(kdf.memory, kdf.passes)
