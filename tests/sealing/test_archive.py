"""The canonical ZIP."""

import hashlib
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.sealing import archive
from narvaro_desktop.sealing.refusals import Limits, ZipForm
from tests.sealing import forge

FILES = st.lists(st.tuples(st.binary(min_size=1, max_size=40), st.binary(max_size=400)), max_size=6)


class _Collector:
    def __init__(self) -> None:
        self.files: list[tuple[bytes, bytes]] = []
        self.ended = 0

    def begin(self, name: bytes, size: int) -> None:
        self.files.append((name, b""))

    def content(self, piece: memoryview) -> None:
        name, content = self.files[-1]
        self.files[-1] = (name, content + bytes(piece))

    def end(self) -> None:
        self.ended += 1


def read(pieces: list[bytes]) -> list[tuple[bytes, bytes]]:
    collector = _Collector()
    reader = archive.ArchiveReader(collector)
    for piece in pieces:
        reader.feed(piece)
    reader.close()
    assert collector.ended == len(collector.files)
    return collector.files


def test_the_bytes_of_one_entry_are_known() -> None:
    content = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"[:54]
    name = "narvaro-3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d/bagit.txt"

    written = forge.zipped([(name, b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")])

    assert zlib.crc32(content) == 0x85FFA873
    assert len(written) == 260
    assert hashlib.sha256(written).hexdigest() == (
        "ccbc14b957b1910f125fcba18acd1e805b464b03e2c6ce037df04109226d4c50"
    )


@given(FILES, st.integers(min_value=1, max_value=97))
def test_what_is_written_is_read_however_it_is_cut_into_pieces(
    files: list[tuple[bytes, bytes]], size: int
) -> None:
    written = forge.zipped(files)

    assert read([written[start : start + size] for start in range(0, len(written), size)]) == files
    assert read([written]) == files
    entries = [archive.Entry(name, 0, len(content)) for name, content in files]
    assert archive.archive_size(entries) == len(written)


@given(FILES, st.data())
def test_no_bit_may_differ(files: list[tuple[bytes, bytes]], data: st.DataObject) -> None:
    written = bytearray(forge.zipped(files))
    place = data.draw(st.integers(min_value=0, max_value=len(written) - 1))
    written[place] ^= 1 << data.draw(st.integers(min_value=0, max_value=7))

    with pytest.raises(ZipForm):
        read([bytes(written)])


def test_a_file_of_no_bytes_is_no_empty_piece() -> None:
    pieces = list(archive.write([(archive.Entry(b"a", 0, 0), [b""])]))

    assert all(pieces)
    assert read(pieces) == [(b"a", b"")]


def test_sixty_four_entries_are_the_most() -> None:
    files = [(b"%03d" % number, b"") for number in range(65)]

    assert len(read([forge.zipped(files[:64])])) == 64
    with pytest.raises(Limits):
        read([forge.zipped(files)])


def test_a_reader_that_was_fed_too_little_or_too_much_says_so() -> None:
    written = forge.zipped([(b"a", b"b")])

    with pytest.raises(ZipForm):
        read([written[:-1]])
    with pytest.raises(ZipForm):
        read([written, b"\0"])
    with pytest.raises(ZipForm):
        read([])
