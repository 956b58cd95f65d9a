"""Signatures as `ssh-keygen -Y sign` writes them: SSHSIG, Ed25519, armored."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import Self

from narvaro_desktop.sealing.keys import KEY_TYPE, PublicKey, SigningKey, ssh_string
from narvaro_desktop.sealing.refusals import FutureVersion, SignatureFault

_BEGIN = "-----BEGIN SSH SIGNATURE-----\n"
_END = "-----END SSH SIGNATURE-----\n"
_FIXED = 170
_NAMESPACE = re.compile(r"([a-z0-9]{1,20})\.package\.v([0-9]{1,4})@narvaro")


def namespace(kind: str) -> str:
    """The namespace in which a key signs packages or cards of this kind."""
    return f"{kind}.package.v1@narvaro"


def sign(key: SigningKey, space: str, message: bytes) -> str:
    """The armored signature over `message` in the namespace `space`."""
    return _armored(key.public, space, key.sign(_signed(space, message)))


@dataclass(frozen=True, slots=True)
class Signature:
    """An armored signature taken apart; `key` and `space` are claims until `verifies` says yes."""

    key: PublicKey
    space: str
    raw: bytes

    @classmethod
    def parse(cls, armored: bytes) -> Self:
        """SignatureFault unless `armored` is, byte for byte, what ssh-keygen would have written."""
        try:
            text = armored.decode("ascii")
            lines = text.removeprefix(_BEGIN).removesuffix(_END)
            blob = base64.b64decode(lines.replace("\n", ""), validate=True)
            space = blob[69 : len(blob) - _FIXED + 69].decode("ascii")
            found = cls(PublicKey(blob[33:65]), space, blob[-64:])
        except (binascii.Error, ValueError, IndexError):
            raise SignatureFault() from None
        if _armored(found.key, found.space, found.raw) != text:
            raise SignatureFault()
        return found

    @property
    def kind(self) -> str:
        """The kind that the namespace speaks of; FutureVersion if it is of a later format."""
        match = _NAMESPACE.fullmatch(self.space)
        if match is None:
            raise SignatureFault(fault="namespace")
        if int(match[2]) > 1:
            raise FutureVersion(version=int(match[2]))
        if namespace(match[1]) != self.space:
            raise SignatureFault(fault="namespace")
        return match[1]

    def verifies(self, message: bytes) -> bool:
        return self.key.verifies(self.raw, _signed(self.space, message))


def _signed(space: str, message: bytes) -> bytes:
    head = ssh_string(space.encode("ascii")) + ssh_string(b"") + ssh_string(b"sha512")
    return b"SSHSIG" + head + ssh_string(hashlib.sha512(message).digest())


def _armored(key: PublicKey, space: str, raw: bytes) -> str:
    claims = (
        ssh_string(key.blob) + ssh_string(space.encode("ascii")) + ssh_string(b"") + ssh_string(b"sha512")
    )
    blob = b"SSHSIG" + (1).to_bytes(4, "big") + claims + ssh_string(ssh_string(KEY_TYPE) + ssh_string(raw))
    text = base64.b64encode(blob).decode("ascii")
    lines = "".join(f"{text[start : start + 70]}\n" for start in range(0, len(text), 70))
    return _BEGIN + lines + _END
