"""What a file is: its bytes decide, never its suffix; and which sign parts the columns of a text."""

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from narvaro_desktop.absence_files import prescan
from narvaro_desktop.absence_files.faults import FileRefused, Refusal
from narvaro_desktop.absence_files.readable import Joined, Pasted, Readable
from narvaro_desktop.absence_files.text import Survey

LOOKED_AT = 60
DELIMITERS = (";", "\t", ",", "|")
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|table|head|body|meta|style)\b", re.I | re.S)
_DECIMAL = re.compile(r"\d,\d")
_BOMS = (b"\xef\xbb\xbf",)
_KNOWN_BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"MZ",
    b"SQLite",
)


class Container(Enum):
    """What the bytes are."""

    TEXT = "text"
    XLSX = "xlsx"
    XLS = "xls"
    HTML = "html"
    JSON = "json"


def container(path: Readable, seen: Survey) -> Container:
    """What the file is; refuses ODS, XLSB, XLSM, encrypted workbooks, other archives and other binaries."""
    if isinstance(path, Pasted):
        return Container.TEXT
    if isinstance(path, Joined):
        return Container.JSON
    head = seen.head.removeprefix(_BOMS[0])
    if head.startswith(b"PK"):
        return _zipped(path)
    if head.startswith(_OLE):
        return _compound(path)
    if head.startswith(_KNOWN_BINARY):
        raise FileRefused(Refusal.BINARY)
    if _HTML.match(head):
        return Container.HTML
    if head.lstrip()[:1] in (b"{", b"["):
        return Container.JSON
    if _is_binary(seen):
        raise FileRefused(Refusal.BINARY)
    return Container.TEXT


def _is_binary(seen: Survey) -> bool:
    """Text has few NULs and few control signs; UTF-16 has its NULs at every second place."""
    head = seen.head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[:200].count(0) > 20:
        odd, even = head[1::2].count(0), head[::2].count(0)
        return max(odd, even) < len(head) // 4 or min(odd, even) > len(head) // 8
    control = sum(head.count(bytes([sign])) for sign in (*range(1, 9), *range(14, 27), 28, 29, 30, 31, 127))
    return control > max(2, len(head) // 50) or seen.nuls > max(20, seen.size // 100)


def _zipped(path: Path) -> Container:
    names = prescan.directory(path)
    if "xl/workbook.xml" in names:
        if "xl/vbaProject.bin" in names:
            raise FileRefused(Refusal.FORMAT, format="XLSM")
        return Container.XLSX
    if "xl/workbook.bin" in names:
        raise FileRefused(Refusal.FORMAT, format="XLSB")
    if "mimetype" in names and b"opendocument" in prescan.beginning(path, "mimetype"):
        raise FileRefused(Refusal.FORMAT, format="ODS")
    raise FileRefused(Refusal.FORMAT, format="ZIP")


def _compound(path: Path) -> Container:
    """BIFF, unless the directory names an encrypted package (an XLSX with a password)."""
    with path.open("rb") as source:
        content = source.read(50 * 2**20)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise FileRefused(Refusal.ENCRYPTED)
    if not any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise FileRefused(Refusal.FORMAT, format="OLE")
    return Container.XLS


def delimiter(lines: Sequence[str]) -> str:
    """The sign that parts the columns most evenly in the first non-blank lines; ";" where none does."""
    shown = [line for line in lines if line.strip()][:LOOKED_AT]
    text = "\n".join(shown)
    best, found = 0.0, ";"
    for sign in DELIMITERS:
        counts = Counter(line.count(sign) + 1 for line in map(_unquoted, shown))
        counts.pop(1, None)
        if not counts:
            continue
        columns = max(counts, key=lambda n: counts[n] * (1 + 0.2 * min(n, 12)))
        points = counts[columns] / len(shown) * (1 + 0.1 * min(columns, 12))
        if sign == "," and ";" in text and _DECIMAL.search(text):
            points -= 0.5
        if points > best:
            best, found = points, sign
    return found


def _unquoted(line: str) -> str:
    return re.sub(r'"[^"]*"', "", line)
