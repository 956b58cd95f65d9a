"""Workbooks, in the child process only: XLSX after its pre-scan, BIFF XLS by the memory limit alone."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

import python_calamine as calamine

from narvaro_desktop.absence_files import prescan
from narvaro_desktop.absence_files.detect import Container
from narvaro_desktop.absence_files.faults import FileRefused, Refusal
from narvaro_desktop.absence_files.mapping import header_row
from narvaro_desktop.absence_files.opened import Opened

ERROR_CELL = "#FEL!"
_LOOKED_AT = 40
Cell = str | int | float | bool | datetime | date | time | timedelta


def opened(path: Path, kind: Container, wanted: str | None, scan: bool) -> Opened:
    """The wanted sheet, or else the first that has a header; every cell as text."""
    extents = prescan.scan(path) if kind is Container.XLSX and scan else {}
    try:
        workbook = calamine.CalamineWorkbook.from_path(str(path))
        names = [
            sheet.name for sheet in workbook.sheets_metadata if sheet.typ is calamine.SheetTypeEnum.WorkSheet
        ]
        if not names:
            raise FileRefused(Refusal.DAMAGED)
        sheet = workbook.get_sheet_by_name(wanted) if wanted in names else _likeliest(workbook, names)
    except calamine.PasswordError:
        raise FileRefused(Refusal.ENCRYPTED) from None
    except (calamine.CalamineError, ValueError):
        raise FileRefused(Refusal.DAMAGED) from None
    name = sheet.name
    extent = extents.get(prescan.parts(path).get(name, "")) if extents else None
    facts = {"formulas": extent.formulas if extent else 0}
    height = sheet.end[0] + 1 if sheet.end else 0
    if extent and extent.valued > height:
        raise FileRefused(Refusal.DAMAGED, rows=height, expected=extent.valued)
    rows = _marked(_texts(sheet), extent.errors) if extent and extent.errors else _texts(sheet)
    return Opened(rows, height, names, name, facts)


def _likeliest(workbook: calamine.CalamineWorkbook, names: list[str]) -> calamine.CalamineSheet:
    """The first with a header, else the first with rows, else the first; a large one is read once."""
    filled = None
    for name in names:
        sheet = workbook.get_sheet_by_name(name)
        rows = list(islice(_texts(sheet), _LOOKED_AT))
        if header_row(rows) is not None:
            return sheet
        filled = filled or (sheet if rows else None)
    return filled or workbook.get_sheet_by_name(names[0])


def _texts(sheet: calamine.CalamineSheet) -> Iterator[list[str]]:
    if sheet.start is None:
        return
    left = [""] * sheet.start[1]  # the reader leaves out empty rows never, empty columns to the left always
    for row in sheet.iter_rows():
        yield left + [cell if isinstance(cell, str) else written(cell) for cell in row]


def _marked(rows: Iterator[list[str]], errors: set[tuple[int, int]]) -> Iterator[list[str]]:
    """The rows with a sign that no converter reads where a cell holds an error: the reader shows it empty."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for row, column in errors:
        places[row].append(column)
    for number, cells in enumerate(rows):
        for column in places.get(number, ()):
            if column < len(cells):
                cells[column] = ERROR_CELL
        yield cells


def written(cell: Cell) -> str:
    """A typed cell as the text that the converters read: dates ISO, times 08:10, durations h:mm."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, timedelta):
        whole = round(cell.total_seconds() / 60)
        return f"{whole // 60}:{whole % 60:02d}"
    return cell.isoformat() if isinstance(cell, (date, time)) else str(cell)
