"""The BagIt files of a package (RFC 8493): all of them follow from the envelope, so all are compared."""

import hashlib
import re
from collections.abc import Mapping, Sequence

from narvaro_desktop.sealing import names
from narvaro_desktop.sealing.envelope import Content, Envelope
from narvaro_desktop.sealing.refusals import Manifest

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_HASHED = (names.BAG_INFO, names.BAGIT, names.ENVELOPE, names.README, names.MANIFEST)
_LINE = re.compile(rb"([0-9a-f]{64})  ([a-z0-9./-]+)\n")


def bag_info(envelope: Envelope) -> bytes:
    """bag-info.txt."""
    contents = envelope.contents
    total = sum(content.bytes for content in contents)
    return (
        f"Bagging-Date: {envelope.created:%Y-%m-%d}\n"
        f"External-Identifier: urn:uuid:{envelope.package_id}\n"
        f"Payload-Oxum: {total}.{len(contents)}\n"
    ).encode("ascii")


def manifest(contents: Sequence[Content]) -> bytes:
    """manifest-sha256.txt over everything under data/."""
    return _lines({content.path: content.sha256 for content in contents})


def tag_manifest(files: Mapping[str, bytes]) -> bytes:
    """tagmanifest-sha256.txt over the five tag files that are hashed; its own SHA-256 is the root hash."""
    return _lines({name: hashlib.sha256(files[name]).hexdigest() for name in _HASHED})


def signed_hashes(tag_manifest_text: bytes) -> dict[str, str]:
    """The hash of each tag file by its name; Manifest unless exactly the five stand there, sorted."""
    hashes = {name.decode(): digest.decode() for digest, name in _LINE.findall(tag_manifest_text)}
    if hashes.keys() != set(_HASHED) or _lines(hashes) != tag_manifest_text:
        raise Manifest(entry=names.TAG_MANIFEST)
    return hashes


def _lines(hashes: Mapping[str, str]) -> bytes:
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes)).encode("ascii")
