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
_JOURNAL_HEAD = 512


def plain(vault: Path, key: bytes) -> bytes:
    """Every page decrypted, one after the other: what somebody with the key and no program would find."""
    content = vault.read_bytes()
    starts = range(0, len(content), PAGE)
    return b"".join(_page(content[at : at + PAGE], key, is_first=at == 0) for at in starts)


def plain_journal(vault: Path, key: bytes) -> bytes:
    """The same of the journal that lies beside a vault, whose records are number, page and sum."""
    journal = vault.with_name(vault.name + "-journal")
    content = journal.read_bytes() if journal.exists() else b""
    starts = range(_JOURNAL_HEAD, len(content) - PAGE - 7, PAGE + 8)
    return b"".join(
        _page(content[at + 4 : at + 4 + PAGE], key, is_first=content[at : at + 4] == b"\0\0\0\1")
        for at in starts
    )


def _page(page: bytes, key: bytes, is_first: bool) -> bytes:
    decryptor = Cipher(algorithms.AES(key), modes.CBC(page[-RESERVED : -RESERVED + IV])).decryptor()
    return decryptor.update(page[SALT if is_first else 0 : -RESERVED]) + decryptor.finalize()


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
