"""age encryption as a stream, over pyrage's streaming calls and their habits.

pyrage reads 8 192 bytes at a time and wants exactly `bytes`; it writes pieces of at most that size and
wants their exact length back. What `read` raises comes out as a text, and what `write` raises is lost
when it happens at the very end, so readers and writers keep their own first fault. A wrong key or
header is a DecryptError, a changed payload an OSError without errno.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, Protocol

import pyrage

from narvaro_desktop.sealing import age_header
from narvaro_desktop.sealing.age_header import AgeHeader
from narvaro_desktop.sealing.keys import AgeIdentity, canonical_recipients
from narvaro_desktop.sealing.refusals import Damaged, FileFault, NoKey

_GATHER = 65_536


class Readable(Protocol):
    """A file to read from; nothing else is asked of it."""

    def read(self, count: int, /) -> bytes: ...


class SealedSource:
    """A sealed file opened once: its header is judged first, pyrage then reads the same bytes, all hashed."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self._hash = hashlib.sha256()
        self._fault: BaseException | None = None
        self.size = 0
        start = self._read_start()
        self.header: AgeHeader = age_header.read(start)
        self._block = memoryview(start)

    @property
    def sha256(self) -> str:
        """Of everything read so far: the file's own once it is decrypted."""
        return self._hash.hexdigest()

    def read(self, count: int = -1) -> bytes:
        """For pyrage: the first bytes again, then the file, fetched in large blocks."""
        if not self._block:
            self._block = memoryview(self._read_file(_GATHER))
        piece = bytes(self._block[:count])
        self._block = self._block[len(piece) :]
        return piece

    def decrypt(self, identities: Sequence[AgeIdentity], take: Callable[[bytes], None]) -> None:
        """Push the plaintext to `take` in large pieces; what `take` raises arrives unchanged."""
        gathered = _Gather(take)
        keys = [pyrage.x25519.Identity.from_str(identity.secret) for identity in identities]
        try:
            pyrage.decrypt_io(self, gathered, keys)
            gathered.flush()
        except (pyrage.DecryptError, OSError) as fault:
            raise _refusal(self._fault or gathered.fault or fault) from None
        if (lost := self._fault or gathered.fault) is not None:
            raise _refusal(lost)

    def _read_start(self) -> bytes:
        start = b""
        while len(start) < age_header.LONGEST and (piece := self._read_file(age_header.LONGEST - len(start))):
            start += piece
        return start

    def _read_file(self, count: int) -> bytes:
        try:
            block = bytes(self._source.read(count))
        except BaseException as fault:
            self._fault = fault
            raise
        self._hash.update(block)
        self.size += len(block)
        return block


def _refusal(fault: BaseException) -> BaseException:
    """The reason behind what pyrage, the file or the taker raised."""
    if isinstance(fault, OSError):
        return FileFault(errno=fault.errno) if fault.errno else Damaged()
    if isinstance(fault, pyrage.DecryptError):
        return NoKey() if "No matching keys" in str(fault) else Damaged()
    return fault


class _Gather:
    """pyrage's small pieces made into large ones, so that the parser is woken seldom."""

    def __init__(self, take: Callable[[bytes], None]) -> None:
        self._take = take
        self._pieces: list[bytes] = []
        self._size = 0
        self.fault: BaseException | None = None

    def write(self, piece: bytes) -> int:
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size >= _GATHER:
            self.flush()
        return len(piece)

    def flush(self) -> None:
        gathered, self._pieces, self._size = b"".join(self._pieces), [], 0
        try:
            self._take(gathered)
        except BaseException as fault:
            self.fault = self.fault or fault
            raise


class _Pieces:
    """An iterator of pieces as a file to read; a piece of no bytes is not the end."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")
        self.fault: BaseException | None = None

    def read(self, count: int = -1) -> bytes:
        try:
            while not self._rest and (piece := next(self._pieces, None)) is not None:
                self._rest = memoryview(piece)
        except BaseException as fault:
            self.fault = fault
            raise
        part = bytes(self._rest[:count])
        self._rest = self._rest[len(part) :]
        return part


class _HashedFile:
    """A file to write to, hashed and counted on the way; buffered writers and raw ones alike."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._hash = hashlib.sha256()
        self.size = 0
        self.fault: BaseException | None = None

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, piece: bytes) -> int:
        rest = memoryview(piece)
        try:
            while rest:
                rest = rest[self._out.write(rest) :]
        except BaseException as fault:
            self.fault = self.fault or fault
            raise
        self._hash.update(piece)
        self.size += len(piece)
        return len(piece)


def encrypt(pieces: Iterator[bytes], out: BinaryIO, recipients: Sequence[str]) -> tuple[str, int]:
    """Write an age file for all `recipients`; hex SHA-256 and size of what was written."""
    keys = [pyrage.x25519.Recipient.from_str(each) for each in canonical_recipients(recipients)]
    source, target = _Pieces(pieces), _HashedFile(out)
    try:
        pyrage.encrypt_io(source, target, keys)
    except (pyrage.EncryptError, OSError) as fault:
        raise _file_fault(source.fault or target.fault or fault) from None
    if (lost := source.fault or target.fault) is not None:
        raise _file_fault(lost)
    return target.sha256, target.size


def _file_fault(fault: BaseException) -> BaseException:
    return FileFault(errno=fault.errno or 0) if isinstance(fault, OSError) else fault
