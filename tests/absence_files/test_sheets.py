"""Workbooks: typed cells become the texts that the converters read."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.absence_files.reading import read
from narvaro_desktop.absence_files.rows import LessonRow, Reading
from narvaro_desktop.absence_files.sheets import Cell, written
from tests.absence_files.files import LESSON_HEADER, lesson, workbook


def reading_of(path: Path, sheet: str | None = None) -> Reading:
    found = examine(path, sheet=sheet)
    assert found.profile is not None
    return read(path, found.profile)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (45.0, "45"),
        (0.125, "0.125"),
        (201403052382.0, "201403052382"),
        (True, "1"),
        (datetime(2026, 10, 12), "2026-10-12"),  # noqa: DTZ001 a sheet has no time zone
        (datetime(2026, 10, 12, 8, 10), "2026-10-12 08:10:00"),  # noqa: DTZ001
        (date(2026, 10, 12), "2026-10-12"),
        (time(8, 10), "08:10:00"),
        (timedelta(minutes=95), "1:35"),
    ],
)
def test_each_kind_of_cell_is_written_plainly(cell: Cell, text: str) -> None:
    assert written(cell) == text


def test_real_dates_times_and_numbers_are_read_as_such(tmp_path: Path) -> None:
    row = lesson()
    row[0], row[3], row[4], row[8] = 201403052382, date(2026, 10, 12), time(8, 10), 50.0

    reading = reading_of(workbook(tmp_path / "b.xlsx", Blad=[LESSON_HEADER, row]))

    [read_row] = (LessonRow(*row) for chunk in reading.chunks() for row in chunk)
    assert (read_row.day, read_row.start, read_row.planned) == (date(2026, 10, 12).toordinal(), 490, 50)
    assert reading.pupils[0].identity.number == "201403052382"


def test_the_sheet_with_a_header_is_taken_and_another_may_be_chosen(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "b.xlsx",
        Framsida=[["Rapport"], ["Ekbackens skola"]],
        Höst=[LESSON_HEADER, lesson()],
        Vår=[LESSON_HEADER, lesson(), lesson(start="09:10")],
    )

    assert examine(path).sheets == ("Framsida", "Höst", "Vår")
    assert examine(path).sheet == "Höst"
    assert reading_of(path).accepted == 1
    assert reading_of(path, sheet="Vår").accepted == 2


def test_empty_columns_to_the_left_and_rows_above_are_no_trouble(tmp_path: Path) -> None:
    rows = [["", "", *row] for row in ([], [], LESSON_HEADER, lesson())]

    reading = reading_of(workbook(tmp_path / "b.xlsx", Blad=[[cell or None for cell in row] for row in rows]))

    assert reading.accepted == 1
