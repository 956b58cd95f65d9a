"""What an attacker does to a package: take it apart, change it, sign and seal it again."""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import pyrage
import rfc8785

from narvaro_desktop.sealing import archive
from narvaro_desktop.sealing.keys import AgeIdentity, SigningKey
from narvaro_desktop.sealing.refusals import PackageRefused
from narvaro_desktop.sealing.signature import namespace, sign
from tests.sealing.parties import PACKAGE_ID, PROVIDER_IDENTITY, SCHOOL_KEY, opened

Entries = list[tuple[str, bytes]]
BASE = f"narvaro-{PACKAGE_ID}/"
TAGGED = ("bag-info.txt", "bagit.txt", "envelope.json", "lasmig.txt", "manifest-sha256.txt")


def plaintext(file: bytes, identity: AgeIdentity = PROVIDER_IDENTITY) -> bytes:
    """The archive inside a sealed file."""
    return bytes(pyrage.decrypt(file, [pyrage.x25519.Identity.from_str(identity.secret)]))


def sealed(inner: bytes, recipients: Sequence[str] = (PROVIDER_IDENTITY.recipient,)) -> bytes:
    """Any bytes encrypted to the right key."""
    return bytes(pyrage.encrypt(inner, [pyrage.x25519.Recipient.from_str(each) for each in recipients]))


class _Collector:
    def __init__(self) -> None:
        self.entries: Entries = []

    def begin(self, name: bytes, size: int) -> None:
        self.entries.append((name.decode(), b""))

    def content(self, piece: memoryview) -> None:
        name, content = self.entries[-1]
        self.entries[-1] = (name, content + bytes(piece))

    def end(self) -> None:
        pass


def entries(inner: bytes) -> Entries:
    """Name and content of each entry, in order."""
    collector = _Collector()
    reader = archive.ArchiveReader(collector)
    reader.feed(inner)
    reader.close()
    return collector.entries


def zipped(files: Sequence[tuple[str | bytes, bytes]]) -> bytes:
    """A canonical archive of any names and contents."""
    named = [(name if isinstance(name, bytes) else name.encode(), content) for name, content in files]
    return b"".join(
        archive.write((archive.Entry(name, zlib.crc32(text), len(text)), [text]) for name, text in named)
    )


def resigned(
    files: Entries,
    change: Callable[[dict[str, Any]], None] | None = None,
    *,
    key: SigningKey = SCHOOL_KEY,
    kind: str = "n1",
    drop: Sequence[str] = (),
) -> Entries:
    """The files with their envelope changed, and all hashes and the signature made to fit again."""
    texts = {name.removeprefix(BASE): content for name, content in files}
    if change is not None:
        envelope = json.loads(texts["envelope.json"])
        change(envelope)
        texts["envelope.json"] = rfc8785.dumps(envelope)
    tags = "".join(f"{hashlib.sha256(texts[each]).hexdigest()}  {each}\n" for each in TAGGED)
    texts["tagmanifest-sha256.txt"] = tags.encode()
    texts["tagmanifest-sha256.txt.sig"] = sign(key, namespace(kind), tags.encode()).encode()
    return [(BASE + path, text) for path, text in texts.items() if path not in drop]


def with_payload(files: Entries, path: str, content: bytes) -> Entries:
    """A payload file exchanged, and everything that names its size and hash made to fit, unsigned."""
    texts = dict(files)
    texts[BASE + path] = content
    envelope = json.loads(texts[BASE + "envelope.json"])
    for announced in envelope["contents"]:
        data = texts[BASE + announced["path"]]
        announced |= {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    total, count = sum(each["bytes"] for each in envelope["contents"]), len(envelope["contents"])
    texts[BASE + "envelope.json"] = rfc8785.dumps(envelope)
    texts[BASE + "manifest-sha256.txt"] = "".join(
        f"{each['sha256']}  {each['path']}\n" for each in envelope["contents"]
    ).encode()
    head, _, _ = texts[BASE + "bag-info.txt"].partition(b"Payload-Oxum: ")
    texts[BASE + "bag-info.txt"] = head + f"Payload-Oxum: {total}.{count}\n".encode()
    return list(texts.items())


def verdict(file: bytes, **receiver: Any) -> str:
    """The code with which the huvudman refuses `file`; "opened" if it does not."""
    try:
        opened(file, **receiver)
    except PackageRefused as refusal:
        return refusal.code
    return "opened"


def verdict_inside(inner: bytes, **receiver: Any) -> str:
    """The same for an archive that is encrypted to the right key."""
    return verdict(sealed(inner), **receiver)


def foreign_zip(files: Entries) -> bytes:
    """The same files in an archive of another writer."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        for name, content in files:
            written.writestr(name, content)
    return out.getvalue()
