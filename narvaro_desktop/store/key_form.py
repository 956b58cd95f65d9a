"""The strict reading of a key file: canonical bytes, limits, and every signature from its own root down."""

import json
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.errors import KeyFileDamaged
from narvaro_desktop.store.key_file import (
    ADMINISTRATOR,
    FORMAT_NAME,
    ROOT,
    VAULT,
    Certificate,
    ClassKey,
    Header,
    Json,
    KeyFile,
    SheetKey,
    Slot,
    User,
    Wrap,
    class_secret,
)

MAX_BYTES = 1 << 20
MAX_ENTRIES = 2000
_NEWER, _LATER = "newer", re.compile(r"narvaro/key-file/[1-9]\d{0,3}")


def read_key_file(read: bytes) -> KeyFile:
    """The key file that the bytes hold, canonical, within limits and signed throughout.

    :raises KeyFileDamaged: anything else
    """
    try:
        if len(read) > MAX_BYTES or p.canonical(found := json.loads(read)) != read:
            raise KeyFileDamaged("form")
        file = KeyFile(**_fields(found))
        again = file.to_bytes()
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as fault:
        raise KeyFileDamaged("form") from fault
    if again != read:
        raise KeyFileDamaged("fields")
    check(file)
    return file


def is_newer(fault: KeyFileDamaged) -> bool:
    """Whether the file is of a later form, which a newer program wrote."""
    return fault.args[:1] == (_NEWER,)


def check(file: KeyFile) -> None:
    """Every signature of the file, from its own root down; whether the root is right, a slot's pin says.

    :raises KeyFileDamaged: the first part that nobody entitled has signed
    """
    head, vault = file.header, file.vault
    if not p.is_signed(head.root, file.header_signature, "header", p.canonical(head.json())):
        raise KeyFileDamaged("header")
    users = {user.certificate.user: user for user in file.users}
    if len(users) != len(file.users):
        raise KeyFileDamaged("users")
    for user in file.users:
        _check_user(file, user)
    for key in file.classes:
        if not _is_made(users.get(key.made_by), {key.name}, key.signature, "class", vault, key.json()):
            raise KeyFileDamaged("class")
    for sheet in file.sheets:
        if not _is_made(
            users.get(sheet.made_by), _rights_for(sheet), sheet.signature, "sheet", vault, sheet.json()
        ):
            raise KeyFileDamaged("sheet")
    changer = users.get(file.changed_by)
    whole = p.canonical(file.json())
    if not changer or not p.is_signed(changer.certificate.verify, file.signature, "key file", whole):
        raise KeyFileDamaged("whole")


def _check_user(file: KeyFile, user: User) -> None:
    certificate = user.certificate
    words = p.canonical(certificate.json())
    if not p.is_signed(file.header.root, user.certificate_signature, "certificate", file.vault, words):
        raise KeyFileDamaged("certificate")
    if user.slot and not p.is_signed(
        certificate.verify, user.slot_signature, "slot signature", file.vault, certificate.user.bytes,
        p.canonical(user.slot.json()),
    ):  # fmt: skip
        raise KeyFileDamaged("slot")


def _rights_for(sheet: SheetKey) -> set[str]:
    """Sheet 1 is an administrator's to make; a class's sheet belongs to those entitled to the class."""
    if ROOT in sheet.opens or VAULT in sheet.opens:
        return {ADMINISTRATOR}
    return {name.removeprefix(class_secret("")) for name in sheet.opens}


def _is_made(
    maker: User | None, rights: set[str], signature: bytes, purpose: str, vault: bytes, words: Json
) -> bool:
    """Whether someone who has or has had the rights signed these words."""
    return (
        maker is not None
        and rights <= maker.certificate.all_rights
        and any(
            p.is_signed(key, signature, purpose, vault, p.canonical(words))
            for key in maker.certificate.all_keys
        )
    )


def _fields(found: Mapping[str, Any]) -> Json:
    if (name := str(found["format"])) != FORMAT_NAME:
        raise KeyFileDamaged(_NEWER if _LATER.fullmatch(name) else "format", name)
    for many in ("users", "classes", "sheets", "wraps"):
        if len(found[many]) > MAX_ENTRIES:
            raise KeyFileDamaged(many)
    return {
        "header": _header(found["header"]), "header_signature": bytes.fromhex(found["headerSignature"]),
        "edition": _count(found["edition"]), "users": tuple(_user(one) for one in found["users"]),
        "classes": tuple(_class_key(one) for one in found["classes"]),
        "sheets": tuple(_sheet(one) for one in found["sheets"]),
        "wraps": tuple(_wrap(one) for one in found["wraps"]),
        "checked_sheets": tuple(str(one) for one in found["checkedSheets"]),
        "changed_by": UUID(found["changedBy"]), "signature": bytes.fromhex(found["signature"]),
    }  # fmt: skip


def _header(one: Json) -> Header:
    header = Header(
        UUID(one["vault"]), str(one["created"]), one["practice"] is True, _count(one["page"]),
        _key(one["salt"], 16), _key(one["root"]), _count(one["vaultEpoch"]), _key(one["vaultCheck"]),
    )  # fmt: skip
    if header.page not in (4096, 8192):
        raise KeyFileDamaged("page")
    return header


def _user(one: Json) -> User:
    c = one["certificate"]
    certificate = Certificate(
        UUID(c["user"]), str(c["label"]), str(c["role"]), _key(c["receive"]), _key(c["verify"]),
        c["administrator"] is True, c["packages"] is True, tuple(str(name) for name in c["classes"]),
        str(c["validFrom"]), str(c["validTo"]), tuple(_key(key) for key in c["former"]),
        tuple(str(right) for right in c["formerly"]),
    )  # fmt: skip
    signatures = bytes.fromhex(one["certificateSignature"]), bytes.fromhex(one["slotSignature"])
    return User(certificate, signatures[0], _slot(one["slot"]) if one["slot"] else None, signatures[1])


def _slot(one: Json) -> Slot:
    kdf = p.Kdf(_count(one["memory"]), _count(one["passes"]), _count(one["lanes"]))
    if kdf.is_excessive or one["name"] != "argon2id":
        raise KeyFileDamaged("kdf")
    return Slot(kdf, _key(one["salt"], 16), bytes.fromhex(one["box"]))


def _class_key(one: Json) -> ClassKey:
    return ClassKey(
        str(one["class"]), _count(one["epoch"]), _key(one["public"]), UUID(one["madeBy"]),
        bytes.fromhex(one["signature"]),
    )  # fmt: skip


def _sheet(one: Json) -> SheetKey:
    return SheetKey(
        str(one["serial"]), str(one["made"]), tuple(str(name) for name in one["opens"]), _key(one["public"]),
        UUID(one["madeBy"]), bytes.fromhex(one["signature"]),
    )  # fmt: skip


def _wrap(one: Json) -> Wrap:
    return Wrap(str(one["secret"]), _count(one["epoch"]), str(one["to"]), bytes.fromhex(one["box"]))


def _key(text: str, size: int = p.KEY_BYTES) -> bytes:
    if len(found := bytes.fromhex(text)) != size:
        raise KeyFileDamaged("length")
    return found


def _count(number: object) -> int:
    if type(number) is not int or not 1 <= number < 1 << 31:
        raise KeyFileDamaged("number")
    return number
