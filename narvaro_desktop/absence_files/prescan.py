"""What a workbook claims to hold, looked at before any reader opens it.

Limits come from real school exports (ratio 12, far below 2,000 parts) with room to spare.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO, BinaryIO
from xml.parsers import expat

from narvaro_desktop.absence_files.faults import FileRefused, Refusal
from narvaro_desktop.absence_files.sheet_extent import Extent, Patterns, column_number

MOST_MEMBERS = 2_000
MOST_UNPACKED = 400 * 2**20
HIGHEST_RATIO, RATIO_COUNTS_ABOVE = 100, 20 * 2**20
MOST_CELLS = 5_000_000
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_LARGEST_DIRECTORY = 2**20
_ENCRYPTED = 0x1
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The only ways of a spreadsheet; the others unpack all at once, however much it is."""
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


def directory(path: Path) -> frozenset[str]:
    """The names in a ZIP archive, once its directory has been found harmless; nothing is unpacked."""
    try:
        with path.open("rb") as source:
            _count(source)
            with zipfile.ZipFile(source) as archive:
                members = archive.infolist()
    except (zipfile.BadZipFile, struct.error, OSError, ValueError, NotImplementedError):
        raise FileRefused(Refusal.DAMAGED) from None
    _weigh(members)
    return frozenset(member.filename for member in members)


def _count(source: BinaryIO) -> None:
    """Refuse a long directory before it is parsed."""
    size = source.seek(0, 2)
    source.seek(max(0, size - _LONGEST_COMMENT - _END_SIZE))
    tail = source.read()
    place = tail.rfind(_END)
    if place < 0:
        raise FileRefused(Refusal.DAMAGED)
    entries, length = struct.unpack_from("<HI", tail, place + 10)
    if entries > MOST_MEMBERS or length > _LARGEST_DIRECTORY:
        raise FileRefused(Refusal.HOSTILE, members=entries, limit=MOST_MEMBERS)


def beginning(path: Path, name: str, most: int = 100) -> bytes:
    """The first bytes of a member, and no more than them unpacked, whatever it says of its size."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(name) as part:
            return part.read(most)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
        raise FileRefused(Refusal.DAMAGED) from None


def _weigh(members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise FileRefused(Refusal.ENCRYPTED)
    if any(member.compress_type not in _PACKED for member in members):
        raise FileRefused(Refusal.HOSTILE, part="compression")
    if len(members) > MOST_MEMBERS:
        raise FileRefused(Refusal.HOSTILE, members=len(members), limit=MOST_MEMBERS)
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if unpacked > MOST_UNPACKED:
        raise FileRefused(Refusal.TOO_LARGE, bytes=unpacked, limit=MOST_UNPACKED)
    if unpacked > RATIO_COUNTS_ABOVE and unpacked > HIGHEST_RATIO * packed:
        raise FileRefused(Refusal.HOSTILE, ratio=unpacked // packed, limit=HIGHEST_RATIO)


def scan(path: Path) -> Mapping[str, Extent]:
    """Every XML part through expat: no doctype, UTF-8 only; answers the extent of each sheet's part."""
    directory(path)
    extents: dict[str, Extent] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                name = member.filename
                if name.endswith((".xml", ".rels")):
                    if not _SHEET.fullmatch(name):
                        with archive.open(member) as part:
                            _parse(part)
                        continue
                    extents[name] = _extent(archive, member)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
        raise FileRefused(Refusal.DAMAGED) from None
    return extents


def _extent(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Extent:
    """How far a sheet reaches: by patterns, and where these are not certain element by element."""
    extent = Extent()
    patterns = Patterns(extent)
    with archive.open(member) as part:
        _parse(part, patterns)
    patterns.end()
    if patterns.is_certain:
        _hold(extent)
        return extent
    extent = Extent()
    with archive.open(member) as part:
        _parse(part, measure=_Measure(extent))
    return extent


def _parse(part: IO[bytes], patterns: Patterns | None = None, measure: "_Measure | None" = None) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _refuse_encoding
    if measure is not None:
        parser.ordered_attributes = True
        parser.StartElementHandler = measure.start
    head = True
    try:
        while block := part.read(1 << 18):
            if head and (b"\0" in block[:64] or block[:2] in (b"\xff\xfe", b"\xfe\xff")):
                raise FileRefused(Refusal.HOSTILE, part="encoding")
            head = False
            parser.Parse(block, False)
            if patterns is not None:
                patterns.take(block)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise FileRefused(Refusal.DAMAGED) from None


def _hold(extent: Extent) -> None:
    """Refuse a sheet that is larger than any school's."""
    if extent.rows * extent.columns > MOST_CELLS or extent.cells > MOST_CELLS:
        raise FileRefused(Refusal.TOO_LARGE, rows=extent.rows, columns=extent.columns, limit=MOST_CELLS)


def _refuse_doctype(*_: object) -> None:
    raise FileRefused(Refusal.HOSTILE, part="doctype")


def _refuse_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise FileRefused(Refusal.HOSTILE, part="encoding")


class _Measure:
    """Grows an extent element by element, and refuses a sheet as soon as it is too large.

    Most cells lie in the row that was last opened and in a column seen before; they take the short way.
    Attributes come as a list, name and value in turn.
    """

    def __init__(self, extent: Extent) -> None:
        self._extent = extent
        self._letters: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._row, self._column = 0, 0
        self._ending, self._length = "", 0

    def start(self, tag: str, attributes: list[str]) -> None:
        name = self._names.get(tag) or self._names.setdefault(tag, tag.rpartition(":")[2])
        if name == "c":
            self._cell(attributes)
        elif name == "v" or name == "is":
            if self._row > self._extent.valued:
                self._extent.valued = self._row
        elif name == "row":
            number = _value(attributes, "r")
            self._move(int(number) if number.isdecimal() else self._row + 1, 0)
        elif name == "f":
            self._extent.formulas += 1

    def _cell(self, attributes: list[str]) -> None:
        self._extent.cells += 1
        place = attributes[1] if attributes and attributes[0] == "r" else _value(attributes, "r")
        column = self._letters.get(place[: -self._length]) if self._length else None
        if column is None or not place.endswith(self._ending):
            column = self._elsewhere(place)
        self._column = column
        if "e" in attributes and _value(attributes, "t") == "e":
            self._extent.errors.add((self._row - 1, column - 1))

    def _elsewhere(self, place: str) -> int:
        """The column of a cell that lies in another row, or in a column that is met for the first time."""
        found = _CELL.fullmatch(place)
        if found is None:
            self._move(self._row, self._column + 1)
            return self._column + 1
        column = self._letters.setdefault(found[1], column_number(found[1]))
        self._move(int(found[2]), column)
        return column

    def _move(self, row: int, column: int) -> None:
        extent = self._extent
        self._row, self._column, self._ending = row, column, str(row)
        self._length = len(self._ending)
        extent.rows = max(extent.rows, row)
        extent.columns = max(extent.columns, column)
        _hold(extent)


def _value(attributes: list[str], wanted: str) -> str:
    """The value of an attribute, "" where it is not there."""
    return next((attributes[at + 1] for at in range(0, len(attributes), 2) if attributes[at] == wanted), "")


def parts(path: Path) -> Mapping[str, str]:
    """The name of each sheet and the part that holds it."""
    ids: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            wanted = (value for name, value in attributes.items() if name.rpartition(":")[2] == "id")
            ids[attributes.get("name", "")] = next(wanted, "")

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    with zipfile.ZipFile(path) as archive:
        for name, handler in (("xl/workbook.xml", sheet), ("xl/_rels/workbook.xml.rels", relation)):
            parser = expat.ParserCreate()
            parser.StartElementHandler = handler
            parser.Parse(archive.read(name), True)
    return {name: "xl/" + targets.get(key, "").removeprefix("/xl/") for name, key in ids.items()}
