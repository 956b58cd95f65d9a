"""A second reader of sealed packages, written from sealing/FORMAT.md alone; `age` decrypts."""

import base64
import hashlib
import json
import re
import struct
import subprocess
import unicodedata
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SCHEMAS = Path(__file__).parents[2] / "resources" / "schemas"
TAGS = ["bagit.txt", "bag-info.txt", "tagmanifest-sha256.txt", "tagmanifest-sha256.txt.sig", "envelope.json",
        "manifest-sha256.txt", "lasmig.txt"]  # fmt: skip
PATH = re.compile(r"data/(aggregate|keycard|notification|receipt)\.(json|pdf)|data/attachments/\d{3}\.\w+")
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
ARMOR = re.compile(rb"-----BEGIN SSH SIGNATURE-----\n([\w+/=\n]+)\n-----END SSH SIGNATURE-----\n")
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
Bag = dict[str, bytes]


class Refused(Exception):
    """The package breaks the format; the cause says where."""


def read(file: Path, identity: Path, recipient: str, own_id: str, cards: list[Any], now: datetime) -> Bag:
    """Path and content of the payload; `cards` are the `card` objects of trusted key cards."""
    try:
        stanzas = re.findall(rb"^-> (\S+) ", file.read_bytes()[:32_768].partition(b"\n--- ")[0], re.MULTILINE)
        count = sum(not kind.endswith(b"-grease") for kind in stanzas)
        assert 1 <= count <= 8 and len(stanzas) <= 12
        done = subprocess.run(["age", "-d", "-i", identity, file], capture_output=True, check=True)
        base, bag = entries(done.stdout)
        kind, key, card, entry = signed(bag, cards)
        told = canonical(bag["envelope.json"], "envelope-1")
        names = (told["kind"], told["packageId"], told["signingKey"], told["sender"]["id"])
        assert names == (kind, base[8:-1], key, card["id"]) and "practice" not in told
        created = datetime.strptime(told["created"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        assert created <= now + timedelta(hours=24)
        assert all(one["validFrom"] <= told["created"][:10] <= one["validTo"] for one in (card, entry))
        assert hashlib.sha256(recipient.encode()).hexdigest() in told["recipientKeys"]
        assert told["recipient"]["id"] == own_id and len(told["recipientKeys"]) == count
        assert told.get("replaces", {}).get("action") == "reissue" or ("replaces" in told) == (kind == "n5")
        assert ("inReplyTo" in told) == (kind == "receipt")
        judge_bag(bag, told)
        return {path: text for path, text in bag.items() if path.startswith("data/")}
    except Exception as fault:
        raise Refused(type(fault).__name__) from fault


def entries(plain: bytes) -> tuple[str, Bag]:
    """Sections 3 and 4: base folder and files; the archive is what these files would be written as."""
    texts: Bag = {}
    at, directory, written = 0, b"", b""
    while plain[at : at + 4] == b"PK\3\4":
        size, length = struct.unpack_from("<I", plain, at + 22)[0], plain[at + 26]
        name, text = plain[at + 30 : at + 30 + length], plain[at + 30 + length : at + 30 + length + size]
        head = struct.pack("<HHHHHIIIHH", 20, 2048, 0, 0, 33, zlib.crc32(text), size, size, length, 0)
        directory += b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, at) + name
        written += b"PK\3\4" + head + name + text
        assert name.decode("ascii") not in texts and length <= 120
        texts[name.decode("ascii")] = text
        at += 30 + length + size
    end = struct.pack("<HHHHIIH", 0, 0, len(texts), len(texts), len(directory), at, 0)
    assert plain == written + directory + b"PK\5\6" + end
    base = next(iter(texts)).partition("/")[0] + "/"
    names = [name.removeprefix(base) for name in texts if name.startswith(base)]
    assert len(names) == len(texts) and names == [*TAGS, *sorted(names[7:])]
    assert all(map(PATH.fullmatch, names[7:]))
    return base, dict(zip(names, texts.values(), strict=True))


def signed(bag: Bag, cards: list[Any]) -> tuple[str, str, Any, Any]:
    """Section 5: kind, fingerprint, card and signing entry of who signed entry 3, whose lines hold."""
    armor = ARMOR.fullmatch(bag["tagmanifest-sha256.txt.sig"])
    blob = base64.b64decode(armor[1].replace(b"\n", b""), validate=True) if armor else b""
    pk, space, sig = blob[33:65], blob[69 : len(blob) - 101], blob[-64:]
    key, mode = s(b"ssh-ed25519") + s(pk), s(space) + s(b"") + s(b"sha512")
    text = base64.b64encode(b"SSHSIG\0\0\0\1" + s(key) + mode + s(s(b"ssh-ed25519") + s(sig)))
    assert armor and armor[1] == b"\n".join(text[at : at + 70] for at in range(0, len(text), 70))
    line = "ssh-ed25519 " + base64.b64encode(key).decode()
    card, entry = next((card, one) for card in cards for one in card["signing"] if one["key"] == line)
    kind, _, rest = space.decode().partition(".")
    assert rest == "package.v1@narvaro" and kind in entry["kinds"]
    digest = hashlib.sha512(bag["tagmanifest-sha256.txt"]).digest()
    Ed25519PublicKey.from_public_bytes(pk).verify(sig, b"SSHSIG" + mode + s(digest))
    assert hashes(bag, sorted({*TAGS} - {*TAGS[2:4]})) == bag["tagmanifest-sha256.txt"]
    return kind, "SHA256:" + base64.b64encode(hashlib.sha256(key).digest()).decode().rstrip("="), card, entry


def s(text: bytes) -> bytes:
    return struct.pack(">I", len(text)) + text


def hashes(bag: Bag, paths: list[str]) -> bytes:
    return "".join(f"{hashlib.sha256(bag[path]).hexdigest()}  {path}\n" for path in paths).encode()


def judge_bag(bag: Bag, told: Any) -> None:
    """Sections 4.4 and 7: tag files, envelope and payload say the same, and so do JSON and PDF."""
    data = list(bag)[7:]
    listed = "".join(f"{each['sha256']}  {each['path']}\n" for each in told["contents"]).encode()
    assert listed == hashes(bag, data) == bag["manifest-sha256.txt"] and bag["bagit.txt"] == BAGIT
    assert [each["bytes"] for each in told["contents"]] == [len(bag[path]) for path in data]
    info = f"Bagging-Date: {told['created'][:10]}\nExternal-Identifier: urn:uuid:{told['packageId']}\n"
    info += f"Payload-Oxum: {sum(len(bag[path]) for path in data)}.{len(data)}\n"
    assert info.encode() == bag["bag-info.txt"]
    if (text := bag.get("data/notification.json")) is not None:
        pdf = bag["data/notification.pdf"]
        part = canonical(text, "notification-1", told["kind"]).get("absence", {})
        assert pdf.startswith(b"%PDF-") and pdf.count(b"stream\n" + text + b"\nendstream") == 1
        assert part.get("startDate", "") <= part.get("endDate", "9")
        absent = sum(part[key] for key in part if key.endswith(("AbsenceSum", "otherAttendanceSum")))
        sums = [part.get(f"{each}Sum", 0) for each in ("attendance", "reported", "offered")]
        assert sums == sorted(sums) and sums[2] >= absent


def canonical(text: bytes, schema: str, kind: str = "") -> Any:
    """Section 6: JCS, and the fields of `schema` (of `kind`, where it tells kinds apart)."""
    value, shape = json.loads(text.decode()), json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8"))
    again = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert again.encode() == text and unicodedata.is_normalized("NFC", again)
    fields = shape["kinds"][kind] if kind else {**shape, "optional": shape["properties"]}
    check(value, shape | {"required": fields["required"]})
    assert {*value} <= {*fields["required"], *fields["optional"]}
    return value


def check(value: Any, shape: Any) -> None:
    """The words of JSON Schema that decide here; of two shapes, the one that shares more keys."""
    if "oneOf" in shape:
        shape = max(shape["oneOf"], key=lambda one: len({*value} & {*one["properties"]}))
    assert type(value) is TYPES.get(shape.get("type"), type(value)) and value == shape.get("const", value)
    assert value in shape.get("enum", [value]) and re.search(shape.get("pattern", ""), str(value))
    if isinstance(value, dict):
        assert {*shape["required"]} <= {*value} <= {*shape["properties"]}
    elif isinstance(value, int):
        assert shape.get("minimum", value) <= value <= shape.get("maximum", value)
    else:
        size = "Length" if isinstance(value, str) else "Items"
        assert shape.get(f"min{size}", 0) <= len(value) <= shape.get(f"max{size}", 4_000)
    for key in value if isinstance(value, dict) else ():
        check(value[key], shape["properties"][key])
    for part in value if isinstance(value, list) else ():
        check(part, shape["items"])
