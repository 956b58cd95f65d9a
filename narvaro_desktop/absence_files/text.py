"""Text files: what their bytes say about encoding, and their records one by one."""

import _csv
import codecs
import csv
import errno
import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from narvaro_desktop.absence_files.faults import FileRefused, Refusal
from narvaro_desktop.absence_files.readable import Joined, Pasted, Readable

LARGEST_FILE = 500 * 2**20
MOST_RECORDS = 3_000_000
LONGEST_FIELD = csv.field_size_limit()
MOST_LINES = 50
MOST_COLUMNS = 2_000
UTF8, MIXED = "utf-8", "utf-8+cp1252"
EIGHT_BIT = ("cp1252", "mac_roman", "cp850")

_BLOCK = 1 << 20
_CHUNK = 500
_SWEDISH = frozenset("åäöÅÄÖéÉ")
_STRANGE = frozenset("ŒŽ†‡‰Š¼½¾¬šŸ¶§™¤")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Survey:
    """What one pass over the bytes tells: digest, size, whether all is UTF-8, NUL bytes, quotation marks.

    `written` is when the file was last written, in nanoseconds: another time or size is another file.
    """

    sha256: str
    size: int
    written: int
    head: bytes
    utf8: bool
    nuls: int
    quotes: int


def digest(path: Path) -> str:
    """The SHA-256 of a file, by which one is known that has been read in before."""
    with _opened(path) as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def survey(path: Readable, seen: Survey | None = None, sha256: str | None = None) -> Survey:
    """One pass over the file in blocks, or `seen` where it is that of this file; `sha256` is known already.

    Refuses a missing, empty or oversized file, and a pipe, which would be waited for.
    """
    if isinstance(path, Joined):
        return _together([survey(part) for part in path.parts])
    if isinstance(path, Pasted):
        return _survey(path.open(), 0, None)
    with _opened(path) as source:
        status = os.fstat(source.fileno())
        if seen is not None and (seen.size, seen.written) == (status.st_size, status.st_mtime_ns):
            return seen
        return _survey(source, status.st_mtime_ns, sha256)


@contextmanager
def _opened(path: Path) -> Iterator[BufferedReader]:
    """The file, as far as it can be read at all."""
    if not path.is_file():
        raise FileRefused(Refusal.MISSING, errno=errno.ENOENT)
    try:
        with path.open("rb") as source:
            yield source
    except OSError as error:
        raise FileRefused(Refusal.MISSING, errno=error.errno or 0) from None


def _together(pages: list[Survey]) -> Survey:
    """Of several pages as if they were one file, whatever their order."""
    pages.sort(key=lambda page: page.sha256)
    return Survey(
        hashlib.sha256("".join(page.sha256 for page in pages).encode()).hexdigest(),
        sum(page.size for page in pages),
        max(page.written for page in pages),
        pages[0].head,
        all(page.utf8 for page in pages),
        sum(page.nuls for page in pages),
        sum(page.quotes for page in pages),
    )


def _survey(source: BinaryIO, written: int, sha256: str | None) -> Survey:
    size = source.seek(0, io.SEEK_END)
    source.seek(0)
    if size == 0:
        raise FileRefused(Refusal.EMPTY)
    if size > LARGEST_FILE:
        raise FileRefused(Refusal.TOO_LARGE, bytes=size, limit=LARGEST_FILE)
    hashed, decoder, utf8 = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), True
    head, nuls, quotes = b"", 0, 0
    while block := source.read(_BLOCK):
        head = head or block[:4096]
        if sha256 is None:
            hashed.update(block)
        nuls += block.count(0)
        quotes += block.count(b'"')
        if utf8:
            try:
                decoder.decode(block, final=source.tell() == size)
            except UnicodeDecodeError:
                utf8 = False
    return Survey(sha256 or hashed.hexdigest(), size, written, head, utf8, nuls, quotes)


def encodings(path: Path | Pasted, seen: Survey) -> tuple[str, ...]:
    """The encodings that the file may have, the likeliest first; only one where the bytes decide it."""
    for bom, name in _BOMS:
        if seen.head.startswith(bom) and (seen.utf8 or name == "utf-16"):
            return (name,)
    start = seen.head[:200]
    if start.count(0) > 20:
        return ("utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be",)
    if seen.utf8:
        return (UTF8,)
    good, bad, beyond = _lines_beyond_ascii(path)
    if (good and bad) or seen.head.startswith(codecs.BOM_UTF8):
        return (MIXED,)
    return tuple(sorted(EIGHT_BIT, key=lambda name: -_likeness(beyond.decode(name, "replace"))))


def _lines_beyond_ascii(path: Path | Pasted) -> tuple[int, int, bytes]:
    """Lines beyond ASCII that are UTF-8, those that are not, and up to 200 kB of the latter."""
    good, bad, kept, length = 0, 0, [], 0
    with path.open("rb") as source:
        for line in source:
            if line.isascii():
                continue
            try:
                line.decode()
                good += 1
            except UnicodeDecodeError:
                bad += 1
                if length < 200_000:
                    kept.append(line)
                    length += len(line)
    return good, bad, b"".join(kept)


def mixed_lines(path: Path | Pasted) -> tuple[int, int]:
    """How many lines beyond ASCII are UTF-8, and how many are not."""
    good, bad, _ = _lines_beyond_ascii(path)
    return good, bad


def _likeness(text: str) -> int:
    """How much `text` looks like Swedish; weights from 40 real-world-like samples, all guessed right."""
    points = 0
    for character in text:
        if character < "\x80":
            continue
        if character in _SWEDISH:
            points += 1
        elif character in _STRANGE:
            points -= 3
        elif character == "\ufffd":
            points -= 50
        elif character <= "\x9f":
            points -= 5
    return points


def lines(source: BinaryIO, encoding: str) -> Iterator[str]:
    """The decoded lines; lone CR, CRLF and LF all end one, U+2028 never does."""
    if encoding == MIXED:
        return _mixed(source)
    return io.TextIOWrapper(source, encoding, "replace" if encoding in EIGHT_BIT else "strict")


def _mixed(source: BinaryIO) -> Iterator[str]:
    for place, line in enumerate(source):
        if place == 0:
            line = line.removeprefix(codecs.BOM_UTF8)
        try:
            text = line.decode()
        except UnicodeDecodeError:
            text = line.decode("cp1252", "replace")
        yield from io.StringIO(text, newline=None)


def records(source: BinaryIO, encoding: str, delimiter: str) -> Iterator[list[list[str]]]:
    """The records of an open file, 500 at a time (fewer than wake the garbage collector); [] is a blank line.

    Refuses a quotation mark that never closes, a field or a record without end, too many records or columns.
    """
    return _chunks(csv.reader(lines(source, encoding), delimiter=delimiter))


def _chunks(reader: _csv.Reader) -> Iterator[list[list[str]]]:
    done = 0
    while True:
        before = reader.line_num
        chunk: list[list[str]] = []
        try:
            chunk.extend(islice(reader, _CHUNK))
        except csv.Error:
            raise FileRefused(Refusal.LONG_FIELD, line=reader.line_num, limit=LONGEST_FIELD) from None
        except UnicodeError:
            raise FileRefused(Refusal.DAMAGED, line=reader.line_num) from None
        if not chunk:
            return
        if reader.line_num - before - len(chunk) >= MOST_LINES:
            _refuse_long_records(chunk, done)
        if (columns := max(map(len, chunk))) > MOST_COLUMNS:
            raise FileRefused(Refusal.TOO_LARGE, columns=columns, limit=MOST_COLUMNS)
        done += len(chunk)
        if done > MOST_RECORDS:
            raise FileRefused(Refusal.TOO_LARGE, rows=done, limit=MOST_RECORDS)
        yield chunk


def _refuse_long_records(chunk: list[list[str]], done: int) -> None:
    for place, record in enumerate(chunk):
        if sum(cell.count("\n") for cell in record) >= MOST_LINES:
            raise FileRefused(Refusal.UNCLOSED_QUOTE, row=done + place + 1, limit=MOST_LINES)


def refuse_open_end(last: list[str], row: int, quotes: int) -> None:
    """Refuse a file whose last record swallowed lines because a quotation mark never closed."""
    if quotes % 2 and any("\n" in cell for cell in last):
        raise FileRefused(Refusal.UNCLOSED_QUOTE, row=row, limit=MOST_LINES)
