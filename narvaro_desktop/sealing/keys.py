"""An organisation's private keys: age identities that open packages, Ed25519 keys that sign them."""

import base64
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from narvaro_desktop.sealing.refusals import MixedFamilies, StanzaKind

KEY_TYPE = b"ssh-ed25519"
_ORDER_EIGHT = (
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
)
_LOW_ORDER = frozenset(
    bytes.fromhex(point)
    for point in (
        "00" * 32,
        "01" + "00" * 31,
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",
        "ee" + "ff" * 30 + "7f",
        *_ORDER_EIGHT,
    )
)


def ssh_string(content: bytes) -> bytes:
    """A string as SSH writes it: u32 big-endian length, then the bytes (RFC 4251, 5)."""
    return len(content).to_bytes(4, "big") + content


@dataclass(frozen=True)
class PublicKey:
    """An Ed25519 public key of 32 bytes that is no point of low order (ValueError)."""

    raw: bytes

    def __post_init__(self) -> None:
        sign_cleared = self.raw[:31] + bytes([self.raw[31] & 0x7F]) if len(self.raw) == 32 else b""
        if not sign_cleared or sign_cleared in _LOW_ORDER:
            raise ValueError("not a public key")

    @classmethod
    def from_line(cls, line: str) -> Self:
        """The key of an OpenSSH line "ssh-ed25519 AAAA…" without comment; ValueError for any other text."""
        blob = base64.b64decode(line.removeprefix("ssh-ed25519 "), validate=True)
        key = cls(blob[19:])
        if key.line != line:
            raise ValueError("not an OpenSSH line")
        return key

    @cached_property
    def blob(self) -> bytes:
        return ssh_string(KEY_TYPE) + ssh_string(self.raw)

    @cached_property
    def line(self) -> str:
        return "ssh-ed25519 " + base64.b64encode(self.blob).decode("ascii")

    @cached_property
    def fingerprint(self) -> str:
        """SHA256: and 43 characters, as ssh-keygen prints it."""
        digest = base64.b64encode(hashlib.sha256(self.blob).digest())
        return "SHA256:" + digest.decode("ascii").rstrip("=")

    def verifies(self, signature: bytes, message: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True)
class SigningKey:
    """An Ed25519 private key; `to_bytes` gives the 32 bytes that a vault wraps."""

    seed: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> Self:
        return cls(os.urandom(32))

    @classmethod
    def from_bytes(cls, seed: bytes) -> Self:
        if len(seed) != 32:
            raise ValueError("a seed has 32 bytes")
        return cls(seed)

    def to_bytes(self) -> bytes:
        return self.seed

    @cached_property
    def public(self) -> PublicKey:
        return PublicKey(Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """64 bytes, the same each time (RFC 8032)."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)


@dataclass(frozen=True)
class AgeIdentity:
    """An age identity; `secret` is its text AGE-SECRET-KEY-1…, `to_bytes` the same for a vault to wrap."""

    secret: str = field(repr=False)

    def __post_init__(self) -> None:
        try:
            canonical = str(pyrage.x25519.Identity.from_str(self.secret))
        except pyrage.IdentityError:
            raise ValueError("not an age identity") from None
        object.__setattr__(self, "secret", canonical)

    @classmethod
    def generate(cls) -> Self:
        return cls(str(pyrage.x25519.Identity.generate()))

    @classmethod
    def from_bytes(cls, secret: bytes) -> Self:
        return cls(secret.decode("ascii"))

    def to_bytes(self) -> bytes:
        return self.secret.encode("ascii")

    @cached_property
    def recipient(self) -> str:
        return str(pyrage.x25519.Identity.from_str(self.secret).to_public())

    def export(self, passphrase: str) -> bytes:
        """The identity as an age file under a passphrase, for an emergency with the age command."""
        return bytes(pyrage.passphrase.encrypt(self.to_bytes() + b"\n", passphrase))


def canonical_recipient(text: str) -> str:
    """The one spelling of an age recipient; StanzaKind if it is of no kind that we seal to."""
    try:
        return str(pyrage.x25519.Recipient.from_str(text))
    except pyrage.RecipientError:
        raise StanzaKind(recipient_length=len(text)) from None


def canonical_recipients(texts: Sequence[str]) -> tuple[str, ...]:
    """Each recipient in its one spelling; MixedFamilies when one file would mix the weak with the strong."""
    if len({text.lower().startswith("age1pq1") for text in texts}) > 1:
        raise MixedFamilies()
    return tuple(canonical_recipient(text) for text in texts)


def recipient_hash(recipient: str) -> str:
    """The hex SHA-256 under which an envelope names a canonical recipient."""
    return hashlib.sha256(recipient.encode("ascii")).hexdigest()
