"""Files that want to hurt: each is refused in words, and the program lives."""

import io
import json
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from narvaro_desktop.absence_files.detect import Container
from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.absence_files.faults import FileRefused, ReadingCancelled, Refusal
from narvaro_desktop.absence_files.prescan import directory
from narvaro_desktop.absence_files.reading import read
from narvaro_desktop.absence_files.worker import Worker
from tests.absence_files.files import LESSON_HEADER, as_csv, lesson, workbook, written

SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def with_part(path: Path, name: str, content: bytes) -> Path:
    """The workbook with one part replaced."""
    with zipfile.ZipFile(path) as old:
        parts = {member: old.read(member) for member in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member, old_content in (parts | {name: content}).items():
            new.writestr(member, old_content)
    return path


def sheet(cells: str, before: str = "") -> bytes:
    return f"{HEAD}{before}<worksheet {SPREADSHEET}><sheetData>{cells}</sheetData></worksheet>".encode()


def small(tmp_path: Path) -> Path:
    return workbook(tmp_path / "bok.xlsx", Blad=[LESSON_HEADER, lesson()])


TWO_CORNERS = sheet(
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
)
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
LAUGHING = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>', LAUGHS)
XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'

STRINGS = f"{HEAD}{XXE}<sst {SPREADSHEET}><si><t>&a;</t></si></sst>".encode()


@pytest.mark.parametrize(
    ("part", "content", "reason"),
    [
        (SHEET, TWO_CORNERS, Refusal.TOO_LARGE),
        (SHEET, sheet("<row><c t='n' r='XFD1048576'/></row><row r='1'/>"), Refusal.TOO_LARGE),
        (SHEET, LAUGHING, Refusal.HOSTILE),
        ("xl/sharedStrings.xml", STRINGS, Refusal.HOSTILE),
        (SHEET, sheet("").decode().replace("UTF-8", "UTF-16").encode("utf-16"), Refusal.HOSTILE),
        (SHEET, sheet("<row>").replace(b"UTF-8", b"latin-1"), Refusal.HOSTILE),
        (SHEET, b"<worksheet><sheetData>", Refusal.DAMAGED),
    ],
)  # fmt: skip
def test_a_hostile_part_of_a_workbook_is_refused(
    tmp_path: Path, part: str, content: bytes, reason: Refusal
) -> None:
    path = with_part(small(tmp_path), part, content)

    with pytest.raises(FileRefused) as refused:
        examine(path)

    assert refused.value.reason is reason


def test_a_reader_that_dies_takes_nothing_with_it(tmp_path: Path) -> None:
    path = with_part(small(tmp_path), SHEET, TWO_CORNERS)

    with pytest.raises(FileRefused) as refused:
        Worker(path, Container.XLSX, scan=False)

    assert refused.value.reason is Refusal.READER_DIED


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (lambda: zipped({f"{n}": b"" for n in range(3_000)}), Refusal.HOSTILE),
        (lambda: zipped({"xl/workbook.xml": b" " * (30 * 2**20)}), Refusal.HOSTILE),
        (lambda: zipped({"xl/workbook.xml": b"x" * 1000})[:-30], Refusal.DAMAGED),
        (lambda: b"PK\x03\x04 nothing", Refusal.DAMAGED),
    ],
)
def test_an_archive_is_judged_by_its_directory_at_once(
    tmp_path: Path, content: Callable[[], bytes], reason: Refusal
) -> None:
    path = written(tmp_path / "f.xlsx", content())
    begun = time.perf_counter()

    with pytest.raises(FileRefused) as refused:
        directory(path)

    assert refused.value.reason is reason
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7\n...", Refusal.BINARY),
        (bytes(range(256)) * 20, Refusal.BINARY),
        (zipped({"xl/workbook.bin": b""}), Refusal.FORMAT),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), Refusal.FORMAT),
        (zipped({"xl/workbook.xml": b"", "xl/vbaProject.bin": b""}), Refusal.FORMAT),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), Refusal.ENCRYPTED),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "Workbook".encode("utf-16-le") + b"\0" * 600, Refusal.DAMAGED),
        (b"\n\n  \n", Refusal.EMPTY),
        (b"1;2\n3;4\n", Refusal.NO_HEADER),
        (as_csv([LESSON_HEADER]).encode(), Refusal.NO_ROWS),
        (b"[" * 200_000, Refusal.TOO_DEEP),
        (b'{"data": [', Refusal.DAMAGED),
        (b'{"data": [{"id": 1, "eventType": "In"}]}', Refusal.NOT_PUPIL_DATA),
        (b'{"data": [{"id": 1}]}', Refusal.UNKNOWN_LAYOUT),
    ],
)
def test_what_is_no_absence_file_says_what_it_is(tmp_path: Path, content: bytes, reason: Refusal) -> None:
    path = written(tmp_path / "fil.csv", content)

    with pytest.raises(FileRefused) as refused:
        examine(path)

    assert refused.value.reason is reason


def test_a_wrong_dimension_loses_no_rows(tmp_path: Path) -> None:
    rows = [LESSON_HEADER, *(lesson(day=f"2026-10-{day}") for day in range(12, 17))]
    path = workbook(tmp_path / "b.xlsx", Blad=rows)
    with zipfile.ZipFile(path) as book:
        content = book.read(SHEET)
    with_part(path, SHEET, content.replace(b'ref="A1:N6"', b'ref="A1:B2"'))

    found = examine(path)

    assert found.profile is not None
    assert read(path, found.profile).accepted == 5


def test_formulas_are_counted(tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", Blad=[LESSON_HEADER, lesson(valid="=1+1")])

    assert examine(path).formulas == 1


def test_the_childs_own_limit_ends_a_slow_file(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        Worker(small(tmp_path), Container.XLSX, seconds=-1)

    assert refused.value.reason is Refusal.TOO_SLOW


def test_cancelling_kills_the_child(tmp_path: Path) -> None:
    rows = [[n] * 10 for n in range(3_000)]
    path = workbook(tmp_path / "b.xlsx", Blad=rows)

    with pytest.raises(ReadingCancelled):
        list(Worker(path, Container.XLSX, cancelled=lambda: True).chunks())


def test_the_suffix_never_decides(tmp_path: Path) -> None:
    book = small(tmp_path).rename(tmp_path / "fil.csv")
    table = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (LESSON_HEADER, lesson())
    )
    page = written(tmp_path / "sida.xls", f"<html><body><table>{table}</table></body></html>")

    for path, container in ((book, Container.XLSX), (page, Container.HTML)):
        found = examine(path)
        assert found.container is container
        assert found.profile is not None
        assert read(path, found.profile).accepted == 1


def test_nothing_of_the_environment_reaches_the_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONSTARTUP", "x")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    worker = Worker(small(tmp_path), Container.XLSX)
    environ = Path(f"/proc/{worker._child.pid}/environ")

    found = environ.read_bytes() if environ.exists() else b""
    worker.close()

    assert found == b""


def test_huge_json_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    with path.open("wb") as sparse:
        sparse.write(json.dumps({"data": []}).encode())
        sparse.truncate(501 * 2**20)

    with pytest.raises(FileRefused) as refused:
        examine(path)

    assert refused.value.reason is Refusal.TOO_LARGE


def test_merged_and_error_cells_end_as_rows_or_errors(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    for row in (LESSON_HEADER, lesson(), lesson(start="09:10")):
        page.append(list(row))
    page["I2"] = "#REF!"
    page["I2"].data_type = "e"
    page.merge_cells("B2:B3")
    book.save(tmp_path / "b.xlsx")

    found = examine(tmp_path / "b.xlsx")
    assert found.profile is not None
    reading = read(tmp_path / "b.xlsx", found.profile)

    assert (reading.rows_in, reading.accepted, reading.rejected) == (2, 1, 1)


def _lying(path: Path, name: str, content: bytes, how: int) -> Path:
    """An archive that says of its only member that it unpacks to hundred bytes."""
    with zipfile.ZipFile(path, "w", how) as archive:
        archive.writestr(name, content)
    held = bytearray(path.read_bytes())
    place = held.index(b"PK\x01\x02") + 24
    held[place : place + 4] = (100).to_bytes(4, "little")
    path.write_bytes(held)
    return path


@pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_that_lies_of_its_size_fills_no_memory_of_ours(tmp_path: Path, how: int) -> None:
    """What the archive is for is asked before there is a child that could die of it."""
    path = _lying(tmp_path / "f.ods", "mimetype", bytes(30 << 20), how)
    tracemalloc.start()
    try:
        with pytest.raises(FileRefused):
            examine(path)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 8 << 20


def test_an_archive_whose_kind_cannot_be_read_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "f.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
    held = bytearray(path.read_bytes())
    held[38:60] = b"\xff" * 22
    path.write_bytes(held)

    with pytest.raises(FileRefused) as refused:
        examine(path)

    assert refused.value.reason is Refusal.DAMAGED
