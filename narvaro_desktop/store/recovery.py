"""Recovery sheets: 160 bits on paper that open what a forgotten passphrase no longer does."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.errors import SheetMistyped, SheetOpensNothing
from narvaro_desktop.store.key_changes import renewed
from narvaro_desktop.store.key_file import ROOT, VAULT, KeyFile, SheetKey, class_secret
from narvaro_desktop.store.keys import Unlocked, is_for, opened_wraps, refuse_weak, wrap_to_sheet, wraps_for

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")
SECRET_BYTES, GROUP, GROUPS_A_LINE, CHECK = 20, 4, 2, 2
_LINE = GROUP * GROUPS_A_LINE

FIRST_SHEET = (VAULT, ROOT, class_secret("K"))
MEDICAL_SHEET = (class_secret("M"),)
NAMED_SHEET = (class_secret("O"), class_secret("P"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed: eight groups in four lines, each line with two check characters; no names."""

    serial: str
    made: str
    vault: UUID
    opens: tuple[str, ...]
    groups: tuple[str, ...] = field(repr=False)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as they are printed and typed, e.g. `7K3M Q9TD X4`."""
        rows = ["".join(self.groups[at : at + GROUPS_A_LINE]) for at in range(0, 8, GROUPS_A_LINE)]
        return tuple(f"{row[:GROUP]} {row[GROUP:]} {_check(n, row)}" for n, row in enumerate(rows))

    @property
    def qr(self) -> str:
        """The same for a camera."""
        return "NVS1:" + "".join(self.groups)

    def is_group(self, number: int, typed: str) -> bool:
        """Whether what was typed back is group `number`, counted from 1."""
        return secrets.compare_digest(_plain(typed).encode(), self.groups[number - 1].encode())


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a sheet opened, by name and epoch."""

    serial: str
    secrets: Mapping[tuple[str, int], bytes] = field(repr=False)


def recovery_sheet(
    file: KeyFile, me: Unlocked, opens: tuple[str, ...], now: datetime
) -> tuple[KeyFile, Sheet]:
    """A new sheet in place of any older one for the same secrets, signed by `me`; not yet checked."""
    secret = p.random_bytes(SECRET_BYTES)
    public = p.x25519_public(_private(secret, file.header.vault))
    key = SheetKey(_serial(public), f"{now:%Y-%m-%d}", tuple(sorted(opens)), public, me.user)
    key = replace(key, signature=me.sign("sheet", file.vault, p.canonical(key.json())))
    old = {sheet.recipient for sheet in file.sheets if sheet.opens == key.opens}
    file = replace(
        file,
        sheets=(*(sheet for sheet in file.sheets if sheet.recipient not in old), key),
        wraps=tuple(wrap for wrap in file.wraps if wrap.to not in old),
        checked_sheets=tuple(one for one in file.checked_sheets if f"sheet:{one}" not in old),
    )
    file = _signed(file.with_wraps(wrap_to_sheet(file, key, me.secrets)), me.user, me.private.sign)
    return file, Sheet(key.serial, key.made, file.header.vault, key.opens, _groups(_encoded(secret)))


def mark_checked(file: KeyFile, me: Unlocked, serial: str) -> KeyFile:
    """The sheet is printed, two of its groups have been typed back and a drill has opened a copy."""
    checked = tuple(sorted({*file.checked_sheets, serial}))
    return _signed(replace(file, checked_sheets=checked), me.user, me.private.sign)


def is_checked(file: KeyFile, opens: tuple[str, ...]) -> bool:
    """Whether there is a reserve for these secrets."""
    wanted = tuple(sorted(opens))
    return any(sheet.opens == wanted and sheet.serial in file.checked_sheets for sheet in file.sheets)


def open_with_sheet(file: KeyFile, typed: str) -> Recovered:
    """What the sheet opens; spaces, hyphens and case do not matter, O is read as 0, I and L as 1.

    :raises SheetMistyped: a line does not fit its check characters
    :raises SheetOpensNothing: no sheet of this key file
    """
    private = _private(_decoded(typed), file.header.vault)
    public = p.x25519_public(private)
    for sheet in file.sheets:
        if sheet.public == public:
            return Recovered(sheet.serial, opened_wraps(file, sheet.recipient, private))
    raise SheetOpensNothing


def reset_with_sheet(
    file: KeyFile,
    recovered: Recovered,
    label: str,
    passphrase: str,
    *,
    kdf: p.Kdf = p.REAL_KDF,
    allow_weak: bool = False,
) -> KeyFile:
    """A new passphrase for the user `label`, by the sheet that opens the vault; class E of that user is lost.

    :raises NotEntitled: the sheet does not hold the root key
    """
    refuse_weak(kdf, file.header.practice or allow_weak)
    user = file.user(label).certificate.user
    file, private = renewed(file, recovered.secrets, user, passphrase, kdf)
    return _signed(file, user, private.sign)


def take_from_sheet(file: KeyFile, me: Unlocked, recovered: Recovered) -> tuple[KeyFile, Unlocked]:
    """Wrap to `me` what the sheet opened and the certificate names: a class whose last key was forgotten."""
    user = file.user_by_id(me.user)
    mine = {name: value for name, value in recovered.secrets.items() if is_for(user.certificate, name[0])}
    file = file.with_wraps(wraps_for(file, user, mine))
    return _signed(file, me.user, me.private.sign), replace(me, secrets={**mine, **me.secrets})


def _signed(file: KeyFile, user: UUID, seed: bytes) -> KeyFile:
    file = replace(file, edition=file.edition + 1, changed_by=user, signature=b"")
    return replace(file, signature=p.sign(seed, "key file", p.canonical(file.json())))


def _private(secret: bytes, vault: UUID) -> bytes:
    return p.derive(secret, "sheet", vault.bytes)


def _serial(public: bytes) -> str:
    """Six characters that both the paper and the key file show."""
    return _encoded(p.sha256(public)[:SECRET_BYTES])[:6]


def _encoded(secret: bytes) -> str:
    number = int.from_bytes(secret, "big")
    return "".join(CROCKFORD[number >> at & 31] for at in range(len(secret) * 8 - 5, -1, -5))


def _groups(characters: str) -> tuple[str, ...]:
    return tuple(characters[at : at + GROUP] for at in range(0, len(characters), GROUP))


def _check(line: int, characters: str) -> str:
    """Two characters, ten bits of SHA-256 over the line's number from 0 and its characters."""
    return _encoded(p.sha256(bytes([line]), characters.encode())[:5])[:CHECK]


def _plain(typed: str) -> str:
    return "".join(typed.upper().replace("-", " ").split()).translate(_READ_AS)


def _decoded(typed: str) -> bytes:
    plain = _plain(typed)
    width = _LINE + CHECK
    lines = [plain[at : at + width] for at in range(0, max(len(plain), 4 * width), width)]
    wrong = [n + 1 for n, line in enumerate(lines) if not _is_line(n, line)]
    if wrong or len(lines) != 4:
        raise SheetMistyped(*(wrong or [5]))
    number = 0
    for character in "".join(line[:_LINE] for line in lines):
        number = number << 5 | CROCKFORD.index(character)
    return number.to_bytes(SECRET_BYTES, "big")


def _is_line(number: int, line: str) -> bool:
    body = line[:_LINE]
    return len(line) == _LINE + CHECK and set(line) <= set(CROCKFORD) and line[_LINE:] == _check(number, body)
