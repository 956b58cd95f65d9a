"""The few cryptographic forms that everything stored is made of; FORMAT.md gives them byte by byte."""

import hashlib
import os
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import rfc8785
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = b"\x01"
KEY_BYTES = 32
NONCE_BYTES = 12
_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class NotOpened(Exception):
    """The key, the associated data or the bytes are not the ones that were sealed."""


@dataclass(frozen=True, slots=True)
class Kdf:
    """Parameters of Argon2id (RFC 9106): memory in KiB, passes, lanes."""

    memory: int = 256 * 1024
    passes: int = 3
    lanes: int = 4

    @property
    def is_weak(self) -> bool:
        return self.memory < 128 * 1024 or self.passes < 3

    @property
    def is_excessive(self) -> bool:
        """Whether a file that asks for this is an attack rather than a vault."""
        return not (8 <= self.memory <= 1 << 20 and 1 <= self.passes <= 10 and 1 <= self.lanes <= 8)


REAL_KDF = Kdf()
PRACTICE_KDF = Kdf(memory=8 * 1024, passes=1, lanes=1)


def framed(*parts: bytes) -> bytes:
    """The parts one after the other, each behind its length as four bytes, big-endian."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def canonical(value: object) -> bytes:
    """`value` as canonical JSON (RFC 8785)."""
    return rfc8785.dumps(value)  # type: ignore[arg-type]


def sha256(*pieces: bytes) -> bytes:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.digest()


def random_bytes(count: int) -> bytes:
    return os.urandom(count)


def stretch(passphrase: str, salt: bytes, kdf: Kdf) -> bytes:
    """The key-encryption key of a passphrase, which is read in Unicode form C."""
    secret = unicodedata.normalize("NFC", passphrase).encode()
    return hash_secret_raw(secret, salt, kdf.passes, kdf.memory, kdf.lanes, KEY_BYTES, Type.ID)


@lru_cache(maxsize=64)
def derive(secret: bytes, label: str, context: bytes = b"") -> bytes:
    """HKDF-SHA256 (RFC 5869) of `secret`: 32 bytes for one use, which `label` names."""
    info = framed(b"narvaro/1", label.encode(), context)
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(secret)


def seal_box(key: bytes, plain: bytes, bound: bytes) -> bytes:
    """AES-256-GCM-SIV (RFC 8452): format byte, nonce, ciphertext with tag; `bound` is associated data."""
    nonce = random_bytes(NONCE_BYTES)
    return FORMAT + nonce + AESGCMSIV(key).encrypt(nonce, plain, bound)


def open_box(key: bytes, box: bytes, bound: bytes) -> bytes:
    """What `seal_box` sealed.

    :raises NotOpened: another key, other associated data, changed bytes
    """
    if box[:1] != FORMAT or len(box) < 1 + NONCE_BYTES + 16:
        raise NotOpened
    try:
        return AESGCMSIV(key).decrypt(box[1 : 1 + NONCE_BYTES], box[1 + NONCE_BYTES :], bound)
    except InvalidTag:
        raise NotOpened from None


def seal_to(public: bytes, plain: bytes, bound: bytes) -> bytes:
    """HPKE base mode (RFC 9180), DHKEM X25519 and HKDF-SHA256, AES-256-GCM; `bound` is HPKE's info."""
    return FORMAT + _HPKE.encrypt(plain, X25519PublicKey.from_public_bytes(public), bound)


def open_with(private: bytes, box: bytes, bound: bytes) -> bytes:
    """What `seal_to` sealed to the public half of `private`.

    :raises NotOpened: another key, other info, changed bytes
    """
    if box[:1] != FORMAT or len(box) < 1 + 32 + 16:
        raise NotOpened
    try:
        return _HPKE.decrypt(box[1:], X25519PrivateKey.from_private_bytes(private), bound)
    except (InvalidTag, ValueError):
        raise NotOpened from None


def x25519_public(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def ed25519_public(seed: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(seed: bytes, purpose: str, *parts: bytes) -> bytes:
    """Ed25519 over the framed purpose and parts, so that no signature serves two purposes."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(signed_text(purpose, *parts))


def is_signed(public: bytes, signature: bytes, purpose: str, *parts: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, signed_text(purpose, *parts))
    except (InvalidSignature, ValueError):
        return False
    return True


def signed_text(purpose: str, *parts: bytes) -> bytes:
    """The bytes that a signature covers."""
    return framed(b"narvaro/1", purpose.encode(), *parts)
