"""The canonical ZIP: stored entries, no extras, one possible spelling; written in pieces, read by pushing.

The reader never seeks and trusts no directory: it rebuilds every header from checksum, size and name,
at the end the whole directory, and compares bytes.
"""

import struct
import zlib
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from narvaro_desktop.sealing.refusals import Limits, ZipForm

MOST_ENTRIES = 64
LARGEST = 2_147_483_647
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_UTF8, _DAY = 0x0800, 0x0021


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored file: its name, CRC-32 and size in bytes."""

    name: bytes
    crc: int
    size: int

    def local(self) -> bytes:
        fixed = _LOCAL.pack(
            b"PK\3\4", 20, _UTF8, 0, 0, _DAY, self.crc, self.size, self.size, len(self.name), 0
        )
        return fixed + self.name

    def central(self, offset: int) -> bytes:
        fixed = _CENTRAL.pack(
            b"PK\1\2", 20, 20, _UTF8, 0, 0, _DAY, self.crc, self.size, self.size, len(self.name),
            0, 0, 0, 0, 0, offset,
        )  # fmt: skip
        return fixed + self.name


def directory(entries: Iterable[Entry]) -> bytes:
    """Everything after the last content: central headers and end record."""
    headers, offset, count = [], 0, 0
    for entry in entries:
        headers.append(entry.central(offset))
        offset += _LOCAL.size + len(entry.name) + entry.size
        count += 1
    central = b"".join(headers)
    return central + _END.pack(b"PK\5\6", 0, 0, count, count, len(central), offset, 0)


def archive_size(entries: Iterable[Entry]) -> int:
    """Bytes of the whole archive."""
    return _END.size + sum(_LOCAL.size + _CENTRAL.size + 2 * len(each.name) + each.size for each in entries)


def write(contents: Iterable[tuple[Entry, Iterable[bytes]]]) -> Iterator[bytes]:
    """The archive in pieces; an entry of no bytes gives no empty piece."""
    entries = []
    for entry, pieces in contents:
        entries.append(entry)
        yield entry.local()
        yield from (piece for piece in pieces if piece)
    yield directory(entries)


class EntryHandler(Protocol):
    """Who takes the entries: judged by name and size first, then content in pieces, then the end."""

    def begin(self, name: bytes, size: int) -> None: ...

    def content(self, piece: memoryview) -> None: ...

    def end(self) -> None: ...


class ArchiveReader:
    """A push parser: feed pieces of any size, then close; ZipForm or Limits at the first fault."""

    def __init__(self, handler: EntryHandler) -> None:
        self._handler = handler
        self._piece = memoryview(b"")
        self._parser = self._parse()
        self._done = False
        next(self._parser)

    def feed(self, piece: bytes) -> None:
        if piece:
            if self._done:
                raise ZipForm(fault="trailing")
            self._piece = memoryview(piece)
            try:
                self._parser.send(None)
            except StopIteration:
                self._done = True

    def close(self) -> None:
        if not self._done:
            raise ZipForm(fault="cut")

    def _parse(self) -> Generator[None, None, None]:
        entries: list[Entry] = []
        signature = yield from self._take(4)
        while signature == b"PK\3\4":
            if len(entries) == MOST_ENTRIES:
                raise Limits(entries=MOST_ENTRIES)
            entry = yield from self._header(signature)
            self._handler.begin(entry.name, entry.size)
            crc = yield from self._content(entry.size)
            if crc != entry.crc:
                raise ZipForm(fault="crc")
            self._handler.end()
            entries.append(entry)
            signature = yield from self._take(4)
        expected = directory(entries)
        found = signature + (yield from self._take(len(expected) - 4))
        if found != expected:
            raise ZipForm(fault="directory")
        if self._piece:
            raise ZipForm(fault="trailing")

    def _header(self, signature: bytes) -> Generator[None, None, Entry]:
        fixed = signature + (yield from self._take(_LOCAL.size - 4))
        *_, crc, size, _, length, _ = _LOCAL.unpack(fixed)
        if Entry(b"", crc, size).local()[:26] != fixed[:26] or fixed[28:] != b"\0\0":
            raise ZipForm(fault="header")
        return Entry((yield from self._take(length)), crc, size)

    def _take(self, count: int) -> Generator[None, None, bytes]:
        """Exactly `count` bytes, waiting for more pieces when this one is used up."""
        taken = bytes(self._piece[:count])
        self._piece = self._piece[count:]
        if len(taken) == count:
            return taken
        parts, missing = [taken], count - len(taken)
        while missing:
            yield
            part = bytes(self._piece[:missing])
            self._piece = self._piece[len(part) :]
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def _content(self, size: int) -> Generator[None, None, int]:
        """Hand `size` bytes to the handler as they come, without copying; their CRC-32."""
        crc = 0
        while size:
            if not self._piece:
                yield
            part = self._piece[:size]
            self._piece = self._piece[len(part) :]
            crc = zlib.crc32(part, crc)
            size -= len(part)
            self._handler.content(part)
        return crc
