"""The smallest old workbook (BIFF8 in a compound file) that holds rows of texts and numbers."""

import struct
from collections.abc import Sequence

_SECTOR, _END, _FREE, _FAT = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def xls(rows: Sequence[Sequence[object]], sheet: str = "Blad1") -> bytes:
    """One sheet; numbers stay numbers, everything else is text."""
    name = sheet.encode("cp1252")
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6))
    end = _record(0x000A, b"")
    place = len(begin) + 4 + 8 + len(name) + len(end)
    bound = _record(0x0085, struct.pack("<IBBBB", place, 0, 0, len(name), 0) + name)
    page = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6))
    width = max(map(len, rows))
    page += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for number, row in enumerate(rows):
        page += b"".join(_cell(number, column, cell) for column, cell in enumerate(row) if cell != "")
    return _compound(begin + bound + end + page + end)


def _cell(row: int, column: int, cell: object) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, (int, float)):
        return _record(0x0203, place + struct.pack("<d", cell))
    text = str(cell)
    return _record(0x0204, place + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _compound(stream: bytes) -> bytes:
    """One stream in a compound file: sector 0 the table, sector 1 the directory, then the stream."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // _SECTOR)
    chain = [_FAT, _END, *range(3, 2 + count), _END]
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, len(stream))
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    return header + table + directory.ljust(_SECTOR, b"\0") + stream.ljust(count * _SECTOR, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    fields = struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return text.ljust(64, b"\0") + fields + bytes(36) + struct.pack("<IQ", start, size)
