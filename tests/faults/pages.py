"""A vault's pages: read with AES alone, without SQLCipher, and spoilt bit by bit."""

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlcipher3 import dbapi2

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.connection import COPYING, connect

PAGE, SALT, RESERVED, IV = 4096, 16, 80, 16


def plain(vault: Path, key: bytes) -> bytes:
    """Every page decrypted, one after the other: what somebody with the key and no program would find."""
    content, found = vault.read_bytes(), []
    for start in range(0, len(content), PAGE):
        page = content[start : start + PAGE]
        begin = SALT if start == 0 else 0
        decryptor = Cipher(algorithms.AES(key), modes.CBC(page[-RESERVED : -RESERVED + IV])).decryptor()
        found.append(decryptor.update(page[begin:-RESERVED]) + decryptor.finalize())
    return b"".join(found)


def everything(vault: Path, key: bytes, salt: bytes) -> str:
    """A digest of every stored value, as the program would read it; raises what the program would raise."""
    raw = connect(vault, key, salt, settings=COPYING)
    try:
        digest = hashlib.sha256()
        names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        for (name,) in names:
            for row in raw.execute(f'SELECT * FROM "{name}"'):
                digest.update(repr(row).encode())
        return digest.hexdigest()
    finally:
        raw.close()


def flips(vault: Path, key: bytes, salt: bytes, count: int, seed: int = 1) -> Iterator[bool]:
    """For each of `count` single bits turned: whether wrong data was read without a word."""
    chance, right, whole = random.Random(seed), everything(vault, key, salt), vault.read_bytes()
    try:
        for _ in range(count):
            place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
            with vault.open("r+b") as file:
                file.seek(place)
                file.write(bytes([whole[place] ^ bit]))
            try:
                yield everything(vault, key, salt) != right
            except (NarvaroError, dbapi2.Error):
                yield False
            with vault.open("r+b") as file:
                file.seek(place)
                file.write(whole[place : place + 1])
    finally:
        vault.write_bytes(whole)
