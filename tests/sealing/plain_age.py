"""age v1 for X25519 in a page, from its specification alone: a second opinion on what we encrypt."""

import base64
import hashlib
import hmac
import os
import re

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

CHUNK = 65_536
_FIRST, _WRAP = b"age-encryption.org/v1\n", b"age-encryption.org/v1/X25519"
_STANZA = re.compile(rb"-> X25519 ([A-Za-z0-9+/]{43})\n([A-Za-z0-9+/]{43})\n")


def encrypt(plain: bytes, recipients: list[bytes]) -> bytes:
    """An age file for X25519 public keys of 32 bytes."""
    key, nonce = os.urandom(16), os.urandom(16)
    header = _FIRST
    for public in recipients:
        once = X25519PrivateKey.generate()
        share = once.public_key().public_bytes_raw()
        shared = once.exchange(X25519PublicKey.from_public_bytes(public))
        body = ChaCha20Poly1305(_hkdf(shared, share + public, _WRAP)).encrypt(bytes(12), key, None)
        header += b"-> X25519 " + _unpadded(share) + b"\n" + _unpadded(body) + b"\n"
    header += b"---"
    mac = hmac.digest(_hkdf(key, b"", b"header"), header, "sha256")
    box = ChaCha20Poly1305(_hkdf(key, nonce, b"payload"))
    pieces = [plain[at : at + CHUNK] for at in range(0, len(plain), CHUNK)] or [b""]
    sealed = [box.encrypt(_counter(at, pieces), piece, None) for at, piece in enumerate(pieces)]
    return header + b" " + _unpadded(mac) + b"\n" + nonce + b"".join(sealed)


def decrypt(file: bytes, secret: bytes) -> bytes:
    """The plaintext; an exception where anything is not as it must be."""
    own = X25519PrivateKey.from_private_bytes(secret)
    end = file.index(b"\n---") + 4
    for found in _STANZA.finditer(file[:end]):
        share, body = (base64.b64decode(part + b"=") for part in found.groups())
        shared = own.exchange(X25519PublicKey.from_public_bytes(share))
        wrap = _hkdf(shared, share + own.public_key().public_bytes_raw(), _WRAP)
        try:
            key = ChaCha20Poly1305(wrap).decrypt(bytes(12), body, None)
        except Exception:
            continue
        break
    else:
        raise ValueError("no stanza for this key")
    mac, rest = file[end + 1 : end + 44], file[end + 45 :]
    if not hmac.compare_digest(_unpadded(hmac.digest(_hkdf(key, b"", b"header"), file[:end], "sha256")), mac):
        raise ValueError("the header was changed")
    box = ChaCha20Poly1305(_hkdf(key, rest[:16], b"payload"))
    chunks = [rest[at : at + CHUNK + 16] for at in range(16, len(rest), CHUNK + 16)]
    return b"".join(box.decrypt(_counter(at, chunks), chunk, None) for at, chunk in enumerate(chunks))


def _counter(place: int, pieces: list[bytes]) -> bytes:
    return place.to_bytes(11, "big") + bytes([place == len(pieces) - 1])


def _unpadded(raw: bytes) -> bytes:
    return base64.b64encode(raw).rstrip(b"=")


def _hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA256 (RFC 5869) of 32 bytes."""
    drawn = hmac.digest(salt or bytes(32), key, hashlib.sha256)
    return hmac.digest(drawn, info + b"\1", hashlib.sha256)
